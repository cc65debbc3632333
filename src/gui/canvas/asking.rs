//! The small list that asks what a new line should say, or where it should go: by pointer or by keys.

use egui::{
    Align2, Area, Frame, Id, Key, Margin, Modifiers, Order, Pos2, Rect, Response, RichText, Role,
    ScrollArea, Sense, Stroke, TextEdit, TextWrapMode, Ui, WidgetInfo, WidgetText, pos2, vec2,
};

use super::answering::{Row, rows, title};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, radius, text};
use crate::gui::widgets::{caption, muted};
use crate::model::{ChangeId, Item, OutcomeId, ProjectId};
use crate::workspace::Workspace;
use crate::workspace::linking::{Joining, Side};

/// How wide the list is, in points.
const WIDTH: f32 = 316.0;
/// How high it grows before it scrolls.
const HEIGHT_MAX: f32 = 320.0;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Asked {
    /// Which card the selected one is to be linked to.
    Target(Item),
    /// What the rule between two projects is; the first stands at the left.
    Kind(ProjectId, ProjectId, Ways),
    /// How strongly a project serves an outcome, by way of a change or straight.
    Level(ProjectId, OutcomeId, Option<ChangeId>),
    /// Which outcome a project serves by way of a change.
    OutcomeOf(ProjectId, ChangeId),
    /// Which project serves an outcome by way of a change.
    ProjectOf(ChangeId, OutcomeId),
    /// What new card a line that ends on the ground leads to, and where it is to stand.
    NewCard(Item, Side, Pos2),
}

/// Whether a rule is offered in both directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ways {
    /// As the line was drawn.
    One,
    /// Either way round.
    Both,
}

/// A question at a place on the screen.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ask {
    pub(super) asked: Asked,
    pub(super) spot: Pos2,
    /// The card that is to be made first, with its place, if the line goes to a new one.
    pub(super) first: Vec<crate::edit::Edit>,
    query: String,
    /// The row that Enter takes; nothing until the list was seen once.
    cursor: Option<usize>,
}

impl Ask {
    pub(super) fn new(asked: Asked, spot: Pos2) -> Self {
        Self { asked, spot, first: Vec::new(), query: String::new(), cursor: None }
    }

    /// Asks for what is not settled by the two ends of a line.
    pub(super) fn about(joining: Joining, spot: Pos2) -> Self {
        let asked = match joining {
            Joining::Dependency(left, right) => Asked::Kind(left, right, Ways::One),
            Joining::Contribution(project, outcome) => Asked::Level(project, outcome, None),
            Joining::IntoChange(project, change) => Asked::OutcomeOf(project, change),
            Joining::OutOfChange(change, outcome) => Asked::ProjectOf(change, outcome),
            // Nothing is left to ask: the caller makes it a part at once.
            Joining::Part(part, _) => Asked::Target(Item::Outcome(part)),
        };
        Self::new(asked, spot)
    }

    /// Asks which new card a line that ended on the ground leads to.
    pub(super) fn new_card((from, side): (Item, Side), place: Pos2, spot: Pos2) -> Self {
        Self::new(Asked::NewCard(from, side, place), spot)
    }

    /// The two cards of the line that is asked about, as far as they are known.
    pub(super) fn ends(&self) -> Option<(Item, Item)> {
        match self.asked {
            Asked::Kind(left, right, _) => Some((Item::Project(left), Item::Project(right))),
            Asked::Level(project, outcome, None) => {
                Some((Item::Project(project), Item::Outcome(outcome)))
            }
            Asked::Level(project, _, Some(change)) | Asked::OutcomeOf(project, change) => {
                Some((Item::Project(project), Item::Change(change)))
            }
            Asked::ProjectOf(change, outcome) => {
                Some((Item::Change(change), Item::Outcome(outcome)))
            }
            Asked::Target(_) | Asked::NewCard(..) => None,
        }
    }

    /// Whether there is a field to type into.
    pub(super) fn is_found_by_typing(&self) -> bool {
        matches!(self.asked, Asked::Target(_) | Asked::OutcomeOf(..) | Asked::ProjectOf(..))
    }
}

/// What came of a frame of asking.
pub(super) enum Answer {
    /// Nothing yet.
    Waiting(Ask),
    /// This row was chosen.
    Taken(Ask, Row),
    /// The person thought better of it.
    Dropped,
}

