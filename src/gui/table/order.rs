//! Which rows are shown in which order, in which groups, and what they come to together.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::columns::{Column, Kind, Total};
use super::filters::Filter;
use super::rows::{Row, Sheet};
use super::values::{Decimals, SortKey, Value};
use crate::model::{MoneySum, ProjectId};

/// Up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// Smallest first.
    Up,
    /// Largest first.
    Down,
}

/// What a person has asked to see.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Wish {
    /// The columns, in order.
    pub(crate) columns: Vec<Column>,
    /// What to look for in all of them.
    pub(crate) find: String,
    /// What each column has to hold.
    pub(crate) filters: Vec<Filter>,
    /// By what to put in order; the first counts most.
    pub(crate) sort: Vec<(Column, Way)>,
    /// By what rows are put together.
    pub(crate) group: Option<Column>,
    /// The groups that are folded, by their word; nothing for those that have none.
    pub(crate) folded: BTreeSet<Option<String>>,
}

impl Wish {
    /// Whether any row could be left out.
    pub(crate) fn is_filtered(&self) -> bool {
        !self.find.trim().is_empty() || self.filters.iter().any(|filter| !filter.is_idle())
    }

    /// The columns that which rows are shown, and in which order, hangs on.
    pub(crate) fn order_columns(&self) -> impl Iterator<Item = Column> {
        let found_in = self.columns.iter().filter(|_| !self.find.trim().is_empty());
        let filtered = self.filters.iter().filter(|filter| !filter.is_idle());
        let sorted = self.sort.iter().map(|(column, _)| *column);
        found_in
            .copied()
            .chain(filtered.map(|filter| filter.column))
            .chain(sorted)
            .chain(self.group)
    }

    /// How a column is put in order, and whether as the first, second… key.
    pub(crate) fn sorted_by(&self, column: Column) -> Option<(usize, Way)> {
        let place = self.sort.iter().position(|(sorted, _)| *sorted == column)?;
        self.sort.get(place).map(|(_, way)| (place, *way))
    }
}

/// A line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    /// The heading of a group.
    Group(usize),
    /// A row, by its place in the sheet.
    Row(usize),
}

/// Rows that have the same word.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Group {
    /// The word; nothing where it is missing.
    pub(crate) word: Option<String>,
    /// A value of one of its rows, to show it by.
    pub(crate) value: Option<Value>,
    /// Its rows, by their places in the sheet.
    pub(crate) rows: Vec<usize>,
    /// Whether its rows are hidden.
    pub(crate) is_folded: bool,
}

/// What is shown: lines in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shown {
    /// The lines, from top to bottom.
    pub(crate) lines: Vec<Line>,
    /// The groups; none where rows are not put together.
    pub(crate) groups: Vec<Group>,
    /// The rows that are not filtered out, by their places in the sheet, in order.
    pub(crate) rows: Vec<usize>,
    /// For each row of the sheet its line, if it has one.
    line_of: Vec<Option<usize>>,
}

/// For each project what was found in, so that an edit of one is read anew for that one only.
#[derive(Debug, Clone, Default)]
pub(crate) struct Haystacks {
    columns: Vec<Column>,
    texts: Vec<(ProjectId, Arc<crate::model::Project>, String)>,
}

impl Haystacks {
    /// The words of each row, in lower case.
    fn read(&mut self, sheet: &Sheet, columns: &[Column]) {
        let is_words = |column: &&Column| !column.kind().is_figure();
        let columns: Vec<Column> = columns.iter().filter(is_words).copied().collect();
        if self.columns != columns {
            *self = Self { columns, texts: Vec::new() };
        }
        let mut before = std::mem::take(&mut self.texts).into_iter().peekable();
        let text = |row: &Row| {
            let words = self.columns.iter().map(|column| sheet.text(row, *column));
            words.collect::<Vec<_>>().join("\n").to_lowercase()
        };
        let read = |row: &Row| {
            while before.next_if(|(id, ..)| *id < row.id).is_some() {}
            let same = before
                .next_if(|(id, project, _)| *id == row.id && Arc::ptr_eq(project, &row.project));
            same.unwrap_or_else(|| (row.id, Arc::clone(&row.project), text(row)))
        };
        self.texts = sheet.rows.iter().map(read).collect();
    }

    /// Forgets everything: names of people or levels may be others.
    pub(crate) fn forget(&mut self) {
        self.texts.clear();
    }
}

