//! Scores by frameworks: what they come to, what they cannot say, and what is odd about their inputs.

use std::sync::Arc;

use portolan::analysis::scoring::framework::{
    Facts, Method, MethodError, Notice, Ranking, Usual, Way, explained, gap, method_called, moscow,
    ranking, ranks, ready, way_called,
};
use portolan::model::{
    Cost, CostId, CostKind, Estimate, Figure, Framework, FrameworkField, FrameworkId, Fte, Id,
    Money, Portfolio, Priority, Project, ProjectId, RoleId, Unread,
};
use proptest::prelude::*;

fn id(number: u64) -> ProjectId {
    ProjectId(Id::from_bits(number))
}

/// Projects 1, 2, 3 … each with these inputs.
fn portfolio(projects: &[&[(&str, f64)]]) -> Portfolio {
    let mut portfolio = Portfolio::titled("Test".parse().unwrap());
    for (number, inputs) in (1..).zip(projects) {
        let mut project = Project::named(format!("P{number}").parse().unwrap());
        for (name, value) in *inputs {
            project.inputs.insert(name.parse().unwrap(), Figure::new(*value).unwrap());
        }
        portfolio.projects.insert(id(number), Arc::new(project));
    }
    portfolio
}

fn project(portfolio: &mut Portfolio, number: u64) -> &mut Project {
    Arc::make_mut(portfolio.projects.get_mut(&id(number)).unwrap())
}

fn own(portfolio: &mut Portfolio, number: u64, name: &str, formula: &str) -> Method {
    let mut framework = Framework::named(name.parse().unwrap());
    framework.formula = formula.parse().unwrap();
    let id = FrameworkId(Id::from_bits(number));
    portfolio.frameworks.insert(id, framework);
    Method::Own(id)
}

fn field(portfolio: &mut Portfolio, number: u64, name: &str, unit: &str) {
    let id = FrameworkId(Id::from_bits(number));
    let framework = portfolio.frameworks.get_mut(&id).unwrap();
    let mut field = FrameworkField::named(name.parse().unwrap());
    field.unit = unit.parse().unwrap();
    framework.fields.push(field);
}

fn ranked(portfolio: &Portfolio, method: Method) -> Ranking {
    ranking(portfolio, &Facts::of(portfolio), &ready(portfolio, method).unwrap()).unwrap()
}

/// Project, rank and score, or why there is none.
fn told(ranking: &Ranking) -> Vec<String> {
    let row = |row: &portolan::analysis::scoring::framework::RankingRow| {
        let rank = row.rank.map_or_else(|| "–".to_owned(), |rank| rank.to_string());
        let value = match &row.value {
            Ok(value) => format!("{value:.4}"),
            Err(reasons) => reasons.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        };
        format!("{} {rank} {value}", row.project.0.bits())
    };
    ranking.rows.iter().map(row).collect()
}

#[test]
fn rice_is_reach_times_impact_times_confidence_over_effort() {
    let rice = |reach, impact, confidence, effort| {
        [("Reach", reach), ("Impact", impact), ("Confidence", confidence), ("Effort", effort)]
    };
    // Intercom's own example: 2000 · 2 · 80 % / 4, and others beside it.
    let all = portfolio(&[
        &rice(2000.0, 2.0, 80.0, 4.0),
        &rice(500.0, 3.0, 100.0, 1.0),
        &rice(1600.0, 1.0, 50.0, 1.0),
        &[("Reach", 100.0), ("Impact", 1.0)],
    ]);
    let found = ranked(&all, Method::Usual(Usual::Rice));
    assert_eq!(
        told(&found),
        [
            "2 1 1500.0000",
            "1 2 800.0000",
            "3 2 800.0000",
            "4 – “Confidence” is missing, “Effort” is missing"
        ]
    );
    assert_eq!(
        (found.unit.as_str(), found.notices.len()),
        ("customers / period / person-months", 0)
    );
}

