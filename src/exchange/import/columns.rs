//! The columns that a map names, found in the heading of a table.

use std::collections::{BTreeMap, BTreeSet};

use super::ImportError;
use super::report::RowReason;
use crate::exchange::csv::{Row, Table};
use crate::exchange::mapping::{LevelMap, Mapping, ProjectMap, StageMap, Start};

/// Where each column of the heading stands, and which texts mean nothing.
pub(super) struct Columns {
    places: BTreeMap<String, usize>,
    count: usize,
    blank: BTreeSet<String>,
}

/// The cells of one row, asked for by the names of their columns.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    columns: &'a Columns,
    row: &'a Row,
}

impl Columns {
    /// Finds every column that the map names; none may be missing or there twice.
    pub(super) fn of(table: &Table, mapping: &Mapping) -> Result<Self, ImportError> {
        let mut places = BTreeMap::new();
        for (place, name) in table.columns.iter().enumerate() {
            places.entry(name.clone()).or_insert(place);
        }
        for wanted in named(mapping) {
            match table.columns.iter().filter(|name| *name == wanted).count() {
                0 => return Err(no_column(wanted, &table.columns)),
                1 => {}
                _ => return Err(ImportError::ColumnTwice { name: wanted.to_owned() }),
            }
        }
        let blank = mapping.blank.iter().map(|text| text.trim().to_lowercase()).collect();
        Ok(Self { places, count: table.columns.len(), blank })
    }

    /// The cells of `row`.
    pub(super) fn cells<'a>(&'a self, row: &'a Row) -> Cells<'a> {
        Cells { columns: self, row }
    }

    /// The text without blanks around it, and nothing where the map says that it means nothing.
    pub(super) fn without_blank<'t>(&self, text: &'t str) -> &'t str {
        let text = text.trim();
        if !self.blank.is_empty() && self.blank.contains(&text.to_lowercase()) { "" } else { text }
    }
}

impl<'a> Cells<'a> {
    /// The line on which the row starts.
    pub(super) fn line(self) -> usize {
        self.row.line
    }

    /// What is wrong with the number of cells; empty cells beyond the heading are not.
    pub(super) fn raggedness(self) -> Option<RowReason> {
        let (found, expected) = (self.row.cells.len(), self.columns.count);
        let is_empty_beyond =
            self.row.cells.iter().skip(expected).all(|cell| cell.trim().is_empty());
        (found < expected || !is_empty_beyond).then_some(RowReason::Ragged { found, expected })
    }

    /// Whether there is nothing in any cell.
    pub(super) fn are_empty(self) -> bool {
        self.row.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// The cell in `column`, without blanks around it; empty where the map says that it means nothing.
    pub(super) fn get(self, column: &str) -> &'a str {
        let place = self.columns.places.get(column);
        let cell = place.and_then(|&place| self.row.cells.get(place));
        cell.map_or("", |cell| self.columns.without_blank(cell))
    }

    /// A part of a cell, empty where the map says that it means nothing.
    pub(super) fn part(self, text: &str) -> &str {
        self.columns.without_blank(text)
    }

    /// The cells in `columns` that are not empty, on one line each, joined.
    pub(super) fn joined(self, columns: &[String], between: &str) -> String {
        let texts = columns.iter().map(|column| one_line(self.get(column)));
        texts.filter(|text| !text.is_empty()).collect::<Vec<String>>().join(between)
    }
}

/// The text with every run of blanks and line breaks as one blank.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// Every column that a map names, in its order.
fn named(mapping: &Mapping) -> Vec<&str> {
    let mut names = of_project(&mapping.project);
    names.extend(mapping.costs.iter().map(|cost| cost.column.as_str()));
    let outcomes = &mapping.outcomes;
    names.extend(outcomes.text.iter().map(|text| text.column.as_str()));
    names.extend(outcomes.fallback.iter().map(String::as_str));
    if let LevelMap::From { column, .. } = &outcomes.level {
        names.push(column);
    }
    names.extend(outcomes.confidence.iter().map(|confidence| confidence.column.as_str()));
    names.extend(outcomes.ratings.iter().map(|rating| rating.column.as_str()));
    names
}

fn of_project(project: &ProjectMap) -> Vec<&str> {
    let mut names: Vec<&str> =
        project.key.iter().chain(&project.name).map(String::as_str).collect();
    names.extend(project.summary.iter().chain(&project.note).map(|joined| joined.column.as_str()));
    if let Some(StageMap::From { column, .. }) = &project.stage {
        names.push(column);
    }
    names.extend(project.category.as_deref());
    for person in [&project.sponsor, &project.lead, &project.deputy].into_iter().flatten() {
        names.push(&person.column);
        names.extend(person.department.as_deref());
    }
    names.extend(project.tags.iter().map(|tag| tag.column.as_str()));
    if let Some(Start::From { column, .. }) = &project.start {
        names.push(column);
    }
    names.extend(project.finish.iter().map(|finish| finish.column.as_str()));
    names
}

/// How many characters of a text are shown.
const SHOWN_CHARACTERS_MAX: usize = 60;

/// The start of a text on one line, with a sign where it goes on.
pub(super) fn start_of(text: &str) -> String {
    let line = one_line(text);
    let Some((end, _)) = line.char_indices().nth(SHOWN_CHARACTERS_MAX) else {
        return line;
    };
    format!("{}…", line.get(..end).unwrap_or_default().trim_end())
}

fn no_column(wanted: &str, columns: &[String]) -> ImportError {
    let shown: Vec<String> = columns.iter().map(|name| start_of(name)).collect();
    let nearest = shown.iter().min_by_key(|name| distance(&start_of(wanted), name));
    let nearest = nearest.cloned().unwrap_or_default();
    let quoted: Vec<String> = shown.iter().map(|name| format!("“{name}”")).collect();
    ImportError::NoColumn { name: wanted.to_owned(), nearest, columns: quoted.join(", ") }
}

/// How many letters must be put in, taken out or changed to get from one text to the other, case apart.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.to_lowercase().chars().collect();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in one.to_lowercase().chars().enumerate() {
        let mut diagonal = line;
        let mut left = line.saturating_add(1);
        let mut next = vec![left];
        for (&upper, &against) in above.iter().skip(1).zip(&other) {
            let changed = diagonal.saturating_add(usize::from(letter != against));
            left = changed.min(upper.saturating_add(1)).min(left.saturating_add(1));
            next.push(left);
            diagonal = upper;
        }
        above = next;
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_of_names_is_that_of_levenshtein() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", ""), 3);
        assert_eq!(distance("Budget", "budget"), 0);
        assert_eq!(distance("flaw", "lawn"), 2);
    }
}
