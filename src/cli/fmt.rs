//! `fmt`: writes a portfolio in its canonical form.

use std::path::Path;

use super::arguments::FmtArguments;
use super::keep::{keep, text_of};
use super::open::open;
use super::told::{Ending, Told};
use crate::file::Fingerprint;
use crate::file::save::{Backups, Expected};

pub(super) fn fmt(arguments: &FmtArguments, nonce: u64) -> Result<Told, Told> {
    let path = &arguments.source.file;
    let opened = open(&arguments.source)?;
    let text = text_of(&opened.portfolio, &opened.preamble)?;
    let shown = path.display();
    if Fingerprint::of(text.as_bytes()) == opened.fingerprint {
        return Ok(Told::fine(format!("Already in canonical form: {shown}")));
    }
    let warnings = opened.warnings.iter().map(ToString::to_string);
    if arguments.check {
        let out = format!("Not in canonical form: {shown}\nportolan fmt writes it so.");
        return Ok(Told { out, err: String::new(), ending: Ending::Findings }.beside(warnings));
    }
    let expected = Expected::Unchanged(opened.fingerprint);
    let more = keep(path, text.as_bytes(), expected, Backups::Three, nonce)?;
    let out = format!(
        "Written in canonical form: {shown}\nThe earlier version is kept as {}",
        backup_name(path)
    );
    Ok(Told::fine(out).beside(warnings.chain(more)))
}

/// What the newest backup of a file is called.
fn backup_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    format!(".{}.bak1", name.display())
}