#[test]
fn wsjf_adds_three_and_divides_by_the_size_and_wants_a_one_in_each_column() {
    let wsjf = |value, time, risk, size| {
        [
            ("Business value", value),
            ("Time criticality", time),
            ("Risk reduction", risk),
            ("Job size", size),
        ]
    };
    let all = portfolio(&[
        &wsjf(8.0, 1.0, 5.0, 2.0),
        &wsjf(13.0, 3.0, 1.0, 5.0),
        &wsjf(1.0, 1.0, 1.0, 4.0),
    ]);
    let found = ranked(&all, Method::Usual(Usual::Wsjf));
    assert_eq!(told(&found), ["1 1 7.0000", "2 2 3.4000", "3 3 0.7500"]);
    let [off, one] = found.notices.as_slice() else { panic!("{:?}", found.notices) };
    assert!(
        matches!(off, Notice::OffSteps { value: 4.0, project, .. } if *project == id(3)),
        "{off:?}"
    );
    assert!(matches!(one, Notice::NoOne { field } if field.as_str() == "Job size"), "{one:?}");
}

#[test]
fn cost_of_delay_by_duration_puts_first_what_should_come_first() {
    // A loses 10 a week for 2 weeks, B 30 a week for 4: B first loses less in all, 180 and not 200.
    let mut all = portfolio(&[
        &[("Cost of delay", 10.0)],
        &[("Cost of delay", 30.0)],
        &[("Cost of delay", 1.0)],
    ]);
    project(&mut all, 1).duration = Some(2);
    project(&mut all, 2).duration = Some(4);
    let found = ranked(&all, Method::Usual(Usual::Cd3));
    assert_eq!(told(&found), ["2 1 7.5000", "1 2 5.0000", "3 – its duration is not known"]);
    assert_eq!(found.unit, "EUR / quarter / quarter");
}

#[test]
fn ice_and_value_for_effort_are_what_their_names_say() {
    let all = portfolio(&[
        &[
            ("Impact (ICE)", 8.0),
            ("Confidence (ICE)", 5.0),
            ("Ease", 2.0),
            ("Value", 9.0),
            ("Effort", 3.0),
        ],
        &[
            ("Impact (ICE)", 11.0),
            ("Confidence (ICE)", 5.0),
            ("Ease", 2.0),
            ("Value", 9.0),
            ("Effort", 0.0),
        ],
    ]);
    let ice = ranked(&all, Method::Usual(Usual::Ice));
    assert_eq!(
        told(&ice),
        ["1 1 80.0000", "2 – “Impact (ICE)” is 11, and only 1 to 10 make sense"]
    );
    let value = ranked(&all, Method::Usual(Usual::ValueEffort));
    assert_eq!(
        told(&value),
        ["1 1 3.0000", "2 – “[Effort]” is 0, and nothing can be divided by it"]
    );
}

#[test]
fn inputs_that_make_no_sense_give_no_score_and_are_named() {
    let rice = |reach, confidence| {
        [("Reach", reach), ("Impact", 1.5), ("Confidence", confidence), ("Effort", 1.0)]
    };
    let all =
        portfolio(&[&rice(1e12, 80.0), &rice(10.0, 120.0), &rice(-5.0, 80.0), &rice(10.0, 80.0)]);
    let found = ranked(&all, Method::Usual(Usual::Rice));
    assert_eq!(found.rows.iter().filter(|row| row.rank.is_some()).count(), 1);
    assert_eq!(told(&found)[0], "4 1 12.0000");
    let out: Vec<_> = found
        .notices
        .iter()
        .filter_map(|notice| match notice {
            Notice::OutOfRange { project, field, .. } => {
                Some((project.0.bits(), field.to_string()))
            }
            _ => None,
        })
        .collect();
    assert_eq!(
        out,
        [(1, "Reach".to_owned()), (3, "Reach".to_owned()), (2, "Confidence".to_owned())]
    );
    let off =
        found.notices.iter().filter(|notice| matches!(notice, Notice::OffSteps { .. })).count();
    assert_eq!(off, 4, "an impact of 1.5 is no step: {:?}", found.notices);
}

#[test]
fn benefit_for_cost_is_not_known_where_one_of_them_is_not() {
    let mut all = portfolio(&[&[]]);
    let line = Cost {
        name: "All".parse().unwrap(),
        kind: CostKind::Opex,
        part: None,
        pool: None,
        first: 0,
        periods: Some(1),
        amount: Estimate::exactly(Money::from_minor(500)),
        spread: None,
        unread: Unread::default(),
    };
    project(&mut all, 1).costs.insert(CostId(Id::from_bits(9)), line);
    let found = ranked(&all, Method::Usual(Usual::BenefitCost));
    assert_eq!(told(&found), ["1 – its total benefit is not known"]);
}

