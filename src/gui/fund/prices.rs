//! What each limit costs: the value that is lost to it, alone and all together.

use egui::{Align, Label, Layout, RichText, Ui, vec2};

use super::figures::value_words;
use super::view::Desk;
use crate::analysis::optimise::{Price, Prices};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::text;
use crate::gui::widgets::{bar, muted, steady};
use crate::wording::printable;
use crate::workspace::funding_words::constraint_words;

/// Shows the list, the dearest first.
pub(super) fn prices_ui(ui: &mut Ui, desk: &Desk<'_>, prices: &Prices) {
    let theme = desk.theme;
    if prices.alone.is_empty() {
        muted(
            ui,
            theme,
            "Nothing limits the plan: there is no budget, no role that is short, no forced choice.",
        );
        return;
    }
    let together = prices.together.as_ref();
    let largest =
        prices.alone.iter().chain(together).map(|price| price.most).max().unwrap_or(1).max(1);
    let (dear, free): (Vec<&Price>, Vec<&Price>) =
        prices.alone.iter().partition(|price| price.most > 0);
    for (number, price) in dear.iter().enumerate() {
        let limit = price.without.first().map(|limit| constraint_words(desk.portfolio, *limit));
        let words = capital(&printable(&limit.unwrap_or_default()));
        steady(ui, number, |ui| price_ui(ui, desk, (&words, price), largest));
    }
    if let Some(price) = together.filter(|price| price.most > 0 && dear.len() > 1) {
        price_ui(ui, desk, ("All of them together", price), largest);
        muted(ui, theme, "Not the sum of the lines above: limits share what they cost.");
    }
    if !free.is_empty() {
        let count = crate::wording::plural(free.len(), "other limit");
        let verb = if free.len() == 1 { "costs" } else { "cost" };
        muted(
            ui,
            theme,
            &format!("{count} {verb} nothing: without it the best plan is worth the same."),
        );
    }
}

fn capital(words: &str) -> String {
    crate::gui::tips::capitalised(words)
}

fn price_ui(ui: &mut Ui, desk: &Desk<'_>, (words, price): (&str, &Price), largest: i128) {
    let objective = desk.trying().objective;
    let currency = desk.portfolio.currency;
    let value = |value: i128| value_words(objective, value.max(0), currency);
    let figure = if price.least == price.most {
        value(price.most)
    } else if price.least <= 0 {
        format!("at most {}", value(price.most))
    } else {
        format!("{} to {}", value(price.least), value(price.most))
    };
    ui.spacing_mut().item_spacing.y = 2.0;
    let size = vec2(ui.available_width(), 20.0);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.label(RichText::new(figure).font(font(text::SMALL, Heft::SemiBold)));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(Label::new(RichText::new(words).size(text::BODY)).truncate());
        });
    });
    bar(ui, desk.theme, price.least.max(0) as f64 / largest as f64, desk.theme.accent);
    ui.add_space(4.0);
}
