//! Contradictions in words: what is wrong, and what would mend it.

use super::label::{item_label, item_noun};
use super::sentence::plural;
use super::time::periods;
use crate::model::{Flaw, Item, OutcomeId, Portfolio, ProjectId};

/// The flaw in one or two sentences, with names instead of ids.
///
/// What the portfolio does not have yet, because the edit that would bring it in is refused, is called new.
pub fn flaw_sentence(portfolio: &Portfolio, flaw: &Flaw) -> String {
    capitalised(&sentence(portfolio, flaw))
}

/// The name in quotes; for what is not there yet, what sort of thing it is.
fn quoted(portfolio: &Portfolio, item: Item) -> String {
    if portfolio.has(item) {
        format!("“{}”", item_label(portfolio, item))
    } else {
        format!("the new {}", item_noun(item))
    }
}

/// What sort of thing it is and its name; a contribution has one as soon as it is thought of.
fn labelled(portfolio: &Portfolio, item: Item) -> String {
    if portfolio.has(item) || matches!(item, Item::Contribution(..)) {
        format!("{} “{}”", item_noun(item), item_label(portfolio, item))
    } else {
        format!("new {}", item_noun(item))
    }
}

fn capitalised(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

fn sentence(portfolio: &Portfolio, flaw: &Flaw) -> String {
    let project = |id: ProjectId| quoted(portfolio, Item::Project(id));
    let outcome = |id: OutcomeId| quoted(portfolio, Item::Outcome(id));
    let label = |item: Item| labelled(portfolio, item);
    match flaw {
        Flaw::SameId { id, first, second } => format!(
            "The id {id} is used twice, by the {} and the {}. Give one of them a new id.",
            label(*first),
            label(*second)
        ),
        Flaw::Dangling { from, field, missing } => format!(
            "The {} refers, under “{field}”, to the {}, which does not exist. Take the reference out, or bring the {} back.",
            label(*from),
            item_label(portfolio, *missing),
            item_noun(*missing)
        ),
        Flaw::DanglingPin { missing } => {
            format!("The {} has a place on the map but does not exist. Take the place out.", item_label(portfolio, *missing))
        }
        Flaw::ParentCircle { outcomes } => format!(
            "Outcomes are parts of each other in a circle: {}. Take one of them out of its parent.",
            circle(outcomes, outcome)
        ),
        Flaw::RequiresCircle { projects } => format!(
            "Projects require each other in a circle: {}. None of them could ever start; remove one of the links.",
            circle(projects, project)
        ),
        Flaw::SelfDependency { dependency } => {
            format!("The {} links a project to itself. Remove it.", label(Item::Dependency(*dependency)))
        }
        Flaw::RepeatedDependency { second, .. } => {
            format!("The {} is there twice. Remove one of them.", label(Item::Dependency(*second)))
        }
        Flaw::RequiresExcluded { path, .. } => requires_excluded(path, project),
        Flaw::RatedParent { project: id, outcome: rated } => format!(
            "{} is rated on {}, which has parts. Only outcomes without parts are rated; rate its parts instead.",
            project(*id),
            outcome(*rated)
        ),
        Flaw::NoSuchLevel { item, level } => format!(
            "The {} speaks of level {}, which the ladder does not have. Choose one of its {}.",
            label(*item),
            u16::from(level.0) + 1,
            plural(portfolio.ladder.rungs().len(), "level")
        ),
        Flaw::GroupImpossible { group, wanted, members } => format!(
            "The {} asks for {wanted} of its projects but has {members}. Add members or ask for fewer.",
            label(Item::Group(*group))
        ),
        Flaw::WeightsSumToNothing => {
            "No outcome weighs anything, so no project can have a score. Give at least one outcome a weight.".to_owned()
        }
        Flaw::TargetDayWithoutTarget { measure } => {
            format!("The {} has a day for its target, but no target. Say what it should read.", label(*measure))
        }
        Flaw::BudgetWithoutLimit { budget } => {
            format!("The {} limits nothing. Give it a total or an amount for each period.", label(*budget))
        }
        Flaw::WindowClosed { .. }
        | Flaw::WindowTooShort { .. }
        | Flaw::FixedStartOutside { .. }
        | Flaw::DurationOutOfRange { .. }
        | Flaw::DemandBeyondEnd { .. } => time_sentence(portfolio, flaw).unwrap_or_default(),
        Flaw::DanglingChoice { .. }
        | Flaw::ForcedApart { .. }
        | Flaw::NegativeCostFactor { .. }
        | Flaw::SelfJudgment { .. }
        | Flaw::RepeatedJudgment { .. }
        | Flaw::JudgmentOffScale { .. }
        | Flaw::RepeatedField { .. }
        | Flaw::FieldRangeTurned { .. }
        | Flaw::UnknownVendor { .. }
        | Flaw::UnknownFunding { .. }
        | Flaw::SpreadBelowZero { .. } => choice_sentence(portfolio, flaw).unwrap_or_default(),
    }
}

fn choice_sentence(portfolio: &Portfolio, flaw: &Flaw) -> Option<String> {
    let project = |id: ProjectId| quoted(portfolio, Item::Project(id));
    let label = |item: Item| labelled(portfolio, item);
    Some(match flaw {
        Flaw::DanglingChoice { field, missing } => format!(
            "The {} speaks of the {}, which does not exist. Take it out there, or bring the project back.",
            if *field == "plan" { "agreed plan" } else { "list of forced choices" },
            item_label(portfolio, Item::Project(*missing))
        ),
        Flaw::ForcedApart { scenario: Some(scenario), project: id, needed } => format!(
            "The {} forces {} in and {} out, but the first needs the second. Change one of the two.",
            label(Item::Scenario(*scenario)),
            project(*id),
            project(*needed)
        ),
        Flaw::ForcedApart { scenario: None, project: id, needed } => format!(
            "{} is forced in and {} is forced out, but the first needs the second. Change one of the two.",
            project(*id),
            project(*needed)
        ),
        Flaw::NegativeCostFactor { scenario, project: id } => format!(
            "The {} multiplies the cost of {} by less than nothing. Give a factor of 0 or more.",
            label(Item::Scenario(*scenario)),
            project(*id)
        ),
        Flaw::SelfJudgment { judgment } => format!(
            "The {} compares an outcome with itself. Remove it.",
            label(Item::Judgment(*judgment))
        ),
        Flaw::RepeatedJudgment { second, .. } => format!(
            "The same two outcomes have been compared before by the same person, as in the {}. Remove one of the two.",
            label(Item::Judgment(*second))
        ),
        Flaw::JudgmentOffScale { judgment } => format!(
            "The {} does not count from 1 to 9 times. One is the same, nine is the most.",
            label(Item::Judgment(*judgment))
        ),
        Flaw::RepeatedField { framework, field } => format!(
            "The {} has two fields with the name “{field}”. Call one of them otherwise.",
            label(Item::Framework(*framework))
        ),
        Flaw::FieldRangeTurned { framework, field } => format!(
            "In the {}, the least of “{field}” is above its most. Let them change places.",
            label(Item::Framework(*framework))
        ),
        Flaw::UnknownVendor { project: id, vendor } => format!(
            "{} has chosen the vendor {vendor}, which is none of its vendors. Choose another, or none.",
            project(*id)
        ),
        Flaw::UnknownFunding { project: id, funding } => format!(
            "The agreed plan funds {} in the way {funding}, which the project does not have. Agree on another, or keep this one.",
            project(*id)
        ),
        Flaw::SpreadBelowZero { project: id, line } => format!(
            "“{line}” of {} is spread lognormally, but its low is not above zero. Raise the low, or choose another spread.",
            project(*id)
        ),
        _ => return None,
    })
}

fn time_sentence(portfolio: &Portfolio, flaw: &Flaw) -> Option<String> {
    let project = |id: ProjectId| quoted(portfolio, Item::Project(id));
    let calendar = portfolio.calendar;
    Some(match flaw {
        Flaw::WindowClosed { project: id } => {
            format!(
                "{} must start before it can: its latest start is before its earliest.",
                project(*id)
            )
        }
        Flaw::WindowTooShort { project: id, available, duration } => format!(
            "{} lasts {} but has only {} between its start and its deadline. Move one of them, or shorten it.",
            project(*id),
            periods(*duration, calendar),
            periods(*available, calendar)
        ),
        Flaw::FixedStartOutside { project: id } => format!(
            "The fixed start of {} is not between its earliest and its latest start. Move one of them.",
            project(*id)
        ),
        Flaw::DurationOutOfRange { project: id, duration } => {
            format!(
                "{} lasts {}; a project lasts 1 to 600.",
                project(*id),
                periods(*duration, calendar)
            )
        }
        Flaw::DemandBeyondEnd { project: id, role, periods: asked } => format!(
            "{} asks for {} in {} but is over before. Shorten the demand, or make the project longer.",
            project(*id),
            quoted(portfolio, Item::Role(*role)),
            periods(u16::try_from(*asked).unwrap_or(u16::MAX), calendar)
        ),
        _ => return None,
    })
}

fn circle<Id: Copy>(members: &[Id], name: impl Fn(Id) -> String) -> String {
    members
        .iter()
        .chain(members.first())
        .map(|&member| name(member))
        .collect::<Vec<_>>()
        .join(" → ")
}

fn requires_excluded(path: &[ProjectId], project: impl Fn(ProjectId) -> String) -> String {
    let [first, .., last] = path else { return String::new() };
    let by_way = match path {
        [_, between @ .., _] if !between.is_empty() => {
            let between: Vec<_> = between.iter().map(|&id| project(id)).collect();
            format!(", by way of {},", super::sentence::list_of(&between, 5))
        }
        _ => String::new(),
    };
    format!(
        "{} needs{by_way} {} and excludes it: it can never be done. Remove one of the links.",
        project(*first),
        project(*last)
    )
}
