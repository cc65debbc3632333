//! Amounts at each place of a distribution: what a standard normal number stands for.
//!
//! Every amount is drawn as Q(Φ(z)) of a standard normal z, Q the inverse of its distribution. So what is correlated is
//! correlated in z (a Gaussian copula), and each amount keeps its own distribution whatever it moves with.
#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    clippy::many_single_char_names,
    reason = "places in a table, brought inside it first; the letters are those of the books"
)]

use crate::analysis::finance::Doubt;

/// Normal numbers beyond this happen once in 10¹⁵; they count as this.
const Z_MAX: f64 = 8.0;
/// How many pieces the table has for each unit of z.
const PIECES: usize = 16;
const KNOTS: usize = 16 * PIECES + 1;

/// A lognormal whose logarithm deviates by more than this is worked out anew each time: a table would not be exact enough.
const SIGMA_MAX: f64 = 2.0;

/// What a standard normal number stands for.
#[derive(Debug, Clone)]
pub(super) enum Quantile {
    /// By a table.
    Table(Table),
    /// By a table but for one piece of it, in which the triangle has its edge.
    Triangular {
        /// The quantiles.
        table: Table,
        /// In which piece the likely amount is.
        edge: usize,
        /// The triangle itself.
        triangle: Triangle,
    },
    /// exp(μ + σz).
    Lognormal {
        /// The mean of the logarithm.
        mu: f64,
        /// The standard deviation of the logarithm.
        sigma: f64,
    },
}

impl Quantile {
    /// Of a distribution; nothing where the amount is known.
    pub(super) fn of(doubt: Doubt) -> Option<Self> {
        match doubt {
            Doubt::Exactly(_) => None,
            Doubt::Triangular { low, likely, high } => {
                Some(Self::triangular(Triangle { low, likely, high }))
            }
            Doubt::Pert { low, likely, high } => {
                let place = (likely - low) / (high - low);
                Some(Self::Table(pert(1.0 + 4.0 * place, 5.0 - 4.0 * place, low, high - low)))
            }
            Doubt::Lognormal { mu, sigma } if sigma > SIGMA_MAX => {
                Some(Self::Lognormal { mu, sigma })
            }
            Doubt::Lognormal { mu, sigma } => Some(Self::Table(Table::of(|z| {
                let amount = libm::exp(mu + sigma * z);
                (amount, sigma * amount)
            }))),
        }
    }

    fn triangular(triangle: Triangle) -> Self {
        let knots: Vec<(f64, f64)> = (0..KNOTS).map(|knot| triangle.knot(z_of(knot))).collect();
        // The first knot that is above the likely amount ends the piece with the edge.
        let above = knots.partition_point(|(amount, _)| *amount <= triangle.likely);
        let edge = above.saturating_sub(1);
        Self::Triangular { table: Table::through(&knots), edge, triangle }
    }

    /// Turns normal numbers into amounts.
    pub(super) fn fill(&self, normals: &mut [f64]) {
        match self {
            Self::Table(table) => normals.iter_mut().for_each(|z| *z = table.at(*z)),
            Self::Triangular { table, edge, triangle } => {
                for z in normals {
                    let (piece, within) = Table::place(*z);
                    *z = if piece == *edge {
                        triangle.at(cumulative(*z), cumulative(-*z))
                    } else {
                        table.cubic(piece, within)
                    };
                }
            }
            Self::Lognormal { mu, sigma } => {
                for z in normals {
                    *z = libm::exp(mu + sigma * *z);
                }
            }
        }
    }
}

/// A triangular distribution.
#[derive(Debug, Clone, Copy)]
pub(super) struct Triangle {
    low: f64,
    likely: f64,
    high: f64,
}

impl Triangle {
    /// The amount that a share of all cases is below, and the others above.
    fn at(self, below: f64, above: f64) -> f64 {
        let width = self.high - self.low;
        let left = (self.likely - self.low) * width;
        if below * width < self.likely - self.low {
            self.low + (left * below).sqrt()
        } else {
            self.high - ((self.high - self.likely) * width * above).sqrt()
        }
    }

    /// The amount at a normal number, and how fast it rises there.
    fn knot(self, z: f64) -> (f64, f64) {
        let amount = self.at(cumulative(z), cumulative(-z));
        let width = self.high - self.low;
        let dense = if amount < self.likely {
            2.0 * (amount - self.low) / (width * (self.likely - self.low))
        } else {
            2.0 * (self.high - amount) / (width * (self.high - self.likely))
        };
        // Where there is no case any more, nothing rises.
        let slope = density(z) / dense;
        (amount, if slope.is_finite() { slope } else { 0.0 })
    }
}

