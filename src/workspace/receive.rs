//! Taking in what has been done beside the window.

use super::keeping::SaveTrouble;
use super::opening::{Opening, Saving, Then};
use super::picking::{Picked, Purpose};
use super::{Next, Question, Tone, Workspace};
use crate::file::lock::Locking;

impl Workspace {
    /// Takes in every answer that has come since the last time.
    pub fn receive(&mut self) {
        self.answers.receive();
        self.receive_funding();
        self.receive_sample();
        self.receive_arrangement();
        self.receive_simulation();
        self.receive_rank_chances();
        self.receive_beside_ranking();
        if let Some(outcome) = self.opening.as_ref().and_then(|opening| opening.job.poll())
            && let Some(Opening { path, then, job: _ }) = self.opening.take()
        {
            match outcome {
                Ok(outcome) => self.finish_opening(path, &then, outcome),
                Err(panicked) => self
                    .notices
                    .tell(Tone::Trouble, format!("The file was not opened: {panicked}.")),
            }
        }
        if let Some(outcome) = self.saving.as_ref().and_then(|saving| saving.job.poll())
            && let Some(saving) = self.saving.take()
        {
            self.take_save(saving, outcome);
        }
        if let Some(outcome) = self.picking.as_ref().and_then(|(_, _, job)| job.poll())
            && let Some((purpose, next, _)) = self.picking.take()
        {
            self.take_pick(purpose, next, outcome.unwrap_or(Picked::NoDialog));
        }
        self.receive_settings();
        self.receive_backups();
        self.receive_watch();
        self.receive_recovery();
    }

    fn take_save(
        &mut self,
        saving: Saving,
        outcome: Result<
            Result<(crate::file::save::Saved, Option<Locking>), SaveTrouble>,
            crate::jobs::JobPanicked,
        >,
    ) {
        match outcome {
            Ok(outcome) => self.finish_saving(saving, outcome),
            Err(panicked) => self
                .notices
                .tell(Tone::Trouble, format!("The portfolio was not saved: {panicked}.")),
        }
    }

    fn take_pick(&mut self, purpose: Purpose, next: Option<Next>, picked: Picked) {
        match (picked, &purpose) {
            (Picked::Nothing, _) => {}
            (Picked::File(path), Purpose::Open) => self.start_opening(path, Then::Show),
            (Picked::File(path), Purpose::Save { .. }) => self.save_to(path, next),
            (Picked::NoDialog, _) => self.question = Some(Question::Path { purpose, next }),
        }
    }

    /// Waits until nothing is under way: for pictures and tests. A question to the person is not waited for.
    pub fn settle(&mut self) {
        for _round in 0..100 {
            self.wait_for_arrangement();
            self.wait_for_simulation();
            self.wait_for_rank_chances();
            self.wait_for_beside_ranking();
            self.receive();
            let is_reading = self.opening.is_some()
                || self.sampling.is_some()
                || self.listing.is_some()
                || self.is_comparing()
                || self.recovering.is_scanning();
            if is_reading || self.saving.is_some() || self.picking.is_some() {
                crate::jobs::pause(std::time::Duration::from_millis(20));
                continue;
            }
            self.answers.wait();
            self.wait_for_funding();
            return;
        }
    }
}
