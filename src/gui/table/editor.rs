//! Editing a cell where it stands: a field, with a list of what can be chosen under it.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{
    Align, Align2, Area, AtomExt as _, Button, Frame, Key, Margin, Modifiers, Order, Rect,
    RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo, vec2,
};

use super::columns::{Column, Kind};
use super::cursor::Spot;
use super::filters::words_in_use;
use super::look::{in_one_line, stage_mark};
use super::reading::split_confidence;
use super::rows::Sheet;
use crate::gui::theme::{Theme, gap, icons};
use crate::gui::widgets::{ROW_GAP, caption, muted};
use crate::model::{Approach, Priority, Stage};
use crate::wording;

const LIST_WIDTH: f32 = 220.0;
/// How wide it is where some of the choices are long, such as people with what they do.
const LONG_LIST_WIDTH: f32 = 296.0;
/// A choice of more characters than this is long.
const LONG_WORD: usize = 24;
const LIST_HEIGHT: f32 = 264.0;
const PASSAGE_WIDTH: f32 = 360.0;
const CONFIDENCES: [u8; 5] = [100, 80, 60, 40, 20];

/// A cell that is being edited.
#[derive(Debug, Clone)]
pub(crate) struct Editor {
    /// The cell.
    pub(crate) spot: Spot,
    /// What has been typed so far.
    pub(crate) text: String,
    /// What can be chosen.
    choices: Vec<String>,
    /// The choice that holds now.
    was: String,
    /// Which of the choices that fit is lit.
    lit: Option<usize>,
    /// Why what was typed cannot be; the cell stays open with it.
    pub(crate) refusal: Option<String>,
    /// Whether it was opened in this frame, and by what.
    start: Start,
    /// What was typed to find a choice; nothing until somebody has typed.
    query: String,
}

/// How a cell came to be edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Start {
    /// To be changed: all of its text is selected.
    Whole,
    /// By typing over it: what was typed stands there already.
    Typed,
    /// It is under way.
    Running,
}

/// How an editor was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leave {
    /// It was given up.
    Dropped,
    /// What was typed holds; the cursor stays.
    Stay,
    /// What was typed holds; the cursor goes down, or up.
    Down(isize),
    /// What was typed holds; the cursor goes right, or left.
    Right(isize),
    /// What was typed holds for every selected row.
    All,
}

impl Editor {
    /// Opens a cell.
    pub(crate) fn open(sheet: &Sheet, spot: Spot, typed: Option<String>) -> Option<Self> {
        let row = sheet.row(spot.row)?;
        let start = if typed.is_some() { Start::Typed } else { Start::Whole };
        let query = typed.clone().unwrap_or_default();
        let plain = sheet.plain(row, spot.column);
        let was = match spot.column.kind() {
            Kind::Level => split_confidence(&plain).0.to_owned(),
            _ => plain.clone(),
        };
        let text = typed.unwrap_or(plain);
        let choices = choices(sheet, spot.column);
        Some(Self { spot, text, choices, was, lit: None, refusal: None, start, query })
    }

    /// The choices that fit what has been typed.
    fn fitting(&self) -> Vec<&String> {
        let query = self.last_word().to_lowercase();
        let fits = |word: &&String| word.to_lowercase().contains(&query);
        self.choices.iter().filter(fits).collect()
    }

    /// What is looked for: the last of several tags, a level without its confidence.
    fn last_word(&self) -> &str {
        match self.spot.column.kind() {
            Kind::Tags => self.query.rsplit([',', ';']).next().unwrap_or_default().trim(),
            Kind::Level => split_confidence(&self.query).0,
            _ => self.query.trim(),
        }
    }

    /// Takes a choice into the text.
    fn choose(&mut self, word: &str) {
        match self.spot.column.kind() {
            Kind::Tags => {
                let typed = self.query.rsplit([',', ';']).next().unwrap_or_default().trim();
                let mut tags: Vec<String> = self
                    .text
                    .split([',', ';'])
                    .map(str::trim)
                    .filter(|tag| !tag.is_empty() && (typed.is_empty() || *tag != typed))
                    .map(str::to_owned)
                    .collect();
                match tags.iter().position(|tag| tag == word) {
                    Some(place) => drop(tags.remove(place)),
                    None => tags.push(word.to_owned()),
                }
                self.text = tags.join(", ");
            }
            Kind::Level => {
                let percent = split_confidence(&self.text).1;
                self.text = with_confidence(word, percent);
            }
            _ => word.clone_into(&mut self.text),
        }
        self.query.clear();
    }

