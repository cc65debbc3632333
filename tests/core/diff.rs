//! What two portfolios do not say alike: all of it is told, and nothing else.

use std::sync::Arc;

use expect_test::expect;
use portolan::compare::{Difference, Field, Subject, Value, diff, touched};
use portolan::edit::{Edit, ProjectField, apply};
use portolan::model::{
    Benefit, Estimate, Item, Money, Portfolio, Project, ProjectId, Spread, Stage,
};
use portolan::wording::{difference_line, difference_lines};
use proptest::prelude::*;

use super::portfolios::{Draw, edit_seeds, rich, sound};

/// The item that a difference belongs to; the portfolio itself is none.
fn item_of(difference: &Difference) -> Option<Item> {
    if matches!(difference, Difference::Changed { field: Field::Place, .. }) {
        return None;
    }
    Some(match difference.subject() {
        // Choices of the base are shown with the project that they are about.
        Subject::Portfolio => match difference {
            Difference::Changed { field, .. } => Item::Project(chosen_project(field)?),
            _ => return None,
        },
        Subject::Item(Item::Measure(outcome, _)) => Item::Outcome(outcome),
        Subject::Item(Item::Milestone(project, _) | Item::Contribution(project, _))
        | Subject::Cost(project, _)
        | Subject::Benefit(project, _)
        | Subject::Funding(project, _)
        | Subject::Vendor(project, _) => Item::Project(project),
        Subject::Item(item) => item,
    })
}

fn chosen_project(field: &Field) -> Option<ProjectId> {
    match field {
        Field::Forced(project)
        | Field::ForcedReason(project)
        | Field::ForcedUnread(project, _)
        | Field::InPlan(project)
        | Field::PlannedStart(project)
        | Field::PlannedFunding(project)
        | Field::PlannedUnread(project, _) => Some(*project),
        _ => None,
    }
}

/// Something that is changed of a benefit.
type Change<'a> = &'a dyn Fn(&mut Benefit);

/// The same portfolio, with nothing shared.
fn copied(portfolio: &Portfolio) -> Portfolio {
    let text = portolan::file::write(portfolio, "").unwrap();
    portolan::file::read(text.into_bytes()).unwrap().portfolio
}

proptest! {
    #[test]
    fn there_is_a_difference_where_and_only_where_two_are_not_equal(one in 0_u64..40, other in 0_u64..40) {
        let (before, after) = (rich(one, 3), rich(other, 3));
        prop_assert_eq!(diff(&before, &after).is_empty(), before == after);
        prop_assert_eq!(diff(&before, &before), []);
        prop_assert_eq!(diff(&before, &copied(&before)), []);
    }

    #[test]
    fn every_edit_that_changes_something_shows_up_where_it_was_made(
        start in sound(), seeds in edit_seeds()
    ) {
        let mut portfolio = start;
        for seed in seeds {
            let edit = Draw::edit_of(seed, &portfolio);
            let Ok(next) = apply(&portfolio, &edit) else { continue };
            let found = diff(&portfolio, &next);
            prop_assert_eq!(found.is_empty(), portfolio == next, "{:?}", edit);
            let told: std::collections::BTreeSet<_> = found.iter().filter_map(item_of).collect();
            let pinned = |item: &Item| portfolio.pins.get(item) != next.pins.get(item);
            let touched = touched(&portfolio, &next);
            prop_assert!(touched.iter().all(|item| told.contains(item) || pinned(item)), "{:?}", edit);
            prop_assert!(told.iter().all(|item| touched.contains(item)), "{:?}", edit);
            for difference in &found {
                let line = difference_line(difference, &portfolio, &next);
                prop_assert!(!line.is_empty() && !line.contains('\n'), "{line}");
            }
            portfolio = next;
        }
    }

    #[test]
    fn the_way_back_mirrors_the_way_there(one in 0_u64..40, other in 0_u64..40) {
        let (before, after) = (rich(one, 3), rich(other, 3));
        let mirrored = diff(&before, &after).into_iter().map(|difference| match difference {
            Difference::Added(subject) => Difference::Removed(subject),
            Difference::Removed(subject) => Difference::Added(subject),
            Difference::Changed { subject, field, before, after } => {
                Difference::Changed { subject, field, before: after, after: before }
            }
        });
        prop_assert_eq!(mirrored.collect::<Vec<_>>(), diff(&after, &before));
    }
}

