//! What is kept of the sheet between frames, and the weights that follow from it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::analysis::scoring::elicit::{direct, rank_order, swing};
use crate::analysis::scoring::pairwise::{Judgments, Priorities, Triad, priorities, worst_triad};
use crate::analysis::scoring::{Judged, Weighing, judged};
use crate::edit::{Edit, OutcomeField, PortfolioField};
use crate::model::{OutcomeId, Portfolio, StakeholderId, Weight, WeightsBy};

/// A pair of outcomes, the one with the lower id first.
pub(super) type Pair = (OutcomeId, OutcomeId);

/// The sheet as a person has left it.
pub(crate) struct Scales {
    pub(super) way: WeightsBy,
    /// All outcomes that weigh, by id.
    pub(super) outcomes: Vec<OutcomeId>,
    /// Parts of a hundred.
    pub(super) stated: BTreeMap<OutcomeId, f64>,
    /// Points against the best swing.
    pub(super) swings: BTreeMap<OutcomeId, f64>,
    /// The most important first.
    pub(super) order: Vec<OutcomeId>,
    /// Whose comparisons are asked for; nobody's are those that all agree on.
    pub(super) person: Option<StakeholderId>,
    /// A pair that is to be asked, instead of the one that would tell most.
    pub(super) wanted: Option<Pair>,
    /// Which of the two counts more, once that is said.
    pub(super) more: Option<OutcomeId>,
    pub(super) skipped: BTreeSet<Pair>,
    /// Whether the sheet has not been shown yet.
    pub(super) is_fresh: bool,
    /// What follows from the comparisons.
    told: Option<(Judged, Told)>,
    /// The portfolio that all this was looked up in.
    of: Option<Arc<Portfolio>>,
}

/// What follows from comparisons.
#[derive(Clone)]
pub(super) struct Told {
    /// The weights by all comparisons together.
    pub(super) together: Option<Priorities>,
    /// How far they contradict each other, and the three that do most.
    pub(super) worst: Option<Triad>,
}

/// The weights that a way comes to.
pub(super) struct Found {
    /// Each outcome's part of 1, in the order of ids.
    pub(super) shares: Vec<(OutcomeId, f64)>,
    /// What a person should know of them.
    pub(super) says: Option<String>,
}

impl Scales {
    /// The sheet as it is opened.
    pub(crate) fn of(portfolio: &Portfolio) -> Self {
        let weighing = Weighing::of(portfolio);
        let outcomes: Vec<OutcomeId> = portfolio.leaves().map(|(id, _)| id).collect();
        let part = |id: &OutcomeId| round_to(weighing.share(*id) * 100.0, 2);
        let largest = weighing.largest();
        let swing = |id: &OutcomeId| {
            let points = if largest > 0.0 { weighing.weight(*id) / largest * 100.0 } else { 0.0 };
            (*id, round_to(points, 0))
        };
        let mut order = outcomes.clone();
        order.sort_by(|one, other| {
            weighing.weight(*other).total_cmp(&weighing.weight(*one)).then(one.cmp(other))
        });
        Self {
            way: portfolio.weights_by,
            stated: outcomes.iter().map(|id| (*id, part(id))).collect(),
            swings: outcomes.iter().map(swing).collect(),
            order,
            outcomes,
            person: None,
            wanted: None,
            more: None,
            skipped: BTreeSet::new(),
            is_fresh: true,
            told: None,
            of: None,
        }
    }

