//! Rows that glide to their new place.

use std::collections::BTreeMap;

use super::board::Line;
use crate::model::ProjectId;

/// How fast a row comes nearer to its place: after so many seconds a third of the way is left.
const PACE_SECONDS: f32 = 0.055;
/// Nearer than this to its place, in rows, it is there.
const NEAR_ROWS: f32 = 0.01;
/// No step is longer, so that nobody loses a row from sight after a pause.
const STEP_SECONDS_MAX: f32 = 0.1;

/// Where rows are while they move, counted in rows from the top.
#[derive(Default)]
pub(super) struct Motion {
    places: BTreeMap<ProjectId, f32>,
}

impl Motion {
    /// Lets all rows start from where they were seen last.
    pub(super) fn start(&mut self, old: &[Line]) {
        if self.places.is_empty() {
            self.places =
                old.iter().enumerate().map(|(at, line)| (line.project, at as f32)).collect();
        }
    }

    /// Puts all rows to their places at once.
    pub(super) fn stop(&mut self) {
        self.places.clear();
    }

    pub(super) fn is_moving(&self) -> bool {
        !self.places.is_empty()
    }

    /// Lets time go by.
    pub(super) fn go_on(&mut self, lines: &[Line], seconds: f32) {
        if self.places.is_empty() {
            return;
        }
        let part = 1.0 - (-seconds.min(STEP_SECONDS_MAX) / PACE_SECONDS).exp();
        let mut is_moving = false;
        for (at, line) in lines.iter().enumerate() {
            let there = at as f32;
            let place = self.places.entry(line.project).or_insert(there);
            *place += (there - *place) * part;
            if (there - *place).abs() < NEAR_ROWS {
                *place = there;
            } else {
                is_moving = true;
            }
        }
        if !is_moving {
            self.stop();
        }
    }

    /// Where the row is that belongs to place `at`.
    pub(super) fn place(&self, at: usize, line: &Line) -> f32 {
        self.places.get(&line.project).copied().unwrap_or(at as f32)
    }
}
