//! The grid itself: which cells are in view, how they are drawn, and what lies under the pointer.

use egui::{CornerRadius, Pos2, Rangef, Rect, Stroke, StrokeKind, vec2};

use super::columns::{Column, Total};
use super::cursor::Block;
use super::look::{Brush, words_left, words_right};
use super::order::Line;
use super::rows::Row;
use super::values::Value;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, icons, text};
use crate::model::Item;
use crate::wording;
use crate::workspace::Selection;

/// How high a row is, in points.
pub(crate) const ROW: f32 = 28.0;
/// How high the heading of the columns is.
pub(crate) const HEADER: f32 = 32.0;
/// How high the line with the totals is.
pub(crate) const FOOT: f32 = 32.0;
/// How wide the numbers of the rows are.
pub(crate) const GUTTER: f32 = 44.0;

/// No column is narrower or wider than this.
pub(crate) const WIDTHS: Rangef = Rangef { min: 48.0, max: 640.0 };

/// Where a column stands on the screen in this frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Slot {
    pub(crate) column: Column,
    pub(crate) x: Rangef,
    /// Between which edges it may be drawn: what has scrolled under the first column is cut off.
    pub(crate) clip: Rangef,
}

/// Where everything stands in this frame.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Places {
    /// The part in which rows scroll.
    pub(crate) body: Rect,
    /// Where the first column ends.
    pub(crate) frozen_right: f32,
    /// How far the rows have scrolled, to the right and down.
    pub(crate) offset: egui::Vec2,
    /// The columns that are in view, with their places in the order of columns.
    pub(crate) slots: Vec<(usize, Slot)>,
}

/// What lies under the pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hit {
    /// The number of the row on a line.
    Gutter(usize),
    /// A cell: its line and the place of its column.
    Cell(usize, usize),
}

impl Places {
    /// Where columns of these widths stand in a body that has scrolled so far.
    pub(crate) fn of(body: Rect, offset: egui::Vec2, columns: &[(Column, f32)]) -> Self {
        let first = columns.first().map_or(0.0, |(_, width)| *width);
        let frozen_left = body.left() + GUTTER;
        let frozen_right = (frozen_left + first).min(body.right());
        let mut left = frozen_left;
        let mut slots = Vec::new();
        for (place, (column, width)) in columns.iter().enumerate() {
            let shift = if place == 0 { 0.0 } else { offset.x };
            let clip_left = if place == 0 { frozen_left } else { frozen_right };
            let x = Rangef::new(left - shift, left - shift + width);
            let clip = Rangef::new(x.min.max(clip_left), x.max.min(body.right()));
            if clip.max > clip.min {
                slots.push((place, Slot { column: *column, x, clip }));
            }
            left += width;
        }
        Self { body, frozen_right, offset, slots }
    }

    /// The lines that are in view, of so many.
    pub(crate) fn lines(&self, count: usize) -> std::ops::Range<usize> {
        let first = (self.offset.y / ROW).floor().max(0.0) as usize;
        let shown = (self.body.height() / ROW).ceil() as usize + 1;
        first.min(count)..(first + shown).min(count)
    }

    /// The upper edge of a line.
    pub(crate) fn top_of(&self, line: usize) -> f32 {
        (self.body.top() + line as f32 * ROW - self.offset.y).round()
    }

    /// The cell on the screen.
    pub(crate) fn cell(&self, line: usize, slot: &Slot) -> Rect {
        Rect::from_x_y_ranges(slot.x, Rangef::new(self.top_of(line), self.top_of(line) + ROW))
    }

    /// What lies at a place, even beyond the edges: a range grows past them.
    pub(crate) fn hit(&self, place: Pos2, line_count: usize) -> Option<Hit> {
        let line = ((place.y - self.body.top() + self.offset.y) / ROW).floor().max(0.0) as usize;
        let line = line.min(line_count.checked_sub(1)?);
        if place.x < self.body.left() + GUTTER {
            return Some(Hit::Gutter(line));
        }
        let under = self.slots.iter().find(|(_, slot)| slot.clip.contains(place.x));
        let (column, _) = under.or(self.slots.last())?;
        Some(Hit::Cell(line, *column))
    }
}

/// What is lit.
pub(crate) struct Lit<'a> {
    pub(crate) selection: &'a Selection,
    pub(crate) block: Option<Block>,
    /// The cell that keys go to.
    pub(crate) cursor: Option<(usize, usize)>,
    /// The line under the pointer.
    pub(crate) hovered: Option<usize>,
    /// How many headings of groups stand above the first line in view.
    pub(crate) headings_above: usize,
    /// Whether keys go to the table.
    pub(crate) has_focus: bool,
}