    /// Shows the editor over its cell; gives how it was left, if it was.
    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        cell: Rect,
        title: &str,
    ) -> Option<Leave> {
        let leave = self.keys(ui);
        let is_passage = self.spot.column.kind() == Kind::Passage;
        let id = ui.scope_id().with("cell editor");
        let place = if is_passage { cell.with_max_x(cell.left() + PASSAGE_WIDTH) } else { cell };
        let (response, is_over_field) = self.field_ui(ui, theme, (id, place, is_passage), title);
        let below = if is_passage { response.rect.left_bottom() } else { cell.left_bottom() };
        let chosen = self.below_ui(ui, theme, below + vec2(0.0, gap::TINY));
        if leave.is_some() {
            return leave;
        }
        match chosen {
            Chosen::Word(word) => {
                self.choose(&word);
                if self.spot.column.kind() == Kind::Choice {
                    return Some(Leave::Stay);
                }
                if self.spot.column.kind() == Kind::Level {
                    return Some(Leave::Stay);
                }
                response.request_focus();
                None
            }
            Chosen::Confidence(percent) => {
                let word = split_confidence(&self.text).0.to_owned();
                self.text = with_confidence(&word, Some(f64::from(percent)));
                response.request_focus();
                None
            }
            Chosen::Inside => None,
            Chosen::Nothing => {
                let clicks_away = ui.input(|input| input.pointer.any_pressed()) && !is_over_field;
                (clicks_away && self.start == Start::Running).then_some(Leave::Stay)
            }
        }
    }

    /// Keys that leave the cell or walk through the list; taken before the field can have them.
    fn keys(&mut self, ui: &Ui) -> Option<Leave> {
        let is_passage = self.spot.column.kind() == Kind::Passage;
        let fitting = self.fitting().len();
        let has_list = !self.choices.is_empty();
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::NONE, Key::Escape) {
            return Some(Leave::Dropped);
        }
        if has_list && fitting > 0 && pressed(Modifiers::NONE, Key::ArrowDown) {
            self.lit = Some(self.lit.map_or(0, |lit| (lit + 1).min(fitting - 1)));
        }
        if has_list && fitting > 0 && pressed(Modifiers::NONE, Key::ArrowUp) {
            self.lit = Some(self.lit.map_or(fitting - 1, |lit| lit.saturating_sub(1)));
        }
        // Shift and Enter break the line of a text of several lines.
        let is_shifted = ui.input(|input| input.modifiers.shift);
        let mut leave = None;
        if pressed(Modifiers::COMMAND, Key::Enter) {
            leave = Some(Leave::All);
        } else if !is_passage && pressed(Modifiers::SHIFT, Key::Enter) {
            leave = Some(Leave::Down(-1));
        } else if !(is_passage && is_shifted) && pressed(Modifiers::NONE, Key::Enter) {
            leave = Some(Leave::Down(1));
        } else if pressed(Modifiers::SHIFT, Key::Tab) {
            leave = Some(Leave::Right(-1));
        } else if pressed(Modifiers::NONE, Key::Tab) {
            leave = Some(Leave::Right(1));
        }
        let lit =
            leave.and(self.lit).and_then(|lit| self.fitting().get(lit).map(|&word| word.clone()));
        if let Some(word) = lit {
            self.choose(&word);
        }
        leave
    }

    /// Gives the field the keyboard before it is drawn: what is typed in the same frame is for it.
    fn begin(&mut self, ui: &Ui, id: egui::Id) {
        let end = CCursor::new(self.text.chars().count());
        let begin = if self.start == Start::Whole { CCursor::new(0) } else { end };
        let mut state = TextEditState::default();
        state.cursor.set_char_range(Some(CCursorRange::two(begin, end)));
        state.store(ui.ctx(), id);
        ui.memory_mut(|memory| memory.request_focus(id));
        self.start = Start::Running;
    }

    fn field_ui(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        (id, place, is_passage): (egui::Id, Rect, bool),
        title: &str,
    ) -> (egui::Response, bool) {
        let before = self.text.clone();
        let start = self.start;
        if start != Start::Running {
            self.begin(ui, id);
        }
        let margin = Margin::symmetric(11, 6);
        let hint = hint(self.spot.column);
        let is_figure = self.spot.column.kind().is_figure();
        let add = |ui: &mut Ui, text: &mut String| {
            ui.visuals_mut().text_edit_bg_color = Some(theme.raised);
            let field = if is_passage {
                TextEdit::multiline(text)
                    .desired_rows(5)
                    .return_key(egui::KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter))
            } else {
                TextEdit::singleline(text)
            };
            // What is typed stands where it stood.
            let side = if is_figure { Align::RIGHT } else { Align::LEFT };
            let field = if is_passage { field } else { field.align(Align2([side, Align::Center])) };
            let field = field
                .id(id)
                .margin(margin)
                .desired_width(place.width())
                .lock_focus(true)
                .hint_text(hint);
            field.show(ui)
        };
        let output = if is_passage {
            let area = Area::new(id.with("area")).order(Order::Foreground).fixed_pos(place.min);
            area.show(ui.ctx(), |ui| {
                ui.set_width(place.width());
                add(ui, &mut self.text)
            })
            .inner
        } else {
            let builder = egui::UiBuilder::new().max_rect(place);
            ui.scope_builder(builder, |ui| add(ui, &mut self.text)).inner
        };
        let response = output.response.response;
        let ring = egui::Stroke::new(
            2.0,
            if self.refusal.is_some() { theme.danger } else { theme.accent },
        );
        let painter = if is_passage {
            ui.ctx().layer_painter(response.layer_id)
        } else {
            ui.painter().clone()
        };
        let edge = if is_passage { response.rect } else { place };
        painter.rect_stroke(edge, 2.0, ring, egui::StrokeKind::Inside);
        let response = response.accessible_name(format!("Edit {title}"));
        if !response.has_focus() {
            response.request_focus();
        }
        if self.text != before {
            (self.refusal, self.lit) = (None, None);
            self.query.clone_from(&self.text);
            self.lit = (!self.last_word().is_empty()
                && !self.fitting().is_empty()
                && self.spot.column.kind() != Kind::Tags
                && !self.is_exact())
            .then_some(0);
        }
        let at = ui.input(|input| input.pointer.interact_pos());
        (response, at.is_some_and(|at| edge.contains(at)))
    }

    /// Whether what is typed is a choice already, so that none has to be lit.
    fn is_exact(&self) -> bool {
        let word = self.last_word().to_lowercase();
        // Words of the organisation's own may be new ones.
        let is_free = self.spot.column == Column::Category;
        is_free || self.choices.iter().any(|choice| choice.to_lowercase() == word)
    }

    /// The list and the refusal under the cell.
    fn below_ui(&mut self, ui: &Ui, theme: &Theme, place: egui::Pos2) -> Chosen {
        if self.choices.is_empty() && self.refusal.is_none() {
            return Chosen::Nothing;
        }
        let id = ui.scope_id().with("cell choices");
        let area = Area::new(id).order(Order::Foreground).fixed_pos(place).constrain(true);
        let shown = area.show(ui.ctx(), |ui| {
            Frame::popup(ui.style())
                .inner_margin(Margin::same(6))
                .show(ui, |ui| {
                    let is_long = self.choices.iter().any(|word| word.chars().count() > LONG_WORD);
                    ui.set_width(if is_long { LONG_LIST_WIDTH } else { LIST_WIDTH });
                    self.list_ui(ui, theme)
                })
                .inner
        });
        let pointer = ui.input(|input| input.pointer.interact_pos());
        let is_inside = pointer.is_some_and(|pointer| shown.response.rect.contains(pointer));
        match shown.inner {
            Chosen::Nothing if is_inside => Chosen::Inside,
            other => other,
        }
    }

    /// The icon of a choice, where it has one.
    fn mark(&self, theme: &Theme, word: &str) -> Option<RichText> {
        let of_word = |stage: &&Stage| wording::stage(**stage) == word;
        let is_stage = self.spot.column == Column::Stage;
        let stage = Stage::ALL.iter().find(of_word).filter(|_| is_stage)?;
        let (icon, ink) = stage_mark(theme, *stage);
        Some(RichText::new(icon).size(15.0).color(ink))
    }

    fn list_ui(&self, ui: &mut Ui, theme: &Theme) -> Chosen {
        if let Some(refusal) = &self.refusal {
            ui.add(egui::Label::new(RichText::new(refusal).color(theme.danger)).wrap());
            if self.choices.is_empty() {
                return Chosen::Nothing;
            }
            ui.add_space(gap::TINY);
        }
        let mut chosen = Chosen::Nothing;
        let fitting = self.fitting();
        let height = ui.spacing().interact_size.y;
        ui.spacing_mut().item_spacing.y = ROW_GAP;
        let tags: Vec<&str> = self.text.split([',', ';']).map(str::trim).collect();
        if fitting.is_empty() {
            muted(ui, theme, "Nothing in the list fits what you typed.");
        }
        // Without the least height the list would stay as short as it was for what was typed before.
        let area = ScrollArea::vertical().max_height(LIST_HEIGHT);
        area.min_scrolled_height(LIST_HEIGHT).show_rows(ui, height, fitting.len(), |ui, rows| {
            for (place, word) in fitting.iter().enumerate().skip(rows.start).take(rows.len()) {
                let is_ticked = match self.spot.column.kind() {
                    Kind::Tags => tags.contains(&word.as_str()),
                    _ => **word == self.was,
                };
                let is_lit = self.lit == Some(place);
                let shown = RichText::new(in_one_line(word)).atom_shrink(true);
                let mut button = match self.mark(theme, word) {
                    Some(mark) => Button::selectable(is_lit, (mark, shown)),
                    None => Button::selectable(is_lit, shown),
                };
                let tick = if is_ticked { icons::CHECK } else { "" };
                button = button.right_text(RichText::new(tick).color(theme.accent));
                button = button.truncate();
                let row = ui.add(button.min_size(vec2(ui.available_width(), height)));
                row.widget_info(|| {
                    WidgetInfo::selected(Role::Button, true, is_ticked, in_one_line(word))
                });
                if row.clicked() {
                    chosen = Chosen::Word((*word).clone());
                }
            }
        });
        if self.spot.column.kind() == Kind::Level {
            ui.add_space(gap::TINY);
            caption(ui, theme, "How sure");
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                let now = split_confidence(&self.text).1.unwrap_or(100.0);
                for percent in CONFIDENCES {
                    let is_now = (now - f64::from(percent)).abs() < 0.01;
                    let words = format!("{percent}\u{202f}%");
                    ui.spacing_mut().button_padding.x = 5.0;
                    if ui.add(Button::selectable(is_now, words)).clicked() {
                        chosen = Chosen::Confidence(percent);
                    }
                }
            });
        }
        chosen
    }
}

