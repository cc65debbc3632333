//! Low, likely and high as a distribution: triangular, PERT or lognormal.

use crate::model::{Estimate, Spread};

/// The width of the interval that holds nine cases in ten, in standard deviations (Hubbard, *How to Measure Anything*): 2 · 1.645.
pub const NINE_IN_TEN: f64 = 3.29;

/// An amount that lies in a range, and how.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Doubt {
    /// It is known.
    Exactly(f64),
    /// A triangle from `low` over `likely` to `high`.
    Triangular {
        /// The least it can be.
        low: f64,
        /// Where it is densest.
        likely: f64,
        /// The most it can be.
        high: f64,
    },
    /// A beta distribution from `low` to `high` with the exponents 1 + 4(likely − low)/(high − low) and 1 + 4(high − likely)/(high − low).
    Pert {
        /// The least it can be.
        low: f64,
        /// Where it is densest.
        likely: f64,
        /// The most it can be.
        high: f64,
    },
    /// Its logarithm is normal.
    Lognormal {
        /// The mean of the logarithm.
        mu: f64,
        /// The standard deviation of the logarithm.
        sigma: f64,
    },
}

impl Doubt {
    /// The distribution that an estimate stands for; PERT where nobody has said which. In minor units of the currency.
    ///
    /// A lognormal needs both ends above zero; where they are not, it is PERT, and [`is_lognormal_impossible`](Self::is_lognormal_impossible) says so.
    pub fn of(estimate: Estimate, spread: Option<Spread>) -> Self {
        let [low, likely, high] = [estimate.low(), estimate.likely(), estimate.high()]
            .map(crate::model::Money::minor_f64);
        if estimate.is_exact() {
            return Self::Exactly(likely);
        }
        match spread.unwrap_or(Spread::Pert) {
            Spread::Triangular => Self::Triangular { low, likely, high },
            Spread::Lognormal if low > 0.0 => {
                let (below, above) = (libm::log(low), libm::log(high));
                Self::Lognormal {
                    mu: f64::midpoint(below, above),
                    sigma: (above - below) / NINE_IN_TEN,
                }
            }
            Spread::Lognormal | Spread::Pert => Self::Pert { low, likely, high },
        }
    }

    /// Whether the estimate is meant as a lognormal and cannot be one, because it reaches to zero or below.
    pub fn is_lognormal_impossible(estimate: Estimate, spread: Option<Spread>) -> bool {
        spread == Some(Spread::Lognormal) && !estimate.is_exact() && estimate.low().minor <= 0
    }

    /// The mean: (low + likely + high)/3, (low + 4 likely + high)/6, or exp(μ + σ²/2).
    pub fn mean(self) -> f64 {
        match self {
            Self::Exactly(amount) => amount,
            Self::Triangular { low, likely, high } => (low + likely + high) / 3.0,
            Self::Pert { low, likely, high } => (low + 4.0 * likely + high) / 6.0,
            Self::Lognormal { mu, sigma } => libm::exp(mu + sigma * sigma / 2.0),
        }
    }

    /// The variance, in squared units.
    pub fn variance(self) -> f64 {
        match self {
            Self::Exactly(_) => 0.0,
            Self::Triangular { low, likely, high } => {
                let (width, place) = (high - low, likely - low);
                (width * width - width * place + place * place) / 18.0
            }
            // Of a beta distribution with the exponents a and b, a + b = 6: (high − low)² · ab / (36 · 7).
            Self::Pert { low, likely, high } => {
                let width = high - low;
                let place = (likely - low) / width;
                let (a, b) = (1.0 + 4.0 * place, 5.0 - 4.0 * place);
                width * width * a * b / 252.0
            }
            Self::Lognormal { mu, sigma } => {
                let square = sigma * sigma;
                libm::expm1(square) * libm::exp(2.0 * mu + square)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Money;

    fn estimate(low: i64, likely: i64, high: i64) -> Estimate {
        let [low, likely, high] = [low, likely, high].map(Money::from_minor);
        Estimate::between(low, likely, high).unwrap()
    }

    #[test]
    fn means_are_those_of_the_books() {
        let near = |one: f64, other: f64, within: f64| {
            assert!((one - other).abs() < within, "{one} {other}");
        };
        // Hubbard: nine cases in ten from 100,000 to a million.
        let wide = Doubt::of(estimate(100_000, 300_000, 1_000_000), Some(Spread::Lognormal));
        near(wide.mean(), 403_984.0, 1.0);
        near(Doubt::of(estimate(1, 2, 9), None).mean(), 3.0, 1e-12);
        near(Doubt::of(estimate(1, 2, 9), Some(Spread::Triangular)).mean(), 4.0, 1e-12);
        near(Doubt::of(estimate(0, 3, 12), Some(Spread::Triangular)).variance(), 6.5, 1e-12);
        // Likely in the middle: (high − low)²/28.
        near(Doubt::of(estimate(0, 50, 100), None).variance(), 10_000.0 / 28.0, 1e-9);
        near(Doubt::of(estimate(7, 7, 7), Some(Spread::Lognormal)).mean(), 7.0, 1e-12);
    }

    #[test]
    fn what_reaches_to_zero_is_no_lognormal() {
        let zero = estimate(0, 5, 10);
        assert!(Doubt::is_lognormal_impossible(zero, Some(Spread::Lognormal)));
        assert!(!Doubt::is_lognormal_impossible(zero, None));
        assert!(matches!(Doubt::of(zero, Some(Spread::Lognormal)), Doubt::Pert { .. }));
    }
}
