//! One thread for one job; a panic ends the job, not the program.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

use thiserror::Error;

use super::monitor::Monitor;

/// Reading a deeply nested file needs room; see `file::read`.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// The job ended without an answer because of a mistake of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the calculation ended without an answer; this is a mistake in Portolan")]
pub struct JobPanicked;

/// Work that runs beside the window. Dropping it cancels it.
#[derive(Debug)]
pub struct Job<Answer> {
    monitor: Monitor,
    answer: Receiver<Result<Answer, JobPanicked>>,
}

impl<Answer: Send + 'static> Job<Answer> {
    /// Starts `work` on a thread called `name`; calls `wake` when it is over.
    ///
    /// Where the system gives no thread the work is done at once, before this returns.
    pub fn start(
        name: &str,
        wake: impl FnOnce() + Send + 'static,
        work: impl FnOnce(&Monitor) -> Answer + Send + 'static,
    ) -> Self {
        let monitor = Monitor::default();
        let (sender, answer) = channel();
        let theirs = monitor.clone();
        let run = move || {
            let outcome =
                catch_unwind(AssertUnwindSafe(|| work(&theirs))).map_err(|_panic| JobPanicked);
            // Nobody may be waiting any more; then the answer is not missed.
            drop(sender.send(outcome));
            wake();
        };
        let slot = std::sync::Arc::new(std::sync::Mutex::new(Some(run)));
        let theirs = std::sync::Arc::clone(&slot);
        let started = thread::Builder::new()
            .name(name.to_owned())
            .stack_size(STACK_BYTES)
            .spawn(move || take_and_run(&theirs));
        if started.is_err() {
            take_and_run(&slot);
        }
        Self { monitor, answer }
    }

    /// The answer, once it is there. It is given once.
    pub fn poll(&self) -> Option<Result<Answer, JobPanicked>> {
        match self.answer.try_recv() {
            Ok(answer) => Some(answer),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(JobPanicked)),
        }
    }

    /// Waits for the answer: for programs without a window, and for tests.
    pub fn wait(&self) -> Result<Answer, JobPanicked> {
        self.answer.recv().unwrap_or(Err(JobPanicked))
    }

    /// Asks the work to stop at its next round. It may end with an answer all the same.
    pub fn cancel(&self) {
        self.monitor.cancel();
    }

    /// How much is done, from 0 to 1000.
    pub fn done_permille(&self) -> u32 {
        self.monitor.done_permille()
    }
}

fn take_and_run<Run: FnOnce()>(slot: &std::sync::Mutex<Option<Run>>) {
    let run = slot.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
    if let Some(run) = run {
        run();
    }
}

impl<Answer> Drop for Job<Answer> {
    fn drop(&mut self) {
        self.monitor.cancel();
    }
}

/// Waits that long; the one place in the program that does.
pub fn pause(duration: std::time::Duration) {
    thread::sleep(duration);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_answers_once() {
        let job = Job::start("sum", || (), |_| 1 + 2);
        assert_eq!(job.wait(), Ok(3));
        // Waits until the thread is over: nothing more comes of it.
        assert_eq!(job.wait(), Err(JobPanicked));
    }

    #[test]
    fn a_panic_ends_the_job_and_not_the_program() {
        let job: Job<u8> = Job::start("panic", || (), |_| panic!("a mistake"));
        assert_eq!(job.wait(), Err(JobPanicked));
    }

    #[test]
    fn a_dropped_job_is_asked_to_stop() {
        let (sender, stopped) = channel();
        let job = Job::start(
            "long",
            || (),
            move |monitor| {
                while monitor.round(1).is_ok() {
                    std::hint::spin_loop();
                }
                sender.send(()).unwrap();
            },
        );
        drop(job);
        assert_eq!(stopped.recv(), Ok(()));
    }
}
