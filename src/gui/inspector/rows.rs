//! Rows of fields: a name at the left, the value at the right; each gives what was typed or chosen.

use std::fmt::Display;
use std::str::FromStr;

use egui::{Response, Ui};

use super::{Desk, item_link};
use crate::gui::theme::Theme;
use crate::gui::widgets::{
    Draft, caret_button, choice_field, date_field, field_row, maybe_parsed_field, measured_field,
    money_field, month_field, name_field, number_field, picker, text_field, title_field, wide_row,
};
use crate::model::{Date, Figure, Item, Money, Month, Name, Percent, StakeholderId, Text};
use crate::wording;

/// How wide the button is that opens the list of a field, in points.
const CARET_WIDTH: f32 = 32.0;

/// A field with its name before it.
pub(super) fn row<Value>(
    ui: &mut Ui,
    theme: &Theme,
    says: &str,
    add: impl FnOnce(&mut Ui) -> Draft<Value>,
) -> Option<Value> {
    let mut typed = None;
    field_row(ui, theme, says, |ui| keep(add(ui), &mut typed));
    typed
}

fn keep<Value>((response, value): Draft<Value>, typed: &mut Option<Value>) -> Response {
    *typed = value;
    response
}

/// Puts what was typed, if anything was.
pub(super) fn put<Value>(field: &mut Value, typed: Option<Value>) {
    if let Some(typed) = typed {
        *field = typed;
    }
}

/// The name of the thing itself, large.
pub(super) fn title_row(ui: &mut Ui, theme: &Theme, name: &Name) -> Option<Name> {
    let (response, typed) = title_field(ui, theme, name);
    let _named = response.accessible_name("Name");
    typed
}

pub(super) fn name_row(ui: &mut Ui, theme: &Theme, says: &str, name: &Name) -> Option<Name> {
    row(ui, theme, says, |ui| name_field(ui, theme, name))
}

/// Words that may be absent.
pub(super) fn maybe_row<Value: FromStr<Err: Display>>(
    ui: &mut Ui,
    theme: &Theme,
    says: &str,
    shown: Option<&str>,
) -> Option<Option<Value>> {
    row(ui, theme, says, |ui| maybe_parsed_field(ui, theme, shown.unwrap_or_default(), "None"))
}

/// A word of the organisation's own, with those that are in use already.
pub(super) fn suggested_row(
    ui: &mut Ui,
    theme: &Theme,
    says: &str,
    (shown, hint): (Option<&Name>, &str),
    in_use: impl FnOnce() -> Vec<Name>,
) -> Option<Option<Name>> {
    let mut picked = None;
    let typed = row(ui, theme, says, |ui| {
        let (response, typed) =
            maybe_parsed_field(ui, theme, shown.map(Name::as_str).unwrap_or_default(), hint);
        // Over the right end of the field, as in the lists above and below it.
        let end = response.rect.shrink(2.0);
        let end = end.with_min_x(end.right() - CARET_WIDTH);
        ui.scope_builder(egui::UiBuilder::new().max_rect(end), |ui| {
            let button = egui::Button::new(crate::gui::theme::icons::CARET_DOWN)
                .fill(theme.field)
                .stroke(egui::Stroke::NONE)
                .min_size(end.size());
            let choices =
                || in_use().into_iter().map(|name| (name.clone(), name.to_string())).collect();
            picked = picker(ui, theme, (button, &format!("{says} in use")), choices).1;
        });
        (response, typed)
    });
    picked.map(Some).or(typed)
}

/// A text of several lines under its name.
pub(super) fn text_row(ui: &mut Ui, theme: &Theme, says: &str, text: &Text) -> Option<Text> {
    let mut typed = None;
    wide_row(ui, theme, says, |ui| keep(text_field(ui, theme, text, 2), &mut typed));
    typed
}

/// One of a few.
pub(super) fn choice_row<Value: PartialEq + Clone>(
    ui: &mut Ui,
    theme: &Theme,
    says: &str,
    (chosen, choices): (&Value, &[Value]),
    word: impl Fn(&Value) -> String,
) -> Option<Value> {
    row(ui, theme, says, |ui| choice_field(ui, says, chosen, choices, word))
}

/// One of a few, or none of them.
pub(super) fn maybe_choice_row<Value: PartialEq + Copy>(
    ui: &mut Ui,
    theme: &Theme,
    says: &str,
    (chosen, choices): (Option<Value>, &[Value]),
    word: impl Fn(Value) -> &'static str,
) -> Option<Option<Value>> {
    let choices: Vec<Option<Value>> =
        std::iter::once(None).chain(choices.iter().copied().map(Some)).collect();
    let word = |choice: &Option<Value>| choice.map_or("None", &word).to_owned();
    choice_row(ui, theme, says, (&chosen, &choices), word)
}

pub(super) fn money_row(
    ui: &mut Ui,
    desk: &Desk<'_>,
    says: &str,
    shown: Option<Money>,
) -> Option<Option<Money>> {
    row(ui, desk.theme, says, |ui| money_field(ui, desk.theme, shown, desk.portfolio.currency))
}

