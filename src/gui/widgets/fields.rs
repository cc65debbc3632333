//! Things to type in or choose from. What is typed becomes an edit when the field is left, not at each letter.

use std::fmt::Display;
use std::str::FromStr;

use egui::style::WidgetVisuals;
use egui::{
    Align, Align2, ComboBox, Key, Rect, Response, Role, TextEdit, Ui, UiBuilder, WidgetInfo,
};

use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, icons, radius, text};
use crate::model::{Currency, Date, Fte, Money, Month, Name, Text};
use crate::wording;

/// A field and what was typed into it: nothing until it is left, and then only what is different.
pub(crate) type Draft<Value> = (Response, Option<Value>);

/// What stands in a field beside what is typed into it.
#[derive(Debug, Clone, Copy)]
enum Beside<'a> {
    /// The unit, always.
    Unit(&'a str),
    /// What an empty field means.
    WhenEmpty(&'a str),
}

/// What is being typed into a field, kept between frames while the field has the focus.
fn draft_field<Value>(
    ui: &mut Ui,
    theme: &Theme,
    shown: &str,
    edit: impl FnOnce(&mut Ui, &mut String) -> Response,
    read: impl FnOnce(&str) -> Result<Value, String>,
) -> Draft<Value> {
    let draft_id = ui.next_auto_id().with("draft");
    let mut draft: String =
        ui.data(|data| data.get_temp(draft_id)).unwrap_or_else(|| shown.to_owned());
    let response = edit(ui, &mut draft);
    let outcome = read(&draft);
    let is_different = draft != shown;
    if let Err(reason) = &outcome
        && is_different
    {
        let edge = egui::Stroke::new(1.5, theme.danger);
        ui.painter().rect_stroke(
            response.rect,
            f32::from(radius::CARD),
            edge,
            egui::StrokeKind::Inside,
        );
        response.show_tooltip_text(reason);
    }
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(draft_id, draft));
        return (response, None);
    }
    ui.data_mut(|data| data.remove::<String>(draft_id));
    let is_given_up = ui.input(|input| input.key_pressed(Key::Escape));
    let is_done = response.lost_focus() && is_different && !is_given_up;
    (response, if is_done { outcome.ok() } else { None })
}

fn one_line(width: f32) -> impl FnOnce(&mut Ui, &mut String) -> Response {
    move |ui, draft| {
        ui.add(TextEdit::singleline(draft).desired_width(width).margin(egui::vec2(8.0, 5.0)))
    }
}

/// A name that must not be empty.
pub(crate) fn name_field(ui: &mut Ui, theme: &Theme, name: &Name) -> Draft<Name> {
    parsed_field(ui, theme, name)
}

/// A name in the size of a heading, which looks like one until it is touched.
pub(crate) fn title_field(ui: &mut Ui, theme: &Theme, name: &Name) -> Draft<Name> {
    let width = ui.available_width();
    let edit = |ui: &mut Ui, draft: &mut String| {
        let response = ui.scope(|ui| {
            ui.visuals_mut().widgets.inactive.bg_stroke = egui::Stroke::NONE;
            ui.visuals_mut().text_edit_bg_color = Some(theme.surface);
            let field =
                TextEdit::multiline(draft).return_key(None).desired_rows(1).desired_width(width);
            ui.add(field.font(font(text::HEADING, Heft::SemiBold)).margin(egui::vec2(0.0, 4.0)))
        });
        let response = response.inner;
        if response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            response.surrender_focus();
        }
        response
    };
    // A name stands on one line, however many it takes on the screen: Enter leaves the field.
    draft_field(ui, theme, name, edit, |draft| {
        Name::from_str(draft).map_err(|error| error.to_string())
    })
}

/// Anything that is read from text and refuses in words what it is not.
pub(crate) fn parsed_field<Value: FromStr<Err: Display>>(
    ui: &mut Ui,
    theme: &Theme,
    shown: &str,
) -> Draft<Value> {
    read_field(ui, theme, shown, |draft| Value::from_str(draft).map_err(|error| error.to_string()))
}

/// Anything that is read from text in a way of its own, which refuses in words.
pub(crate) fn read_field<Value>(
    ui: &mut Ui,
    theme: &Theme,
    shown: &str,
    read: impl FnOnce(&str) -> Result<Value, String>,
) -> Draft<Value> {
    let width = ui.available_width();
    draft_field(ui, theme, shown, one_line(width), |draft| read(draft.trim()))
}

/// The same where nothing is an answer, too.
pub(crate) fn maybe_parsed_field<Value: FromStr<Err: Display>>(
    ui: &mut Ui,
    theme: &Theme,
    shown: &str,
    hint: &str,
) -> Draft<Option<Value>> {
    let read = |draft: &str| Value::from_str(draft.trim()).map_err(|error| error.to_string());
    maybe_field(ui, theme, shown, (Beside::WhenEmpty(hint), Align::LEFT), read)
}

/// A longer text is folded to this height until somebody types in it or unfolds it, in points.
const FOLDED: f32 = 132.0;
/// How much of its foot fades, in points.
const FADE: f32 = 26.0;

