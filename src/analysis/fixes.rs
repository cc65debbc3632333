//! What would mend a contradiction, where only one thing can be meant.

use std::sync::Arc;

use crate::edit::{Edit, OutcomeField, ProjectField, Record};
use crate::model::{
    Contribution, Flaw, GroupRule, Item, OutcomeId, Portfolio, Project, ProjectId, Weight,
};

/// What every outcome weighs when somebody asks for equal weights.
const EQUAL_WEIGHT: f64 = 10.0;

/// The edit that mends the flaw and takes nothing away that says anything; nothing where a person has to choose.
///
/// It is a batch of one or more edits with a label that says what it does.
pub fn fix(portfolio: &Portfolio, flaw: &Flaw) -> Option<Edit> {
    let (label, edits) = match flaw {
        Flaw::SelfDependency { dependency }
        | Flaw::RepeatedDependency { second: dependency, .. } => {
            ("Remove the dependency", vec![Edit::Remove(Item::Dependency(*dependency))])
        }
        Flaw::RatedParent { project, outcome } => {
            let contribution = Item::Contribution(*project, *outcome);
            ("Remove the contribution", vec![Edit::Remove(contribution)])
        }
        Flaw::DanglingPin { missing } => {
            ("Forget the place", vec![Edit::Place(vec![(*missing, None)])])
        }
        Flaw::NoSuchLevel { item: Item::Contribution(project, outcome), .. } => {
            let unrated =
                Contribution { level: None, ..contribution(portfolio, *project, *outcome)? };
            ("Take the rating back", vec![rated(*project, *outcome, unrated)])
        }
        Flaw::FixedStartOutside { project } => {
            let mut window = portfolio.projects.get(project)?.window;
            window.fixed_start = None;
            ("Let the start be free", vec![set(*project, ProjectField::Window(window))])
        }
        Flaw::DurationOutOfRange { project, .. } => {
            ("Forget the duration", vec![set(*project, ProjectField::Duration(None))])
        }
        Flaw::DemandBeyondEnd { project, role, .. } => {
            let record = portfolio.projects.get(project)?;
            let mut asked = record.demands.get(role)?.clone();
            asked.truncate(usize::from(record.duration?));
            ("Ask up to the end only", vec![set(*project, ProjectField::Demand(*role, asked))])
        }
        Flaw::GroupImpossible { group, members, .. } => {
            let mut record = Arc::unwrap_or_clone(Arc::clone(portfolio.groups.get(group)?));
            let count = u16::try_from(*members).ok().filter(|count| *count > 0)?;
            record.rule = match record.rule {
                GroupRule::Exactly(_) => GroupRule::Exactly(count),
                _ => GroupRule::AtLeast(count),
            };
            ("Ask for all of them", vec![Edit::Replace(Record::Group(*group, record))])
        }
        Flaw::WeightsSumToNothing => ("Weigh all the same", equal_weights(portfolio)?),
        Flaw::TargetDayWithoutTarget { measure: Item::Measure(outcome, id) } => {
            let record = portfolio.outcomes.get(outcome)?.measures.get(id)?;
            let mut measure = Arc::unwrap_or_clone(Arc::clone(record));
            measure.target_by = None;
            ("Forget the day", vec![Edit::Replace(Record::Measure(*outcome, *id, measure))])
        }
        Flaw::DanglingChoice { field: "plan", missing } => {
            let mut plan = portfolio.plan.clone();
            plan.remove(missing);
            ("Take it out of the plan", vec![Edit::Plan(plan)])
        }
        Flaw::DanglingChoice { missing, .. } => {
            ("Forget the choice", vec![Edit::Force(*missing, None)])
        }
        Flaw::SelfJudgment { judgment } | Flaw::RepeatedJudgment { second: judgment, .. } => {
            ("Remove the judgment", vec![Edit::Remove(Item::Judgment(*judgment))])
        }
        Flaw::UnknownVendor { project, .. } => {
            ("Choose no vendor", vec![set(*project, ProjectField::Vendor(None))])
        }
        Flaw::Dangling { from, field, missing } => {
            ("Forget what is not there", vec![forget(portfolio, *from, field, *missing)?])
        }
        _ => return None,
    };
    Some(Edit::Batch { label: label.to_owned(), edits })
}

fn set(project: ProjectId, field: ProjectField) -> Edit {
    Edit::SetProject(project, field)
}

fn rated(project: ProjectId, outcome: OutcomeId, contribution: Contribution) -> Edit {
    Edit::Replace(Record::Contribution(project, outcome, contribution))
}

fn contribution(
    portfolio: &Portfolio,
    project: ProjectId,
    outcome: OutcomeId,
) -> Option<Contribution> {
    let record: &Project = portfolio.projects.get(&project)?;
    record.contributions.get(&outcome).cloned()
}

fn equal_weights(portfolio: &Portfolio) -> Option<Vec<Edit>> {
    let weight = Weight::new(EQUAL_WEIGHT).ok()?;
    let leaves = portfolio.leaves();
    Some(leaves.map(|(id, _)| Edit::SetOutcome(id, OutcomeField::Weight(weight))).collect())
}

/// The edit after which `from` does not speak of `missing` any more.
fn forget(portfolio: &Portfolio, from: Item, field: &str, missing: Item) -> Option<Edit> {
    match (from, field, missing) {
        // A link without one of its ends says nothing.
        (Item::Dependency(_), _, Item::Project(_))
        | (Item::Contribution(..), "outcome", Item::Outcome(_))
        | (Item::Judgment(_), ..) => Some(Edit::Remove(from)),
        (Item::Contribution(project, outcome), _, _) => {
            let mut record = contribution(portfolio, project, outcome)?;
            match field {
                "through" => record.through = None,
                _ => record.rated_by = None,
            }
            Some(rated(project, outcome, record))
        }
        (Item::Project(project), "sponsor", _) => Some(set(project, ProjectField::Sponsor(None))),
        (Item::Project(project), "lead", _) => Some(set(project, ProjectField::Lead(None))),
        (Item::Project(project), "deputy", _) => Some(set(project, ProjectField::Deputy(None))),
        (Item::Project(project), "demands", Item::Role(role)) => {
            Some(set(project, ProjectField::Demand(role, Vec::new())))
        }
        (Item::Outcome(outcome), "owner", _) => {
            Some(Edit::SetOutcome(outcome, OutcomeField::Owner(None)))
        }
        (Item::Outcome(outcome), "parent", _) => {
            Some(Edit::SetOutcome(outcome, OutcomeField::Parent(None)))
        }
        (Item::Group(group), _, Item::Project(member)) => {
            let mut record = Arc::unwrap_or_clone(Arc::clone(portfolio.groups.get(&group)?));
            record.members.remove(&member);
            Some(Edit::Replace(Record::Group(group, record)))
        }
        (Item::Cause(cause), _, Item::Project(member)) => {
            let mut record = portfolio.causes.get(&cause)?.clone();
            record.members.remove(&member);
            Some(Edit::Replace(Record::Cause(cause, record)))
        }
        _ => None,
    }
}