impl Shown {
    /// What the sheet shows to somebody who wishes this.
    pub(crate) fn of(sheet: &Sheet, wish: &Wish, haystacks: &mut Haystacks) -> Self {
        let mut rows: Vec<usize> = (0..sheet.rows.len()).collect();
        let needles: Vec<String> = wish.find.split_whitespace().map(str::to_lowercase).collect();
        if !needles.is_empty() {
            haystacks.read(sheet, &wish.columns);
            rows.retain(|place| {
                let text = haystacks.texts.get(*place).map_or("", |(.., text)| text);
                needles.iter().all(|needle| text.contains(needle.as_str()))
            });
        }
        for filter in wish.filters.iter().filter(|filter| !filter.is_idle()) {
            let holds = filter.ready(sheet);
            rows.retain(|place| sheet.rows.get(*place).is_some_and(&holds));
        }
        sort(sheet, &wish.sort, &mut rows);
        let groups = wish.group.map_or_else(Vec::new, |column| {
            let mut groups = grouped(sheet, column, &rows);
            for group in &mut groups {
                group.is_folded = wish.folded.contains(&group.word);
            }
            groups
        });
        Self::in_lines(sheet, rows, groups, wish.group)
    }

    fn in_lines(
        sheet: &Sheet,
        rows: Vec<usize>,
        groups: Vec<Group>,
        grouped_by: Option<Column>,
    ) -> Self {
        let mut lines = Vec::with_capacity(rows.len() + groups.len());
        if grouped_by.is_none() {
            lines.extend(rows.iter().map(|place| Line::Row(*place)));
        }
        for (number, group) in groups.iter().enumerate() {
            lines.push(Line::Group(number));
            if !group.is_folded {
                lines.extend(group.rows.iter().map(|place| Line::Row(*place)));
            }
        }
        let mut line_of = vec![None; sheet.rows.len()];
        for (number, line) in lines.iter().enumerate() {
            if let Line::Row(place) = line
                && let Some(slot) = line_of.get_mut(*place)
            {
                *slot = Some(number);
            }
        }
        Self { lines, groups, rows, line_of }
    }

    /// The line of a row of the sheet.
    pub(crate) fn line_of(&self, place: usize) -> Option<usize> {
        self.line_of.get(place).copied().flatten()
    }

    /// The row on a line, by its place in the sheet; nothing for the heading of a group.
    pub(crate) fn row_at(&self, line: usize) -> Option<usize> {
        match self.lines.get(line)? {
            Line::Row(place) => Some(*place),
            Line::Group(_) => None,
        }
    }
}

/// What is missing stands at the end, whichever way the order goes.
fn sort(sheet: &Sheet, keys: &[(Column, Way)], rows: &mut [usize]) {
    // The last key first: a sort that keeps equals in order leaves the first key on top.
    for (column, way) in keys.iter().rev() {
        rows.sort_by_cached_key(|place| {
            let row = sheet.rows.get(*place);
            let value = row.and_then(|row| sheet.value(row, *column));
            Place { key: value.map(|value| value.sort_key()), way: *way }
        });
    }
}

#[derive(PartialEq)]
struct Place {
    key: Option<SortKey>,
    way: Way,
}

impl Eq for Place {}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.key, &other.key) {
            (None, None) => Ordering::Equal,
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (Some(one), Some(two)) => match self.way {
                Way::Up => one.order(two),
                Way::Down => two.order(one),
            },
        }
    }
}

/// The rows by the words of a column: closed lists in their order, others by the alphabet, what is missing last.
fn grouped(sheet: &Sheet, column: Column, rows: &[usize]) -> Vec<Group> {
    let mut groups: BTreeMap<(bool, i64, String), Group> = BTreeMap::new();
    for &place in rows {
        let value = sheet.rows.get(place).and_then(|row| sheet.value(row, column));
        let word = value.as_ref().map(Value::words);
        let order = match &value {
            Some(Value::Choice(place, _)) => i64::try_from(*place).unwrap_or_default(),
            Some(Value::Level(rating)) => -rating.level.map_or(-1, i64::from),
            _ => 0,
        };
        let key = (word.is_none(), order, word.clone().unwrap_or_default().to_lowercase());
        let group = groups.entry(key).or_insert_with(|| Group {
            word,
            value,
            rows: Vec::new(),
            is_folded: false,
        });
        group.rows.push(place);
    }
    groups.into_values().collect()
}

/// What the values of a column in some rows come to, and which sort of total that is; nothing where no row has one.
pub(crate) fn total(sheet: &Sheet, column: Column, rows: &[usize]) -> Option<(Total, Value)> {
    let values = || {
        let rows = rows.iter().filter_map(|place| sheet.rows.get(*place));
        rows.filter_map(|row| sheet.value(row, column))
    };
    match (column.total(), column.kind()) {
        (Total::Nothing, _) => None,
        (Total::Sum, Kind::Money) => {
            let mut sum: Option<MoneySum> = None;
            for value in values() {
                if let Value::Money(amount) = value {
                    sum = Some([sum.unwrap_or_default(), amount].into_iter().sum());
                }
            }
            sum.map(|sum| (Total::Sum, Value::Money(sum)))
        }
        (kind, _) => {
            let figures: Vec<f64> = values().filter_map(|value| value.figure()).collect();
            if figures.is_empty() {
                return None;
            }
            let sum: f64 = figures.iter().sum();
            Some(match kind {
                Total::Mean => (kind, Value::Number(sum / figures.len() as f64, Decimals::One)),
                _ => (kind, Value::Number(sum, Decimals::Whole)),
            })
        }
    }
}
