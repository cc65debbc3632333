//! A part of a tree in which little is open, gone through as a tree of its own: what is settled there is left out of its rows and tableau.

use super::super::domain::{Choice, Domain};
use super::super::record::Record;
use super::{Part, Reach, Stop, Tree};
use crate::jobs::Cancelled;

/// A tree is begun where no more than one in so many columns is open,
const SMALLER: usize = 2;
/// and there is so much that it can be smaller than it is.
const COLUMNS_MIN: usize = 16;

/// Where much stays open, so many nodes are looked at at a time: what is open elsewhere may be more promising.
const NODES_HARD_MAX: u64 = 200;

impl Tree {
    /// Whether so little is open that a tree of its own is worth its making.
    pub(super) fn is_little_open(&self) -> bool {
        let count = self.core.values.len();
        let open = count - self.domain.mark();
        count >= COLUMNS_MIN && open * SMALLER <= count
    }

    /// Goes through what is open here; whether the search can go on. What it did not get to is open in this tree then.
    pub(super) fn go_inside(
        &mut self,
        bound: i128,
        record: &mut Record<'_>,
    ) -> Result<bool, Cancelled> {
        let (core, relaxation) = self.core.left(&self.domain, &self.relaxation);
        let mut domain = Domain::new(&core.table);
        if !domain.propagate(&core.table) {
            return Ok(true);
        }
        let mut inner = Self::new(core, self.goal, relaxation, domain);
        let given = if self.conflicts.is_some() { NODES_HARD_MAX } else { u64::MAX };
        let given = given.min(self.nodes_max);
        inner.nodes_max = given;
        inner.choices_max = self.choices_max.saturating_sub(self.open_choices);
        inner.reach = if self.reach == Reach::Some { Reach::Some } else { Reach::Part };
        inner.add(bound, Part::new());
        let stop = inner.explore(record)?;
        self.nodes_max -= given - inner.nodes_max;
        let is_used_up = inner.nodes_max == 0 && self.nodes_max > 0;
        self.take_over(inner, record);
        Ok(stop == Stop::Through || is_used_up)
    }

    /// What is open in the tree within, and what is as good as the best there, as parts of this one.
    fn take_over(&mut self, mut inner: Self, record: &Record<'_>) {
        let ties = inner.ties(record);
        if !ties.is_empty() && self.ties_at != inner.ties_at {
            self.ties.clear();
            self.ties_at = inner.ties_at;
        }
        let place = self.core.places();
        let outer = self.part();
        let as_here = |part: Part| -> Part {
            let of = |choice: Choice| {
                let member = inner.core.members.get(choice.column())?.first()?;
                let column = place.get(usize::try_from(*member).ok()?).copied().flatten()?;
                Some(Choice::new(column, choice.taken()))
            };
            outer.iter().copied().chain(part.into_iter().filter_map(of)).collect()
        };
        self.ties.extend(ties.into_iter().map(as_here));
        for (bound, _, part) in std::mem::take(&mut inner.open) {
            self.add(bound, as_here(part));
        }
    }
}
