//! What holds whatever the weights and ratings turn out to be: core, borderline and exterior projects.

use egui::{
    Align, CornerRadius, Id, Label, Layout, Rect, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2,
};

use super::view::Desk;
use crate::analysis::optimise::robust::{CoreIndex, Found, Judgment, Question, Robust, Standing};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, text};
use crate::gui::widgets::{caption, muted};
use crate::model::{Item, OutcomeId, ProjectId};
use crate::wording::{self, plural};

const LINE_HEIGHT: f32 = 22.0;
const BAR_WIDTH: f32 = 76.0;
/// So many plans that may beat the plan of now are told.
const COMPETITORS_MAX: usize = 3;

/// The colour of a core index.
fn ink(theme: &Theme, standing: Standing) -> egui::Color32 {
    match standing {
        Standing::Core => theme.good,
        Standing::Borderline => theme.warning,
        Standing::Exterior => theme.unrated,
    }
}

/// `100 %`, `62 % ± 2`.
pub(crate) fn index_words(core: &CoreIndex) -> String {
    // What is not quite all or nothing must not read as if it were.
    let percent = core.index * 100.0;
    let percent = match core.standing {
        Standing::Borderline => percent.clamp(1.0, 99.0),
        Standing::Core | Standing::Exterior => percent,
    };
    let words = format!("{}\u{202f}%", wording::decimal(percent.round(), 0));
    if core.error > 0.0 {
        format!("{words} ± {}", wording::decimal((core.error * 100.0).max(0.1), 1))
    } else {
        words
    }
}

/// Shows all of it.
pub(super) fn robust_ui(ui: &mut Ui, desk: &mut Desk<'_>, robust: &Robust) {
    let theme = desk.theme;
    let of =
        |standing: Standing| robust.core.values().filter(|core| core.standing == standing).count();
    let counts = [Standing::Core, Standing::Borderline, Standing::Exterior].map(of);
    strip_ui(ui, theme, counts);
    muted(ui, theme, &source_words(robust));
    if let Some(question) = robust.questions.first() {
        question_ui(ui, desk, question, counts[1]);
    }
    competitors_ui(ui, desk, robust);
    let mut lines: Vec<(ProjectId, &CoreIndex)> =
        robust.core.iter().map(|(&id, core)| (id, core)).collect();
    lines.sort_by(|one, other| {
        one.1.standing.cmp(&other.1.standing).then(other.1.index.total_cmp(&one.1.index))
    });
    let mut last = None;
    for (project, core) in lines {
        if last != Some(core.standing) {
            ui.add_space(gap::TINY);
            caption(ui, theme, title(core.standing));
            last = Some(core.standing);
        }
        line_ui(ui, desk, project, core);
    }
}

fn title(standing: Standing) -> &'static str {
    match standing {
        Standing::Core => "Core: in whatever comes",
        Standing::Borderline => "Borderline: it depends",
        Standing::Exterior => "Exterior: out whatever comes",
    }
}

fn source_words(robust: &Robust) -> String {
    match robust.found {
        Found::Exact => format!(
            "Exact: of {} that no other beats whatever the weights.",
            plural(robust.plans.len(), "plan")
        ),
        Found::Sampled { samples } => format!(
            "Sampled: the best plans for {} drawn at random, {} among them. Core and exterior mean in all or none of the samples.",
            plural(samples, "weighting"),
            plural(robust.plans.len(), "plan")
        ),
    }
}

