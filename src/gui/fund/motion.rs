//! Cards that glide to another pile.

use std::collections::BTreeMap;

use egui::{Pos2, Rect};

use crate::model::ProjectId;

/// How long a card is under way, in seconds.
const SECONDS: f32 = 0.26;
/// No step is longer, so that nobody loses a card from sight after a pause.
const STEP_SECONDS_MAX: f32 = 0.05;

struct Glide {
    from: Pos2,
    done: f32,
}

/// Where cards were seen last, and which of them are under way.
#[derive(Default)]
pub(super) struct Motion {
    seen: BTreeMap<ProjectId, Pos2>,
    glides: BTreeMap<ProjectId, Glide>,
}

impl Motion {
    /// Lets every card that was seen start from where it was.
    pub(super) fn start(&mut self) {
        for (&project, &from) in &self.seen {
            self.glides.insert(project, Glide { from, done: 0.0 });
        }
    }

    pub(super) fn is_moving(&self) -> bool {
        !self.glides.is_empty()
    }

    /// Whether a card is under way.
    pub(super) fn is_gliding(&self, project: ProjectId) -> bool {
        self.glides.contains_key(&project)
    }

    /// Lets time go by.
    pub(super) fn go_on(&mut self, seconds: f32) {
        let part = seconds.min(STEP_SECONDS_MAX) / SECONDS;
        self.glides.retain(|_, glide| {
            glide.done += part;
            glide.done < 1.0
        });
    }

    /// Where the card is that belongs at `there`. A card that has come to its place, or was there already, glides no more.
    pub(super) fn place(&mut self, project: ProjectId, there: Rect) -> Rect {
        let Some(glide) = self.glides.get(&project) else { return there };
        if glide.from.distance(there.min) < 1.0 {
            self.glides.remove(&project);
            return there;
        }
        let left = 1.0 - glide.done.clamp(0.0, 1.0);
        let eased = 1.0 - left * left * left;
        Rect::from_min_size(glide.from.lerp(there.min, eased), there.size())
    }

    /// A new frame begins: what is seen in it is noted anew.
    pub(super) fn forget_seen(&mut self) {
        self.seen.clear();
    }

    /// Where a card was seen last.
    pub(super) fn seen_at(&self, project: ProjectId) -> Option<Pos2> {
        self.seen.get(&project).copied()
    }

    /// The card was painted here.
    pub(super) fn saw(&mut self, project: ProjectId, at: Pos2) {
        self.seen.insert(project, at);
    }
}
