//! What the figures of a chart are counted in, and how they read.

use crate::model::{Currency, Money};
use crate::wording;

/// What figures are counted in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Whole units of a currency.
    Money(Currency),
    /// Points of a score.
    Points,
    /// Parts of one, read as a percentage.
    Share,
    /// Things that are counted, by the noun for one of them.
    Counted(String),
    /// Anything else, with its word; empty for plain numbers.
    Number(String),
}

impl Unit {
    /// The word behind the title of an axis; empty for plain numbers.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Money(currency) => currency.code().to_owned(),
            Self::Points => "points".to_owned(),
            Self::Share => "%".to_owned(),
            Self::Counted(noun) => format!("{noun}s"),
            Self::Number(name) => name.clone(),
        }
    }

    /// A figure beside an axis whose ticks are `step` apart: without its unit.
    pub(crate) fn tick(&self, value: f64, step: f64) -> String {
        if *self == Self::Share {
            return wording::decimal(value * 100.0, decimals(step * 100.0));
        }
        let (size, letter) = size_of(value, step);
        let number = wording::decimal(value / size, decimals(step / size));
        if letter.is_empty() || value == 0.0 { number } else { format!("{number} {letter}") }
    }

    /// A figure in words, with its unit.
    pub(crate) fn figure(&self, value: f64) -> String {
        match self {
            Self::Money(currency) => wording::money_short(amount(value, *currency), *currency),
            Self::Points => format!("{} points", wording::points(value)),
            Self::Share => format!("{}\u{202f}%", wording::decimal(value * 100.0, 1)),
            Self::Counted(noun) if (value - 1.0).abs() < 1e-9 => format!("1 {noun}"),
            Self::Counted(noun) => format!("{} {noun}s", wording::decimal(value, 2)),
            Self::Number(name) if name.is_empty() => wording::decimal(value, 2),
            Self::Number(name) => format!("{} {name}", wording::decimal(value, 2)),
        }
    }

    /// A figure without its unit, where that stands beside it: `1.23 M`; a percentage keeps its sign.
    pub(crate) fn bare(&self, value: f64) -> String {
        match self {
            Self::Money(currency) => {
                let words = self.figure(value);
                words.trim_end_matches(currency.code()).trim_end().to_owned()
            }
            Self::Points => wording::points(value),
            Self::Share => self.figure(value),
            Self::Counted(_) | Self::Number(_) => wording::decimal(value, 2),
        }
    }

    /// Figures on one axis without their unit, as precise as it takes for different ones to read differently.
    pub(crate) fn bare_apart(&self, values: &[f64]) -> Vec<String> {
        let Self::Money(currency) = self else {
            return values.iter().map(|value| self.bare(*value)).collect();
        };
        let amounts: Vec<Money> = values.iter().map(|value| amount(*value, *currency)).collect();
        let words = wording::money_apart(&amounts, *currency);
        let bare = |words: String| words.trim_end_matches(currency.code()).trim_end().to_owned();
        words.into_iter().map(bare).collect()
    }

    /// A name with its unit behind a comma, as beside [`Unit::bare`] figures: `Cost, EUR`.
    pub(crate) fn behind(&self, name: &str) -> String {
        match (self, self.name()) {
            (Self::Share, _) => name.to_owned(),
            (_, unit) if unit.is_empty() => name.to_owned(),
            (_, unit) => format!("{name}, {unit}"),
        }
    }

    /// A figure in full where that is money, else as [`Unit::figure`].
    pub(crate) fn exact(&self, value: f64) -> String {
        match self {
            Self::Money(currency) => wording::money(amount(value, *currency), *currency),
            other => other.figure(value),
        }
    }
}

/// So much of a currency, to the nearest of its smallest coins.
fn amount(value: f64, currency: Currency) -> Money {
    Money::from_minor((value * currency.minor_per_unit() as f64).round() as i64)
}

/// How many decimals tell figures apart that are `step` apart.
fn decimals(step: f64) -> usize {
    let mut shown = step.abs();
    for decimals in 0..6 {
        if (shown - shown.round()).abs() < 1e-6 && shown >= 0.999_999 {
            return decimals;
        }
        shown *= 10.0;
    }
    6
}

fn size_of(value: f64, step: f64) -> (f64, &'static str) {
    let size = value.abs().max(step.abs());
    let sizes = [(1e12, "T"), (1e9, "bn"), (1e6, "M"), (1e3, "k")];
    // A thousand reads well as it is.
    let large = sizes.into_iter().find(|(least, _)| size >= *least && size >= 10_000.0);
    large.unwrap_or((1.0, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_have_the_decimals_that_tell_them_apart() {
        let plain = Unit::Number(String::new());
        assert_eq!(plain.tick(0.5, 0.25), "0.50".trim_end_matches('0'));
        assert_eq!(plain.tick(20.0, 20.0), "20");
        assert_eq!(plain.tick(1_500_000.0, 500_000.0), "1.5 M");
        assert_eq!(plain.tick(2_000_000.0, 500_000.0), "2 M");
        assert_eq!(plain.tick(0.0, 500_000.0), "0");
        assert_eq!(plain.tick(-20_000.0, 20_000.0), "−20 k");
        assert_eq!(Unit::Share.tick(0.25, 0.25), "25");
    }

    #[test]
    fn figures_have_their_unit() {
        let euro = Unit::Money(Currency::default());
        assert_eq!(euro.figure(1_234_567.0), "1.23 M EUR");
        assert_eq!(euro.exact(1_234.5), "1\u{202f}234.50 EUR");
        assert_eq!(Unit::Share.figure(0.625), "62.5\u{202f}%");
        let quarters = Unit::Counted("quarter".to_owned());
        assert_eq!(quarters.figure(3.0), "3 quarters");
        assert_eq!(quarters.figure(1.0), "1 quarter");
    }

    #[test]
    fn bare_figures_leave_their_unit_to_the_name_beside_them() {
        let check = |unit: Unit, value, name: &str, figure: &str| {
            assert_eq!(unit.behind("It"), name);
            assert_eq!(unit.bare(value), figure);
        };
        check(Unit::Money(Currency::default()), -1_234_567.0, "It, EUR", "−1.23 M");
        check(Unit::Points, 61.0, "It, points", "61.0");
        check(Unit::Share, 0.625, "It", "62.5\u{202f}%");
        check(Unit::Counted("quarter".to_owned()), 1.0, "It, quarters", "1");
        check(Unit::Number(String::new()), 0.5, "It", "0.5");
    }
}
