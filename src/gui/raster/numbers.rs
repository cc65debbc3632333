//! The few conversions between kinds of numbers that filling triangles needs, in one place.
#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "`as` from a float saturates and never fails, which is what is wanted; the standard \
              library has no other way"
)]

/// The whole number below or at `value`; the nearest there is when it is out of range.
pub(super) fn floor(value: f64) -> i64 {
    let whole = value as i64;
    if (whole as f64) > value { whole.saturating_sub(1) } else { whole }
}

/// The nearest whole number, halves away from zero, as egui's own painter rounds clip rectangles.
pub(super) fn rounded(value: f32) -> i64 {
    value.round() as i64
}

/// The nearest fraction to a whole number; exact up to 2^53.
pub(super) fn fraction(value: i64) -> f64 {
    value as f64
}

/// The nearest number of half the width.
pub(super) fn narrow(value: f64) -> f32 {
    value as f32
}

/// A sum of weighted levels, at most 255 × 65536 and therefore exact, as a level from 0 to 255.
pub(super) fn weighted(sum: u32) -> f32 {
    sum as f32 * (1.0 / 65_536.0)
}

/// The nearest level a pixel can store.
pub(super) fn level(value: f32) -> u8 {
    // Adding 2^23 leaves no room for a fraction: the lowest bits are the rounded number.
    let [low, ..] = (value.clamp(0.0, 255.0) + 8_388_608.0).to_bits().to_le_bytes();
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floor_goes_down_on_both_sides_of_zero() {
        assert_eq!([-1.5, -1.0, -0.1, 0.0, 0.9, 7.0].map(floor), [-2, -1, -1, 0, 0, 7]);
        assert_eq!(floor(f64::NAN), 0);
        assert_eq!(floor(f64::INFINITY), i64::MAX);
    }

    #[test]
    fn levels_are_the_nearest_and_never_leave_the_range() {
        assert_eq!([-3.0, 0.4, 0.6, 127.4, 254.6, 900.0].map(level), [0, 0, 1, 127, 255, 255]);
        for exact in 0..=255 {
            assert_eq!(level(f32::from(exact)), exact);
        }
    }
}
