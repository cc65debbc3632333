//! Contradictions in judgments of outcomes and in frameworks of scoring.

use std::collections::{BTreeMap, BTreeSet};

use super::Flaw;
use super::records::refer;
use crate::model::framework::Framework;
use crate::model::id::{FrameworkId, Item, JudgmentId, OutcomeId, StakeholderId};
use crate::model::judgment::Judgment;
use crate::model::portfolio::Portfolio;

pub(super) fn find(portfolio: &Portfolio, found: &mut Vec<Flaw>) {
    let mut said = BTreeMap::new();
    for (&id, judgment) in &portfolio.judgments {
        references(portfolio, id, judgment, found);
        if judgment.more == judgment.less {
            found.push(Flaw::SelfJudgment { judgment: id });
        }
        if !judgment.is_on_scale() {
            found.push(Flaw::JudgmentOffScale { judgment: id });
        }
        match said.get(&pair(judgment)) {
            Some(&first) => found.push(Flaw::RepeatedJudgment { first, second: id }),
            None => drop(said.insert(pair(judgment), id)),
        }
    }
    for (&id, framework) in &portfolio.frameworks {
        fields(id, framework, found);
    }
}

/// What a judgment is about, the same whichever of the two counts more.
fn pair(judgment: &Judgment) -> (Option<StakeholderId>, OutcomeId, OutcomeId) {
    let (more, less) = (judgment.more, judgment.less);
    (judgment.by, more.min(less), more.max(less))
}

fn references(portfolio: &Portfolio, id: JudgmentId, judgment: &Judgment, found: &mut Vec<Flaw>) {
    let from = Item::Judgment(id);
    if let Some(by) = judgment.by {
        refer(portfolio, from, "by", Item::Stakeholder(by), found);
    }
    refer(portfolio, from, "more", Item::Outcome(judgment.more), found);
    refer(portfolio, from, "less", Item::Outcome(judgment.less), found);
}

fn fields(id: FrameworkId, framework: &Framework, found: &mut Vec<Flaw>) {
    let mut names = BTreeSet::new();
    for field in &framework.fields {
        if !names.insert(&field.name) {
            found.push(Flaw::RepeatedField { framework: id, field: field.name.clone() });
        }
        if field.low.zip(field.high).is_some_and(|(low, high)| low > high) {
            found.push(Flaw::FieldRangeTurned { framework: id, field: field.name.clone() });
        }
    }
}