/// Shows the question, and takes keys and clicks for it; nothing else hears the keys meanwhile.
pub(super) fn ask_ui(
    ui: &Ui,
    theme: &Theme,
    mut ask: Ask,
    (workspace, screen): (&Workspace, Rect),
) -> Answer {
    let portfolio = workspace.portfolio();
    let (rows, default) = rows(portfolio, &ask.asked, &ask.query);
    let mut cursor = ask.cursor.unwrap_or(default).min(rows.len().saturating_sub(1));
    let keys = keys(ui, rows.len(), &mut cursor);
    if keys == Some(Pressed::Escape) {
        return Answer::Dropped;
    }
    let is_new = ask.cursor.is_none();
    ask.cursor = Some(cursor);
    let mut taken = (keys == Some(Pressed::Enter)).then_some(cursor);
    let frame = Frame::NONE
        .fill(theme.raised)
        .stroke(Stroke::new(1.0, theme.hairline))
        .corner_radius(8.0)
        .shadow(egui::Shadow { offset: [0, 4], blur: 16, spread: 0, color: theme.shadow })
        .inner_margin(Margin::same(6));
    let area = Area::new(Id::unique("what a line says"))
        .order(Order::Foreground)
        .pivot(Align2::LEFT_TOP)
        .fixed_pos(ask.spot + vec2(8.0, 8.0))
        .constrain_to(screen.shrink(8.0));
    let shown = area.show(ui.ctx(), |ui| {
        frame.show(ui, |ui| {
            ui.set_width(WIDTH);
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.horizontal(|ui| {
                ui.add_space(gap::SMALL);
                caption(ui, theme, &title(portfolio, &ask.asked));
            });
            if ask.is_found_by_typing() {
                query_ui(ui, &mut ask, is_new);
            }
            if rows.is_empty() {
                muted(ui, theme, "Nothing fits.");
            }
            let list =
                ScrollArea::vertical().max_height(HEIGHT_MAX).min_scrolled_height(HEIGHT_MAX);
            list.show(ui, |ui| {
                for (number, row) in rows.iter().enumerate() {
                    let is_current = number == cursor;
                    let response = row_ui(ui, theme, row, is_current);
                    if response.clicked() {
                        taken = Some(number);
                    }
                    if is_current && keys.is_some() {
                        response.scroll_to_me(None);
                    }
                }
            });
        });
    });
    if let Some(row) = taken.and_then(|number| rows.into_iter().nth(number)) {
        return Answer::Taken(ask, row);
    }
    let is_pressed_beside = ui.input(|input| {
        let origin = input.pointer.press_origin();
        input.pointer.any_pressed()
            && origin.is_some_and(|origin| !shown.response.rect.contains(origin))
    });
    if is_pressed_beside { Answer::Dropped } else { Answer::Waiting(ask) }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pressed {
    Enter,
    Escape,
    Other,
}

/// The keys for the list; where nothing is typed, no other key reaches anybody.
fn keys(ui: &Ui, count: usize, cursor: &mut usize) -> Option<Pressed> {
    ui.input_mut(|input| {
        let mut pressed = None;
        let last = count.saturating_sub(1);
        if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
            *cursor = if *cursor >= last { 0 } else { *cursor + 1 };
            pressed = Some(Pressed::Other);
        }
        if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
            *cursor = cursor.checked_sub(1).unwrap_or(last);
            pressed = Some(Pressed::Other);
        }
        if input.consume_key(Modifiers::NONE, Key::Enter) {
            pressed = Some(Pressed::Enter);
        }
        if input.consume_key(Modifiers::NONE, Key::Escape) {
            pressed = Some(Pressed::Escape);
        }
        pressed
    })
}

/// While a list is open that is not typed into, keys mean nothing to the rest of the window.
pub(super) fn hold_keys(ui: &Ui) {
    let is_key =
        |event: &egui::Event| matches!(event, egui::Event::Key { .. } | egui::Event::Text(_));
    ui.input_mut(|input| input.events.retain(|event| !is_key(event)));
}

fn query_ui(ui: &mut Ui, ask: &mut Ask, is_new: bool) {
    let before = ask.query.clone();
    let field = TextEdit::singleline(&mut ask.query)
        .hint_text("Type to find")
        .desired_width(WIDTH)
        .margin(vec2(8.0, 5.0));
    let response = ui.add(field).accessible_name("Find a card to link to");
    if is_new || !response.has_focus() {
        response.request_focus();
    }
    if ask.query != before {
        ask.cursor = Some(0);
    }
    ui.add_space(gap::TINY);
}

/// A row: what it is at the left, what it counts at the right, and what it means under it.
fn row_ui(ui: &mut Ui, theme: &Theme, row: &Row, is_current: bool) -> Response {
    let inner = ui.available_width() - 2.0 * gap::SMALL;
    let galley = |ui: &Ui, words: RichText, width: f32| {
        WidgetText::from(words).into_galley(
            ui,
            Some(TextWrapMode::Truncate),
            width,
            egui::TextStyle::Body,
        )
    };
    let figure = RichText::new(&row.figure).size(text::SMALL).color(theme.text_muted);
    let figure = galley(ui, figure, inner);
    let words = RichText::new(&row.words).font(font(text::BODY, Heft::Medium)).color(theme.text);
    let words = galley(ui, words, inner - figure.size().x - gap::SMALL);
    let note = RichText::new(&row.note).size(text::SMALL).color(theme.text_muted);
    let note = galley(ui, note, inner);
    let has_note = !row.note.is_empty();
    let height = words.size().y + gap::SMALL + if has_note { note.size().y } else { 0.0 };
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::MenuItem, true, is_current, &row.words));
    let fill = match (is_current, response.hovered()) {
        (true, _) => Some(theme.accent_soft),
        (false, true) => Some(theme.hovered),
        (false, false) => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, f32::from(radius::CARD), fill);
    }
    let inside = rect.shrink2(vec2(gap::SMALL, gap::TINY));
    let below = inside.top() + words.size().y;
    let right = pos2(inside.right() - figure.size().x, inside.top() + 1.0);
    ui.painter().galley(inside.min, words, theme.text);
    ui.painter().galley(right, figure, theme.text_muted);
    ui.painter().galley(pos2(inside.left(), below), note, theme.text_muted);
    response
}
