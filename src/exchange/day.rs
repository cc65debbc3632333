//! Dates as people type them, in the forms that a map states.

use std::str::FromStr;

use jiff::Span;
use jiff::civil::Date;
use jiff::fmt::strtime::BrokenDownTime;
use serde::Deserialize;
use thiserror::Error;

/// The days that a text can mean: one day, or all of a month, quarter or year.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Days {
    /// The first of them; what starts then starts here.
    pub first: Date,

    /// The last of them; what ends then ends here.
    pub last: Date,
}

/// A form in which dates are written.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(try_from = "String")]
pub enum DayForm {
    /// A pattern of `strptime`, as "%B %d, %Y" for July 25, 2022, or "%Y-%m" or "%Y" for a whole month or year.
    Pattern(String),

    /// "fiscal year": 2022-23, 2022/23, FY 2022-2023, and FY22-23.
    FiscalYear,

    /// "fiscal year ending": 2023 or FY23 for the fiscal year that ends in 2023.
    FiscalYearEnding,

    /// "fiscal year starting": 2022 or FY22 for the fiscal year that starts in 2022.
    FiscalYearStarting,

    /// "fiscal quarter": Q3 2022-23 or 2022/23 Q3.
    FiscalQuarter,
}

/// Why a text names no day, or a form cannot be used.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum DayError {
    #[error("it is no date in any of the forms that the map states: {forms}")]
    NoForm { forms: String },

    #[error(
        "“{form}” is no form of dates: {reason}. Write it as in \"%Y-%m-%d\", \"%B %d, %Y\" or \"fiscal year\""
    )]
    BadForm { form: String, reason: String },
}

impl TryFrom<String> for DayForm {
    type Error = DayError;

    fn try_from(text: String) -> Result<Self, DayError> {
        text.parse()
    }
}

impl FromStr for DayForm {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        match text {
            "fiscal year" => Ok(Self::FiscalYear),
            "fiscal year ending" => Ok(Self::FiscalYearEnding),
            "fiscal year starting" => Ok(Self::FiscalYearStarting),
            "fiscal quarter" => Ok(Self::FiscalQuarter),
            pattern => {
                let bad = |reason: String| DayError::BadForm { form: pattern.to_owned(), reason };
                if !pattern.contains("%Y") && !pattern.contains("%y") && !pattern.contains("%F") {
                    return Err(bad("it has no year".to_owned()));
                }
                let sample = Date::constant(2022, 7, 25).at(12, 30, 15, 0);
                jiff::fmt::strtime::format(pattern, sample)
                    .map_err(|error| bad(error.to_string()))?;
                Ok(Self::Pattern(pattern.to_owned()))
            }
        }
    }
}

impl DayForm {
    fn words(&self) -> &str {
        match self {
            Self::Pattern(pattern) => pattern,
            Self::FiscalYear => "fiscal year",
            Self::FiscalYearEnding => "fiscal year ending",
            Self::FiscalYearStarting => "fiscal year starting",
            Self::FiscalQuarter => "fiscal quarter",
        }
    }

    fn read(&self, text: &str, fiscal_month: i8) -> Option<Days> {
        match self {
            Self::Pattern(pattern) => by_pattern(pattern, text),
            Self::FiscalYear => fiscal_days(two_years(text)?, 0, 12, fiscal_month),
            Self::FiscalYearEnding => {
                let year = one_year(text)?.checked_sub(i16::from(fiscal_month != 1))?;
                fiscal_days(year, 0, 12, fiscal_month)
            }
            Self::FiscalYearStarting => fiscal_days(one_year(text)?, 0, 12, fiscal_month),
            Self::FiscalQuarter => {
                let (quarter, year) = quarter_and_year(text)?;
                fiscal_days(two_years(year)?, (quarter - 1) * 3, 3, fiscal_month)
            }
        }
    }
}

/// Reads a date in the first of `forms` that fits; fiscal years start in the month `fiscal_month`, 1 to 12.
pub fn read_days(text: &str, forms: &[DayForm], fiscal_month: i8) -> Result<Days, DayError> {
    let text = text.trim();
    forms.iter().find_map(|form| form.read(text, fiscal_month)).ok_or_else(|| {
        let quoted: Vec<String> = forms.iter().map(|form| format!("“{}”", form.words())).collect();
        DayError::NoForm { forms: quoted.join(", ") }
    })
}

/// A day, or all days of a month or year where the pattern says no more.
fn by_pattern(pattern: &str, text: &str) -> Option<Days> {
    let parsed = BrokenDownTime::parse(pattern, text).ok()?;
    if let Ok(day) = parsed.to_date() {
        return Some(Days { first: day, last: day });
    }
    let year = parsed.year()?;
    match (parsed.month(), parsed.day()) {
        (Some(month), None) => {
            let first = Date::new(year, month, 1).ok()?;
            Some(Days { first, last: first.last_of_month() })
        }
        (None, None) => {
            Some(Days { first: Date::new(year, 1, 1).ok()?, last: Date::new(year, 12, 31).ok()? })
        }
        _ => None,
    }
}

