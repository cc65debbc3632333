//! The editor of a formula: it says at once what is wrong and where, and shows each part with its value.

use egui::{RichText, ScrollArea, TextEdit, Ui};

use super::asked::asked_ui;
use super::page::Frameworks;
use super::pair::project_name;
use crate::analysis::formula::{Evaluated, Operation};
use crate::analysis::scoring::framework::{Explained, MethodError, Usual};
use crate::edit::{Edit, Record};
use crate::gui::rank::view::Desk;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, icons, text};
use crate::gui::widgets::{caption, divider, icon_button, muted, steady, switch, title_field};
use crate::model::{Direction, Framework, FrameworkId, Item, Name, Portfolio, ProjectId};
use crate::wording;

/// Parts within parts are shown down to this depth.
const DEPTH_MAX: usize = 6;

/// Asks for a copy of a usual framework that can be edited.
pub(super) fn own_copy(desk: &mut Desk<'_>, usual: Usual) -> FrameworkId {
    let mut framework = usual.framework(desk.portfolio);
    framework.name = free_name(desk.portfolio, &format!("{} of our own", usual.name()));
    add(desk, framework)
}

/// Asks for a framework with a formula to begin with.
pub(super) fn new_formula(desk: &mut Desk<'_>) -> FrameworkId {
    let mut framework = Framework::named(free_name(desk.portfolio, "New formula"));
    framework.formula = "score".parse().unwrap_or_default();
    add(desk, framework)
}

fn add(desk: &mut Desk<'_>, framework: Framework) -> FrameworkId {
    let id = FrameworkId(desk.requests.new_id());
    desk.requests.edit(Edit::Add(Record::Framework(id, framework)));
    id
}

fn free_name(portfolio: &Portfolio, stem: &str) -> Name {
    let is_free = |name: &String| {
        portfolio.frameworks.values().all(|framework| framework.name.as_str() != name)
    };
    let numbered = (2..1000_u32).map(|number| format!("{stem} {number}"));
    let found = std::iter::once(stem.to_owned()).chain(numbered).find(is_free);
    found
        .and_then(|name| name.parse().ok())
        .unwrap_or_else(|| Usual::Weighted.framework(portfolio).name)
}

/// Shows the framework's name, its formula, what is wrong with it, and its parts for one project.
pub(super) fn editor_ui(ui: &mut Ui, page: &mut Frameworks, desk: &mut Desk<'_>, id: FrameworkId) {
    let Some(framework) = desk.portfolio.frameworks.get(&id).cloned() else { return };
    ScrollArea::vertical().id_salt("formula").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = gap::SMALL;
        ui.horizontal(|ui| {
            caption(ui, desk.theme, "Formula of your own");
            if icon_button(ui, icons::CLOSE, "Close the editor").clicked() {
                page.edited = None;
            }
            if icon_button(ui, icons::DELETE, "Delete this framework").clicked() {
                desk.requests.edit(Edit::Remove(Item::Framework(id)));
            }
        });
        steady(ui, "framework name", |ui| {
            let (response, typed) = title_field(ui, desk.theme, &framework.name);
            let _named = response.accessible_name("Name of the framework");
            if let Some(name) = typed {
                replace(desk, id, Framework { name, ..framework.clone() });
            }
        });
        let ways = [
            (Direction::Up, "More is better", "The highest score has rank 1"),
            (Direction::Down, "Less is better", "The lowest score has rank 1"),
        ];
        if let Some(better) = switch(ui, desk.theme, framework.better, &ways) {
            replace(desk, id, Framework { better, ..framework.clone() });
        }
        let draft = formula_ui(ui, desk, (id, &framework));
        let trial = Framework { formula: draft.parse().unwrap_or_default(), ..framework.clone() };
        page.check(desk, id, trial);
        checked_ui(ui, page, desk);
        asked_ui(ui, desk, (id, &framework));
    });
}

/// Asks for the framework to become another.
pub(super) fn replace(desk: &mut Desk<'_>, id: FrameworkId, framework: Framework) {
    desk.requests.edit(Edit::Replace(Record::Framework(id, framework)));
}

