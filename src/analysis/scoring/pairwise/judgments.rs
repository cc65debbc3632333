//! Comparisons of two things at a time: how many times as much the one counts as the other.

use std::collections::BTreeMap;

use thiserror::Error;

/// The most times that one thing may count as much as another on the scale of Saaty: "absolutely more important".
pub const TIMES_MAX: f64 = 9.0;

/// The scale of Saaty from 1/9 over 1 (both count the same) to 9.
pub const SCALE: [f64; 17] = [
    1.0 / 9.0,
    1.0 / 8.0,
    1.0 / 7.0,
    1.0 / 6.0,
    1.0 / 5.0,
    1.0 / 4.0,
    1.0 / 3.0,
    1.0 / 2.0,
    1.0,
    2.0,
    3.0,
    4.0,
    5.0,
    6.0,
    7.0,
    8.0,
    9.0,
];

/// Why a number is no judgment.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum JudgmentError {
    /// Zero, below zero, endless or no number.
    #[error("a judgment is a number above zero, from 1/9 to 9; this is {0}")]
    NotPositive(f64),
    /// So far off the scale that it can only be a slip.
    #[error("a judgment goes from 1/9 to 9; this is {0}")]
    FarOff(f64),
    /// A thing compared with itself, or one that is not there.
    #[error("two different things of those at hand are compared")]
    NoPair,
}

/// One comparison.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Compared {
    /// The number of the one.
    pub one: usize,
    /// The number of the other, above that of the one.
    pub other: usize,
    /// How many times as much the one counts as the other; below 1 where the other counts more.
    pub times: f64,
}

/// What somebody, or a group, has said of pairs out of so many things; each pair at most once, possibly not all.
///
/// What is said of a pair holds the other way round with the reciprocal, so a table that contradicts itself there cannot be held.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Judgments {
    size: usize,
    /// By the pair, the lower number first.
    times: BTreeMap<(usize, usize), f64>,
}

impl Judgments {
    /// Nothing has been said yet of `size` things.
    pub fn none_of(size: usize) -> Self {
        Self { size, times: BTreeMap::new() }
    }

    /// How many things there are.
    pub fn size(&self) -> usize {
        self.size
    }

    /// How many pairs have been judged.
    pub fn count(&self) -> usize {
        self.times.len()
    }

    /// How many pairs there are.
    pub fn pair_count(&self) -> usize {
        (self.size * self.size.saturating_sub(1)).div_euclid(2)
    }

    /// Whether every pair has been judged.
    pub fn are_complete(&self) -> bool {
        self.count() == self.pair_count()
    }

    /// Says that `one` counts `times` as much as `other`; what was said of them before is forgotten.
    ///
    /// What is off the scale of 1/9 to 9 is taken up to a thousandfold, see [`Judgments::off_scale`].
    pub fn judge(&mut self, one: usize, other: usize, times: f64) -> Result<(), JudgmentError> {
        if one == other || one.max(other) >= self.size {
            return Err(JudgmentError::NoPair);
        }
        if !(times.is_finite() && times > 0.0) {
            return Err(JudgmentError::NotPositive(times));
        }
        if !(0.001..=1_000.0).contains(&times) {
            return Err(JudgmentError::FarOff(times));
        }
        let upright = if one < other { times } else { 1.0 / times };
        self.times.insert((one.min(other), one.max(other)), upright);
        Ok(())
    }

    /// Forgets what was said of a pair.
    pub fn forget(&mut self, one: usize, other: usize) {
        self.times.remove(&(one.min(other), one.max(other)));
    }

    /// How many times as much `one` counts as `other`; nothing where nobody has said, 1 for a thing and itself.
    pub fn times(&self, one: usize, other: usize) -> Option<f64> {
        if one == other {
            return Some(1.0);
        }
        let times = self.times.get(&(one.min(other), one.max(other))).copied()?;
        Some(if one < other { times } else { 1.0 / times })
    }

    /// Everything that was said, in the order of the pairs.
    pub fn iter(&self) -> impl Iterator<Item = Compared> {
        self.times.iter().map(|(&(one, other), &times)| Compared { one, other, times })
    }

    /// The judgments below 1/9 or above 9: worth a warning, because nobody can tell a twentyfold from a tenfold.
    pub fn off_scale(&self) -> Vec<Compared> {
        let range = 1.0 / TIMES_MAX - 1e-9..=TIMES_MAX + 1e-9;
        self.iter().filter(|compared| !range.contains(&compared.times)).collect()
    }

