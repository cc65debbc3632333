//! The arguments of the commands that choose what to fund.

use clap::{Args, ValueEnum};

use super::arguments::Source;
use super::scoring_arguments::AnswerFormat;
use crate::analysis::optimise::Objective;
use crate::model::Percent;

/// Without a limit on time, a calculation is worth this many seconds.
const SECONDS: &str = "60";

/// What a plan is wanted for: the same for all commands that look for plans.
#[derive(Debug, Clone, PartialEq, Args)]
pub struct PlanArguments {
    /// The portfolio file; with --instance, a file of problems of others.
    #[command(flatten)]
    pub source: Source,

    /// Calculates as this scenario of the portfolio would have it; its name, the beginning of it, or its id.
    #[arg(long, value_name = "NAME")]
    pub scenario: Option<String>,

    /// The most that may be spent on everything, instead of the totals of budgets for all money: 2500000, 2.5M, 800k.
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    pub budget: Option<String>,

    /// What is to be as large as possible: score, npv, or blend:SHARE with the share of the score in percent.
    #[arg(long, value_name = "OBJECTIVE", default_value = "score", value_parser = objective)]
    pub objective: Objective,

    /// Only decides what is funded; every project starts as soon as it may.
    #[arg(long)]
    pub select_only: bool,

    /// Good enough is a plan that is at most so many percent below the best, from 0 to 100.
    #[arg(long, value_name = "PERCENT", default_value = "0", value_parser = gap)]
    pub gap: f64,

    /// Takes the best found after so many seconds.
    #[arg(long, value_name = "SECONDS", default_value = SECONDS, value_parser = seconds)]
    pub time_limit: f64,

    /// How the answer is written.
    #[arg(long, value_enum, default_value_t)]
    pub format: AnswerFormat,
}

/// What `fund` is told.
#[derive(Debug, Clone, PartialEq, Args)]
pub struct FundArguments {
    /// What is asked.
    #[command(flatten)]
    pub plan: PlanArguments,

    /// The file is not a portfolio but problems of others: of the OR-Library, or a Next Release Problem.
    #[arg(long, value_enum, value_name = "KIND")]
    pub instance: Option<InstanceKind>,

    /// For a Next Release Problem: which part of the cost of everything may be spent, from 0 to 1.
    #[arg(long, value_name = "RATIO", default_value = "0.5", value_parser = ratio, requires = "instance")]
    pub ratio: f64,
}

/// Problems of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InstanceKind {
    /// Multidimensional knapsacks as the OR-Library keeps them, one or several in a file.
    Mknap,
    /// A Next Release Problem: requirements with prerequisites, customers with profits.
    Nrp,
}

fn objective(text: &str) -> Result<Objective, String> {
    let blend =
        text.strip_prefix("blend:").and_then(|share| share.trim_end_matches('%').parse().ok());
    match (text, blend.and_then(|share| Percent::new(share).ok())) {
        ("score", _) => Ok(Objective::Score),
        ("npv", _) => Ok(Objective::Npv),
        (_, Some(score_share)) => Ok(Objective::Blend { score_share }),
        _ => Err("an objective is score, npv, or blend:SHARE with a share from 0 to 100, such as blend:70".to_owned()),
    }
}

fn within(text: &str, most: f64, what: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number| (0.0..=most).contains(number));
    number.ok_or_else(|| what.to_owned())
}

fn gap(text: &str) -> Result<f64, String> {
    within(text.trim_end_matches('%'), 100.0, "a gap is a number of percent from 0 to 100")
}

fn seconds(text: &str) -> Result<f64, String> {
    within(text, 1e9, "a limit on time is a number of seconds, 0 or more")
}

fn ratio(text: &str) -> Result<f64, String> {
    within(text, 1.0, "a ratio is a number from 0 to 1")
}

/// What `frontier` is told.
#[derive(Debug, Clone, PartialEq, Args)]
pub struct FrontierArguments {
    /// What is asked.
    #[command(flatten)]
    pub plan: PlanArguments,

    /// So many budgets at equal distances are tried; together with --every at most so many plans are listed.
    #[arg(long, value_name = "COUNT", default_value = "50")]
    pub points: usize,

    /// Lists every plan that no other beats in both value and cost.
    #[arg(long)]
    pub every: bool,
}

/// What `why-not` is told.
#[derive(Debug, Clone, PartialEq, Args)]
pub struct WhyNotArguments {
    /// What is asked.
    #[command(flatten)]
    pub plan: PlanArguments,

    /// The project: its name, the beginning of it, or its id.
    #[arg(value_name = "PROJECT")]
    pub project: String,
}

/// What `prices` is told.
#[derive(Debug, Clone, PartialEq, Args)]
pub struct PricesArguments {
    /// What is asked.
    #[command(flatten)]
    pub plan: PlanArguments,
}

/// What `conflicts` is told.
#[derive(Debug, Clone, PartialEq, Args)]
pub struct ConflictsArguments {
    /// What is asked.
    #[command(flatten)]
    pub plan: PlanArguments,

    /// At most so many conflicts are looked for.
    #[arg(long, value_name = "COUNT", default_value = "10")]
    pub most: usize,
}

/// What `robust` is told.
#[derive(Debug, Clone, PartialEq, Args)]
pub struct RobustArguments {
    /// What is asked.
    #[command(flatten)]
    pub plan: PlanArguments,

    /// What is taken as known of the weights.
    #[arg(long, value_enum, value_name = "KNOWN", default_value = "order")]
    pub weights: KnownWeights,

    /// What is taken as known of how projects serve outcomes.
    #[arg(long, value_enum, value_name = "KNOWN", default_value = "agreed")]
    pub ratings: KnownRatings,

    /// What is taken as known of costs.
    #[arg(long, value_enum, value_name = "KNOWN", default_value = "likely")]
    pub costs: KnownCosts,

    /// How many weightings are drawn where there are too many plans to list all.
    #[arg(long, value_name = "COUNT", default_value = "1000")]
    pub samples: usize,

    /// What chance begins with: the same seed gives the same answer.
    #[arg(long, value_name = "SEED", default_value = "1")]
    pub seed: u64,
}

/// What is taken as known of weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KnownWeights {
    /// Nothing: any weights are possible.
    Nothing,
    /// Their order, as the agreed weights have it.
    Order,
    /// The ranges that people have agreed on; where there is none, the agreed weight.
    Ranges,
}

/// What is taken as known of ratings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KnownRatings {
    /// All of them; what nobody has rated counts nothing.
    Agreed,
    /// All of them; what is linked to an outcome and not rated may turn out to be on any level.
    Open,
    /// Each may be one level off; what is linked and not rated may be on any level.
    OneStep,
}

/// What is taken as known of costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KnownCosts {
    /// What is most likely.
    Likely,
    /// Anything from low to high.
    Ranges,
}

/// What `compare` is told.
#[derive(Debug, Clone, PartialEq, Args)]
pub struct CompareArguments {
    /// What is asked.
    #[command(flatten)]
    pub plan: PlanArguments,

    /// The scenarios, with commas between their names; base is the portfolio as it stands. Without it, base and all scenarios.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub scenarios: Vec<String>,
}
