//! Weights out of a bare table of comparisons.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::{Comparisons, Weighed, without_chain};
use crate::analysis::scoring::pairwise::{
    Compared, ITEMS_MAX, Judgments, judgments_of_matrix, parts, priorities, read_times,
};
use crate::cli::told::{Ending, Told};
use crate::exchange::csv::{Layout, Table, read_table};
use crate::wording::times;

/// A table of as many comparisons as are read is far below this: 1 MiB.
const BYTES_MAX: u64 = 1_024 * 1_024;

pub(super) fn weighed(path: &Path) -> Result<Weighed, Told> {
    let in_file = |reason: String| format!("{reason}\nFile: {}", path.display());
    let unreadable = |reason: String| Told::failed(Ending::Unreadable, in_file(reason));
    let bytes = bytes_of(path).map_err(unreadable)?;
    let table =
        read_table(&bytes, &Layout::default()).map_err(|error| unreadable(error.to_string()))?;
    let names = names_of(&table).map_err(unreadable)?;
    let cells = cells_of(&table, &names).map_err(unreadable)?;
    let judgments =
        judgments_of_matrix(&names, &cells).map_err(|error| unreadable(error.to_string()))?;
    let Some(priorities) = priorities(&judgments) else {
        let reason = without_chain(&names, &parts(&judgments));
        return Err(Told::failed(Ending::Findings, in_file(reason)));
    };
    let warnings = off_scale(&names, &judgments);
    Ok(Weighed {
        title: path.display().to_string(),
        weights: priorities.weights.clone(),
        method: "pairwise",
        compared: Some(Comparisons::of(judgments, priorities)),
        names,
        is_compared_only: true,
        warnings,
    })
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, String> {
    let unreadable = |error: std::io::Error| format!("The file cannot be read: {error}");
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(BYTES_MAX + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > BYTES_MAX {
        return Err(format!(
            "The file has more than {BYTES_MAX} bytes. Is it a table of comparisons?"
        ));
    }
    Ok(bytes)
}

/// The names in the first row and in the first column, which must be the same in the same order.
fn names_of(table: &Table) -> Result<Vec<String>, String> {
    let first = |row: &crate::exchange::csv::Row| {
        row.cells.first().map_or("", String::as_str).trim().to_owned()
    };
    let down: Vec<String> = table.rows.iter().map(first).collect();
    let mut across: Vec<String> = table.columns.iter().skip(1).cloned().collect();
    while across.len() > down.len() && across.last().is_some_and(String::is_empty) {
        across.pop();
    }
    if down.len() > ITEMS_MAX {
        return Err(format!(
            "The table has {} rows; {ITEMS_MAX} things at most are compared.",
            down.len()
        ));
    }
    for (place, name) in down.iter().enumerate() {
        let number = place + 1;
        if name.is_empty() {
            return Err(format!(
                "Row {number} has no name in its first cell. Name what is compared."
            ));
        }
        if down.iter().take(place).any(|earlier| earlier == name) {
            return Err(format!(
                "“{name}” stands in the first column twice. Give each thing a name of its own."
            ));
        }
        match across.get(place) {
            Some(other) if other == name => {}
            Some(other) => {
                return Err(format!(
                    "Row {number} is “{name}”, but column {number} is “{other}”. Write the same names across and down, in the same order."
                ));
            }
            None => {
                return Err(format!(
                    "“{name}” has a row, but no column. Write the same names across and down."
                ));
            }
        }
    }
    match across.get(down.len()) {
        Some(name) => {
            Err(format!("“{name}” has a column, but no row. Write the same names across and down."))
        }
        None => Ok(down),
    }
}

/// The cells beside the names; what is missing at the end of a row is empty.
fn cells_of(table: &Table, names: &[String]) -> Result<Vec<Vec<Option<f64>>>, String> {
    let mut rows = Vec::new();
    for (name, row) in names.iter().zip(&table.rows) {
        let mut cells = Vec::new();
        for (place, cell) in row.cells.iter().enumerate().skip(1) {
            let Some(column) = names.get(place - 1) else {
                if cell.trim().is_empty() {
                    continue;
                }
                return Err(format!(
                    "The row of “{name}” (line {}) has more cells than there are columns.",
                    row.line
                ));
            };
            let read = read_times(cell).map_err(|error| {
                format!(
                    "“{name}” against “{column}” (line {}): “{}”: {error}.",
                    row.line,
                    cell.trim()
                )
            });
            cells.push(read?);
        }
        cells.resize(names.len(), None);
        rows.push(cells);
    }
    Ok(rows)
}

fn off_scale(names: &[String], judgments: &Judgments) -> Vec<String> {
    let name = |place: usize| names.get(place).map_or("", String::as_str);
    let warning = |it: Compared| {
        let (more, less, said) = if it.times >= 1.0 {
            (it.one, it.other, it.times)
        } else {
            (it.other, it.one, 1.0 / it.times)
        };
        format!(
            "“{}” is said to count {} times as much as “{}”; the scale goes to 9, because nobody can tell more apart.",
            name(more),
            times(said),
            name(less)
        )
    };
    judgments.off_scale().into_iter().map(warning).collect()
}
