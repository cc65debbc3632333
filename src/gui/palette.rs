//! The palette: every command, project, outcome and file, found by a few letters.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{
    Align, Button, CornerRadius, Frame, Id, Key, Layout, Margin, Modal, Modifiers, Role,
    ScrollArea, Sense, Stroke, TextEdit, TextFormat, Ui, WidgetInfo, vec2,
};

use super::requests::Requests;
use super::theme::fonts::{Heft, font};
use super::theme::{Theme, gap, icons, radius, text};
use super::typed::take_typed;
use super::widgets::muted;
use crate::model::{Item, Portfolio};
use crate::wording::{self, item_label, item_noun, printable};
use crate::workspace::{COMMANDS, Command, Fit, Request, Shortcut, View, Workspace, best};

/// How wide the palette is, in points.
const WIDTH: f32 = 620.0;
/// What can be typed.
const QUERY: &str = "Find a command, a project, an outcome";
const ROW_HEIGHT: f32 = 34.0;
const ROWS_SHOWN: usize = 11;
/// More than these are not listed: whoever wants them types another letter.
const FOUND_MAX: usize = 200;

/// What is typed, what is found, and which row is meant.
#[derive(Default)]
pub(super) struct Palette {
    is_open: bool,
    /// It has not been drawn yet.
    is_new: bool,
    query: String,
    row: usize,
    known: Option<Known>,
}

/// All that can be found, and of what portfolio.
struct Known {
    portfolio: Arc<Portfolio>,
    view: View,
    choices: Vec<Choice>,
    /// What was found, for which query.
    found: Option<(String, Vec<(usize, Fit)>)>,
}

/// Something that can be chosen.
struct Choice {
    name: String,
    icon: &'static str,
    /// What it is, or the keys that call it.
    note: String,
    goal: Goal,
}

/// What happens when it is chosen.
#[derive(Clone)]
enum Goal {
    Run(Command),
    Go(Item),
    Open(std::path::PathBuf),
}

impl Palette {
    /// Opens it, with what has been typed for it already, or closes it where it is open.
    pub(super) fn toggle(&mut self, typed: String) {
        let is_open = !self.is_open;
        *self = Self { is_open, is_new: is_open, query: typed, ..Self::default() };
    }

    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Lists all that there is, where portfolio or view are not those of the last time.
    fn refresh(&mut self, workspace: &Workspace, view: View) {
        let portfolio = workspace.portfolio();
        let is_same = self
            .known
            .as_ref()
            .is_some_and(|known| Arc::ptr_eq(&known.portfolio, portfolio) && known.view == view);
        if !is_same {
            let choices = choices(workspace, view);
            self.known =
                Some(Known { portfolio: Arc::clone(portfolio), view, choices, found: None });
        }
        if let Some(known) = &mut self.known
            && known.found.as_ref().is_none_or(|(query, _)| *query != self.query)
        {
            let numbered: Vec<(usize, &Choice)> = known.choices.iter().enumerate().collect();
            let fitting = best(&self.query, &numbered, |(_, choice)| &choice.name);
            let found =
                fitting.into_iter().take(FOUND_MAX).map(|((number, _), fit)| (*number, fit));
            known.found = Some((self.query.clone(), found.collect()));
            self.row = 0;
        }
    }

    fn found_count(&self) -> usize {
        let found = self.known.as_ref().and_then(|known| known.found.as_ref());
        found.map_or(0, |(_, found)| found.len())
    }
}

/// Shows the palette while it is open, and does what is chosen.
pub(super) fn palette_ui(
    ui: &Ui,
    theme: &Theme,
    palette: &mut Palette,
    (workspace, view): (&Workspace, View),
    requests: &mut Requests,
) {
    if !palette.is_open {
        return;
    }
    if std::mem::take(&mut palette.is_new) {
        // The field has the keys from the next frame on.
        palette.query.push_str(&ui.input_mut(|input| take_typed(input, None)));
    }
    palette.refresh(workspace, view);
    let frame = Frame::NONE
        .fill(theme.raised)
        .stroke(Stroke::new(1.0, theme.edge))
        .corner_radius(CornerRadius::same(10))
        .shadow(egui::Shadow { offset: [0, 12], blur: 40, spread: 0, color: theme.shadow })
        .inner_margin(Margin::same(8));
    let area = Modal::default_area(Id::unique("palette"))
        .anchor(egui::Align2::CENTER_TOP, vec2(0.0, 72.0));
    let shown = Modal::new(Id::unique("palette"))
        .area(area)
        .backdrop_color(theme.veil)
        .frame(frame)
        .show(ui.ctx(), |ui| {
            ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 48.0));
            let count = palette.found_count();
            let is_moved = walk(ui, &mut palette.row, count);
            query_ui(ui, theme, palette);
            list_ui(ui, theme, palette, is_moved)
        });
    let is_done = shown.should_close() || shown.inner.is_some();
    if let Some(goal) = shown.inner {
        match goal {
            Goal::Run(command) => requests.run(command),
            Goal::Open(path) => requests.push(Request::Open(path)),
            Goal::Go(item) => {
                requests.select(item);
                requests.run(Command::ShowSelection);
            }
        }
    }
    if is_done {
        *palette = Palette::default();
    }
}