#[test]
fn a_formula_of_ones_own_uses_fields_figures_and_other_frameworks() {
    let mut all = portfolio(&[
        &[("Fit", 3.0), ("Value", 8.0), ("Effort", 2.0)],
        &[("Fit", 1.0), ("Value", 8.0), ("Effort", 2.0)],
        &[("Fit", 1.0), ("Value", 6.0), ("Effort", 4.0)],
    ]);
    let method = own(&mut all, 50, "Ours", "[value/effort] * Fit + or(RICE, 0) * 0");
    field(&mut all, 50, "Fit", "");
    // RICE is counted in other things, and cannot be added.
    let refused = ready(&all, method).unwrap_err().to_string();
    assert!(refused.contains("cannot be added"), "{refused}");
    let method = own(&mut all, 50, "Ours", "[value/effort] * Fit");
    assert_eq!(told(&ranked(&all, method)), ["1 1 12.0000", "2 2 4.0000", "3 3 1.5000"]);
    assert_eq!(method_called(&all, "ours"), Some(method));
}

#[test]
fn a_copy_of_a_usual_framework_scores_the_same_until_it_is_edited() {
    let mut all =
        portfolio(&[&[("Value", 8.0), ("Effort", 2.0)], &[("Value", 8.0), ("Effort", 1.0)]]);
    let copy = Usual::ValueEffort.framework(&all);
    all.frameworks.insert(FrameworkId(Id::from_bits(50)), copy);
    let own = Method::Own(FrameworkId(Id::from_bits(50)));
    assert_eq!(told(&ranked(&all, own)), told(&ranked(&all, Method::Usual(Usual::ValueEffort))));
    // By its name the portfolio's own is meant.
    assert_eq!(method_called(&all, "value/effort"), Some(own));
    assert_eq!(method_called(&all, "value-effort"), Some(Method::Usual(Usual::ValueEffort)));
}

#[test]
fn frameworks_in_a_circle_are_named() {
    let mut all = portfolio(&[&[]]);
    let one = own(&mut all, 50, "One", "2 * Two");
    own(&mut all, 51, "Two", "[Three] + 1");
    own(&mut all, 52, "Three", "Two");
    let error = ready(&all, one).unwrap_err();
    assert_eq!(
        error.to_string(),
        "These frameworks are built on each other in a circle: “Two” → “Three” → “Two”. \
         None of them can be worked out; take one out of the formula of another."
    );
    let itself = own(&mut all, 53, "Self", "self + 1");
    assert!(matches!(ready(&all, itself), Err(MethodError::Circle(names)) if names.len() == 1));
    let mut last = own(&mut all, 100, "N100", "1");
    for number in 101..200 {
        last = own(&mut all, number, &format!("N{number}"), &format!("N{} + 1", number - 1));
    }
    assert_eq!(ready(&all, last), Err(MethodError::TooMany));
}

#[test]
fn what_a_formula_does_not_know_is_refused_with_what_comes_near() {
    let mut all = portfolio(&[&[("Reach", 1.0)]]);
    let refused = |all: &mut Portfolio, formula: &str, words: &str| {
        let method = own(all, 50, "Ours", formula);
        let error = ready(all, method).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    };
    refused(
        &mut all,
        "[Job sise] * 2",
        "Nothing is called “Job sise”; perhaps “Job size” is meant",
    );
    refused(&mut all, "cost + people", "“EUR” and “FTE · quarter” cannot be added");
    refused(&mut all, "cost +", "Something is missing here");
    refused(&mut all, "", "The formula is empty");
    assert_eq!(ready(&all, Method::Own(FrameworkId(Id::from_bits(77)))), Err(MethodError::Gone));
    assert_eq!(way_called(&all, "no such"), None);
    assert_eq!(way_called(&all, "MoSCoW"), Some(Way::Moscow));
}

