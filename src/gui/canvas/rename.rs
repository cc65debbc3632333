//! The name of a card, edited where it stands.

use egui::text::{CCursor, CCursorRange};
use egui::{Key, Margin, Modifiers, Rect, Stroke, TextEdit, Ui, vec2};

use crate::edit::{Edit, OutcomeField, ProjectField, Record};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, radius};
use crate::model::{Change, Item, Measure, Name, Portfolio};

/// The field is never narrower than this, in points, however far out one is.
const WIDTH_MIN: f32 = 180.0;

/// So many lines of a name stand on a card at most.
const ROWS: f32 = 2.0;

/// How the name is written on the card.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Lettered {
    /// The size of its letters, in points.
    pub(super) points: f32,
    pub(super) zoom: f32,
}

/// A name that is being edited.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rename {
    pub(super) item: Item,
    draft: String,
    is_new: bool,
}

/// What came of a frame of editing.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Renaming {
    /// It goes on.
    GoesOn,
    /// It is done; this is the edit, if anything is different.
    Done(Option<Edit>),
    /// The same, and the next card is to be named.
    Next(Option<Edit>),
    /// Nothing is to change.
    Dropped,
}

impl Rename {
    /// Begins with the name as it is; nothing where it has none of its own.
    pub(super) fn of(portfolio: &Portfolio, item: Item) -> Option<Self> {
        Some(Self { item, draft: name_of(portfolio, item)?.to_string(), is_new: true })
    }

    /// Shows the field over the card.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        (portfolio, card, look): (&Portfolio, Rect, Lettered),
    ) -> Renaming {
        let pressed = |ui: &Ui, key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let (is_taken, is_next, is_dropped) =
            (pressed(ui, Key::Enter), pressed(ui, Key::Tab), pressed(ui, Key::Escape));
        let name: Result<Name, _> = self.draft.parse();
        let edit = name.as_ref().ok().and_then(|name| rename(portfolio, self.item, name));
        if is_dropped {
            return Renaming::Dropped;
        }
        if is_next {
            return Renaming::Next(edit);
        }
        if is_taken && name.is_ok() {
            return Renaming::Done(edit);
        }
        let Lettered { points, zoom } = look;
        let margin = (vec2(12.0, 8.0) * zoom).max(vec2(8.0, 6.0));
        // Over all of the name as it stands on the card, in the same size and the same place.
        let height = (ROWS * points * 1.25 + 2.0 * margin.y).min(card.height()).max(32.0);
        let size = vec2(card.width().max(WIDTH_MIN), height);
        let rect = Rect::from_min_size(card.min, size);
        let edge = if name.is_ok() { theme.accent } else { theme.danger };
        let back = rect.expand(1.0);
        ui.painter().rect_filled(back, f32::from(radius::CARD), theme.raised);
        let [across, down] = [margin.x, margin.y].map(|points| points.round() as i8);
        let field = TextEdit::multiline(&mut self.draft)
            .font(font(points, Heft::Medium))
            .lock_focus(true)
            .frame(egui::Frame::NONE.inner_margin(Margin::symmetric(across, down)))
            .desired_rows(1)
            .desired_width(size.x);
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        let mut output = field.show(&mut child);
        // What is pasted in may be several lines; a name is one.
        if self.draft.contains(['\n', '\r']) {
            self.draft = self
                .draft
                .split(['\n', '\r'])
                .filter(|line| !line.is_empty())
                .collect::<Vec<_>>()
                .join(" ");
        }
        let back = back.union(output.response.response.rect);
        let response = output.response.response.clone().accessible_name("Name of the card");
        ui.painter().rect_stroke(
            back,
            f32::from(radius::CARD),
            Stroke::new(2.0, edge),
            egui::StrokeKind::Outside,
        );
        if let Err(error) = &name {
            response.show_tooltip_text(error.to_string());
        }
        if self.is_new {
            self.is_new = false;
            response.request_focus();
            let all = CCursorRange::two(CCursor::new(0), CCursor::new(self.draft.chars().count()));
            output.state.cursor.set_char_range(Some(all));
            output.state.store(ui.ctx(), response.id);
        } else if response.lost_focus() || !response.has_focus() {
            return Renaming::Done(edit);
        }
        Renaming::GoesOn
    }
}

fn name_of(portfolio: &Portfolio, item: Item) -> Option<&Name> {
    match item {
        Item::Project(id) => portfolio.projects.get(&id).map(|record| &record.name),
        Item::Outcome(id) => portfolio.outcomes.get(&id).map(|record| &record.name),
        Item::Change(id) => portfolio.changes.get(&id).map(|record| &record.name),
        Item::Measure(outcome, id) => {
            portfolio.outcomes.get(&outcome)?.measures.get(&id).map(|record| &record.name)
        }
        _ => None,
    }
}

/// The edit that gives a card another name; nothing where it is the same.
fn rename(portfolio: &Portfolio, item: Item, name: &Name) -> Option<Edit> {
    if name_of(portfolio, item)? == name {
        return None;
    }
    let name = name.clone();
    Some(match item {
        Item::Project(id) => Edit::SetProject(id, ProjectField::Name(name)),
        Item::Outcome(id) => Edit::SetOutcome(id, OutcomeField::Name(name)),
        Item::Change(id) => {
            let change = portfolio.changes.get(&id)?;
            Edit::Replace(Record::Change(id, Change { name, ..(**change).clone() }))
        }
        Item::Measure(outcome, id) => {
            let measure = portfolio.outcomes.get(&outcome)?.measures.get(&id)?;
            let measure = Measure { name, ..(**measure).clone() };
            Edit::Replace(Record::Measure(outcome, id, measure))
        }
        _ => return None,
    })
}
