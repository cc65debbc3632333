//! What a long calculation is handed: progress to report, and whether to stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use thiserror::Error;

/// Nobody waits for the answer any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("cancelled")]
pub struct Cancelled;

/// The line between a calculation and whoever waits for it.
#[derive(Debug, Clone, Default)]
pub struct Monitor {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    is_cancelled: AtomicBool,
    done_permille: AtomicU32,
}

impl Monitor {
    /// Says how much is done (0 to 1000), and whether to go on. Called in every round of every long loop.
    pub fn round(&self, done_permille: u32) -> Result<(), Cancelled> {
        self.shared.done_permille.store(done_permille.min(1000), Ordering::Relaxed);
        if self.shared.is_cancelled.load(Ordering::Relaxed) { Err(Cancelled) } else { Ok(()) }
    }

    /// How much is done, from 0 to 1000.
    pub fn done_permille(&self) -> u32 {
        self.shared.done_permille.load(Ordering::Relaxed)
    }

    /// Asks the calculation to stop at its next round.
    pub fn cancel(&self) {
        self.shared.is_cancelled.store(true, Ordering::Relaxed);
    }
}
