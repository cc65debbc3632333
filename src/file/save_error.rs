//! Why a portfolio could not be saved, in words: what happened, then what to do.

use std::fmt;
use std::io;
use std::path::PathBuf;

use super::fingerprint::Fingerprint;

/// Why nothing was saved. Whatever the reason, the file on disk is what it was before.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The file is not the one that was opened.
    #[error(
        "Somebody has changed the file since you opened it, so it was not saved over. \
         Compare the two and merge them, or save yours under another name.\nFile: {}",
        path.display()
    )]
    ChangedOutside {
        path: PathBuf,

        /// What is there now.
        now: Fingerprint,
    },

    /// The file that was opened is no longer there.
    #[error(
        "The file is no longer where you opened it: it was moved, renamed or deleted. \
         Save here again, or save under another name.\nFile: {}",
        path.display()
    )]
    GoneOutside { path: PathBuf },

    /// A file was to be new, and there is one already.
    #[error(
        "There is a file of this name already, and nobody agreed to replace it. \
         Save under another name, or agree to replace it.\nFile: {}",
        path.display()
    )]
    AlreadyThere { path: PathBuf },

    /// The file is marked as not to be written.
    #[error(
        "The file is marked as read-only, so it was not replaced. \
         Save under another name, or allow writing in the file's properties.\nFile: {}",
        path.display()
    )]
    ReadOnly { path: PathBuf },

    /// A folder or a device has the name.
    #[error(
        "A folder or a device has this name, so no file can. Save under another name.\nFile: {}",
        path.display()
    )]
    NotAFile { path: PathBuf },

    /// Another program did not let go of the file, not even after some time.
    #[error(
        "Another program is using the file, so it could not be replaced: perhaps a virus scanner, \
         a preview or a program that synchronises folders. Nothing was saved, and what was there is \
         as it was. Try again in a moment, or save under another name.\nFile: {}",
        path.display()
    )]
    InUse { path: PathBuf, source: io::Error },

    /// The disk refused a step.
    #[error(
        "{step}: {}. Nothing was saved, and what was there is as it was. {}\nFile: {}",
        Reason::of(source), Reason::of(source).advice(), path.display()
    )]
    Failed { path: PathBuf, step: Step, source: io::Error },
}

/// What saving was doing when it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    FindFolder,
    LookAtOld,
    Create,
    TakeAccess,
    Write,
    Sync,
    ReadOld,
    Backup,
    Replace,
}

impl fmt::Display for Step {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::FindFolder => "The folder could not be found",
            Self::LookAtOld => "The place to save to could not be looked at",
            Self::Create => "No new file could be made in the folder",
            Self::TakeAccess => "The permissions of the old file could not be given to the new one",
            Self::Write => "The new copy could not be written",
            Self::Sync => "The new copy could not be made safe against a power cut",
            Self::ReadOld => "The old file could not be read, to see whether it has changed",
            Self::Backup => "The old file could not be kept as a backup",
            Self::Replace => "The new copy could not be put in place",
        })
    }
}

/// Why the disk refused, as far as that can be said in words.
enum Reason<'a> {
    Full,
    QuotaUsedUp,
    Denied,
    ReadOnlyDisk,
    Missing,
    NameTooLong,
    FileAsFolder,
    Other(&'a io::Error),
}

impl<'a> Reason<'a> {
    fn of(error: &'a io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull => Self::Full,
            io::ErrorKind::QuotaExceeded => Self::QuotaUsedUp,
            io::ErrorKind::PermissionDenied => Self::Denied,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnlyDisk,
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::InvalidFilename => Self::NameTooLong,
            io::ErrorKind::NotADirectory => Self::FileAsFolder,
            _ => Self::Other(error),
        }
    }

    fn advice(&self) -> &'static str {
        match self {
            Self::Full => "Free some space, or save to another disk.",
            Self::QuotaUsedUp => "Remove something of yours, or save to another disk.",
            Self::Denied => "Save to another folder, or ask who looks after this one to let you.",
            Self::ReadOnlyDisk => "Save to another disk.",
            Self::Missing | Self::FileAsFolder => "Save to another folder.",
            Self::NameTooLong => "Save under a shorter name.",
            Self::Other(_) => "Try again, or save to another disk.",
        }
    }
}

impl fmt::Display for Reason<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => out.write_str("the disk is full"),
            Self::QuotaUsedUp => out.write_str("your share of the disk is used up"),
            Self::Denied => out.write_str("you are not allowed to"),
            Self::ReadOnlyDisk => out.write_str("the disk can only be read"),
            Self::Missing => out.write_str("it is no longer there"),
            Self::NameTooLong => {
                out.write_str("the name is too long or has signs the disk refuses")
            }
            Self::FileAsFolder => out.write_str("part of the path is a file, not a folder"),
            Self::Other(error) => error.fmt(out),
        }
    }
}
