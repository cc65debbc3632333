//! Two rankings as plain data: rows on both sides, who moves, and who has no rank and why.

use std::collections::BTreeMap;

use crate::analysis::scoring::framework::{
    Facts, Known, SideBySide, Way, methods, moscow, ranking, ready, side_by_side,
};
use crate::model::{Item, Portfolio, ProjectId};
use crate::wording;
use crate::workspace::scoring::{moscow_sentences, notice_sentence, reasons_words};

/// One ranking: its rows from the best on, and what one should know about it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Side {
    /// What it is called.
    pub(super) name: String,
    /// What its scores are counted in; empty for plain numbers.
    pub(super) unit: String,
    /// Project, rank, and score in words.
    pub(super) rows: Vec<(ProjectId, usize, String)>,
    /// Who has no rank, and why.
    pub(super) unranked: Vec<(ProjectId, String)>,
    /// What is worth a look, in sentences; why there is no ranking at all, where there is none.
    pub(super) notices: Vec<String>,
}

/// Both, and how they compare.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pair {
    pub(super) sides: [Side; 2],
    pub(super) beside: SideBySide,
    /// By how many ranks each is higher on the right, below 0 where it is lower.
    pub(super) ups: BTreeMap<ProjectId, i64>,
}

impl Pair {
    pub(super) fn of(portfolio: &Portfolio, facts: &Facts, ways: [Way; 2]) -> Self {
        let sides = ways.map(|way| side(portfolio, facts, way));
        let ranks = |side: &Side| {
            side.rows.iter().map(|(project, rank, _)| (*project, *rank)).collect::<Vec<_>>()
        };
        let [first, second] = &sides;
        let beside = side_by_side(&ranks(first), &ranks(second));
        let ups = beside.moves.iter().filter_map(|one| Some((one.project, one.up()?))).collect();
        Self { sides, beside, ups }
    }

    /// How much the two agree, in a sentence.
    pub(super) fn agreement(&self) -> String {
        let both = wording::plural(self.beside.both, "project");
        match self.beside.tau_b {
            None => format!("{both} ranked by both: how much the two agree cannot be said"),
            Some(tau) => {
                let word = match tau {
                    tau if tau >= 0.8 => "hardly differ",
                    tau if tau >= 0.5 => "mostly agree",
                    tau if tau >= 0.2 => "agree a little",
                    tau if tau > -0.2 => "have nothing to do with each other",
                    _ => "contradict each other",
                };
                format!("Kendall’s τ {} over {both}: the two {word}", wording::decimal(tau, 2))
            }
        }
    }
}

/// What a way to rank is called.
pub(super) fn way_name(portfolio: &Portfolio, way: Way) -> String {
    let Way::Formula(method) = way else { return "MoSCoW".to_owned() };
    let found = methods(portfolio).into_iter().find(|(one, _)| *one == method);
    found.map_or_else(String::new, |(_, name)| wording::printable(&name))
}

/// Every way there is, with what it is called.
pub(super) fn ways(portfolio: &Portfolio) -> Vec<(Way, String)> {
    let formulas = methods(portfolio).into_iter().map(|(method, _)| Way::Formula(method));
    formulas.chain([Way::Moscow]).map(|way| (way, way_name(portfolio, way))).collect()
}

fn side(portfolio: &Portfolio, facts: &Facts, way: Way) -> Side {
    let name = way_name(portfolio, way);
    match way {
        Way::Moscow => by_priority(portfolio, facts, name),
        Way::Formula(method) => {
            let ready = match ready(portfolio, method) {
                Ok(ready) => ready,
                Err(error) => {
                    return Side { name, notices: vec![error.to_string()], ..Side::default() };
                }
            };
            let Some(found) = ranking(portfolio, facts, &ready) else {
                return Side { name, ..Side::default() };
            };
            let mut side = Side { name, unit: found.unit.clone(), ..Side::default() };
            let mut scored = Vec::new();
            for row in &found.rows {
                match (row.rank, &row.value) {
                    (Some(rank), Ok(value)) => scored.push((row.project, rank, *value)),
                    (_, value) => side.unranked.push((row.project, why(value))),
                }
            }
            let shown = scores(scored.iter().map(|(.., value)| *value).collect(), &found.unit);
            let rows = scored.into_iter().zip(shown);
            side.rows = rows.map(|((project, rank, _), words)| (project, rank, words)).collect();
            side.notices = found.notices.iter().map(|n| notice_sentence(portfolio, n)).collect();
            side
        }
    }
}

/// The scores of a column in words; points read as they do everywhere else.
fn scores(scores: Vec<f64>, unit: &str) -> Vec<String> {
    if unit == "points" {
        return scores.into_iter().map(wording::points).collect();
    }
    wording::column(&scores)
}

fn why(value: &Known) -> String {
    value.as_ref().err().map_or_else(String::new, |reasons| reasons_words(reasons))
}

fn by_priority(portfolio: &Portfolio, facts: &Facts, name: String) -> Side {
    let found = moscow(portfolio, facts);
    let mut side = Side { name, notices: moscow_sentences(portfolio, &found), ..Side::default() };
    for row in &found.rows {
        match (row.rank, row.priority) {
            (Some(rank), Some(priority)) => {
                side.rows.push((row.project, rank, wording::priority(priority).to_owned()));
            }
            _ => side.unranked.push((row.project, "it has no priority".to_owned())),
        }
    }
    side
}

/// What a project is called, safe to show.
pub(super) fn project_name(portfolio: &Portfolio, project: ProjectId) -> String {
    wording::printable(&wording::item_label(portfolio, Item::Project(project)))
}
