//! Portfolios to try things on; each is opened as a copy that is kept nowhere yet.

use std::sync::Arc;

use super::{Tone, Workspace};
use crate::file::{self, Opened, ReadError};
use crate::jobs::Job;

/// A portfolio that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sample {
    /// A town library with eight projects.
    FirstSteps,
    /// A bank with sixty-two.
    HarbourBank,
    /// What a government asked for, with hundreds.
    FederalIt,
}

impl Sample {
    /// All of them, the smallest first.
    pub const ALL: [Self; 3] = [Self::FirstSteps, Self::HarbourBank, Self::FederalIt];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::FirstSteps => "First steps",
            Self::HarbourBank => "Harbour Bank",
            Self::FederalIt => "US federal IT, 2017",
        }
    }

    /// What is in it, in a sentence.
    pub fn says(self) -> &'static str {
        match self {
            Self::FirstSteps => {
                "A town library: 8 projects, 4 outcomes. See at once how everything hangs together."
            }
            Self::HarbourBank => {
                "An invented bank: 62 projects, 12 outcomes, money, people and 54 dependencies."
            }
            Self::FederalIt => {
                "What agencies of the United States planned in public: 747 major investments."
            }
        }
    }

    fn bytes(self) -> &'static [u8] {
        match self {
            Self::FirstSteps => include_bytes!("../../sample-portfolios/first-steps.ron"),
            Self::HarbourBank => include_bytes!("../../sample-portfolios/harbour-bank.ron"),
            Self::FederalIt => include_bytes!("../../sample-portfolios/us-federal-it-2017.ron"),
        }
    }
}

/// A sample that is being read.
pub(super) type Sampling = Job<Result<Opened, ReadError>>;

impl Workspace {
    pub(super) fn start_sampling(&mut self, sample: Sample) {
        let wake = Arc::clone(&self.setting.wake);
        let work = move |_: &crate::jobs::Monitor| file::read(sample.bytes().to_vec());
        self.sampling = Some(Job::start("sample", move || wake(), work));
    }

    /// Shows the sample once it is read.
    pub(super) fn receive_sample(&mut self) {
        let Some(outcome) = self.sampling.as_ref().and_then(Job::poll) else { return };
        self.sampling = None;
        match outcome {
            Ok(Ok(opened)) => self.show_copy(opened),
            Ok(Err(error)) => self.notices.tell(Tone::Trouble, error.to_string()),
            Err(panicked) => {
                self.notices.tell(Tone::Trouble, format!("The sample was not opened: {panicked}."));
            }
        }
    }
}