/// How many are core, borderline and exterior, as one bar with its figures.
fn strip_ui(ui: &mut Ui, theme: &Theme, counts: [usize; 3]) {
    let all: usize = counts.iter().sum();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let mut left = rect.left();
    let parts = [
        (Standing::Core, "core"),
        (Standing::Borderline, "borderline"),
        (Standing::Exterior, "exterior"),
    ];
    for ((standing, word), count) in parts.into_iter().zip(counts) {
        let width = rect.width() * count as f32 / all.max(1) as f32;
        let place = Rect::from_min_size(
            pos2(left, rect.top()),
            vec2((width - 2.0).max(0.0), rect.height()),
        );
        left += width;
        let words = format!("{} {word}", wording::count(count));
        let response = ui.interact(place, Id::unique(("robust strip", word)), Sense::HOVER);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
        ui.painter().rect_filled(place, CornerRadius::same(4), ink(theme, standing));
        let small = font(text::SMALL, Heft::SemiBold);
        let shown = if place.width() > 82.0 { words.clone() } else { wording::count(count) };
        if place.width() > 22.0 {
            ui.painter().text(
                place.center(),
                egui::Align2::CENTER_CENTER,
                shown,
                small,
                theme.surface,
            );
        }
        response.on_hover_text(words);
    }
}

/// Which judgment would settle most.
fn question_ui(ui: &mut Ui, desk: &Desk<'_>, question: &Question, borderline: usize) {
    let Judgment::Heavier(one, other) = question.judgment;
    let name =
        |id: OutcomeId| wording::printable(&wording::item_label(desk.portfolio, Item::Outcome(id)));
    if question.borderline_most >= borderline {
        return;
    }
    let words = format!(
        "Agreeing which counts more, “{}” or “{}”, would leave at most {} borderline.",
        name(one),
        name(other),
        wording::count(question.borderline_most)
    );
    ui.add(Label::new(RichText::new(words).size(text::SMALL)).wrap());
}

/// The plans that may beat the plan of now, with how much may be lost.
fn competitors_ui(ui: &mut Ui, desk: &Desk<'_>, robust: &Robust) {
    let Some(competitors) = &robust.competitors else { return };
    let Some(worst) = competitors.first() else {
        muted(ui, desk.theme, "No plan beats the plan as it stands, whatever comes.");
        return;
    };
    let words = format!(
        "The plan as it stands may fall behind by up to {} points.",
        wording::points(worst.most)
    );
    let response = ui.add(Label::new(RichText::new(words).size(text::SMALL)).wrap());
    let lines: Vec<String> = competitors
        .iter()
        .take(COMPETITORS_MAX)
        .map(|competitor| {
            format!(
                "A plan of {}: {} to {} points more",
                plural(competitor.plan.funded.len(), "project"),
                wording::points(competitor.least),
                wording::points(competitor.most)
            )
        })
        .collect();
    response.on_hover_text(lines.join("\n"));
}

fn line_ui(ui: &mut Ui, desk: &mut Desk<'_>, project: ProjectId, core: &CoreIndex) {
    let theme = desk.theme;
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), LINE_HEIGHT), Sense::click());
    let item = Item::Project(project);
    let is_selected = desk.workspace.selection().has(item);
    let name = desk.name(project);
    let index = index_words(core);
    response.widget_info(|| {
        WidgetInfo::selected(Role::Button, true, is_selected, format!("{name}, core index {index}"))
    });
    if response.clicked() {
        desk.requests.select(item);
    }
    if !ui.is_rect_visible(rect) {
        return;
    }
    if is_selected || response.hovered() || response.has_focus() {
        let fill = if is_selected { theme.accent_soft } else { theme.hovered };
        ui.painter().rect_filled(rect, CornerRadius::same(4), fill);
    }
    let mut inside = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(6.0, 0.0)))
            .layout(Layout::right_to_left(Align::Center)),
    );
    inside.label(RichText::new(&index).size(text::SMALL).color(theme.text_muted));
    let (track, _) = inside.allocate_exact_size(vec2(BAR_WIDTH, 5.0), Sense::hover());
    inside.painter().rect_filled(track, CornerRadius::same(2), theme.pressed);
    let filled = Rect::from_min_size(
        track.min,
        vec2(track.width() * core.index.clamp(0.0, 1.0) as f32, track.height()),
    );
    inside.painter().rect_filled(filled, CornerRadius::same(2), ink(theme, core.standing));
    inside.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add(Label::new(RichText::new(&name).size(text::BODY)).truncate().selectable(false));
    });
}
