//! The two lists, with a line from where each project stands on the left to where it stands on the right.

use egui::{
    Align2, Color32, CornerRadius, Id, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::page::Frameworks;
use super::pair::{Pair, Side, project_name};
use crate::analysis::scoring::framework::{Explained, Method, Way, explained, ready};
use crate::gui::charts::{cut, explained_ui};
use crate::gui::rank::view::Desk;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, icons, text};
use crate::gui::tips::capitalised;
use crate::model::{Item, ProjectId};
use crate::wording;
use crate::workspace::{Request, Selecting};

const ROW_HEIGHT: f32 = 30.0;
const HEAD_HEIGHT: f32 = 28.0;
/// How wide the column of moves is.
const MOVES_WIDTH: f32 = 36.0;
/// Where a list has less room than this beside the editor, the list by the framework that is edited is shown alone, so that names can be read.
const HALF_WIDTH_MIN: f32 = 230.0;

/// How far the lines of both sides reach.
struct Columns {
    left: (f32, f32),
    right: (f32, f32),
}

/// Shows both lists.
pub(super) fn slopes_ui(ui: &mut Ui, page: &Frameworks, desk: &mut Desk<'_>, pair: &Pair) {
    let [first, second] = &pair.sides;
    let count = |side: &Side| side.rows.len() + side.unranked.len();
    let rows = count(first).max(count(second));
    let size = vec2(ui.available_width(), HEAD_HEIGHT + ROW_HEIGHT * rows as f32 + gap::LARGE);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let between = (rect.width() * 0.14).clamp(56.0, 180.0);
    let half = (rect.width() - between) * 0.5;
    let only = page.edited_side().filter(|_| half < HALF_WIDTH_MIN);
    let half = if only.is_some() { rect.width() } else { half };
    let columns = Columns {
        left: (rect.left(), rect.left() + half),
        right: (rect.right() - half, rect.right()),
    };
    let is_shown = |number: usize| only.is_none_or(|only| only == number);
    let heads = [(columns.left.0, first), (columns.right.0, second)];
    for (_, (x, side)) in heads.into_iter().enumerate().filter(|(number, _)| is_shown(*number)) {
        let heft = font(text::BODY, Heft::SemiBold);
        let at = pos2(x + gap::TINY, rect.top() + HEAD_HEIGHT * 0.5);
        let named = ui.painter().text(at, Align2::LEFT_CENTER, &side.name, heft, desk.theme.text);
        if !side.unit.is_empty() {
            let small = font(text::SMALL, Heft::Regular);
            let room = half - named.width() - gap::LARGE;
            let unit = format!("in {}", side.unit);
            let unit = cut(ui.painter(), unit, small, desk.theme.text_muted, room.max(10.0));
            let at = pos2(x + half - gap::SMALL - unit.size().x, at.y - unit.size().y * 0.5);
            ui.painter().galley(at, unit, desk.theme.text_muted);
        }
    }
    let stroke = Stroke::new(1.0, desk.theme.edge);
    ui.painter().hline(rect.x_range(), rect.top() + HEAD_HEIGHT - 1.0, stroke);
    let top = rect.top() + HEAD_HEIGHT;
    let mut hovered = None;
    let sides = [(first, columns.left), (second, columns.right)].into_iter().enumerate();
    for (number, (side, ends)) in sides.filter(|(number, _)| is_shown(*number)) {
        let way = page.ways.get(number).copied();
        hovered = side_ui(ui, (page, way), desk, (side, pair, number), (top, ends)).or(hovered);
    }
    if only.is_none() {
        lines_ui(ui, desk, pair, (&columns, top), hovered);
    }
}