/// The heading of a group, ready to be drawn.
pub(crate) struct GroupLine {
    pub(crate) words: String,
    pub(crate) count: String,
    pub(crate) is_folded: bool,
    /// The totals of the columns in view, by the place of the column.
    pub(crate) totals: Vec<(usize, Total, Value)>,
}

/// Draws the rows in view, first what scrolls, then what stays at the left.
pub(crate) fn paint_rows<'a>(
    brush: Brush<'_>,
    places: &Places,
    lit: &Lit<'_>,
    lines: &[(usize, Line)],
    row_of: impl Fn(usize) -> Option<&'a Row>,
) {
    let Brush { painter, theme, .. } = brush;
    let body = places.body;
    let scrolled = body.with_min_x(places.frozen_right);
    let frozen = body.with_max_x(places.frozen_right);
    for (clip, is_frozen) in [(scrolled, false), (frozen, true)] {
        let painter = painter.with_clip_rect(clip.intersect(painter.clip_rect()));
        let brush = Brush { painter: &painter, ..brush };
        painter.rect_filled(clip, CornerRadius::ZERO, theme.surface);
        let mut headings = lit.headings_above;
        for &(number, line) in lines {
            let Line::Row(place) = line else {
                headings += 1;
                continue;
            };
            let Some(row) = row_of(place) else { continue };
            let top = places.top_of(number);
            let whole = Rect::from_x_y_ranges(clip.x_range(), Rangef::new(top, top + ROW));
            ground(brush, whole, lit, (number, row));
            if is_frozen {
                gutter(
                    brush,
                    whole,
                    number.saturating_sub(headings),
                    lit.selection.has(Item::Project(row.id)),
                );
            }
            for (column, slot) in
                places.slots.iter().filter(|(column, _)| (*column == 0) == is_frozen)
            {
                let cell = places.cell(number, slot);
                if in_block(lit, number, *column) {
                    painter.rect_filled(cell, CornerRadius::ZERO, theme.accent_soft);
                }
                brush.cell(row, slot.column, cell);
            }
            painter.hline(whole.x_range(), whole.bottom() - 0.5, Stroke::new(1.0, theme.hairline));
        }
        block_edges(brush, places, lit, is_frozen);
    }
    let edge = if places.offset.x > 0.5 { theme.edge } else { theme.hairline };
    let bottom = lines.last().map_or(body.top(), |(number, _)| places.top_of(*number) + ROW);
    let painter = painter.with_clip_rect(body);
    painter.vline(
        places.frozen_right - 0.5,
        Rangef::new(body.top(), bottom.min(body.bottom())),
        Stroke::new(1.0, edge),
    );
}

fn in_block(lit: &Lit<'_>, line: usize, column: usize) -> bool {
    let block = lit.block.as_ref().filter(|block| is_range(block));
    block.is_some_and(|block| block.lines.contains(&line) && block.columns.contains(&column))
}

fn is_range(block: &Block) -> bool {
    block.lines.start() != block.lines.end() || block.columns.start() != block.columns.end()
}

fn ground(brush: Brush<'_>, whole: Rect, lit: &Lit<'_>, (line, row): (usize, &Row)) {
    let Brush { painter, theme, .. } = brush;
    if lit.selection.has(Item::Project(row.id)) {
        painter.rect_filled(whole, CornerRadius::ZERO, theme.accent_soft.gamma_multiply(0.45));
    } else if lit.hovered == Some(line) {
        painter.rect_filled(whole, CornerRadius::ZERO, theme.field);
    }
}

fn gutter(brush: Brush<'_>, whole: Rect, line: usize, is_selected: bool) {
    let Brush { painter, theme, .. } = brush;
    let place = whole.with_max_x(whole.left() + GUTTER - gap::SMALL);
    let ink = if is_selected { theme.accent } else { theme.text_muted };
    let words = wording::count(line + 1);
    words_right(painter, place, &words, (font(text::SMALL, Heft::Regular), ink));
    if is_selected {
        let mark = whole.with_max_x(whole.left() + 3.0);
        painter.rect_filled(mark, CornerRadius::ZERO, theme.accent);
    }
}

