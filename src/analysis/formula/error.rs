//! Why a text is no formula, and where.

use thiserror::Error;

use super::parse::{DEPTH_MAX, LENGTH_MAX};
use super::tree::Span;

/// What is wrong with a formula, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{fault}")]
pub struct FormulaError {
    /// Where it stands in the text, in bytes; empty at the end of the text where something is missing there.
    pub at: Span,
    /// What is wrong.
    pub fault: FormulaFault,
}

/// What is wrong with a formula.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FormulaFault {
    /// No text at all.
    #[error("The formula is empty. Write one, such as [Reach] * [Impact] / [Effort]")]
    Empty,
    /// More than [`LENGTH_MAX`] characters.
    #[error("A formula has at most {LENGTH_MAX} characters; this one has {0}")]
    TooLong(usize),
    /// More than [`DEPTH_MAX`] parentheses in each other.
    #[error(
        "More than {DEPTH_MAX} parentheses or signs stand in each other. Take the formula apart"
    )]
    TooDeep,
    /// A sign that no formula has.
    #[error("“{0}” is nothing that a formula can hold")]
    Sign(char),
    /// Digits that are no number.
    #[error("“{0}” is no number; write decimals with a point, as in 0.5")]
    Number(String),
    /// A number, a name or a parenthesis is missing.
    #[error("Something is missing here: a number, a name or an opening parenthesis")]
    Missing,
    /// Two parts stand beside each other with nothing between them.
    #[error(
        "“{0}” does not go on from what stands before it. Put + - * or / between them, and names of several words in [brackets]"
    )]
    Beside(String),
    /// A parenthesis that was not opened.
    #[error("This parenthesis was never opened")]
    NotOpened,
    /// A parenthesis that is never closed.
    #[error("This parenthesis is never closed")]
    NotClosed,
    /// A name whose bracket or quote is never closed.
    #[error("The name that begins here is never closed; end it with {0}")]
    NameNotClosed(char),
    /// Nothing stands between the brackets.
    #[error("There is no name between these")]
    NameEmpty,
    /// A function that there is not.
    #[error("“{0}” is no function; min, max, abs and or are")]
    Function(String),
    /// The wrong number of arguments.
    #[error("{function} takes {expected}; here it has {found}")]
    Arguments {
        /// The function.
        function: &'static str,
        /// How many it takes, in words.
        expected: &'static str,
        /// How many there are.
        found: usize,
    },
    /// A name that nothing has.
    #[error("Nothing is called “{name}”{}", near.as_ref().map_or_else(String::new, |near| format!("; perhaps “{near}” is meant")))]
    Unknown {
        /// The name.
        name: String,
        /// A name that comes near.
        near: Option<String>,
    },
    /// Two things that cannot be added, subtracted or compared.
    #[error("{left} and {right} cannot be {how}: they are not the same sort of thing")]
    Units {
        /// The unit of the one.
        left: String,
        /// The unit of the other.
        right: String,
        /// "added", "subtracted" or "compared".
        how: &'static str,
    },
}
