//! The card that explains a figure: what it is, how it is worked out, of what, and who said so.

use egui::{Align, Color32, FontId, Label, Layout, Response, RichText, Tooltip, Ui};

use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, text};
use crate::gui::widgets::{divider, muted};

/// How wide the card is, in points.
const WIDTH: f32 = 320.0;
/// So many inputs are named one by one.
const INPUTS_MAX: usize = 10;

/// What there is to say about a figure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Explained {
    /// What the figure is called.
    pub(crate) title: String,
    /// The figure itself, or why there is none.
    pub(crate) value: String,
    /// How it is worked out.
    pub(crate) formula: String,
    /// What it is worked out of, each with its figure.
    pub(crate) inputs: Vec<(String, String)>,
    /// Where the inputs come from, or what to mind; empty where there is nothing to say.
    pub(crate) source: String,
}

/// Shows the card of a figure while the pointer rests on it, and while the keyboard is on it.
///
/// Those who do not see it are told the same in words.
pub(crate) fn card_of(response: &Response, theme: &Theme, explained: impl FnOnce() -> Explained) {
    let is_on_keys = response.has_focus();
    if !is_on_keys && !response.hovered() {
        return;
    }
    let explained = explained();
    if is_on_keys {
        let words = in_words(&explained);
        response.ctx.accesskit_node_builder(response.id, |node| node.set_description(words));
    }
    if is_on_keys && !response.hovered() {
        response.show_tooltip_ui(|ui| explained_ui(ui, theme, &explained));
    } else {
        Tooltip::for_enabled(response).show(|ui| explained_ui(ui, theme, &explained));
    }
}

/// The card as a sentence or two.
fn in_words(explained: &Explained) -> String {
    let Explained { title, value, formula, inputs, source } = explained;
    let inputs: Vec<String> =
        inputs.iter().map(|(name, figure)| format!("{name} {figure}")).collect();
    let parts = [format!("{title}: {value}"), formula.clone(), inputs.join("; "), source.clone()];
    parts
        .iter()
        .map(|part| part.trim().trim_end_matches('.'))
        .filter(|part| !part.is_empty())
        .map(|part| format!("{part}."))
        .collect::<Vec<String>>()
        .join(" ")
}

/// Shows it.
pub(crate) fn explained_ui(ui: &mut Ui, theme: &Theme, explained: &Explained) {
    let Explained { title, value, formula, inputs, source } = explained;
    ui.set_max_width(WIDTH);
    ui.spacing_mut().item_spacing.y = gap::TINY;
    title_ui(ui, theme, (title, value));
    if !formula.is_empty() {
        muted(ui, theme, formula);
    }
    if !inputs.is_empty() {
        ui.add_space(2.0);
        divider(ui, theme);
        ui.add_space(2.0);
        for (name, figure) in inputs.iter().take(INPUTS_MAX) {
            let font = font(text::SMALL, Heft::Regular);
            line_ui(ui, (name, figure), &font, (theme.text_muted, theme.text));
        }
        if let Some(more) = inputs.len().checked_sub(INPUTS_MAX).filter(|more| *more > 0) {
            muted(ui, theme, &format!("and {more} more"));
        }
    }
    if !source.is_empty() {
        ui.add_space(2.0);
        muted(ui, theme, source);
    }
}

/// What the figure is called, and the figure: on one line where both have room, else one below the other.
fn title_ui(ui: &mut Ui, theme: &Theme, (title, value): (&str, &str)) {
    let font = font(text::BODY, Heft::SemiBold);
    let width = |words: &str| {
        ui.painter().layout_no_wrap(words.to_owned(), font.clone(), theme.text).size().x
    };
    if width(title) + width(value) + gap::MEDIUM <= WIDTH {
        line_ui(ui, (title, value), &font, (theme.text, theme.text));
    } else {
        for words in [title, value].into_iter().filter(|words| !words.is_empty()) {
            ui.label(RichText::new(words).font(font.clone()).color(theme.text));
        }
    }
}

/// A name at the left, a figure at the right.
fn line_ui(
    ui: &mut Ui,
    (name, figure): (&str, &str),
    font: &FontId,
    (name_ink, figure_ink): (Color32, Color32),
) {
    let room = egui::vec2(ui.available_width().min(WIDTH), font.size + 5.0);
    ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
        ui.label(RichText::new(figure).font(font.clone()).color(figure_ink));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let name = RichText::new(name).font(font.clone()).color(name_ink);
            ui.add(Label::new(name).truncate());
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_reads_as_sentences_without_what_is_not_there() {
        let mut explained = Explained {
            title: "Cost".to_owned(),
            value: "12 EUR".to_owned(),
            formula: "Sum of its lines.".to_owned(),
            inputs: vec![("A".to_owned(), "5".to_owned()), ("B".to_owned(), "7".to_owned())],
            source: String::new(),
        };
        assert_eq!(in_words(&explained), "Cost: 12 EUR. Sum of its lines. A 5; B 7.");
        explained.formula.clear();
        explained.inputs.clear();
        assert_eq!(in_words(&explained), "Cost: 12 EUR.");
    }
}
