//! What arrives: edits that put copied records into a portfolio, whose ids, outcomes and levels may be others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::ids::NewIds;
use super::is_card;
use crate::edit::{Edit, Record};
use crate::model::{
    Change, Contribution, Dependency, Id, Item, Level, Measure, NAME_CHARACTERS_MAX, Name, Outcome,
    OutcomeId, Pin, Portfolio, Project,
};
use crate::wording::{list_of, plural, shortened};
use crate::workspace::Tone;

/// How many names a notice lists.
const LISTED_MAX: usize = 3;

/// What pasted records are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// As they were.
    AsTheyAre,
    /// "Core banking copy".
    AsCopies,
}

/// What it takes to paste.
#[derive(Debug, Clone, PartialEq)]
pub struct Pasting {
    /// The edits, in order; together they are one step.
    pub edits: Vec<Edit>,
    /// The cards they add.
    pub items: Vec<Item>,
    /// What the first of them is called.
    pub name: String,
    /// What could not come along, in words.
    pub notices: Vec<(Tone, String)>,
}

/// The edits that put the records of `part` into `portfolio`, moved on the map by `shift`.
///
/// Records keep their ids where those are free. Outcomes and changes that only came along are recognised by id, else by name;
/// what is not recognised is left out and spoken of. People and roles that are not recognised come along.
pub fn pasting(
    portfolio: &Portfolio,
    part: &Portfolio,
    (shift, naming): ((i32, i32), Naming),
    draw: &mut dyn FnMut() -> Id,
) -> Pasting {
    let chosen = chosen(part);
    let mut arrival = Arrival {
        portfolio,
        part,
        ids: NewIds::beside(portfolio, draw),
        naming,
        names: portfolio_names(portfolio),
        parents: portfolio.parents(),
        edits: Vec::new(),
        left_out: BTreeMap::new(),
        unrated: 0,
    };
    arrival.recognise(&chosen);
    arrival.people_and_roles();
    let mut items = Vec::new();
    for &item in &chosen {
        items.extend(arrival.record(item).map(|new| (item, new)));
    }
    arrival.dependencies();
    arrival.pins(&items, shift);
    let name =
        items.first().map_or_else(String::new, |(old, _)| crate::wording::item_label(part, *old));
    let notices = arrival.notices();
    let items = items.into_iter().map(|(_, new)| new).collect();
    Pasting { edits: arrival.edits, items, name, notices }
}

/// The cards that were chosen when they were copied: those with a place. Where nothing has one, it is a whole portfolio, and all were.
fn chosen(part: &Portfolio) -> Vec<Item> {
    let mut all = crate::analysis::map::cards(part);
    if part.pins.keys().any(|item| is_card(*item)) {
        all.retain(|item| part.pins.contains_key(item));
    }
    // An outcome is there before what serves it.
    all.sort_by_key(|item| match item {
        Item::Outcome(_) => 0,
        Item::Measure(..) => 1,
        Item::Change(_) => 2,
        _ => 3,
    });
    all
}

fn portfolio_names(portfolio: &Portfolio) -> BTreeSet<Name> {
    let projects = portfolio.projects.values().map(|record| record.name.clone());
    let outcomes = portfolio.outcomes.values().map(|record| record.name.clone());
    let changes = portfolio.changes.values().map(|record| record.name.clone());
    projects.chain(outcomes).chain(changes).collect()
}

struct Arrival<'a> {
    portfolio: &'a Portfolio,
    part: &'a Portfolio,
    ids: NewIds<'a>,
    naming: Naming,
    names: BTreeSet<Name>,
    parents: BTreeSet<OutcomeId>,
    edits: Vec<Edit>,
    /// The outcomes that are not here, with how many contributions to each were left out.
    left_out: BTreeMap<Name, usize>,
    /// How many ratings were on levels that the ladder here does not have.
    unrated: usize,
}

