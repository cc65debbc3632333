//! The rating ladder: how strongly a project can serve an outcome.

use std::fmt;

use thiserror::Error;

use super::name::{Name, Text};
use super::share::Figure;
use super::unread::Unread;

/// The most rungs a ladder may have.
pub const LEVELS_MAX: usize = 20;

/// A rung of the ladder, counted from 0 for the lowest.
///
/// *Unrated* is no level: it is the absence of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(pub u8);

/// A short word for a level that stays when its name changes: 1 to 24 of `a`–`z`, `0`–`9` and `-`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LevelKey(Box<str>);

impl LevelKey {
    /// The key that reads `text`.
    pub fn new(text: &str) -> Result<Self, LadderError> {
        let is_fine = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if (1..=24).contains(&text.len()) && text.bytes().all(is_fine) {
            Ok(Self(text.into()))
        } else {
            Err(LadderError::Key)
        }
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LevelKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for LevelKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, formatter)
    }
}

/// One rung.
#[derive(Debug, Clone, PartialEq)]
pub struct Rung {
    /// What ratings refer to it by in the file.
    pub key: LevelKey,
    /// What people read.
    pub name: Name,
    /// What it counts; only the ratio to the top rung matters.
    pub value: Figure,
    /// What it means, where the outcome says nothing more precise.
    pub note: Text,
    /// Fields of a newer version.
    pub unread: Unread,
}

/// Why rungs make no ladder.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LadderError {
    /// A key is empty, too long, or has other characters.
    #[error("the key of a level is 1 to 24 of the characters a–z, 0–9 and -")]
    Key,
    /// Fewer than two rungs or too many.
    #[error("a ladder has 2 to {LEVELS_MAX} levels; this one has {0}")]
    Count(usize),
    /// Two rungs have the same key.
    #[error("two levels have the key \"{0}\"")]
    SameKey(LevelKey),
    /// A rung counts no more than the one below.
    #[error("each level must count more than the one below; \"{0}\" does not")]
    NotRising(Name),
    /// The lowest rung counts less than nothing.
    #[error("the lowest level cannot count less than 0")]
    BelowZero,
}

/// Two to twenty levels, each counting more than the one below, none less than nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Ladder {
    rungs: Vec<Rung>,
}

impl Ladder {
    /// The ladder of `rungs`, lowest first.
    pub fn new(rungs: Vec<Rung>) -> Result<Self, LadderError> {
        if !(2..=LEVELS_MAX).contains(&rungs.len()) {
            return Err(LadderError::Count(rungs.len()));
        }
        if rungs.first().is_some_and(|rung| rung.value.value() < 0.0) {
            return Err(LadderError::BelowZero);
        }
        for (below, above) in rungs.iter().zip(rungs.iter().skip(1)) {
            if above.value <= below.value {
                return Err(LadderError::NotRising(above.name.clone()));
            }
        }
        for (number, rung) in rungs.iter().enumerate() {
            if rungs.iter().take(number).any(|earlier| earlier.key == rung.key) {
                return Err(LadderError::SameKey(rung.key.clone()));
            }
        }
        Ok(Self { rungs })
    }

    /// The rungs, lowest first.
    pub fn rungs(&self) -> &[Rung] {
        &self.rungs
    }

    /// The rung that a rating means, if the ladder has it.
    pub fn rung(&self, level: Level) -> Option<&Rung> {
        self.rungs.get(usize::from(level.0))
    }

    /// The levels, lowest first.
    pub fn levels(&self) -> impl DoubleEndedIterator<Item = Level> + ExactSizeIterator {
        (0..u8::try_from(self.rungs.len()).unwrap_or(u8::MAX)).map(Level)
    }

    /// The level with this key.
    pub fn level_of(&self, key: &str) -> Option<Level> {
        let place = self.rungs.iter().position(|rung| rung.key.as_str() == key)?;
        u8::try_from(place).ok().map(Level)
    }

    /// What a level counts as a part of the top one, 0 to 1; nothing for a level the ladder does not have.
    pub fn share_of(&self, level: Level) -> Option<f64> {
        let top = self.rungs.last()?.value.value();
        self.rung(level).map(|rung| rung.value.value() / top)
    }
}

impl Default for Ladder {
    /// None 0, Low 1, Moderate 3, Strong 6, Extreme 9.
    fn default() -> Self {
        let levels = [
            ("none", "None", 0.0),
            ("low", "Low", 1.0),
            ("moderate", "Moderate", 3.0),
            ("strong", "Strong", 6.0),
            ("extreme", "Extreme", 9.0),
        ];
        let rung = |(key, name, value): (&str, &str, f64)| {
            Some(Rung {
                key: LevelKey::new(key).ok()?,
                name: name.parse().ok()?,
                value: Figure::new(value).ok()?,
                note: Text::default(),
                unread: Unread::default(),
            })
        };
        Self { rungs: levels.into_iter().filter_map(rung).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rung(key: &str, value: f64) -> Rung {
        Rung {
            key: LevelKey::new(key).unwrap(),
            name: key.parse().unwrap(),
            value: Figure::new(value).unwrap(),
            note: Text::default(),
            unread: Unread::default(),
        }
    }

    #[test]
    fn the_default_ladder_goes_from_none_to_extreme() {
        let ladder = Ladder::default();
        assert_eq!(ladder.rungs().len(), 5);
        assert_eq!(ladder.share_of(ladder.level_of("strong").unwrap()), Some(6.0 / 9.0));
        assert_eq!(ladder.share_of(Level(5)), None);
        assert!(Ladder::new(ladder.rungs().to_vec()).is_ok());
    }

    #[test]
    fn a_ladder_rises() {
        assert_eq!(Ladder::new(vec![rung("a", 0.0)]), Err(LadderError::Count(1)));
        assert_eq!(Ladder::new(vec![rung("a", -1.0), rung("b", 1.0)]), Err(LadderError::BelowZero));
        assert_eq!(
            Ladder::new(vec![rung("a", 1.0), rung("b", 1.0)]),
            Err(LadderError::NotRising("b".parse().unwrap()))
        );
        assert_eq!(
            Ladder::new(vec![rung("a", 1.0), rung("a", 2.0)]),
            Err(LadderError::SameKey(LevelKey::new("a").unwrap()))
        );
    }
}
