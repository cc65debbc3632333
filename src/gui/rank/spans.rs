//! How far each weight may go before others are the first: a mark on each slider, and the words behind it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::view::Desk;
use crate::analysis::scoring::robust::{
    Flip, Steady, Swap, Values, WeightSpan, nearest_flip, steady_top,
};
use crate::analysis::scoring::{Weighing, Weights};
use crate::model::{OutcomeId, Portfolio, ProjectId};
use crate::wording;
use crate::workspace::{Answer, FirstAsked, Request};

/// How many of the first are meant, as long as nobody says otherwise.
const COUNT: usize = 5;
/// Up to so many values of projects for outcomes the marks follow the hand: what comes of them takes less than a millisecond. Beyond that they are worked out beside the window,
/// for the weights as they are.
const VALUES_AT_ONCE: usize = 30_000;

/// What is known of the spans: of the weights as they are, and of those that are tried out.
pub(super) struct Spans {
    /// How many of the first are meant, from 1.
    pub(super) count: usize,
    of: Option<Arc<Portfolio>>,
    /// How many projects are open.
    open_count: usize,
    /// What projects are worth for outcomes; nothing as long as that is worked out beside the window.
    values: Option<Arc<Values>>,
    still: Option<Found>,
    trial: Option<Found>,
}

impl Default for Spans {
    fn default() -> Self {
        Self { count: COUNT, of: None, open_count: 0, values: None, still: None, trial: None }
    }
}

/// Spans, and what they are of.
struct Found {
    weighing: Weighing,
    locked: BTreeSet<OutcomeId>,
    count: usize,
    steady: Steady,
}

impl Found {
    fn of(
        values: &Values,
        (weighing, locked): (&Weighing, &BTreeSet<OutcomeId>),
        count: usize,
    ) -> Option<Self> {
        let weights = values.weights(&Weights::weighed(weighing)?);
        // A weight of 0 that is locked has no share to keep; it stays 0 whatever moves.
        let steady = steady_top(values, &weights, locked, count);
        Some(Self { weighing: weighing.clone(), locked: locked.clone(), count, steady })
    }

    fn is_of(&self, (weighing, locked): (&Weighing, &BTreeSet<OutcomeId>), count: usize) -> bool {
        self.count == count && self.weighing == *weighing && self.locked == *locked
    }

    fn span(&self, outcome: OutcomeId) -> Option<&WeightSpan> {
        self.steady.spans.iter().find(|span| span.outcome == outcome)
    }
}

/// From where to where a weight may go, in the measure of its slider.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mark {
    /// The least.
    pub(super) low: f64,
    /// The most; endless where it may have everything.
    pub(super) high: f64,
    pub(super) span: WeightSpan,
}

