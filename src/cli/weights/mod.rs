//! `weights`: what each outcome weighs, and how far the comparisons behind it agree with each other.

mod as_json;
mod as_table;
mod from_matrix;
mod from_portfolio;

use super::scoring_arguments::{AnswerFormat, WeightsArguments};
use super::told::Told;
use crate::analysis::scoring::pairwise::{
    Judgments, Mending, Priorities, Triad, mendings, next_question, worst_triad,
};

/// Everything that is told about weights, in whichever form.
struct Weighed {
    /// What the weights are of.
    title: String,
    /// What is weighed; no two names are the same.
    names: Vec<String>,
    /// The weight of each as a part of all, 0 to 1.
    weights: Vec<f64>,
    /// How the weights came about, as a word for programs.
    method: &'static str,
    /// The comparisons behind them.
    compared: Option<Comparisons>,
    /// Whether the weights are those of the comparisons and nothing was agreed beside them.
    is_compared_only: bool,
    /// What a person should know beside it.
    warnings: Vec<String>,
}

/// Comparisons and what follows from them.
struct Comparisons {
    judgments: Judgments,
    priorities: Priorities,
    /// For each judgment what would mend it best, those that help most first.
    mendings: Vec<Mending>,
    triad: Option<Triad>,
    /// The pair to ask about next.
    next: Option<(usize, usize)>,
}

impl Comparisons {
    fn of(judgments: Judgments, priorities: Priorities) -> Self {
        let (mendings, triad) = (mendings(&judgments), worst_triad(&judgments));
        let next = next_question(&judgments);
        Self { judgments, priorities, mendings, triad, next }
    }
}

impl Weighed {
    fn name(&self, place: usize) -> &str {
        self.names.get(place).map_or("", String::as_str)
    }
}

pub(super) fn weights(arguments: &WeightsArguments) -> Result<Told, Told> {
    let weighed = match (&arguments.matrix, &arguments.file) {
        (Some(matrix), _) => from_matrix::weighed(matrix)?,
        (None, file) => from_portfolio::weighed(file.as_ref(), arguments)?,
    };
    let out = match arguments.format {
        AnswerFormat::Table => as_table::table(&weighed),
        AnswerFormat::Json => as_json::json(&weighed),
    };
    Ok(Told::fine(out).beside(weighed.warnings))
}

/// Why things in several parts cannot be weighed.
fn without_chain(names: &[String], parts: &[Vec<usize>]) -> String {
    let name = |place: &usize| names.get(*place).map_or("", String::as_str);
    let part = |part: &Vec<usize>| {
        format!(
            "  {}",
            part.iter().map(|place| format!("“{}”", name(place))).collect::<Vec<_>>().join(", ")
        )
    };
    format!(
        "The comparisons fall into {} parts that nothing joins, so the parts cannot be weighed against each other. \
         Compare at least one of each part with one of another:\n{}",
        parts.len(),
        parts.iter().map(part).collect::<Vec<_>>().join("\n")
    )
}
