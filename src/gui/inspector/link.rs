//! Links: what a project contributes to an outcome, and what one project is to another.

use egui::{CornerRadius, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use super::Desk;
use super::dependencies::other_projects;
use super::project_links::{level_word, meaning, points_of};
use super::rows::{
    choice_row, link_row, percent_row, person_row, put, record_row, row, text_row, whole,
};
use crate::analysis::scoring::Weights;
use crate::edit::{DependencyField, Edit, Record};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, icons, radius, text};
use crate::gui::widgets::{
    caret_button, icon_button, measured_field, muted, number_field, picker, quiet_button, section,
};
use crate::model::{
    Contribution, DependencyId, DependencyKind, Item, Level, OutcomeId, Percent, Portfolio,
    ProjectId, SynergyPoints, Timing,
};
use crate::wording;

type Pair = (ProjectId, OutcomeId);

pub(super) fn contribution_ui(ui: &mut Ui, desk: &mut Desk<'_>, (project, outcome): Pair) {
    let portfolio = desk.portfolio;
    let found =
        portfolio.projects.get(&project).and_then(|project| project.contributions.get(&outcome));
    let Some(contribution) = found else { return };
    let mut next = contribution.clone();
    link_row(ui, desk, "Project", Item::Project(project));
    link_row(ui, desk, "Outcome", Item::Outcome(outcome));
    points_figure_ui(ui, desk, (project, outcome), contribution);
    let theme = desk.theme;
    section(ui, theme, "How strongly", true, |ui| {
        put(&mut next.level, ladder_ui(ui, desk, outcome, contribution.level));
    });
    section(ui, theme, "How sure, and why", true, |ui| {
        let confidence =
            percent_row(ui, theme, "Confidence", Some(contribution.confidence)).flatten();
        put(&mut next.confidence, confidence);
        put(&mut next.rated_by, person_row(ui, desk, "Rated by", contribution.rated_by));
        let shown = contribution.through.map(|change| desk.label(Item::Change(change)));
        let changes =
            || portfolio.changes.iter().map(|(&id, change)| (Some(id), change.name.to_string()));
        let through = record_row(ui, theme, ("Through", "No change"), shown.as_deref(), || {
            changes().collect()
        });
        put(&mut next.through, through);
        put(&mut next.rationale, text_row(ui, theme, "Rationale", &contribution.rationale));
    });
    if next != *contribution {
        desk.requests.edit(Edit::Replace(Record::Contribution(project, outcome, next)));
    }
}

/// The points that the link adds, and how they come about.
fn points_figure_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    (project, outcome): Pair,
    contribution: &Contribution,
) {
    ui.add_space(gap::TINY);
    let Some(points) = points_of(desk, project, outcome) else {
        let words = if contribution.level.is_none() {
            "It adds no points yet: nobody has rated it."
        } else {
            "It adds no points: the outcome has no weight of its own."
        };
        muted(ui, desk.theme, words);
        return;
    };
    ui.horizontal(|ui| {
        let figure =
            RichText::new(wording::points(points)).font(font(text::FIGURE, Heft::SemiBold));
        ui.label(figure.color(desk.theme.text));
        ui.label(RichText::new("points added").color(desk.theme.text_muted));
    });
    if let Some(words) = formula(desk.portfolio, outcome, contribution) {
        muted(ui, desk.theme, &words);
    }
}

/// How the points come about: `40 % of weight × 67 % level × 80 % sure = 21.3 points`.
fn formula(
    portfolio: &Portfolio,
    outcome: OutcomeId,
    contribution: &Contribution,
) -> Option<String> {
    let weight = Weights::of(portfolio)?.share(outcome);
    let level = portfolio.ladder.share_of(contribution.level?)?;
    let points = 100.0 * weight * level * contribution.confidence.share();
    let percent =
        |share: f64| Percent::new((share * 100.0).clamp(0.0, 100.0)).map(wording::percent).ok();
    Some(format!(
        "{} of weight × {} level × {} sure = {} points",
        percent(weight)?,
        percent(level)?,
        wording::percent(contribution.confidence),
        wording::points(points)
    ))
}

