//! What an import would do, before it does: a table and a map become a portfolio and a report.

mod columns;
mod dates;
mod frame;
mod ids;
mod links;
mod money;
mod outcomes;
mod people;
mod projects;
mod report;
mod telling;
mod words;

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::Arc;

use thiserror::Error;

use self::columns::Columns;
use self::projects::Projects;
pub use self::report::{
    CellNote, CellReason, ColumnSum, ImportReport, OutcomeCount, RowName, RowReason, RowRefusal,
};
pub use self::telling::tell;
use super::csv::{CsvError, Layout, Table, read_table};
use super::decimal::DecimalError;
use super::mapping::Mapping;
use crate::model::{Outcome, OutcomeId, Portfolio};

/// A portfolio that nobody has accepted yet, and how it came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The portfolio as it would be.
    pub portfolio: Portfolio,

    /// What was taken and what was not.
    pub report: ImportReport,
}

/// Why nothing can be imported.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum ImportError {
    #[error(transparent)]
    Csv(#[from] CsvError),

    #[error("The map says nothing usable as `{field}`: {reason}. Correct the map")]
    Map { field: String, reason: String },

    #[error(
        "The table has no column “{name}”, which the map names. The nearest is “{nearest}”. Its columns are {columns}"
    )]
    NoColumn { name: String, nearest: String, columns: String },

    #[error(
        "The table has more than one column “{name}”, and the map names it. Give the columns different names"
    )]
    ColumnTwice { name: String },

    #[error("The amounts in “{column}” cannot be read yet: {reason}")]
    Decimal { column: String, reason: DecimalError },
}

/// Says in which field of the map something is wrong.
trait MapField<Value> {
    fn in_map(self, field: &str) -> Result<Value, ImportError>;
}

impl<Value, Reason: Display> MapField<Value> for Result<Value, Reason> {
    fn in_map(self, field: &str) -> Result<Value, ImportError> {
        self.map_err(|reason| ImportError::Map {
            field: field.to_owned(),
            reason: reason.to_string(),
        })
    }
}

/// Reads the table in `source` as `mapping` says.
///
/// Every row becomes a project or a refusal in the report; the same source and mapping give the same portfolio, ids and
/// all.
pub fn propose(source: &[u8], mapping: &Mapping) -> Result<Proposal, ImportError> {
    let file = &mapping.file;
    let layout = Layout {
        delimiter: file.delimiter,
        encoding: file.encoding.clone(),
        heading_line: file.heading_line,
    };
    let table = read_table(source, &layout)?;
    propose_table(&table, mapping)
}

fn propose_table(table: &Table, mapping: &Mapping) -> Result<Proposal, ImportError> {
    let mut portfolio = frame::frame(&mapping.portfolio)?;
    let columns = Columns::of(table, mapping)?;
    let mut projects = Projects::of(mapping, &portfolio, table, &columns)?;
    for row in &table.rows {
        projects.take(columns.cells(row));
    }
    let made = projects.finish();
    portfolio.outcomes =
        made.outcomes.into_iter().map(|(id, outcome)| (id, Arc::new(outcome))).collect();
    portfolio.stakeholders =
        made.stakeholders.into_iter().map(|(id, person)| (id, Arc::new(person))).collect();
    portfolio.projects =
        made.projects.into_iter().map(|(id, project)| (id, Arc::new(project))).collect();
    let report = ImportReport {
        encoding: table.encoding,
        delimiter: table.delimiter,
        unreadable_count: table.unreadable_count,
        row_count: table.rows.len(),
        project_count: portfolio.projects.len(),
        refusals: made.refusals,
        cells_not_taken: made.notes,
        sums: made.sums,
        currency: portfolio.currency,
        without_cost: made.without_cost,
        without_outcome: made.without_outcome,
        outcomes: outcome_counts(&portfolio),
        texts_without_outcome: made.unplaced,
        stakeholder_count: portfolio.stakeholders.len(),
    };
    Ok(Proposal { portfolio, report })
}

fn outcome_counts(portfolio: &Portfolio) -> Vec<OutcomeCount> {
    let mut counts: BTreeMap<OutcomeId, (usize, usize)> = BTreeMap::new();
    for project in portfolio.projects.values() {
        for (&outcome, link) in &project.contributions {
            let (link_count, rated_count) = counts.entry(outcome).or_default();
            *link_count = link_count.saturating_add(1);
            *rated_count = rated_count.saturating_add(usize::from(link.level.is_some()));
        }
    }
    let count = |(id, outcome): (&OutcomeId, &Arc<Outcome>)| {
        let (link_count, rated_count) = counts.get(id).copied().unwrap_or_default();
        OutcomeCount { name: outcome.name.to_string(), link_count, rated_count }
    };
    let mut list: Vec<OutcomeCount> = portfolio.outcomes.iter().map(count).collect();
    list.sort_by(|one, other| one.name.cmp(&other.name));
    list
}