/// The arrows move the row that is meant; whether they did.
fn walk(ui: &Ui, row: &mut usize, count: usize) -> bool {
    let last = count.saturating_sub(1);
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let before = *row;
    if pressed(Key::ArrowDown) {
        *row = if *row >= last { 0 } else { *row + 1 };
    }
    if pressed(Key::ArrowUp) {
        *row = row.checked_sub(1).unwrap_or(last);
    }
    if pressed(Key::PageDown) {
        *row = (*row + ROWS_SHOWN).min(last);
    }
    if pressed(Key::PageUp) {
        *row = row.saturating_sub(ROWS_SHOWN);
    }
    *row != before
}

fn query_ui(ui: &mut Ui, theme: &Theme, palette: &mut Palette) {
    ui.horizontal(|ui| {
        ui.add_space(gap::TINY);
        ui.label(egui::RichText::new(icons::FIND).size(18.0).color(theme.text_muted));
        let field = TextEdit::singleline(&mut palette.query)
            .hint_text(format!("{QUERY}…"))
            .font(font(text::BODY, Heft::Regular))
            .frame(Frame::NONE)
            .margin(vec2(4.0, 6.0))
            .align(egui::Align2::LEFT_CENTER)
            .min_size(vec2(0.0, ROW_HEIGHT))
            .desired_width(f32::INFINITY);
        let response = ui.add(field);
        response.widget_info(|| WidgetInfo::labeled(Role::SearchInput, true, QUERY));
        response.request_focus();
    });
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(line.x_range(), line.center().y, Stroke::new(1.0, theme.hairline));
}

fn list_ui(ui: &mut Ui, theme: &Theme, palette: &Palette, is_moved: bool) -> Option<Goal> {
    let known = palette.known.as_ref()?;
    let (_, found) = known.found.as_ref()?;
    if found.is_empty() {
        ui.add_space(gap::MEDIUM);
        ui.vertical_centered(|ui| {
            muted(ui, theme, "Nothing has these letters in this order. Try fewer of them.");
        });
        ui.add_space(gap::MEDIUM);
        return None;
    }
    let mut chosen =
        ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)).then_some(palette.row);
    ui.spacing_mut().item_spacing.y = 0.0;
    let height = ROW_HEIGHT * ROWS_SHOWN as f32;
    let mut scroll = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
    if is_moved {
        // The row that is meant stays in the middle as far as there is something above and below.
        let top = (palette.row as f32 - ROWS_SHOWN as f32 / 2.0) * ROW_HEIGHT;
        scroll = scroll.vertical_scroll_offset(top.max(0.0));
    }
    scroll.show_rows(ui, ROW_HEIGHT, found.len(), |ui, rows| {
        for row in rows {
            let Some((number, fit)) = found.get(row) else { continue };
            let Some(choice) = known.choices.get(*number) else { continue };
            if row_ui(ui, theme, choice, (fit, row == palette.row)) {
                chosen = Some(row);
            }
        }
    });
    let (number, _) = found.get(chosen?)?;
    Some(known.choices.get(*number)?.goal.clone())
}

/// A row; whether it was clicked.
fn row_ui(ui: &mut Ui, theme: &Theme, choice: &Choice, (fit, is_meant): (&Fit, bool)) -> bool {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::click());
    let says = format!("{}, {}", choice.name, choice.note);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_meant, &says));
    let fill = match (is_meant, response.hovered()) {
        (true, _) => theme.accent_soft,
        (false, true) => theme.hovered,
        (false, false) => egui::Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, CornerRadius::same(radius::CARD), fill);
    let inside = rect.shrink2(vec2(10.0, 0.0));
    let layout = Layout::left_to_right(Align::Center);
    let mut row = ui.new_child(egui::UiBuilder::new().max_rect(inside).layout(layout));
    row.spacing_mut().item_spacing.x = gap::SMALL;
    let painter = row.painter();
    let middle = inside.center().y;
    let ink = if is_meant { theme.accent } else { theme.text_muted };
    let icon = painter.layout_no_wrap(choice.icon.to_owned(), font(16.0, Heft::Regular), ink);
    painter.galley(egui::pos2(inside.left(), middle - icon.size().y / 2.0), icon, ink);
    let note = painter.layout_no_wrap(
        choice.note.clone(),
        font(text::SMALL, Heft::Regular),
        theme.text_muted,
    );
    let note_left = inside.right() - note.size().x;
    painter.galley(egui::pos2(note_left, middle - note.size().y / 2.0), note, theme.text_muted);
    let name_left = inside.left() + 26.0;
    let mut job = marked(theme, &choice.name, &fit.letters);
    job.wrap = egui::text::TextWrapping::truncate_at_width(note_left - gap::SMALL - name_left);
    let name = painter.layout_job(job);
    painter.galley(egui::pos2(name_left, middle - name.size().y / 2.0), name, theme.text);
    response.clicked()
}

