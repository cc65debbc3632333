//! Why the selected project is funded or not, and the least change that would turn it.

use std::sync::Arc;

use egui::{Button, Color32, Label, RichText, Ui};

use super::figures::{money, value_words};
use super::view::Desk;
use crate::analysis::optimise::{Constraint, Extra, Objective, Plan, Verdict, Why};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, icons, text};
use crate::gui::widgets::{link, muted};
use crate::model::{Fte, Item, Money, ProjectId};
use crate::wording::{self, plural, printable};
use crate::workspace::Trying;
use crate::workspace::funding_words::{constraint_words, limit_words};

/// So many projects or limits are named one by one.
const NAMES_MAX: usize = 6;

/// Shows all of it.
pub(super) fn why_ui(ui: &mut Ui, desk: &mut Desk<'_>, why: &Why) {
    let theme = desk.theme;
    let objective = desk.trying().objective;
    ui.label(RichText::new(desk.name(why.project)).font(font(text::BODY, Heft::SemiBold)));
    let (icon, ink, words) = verdict_words(theme, desk, why, objective);
    let words = RichText::new(format!("{icon}  {words}")).font(font(text::BODY, Heft::Medium));
    ui.add(Label::new(words.color(ink)).wrap());
    if !why.is_proved {
        muted(ui, theme, "Not all of this is proven: the search was cut short.");
    }
    if !why.breaks.is_empty() {
        let limits: Vec<String> =
            why.breaks.iter().map(|limit| limit_words(desk.portfolio, *limit)).collect();
        let words = wording::list_of(&limits, NAMES_MAX);
        line_ui(ui, theme, "On its own it would break", &printable(&words));
    }
    let (out, with) = if why.is_in {
        ("Without it there would be", "Without it these would go, too")
    } else {
        ("For it would have to go", "With it would come in")
    };
    // What the plan with it lacks is what it displaces; of one that is in, that is what it keeps out.
    projects_ui(ui, desk, out, &why.displaced);
    projects_ui(ui, desk, with, &why.joined);
    cost_ui(ui, desk, why);
    for extra in &why.extras {
        extra_ui(ui, desk, extra);
    }
}

fn verdict_words(
    theme: &Theme,
    desk: &Desk<'_>,
    why: &Why,
    objective: Objective,
) -> (&'static str, Color32, String) {
    let gap = why.gap.unwrap_or(0);
    let gap = value_words(objective, gap, desk.portfolio.currency);
    let forced =
        desk.workspace.funding().subject().and_then(|subject| subject.forced.get(&why.project));
    let reason = forced.map(|forced| forced.reason.trim()).filter(|reason| !reason.is_empty());
    let because = reason.map_or_else(String::new, |reason| format!(": {}", printable(reason)));
    match (why.verdict, forced.is_some()) {
        (Verdict::MustBeIn, true) => (icons::PIN, theme.forced(), format!("Forced in{because}")),
        (Verdict::CannotBeIn, true) => (icons::PIN, theme.forced(), format!("Forced out{because}")),
        (Verdict::In, _) => {
            (icons::CHECK, theme.good, format!("In: the best plan without it is worth {gap} less"))
        }
        (Verdict::Out, _) => {
            (icons::MINUS, theme.text, format!("Out: the best plan with it is worth {gap} less"))
        }
        (Verdict::Tie, _) if why.is_in => (
            icons::COMPARE,
            theme.text,
            "In by a tie: a plan without it is worth just as much, and the cheaper one was taken"
                .to_owned(),
        ),
        (Verdict::Tie, _) => (
            icons::COMPARE,
            theme.text,
            "Out by a tie: a plan with it is worth just as much, and the cheaper one was taken"
                .to_owned(),
        ),
        (Verdict::MustBeIn, false) => {
            (icons::LOCK, theme.good, "In: no plan without it keeps to all limits".to_owned())
        }
        (Verdict::CannotBeIn, false) => {
            (icons::LOCK, theme.danger, "Out: no plan with it keeps to all limits".to_owned())
        }
        (Verdict::Open, _) => {
            (icons::SEARCH, theme.text_muted, "Not found out in the time allowed".to_owned())
        }
    }
}

fn line_ui(ui: &mut Ui, theme: &Theme, what: &str, words: &str) {
    ui.add_space(2.0);
    ui.label(RichText::new(what).size(text::SMALL).color(theme.text_muted));
    ui.add(Label::new(RichText::new(words).size(text::BODY)).wrap());
}

