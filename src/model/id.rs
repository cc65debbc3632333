//! Names that stay when everything else changes.
//!
//! An id is 60 bits, written as twelve characters of Crockford's base 32 (digits and lower-case letters
//! without `i`, `l`, `o` and `u`). Ids sort the same as numbers and as text. They are drawn at random or derived
//! from a source by the caller; nothing here draws them.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 12;
const BITS: u64 = (1 << 60) - 1;

/// Sixty bits that name one record for ever.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(u64);

impl Id {
    /// The id made of the lower sixty bits of `bits`; the rest is dropped.
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits & BITS)
    }

    /// The sixty bits as a number.
    pub const fn bits(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [0_u8; LENGTH];
        let mut rest = self.0;
        for place in text.iter_mut().rev() {
            let digit = usize::try_from(rest % 32).unwrap_or(0);
            *place = LETTERS.get(digit).copied().unwrap_or(b'0');
            rest >>= 5;
        }
        formatter.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// Why a text is no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("an id is {LENGTH} characters of 0–9 and a–z without i, l, o and u")]
pub struct IdError;

impl FromStr for Id {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        if text.len() != LENGTH {
            return Err(IdError);
        }
        let mut bits = 0_u64;
        for byte in text.bytes() {
            bits = (bits << 5) | u64::from(digit(byte).ok_or(IdError)?);
        }
        Ok(Self(bits))
    }
}

/// The place of a letter in [`LETTERS`], without a search: large files hold hundreds of thousands of ids.
fn digit(letter: u8) -> Option<u8> {
    match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'h' => Some(letter - b'a' + 10),
        b'j' | b'k' => Some(letter - b'j' + 18),
        b'm' | b'n' => Some(letter - b'm' + 20),
        b'p'..=b't' => Some(letter - b'p' + 22),
        b'v'..=b'z' => Some(letter - b'v' + 27),
        _ => None,
    }
}

macro_rules! typed_ids {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Id);

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, formatter)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                text.parse().map(Self)
            }
        }

        impl From<Id> for $name {
            fn from(id: Id) -> Self {
                Self(id)
            }
        }
    )*};
}

typed_ids! {
    /// Names a project.
    ProjectId,
    /// Names an outcome.
    OutcomeId,
    /// Names a measure of an outcome.
    MeasureId,
    /// Names a business change.
    ChangeId,
    /// Names a dependency between two projects.
    DependencyId,
    /// Names a group of projects.
    GroupId,
    /// Names a cost line of a project.
    CostId,
    /// Names a benefit line of a project.
    BenefitId,
    /// Names a role.
    RoleId,
    /// Names a budget.
    BudgetId,
    /// Names a milestone of a project.
    MilestoneId,
    /// Names a risk.
    RiskId,
    /// Names a stakeholder.
    StakeholderId,
    /// Names a scenario.
    ScenarioId,
    /// Names a judgment of two outcomes.
    JudgmentId,
    /// Names a framework of scoring.
    FrameworkId,
    /// Names a shared cause of error.
    CauseId,
    /// Names a way to fund a part of a project.
    FundingId,
    /// Names a vendor of a project.
    VendorId,
}

/// Anything in a portfolio that can be pointed at, selected or spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// A project.
    Project(ProjectId),
    /// A business change.
    Change(ChangeId),
    /// An outcome.
    Outcome(OutcomeId),
    /// A measure; it belongs to one outcome.
    Measure(OutcomeId, MeasureId),
    /// What a project contributes to an outcome; there is at most one for each pair.
    Contribution(ProjectId, OutcomeId),
    /// A dependency.
    Dependency(DependencyId),
    /// A group.
    Group(GroupId),
    /// A role.
    Role(RoleId),
    /// A budget.
    Budget(BudgetId),
    /// A milestone; it belongs to one project.
    Milestone(ProjectId, MilestoneId),
    /// A risk.
    Risk(RiskId),
    /// A stakeholder.
    Stakeholder(StakeholderId),
    /// A scenario.
    Scenario(ScenarioId),
    /// A judgment of two outcomes.
    Judgment(JudgmentId),
    /// A framework of scoring.
    Framework(FrameworkId),
    /// A shared cause of error.
    Cause(CauseId),
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_id_reads_as_twelve_characters() {
        assert_eq!(Id::from_bits(0).to_string(), "000000000000");
        assert_eq!(Id::from_bits(u64::MAX).to_string(), "zzzzzzzzzzzz");
        assert_eq!("00000000000l".parse::<Id>(), Err(IdError));
        assert_eq!("short".parse::<Id>(), Err(IdError));
    }

    proptest! {
        #[test]
        fn an_id_survives_being_written(bits: u64) {
            let id = Id::from_bits(bits);
            prop_assert_eq!(id.to_string().parse(), Ok(id));
        }

        #[test]
        fn ids_sort_as_their_text(a: u64, b: u64) {
            let (a, b) = (Id::from_bits(a), Id::from_bits(b));
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        }
    }
}
