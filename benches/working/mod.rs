//! The clock of one thread.

use crate::timing::timed;

/// How long this thread itself works at something, in milliseconds: others that use the same processors meanwhile do not count.
/// By the clock on the wall where the system does not tell.
pub(crate) fn worked<Answer>(work: impl FnOnce() -> Answer) -> (f64, Answer) {
    let before = thread_millis();
    let (wall, answer) = timed(work);
    let own = before.zip(thread_millis()).map(|(before, after)| after - before);
    (own.unwrap_or(wall), answer)
}

#[cfg(unix)]
fn thread_millis() -> Option<f64> {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Some(std::time::Duration::try_from(now).ok()?.as_secs_f64() * 1000.0)
}

#[cfg(not(unix))]
fn thread_millis() -> Option<f64> {
    None
}
