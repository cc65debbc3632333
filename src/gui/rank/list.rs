//! The list: rows that are in view, what the pointer does to them, and what the keys do.

use egui::{
    EventFilter, Id, Key as Pressed, Modifiers, Rect, Response, Role, ScrollArea, Sense, Ui,
    WidgetInfo, pos2, vec2,
};

use super::board::Line;
use super::card::{Card, part_tip_ui, part_words};
use super::row::{Columns, Look, Pose, ROW_HEIGHT, about_score, paint, parts};
use super::view::{Desk, Rank};
use crate::analysis::scoring::{Part, Ranked};
use crate::gui::free_keys::has_keys;
use crate::gui::tips::scored_words;
use crate::gui::widgets::{muted, quiet_button};
use crate::model::{Item, OutcomeId, ProjectId};
use crate::wording;
use crate::workspace::{Request, Selecting};

/// Shows the rows that are in view.
pub(super) fn list_ui(ui: &mut Ui, rank: &mut Rank, desk: &mut Desk<'_>) {
    if rank.board.lines.is_empty() {
        unfound_ui(ui, rank, desk);
        return;
    }
    let page = ui.available_height();
    let place = ui.available_rect_before_wrap();
    let list = ui.interact(place, Id::unique("ranking"), Sense::FOCUSABLE);
    list.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, "Ranking"));
    let goal = keys(ui, rank, desk, &list, page);
    ScrollArea::vertical().id_salt("ranking").auto_shrink([false, false]).show_viewport(
        ui,
        |ui, viewport| {
            ui.set_height(ROW_HEIGHT * rank.board.lines.len() as f32);
            rows_ui(ui, rank, desk, &list, viewport);
            bring_into_view(ui, rank, desk, goal);
        },
    );
    if list.has_focus() {
        let stroke = egui::Stroke::new(1.0, desk.theme.accent);
        ui.painter().rect_stroke(place, 0.0, stroke, egui::StrokeKind::Inside);
    }
}

fn unfound_ui(ui: &mut Ui, rank: &mut Rank, desk: &Desk<'_>) {
    ui.vertical_centered(|ui| {
        ui.add_space(48.0);
        muted(
            ui,
            desk.theme,
            &format!("No project has “{}” in its name or stage.", wording::printable(&rank.find)),
        );
        ui.add_space(8.0);
        if quiet_button(ui, "Show all projects").clicked() {
            rank.find.clear();
        }
    });
}

fn rows_ui(ui: &mut Ui, rank: &mut Rank, desk: &mut Desk<'_>, list: &Response, viewport: Rect) {
    let area = ui.max_rect();
    let scale = rank.end_points();
    let columns = Columns::of(area.left(), area.width(), rank.spread);
    let at_view = |place: f32| {
        let top = place * ROW_HEIGHT;
        top + ROW_HEIGHT >= viewport.top() && top <= viewport.bottom()
    };
    let (first, end) = if rank.motion.is_moving() {
        (0, rank.board.lines.len())
    } else {
        (
            (viewport.top() / ROW_HEIGHT).max(0.0) as usize,
            (viewport.bottom() / ROW_HEIGHT) as usize + 1,
        )
    };
    let lines =
        rank.board.lines.iter().copied().enumerate().skip(first).take(end.saturating_sub(first));
    let mut shown: Vec<(f32, usize, Line)> = lines
        .map(|(at, line)| (rank.motion.place(at, &line), at, line))
        .filter(|(place, ..)| at_view(*place))
        .collect();
    // Those that move farthest pass over the others.
    let way = |place: f32, at: usize| (place - at as f32).abs();
    shown.sort_by(|one, other| way(one.0, one.1).total_cmp(&way(other.0, other.1)));
    let mut done = Vec::new();
    {
        let look = Look { theme: desk.theme, key: &rank.key, columns, end: scale, lit: rank.lit };
        let cursor = rank.part.filter(|_| list.has_focus());
        for (place, at, line) in shown {
            let rect = Rect::from_min_size(
                pos2(area.left(), area.top() + place * ROW_HEIGHT),
                vec2(area.width(), ROW_HEIGHT),
            );
            let is_moving = way(place, at) > 0.0;
            let Some(ranked) = rank.board.ranked(&line) else { continue };
            done.extend(row_ui(ui, desk, &look, (rect, is_moving, cursor), (&line, ranked)));
            if let Some(ranks) = columns.ranks {
                let place = Rect::from_x_y_ranges(ranks, rect.y_range());
                rank.strips.strip_ui(ui, desk, place, &line);
            }
        }
    }
    for done in done {
        match done {
            Done::Row(project) => {
                list.request_focus();
                let modifiers = ui.input(|input| input.modifiers);
                choose(rank, desk, project, modifiers);
            }
            Done::Part(project, outcome, at) => {
                list.request_focus();
                rank.anchor = Some(project);
                rank.seen = Some(Item::Project(project));
                desk.requests.select(Item::Project(project));
                rank.card = Some(Card::new(project, outcome, at));
            }
        }
    }
}

