//! Names that can stand for what they name: where two things are called the same, each with its id behind it.

use std::collections::BTreeMap;
use std::fmt::Display;

use crate::model::{OutcomeId, Portfolio};

/// Every outcome by a name that no other outcome has.
pub(super) fn outcome_names(portfolio: &Portfolio) -> BTreeMap<OutcomeId, String> {
    unique(portfolio.outcomes.iter().map(|(&id, outcome)| (id, outcome.name.as_str())).collect())
}

fn unique<Id: Ord + Display>(named: Vec<(Id, &str)>) -> BTreeMap<Id, String> {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, name) in &named {
        *uses.entry(name).or_default() += 1;
    }
    let told = |(id, name): (Id, &str)| {
        let is_unique = uses.get(name) == Some(&1);
        let told = if is_unique { name.to_owned() } else { format!("{name} ({id})") };
        (id, told)
    };
    named.into_iter().map(told).collect()
}
