//! The tornado: which inputs move the whole, and what it would be worth to know each of them.

use egui::Ui;

use super::bars::{Bar, bars_ui};
use super::view::caption_ui;
use crate::analysis::finance::chance::{Influence, Input, Simulation};
use crate::gui::charts::{Explained, Unit};
use crate::gui::desk::Desk;
use crate::gui::value::owned::line_name;
use crate::gui::widgets::muted;
use crate::model::{Item, Portfolio};
use crate::wording;

/// By what the inputs are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// By how strongly each goes with the whole.
    Moves,
    /// By what it would be worth to know each.
    Knowing,
}

/// Shows a bar for each input, the longest first.
pub(super) fn tornado_ui(ui: &mut Ui, desk: &mut Desk<'_>, found: &Simulation, order: Order) {
    if found.influences.is_empty() {
        let words =
            "Nothing here is in doubt: give costs and benefits a low and a high, or name risks.";
        muted(ui, desk.theme, words);
        return;
    }
    let futures = wording::count(found.kept_runs).replace('\u{202f}', "\u{a0}");
    let words = match order {
        Order::Moves => format!(
            "Rank correlation with what all is worth today, over {futures} futures; a line is two standard errors to both sides."
        ),
        Order::Knowing => format!(
            "At most so much is it worth to know it before each project is decided on, over {futures} futures."
        ),
    };
    caption_ui(ui, desk, &words);
    let is_alone = found.projects.len() == 1;
    let all = found.influences.iter();
    let mut bars: Vec<Bar> = all.map(|one| bar(desk, (one, is_alone), order)).collect();
    if order == Order::Knowing {
        bars.retain(|bar| bar.value > 0.0);
        bars.sort_by(|one, other| other.value.total_cmp(&one.value));
        if bars.is_empty() {
            let words = "To know any single one of them beforehand would change no decision.";
            muted(ui, desk.theme, words);
            return;
        }
    }
    let largest = bars.iter().map(|bar| bar.value.abs()).fold(0.0, f64::max);
    let span = match order {
        Order::Moves => (-largest.max(0.05), largest.max(0.05)),
        Order::Knowing => (0.0, largest),
    };
    bars_ui(ui, desk, span, &bars);
}

fn bar(desk: &Desk<'_>, (influence, is_alone): (&Influence, bool), order: Order) -> Bar {
    let theme = desk.theme;
    let unit = Unit::Money(desk.portfolio.currency);
    let coins = desk.portfolio.currency.minor_per_unit() as f64;
    let name = input_name(desk.portfolio, influence.input, is_alone);
    let (correlation, information) = (influence.rank_correlation, influence.information);
    let is_up = correlation.value >= 0.0;
    let (value, error, figure, ink) = match order {
        Order::Moves => (
            correlation.value,
            correlation.error,
            format!("{:.2}", correlation.value).replace('-', "−"),
            if is_up { theme.good } else { theme.category(1) },
        ),
        Order::Knowing => (
            information.value / coins,
            information.error / coins,
            unit.bare(information.value / coins),
            theme.accent,
        ),
    };
    Bar {
        explained: told(name.clone(), influence, (&unit, coins)),
        name,
        value,
        error,
        figure,
        ink,
        item: match influence.input {
            Input::Stream(project, _) => Item::Project(project),
            Input::Risk(id) => Item::Risk(id),
        },
    }
}

fn told(name: String, influence: &Influence, (unit, coins): (&Unit, f64)) -> Explained {
    let (correlation, information) = (influence.rank_correlation, influence.information);
    Explained {
        title: name,
        value: wording::decimal(correlation.value, 2),
        formula: "Spearman’s rank correlation with the worth of all projects today: 1 moves it wholly up, −1 wholly down. What is worth \
                  knowing is E max(E(v | x), 0) − max(E v, 0), summed over the projects that it touches."
            .to_owned(),
        inputs: vec![
            ("Standard error".to_owned(), wording::decimal(correlation.error, 3)),
            ("Worth knowing, at most".to_owned(), unit.figure(information.value / coins)),
            ("Standard error of that".to_owned(), unit.figure(information.error / coins)),
        ],
        source: "Inputs that share a cause move together, so each also has the strength of the others.".to_owned(),
    }
}

/// The line and its project, which goes without saying where there is but one.
fn input_name(portfolio: &Portfolio, input: Input, is_alone: bool) -> String {
    match input {
        Input::Stream(project, origin) if is_alone => line_name(portfolio, project, origin),
        Input::Stream(project, origin) => {
            let project_name = wording::item_label(portfolio, Item::Project(project));
            format!(
                "{}, {}",
                line_name(portfolio, project, origin),
                wording::printable(&project_name)
            )
        }
        Input::Risk(id) => wording::printable(&wording::item_label(portfolio, Item::Risk(id))),
    }
}
