//! How a project serves an outcome, and how strongly.

use super::id::{ChangeId, StakeholderId};
use super::ladder::Level;
use super::name::Text;
use super::share::Percent;
use super::unread::Unread;

/// A project's link to an outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Contribution {
    /// How strongly; nothing means that nobody has rated it yet, which is not the same as the level "None".
    pub level: Option<Level>,
    /// How sure the one who rated is, in percent.
    pub confidence: Percent,
    /// Why this level.
    pub rationale: Text,
    /// Who said so.
    pub rated_by: Option<StakeholderId>,
    /// The business change that has to happen for it to arrive.
    pub through: Option<ChangeId>,
    /// Fields of a newer version.
    pub unread: Unread,
}

impl Contribution {
    /// A link that nobody has rated yet.
    pub fn unrated() -> Self {
        Self {
            level: None,
            confidence: Percent::ALL,
            rationale: Text::default(),
            rated_by: None,
            through: None,
            unread: Unread::default(),
        }
    }
}