/// A smooth function of z by its value and slope at 257 places, with a cubic between two of them.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// Of each piece the four coefficients of its cubic, from the constant on.
    pieces: Vec<[f64; 4]>,
}

impl Table {
    /// The function that gives value and slope.
    fn of(function: impl Fn(f64) -> (f64, f64)) -> Self {
        Self::through(&(0..KNOTS).map(|knot| function(z_of(knot))).collect::<Vec<_>>())
    }

    fn through(knots: &[(f64, f64)]) -> Self {
        let step = 1.0 / PIECES as f64;
        let piece = |pair: &[(f64, f64)]| {
            let ((from, slope_from), (to, slope_to)) = (pair[0], pair[1]);
            let (rise, first, last) = (to - from, slope_from * step, slope_to * step);
            [from, first, 3.0 * rise - 2.0 * first - last, first + last - 2.0 * rise]
        };
        Self { pieces: knots.windows(2).map(piece).collect() }
    }

    /// In which piece a normal number is, and how far in it from 0 to 1.
    #[inline]
    fn place(z: f64) -> (usize, f64) {
        let place = (z.clamp(-Z_MAX, Z_MAX) + Z_MAX) * PIECES as f64;
        let piece = (place as u32 as usize).min(KNOTS - 2);
        (piece, place - piece as f64)
    }

    #[inline]
    fn cubic(&self, piece: usize, within: f64) -> f64 {
        let [constant, linear, square, cube] = self.pieces[piece];
        constant + within * (linear + within * (square + within * cube))
    }

    #[inline]
    fn at(&self, z: f64) -> f64 {
        let (piece, within) = Self::place(z);
        self.cubic(piece, within)
    }
}

fn z_of(knot: usize) -> f64 {
    knot as f64 / PIECES as f64 - Z_MAX
}

/// The standard normal density.
pub(super) fn density(z: f64) -> f64 {
    0.398_942_280_401_432_7 * libm::exp(-0.5 * z * z)
}

/// Φ, the part of all standard normal numbers below z.
pub(super) fn cumulative(z: f64) -> f64 {
    0.5 * libm::erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

/// The quantiles of a beta distribution with these exponents, stretched from `low` over `width`.
///
/// The distribution is found by integrating its density from both ends, the inverse by Newton's method kept between bounds.
fn pert(a: f64, b: f64, low: f64, width: f64) -> Table {
    let beta = Beta::new(a, b);
    let knot = |knot: usize| {
        let z = z_of(knot);
        // From whichever end is nearer, so that no digits are lost.
        let (x, from_end) = if z <= 0.0 {
            (beta.inverse(cumulative(z)), false)
        } else {
            (Beta::new(b, a).inverse(cumulative(-z)), true)
        };
        let dense = if from_end { Beta::new(b, a).density(x) } else { beta.density(x) };
        let slope = if dense > 0.0 { density(z) / dense } else { 0.0 };
        let share = if from_end { 1.0 - x } else { x };
        (low + width * share, width * slope)
    };
    Table::through(&(0..KNOTS).map(knot).collect::<Vec<_>>())
}

/// A beta distribution.
#[derive(Debug, Clone, Copy)]
struct Beta {
    a: f64,
    b: f64,
    /// ln B(a, b).
    log_whole: f64,
}

impl Beta {
    fn new(a: f64, b: f64) -> Self {
        Self { a, b, log_whole: libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b) }
    }

    fn density(&self, x: f64) -> f64 {
        if x <= 0.0 || x >= 1.0 {
            return 0.0;
        }
        libm::exp((self.a - 1.0) * libm::log(x) + (self.b - 1.0) * libm::log1p(-x) - self.log_whole)
    }

    /// The part of all cases below x: the regularised incomplete beta function by its continued fraction (Press et al., *Numerical Recipes*, 6.4).
    fn cumulative(&self, x: f64) -> f64 {
        if x <= 0.0 {
            return 0.0;
        }
        if x >= 1.0 {
            return 1.0;
        }
        let front = libm::exp(self.a * libm::log(x) + self.b * libm::log1p(-x) - self.log_whole);
        if x < (self.a + 1.0) / (self.a + self.b + 2.0) {
            front * fraction(self.a, self.b, x) / self.a
        } else {
            1.0 - front * fraction(self.b, self.a, 1.0 - x) / self.b
        }
    }

    /// Where this part of all cases is below; for parts up to a half, or a little more.
    fn inverse(&self, part: f64) -> f64 {
        let (mut low, mut high) = (0.0, 1.0);
        // Near the end the distribution is x^a / (a B): a good beginning there.
        let mut x = libm::exp((libm::log(part) + libm::log(self.a) + self.log_whole) / self.a)
            .clamp(0.0, 0.5);
        for _ in 0..100 {
            let missed = self.cumulative(x) - part;
            if missed < 0.0 {
                low = x;
            } else {
                high = x;
            }
            let dense = self.density(x);
            let newton = x - missed / dense;
            let next = if dense > 0.0 && newton > low && newton < high {
                newton
            } else {
                f64::midpoint(low, high)
            };
            if (next - x).abs() <= 1e-15 * x {
                return next;
            }
            x = next;
        }
        x
    }
}

