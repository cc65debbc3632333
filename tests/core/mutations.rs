//! Whatever happens to a file on its way, it is read or refused with words and a place; never does anything crash.

use std::fs;
use std::path::Path;

use fastrand::Rng;
use portolan::file::{ReadError, Trouble, read, write};
use portolan::model::Portfolio;

use super::portfolios::rich;

const MUTATIONS: u64 = 1_000;

/// Pieces of the language and of other things, to be thrown in anywhere.
const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "\\",
    "'",
    "//",
    "/*",
    "*/",
    "r#\"",
    "#![",
    "\n",
    "\r\n",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "Some(",
    "None",
    "NaN",
    "-inf",
    "1e999",
    "0x",
    "-",
    "99999999999999999999",
    "<<<<<<< ",
    "\u{e9}",
    "id",
    "id: \"000000000001\",",
    "later: 1,",
    "name: \"\",",
    "format: 2,",
    "r#type: 1,",
    "\\u{d800}",
];

fn mutated(text: &[u8], seed: u64) -> Vec<u8> {
    let mut rng = Rng::with_seed(seed);
    let mut bytes = text.to_vec();
    for _ in 0..rng.usize(1..4) {
        let start = rng.usize(0..=bytes.len());
        let end = (start + rng.usize(0..40)).min(bytes.len());
        match rng.u8(0..8) {
            0 if start < end => bytes[start] ^= 1 << rng.u8(0..8),
            1 if start < end => bytes[start] = rng.u8(..),
            2 => drop(bytes.drain(start..end)),
            3 => {
                let piece = PIECES[rng.usize(0..PIECES.len())];
                bytes.splice(start..start, piece.bytes());
            }
            4 => {
                let again = bytes[start..end].to_vec();
                bytes.splice(end..end, again);
            }
            5 => {
                let from = rng.usize(0..=bytes.len());
                let other = bytes[from..(from + 60).min(bytes.len())].to_vec();
                bytes.splice(start..end, other);
            }
            6 if rng.u8(0..4) == 0 => bytes.truncate(start),
            _ => swap_lines(&mut bytes, &mut rng),
        }
    }
    bytes
}

fn swap_lines(bytes: &mut Vec<u8>, rng: &mut Rng) {
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    if !lines.is_empty() {
        let (one, other) = (rng.usize(0..lines.len()), rng.usize(0..lines.len()));
        lines.swap(one, other);
        *bytes = lines.concat();
    }
}

/// Says which mutation it was, should the reader crash.
struct Seed(u64);

impl Drop for Seed {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("this was mutation {}", self.0);
        }
    }
}

/// How many mutations could still be read.
fn check(text: &str) -> u32 {
    let mut read_count = 0;
    for seed in 0..MUTATIONS {
        let _told = Seed(seed);
        let bytes = mutated(text.as_bytes(), seed);
        match read(bytes.clone()) {
            Ok(opened) => {
                read_count += 1;
                let saved = write(&opened.portfolio, &opened.preamble).unwrap();
                let again = read(saved.clone().into_bytes());
                let again = again.unwrap_or_else(|error| panic!("saved, it is refused: {error}"));
                assert!(again.portfolio == opened.portfolio, "saved, it says something else");
                assert_eq!(write(&again.portfolio, &again.preamble).unwrap(), saved);
            }
            Err(error) => check_words(&error, &bytes),
        }
    }
    read_count
}

fn check_words(error: &ReadError, bytes: &[u8]) {
    assert!(!error.what.trim().is_empty() && !error.help.trim().is_empty(), "{error}");
    let is_about_a_place =
        matches!(error.trouble, Trouble::Syntax | Trouble::CutShort | Trouble::Conflict);
    assert!(!is_about_a_place || error.place.is_some(), "{error}");
    if let Some(place) = &error.place {
        let lines = bytes.split(|byte| *byte == b'\n').count();
        assert!((1..=lines).contains(&place.line) && place.column >= 1, "{error}");
        assert!(!place.picture.is_empty(), "{error}");
    }
}

#[test]
fn portfolios_out_of_thin_air() {
    for seed in 0..3 {
        let text = write(&rich(seed, 1), "// A comment\n").unwrap();
        let read_count = check(&text);
        // If all were refused at once, or none ever, nothing would have been tried.
        assert!((50..950).contains(&read_count), "{read_count} of {MUTATIONS} were read");
    }
}

#[test]
fn the_samples() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-portfolios");
    let Ok(entries) = fs::read_dir(&folder) else {
        println!("skipped: {} is not here", folder.display());
        return;
    };
    for path in entries.map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_string_lossy();
        if !name.ends_with(".ron") || name.contains(".map.") {
            continue;
        }
        let opened = read(fs::read(&path).unwrap());
        let opened = opened.unwrap_or_else(|error| panic!("{name}: {error}"));
        let text = write(&start_of(opened.portfolio), &opened.preamble).unwrap();
        check(&text);
    }
}

/// The portfolio with its first twenty projects, so that a thousand mutations are quickly read.
fn start_of(mut portfolio: Portfolio) -> Portfolio {
    portfolio.projects = portfolio.projects.into_iter().take(20).collect();
    portfolio.dependencies = portfolio.dependencies.into_iter().take(20).collect();
    portfolio.groups = portfolio.groups.into_iter().take(3).collect();
    portfolio.risks = portfolio.risks.into_iter().take(10).collect();
    portfolio.scenarios = portfolio.scenarios.into_iter().take(3).collect();
    portfolio.stakeholders = portfolio.stakeholders.into_iter().take(20).collect();
    portfolio.pins = portfolio.pins.into_iter().take(20).collect();
    portfolio
}