/// The levels from the top down, and unrated, each with what it means for this outcome.
fn ladder_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    outcome: OutcomeId,
    chosen: Option<Level>,
) -> Option<Option<Level>> {
    ui.spacing_mut().item_spacing.y = 2.0;
    let levels = desk.portfolio.ladder.levels().rev().map(Some).chain(std::iter::once(None));
    let mut picked = None;
    for level in levels {
        if rung_ui(ui, desk, (outcome, level), level == chosen) && level != chosen {
            picked = Some(level);
        }
    }
    picked
}

/// One level as a wide choice: its name, what it counts, and what it means.
fn rung_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    (outcome, level): (OutcomeId, Option<Level>),
    is_chosen: bool,
) -> bool {
    let theme = desk.theme;
    let name = level_word(desk.portfolio, level);
    let share = level.and_then(|level| desk.portfolio.ladder.share_of(level));
    let counts = share
        .map(|share| format!("{}\u{202f}%", wording::decimal(share * 100.0, 0)))
        .unwrap_or_default();
    let inner = (ui.available_width() - RADIO_WIDTH - gap::MEDIUM).max(0.0);
    let wrapped = |ui: &Ui, words: RichText| {
        egui::WidgetText::from(words).into_galley(
            ui,
            Some(egui::TextWrapMode::Wrap),
            inner,
            egui::TextStyle::Body,
        )
    };
    let title = wrapped(
        ui,
        RichText::new(name.as_str()).font(font(text::BODY, Heft::Medium)).color(theme.text),
    );
    let counts = wrapped(ui, RichText::new(counts).size(text::SMALL).color(theme.text_muted));
    let meaning = meaning(desk.portfolio, outcome, level);
    let meaning = wrapped(ui, RichText::new(meaning).size(text::SMALL).color(theme.text_muted));
    let height = title.size().y + meaning.size().y + gap::SMALL;
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response
        .widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_chosen, &name));
    let fill = if is_chosen {
        Some(theme.accent_soft)
    } else {
        response.hovered().then_some(theme.hovered)
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, CornerRadius::same(radius::CARD), fill);
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.0, theme.accent);
        ui.painter().rect_stroke(rect, f32::from(radius::CARD), stroke, egui::StrokeKind::Inside);
    }
    let inside = rect.shrink2(vec2(gap::SMALL, gap::TINY));
    let knob = egui::pos2(inside.left() + 6.0, inside.top() + title.size().y * 0.5);
    let edge = if is_chosen { theme.accent } else { theme.edge };
    ui.painter().circle_stroke(knob, 5.5, egui::Stroke::new(1.5, edge));
    if is_chosen {
        ui.painter().circle_filled(knob, 3.0, theme.accent);
    }
    let left = inside.left() + RADIO_WIDTH;
    let below = inside.top() + title.size().y;
    ui.painter().galley(egui::pos2(left, inside.top()), title, theme.text);
    ui.painter().galley(
        egui::pos2(inside.right() - counts.size().x, inside.top()),
        counts,
        theme.text_muted,
    );
    ui.painter().galley(egui::pos2(left, below), meaning, theme.text_muted);
    response.clicked()
}

/// The room for the knob of a choice.
const RADIO_WIDTH: f32 = 22.0;

pub(super) fn dependency_ui(ui: &mut Ui, desk: &mut Desk<'_>, id: DependencyId) {
    let portfolio = desk.portfolio;
    let Some(dependency) = portfolio.dependencies.get(&id) else { return };
    let theme = desk.theme;
    let mut fields = Vec::new();
    let from = end_row(ui, desk, "From", (dependency.from, dependency.to));
    fields.extend(from.map(DependencyField::From));
    fields.extend(kind_rows(ui, desk, dependency.kind).map(DependencyField::Kind));
    let to = end_row(ui, desk, "To", (dependency.to, dependency.from));
    fields.extend(to.map(DependencyField::To));
    let lag = row(ui, theme, "Lag", |ui| {
        number_field(ui, theme, Some(f64::from(dependency.lag)), "0", |number| {
            whole(number, -600..=600_i16)
        })
    });
    fields.extend(lag.map(|lag| DependencyField::Lag(lag.unwrap_or_default())));
    muted(
        ui,
        theme,
        "Periods between the end of the needed project and the start of the other; below zero they overlap.",
    );
    fields.extend(text_row(ui, theme, "Reason", &dependency.reason).map(DependencyField::Reason));
    if !dependency.kind.is_symmetric()
        && quiet_button(ui, &format!("{}  Turn around", icons::TURN)).clicked()
    {
        fields.push(DependencyField::Turn);
    }
    for field in fields {
        desk.requests.edit(Edit::SetDependency(id, field));
    }
}

