//! What can be done with the thing under the pointer, and with several cards at once.

use egui::{Button, Frame, Margin, Pos2, RichText, Stroke, Ui};

use super::scene::pin_at;
use crate::edit::{DependencyField, Edit, Record};
use crate::gui::requests::Requests;
use crate::gui::theme::{Theme, icons, text};
use crate::gui::widgets::icon_button;
use crate::model::{Change, ChangeId, Item, Name, Outcome, OutcomeId, Project, ProjectId, Weight};
use crate::workspace::clipboard::is_card;
use crate::workspace::{Command, Shortcut, View, Workspace};

/// The commands that arrange several cards, with their icons.
const ARRANGING: [(&str, Command); 8] = [
    (icons::ALIGN_LEFT, Command::AlignLeft),
    (icons::ALIGN_CENTRE, Command::AlignCentre),
    (icons::ALIGN_RIGHT, Command::AlignRight),
    (icons::ALIGN_TOP, Command::AlignTop),
    (icons::ALIGN_MIDDLE, Command::AlignMiddle),
    (icons::ALIGN_BOTTOM, Command::AlignBottom),
    (icons::DISTRIBUTE_ACROSS, Command::DistributeAcross),
    (icons::DISTRIBUTE_DOWN, Command::DistributeDown),
];

/// How many of the selected things have a card.
pub(super) fn selected_cards(workspace: &Workspace) -> usize {
    workspace.selection().items().iter().filter(|item| is_card(**item)).count()
}

/// A frame for what floats over the map.
pub(super) fn floating(theme: &Theme) -> Frame {
    Frame::NONE
        .fill(theme.raised)
        .stroke(Stroke::new(1.0, theme.hairline))
        .corner_radius(8.0)
        .shadow(egui::Shadow { offset: [0, 4], blur: 16, spread: 0, color: theme.shadow })
        .inner_margin(Margin::symmetric(10, 5))
}

/// The buttons that align and distribute what is selected.
pub(super) fn toolbar_ui(
    ui: &mut Ui,
    theme: &Theme,
    workspace: &Workspace,
    requests: &mut Requests,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (number, (icon, command)) in ARRANGING.into_iter().enumerate() {
            if number == 3 || number == 6 {
                ui.add_space(4.0);
                let (rect, _) = ui.allocate_exact_size(egui::vec2(1.0, 20.0), egui::Sense::hover());
                ui.painter().rect_filled(rect, 0.0, theme.hairline);
                ui.add_space(4.0);
            }
            let Some(info) = command.info() else { continue };
            let is_possible = workspace.can(command, View::Map);
            ui.add_enabled_ui(is_possible, |ui| {
                let response = icon_button(ui, icon, info.name);
                if response.on_disabled_hover_text("Select three cards or more").clicked() {
                    requests.run(command);
                }
            });
        }
    });
}

/// What can be done at a place: with a card or line, or with the ground.
pub(super) fn context_menu_ui(
    ui: &mut Ui,
    theme: &Theme,
    (workspace, on, place): (&Workspace, Option<Item>, Pos2),
    requests: &mut Requests,
) {
    ui.set_min_width(208.0);
    match on {
        None => ground_ui(ui, theme, (workspace, place), requests),
        Some(item) if is_card(item) => card_ui(ui, theme, (workspace, item), requests),
        Some(item) => {
            if let Item::Dependency(id) = item
                && let Some(link) = workspace.portfolio().dependencies.get(&id)
                && !link.kind.is_symmetric()
                && entry(ui, theme, "Turn around", None)
            {
                requests.edit(Edit::SetDependency(id, DependencyField::Turn));
            }
            commands(
                ui,
                theme,
                workspace,
                (&[Command::Focus, Command::ShowSelection, Command::Delete], requests),
            );
        }
    }
}

fn card_ui(
    ui: &mut Ui,
    theme: &Theme,
    (workspace, item): (&Workspace, Item),
    requests: &mut Requests,
) {
    let count = selected_cards(workspace);
    if !matches!(item, Item::Measure(..)) {
        commands(ui, theme, workspace, (&[Command::Connect], requests));
    }
    commands(ui, theme, workspace, (&[Command::Rename, Command::Focus], requests));
    if matches!(item, Item::Project(_)) {
        commands(ui, theme, workspace, (&[Command::BlastRadius], requests));
    }
    commands(ui, theme, workspace, (&[Command::ShowSelection], requests));
    ui.separator();
    commands(
        ui,
        theme,
        workspace,
        (&[Command::Cut, Command::Copy, Command::Paste, Command::Duplicate], requests),
    );
    if count > 1 {
        ui.separator();
        commands(ui, theme, workspace, (&[Command::AlignLeft, Command::AlignTop], requests));
    }
    if count > 2 {
        commands(
            ui,
            theme,
            workspace,
            (&[Command::DistributeAcross, Command::DistributeDown], requests),
        );
    }
    ui.separator();
    commands(ui, theme, workspace, (&[Command::Delete], requests));
}

/// The record that was asked for: a project, an outcome or a change.
fn new_record(asked: [bool; 3], requests: &mut Requests) -> Option<Record> {
    match asked {
        [true, ..] => {
            let project = Project::named("New project".parse::<Name>().ok()?);
            Some(Record::Project(ProjectId(requests.new_id()), Box::new(project)))
        }
        [_, true, _] => {
            let (name, weight) = ("New outcome".parse::<Name>().ok()?, Weight::new(10.0).ok()?);
            Some(Record::Outcome(OutcomeId(requests.new_id()), Outcome::named(name, weight)))
        }
        [.., true] => {
            let name = "New change".parse::<Name>().ok()?;
            Some(Record::Change(ChangeId(requests.new_id()), Change::named(name)))
        }
        _ => None,
    }
}

fn ground_ui(
    ui: &mut Ui,
    theme: &Theme,
    (workspace, place): (&Workspace, Pos2),
    requests: &mut Requests,
) {
    let asked = [
        entry(ui, theme, "Add project here", None),
        entry(ui, theme, "Add outcome here", None),
        entry(ui, theme, "Add change here", None),
    ];
    if let Some(record) = new_record(asked, requests) {
        let item = record.item();
        let label = format!("Add {}", crate::wording::item_noun(item));
        let edits = vec![Edit::Add(record), Edit::Place(vec![(item, Some(pin_at(place)))])];
        requests.edit(Edit::Batch { label, edits });
        requests.select(item);
        requests.run(Command::Rename);
    }
    ui.separator();
    commands(
        ui,
        theme,
        workspace,
        (&[Command::Paste, Command::SelectAll, Command::Find], requests),
    );
    ui.separator();
    commands(ui, theme, workspace, (&[Command::FitMap, Command::ArrangeMap], requests));
}

fn commands(
    ui: &mut Ui,
    theme: &Theme,
    workspace: &Workspace,
    (commands, requests): (&[Command], &mut Requests),
) {
    for &command in commands {
        let Some(info) = command.info() else { continue };
        let is_possible = workspace.can(command, View::Map);
        ui.add_enabled_ui(is_possible, |ui| {
            if entry(ui, theme, info.name, info.shortcut) {
                requests.run(command);
            }
        });
    }
}

fn entry(ui: &mut Ui, theme: &Theme, words: &str, keys: Option<Shortcut>) -> bool {
    let keys = keys.map_or_else(String::new, Shortcut::in_words);
    let keys = RichText::new(keys).size(text::SMALL).color(theme.text_muted);
    let button = Button::new(words).shortcut_text(keys).frame_when_inactive(false);
    let is_clicked = ui.add(button).clicked();
    if is_clicked {
        ui.close();
    }
    is_clicked
}
