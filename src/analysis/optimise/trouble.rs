//! Why a portfolio cannot be calculated with.

use super::limit::Limit;
use crate::jobs::Cancelled;
use crate::model::ProjectId;

/// The most ways to fund projects, all together, that are looked at, so that memory stays below 2 GiB: each start and each part of each project is one.
pub const CHOICES_MAX: usize = 12_000;

/// The most ways of which plans without proof are looked for, a few starts of each project at a time.
pub const WAYS_MAX: usize = 150_000;

/// What has to be mended, or asked differently, before a plan can be looked for. `wording` puts it into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// There is no project that is neither done nor cancelled.
    NothingOpen,
    /// No outcome weighs anything, so no project has a score.
    NothingWeighs,
    /// No weights within the ranges that people agree on sum to the whole.
    NoWeights,
    /// Nobody has said by how much money loses its worth in a year.
    NoDiscountRate,
    /// The amounts of a limit add up to more than can be calculated with (about 46 thousand million million units).
    TooMuch(Limit),
    /// The values of all projects add up to more than can be calculated with.
    TooMuchValue,
    /// A cost, changed by a scenario, is more than can be held.
    TooMuchCost(ProjectId),
    /// A scenario multiplies the costs of a project by less than nothing, or by more than a million.
    CostFactor(ProjectId),
    /// More ways than [`CHOICES_MAX`].
    TooManyStarts {
        /// How many there are.
        choice_count: usize,
    },
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// It cannot be calculated with.
    Trouble(Trouble),
    /// Nobody waits for the answer any more.
    Cancelled,
    /// The calculation came to a plan that does not keep to a limit: a mistake of ours, which is not shown as an answer.
    Unsound(Limit),
    /// The calculation came to another value than the plan has: a mistake of ours, too.
    WrongSum,
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

impl From<Cancelled> for Failure {
    fn from(_cancelled: Cancelled) -> Self {
        Self::Cancelled
    }
}
