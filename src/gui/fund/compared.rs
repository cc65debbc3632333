//! Plans side by side, figure by figure: what each is worth, costs, takes of people and money, with the best of each row marked.

use std::sync::Arc;

use super::figures::{figure, money};
use crate::analysis::optimise::{Compared, Comparison, Effects, Objective, Plan};
use crate::model::{Currency, Item, Outcome, OutcomeId, Portfolio, Role as Job, RoleId};
use crate::wording::{self, printable};

/// One cell: what it shows, and what a hand over it is told.
pub(crate) struct Cell {
    pub(crate) words: String,
    pub(crate) says: String,
    pub(crate) is_best: bool,
}

impl Cell {
    fn plain(words: String) -> Self {
        Self { words, says: String::new(), is_best: false }
    }
}

/// One line of the table.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) says: String,
    pub(crate) cells: Vec<Cell>,
}

impl Row {
    fn of(name: &str, says: &str, cells: Vec<Cell>) -> Self {
        Self { name: name.to_owned(), says: says.to_owned(), cells }
    }
}

/// The best of a row is marked, unless all are the same.
fn marked(
    figures: &[Option<i128>],
    words: impl Fn(i128) -> String,
    is_more_better: bool,
) -> Vec<Cell> {
    let known: Vec<i128> = figures.iter().flatten().copied().collect();
    let (least, most) = (known.iter().min().copied(), known.iter().max().copied());
    let best = if is_more_better { most } else { least };
    let cell = |figure: &Option<i128>| match figure {
        Some(figure) => Cell {
            words: words(*figure),
            says: String::new(),
            is_best: best == Some(*figure) && least != most,
        },
        None => Cell::plain("–".to_owned()),
    };
    figures.iter().map(cell).collect()
}

/// The figures of a plan, whichever it is.
pub(crate) struct Column<'a> {
    plan: Option<&'a Plan>,
    value: Option<i128>,
    cost: Option<i128>,
    worst: Option<i128>,
    effects: Option<&'a Effects>,
    proof: String,
}

impl<'a> Column<'a> {
    fn of(one: &'a Compared, worst: Option<i128>) -> Self {
        let best = &one.funding.found;
        let is_plan = best.is_plan();
        Self {
            plan: is_plan.then_some(&best.plan),
            value: is_plan.then_some(best.value),
            cost: is_plan.then_some(best.cost),
            worst: worst.filter(|_| is_plan),
            effects: is_plan.then_some(&one.effects),
            proof: match best.gap() {
                Some(_) if best.is_best() => "proven".to_owned(),
                Some(gap) => format!("gap {}\u{202f}%", wording::decimal(gap * 100.0, 1)),
                None => "no plan".to_owned(),
            },
        }
    }
}

/// A column for each scenario, and one for the plan that does least badly.
pub(crate) fn columns(found: &Comparison) -> Vec<Column<'_>> {
    let all = found.compared.iter().zip(&found.regrets);
    let mut columns: Vec<Column<'_>> =
        all.map(|(one, regret)| Column::of(one, regret.worst())).collect();
    columns.extend(found.least_bad.as_ref().map(|least| Column {
        plan: Some(&least.regret.plan),
        value: Some(least.value_and_cost.0),
        cost: Some(least.value_and_cost.1),
        worst: least.regret.worst(),
        effects: Some(&least.effects),
        proof: if least.is_proved { "proven" } else { "not proven" }.to_owned(),
    }));
    columns
}

/// What is compared, row by row; what enters and leaves is told against the first column.
pub(crate) fn rows(
    portfolio: &Portfolio,
    objective: Objective,
    columns: &[Column<'_>],
) -> Vec<Row> {
    let currency: Currency = portfolio.currency;
    let known = |of: &dyn Fn(&Column<'_>) -> Option<i128>| -> Vec<Option<i128>> {
        columns.iter().map(of).collect()
    };
    let name = |id| printable(&wording::item_label(portfolio, Item::Project(id)));
    let base = columns.first().and_then(|column| column.plan);
    let changes = |is_entering: bool| -> Vec<Cell> {
        let cell = |column: &Column<'_>| {
            let Some((base, plan)) = base.zip(column.plan) else {
                return Cell::plain("–".to_owned());
            };
            let (one, other) = if is_entering { (plan, base) } else { (base, plan) };
            let names: Vec<String> = one.without(other).map(name).collect();
            let says = wording::list_of(&names, 20);
            Cell { words: wording::count(names.len()), says, is_best: false }
        };
        columns.iter().map(cell).collect()
    };
    let funded = columns.iter().map(|column| {
        Cell::plain(
            column.plan.map_or_else(|| "–".to_owned(), |plan| wording::count(plan.funded.len())),
        )
    });
    let proof = columns.iter().map(|column| Cell::plain(column.proof.clone()));
    let money = |amount| money(amount, currency);
    let mut rows = vec![
        Row::of("Funded", "", funded.collect()),
        Row::of(
            "Value",
            "",
            marked(
                &known(&|column| column.value),
                |value| figure(objective, value, currency),
                true,
            ),
        ),
        Row::of("Cost", "", marked(&known(&|column| column.cost), money, false)),
        Row::of("Present value", "", marked(&known(&|column| column.effects?.npv), money, true)),
        Row::of(
            "Off the weights",
            "Which part of the money would have to go elsewhere for all of it to follow the weights of the outcomes",
            marked(&known(&|column| off_the_weights(column.effects?)), thousandths, false),
        ),
        Row::of("Enters", "Against the first", changes(true)),
        Row::of("Leaves", "Against the first", changes(false)),
        Row::of(
            "Worst elsewhere",
            "By how much this plan falls behind the best one in the scenario where it does worst",
            worst_cells(columns, |lost| format!("−{}", figure(objective, lost, currency))),
        ),
        Row::of("How sure", "", proof.collect()),
    ];
    rows.extend(people_rows(portfolio, columns));
    rows.extend(money_rows(portfolio, columns));
    rows
}

