//! The cell that keys go to, and the range of cells between it and where it was when Shift went down.

use std::ops::RangeInclusive;

use super::columns::Column;
use super::order::{Line, Shown};
use super::rows::Sheet;
use crate::model::ProjectId;

/// A cell, by what it is and not by where it is: it stays when the order changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    /// The project.
    pub(crate) row: ProjectId,
    /// The column.
    pub(crate) column: Column,
}

/// Where the cursor is, and where the range began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cursor {
    /// Where keys go.
    pub(crate) spot: Spot,
    /// The other corner of the range.
    pub(crate) anchor: Spot,
}

/// What happens to the range when the cursor moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Range {
    /// It is the cursor alone.
    Dropped,
    /// It grows up to the cursor.
    Grown,
}

/// A step of the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// So many rows down, or up where below zero.
    Rows(isize),
    /// So many columns to the right, or to the left where below zero.
    Columns(isize),
    /// To the first column.
    RowStart,
    /// To the last column.
    RowEnd,
    /// To the first row.
    Top,
    /// To the last row.
    Bottom,
    /// To the first cell of all.
    First,
    /// To the last cell of all.
    Last,
}

/// Cells in a rectangle: lines of the table and places of columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// The lines from the first to the last.
    pub(crate) lines: RangeInclusive<usize>,
    /// The places of the columns from the first to the last.
    pub(crate) columns: RangeInclusive<usize>,
}

/// What a cursor moves over.
#[derive(Clone, Copy)]
pub(crate) struct Field<'a> {
    /// The rows.
    pub(crate) sheet: &'a Sheet,
    /// Which of them are shown, and where.
    pub(crate) shown: &'a Shown,
    /// The columns, in order.
    pub(crate) columns: &'a [Column],
}

impl Field<'_> {
    /// The line and the place of the column of a cell; nothing for what is not shown.
    pub(crate) fn place_of(self, spot: Spot) -> Option<(usize, usize)> {
        let line = self.shown.line_of(self.sheet.place_of(spot.row)?)?;
        let column = self.columns.iter().position(|column| *column == spot.column)?;
        Some((line, column))
    }

    /// The cell on a line; nothing for the heading of a group.
    pub(crate) fn spot_at(self, line: usize, column: usize) -> Option<Spot> {
        let row = self.sheet.rows.get(self.shown.row_at(line)?)?.id;
        Some(Spot { row, column: self.columns.get(column).copied()? })
    }

    /// The cells between cursor and anchor; nothing where the cursor is not shown.
    pub(crate) fn block(self, cursor: Cursor) -> Option<Block> {
        let (line, column) = self.place_of(cursor.spot)?;
        let (from_line, from_column) = self.place_of(cursor.anchor).unwrap_or((line, column));
        Some(Block {
            lines: line.min(from_line)..=line.max(from_line),
            columns: column.min(from_column)..=column.max(from_column),
        })
    }

    /// The projects of a block, from top to bottom.
    pub(crate) fn projects(self, block: &Block) -> Vec<ProjectId> {
        let row = |line: usize| self.sheet.rows.get(self.shown.row_at(line)?).map(|row| row.id);
        block.lines.clone().filter_map(row).collect()
    }

    /// The columns of a block.
    pub(crate) fn columns_of(self, block: &Block) -> Vec<Column> {
        block.columns.clone().filter_map(|place| self.columns.get(place).copied()).collect()
    }

    /// The cursor after a step; it goes past headings of groups and stops at the edges.
    pub(crate) fn step(self, cursor: Option<Cursor>, step: Step, range: Range) -> Option<Cursor> {
        let from = cursor.and_then(|cursor| self.place_of(cursor.spot));
        let Some((line, column)) = from else {
            let spot = self.spot_at(self.row_from(0, 1)?, 0)?;
            return Some(Cursor { spot, anchor: spot });
        };
        let last_column = self.columns.len().checked_sub(1)?;
        let last_line = self.row_from(self.shown.lines.len().checked_sub(1)?, -1)?;
        let first_line = self.row_from(0, 1)?;
        let (line, column) = match step {
            Step::Rows(rows) => (self.rows_on(line, rows), column),
            Step::Columns(columns) => {
                (line, column.saturating_add_signed(columns).min(last_column))
            }
            Step::RowStart => (line, 0),
            Step::RowEnd => (line, last_column),
            Step::Top => (first_line, column),
            Step::Bottom => (last_line, column),
            Step::First => (first_line, 0),
            Step::Last => (last_line, last_column),
        };
        let spot = self.spot_at(line, column)?;
        let anchor = match (range, cursor) {
            (Range::Grown, Some(cursor)) => cursor.anchor,
            _ => spot,
        };
        Some(Cursor { spot, anchor })
    }

    /// The line so many rows further, as far as there are any.
    fn rows_on(self, from: usize, rows: isize) -> usize {
        let way = rows.signum();
        let mut line = from;
        for _ in 0..rows.unsigned_abs() {
            let next = line.checked_add_signed(way).and_then(|next| self.row_from(next, way));
            let Some(next) = next else { break };
            line = next;
        }
        line
    }

    /// The first line from here on, up or down, that is a row.
    fn row_from(self, line: usize, way: isize) -> Option<usize> {
        let mut line = line;
        loop {
            match self.shown.lines.get(line)? {
                Line::Row(_) => return Some(line),
                Line::Group(_) => line = line.checked_add_signed(way)?,
            }
        }
    }
}