/// A text of several lines, `rows` of which are seen at least; of a long one its beginning, until more is wanted.
pub(crate) fn text_field(ui: &mut Ui, theme: &Theme, shown: &Text, rows: usize) -> Draft<Text> {
    let whole_id = egui::Id::unique(("shown whole", shown.as_str()));
    let typing_id = ui.next_auto_id().with("typed in");
    let is_whole = |ui: &Ui, id| ui.data(|data| data.get_temp::<bool>(id)).unwrap_or_default();
    let (is_unfolded, is_typed_in) = (is_whole(ui, whole_id), is_whole(ui, typing_id));
    let place = ui.available_rect_before_wrap();
    let mut inside = ui.new_child(UiBuilder::new().id_salt("text").max_rect(place));
    if !is_unfolded && !is_typed_in {
        inside.shrink_clip_rect(place.with_max_y(place.top() + FOLDED));
    }
    let (response, typed) = whole_text_field(&mut inside, theme, shown, rows);
    let has_focus = response.has_focus();
    ui.data_mut(|data| data.insert_temp(typing_id, has_focus));
    let height = response.rect.height();
    if height <= FOLDED {
        ui.advance_cursor_after_rect(response.rect);
        return (response, typed);
    }
    let seen = if is_unfolded || is_typed_in { height } else { FOLDED };
    let shown = response.rect.with_max_y(response.rect.top() + seen);
    ui.advance_cursor_after_rect(shown);
    if seen < height {
        fade_out(ui, theme.field, shown);
    }
    if !is_typed_in {
        let (icon, words) = if is_unfolded {
            (icons::CARET_UP, "Show less")
        } else {
            (icons::CARET_DOWN, "Show all")
        };
        let more = egui::RichText::new(format!("{words}  {icon}")).size(text::SMALL);
        let more = egui::Button::new(more.color(theme.accent)).frame_when_inactive(false);
        let more = ui.add(more);
        more.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
        if more.clicked() {
            ui.data_mut(|data| data.insert_temp(whole_id, !is_unfolded));
        }
    }
    (response, typed)
}

/// Lets what goes on below fade into the ground of its field.
fn fade_out(ui: &Ui, ground: egui::Color32, shown: Rect) {
    let mut mesh = egui::Mesh::default();
    let inside = shown.shrink2(egui::vec2(2.0, 0.0)).with_min_y(shown.bottom() - FADE);
    for (place, ink) in [
        (inside.left_top(), egui::Color32::TRANSPARENT),
        (inside.right_top(), egui::Color32::TRANSPARENT),
        (inside.left_bottom(), ground),
        (inside.right_bottom(), ground),
    ] {
        mesh.colored_vertex(place, ink);
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(2, 1, 3);
    ui.painter().add(egui::Shape::mesh(mesh));
}

fn whole_text_field(ui: &mut Ui, theme: &Theme, shown: &Text, rows: usize) -> Draft<Text> {
    let width = ui.available_width();
    let edit = |ui: &mut Ui, draft: &mut String| {
        let field = TextEdit::multiline(draft).desired_width(width).desired_rows(rows);
        ui.add(field.margin(egui::vec2(8.0, 6.0)))
    };
    draft_field(ui, theme, shown, edit, |draft| {
        Text::from_str(draft).map_err(|error| error.to_string())
    })
}

/// A value that may be absent; an empty field says so.
fn maybe_field<Value>(
    ui: &mut Ui,
    theme: &Theme,
    shown: &str,
    (beside, align): (Beside<'_>, Align),
    read: impl FnOnce(&str) -> Result<Value, String>,
) -> Draft<Option<Value>> {
    let width = ui.available_width();
    let edit = |ui: &mut Ui, draft: &mut String| {
        let field = TextEdit::singleline(draft).desired_width(width);
        let field = match beside {
            Beside::Unit(unit) => {
                field.suffix(egui::RichText::new(unit).size(text::SMALL).color(theme.text_muted))
            }
            Beside::WhenEmpty(hint) => {
                field.hint_text(egui::RichText::new(hint).color(theme.unrated))
            }
        };
        ui.add(field.align(Align2([align, Align::Center])).margin(egui::vec2(8.0, 5.0)))
    };
    let read = |draft: &str| if draft.trim().is_empty() { Ok(None) } else { read(draft).map(Some) };
    draft_field(ui, theme, shown, edit, read)
}

/// An amount in the portfolio's currency.
pub(crate) fn money_field(
    ui: &mut Ui,
    theme: &Theme,
    shown: Option<Money>,
    currency: Currency,
) -> Draft<Option<Money>> {
    let shown = shown.map_or_else(String::new, |amount| wording::plain_money(amount, currency));
    let read = |draft: &str| wording::read_money(draft, currency);
    maybe_field(ui, theme, &shown, (Beside::Unit(currency.code()), Align::RIGHT), read)
}

/// A month, typed as `2027-04`.
pub(crate) fn month_field(
    ui: &mut Ui,
    theme: &Theme,
    shown: Option<Month>,
) -> Draft<Option<Month>> {
    let shown = shown.map_or_else(String::new, |month| month.to_string());
    maybe_parsed_field(ui, theme, &shown, "YYYY-MM")
}

/// A day, typed as `2027-04-30`.
pub(crate) fn date_field(ui: &mut Ui, theme: &Theme, shown: Option<Date>) -> Draft<Option<Date>> {
    let shown = shown.map_or_else(String::new, |day| day.to_string());
    let read = |draft: &str| {
        draft.trim().parse().map_err(|_no_day| {
            "a day is written as year, month and day, such as 2027-04-30".to_owned()
        })
    };
    maybe_field(ui, theme, &shown, (Beside::WhenEmpty("YYYY-MM-DD"), Align::LEFT), read)
}

/// People, with at most two decimals.
pub(crate) fn fte_field(ui: &mut Ui, theme: &Theme, shown: Option<Fte>) -> Draft<Option<Fte>> {
    let shown = shown.map_or_else(String::new, |fte| wording::decimal(fte.people(), 2));
    maybe_field(ui, theme, &shown, (Beside::Unit("FTE"), Align::RIGHT), |draft| {
        let number = read_number(draft)?;
        Fte::new(number).map_err(|error| error.to_string())
    })
}

/// A number; `hint` says what an empty field means, `read` what the number has to be.
pub(crate) fn number_field<Value, Problem: Display>(
    ui: &mut Ui,
    theme: &Theme,
    shown: Option<f64>,
    hint: &str,
    read: impl FnOnce(f64) -> Result<Value, Problem>,
) -> Draft<Option<Value>> {
    number_beside(ui, theme, shown, Beside::WhenEmpty(hint), read)
}

/// A number with its unit behind it.
pub(crate) fn measured_field<Value, Problem: Display>(
    ui: &mut Ui,
    theme: &Theme,
    shown: Option<f64>,
    unit: &str,
    read: impl FnOnce(f64) -> Result<Value, Problem>,
) -> Draft<Option<Value>> {
    number_beside(ui, theme, shown, Beside::Unit(unit), read)
}

fn number_beside<Value, Problem: Display>(
    ui: &mut Ui,
    theme: &Theme,
    shown: Option<f64>,
    beside: Beside<'_>,
    read: impl FnOnce(f64) -> Result<Value, Problem>,
) -> Draft<Option<Value>> {
    let shown = shown.map_or_else(String::new, |number| wording::decimal(number, 6));
    maybe_field(ui, theme, &shown, (beside, Align::RIGHT), |draft| {
        read(read_number(draft)?).map_err(|error| error.to_string())
    })
}

/// A number as people type it: blanks between groups, a comma or a point, a percent sign behind it.
fn read_number(text: &str) -> Result<f64, String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '%').collect();
    let digits = digits.replace('\u{2212}', "-").replace(',', ".");
    let is_plain =
        digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E'));
    digits.parse::<f64>().ok().filter(|_| is_plain).ok_or_else(|| "this is no number".to_owned())
}