pub(super) fn month_row(
    ui: &mut Ui,
    theme: &Theme,
    says: &str,
    shown: Option<Month>,
) -> Option<Option<Month>> {
    row(ui, theme, says, |ui| month_field(ui, theme, shown))
}

pub(super) fn date_row(
    ui: &mut Ui,
    theme: &Theme,
    says: &str,
    shown: Option<Date>,
) -> Option<Option<Date>> {
    row(ui, theme, says, |ui| date_field(ui, theme, shown))
}

pub(super) fn percent_row(
    ui: &mut Ui,
    theme: &Theme,
    says: &str,
    shown: Option<Percent>,
) -> Option<Option<Percent>> {
    row(ui, theme, says, |ui| {
        measured_field(ui, theme, shown.map(Percent::percent), "%", Percent::new)
    })
}

pub(super) fn figure_row(
    ui: &mut Ui,
    theme: &Theme,
    says: &str,
    shown: Option<Figure>,
) -> Option<Option<Figure>> {
    row(ui, theme, says, |ui| number_field(ui, theme, shown.map(Figure::value), "", Figure::new))
}

/// A whole number within a range.
pub(super) fn count_row(
    ui: &mut Ui,
    theme: &Theme,
    (says, hint): (&str, &str),
    shown: Option<u16>,
    range: std::ops::RangeInclusive<u16>,
) -> Option<Option<u16>> {
    row(ui, theme, says, |ui| {
        number_field(ui, theme, shown.map(f64::from), hint, |number| whole(number, range))
    })
}

/// A whole number of periods within a range, with its unit behind it.
pub(super) fn periods_row(
    ui: &mut Ui,
    theme: &Theme,
    (says, unit): (&str, &str),
    shown: Option<u16>,
    range: std::ops::RangeInclusive<u16>,
) -> Option<Option<u16>> {
    row(ui, theme, says, |ui| {
        measured_field(ui, theme, shown.map(f64::from), unit, |number| whole(number, range))
    })
}

/// A whole number in a range, or why it is none.
pub(super) fn whole<Number>(
    number: f64,
    range: std::ops::RangeInclusive<Number>,
) -> Result<Number, String>
where
    Number: Copy + Display + PartialOrd + TryFrom<i64>,
{
    let (first, last) = (*range.start(), *range.end());
    let refusal = || format!("this is a whole number from {first} to {last}");
    // Text of a float without decimals is that of a whole number.
    let read =
        if number.fract() == 0.0 { format!("{number:.0}").parse::<i64>().ok() } else { None };
    let number = read
        .and_then(|number| Number::try_from(number).ok())
        .filter(|number| range.contains(number));
    number.ok_or_else(refusal)
}

/// Somebody, or nobody.
pub(super) fn person_row(
    ui: &mut Ui,
    desk: &Desk<'_>,
    says: &str,
    chosen: Option<StakeholderId>,
) -> Option<Option<StakeholderId>> {
    let people = || {
        desk.portfolio.stakeholders.iter().map(|(&id, person)| (Some(id), person.name.to_string()))
    };
    let word = |id| desk.label(Item::Stakeholder(id));
    record_row(ui, desk.theme, (says, "Nobody"), chosen.map(word).as_deref(), || people().collect())
}

/// Another record, or none: a list to find things in, as there may be many.
pub(super) fn record_row<Value: Copy>(
    ui: &mut Ui,
    theme: &Theme,
    (says, none): (&str, &str),
    shown: Option<&str>,
    choices: impl FnOnce() -> Vec<(Option<Value>, String)>,
) -> Option<Option<Value>> {
    row(ui, theme, says, |ui| {
        let button = caret_button(shown.unwrap_or(none), ui.available_width());
        let with_none = || {
            let mut choices = choices();
            choices.sort_by_cached_key(|(_, word)| word.to_lowercase());
            choices.insert(0, (None, none.to_owned()));
            choices
        };
        picker(ui, theme, (button, says), with_none)
    })
}

/// Something else that this hangs on, by its name; clicked, it is selected.
pub(super) fn link_row(ui: &mut Ui, desk: &mut Desk<'_>, says: &str, item: Item) {
    let theme = desk.theme;
    field_row(ui, theme, says, |ui| item_link(ui, desk, item));
}

/// A figure that is only read.
pub(super) fn figure_only(ui: &mut Ui, theme: &Theme, says: &str, figure: &str) {
    field_row(ui, theme, says, |ui| {
        crate::gui::widgets::figure(ui, theme, &wording::printable(figure))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_neither_rounded_nor_let_out_of_their_range() {
        assert_eq!(whole(3.0, 1..=600_u16), Ok(3));
        assert_eq!(whole(-4.0, -600..=600_i16), Ok(-4));
        let refusal = Err("this is a whole number from 1 to 600".to_owned());
        assert_eq!(
            [whole(0.0, 1..=600_u16), whole(2.5, 1..=600), whole(1e30, 1..=600)],
            [refusal.clone(), refusal.clone(), refusal]
        );
    }
}
