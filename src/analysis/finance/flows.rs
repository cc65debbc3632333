//! Money by period, and what it is worth today.

use thiserror::Error;

/// The most that one amount may be, either way: 10¹⁸, more than all money there is.
pub const AMOUNT_MAX: f64 = 1e18;
/// The most periods that are looked at: a hundred years of months.
pub const PERIODS_MAX: usize = 1_200;
/// The highest rate of discount: 100,000 % a year. A rate above it is a slip of the keys.
pub const RATE_MAX: f64 = 1_000.0;
/// The most periods of a year: days.
pub const PER_YEAR_MAX: u16 = 366;

/// Why something is no series of flows, or no rate.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum FlowError {
    /// There is not one amount.
    #[error(
        "there are no flows; give at least one amount, the first for today, such as -10000,5000,5000"
    )]
    Empty,
    /// There are more amounts than [`PERIODS_MAX`].
    #[error(
        "these are {0} flows; at most {PERIODS_MAX} are looked at, which is a hundred years of months"
    )]
    TooMany(usize),
    /// An amount is endless or not a number.
    #[error("flow {0} is not a finite number; every flow is an amount of money")]
    NotFinite(usize),
    /// An amount is beyond [`AMOUNT_MAX`].
    #[error("flow {0} is larger than 10^18 either way; give the flows in thousands or millions")]
    TooLarge(usize),
    /// The rate is endless or not a number.
    #[error("the rate is not a finite number; 0.075 or 7.5% is seven and a half per cent a year")]
    RateNotFinite,
    /// At such a rate nothing is left after the first period.
    #[error(
        "a rate of {} % a year cannot be: at −100 % and below nothing is left to be discounted; 0.075 or 7.5% is seven and a half per cent",
        100.0 * .0
    )]
    RateTooLow(f64),
    /// The rate is beyond [`RATE_MAX`].
    #[error("a rate of {} % a year is beyond all use; 0.075 or 7.5% is seven and a half per cent", 100.0 * .0)]
    RateTooHigh(f64),
    /// A year has 1 to [`PER_YEAR_MAX`] periods.
    #[error("a year has 1 to {PER_YEAR_MAX} periods; this says {0}")]
    PerYear(u32),
}

/// A rate of discount a year, above −100 %: 0.08 is eight per cent.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Rate(f64);

impl Rate {
    /// No discount: money of any time is worth the same.
    pub const NONE: Self = Self(0.0);

    /// A rate as a part of one, above −1 and up to [`RATE_MAX`].
    pub fn new(a_year: f64) -> Result<Self, FlowError> {
        if !a_year.is_finite() {
            return Err(FlowError::RateNotFinite);
        }
        if a_year <= -1.0 {
            return Err(FlowError::RateTooLow(a_year));
        }
        if a_year > RATE_MAX {
            return Err(FlowError::RateTooHigh(a_year));
        }
        Ok(Self(a_year))
    }

    /// The rate as a part of one: 0.08 is eight per cent a year.
    pub fn a_year(self) -> f64 {
        self.0
    }

    /// What one unit of money in `years` is worth today: 1/(1 + r)^years; today itself (0) is 1.
    ///
    /// Brealey, Myers and Allen, *Principles of Corporate Finance*, chapter 2.
    pub fn factor(self, years: f64) -> f64 {
        libm::pow(1.0 + self.0, -years)
    }
}

/// Amounts of money, one for each period, the first of them today; what comes in is above zero, what goes out below.
#[derive(Debug, Clone, PartialEq)]
pub struct Flows {
    amounts: Vec<f64>,
    per_year: u16,
}

impl Flows {
    /// Amounts with `per_year` periods a year (1 to [`PER_YEAR_MAX`]); none of them is refused for being nothing.
    pub fn new(amounts: Vec<f64>, per_year: u32) -> Result<Self, FlowError> {
        let periods =
            u16::try_from(per_year).ok().filter(|per_year| (1..=PER_YEAR_MAX).contains(per_year));
        let per_year = periods.ok_or(FlowError::PerYear(per_year))?;
        if amounts.is_empty() {
            return Err(FlowError::Empty);
        }
        if amounts.len() > PERIODS_MAX {
            return Err(FlowError::TooMany(amounts.len()));
        }
        for (period, amount) in amounts.iter().enumerate() {
            if !amount.is_finite() {
                return Err(FlowError::NotFinite(period));
            }
            if amount.abs() > AMOUNT_MAX {
                return Err(FlowError::TooLarge(period));
            }
        }
        Ok(Self { amounts, per_year })
    }

    /// What a portfolio takes and brings: its amounts have their limits from the types they come from.
    pub(super) fn of_periods(amounts: Vec<f64>, per_year: u16) -> Self {
        Self { amounts, per_year: per_year.max(1) }
    }