/// The mark of whatever opens a list.
pub(crate) fn caret(ui: &Ui, place: Rect, visuals: &WidgetVisuals, _is_open: bool) {
    let caret = font(text::BODY, Heft::Regular);
    ui.painter().text(
        place.center(),
        Align2::CENTER_CENTER,
        icons::CARET_DOWN,
        caret,
        visuals.text_color(),
    );
}

/// A choice from a list; `says` is the name of the field for those who do not see it.
pub(crate) fn choice_field<Value: PartialEq + Clone>(
    ui: &mut Ui,
    says: &str,
    chosen: &Value,
    choices: &[Value],
    word: impl Fn(&Value) -> String,
) -> Draft<Value> {
    let mut picked = None;
    let enter_id = ui.next_auto_id().with(("enters", says));
    let shown = wording::printable(&word(chosen));
    let response = ComboBox::from_id_salt(says)
        .selected_text(shown.as_str())
        .width(ui.available_width())
        .truncate()
        .icon(caret)
        .show_ui(ui, |ui| {
            let enters = !ui.is_sizing_pass()
                && ui.data_mut(|data| data.remove_temp(enter_id)).unwrap_or_default();
            for choice in choices {
                let says = wording::printable(&word(choice));
                let response = ui.selectable_label(choice == chosen, says);
                if enters && choice == chosen {
                    response.request_focus();
                }
                if response.clicked() && choice != chosen {
                    picked = Some(choice.clone());
                }
            }
        })
        .response;
    if response.clicked() {
        // Who opened it by a key is in it at once, at what is chosen.
        let by_key = !response.clicked_by(egui::PointerButton::Primary);
        ui.data_mut(|data| data.insert_temp(enter_id, by_key));
    }
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), says);
        info.current_text_value = Some(shown.clone());
        info
    });
    (response, picked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        assert_eq!(read_number("1 234,5"), Ok(1234.5));
        assert_eq!(read_number("80 %"), Ok(80.0));
        assert_eq!(read_number("\u{2212}3"), Ok(-3.0));
        assert!(read_number("nan").is_err());
        assert!(read_number("inf").is_err());
        assert!(read_number("").is_err());
        assert!(read_number("ten").is_err());
    }
}
