//! Without a window: one file for each command, and the list of them with their arguments.
//!
//! A command reads files, calls what the window calls too, and gives back what it has to say as a [`Told`]. Nothing
//! here prints by itself, reads the clock or asks for chance: `main` hands those in.

mod acceptability;
mod arguments;
mod check;
mod compare_scenarios;
mod conflicts;
mod explain;
mod fmt;
mod frontier;
mod fund;
mod fund_arguments;
mod json;
mod keep;
mod meant;
mod money;
mod money_arguments;
mod names;
mod open;
mod pages;
mod pareto;
mod planning;
mod prices;
mod promises;
mod robust;
mod score;
mod scoring_arguments;
mod sensitivity;
mod simulate;
mod table;
mod told;
mod weights;
mod why_not;

pub mod import;
pub mod render;

pub use arguments::{
    Arguments, CheckArguments, CheckFormat, Command, CompletionsArguments, FmtArguments,
    ImportArguments, ManArguments, RenderArguments, ScoreArguments, ScoreFormat, Size, Source,
    Theme, View, read_arguments,
};
pub use fund_arguments::{
    CompareArguments, ConflictsArguments, FrontierArguments, FundArguments, InstanceKind,
    KnownCosts, KnownRatings, KnownWeights, PlanArguments, PricesArguments, RobustArguments,
    WhyNotArguments,
};
pub use money_arguments::{MoneyArguments, RisksArgument, SimulateArguments};
pub use promises::PromisesArguments;
pub use scoring_arguments::{
    AcceptabilityArguments, AnswerFormat, ExplainArguments, KnownChoice, ParetoArguments,
    SensitivityArguments, WeightsArguments,
};
pub use told::{Ending, Told};

/// Seconds since some moment that stays the same while the program runs.
pub type Clock<'a> = &'a (dyn Fn() -> f64 + Sync);

/// What a command is handed, because it asks for none of it itself.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    /// A random number for the names of files that are being written.
    pub nonce: u64,
    /// How late it is, for limits on time and for measuring.
    pub clock: Clock<'a>,
}

impl std::fmt::Debug for Given<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Given").field("nonce", &self.nonce).finish_non_exhaustive()
    }
}

/// Does what a command says, all but the drawing of pictures: that needs the window's own code and is for `main` to call.
///
pub fn run(command: &Command, given: &Given<'_>) -> Told {
    let nonce = given.nonce;
    let done = match command {
        Command::Check(arguments) => check::check(arguments),
        Command::Score(arguments) => score::score(arguments),
        Command::Weights(arguments) => weights::weights(arguments),
        Command::Money(arguments) => money::money(arguments),
        Command::Fund(arguments) => fund::fund(arguments, given),
        Command::Frontier(arguments) => frontier::frontier(arguments, given),
        Command::WhyNot(arguments) => why_not::why_not(arguments, given),
        Command::Prices(arguments) => prices::prices(arguments, given),
        Command::Conflicts(arguments) => conflicts::conflicts(arguments, given),
        Command::Robust(arguments) => robust::robust(arguments, given),
        Command::Compare(arguments) => compare_scenarios::compare(arguments, given),
        Command::Explain(arguments) => explain::explain(arguments),
        Command::Sensitivity(arguments) => sensitivity::sensitivity(arguments),
        Command::Acceptability(arguments) => acceptability::acceptability(arguments),
        Command::Pareto(arguments) => pareto::pareto(arguments),
        Command::Promises(arguments) => promises::told(arguments),
        Command::Simulate(arguments) => simulate::simulated(arguments),
        Command::Import(arguments) => import::import(arguments, nonce),
        Command::Fmt(arguments) => fmt::fmt(arguments, nonce),
        Command::Render(arguments) => render::selected(arguments).map(|_| Told::without_window()),
        Command::Completions(arguments) => Ok(pages::completions(arguments)),
        Command::Man(arguments) => pages::man(arguments, nonce),
    };
    done.unwrap_or_else(|failed| failed)
}
