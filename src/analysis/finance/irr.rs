//! At which rates a series of flows is worth nothing: all internal rates of return.
//!
//! With x = 1/(1 + r) the net present value is a polynomial in x, and the rates above −100 % are its roots above zero. All of them are found: the signs of
//! the flows change c times, so there are at most c (Descartes). A polynomial f whose coefficients change sign between the powers
//! below and above m has, between two neighbouring roots, a point where x^−m · f(x) is level, and that is a root of x · f′(x) − m · f(x),
//! whose coefficients change sign once less. Down this ladder there is in the end a polynomial without roots; up again, the roots of one cut the line into
//! pieces on which the next has one root at the most, and halving finds it.

use super::flows::Flows;

/// The rates at which flows are worth nothing, in order, as a part of one a year.
#[derive(Debug, Clone, PartialEq)]
pub enum Irr {
    /// There is no such rate: all flows have one sign, or no rate evens them out.
    None,
    /// There is one.
    Unique(f64),
    /// There are several, so none of them is *the* return; lowest first.
    Several(Vec<f64>),
}

impl Irr {
    /// Every rate of return of the flows, above −100 % a year.
    ///
    /// Rates so near each other that floating-point figures cannot tell them apart count as one.
    pub fn of(flows: &Flows) -> Self {
        let mut rates: Vec<f64> = factors(flows.amounts())
            .into_iter()
            .map(|place| rate_a_year(place, flows.per_year()))
            .filter(|rate| rate.is_finite() && *rate > -1.0)
            .collect();
        rates.sort_by(f64::total_cmp);
        match rates.as_slice() {
            [] => Self::None,
            [rate] => Self::Unique(*rate),
            _ => Self::Several(rates),
        }
    }

    /// All of them, lowest first.
    pub fn rates(&self) -> &[f64] {
        match self {
            Self::None => &[],
            Self::Unique(rate) => std::slice::from_ref(rate),
            Self::Several(rates) => rates,
        }
    }
}

/// How often the flows change from going out to coming in or back: with no change there is no rate of return, with one there is one at the most.
pub fn sign_changes(amounts: &[f64]) -> usize {
    changes(amounts).len()
}

/// Between which powers the sign changes: halfway between the two coefficients.
fn changes(amounts: &[f64]) -> Vec<f64> {
    let mut places = Vec::new();
    let mut before: Option<(u32, f64)> = None;
    for (power, &amount) in (0_u32..).zip(amounts).filter(|(_, amount)| **amount != 0.0) {
        if let Some((power_before, amount_before)) = before
            && (amount_before < 0.0) != (amount < 0.0)
        {
            places.push(f64::midpoint(f64::from(power_before), f64::from(power)));
        }
        before = Some((power, amount));
    }
    places
}

/// A place on the line of all factors: the factor x from 0 to ∞ is place/(1 − place), so no rate is too far to be halved to.
type Place = f64;

fn rate_a_year(place: Place, per_year: u16) -> f64 {
    // x = s/(1 − s), so 1/x = (1 − s)/s; for a year of one period 1/x − 1 without losing digits.
    if per_year == 1 {
        return (1.0 - 2.0 * place) / place;
    }
    libm::pow((1.0 - place) / place, f64::from(per_year)) - 1.0
}

/// The places of all roots above zero.
fn factors(amounts: &[f64]) -> Vec<Place> {
    let mut ladder = vec![scaled(amounts.to_vec())];
    // Each step takes one change of sign away, and none can come back.
    for m in changes(amounts) {
        let Some(last) = ladder.last() else { break };
        let turned = (0_u32..).zip(last).map(|(power, amount)| (f64::from(power) - m) * amount);
        ladder.push(scaled(turned.collect()));
    }
    let mut roots: Vec<Place> = Vec::new();
    for polynomial in ladder.iter().rev() {
        roots = roots_between(polynomial, &roots);
    }
    roots
}

/// The same polynomial with its largest coefficient 1, so that a long ladder does not run out of numbers.
fn scaled(mut amounts: Vec<f64>) -> Vec<f64> {
    let largest = amounts.iter().fold(0.0, |largest: f64, amount| largest.max(amount.abs()));
    if largest > 0.0 {
        for amount in &mut amounts {
            *amount /= largest;
        }
    }
    amounts
}

/// The roots of a polynomial that has one at the most between two neighbouring cuts, and below the first and above the last.
fn roots_between(polynomial: &[f64], cuts: &[Place]) -> Vec<Place> {
    let mut roots: Vec<Place> = Vec::new();
    let mut below = (0.0, sign_near_the_ends(&mut polynomial.iter()));
    let top = (1.0, sign_near_the_ends(&mut polynomial.iter().rev()));
    let ends = cuts.iter().map(|&cut| (cut, Sign::at(polynomial, cut))).chain([top]);
    for above in ends {
        match (below.1, above.1) {
            (Sign::Minus, Sign::Plus) | (Sign::Plus, Sign::Minus) => {
                roots.push(halved(polynomial, below.0, above.0, below.1));
            }
            // Level and nothing at once: two or more roots in one place.
            (_, Sign::Nothing) if above.0 < 1.0 => roots.push(above.0),
            _ => {}
        }
        below = above;
    }
    roots.dedup();
    roots
}

/// The sign of the first coefficient that is not nothing: what the polynomial has towards that end.
fn sign_near_the_ends(mut coefficients: &mut dyn Iterator<Item = &f64>) -> Sign {
    match (&mut coefficients).find(|coefficient| **coefficient != 0.0) {
        Some(coefficient) if *coefficient < 0.0 => Sign::Minus,
        Some(_) => Sign::Plus,
        None => Sign::Nothing,
    }
}

fn halved(polynomial: &[f64], mut low: Place, mut high: Place, sign_low: Sign) -> Place {
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return middle;
        }
        match value(polynomial, middle).0 {
            0.0 => return middle,
            value if (value < 0.0) == (sign_low == Sign::Minus) => low = middle,
            _ => high = middle,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Minus,
    Nothing,
    Plus,
}

impl Sign {
    fn at(polynomial: &[f64], place: Place) -> Self {
        let (value, doubt) = value(polynomial, place);
        if value.abs() <= doubt {
            Self::Nothing
        } else if value < 0.0 {
            Self::Minus
        } else {
            Self::Plus
        }
    }
}

/// The polynomial at a place, times something above zero, and by how much rounding can have moved it (Higham, *Accuracy and
/// Stability of Numerical Algorithms*, 5.1).
fn value(polynomial: &[f64], place: Place) -> (f64, f64) {
    let horner = |x: f64, coefficients: &mut dyn Iterator<Item = &f64>| {
        coefficients.fold((0.0, 0.0), |(value, size): (f64, f64), coefficient| {
            (value * x + coefficient, size * x + coefficient.abs())
        })
    };
    // Up to x = 1 in powers of x, above it in powers of 1/x: no power grows beyond all numbers.
    let (value, size) = if place <= 0.5 {
        horner(place / (1.0 - place), &mut polynomial.iter().rev())
    } else {
        horner((1.0 - place) / place, &mut polynomial.iter())
    };
    let steps = polynomial.iter().fold(0.0, |count, _| count + 2.0);
    (value, size * steps * f64::EPSILON)
}