/// What was done to a row.
enum Done {
    Row(ProjectId),
    Part(ProjectId, OutcomeId, egui::Pos2),
}

fn row_ui(
    ui: &Ui,
    desk: &Desk<'_>,
    look: &Look<'_>,
    (rect, is_moving, cursor): (Rect, bool, Option<OutcomeId>),
    (line, ranked): (&Line, &Ranked),
) -> Option<Done> {
    let project = desk.portfolio.projects.get(&line.project)?;
    let selection = desk.workspace.selection();
    let is_selected = selection.has(Item::Project(line.project));
    let id = Id::unique(("ranked", line.project));
    let response = ui.interact(rect, id, Sense::CLICK);
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, true, is_selected, row_words(desk, line, ranked))
    });
    let is_last = selection.last() == Some(Item::Project(line.project));
    let bar = parts(look, rect, ranked);
    let pose = Pose {
        rect,
        is_selected,
        is_hovered: response.contains_pointer() && !is_moving,
        is_moving,
        part: cursor.filter(|_| is_last),
    };
    let painter = ui.painter();
    paint(painter, look, &pose, (line, ranked, project), &bar);
    let mut done = response.clicked().then_some(Done::Row(line.project));
    for (rect, part) in bar {
        done = part_ui(ui, desk, look, (line.project, id), (rect, part)).or(done);
    }
    done
}

/// A part of a bar: its name for all who cannot see it, its tip, and a click for the reason behind it.
fn part_ui(
    ui: &Ui,
    desk: &Desk<'_>,
    look: &Look<'_>,
    (project, row): (ProjectId, Id),
    (rect, part): (Rect, Part),
) -> Option<Done> {
    let place = rect.expand2(vec2(0.0, 6.0));
    let response = ui.interact(place, row.with(part.outcome), Sense::CLICK);
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Button, true, part_words(desk, look.key, project, part))
    });
    if response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        let stroke = egui::Stroke::new(1.5, look.theme.text);
        ui.painter().rect_stroke(rect.expand(1.0), 2.0, stroke, egui::StrokeKind::Outside);
    }
    let clicked = response.clicked();
    response.on_hover_ui(|ui| part_tip_ui(ui, desk, look.key, project, part));
    // With Ctrl or Shift held it is the row that is meant.
    let held = ui.input(|input| input.modifiers);
    clicked.then(|| {
        if held.command || held.shift {
            Done::Row(project)
        } else {
            Done::Part(project, part.outcome, rect.center_bottom())
        }
    })
}

/// `Rank 3, Mobile app, 61.2 points, 82 % rated`.
fn row_words(desk: &Desk<'_>, line: &Line, ranked: &Ranked) -> String {
    let words = format!(
        "Rank {}{}, {}, {}, {}",
        line.rank,
        if line.is_tied { " with others" } else { "" },
        desk.name(line.project),
        scored_words(&ranked.score),
        about_score(ranked).replace("  ·  ", ", ")
    );
    let gained = line.gained();
    if gained == 0 {
        return words;
    }
    let way = if gained > 0 { "up" } else { "down" };
    let count = usize::try_from(gained.unsigned_abs()).unwrap_or(usize::MAX);
    format!("{words}, {way} {}", wording::plural(count, "rank"))
}

/// Selects a row: alone, with others by Ctrl, or all from the last one on by Shift.
fn choose(rank: &mut Rank, desk: &mut Desk<'_>, project: ProjectId, modifiers: Modifiers) {
    let selecting = if modifiers.shift {
        span(rank, project)
    } else if modifiers.command {
        rank.anchor = Some(project);
        Selecting::Toggle(Item::Project(project))
    } else {
        rank.anchor = Some(project);
        Selecting::Only(vec![Item::Project(project)])
    };
    rank.seen = Some(Item::Project(project));
    rank.part = None;
    desk.requests.push(Request::Select(selecting));
}

