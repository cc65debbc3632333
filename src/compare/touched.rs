//! Which records are not the same in two portfolios.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
    for (item, pin) in &before.pins {
        if after.pins.get(item) != Some(pin) {
            items.insert(*item);
        }
    }
    items.extend(after.pins.keys().filter(|item| !before.pins.contains_key(item)));
    items
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
