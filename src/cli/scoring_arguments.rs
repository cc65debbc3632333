//! The arguments of the commands about scores and weights.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::arguments::Source;
use crate::file::{BYTES_MAX, BYTES_MAX_ANYWAY};

/// How an answer in rows is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum AnswerFormat {
    /// A table for people.
    #[default]
    Table,
    /// One JSON object.
    Json,
}

/// What `weights` is told.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct WeightsArguments {
    /// The portfolio file.
    #[arg(value_name = "FILE", required_unless_present = "matrix")]
    pub file: Option<PathBuf>,

    /// Instead of a portfolio a bare table of comparisons, as CSV: names in the first row and column, numbers or fractions such as 1/3, an empty
    /// cell where nothing is known.
    #[arg(long, value_name = "MATRIX.csv", conflicts_with = "file")]
    pub matrix: Option<PathBuf>,

    /// How the answer is written.
    #[arg(long, value_enum, default_value_t)]
    pub format: AnswerFormat,

    /// Reads files above 64 MiB, too, up to 512 MiB.
    #[arg(long)]
    pub large: bool,
}

impl WeightsArguments {
    /// The most bytes that are read.
    pub fn bytes_max(&self) -> u64 {
        if self.large { BYTES_MAX_ANYWAY } else { BYTES_MAX }
    }
}

/// What `explain` is told.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ExplainArguments {
    /// Where the projects are.
    #[command(flatten)]
    pub source: Source,

    /// The project: its name, the beginning of it, or its id.
    #[arg(value_name = "PROJECT")]
    pub project: String,

    /// Another project, for the difference of the two.
    #[arg(value_name = "OTHER")]
    pub other: Option<String>,

    /// By what projects are scored, as for `score`.
    #[arg(long, value_name = "NAME", default_value = "weighted")]
    pub method: String,

    /// How the answer is written.
    #[arg(long, value_enum, default_value_t)]
    pub format: AnswerFormat,
}

/// What `sensitivity` is told.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct SensitivityArguments {
    /// What is looked at.
    #[command(flatten)]
    pub source: Source,

    /// How many projects are the first.
    #[arg(long, value_name = "K", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub top: u32,

    /// The nearest changes of weights that flip these two projects.
    #[arg(long, num_args = 2, value_names = ["PROJECT", "OTHER"])]
    pub flip: Vec<String>,

    /// How the answer is written.
    #[arg(long, value_enum, default_value_t)]
    pub format: AnswerFormat,
}

/// What `acceptability` is told.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct AcceptabilityArguments {
    /// What is looked at.
    #[command(flatten)]
    pub source: Source,

    /// How many weights are drawn, from 100 to 10 million.
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(100..=10_000_000))]
    pub samples: u32,

    /// Where chance begins: the same seed gives the same figures.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,

    /// What is known of the weights.
    #[arg(long, value_enum, default_value_t)]
    pub known: KnownChoice,

    /// How the answer is written.
    #[arg(long, value_enum, default_value_t)]
    pub format: AnswerFormat,
}

/// What is known of the weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum KnownChoice {
    /// The ranges in the portfolio where there are any; else their order, where they came about as one; else nothing.
    #[default]
    Portfolio,
    /// Nothing: any weights are as likely as any others.
    Nothing,
    /// The order of the agreed weights, and no more.
    Order,
}

/// What `pareto` is told.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ParetoArguments {
    /// What is looked at.
    #[command(flatten)]
    pub source: Source,

    /// Something of which less is better: a figure, an input, a framework, or a formula; may be given several times.
    #[arg(long, value_name = "FORMULA", required_unless_present = "max")]
    pub min: Vec<String>,

    /// Something of which more is better; may be given several times.
    #[arg(long, value_name = "FORMULA")]
    pub max: Vec<String>,

    /// How the answer is written.
    #[arg(long, value_enum, default_value_t)]
    pub format: AnswerFormat,
}
