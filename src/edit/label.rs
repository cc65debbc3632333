//! What an edit is called: in the menu, behind "Undo".

use super::{DependencyField, Edit, OutcomeField, PortfolioField, ProjectField, Record};
use crate::model::{Force, Item, Portfolio};
use crate::wording::{decimal, item_label, item_noun, plural, shortened, stage};

/// The longest name that is shown in a label.
const NAME_CHARACTERS_MAX: usize = 32;

/// The edit in a few words, such as "Move Data Lake", with the names that `portfolio` (as it is before) gives.
pub fn label(portfolio: &Portfolio, edit: &Edit) -> String {
    let name = |item: Item| shortened(&item_label(portfolio, item), NAME_CHARACTERS_MAX);
    match edit {
        Edit::SetPortfolio(field) => format!("Change {}", portfolio_field(field)),
        Edit::Add(record) => match record_name(record) {
            Some(new) => {
                format!("Add {} {}", item_noun(record.item()), shortened(&new, NAME_CHARACTERS_MAX))
            }
            None => format!("Link {}", name(record.item())),
        },
        Edit::Replace(Record::Contribution(project, outcome, _)) => {
            format!("Rate {}", name(Item::Contribution(*project, *outcome)))
        }
        Edit::Replace(record) => {
            format!("Change {} {}", item_noun(record.item()), name(record.item()))
        }
        Edit::Remove(item) => format!("Delete {} {}", item_noun(*item), name(*item)),
        Edit::SetProject(id, field) => project_label(&name(Item::Project(*id)), field),
        Edit::SetOutcome(id, field) => outcome_label(&name(Item::Outcome(*id)), field),
        Edit::SetDependency(id, field) => {
            format!("Change {} of {}", dependency_field(field), name(Item::Dependency(*id)))
        }
        Edit::Place(places) => match places.as_slice() {
            [(item, Some(_))] => format!("Move {}", name(*item)),
            places if places.iter().all(|(_, pin)| pin.is_none()) => "Arrange the map".to_owned(),
            places => format!("Move {}", plural(places.len(), "card")),
        },
        Edit::Force(id, forced) => match forced.as_ref().map(|forced| forced.force) {
            Some(Force::In) => format!("Force {} in", name(Item::Project(*id))),
            Some(Force::Out) => format!("Force {} out", name(Item::Project(*id))),
            None => format!("Leave {} to the calculation", name(Item::Project(*id))),
        },
        Edit::Plan(plan) if plan.is_empty() => "Take the agreed plan back".to_owned(),
        Edit::Plan(plan) => format!("Agree on a plan of {}", plural(plan.len(), "project")),
        Edit::Batch { label, edits: _ } => label.clone(),
    }
}

/// The name of a record that has one of its own.
fn record_name(record: &Record) -> Option<String> {
    Some(match record {
        Record::Project(_, project) => project.name.to_string(),
        Record::Outcome(_, outcome) => outcome.name.to_string(),
        Record::Measure(_, _, measure) => measure.name.to_string(),
        Record::Change(_, change) => change.name.to_string(),
        Record::Group(_, group) => group.name.to_string(),
        Record::Role(_, role) => role.name.to_string(),
        Record::Budget(_, budget) => budget.name.to_string(),
        Record::Milestone(_, _, milestone) => milestone.name.to_string(),
        Record::Risk(_, risk) => risk.name.to_string(),
        Record::Stakeholder(_, stakeholder) => stakeholder.name.to_string(),
        Record::Scenario(_, scenario) => scenario.name.to_string(),
        Record::Framework(_, framework) => framework.name.to_string(),
        Record::Cause(_, cause) => cause.name.to_string(),
        Record::Judgment(..) => "between two outcomes".to_owned(),
        Record::Dependency(..) => "between two projects".to_owned(),
        Record::Contribution(..) => return None,
    })
}

fn portfolio_field(field: &PortfolioField) -> &'static str {
    match field {
        PortfolioField::Title(_) => "the title",
        PortfolioField::Organisation(_) => "the organisation",
        PortfolioField::Summary(_) => "the summary",
        PortfolioField::Currency(_) => "the currency",
        PortfolioField::Calendar(_) => "the calendar",
        PortfolioField::DiscountRate(_) => "the discount rate",
        PortfolioField::PriceRise(_) => "the price rise",
        PortfolioField::WeightsBy(_) => "how the weights came about",
        PortfolioField::Ladder(_) => "the ladder",
    }
}

fn project_label(name: &str, field: &ProjectField) -> String {
    let what = match field {
        ProjectField::Name(new) => {
            return format!("Rename {name} to {}", shortened(new, NAME_CHARACTERS_MAX));
        }
        ProjectField::Stage(new) => return format!("Set {name} to {}", stage(*new)),
        ProjectField::AddTag(tag) => return format!("Tag {name} with {tag}"),
        ProjectField::RemoveTag(tag) => return format!("Take tag {tag} off {name}"),
        ProjectField::RemoveCost(_) => return format!("Delete cost of {name}"),
        ProjectField::RemoveBenefit(_) => return format!("Delete benefit of {name}"),
        ProjectField::RemoveFunding(_) => return format!("Delete a way to fund {name}"),
        ProjectField::RemoveVendor(_) => return format!("Delete vendor of {name}"),
        ProjectField::Input(field, _) => {
            let field = shortened(field, NAME_CHARACTERS_MAX);
            return format!("Change {field} of {name}");
        }
        ProjectField::Vendor(Some(_)) => return format!("Choose a vendor for {name}"),
        ProjectField::Vendor(None) => return format!("Choose no vendor for {name}"),
        ProjectField::PutFunding(..) => return format!("Change a way to fund {name}"),
        ProjectField::Priority(_) => "priority",
        ProjectField::PutVendor(..) => "vendor",
        ProjectField::Residual(_) => "residual value",
        ProjectField::Summary(_) => "summary",
        ProjectField::Note(_) => "note",
        ProjectField::Category(_) => "category",
        ProjectField::Sponsor(_) => "sponsor",
        ProjectField::Lead(_) => "lead",
        ProjectField::Deputy(_) => "deputy",
        ProjectField::Approach(_) => "approach",
        ProjectField::Duration(_) => "duration",
        ProjectField::Window(_) => "window",
        ProjectField::PutCost(..) => "cost",
        ProjectField::PutBenefit(..) => "benefit",
        ProjectField::Demand(..) => "demand",
    };
    format!("Change {what} of {name}")
}

fn outcome_label(name: &str, field: &OutcomeField) -> String {
    let what = match field {
        OutcomeField::Name(new) => {
            return format!("Rename {name} to {}", shortened(new, NAME_CHARACTERS_MAX));
        }
        OutcomeField::Weight(new) => {
            return format!("Weigh {name} {}", decimal(new.value(), 2));
        }
        OutcomeField::WeightRange(_) => "range of weight",
        OutcomeField::Summary(_) => "summary",
        OutcomeField::Kind(_) => "kind",
        OutcomeField::Owner(_) => "owner",
        OutcomeField::Parent(_) => "parent",
        OutcomeField::Statement(..) => "statement",
    };
    format!("Change {what} of {name}")
}

fn dependency_field(field: &DependencyField) -> &'static str {
    match field {
        DependencyField::From(_) | DependencyField::To(_) => "the ends",
        DependencyField::Kind(_) => "the kind",
        DependencyField::Lag(_) => "the lag",
        DependencyField::Reason(_) => "the reason",
        DependencyField::Turn => "the direction",
    }
}
