//! What was asked for, found in the file: the portfolio as the scenario would have it, and the wish.

use crate::analysis::optimise::program::{Effort, Ties};
use crate::analysis::optimise::{Failure, When, Wish, applied};
use crate::cli::fund_arguments::PlanArguments;
use crate::cli::open::open;
use crate::cli::told::{Ending, Told};
use crate::cli::{Clock, Given};
use crate::model::{Portfolio, Scenario};
use crate::wording::{list_of, read_money};
use crate::workspace::funding_words::failure_sentence;

/// What was asked for.
pub(in crate::cli) struct Asked<'a> {
    /// The portfolio as the scenario would have it.
    pub portfolio: Portfolio,
    /// What is wanted.
    pub wish: Wish,
    /// What was unusual about the file.
    pub warnings: Vec<String>,
    gap_permille: u32,
    seconds: f64,
    /// The clock, and when it was asked first.
    clock: Clock<'a>,
    began: f64,
}

impl Asked<'_> {
    /// Whether the time allowed is over.
    pub(in crate::cli) fn is_over(&self) -> bool {
        self.seconds_passed() >= self.seconds
    }

    /// Whether a quarter of the time allowed is over.
    pub(in crate::cli) fn is_quarter_over(&self) -> bool {
        self.seconds_passed() >= self.seconds * 0.25
    }

    /// How long it has taken so far.
    pub(in crate::cli) fn seconds_passed(&self) -> f64 {
        (self.clock)() - self.began
    }

    /// How much an answer is worth.
    pub(in crate::cli) fn effort<'a>(&self, is_over: &'a dyn Fn() -> bool) -> Effort<'a> {
        Effort { nodes_max: u64::MAX, gap_permille: self.gap_permille, is_over, ties: Ties::Broken }
    }

    /// A calculation that came to nothing, told.
    pub(in crate::cli) fn failed(&self, failure: Failure) -> Told {
        let ending = match failure {
            Failure::Trouble(_) => Ending::Findings,
            _ => Ending::Unwritable,
        };
        Told::failed(ending, failure_sentence(&self.portfolio, failure))
    }
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a percentage was checked to be from 0 to 100"
)]
pub(in crate::cli) fn asked<'a>(
    arguments: &PlanArguments,
    given: &Given<'a>,
) -> Result<Asked<'a>, Told> {
    let opened = open(&arguments.source)?;
    let base = opened.portfolio;
    let currency = base.currency;
    let budget = arguments.budget.as_deref().map(|text| read_money(text, currency)).transpose();
    let budget = budget.map_err(|reason| {
        Told::failed(Ending::Unreadable, format!("The budget cannot be read: {reason}."))
    })?;
    let portfolio = match &arguments.scenario {
        None => base.clone(),
        Some(name) => {
            let scenario = scenario_named(&base, name)?;
            applied(&base, scenario).map_err(|trouble| {
                Told::failed(Ending::Findings, failure_sentence(&base, trouble.into()))
            })?
        }
    };
    let when = if arguments.select_only { When::Earliest } else { When::Chosen };
    Ok(Asked {
        portfolio,
        wish: Wish { objective: arguments.objective, when, budget },
        warnings: opened.warnings.iter().map(ToString::to_string).collect(),
        gap_permille: (arguments.gap * 10.0).round() as u32,
        seconds: arguments.time_limit,
        clock: given.clock,
        began: (given.clock)(),
    })
}

/// The scenario with this id or name, or the only one whose name begins so; case is no difference.
pub(in crate::cli) fn scenario_named<'a>(
    portfolio: &'a Portfolio,
    text: &str,
) -> Result<&'a Scenario, Told> {
    let sought = text.trim().to_lowercase();
    let fits = |fit: &dyn Fn(&str, &str) -> bool| -> Vec<&'a Scenario> {
        let all = portfolio.scenarios.iter();
        all.filter(|(id, scenario)| fit(&id.to_string(), &scenario.name.to_lowercase()))
            .map(|(_, scenario)| &**scenario)
            .collect()
    };
    let mut found = fits(&|id, name| id == sought || name == sought);
    if found.is_empty() && !sought.is_empty() {
        found = fits(&|_, name| name.starts_with(&sought));
    }
    if let [scenario] = found.as_slice() {
        return Ok(scenario);
    }
    let names: Vec<String> =
        portfolio.scenarios.values().map(|scenario| format!("“{}”", scenario.name)).collect();
    let there = if names.is_empty() {
        "The portfolio has no scenario.".to_owned()
    } else {
        format!("There are {}.", list_of(&names, 8))
    };
    let what = if found.is_empty() { "No scenario is" } else { "More than one scenario is" };
    Err(Told::failed(Ending::Unreadable, format!("{what} called “{text}”. {there}")))
}
