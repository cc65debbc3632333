//! Earlier versions of the open file: what they are, how they differ, and how they come back.

use std::path::Path;
use std::sync::Arc;

use super::{Question, Tone, Workspace, told};
use crate::file::beside::{BackupFile, dated_backups};
use crate::file::disk::RealDisk;
use crate::file::{BYTES_MAX, open};
use crate::jobs::{Job, pause};
use crate::model::Portfolio;
use crate::wording::{DifferenceLines, ago};

/// An earlier version of the open file.
#[derive(Debug, Clone, PartialEq)]
pub struct Backup {
    /// When it was saved, in milliseconds since 1970; nothing where the disk does not say.
    pub saved_at: Option<u64>,
    /// How large it is.
    pub bytes: u64,
    /// The portfolio; nothing where it cannot be read.
    pub portfolio: Option<Arc<Portfolio>>,
    /// What restoring it would change.
    pub differences: DifferenceLines,
}

impl Workspace {
    /// Lists the earlier versions of the open file.
    pub(super) fn list_backups(&mut self) {
        let Some(path) = self.keeping.path.clone() else {
            let text = "This portfolio was not saved yet, so there are no earlier versions.";
            return self.notices.tell(Tone::Hint, text);
        };
        let (now, wake) = (Arc::clone(self.portfolio()), Arc::clone(&self.setting.wake));
        let work = move |_: &crate::jobs::Monitor| read_all(&path, &now);
        self.listing = Some(Job::start("backups", move || wake(), work));
    }

    pub(super) fn receive_backups(&mut self) {
        let outcome = self.listing.as_ref().and_then(Job::poll);
        let Some(outcome) = outcome else { return };
        self.listing = None;
        match outcome {
            Ok(backups) if backups.is_empty() => self.notices.tell(
                Tone::Hint,
                "There are no earlier versions yet. Each save keeps the one before.",
            ),
            Ok(backups) if self.question.is_none() => {
                self.question = Some(Question::Backups(Arc::new(backups)));
            }
            _ => {}
        }
    }

    /// Brings an earlier version back, as a step that can be undone; nothing on disk changes.
    pub(super) fn restore(&mut self, backup: &Backup) {
        let Some(portfolio) = &backup.portfolio else { return };
        let label = match backup.saved_at {
            Some(at) => format!("Restore the version of {}", ago(self.now().saturating_sub(at))),
            None => "Restore an earlier version".to_owned(),
        };
        self.history.replace(&label, Arc::clone(portfolio));
        self.follow_change();
        let text = "The earlier version is back. Save to keep it; undo brings back what was here.";
        self.notices.tell(Tone::Done, text);
    }
}

fn read_all(path: &Path, now: &Portfolio) -> Vec<Backup> {
    let disk = RealDisk { wait: pause };
    let files = dated_backups(&disk, path).unwrap_or_default();
    let read = |BackupFile { path, bytes, saved_at }| {
        let portfolio = open(&path, BYTES_MAX).ok().map(|opened| opened.portfolio);
        let differences =
            portfolio.as_ref().map(|portfolio| told(now, portfolio)).unwrap_or_default();
        Backup { saved_at, bytes, portfolio: portfolio.map(Arc::new), differences }
    };
    files.into_iter().map(read).collect()
}
