//! A folder for each story, the program run in it, and a few portfolios to run it on.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder that is gone when the story is over.
pub(crate) struct Stage(PathBuf);

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Stage {
    pub(crate) fn new(name: &str) -> Self {
        let folder =
            std::env::temp_dir().join(format!("portolan-cli-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Puts a file into the folder.
    pub(crate) fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let mut how = OpenOptions::new();
        let opened = how.write(true).create(true).truncate(true).open(self.path(name));
        opened.unwrap().write_all(content.as_ref()).unwrap();
        self
    }

    pub(crate) fn content(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Every name in the folder.
    pub(crate) fn names(&self) -> Vec<String> {
        let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name();
        let mut names: Vec<String> = fs::read_dir(&self.0)
            .unwrap()
            .map(|entry| name(entry).into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// Runs the program in the folder, without a display.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_portolan"));
        command.args(arguments).current_dir(&self.0);
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
        let Output { status, stdout, stderr } = command.output().unwrap();
        Run {
            code: status.code().unwrap(),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

/// The sample portfolios, each with its name.
pub(crate) fn samples() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-portfolios");
    let mut samples: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let is_map = path.to_str().unwrap().ends_with(".map.ron");
            path.extension() == Some("ron".as_ref()) && !is_map
        })
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read(path).unwrap())
        })
        .collect();
    samples.sort();
    assert!(!samples.is_empty());
    samples
}

/// Two outcomes that weigh 30 and 10, and three projects; written by hand, and not in canonical form.
pub(crate) const SOUND: &str = r#"// Kept.
(format: 1, min_reader: 1, title: "Small", currency: "EUR", first_period: "2027-01", period: Quarter, horizon: 8,
  outcomes: [
    (id: "0000000000a2", name: "Order", weight: 10.0),
    (id: "0000000000a1", name: "Growth", weight: 30.0),
  ],
  projects: [
    (id: "0000000000p1", name: "First", contributions: [
      (outcome: "0000000000a1", level: "strong", confidence: 50.0),
      (outcome: "0000000000a2", level: "extreme", confidence: 100.0),
    ], costs: [(id: "0000000000c1", name: "All", likely: 123456, periods: 2)]),
    (id: "0000000000p2", name: "=Second", contributions: [
      (outcome: "0000000000a1", level: "strong", confidence: 50.0),
      (outcome: "0000000000a2", level: "extreme", confidence: 100.0),
    ]),
    (id: "0000000000p3", name: "Third", contributions: [(outcome: "0000000000a2", confidence: 100.0)]),
  ],
)"#;

/// Two contradictions: a circle, and a lead who does not exist.
pub(crate) const FLAWED: &str = r#"(format: 1, min_reader: 1, title: "Flawed", currency: "EUR",
  first_period: "2027-01", period: Quarter, horizon: 8,
  outcomes: [(id: "0000000000a1", name: "Growth", weight: 1.0)],
  projects: [
    (id: "0000000000p1", name: "Hen", lead: "0000000000s1"),
    (id: "0000000000p2", name: "Egg"),
  ],
  dependencies: [
    (id: "0000000000d1", from: "0000000000p1", kind: Requires, to: "0000000000p2"),
    (id: "0000000000d2", from: "0000000000p2", kind: Requires, to: "0000000000p1"),
  ],
)"#;
