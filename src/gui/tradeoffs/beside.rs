//! Two to six selected projects side by side, figure by figure, with the best of each row marked.

use egui::{Align, CornerRadius, Layout, Rect, RichText, ScrollArea, Sense, Ui, pos2, vec2};

use super::field::{Field, fields};
use super::view::Tradeoffs;
use crate::analysis::scoring::framework::{Facts, Method, Usual};
use crate::gui::charts::{Explained, card_of, cut};
use crate::gui::desk::Desk;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, icons, text};
use crate::gui::widgets::{heading, muted};
use crate::model::{Direction, Item, OutcomeId, ProjectId};
use crate::wording;

/// So many are shown side by side at most.
const COLUMNS_MAX: usize = 6;
const NAME_WIDTH: f32 = 210.0;
const ROW_HEIGHT: f32 = 28.0;

/// A row: what is compared, the figure of each project in words, and which of them are best.
struct Row {
    name: String,
    cells: Vec<String>,
    best: Vec<bool>,
}

/// Shows the selected projects side by side.
pub(super) fn beside_ui(ui: &mut Ui, view: &Tradeoffs, desk: &mut Desk<'_>) {
    let mut projects = desk.selected();
    let more = projects.len().saturating_sub(COLUMNS_MAX);
    projects.truncate(COLUMNS_MAX);
    let Some(facts) = &view.facts else { return };
    if projects.len() < 2 {
        too_few_ui(ui, desk);
        return;
    }
    if more > 0 {
        let words = format!(
            "The first {COLUMNS_MAX} of {} selected projects are shown.",
            wording::count(projects.len() + more)
        );
        muted(ui, desk.theme, &words);
    }
    let room = ui.available_width() - NAME_WIDTH - 16.0;
    let width = (room / projects.len() as f32).clamp(84.0, 220.0);
    head_ui(ui, desk, &projects, width);
    ScrollArea::both().id_salt("side by side").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for group in GROUPS {
            fields_ui(ui, desk, group, (facts, &projects, width));
        }
        group_ui(ui, desk, "How strongly each serves");
        for (outcome, _) in desk.portfolio.leaves() {
            if let Some(row) = levels(desk, outcome, &projects) {
                let explain = |at: usize| rated(desk, outcome, projects.get(at).copied()?);
                row_ui(ui, desk, (&row, width), explain);
            }
        }
        ui.add_space(gap::LARGE);
    });
}

/// Fields that stand together, under a title.
#[derive(Clone, Copy)]
struct Group {
    title: &'static str,
    has: fn(&Field) -> bool,
}

/// What is compared, in groups.
const GROUPS: [Group; 3] = [
    Group { title: "Figures", has: |field| matches!(field, Field::Quantity(_)) },
    Group {
        title: "Scores by frameworks",
        // Weighted outcomes are the score above.
        has: |field| matches!(field, Field::Method(method) if *method != Method::Usual(Usual::Weighted)),
    },
    Group { title: "What people gave for them", has: |field| matches!(field, Field::Input(_)) },
];

fn fields_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    group: Group,
    (facts, projects, width): (&Facts, &[ProjectId], f32),
) {
    let rows = fields(desk.portfolio).into_iter().filter(|(field, _)| (group.has)(field));
    let rows: Vec<(Field, Row)> = rows
        .map(|(field, name)| {
            let row = figures(desk, facts, &field, (name, projects));
            (field, row)
        })
        .filter(|(_, row)| row.cells.iter().any(|cell| !cell.is_empty()))
        .collect();
    if rows.is_empty() {
        return;
    }
    group_ui(ui, desk, group.title);
    for (field, row) in &rows {
        let explain = |at: usize| {
            let project = projects.get(at).copied()?;
            Some(field.explained(desk.portfolio, facts, project))
        };
        row_ui(ui, desk, (row, width), explain);
    }
}