    /// The amounts, the first of them today.
    pub fn amounts(&self) -> &[f64] {
        &self.amounts
    }

    /// How many periods a year has, 1 to [`PER_YEAR_MAX`].
    pub fn per_year(&self) -> u16 {
        self.per_year
    }

    /// The amounts with the time of each in years, from 0 on.
    pub fn timed(&self) -> impl Iterator<Item = (f64, f64)> {
        let per_year = f64::from(self.per_year);
        (0_u32..)
            .zip(&self.amounts)
            .map(move |(period, &amount)| (f64::from(period) / per_year, amount))
    }

    /// The same flows, each as what it is worth today.
    #[must_use]
    pub fn discounted(&self, rate: Rate) -> Self {
        let amounts = self.timed().map(|(years, amount)| amount * rate.factor(years)).collect();
        Self { amounts, per_year: self.per_year }
    }

    /// All amounts together, undiscounted.
    pub fn sum(&self) -> f64 {
        self.amounts.iter().sum()
    }

    /// What all flows together are worth today (net present value): Σ flow(t)/(1 + r)^t, t in years, the first flow undiscounted.
    pub fn npv(&self, rate: Rate) -> f64 {
        self.discounted(rate).sum()
    }

    /// What comes in, undiscounted: the sum of all amounts above zero.
    pub fn comes_in(&self) -> f64 {
        self.amounts.iter().filter(|amount| **amount > 0.0).sum()
    }

    /// What goes out, undiscounted, as an amount above zero: the sum of all amounts below zero, with its sign turned.
    pub fn goes_out(&self) -> f64 {
        // Minus zero would be shown with its sign.
        0.0 - self.amounts.iter().filter(|amount| **amount < 0.0).sum::<f64>()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn flows(amounts: &[f64]) -> Flows {
        Flows::new(amounts.to_vec(), 1).unwrap()
    }

    #[test]
    fn the_first_flow_is_today_and_the_others_are_worth_less() {
        // Ten thousand out, then five thousand a year for five years, at 7.5 %.
        let project = flows(&[-10_000.0, 5_000.0, 5_000.0, 5_000.0, 5_000.0, 5_000.0]);
        assert!((project.npv(Rate::new(0.075).unwrap()) - 10_229.42).abs() < 0.005);
        assert!((project.npv(Rate::NONE) - 15_000.0).abs() < 1e-9);
        let quarters = Flows::new(vec![0.0, 0.0, 0.0, 0.0, 110.0], 4).unwrap();
        assert!((quarters.npv(Rate::new(0.1).unwrap()) - 100.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_no_flow_and_no_rate_is_refused_in_words() {
        let refusal = |amounts: &[f64]| Flows::new(amounts.to_vec(), 1).unwrap_err();
        assert_eq!(refusal(&[]), FlowError::Empty);
        assert_eq!(refusal(&[1.0, f64::NAN]), FlowError::NotFinite(1));
        assert_eq!(refusal(&[1e19]), FlowError::TooLarge(0));
        assert_eq!(refusal(&[0.0; 1_201]), FlowError::TooMany(1_201));
        assert_eq!(Flows::new(vec![1.0], 0), Err(FlowError::PerYear(0)));
        for (rate, error) in [
            (-1.0, FlowError::RateTooLow(-1.0)),
            (-3.0, FlowError::RateTooLow(-3.0)),
            (1e9, FlowError::RateTooHigh(1e9)),
            (f64::INFINITY, FlowError::RateNotFinite),
        ] {
            assert_eq!(Rate::new(rate), Err(error));
        }
        assert!(Rate::new(-1.5).unwrap_err().to_string().contains("-150 % a year cannot be"));
    }

    proptest! {
        #[test]
        fn the_worth_of_a_sum_is_the_sum_of_the_worths(
            pairs in prop::collection::vec((-1e6_f64..1e6, -1e6_f64..1e6), 1..40),
            factor in -10.0_f64..10.0,
            rate in -0.9..3.0,
        ) {
            let rate = Rate::new(rate).unwrap();
            let (one, other): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
            let both: Vec<f64> = pairs.iter().map(|(one, other)| one + factor * other).collect();
            let apart: f64 = flows(&one).npv(rate) + factor * flows(&other).npv(rate);
            let size = |amounts: &[f64]| -> f64 {
                flows(amounts).discounted(rate).amounts().iter().map(|amount| amount.abs()).sum()
            };
            let size: f64 = size(&one) + 10.0 * size(&other) + 1.0;
            let together = flows(&both).npv(rate);
            prop_assert!(f64::abs(together - apart) <= 1e-9 * size);
        }
    }
}
