//! What would turn the two that are compared round: the nearest change of weights.

use egui::{RichText, Ui};

use super::key::Key;
use super::view::Desk;
use crate::analysis::scoring::robust::Flip;
use crate::gui::theme::{icons, text};
use crate::model::{OutcomeId, ProjectId};
use crate::wording;

/// Gaps below this, of 1, are a tie.
const TIE: f64 = 1e-12;
/// Changes of weights below this, of 1, are not worth a word.
const CHANGE_MIN: f64 = 5e-4;

/// One line that says it.
pub(super) fn flip_ui(
    ui: &mut Ui,
    (desk, key): (&Desk<'_>, &Key),
    pair: [ProjectId; 2],
    flip: &Flip,
) {
    let name = |outcome: OutcomeId| key.mark(outcome).map_or("", |mark| mark.name.as_str());
    let words = flip_words(flip, pair.map(|project| desk.name(project)), &name);
    let words = RichText::new(format!("{}  {words}", icons::TURN)).size(text::SMALL);
    ui.add(egui::Label::new(words.color(desk.theme.text)).wrap());
}

/// The smallest change of one weight, and the smallest that moves weight between several.
fn flip_words<'a>(
    flip: &Flip,
    [first, second]: [String; 2],
    name: &dyn Fn(OutcomeId) -> &'a str,
) -> String {
    if flip.gap.abs() <= TIE {
        return "They are level with these weights.".to_owned();
    }
    let (ahead, behind) = if flip.gap > 0.0 { (first, second) } else { (second, first) };
    let Some(moved) = flip.moved else {
        return format!("No weights turn them: {ahead} is at least as good for every outcome.");
    };
    let percent = |share: f64| format!("{}\u{202f}%", wording::points(share * 100.0));
    let single = flip.turns.first().map(|turn| {
        format!(
            "{behind} draws level if “{}” has {} of all weights instead of {}",
            name(turn.outcome),
            percent(turn.to),
            percent(turn.from)
        )
    });
    let shift = format!("{} of all weights, taken from others, go to", percent(moved));
    // What is next to nothing is not worth a word.
    let taker = flip.taker.filter(|_| moved >= CHANGE_MIN);
    match (single, taker) {
        (Some(single), Some(taker)) => format!("{single}; or if {shift} “{}”.", name(taker)),
        (Some(single), None) => format!("{single}."),
        (None, Some(taker)) => format!("{behind} draws level if {shift} “{}”.", name(taker)),
        (None, None) => format!("{behind} draws level if {} of all weights move.", percent(moved)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::scoring::robust::Turn;
    use crate::model::Id;

    fn told(flip: &Flip) -> String {
        let name = |outcome: OutcomeId| {
            if outcome == OutcomeId(Id::from_bits(1)) { "Growth" } else { "Safety" }
        };
        flip_words(flip, ["Portal".to_owned(), "Archive".to_owned()], &name)
    }

    #[test]
    fn a_flip_is_told_from_the_side_of_the_one_that_is_behind() {
        let outcome = |number: u64| OutcomeId(Id::from_bits(number));
        let turn = Turn { outcome: outcome(1), from: 0.25, to: 0.4 };
        let flip = Flip {
            gap: -0.1,
            turns: vec![turn],
            moved: Some(0.08),
            taker: Some(outcome(2)),
            weights: Vec::new(),
        };
        assert_eq!(
            told(&flip),
            "Portal draws level if “Growth” has 40.0\u{202f}% of all weights instead of 25.0\u{202f}%; \
             or if 8.0\u{202f}% of all weights, taken from others, go to “Safety”."
        );
        let none = Flip { turns: Vec::new(), moved: None, taker: None, ..flip.clone() };
        assert_eq!(
            told(&none),
            "No weights turn them: Archive is at least as good for every outcome."
        );
        assert_eq!(told(&Flip { gap: 0.0, ..flip }), "They are level with these weights.");
    }
}