/// How far each plan falls behind where it does worst; one that cannot be done everywhere says so.
fn worst_cells(columns: &[Column<'_>], words: impl Fn(i128) -> String) -> Vec<Cell> {
    let worst: Vec<Option<i128>> = columns.iter().map(|column| column.worst).collect();
    let cells = marked(&worst, words, false).into_iter().zip(columns);
    let cell = |(cell, column): (Cell, &Column<'_>)| {
        if column.worst.is_some() || column.plan.is_none() {
            return cell;
        }
        let says = "This plan cannot be done in every scenario".to_owned();
        Cell { words: "not in all".to_owned(), says, is_best: false }
    };
    cells.map(cell).collect()
}

/// Half of all differences between what outcomes weigh and what is spent on them, in thousandths of the money.
fn off_the_weights(effects: &Effects) -> Option<i128> {
    let apart: f64 = effects.alignment.values().map(|[weight, spent]| (weight - spent).abs()).sum();
    (!effects.alignment.is_empty()).then(|| (apart * 500.0).round() as i128)
}

/// `12.5 %`.
fn thousandths(part: i128) -> String {
    format!("{}\u{202f}%", wording::decimal(part as f64 / 10.0, 1))
}

/// How many people of each role are asked for at most in one period.
fn people_rows(portfolio: &Portfolio, columns: &[Column<'_>]) -> Vec<Row> {
    let row = |(id, role): (&RoleId, &Arc<Job>)| {
        let cell = |column: &Column<'_>| {
            let most = column.effects.map(|effects| {
                let hundredths = effects.people_hundredths.get(id).copied().unwrap_or(0);
                wording::decimal(hundredths as f64 / 100.0, 1)
            });
            Cell::plain(most.unwrap_or_else(|| "–".to_owned()))
        };
        let name = printable(&role.name);
        let says = format!("How many people of “{name}” the plan asks for at most in one period");
        Row::of(&name, &says, columns.iter().map(cell).collect())
    };
    portfolio.roles.iter().map(row).collect()
}

/// Which part of the money goes to each outcome, beside its weight.
fn money_rows(portfolio: &Portfolio, columns: &[Column<'_>]) -> Vec<Row> {
    let percent = |share: f64| wording::decimal(share * 100.0, 0);
    let row = |(id, outcome): (OutcomeId, &Arc<Outcome>)| {
        let cell = |column: &Column<'_>| {
            let shares = column.effects.and_then(|effects| effects.alignment.get(&id));
            let Some([weight, spend]) = shares else { return Cell::plain("–".to_owned()) };
            Cell {
                words: format!("{} of {}\u{202f}%", percent(*spend), percent(*weight)),
                says: format!(
                    "{}\u{202f}% of the money, {}\u{202f}% of the weight",
                    percent(*spend),
                    percent(*weight)
                ),
                is_best: false,
            }
        };
        let name = printable(&outcome.name);
        let says = format!("Which part of the money goes to “{name}”, of its part of all weights");
        Row::of(&name, &says, columns.iter().map(cell).collect())
    };
    portfolio.leaves().map(row).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::Id;

    #[test]
    fn what_is_off_the_weights_is_what_would_have_to_move() {
        let effects = |rows: &[[f64; 2]]| Effects {
            npv: None,
            alignment: (1..)
                .zip(rows)
                .map(|(bits, row)| (OutcomeId(Id::from_bits(bits)), *row))
                .collect(),
            people_hundredths: BTreeMap::new(),
        };
        let check = |rows: &[[f64; 2]], expected| {
            assert_eq!(off_the_weights(&effects(rows)), expected);
        };
        check(&[[0.5, 0.5], [0.5, 0.5]], Some(0));
        check(&[[0.7, 0.575], [0.3, 0.425]], Some(125));
        check(&[[1.0, 0.0], [0.0, 1.0]], Some(1000));
        check(&[], None);
    }
}