impl Spans {
    /// Works the spans out where they are of something else, or asks for that where there is much. `now` are the weights as they are, `shown` those that a hand may be trying out.
    pub(super) fn follow(
        &mut self,
        desk: &mut Desk<'_>,
        [now, shown]: [&Weighing; 2],
        locked: &BTreeSet<OutcomeId>,
    ) {
        let portfolio = desk.portfolio;
        if !self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, portfolio)) {
            self.of = Some(Arc::clone(portfolio));
            self.open_count = portfolio.projects.values().filter(|one| one.is_open()).count();
            (self.values, self.still, self.trial) = (None, None, None);
        }
        if self.open_count * portfolio.leaves().count() > VALUES_AT_ONCE {
            self.follow_beside(desk, now, locked);
            return;
        }
        let values = self.values.get_or_insert_with(|| Arc::new(Values::of(portfolio)));
        let count = self.count;
        if !self.still.as_ref().is_some_and(|found| found.is_of((now, locked), count)) {
            self.still = Found::of(values, (now, locked), count);
        }
        if now == shown {
            self.trial = None;
        } else if !self.trial.as_ref().is_some_and(|found| found.is_of((shown, locked), count)) {
            self.trial = Found::of(values, (shown, locked), count);
        }
    }

    /// Takes the spans of the weights as they are from the workspace, which works them out beside the window.
    fn follow_beside(&mut self, desk: &mut Desk<'_>, now: &Weighing, locked: &BTreeSet<OutcomeId>) {
        self.trial = None;
        let count = self.count;
        if self.still.as_ref().is_some_and(|found| found.is_of((now, locked), count)) {
            return;
        }
        self.still = None;
        let asked = FirstAsked { locked: locked.clone(), count };
        if let Answer::Current(told) = desk.workspace.first_told()
            && told.asked == asked
        {
            self.values = Some(Arc::clone(&told.values));
            let (weighing, locked) = (now.clone(), asked.locked);
            self.still =
                told.steady.clone().map(|steady| Found { weighing, locked, count, steady });
        } else if !desk.workspace.knows_first(&asked) {
            desk.requests.push(Request::KeepFirst(asked));
        }
    }

    /// How many of the first can be meant: at least one must be left over.
    pub(super) fn count_max(&self) -> usize {
        self.open_count.saturating_sub(1)
    }

    /// The mark of a slider. That of the weight in the hand stays where it was when the hand took it: it is the line not to be crossed.
    pub(super) fn mark(&self, outcome: OutcomeId, held: Option<OutcomeId>) -> Option<Mark> {
        let found = match held {
            Some(held) if held != outcome => self.trial.as_ref()?,
            _ => self.still.as_ref()?,
        };
        if self.count_max() < found.count {
            return None;
        }
        let span = *found.span(outcome)?;
        let free: f64 = found
            .weighing
            .iter()
            .filter(|(id, _)| *id != outcome && !found.locked.contains(id))
            .map(|(_, weight)| weight)
            .sum();
        let kept: f64 = found.locked.iter().map(|id| found.weighing.share(*id)).sum();
        (free > 0.0).then(|| Mark {
            low: raw(span.low, free, kept),
            high: raw(span.high, free, kept),
            span,
        })
    }

    /// How many others are among the first with the weights that are tried out.
    pub(super) fn entered(&self) -> usize {
        let (Some(still), Some(trial)) = (&self.still, &self.trial) else { return 0 };
        trial.steady.top.iter().filter(|project| !still.steady.top.contains(project)).count()
    }

    /// What would turn two projects round, with these weights.
    pub(super) fn flip(&self, weighing: &Weighing, pair: [ProjectId; 2]) -> Option<Flip> {
        let values = self.values.as_ref()?;
        nearest_flip(values, &values.weights(&Weights::weighed(weighing)?), pair)
    }
}

/// The weight that makes a share of all, where the others that are free weigh `free` together and the locked ones keep the share `kept`.
fn raw(share: f64, free: f64, kept: f64) -> f64 {
    let left = 1.0 - kept - share;
    if left > 1e-9 { share * free / left } else { f64::INFINITY }
}

/// `the first 5 stay the same from 12.4 to 31 (8.1 % to 20.3 % of all weights)`, and who changes places beyond.
pub(super) fn mark_words(desk: &Desk<'_>, mark: &Mark, count: usize) -> String {
    let first =
        if count == 1 { "The first stays".to_owned() } else { format!("The first {count} stay") };
    let percent = |share: f64| format!("{}\u{202f}%", wording::points(share * 100.0));
    let (low, high) = (percent(mark.span.low), percent(mark.span.high));
    let from = wording::decimal(mark.low, 1);
    let has_end = mark.high.is_finite() && mark.span.above.is_some();
    let mut words = match (mark.span.below.is_some(), has_end) {
        (false, false) => format!("{first} the same whatever this weighs."),
        (false, true) => {
            let to = wording::decimal(mark.high, 1);
            format!("{first} the same up to {to} ({high} of all weights).")
        }
        (true, false) => format!("{first} the same from {from} on ({low} of all weights)."),
        (true, true) => {
            let to = wording::decimal(mark.high, 1);
            format!("{first} the same from {from} to {to} ({low} to {high} of all weights).")
        }
    };
    let mut add = |beyond: &str, swap: Option<Swap>| {
        if let Some(Swap { leaves, enters }) = swap {
            let (leaves, enters) = (desk.name(leaves), desk.name(enters));
            words = format!("{words}\n{beyond} “{enters}” comes in for “{leaves}”.");
        }
    };
    add("Below that", mark.span.below);
    add("Above that", mark.span.above.filter(|_| has_end));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_becomes_the_weight_that_makes_it() {
        // 20 beside 60 is a quarter of 80.
        assert!((raw(0.25, 60.0, 0.0) - 20.0).abs() < 1e-9);
        // With half of everything locked, the sum is 200 when 100 are free: 40 is a fifth of it, beside 60.
        assert!((raw(0.2, 60.0, 0.5) - 40.0).abs() < 1e-9);
        assert!(raw(1.0, 60.0, 0.0).is_infinite() && raw(0.5, 60.0, 0.5).is_infinite());
        assert!(raw(0.0, 60.0, 0.0).abs() < 1e-12);
    }
}
