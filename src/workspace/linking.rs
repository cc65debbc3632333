//! What a line from one card to another can mean, and the edits that draw it or hang it elsewhere.

use std::sync::Arc;

use crate::edit::{DependencyField, Edit, OutcomeField, Record};
use crate::model::{
    ChangeId, Contribution, Dependency, DependencyId, DependencyKind, Item, Level, OutcomeId,
    Portfolio, ProjectId, Timing,
};
use crate::wording::{dependency_phrase, item_label, shortened};

/// The longest name in the label of a step.
const NAME_CHARACTERS_MAX: usize = 24;

/// The kinds of dependency without their details, in the order in which they are offered.
pub const KINDS: [DependencyKind; 4] = [
    DependencyKind::Requires { timing: Timing::FinishToStart },
    DependencyKind::Together,
    DependencyKind::Excludes,
    DependencyKind::Enables { synergy: None },
];

/// What a line between two cards would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Joining {
    /// A rule between two projects; the first stands at the left: it is needed, or enables.
    Dependency(ProjectId, ProjectId),
    /// A project serves an outcome.
    Contribution(ProjectId, OutcomeId),
    /// A project brings a change about; for which outcome is to be asked.
    IntoChange(ProjectId, ChangeId),
    /// A change serves an outcome; of which project is to be asked.
    OutOfChange(ChangeId, OutcomeId),
    /// The first outcome becomes a part of the second.
    Part(OutcomeId, OutcomeId),
}

/// Which side of a card a line begins at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The left: what the card needs or is served by.
    Left,
    /// The right: what it serves.
    Right,
}

/// What a line from this side of `from` to `to` would be; nothing where there can be none.
pub fn joining(portfolio: &Portfolio, (from, side): (Item, Side), to: Item) -> Option<Joining> {
    let joining = match (from, side, to) {
        (Item::Project(a), Side::Right, Item::Project(b)) => Joining::Dependency(a, b),
        (Item::Project(a), Side::Left, Item::Project(b)) => Joining::Dependency(b, a),
        (Item::Project(project), Side::Right, Item::Outcome(outcome))
        | (Item::Outcome(outcome), Side::Left, Item::Project(project)) => {
            Joining::Contribution(project, outcome)
        }
        (Item::Project(project), Side::Right, Item::Change(change))
        | (Item::Change(change), Side::Left, Item::Project(project)) => {
            Joining::IntoChange(project, change)
        }
        (Item::Change(change), Side::Right, Item::Outcome(outcome))
        | (Item::Outcome(outcome), Side::Left, Item::Change(change)) => {
            Joining::OutOfChange(change, outcome)
        }
        (Item::Outcome(part), Side::Right, Item::Outcome(whole)) => Joining::Part(part, whole),
        _ => return None,
    };
    is_possible(portfolio, joining).then_some(joining)
}

fn is_possible(portfolio: &Portfolio, joining: Joining) -> bool {
    let is_leaf = |id: OutcomeId| {
        portfolio.outcomes.contains_key(&id)
            && !portfolio.outcomes.values().any(|outcome| outcome.parent == Some(id))
    };
    match joining {
        Joining::Dependency(one, other) => one != other,
        Joining::Contribution(_, outcome) | Joining::OutOfChange(_, outcome) => is_leaf(outcome),
        Joining::IntoChange(..) => true,
        Joining::Part(part, whole) => part != whole,
    }
}

/// The dependency of a kind between two projects, the first of which stands at the left.
pub fn dependency((left, right): (ProjectId, ProjectId), kind: DependencyKind) -> Dependency {
    match kind {
        // What is needed comes first on the map; the record begins with what needs it.
        DependencyKind::Requires { .. } => Dependency::between(right, left, kind),
        _ => Dependency::between(left, right, kind),
    }
}

/// What such a dependency says: `requires Data lake`.
pub fn dependency_words(portfolio: &Portfolio, link: &Dependency) -> String {
    let name = |id| item_label(portfolio, Item::Project(id));
    format!("{} {} {}", name(link.from), dependency_phrase(link.kind), name(link.to))
}

/// The dependency that says this of these two already, if there is one.
pub fn same_dependency(portfolio: &Portfolio, link: &Dependency) -> Option<DependencyId> {
    let is_same = |other: &Dependency| {
        let same_kind = std::mem::discriminant(&other.kind) == std::mem::discriminant(&link.kind);
        let same_ends = (other.from, other.to) == (link.from, link.to)
            || link.kind.is_symmetric() && (other.to, other.from) == (link.from, link.to);
        same_kind && same_ends
    };
    portfolio.dependencies.iter().find(|(_, other)| is_same(other)).map(|(&id, _)| id)
}

