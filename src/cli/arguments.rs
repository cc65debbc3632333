//! The commands and their arguments, as people type them.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::fund_arguments::{
    CompareArguments, ConflictsArguments, FrontierArguments, FundArguments, PricesArguments,
    RobustArguments, WhyNotArguments,
};
use super::money_arguments::{MoneyArguments, SimulateArguments};
use super::promises::PromisesArguments;
use super::scoring_arguments::{
    AcceptabilityArguments, ExplainArguments, ParetoArguments, SensitivityArguments,
    WeightsArguments,
};
use crate::file::{BYTES_MAX, BYTES_MAX_ANYWAY};

const EXIT_CODES: &str = "\
Exit codes:
  0  all is well
  1  there are contradictions, a file is not in canonical form, or no window can be opened
  2  a file cannot be read, or the arguments make no sense
  3  a file cannot be written";

/// Maps projects to business outcomes, scores them, decides what to fund and when, and shows what depends on what.
///
/// Without a command, Portolan opens its window. A file that is called like a command is opened as ./check.
#[derive(Debug, Clone, PartialEq, Parser)]
#[command(name = "portolan", version, args_conflicts_with_subcommands = true, after_help = EXIT_CODES)]
pub struct Arguments {
    /// The portfolio to open in the window.
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,

    /// What to do without a window.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What can be done without a window.
#[derive(Debug, Clone, PartialEq, Subcommand)]
pub enum Command {
    /// Says what is wrong with a portfolio, and what is worth a look.
    Check(CheckArguments),
    /// Prints scores and ranks.
    Score(ScoreArguments),
    /// Prints what each outcome weighs, and how far the comparisons behind it agree.
    Weights(WeightsArguments),
    /// Prints what a portfolio, a project or bare flows cost, bring and are worth.
    Money(MoneyArguments),
    /// Finds the best plan: what to fund, and when.
    Fund(FundArguments),
    /// Prints what each sum of money would buy, and where the plan of now stands.
    Frontier(FrontierArguments),
    /// Says why a project is in or out, and what would turn that.
    WhyNot(WhyNotArguments),
    /// Prints what each limit costs.
    Prices(PricesArguments),
    /// Says which limits contradict each other, and what would mend it.
    Conflicts(ConflictsArguments),
    /// Prints what is in whatever the weights turn out to be.
    Robust(RobustArguments),
    /// Sets scenarios side by side.
    Compare(CompareArguments),
    /// Takes a score apart, or the difference of two.
    Explain(ExplainArguments),
    /// Says how far each weight may go before the first projects change.
    Sensitivity(SensitivityArguments),
    /// Says how often each project has each rank, over all weights that are possible.
    Acceptability(AcceptabilityArguments),
    /// Names the projects that no other beats on everything.
    Pareto(ParetoArguments),
    /// Prints what was promised in money and in measures, and what of it is there.
    Promises(PromisesArguments),
    /// Draws many futures of costs, benefits, risks and delays, and counts what comes of them.
    Simulate(SimulateArguments),
    /// Makes a portfolio of a table that somebody else wrote.
    Import(ImportArguments),
    /// Writes a portfolio in its canonical form.
    Fmt(FmtArguments),
    /// Draws a picture of a portfolio, without a display.
    Render(RenderArguments),
    /// Prints what a shell needs to complete these commands.
    Completions(CompletionsArguments),
    /// Prints the manual page, or writes one for each command.
    Man(ManArguments),
}

/// A portfolio file that is read.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Source {
    /// The portfolio file.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// Reads files above 64 MiB, too, up to 512 MiB.
    #[arg(long)]
    pub large: bool,
}

impl Source {
    /// The most bytes that are read.
    pub fn bytes_max(&self) -> u64 {
        if self.large { BYTES_MAX_ANYWAY } else { BYTES_MAX }
    }
}

/// What `check` is told.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct CheckArguments {
    /// What is checked.
    #[command(flatten)]
    pub source: Source,

    /// How the answer is written.
    #[arg(long, value_enum, default_value_t)]
    pub format: CheckFormat,
}

/// How the answer of `check` is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum CheckFormat {
    /// Sentences for people.
    #[default]
    Text,
    /// One JSON object.
    Json,
}

/// What `score` is told.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ScoreArguments {
    /// What is scored.
    #[command(flatten)]
    pub source: Source,

    /// By what projects are scored: weighted, rice, wsjf, ice, value-effort, cd3, moscow, bcr, or the name of a framework of the portfolio.
    #[arg(long, value_name = "NAME", default_value = "weighted")]
    pub method: String,

    /// Sets another ranking beside it: who moves, and how much the two agree.
    #[arg(long, value_name = "NAME")]
    pub beside: Option<String>,

    /// How the scores are written.
    #[arg(long, value_enum, default_value_t)]
    pub format: ScoreFormat,
}

/// How scores are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ScoreFormat {
    /// A table for people.
    #[default]
    Table,
    /// One JSON object.
    Json,
    /// One row for each project, for a spreadsheet.
    Csv,
}

