//! The line at the foot: what is true now.

use egui::containers::menu::MenuButton;
use egui::{Align, Button, Layout, RichText, TextStyle, TextWrapMode, Ui};

use super::fund::{cost_words, load_figures, proof_words, value_words};
use super::rail::{Shown, VIEWS};
use super::requests::Requests;
use super::shell::{is_empty, presentation_keys};
use super::theme::{Theme, gap, icons, text};
use crate::wording::{self, plural};
use crate::workspace::{
    Command, Found, ProblemGravity, Proof, Request, Shortcut, Trying, View, Workspace,
};

/// A name of a role is cut to so many characters.
const NAME_MAX: usize = 18;
/// The bars of money and people, in points.
const BAR_WIDTH: f32 = 56.0;
/// What stands after money and people has at least so much room, in points: the problems, and that something is under way.
const AFTER: f32 = 190.0;
/// What is said of the file or of what is under way.
const ABOUT_A_FILE: f32 = 110.0;
/// How a presentation ends, and how another view is shown in it.
const END_WIDTH: f32 = 250.0;
/// The room that the list of views takes at least, and with a word, in points.
const VIEWS_WIDTHS: [f32; 2] = [60.0, 130.0];
/// A line that is narrower than this, in points, says less.
const ROOMY: f32 = 760.0;
/// A gap of this share or more says no more than that the search has only begun.
const GAP_WORTH_SAYING: f64 = 1.0;

/// Shows counts, money, people, problems, and what is under way; in a presentation also how it ends.
pub(super) fn status_ui(
    ui: &mut Ui,
    theme: &Theme,
    workspace: &Workspace,
    presented: Option<View>,
    requests: &mut Requests,
) {
    let is_presenting = presented.is_some();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap::MEDIUM;
        let portfolio = workspace.portfolio();
        if is_empty(portfolio) {
            // Of nothing there are no sums.
            ui.label(quiet(theme, "Nothing in it yet".to_owned()));
        } else {
            sums_ui(ui, theme, workspace, is_presenting, requests);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some(view) = presented {
                end_ui(ui, theme, requests);
                views_ui(ui, view, requests);
            }
            let selected = workspace.selection().items().len();
            if selected > 1 {
                label_if_fits(ui, theme, format!("{} selected", wording::count(selected)));
            }
            if let Some(activity) = workspace.activity() {
                label_if_fits(ui, theme, activity.to_owned());
                ui.add(egui::Spinner::new().size(12.0).color(theme.accent));
            }
            searching_ui(ui, theme, workspace, requests);
            if let Some(path) = workspace.path() {
                let name = path
                    .file_name()
                    .map(|name| name.to_string_lossy().into_owned())
                    .unwrap_or_default();
                if let Some(response) = label_if_fits(ui, theme, wording::printable(&name)) {
                    response.on_hover_text(path.display().to_string());
                }
            }
        });
    });
}

/// Counts, money, people and problems.
fn sums_ui(
    ui: &mut Ui,
    theme: &Theme,
    workspace: &Workspace,
    is_presenting: bool,
    requests: &mut Requests,
) {
    let portfolio = workspace.portfolio();
    ui.label(quiet(theme, plural(portfolio.projects.len(), "project")));
    if ui.max_rect().width() > ROOMY {
        ui.label(quiet(theme, plural(portfolio.leaves().count(), "outcome")));
    }
    let kept = if is_presenting { AFTER + END_WIDTH } else { AFTER };
    if !funded_ui(ui, theme, workspace, kept, requests) {
        let asked = wording::money_short(workspace.costs().asked.to_money(), portfolio.currency);
        ui.label(quiet(theme, format!("{asked} asked for"))).on_hover_text(
            "The likely cost of all projects that are neither done nor cancelled, one-off and running, to the end of the horizon.",
        );
    }
    problems_ui(ui, theme, workspace, requests);
}

fn quiet(theme: &Theme, words: String) -> RichText {
    RichText::new(words).size(text::SMALL).color(theme.text_muted)
}

/// How wide these words are, in points.
fn width_of(ui: &Ui, words: RichText) -> f32 {
    let galley = egui::WidgetText::from(words).into_galley(
        ui,
        Some(TextWrapMode::Extend),
        f32::INFINITY,
        TextStyle::Body,
    );
    galley.size().x
}