fn too_few_ui(ui: &mut Ui, desk: &Desk<'_>) {
    ui.vertical_centered(|ui| {
        ui.set_max_width(420.0);
        ui.add_space(ui.available_height() * 0.3);
        heading(ui, "Select two to six projects");
        ui.add_space(gap::TINY);
        let says = "Click one in the chart, the map or the table, then others with Ctrl held, or draw a rectangle over \
                    them in the chart. They stand here side by side, and the best of each row is marked.";
        muted(ui, desk.theme, says);
    });
}

/// The names, each on as many lines as it needs.
fn head_ui(ui: &mut Ui, desk: &mut Desk<'_>, projects: &[ProjectId], width: f32) {
    let theme = desk.theme;
    let galleys: Vec<_> = projects
        .iter()
        .map(|project| {
            let name = RichText::new(desk.name(Item::Project(*project)));
            egui::WidgetText::from(name.font(font(text::BODY, Heft::SemiBold)).color(theme.text))
                .into_galley(
                    ui,
                    Some(egui::TextWrapMode::Wrap),
                    width - gap::MEDIUM,
                    egui::TextStyle::Body,
                )
        })
        .collect();
    let height = galleys.iter().map(|galley| galley.size().y).fold(20.0, f32::max) + gap::SMALL;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    for (number, galley) in galleys.into_iter().enumerate() {
        let left = rect.left() + NAME_WIDTH + width * number as f32;
        let at = pos2(left + gap::SMALL, rect.bottom() - galley.size().y - 4.0);
        ui.painter().galley(at, galley, theme.text);
    }
    let stroke = egui::Stroke::new(1.0, theme.edge);
    ui.painter().hline(rect.x_range(), rect.bottom(), stroke);
}

fn group_ui(ui: &mut Ui, desk: &Desk<'_>, words: &str) {
    ui.add_space(gap::MEDIUM);
    crate::gui::widgets::caption(ui, desk.theme, words);
    ui.add_space(2.0);
}

fn row_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    (row, width): (&Row, f32),
    explain: impl Fn(usize) -> Option<Explained>,
) {
    let theme = desk.theme;
    let whole = vec2(NAME_WIDTH + width * row.cells.len() as f32, ROW_HEIGHT);
    let (rect, _) = ui.allocate_exact_size(whole, Sense::hover());
    let name = Rect::from_min_size(rect.min, vec2(NAME_WIDTH - gap::SMALL, ROW_HEIGHT));
    ui.scope_builder(egui::UiBuilder::new().max_rect(name), |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let words = RichText::new(&row.name).size(text::BODY).color(theme.text_muted);
            ui.add(egui::Label::new(words).truncate());
        });
    });
    for (number, (words, is_best)) in row.cells.iter().zip(&row.best).enumerate() {
        let left = rect.left() + NAME_WIDTH + width * number as f32;
        let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(width, ROW_HEIGHT));
        let id = ui.scope_id().with((&row.name, number));
        let response = ui.interact(cell, id, Sense::focusable_noninteractive());
        let says = cell_words(row, words, *is_best);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &says));
        let painter = ui.painter_at(cell);
        if *is_best {
            let fill = cell.shrink2(vec2(1.0, 2.0));
            painter.rect_filled(fill, CornerRadius::same(4), theme.accent_soft);
        }
        if response.has_focus() {
            let stroke = egui::Stroke::new(1.0, theme.accent);
            painter.rect_stroke(cell.shrink(1.0), 4.0, stroke, egui::StrokeKind::Inside);
        }
        let (shown, ink, heft) = match (words.is_empty(), is_best) {
            (true, _) => ("not known".to_owned(), theme.unrated, Heft::Regular),
            (false, true) => (format!("{}  {words}", icons::CHECK), theme.text, Heft::SemiBold),
            (false, false) => (words.clone(), theme.text, Heft::Regular),
        };
        let shown = cut(&painter, shown, font(text::BODY, heft), ink, width - gap::SMALL - 2.0);
        let at = pos2(cell.left() + gap::SMALL, cell.center().y - shown.size().y * 0.5);
        painter.galley(at, shown, ink);
        card_of(&response, theme, || explain(number).unwrap_or_default());
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, egui::Stroke::new(1.0, theme.hairline));
}