#[test]
fn musts_that_take_most_of_the_effort_are_warned_about() {
    let mut all = portfolio(&[&[], &[], &[], &[], &[]]);
    let role = RoleId(Id::from_bits(90));
    let work = |all: &mut Portfolio, number, priority, people: &[f64]| {
        let project = project(all, number);
        project.priority = priority;
        project.demands.insert(role, people.iter().map(|fte| Fte::new(*fte).unwrap()).collect());
    };
    work(&mut all, 1, Some(Priority::Could), &[2.0]);
    work(&mut all, 2, Some(Priority::Must), &[3.0, 3.0]);
    work(&mut all, 3, Some(Priority::WontNow), &[50.0]);
    work(&mut all, 4, Some(Priority::Should), &[2.0]);
    let found = moscow(&all, &Facts::of(&all));
    let order: Vec<_> = found.rows.iter().map(|row| (row.project.0.bits(), row.rank)).collect();
    assert_eq!(order, [(2, Some(1)), (4, Some(2)), (1, Some(3)), (3, Some(4)), (5, None)]);
    assert!((found.must_share.unwrap() - 0.6).abs() < 1e-12 && !found.is_too_much());
    work(&mut all, 2, Some(Priority::Must), &[3.0, 3.5]);
    assert!(moscow(&all, &Facts::of(&all)).is_too_much());
    project(&mut all, 4).demands.clear();
    assert_eq!(moscow(&all, &Facts::of(&all)).without_effort, [id(4)]);
    assert_eq!(ranks(&all, &Facts::of(&all), Way::Moscow).unwrap().len(), 4);
}

#[test]
fn the_difference_of_two_scores_is_shared_out_among_their_inputs() {
    let wsjf = |value, time, risk, size| {
        [
            ("Business value", value),
            ("Time criticality", time),
            ("Risk reduction", risk),
            ("Job size", size),
        ]
    };
    let all = portfolio(&[&wsjf(8.0, 1.0, 5.0, 2.0), &wsjf(13.0, 3.0, 1.0, 5.0), &[]]);
    let (facts, ready) = (Facts::of(&all), ready(&all, Method::Usual(Usual::Wsjf)).unwrap());
    let found = gap(&all, &facts, &ready, [id(1), id(2)]).unwrap();
    assert!((found.gap - 3.6).abs() < 1e-12);
    assert!((found.parts.iter().map(|part| part.adds).sum::<f64>() - found.gap).abs() < 1e-12);
    assert_eq!(found.parts[0].name, "Job size");
    assert_eq!(gap(&all, &facts, &ready, [id(1), id(3)]), None);
    let told = explained(&all, &facts, &ready, id(1)).unwrap();
    let terms: Vec<(&str, f64)> =
        told.terms.iter().map(|(text, value)| (text.as_str(), *value)).collect();
    assert_eq!(
        terms,
        [("[Business value]", 4.0), ("[Time criticality]", 0.5), ("[Risk reduction]", 2.5)]
    );
    let gaps = explained(&all, &facts, &ready, id(3)).unwrap();
    assert!(gaps.value.is_err() && gaps.terms.is_empty());
}

proptest! {
    #[test]
    fn another_project_changes_no_score_and_ranks_keep_their_promise(
        values in prop::collection::vec(prop::option::of(0_u32..6), 1..9),
    ) {
        let inputs: Vec<Vec<(&str, f64)>> = values
            .iter()
            .map(|value| value.map(|value| vec![("Value", f64::from(value)), ("Effort", 2.0)]).unwrap_or_default())
            .collect();
        let rows: Vec<&[(&str, f64)]> = inputs.iter().map(Vec::as_slice).collect();
        let (all, fewer) = (portfolio(&rows), portfolio(&rows[1..]));
        let method = Method::Usual(Usual::ValueEffort);
        let (all, fewer) = (ranked(&all, method), ranked(&fewer, method));
        for row in &fewer.rows {
            let same = all.rows.iter().find(|one| one.project.0.bits() == row.project.0.bits() + 1).unwrap();
            prop_assert_eq!(&same.value, &row.value);
        }
        for row in &all.rows {
            // A rank is one more than how many are better.
            let better = all.rows.iter().filter(|one| matches!((&one.value, &row.value), (Ok(one), Ok(this)) if one > this));
            prop_assert_eq!(row.rank, row.value.is_ok().then(|| better.count() + 1));
        }
    }
}