/// The name with the letters that were meant standing out.
fn marked(theme: &Theme, name: &str, letters: &[usize]) -> LayoutJob {
    let mut job = LayoutJob::default();
    let mut meant = letters.iter().peekable();
    for (number, letter) in name.chars().enumerate() {
        let is_meant = meant.next_if_eq(&&number).is_some();
        let (heft, ink) =
            if is_meant { (Heft::SemiBold, theme.accent) } else { (Heft::Regular, theme.text) };
        let format = TextFormat::simple(font(text::BODY, heft), ink);
        job.append(letter.encode_utf8(&mut [0; 4]), 0.0, format);
    }
    job
}

/// Everything that can be chosen: commands, files, then what is in the portfolio.
fn choices(workspace: &Workspace, view: View) -> Vec<Choice> {
    let mut choices: Vec<Choice> = COMMANDS
        .iter()
        .filter(|info| info.scope.holds_in(view) && info.command != Command::ShowPalette)
        .map(|info| Choice {
            name: info.name.to_owned(),
            icon: icons::of_menu(info.menu),
            note: info.shortcut.map_or_else(|| info.menu.name().to_owned(), Shortcut::in_words),
            goal: Goal::Run(info.command),
        })
        .collect();
    choices.extend(workspace.settings().recent.iter().map(|path| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Choice {
            name: printable(&name.unwrap_or_default()),
            icon: icons::PORTFOLIO,
            note: "File".to_owned(),
            goal: Goal::Open(path.clone()),
        }
    }));
    choices.extend(records(workspace));
    choices
}

fn records(workspace: &Workspace) -> impl Iterator<Item = Choice> {
    let portfolio = workspace.portfolio();
    let ranked = workspace.ranking().iter();
    let ranks: std::collections::BTreeMap<_, _> =
        ranked.map(|ranked| (ranked.project, ranked)).collect();
    let projects = portfolio.projects.keys().map(|&id| Item::Project(id));
    let outcomes = portfolio.outcomes.keys().map(|&id| Item::Outcome(id));
    let changes = portfolio.changes.keys().map(|&id| Item::Change(id));
    outcomes.chain(changes).chain(projects).map(move |item| {
        let note = match item {
            Item::Project(id) => ranks.get(&id).map(|ranked| {
                let points = super::tips::scored_words(&ranked.score);
                format!("Rank {}, {points}", wording::count(ranked.rank))
            }),
            _ => None,
        };
        let noun = super::tips::capitalised(item_noun(item));
        Choice {
            name: printable(&item_label(portfolio, item)),
            icon: icons::of_item(item),
            note: note.unwrap_or(noun),
            goal: Goal::Go(item),
        }
    })
}

/// The field in the bar that opens the palette.
pub(super) fn palette_button(ui: &mut Ui, theme: &Theme, has_room: bool, requests: &mut Requests) {
    let Some(info) = Command::ShowPalette.info() else { return };
    let keys = info.shortcut.map_or_else(String::new, Shortcut::in_words);
    let words = if has_room { "  Find or do…" } else { "" };
    let words = egui::RichText::new(format!("{}{words}", icons::FIND))
        .size(text::BODY)
        .color(theme.text_muted);
    let keys = egui::RichText::new(keys).size(text::SMALL).color(theme.text_muted);
    let width = if has_room { 220.0 } else { 0.0 };
    let button = Button::new(words).shortcut_text(keys).min_size(vec2(width, 28.0));
    let response = ui.add(button).on_hover_text(info.says);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, info.name));
    if response.clicked() {
        requests.run(Command::ShowPalette);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_were_meant_stand_out() {
        let job = marked(&Theme::LIGHT, "Save", &[0, 2]);
        let lit: Vec<bool> =
            job.sections.iter().map(|part| part.format.color == Theme::LIGHT.accent).collect();
        assert_eq!(lit, [true, false, true, false]);
    }
}
