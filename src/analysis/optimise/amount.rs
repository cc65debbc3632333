//! Parts of amounts, rounded to whole coins and to hundredths of people.

use crate::model::{Money, Percent};

/// One, in millionths.
pub(super) const WHOLE: i64 = 1_000_000;

/// One half, in millionths.
pub(super) const HALF: i64 = 500_000;

/// A percentage in millionths of the whole.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "a percentage goes from 0 to 100"
)]
pub(super) fn millionths(share: Percent) -> i64 {
    (share.percent() * 10_000.0).round() as i64
}

/// So many millionths of a number, rounded to the nearest whole, halves up; never out of range for numbers below 2¹⁰⁶.
pub(super) fn part(number: i128, millionths: i64) -> i128 {
    let whole = i128::from(WHOLE);
    (number * i128::from(millionths) * 2 + whole).div_euclid(2 * whole)
}

/// An amount times a factor in millionths; nothing where it is too large to be held.
pub(super) fn factored(amount: Money, millionths: i64) -> Option<Money> {
    i64::try_from(part(amount.minor.into(), millionths)).ok().map(Money::from_minor)
}

/// So many millionths of people in hundredths, rounded up: a half-funded project still needs whole hours.
pub(super) fn people_part(hundredths: u32, millionths: i64) -> i64 {
    let parts = i64::from(hundredths) * millionths;
    (parts + WHOLE - 1).div_euclid(WHOLE)
}

/// One number as a part of another that is above zero.
#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "a ratio that is shown with a few digits"
)]
pub(super) fn ratio(number: i128, of: i128) -> f64 {
    number as f64 / of as f64
}
