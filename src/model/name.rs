//! What people call things: names on one line, texts on several.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;
use std::sync::Arc;

use thiserror::Error;

/// The most characters a name may have.
pub const NAME_CHARACTERS_MAX: usize = 300;
/// The most characters a text may have.
pub const TEXT_CHARACTERS_MAX: usize = 100_000;

/// Why a text cannot be a name or a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NameError {
    /// Nothing is left after blanks are taken off both ends.
    #[error("a name cannot be empty")]
    Empty,
    /// More than [`NAME_CHARACTERS_MAX`] characters.
    #[error("a name has at most {NAME_CHARACTERS_MAX} characters; this one has {0}")]
    TooLong(usize),
    /// More than [`TEXT_CHARACTERS_MAX`] characters.
    #[error("a text has at most {TEXT_CHARACTERS_MAX} characters; this one has {0}")]
    TextTooLong(usize),
    /// A line break, tab or other control character in a name.
    #[error("a name stands on one line; this one has a line break or a control character in it")]
    Control,
    /// A control character other than a line break or tab in a text.
    #[error("the text has a control character in it (U+{0:04X})")]
    TextControl(u32),
}

/// Whether there are only letters, digits, blanks and signs of ASCII in it, as in most texts: those need no closer look.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// A name of 1 to 300 characters on one line, without blanks at its ends.
///
/// Names may repeat: what tells two records apart is their id.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Arc<str>);

impl Name {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Name {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(NameError::Empty);
        }
        if text.len() <= NAME_CHARACTERS_MAX && is_plain(text) {
            return Ok(Self(text.into()));
        }
        let character_count = text.chars().count();
        if character_count > NAME_CHARACTERS_MAX {
            return Err(NameError::TooLong(character_count));
        }
        if text.chars().any(|c| c.is_control() || c == '\u{2028}' || c == '\u{2029}') {
            return Err(NameError::Control);
        }
        Ok(Self(text.into()))
    }
}

impl Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, formatter)
    }
}

/// A text of any number of lines, possibly none; line ends are `\n`, blanks at the ends are taken off.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Arc<str>);

impl Text {
    /// The text as it stands.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Text {
    fn default() -> Self {
        Self("".into())
    }
}

impl FromStr for Text {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let text = text.trim();
        // A text is never longer in characters than in bytes, so most need no count.
        if text.len() > TEXT_CHARACTERS_MAX {
            let character_count = text.chars().count();
            if character_count > TEXT_CHARACTERS_MAX {
                return Err(NameError::TextTooLong(character_count));
            }
        }
        if is_plain(text) {
            return Ok(Self(text.into()));
        }
        let odd = |c: &char| c.is_control() && !matches!(c, '\n' | '\t' | '\r');
        if let Some(control) = text.chars().find(odd) {
            return Err(NameError::TextControl(control.into()));
        }
        if text.contains('\r') {
            return Ok(Self(text.replace("\r\n", "\n").replace('\r', "\n").into()));
        }
        Ok(Self(text.into()))
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_loses_the_blanks_at_its_ends() {
        assert_eq!("  Core banking ".parse::<Name>().unwrap().as_str(), "Core banking");
    }

    #[test]
    fn a_name_stands_on_one_line_and_is_not_empty() {
        assert_eq!("   ".parse::<Name>(), Err(NameError::Empty));
        assert_eq!("a\nb".parse::<Name>(), Err(NameError::Control));
        assert_eq!("x".repeat(301).parse::<Name>(), Err(NameError::TooLong(301)));
    }

    #[test]
    fn a_text_keeps_its_lines_and_knows_one_line_end() {
        assert_eq!("one\r\ntwo\rthree".parse::<Text>().unwrap().as_str(), "one\ntwo\nthree");
        assert_eq!("a\u{7}b".parse::<Text>(), Err(NameError::TextControl(7)));
        assert_eq!("".parse::<Text>(), Ok(Text::default()));
    }
}