/// The rows of one side; gives the project that the pointer is over.
fn side_ui(
    ui: &Ui,
    (page, way): (&Frameworks, Option<Way>),
    desk: &mut Desk<'_>,
    (side, pair, number): (&Side, &Pair, usize),
    (top, (left, right)): (f32, (f32, f32)),
) -> Option<ProjectId> {
    let ranked = side.rows.iter().map(|(project, rank, score)| {
        let ties = side.rows.iter().filter(|(_, other, _)| other == rank).count();
        let tie = if ties > 1 { "=" } else { "" };
        (*project, format!("{tie}{rank}"), score.clone(), false)
    });
    let unranked =
        side.unranked.iter().map(|(project, why)| (*project, "–".to_owned(), why.clone(), true));
    let mut hovered = None;
    let clip = ui.clip_rect();
    for (at, (project, rank, words, is_unranked)) in ranked.chain(unranked).enumerate() {
        let y = top + ROW_HEIGHT * at as f32;
        let rect = Rect::from_min_max(pos2(left, y), pos2(right, y + ROW_HEIGHT));
        if !clip.intersects(rect) {
            continue;
        }
        let name = project_name(desk.portfolio, project);
        let response = ui.interact(rect, Id::unique(("framework", number, project)), Sense::CLICK);
        let is_selected = desk.workspace.selection().has(Item::Project(project));
        let up = (number == 1).then(|| pair.ups.get(&project).copied()).flatten().unwrap_or(0);
        response.widget_info(|| {
            let says = row_words(&side.name, (&rank, &name, &words), up);
            WidgetInfo::selected(Role::ListBoxOption, true, is_selected, says)
        });
        let room_for_moves = if number == 1 && !pair.ups.is_empty() { MOVES_WIDTH } else { 0.0 };
        let (rank, name, words) = (&rank, &name, &words);
        let row = Row { rank, name, words, is_unranked, is_selected, up, room_for_moves };
        paint_row(ui, desk, rect, &row, response.hovered());
        if response.hovered() {
            hovered = Some(project);
        }
        if response.clicked() {
            let held = ui.input(|input| input.modifiers);
            let item = Item::Project(project);
            let selecting = if held.command || held.shift {
                Selecting::Toggle(item)
            } else {
                Selecting::Only(vec![item])
            };
            desk.requests.push(Request::Select(selecting));
        }
        if let Some(Way::Formula(method)) = way {
            response.on_hover_ui(|ui| told_ui(ui, page, desk, (method, project)));
        }
    }
    hovered
}

struct Row<'a> {
    rank: &'a str,
    name: &'a str,
    words: &'a str,
    is_unranked: bool,
    is_selected: bool,
    up: i64,
    room_for_moves: f32,
}

fn row_words(side: &str, (rank, name, words): (&str, &str, &str), up: i64) -> String {
    let moved = match up {
        0 => String::new(),
        up if up > 0 => format!(", up {up}"),
        down => format!(", down {}", down.unsigned_abs()),
    };
    if rank == "–" {
        return format!("{side}: {name} has no rank: {words}");
    }
    format!("{side}: rank {rank}, {name}, {words}{moved}")
}

fn paint_row(ui: &Ui, desk: &Desk<'_>, rect: Rect, row: &Row<'_>, is_hovered: bool) {
    let theme = desk.theme;
    let painter = ui.painter();
    let fill = match (row.is_selected, is_hovered) {
        (true, _) => Some(theme.accent_soft),
        (false, true) => Some(theme.hovered),
        (false, false) => None,
    };
    if let Some(fill) = fill {
        painter.rect_filled(rect, CornerRadius::same(4), fill);
    }
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.hairline));
    let y = rect.center().y;
    let small = font(text::SMALL, Heft::Regular);
    let ink = if row.is_unranked { theme.text_muted } else { theme.text };
    let at = pos2(rect.left() + 30.0, y);
    painter.text(at, Align2::RIGHT_CENTER, row.rank, font(text::BODY, Heft::Medium), ink);
    let room = rect.width() - 44.0;
    let words_width = if row.is_unranked { room * 0.5 } else { room * 0.3 };
    let words = cut(painter, row.words.to_owned(), small.clone(), theme.text_muted, words_width);
    let right = rect.right() - gap::SMALL;
    if row.up != 0 {
        let (icon, ink) =
            if row.up > 0 { (icons::UP, theme.good) } else { (icons::DOWN, theme.danger) };
        let moved = format!("{icon}{}", row.up.unsigned_abs());
        painter.text(
            pos2(right, y),
            Align2::RIGHT_CENTER,
            moved,
            font(text::SMALL, Heft::Medium),
            ink,
        );
    }
    // The figures of a column stand below each other, whoever moves.
    let right = right - row.room_for_moves;
    let at = pos2(right - words.size().x, y - words.size().y * 0.5);
    let name_width = at.x - gap::SMALL - (rect.left() + 40.0);
    painter.galley(at, words, theme.text_muted);
    let name = cut(
        painter,
        row.name.to_owned(),
        font(text::BODY, Heft::Regular),
        ink,
        name_width.max(20.0),
    );
    let at = pos2(rect.left() + 40.0, y - name.size().y * 0.5);
    painter.galley(at, name, ink);
}

