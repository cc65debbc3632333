//! Business cases: against naive code, and the same figure wherever one is told.

use std::sync::Arc;

use fastrand::Rng;
use portolan::analysis::finance::{
    BusinessCase, Cash, Irr, Outlook, People, Terms, agreed, people, portfolio_rate, to_money,
};
use portolan::analysis::optimise::{Choice, Funded, Objective, Outside, Plan, Problem, When, Wish};
use portolan::analysis::schedule::Starts;
use portolan::analysis::scoring::framework::{
    Facts, Method, Quantity, Usual, ranking, ready, ready_formula,
};
use portolan::file::read;
use portolan::model::{
    Calendar, CostKind, CostPart, Estimate, Fte, FundingId, Money, Percent, PeriodLength,
    Portfolio, Project, ProjectId, Role, Unread,
};
use proptest::prelude::*;

use crate::methods::table;
use crate::portfolios::sound;

fn harbour() -> Portfolio {
    read(include_bytes!("../../sample-portfolios/harbour-bank.ron").to_vec()).unwrap().portfolio
}

/// What one period takes and brings, asked line by line whether it falls due: capex, opex, run, benefit, residual.
fn naive_period(
    portfolio: &Portfolio,
    project: &Project,
    (start, part): (i32, Option<FundingId>),
    period: i32,
) -> [f64; 5] {
    let part = part.and_then(|id| project.fundings.get(&id));
    let [cost, work, value] = part.map_or([1.0; 3], |part| {
        [part.cost, part.work, part.value].map(|share| share.percent() / 100.0)
    });
    let per_year = portfolio.calendar.length().periods_per_year();
    let rise = 1.0 + portfolio.price_rise.map_or(0.0, |rise| rise.percent() / 100.0);
    let price = (0..period.div_euclid(per_year)).fold(1.0, |price, _| price * rise);
    let is_due = |first: u16, periods: Option<u16>| {
        let since = period - start - i32::from(first);
        since >= 0 && periods.is_none_or(|periods| since < i32::from(periods))
    };
    let mut sums = [0.0; 5];
    for line in project.costs.values().filter(|line| is_due(line.first, line.periods)) {
        let place = [CostKind::Capex, CostKind::Opex, CostKind::Run]
            .iter()
            .position(|kind| *kind == line.kind)
            .unwrap();
        sums[place] += line.amount.likely().minor_f64() * cost * price;
    }
    let has_people = project.costs.values().any(|line| line.part == Some(CostPart::People));
    for (role, demand) in project.demands.iter().filter(|_| !has_people) {
        let now = usize::try_from(period - start).ok().and_then(|place| demand.get(place));
        if let (Some(fte), Some(rate)) = (now, portfolio.roles.get(role).and_then(|it| it.rate)) {
            sums[1] += rate.minor_f64() * fte.people() * work * price;
        }
    }
    if let Some(vendor) = project.vendor.and_then(|id| project.vendors.get(&id)) {
        if is_due(vendor.first, vendor.periods) {
            sums[2] += vendor.price.likely().minor_f64() * cost * price;
        }
        if let Some(once) = vendor.switching.filter(|_| is_due(vendor.first, Some(1))) {
            sums[2] += once.minor_f64() * cost * price;
        }
    }
    let end = start + i32::from(project.duration.unwrap_or(1));
    for line in project.benefits.values() {
        let since = period - end - i32::from(line.delay);
        if since < 0 || line.periods.is_some_and(|periods| since >= i32::from(periods)) {
            continue;
        }
        let (since, ramp) = (f64::from(since), f64::from(line.ramp));
        let grown = if since < ramp { (since + 0.5) / ramp } else { 1.0 };
        sums[3] += line.amount.likely().minor_f64() * grown * value * price;
    }
    let horizon = i32::from(portfolio.calendar.horizon());
    if let Some(left) = project.residual.filter(|_| period == horizon - 1 && start < horizon) {
        sums[4] += left.minor_f64() * value;
    }
    sums
}

fn naive(
    portfolio: &Portfolio,
    project: &Project,
    way: (i32, Option<FundingId>),
) -> (Vec<[f64; 5]>, Option<f64>) {
    let horizon = i32::from(portfolio.calendar.horizon());
    let periods: Vec<[f64; 5]> =
        (0..horizon).map(|period| naive_period(portfolio, project, way, period)).collect();
    let per_year = f64::from(portfolio.calendar.length().periods_per_year());
    let npv = portfolio.discount_rate.map(|rate| {
        let step = libm::pow(1.0 + rate.percent() / 100.0, 1.0 / per_year);
        let (mut sum, mut factor) = (0.0, 1.0);
        for [capex, opex, run, benefit, residual] in &periods {
            sum += (benefit + residual - capex - opex - run) / factor;
            factor *= step;
        }
        sum
    });
    (periods, npv)
}

