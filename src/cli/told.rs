//! What a command has to say, and how it ended.

use std::io::{self, Write};

use crate::wording::printable;

/// How a command ended; scripts read it from the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// All is well: 0.
    Fine,
    /// There is something to mend, or what was asked for cannot be shown: 1.
    Findings,
    /// A file cannot be read: 2, as for arguments that make no sense.
    Unreadable,
    /// A file cannot be written: 3.
    Unwritable,
}

impl Ending {
    /// The exit code, 0 to 3.
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Findings => 1,
            Self::Unreadable => 2,
            Self::Unwritable => 3,
        }
    }
}

/// Everything that a command says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The result, for the standard output.
    pub out: String,
    /// What a person should know beside it, for the standard error.
    pub err: String,
    /// How it ended.
    pub ending: Ending,
}

impl Told {
    /// A result with nothing to add.
    pub fn fine(out: impl Into<String>) -> Self {
        Self { out: out.into(), err: String::new(), ending: Ending::Fine }
    }

    /// Only the reason why there is no result.
    pub fn failed(ending: Ending, reason: impl Into<String>) -> Self {
        Self { out: String::new(), err: reason.into(), ending }
    }

    /// What is said where a window is asked for and this program was built without one.
    pub fn without_window() -> Self {
        Self::failed(
            Ending::Findings,
            "This build of Portolan has no window, so it can neither open one nor draw a picture; \
             every other command works: see portolan --help.",
        )
    }

    /// The same with more for the standard error, each on lines of its own.
    #[must_use]
    pub fn beside(mut self, more: impl IntoIterator<Item = String>) -> Self {
        for line in more {
            self.err.push_str(&line);
            self.err.push('\n');
        }
        self
    }

    /// Says it, without anything in it that could steer a terminal, and gives the exit code.
    ///
    /// A reader that has gone away, as `head` does, is no failure; a full disk is.
    pub fn say(&self, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
        let said = write_lines(err, &self.err).and_then(|()| write_lines(out, &self.out));
        match said {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                // Where this cannot be said either, the exit code still tells it.
                write_lines(err, &format!("The result cannot be written: {error}")).ok();
                Ending::Unwritable.code()
            }
            _ => self.ending.code(),
        }
    }
}

fn write_lines(to: &mut dyn Write, text: &str) -> io::Result<()> {
    let text = printable(text);
    to.write_all(text.as_bytes())?;
    if !text.is_empty() && !text.ends_with('\n') {
        to.write_all(b"\n")?;
    }
    to.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Closed(io::ErrorKind);

    impl Write for Closed {
        fn write(&mut self, _bytes: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_is_said_ends_its_line_and_steers_no_terminal() {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let told = Told::fine("a\u{1b}[31mb").beside(["c".to_owned()]);
        assert_eq!(told.say(&mut out, &mut err), 0);
        assert_eq!((out.as_slice(), err.as_slice()), (&b"a[31mb\n"[..], &b"c\n"[..]));
    }

    #[test]
    fn a_reader_that_went_away_is_no_failure_and_a_full_disk_is() {
        let say = |kind| Told::fine("a").say(&mut Closed(kind), &mut Vec::new());
        assert_eq!([say(io::ErrorKind::BrokenPipe), say(io::ErrorKind::StorageFull)], [0, 3]);
    }
}
