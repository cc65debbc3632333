//! Trying other weights: what moves along when one of them moves.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{OutcomeId, Portfolio};

/// What all weights come to when they are put in order.
const WHOLE: f64 = 100.0;
/// The most that one may weigh.
const WEIGHT_MAX: f64 = 1_000_000.0;

/// What each leaf outcome weighs, by id: as it is, or as somebody tries it out.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighing(BTreeMap<OutcomeId, f64>);

impl Weighing {
    /// The weights as the portfolio has them.
    pub fn of(portfolio: &Portfolio) -> Self {
        let weights = portfolio.leaves().map(|(id, outcome)| (id, outcome.weight.value()));
        Self(weights.collect())
    }

    /// What one outcome weighs, 0 to 1,000,000; 0 for one that has no weight of its own.
    pub fn weight(&self, outcome: OutcomeId) -> f64 {
        self.0.get(&outcome).copied().unwrap_or(0.0)
    }

    /// Each outcome with what it weighs, by id.
    pub fn iter(&self) -> impl Iterator<Item = (OutcomeId, f64)> {
        self.0.iter().map(|(&id, &weight)| (id, weight))
    }

    /// The sum of all weights.
    pub fn sum(&self) -> f64 {
        self.0.values().sum()
    }

    /// The largest weight; 0 where there is none.
    pub fn largest(&self) -> f64 {
        self.0.values().copied().fold(0.0, f64::max)
    }

    /// The part of one outcome in all, 0 to 1; 0 where nothing weighs anything.
    pub fn share(&self, outcome: OutcomeId) -> f64 {
        let sum = self.sum();
        if sum > 0.0 { self.weight(outcome) / sum } else { 0.0 }
    }

    /// The weights with that of one outcome changed to `weight`. Those that are locked keep their share of all, so they
    /// grow and shrink with the sum; the others keep their weight.
    ///
    /// Nothing where that cannot be: `outcome` is locked, or no other than it is free, or the locked shares would have
    /// nothing left to be a share of.
    pub fn with(
        &self,
        outcome: OutcomeId,
        weight: f64,
        locked: &BTreeSet<OutcomeId>,
    ) -> Option<Self> {
        if locked.contains(&outcome) || !self.0.contains_key(&outcome) {
            return None;
        }
        let mut next = self.clone();
        next.0.insert(outcome, weight);
        let locked: BTreeSet<_> =
            locked.iter().copied().filter(|id| self.weight(*id) > 0.0).collect();
        if locked.is_empty() {
            return Some(next);
        }
        let free: f64 =
            next.iter().filter(|(id, _)| !locked.contains(id)).map(|(_, weight)| weight).sum();
        let is_alone = next.iter().filter(|(id, _)| !locked.contains(id)).count() < 2;
        let sum = free / (1.0 - self.locked_share(&locked));
        if is_alone || free <= 0.0 || !sum.is_finite() {
            return None;
        }
        for &id in &locked {
            next.0.insert(id, self.share(id) * sum);
        }
        next.0.values().all(|weight| *weight <= WEIGHT_MAX).then_some(next)
    }

    /// The same proportions with a sum of 100; nothing where nothing weighs anything.
    pub fn normalised(&self) -> Option<Self> {
        let sum = self.sum();
        if sum <= 0.0 {
            return None;
        }
        let part = |(&id, weight): (&OutcomeId, &f64)| (id, weight / sum * WHOLE);
        Some(Self(self.0.iter().map(part).collect()))
    }

    /// All weights the same, with a sum of 100; those that are locked keep their share of all.
    #[must_use]
    pub fn evened(&self, locked: &BTreeSet<OutcomeId>) -> Self {
        let kept = self.locked_share(locked);
        let free = self.0.keys().filter(|id| !locked.contains(id)).count();
        let each = WHOLE * (1.0 - kept) / u32::try_from(free).map_or(f64::INFINITY, f64::from);
        let part = |&id: &OutcomeId| {
            (id, if locked.contains(&id) { self.share(id) * WHOLE } else { each })
        };
        Self(self.0.keys().map(part).collect())
    }

    fn locked_share(&self, locked: &BTreeSet<OutcomeId>) -> f64 {
        locked.iter().map(|id| self.share(*id)).sum()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Id;

    fn id(number: usize) -> OutcomeId {
        OutcomeId(Id::from_bits(u64::try_from(number).unwrap()))
    }

    fn weighing(weights: &[f64]) -> Weighing {
        Weighing(weights.iter().enumerate().map(|(number, &weight)| (id(number), weight)).collect())
    }

    fn check(weights: &[f64], locked: &[usize], (number, to): (usize, f64), expected: &[f64]) {
        let locked = locked.iter().copied().map(id).collect();
        let found = weighing(weights).with(id(number), to, &locked).unwrap();
        for (number, expected) in expected.iter().enumerate() {
            let found = found.weight(id(number));
            assert!((found - expected).abs() < 1e-9, "{number}: {found} is not {expected}");
        }
    }

    #[test]
    fn a_weight_moves_alone_where_nothing_is_locked() {
        check(&[50.0, 30.0, 20.0], &[], (0, 10.0), &[10.0, 30.0, 20.0]);
        check(&[50.0, 30.0, 20.0], &[], (0, 0.0), &[0.0, 30.0, 20.0]);
    }

    #[test]
    fn a_locked_weight_keeps_its_share() {
        // 30 and 20 are free and locked; 80 and 20 stand for half, so 50 of 100 becomes 100 of 200.
        check(&[50.0, 30.0, 20.0], &[0], (1, 80.0), &[100.0, 80.0, 20.0]);
        check(&[50.0, 30.0, 0.0], &[2], (1, 80.0), &[50.0, 80.0, 0.0]);
    }

    #[test]
    fn what_cannot_be_is_not_done() {
        let weights = weighing(&[50.0, 30.0, 20.0]);
        let with = |locked: &[usize], number, to| {
            weights.with(id(number), to, &locked.iter().copied().map(id).collect())
        };
        assert_eq!(with(&[0], 0, 10.0), None, "it is locked itself");
        assert_eq!(with(&[0, 1], 2, 10.0), None, "its share is what the locked ones leave");
        assert_eq!(weighing(&[50.0, 30.0, 0.0]).with(id(1), 0.0, &[id(0)].into()), None);
        assert_eq!(weighing(&[0.0, 0.0]).normalised(), None);
    }

    #[test]
    fn even_weights_leave_the_locked_share() {
        let even = weighing(&[60.0, 30.0, 30.0]).evened(&[id(0)].into());
        assert_eq!(even, weighing(&[50.0, 25.0, 25.0]));
        assert_eq!(weighing(&[0.0, 0.0]).evened(&BTreeSet::new()), weighing(&[50.0, 50.0]));
    }

    proptest! {
        #[test]
        fn locked_shares_stay_whatever_moves(
            weights in prop::collection::vec(0.1_f64..100.0, 3..8), to in 0.0_f64..1000.0,
        ) {
            let before = weighing(&weights);
            let locked: BTreeSet<_> = [id(0)].into();
            let after = before.with(id(1), to, &locked).unwrap();
            prop_assert!((after.share(id(0)) - before.share(id(0))).abs() < 1e-9);
            prop_assert!((after.normalised().unwrap().sum() - 100.0).abs() < 1e-9);
        }
    }
}
