//! Counts as figures to reckon with, in one place.

/// A count as a floating-point number. Counts above four thousand million come out as that limit.
pub(super) fn float(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

/// The nearest single-precision number, for positions and sizes on the map.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "there is no other way from f64 to f32; the map needs no more than seven digits"
)]
pub(super) fn single(value: f64) -> f32 {
    value as f32
}

/// A length in map units: what is negative or no number counts as nothing.
pub(super) fn length(value: f32) -> f64 {
    if value.is_finite() { f64::from(value.max(0.0)) } else { 0.0 }
}

/// How many steps of a size it takes to cover an amount, at least one and at most `most`.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value is brought between 1 and a small count first"
)]
pub(super) fn steps(amount: f64, step: f64, most: usize) -> usize {
    if step <= 0.0 {
        return most.max(1);
    }
    let wanted = (amount / step).ceil();
    wanted.clamp(1.0, float(most.max(1))) as usize
}
