//! Figures of projects that can be set against each other: what Portolan works out, what people gave, scores by frameworks.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::scoring::framework::{
    Explained as Taken, Facts, Method, Quantity, explained, methods, ranking, ready,
};
use crate::gui::charts::{Explained, Unit};
use crate::gui::tips::capitalised;
use crate::model::{Direction, Name, Portfolio, ProjectId};
use crate::workspace::scoring::reasons_words;

/// A figure that a project has, or has not.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Field {
    /// What Portolan works out.
    Quantity(Quantity),
    /// A score by a framework.
    Method(Method),
    /// What people gave for frameworks.
    Input(Name),
}

/// All fields, with what they are called: what is worked out, scores by frameworks, what people gave.
pub(super) fn fields(portfolio: &Portfolio) -> Vec<(Field, String)> {
    let quantities = Quantity::ALL.into_iter().map(Field::Quantity);
    let names: BTreeSet<&Name> =
        portfolio.projects.values().flat_map(|project| project.inputs.keys()).collect();
    let inputs = names.into_iter().cloned().map(Field::Input);
    let methods = methods(portfolio).into_iter().map(|(method, _)| Field::Method(method));
    let all = quantities.chain(methods).chain(inputs);
    all.map(|field| (field.clone(), field.name(portfolio))).collect()
}

impl Field {
    /// What it is called.
    pub(super) fn name(&self, portfolio: &Portfolio) -> String {
        match self {
            Self::Quantity(Quantity::People) => "Work".to_owned(),
            Self::Quantity(Quantity::Risk) => "Expected loss".to_owned(),
            Self::Quantity(Quantity::Coverage) => "Part that is rated".to_owned(),
            Self::Quantity(Quantity::Tco) => "Cost of ownership".to_owned(),
            Self::Quantity(Quantity::Npv) => "Net present value".to_owned(),
            Self::Quantity(Quantity::Irr) => "Rate of return".to_owned(),
            Self::Quantity(Quantity::Roi) => "Return on investment".to_owned(),
            Self::Quantity(Quantity::Pi) => "Profitability index".to_owned(),
            Self::Quantity(quantity) => capitalised(quantity.name()),
            Self::Input(name) => crate::wording::printable(name),
            Self::Method(wanted) => {
                let found = methods(portfolio).into_iter().find(|(method, _)| method == wanted);
                found.map_or_else(String::new, |(_, name)| crate::wording::printable(&name))
            }
        }
    }

    /// What it is counted in.
    pub(super) fn unit(&self, portfolio: &Portfolio) -> Unit {
        let unit = match self {
            Self::Quantity(Quantity::Coverage | Quantity::Irr | Quantity::Roi) => {
                return Unit::Share;
            }
            Self::Quantity(Quantity::Score) => return Unit::Points,
            Self::Quantity(Quantity::Duration) => {
                return Unit::Counted(Quantity::Duration.unit(portfolio).to_string());
            }
            Self::Quantity(quantity) => quantity.unit(portfolio).to_string(),
            Self::Input(_) => String::new(),
            Self::Method(method) => {
                let ready = ready(portfolio, *method).ok();
                let unit = ready.as_ref().and_then(|ready| ready.last()).map(|step| &step.unit);
                unit.map_or_else(String::new, ToString::to_string)
            }
        };
        if unit == portfolio.currency.code() {
            return Unit::Money(portfolio.currency);
        }
        Unit::Number(unit)
    }

    /// Which way is good, as far as nobody says otherwise.
    pub(super) fn better(&self, portfolio: &Portfolio) -> Direction {
        match self {
            Self::Quantity(
                Quantity::Cost
                | Quantity::Duration
                | Quantity::People
                | Quantity::Risk
                | Quantity::TotalCost
                | Quantity::Tco
                | Quantity::Payback
                | Quantity::DiscountedPayback,
            ) => Direction::Down,
            Self::Input(name) => {
                let is_load = ["Effort", "Job size"].contains(&name.as_str());
                if is_load { Direction::Down } else { Direction::Up }
            }
            Self::Method(Method::Own(id)) => {
                portfolio.frameworks.get(id).map_or(Direction::Up, |framework| framework.better)
            }
            Self::Quantity(_) | Self::Method(Method::Usual(_)) => Direction::Up,
        }
    }

    /// The figure of every project that has one.
    pub(super) fn values(&self, portfolio: &Portfolio, facts: &Facts) -> BTreeMap<ProjectId, f64> {
        match self {
            Self::Quantity(quantity) => portfolio
                .projects
                .keys()
                .filter_map(|&id| Some((id, facts.value(portfolio, *quantity, id)?)))
                .collect(),
            Self::Input(name) => portfolio
                .projects
                .iter()
                .filter_map(|(&id, project)| Some((id, project.inputs.get(name)?.value())))
                .collect(),
            Self::Method(method) => {
                let found = ready(portfolio, *method).ok();
                let found = found.and_then(|ready| ranking(portfolio, facts, &ready));
                let rows = found.map_or_else(Vec::new, |found| found.rows);
                rows.into_iter().filter_map(|row| Some((row.project, row.value.ok()?))).collect()
            }
        }
    }

