//! How probable is what one would rather not have, and what it would be worth to know better.

use egui::Ui;

use super::certain::is_certain;
use crate::analysis::finance::chance::{BudgetChance, Sampled, Simulation};
use crate::gui::charts::{Explained, Unit};
use crate::gui::desk::Desk;
use crate::gui::value::cells::{Cell, cells_ui};
use crate::gui::value::figures::said_once;
use crate::model::{Item, ProjectId};
use crate::wording;

/// So many budgets are named, those that are most likely to be overrun first.
const BUDGETS_MAX: usize = 3;
/// What stands in place of a figure that hangs on benefits nobody has stated.
const NO_BENEFIT: &str = "no benefit";
/// What the error of a chance is called on its card.
const STANDARD_ERROR: &str = "Standard error";
/// From this probability on a loss or an overrun of a budget is marked.
const LIKELY_BAD: f64 = 0.2;

/// Shows them side by side.
pub(super) fn odds_ui(ui: &mut Ui, desk: &Desk<'_>, found: &Simulation) {
    let mut cells = vec![middle(desk, found), loss(desk, found), overrun(desk, found)];
    let mut budgets: Vec<&BudgetChance> = found.budgets.iter().collect();
    budgets.sort_by(|one, other| other.overrun.value.total_cmp(&one.overrun.value));
    cells.extend(budgets.into_iter().take(BUDGETS_MAX).map(|budget| over(desk, budget)));
    cells.push(knowing(desk, found));
    cells_ui(ui, desk.theme, &cells);
}

/// `34.1 %`; what never or always happened in a sample is not told as impossible or certain.
pub(super) fn odds(sampled: Sampled) -> String {
    let percent = sampled.value * 100.0;
    match sampled.value {
        value if value > 0.0 && value < 1.0 => {
            format!("{}\u{202f}%", wording::decimal(percent, 1))
        }
        value if value <= 0.0 => "< 0.1\u{202f}%".to_owned(),
        _ => "> 99.9\u{202f}%".to_owned(),
    }
}

/// `± 0.3 %`, and never less than it can show.
fn error(sampled: Sampled) -> String {
    let percent = sampled.error * 100.0;
    if percent < 0.1 {
        return "± < 0.1\u{202f}%".to_owned();
    }
    format!("± {}\u{202f}%", wording::decimal(percent, 1))
}

fn chance_cell(name: String, sampled: Sampled, formula: &str) -> Cell {
    let count = (STANDARD_ERROR.to_owned(), error(sampled));
    Cell {
        value: odds(sampled),
        unit: String::new(),
        range: error(sampled),
        is_bad: sampled.value > LIKELY_BAD,
        is_known: true,
        explained: Explained {
            title: name.clone(),
            value: odds(sampled),
            formula: formula.to_owned(),
            inputs: vec![count],
            source: String::new(),
        },
        name,
    }
}

/// Says of a chance that it is none, or that it is sure, where the sum that it is about is the same in every future: then
/// nothing is left to chance, and there is no error.
fn settle(cell: &mut Cell, is_certain: bool, sampled: Sampled) {
    if !is_certain {
        return;
    }
    let word = if sampled.value > 0.5 { "sure" } else { "none" };
    word.clone_into(&mut cell.value);
    word.clone_into(&mut cell.explained.value);
    "nothing is in doubt".clone_into(&mut cell.range);
    cell.explained.inputs.retain(|(name, _)| name != STANDARD_ERROR);
    "Nothing that it hangs on is in doubt.".clone_into(&mut cell.explained.source);
}

/// The middle of what it is worth, with eight in ten futures around it.
fn middle(desk: &Desk<'_>, found: &Simulation) -> Cell {
    let unit = Unit::Money(desk.portfolio.currency);
    let coins = desk.portfolio.currency.minor_per_unit() as f64;
    let figure = |sampled: Sampled| unit.figure(sampled.value / coins);
    let npv = &found.npv;
    let explained = Explained {
        title: "Worth today, P50".to_owned(),
        value: figure(npv.p50),
        formula: "In half of the futures it is no more. Below stands between what eight in ten of them lie.".to_owned(),
        inputs: vec![
            ("Standard error".to_owned(), unit.figure(npv.p50.error / coins)),
            ("P10: in one of ten it is no more".to_owned(), figure(npv.p10)),
            ("P80".to_owned(), figure(npv.p80)),
            ("P90".to_owned(), figure(npv.p90)),
            ("Mean".to_owned(), figure(npv.mean)),
            ("Standard error of the mean".to_owned(), unit.figure(npv.mean.error / coins)),
            ("Standard deviation".to_owned(), unit.figure(npv.deviation / coins)),
        ],
        source: String::new(),
    };
    let ends = match unit.bare_apart(&[npv.p10, npv.p90].map(|end| end.value / coins)).as_slice() {
        [low, high] => said_once(low, high),
        _ => String::new(),
    };
    Cell {
        name: "Worth today (P50)".to_owned(),
        value: unit.bare(npv.p50.value / coins),
        unit: unit.name(),
        range: if is_certain(npv) { "in every future".to_owned() } else { ends },
        is_bad: npv.p50.value < 0.0,
        is_known: true,
        explained,
    }
}

