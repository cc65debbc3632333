//! The mapping file: which column of somebody's table means what.
//!
//! A mapping is one RON file with six parts. Only `portfolio` and `project` are needed:
//!
//! - `portfolio`: title, currency, calendar, ladder of the portfolio that is made;
//! - `file`: how the table is written, where that cannot be detected;
//! - `blank`: texts that mean "nothing", as "N/A";
//! - `project`: which columns are a project's key, name, summary, stage, people, tags and dates;
//! - `costs`: which columns are money, in which unit, in which period;
//! - `outcomes`: what the table says on outcomes.
//!
//! Columns are named as in the heading of the table, without space around the name.

mod fields;
mod outcomes;

use ron::Options;
use ron::extensions::Extensions;
use serde::Deserialize;
use thiserror::Error;

pub use self::fields::{
    CostKindWord, CostMap, Duration, Finish, FinishMeaning, Joined, Person, ProjectMap, Spell,
    StageMap, StageWord, Start, StartMeaning, TagMap,
};
pub use self::outcomes::{
    ConfidenceMap, LevelMap, Others, OutcomeKindWord, OutcomeMap, OutcomeText, OutcomesMap, Pieces,
    RatingMap, Take,
};

/// A whole mapping file.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// What is said once, for the whole portfolio.
    pub portfolio: PortfolioMap,

    /// How the table is written; what is left out is detected.
    #[serde(default)]
    pub file: FileMap,

    /// Texts that mean that a cell is empty, as "N/A" or "TBD"; compared without regard to case.
    #[serde(default)]
    pub blank: Vec<String>,

    /// What makes a project.
    pub project: ProjectMap,

    /// The columns with money; each makes a line of cost.
    #[serde(default)]
    pub costs: Vec<CostMap>,

    /// How projects are linked to outcomes.
    #[serde(default)]
    pub outcomes: OutcomesMap,
}

/// What is said once, for the whole portfolio.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct PortfolioMap {
    /// What people call the portfolio.
    pub title: String,

    /// Whose it is.
    pub organisation: Option<String>,

    /// Where the table comes from, and what was read into it.
    #[serde(default)]
    pub summary: String,

    /// The currency of every amount, as "USD".
    pub currency: String,

    /// The periods it is planned in.
    pub calendar: CalendarMap,

    /// The month in which the fiscal year starts, 1 to 12, for dates like "2022-23".
    #[serde(default = "january")]
    pub fiscal_year_starts_in: i8,

    /// By how many percent money loses its worth in a year.
    pub discount_rate: Option<f64>,

    /// The levels of impact, lowest first; the usual None, Low, Moderate, Strong, Extreme if left out.
    pub ladder: Option<Vec<RungMap>>,
}

fn january() -> i8 {
    1
}

/// The periods of a portfolio.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct CalendarMap {
    /// The first month, as "2016-10".
    pub first: String,

    /// How long a period is.
    pub length: LengthWord,

    /// How many periods, 1 to 600.
    pub horizon: u16,
}

/// How long a period is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
pub enum LengthWord {
    /// One month.
    Month,
    /// Three months.
    Quarter,
}

/// One level of impact.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct RungMap {
    /// A short word of a–z, 0–9 and -, by which the map refers to the level.
    pub key: String,

    /// What people read.
    pub name: String,

    /// What it counts.
    pub value: f64,
}

/// How the table is written.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(default, deny_unknown_fields)]
pub struct FileMap {
    /// What separates the cells.
    pub delimiter: Option<char>,

    /// The encoding, as "windows-1252".
    pub encoding: Option<String>,

    /// The line with the column names, counted from 1, where other lines stand above it.
    pub heading_line: Option<usize>,
}

/// Where and why a mapping file cannot be understood.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("The map cannot be understood at line {line}, column {column}: {reason}")]
pub struct MappingError {
    /// The line of the map, counted from 1.
    pub line: usize,

    /// The character on that line, counted from 1.
    pub column: usize,

    /// What was found and what was expected.
    pub reason: String,
}

/// Reads a mapping file.
pub fn read_mapping(text: &str) -> Result<Mapping, MappingError> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    options.from_str(text).map_err(|error| MappingError {
        line: error.span.start.line,
        column: error.span.start.col,
        reason: error.code.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    const LEAST: &str = r#"(
        portfolio: (title: "T", currency: "EUR", calendar: (first: "2027-01", length: Quarter, horizon: 8)),
        project: (key: ["Id"], name: ["Name"]),
    )"#;

    #[test]
    fn little_is_needed() {
        let mapping = read_mapping(LEAST).unwrap();
        assert_eq!(mapping.project.key, ["Id"]);
        assert_eq!(mapping.portfolio.fiscal_year_starts_in, 1);
        assert_eq!(mapping.outcomes, OutcomesMap::default());
        assert_eq!(read_mapping(&format!("\u{FEFF}{LEAST}")), Ok(mapping));
    }

    #[track_caller]
    fn refused(from: &str, to: &str, expected: &Expect) {
        assert!(LEAST.contains(from));
        let error = read_mapping(&LEAST.replace(from, to)).unwrap_err();
        expected.assert_eq(&error.to_string());
    }

    #[test]
    fn a_slip_is_shown_where_it_is() {
        refused(
            "Quarter",
            "Week",
            &expect![
                "The map cannot be understood at line 2, column 87: Unexpected variant named `Week` in enum `LengthWord`, expected either `Month` or `Quarter` instead"
            ],
        );
        refused(
            "name:",
            "nmae:",
            &expect![
                "The map cannot be understood at line 3, column 32: Unexpected field named `nmae` in `ProjectMap`, expected one of `key`, `name`, `summary`, `note`, `stage`, `category`, `sponsor`, `lead`, `deputy`, `tags`, `start`, `finish`, or `duration` instead"
            ],
        );
        refused(
            "title: \"T\", ",
            "",
            &expect![
                "The map cannot be understood at line 2, column 95: Unexpected missing field named `title` in `PortfolioMap`"
            ],
        );
        refused(
            "horizon: 8",
            "horizon: -8",
            &expect![
                "The map cannot be understood at line 2, column 106: Integer is out of bounds"
            ],
        );
        refused(
            "name: [\"Name\"]",
            "name: \"Name\"",
            &expect!["The map cannot be understood at line 3, column 37: Expected opening `[`"],
        );
        let finish =
            "name: [\"Name\"], finish: (column: \"End\", forms: [\"%d\"], means: Deadline)";
        refused(
            "name: [\"Name\"]",
            finish,
            &expect![[
                r#"The map cannot be understood at line 3, column 81: “%d” is no form of dates: it has no year. Write it as in "%Y-%m-%d", "%B %d, %Y" or "fiscal year""#
            ]],
        );
    }
}