    /// Where the figure of a project comes from.
    pub(super) fn explained(
        &self,
        portfolio: &Portfolio,
        facts: &Facts,
        project: ProjectId,
    ) -> Explained {
        let title = self.name(portfolio);
        let figure = |value: Option<f64>| {
            value.map_or_else(|| "not known".to_owned(), |value| self.unit(portfolio).exact(value))
        };
        match self {
            Self::Quantity(quantity) => Explained {
                title,
                value: figure(facts.value(portfolio, *quantity, project)),
                formula: formula(*quantity).to_owned(),
                inputs: inputs(portfolio, *quantity, project),
                source: String::new(),
            },
            Self::Input(name) => {
                let record = portfolio.projects.get(&project);
                let value = record.and_then(|record| record.inputs.get(name));
                Explained {
                    title,
                    value: figure(value.map(|value| value.value())),
                    source: "As it was given for this project.".to_owned(),
                    ..Explained::default()
                }
            }
            Self::Method(method) => {
                let taken = ready(portfolio, *method)
                    .ok()
                    .and_then(|ready| explained(portfolio, facts, &ready, project));
                match taken {
                    Some(taken) => by_formula(title, &self.unit(portfolio), &taken),
                    None => Explained {
                        title,
                        value: "not known".to_owned(),
                        source: "Its formula cannot be worked out.".to_owned(),
                        ..Explained::default()
                    },
                }
            }
        }
    }
}

fn by_formula(title: String, unit: &Unit, taken: &Taken) -> Explained {
    let inputs = taken.inputs.iter().map(|input| {
        let value = input.value;
        let value = value.map_or_else(|| "missing".to_owned(), |v| crate::wording::decimal(v, 2));
        (input.name.clone(), value)
    });
    let (value, source) = match &taken.value {
        Ok(value) => (unit.figure(*value), String::new()),
        Err(reasons) => {
            ("not known".to_owned(), format!("{}.", capitalised(&reasons_words(reasons))))
        }
    };
    Explained { title, value, formula: taken.formula.clone(), inputs: inputs.collect(), source }
}

/// How a figure is worked out, in a sentence.
fn formula(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Score => {
            "Sum over outcomes of weight × level × confidence, as points of 100. What is not rated counts in no sum."
        }
        Quantity::Coverage => {
            "The weights of the outcomes that are rated, as a part of all weights."
        }
        Quantity::Cost => {
            "The likely amounts of its lines of cost and its chosen vendor, as budgets count them."
        }
        Quantity::Benefit => {
            "The likely amounts of its lines of benefit after it is over, with delay and growth, up to the end of the horizon."
        }
        Quantity::Duration => "How many periods it lasts, as it was given.",
        Quantity::People => "Full-time people times periods, summed over all roles.",
        Quantity::Risk => "Probability times likely loss, summed over its risks.",
        Quantity::TotalCost => {
            "Lines of cost, people by their rates and the chosen vendor over the horizon, with the rise of prices. Not discounted."
        }
        Quantity::TotalBenefit => {
            "Lines of benefit and what is left at the end, over the horizon, with the rise of prices. Not discounted."
        }
        Quantity::Tco => "The total cost less what is left at the end. Not discounted.",
        Quantity::Npv => {
            "Each period's net divided by (1 + rate) to the power of its years from the start of the portfolio, summed."
        }
        Quantity::Irr => {
            "The only rate of discount at which all periods together would be worth nothing."
        }
        Quantity::Roi => "(Total benefit − total cost) ÷ total cost. Not discounted.",
        Quantity::Pi => "Benefit worth today ÷ cost worth today.",
        Quantity::Payback => "The years after which all that was spent is back.",
        Quantity::DiscountedPayback => {
            "The years after which all that was spent is back, each period at its worth today."
        }
    }
}

fn inputs(portfolio: &Portfolio, quantity: Quantity, project: ProjectId) -> Vec<(String, String)> {
    let Some(record) = portfolio.projects.get(&project) else { return Vec::new() };
    let money = |amount| crate::wording::money_short(amount, portfolio.currency);
    let named = |name: &Name, figure: String| (crate::wording::printable(name), figure);
    match quantity {
        Quantity::Score => {
            let rated = record.contributions.iter().filter_map(|(outcome, contribution)| {
                let rung = portfolio.ladder.rung(contribution.level?)?;
                let outcome = portfolio.outcomes.get(outcome)?;
                let sure = crate::wording::percent(contribution.confidence);
                Some(named(&outcome.name, format!("{}, {sure} sure", rung.name)))
            });
            rated.collect()
        }
        Quantity::Cost => {
            record.costs.values().map(|line| named(&line.name, each(line, &money))).collect()
        }
        Quantity::Benefit => record
            .benefits
            .values()
            .map(|line| named(&line.name, format!("{} a period", money(line.amount.likely()))))
            .collect(),
        Quantity::Risk => {
            let own = portfolio.risks.values().filter(|risk| risk.threatens.contains(&project));
            own.filter_map(|risk| {
                let (probability, loss) = (risk.impact.probability?, risk.impact.money?);
                let chance = crate::wording::percent(probability);
                Some(named(&risk.name, format!("{chance} of {}", money(loss.likely()))))
            })
            .collect()
        }
        Quantity::People
        | Quantity::Duration
        | Quantity::Coverage
        | Quantity::TotalCost
        | Quantity::TotalBenefit
        | Quantity::Tco
        | Quantity::Npv
        | Quantity::Irr
        | Quantity::Roi
        | Quantity::Pi
        | Quantity::Payback
        | Quantity::DiscountedPayback => Vec::new(),
    }
}

fn each(line: &crate::model::Cost, money: &impl Fn(crate::model::Money) -> String) -> String {
    let amount = money(line.amount.likely());
    match line.periods {
        Some(1) => amount,
        Some(count) => format!("{count} × {amount}"),
        None => format!("{amount} a period"),
    }
}
