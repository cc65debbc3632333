//! `completions` and `man`: what shells and manuals need to know of the commands.

use std::path::Path;

use clap::CommandFactory as _;
use clap_mangen::Man;

use super::arguments::{Arguments, CompletionsArguments, ManArguments};
use super::keep::keep;
use super::told::{Ending, Told};
use crate::file::save::{Backups, Expected};

pub(super) fn completions(arguments: &CompletionsArguments) -> Told {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "portolan", &mut script);
    Told::fine(String::from_utf8_lossy(&script))
}

pub(super) fn man(arguments: &ManArguments, nonce: u64) -> Result<Told, Told> {
    let mut command = Arguments::command().disable_help_subcommand(true);
    command.build();
    let Some(folder) = &arguments.dir else {
        return Ok(Told::fine(page(&command)?));
    };
    std::fs::create_dir_all(folder).map_err(|error| {
        let reason = format!("The folder cannot be made: {error}\nFolder: {}", folder.display());
        Told::failed(Ending::Unwritable, reason)
    })?;
    let pages = std::iter::once(&command).chain(command.get_subcommands());
    let mut names = Vec::new();
    for command in pages {
        names.push(write_page(command, folder, nonce)?);
    }
    Ok(Told::fine(names.join("\n")))
}

/// Writes the page of one command; gives its path.
fn write_page(command: &clap::Command, folder: &Path, nonce: u64) -> Result<String, Told> {
    let path = folder.join(Man::new(command.clone()).get_filename());
    keep(&path, page(command)?.as_bytes(), Expected::Anything, Backups::None, nonce)?;
    Ok(path.display().to_string())
}

fn page(command: &clap::Command) -> Result<String, Told> {
    let mut page = Vec::new();
    let drawn = Man::new(command.clone()).render(&mut page);
    drawn.map_err(|error| Told::failed(Ending::Unwritable, error.to_string()))?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
