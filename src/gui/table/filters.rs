//! Which rows are shown: words, choices and ranges, and what is missing.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{Column, Kind};
use super::reading::{month_of, number_of};
use super::rows::{Row, Sheet};
use super::values::{Value, month_figure};
use crate::model::Portfolio;
use crate::wording;

/// What a column has to hold for a row to be shown.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Filter {
    /// The column.
    pub(crate) column: Column,
    /// What it has to hold.
    pub(crate) test: Test,
    /// Whether rows in which it is missing are shown, too; on their own where nothing else is asked for.
    pub(crate) with_missing: bool,
}

/// What a cell has to hold.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Test {
    /// These letters, in any case.
    Contains(String),
    /// One of these words.
    OneOf(BTreeSet<String>),
    /// A figure from the first to the second, as typed; an empty text is no limit.
    Between(String, String),
}

/// What is looked for in a column of figures, read once.
type Limits = (Option<f64>, Option<f64>);

impl Filter {
    /// A filter of a column that lets everything through.
    pub(crate) fn of(column: Column) -> Self {
        let test = match column.kind() {
            Kind::Line | Kind::Passage => Test::Contains(String::new()),
            Kind::Choice | Kind::Level | Kind::Tags => Test::OneOf(BTreeSet::new()),
            Kind::Number | Kind::Score | Kind::Money | Kind::Month => {
                Test::Between(String::new(), String::new())
            }
        };
        Self { column, test, with_missing: false }
    }

    /// Whether it asks for nothing yet.
    pub(crate) fn is_idle(&self) -> bool {
        !self.with_missing && self.asks_no_value()
    }

    fn asks_no_value(&self) -> bool {
        match &self.test {
            Test::Contains(words) => words.trim().is_empty(),
            Test::OneOf(words) => words.is_empty(),
            Test::Between(from, to) => from.trim().is_empty() && to.trim().is_empty(),
        }
    }

    /// The test, ready to be asked of many rows.
    pub(crate) fn ready<'a>(&'a self, sheet: &'a Sheet) -> impl Fn(&Row) -> bool + 'a {
        let is_idle = self.is_idle();
        let asks_no_value = self.asks_no_value();
        let limits = self.limits(&sheet.portfolio);
        let words = match &self.test {
            Test::Contains(words) => words.trim().to_lowercase(),
            _ => String::new(),
        };
        move |row| {
            if is_idle {
                return true;
            }
            match sheet.value(row, self.column) {
                None => self.with_missing,
                Some(_) if asks_no_value => false,
                Some(value) => self.holds(&value, limits, &words),
            }
        }
    }

    fn holds(&self, value: &Value, limits: Limits, words: &str) -> bool {
        match &self.test {
            Test::Contains(_) => value.words().to_lowercase().contains(words),
            Test::OneOf(chosen) => match value {
                Value::Tags(tags) => tags.iter().any(|tag| chosen.contains(tag)),
                other => chosen.contains(&other.words()),
            },
            Test::Between(..) => {
                let (from, to) = limits;
                let figure = value.figure().unwrap_or_default();
                from.is_none_or(|from| figure >= from) && to.is_none_or(|to| figure <= to)
            }
        }
    }

    fn limits(&self, portfolio: &Portfolio) -> Limits {
        let Test::Between(from, to) = &self.test else { return (None, None) };
        let limit = |text: &str| limit_of(portfolio, self.column, text).ok().flatten();
        (limit(from), limit(to))
    }

    /// What it asks for, in a few words: `Stage: Active, Idea`.
    pub(crate) fn in_words(&self, portfolio: &Portfolio) -> String {
        let title = wording::shortened(&wording::printable(&self.column.title(portfolio)), 28);
        let mut asked = match &self.test {
            Test::Contains(words) if words.trim().is_empty() => String::new(),
            Test::Contains(words) => format!("“{}”", wording::shortened(words.trim(), 20)),
            Test::OneOf(words) => {
                let words: Vec<&String> = words.iter().collect();
                wording::shortened(&wording::list_of(&words, 2), 48)
            }
            Test::Between(from, to) => match (from.trim(), to.trim()) {
                ("", "") => String::new(),
                (from, "") => format!("from {from}"),
                ("", to) => format!("up to {to}"),
                (from, to) => format!("{from} to {to}"),
            },
        };
        if self.with_missing {
            asked.push_str(if asked.is_empty() { "not said" } else { " or not said" });
        }
        if asked.is_empty() { title } else { format!("{title}: {asked}") }
    }
}

/// A limit of a range as a figure; nothing for an empty text, a reason where it is none.
pub(crate) fn limit_of(
    portfolio: &Portfolio,
    column: Column,
    text: &str,
) -> Result<Option<f64>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let figure = match column.kind() {
        Kind::Money => {
            wording::read_money(text, portfolio.currency).map(crate::model::Money::minor_f64)
        }
        Kind::Month => month_of(text).map(month_figure),
        _ => number_of(text),
    };
    figure.map(Some)
}

/// The words that stand in a column, in order, and in how many rows each does.
pub(crate) fn words_in_use(sheet: &Sheet, column: Column) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<(i64, String), usize> = BTreeMap::new();
    for value in sheet.rows.iter().filter_map(|row| sheet.value(row, column)) {
        let place = match &value {
            Value::Choice(place, _) => i64::try_from(*place).unwrap_or_default(),
            Value::Level(rating) => rating.level.map_or(-1, i64::from),
            _ => 0,
        };
        let words = match value {
            Value::Tags(tags) => tags,
            other => vec![other.words()],
        };
        for word in words {
            *counts.entry((place, word)).or_default() += 1;
        }
    }
    counts.into_iter().map(|((_, word), number)| (word, number)).collect()
}
