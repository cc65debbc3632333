//! A formula that has been read: what is done to what, and where that stands in the text.

use std::ops::Range;

/// Where something stands in the text of a formula, in bytes.
pub type Span = Range<usize>;

/// A function that a formula may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// The least of its arguments.
    Min,
    /// The largest of its arguments.
    Max,
    /// Its argument without the sign.
    Abs,
    /// The first of its arguments that is known.
    Or,
}

impl Function {
    /// All functions.
    pub const ALL: [Self; 4] = [Self::Min, Self::Max, Self::Abs, Self::Or];

    /// What a formula calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Min => "min",
            Self::Max => "max",
            Self::Abs => "abs",
            Self::Or => "or",
        }
    }

    /// How many arguments it may have at least and at most.
    pub fn argument_counts(self) -> (usize, usize) {
        match self {
            Self::Min | Self::Max => (1, 50),
            Self::Abs => (1, 1),
            Self::Or => (2, 50),
        }
    }
}

/// What is done with two parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Plus,
    Minus,
    Times,
    Over,
}

/// A part of a formula.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Number(f64),
    /// A name by its place in [`Formula::names`].
    Name(usize),
    Negated(Box<Node>),
    Joined(Operator, Box<[Node; 2]>),
    Called(Function, Vec<Node>),
}

/// A formula that has been read.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    pub(super) text: String,
    pub(super) names: Vec<String>,
    pub(super) root: Node,
}

impl Formula {
    /// The formula as it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Every name in it once, in the order in which they come first.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// What stands at a place of its text.
    pub fn at(&self, span: &Span) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }
}
