//! The arguments of the commands about scores and weights.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

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
