//! Which records are not the same in two portfolios.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::finder::pairs;
use crate::model::{Item, Portfolio};

/// Every item that was added, removed or changed between the two, including those that were moved on the map.
pub fn touched(before: &Portfolio, after: &Portfolio) -> BTreeSet<Item> {
    let mut items = BTreeSet::new();
    records(&before.projects, &after.projects, Item::Project, &mut items);
    records(&before.outcomes, &after.outcomes, Item::Outcome, &mut items);
    records(&before.changes, &after.changes, Item::Change, &mut items);
    records(&before.dependencies, &after.dependencies, Item::Dependency, &mut items);
    records(&before.groups, &after.groups, Item::Group, &mut items);
    records(&before.roles, &after.roles, Item::Role, &mut items);
    records(&before.budgets, &after.budgets, Item::Budget, &mut items);
    records(&before.risks, &after.risks, Item::Risk, &mut items);
    records(&before.stakeholders, &after.stakeholders, Item::Stakeholder, &mut items);
    records(&before.scenarios, &after.scenarios, Item::Scenario, &mut items);
    entries([&before.judgments, &after.judgments], Item::Judgment, &mut items);
    entries([&before.frameworks, &after.frameworks], Item::Framework, &mut items);
    entries([&before.causes, &after.causes], Item::Cause, &mut items);
    entries([&before.forced, &after.forced], Item::Project, &mut items);
    entries([&before.plan, &after.plan], Item::Project, &mut items);
    entries([&before.pins, &after.pins], |item| item, &mut items);
    items
}

/// Looks at what is kept as it is.
fn entries<Key: Ord + Copy, Content: PartialEq>(
    [before, after]: [&BTreeMap<Key, Content>; 2],
    item: impl Fn(Key) -> Item,
    items: &mut BTreeSet<Item>,
) {
    let differ = pairs(before, after).filter(|(_, (before, after))| before != after);
    items.extend(differ.map(|(&key, _)| item(key)));
}

/// Records that are shared are the same without a look inside.
fn records<Id: Ord + Copy, Record: PartialEq>(
    before: &BTreeMap<Id, Arc<Record>>,
    after: &BTreeMap<Id, Arc<Record>>,
    item: impl Fn(Id) -> Item,
    items: &mut BTreeSet<Item>,
) {
    for (&id, record) in before {
        let is_same =
            after.get(&id).is_some_and(|other| Arc::ptr_eq(record, other) || record == other);
        if !is_same {
            items.insert(item(id));
        }
    }
    items.extend(after.keys().filter(|id| !before.contains_key(id)).map(|&id| item(id)));
}
