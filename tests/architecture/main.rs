//! The shape of the source: which folder may use which, which words belong to whom, captions, and the length of files.
#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Which folders each folder may use. A new arrow here is a decision: write it up.
const MAY_USE: &[(&str, &str)] = &[
    ("model", ""),
    ("jobs", ""),
    ("compare", "model"),
    // A difference reads the same in every dialog and report.
    ("wording", "model compare"),
    // A label and a refusal say names and figures the way everything else says them.
    ("edit", "model wording"),
    ("analysis", "model jobs edit"),
    ("file", "model"),
    ("exchange", "model edit"),
    ("report", "model wording compare analysis"),
    ("workspace", "model jobs wording edit compare analysis file exchange report"),
    ("cli", "model jobs wording edit compare analysis file exchange report workspace"),
    ("gui", "model wording edit compare analysis report workspace"),
];

/// Words that only some folders may say. Tests beside the code may say what they like.
const RESERVED: &[(&str, &str)] = &[
    ("egui", "gui"),
    // The window keeps its own settings, the command line prints answers as JSON.
    ("serde", "file exchange cli gui"),
    ("std::fs", "file exchange cli"),
    ("std::thread", "jobs"),
    ("println!", "cli"),
];

/// The files at the top, which tie everything together and may use all of it.
const TOP: &[&str] = &["lib.rs", "main.rs", "outside.rs"];

/// A file longer than this is refused.
const LINES_MAX: usize = 800;
/// A file longer than this is listed: it may be two.
const LINES_QUESTIONED: usize = 500;

