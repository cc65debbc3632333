//! What is wrong or worth a look, in words, each with the place to go to.

use crate::analysis::findings::{Finding, findings};
use crate::analysis::fixes::fix;
use crate::edit::{Edit, label};
use crate::jobs::{Cancelled, Monitor};
use crate::model::{BudgetId, Calendar, Item, Portfolio, ProjectId, flaws};
use crate::wording::{self, flaw_sentence, item_label, plural};

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemGravity {
    /// The portfolio contradicts itself.
    Flaw,
    /// Nothing is wrong, but somebody should look before anything is decided.
    Attention,
}

/// One line of the list of problems.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// How much it matters.
    pub gravity: ProblemGravity,
    /// What it is, and what would mend it.
    pub sentence: String,
    /// Where to go.
    pub item: Option<Item>,
    /// What would mend it, where only one thing can be meant: its name and the edit.
    pub fix: Option<(String, Edit)>,
}

/// Every contradiction and everything that deserves attention, worst first.
pub fn problems(portfolio: &Portfolio) -> Vec<Problem> {
    flawed(portfolio).chain(noticed(portfolio)).collect()
}

/// The same, as work that can be stopped half-way.
pub(super) fn problems_watched(
    portfolio: &Portfolio,
    monitor: &Monitor,
) -> Result<Vec<Problem>, Cancelled> {
    monitor.round(0)?;
    let mut problems: Vec<Problem> = flawed(portfolio).collect();
    monitor.round(500)?;
    problems.extend(noticed(portfolio));
    Ok(problems)
}

fn flawed(portfolio: &Portfolio) -> impl Iterator<Item = Problem> {
    flaws(portfolio).into_iter().map(|flaw| Problem {
        gravity: ProblemGravity::Flaw,
        sentence: flaw_sentence(portfolio, &flaw),
        item: flaw.place().filter(|item| portfolio.has(*item)),
        fix: fix(portfolio, &flaw).map(|edit| (label(portfolio, &edit), edit)),
    })
}

fn noticed(portfolio: &Portfolio) -> impl Iterator<Item = Problem> {
    findings(portfolio).into_iter().map(|finding| Problem {
        gravity: ProblemGravity::Attention,
        sentence: finding_sentence(portfolio, &finding),
        item: Some(place_of(&finding)),
        fix: None,
    })
}

fn place_of(finding: &Finding) -> Item {
    match finding {
        Finding::OverBudget { budget, .. } | Finding::OverBudgetInPeriods { budget, .. } => {
            Item::Budget(*budget)
        }
        Finding::OverCapacity { role, .. } => Item::Role(*role),
        Finding::Linchpin { project, .. }
        | Finding::TightDeadline { project, .. }
        | Finding::ServesNothing { project }
        | Finding::Unrated { project, .. }
        | Finding::NoCost { project }
        | Finding::NoLead { project } => Item::Project(*project),
        Finding::LeadsMany { stakeholder, .. } => Item::Stakeholder(*stakeholder),
        Finding::Unserved { outcome } => Item::Outcome(*outcome),
    }
}

/// A finding in a sentence or two.
fn finding_sentence(portfolio: &Portfolio, finding: &Finding) -> String {
    let project = |id: ProjectId| format!("“{}”", item_label(portfolio, Item::Project(id)));
    let budget = |id: BudgetId| format!("“{}”", item_label(portfolio, Item::Budget(id)));
    let money = |amount| wording::money_short(amount, portfolio.currency);
    let calendar = portfolio.calendar;
    match finding {
        Finding::OverBudget { budget: id, asked, limit } => format!(
            "The projects ask for {} of the budget {}, which has {}.",
            money(*asked),
            budget(*id),
            money(*limit)
        ),
        Finding::OverBudgetInPeriods { budget: id, periods } => format!(
            "More is asked of the budget {} than it has in {} if everything starts as soon as it may.",
            budget(*id),
            in_periods(periods, calendar)
        ),
        Finding::OverCapacity { role, periods, short_hundredths } => format!(
            "“{}” is short of up to {} people in {} if everything starts as soon as it may.",
            item_label(portfolio, Item::Role(*role)),
            people(*short_hundredths),
            in_periods(periods, calendar)
        ),
        Finding::Linchpin { project: id, dependents } => format!(
            "{} cannot be done without {}. If it slips, they all do.",
            plural(*dependents, "project"),
            project(*id)
        ),
        Finding::TightDeadline { project: id, slack: 0 } => {
            format!(
                "{} meets its deadline only if it starts as soon as it may and nothing slips.",
                project(*id)
            )
        }
        Finding::TightDeadline { project: id, slack } if *slack < 0 => format!(
            "{} misses its deadline by {} even if it starts as soon as it may.",
            project(*id),
            wording::periods(u16::try_from(slack.unsigned_abs()).unwrap_or(u16::MAX), calendar)
        ),
        Finding::TightDeadline { project: id, slack } => format!(
            "{} may slip by no more than {} before it misses its deadline.",
            project(*id),
            wording::periods(u16::try_from(*slack).unwrap_or(0), calendar)
        ),
        Finding::ServesNothing { project: id } => {
            format!("{} serves no outcome. What is it for?", project(*id))
        }
        Finding::LeadsMany { stakeholder, led, without_deputy } => format!(
            "“{}” leads {}, {} of them without a deputy.",
            item_label(portfolio, Item::Stakeholder(*stakeholder)),
            plural(*led, "project"),
            wording::count(*without_deputy)
        ),
        Finding::Unrated { project: id, count } => {
            format!("{} of {} waiting to be rated.", plural(*count, "contribution"), project(*id))
        }
        Finding::NoCost { project: id } => format!("Nobody has said what {} costs.", project(*id)),
        Finding::NoLead { project: id } => format!("Nobody leads {}.", project(*id)),
        Finding::Unserved { outcome } => format!(
            "No project serves “{}”, though it has a weight.",
            item_label(portfolio, Item::Outcome(*outcome))
        ),
    }
}

/// Hundredths of people as a figure.
fn people(hundredths: u64) -> String {
    let fte = u32::try_from(hundredths)
        .ok()
        .and_then(crate::model::Fte::from_hundredths)
        .unwrap_or_default();
    wording::decimal(fte.people(), 1)
}

/// Periods in a row as spans: `Q1 2027 – Q3 2027 and Q1 2028`.
fn in_periods(periods: &[i32], calendar: Calendar) -> String {
    let mut spans: Vec<(i32, i32)> = Vec::new();
    for &period in periods {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == period => *last = period,
            _ => spans.push((period, period)),
        }
    }
    let words: Vec<String> = spans
        .into_iter()
        .map(|(first, last)| wording::period_span(first, last, calendar))
        .collect();
    wording::list_of(&words, 3)
}