/// What `import` is told.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ImportArguments {
    /// The table, as CSV.
    #[arg(value_name = "SOURCE.csv")]
    pub table: PathBuf,

    /// The map: which column means what.
    #[arg(long, value_name = "MAP.ron")]
    pub map: PathBuf,

    /// The portfolio file to write.
    #[arg(short, long, value_name = "FILE.ron")]
    pub output: PathBuf,

    /// Replaces the file if there is one already; its last three versions are kept beside it.
    #[arg(long)]
    pub force: bool,
}

/// What `fmt` is told.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct FmtArguments {
    /// What is written anew.
    #[command(flatten)]
    pub source: Source,

    /// Only says whether the file is in canonical form, by the exit code too; writes nothing.
    #[arg(long)]
    pub check: bool,
}

/// What `render` is told.
#[derive(Debug, Clone, PartialEq, Args)]
pub struct RenderArguments {
    /// The portfolio file.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// What is drawn.
    #[arg(long, value_enum, default_value_t)]
    pub view: View,

    /// Selects a project, an outcome or a change by its name, the beginning of it, or its id; may be given several times.
    #[arg(long, value_name = "NAME")]
    pub select: Vec<String>,

    /// Width and height in points.
    #[arg(long, value_name = "WIDTHxHEIGHT", default_value = "1600x1000")]
    pub size: Size,

    /// How many pixels a point is wide and high, from 0.5 to 4.
    #[arg(long, default_value = "1", value_parser = scale)]
    pub scale: f32,

    /// The colours.
    #[arg(long, value_enum, default_value_t)]
    pub theme: Theme,

    /// The picture to write, as PNG; an earlier one is replaced.
    #[arg(short, long, value_name = "PNG")]
    pub output: PathBuf,
}

/// What a picture shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum View {
    /// The whole map: projects, outcomes and how they hang together.
    #[default]
    Map,
    /// Every field in rows and columns.
    Table,
    /// The projects in order of their scores, with the weights beside them.
    Rank,
    /// Projects between two figures: what is given up for what.
    Tradeoffs,
    /// The best plan: what is funded, and what is not.
    Fund,
    /// What projects take and bring, period by period.
    Value,
}

/// The colours of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Theme {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
    /// The strongest contrast there is.
    HighContrast,
}

/// Width and height in points, each from 16 to 16,384.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size(pub [u32; 2]);

impl std::str::FromStr for Size {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let side = |text: &str| text.parse().ok().filter(|side| (16..=16_384).contains(side));
        let sides = text.split_once(['x', 'X', '×']);
        sides.and_then(|(width, height)| Some(Self([side(width)?, side(height)?]))).ok_or(
            "a size is width and height in points, from 16x16 to 16384x16384, such as 1600x1000",
        )
    }
}

fn scale(text: &str) -> Result<f32, &'static str> {
    let scale = text.parse().ok().filter(|scale| (0.5..=4.0).contains(scale));
    scale.ok_or("a scale is a number from 0.5 to 4")
}

/// What `completions` is told.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct CompletionsArguments {
    /// The shell.
    #[arg(value_enum)]
    pub shell: Shell,
}

/// What `man` is told.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ManArguments {
    /// The folder to write a page for each command to; without it, one page is printed.
    #[arg(long)]
    pub dir: Option<PathBuf>,
}

/// Reads what was typed, the name of the program first. Help and the version come as an error, too, with exit code 0.
pub fn read_arguments(typed: impl IntoIterator<Item = OsString>) -> Result<Arguments, clap::Error> {
    Arguments::try_parse_from(typed)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    fn read(typed: &[&str]) -> Result<Arguments, clap::Error> {
        let words = std::iter::once("portolan").chain(typed.iter().copied());
        read_arguments(words.map(OsString::from))
    }

    #[test]
    fn the_arguments_fit_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_file_is_opened_and_a_command_is_a_command() {
        assert_eq!(read(&[]).unwrap(), Arguments { file: None, command: None });
        assert_eq!(read(&["plan.ron"]).unwrap().file, Some("plan.ron".into()));
        assert_eq!(read(&["./check"]).unwrap().file, Some("./check".into()));
        assert!(matches!(read(&["check", "plan.ron"]).unwrap().command, Some(Command::Check(_))));
        assert_eq!(read(&["check"]).unwrap_err().exit_code(), 2);
        assert_eq!(read(&["plan.ron", "check", "plan.ron"]).unwrap_err().exit_code(), 2);
        assert_eq!(read(&["--version"]).unwrap_err().exit_code(), 0);
    }

    #[test]
    fn sizes_and_scales_have_limits() {
        assert_eq!("1600x1000".parse(), Ok(Size([1600, 1000])));
        for text in ["", "1600", "1600x", "0x10", "99999x100", "-1x20", "1e3x20"] {
            assert!(text.parse::<Size>().is_err(), "{text}");
        }
        assert_eq!(scale("2"), Ok(2.0));
        assert!(scale("NaN").is_err() && scale("9").is_err());
    }
}
