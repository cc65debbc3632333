//! The comparisons of outcomes that a portfolio holds, ready to be weighed.

use std::collections::BTreeMap;

use super::pairwise::Judgments;
use crate::model::{OutcomeId, Portfolio, StakeholderId};

/// The comparisons of outcomes without parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The outcomes in the order of their ids; the place of each is its number in the judgments.
    pub outcomes: Vec<OutcomeId>,
    /// What each person says; nobody's are those that all have agreed on.
    pub by: BTreeMap<Option<StakeholderId>, Judgments>,
    /// What all say together: what was agreed where something was, otherwise the geometric mean of those who have judged the pair.
    pub all: Judgments,
}

/// The comparisons that a portfolio holds. Those of outcomes with parts, and those that contradict the file, are passed over.
pub fn judged(portfolio: &Portfolio) -> Judged {
    let outcomes: Vec<OutcomeId> = portfolio.leaves().map(|(id, _)| id).collect();
    let mut by: BTreeMap<Option<StakeholderId>, Judgments> = BTreeMap::new();
    for judgment in portfolio.judgments.values() {
        let place = |id: &OutcomeId| outcomes.binary_search(id).ok();
        if let (Some(more), Some(less)) = (place(&judgment.more), place(&judgment.less)) {
            let said = by.entry(judgment.by).or_insert_with(|| Judgments::none_of(outcomes.len()));
            // What is no judgment is a contradiction of the file and told there.
            said.judge(more, less, judgment.times.value()).ok();
        }
    }
    let people: Vec<Judgments> =
        by.iter().filter(|(person, _)| person.is_some()).map(|(_, said)| said.clone()).collect();
    let nothing = Judgments::none_of(outcomes.len());
    let mut all = if people.is_empty() { nothing } else { Judgments::of_group(&people) };
    for agreed in by.get(&None).into_iter().flat_map(Judgments::iter) {
        all.judge(agreed.one, agreed.other, agreed.times).ok();
    }
    Judged { outcomes, by, all }
}
