//! Low, likely, high: an amount and its doubt.

use thiserror::Error;

use super::money::Money;

/// How low, likely and high of an estimate are meant, where chance is reckoned with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spread {
    /// A triangle: from nothing at low straight up to likely and straight down to nothing at high; mean (low + likely + high) / 3.
    Triangular,
    /// PERT: low and high are the ends, likely counts four times; mean (low + 4 likely + high) / 6. Meant where nobody has said.
    Pert,
    /// Low and high hold nine cases in ten, and the logarithm is normal: never below zero, with a long tail. Both must be above zero.
    Lognormal,
}

impl Spread {
    /// All of them in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Triangular, Self::Pert, Self::Lognormal];
}

/// Why three figures are no estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("an estimate goes from low over likely to high; these three are not in that order")]
pub struct EstimateError;

/// An amount that is known, or known to lie in a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Estimate {
    low: Money,
    likely: Money,
    high: Money,
}

impl Estimate {
    /// An amount without doubt.
    pub const fn exactly(amount: Money) -> Self {
        Self { low: amount, likely: amount, high: amount }
    }

    /// An amount between `low` and `high`, most likely `likely`.
    pub fn between(low: Money, likely: Money, high: Money) -> Result<Self, EstimateError> {
        (low <= likely && likely <= high).then_some(Self { low, likely, high }).ok_or(EstimateError)
    }

    /// The least it may come to.
    pub fn low(self) -> Money {
        self.low
    }

    /// What it most likely comes to; sums and scores are made of this one.
    pub fn likely(self) -> Money {
        self.likely
    }

    /// The most it may come to.
    pub fn high(self) -> Money {
        self.high
    }

    /// Whether there is no doubt in it.
    pub fn is_exact(self) -> bool {
        self.low == self.high
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_estimate_is_in_order() {
        let [one, two, three] = [1, 2, 3].map(Money::from_minor);
        assert!(Estimate::between(one, two, three).is_ok());
        assert_eq!(Estimate::between(two, one, three), Err(EstimateError));
        assert!(Estimate::exactly(two).is_exact());
        assert!(!Estimate::between(one, one, two).unwrap().is_exact());
    }
}