/// What was done in the list.
enum Chosen {
    Nothing,
    /// The pointer is in it.
    Inside,
    Word(String),
    Confidence(u8),
}

fn with_confidence(word: &str, percent: Option<f64>) -> String {
    match percent {
        Some(percent) if percent < 100.0 => {
            format!("{word} · {}\u{202f}%", wording::decimal(percent, 2))
        }
        _ => word.to_owned(),
    }
}

/// What an empty field waits for, where that is not plain from the others.
fn hint(column: Column) -> &'static str {
    match column.kind() {
        Kind::Month => "2027-04",
        Kind::Tags => "one, two",
        _ => "",
    }
}

/// What can be chosen in a column; nothing where everything is typed.
fn choices(sheet: &Sheet, column: Column) -> Vec<String> {
    let portfolio = &sheet.portfolio;
    match column {
        Column::Stage => Stage::ALL.map(|stage| wording::stage(stage).to_owned()).to_vec(),
        Column::Priority => {
            Priority::ALL.map(|priority| wording::priority(priority).to_owned()).to_vec()
        }
        Column::Approach => {
            Approach::ALL.map(|approach| wording::approach(approach).to_owned()).to_vec()
        }
        Column::Sponsor | Column::Lead | Column::Deputy => {
            let people = portfolio.stakeholders.values();
            let mut names: Vec<String> = people.map(|person| person.name.to_string()).collect();
            names.sort_by_cached_key(|name| name.to_lowercase());
            names
        }
        Column::Category | Column::Tags => {
            words_in_use(sheet, column).into_iter().map(|(word, _)| word).collect()
        }
        Column::Level(_) => {
            let rungs = portfolio.ladder.rungs().iter().rev();
            rungs.map(|rung| rung.name.to_string()).collect()
        }
        _ => Vec::new(),
    }
}
