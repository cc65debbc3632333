//! What was promised and kept: the table of the page on methods is worked out again, and a sample is judged.

use std::sync::Arc;

use portolan::analysis::promises::{calibrations, promises};
use portolan::model::{
    Date, Direction, Figure, Id, Measure, MeasureId, Outcome, OutcomeId, Portfolio, Text, Unread,
    Weight,
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
