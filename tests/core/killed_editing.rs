//! A program that is killed while somebody edits loses three seconds of edits at most.
#![expect(clippy::disallowed_methods, reason = "here the time is real: it is what is being tried")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use portolan::edit::{Edit, PortfolioField};
use portolan::file::recovery::{left_behind, read_recovery};
use portolan::file::save::{Expected, save};
use portolan::workspace::{Question, Reply, Request, Setting, Workspace};

use super::scratch::{DISK, Scratch};

/// Tells the child process where to work; who does not find it is the parent.
const FOLDER: &str = "PORTOLAN_TEST_EDITS_IN";
/// Whether the child edits all the time, or now and then.
const MANNER: &str = "PORTOLAN_TEST_EDITS_HOW";
const NAME: &str = "a_kill_while_editing_loses_three_seconds_at_most";
/// The most that may be lost, in milliseconds.
const LOST_MAX: u64 = 3_000;

fn now() -> u64 {
    u64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap()
}

fn workspace(folder: &Path) -> Workspace {
    Workspace::new(Setting {
        clock: Arc::new(now),
        folder: Some(folder.join("state")),
        person: "anna on finch".to_owned(),
        ..Setting::quiet(now())
    })
}

fn summary(number: u64) -> Edit {
    Edit::SetPortfolio(PortfolioField::Summary(format!("edit {number}").parse().unwrap()))
}

fn number_in(summary: &str) -> Option<u64> {
    summary.strip_prefix("edit ")?.parse().ok()
}

#[test]
fn a_kill_while_editing_loses_three_seconds_at_most() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        edit_for_ever(Path::new(&folder), &std::env::var(MANNER).unwrap());
    }
    let manners = ["always", "always", "now and then"];
    let mut children: Vec<_> = manners
        .iter()
        .enumerate()
        .map(|(at, how)| {
            let scratch = Scratch::new(&format!("edits-{at}"));
            // Nothing on it: no layout and no problems take the time of what is being tried.
            let empty = portolan::model::Portfolio::titled("Plan".parse().unwrap());
            let text = portolan::file::write(&empty, "").unwrap();
            let path = scratch.join("plan.ron");
            let request = super::scratch::request;
            save(&DISK, &request(&path, text.as_bytes(), Expected::NewFile)).unwrap();
            let child = start(&scratch, how);
            (scratch, child, 4_500 + 900 * u64::try_from(at).unwrap())
        })
        .collect();
    let began = now();
    for (scratch, child, alive) in &mut children {
        // This is no waiting for something to be ready: the moment is what is being tried.
        std::thread::sleep(Duration::from_millis((began + *alive).saturating_sub(now())));
        child.kill().unwrap();
        let killed = now();
        child.wait().unwrap();
        let made = edits_told(child);
        assert!(made.len() > 5, "the child hardly edited: {made:?}");
        let due = made.iter().filter(|(at, _)| at + LOST_MAX <= killed).map(|(_, number)| *number);
        let due = due.max().expect("nothing was due, so nothing is tried");
        let left = left_behind(&DISK, &scratch.join("state/recovery"), None);
        let (about, opened) = read_recovery(left.first().expect("nothing was kept")).unwrap();
        let kept = number_in(opened.portfolio.summary.as_str()).unwrap();
        assert!(kept >= due, "edit {due} was due, only {kept} was kept");
        assert_eq!(about.path.as_deref(), Some(scratch.join("plan.ron").as_path()));
        recover(scratch, kept);
    }
}

