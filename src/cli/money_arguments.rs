//! The arguments of the commands about money and chance.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

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

    /// Reckons with the projects of the agreed plan instead of all that are open.
    #[arg(long, conflicts_with_all = ["project", "flows"])]
    pub plan: bool,

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

/// What `simulate` is told.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct SimulateArguments {
    /// The portfolio file.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// A project by its name, the beginning of it, or its id; without it, all that are open together.
    #[arg(value_name = "PROJECT")]
    pub project: Option<String>,

    /// Reckons with the projects of the agreed plan instead of all that are open.
    #[arg(long, conflicts_with = "project")]
    pub plan: bool,

    /// How many futures are drawn, 100 to 1,000,000.
    #[arg(long, value_name = "COUNT", default_value = "10000")]
    pub runs: usize,

    /// Where chance begins: the same seed gives the same figures.
    #[arg(long, value_name = "NUMBER", default_value = "1")]
    pub seed: u64,

    /// The rate of discount a year, as a part of one or in per cent: 0.075 or 7.5%. Without it, that of the portfolio.
    #[arg(long, value_name = "RATE", allow_hyphen_values = true)]
    pub rate: Option<String>,

    /// Which figures of risks are drawn.
    #[arg(long, value_enum, default_value_t)]
    pub risks: RisksArgument,

    /// How the answer is written.
    #[arg(long, value_enum, default_value_t)]
    pub format: AnswerFormat,

    /// Reads files above 64 MiB, too, up to 512 MiB.
    #[arg(long)]
    pub large: bool,
}

/// Which figures of risks are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum RisksArgument {
    /// What is left after the response, where one is decided.
    #[default]
    After,
    /// As they are before any response.
    Before,
    /// No risk happens.
    None,
}
