//! Weights as a portfolio has them, and what the comparisons in it say.

use std::path::PathBuf;

use super::{Comparisons, Weighed, without_chain};
use crate::analysis::scoring::pairwise::{parts, priorities};
use crate::analysis::scoring::{Judged, Weights, judged};
use crate::cli::arguments::Source;
use crate::cli::names::outcome_names;
use crate::cli::open::open;
use crate::cli::score::without_score;
use crate::cli::scoring_arguments::WeightsArguments;
use crate::cli::told::Told;
use crate::model::{Portfolio, WeightsBy};

/// Agreed weights that are nearer than this to those out of the comparisons are the same, but for rounding.
const SAME: f64 = 0.01;

pub(super) fn weighed(
    file: Option<&PathBuf>,
    arguments: &WeightsArguments,
) -> Result<Weighed, Told> {
    let source = Source { file: file.cloned().unwrap_or_default(), large: arguments.large };
    let opened = open(&source)?;
    let portfolio = &opened.portfolio;
    let weights = Weights::of(portfolio).ok_or_else(|| without_score(portfolio))?;
    let names = outcome_names(portfolio);
    let (names, weights): (Vec<String>, Vec<f64>) = weights
        .iter()
        .map(|(id, share)| (names.get(&id).cloned().unwrap_or_default(), share))
        .unzip();
    let mut warnings: Vec<String> = opened.warnings.iter().map(ToString::to_string).collect();
    let compared = compared(portfolio, &names, &mut warnings);
    if let Some(compared) = &compared {
        let apart = weights.iter().zip(&compared.priorities.weights);
        let apart = apart.map(|(one, other)| (one - other).abs()).fold(0.0, f64::max);
        if apart > SAME && portfolio.weights_by == WeightsBy::Pairwise {
            warnings.push(
                "The agreed weights are said to come from comparisons, but the comparisons now say something else; \
                 see both columns."
                    .to_owned(),
            );
        }
    }
    Ok(Weighed {
        title: portfolio.title.to_string(),
        names,
        weights,
        method: word(portfolio.weights_by),
        compared,
        is_compared_only: false,
        warnings,
    })
}

fn compared(
    portfolio: &Portfolio,
    names: &[String],
    warnings: &mut Vec<String>,
) -> Option<Comparisons> {
    // The outcomes without parts, in the order of their ids, are those that have a weight.
    let Judged { all, .. } = judged(portfolio);
    if all.count() == 0 {
        return None;
    }
    let Some(priorities) = priorities(&all) else {
        warnings.push(without_chain(names, &parts(&all)));
        return None;
    };
    Some(Comparisons::of(all, priorities))
}

/// The word for programs.
fn word(by: WeightsBy) -> &'static str {
    match by {
        WeightsBy::Direct => "direct",
        WeightsBy::Swing => "swing",
        WeightsBy::RankOrder => "rank-order",
        WeightsBy::Pairwise => "pairwise",
    }
}