/// The days of `month_count` months that start `months_in` months into the fiscal year that starts in `year`.
fn fiscal_days(year: i16, months_in: i8, month_count: i8, fiscal_month: i8) -> Option<Days> {
    let start = Date::new(year, fiscal_month, 1).ok()?;
    let first = start.checked_add(Span::new().try_months(months_in).ok()?).ok()?;
    let after = first.checked_add(Span::new().try_months(month_count).ok()?).ok()?;
    Some(Days { first, last: after.yesterday().ok()? })
}

/// The first year of "2022-23", "2022/23", "FY 2022-2023", "FY22-23": the second must be the one after it.
fn two_years(text: &str) -> Option<i16> {
    let years = without_fy(text);
    let (first, second) = years.split_once(['-', '/', '–'])?;
    let (first, second) = (full_year(first)?, full_year(second)?);
    (second == first.checked_add(1)?).then_some(first)
}

fn one_year(text: &str) -> Option<i16> {
    full_year(without_fy(text))
}

fn without_fy(text: &str) -> &str {
    ["FY", "fy", "Fiscal Year", "fiscal year"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text)
        .trim()
}

/// Four digits, or two that mean a year from 2000 on.
fn full_year(text: &str) -> Option<i16> {
    let text = text.trim();
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year: i16 = text.parse().ok()?;
    match text.len() {
        2 => year.checked_add(2_000),
        4 => Some(year),
        _ => None,
    }
}

/// The quarter, 1 to 4, and the rest of "Q3 2022-23" or "2022/23 Q3".
fn quarter_and_year(text: &str) -> Option<(i8, &str)> {
    for (name, quarter) in [("Q1", 1), ("Q2", 2), ("Q3", 3), ("Q4", 4)] {
        if let Some(year) = text.strip_prefix(name).or_else(|| text.strip_suffix(name)) {
            return Some((quarter, year.trim()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(texts: &[&str]) -> Vec<DayForm> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[track_caller]
    fn check(text: &str, form: &str, first: &str, last: &str) {
        let days = read_days(text, &forms(&[form]), 4).unwrap();
        assert_eq!(
            (days.first.to_string().as_str(), days.last.to_string().as_str()),
            (first, last)
        );
    }

    #[test]
    fn a_day_is_read_in_its_form() {
        check("2022-07-25", "%Y-%m-%d", "2022-07-25", "2022-07-25");
        check(" July 5, 2022 ", "%B %d, %Y", "2022-07-05", "2022-07-05");
        check("31.12.2022", "%d.%m.%Y", "2022-12-31", "2022-12-31");
        check("2016-03-10 14:08:46", "%Y-%m-%d %H:%M:%S", "2016-03-10", "2016-03-10");
    }

    #[test]
    fn a_month_or_a_year_is_all_its_days() {
        check("2024-02", "%Y-%m", "2024-02-01", "2024-02-29");
        check("Feb 2023", "%b %Y", "2023-02-01", "2023-02-28");
        check("2017", "%Y", "2017-01-01", "2017-12-31");
    }

    #[test]
    fn fiscal_years_start_where_the_map_says() {
        check("2022-23", "fiscal year", "2022-04-01", "2023-03-31");
        check("FY 2022/2023", "fiscal year", "2022-04-01", "2023-03-31");
        check("FY22-23", "fiscal year", "2022-04-01", "2023-03-31");
        check("FY23", "fiscal year ending", "2022-04-01", "2023-03-31");
        check("2023", "fiscal year starting", "2023-04-01", "2024-03-31");
        check("Q4 2022/23", "fiscal quarter", "2023-01-01", "2023-03-31");
        check("2022-23 Q1", "fiscal quarter", "2022-04-01", "2022-06-30");
        let january = read_days("2023", &forms(&["fiscal year ending"]), 1).unwrap();
        assert_eq!(january.first.to_string(), "2023-01-01");
    }

    #[test]
    fn the_first_form_that_fits_is_taken() {
        let days =
            read_days("03/04/2022", &forms(&["%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y"]), 1).unwrap();
        assert_eq!(days.first.to_string(), "2022-04-03");
    }

    #[test]
    fn what_is_no_date_is_refused_with_the_forms() {
        for text in ["TBD", "", "2022-02-30", "2022-24", "March 31"] {
            let error = read_days(text, &forms(&["%Y-%m-%d", "fiscal year"]), 4).unwrap_err();
            let words =
                "it is no date in any of the forms that the map states: “%Y-%m-%d”, “fiscal year”";
            assert_eq!(error.to_string(), words, "{text}");
        }
    }

    #[test]
    fn a_form_is_checked_before_it_is_used() {
        for form in ["%d %B", "some year", "%Y-%!"] {
            let error = form.parse::<DayForm>().unwrap_err().to_string();
            assert!(error.contains(&format!("“{form}” is no form of dates")), "{error}");
        }
    }
}
