//! Which comparisons contradict the others most, and what would mend each best.

use super::judgments::{Judgments, SCALE, TIMES_MAX};
use super::priorities::priorities;

/// An improvement of the ratio below this is none.
const GAIN_MIN: f64 = 1e-9;
/// Rounds of the golden section: each leaves 0.618 of what is open.
const SECTIONS: usize = 60;
/// The larger part of the golden section.
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// What would mend one comparison, all others as they are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mending {
    /// The number of the one.
    pub one: usize,
    /// The number of the other, above that of the one.
    pub other: usize,
    /// How many times as much the one is said to count as the other.
    pub times: f64,
    /// The step of the scale 1/9 … 9 with which the consistency ratio would be least; of two that are as good, the one nearer to what was said.
    pub better: f64,
    /// The consistency ratio with that step.
    pub ratio: f64,
    /// The number from 1/9 to 9, steps or not, with which the consistency ratio would be least.
    pub best: f64,
    /// The consistency ratio with that number.
    pub ratio_best: f64,
}

/// Three comparisons in a circle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Triad {
    /// The three things: the first counts more than the second, and that more than the third, by what is said of those two pairs.
    pub things: [usize; 3],
    /// By what factor the third comparison misses what the first two say, at least 1: 2·2 should be 4, and if ½ is said it is 8.
    pub factor: f64,
    /// Of its three comparisons the one whose mending helps most; nothing where none helps.
    pub mending: Option<Mending>,
}

/// For each comparison what would mend it best, those that help most first; those that help nothing are left out.
///
/// The largest eigenvalue is a convex function of the logarithm of one comparison (Kingman 1961), so there is one best number.
pub fn mendings(judgments: &Judgments) -> Vec<Mending> {
    let Some(now) = priorities(judgments) else { return Vec::new() };
    let mut all: Vec<Mending> = judgments
        .iter()
        .map(|compared| mending(judgments, compared.one, compared.other, compared.times))
        .filter(|mending| now.ratio - mending.ratio > GAIN_MIN)
        .collect();
    all.sort_by(|one, other| one.ratio.total_cmp(&other.ratio));
    all
}

fn mending(judgments: &Judgments, one: usize, other: usize, times: f64) -> Mending {
    let mut tried = judgments.clone();
    let mut ratio_with = |times: f64| {
        let is_taken = tried.judge(one, other, times).is_ok();
        let found = is_taken.then(|| priorities(&tried)).flatten();
        found.map_or(f64::INFINITY, |found| found.ratio)
    };
    let steps_away = |step: f64| (libm::log(step) - libm::log(times)).abs();
    let mut steps: Vec<(f64, f64)> = SCALE.iter().map(|&step| (ratio_with(step), step)).collect();
    steps.sort_by(|(one_ratio, one), (other_ratio, other)| {
        let by_ratio = if (one_ratio - other_ratio).abs() < GAIN_MIN {
            std::cmp::Ordering::Equal
        } else {
            one_ratio.total_cmp(other_ratio)
        };
        by_ratio.then(steps_away(*one).total_cmp(&steps_away(*other)))
    });
    let (ratio, better) = steps.first().copied().unwrap_or((f64::INFINITY, times));
    let (ratio_best, best) = least(&mut ratio_with);
    Mending { one, other, times, better, ratio, best, ratio_best }
}

/// The least ratio over the whole scale, and where it is, by golden section over the logarithm.
fn least(ratio_with: &mut impl FnMut(f64) -> f64) -> (f64, f64) {
    let (mut low, mut high) = (-libm::log(TIMES_MAX), libm::log(TIMES_MAX));
    let (mut left, mut right) = (high - GOLDEN * (high - low), low + GOLDEN * (high - low));
    let mut at = |log: f64| ratio_with(libm::exp(log));
    let (mut at_left, mut at_right) = (at(left), at(right));
    for _ in 0..SECTIONS {
        if at_left <= at_right {
            (high, right, at_right) = (right, left, at_left);
            left = high - GOLDEN * (high - low);
            at_left = at(left);
        } else {
            (low, left, at_left) = (left, right, at_right);
            right = low + GOLDEN * (high - low);
            at_right = at(right);
        }
    }
    let middle = libm::exp(f64::midpoint(low, high));
    // The section comes near an end and never to it.
    let tried = [middle, TIMES_MAX, 1.0 / TIMES_MAX].map(|times| (ratio_with(times), times));
    let [inside, ..] = tried;
    tried.into_iter().fold(inside, |best, end| if end.0 < best.0 { end } else { best })
}

