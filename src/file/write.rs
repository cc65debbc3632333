//! A portfolio as text: the same portfolio, the same bytes.

use ron::ser::PrettyConfig;
use thiserror::Error;

use super::kept::Out;
use super::{read, v1};
use crate::model::Portfolio;

/// What stands in `made_by`.
pub const MADE_BY: &str = concat!("Portolan ", env!("CARGO_PKG_VERSION"));

/// Why a portfolio cannot be written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// A field of a newer version cannot be written back.
    #[error(
        "The portfolio cannot be put into words: {0}\nThis is a mistake in Portolan. Nothing was changed on disk; please report it."
    )]
    Unwritable(#[from] ron::Error),
    /// What was written does not read as what it should say.
    #[error(
        "The portfolio does not read back as it was written.\nThis is a mistake in Portolan. Nothing was changed on disk; please report it."
    )]
    NotTheSame,
}

/// The portfolio as it stands in a file, after `preamble` (lines of comment, or nothing).
pub fn write(portfolio: &Portfolio, preamble: &str) -> Result<String, WriteError> {
    // The line end is given because the default differs between systems.
    let pretty = PrettyConfig::new().new_line("\n").indentor("  ").depth_limit(64);
    let shape = v1::portfolio_v1(portfolio, MADE_BY);
    let mut text = preamble.replace("\r\n", "\n");
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    ron::Options::default().to_writer_pretty(&mut text, &Out(&shape), pretty)?;
    text.push('\n');
    Ok(text)
}

/// The same, and read back to be sure: a good file must never be replaced by one that cannot be read.
pub fn write_checked(portfolio: &Portfolio, preamble: &str) -> Result<String, WriteError> {
    let text = write(portfolio, preamble)?;
    if read::reads_as(&text, portfolio) { Ok(text) } else { Err(WriteError::NotTheSame) }
}
