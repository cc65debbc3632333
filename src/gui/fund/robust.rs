//! What holds whatever the weights and ratings turn out to be: core, borderline and exterior projects.

use egui::{
    Align, CornerRadius, Id, Label, Layout, Rect, RichText, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use super::settle::{competitors_ui, questions_ui};
use super::view::Desk;
use crate::analysis::optimise::robust::{CoreIndex, Found, Robust, Standing};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, text};
use crate::gui::widgets::{caption, muted};
use crate::model::{Item, ProjectId};
use crate::wording::{self, plural};

const LINE_HEIGHT: f32 = 22.0;
const BAR_WIDTH: f32 = 76.0;

/// The colour of a core index.
fn ink(theme: &Theme, standing: Standing) -> egui::Color32 {
    match standing {
        Standing::Core | Standing::AllFound => theme.good,
        Standing::Borderline => theme.warning,
        Standing::NoneFound | Standing::Exterior => theme.unrated,
    }
}

/// Whether it holds for every sample for certain.
fn is_proved(standing: Standing) -> bool {
    !matches!(standing, Standing::AllFound | Standing::NoneFound)
}

/// Every standing with the word for it in the strip.
const STANDINGS: [(Standing, &str); 5] = [
    (Standing::Core, "core"),
    (Standing::AllFound, "in all found"),
    (Standing::Borderline, "borderline"),
    (Standing::NoneFound, "in none found"),
    (Standing::Exterior, "exterior"),
];

/// `100 %`; where it was sampled with what it may be, `62 % (57–67)`.
pub(crate) fn index_words(core: &CoreIndex) -> String {
    // What is not quite all or nothing must not read as if it were.
    let percent = core.index * 100.0;
    let percent = match core.standing {
        Standing::Borderline => percent.clamp(1.0, 99.0),
        _ => percent,
    };
    let words = format!("{}\u{202f}%", wording::decimal(percent.round(), 0));
    let [low, high] = core.range;
    if low >= high {
        return words;
    }
    let whole = |part: f64| wording::decimal(part, 0);
    format!("{words} ({}–{})", whole((low * 100.0).floor()), whole((high * 100.0).ceil()))
}

/// Shows all of it.
pub(super) fn robust_ui(ui: &mut Ui, desk: &mut Desk<'_>, robust: &Robust) {
    let theme = desk.theme;
    let of =
        |standing: Standing| robust.core.values().filter(|core| core.standing == standing).count();
    strip_ui(ui, theme, STANDINGS.map(|(standing, word)| (standing, word, of(standing))));
    muted(ui, theme, &source_words(robust));
    questions_ui(ui, desk, robust, of(Standing::Borderline));
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
        Standing::AllFound => "In all plans found, not proved for all samples",
        Standing::Borderline => "Borderline: it depends",
        Standing::NoneFound => "In no plan found, not proved for all samples",
        Standing::Exterior => "Exterior: out whatever comes",
    }
}

fn source_words(robust: &Robust) -> String {
    match robust.found {
        Found::Exact => format!(
            "Exact: of {} that no other beats whatever comes.",
            plural(robust.plans.len(), "plan")
        ),
        Found::Sampled { samples, gap_permille } => format!(
            "Sampled: the best plans for {} drawn at random{}, {} among them. Core and exterior mean in the best plan of all or of none of them, for certain; in brackets is what the share may be, right in 95 of 100 cases{}.",
            plural(samples, "weighting"),
            below_words(gap_permille),
            plural(robust.plans.len(), "plan"),
            if robust.core.values().any(|core| core.unproved > 0.0) {
                ", also where the best plan of a sample is not proved"
            } else {
                ""
            }
        ),
    }
}

/// How far the plans may be from the best ones.
fn below_words(gap_permille: u32) -> String {
    if gap_permille == 0 {
        return String::new();
    }
    let gap = wording::decimal(f64::from(gap_permille) / 10.0, 1);
    format!(" (or up to {gap}\u{202f}% below the best)")
}

/// How many are core, borderline and exterior, as one bar with its figures; what is not proved is outlined only.
fn strip_ui(ui: &mut Ui, theme: &Theme, parts: [(Standing, &str, usize); 5]) {
    let all: usize = parts.iter().map(|(.., count)| count).sum();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let mut left = rect.left();
    for (standing, word, count) in
        parts.into_iter().filter(|(standing, _, count)| is_proved(*standing) || *count > 0)
    {
        let width = rect.width() * count as f32 / all.max(1) as f32;
        let place = Rect::from_min_size(
            pos2(left, rect.top()),
            vec2((width - 2.0).max(0.0), rect.height()),
        );
        left += width;
        let words = format!("{} {word}", wording::count(count));
        let response = ui.interact(place, Id::unique(("robust strip", word)), Sense::HOVER);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
        let letters = if is_proved(standing) {
            ui.painter().rect_filled(place, CornerRadius::same(4), ink(theme, standing));
            theme.surface
        } else {
            let line = Stroke::new(1.5, ink(theme, standing));
            ui.painter().rect_stroke(place, CornerRadius::same(4), line, StrokeKind::Inside);
            theme.text
        };
        let small = font(text::SMALL, Heft::SemiBold);
        // The whole of it, or the figure alone, or nothing: whatever fits.
        let fits = [words.clone(), wording::count(count)].into_iter().find_map(|shown| {
            let galley = ui.painter().layout_no_wrap(shown, small.clone(), letters);
            (galley.size().x + 12.0 < place.width()).then_some(galley)
        });
        if let Some(galley) = fits {
            let corner = place.center() - galley.size() / 2.0;
            ui.painter().galley(corner, galley, letters);
        }
        response.on_hover_text(words);
    }
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