fn loss(desk: &Desk<'_>, found: &Simulation) -> Cell {
    let formula = "The part of all futures in which the net present value is below zero.";
    let mut cell = chance_cell("Chance of loss".to_owned(), found.loss, formula);
    settle(&mut cell, is_certain(&found.npv), found.loss);
    if desk.portfolio.discount_rate.is_none() {
        "There is no rate of discount: the sum of all nets is taken."
            .clone_into(&mut cell.explained.source);
    }
    if !found.projects.iter().any(|it| has_benefit(desk, it.project)) {
        (cell.is_known, cell.is_bad) = (false, false);
        NO_BENEFIT.clone_into(&mut cell.value);
        NO_BENEFIT.clone_into(&mut cell.explained.value);
        cell.range.clear();
        cell.explained.inputs.clear();
        "Nobody has said what comes in, so costs are weighed against nothing. Missing is not zero."
            .clone_into(&mut cell.explained.source);
    }
    cell
}

/// Whether anybody has said what the project brings; without that nothing says how probable a loss is.
pub(super) fn has_benefit(desk: &Desk<'_>, project: ProjectId) -> bool {
    let record = desk.portfolio.projects.get(&project);
    record.is_some_and(|record| !record.benefits.is_empty() || record.residual.is_some())
}

fn overrun(desk: &Desk<'_>, found: &Simulation) -> Cell {
    let unit = Unit::Money(desk.portfolio.currency);
    let coins = desk.portfolio.currency.minor_per_unit() as f64;
    let formula = "The part of all futures in which costs, losses to risks among them, are above what is likely.";
    let mut cell = chance_cell("Chance of overrun".to_owned(), found.overrun, formula);
    cell.is_bad = found.overrun.value > 0.5;
    settle(&mut cell, is_certain(&found.cost), found.overrun);
    cell.explained.inputs.extend([
        ("Likely cost".to_owned(), unit.figure(found.likely_cost / coins)),
        ("Mean of all futures".to_owned(), unit.figure(found.cost.mean.value / coins)),
        ("P80: enough in eight of ten".to_owned(), unit.figure(found.cost.p80.value / coins)),
        ("P90: enough in nine of ten".to_owned(), unit.figure(found.cost.p90.value / coins)),
    ]);
    cell
}

fn over(desk: &Desk<'_>, budget: &BudgetChance) -> Cell {
    let unit = Unit::Money(desk.portfolio.currency);
    let coins = desk.portfolio.currency.minor_per_unit() as f64;
    let name = desk.name(Item::Budget(budget.budget));
    let formula = format!("The part of all futures in which more is spent than “{name}” has.");
    let mut cell = chance_cell(format!("Over {name}"), budget.overrun, &formula);
    settle(&mut cell, budget.spent.error <= 0.0, budget.overrun);
    cell.explained.inputs.extend([
        ("What it has".to_owned(), unit.figure(budget.limit / coins)),
        ("What is spent, the mean".to_owned(), unit.figure(budget.spent.value / coins)),
        ("Standard error of the mean".to_owned(), unit.figure(budget.spent.error / coins)),
    ]);
    cell
}

/// The value of perfect information, all projects together.
fn knowing(desk: &Desk<'_>, found: &Simulation) -> Cell {
    let unit = Unit::Money(desk.portfolio.currency);
    let coins = desk.portfolio.currency.minor_per_unit() as f64;
    let value: f64 = found.projects.iter().map(|project| project.information.value).sum();
    let error = found.projects.iter().fold(0.0, |sum, it| libm::hypot(sum, it.information.error));
    let error = unit.figure(error / coins);
    Cell {
        name: "Worth knowing all".to_owned(),
        value: unit.bare(value / coins),
        unit: unit.name(),
        range: if is_certain(&found.npv) {
            "nothing is in doubt".to_owned()
        } else {
            format!("± {error}")
        },
        is_bad: false,
        is_known: true,
        explained: Explained {
            title: "Value of perfect information".to_owned(),
            value: unit.figure(value / coins),
            formula: "How much better it would go if, for each project, one knew its future before saying yes or no: E max(v, 0) − max(E v, \
                      0), summed over all projects."
                .to_owned(),
            inputs: vec![
                ("Standard error, projects taken as apart".to_owned(), error),
                ("Futures".to_owned(), wording::count(found.kept_runs)),
            ],
            source: "No study of any kind can be worth more than this.".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_always_happened_in_a_sample_is_not_told_as_certain() {
        let check = |value, expected_odds: &str, expected_error: &str| {
            let sampled = Sampled { value, error: value / 100.0 };
            assert_eq!(
                (odds(sampled).as_str(), error(sampled).as_str()),
                (expected_odds, expected_error)
            );
        };
        check(0.341, "34.1\u{202f}%", "± 0.3\u{202f}%");
        check(1.0, "> 99.9\u{202f}%", "± 1\u{202f}%");
        check(0.0, "< 0.1\u{202f}%", "± < 0.1\u{202f}%");
    }
}
