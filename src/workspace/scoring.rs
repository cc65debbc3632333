//! What scores by frameworks have to say, in sentences: the same in window and terminal.

use crate::analysis::scoring::framework::{MUST_SHARE_MAX, Moscow, Notice, Why};
use crate::analysis::scoring::robust::{How, Known, NoRanks, PROJECTS_MAX};
use crate::model::{Item, Portfolio};
use crate::wording::{count, decimal, item_label};

/// So many usual steps are named.
const STEPS_SHOWN: usize = 10;

/// What is odd about an input, in a sentence.
pub fn notice_sentence(portfolio: &Portfolio, notice: &Notice) -> String {
    match notice {
        Notice::OffSteps { project, field, value, steps } => {
            let steps: Vec<String> =
                steps.iter().take(STEPS_SHOWN).map(|step| decimal(*step, 3)).collect();
            format!(
                "“{field}” of “{}” is {}; usual are {}.",
                item_label(portfolio, Item::Project(*project)),
                decimal(*value, 3),
                steps.join(", ")
            )
        }
        Notice::OutOfRange { project, field, value, low, high } => format!(
            "“{field}” of “{}” is {}, and only {} make sense; it has no score until that is mended.",
            item_label(portfolio, Item::Project(*project)),
            decimal(*value, 3),
            range(*low, *high)
        ),
        Notice::NoOne { field } => format!(
            "No project has a 1 for “{field}”. The figures are meant beside each other: give the smallest a 1 and the others from there."
        ),
    }
}

fn range(low: f64, high: f64) -> String {
    match (low.is_finite(), high.is_finite()) {
        (true, true) => format!("{} to {}", decimal(low, 3), decimal(high, 3)),
        (true, false) => format!("{} and more", decimal(low, 3)),
        (false, _) => format!("up to {}", decimal(high, 3)),
    }
}

/// Why something has no score, as the second half of a sentence: `“Reach” is missing, its cost is not known`.
pub fn reasons_words(reasons: &[Why]) -> String {
    let reason = |reason: &Why| match reason {
        Why::OutOfRange { name, value, low, high } => {
            format!(
                "“{name}” is {}, and only {} make sense",
                decimal(*value, 3),
                range(*low, *high)
            )
        }
        other => other.to_string(),
    };
    reasons.iter().map(reason).collect::<Vec<_>>().join(", ")
}

/// What is worth a look about the priorities, in sentences.
pub fn moscow_sentences(portfolio: &Portfolio, found: &Moscow) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(share) = found.must_share.filter(|_| found.is_too_much()) {
        sentences.push(format!(
            "Musts take {} % of the effort; above {} % nothing is left to give up when work takes longer than was thought.",
            decimal(share * 100.0, 1),
            decimal(MUST_SHARE_MAX * 100.0, 0)
        ));
    }
    for project in &found.without_effort {
        let label = item_label(portfolio, Item::Project(*project));
        sentences.push(format!("The effort of “{label}” is not known, so it is in no sum."));
    }
    sentences
}

/// What is taken as known of weights, as the first half of a sentence.
pub fn known_words(known: &Known) -> &'static str {
    match known {
        Known::Nothing => "Any weights are as likely as any others",
        Known::Order(_) => {
            "Any weights in the order of the agreed ones are as likely as any others"
        }
        Known::Ranges(_) => "Any weights within their ranges are as likely as any others",
    }
}

/// How shares of ranks were found, as the second half of a sentence.
pub fn how_words(how: How) -> String {
    match how {
        How::Exact => "worked out exactly".to_owned(),
        How::Sampled { draws, seed } => format!("counted over {} draws, seed {seed}", count(draws)),
        How::Walked { draws, walks, seed } => {
            format!("counted over {} draws on {} walks, seed {seed}", count(draws), count(walks))
        }
    }
}

/// Why nobody knows which ranks projects could take.
pub fn no_ranks_sentence(why: &NoRanks) -> String {
    match why {
        NoRanks::Weights(error) => error.to_string(),
        NoRanks::TooMany(projects) => format!(
            "There are {} open projects; ranks are counted for {} at most.",
            count(*projects),
            count(PROJECTS_MAX)
        ),
        NoRanks::Nothing => {
            "There is no outcome or no open project, so there are no ranks.".to_owned()
        }
    }
}