/// The continued fraction of the incomplete beta function by Lentz's method.
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    let guarded = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / guarded(1.0 - (a + b) * x / (a + 1.0));
    let mut product = d;
    let mut m = 1.0;
    while m < 300.0 {
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / guarded(1.0 + even * d);
        c = guarded(1.0 + even / c);
        product *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / guarded(1.0 + odd * d);
        c = guarded(1.0 + odd / c);
        product *= d * c;
        if (d * c - 1.0).abs() < 1e-15 {
            break;
        }
        m += 1.0;
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(doubt: Doubt, z: f64) -> f64 {
        let mut one = [z];
        Quantile::of(doubt).unwrap().fill(&mut one);
        one[0]
    }

    #[test]
    fn the_beta_distribution_is_that_of_the_tables() {
        // scipy.stats.beta(a, b).ppf(p).
        for (a, b, part, expected) in [
            (1.8, 4.2, 0.05, 0.058_977_387_6),
            (3.0, 3.0, 0.5, 0.5),
            (3.0, 3.0, 0.1, 0.246_636_453_3),
            (1.0, 5.0, 0.25, 0.055_912_488_7),
        ] {
            let beta = Beta::new(a, b);
            let found = beta.inverse(part);
            assert!((found - expected).abs() < 1e-6, "{a} {b} {part}: {found}");
            assert!((beta.cumulative(found) - part).abs() < 1e-13);
        }
    }

    #[test]
    fn a_table_is_exact_to_a_millionth() {
        for place in [0.0, 0.1, 0.35, 0.5, 0.8, 1.0] {
            let doubt = Doubt::Pert { low: 100.0, likely: 100.0 + 50.0 * place, high: 150.0 };
            let beta = Beta::new(1.0 + 4.0 * place, 5.0 - 4.0 * place);
            for step in -200..=200 {
                let z = f64::from(step) * 0.021_3;
                let found = beta.cumulative((at(doubt, z) - 100.0) / 50.0);
                assert!((found - cumulative(z)).abs() < 1e-6, "{place} {z}: {found}");
            }
        }
    }

    #[test]
    fn a_triangle_by_its_table_is_exact_to_a_millionth_of_its_width() {
        for likely in [100.0, 100.001, 107.0, 125.0, 149.0, 150.0] {
            let doubt = Doubt::Triangular { low: 100.0, likely, high: 150.0 };
            let triangle = Triangle { low: 100.0, likely, high: 150.0 };
            for step in -360..=360 {
                let z = f64::from(step) * 0.021_3;
                let expected = triangle.at(cumulative(z), cumulative(-z));
                let found = at(doubt, z);
                assert!((found - expected).abs() < 5e-5, "{likely} {z}: {found} {expected}");
            }
        }
    }

    #[test]
    fn a_lognormal_by_its_table_is_exact_to_a_millionth_of_itself() {
        for sigma in [0.01, 0.3, 0.7, 1.5, 2.0, 3.0] {
            for step in -360..=360 {
                let z = f64::from(step) * 0.021_3;
                let expected = libm::exp(1.0 + sigma * z);
                let found = at(Doubt::Lognormal { mu: 1.0, sigma }, z);
                assert!((found / expected - 1.0).abs() < 1e-6, "{sigma} {z}: {found} {expected}");
            }
        }
    }

    #[test]
    fn half_of_a_triangle_and_of_a_lognormal_is_below_its_median() {
        let triangle = Doubt::Triangular { low: 0.0, likely: 2.0, high: 10.0 };
        // 1 − (10 − x)²/80 = 1/2.
        assert!((at(triangle, 0.0) - (10.0 - 40.0_f64.sqrt())).abs() < 1e-9);
        let wide = Doubt::Lognormal { mu: 1.0, sigma: 0.5 };
        assert!((at(wide, 0.0) - std::f64::consts::E).abs() < 1e-12);
        assert!((at(wide, 2.0) - libm::exp(2.0)).abs() < 1e-12);
    }
}