/// The circle of three comparisons that contradict each other most; nothing where no three are in a circle, or none contradicts.
pub fn worst_triad(judgments: &Judgments) -> Option<Triad> {
    let mut worst: Option<(f64, [usize; 3])> = None;
    for things in triples(judgments.size()) {
        let Some(circle) = circle(judgments, things) else { continue };
        let miss = libm::log(circle).abs();
        if miss > GAIN_MIN && worst.is_none_or(|(so_far, _)| miss > so_far + GAIN_MIN) {
            worst = Some((miss, things));
        }
    }
    let (miss, [one, two, three]) = worst?;
    let pairs = [(one, two), (two, three), (one, three)];
    let in_triad = |mending: &Mending| pairs.contains(&(mending.one, mending.other));
    let mending = mendings(judgments).into_iter().find(in_triad);
    Some(Triad { things: in_order(judgments, [one, two, three]), factor: libm::exp(miss), mending })
}

fn triples(size: usize) -> impl Iterator<Item = [usize; 3]> {
    (0..size).flat_map(move |one| {
        (one + 1..size).flat_map(move |two| (two + 1..size).map(move |three| [one, two, three]))
    })
}

/// What three comparisons come to around the circle: 1 where they agree; nothing where one is missing.
fn circle(judgments: &Judgments, [one, two, three]: [usize; 3]) -> Option<f64> {
    Some(judgments.times(one, two)? * judgments.times(two, three)? * judgments.times(three, one)?)
}

/// The three so that the first two steps go down, or are level, where that is possible.
fn in_order(judgments: &Judgments, [one, two, three]: [usize; 3]) -> [usize; 3] {
    let orders = [
        [one, two, three],
        [one, three, two],
        [two, one, three],
        [two, three, one],
        [three, one, two],
        [three, two, one],
    ];
    let goes_down = |one, other| judgments.times(one, other).is_some_and(|times| times >= 1.0);
    let falls = |[one, two, three]: &[usize; 3]| goes_down(*one, *two) && goes_down(*two, *three);
    orders.into_iter().find(falls).unwrap_or([one, two, three])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(size: usize, judgments: &[(usize, usize, f64)]) -> Judgments {
        let mut all = Judgments::none_of(size);
        for &(one, other, times) in judgments {
            all.judge(one, other, times).unwrap();
        }
        all
    }

    /// Weights 8, 4, 2, 1, with one comparison turned round.
    fn slipped() -> Judgments {
        said(4, &[(0, 1, 2.0), (0, 2, 4.0), (0, 3, 8.0), (1, 2, 2.0), (1, 3, 0.25), (2, 3, 2.0)])
    }

    #[test]
    fn the_slip_is_found_and_what_was_meant() {
        let all = mendings(&slipped());
        let first = all[0];
        assert_eq!((first.one, first.other, first.times, first.better), (1, 3, 0.25, 4.0));
        assert!(first.ratio < 1e-9 && (first.best - 4.0).abs() < 1e-3, "{first:?}");
        assert!(all.iter().all(|mending| mending.ratio_best <= mending.ratio + 1e-12));
    }

    #[test]
    fn the_worst_triad_has_the_slip_in_it() {
        let triad = worst_triad(&slipped()).unwrap();
        assert!(triad.things.contains(&1) && triad.things.contains(&3), "{triad:?}");
        assert!((triad.factor - 16.0).abs() < 1e-9);
        assert_eq!(triad.mending.map(|mending| (mending.one, mending.other)), Some((1, 3)));
    }

    #[test]
    fn the_best_number_is_the_best_of_many() {
        let all = said(
            4,
            &[(0, 1, 4.0), (0, 2, 3.0), (0, 3, 7.0), (2, 1, 3.0), (1, 3, 3.0), (2, 3, 5.0)],
        );
        for mending in mendings(&all) {
            for step in 0..=400 {
                let times = libm::exp(libm::log(9.0) * (f64::from(step) / 200.0 - 1.0));
                let mut tried = all.clone();
                tried.judge(mending.one, mending.other, times).unwrap();
                assert!(
                    mending.ratio_best <= priorities(&tried).unwrap().ratio + 1e-9,
                    "{mending:?} {times}"
                );
            }
            let steps = SCALE.map(|times| {
                let mut tried = all.clone();
                tried.judge(mending.one, mending.other, times).unwrap();
                priorities(&tried).unwrap().ratio
            });
            assert!(steps.iter().all(|ratio| mending.ratio <= ratio + 1e-9));
        }
    }

    #[test]
    fn what_agrees_needs_no_mending() {
        let fine = said(3, &[(0, 1, 2.0), (1, 2, 2.0), (0, 2, 4.0)]);
        assert_eq!((mendings(&fine), worst_triad(&fine)), (vec![], None));
        // A chain has no circle; things that are not joined have no ratio.
        let chain = said(3, &[(0, 1, 9.0), (1, 2, 9.0)]);
        assert_eq!((mendings(&chain), worst_triad(&chain)), (vec![], None));
        assert_eq!(mendings(&said(3, &[(0, 1, 9.0)])), vec![]);
    }
}
