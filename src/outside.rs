//! What the machine knows of the person: who sits there, what time it is, and where their own files belong.
#![expect(clippy::disallowed_methods, reason = "read here and nowhere else, and handed down")]

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use portolan::file::disk::RealDisk;
use portolan::file::settings::{ReadSettings, read_settings};

/// The time, in milliseconds since 1970.
pub(crate) fn milliseconds() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// A variable of the environment that says something.
fn said(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

fn words(name: &str) -> Option<String> {
    said(name)?.into_string().ok()
}

/// An absolute folder that a variable names; the rules of free desktops ignore others.
fn folder_in(name: &str) -> Option<PathBuf> {
    said(name).map(PathBuf::from).filter(|path| path.is_absolute())
}

/// Where Portolan keeps what is the person's and not a portfolio's: settings and recovery files.
pub(crate) fn folder() -> Option<PathBuf> {
    if let Some(folder) = folder_in("PORTOLAN_FOLDER") {
        return Some(folder);
    }
    let home = || folder_in("HOME");
    let base = if cfg!(windows) {
        folder_in("APPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Application Support"))
    } else {
        folder_in("XDG_STATE_HOME").or_else(|| home().map(|home| home.join(".local/state")))
    };
    base.map(|base| base.join("portolan"))
}

/// Who sits at which machine, in words: `anna on finch`.
pub(crate) fn person() -> String {
    let person = words("USER").or_else(|| words("USERNAME")).or_else(|| words("LOGNAME"));
    let machine = words("HOSTNAME")
        .or_else(|| words("COMPUTERNAME"))
        .or_else(|| std::fs::read_to_string("/etc/hostname").ok());
    let known = |name: Option<String>, other: &str| {
        let name = name.unwrap_or_default();
        let name = name.trim();
        if name.is_empty() { other.to_owned() } else { name.to_owned() }
    };
    format!("{} on {}", known(person, "Somebody"), known(machine, "this machine"))
}

/// What the person prefers, if there is a folder that says so.
pub(crate) fn settings(folder: Option<&Path>) -> ReadSettings {
    // Reading settings waits for nobody.
    let disk = RealDisk { wait: |_pause| {} };
    folder.map(|folder| read_settings(&disk, folder)).unwrap_or_default()
}