impl Arrival<'_> {
    /// Finds what only came along among what is here, and gives ids to what was chosen.
    fn recognise(&mut self, chosen: &[Item]) {
        let chosen: BTreeSet<Item> = chosen.iter().copied().collect();
        for (&id, outcome) in &self.part.outcomes {
            if chosen.contains(&Item::Outcome(id)) {
                let _given: OutcomeId = self.ids.of(id.0);
            } else if let Some(there) =
                find(&self.portfolio.outcomes, &id, |other| other.name == outcome.name)
            {
                self.ids.is(id.0, there.0);
            }
        }
        for (&id, change) in &self.part.changes {
            if chosen.contains(&Item::Change(id)) {
                let _given: crate::model::ChangeId = self.ids.of(id.0);
            } else if let Some(there) =
                find(&self.portfolio.changes, &id, |other| other.name == change.name)
            {
                self.ids.is(id.0, there.0);
            }
        }
    }

    fn people_and_roles(&mut self) {
        for (&id, person) in &self.part.stakeholders {
            if let Some(there) =
                find(&self.portfolio.stakeholders, &id, |other| other.name == person.name)
            {
                self.ids.is(id.0, there.0);
            } else {
                let record = Record::Stakeholder(self.ids.of(id.0), (**person).clone());
                self.edits.push(Edit::Add(record));
            }
        }
        for (&id, role) in &self.part.roles {
            if let Some(there) = find(&self.portfolio.roles, &id, |other| other.name == role.name) {
                self.ids.is(id.0, there.0);
            } else {
                let record = Record::Role(self.ids.of(id.0), (**role).clone());
                self.edits.push(Edit::Add(record));
            }
        }
    }

    /// Adds the record of a chosen card; gives what it is here.
    fn record(&mut self, item: Item) -> Option<Item> {
        let record = match item {
            Item::Outcome(id) => {
                let outcome = self.outcome(self.part.outcomes.get(&id)?);
                Record::Outcome(self.ids.of(id.0), outcome)
            }
            Item::Measure(outcome, id) => {
                let record = self.part.outcomes.get(&outcome)?.measures.get(&id)?;
                let there: OutcomeId = self.ids.known(outcome.0)?;
                let measure = Item::Measure(there, self.ids.of(id.0));
                // The measures of a chosen outcome have come with it.
                if self.part.pins.contains_key(&Item::Outcome(outcome)) || self.part.pins.is_empty()
                {
                    return Some(measure);
                }
                let record = Measure { name: self.name(&record.name), ..(**record).clone() };
                Record::Measure(there, self.ids.of(id.0), record)
            }
            Item::Change(id) => {
                let change = self.part.changes.get(&id)?;
                let name = self.name(&change.name);
                let owner = change.owner.and_then(|id| self.ids.known(id.0));
                Record::Change(self.ids.of(id.0), Change { name, owner, ..(**change).clone() })
            }
            Item::Project(id) => {
                let project = self.project(self.part.projects.get(&id)?);
                Record::Project(self.ids.of(id.0), Box::new(project))
            }
            _ => return None,
        };
        let new = record.item();
        self.edits.push(Edit::Add(record));
        Some(new)
    }

    fn outcome(&mut self, outcome: &Arc<Outcome>) -> Outcome {
        let parent = outcome.parent.and_then(|parent| {
            let there: OutcomeId = self.ids.known(parent.0)?;
            // What is rated here cannot become a parent by the way.
            let is_parent =
                !self.portfolio.outcomes.contains_key(&there) || self.parents.contains(&there);
            is_parent.then_some(there)
        });
        let statements = outcome
            .statements
            .iter()
            .filter_map(|(level, text)| Some((self.level(*level)?, text.clone())))
            .collect();
        let measures = outcome
            .measures
            .iter()
            .map(|(id, measure)| (self.ids.of(id.0), Arc::clone(measure)))
            .collect();
        Outcome {
            name: self.name(&outcome.name),
            owner: outcome.owner.and_then(|id| self.ids.known(id.0)),
            parent,
            statements,
            measures,
            ..(**outcome).clone()
        }
    }

    fn project(&mut self, project: &Project) -> Project {
        let mut next = project.clone();
        next.name = self.name(&project.name);
        for person in [&mut next.sponsor, &mut next.lead, &mut next.deputy] {
            *person = person.and_then(|id| self.ids.known(id.0));
        }
        next.contributions = project
            .contributions
            .iter()
            .filter_map(|(outcome, contribution)| self.contribution(*outcome, contribution))
            .collect();
        next.costs = renamed(&mut self.ids, project.costs.clone(), |id| id.0);
        next.milestones = renamed(&mut self.ids, project.milestones.clone(), |id| id.0);
        next.benefits = renamed(&mut self.ids, project.benefits.clone(), |id| id.0);
        next.fundings = renamed(&mut self.ids, project.fundings.clone(), |id| id.0);
        next.vendors = renamed(&mut self.ids, project.vendors.clone(), |id| id.0);
        next.vendor = project.vendor.and_then(|id| self.ids.known(id.0));
        for benefit in next.benefits.values_mut() {
            benefit.outcome = benefit.outcome.and_then(|id| self.ids.known(id.0));
            benefit.owner = benefit.owner.and_then(|id| self.ids.known(id.0));
        }
        let demands = project.demands.iter();
        next.demands = demands
            .filter_map(|(role, demand)| Some((self.ids.known(role.0)?, demand.clone())))
            .collect();
        next
    }

    /// A contribution as it is here; nothing where its outcome is not, or has parts.
    fn contribution(
        &mut self,
        outcome: OutcomeId,
        contribution: &Contribution,
    ) -> Option<(OutcomeId, Contribution)> {
        let there: Option<OutcomeId> = self.ids.known(outcome.0);
        let Some(there) = there.filter(|there| !self.parents.contains(there)) else {
            let name = self.part.outcomes.get(&outcome)?.name.clone();
            *self.left_out.entry(name).or_default() += 1;
            return None;
        };
        let level = contribution.level.and_then(|level| {
            let found = self.level(level);
            self.unrated += usize::from(found.is_none());
            found
        });
        let rated_by = contribution.rated_by.and_then(|id| self.ids.known(id.0));
        let through = contribution.through.and_then(|id| self.ids.known(id.0));
        Some((there, Contribution { level, rated_by, through, ..contribution.clone() }))
    }

    /// The level with the same key on the ladder here.
    fn level(&self, level: Level) -> Option<Level> {
        let key = &self.part.ladder.rung(level)?.key;
        self.portfolio.ladder.level_of(key.as_str())
    }

    fn dependencies(&mut self) {
        for (&id, link) in &self.part.dependencies {
            if let (Some(from), Some(to)) = (self.ids.known(link.from.0), self.ids.known(link.to.0))
            {
                let link = Dependency { from, to, ..(**link).clone() };
                self.edits.push(Edit::Add(Record::Dependency(self.ids.of(id.0), link)));
            }
        }
    }

    fn pins(&mut self, items: &[(Item, Item)], (right, down): (i32, i32)) {
        let pins = items.iter().filter_map(|(old, new)| {
            let pin = self.part.pins.get(old)?;
            let moved = Pin::new(pin.x().saturating_add(right), pin.y().saturating_add(down));
            Some((*new, Some(moved)))
        });
        let pins: Vec<_> = pins.collect();
        if !pins.is_empty() {
            self.edits.push(Edit::Place(pins));
        }
    }

    /// What a record is called here.
    fn name(&mut self, name: &Name) -> Name {
        if self.naming == Naming::AsTheyAre {
            return name.clone();
        }
        let stem = shortened(name, NAME_CHARACTERS_MAX.saturating_sub(12));
        let numbered = (2..=self.names.len() + 2).map(|number| format!("{stem} copy {number}"));
        let mut all = std::iter::once(format!("{stem} copy")).chain(numbered);
        let free = all
            .find_map(|words| words.parse().ok().filter(|name| !self.names.contains::<Name>(name)));
        let name = free.unwrap_or_else(|| name.clone());
        self.names.insert(name.clone());
        name
    }

    fn notices(&self) -> Vec<(Tone, String)> {
        let mut notices = Vec::new();
        if !self.left_out.is_empty() {
            let count = self.left_out.values().sum();
            let names: Vec<String> = self.left_out.keys().map(|name| format!("“{name}”")).collect();
            notices.push((
                Tone::Warning,
                format!(
                    "Left out {}: no outcome that is rated here is called {}. Copy the outcomes too, and they come along.",
                    plural(count, "contribution"),
                    list_of(&names, LISTED_MAX)
                ),
            ));
        }
        if self.unrated > 0 {
            notices.push((
                Tone::Warning,
                format!(
                    "{} here without a rating: the ladder has no such level.",
                    plural(self.unrated, "link")
                ),
            ));
        }
        let has_money = self.part.projects.values().any(|project| {
            project.has_costs()
                || !project.benefits.is_empty()
                || !project.vendors.is_empty()
                || project.residual.is_some()
        });
        if has_money && self.part.currency != self.portfolio.currency {
            notices.push((
                Tone::Warning,
                format!(
                    "Amounts came over as they were, in {}; this portfolio counts in {}. Look them over.",
                    self.part.currency.code(),
                    self.portfolio.currency.code()
                ),
            ));
        }
        notices
    }
}

/// The record with this id, else the first that fits.
fn find<Key: Copy + Ord, Value>(
    records: &BTreeMap<Key, Arc<Value>>,
    id: &Key,
    fits: impl Fn(&Value) -> bool,
) -> Option<Key> {
    if records.contains_key(id) {
        return Some(*id);
    }
    records.iter().find(|(_, record)| fits(record)).map(|(id, _)| *id)
}

/// The same lines under the ids they have here.
fn renamed<Key: Copy + Ord + From<Id>, Value>(
    ids: &mut NewIds<'_>,
    lines: BTreeMap<Key, Value>,
    id: impl Fn(Key) -> Id,
) -> BTreeMap<Key, Value> {
    lines.into_iter().map(|(key, line)| (ids.of(id(key)), line)).collect()
}