#[test]
fn a_field_is_told_with_what_it_was_and_what_it_is() {
    let before = rich(7, 3);
    let (&id, project) = before.projects.first_key_value().unwrap();
    let stage = if project.stage == Stage::Done { Stage::Idea } else { Stage::Done };
    let after = apply(&before, &Edit::SetProject(id, ProjectField::Stage(stage))).unwrap();
    let was = Value::Stage(project.stage);
    assert_eq!(
        diff(&before, &after),
        [Difference::Changed {
            subject: Subject::Item(Item::Project(id)),
            field: Field::Stage,
            before: was,
            after: Value::Stage(stage)
        }]
    );
}

#[test]
fn every_field_of_a_benefit_is_told_alone_and_reads_back() {
    let bytes = include_bytes!("../../sample-portfolios/harbour-bank.ron").to_vec();
    let before = portolan::file::read(bytes).unwrap().portfolio;
    let is_rich = |benefit: &Benefit| benefit.owner.is_some() && benefit.outcome.is_some();
    let (&project, &line) = before
        .projects
        .iter()
        .find_map(|(id, project)| {
            project
                .benefits
                .iter()
                .find(|(_, benefit)| is_rich(benefit))
                .map(|(line, _)| (id, line))
        })
        .unwrap();
    let money = Money { minor: 123_400 };
    let changes: [(Field, Change<'_>); 10] = [
        (Field::Name, &|it| it.name = "Another".parse().unwrap()),
        (Field::Outcome, &|it| it.outcome = None),
        (Field::Owner, &|it| it.owner = None),
        (Field::Delay, &|it| it.delay += 1),
        (Field::Ramp, &|it| it.ramp += 1),
        (Field::Periods, &|it| it.periods = Some(it.periods.unwrap_or(0) + 1)),
        (Field::Amount, &|it| it.amount = Estimate::exactly(money)),
        (Field::Spread, &|it| {
            let is_even = it.spread == Some(Spread::Triangular);
            it.spread = Some(if is_even { Spread::Lognormal } else { Spread::Triangular });
        }),
        (Field::Realised("2031-05".parse().unwrap()), &|it| {
            it.realised.insert("2031-05".parse().unwrap(), money);
        }),
        (Field::Note, &|it| it.note = "Said in May".parse().unwrap()),
    ];
    for (field, change) in changes {
        let mut after = before.clone();
        let record = Arc::make_mut(after.projects.get_mut(&project).unwrap());
        change(record.benefits.get_mut(&line).unwrap());
        let found = diff(&before, &copied(&after));
        let [Difference::Changed { subject, field: told, .. }] = found.as_slice() else {
            panic!("{field:?}: {found:?}")
        };
        assert_eq!((subject, told), (&Subject::Benefit(project, line), &field));
    }
}

#[test]
fn differences_read_as_lines() {
    let before =
        portolan::file::read(include_bytes!("../../sample-portfolios/first-steps.ron").to_vec())
            .unwrap()
            .portfolio;
    let mut after = before.clone();
    after.title = "Second steps".parse().unwrap();
    let ids: Vec<_> = after.projects.keys().copied().collect();
    let change = |after: &mut Portfolio, place: usize, how: &dyn Fn(&mut Project)| {
        how(Arc::make_mut(after.projects.get_mut(&ids[place]).unwrap()));
    };
    change(&mut after, 0, &|project| {
        project.stage = Stage::OnHold;
        project.tags.insert("cloud".parse().unwrap());
        project.duration = project.duration.map(|periods| periods + 1);
        project.note = "Ask the\nboard".parse().unwrap();
    });
    change(&mut after, 1, &|project| {
        project.contributions.pop_first();
        let mut costs = project.costs.values_mut();
        if let Some(cost) = costs.next() {
            cost.periods = Some(9);
        }
    });
    after.projects.remove(&ids[2]);
    after.pins.insert(Item::Project(ids[0]), portolan::model::Pin::new(5, 5));
    let lines = difference_lines(&diff(&before, &after), &before, &after, 200);
    expect![[r#"
        Portfolio: title “First steps: Lindenhaven City Library” → “Second steps”
        Project “Summer reading challenge online”: note added “Ask the board”
        Project “Summer reading challenge online”: stage Idea → On hold
        Project “Summer reading challenge online”: tag “cloud” added
        Project “Summer reading challenge online”: duration 1 quarter → 2 quarters
        Removes contribution of “Self-service desks in all branches” to “Staff have time for people”
        Cost “Own staff” of “Self-service desks in all branches”: periods 2 quarters → 9 quarters
        Removes project “Library in your pocket” with 3 contributions and 3 costs
        Moves 1 card on the map"#]]
    .assert_eq(&lines.lines.join("\n"));
}
