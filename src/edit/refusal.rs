//! Why an edit makes no sense here, in words.

use crate::model::{CalendarError, Flaw, Item, LadderError, Portfolio};
use crate::wording::{flaw_sentence, item_label, item_noun};

/// Why an edit was refused. The portfolio is as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It speaks of something that is not there.
    NotThere(Item),
    /// It adds something that is there already.
    AlreadyThere(Item),
    /// It would make the portfolio contradict itself.
    Contradiction(Flaw),
    /// It would change the meaning of amounts that are given for each period.
    PeriodsInUse,
    /// It would take a level away that ratings or statements use.
    LevelInUse(String),
    /// The new ladder cannot be.
    Ladder(LadderError),
    /// The new calendar cannot be.
    Calendar(CalendarError),
    /// Only projects, changes, outcomes and measures have a place on the map.
    NoPlace(Item),
}

impl Refusal {
    /// The refusal in a sentence or two, with the names that `portfolio` (as it was before) gives.
    pub fn in_words(&self, portfolio: &Portfolio) -> String {
        match self {
            Self::NotThere(item) => {
                format!("The {} is not there any more.", item_label(portfolio, *item))
            }
            Self::AlreadyThere(item) => {
                format!("There is a {} “{}” already.", item_noun(*item), item_label(portfolio, *item))
            }
            Self::Contradiction(flaw) => flaw_sentence(portfolio, flaw),
            Self::PeriodsInUse => "Durations, costs, benefits and demands are given for each period, so periods cannot change their length any more. Start a new portfolio for that.".to_owned(),
            Self::LevelInUse(name) => {
                format!("Ratings or statements use the level “{name}”. Change those first.")
            }
            Self::Ladder(error) => format!("{error}."),
            Self::Calendar(error) => format!("{error}."),
            Self::NoPlace(item) => format!("A {} has no place of its own on the map.", item_noun(*item)),
        }
    }
}
