//! How much a share that was counted in samples is worth.

use super::part;

/// So many standard errors to both sides hold 95 of 100 cases.
const DEVIATIONS: f64 = 1.959_963_984_540_054;

/// Between which shares the true one lies in 95 of 100 cases, where `with` of `all` samples were counted: Wilson's score interval (1927). It is never of
/// no width, also where all samples or none were counted; of no samples it says nothing: 0 to 1.
pub(super) fn interval(with: usize, all: usize) -> [f64; 2] {
    if all == 0 {
        return [0.0, 1.0];
    }
    let (share, count) = (part(with, all), part(all, 1));
    let squared = DEVIATIONS * DEVIATIONS;
    let scale = 1.0 / (1.0 + squared / count);
    let middle = scale * (share + squared / (2.0 * count));
    let spread = share * (1.0 - share) / count + squared / (4.0 * count * count);
    let half = scale * DEVIATIONS * spread.sqrt();
    [(middle - half).max(0.0), (middle + half).min(1.0)]
}

#[cfg(test)]
mod tests {
    use super::interval;

    #[track_caller]
    fn check(with: usize, all: usize, expected: [f64; 2]) {
        let found = interval(with, all);
        let is_near = found.iter().zip(expected).all(|(one, other)| (one - other).abs() < 5e-4);
        assert!(is_near, "{found:?}");
    }

    #[test]
    fn shares_have_the_intervals_of_newcombe() {
        // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        check(81, 263, [0.2553, 0.3662]);
        check(15, 148, [0.0624, 0.1605]);
        check(0, 20, [0.0, 0.1611]);
        check(1, 29, [0.0061, 0.1718]);
    }

    #[test]
    fn all_and_none_are_no_proof() {
        check(400, 400, [0.9905, 1.0]);
        check(0, 400, [0.0, 0.0095]);
        check(0, 0, [0.0, 1.0]);
    }
}
