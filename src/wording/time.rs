//! Months, periods and days as people read them.

use crate::model::{Calendar, Date, Month, PeriodLength};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `Apr 2027`.
pub fn month(month: Month) -> String {
    let name =
        usize::try_from(month.month() - 1).ok().and_then(|place| MONTHS.get(place)).unwrap_or(&"?");
    format!("{name} {}", month.year())
}

/// `31 Jan 2027`.
pub fn day(day: Date) -> String {
    Month::of(day).map_or_else(|_| day.to_string(), |of| format!("{} {}", day.day(), month(of)))
}

/// Period `index` of the calendar, counted from 0: `Q2 2027`, or `Apr 2027` where periods are months.
///
/// Quarters that do not begin with those of the year are named by their first month: `Feb–Apr 2027`.
pub fn period(index: i32, calendar: Calendar) -> String {
    let Some(first) = calendar.month_of(index) else {
        return format!("period {}", i64::from(index) + 1);
    };
    match calendar.length() {
        PeriodLength::Month => month(first),
        PeriodLength::Quarter => quarter(first),
    }
}

#[expect(clippy::integer_division, reason = "months 0, 3, 6 and 9 begin quarters 1 to 4")]
fn quarter(first: Month) -> String {
    let before = first.month() - 1;
    if before % 3 == 0 {
        return format!("Q{} {}", before / 3 + 1, first.year());
    }
    let last = first.plus(2).map_or_else(|_| "?".to_owned(), month);
    let name = usize::try_from(before).ok().and_then(|place| MONTHS.get(place)).unwrap_or(&"?");
    format!("{name}–{last}")
}

/// `Q2 2027 – Q4 2027`, or one period where it is only one.
pub fn period_span(first: i32, last: i32, calendar: Calendar) -> String {
    if first == last {
        return period(first, calendar);
    }
    format!("{} – {}", period(first, calendar), period(last, calendar))
}

/// `3 quarters`, `1 month`.
pub fn periods(number: u16, calendar: Calendar) -> String {
    let noun = match calendar.length() {
        PeriodLength::Month => "month",
        PeriodLength::Quarter => "quarter",
    };
    super::plural(usize::from(number), noun)
}

/// How long ago that was, in milliseconds between then and now: `12 minutes ago`, `3 hours ago`, `just now`.
#[expect(clippy::integer_division, reason = "what is not a whole unit is not told")]
pub fn ago(milliseconds: u64) -> String {
    let minutes = usize::try_from(milliseconds / 60_000).unwrap_or(usize::MAX);
    let (hours, days) = (minutes / 60, minutes / (24 * 60));
    let since = match (days, hours, minutes) {
        (0, 0, 0) => return "just now".to_owned(),
        (0, 0, minutes) => super::plural(minutes, "minute"),
        (0, hours, _) => super::plural(hours, "hour"),
        (days, _, _) => super::plural(days, "day"),
    };
    format!("{since} ago")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_named_as_the_organisation_counts() {
        let calendar =
            |first: &str, length| Calendar::new(first.parse().unwrap(), length, 8).unwrap();
        assert_eq!(period(5, calendar("2027-01", PeriodLength::Quarter)), "Q2 2028");
        assert_eq!(period(0, calendar("2027-11", PeriodLength::Quarter)), "Nov–Jan 2028");
        assert_eq!(period(-1, calendar("2027-01", PeriodLength::Month)), "Dec 2026");
        assert_eq!(
            period_span(0, 3, calendar("2027-01", PeriodLength::Quarter)),
            "Q1 2027 – Q4 2027"
        );
        assert_eq!(day("2027-01-31".parse().unwrap()), "31 Jan 2027");
    }
    #[test]
    fn the_past_is_told_in_its_largest_whole_unit() {
        let minute = 60_000;
        assert_eq!(ago(59_999), "just now");
        assert_eq!(ago(minute), "1 minute ago");
        assert_eq!(ago(119 * minute), "1 hour ago");
        assert_eq!(ago(47 * 60 * minute), "1 day ago");
        assert_eq!(ago(72 * 60 * minute), "3 days ago");
    }
}