/// The next start offers what was kept, and brings it back as one step.
fn recover(scratch: &Scratch, kept: u64) {
    let mut workspace = workspace(scratch.path());
    workspace.perform(Request::Open(scratch.join("plan.ron")));
    workspace.settle();
    let Some(Question::Recover(recovered)) = workspace.question() else {
        panic!("nothing is offered: {:?}", workspace.notices());
    };
    assert_eq!(recovered.differences.total, 1, "{:?}", recovered.differences.lines);
    assert!(workspace.holder().is_none(), "who was killed holds nothing");
    workspace.perform(Request::Answer(Reply::Recover));
    workspace.settle();
    assert_eq!(number_in(workspace.portfolio().summary.as_str()), Some(kept));
    assert!(workspace.is_changed());
    assert_eq!(workspace.history().undo_label(), Some("Recover unsaved changes"));
    workspace.perform(Request::Run(portolan::workspace::Command::Save));
    workspace.settle();
    drop(workspace);
    let left = std::fs::read_dir(scratch.join("state/recovery")).unwrap().count();
    assert_eq!(left, 0, "what was saved needs no recovery");
}

/// The child: makes one edit after the other and says when each was made.
fn edit_for_ever(folder: &Path, how: &str) -> ! {
    let mut workspace = workspace(folder);
    workspace.perform(Request::Open(folder.join("plan.ron")));
    while workspace.path().is_none() {
        workspace.receive();
        std::thread::sleep(Duration::from_millis(5));
    }
    let mut out = std::io::stdout();
    writeln!(out).unwrap();
    for number in 1.. {
        workspace.receive();
        workspace.perform(Request::Edit(summary(number)));
        writeln!(out, "made {} {number}", now()).unwrap();
        out.flush().unwrap();
        let is_resting = how == "now and then" && number % 4 == 0;
        std::thread::sleep(Duration::from_millis(if is_resting { 2_400 } else { 100 }));
    }
    unreachable!("the numbers do not run out");
}

fn start(scratch: &Scratch, how: &str) -> Child {
    let (_crate, module) = module_path!().split_once("::").unwrap();
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("{module}::{NAME}"), "--nocapture"])
        .env(FOLDER, scratch.path())
        .env(MANNER, how)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// When each edit was made, and its number.
fn edits_told(child: &mut Child) -> Vec<(u64, u64)> {
    let out = BufReader::new(child.stdout.take().unwrap());
    let lines = out.lines().map_while(Result::ok);
    let made = lines.filter_map(|line| {
        let (at, number) = line.strip_prefix("made ")?.split_once(' ')?;
        Some((at.parse().ok()?, number.parse().ok()?))
    });
    made.collect()
}

#[test]
fn a_folder_that_cannot_be_written_is_mentioned_once() {
    let scratch = Scratch::new("edits-nowhere");
    // A file stands where the folder should be.
    let request = super::scratch::request;
    save(&DISK, &request(&scratch.join("state"), b"x", Expected::NewFile)).unwrap();
    let mut workspace = workspace(scratch.path());
    let mut told = std::collections::BTreeSet::new();
    for number in 0..60 {
        workspace.perform(Request::Edit(summary(number)));
        std::thread::sleep(Duration::from_millis(100));
        workspace.receive();
        told.extend(
            workspace.notices().shown().iter().map(|notice| (notice.number, notice.text.clone())),
        );
    }
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told.first().unwrap().1.starts_with("Unsaved changes cannot be kept"), "{told:?}");
}

#[test]
fn undo_back_to_what_is_saved_and_a_clean_close_leave_nothing_behind() {
    let scratch = Scratch::new("edits-undone");
    for command in [portolan::workspace::Command::Undo, portolan::workspace::Command::Quit] {
        let mut workspace = workspace(scratch.path());
        workspace.perform(Request::Edit(summary(1)));
        std::thread::sleep(Duration::from_millis(2_600));
        let recovery = scratch.join("state/recovery");
        let count = || std::fs::read_dir(&recovery).map_or(0, Iterator::count);
        assert_eq!(count(), 2, "the file and its mark");
        workspace.perform(Request::Run(command));
        workspace.perform(Request::Answer(Reply::Discard));
        drop(workspace);
        assert_eq!(count(), 0, "{command:?}");
    }
}
