//! Amounts of money, exact to the smallest coin of the portfolio's currency.

use std::fmt;
use std::iter::Sum;
use std::str::FromStr;

use thiserror::Error;

/// An amount in minor units (cents), from about −92 to +92 thousand million million; exact.
///
/// Which currency it is, and how many decimals that has, stands once in the [`Currency`] of the portfolio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money {
    /// The amount in minor units; below zero it is owed.
    pub minor: i64,
}

impl Money {
    /// No money.
    pub const ZERO: Self = Self { minor: 0 };

    /// The amount of `minor` minor units.
    pub const fn from_minor(minor: i64) -> Self {
        Self { minor }
    }

    /// The sum, or nothing where it is too large to be held.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.minor.checked_add(other.minor).map(Self::from_minor)
    }

    /// The amount `times` over, or nothing where it is too large to be held.
    pub fn checked_times(self, times: i64) -> Option<Self> {
        self.minor.checked_mul(times).map(Self::from_minor)
    }

    /// The amount as a floating-point number of minor units, for statistics only.
    #[expect(
        clippy::as_conversions,
        clippy::cast_precision_loss,
        reason = "statistics may be off by a coin in ninety million million"
    )]
    pub fn minor_f64(self) -> f64 {
        self.minor as f64
    }
}

/// A sum of amounts that cannot overflow: of up to 18 million million million of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct MoneySum {
    /// The sum in minor units.
    pub minor: i128,
}

impl MoneySum {
    /// Adds `amount` `times` over.
    #[must_use]
    pub fn plus_times(self, amount: Money, times: u32) -> Self {
        Self { minor: self.minor + i128::from(amount.minor) * i128::from(times) }
    }

    /// The sum as one amount; at the ends of the range it stays there.
    pub fn to_money(self) -> Money {
        let ends = i128::from(i64::MIN)..=i128::from(i64::MAX);
        let held = self.minor.clamp(*ends.start(), *ends.end());
        Money::from_minor(i64::try_from(held).unwrap_or(i64::MAX))
    }
}

impl Sum<Money> for MoneySum {
    fn sum<Amounts: Iterator<Item = Money>>(amounts: Amounts) -> Self {
        amounts.fold(Self::default(), |sum, amount| sum.plus_times(amount, 1))
    }
}

impl Sum for MoneySum {
    fn sum<Sums: Iterator<Item = Self>>(sums: Sums) -> Self {
        sums.fold(Self::default(), |all, one| Self { minor: all.minor + one.minor })
    }
}

/// Why a text names no currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CurrencyError {
    /// Not three capital letters.
    #[error("a currency is three capital letters, such as EUR")]
    NotACode,
    /// More than four decimals.
    #[error("a currency has 0 to 4 decimals; this says {0}")]
    TooManyDecimals(u8),
}

/// A currency by its ISO 4217 code, and how many decimals its amounts have.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency {
    code: [u8; 3],
    decimals: u8,
}

impl Currency {
    /// The currency `code` whose amounts have `decimals` decimals (0 to 4).
    pub fn new(code: &str, decimals: u8) -> Result<Self, CurrencyError> {
        let code: [u8; 3] =
            code.as_bytes().try_into().map_err(|_long_or_short| CurrencyError::NotACode)?;
        if !code.iter().all(u8::is_ascii_uppercase) {
            return Err(CurrencyError::NotACode);
        }
        if decimals > 4 {
            return Err(CurrencyError::TooManyDecimals(decimals));
        }
        Ok(Self { code, decimals })
    }

    /// Three capital letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.code).unwrap_or("???")
    }

    /// How many decimals an amount has: 2 for the euro, 0 for the yen.
    pub fn decimals(self) -> u8 {
        self.decimals
    }

    /// How many minor units make one of the currency: 100 for the euro.
    pub fn minor_per_unit(self) -> i64 {
        (0..self.decimals).fold(1, |all, _| all * 10)
    }
}

impl Default for Currency {
    fn default() -> Self {
        Self { code: *b"EUR", decimals: 2 }
    }
}

impl FromStr for Currency {
    type Err = CurrencyError;

    /// Reads a code; the number of decimals is that of ISO 4217.
    fn from_str(code: &str) -> Result<Self, CurrencyError> {
        let decimals = match code {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF"
            | "UGX" | "UYI" | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            "CLF" | "UYW" => 4,
            _ => 2,
        };
        Self::new(code, decimals)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({} decimals)", self.code(), self.decimals)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn currencies_know_their_decimals() {
        assert_eq!("JPY".parse::<Currency>().unwrap().minor_per_unit(), 1);
        assert_eq!("EUR".parse::<Currency>().unwrap().minor_per_unit(), 100);
        assert_eq!("KWD".parse::<Currency>().unwrap().minor_per_unit(), 1000);
        assert_eq!("eur".parse::<Currency>(), Err(CurrencyError::NotACode));
        assert_eq!("€".parse::<Currency>(), Err(CurrencyError::NotACode));
    }

    #[test]
    fn a_sum_does_not_overflow() {
        let much = Money::from_minor(i64::MAX);
        let sum: MoneySum = [much, much, much].into_iter().sum();
        assert_eq!(sum.minor, i128::from(i64::MAX) * 3);
        assert_eq!(sum.to_money(), much);
        assert_eq!(much.checked_add(much), None);
    }
}