/// A file of the source.
struct Source {
    path: PathBuf,
    /// The folder right under `src`, or the name of the file where it stands there itself.
    folder: String,
    /// All of it.
    text: String,
    /// The same without comments and without the tests beside the code; as many lines.
    code: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file with this ending under the folder.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(path) = open.pop() {
        if let Ok(entries) = fs::read_dir(&path) {
            open.extend(entries.map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<Source> {
    let src = root().join("src");
    let source = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let path = path.strip_prefix(&src).unwrap().to_owned();
        let folder = path.iter().next().unwrap().to_str().unwrap().to_owned();
        let code = code_of(&text);
        Source { path, folder, text, code }
    };
    files(&src, "rs").into_iter().map(source).collect()
}

/// The text without its comments and without the tests at its end, but with as many lines.
fn code_of(text: &str) -> String {
    let mut is_test = false;
    let mut code = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let opens_module =
            lines.peek().is_some_and(|next| next.starts_with("mod ") && next.ends_with('{'));
        is_test |= line == "#[cfg(test)]" && opens_module;
        // Two slashes in a text, as in an address, cut the line too: what is behind them says nothing of folders.
        let bare = line.split("//").next().unwrap_or_default();
        code.push_str(if is_test { "" } else { bare });
        code.push('\n');
    }
    code
}

/// Whether the file holds nothing but tests: it stands beside the code under a `#[cfg(test)]`, or in a folder that does.
fn is_test_file(source: &Source) -> bool {
    source.path.with_extension("").iter().any(|part| part == "tests")
}

fn lists(words: &str, word: &str) -> bool {
    words.split(' ').any(|listed| listed == word)
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Every `crate::folder` in the code, with its line.
fn uses(code: &str) -> Vec<(usize, String)> {
    let mut used = Vec::new();
    for (number, line) in (1..).zip(code.lines()) {
        for rest in line.split("crate::").skip(1) {
            let folder: String = rest.chars().take_while(|c| is_of_word(*c)).collect();
            used.push((number, folder));
        }
    }
    used
}

/// Whether the word stands in the line by itself: `serde` is not in `serde_json`, `egui` is not in `my_egui`.
fn says(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let (before, from) = line.split_at(at);
        let before = before.chars().next_back();
        let after = from.chars().nth(word.chars().count());
        let ends = word.ends_with('!') || !after.is_some_and(is_of_word);
        ends && !before.is_some_and(is_of_word)
    })
}

#[test]
fn folders_use_only_the_folders_below_them() {
    let allowed: BTreeMap<_, _> = MAY_USE.iter().copied().collect();
    let mut wrong = String::new();
    for source in sources() {
        if TOP.contains(&source.folder.as_str()) {
            continue;
        }
        let Some(may_use) = allowed.get(source.folder.as_str()) else {
            writeln!(wrong, "{}: no such folder in MAY_USE", source.path.display()).unwrap();
            continue;
        };
        for (number, used) in uses(&source.code) {
            if used != source.folder && !lists(may_use, &used) {
                writeln!(wrong, "{}:{number}: uses {used}", source.path.display()).unwrap();
            }
        }
    }
    assert_eq!(wrong, "");
}

#[test]
fn the_arrows_point_one_way() {
    // Each folder may use only folders that stand before it in the table, so no circle can come about.
    for (place, (folder, may_use)) in MAY_USE.iter().enumerate() {
        let before: BTreeSet<_> = MAY_USE[..place].iter().map(|(folder, _)| *folder).collect();
        for used in may_use.split(' ').filter(|used| !used.is_empty()) {
            assert!(before.contains(used), "{folder} may use {used}, which stands after it");
        }
    }
}

#[test]
fn words_are_said_only_where_they_belong() {
    let mut wrong = String::new();
    for source in sources() {
        if TOP.contains(&source.folder.as_str()) || is_test_file(&source) {
            continue;
        }
        for (number, line) in (1..).zip(source.code.lines()) {
            for (word, folders) in RESERVED {
                if says(line, word) && !lists(folders, &source.folder) {
                    writeln!(wrong, "{}:{number}: says {word}", source.path.display()).unwrap();
                }
            }
        }
    }
    assert_eq!(wrong, "");
}

#[test]
fn every_file_begins_with_a_caption() {
    let tests = files(&root().join("tests"), "rs");
    let tests = tests.into_iter().map(|path| (fs::read_to_string(&path).unwrap(), path));
    let all = sources().into_iter().map(|source| (source.text, source.path)).chain(tests);
    let is_caption = |line: &str| line.strip_prefix("//! ").is_some_and(|words| words.len() > 10);
    let wrong: Vec<_> = all
        .filter(|(text, _)| !text.lines().next().is_some_and(is_caption))
        .map(|(_, path)| path)
        .collect();
    assert_eq!(wrong, Vec::<PathBuf>::new());
}

#[test]
fn no_file_is_too_long() {
    let mut lengths: Vec<(usize, PathBuf)> = ["src", "tests"]
        .iter()
        .flat_map(|folder| files(&root().join(folder), "rs"))
        .map(|path| (fs::read_to_string(&path).unwrap().lines().count(), path))
        .filter(|(lines, _)| *lines > LINES_QUESTIONED)
        .collect();
    lengths.sort();
    for (lines, path) in &lengths {
        println!("{lines} lines: {}", path.strip_prefix(root()).unwrap().display());
    }
    lengths.retain(|(lines, _)| *lines > LINES_MAX);
    assert_eq!(lengths, []);
}

#[test]
fn no_test_file_is_forgotten() {
    let mut forgotten = Vec::new();
    for binary in ["core", "gui", "cli"] {
        let folder = root().join("tests").join(binary);
        let Ok(main) = fs::read_to_string(folder.join("main.rs")) else { continue };
        let named: BTreeSet<&str> = main
            .lines()
            .filter_map(|line| line.trim().strip_prefix("mod ")?.strip_suffix(';'))
            .collect();
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let stem = path.file_stem().unwrap().to_str().unwrap();
            let is_module = path.extension().is_some_and(|extension| extension == "rs")
                || path.join("mod.rs").exists();
            if is_module && stem != "main" && !named.contains(stem) {
                forgotten.push(path);
            }
        }
    }
    assert_eq!(forgotten, Vec::<PathBuf>::new());
}

#[test]
fn the_readme_tests_as_the_build_does() {
    let read = |path: &str| fs::read_to_string(root().join(path)).ok();
    let (Some(readme), Some(run)) = (read("README.md"), read(".ci/run")) else { return };
    let tests = |text: &str| -> BTreeSet<String> {
        let lines = text.lines().map(|line| line.trim().trim_start_matches("$ "));
        let lines = lines.filter(|line| line.starts_with("cargo test"));
        lines.map(|line| line.split('#').next().unwrap_or_default().trim().to_owned()).collect()
    };
    let in_readme = tests(&readme);
    let in_run = tests(&run);
    assert!(!in_run.is_empty(), ".ci/run runs no tests");
    let calls_it = readme.contains(".ci/run") && in_readme.is_empty();
    assert!(
        calls_it || in_readme == in_run,
        "README.md says {in_readme:?}, .ci/run says {in_run:?}"
    );
}

#[test]
fn the_checks_see_what_they_look_for() {
    let code = code_of(
        "#[cfg(test)]\nmod a;\nuse crate::model::A; // crate::gui\n#[cfg(test)]\nmod tests {\nuse crate::gui::X;\n}",
    );
    assert_eq!(uses(&code), [(3, "model".to_owned())]);
    assert!(says("use serde::Serialize;", "serde"));
    assert!(!says("use serde_json::Value;", "serde"));
    assert!(says("    println!(\"x\");", "println!"));
    assert!(!says("    eprintln!(\"x\");", "println!"));
}
