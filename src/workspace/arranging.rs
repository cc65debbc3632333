//! A new arrangement of the whole map: worked out beside the window, then made as one step.

use std::sync::Arc;

use super::command::Command;
use super::{Task, Tone, Workspace};
use crate::analysis::gather::{Arrangement, arranged};
use crate::analysis::map::Places;
use crate::edit::Edit;
use crate::jobs::{Cancelled, Job, JobPanicked};
use crate::model::{Item, Pin};

/// An arrangement that is being worked out.
pub(super) struct Arranging {
    command: Command,
    job: Job<Result<Places, Cancelled>>,
}

impl Workspace {
    /// Starts an arrangement; one that is under way is given up.
    pub(super) fn arrange(&mut self, command: Command) {
        let how = match command {
            Command::ArrangeByOutcome => Arrangement::ByOutcome,
            Command::ArrangeByCategory => Arrangement::ByCategory,
            _ => Arrangement::Layered,
        };
        let portfolio = Arc::clone(self.portfolio());
        let wake = Arc::clone(&self.setting.wake);
        let job = Job::start(
            "arrange",
            move || wake(),
            move |monitor| arranged(&portfolio, how, monitor),
        );
        self.arranging = Some(Arranging { command, job });
    }

    /// Takes the arrangement in if it is there.
    pub(super) fn receive_arrangement(&mut self) {
        let outcome = self.arranging.as_ref().and_then(|arranging| arranging.job.poll());
        if let Some(outcome) = outcome {
            self.finish_arranging(outcome);
        }
    }

    /// Waits for the arrangement that is under way, if there is one.
    pub(super) fn wait_for_arrangement(&mut self) {
        let outcome = self.arranging.as_ref().map(|arranging| arranging.job.wait());
        if let Some(outcome) = outcome {
            self.finish_arranging(outcome);
        }
    }

    fn finish_arranging(&mut self, outcome: Result<Result<Places, Cancelled>, JobPanicked>) {
        let Some(Arranging { command, job: _ }) = self.arranging.take() else { return };
        match outcome {
            Ok(Ok(places)) => self.put_all(command, places),
            Ok(Err(Cancelled)) => {}
            Err(panicked) => {
                self.notices.tell(Tone::Trouble, format!("The map was not arranged: {panicked}."));
            }
        }
    }

    /// Puts every card where the arrangement says, as one step. What has been removed since is left out.
    fn put_all(&mut self, command: Command, places: Places) {
        let portfolio = Arc::clone(self.portfolio());
        let there = places.iter().filter(|(item, _)| portfolio.has(**item));
        let pins: Vec<(Item, Option<Pin>)> =
            there.map(|(&item, point)| (item, Some(pin_at(point.x, point.y)))).collect();
        let label = command.info().map_or("Arrange the map", |info| info.name).to_owned();
        self.answers.remember(&portfolio);
        self.make(&Edit::Batch { label, edits: vec![Edit::Place(pins)] });
        let now = Arc::clone(self.portfolio());
        if Arc::ptr_eq(&portfolio, &now) {
            return;
        }
        self.tasks.push(Task::Glide);
        // What is added from now on finds its place among these.
        self.answers.stand(&now, Arc::new(places));
        self.answers.remember(&now);
        self.tasks.push(Task::Show(Command::FitMap));
    }
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "places on the map are whole numbers far below the limits"
)]
fn pin_at(x: f32, y: f32) -> Pin {
    Pin::new(x.round() as i32, y.round() as i32)
}
