//! What the hand does to a card: carry it to another pile, and what comes of it.

use egui::{Pos2, Vec2};

use super::scene::Pile;
use super::view::Desk;
use crate::edit::{Edit, Record};
use crate::model::{Force, Forced, ProjectId, Scenario, Text, Unread};
use crate::workspace::Request;

/// What a hand is doing to a card.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Gesture {
    #[default]
    Idle,
    /// A card is carried.
    Carrying {
        project: ProjectId,
        from: Pile,
        /// From the pointer to the upper left corner of the card.
        grasp: Vec2,
    },
    /// It was put down, and the reason is asked for.
    Asking(Asking),
}

/// A choice that waits for its reason.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asking {
    pub(super) project: ProjectId,
    pub(super) force: Force,
    pub(super) at: Pos2,
    pub(super) reason: String,
    /// Whether it comes up in this frame: the click that called it must not close it.
    pub(super) is_new: bool,
}

/// What comes of carrying a card from one pile to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Force(Force),
    /// The calculation decides.
    Leave,
}

impl Verdict {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Force(Force::In) => "Force in",
            Self::Force(Force::Out) => "Force out",
            Self::Leave => "Leave to the calculation",
        }
    }
}

/// What it means to put a card of one pile down on another; nothing where it changes nothing.
pub(super) fn verdict(from: Pile, to: Pile) -> Option<Verdict> {
    match (from, to) {
        (from, to) if from == to => None,
        (Pile::Unfunded, Pile::Funded) | (_, Pile::ForcedIn) => Some(Verdict::Force(Force::In)),
        (Pile::Funded, Pile::Unfunded) | (_, Pile::ForcedOut) => Some(Verdict::Force(Force::Out)),
        (_, Pile::Funded | Pile::Unfunded) => Some(Verdict::Leave),
    }
}

/// Asks for a forced choice, or for leaving it to the calculation: in the scenario that is looked at, else in the portfolio.
pub(super) fn force(desk: &mut Desk<'_>, project: ProjectId, choice: Option<(Force, &str)>) {
    let forced = choice.map(|(force, reason)| Forced {
        force,
        reason: reason.trim().parse::<Text>().unwrap_or_default(),
        unread: Unread::default(),
    });
    let scenario = desk.trying().scenario;
    let Some((id, scenario)) =
        scenario.and_then(|id| Some((id, desk.portfolio.scenarios.get(&id)?)))
    else {
        desk.requests.edit(Edit::Force(project, forced));
        return;
    };
    let is_forced_by_base = desk.portfolio.forced.contains_key(&project);
    if forced.is_none() && !scenario.forced.contains_key(&project) && is_forced_by_base {
        desk.requests.push(Request::TellHint(
            "The base forces this project. Choose the base at the upper right to leave it to the calculation.",
        ));
        return;
    }
    let mut next: Scenario = (**scenario).clone();
    match forced {
        Some(forced) => next.forced.insert(project, forced),
        None => next.forced.remove(&project),
    };
    desk.requests.edit(Edit::Replace(Record::Scenario(id, Box::new(next))));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_forced_where_the_calculation_would_not_have_put_it() {
        use Pile::{ForcedIn, ForcedOut, Funded, Unfunded};
        let (force_in, force_out) =
            (Some(Verdict::Force(Force::In)), Some(Verdict::Force(Force::Out)));
        for (from, to, expected) in [
            (Unfunded, Funded, force_in),
            (Unfunded, ForcedIn, force_in),
            (Funded, ForcedIn, force_in),
            (ForcedOut, ForcedIn, force_in),
            (Funded, Unfunded, force_out),
            (Unfunded, ForcedOut, force_out),
            (ForcedIn, ForcedOut, force_out),
            (ForcedIn, Funded, Some(Verdict::Leave)),
            (ForcedIn, Unfunded, Some(Verdict::Leave)),
            (ForcedOut, Unfunded, Some(Verdict::Leave)),
            (Funded, Funded, None),
        ] {
            assert_eq!(verdict(from, to), expected, "{from:?} to {to:?}");
        }
    }
}
