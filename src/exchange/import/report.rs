//! What an import took and what it did not, row by row and cell by cell.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::exchange::day::DayError;
use crate::exchange::figure::{AmountError, Unit};
use crate::model::{Currency, MoneySum, MonthError, NameError};

/// What an import took and what it did not.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ImportReport {
    /// The encoding that the table was read in.
    pub encoding: &'static str,

    /// What separates its cells.
    pub delimiter: char,

    /// How many characters could not be read in that encoding; each stands as U+FFFD.
    pub unreadable_count: usize,

    /// How many rows stand below the heading, blank lines not counted. Each is a project or refused.
    pub row_count: usize,

    /// How many projects were made.
    pub project_count: usize,

    /// The rows that are no project, in order.
    pub refusals: Vec<RowRefusal>,

    /// The cells that were left out of their project, in order of rows.
    pub cells_not_taken: Vec<CellNote>,

    /// The sum of each column of money, in the order of the map.
    pub sums: Vec<ColumnSum>,

    /// The currency of the sums.
    pub currency: Currency,

    /// The projects without any cost, in order; empty where the map names no column of money.
    pub without_cost: Vec<RowName>,

    /// The projects without a link to an outcome, in order; empty where the map says nothing on outcomes.
    pub without_outcome: Vec<RowName>,

    /// The outcomes, by name.
    pub outcomes: Vec<OutcomeCount>,

    /// The texts that mean no outcome of the map, and in how many rows each stands.
    pub texts_without_outcome: BTreeMap<String, usize>,

    /// How many people the portfolio has.
    pub stakeholder_count: usize,
}

/// A row that became a project, by its line and name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RowName {
    /// The line on which the row starts.
    pub line: usize,

    /// The project's name.
    pub name: String,
}

/// A row that is no project.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RowRefusal {
    /// The line on which the row starts.
    pub line: usize,

    /// Why.
    pub reason: RowReason,
}

/// Why a row is no project.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum RowReason {
    #[error(
        "it has {found} cells where the heading has {expected}. Put cells with a separator or a line break in quotes"
    )]
    Ragged { found: usize, expected: usize },

    #[error("all its cells are empty")]
    Empty,

    #[error("it has no key: {columns} is empty")]
    NoKey { columns: String },

    #[error(
        "its key “{key}” is that of line {line} already. Name more columns as `key` in the map, or take one out"
    )]
    SameKey { key: String, line: usize },

    #[error("it has no usable name: {reason}")]
    Name { reason: NameError },
}

/// A cell that was left out of its project.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CellNote {
    /// The line on which the row starts.
    pub line: usize,

    /// The column.
    pub column: String,

    /// What stands in the cell.
    pub text: String,

    /// Why it was left out.
    pub reason: CellReason,
}

/// Why a cell was left out of its project.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum CellReason {
    #[error(transparent)]
    Amount(#[from] AmountError),

    #[error(transparent)]
    Day(#[from] DayError),

    #[error(transparent)]
    Month(#[from] MonthError),

    #[error(transparent)]
    Text(#[from] NameError),

    #[error("the map does not say what it means")]
    NotInMap,

    #[error("the end is before the start, so there is no duration")]
    EndBeforeStart,

    #[error("it would last more periods than a project may")]
    TooLong,
}

/// What a column of money adds up to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ColumnSum {
    /// The column.
    pub column: String,

    /// What one in it stands for.
    pub unit: Unit,

    /// How many amounts were taken.
    pub taken_count: usize,

    /// What they add up to.
    pub taken: MoneySum,

    /// How many amounts stand in rows that were refused.
    pub refused_count: usize,

    /// What those add up to.
    pub refused: MoneySum,

    /// How many cells are empty.
    pub empty_count: usize,

    /// How many cells are no amount; each is among the cells that were not taken.
    pub unread_count: usize,

    /// How many amounts were rounded to a whole coin.
    pub rounded_count: usize,
}

/// How many projects an outcome has.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OutcomeCount {
    /// The outcome's name.
    pub name: String,

    /// How many projects are linked to it.
    pub link_count: usize,

    /// How many of these links have a level.
    pub rated_count: usize,
}
