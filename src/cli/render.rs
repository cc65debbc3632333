//! `render`: what comes before and after the drawing of a picture, which the window's own code does.

use super::arguments::{RenderArguments, Source};
use super::keep::keep;
use super::meant::meant;
use super::open::open;
use super::told::{Ending, Told};
use crate::file::save::{Backups, Expected};
use crate::model::Item;

/// What is to be selected in the picture.
///
/// Refuses a file that cannot be read, with the same words as every other command, and names that say nothing in it.
pub fn selected(arguments: &RenderArguments) -> Result<Vec<Item>, Told> {
    let opened = open(&Source { file: arguments.file.clone(), large: false })?;
    let items = arguments.select.iter().map(|name| meant(&opened.portfolio, name));
    items.collect::<Result<_, _>>().map_err(|reason| Told::failed(Ending::Unreadable, reason))
}

/// Writes the picture, over an earlier one if there is one.
///
/// `nonce` is a random number for the name of the file that is being written.
pub fn keep_picture(arguments: &RenderArguments, png: &[u8], nonce: u64) -> Told {
    let path = &arguments.output;
    match keep(path, png, Expected::Anything, Backups::None, nonce) {
        Ok(warning) => Told::fine(format!("Drawn: {}", path.display())).beside(warning),
        Err(failed) => failed,
    }
}
