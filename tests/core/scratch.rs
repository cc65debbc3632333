//! A folder of its own for each test that needs the real disk, and what the saving tests save.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use portolan::file::disk::RealDisk;
use portolan::file::fingerprint::Fingerprint;
use portolan::file::save::{Backups, Expected, SaveRequest};

/// The machine's disk; nothing here waits for another program, so no time passes.
pub(crate) const DISK: RealDisk = RealDisk { wait: |_pause| {} };

/// A folder that is gone when the test is over.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("portolan-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder.canonicalize().unwrap())
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Every name in the folder.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(&self.0)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// The names that only a save under way may leave there.
    pub(crate) fn drafts(&self) -> Vec<String> {
        let is_draft = |name: &String| Path::new(name).extension() == Some("tmp".as_ref());
        self.names().into_iter().filter(is_draft).collect()
    }

    /// A message without the part of the path that differs from run to run.
    pub(crate) fn in_words(&self, error: &dyn std::error::Error) -> String {
        error.to_string().replace(self.0.to_str().unwrap(), "")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

/// A save of a portfolio, with backups.
pub(crate) fn request<'a>(path: &'a Path, bytes: &'a [u8], expected: Expected) -> SaveRequest<'a> {
    SaveRequest { path, bytes, expected, backups: Backups::Three, nonce: 0xfeed }
}

/// A save over exactly this content.
pub(crate) fn over(old: &[u8]) -> Expected {
    Expected::Unchanged(Fingerprint::of(old))
}

/// One version of a file: its number, many lines, and its number again. No two have the same length.
pub(crate) fn content(version: u32, line_count: u32) -> Vec<u8> {
    let mut text = format!("version {version}\n");
    for line in 0..line_count + version % 97 {
        writeln!(text, "    project {line} of version {version} costs {}", line * 31 % 1009)
            .unwrap();
    }
    writeln!(text, "end of version {version}").unwrap();
    text.into_bytes()
}

/// Which version this is, if it is one from the first byte to the last.
pub(crate) fn whole_version(bytes: &[u8], line_count: u32) -> Option<u32> {
    let text = str::from_utf8(bytes).ok()?;
    let version = text.lines().next()?.strip_prefix("version ")?.parse().ok()?;
    (content(version, line_count) == bytes).then_some(version)
}
