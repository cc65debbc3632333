//! Eight draws side by side, so that a processor does for many what it does for one.

/// So many draws go side by side.
pub(super) const LANES: usize = 8;

/// One figure of each draw.
pub(super) type Lanes = [f64; LANES];

/// The natural logarithm of figures from the least normal one to below infinity.
///
/// Step by step what `libm::log` does for them, and so bit by bit the same; but without a branch, and so for all draws at once.
#[expect(clippy::inline_always, reason = "it is to use the instructions of whoever calls it")]
#[inline(always)]
pub(super) fn logarithms(figures: &Lanes) -> Lanes {
    let mut logarithms = [0.0; LANES];
    for (logarithm, figure) in logarithms.iter_mut().zip(figures) {
        *logarithm = log(*figure);
    }
    logarithms
}

/// Bits of 1/√2 (the upper half of them), and how far those of 1 are above.
const ROOT: u64 = 0x3fe6_a09e;
const ONE_ABOVE_ROOT: u64 = 0x3ff0_0000 - ROOT;
/// Added to a whole number below 2³² in the lowest bits of 2⁵², it is a figure without a conversion.
const WHOLE: f64 = 4_503_599_627_370_496.0;
const LN2_HIGH: f64 = 6.931_471_803_691_238e-1;
const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
const G: [f64; 7] = [
    6.666_666_666_666_735e-1,
    3.999_999_999_940_942e-1,
    2.857_142_874_366_239e-1,
    2.222_219_843_214_978_4e-1,
    1.818_357_216_161_805e-1,
    1.531_383_769_920_937_3e-1,
    1.479_819_860_511_658_6e-1,
];

/// `x` as a power of two times something near 1, and the logarithm of that by a polynomial (FreeBSD, `e_log.c`).
#[expect(clippy::inline_always, reason = "as above")]
#[expect(clippy::many_single_char_names, reason = "as in the source it follows")]
#[inline(always)]
fn log(x: f64) -> f64 {
    let bits = x.to_bits();
    let high = (bits >> 32) + ONE_ABOVE_ROOT;
    let power = f64::from_bits(WHOLE.to_bits() | (high >> 20)) - (WHOLE + 1023.0);
    let near_one = ((high & 0x000f_ffff) + ROOT) << 32 | bits & 0xffff_ffff;
    let f = f64::from_bits(near_one) - 1.0;
    let half_square = 0.5 * f * f;
    let s = f / (2.0 + f);
    let z = s * s;
    let w = z * z;
    let even = w * (G[1] + w * (G[3] + w * G[5]));
    let odd = z * (G[0] + w * (G[2] + w * (G[4] + w * G[6])));
    let rest = odd + even;
    s * (half_square + rest) + power * LN2_LOW - half_square + f + power * LN2_HIGH
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_logarithm_of_one_is_nothing_and_of_a_power_of_two_its_part_of_it() {
        assert_eq!(log(1.0).to_bits(), 0.0_f64.to_bits());
        assert_eq!(log(2.0).to_bits(), std::f64::consts::LN_2.to_bits());
        for figure in [f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0, f64::MAX, 1.0 / 3.0] {
            assert_eq!(log(figure).to_bits(), libm::log(figure).to_bits(), "{figure}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn logarithms_are_those_of_libm(figure in 0.0_f64..=1.0, wide in prop::num::f64::POSITIVE) {
            for figure in [figure, wide] {
                if figure.is_normal() {
                    prop_assert_eq!(log(figure).to_bits(), libm::log(figure).to_bits());
                }
            }
        }
    }
}