/// A new contribution on this level, beyond doubt, by way of a change or straight.
pub fn contribution(level: Option<Level>, through: Option<ChangeId>) -> Contribution {
    Contribution { level, through, ..Contribution::unrated() }
}

/// Lets a contribution that is there go through a change, or through nothing.
pub fn reroute(
    portfolio: &Portfolio,
    (project, outcome): (ProjectId, OutcomeId),
    through: Option<ChangeId>,
) -> Option<Edit> {
    let old = portfolio.projects.get(&project)?.contributions.get(&outcome)?;
    let new = Contribution { through, ..old.clone() };
    Some(Edit::Replace(Record::Contribution(project, outcome, new)))
}

/// Makes an outcome a part of another.
pub fn part_of(part: OutcomeId, whole: OutcomeId) -> Edit {
    Edit::SetOutcome(part, OutcomeField::Parent(Some(whole)))
}

/// Which end of a line: where it leaves at the left, or arrives at the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineEnd {
    /// Where it leaves.
    Start,
    /// Where it arrives.
    End,
}

/// Hangs one end of a dependency or contribution on another card, and says what it is then; nothing where it cannot hang there.
pub fn reconnect(
    portfolio: &Portfolio,
    link: Item,
    end: LineEnd,
    to: Item,
) -> Option<(Edit, Item)> {
    match (link, to) {
        (Item::Dependency(id), Item::Project(project)) => {
            let record = portfolio.dependencies.get(&id)?;
            // A line of the kind "requires" runs from what is needed, which is the end of the record.
            let is_turned = matches!(record.kind, DependencyKind::Requires { .. });
            let is_from = (end == LineEnd::Start) != is_turned;
            let (old, other) =
                if is_from { (record.from, record.to) } else { (record.to, record.from) };
            if project == old || project == other {
                return None;
            }
            let field =
                if is_from { DependencyField::From(project) } else { DependencyField::To(project) };
            Some((Edit::SetDependency(id, field), link))
        }
        (Item::Contribution(project, outcome), _) => {
            let (to_project, to_outcome) = match (end, to) {
                (LineEnd::Start, Item::Project(id)) => (id, outcome),
                (LineEnd::End, Item::Outcome(id)) => (project, id),
                _ => return None,
            };
            move_contribution(portfolio, (project, outcome), (to_project, to_outcome))
        }
        _ => None,
    }
}

fn move_contribution(
    portfolio: &Portfolio,
    (project, outcome): (ProjectId, OutcomeId),
    (to_project, to_outcome): (ProjectId, OutcomeId),
) -> Option<(Edit, Item)> {
    let record = portfolio.projects.get(&project)?.contributions.get(&outcome)?;
    let new = Item::Contribution(to_project, to_outcome);
    let is_leaf = is_possible(portfolio, Joining::Contribution(to_project, to_outcome));
    if !is_leaf || portfolio.has(new) || !portfolio.has(Item::Project(to_project)) {
        return None;
    }
    let old = Item::Contribution(project, outcome);
    let name = shortened(&item_label(portfolio, old), 2 * NAME_CHARACTERS_MAX);
    let edits = vec![
        Edit::Remove(old),
        Edit::Add(Record::Contribution(to_project, to_outcome, record.clone())),
    ];
    Some((Edit::Batch { label: format!("Reconnect {name}"), edits }, new))
}

/// The projects whose contribution to an outcome could go through a change, those that serve it already first.
pub fn projects_for(portfolio: &Portfolio, outcome: OutcomeId) -> Vec<ProjectId> {
    let serves = |id: &ProjectId| {
        let project: Option<&Arc<_>> = portfolio.projects.get(id);
        project.is_some_and(|project| project.contributions.contains_key(&outcome))
    };
    let mut projects: Vec<ProjectId> = portfolio.projects.keys().copied().collect();
    projects.sort_by_key(|id| {
        (!serves(id), portfolio.projects.get(id).map(|project| project.name.clone()))
    });
    projects
}

/// The outcomes that a project could serve by way of a change: those that others reach by it first, then those it serves, then the rest.
pub fn outcomes_for(portfolio: &Portfolio, project: ProjectId, change: ChangeId) -> Vec<OutcomeId> {
    let passes = |id: OutcomeId| {
        let mut projects = portfolio.projects.values();
        projects.any(|project| {
            project.contributions.get(&id).is_some_and(|link| link.through == Some(change))
        })
    };
    let serves = |id| portfolio.has(Item::Contribution(project, id));
    let mut outcomes: Vec<OutcomeId> = portfolio.leaves().map(|(id, _)| id).collect();
    outcomes.sort_by_key(|&id| {
        (!passes(id), !serves(id), portfolio.outcomes.get(&id).map(|outcome| outcome.name.clone()))
    });
    outcomes
}