    /// Takes up what has changed in the portfolio meanwhile.
    pub(super) fn follow(&mut self, portfolio: &Arc<Portfolio>) {
        if self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, portfolio)) {
            return;
        }
        let outcomes: Vec<OutcomeId> = portfolio.leaves().map(|(id, _)| id).collect();
        if outcomes != self.outcomes {
            let (way, person) = (self.way, self.person);
            *self = Self { way, person, is_fresh: false, ..Self::of(portfolio) };
        }
        if self.person.is_some_and(|person| !portfolio.stakeholders.contains_key(&person)) {
            self.person = None;
        }
        let now = judged(portfolio);
        if self.told.as_ref().is_none_or(|(of, _)| *of != now) {
            let told = Told { together: priorities(&now.all), worst: worst_triad(&now.all) };
            self.told = Some((now, told));
        }
        self.of = Some(Arc::clone(portfolio));
    }

    /// The comparisons and what follows from them.
    pub(super) fn told(&self) -> Option<(&Judged, &Told)> {
        self.told.as_ref().map(|(judged, told)| (judged, told))
    }

    /// The comparisons of whoever is asked.
    pub(super) fn own(&self) -> Judgments {
        let none = || Judgments::none_of(self.outcomes.len());
        self.told
            .as_ref()
            .and_then(|(judged, _)| judged.by.get(&self.person).cloned())
            .unwrap_or_else(none)
    }

    /// The weights that the chosen way comes to; where there are none, why.
    pub(super) fn found(&self) -> Result<Found, String> {
        let figures = |of: &BTreeMap<OutcomeId, f64>| -> Vec<f64> {
            self.outcomes.iter().map(|id| of.get(id).copied().unwrap_or(0.0)).collect()
        };
        let (shares, says) = match self.way {
            WeightsBy::Direct => {
                let told = direct(&figures(&self.stated)).map_err(|error| error.to_string())?;
                let sum = crate::wording::decimal(told.sum, 2);
                let says = (!told.is_whole).then(|| {
                    format!("They sum to {sum}, not to 100; they are taken in proportion.")
                });
                (told.shares, says)
            }
            WeightsBy::Swing => {
                (swing(&figures(&self.swings)).map_err(|error| error.to_string())?, None)
            }
            WeightsBy::RankOrder => {
                let place = |id: &OutcomeId| {
                    self.order.iter().position(|other| other == id).map_or(1, |at| at + 1)
                };
                let ranks: Vec<usize> = self.outcomes.iter().map(place).collect();
                (rank_order(&ranks).map_err(|error| error.to_string())?, None)
            }
            WeightsBy::Pairwise => {
                let told = self.told.as_ref().and_then(|(_, told)| told.together.as_ref());
                let Some(told) = told else {
                    return Err("Some outcomes hang together with the others by no comparison yet. Answer a few more.".to_owned());
                };
                (told.weights.clone(), None)
            }
        };
        Ok(Found { shares: self.outcomes.iter().copied().zip(shares).collect(), says })
    }

    /// The step that gives the portfolio these weights; nothing where it has them.
    pub(super) fn edit(&self, portfolio: &Portfolio, found: &Found) -> Option<Edit> {
        let now = Weighing::of(portfolio);
        let mut edits = Vec::new();
        if portfolio.weights_by != self.way {
            edits.push(Edit::SetPortfolio(PortfolioField::WeightsBy(self.way)));
        }
        for &(outcome, share) in &found.shares {
            let weight = match self.way {
                WeightsBy::Swing => self.swings.get(&outcome).copied().unwrap_or(0.0),
                WeightsBy::Direct => self.stated.get(&outcome).copied().unwrap_or(0.0),
                WeightsBy::RankOrder | WeightsBy::Pairwise => round_to(share * 100.0, 2),
            };
            if (now.weight(outcome) - weight).abs() > 1e-9 {
                let weight = Weight::new(weight).ok()?;
                edits.push(Edit::SetOutcome(outcome, OutcomeField::Weight(weight)));
            }
        }
        let how = match self.way {
            WeightsBy::Direct => "Weigh directly",
            WeightsBy::Swing => "Weigh by swings",
            WeightsBy::RankOrder => "Weigh by order",
            WeightsBy::Pairwise => "Weigh by comparing two at a time",
        };
        (!edits.is_empty()).then(|| Edit::Batch { label: how.to_owned(), edits })
    }
}

/// The nearest number with so many decimals.
fn round_to(value: f64, decimals: u32) -> f64 {
    let scale = f64::from(10_u32.pow(decimals));
    (value * scale).round() / scale
}
