//! Months, the periods that a portfolio is planned in, and the horizon.
//!
//! Days are [`jiff::civil::Date`]. Plans are made in periods: months or quarters of the organisation's year.

use std::fmt;
use std::str::FromStr;

pub use jiff::civil::Date;
use thiserror::Error;

/// Why a text names no month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MonthError {
    /// Not of the form `2027-04`.
    #[error("a month is written as year and month, such as 2027-04")]
    Form,
    /// A month from 1 to 12 was meant, or a year from 1900 to 2999.
    #[error("a month goes from 01 to 12 and a year from 1900 to 2999")]
    Range,
}

/// A month of a year from 1900 to 2999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// Months since January of the year 0.
    count: i32,
}

impl Month {
    /// Month `month` (1 to 12) of `year` (1900 to 2999).
    pub fn new(year: i16, month: i8) -> Result<Self, MonthError> {
        if !(1900..=2999).contains(&year) || !(1..=12).contains(&month) {
            return Err(MonthError::Range);
        }
        Ok(Self { count: i32::from(year) * 12 + i32::from(month) - 1 })
    }

    /// The month that `day` is in.
    pub fn of(day: Date) -> Result<Self, MonthError> {
        Self::new(day.year(), day.month())
    }

    /// The year, 1900 to 2999.
    pub fn year(self) -> i32 {
        self.count.div_euclid(12)
    }

    /// The month of the year, 1 to 12.
    pub fn month(self) -> i32 {
        self.count.rem_euclid(12) + 1
    }

    /// The month `months` later (earlier where below zero), as long as it stays between 1900 and 2999.
    pub fn plus(self, months: i32) -> Result<Self, MonthError> {
        let count = self.count.checked_add(months).ok_or(MonthError::Range)?;
        let range = 1900 * 12..3000 * 12;
        if range.contains(&count) { Ok(Self { count }) } else { Err(MonthError::Range) }
    }

    /// How many months this is after `earlier`; below zero where it is before.
    pub fn months_since(self, earlier: Self) -> i32 {
        self.count - earlier.count
    }
}

impl FromStr for Month {
    type Err = MonthError;

    fn from_str(text: &str) -> Result<Self, MonthError> {
        let (year, month) = text.split_once('-').ok_or(MonthError::Form)?;
        let are_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || month.len() != 2 || !are_digits(year) || !are_digits(month) {
            return Err(MonthError::Form);
        }
        let year = year.parse().map_err(|_not_a_number| MonthError::Form)?;
        let month = month.parse().map_err(|_not_a_number| MonthError::Form)?;
        Self::new(year, month)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}", self.year(), self.month())
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum PeriodLength {
    /// One month.
    Month,
    /// Three months.
    #[default]
    Quarter,
}

impl PeriodLength {
    /// One or three.
    pub fn months(self) -> i32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
        }
    }

    /// Twelve or four.
    pub fn periods_per_year(self) -> i32 {
        match self {
            Self::Month => 12,
            Self::Quarter => 4,
        }
    }
}

/// The most periods that a portfolio looks ahead: fifty years of months.
pub const HORIZON_PERIODS_MAX: u16 = 600;

/// Why a calendar cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CalendarError {
    /// The horizon is nothing or too far.
    #[error("a portfolio looks 1 to {HORIZON_PERIODS_MAX} periods ahead; this says {0}")]
    Horizon(u16),
    /// The horizon goes beyond what months can be counted.
    #[error("the horizon goes beyond the year 2999")]
    BeyondTime,
}

/// Which periods a portfolio is planned in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar {
    first: Month,
    length: PeriodLength,
    horizon: u16,
}

impl Calendar {
    /// Periods of `length` from the month `first` on, `horizon` of them (1 to 600).
    pub fn new(first: Month, length: PeriodLength, horizon: u16) -> Result<Self, CalendarError> {
        if !(1..=HORIZON_PERIODS_MAX).contains(&horizon) {
            return Err(CalendarError::Horizon(horizon));
        }
        let months = i32::from(horizon) * length.months();
        first.plus(months).map_err(|_beyond| CalendarError::BeyondTime)?;
        Ok(Self { first, length, horizon })
    }

    /// The first month of the first period.
    pub fn first(self) -> Month {
        self.first
    }

    /// How long each period is.
    pub fn length(self) -> PeriodLength {
        self.length
    }

    /// How many periods the portfolio looks ahead.
    pub fn horizon(self) -> u16 {
        self.horizon
    }

    /// Which period `month` is in, counted from 0 for the first; below zero before it.
    pub fn period_of(self, month: Month) -> i32 {
        month.months_since(self.first).div_euclid(self.length.months())
    }

    /// The first month of period `period`, where time goes that far.
    pub fn month_of(self, period: i32) -> Option<Month> {
        self.first.plus(period.checked_mul(self.length.months())?).ok()
    }
}

impl Default for Calendar {
    fn default() -> Self {
        Self { first: Month { count: 2027 * 12 }, length: PeriodLength::Quarter, horizon: 12 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_written_one_way_only() {
        assert_eq!("2027-04".parse::<Month>().unwrap().to_string(), "2027-04");
        assert_eq!("2027-4".parse::<Month>(), Err(MonthError::Form));
        assert_eq!("+027-04".parse::<Month>(), Err(MonthError::Form));
        assert_eq!("2027-13".parse::<Month>(), Err(MonthError::Range));
    }

    #[test]
    fn a_period_holds_its_months() {
        let april = "2027-04".parse::<Month>().unwrap();
        let calendar = Calendar::new(april, PeriodLength::Quarter, 8).unwrap();
        let period = |text: &str| calendar.period_of(text.parse().unwrap());
        assert_eq!(
            [period("2027-03"), period("2027-04"), period("2027-06"), period("2027-07")],
            [-1, 0, 0, 1]
        );
        assert_eq!(calendar.month_of(5).unwrap().to_string(), "2028-07");
    }
}