fn projects_ui(ui: &mut Ui, desk: &mut Desk<'_>, what: &str, projects: &[ProjectId]) {
    if projects.is_empty() {
        return;
    }
    ui.add_space(2.0);
    ui.label(RichText::new(what).size(text::SMALL).color(desk.theme.text_muted));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = gap::MEDIUM;
        for &project in projects.iter().take(NAMES_MAX) {
            if link(ui, desk.theme, &desk.name(project)).clicked() {
                desk.requests.select(Item::Project(project));
            }
        }
        let more = projects.len().saturating_sub(NAMES_MAX);
        if more > 0 {
            muted(ui, desk.theme, &format!("and {}", plural(more, "other")));
        }
    });
}

/// At which cost of its own it would be in.
fn cost_ui(ui: &mut Ui, desk: &Desk<'_>, why: &Why) {
    let Some(most) = why.cost_most else { return };
    let currency = desk.portfolio.currency;
    let funding = desk.workspace.funding();
    let now = funding.found().and_then(|found| {
        let way = found.problem.ways_of(why.project).next()?;
        Some(i128::from(found.problem.worths.get(way)?.cost))
    });
    let now = now.map_or_else(String::new, |now| format!("; it costs {}", money(now, currency)));
    let what = if why.is_in { "Stays in up to a cost of" } else { "Comes in at a cost of at most" };
    line_ui(ui, desk.theme, what, &format!("{}{now}", money(most, currency)));
}

/// How much more of one limit lets it in, who leaves then, and a button that tries it.
fn extra_ui(ui: &mut Ui, desk: &mut Desk<'_>, extra: &Extra) {
    let theme = desk.theme;
    let limit = printable(&constraint_words(desk.portfolio, extra.constraint));
    let Some(least) = extra.least else {
        muted(ui, theme, &format!("No amount more of {limit} is enough by itself."));
        return;
    };
    let amount = match extra.constraint {
        Constraint::Role(_) => {
            let people = u32::try_from(least).ok().and_then(Fte::from_hundredths);
            people.map_or_else(|| least.to_string(), wording::fte)
        }
        _ => money(least.into(), desk.portfolio.currency),
    };
    let funding = desk.workspace.funding();
    let then = extra.found.as_ref().zip(funding.found());
    let leaves = then.map(|(then, now)| names_without(desk, &now.plan, &then.plan));
    let leaves = leaves.unwrap_or_default();
    let words = if leaves.is_empty() {
        format!("{amount} more of {limit}")
    } else {
        format!("{amount} more of {limit}; then leaves {}", wording::list_of(&leaves, 3))
    };
    ui.add_space(2.0);
    ui.label(RichText::new("Comes in with").size(text::SMALL).color(theme.text_muted));
    ui.horizontal_wrapped(|ui| {
        ui.add(Label::new(RichText::new(words).size(text::BODY)).wrap());
        if let Some(next) = tried(desk, extra.constraint, least) {
            let name = format!("Try this: {amount} more of {limit}");
            let words = RichText::new("Try this").size(text::SMALL).color(theme.accent);
            let response = ui.add(Button::new(words).min_size(egui::vec2(0.0, 22.0)));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            if response.clicked() {
                desk.try_out(next);
            }
        }
    });
    if extra.is_tie {
        muted(ui, theme, "It would be a tie: plans without it are worth just as much then.");
    }
}

/// So much more of a limit as something that can be tried out.
pub(super) fn tried(desk: &Desk<'_>, constraint: Constraint, extra: i64) -> Option<Trying> {
    let subject = desk.workspace.funding().subject().map(Arc::clone)?;
    let mut next = desk.trying().clone();
    match constraint {
        Constraint::Spend => {
            next.spend = Some(next.spend?.checked_add(Money::from_minor(extra))?);
        }
        Constraint::Budget(id) => {
            let total = subject.budgets.get(&id)?.total?;
            next.budgets.insert(id, total.checked_add(Money::from_minor(extra))?);
        }
        Constraint::Role(id) => {
            let most = subject.roles.get(&id)?.capacity.values().copied().max()?;
            let more = u32::try_from(extra).ok()?.checked_add(most.hundredths())?;
            next.capacities.insert(id, Fte::from_hundredths(more)?);
        }
        _ => return None,
    }
    Some(next)
}

/// What one plan has and another has not, by name.
pub(super) fn names_without(desk: &Desk<'_>, one: &Plan, other: &Plan) -> Vec<String> {
    one.without(other).map(|project| desk.name(project)).collect()
}
