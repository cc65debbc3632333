//! Reads a portfolio for a command, or says why it cannot be read.

use super::arguments::Source;
use super::told::{Ending, Told};
use crate::file::{self, Opened};
use crate::jobs::Job;

/// What the file says, with everything that a person should know about it.
pub(super) fn open(source: &Source) -> Result<Opened, Told> {
    let (path, bytes_max) = (source.file.clone(), source.bytes_max());
    // A job has a larger stack than the main thread of some systems.
    let read = move |_: &_| file::open(&path, bytes_max).map_err(|error| error.to_string());
    let job = Job::start("read", || (), read);
    match job.wait() {
        Ok(Ok(opened)) => Ok(opened),
        Ok(Err(error)) => Err(Told::failed(Ending::Unreadable, error)),
        Err(panicked) => {
            let reason = format!("{panicked}\nFile: {}", source.file.display());
            Err(Told::failed(Ending::Unreadable, reason))
        }
    }
}