/// The lines between: green where a project is higher on the right, red where it is lower.
fn lines_ui(
    ui: &Ui,
    desk: &Desk<'_>,
    pair: &Pair,
    (columns, top): (&Columns, f32),
    hovered: Option<ProjectId>,
) {
    let theme = desk.theme;
    let [first, second] = &pair.sides;
    let place = |side: &Side, project: ProjectId| {
        let at = side.rows.iter().position(|(other, ..)| *other == project)?;
        Some(top + ROW_HEIGHT * (at as f32 + 0.5))
    };
    let selection = desk.workspace.selection();
    let has_lit = hovered.is_some()
        || first.rows.iter().any(|(project, ..)| selection.has(Item::Project(*project)));
    for (project, ..) in &first.rows {
        let (Some(from), Some(to)) = (place(first, *project), place(second, *project)) else {
            continue;
        };
        let is_lit = hovered == Some(*project)
            || (hovered.is_none() && selection.has(Item::Project(*project)));
        let up = pair.ups.get(project).copied().unwrap_or(0);
        let ink: Color32 = match up {
            0 => theme.unrated,
            up if up > 0 => theme.good,
            _ => theme.danger,
        };
        let ink = if has_lit && !is_lit { theme.faded(ink) } else { ink };
        let width = if is_lit { 2.5 } else { 1.25 };
        let (left, right) = (columns.left.1 + 2.0, columns.right.0 - 2.0);
        let bend = (right - left) * 0.45;
        let points =
            [pos2(left, from), pos2(left + bend, from), pos2(right - bend, to), pos2(right, to)];
        ui.painter().add(Shape::CubicBezier(egui::epaint::CubicBezierShape::from_points_stroke(
            points,
            false,
            Color32::TRANSPARENT,
            Stroke::new(width, ink),
        )));
    }
}

/// The card of a score: its formula, and what stands in it.
fn told_ui(
    ui: &mut Ui,
    page: &Frameworks,
    desk: &Desk<'_>,
    (method, project): (Method, ProjectId),
) {
    let Some(facts) = &page.facts else { return };
    let taken = ready(desk.portfolio, method).ok();
    let taken = taken.and_then(|ready| explained(desk.portfolio, facts, &ready, project));
    if let Some(taken) = taken {
        explained_ui(ui, desk.theme, &card(project_name(desk.portfolio, project), &taken));
    }
}

fn card(name: String, taken: &Explained) -> crate::gui::charts::Explained {
    let inputs = taken.inputs.iter().map(|input| {
        let value = input.value.map_or_else(|| "missing".to_owned(), |v| wording::decimal(v, 2));
        (input.name.clone(), value)
    });
    let unit = &taken.unit;
    let (value, source) = match &taken.value {
        Ok(value) => (format!("{} {unit}", wording::decimal(*value, 2)), String::new()),
        Err(reasons) => {
            let words = crate::workspace::scoring::reasons_words(reasons);
            ("no score".to_owned(), format!("{}.", capitalised(&words)))
        }
    };
    crate::gui::charts::Explained {
        title: name,
        value,
        formula: taken.formula.clone(),
        inputs: inputs.collect(),
        source,
    }
}