fn cell_words(row: &Row, words: &str, is_best: bool) -> String {
    let words = if words.is_empty() { "not known" } else { words };
    format!("{}: {words}{}", row.name, if is_best { ", best" } else { "" })
}

/// Which are best: none where only one figure is known, or all are the same.
fn best(values: &[Option<f64>], better: Direction) -> Vec<bool> {
    let known: Vec<f64> = values.iter().copied().flatten().collect();
    let low = known.iter().copied().fold(f64::INFINITY, f64::min);
    let high = known.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let is_contest = known.len() > 1 && high > low;
    let wanted = if better == Direction::Up { high } else { low };
    values.iter().map(|value| is_contest && *value == Some(wanted)).collect()
}

fn figures(
    desk: &Desk<'_>,
    facts: &Facts,
    field: &Field,
    (name, projects): (String, &[ProjectId]),
) -> Row {
    let all = field.values(desk.portfolio, facts);
    let values: Vec<Option<f64>> = projects.iter().map(|id| all.get(id).copied()).collect();
    let unit = field.unit(desk.portfolio);
    Row {
        name: unit.behind(&name),
        cells: values
            .iter()
            .map(|value| value.map_or_else(String::new, |value| unit.bare(value)))
            .collect(),
        best: best(&values, field.better(desk.portfolio)),
    }
}

/// How strongly each serves an outcome; nothing where none of them does.
fn levels(desk: &Desk<'_>, outcome: OutcomeId, projects: &[ProjectId]) -> Option<Row> {
    let portfolio = desk.portfolio;
    let of = |project: &ProjectId| {
        let contribution = portfolio.projects.get(project)?.contributions.get(&outcome)?;
        let level = contribution.level?;
        let share = portfolio.ladder.share_of(level)?;
        let name = &portfolio.ladder.rung(level)?.name;
        let sure = wording::percent(contribution.confidence);
        Some((share * contribution.confidence.share(), format!("{name}, {sure}")))
    };
    let found: Vec<Option<(f64, String)>> = projects.iter().map(of).collect();
    if found.iter().all(Option::is_none) {
        return None;
    }
    let values: Vec<Option<f64>> =
        found.iter().map(|cell| cell.as_ref().map(|(value, _)| *value)).collect();
    Some(Row {
        name: desk.name(Item::Outcome(outcome)),
        cells: found.into_iter().map(|cell| cell.map_or_else(String::new, |(_, w)| w)).collect(),
        best: best(&values, Direction::Up),
    })
}

fn rated(desk: &Desk<'_>, outcome: OutcomeId, project: ProjectId) -> Option<Explained> {
    let contribution = desk.portfolio.projects.get(&project)?.contributions.get(&outcome)?;
    let level = desk.portfolio.ladder.rung(contribution.level?)?;
    let by = contribution.rated_by.map(|by| desk.name(Item::Stakeholder(by)));
    Some(Explained {
        title: desk.name(Item::Outcome(outcome)),
        value: level.name.to_string(),
        formula: wording::shortened(&wording::printable(&contribution.rationale), 260),
        inputs: vec![("Confidence".to_owned(), wording::percent(contribution.confidence))],
        source: by.map_or_else(String::new, |by| format!("Rated by {by}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_is_marked_with_its_equals_and_never_without_a_contest() {
        use Direction::{Down, Up};
        let check = |values: &[Option<f64>], better, expected: &[bool]| {
            assert_eq!(best(values, better), expected);
        };
        check(&[Some(1.0), Some(3.0), None, Some(3.0)], Up, &[false, true, false, true]);
        check(&[Some(1.0), Some(3.0), None], Down, &[true, false, false]);
        check(&[Some(2.0), None], Up, &[false, false]);
        check(&[Some(2.0), Some(2.0)], Up, &[false, false]);
    }
}
