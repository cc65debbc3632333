//! Parts of a whole, and other figures that have a range.

use thiserror::Error;

/// Why a figure is refused.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum FigureError {
    /// Not a number, or endless.
    #[error("a figure must be a finite number")]
    Endless,
    /// A percentage outside 0 to 100.
    #[error("a percentage goes from 0 to 100; this is {0}")]
    Percentage(f64),
    /// A weight below zero or above a million.
    #[error("a weight goes from 0 to 1 000 000; this is {0}")]
    Weight(f64),
    /// A range of weights whose least is above its most.
    #[error("a range of weights goes from the least to the most; this one goes from {0} to {1}")]
    WeightRange(f64, f64),
    /// Synergy points outside 0 to 100.
    #[error("synergy goes from 0 to 100 points; this is {0}")]
    Points(f64),
    /// People outside 0 to 100,000, or with more than two decimals.
    #[error("full-time equivalents go from 0 to 100 000 with at most two decimals; this is {0}")]
    Fte(f64),
}

// Negative zero would make two equal portfolios differ in their bytes.
fn no_negative_zero(value: f64) -> f64 {
    if value == 0.0 { 0.0 } else { value }
}

/// A part of a hundred, from 0 to 100: a confidence, a probability, a discount rate.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Percent(f64);

impl Percent {
    /// All of it.
    pub const ALL: Self = Self(100.0);

    /// The percentage `value`, from 0 to 100.
    pub fn new(value: f64) -> Result<Self, FigureError> {
        if !value.is_finite() {
            return Err(FigureError::Endless);
        }
        if !(0.0..=100.0).contains(&value) {
            return Err(FigureError::Percentage(value));
        }
        Ok(Self(no_negative_zero(value)))
    }

    /// The figure before the percent sign, 0 to 100.
    pub fn percent(self) -> f64 {
        self.0
    }

    /// The same as a part of one, 0 to 1.
    pub fn share(self) -> f64 {
        self.0 / 100.0
    }
}

/// How much something counts beside others, from 0 to 1,000,000; only the ratio to the others matters.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Weight(f64);

impl Weight {
    /// Counts for nothing.
    pub const NONE: Self = Self(0.0);

    /// The weight `value`, from 0 to 1,000,000.
    pub fn new(value: f64) -> Result<Self, FigureError> {
        if !value.is_finite() {
            return Err(FigureError::Endless);
        }
        if !(0.0..=1_000_000.0).contains(&value) {
            return Err(FigureError::Weight(value));
        }
        Ok(Self(no_negative_zero(value)))
    }

    /// The weight as a number, not yet divided by the sum of all.
    pub fn value(self) -> f64 {
        self.0
    }
}

/// From the least to the most that a weight may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightRange {
    low: Weight,
    high: Weight,
}

impl WeightRange {
    /// The range from `low` to `high`; both may be the same.
    pub fn new(low: Weight, high: Weight) -> Result<Self, FigureError> {
        if low > high {
            return Err(FigureError::WeightRange(low.value(), high.value()));
        }
        Ok(Self { low, high })
    }

    /// The least.
    pub fn low(self) -> Weight {
        self.low
    }

    /// The most.
    pub fn high(self) -> Weight {
        self.high
    }

    /// Whether `weight` is in it, its ends included.
    pub fn holds(self, weight: Weight) -> bool {
        (self.low..=self.high).contains(&weight)
    }
}

/// Points on the scale of scores that two projects add when both are done, from 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct SynergyPoints(f64);

impl SynergyPoints {
    /// The bonus of `value` points, from 0 to 100.
    pub fn new(value: f64) -> Result<Self, FigureError> {
        if !value.is_finite() {
            return Err(FigureError::Endless);
        }
        if !(0.0..=100.0).contains(&value) {
            return Err(FigureError::Points(value));
        }
        Ok(Self(no_negative_zero(value)))
    }

    /// The points, 0 to 100.
    pub fn points(self) -> f64 {
        self.0
    }
}

/// Any finite number: what a measure reads, what it should read.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Figure(f64);

impl Figure {
    /// The number `value`, if it is finite.
    pub fn new(value: f64) -> Result<Self, FigureError> {
        if value.is_finite() {
            Ok(Self(no_negative_zero(value)))
        } else {
            Err(FigureError::Endless)
        }
    }

    /// The number.
    pub fn value(self) -> f64 {
        self.0
    }
}

/// People's working time in full-time equivalents, exact to a hundredth, from 0 to 100,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Fte {
    hundredths: u32,
}

impl Fte {
    /// Nobody.
    pub const ZERO: Self = Self { hundredths: 0 };
    const HUNDREDTHS_MAX: u32 = 10_000_000;

    /// The time of `hundredths` hundredths of a full-time person, at most 100,000 people.
    pub fn from_hundredths(hundredths: u32) -> Option<Self> {
        (hundredths <= Self::HUNDREDTHS_MAX).then_some(Self { hundredths })
    }

    /// The time of `value` full-time people; a third decimal is refused, not rounded away.
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked to be a whole number from 0 to 10 000 000 just before"
    )]
    pub fn new(value: f64) -> Result<Self, FigureError> {
        if !value.is_finite() {
            return Err(FigureError::Endless);
        }
        let hundredths = (value * 100.0).round();
        let is_exact = (value * 100.0 - hundredths).abs() < 1e-6;
        if !(0.0..=f64::from(Self::HUNDREDTHS_MAX)).contains(&hundredths) || !is_exact {
            return Err(FigureError::Fte(value));
        }
        Ok(Self { hundredths: hundredths as u32 })
    }

    /// Full-time people, with at most two decimals.
    pub fn people(self) -> f64 {
        f64::from(self.hundredths) / 100.0
    }

    /// Hundredths of a full-time person.
    pub fn hundredths(self) -> u32 {
        self.hundredths
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn figures_outside_their_range_are_refused_in_words() {
        assert_eq!(Percent::new(120.0), Err(FigureError::Percentage(120.0)));
        assert_eq!(Percent::new(f64::NAN), Err(FigureError::Endless));
        assert_eq!(Weight::new(-1.0), Err(FigureError::Weight(-1.0)));
        assert_eq!(
            Fte::new(0.125).unwrap_err().to_string(),
            "full-time equivalents go from 0 to 100 000 with at most two decimals; this is 0.125"
        );
    }

    #[test]
    fn a_range_of_weights_is_in_order() {
        let [one, two, three] = [1.0, 2.0, 3.0].map(|value| Weight::new(value).unwrap());
        let range = WeightRange::new(one, two).unwrap();
        assert_eq!([one, two, three].map(|weight| range.holds(weight)), [true, true, false]);
        assert!(WeightRange::new(two, two).is_ok());
        assert_eq!(WeightRange::new(two, one), Err(FigureError::WeightRange(2.0, 1.0)));
    }

    #[test]
    fn there_is_one_zero() {
        assert!(Percent::new(-0.0).unwrap().percent().is_sign_positive());
        assert!(Figure::new(-0.0).unwrap().value().is_sign_positive());
    }

    proptest! {
        #[test]
        fn people_survive_being_written_as_a_decimal(hundredths in 0_u32..=10_000_000) {
            let fte = Fte::from_hundredths(hundredths).unwrap();
            prop_assert_eq!(Fte::new(fte.people()), Ok(fte));
        }
    }
}