fn as_row(cash: &Cash) -> [f64; 5] {
    [cash.capex, cash.opex, cash.run, cash.benefit, cash.residual]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn figures_are_those_of_naive_code(portfolio in sound(), late in 0_i32..9) {
        let starts = Starts::earliest(&portfolio);
        for (&id, project) in &portfolio.projects {
            let part = project.fundings.keys().next().copied();
            let start = starts.of(id) + late;
            let terms = Terms::funded(project, start, part);
            let case = BusinessCase::of(&portfolio, &[(id, terms)].into(), portfolio_rate(&portfolio));
            let (periods, npv) = naive(&portfolio, project, (start, part));
            // Amounts go up to all that can be held, so an error is measured by the largest.
            let size = periods.iter().flatten().fold(1.0_f64, |size, it| size.max(it.abs()));
            let cash = case.cash(Outlook::Likely);
            prop_assert_eq!(cash.len(), periods.len());
            for (cash, expected) in cash.iter().map(as_row).zip(&periods) {
                for (found, expected) in cash.iter().zip(expected) {
                    prop_assert!((found - expected).abs() <= 1e-9 * size, "{} {}", found, expected);
                }
            }
            let found = case.npv(Outlook::Likely);
            prop_assert_eq!(found, case.appraisal(Outlook::Likely).npv);
            prop_assert_eq!(found.is_some(), npv.is_some());
            if let (Some(found), Some(npv)) = (found, npv) {
                prop_assert!((found - npv).abs() <= 1e-8 * size, "{} {}", found, npv);
            }
        }
    }
}

/// Harbour Bank with other people, vendors, residual values, prices and horizons.
fn varied(seed: u64) -> Portfolio {
    let mut rng = Rng::with_seed(seed);
    let mut portfolio = harbour();
    portfolio.price_rise = Percent::new(f64::from(rng.u8(0..9))).ok();
    portfolio.discount_rate = Percent::new(f64::from(rng.u8(0..20))).ok();
    let first = portfolio.calendar.first();
    portfolio.calendar = Calendar::new(first, PeriodLength::Quarter, rng.u16(6..20)).unwrap();
    for project in portfolio.projects.values_mut() {
        let project = Arc::make_mut(project);
        if rng.bool() {
            for line in project.costs.values_mut() {
                line.part = None;
            }
        }
        if rng.bool() {
            project.residual = Some(Money::from_minor(rng.i64(0..90_000_000)));
        }
        project.vendor = project.vendors.keys().nth(rng.usize(0..3)).copied();
        if let Some(line) = project.benefits.values_mut().next() {
            line.amount = Estimate::exactly(Money::from_minor(rng.i64(0..200_000_000)));
        }
    }
    portfolio
}

/// Every way to fund every project, as the search for plans sees it, is worth the net present value that its business case shows.
fn agrees(portfolio: &Portfolio) {
    let wish = Wish { objective: Objective::Npv, when: When::Chosen, budget: None };
    let problem = Problem::of(portfolio, wish, Outside::LeftOut).unwrap();
    let rate = portfolio_rate(portfolio);
    assert!(problem.choices.len() > portfolio.projects.len());
    for (choice, worth) in problem.choices.iter().zip(&problem.worths) {
        let Choice { project: id, funded: Funded { start, funding } } = *choice;
        let project = &portfolio.projects[&id];
        let terms = Terms::funded(project, start, funding);
        let case = BusinessCase::of(portfolio, &[(id, terms)].into(), rate);
        let shown = case.appraisal(Outlook::Likely).npv.unwrap();
        assert_eq!(to_money(shown).minor, worth.value, "{}", project.name);
        let (_, npv) = naive(portfolio, project, (start, funding));
        assert!((npv.unwrap() - shown).abs() < 1e-3, "{}: {npv:?} {shown}", project.name);
    }
    // A plan that is agreed on is shown at the sum of what its projects were worth where it was sought.
    let chosen: Vec<usize> = problem.ways.values().filter_map(|ways| ways.clone().last()).collect();
    let plan: Plan = chosen.iter().map(|&place| problem.choices[place]).collect();
    let mut planned = portfolio.clone();
    planned.plan = plan.to_planned(portfolio);
    let sought: i64 = chosen.iter().map(|&place| problem.worths[place].value).sum();
    let case = BusinessCase::of(&planned, &agreed(&planned), rate);
    let shown = case.npv(Outlook::Likely).unwrap();
    let count: f64 = chosen.iter().map(|_| 1.0).sum();
    // Each project is rounded to a cent by itself.
    assert!(
        (shown - Money::from_minor(sought).minor_f64()).abs() <= 0.5 * count,
        "{shown} {sought}"
    );
}