/// Words that may be left out where there is no room for them.
fn label_if_fits(ui: &mut Ui, theme: &Theme, words: String) -> Option<egui::Response> {
    let words = quiet(theme, words);
    let fits = width_of(ui, words.clone()) <= ui.available_width();
    fits.then(|| ui.label(words))
}

/// The way out of a presentation for a hand that holds no more than a mouse.
fn end_ui(ui: &mut Ui, theme: &Theme, requests: &mut Requests) {
    let words = quiet(theme, "End presentation".to_owned());
    let keys = quiet(theme, presentation_keys());
    let button = Button::new(words).right_text(keys).min_size(egui::vec2(0.0, 20.0));
    if ui.add(button.frame_when_inactive(false)).clicked() {
        requests.run(Command::Presentation);
    }
}

/// The other ways to look at the portfolio, where there is no rail.
fn views_ui(ui: &mut Ui, view: View, requests: &mut Requests) {
    let room = ui.available_width();
    if room < VIEWS_WIDTHS[0] {
        return;
    }
    let words = |shown: &Shown| {
        let name = shown.command.info().map_or("", |info| info.name);
        format!("{}  {name}", shown.icon)
    };
    let short = |shown: &Shown| shown.icon.to_owned();
    let now = VIEWS.iter().find(|shown| shown.view == view);
    let now = now.map(|shown| if room < VIEWS_WIDTHS[1] { short(shown) } else { words(shown) });
    let now = now.unwrap_or_default();
    let now = RichText::new(format!("{now}  {}", icons::CARET_UP)).size(text::SMALL);
    let button = Button::new(now).min_size(egui::vec2(0.0, 20.0)).frame_when_inactive(false);
    let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
        for shown in VIEWS {
            let keys = shown.command.info().and_then(|info| info.shortcut);
            let keys = RichText::new(keys.map_or_else(String::new, Shortcut::in_words));
            let button = Button::selectable(shown.view == view, words(&shown));
            if ui.add(button.right_text(keys.size(text::SMALL))).clicked() {
                requests.run(shown.command);
                ui.close();
            }
        }
    });
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "View"));
}

/// What the best plan funds, is worth and costs; says whether there is one.
///
/// So much room is kept for what follows, in points.
fn funded_ui(
    ui: &mut Ui,
    theme: &Theme,
    workspace: &Workspace,
    kept: f32,
    requests: &mut Requests,
) -> bool {
    let funding = workspace.funding();
    let Some(found) = funding.found() else { return false };
    if found.proof == Proof::Impossible {
        let (icon, words) = proof_words(found, false);
        let shown = RichText::new(format!("{icon}  {words}")).size(text::SMALL).color(theme.danger);
        let button = Button::new(shown).frame_when_inactive(false);
        let response = ui.add(button).on_hover_text("Show which limits contradict each other");
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &words));
        if response.clicked() {
            requests.run(Command::ShowFund);
        }
        return false;
    }
    if !found.is_plan() {
        return false;
    }
    let words = format!(
        "{} of {} funded",
        wording::count(found.plan.funded.len()),
        wording::count(found.open_count)
    );
    let shown = RichText::new(&words).size(text::SMALL).color(theme.text);
    let button = Button::new(shown).frame_when_inactive(false).min_size(egui::vec2(0.0, 20.0));
    let (_, proof) = proof_words(found, funding.progress().is_some());
    let response = ui.add(button).on_hover_text(format!("{proof}. Show what is funded and why"));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &words));
    if response.clicked() {
        requests.run(Command::ShowFund);
    }
    let value = value_words(found.trying.objective, found.value, found.portfolio.currency);
    ui.label(quiet(theme, value)).on_hover_text("What the best plan is worth");
    money_ui(ui, theme, found, kept);
    people_ui(ui, theme, found, kept + ABOUT_A_FILE);
    true
}