/// The formula in a field; gives what stands there now.
fn formula_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    (id, framework): (FrameworkId, &Framework),
) -> String {
    let key = egui::Id::unique(("formula draft", id));
    let mut draft: String =
        ui.data(|data| data.get_temp(key)).unwrap_or_else(|| framework.formula.to_string());
    let field = TextEdit::multiline(&mut draft)
        .desired_rows(3)
        .desired_width(f32::INFINITY)
        .margin(egui::vec2(8.0, 6.0));
    let response = ui.add(field).accessible_name("Formula");
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(key, draft.clone()));
        return draft;
    }
    ui.data_mut(|data| data.remove::<String>(key));
    if response.lost_focus()
        && draft != framework.formula.as_str()
        && let Ok(formula) = draft.parse()
    {
        replace(desk, id, Framework { formula, ..framework.clone() });
    }
    draft
}

/// Whether the formula can score, as it stands in the field; and if it can, its parts for a project.
fn checked_ui(ui: &mut Ui, page: &Frameworks, desk: &Desk<'_>) {
    let theme = desk.theme;
    match page.checked.as_ref().map(|checked| &checked.told) {
        None => {}
        Some(Err(error)) => wrong_ui(ui, theme, error),
        Some(Ok(told)) => {
            let counted = match told.unit.as_str() {
                "" => "a plain number".to_owned(),
                unit => format!("in {unit}"),
            };
            let words = format!("{}  It can score: {counted}.", icons::CHECK);
            ui.label(RichText::new(words).size(text::SMALL).color(theme.good));
            if let Some((project, taken)) = &told.parts {
                parts_ui(ui, desk, (taken, *project));
            }
        }
    }
}

/// What is wrong, with the place in the formula marked.
fn wrong_ui(ui: &mut Ui, theme: &Theme, error: &MethodError) {
    let words = format!("{}  {error}", icons::FLAW);
    let label = RichText::new(words).size(text::SMALL).color(theme.danger);
    ui.add(egui::Label::new(label).wrap());
    let MethodError::Formula { text: formula, error, .. } = error else { return };
    let before = formula.get(..error.at.start).unwrap_or_default();
    let marked = formula.get(error.at.clone()).unwrap_or_default();
    let after = formula.get(error.at.end..).unwrap_or_default();
    let shown = if marked.trim().is_empty() { "▢" } else { marked };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let plain = |words: &str| {
            RichText::new(words.to_owned())
                .font(font(text::BODY, Heft::Regular))
                .color(theme.text_muted)
        };
        ui.label(plain(before));
        let mark = RichText::new(shown).font(font(text::BODY, Heft::SemiBold)).color(theme.danger);
        ui.label(mark.underline());
        ui.label(plain(after));
    });
}

/// Each part of the formula with what it comes to.
fn parts_ui(ui: &mut Ui, desk: &Desk<'_>, (taken, project): (&Explained, ProjectId)) {
    let theme = desk.theme;
    divider(ui, theme);
    let name = project_name(desk.portfolio, project);
    muted(ui, theme, &format!("Part by part, for {name}"));
    part_ui(ui, theme, (&taken.formula, &taken.tree), 0);
}

fn part_ui(ui: &mut Ui, theme: &Theme, (formula, part): (&str, &Evaluated), depth: usize) {
    if depth > DEPTH_MAX || (depth > 0 && matches!(part.operation, Operation::Number)) {
        return;
    }
    let words = formula.get(part.span.clone()).unwrap_or_default().trim().replace('\n', " ");
    let value = match &part.value {
        Ok(value) => wording::decimal(*value, 3),
        Err(_) => "not known".to_owned(),
    };
    let ink = if part.value.is_ok() { theme.text } else { theme.warning };
    ui.horizontal(|ui| {
        ui.add_space(depth as f32 * gap::MEDIUM);
        let room = ui.available_width() - 84.0;
        ui.allocate_ui_with_layout(
            egui::vec2(room.max(40.0), 20.0),
            egui::Layout::left_to_right(egui::Align::Center),
            |ui| {
                ui.set_min_width(room.max(40.0));
                let words = RichText::new(words).size(text::SMALL).color(theme.text_muted);
                ui.add(egui::Label::new(words).truncate());
            },
        );
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let heft = if depth == 0 { Heft::SemiBold } else { Heft::Regular };
            ui.label(RichText::new(value).font(font(text::BODY, heft)).color(ink));
        });
    });
    for inner in &part.parts {
        part_ui(ui, theme, (formula, inner), depth + 1);
    }
}
