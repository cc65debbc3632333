//! How much more one outcome counts than another, as somebody sees it; and how the agreed weights came about.

use super::id::{OutcomeId, StakeholderId};
use super::name::Text;
use super::share::Figure;
use super::unread::Unread;

/// How the weights of outcomes came about. Scores use [`super::Outcome::weight`] and nothing else, however it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum WeightsBy {
    /// Somebody has given each a figure.
    #[default]
    Direct,
    /// Each was held against the one whose swing from worst to best is worth most.
    Swing,
    /// They were put in order, and the order gave the figures.
    RankOrder,
    /// They were compared two by two.
    Pairwise,
}

impl WeightsBy {
    /// All ways in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Direct, Self::Swing, Self::RankOrder, Self::Pairwise];
}

/// The most that one outcome can count beside another in one judgment: Saaty's scale ends at 9.
pub const TIMES_MAX: f64 = 9.0;

/// A comparison of two outcomes without parts: one counts so many times as much as the other.
///
/// What is said of an outcome that has parts is passed over, as its weight is.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgment {
    /// Who sees it so; nothing means that all have agreed on it.
    pub by: Option<StakeholderId>,
    /// The outcome that counts more, or as much.
    pub more: OutcomeId,
    /// The outcome that counts less, or as much.
    pub less: OutcomeId,
    /// How many times as much, 1 (the same) to 9.
    pub times: Figure,
    /// Why.
    pub note: Text,
    /// Fields of a newer version.
    pub unread: Unread,
}

impl Judgment {
    /// Whether it says a number of times that can be: 1 to 9.
    pub fn is_on_scale(&self) -> bool {
        (1.0..=TIMES_MAX).contains(&self.times.value())
    }
}
