//! Why a project has no score, and what is odd about the inputs of one that has.

use thiserror::Error;

use super::facts::Quantity;
use crate::model::{Name, ProjectId};

/// A reason why a score is not known.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Why {
    /// Nobody has given an input.
    #[error("“{0}” is missing")]
    Missing(Name),
    /// An input is outside what makes sense, so it is not used.
    #[error("“{name}” is {value}, and only {low} to {high} make sense")]
    OutOfRange {
        /// The field.
        name: Name,
        /// What was given.
        value: f64,
        /// The least that makes sense; endless where there is no least.
        low: f64,
        /// The most that makes sense; endless where there is no most.
        high: f64,
    },
    /// A figure of the project that Portolan would work out is not known.
    #[error("its {} is not known", .0.name())]
    NotKnown(Quantity),
    /// Something would be divided by what comes to 0.
    #[error("“{0}” is 0, and nothing can be divided by it")]
    DividedByZero(String),
    /// The result is beyond every number.
    #[error("“{0}” comes to more than can be told")]
    TooLarge(String),
    /// The score by another framework that this one uses is not known.
    #[error("its {name} is not known: {}", list(reasons))]
    Framework {
        /// The framework.
        name: Name,
        /// Why.
        reasons: Vec<Self>,
    },
    /// Nobody has said how it stands in `MoSCoW`.
    #[error("it has no priority")]
    NoPriority,
}

fn list(reasons: &[Why]) -> String {
    reasons.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// A score, or every reason why it is not known.
pub type Known = Result<f64, Vec<Why>>;

/// Something that is worth a look about the inputs of a framework.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// An input is none of the steps that are usual.
    OffSteps {
        /// Whose input it is.
        project: ProjectId,
        /// The field.
        field: Name,
        /// What was given.
        value: f64,
        /// The usual steps.
        steps: Vec<f64>,
    },
    /// An input is outside what makes sense; the project has no score.
    OutOfRange {
        /// Whose input it is.
        project: ProjectId,
        /// The field.
        field: Name,
        /// What was given.
        value: f64,
        /// The least that makes sense.
        low: f64,
        /// The most that makes sense.
        high: f64,
    },
    /// No project has a 1 in this column, though the figures are meant beside each other: the smallest should be 1.
    NoOne {
        /// The field.
        field: Name,
    },
}