    /// What a group says: for each pair the geometric mean over those who have judged it (Aczél and Saaty 1983). It is the only mean under
    /// which the group's table has reciprocals too.
    ///
    /// All must judge as many things as the first; others are left out.
    pub fn of_group(people: &[Self]) -> Self {
        let size = people.first().map_or(0, Self::size);
        let mut logs: BTreeMap<(usize, usize), (f64, u32)> = BTreeMap::new();
        for (&pair, &times) in
            people.iter().filter(|one| one.size == size).flat_map(|one| &one.times)
        {
            let (sum, count) = logs.entry(pair).or_default();
            *sum += libm::log(times);
            *count += 1;
        }
        let mean =
            |(pair, (sum, count)): (_, (f64, u32))| (pair, libm::exp(sum / f64::from(count)));
        Self { size, times: logs.into_iter().map(mean).collect() }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said(size: usize, judgments: &[(usize, usize, f64)]) -> Judgments {
        let mut all = Judgments::none_of(size);
        for &(one, other, times) in judgments {
            all.judge(one, other, times).unwrap();
        }
        all
    }

    #[test]
    fn a_judgment_holds_both_ways() {
        let all = said(3, &[(2, 0, 4.0)]);
        assert_eq!([all.times(2, 0), all.times(0, 2)], [Some(4.0), Some(0.25)]);
        assert_eq!([all.times(1, 1), all.times(0, 1)], [Some(1.0), None]);
        assert_eq!((all.count(), all.pair_count()), (1, 3));
    }

    #[test]
    fn what_can_be_no_judgment_is_refused() {
        let mut all = Judgments::none_of(3);
        assert_eq!(all.judge(0, 1, 0.0), Err(JudgmentError::NotPositive(0.0)));
        assert_eq!(all.judge(0, 1, -3.0), Err(JudgmentError::NotPositive(-3.0)));
        assert!(all.judge(0, 1, f64::NAN).is_err() && all.judge(0, 1, f64::INFINITY).is_err());
        assert_eq!(all.judge(0, 1, 1e12), Err(JudgmentError::FarOff(1e12)));
        assert_eq!(all.judge(1, 1, 2.0), Err(JudgmentError::NoPair));
        assert_eq!(all.judge(0, 3, 2.0), Err(JudgmentError::NoPair));
        assert_eq!(all.count(), 0);
        all.judge(0, 1, 12.0).unwrap();
        all.judge(1, 2, 1.0 / 9.0).unwrap();
        assert_eq!(all.off_scale().len(), 1);
    }

    #[test]
    fn a_group_means_what_those_say_who_have_judged() {
        let group = Judgments::of_group(&[
            said(3, &[(0, 1, 9.0), (1, 2, 2.0)]),
            said(3, &[(0, 1, 1.0)]),
            said(3, &[]),
        ]);
        assert!((group.times(0, 1).unwrap() - 3.0).abs() < 1e-12);
        assert!((group.times(1, 2).unwrap() - 2.0).abs() < 1e-12);
        assert_eq!(group.times(0, 2), None);
        // The mean of 9 and 1/9 is 1; the arithmetic one would be 4.6 one way and 4.6 the other.
        let torn = Judgments::of_group(&[said(2, &[(0, 1, 9.0)]), said(2, &[(1, 0, 9.0)])]);
        assert!((torn.times(0, 1).unwrap() - 1.0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn what_a_group_says_holds_the_other_way_round_too(
            people in prop::collection::vec(prop::collection::vec(prop::option::of(0_usize..17), 6), 1..6),
        ) {
            // The same people, with every question put the other way round.
            let pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)];
            let asked = |is_turned: bool| {
                let person = |answers: &Vec<Option<usize>>| {
                    let mut all = Judgments::none_of(4);
                    for (&(one, other), answer) in pairs.iter().zip(answers) {
                        let Some(times) = answer.map(|step| SCALE[step]) else { continue };
                        let turned = if is_turned { (other, one, 1.0 / times) } else { (one, other, times) };
                        all.judge(turned.0, turned.1, turned.2).unwrap();
                    }
                    all
                };
                Judgments::of_group(&people.iter().map(person).collect::<Vec<_>>())
            };
            let (straight, turned) = (asked(false), asked(true));
            for (one, other) in pairs {
                prop_assert_eq!(straight.times(one, other).is_some(), turned.times(one, other).is_some());
                if let (Some(there), Some(back)) = (straight.times(one, other), turned.times(other, one)) {
                    prop_assert!((there * back - 1.0).abs() < 1e-12);
                }
            }
        }
    }
}
