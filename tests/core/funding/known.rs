//! Examples whose answers are known from elsewhere.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use portolan::analysis::optimise::robust::{
    Found, Information, Known, Standing, WeightsKnown, Work, robust,
};
use portolan::analysis::optimise::{Constraint, Plan, Points, Verdict, Why, Wish, frontier, why};
use portolan::jobs::Monitor;
use portolan::model::{
    BudgetId, Contribution, CostId, Id, Level, Money, Outcome, OutcomeId, Percent, Portfolio,
    Project, Weight,
};

use super::stage::{earliest, effort, endless, funding, id, line, numbers, portfolio};

fn asked(portfolio: &Portfolio, number: u64) -> Why {
    why(portfolio, earliest(), id(number), &effort(), &Monitor::default()).unwrap()
}

#[test]
fn more_money_may_drive_a_project_out_again() {
    let three = portfolio(&[(2, 2), (3, 3), (4, 4)], Some(0));
    let is_in = |budget: i64| {
        let wish = Wish { budget: Some(Money::from_minor(budget)), ..earliest() };
        funding(&three, wish).found.plan.has(id(0))
    };
    let inside: Vec<i64> = (0..12).filter(|budget| is_in(*budget)).collect();
    assert_eq!(inside, [2, 5, 6, 9, 10, 11]);
    let at_three = portfolio(&[(2, 2), (3, 3), (4, 4)], Some(3));
    let why = asked(&at_three, 0);
    assert_eq!(why.verdict, Verdict::Out);
    assert_eq!(why.displaced, [id(1)]);
    let budget = Constraint::Budget(BudgetId(Id::from_bits(3_000)));
    let extra = why.extras.iter().find(|extra| extra.constraint == budget).unwrap();
    assert_eq!(extra.least, Some(2));
}

#[test]
fn a_project_comes_in_where_its_own_cost_is_low_enough() {
    let five = portfolio(&[(120, 5), (50, 4), (20, 3), (15, 2), (10, 1)], Some(200));
    let out = asked(&five, 3);
    assert_eq!((out.is_in, out.cost_most), (false, Some(10)));
    // The last one is in up to 15: then the fourth beside it makes up for the third, as 12 points without it.
    let last = asked(&five, 4);
    assert_eq!((last.is_in, last.verdict, last.cost_most), (true, Verdict::In, Some(15)));
}

#[test]
fn points_on_the_hull_are_told_from_those_below() {
    let three = portfolio(&[(10, 10), (11, 9), (4, 2)], None);
    let points = Points::Every { count_max: 100 };
    let found =
        frontier(&three, earliest(), (points, &Plan::default()), &effort(), &Monitor::default())
            .unwrap();
    let told: Vec<(i128, bool)> =
        found.points.iter().map(|point| (point.found.cost, point.is_supported)).collect();
    assert!(found.is_complete);
    assert_eq!(told, [(0, true), (4, false), (10, true), (14, false), (21, true), (25, true)]);
}

/// The fifteen projects of Liesiö's group with three criteria and a budget of 300: test data that is not part of Portolan.
fn fifteen() -> Option<(Portfolio, BTreeSet<BTreeSet<u64>>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/rpm");
    let rows = |name: &str| -> Option<Vec<Vec<u32>>> {
        let text = std::fs::read_to_string(folder.join(name)).ok()?;
        let numbers =
            |line: &str| line.split(',').skip(1).map(|cell| cell.trim().parse().unwrap()).collect();
        Some(text.lines().skip(1).map(numbers).collect())
    };
    let (data, results) = rows("data.csv").zip(rows("results.csv"))?;
    let mut made = portfolio(&[], Some(300));
    made.outcomes.clear();
    for number in 0..3 {
        let record = Outcome::named("Criterion".parse().unwrap(), Weight::new(1.0).unwrap());
        made.outcomes.insert(OutcomeId(Id::from_bits(1_000 + number)), Arc::new(record));
    }
    for (number, row) in (0..).zip(&data) {
        let mut project = Project::named(format!("Project {number}").parse().unwrap());
        for (outcome, score) in (1_000..).zip(&row[..3]) {
            let confidence = Percent::new(f64::from(*score)).unwrap();
            let contribution =
                Contribution { level: Some(Level(19)), confidence, ..Contribution::unrated() };
            project.contributions.insert(OutcomeId(Id::from_bits(outcome)), contribution);
        }
        project.costs.insert(CostId(Id::from_bits(2_000 + number)), line(row[3].into()));
        made.projects.insert(id(number), Arc::new(project));
    }
    let plan = |row: &Vec<u32>| -> BTreeSet<u64> {
        (0..).zip(row).filter(|(_, has)| **has == 1).map(|(number, _)| number).collect()
    };
    Some((made, results.iter().map(plan).collect()))
}

#[test]
fn nine_plans_of_the_fifteen_projects_are_not_dominated() {
    let Some((fifteen, expected)) = fifteen() else {
        println!("skipped: ../shared/data/rpm is not there");
        return;
    };
    let information = Information::of(&fifteen, Known::of_weights(WeightsKnown::Nothing));
    let work = endless(10_000, 1_000, 1);
    let found = robust(&fifteen, earliest(), &information, &work, &Monitor::default()).unwrap();
    let plans: BTreeSet<BTreeSet<u64>> = found
        .plans
        .iter()
        .map(|(plan, _): &(Plan, usize)| numbers(plan).into_iter().collect())
        .collect();
    assert_eq!((found.found, plans), (Found::Exact, expected));
    let core: Vec<u64> = found
        .core
        .iter()
        .filter(|(_, core)| core.standing == Standing::Core)
        .map(|(id, _)| id.0.bits())
        .collect();
    assert_eq!(core, [2, 6, 8, 10, 15]);
    // A few draws must not call anything borderline that is not, and must say that they are draws.
    let few = Work { plans_max: 1, samples: 50, ..work };
    let drawn = robust(&fifteen, earliest(), &information, &few, &Monitor::default()).unwrap();
    assert_eq!(drawn.found, Found::Sampled { samples: 50, gap_permille: 0 });
    for (id, core) in &drawn.core {
        let is_in_doubt = core.standing == Standing::Borderline;
        assert!(!is_in_doubt || found.core[id].standing == Standing::Borderline, "{id}");
        let [low, high] = core.range;
        assert!(low <= core.index && core.index <= high && core.error() > 0.02, "{core:?}");
    }
}