#[test]
fn plans_are_sought_by_the_net_present_value_that_is_shown() {
    agrees(&harbour());
    for seed in 0..12 {
        agrees(&varied(seed));
    }
}

#[test]
fn what_is_done_costs_a_plan_nothing() {
    let mut portfolio = harbour();
    let done = portfolio.projects.iter().find(|(_, project)| !project.is_open()).unwrap();
    let (id, _) = done;
    portfolio.plan.insert(
        *id,
        portolan::model::Planned { start: None, funding: None, unread: Unread::default() },
    );
    assert!(!agreed(&portfolio).contains_key(id));
}

#[test]
fn nobody_in_the_sample_is_paid_twice() {
    let portfolio = harbour();
    for project in portfolio.projects.values() {
        let counted = people(&portfolio, project);
        let has_demand = project.demands.values().flatten().any(|fte: &Fte| fte.people() > 0.0);
        let expected = if has_demand { People::ByLines } else { People::Nobody };
        assert_eq!(counted, expected, "{}", project.name);
    }
}

/// A year of building for 400, then 300 a quarter; two people for two quarters at 10 each; a project that nobody says the benefit of.
fn two() -> Portfolio {
    let text = "(format: 1, min_reader: 1, title: \"T\", currency: \"EUR\", first_period: \"2027-01\", period: Quarter, horizon: 8,
        discount_rate: 8.0,
        roles: [(id: \"00000000000r\", name: \"Developers\", rate: 1000, capacity: {})],
        projects: [
            (id: \"0000000000p1\", name: \"A\", duration: 4, contributions: [],
                costs: [(id: \"0000000000c1\", name: \"Build\", kind: Capex, periods: 4, likely: 10000)],
                benefits: [(id: \"0000000000b1\", name: \"Saved\", likely: 30000)], residual: 2000,
                demands: {\"00000000000r\": [2.0, 2.0]}),
            (id: \"0000000000p2\", name: \"B\", contributions: [],
                costs: [(id: \"0000000000c2\", name: \"Build\", kind: Capex, periods: 1, likely: 10000)]),
            (id: \"0000000000p3\", name: \"C\", contributions: [])])";
    read(text.as_bytes().to_vec()).unwrap().portfolio
}

#[test]
fn formulas_know_the_figures_of_the_business_case() {
    let portfolio = two();
    let facts = Facts::of(&portfolio);
    let ids: Vec<ProjectId> = portfolio.projects.keys().copied().collect();
    let value = |quantity, place: usize| facts.value(&portfolio, quantity, ids[place]);
    let near = |quantity, expected: f64| {
        let found = value(quantity, 0).unwrap();
        assert!((found - expected).abs() < 1e-9 * expected.abs().max(1.0), "{quantity:?}: {found}");
    };
    near(Quantity::TotalCost, 440.0);
    near(Quantity::TotalBenefit, 1_220.0);
    near(Quantity::Tco, 420.0);
    near(Quantity::Roi, 780.0 / 440.0);
    let terms = Terms::whole(0);
    let case = BusinessCase::of(&portfolio, &[(ids[0], terms)].into(), portfolio_rate(&portfolio));
    let appraisal = case.appraisal(Outlook::Likely);
    near(Quantity::Npv, appraisal.npv.unwrap() / 100.0);
    near(Quantity::Pi, appraisal.ratios.profitability_index().unwrap());
    near(Quantity::Payback, appraisal.payback.unwrap().years);
    near(Quantity::DiscountedPayback, appraisal.discounted_payback.unwrap().years);
    let Irr::Unique(rate) = appraisal.irr else { panic!("{appraisal:?}") };
    near(Quantity::Irr, rate);
    // 440 are spent after four quarters, 300 and 140 of 300 bring it back.
    near(Quantity::Payback, (4.0 + 140.0 / 300.0) / 4.0);
    // Benefit/cost is the return on investment and one.
    let ready = ready(&portfolio, Method::Usual(Usual::BenefitCost)).unwrap();
    let rows = ranking(&portfolio, &facts, &ready).unwrap().rows;
    assert!((rows[0].value.as_ref().unwrap() - 1_220.0 / 440.0).abs() < 1e-12, "{rows:?}");
    // What is not stated is not nothing.
    assert_eq!(value(Quantity::TotalCost, 1), Some(100.0));
    for quantity in [
        Quantity::TotalBenefit,
        Quantity::Npv,
        Quantity::Irr,
        Quantity::Roi,
        Quantity::Pi,
        Quantity::Payback,
        Quantity::DiscountedPayback,
    ] {
        assert_eq!((value(quantity, 1), value(quantity, 2)), (None, None), "{quantity:?}");
    }
    assert_eq!((value(Quantity::TotalCost, 2), value(Quantity::Tco, 2)), (None, None));
    let mut no_rate = portfolio.clone();
    no_rate.discount_rate = None;
    let facts = Facts::of(&no_rate);
    assert_eq!(facts.value(&no_rate, Quantity::Npv, ids[0]), None);
    assert!(facts.value(&no_rate, Quantity::Roi, ids[0]).is_some());
}

#[test]
fn money_years_and_rates_are_not_added() {
    let portfolio = two();
    let unit = |formula: &str| {
        let ready = ready_formula(&portfolio, "F".parse().unwrap(), formula.parse().unwrap());
        ready.map(|ready| ready.last().unwrap().unit.to_string()).map_err(|error| error.to_string())
    };
    assert_eq!(unit("npv + [total benefit] - tco - [total cost] + cost"), Ok("EUR".to_owned()));
    assert_eq!(unit("npv / [Payback]"), Ok("EUR / years".to_owned()));
    assert_eq!(unit("irr + roi * pi"), Ok(String::new()));
    assert!(unit("npv + payback").unwrap_err().contains("“EUR” and “years” cannot be added"));
    assert!(unit("npv + irr").unwrap_err().contains("“EUR” and a plain number"));
    assert!(unit("payback + duration").unwrap_err().contains("cannot be added"));
}

#[test]
fn a_role_without_people_costs_nothing() {
    let mut portfolio = two();
    let silent = Role { rate: None, ..Role::clone(portfolio.roles.values().next().unwrap()) };
    for record in portfolio.roles.values_mut() {
        *record = Arc::new(silent.clone());
    }
    let (id, project) = portfolio.projects.iter().next().unwrap();
    let People::ByRates { without_rate } = people(&portfolio, project) else { panic!() };
    assert_eq!(without_rate.len(), 1);
    let case = BusinessCase::of(&portfolio, &[(*id, Terms::whole(0))].into(), None);
    assert!((case.appraisal(Outlook::Likely).ratios.cost - 40_000.0).abs() < 1e-9);
}

#[test]
fn the_business_case_on_the_page_is_that_of_the_program() {
    let portfolio = harbour();
    let (id, _) =
        portfolio.projects.iter().find(|(_, it)| it.name.as_str() == "Advice branches").unwrap();
    let case = BusinessCase::of(
        &portfolio,
        &portolan::analysis::finance::one_alone(&portfolio, *id),
        portfolio_rate(&portfolio),
    );
    let rows = table("A whole business case");
    assert_eq!(rows.len(), 13);
    let mut sum = 0.0;
    for (row, cash) in rows[1..].iter().zip(case.cash(Outlook::Likely)) {
        sum += cash.net();
        let [capex, opex, run, benefit, residual] = as_row(&cash);
        let told = [capex, opex, run, benefit, residual, cash.net(), sum];
        assert_eq!(row[1..], told.map(|minor| format!("{:.2}", minor / 100.0 + 0.0)));
    }
    let appraisal = case.appraisal(Outlook::Likely);
    let owned = case.ownership(Outlook::Likely);
    let money = |minor: f64| format!("{:.2}", minor / 100.0);
    let npv = |outlook| money(case.npv(outlook).unwrap());
    let part = |part| money(owned.parts[&part].amount);
    let told = [
        npv(Outlook::Likely),
        format!("{:.6}", appraisal.irr.rates()[0]),
        format!("{:.4}", appraisal.payback.unwrap().years),
        format!("{:.4}", appraisal.discounted_payback.unwrap().years),
        format!("{:.6}", appraisal.ratios.roi().unwrap()),
        format!("{:.6}", appraisal.ratios.profitability_index().unwrap()),
        npv(Outlook::Worst),
        npv(Outlook::Mean),
        npv(Outlook::Best),
        part(CostPart::Acquisition),
        part(CostPart::Run),
        part(CostPart::People),
        money(owned.residual.amount),
        money(owned.total.amount),
        money(owned.total.present.unwrap()),
    ];
    let written: Vec<&str> = table("What it comes to")[1..].iter().map(|row| row[1]).collect();
    assert_eq!(written, told);
}
