//! What chance makes of each project: how probable a loss is, and what it would be worth to know beforehand.

use egui::Ui;

use super::bars::{Bar, bars_ui};
use super::odds::{has_benefit, odds};
use super::view::caption_ui;
use crate::analysis::finance::chance::{ProjectChance, Simulation};
use crate::gui::charts::{Explained, Unit};
use crate::gui::desk::Desk;
use crate::model::Item;
use crate::wording;

/// Shows a bar for each project, the one that is most likely to end in a loss first.
pub(super) fn projects_ui(ui: &mut Ui, desk: &mut Desk<'_>, found: &Simulation) {
    let words = "How probable it is that the project is worth less than nothing today. Point at one for what it is worth.";
    caption_ui(ui, desk, words);
    let (mut projects, without): (Vec<&ProjectChance>, Vec<_>) =
        found.projects.iter().partition(|it| has_benefit(desk, it.project));
    if !without.is_empty() {
        let count = wording::plural(without.len(), "project");
        caption_ui(ui, desk, &format!("Left out, as nobody has said what they bring: {count}."));
    }
    let order = |one: &&ProjectChance, other: &&ProjectChance| {
        let by_loss = other.loss.value.total_cmp(&one.loss.value);
        by_loss.then(one.npv.value.total_cmp(&other.npv.value))
    };
    projects.sort_by(order);
    let bars: Vec<Bar> =
        projects.into_iter().map(|project| bar(desk, project, found.kept_runs)).collect();
    bars_ui(ui, desk, (0.0, 1.0), &bars);
}

fn bar(desk: &Desk<'_>, chance: &ProjectChance, runs: usize) -> Bar {
    let item = Item::Project(chance.project);
    let unit = Unit::Money(desk.portfolio.currency);
    let coins = desk.portfolio.currency.minor_per_unit() as f64;
    let percent = |part: f64| format!("{}\u{202f}%", wording::decimal(part * 100.0, 1));
    let name = desk.name(item);
    let money = |amount: f64| unit.figure(amount / coins);
    Bar {
        explained: Explained {
            title: name.clone(),
            value: money(chance.npv.value),
            formula: "What it is worth today, the mean of its futures; and the part of them in which that is below zero.".to_owned(),
            inputs: vec![
                ("Standard error".to_owned(), money(chance.npv.error)),
                ("Chance of a loss".to_owned(), odds(chance.loss)),
                ("Standard error of that".to_owned(), percent(chance.loss.error)),
                ("Worth knowing all".to_owned(), money(chance.information.value)),
                ("Standard error of that".to_owned(), money(chance.information.error)),
            ],
            source: format!("Over {} futures.", wording::count(runs)),
        },
        name,
        value: chance.loss.value,
        error: chance.loss.error,
        figure: odds(chance.loss),
        ink: if chance.npv.value < 0.0 { desk.theme.category(1) } else { desk.theme.good },
        item,
    }
}
