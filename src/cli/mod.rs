//! Without a window: one file for each command, and the list of them with their arguments.
//!
//! A command reads files, calls what the window calls too, and gives back what it has to say as a [`Told`]. Nothing
//! here prints by itself, reads the clock or asks for chance: `main` hands those in.

mod arguments;
mod check;
mod fmt;
mod json;
mod keep;
mod meant;
mod money;
mod money_arguments;
mod names;
mod open;
mod pages;
mod score;
mod scoring_arguments;
mod table;
mod told;
mod weights;

pub mod import;
pub mod render;

pub use arguments::{
    Arguments, CheckArguments, CheckFormat, Command, CompletionsArguments, FmtArguments,
    ImportArguments, ManArguments, RenderArguments, ScoreArguments, ScoreFormat, Size, Source,
    Theme, View, read_arguments,
};
pub use money_arguments::MoneyArguments;
pub use scoring_arguments::{AnswerFormat, WeightsArguments};
pub use told::{Ending, Told};

/// Does what a command says, all but the drawing of pictures: that needs the window's own code and is for `main` to call.
///
/// `nonce` is a random number for the names of files that are being written.
pub fn run(command: &Command, nonce: u64) -> Told {
    let done = match command {
        Command::Check(arguments) => check::check(arguments),
        Command::Score(arguments) => score::score(arguments),
        Command::Weights(arguments) => weights::weights(arguments),
        Command::Money(arguments) => money::money(arguments),
        Command::Import(arguments) => import::import(arguments, nonce),
        Command::Fmt(arguments) => fmt::fmt(arguments, nonce),
        Command::Render(arguments) => render::selected(arguments).map(|_| Told::without_window()),
        Command::Completions(arguments) => Ok(pages::completions(arguments)),
        Command::Man(arguments) => pages::man(arguments, nonce),
    };
    done.unwrap_or_else(|failed| failed)
}
