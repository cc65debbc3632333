//! The arguments of the commands about money and chance.

use std::path::PathBuf;

use clap::Args;

use super::scoring_arguments::AnswerFormat;

/// What `money` is told.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct MoneyArguments {
    /// The portfolio file.
    #[arg(value_name = "FILE", required_unless_present = "flows")]
    pub file: Option<PathBuf>,

    /// A project by its name, the beginning of it, or its id; without it, all that are open together.
    #[arg(value_name = "PROJECT")]
    pub project: Option<String>,

    /// Instead of a portfolio bare flows, one amount for each period, the first for today: -10000,5000,5000.
    #[arg(long, value_name = "AMOUNTS", allow_hyphen_values = true, conflicts_with = "file")]
    pub flows: Option<String>,

    /// The rate of discount a year, as a part of one or in per cent: 0.075 or 7.5%. Without it, that of the portfolio.
    #[arg(long, value_name = "RATE", allow_hyphen_values = true)]
    pub rate: Option<String>,

    /// How many of the bare flows there are in a year.
    #[arg(long, value_name = "COUNT", default_value = "1", requires = "flows")]
    pub per_year: u32,

    /// How the answer is written.
    #[arg(long, value_enum, default_value_t)]
    pub format: AnswerFormat,

    /// Reads files above 64 MiB, too, up to 512 MiB.
    #[arg(long)]
    pub large: bool,
}