/// The line around the range, and a stronger one around the cell that keys go to.
fn block_edges(brush: Brush<'_>, places: &Places, lit: &Lit<'_>, is_frozen: bool) {
    let Brush { painter, theme, .. } = brush;
    let ink = if lit.has_focus { theme.accent } else { theme.edge };
    let of = |line: usize, column: usize| {
        let (_, slot) = places.slots.iter().find(|(place, _)| *place == column)?;
        Some(places.cell(line, slot))
    };
    if let Some(block) = lit.block.as_ref().filter(|block| is_range(block)) {
        let in_view = places
            .slots
            .iter()
            .filter(|(column, _)| block.columns.contains(column) && (*column == 0) == is_frozen);
        let cells = in_view.map(|(_, slot)| {
            places.cell(*block.lines.start(), slot).union(places.cell(*block.lines.end(), slot))
        });
        if let Some(whole) = cells.reduce(Rect::union) {
            painter.rect_stroke(whole, 0.0, Stroke::new(1.0, ink), StrokeKind::Inside);
        }
    }
    if let Some((line, column)) = lit.cursor
        && (column == 0) == is_frozen
        && let Some(cell) = of(line, column)
    {
        painter.rect_stroke(cell, 2.0, Stroke::new(2.0, ink), StrokeKind::Inside);
    }
}

/// Draws the heading of a group across the table, with its totals under the columns.
pub(crate) fn paint_group(brush: Brush<'_>, places: &Places, line: usize, group: &GroupLine) {
    let Brush { painter, theme, .. } = brush;
    let top = places.top_of(line);
    let whole = Rect::from_x_y_ranges(places.body.x_range(), Rangef::new(top, top + ROW));
    let clipped = painter.with_clip_rect(places.body.intersect(painter.clip_rect()));
    clipped.rect_filled(whole, CornerRadius::ZERO, theme.ground);
    totals(Brush { painter: &clipped, ..brush }, places, whole, &group.totals);
    let frozen = whole.with_max_x(places.frozen_right);
    let first = painter.with_clip_rect(frozen.intersect(places.body));
    first.rect_filled(frozen, CornerRadius::ZERO, theme.ground);
    let icon = if group.is_folded { icons::CARET_RIGHT } else { icons::CARET_DOWN };
    let inside = frozen.with_min_x(frozen.left() + gap::MEDIUM);
    words_left(&first, inside, icon, (font(text::SMALL, Heft::Regular), theme.text_muted));
    let inside = inside.with_min_x(inside.left() + 18.0).with_max_x(frozen.right() - gap::SMALL);
    let strong = (font(text::BODY, Heft::SemiBold), theme.text);
    let width = words_left(&first, inside, &group.words, strong);
    let inside = inside.with_min_x(inside.left() + width + gap::SMALL);
    words_left(&first, inside, &group.count, (font(text::BODY, Heft::Regular), theme.text_muted));
    clipped.hline(whole.x_range(), whole.bottom() - 0.5, Stroke::new(1.0, theme.hairline));
}

/// Totals under their columns, each with a word for what it is.
pub(crate) fn totals(
    brush: Brush<'_>,
    places: &Places,
    whole: Rect,
    totals: &[(usize, Total, Value)],
) {
    let Brush { painter, theme, sheet } = brush;
    for (place, kind, value) in totals {
        let Some((_, slot)) = places.slots.iter().find(|(column, _)| column == place) else {
            continue;
        };
        let clip = Rect::from_x_y_ranges(slot.clip, whole.y_range());
        let painter = painter.with_clip_rect(clip.intersect(painter.clip_rect()));
        let cell = Rect::from_x_y_ranges(slot.x, whole.y_range()).shrink2(vec2(gap::MEDIUM, 0.0));
        let strong = (font(text::BODY, Heft::Medium), theme.text);
        let mut figure = value.text(sheet.portfolio.currency);
        let whole_width = painter.layout_no_wrap(figure.clone(), strong.0.clone(), strong.1);
        if let Value::Money(sum) = value
            && whole_width.size().x > cell.width()
        {
            // A figure that is cut off says something else.
            figure = wording::money_short(sum.to_money(), sheet.portfolio.currency);
        }
        let width = words_right(&painter, cell, &figure, strong);
        let word = match kind {
            Total::Mean => "mean",
            _ => "sum",
        };
        let rest = cell.with_max_x(cell.right() - width - gap::TINY - 2.0);
        if rest.width() > 24.0 {
            words_right(&painter, rest, word, (font(text::SMALL, Heft::Regular), theme.text_muted));
        }
    }
}