/// What the plan costs, beside a bar of how much of the budget that is.
fn money_ui(ui: &mut Ui, theme: &Theme, found: &Found, kept: f32) {
    let words = quiet(theme, cost_words(found));
    if width_of(ui, words.clone()) + BAR_WIDTH + gap::SMALL + kept > ui.available_width() {
        return;
    }
    let most = Trying::main_budget(&found.portfolio).and_then(|(_, budget)| budget.total);
    let most = most.or(found.trying.spend);
    ui.spacing_mut().item_spacing.x = gap::SMALL;
    if let Some(most) = most.filter(|most| most.minor > 0) {
        let share = found.cost as f64 / most.minor_f64();
        ui.allocate_ui(egui::vec2(BAR_WIDTH, 4.0), |ui| {
            let ink = if share > 1.0 { theme.danger } else { theme.accent };
            super::widgets::bar(ui, theme, share, ink)
        });
    }
    ui.label(words)
        .on_hover_text("What the best plan costs over the horizon, of the budget for all money");
    ui.spacing_mut().item_spacing.x = gap::MEDIUM;
}

/// The role of which the largest part is asked for at once, beside a bar of how much that is.
fn people_ui(ui: &mut Ui, theme: &Theme, found: &Found, kept: f32) {
    let Some(load) = found.busiest_role() else { return };
    let Some(role) = found.portfolio.roles.get(&load.role) else { return };
    let name = wording::printable(&role.name);
    let words = format!("{} {}", load_figures(load), wording::shortened(&name, NAME_MAX));
    let words = quiet(theme, words);
    if width_of(ui, words.clone()) + BAR_WIDTH + gap::SMALL + kept > ui.available_width() {
        return;
    }
    ui.spacing_mut().item_spacing.x = gap::SMALL;
    let share = load.used as f64 / (load.most as f64).max(1.0);
    let ink = if share > 1.0 { theme.danger } else { theme.accent };
    ui.allocate_ui(egui::vec2(BAR_WIDTH, 4.0), |ui| super::widgets::bar(ui, theme, share, ink));
    let when = wording::period(load.period.into(), found.portfolio.calendar);
    let says = format!(
        "The tightest role: the best plan asks for {} people of “{name}” in {when}. Other roles have more to spare.",
        load_figures(load)
    );
    ui.label(words).on_hover_text(says);
    ui.spacing_mut().item_spacing.x = gap::MEDIUM;
}

/// The search that is under way, and how to stop it.
fn searching_ui(ui: &mut Ui, theme: &Theme, workspace: &Workspace, requests: &mut Requests) {
    let funding = workspace.funding();
    if funding.progress().is_none() {
        return;
    }
    if super::widgets::icon_button(ui, icons::CLOSE, "Stop the calculation").clicked() {
        requests.push(Request::StopFunding);
    }
    let gap =
        funding.found().and_then(Found::gap).filter(|gap| *gap > 0.0 && *gap < GAP_WORTH_SAYING);
    let words = gap.map_or_else(
        || "Looking for the best plan".to_owned(),
        |gap| format!("Solving, {}\u{202f}% gap", wording::decimal((gap * 100.0).max(0.1), 1)),
    );
    label_if_fits(ui, theme, words);
    ui.add(egui::Spinner::new().size(12.0).color(theme.accent));
}

fn problems_ui(ui: &mut Ui, theme: &Theme, workspace: &Workspace, requests: &mut Requests) {
    let Some(problems) = workspace.problems().latest() else { return };
    // The worst come first.
    let flaws = problems.partition_point(|problem| problem.gravity == ProblemGravity::Flaw);
    let worth_a_look = problems.len() - flaws;
    let (icon, words, ink) = match (flaws, worth_a_look) {
        (0, 0) => (icons::CHECK, "No problems".to_owned(), theme.good),
        (0, count) => {
            (icons::WARNING, format!("{} worth a look", wording::count(count)), theme.warning)
        }
        (count, _) => (icons::FLAW, plural(count, "contradiction"), theme.danger),
    };
    let shown = RichText::new(format!("{icon}  {words}")).size(text::SMALL).color(ink);
    let button = Button::new(shown).frame_when_inactive(false).min_size(egui::vec2(0.0, 20.0));
    let response = ui.add(button).on_hover_text("Show the list of problems");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &words));
    if response.clicked() {
        requests.run(Command::ToggleProblems);
    }
}
