//! How values, costs and proofs of a plan read.

use crate::analysis::optimise::{Failure, Objective, Trouble};
use crate::gui::theme::icons;
use crate::model::{Currency, Money, Portfolio};
use crate::wording::{self, printable};
use crate::workspace::funding_words::failure_sentence;
use crate::workspace::{Found, Load, Proof, Trying};

/// Millionths of a point, minor units, or thousand-millionths of all that could be had, in words: `712.4 points`, `1.2 M EUR`, `71.2 % of all`.
pub(crate) fn value_words(objective: Objective, value: i128, currency: Currency) -> String {
    match objective {
        Objective::Score => format!("{} points", figure(objective, value, currency)),
        Objective::Npv => figure(objective, value, currency),
        Objective::Blend { .. } => format!("{} of all", figure(objective, value, currency)),
    }
}

/// The same without what it counts.
pub(crate) fn figure(objective: Objective, value: i128, currency: Currency) -> String {
    match objective {
        Objective::Score => wording::points(value as f64 / 1e6),
        Objective::Npv => money(value, currency),
        Objective::Blend { .. } => {
            format!("{}\u{202f}%", wording::decimal(value as f64 / 1e7, 1))
        }
    }
}

/// An amount in minor units, short.
pub(crate) fn money(minor: i128, currency: Currency) -> String {
    let minor = i64::try_from(minor).unwrap_or(if minor < 0 { i64::MIN } else { i64::MAX });
    wording::money_short(Money::from_minor(minor), currency)
}

/// An amount short and without its currency: `62.1 M`.
pub(crate) fn bare_money(minor: i128, currency: Currency) -> String {
    let words = money(minor, currency);
    words.strip_suffix(currency.code()).map_or(words.clone(), |bare| bare.trim_end().to_owned())
}

/// `62.1 of 64 M EUR`.
pub(crate) fn cost_words(found: &Found) -> String {
    let currency = found.portfolio.currency;
    let most = Trying::main_budget(&found.portfolio).and_then(|(_, budget)| budget.total);
    match most.or(found.trying.spend) {
        Some(most) => {
            format!(
                "{} of {}",
                bare_money(found.cost, currency),
                money(most.minor.into(), currency)
            )
        }
        None => money(found.cost, currency),
    }
}

/// `14 of 16`, in people.
pub(crate) fn load_figures(load: Load) -> String {
    let people = |hundredths: i128| wording::decimal(hundredths as f64 / 100.0, 1);
    format!("{} of {}", people(load.used), people(load.most))
}

/// A sign and a sentence on how sure a plan is.
pub(crate) fn proof_words(found: &Found, is_under_way: bool) -> (&'static str, String) {
    match (found.proof, is_under_way) {
        (Proof::Proven, _) => (icons::PROVEN, "Optimal, proven".to_owned()),
        (Proof::Impossible, _) => (icons::FLAW, "No plan keeps to all limits".to_owned()),
        (Proof::Quick, true) => (icons::RANK, "By the ranking, looking for better".to_owned()),
        (Proof::Quick, false) => (icons::RANK, "By the ranking, not proven".to_owned()),
        (Proof::Unknown, true) => (icons::SEARCH, "Looking for a plan".to_owned()),
        (Proof::Unknown, false) => (icons::SEARCH, "No plan found yet".to_owned()),
        (Proof::Best, _) => {
            let words = match found.gap() {
                Some(gap) if gap > 1.0 => "Best found, not proven".to_owned(),
                Some(gap) => format!("Best found, at most {} from the best", gap_words(gap)),
                None => "Best found".to_owned(),
            };
            (icons::STAGE_ACTIVE, words)
        }
    }
}

/// `0.4 %`; what is not nothing never reads as nothing.
fn gap_words(gap: f64) -> String {
    let percent = gap * 100.0;
    let shown = if percent < 0.1 { 0.1 } else { percent };
    format!("{}\u{202f}%", wording::decimal(shown, usize::from(shown < 10.0)))
}

/// Why there is no plan: a title, and what to do.
pub(crate) fn failure_words(failure: &Failure, portfolio: &Portfolio) -> (String, String) {
    let title = match failure {
        Failure::Trouble(Trouble::NothingOpen) => "No project to fund",
        Failure::Trouble(Trouble::NothingWeighs) => "Nothing to choose by yet",
        Failure::Trouble(Trouble::NoWeights) => "Ranges of weights that contradict each other",
        Failure::Trouble(Trouble::NoDiscountRate) => "Net present values need a discount rate",
        Failure::Trouble(Trouble::TooManyStarts { .. }) => "Too many ways to start",
        Failure::Trouble(_) => "The figures are too large",
        Failure::Cancelled => "Stopped",
        Failure::Unsound(_) | Failure::WrongSum => "The calculation made a mistake",
    };
    (title.to_owned(), printable(&failure_sentence(portfolio, *failure)))
}
