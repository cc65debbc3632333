//! The page on methods says what the program does: every table of it is worked out again.

use std::sync::Arc;

use portolan::analysis::scoring::elicit::centroid;
use portolan::analysis::scoring::framework::{Facts, Method, Usual, kendall_tau_b, ranking, ready};
use portolan::analysis::scoring::pairwise::{
    judgments_of_matrix, priorities, random_index, read_times,
};
use portolan::analysis::scoring::robust::{How, Known, Values, acceptability};
use portolan::jobs::Monitor;
use portolan::model::{Figure, Id, OutcomeId, Portfolio, Project, ProjectId};

const PAGE: &str = include_str!("../../docs/methods.md");

/// The first table below a heading, its head first.
pub(crate) fn table(heading: &str) -> Vec<Vec<&'static str>> {
    let (_, below) =
        PAGE.split_once(&format!("# {heading}\n")).unwrap_or_else(|| panic!("no {heading}"));
    let below = below.split("\n## ").next().unwrap().split("\n### ").next().unwrap();
    let rows = below
        .lines()
        .skip_while(|line| !line.starts_with("| "))
        .take_while(|line| line.starts_with("| "));
    let cells =
        |row: &'static str| row.trim_matches('|').split(" | ").map(str::trim).collect::<Vec<_>>();
    let rows: Vec<Vec<&str>> = rows.map(cells).filter(|row| !row[0].starts_with("---")).collect();
    assert!(rows.len() > 1, "no table below {heading}");
    rows
}

/// The figure as it is written, with as many decimals.
#[track_caller]
fn check(written: &str, found: f64) {
    let decimals = written.split_once('.').map_or(0, |(_, part)| part.len());
    assert_eq!(written, format!("{found:.decimals$}"));
}

fn numbers(list: &str) -> Vec<f64> {
    list.split(", ").map(|number| number.parse().unwrap()).collect()
}

#[test]
fn rank_order_weights() {
    for row in table("Rank-order weights").iter().skip(1) {
        let found = centroid(row[0].parse().unwrap());
        let written: Vec<&str> = row[1].split(", ").collect();
        assert_eq!(written.len(), found.len());
        written.into_iter().zip(found).for_each(|(written, found)| check(written, found));
    }
}

#[test]
fn comparisons_of_two_at_a_time() {
    let rows = table("Comparisons of two at a time");
    let names: Vec<String> = rows[0][..4].iter().map(ToString::to_string).collect();
    let cells: Vec<Vec<Option<f64>>> = rows[1..]
        .iter()
        .map(|row| row[..4].iter().map(|cell| read_times(cell).unwrap()).collect())
        .collect();
    let found = priorities(&judgments_of_matrix(&names, &cells).unwrap()).unwrap();
    for (row, weight) in rows[1..].iter().zip(&found.weights) {
        check(row[4], *weight);
    }
    let said = format!(
        "Here λmax is {:.4}, CI {:.4} and CR {:.4}.",
        found.lambda_max, found.index, found.ratio
    );
    assert!(PAGE.contains(&said), "{said}");
}

#[test]
fn the_dice_of_the_page_are_those_of_the_program() {
    let dice: Vec<String> = (3..=10).map(|size| format!("{:.2}", random_index(size))).collect();
    let said = format!("For 3 to 10 things it is Saaty's {};", dice.join(", "));
    assert!(PAGE.contains(&said), "{said}");
    assert_eq!(dice.join(" "), "0.58 0.90 1.12 1.24 1.32 1.41 1.45 1.49");
}

#[test]
fn the_usual_frameworks_have_the_formulas_that_are_written() {
    let portfolio = Portfolio::titled("Test".parse().unwrap());
    let found: Vec<Vec<String>> = Usual::ALL
        .into_iter()
        .map(|usual| vec![usual.name().to_owned(), usual.framework(&portfolio).formula.to_string()])
        .collect();
    assert_eq!(table("Frameworks")[1..], found);
}

#[test]
fn the_examples_of_the_frameworks() {
    let by = [
        ("RICE", Usual::Rice),
        ("WSJF", Usual::Wsjf),
        ("ICE", Usual::Ice),
        ("Value/effort", Usual::ValueEffort),
        ("CD3", Usual::Cd3),
    ];
    for (heading, usual) in by {
        let rows = table(heading);
        let heads = &rows[0];
        let mut portfolio = Portfolio::titled("Test".parse().unwrap());
        for (number, row) in (0..).zip(&rows[1..]) {
            let mut project = Project::named("Project".parse().unwrap());
            for (head, cell) in heads.iter().zip(row) {
                match *head {
                    "Score" => {}
                    "Duration" => project.duration = Some(cell.parse().unwrap()),
                    head => {
                        let figure = Figure::new(cell.parse().unwrap()).unwrap();
                        project.inputs.insert(head.parse().unwrap(), figure);
                    }
                }
            }
            portfolio.projects.insert(ProjectId(Id::from_bits(number)), Arc::new(project));
        }
        let ready = ready(&portfolio, Method::Usual(usual)).unwrap();
        let found = ranking(&portfolio, &Facts::of(&portfolio), &ready).unwrap();
        for row in found.rows {
            let place = usize::try_from(row.project.0.bits()).unwrap();
            check(rows[place + 1].last().unwrap(), row.value.unwrap());
        }
    }
}

#[test]
fn two_rankings_side_by_side() {
    let rank = |rank: f64| format!("{rank:.0}").parse::<usize>().unwrap();
    for row in table("Two rankings side by side").iter().skip(1) {
        let pairs = numbers(row[0]).into_iter().zip(numbers(row[1]));
        let pairs: Vec<(usize, usize)> =
            pairs.map(|(one, other)| (rank(one), rank(other))).collect();
        check(row[2], kendall_tau_b(&pairs).unwrap());
    }
}

#[test]
fn rank_acceptability_of_two_outcomes() {
    let rows = table("Rank acceptability");
    let figure = |cell: &str| cell.parse::<f64>().unwrap() / 10.0;
    let id = |number: usize| Id::from_bits(u64::try_from(number).unwrap());
    let values = Values {
        projects: (1..rows.len()).map(|number| ProjectId(id(number))).collect(),
        outcomes: vec![OutcomeId(id(1)), OutcomeId(id(2))],
        columns: [1, 2]
            .map(|column| rows[1..].iter().map(|row| figure(row[column])).collect())
            .to_vec(),
    };
    let found =
        acceptability(&values, &Known::Nothing, 100, 1, &Monitor::default()).unwrap().unwrap();
    assert_eq!(found.how, How::Exact);
    for (row, project) in rows[1..].iter().zip(&found.projects) {
        check(row[3], project.ranks[0]);
        check(row[4], project.central.as_ref().unwrap()[0]);
    }
}
