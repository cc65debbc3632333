//! A program that is killed while it saves leaves a whole file, and never an older one than it promised.
#![expect(clippy::disallowed_methods, reason = "one test saves the careless way, to see the harm")]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fastrand::Rng;
use portolan::file::beside::{list_backups, sweep};
use portolan::file::fingerprint::Fingerprint;
use portolan::file::save::{Expected, save};

use super::scratch::{DISK, Scratch, content, request, whole_version};

/// Tells the child process where to save; who does not find it is the parent.
const FOLDER: &str = "PORTOLAN_TEST_SAVES_IN";

/// Lines of 40 to 50 bytes: some 0.4 MB when saved with care, and 3 MB without.
const LINES: u32 = 8_000;
const CARELESS_LINES: u32 = 60_000;

/// What came of many kills.
#[derive(Debug, Default)]
struct Harm {
    torn: u32,
    torn_backups: u32,
    lost: u32,
    in_a_save: u32,
    left_over: usize,
}

#[test]
fn a_kill_at_any_moment_leaves_the_last_promised_version_or_a_newer_one() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        save_for_ever(Path::new(&folder), LINES, |path, bytes, round| {
            let old = fs::read(path).ok();
            let expected =
                old.map_or(Expected::NewFile, |old| Expected::Unchanged(Fingerprint::of(&old)));
            let mut request = request(path, bytes, expected);
            request.nonce = u64::from(round);
            save(&DISK, &request).unwrap();
        });
    }
    let scratch = Scratch::new("killed");
    let path = scratch.join("plan.ron");
    let mut rng = Rng::with_seed(1);
    let mut harm = Harm::default();
    for _ in 0..200 {
        let promised = strike(
            &scratch,
            "a_kill_at_any_moment_leaves_the_last_promised_version_or_a_newer_one",
            &mut rng,
            &mut harm,
        );
        harm.left_over += sweep(&DISK, &path).unwrap().len();
        count_harm(&path, LINES, promised, &mut harm);
        for backup in list_backups(&DISK, &path).unwrap() {
            let bytes = fs::read(backup).unwrap();
            harm.torn_backups += u32::from(whole_version(&bytes, LINES).is_none());
        }
        assert_eq!(scratch.drafts(), [""; 0]);
    }
    println!("with care: {harm:?}");
    assert_eq!((harm.torn, harm.torn_backups, harm.lost), (0, 0, 0));
    // Else nothing was put to the test.
    assert!(harm.in_a_save >= 50 && harm.left_over >= 10, "{harm:?}");
}

#[test]
fn the_same_kills_do_tear_a_file_that_is_written_in_place() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        save_for_ever(Path::new(&folder), CARELESS_LINES, |path, bytes, _round| {
            fs::write(path, bytes).unwrap();
        });
    }
    let scratch = Scratch::new("careless");
    let mut rng = Rng::with_seed(1);
    let mut harm = Harm::default();
    for _ in 0..200 {
        let promised = strike(
            &scratch,
            "the_same_kills_do_tear_a_file_that_is_written_in_place",
            &mut rng,
            &mut harm,
        );
        count_harm(&scratch.join("plan.ron"), CARELESS_LINES, promised, &mut harm);
        if harm.torn > 0 {
            return;
        }
    }
    panic!("no kill tore the file, so the other test proves nothing: {harm:?}");
}

/// The child: saves one version after the other, announces each and promises it when it is saved.
fn save_for_ever(folder: &Path, line_count: u32, save: impl Fn(&Path, &[u8], u32)) -> ! {
    let path = folder.join("plan.ron");
    let first = fs::read(&path).ok().and_then(|bytes| whole_version(&bytes, line_count));
    let mut out = std::io::stdout();
    // The test harness has begun a line of its own.
    writeln!(out).unwrap();
    for version in first.unwrap_or(0) + 1.. {
        let bytes = content(version, line_count);
        writeln!(out, "begin {version}").unwrap();
        out.flush().unwrap();
        save(&path, &bytes, version);
        writeln!(out, "saved {version}").unwrap();
        out.flush().unwrap();
    }
    unreachable!("the numbers do not run out");
}

/// Starts a child, kills it at some moment in one of its first saves, and tells what it promised last.
fn strike(scratch: &Scratch, test: &str, rng: &mut Rng, harm: &mut Harm) -> u32 {
    let (_crate, module) = module_path!().split_once("::").unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("{module}::{test}"), "--nocapture"])
        .env(FOLDER, scratch.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let told = let_it_save_and_kill(&mut child, rng);
    let number = |word: &str| {
        let lines = told.lines().filter_map(|line| line.strip_prefix(word));
        lines.filter_map(|number| number.parse::<u32>().ok()).next_back()
    };
    let (begun, promised) = (number("begin ").unwrap(), number("saved ").unwrap_or(0));
    harm.in_a_save += u32::from(begun > promised);
    promised
}

fn let_it_save_and_kill(child: &mut Child, rng: &mut Rng) -> String {
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut told = String::new();
    let save_count = rng.usize(1..=3);
    while told.matches("begin ").count() < save_count {
        assert_ne!(out.read_line(&mut told).unwrap(), 0, "the child ended by itself: {told}");
    }
    // This is no waiting for something to be ready: the moment is what is being tried.
    std::thread::sleep(Duration::from_micros(rng.u64(0..20_000)));
    child.kill().unwrap();
    child.wait().unwrap();
    out.read_to_string(&mut told).unwrap();
    told
}

fn count_harm(path: &Path, line_count: u32, promised: u32, harm: &mut Harm) {
    let Ok(bytes) = fs::read(path) else {
        harm.lost += u32::from(promised > 0);
        return;
    };
    match whole_version(&bytes, line_count) {
        None => harm.torn += 1,
        Some(version) => harm.lost += u32::from(version < promised),
    }
}
