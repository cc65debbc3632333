//! Weights as a portfolio has them.

use std::path::PathBuf;

use super::Weighed;
use crate::analysis::scoring::Weights;
use crate::cli::arguments::Source;
use crate::cli::names::outcome_names;
use crate::cli::open::open;
use crate::cli::score::without_score;
use crate::cli::scoring_arguments::WeightsArguments;
use crate::cli::told::Told;

pub(super) fn weighed(
    file: Option<&PathBuf>,
    arguments: &WeightsArguments,
) -> Result<Weighed, Told> {
    let source = Source { file: file.cloned().unwrap_or_default(), large: arguments.large };
    let opened = open(&source)?;
    let portfolio = &opened.portfolio;
    let weights = Weights::of(portfolio).ok_or_else(|| without_score(portfolio))?;
    let names = outcome_names(portfolio);
    let (names, weights) = weights
        .iter()
        .map(|(id, share)| (names.get(&id).cloned().unwrap_or_default(), share))
        .unzip();
    Ok(Weighed {
        title: portfolio.title.to_string(),
        names,
        weights,
        method: "direct",
        compared: None,
        warnings: opened.warnings.iter().map(ToString::to_string).collect(),
    })
}
