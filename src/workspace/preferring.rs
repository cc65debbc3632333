//! What the person prefers: kept a moment after it was changed, beside the window.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::{Setting, Settings, Tone, Workspace};
use crate::file::disk::RealDisk;
use crate::file::settings::keep_settings;
use crate::jobs::{Call, Rest, Worker, pause};

/// Who moves a slider prefers many things in a second; the last counts.
const QUIET: Duration = Duration::from_millis(500);

/// The part of the workspace that keeps settings.
#[derive(Default)]
pub(super) struct Preferring {
    worker: Option<Worker<Settings>>,
    troubles: Option<Receiver<String>>,
    has_told: bool,
}

impl Preferring {
    /// Begins to keep, where there is a folder for it.
    pub(super) fn start(setting: &Setting, session: u64) -> Self {
        let Some(folder) = setting.folder.clone() else { return Self::default() };
        let (sender, troubles) = channel();
        let wake = Arc::clone(&setting.wake);
        let mut nonce = session;
        let mut waiting: Option<Settings> = None;
        let work = move |call: Call<Settings>| {
            if let Call::Message(settings) = call {
                waiting = Some(settings);
                return Rest::AtMost(QUIET);
            }
            nonce = nonce.wrapping_add(1);
            let disk = RealDisk { wait: pause };
            if let Some(settings) = waiting.take()
                && let Err(error) = keep_settings(&disk, &folder, &settings, nonce)
            {
                sender.send(error.to_string()).ok();
                wake();
            }
            Rest::UntilSent
        };
        let worker = Some(Worker::start("settings", work));
        Self { worker, troubles: Some(troubles), has_told: false }
    }
}

impl Workspace {
    /// Takes over what the person prefers, and keeps it.
    pub(super) fn prefer(&mut self, settings: Settings) {
        if settings != self.setting.settings {
            self.setting.settings = settings;
            self.keep_settings();
        }
    }

    /// Remembers that this file was open.
    pub(super) fn remember(&mut self, path: &Path) {
        if self.setting.settings.recent.first().map(|first| &**first) != Some(path) {
            self.setting.settings.remember(path);
            self.keep_settings();
        }
    }

    fn keep_settings(&self) {
        if let Some(worker) = &self.preferring.worker {
            worker.send(self.setting.settings.clone());
        }
    }

    /// Says once where settings cannot be kept.
    pub(super) fn receive_settings(&mut self) {
        let trouble = self.preferring.troubles.as_ref().and_then(|told| told.try_iter().last());
        if let Some(trouble) = trouble
            && !std::mem::replace(&mut self.preferring.has_told, true)
        {
            self.notices.tell(Tone::Warning, format!("Settings are not kept. {trouble}"));
        }
    }
}