/// One end: another project may be chosen, and one can go there.
fn end_row(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    says: &str,
    (end, other): (ProjectId, ProjectId),
) -> Option<ProjectId> {
    let theme = desk.theme;
    let shown = desk.label(Item::Project(end));
    let picked = row(ui, theme, says, |ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button(ui, icons::GOTO, &format!("Go to {shown}")).clicked() {
                desk.requests.select(Item::Project(end));
            }
            let button = caret_button(&shown, ui.available_width());
            picker(ui, theme, (button, says), || other_projects(desk, Some(other)))
        })
        .inner
    });
    picked.filter(|project| *project != end)
}

/// The kinds without their details, in the order in which they are offered.
const KINDS: [DependencyKind; 4] = [
    DependencyKind::Requires { timing: Timing::FinishToStart },
    DependencyKind::Together,
    DependencyKind::Excludes,
    DependencyKind::Enables { synergy: None },
];

/// The kind without its details.
fn plain(kind: DependencyKind) -> DependencyKind {
    match kind {
        DependencyKind::Requires { .. } => DependencyKind::Requires { timing: Timing::default() },
        DependencyKind::Enables { .. } => DependencyKind::Enables { synergy: None },
        other => other,
    }
}

fn kind_word(kind: DependencyKind) -> &'static str {
    match kind {
        DependencyKind::Requires { .. } => "Requires",
        DependencyKind::Together => "Goes together with",
        DependencyKind::Excludes => "Excludes",
        DependencyKind::Enables { .. } => "Enables",
    }
}

fn kind_rows(ui: &mut Ui, desk: &Desk<'_>, kind: DependencyKind) -> Option<DependencyKind> {
    let theme = desk.theme;
    let chosen =
        choice_row(ui, theme, "Kind", (&plain(kind), &KINDS), |kind| kind_word(*kind).to_owned());
    let detail = match kind {
        DependencyKind::Requires { timing } => {
            let timings = [Timing::FinishToStart, Timing::SameTime];
            choice_row(ui, theme, "Timing", (&timing, &timings), |timing| {
                timing_word(*timing).to_owned()
            })
            .map(|timing| DependencyKind::Requires { timing })
        }
        DependencyKind::Enables { synergy } => row(ui, theme, "Synergy", |ui| {
            measured_field(
                ui,
                theme,
                synergy.map(SynergyPoints::points),
                "points",
                SynergyPoints::new,
            )
        })
        .map(|synergy| DependencyKind::Enables { synergy }),
        DependencyKind::Together | DependencyKind::Excludes => None,
    };
    chosen.or(detail)
}

fn timing_word(timing: Timing) -> &'static str {
    match timing {
        Timing::FinishToStart => "Before it starts",
        Timing::SameTime => "At any time",
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Id, Outcome, Weight};

    #[test]
    fn points_are_explained_by_the_figures_they_are_made_of() {
        let mut portfolio = Portfolio::titled("Test".parse().unwrap());
        let [one, other] = [1, 2].map(|bits| OutcomeId(Id::from_bits(bits)));
        for (id, weight) in [(one, 60.0), (other, 40.0)] {
            let outcome = Outcome::named("Outcome".parse().unwrap(), Weight::new(weight).unwrap());
            portfolio.outcomes.insert(id, Arc::new(outcome));
        }
        let mut contribution = Contribution::unrated();
        assert_eq!(formula(&portfolio, one, &contribution), None);
        contribution.level = portfolio.ladder.levels().next_back();
        contribution.confidence = Percent::new(50.0).unwrap();
        let words = formula(&portfolio, one, &contribution).unwrap().replace('\u{202f}', " ");
        assert_eq!(words, "60 % of weight × 100 % level × 50 % sure = 30.0 points");
    }

    #[test]
    fn every_kind_is_offered_once_without_its_details() {
        for kind in KINDS {
            assert_eq!(plain(kind), kind);
        }
        let detailed = DependencyKind::Requires { timing: Timing::SameTime };
        assert_eq!(plain(detailed), KINDS[0]);
    }
}