/// All rows from where the selection began to this one, this one last.
fn span(rank: &Rank, project: ProjectId) -> Selecting {
    let to = rank.board.place(project).unwrap_or(0);
    let from = rank.anchor.and_then(|anchor| rank.board.place(anchor)).unwrap_or(to);
    let rows = rank.board.lines.get(from.min(to)..=from.max(to)).unwrap_or_default();
    let mut items: Vec<Item> = rows.iter().map(|line| Item::Project(line.project)).collect();
    if from > to {
        items.reverse();
    }
    Selecting::Only(items)
}

/// What the keys do while the list has them, or nothing else does; gives the row to bring into view.
fn keys(
    ui: &Ui,
    rank: &mut Rank,
    desk: &mut Desk<'_>,
    list: &Response,
    page: f32,
) -> Option<usize> {
    if !has_keys(ui, list) || rank.card.is_some() {
        return None;
    }
    if list.has_focus() {
        let filter = EventFilter {
            vertical_arrows: true,
            horizontal_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(list.id, filter));
    }
    let lowest = rank.board.lines.len().saturating_sub(1);
    let current = match desk.workspace.selection().last() {
        Some(Item::Project(project)) => rank.board.place(project),
        _ => None,
    };
    walk_parts(ui, rank, desk, current);
    let rows = ((page / ROW_HEIGHT) as usize).saturating_sub(1).max(1);
    let here = current.unwrap_or(0);
    let steps: [(Pressed, usize); 6] = [
        (Pressed::ArrowDown, current.map_or(0, |at| at + 1)),
        (Pressed::ArrowUp, here.saturating_sub(1)),
        (Pressed::PageDown, here + rows),
        (Pressed::PageUp, here.saturating_sub(rows)),
        (Pressed::Home, 0),
        (Pressed::End, lowest),
    ];
    // The keys that were held when it was pressed: by the end of the frame they may have been let go.
    let pressed = |key| {
        [Modifiers::SHIFT, Modifiers::NONE]
            .into_iter()
            .find(|held| ui.input_mut(|input| input.consume_key(*held, key)))
    };
    let step = steps.into_iter().find_map(|(key, goal)| Some((pressed(key)?, goal.min(lowest))));
    let (held, goal) = step?;
    let project = rank.board.lines.get(goal)?.project;
    choose(rank, desk, project, held);
    Some(goal)
}

/// Left and right go along the parts of the bar; Enter shows the reason behind one.
fn walk_parts(ui: &Ui, rank: &mut Rank, desk: &Desk<'_>, current: Option<usize>) {
    let Some(line) = current.and_then(|at| rank.board.lines.get(at)).copied() else { return };
    let Some(ranked) = rank.board.ranked(&line) else { return };
    let mut outcomes: Vec<OutcomeId> = ranked
        .score
        .parts
        .iter()
        .filter(|part| part.points > 0.0)
        .map(|part| part.outcome)
        .collect();
    outcomes.sort_by_key(|outcome| rank.key.place(*outcome));
    let at = rank.part.and_then(|part| outcomes.iter().position(|outcome| *outcome == part));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Pressed::ArrowRight) {
        rank.part = outcomes.get(at.map_or(0, |at| at + 1)).or(outcomes.last()).copied();
    } else if pressed(Pressed::ArrowLeft) {
        rank.part = at.and_then(|at| at.checked_sub(1)).and_then(|at| outcomes.get(at)).copied();
    }
    let Some(outcome) = rank.part.filter(|part| outcomes.contains(part)) else { return };
    if pressed(Pressed::Enter) && desk.portfolio.has(Item::Contribution(line.project, outcome)) {
        let middle = ui.available_rect_before_wrap().center_top() + vec2(0.0, 4.0 * ROW_HEIGHT);
        rank.card = Some(Card::new(line.project, outcome, middle));
    }
}

/// Scrolls to the row that the keys went to, or to what was selected elsewhere.
fn bring_into_view(ui: &Ui, rank: &mut Rank, desk: &Desk<'_>, goal: Option<usize>) {
    let last = desk.workspace.selection().last();
    let elsewhere = if last == rank.seen || goal.is_some() { None } else { last };
    if goal.is_none() && last != rank.seen {
        rank.seen = last;
    }
    let at = goal.or_else(|| match elsewhere {
        Some(Item::Project(project)) => rank.board.place(project),
        _ => None,
    });
    let Some(at) = at else { return };
    let area = ui.max_rect();
    let top = area.top() + at as f32 * ROW_HEIGHT;
    let row = Rect::from_x_y_ranges(area.x_range(), top..=top + ROW_HEIGHT);
    // Clear of what fades at the edges.
    ui.scroll_to_rect(row.expand2(vec2(0.0, ui.spacing().scroll.fade.size)), None);
}
