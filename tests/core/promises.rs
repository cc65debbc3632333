//! What was promised and kept: the table of the page on methods is worked out again, and a sample is judged.

use std::sync::Arc;

use portolan::analysis::finance::{Untold, realised};
use portolan::analysis::promises::{calibrations, promises};
use portolan::model::{
    Benefit, BenefitId, Date, Direction, Estimate, Figure, Id, Measure, MeasureId, Money, Name,
    Outcome, OutcomeId, Portfolio, Project, ProjectId, Stage, Text, Unread, Weight,
};

use crate::methods::table;

fn measure(row: &[&str]) -> Measure {
    let figure = |cell: &str| Some(Figure::new(cell.parse().unwrap()).unwrap());
    let read_on = Date::new(2028, 1, 1).unwrap();
    Measure {
        name: row[0].parse().unwrap(),
        unit: Text::default(),
        direction: Direction::Up,
        baseline: figure(row[1]),
        target: figure(row[2]),
        target_by: None,
        actuals: figure(row[3]).into_iter().map(|figure| (read_on, figure)).collect(),
        unread: Unread::default(),
    }
}

#[test]
fn the_table_of_promises_is_what_the_program_finds() {
    let rows = table("Promised and kept");
    let mut outcome = Outcome::named("Outcome".parse().unwrap(), Weight::NONE);
    for (row, bits) in rows[1..].iter().zip(1..) {
        outcome.measures.insert(MeasureId(Id::from_bits(bits)), Arc::new(measure(row)));
    }
    let mut portfolio = Portfolio::titled("Test".parse().unwrap());
    portfolio.outcomes.insert(OutcomeId(Id::from_bits(1)), Arc::new(outcome));
    let found = promises(&portfolio);
    assert_eq!(found.known.len(), rows.len() - 1);
    for (promise, row) in found.known.iter().zip(&rows[1..]) {
        let percent = format!("{:.0} %", promise.kept() * 100.0).replace('-', "−");
        assert_eq!(percent, row[4]);
    }
    let together = calibrations(&found.known)[&None];
    let said = format!(
        "{:.1} % kept on average, over {} measures.",
        together.mean * 100.0,
        together.count
    );
    assert!(include_str!("../../docs/methods.md").contains(&said), "{said}");
}

#[test]
fn every_measure_of_a_sample_is_judged_or_says_what_it_lacks() {
    let bytes = std::fs::read("sample-portfolios/harbour-bank.ron").unwrap();
    let portfolio = portolan::file::read(bytes).unwrap().portfolio;
    let found = promises(&portfolio);
    let all: usize = portfolio.outcomes.values().map(|outcome| outcome.measures.len()).sum();
    assert_eq!(found.known.len() + found.unknown.len(), all);
    let counted: usize = calibrations(&found.known).values().map(|owner| owner.count).sum();
    assert!(all > 10 && counted == found.known.len(), "{all} measures, {counted} judged");
}

/// The project of the page: two quarters from 2026-01 on, a line of 100 a quarter that grows over two.
fn told(cell: &str) -> Portfolio {
    let amount = |words: &str| {
        let (month, minor) = words.split_once(": ").unwrap();
        (month.parse().unwrap(), Money::from_minor(minor.parse().unwrap()))
    };
    let mut project = Project::named("Project".parse().unwrap());
    (project.stage, project.duration) = (Stage::Done, Some(2));
    project.window.fixed_start = Some("2026-01".parse().unwrap());
    let line = Benefit {
        name: "Line".parse::<Name>().unwrap(),
        outcome: None,
        owner: None,
        delay: 0,
        ramp: 2,
        periods: None,
        amount: Estimate::exactly(Money::from_minor(100)),
        spread: None,
        realised: cell.split(", ").map(amount).collect(),
        note: Text::default(),
        unread: Unread::default(),
    };
    project.benefits.insert(BenefitId(Id::from_bits(2)), line);
    let mut portfolio = Portfolio::titled("Test".parse().unwrap());
    portfolio.projects.insert(ProjectId(Id::from_bits(1)), Arc::new(project));
    portfolio
}

#[test]
fn the_table_of_money_is_what_the_program_finds() {
    let rows = table("Money promised and realised");
    for row in &rows[1..] {
        let found = realised(&told(row[0]));
        let all = found.all();
        let sign = |figure: String| figure.replace('-', "−");
        let share = format!("{:.0} %", all.share().unwrap() * 100.0);
        let found = [
            all.promised.minor.to_string(),
            all.realised.minor.to_string(),
            sign(all.shortfall().minor.to_string()),
            share,
        ];
        assert_eq!(found, row[1..]);
    }
    let last = realised(&told(rows.last().unwrap()[0]));
    assert_eq!((last.lines[0].untold_count, last.lines[0].untold.minor), (1, 75));
}

#[test]
fn the_bank_tells_of_a_promise_that_was_kept_of_one_that_was_not_and_of_one_nobody_counted() {
    let bytes = std::fs::read("sample-portfolios/harbour-bank.ron").unwrap();
    let portfolio = portolan::file::read(bytes).unwrap().portfolio;
    let found = realised(&portfolio);
    let shares: Vec<f64> = found.lines.iter().map(|line| line.came.share().unwrap()).collect();
    assert!(shares.iter().any(|share| *share > 1.0), "{shares:?}");
    assert!(shares.iter().any(|share| *share < 0.7), "{shares:?}");
    assert_eq!(found.untold.iter().map(|(.., lack)| *lack).collect::<Vec<_>>(), [Untold::Amounts]);
    let lines = |is_meant: fn(&Project) -> bool| -> usize {
        let projects = portfolio.projects.values().filter(|project| is_meant(project));
        projects.map(|project| project.benefits.len()).sum()
    };
    assert_eq!(found.waiting_count, lines(Project::is_open));
    assert_eq!(found.lines.len() + found.untold.len(), lines(|project| !project.is_open()));
}
