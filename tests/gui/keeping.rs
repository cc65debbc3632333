//! Nothing is lost in a crash or to somebody else: recovery, changes from outside, locks, earlier versions.

use std::sync::Arc;
use std::time::{Duration, Instant};

use portolan::edit::{Edit, PortfolioField};
use portolan::file::disk::RealDisk;
use portolan::file::recovery::{About, Slot};
use portolan::gui::ThemeChoice;
use portolan::model::Portfolio;
use portolan::workspace::{Command, Request, Setting, Workspace};

use crate::samples::{FIRST_STEPS, path_of};
use crate::stage::{Folder, Stage, WIDE, nobody, setting};

const KEPT: &str = "portfolio.ron";
const DISK: RealDisk = RealDisk { wait: |_pause| {} };
/// Some moment in 2026, in milliseconds.
const NOW: u64 = 1_790_000_000_000;
const MINUTE: u64 = 60_000;

fn sample() -> Vec<u8> {
    std::fs::read(path_of(FIRST_STEPS)).unwrap()
}

/// The sample with another title, as text.
fn titled(title: &str) -> Vec<u8> {
    let mut portfolio = portolan::file::read(sample()).unwrap().portfolio;
    portfolio.title = title.parse().unwrap();
    portolan::file::write(&portfolio, "").unwrap().into_bytes()
}

fn title(title: &str) -> Request {
    Request::Edit(Edit::SetPortfolio(PortfolioField::Title(title.parse().unwrap())))
}

/// Anna's machine, with a folder of her own beside the portfolio.
fn of_anna(folder: &Folder) -> Setting {
    Setting {
        clock: Arc::new(|| NOW),
        person: "anna on finch".to_owned(),
        folder: Some(folder.path("state")),
        ..setting(nobody())
    }
}

/// A window of hers on the sample.
fn window_of_anna(story: &str) -> Stage {
    let folder = Folder::new(story);
    folder.put(KEPT, &sample());
    opened(folder, KEPT)
}

fn opened(folder: Folder, name: &str) -> Stage {
    let mut workspace = Workspace::new(of_anna(&folder));
    workspace.perform(Request::Open(folder.path(name)));
    Stage::new(folder, workspace, WIDE, ThemeChoice::Light)
}

/// What a crash twelve minutes ago has left behind.
fn crash(folder: &Folder, changed: &Portfolio, base: &[u8]) {
    let path = folder.path(KEPT);
    let about = About {
        path: Some(path.clone()),
        based_on: Some(portolan::file::Fingerprint::of(base).to_string()),
        at: NOW - 12 * MINUTE,
        person: "anna on finch".to_owned(),
        process: 1,
    };
    let mut slot = Slot::of(&folder.path("state/recovery"), Some(&path), 5);
    slot.keep(&DISK, changed, "", &about).unwrap();
}

/// A window on a portfolio whose changes a crash has kept from being saved.
fn after_crash(story: &str, on_disk: &[u8]) -> (Stage, Portfolio) {
    let folder = Folder::new(story);
    folder.put(KEPT, on_disk);
    let mut changed = portolan::file::read(sample()).unwrap().portfolio;
    changed.title = "Before the crash".parse().unwrap();
    let (&id, _) = changed.projects.last_key_value().unwrap();
    changed.projects.remove(&id);
    crash(&folder, &changed, &sample());
    (opened(folder, KEPT), changed)
}

fn recovery_files(folder: &Folder) -> usize {
    std::fs::read_dir(folder.path("state/recovery")).map_or(0, Iterator::count)
}

/// Waits for what happens beside the window in its own time.
fn wait_for(stage: &mut Stage, what: impl Fn(&Stage) -> bool) {
    let began = Instant::now();
    while !what(stage) {
        assert!(began.elapsed() < Duration::from_secs(20), "it did not happen: {:?}", stage.told());
        std::thread::sleep(Duration::from_millis(20));
        stage.rest();
    }
}

const OFFER: &str = "Recover unsaved changes?";

#[test]
fn after_a_crash_the_changes_are_listed_and_come_back_as_one_step() {
    let (mut stage, changed) = after_crash("crash", &sample());
    assert!(stage.says(OFFER) && stage.shows("kept 12 minutes ago"));
    assert!(stage.says("2 differences"));
    assert!(stage.shows("title “First steps") && stage.shows("Removes project “"));
    stage.press("Recover");
    assert!(!stage.says(OFFER));
    assert_eq!(*stage.portfolio(), changed);
    assert!(stage.window().is_changed());
    assert_eq!(stage.window().workspace().history().undo_label(), Some("Recover unsaved changes"));
    stage.ask(Request::Run(Command::Undo));
    assert_eq!(*stage.portfolio(), stage.folder.portfolio(KEPT));
    assert!(!stage.window().is_changed());
    stage.ask(Request::Run(Command::Redo));
    stage.ask(Request::Run(Command::Save));
    assert_eq!(stage.folder.portfolio(KEPT), changed);
    wait_for(&mut stage, |stage| recovery_files(&stage.folder) == 0);
}

#[test]
fn changes_that_are_not_wanted_are_gone_for_good() {
    let (mut stage, _) = after_crash("crash-discard", &sample());
    stage.press("Discard");
    assert!(!stage.window().is_changed());
    wait_for(&mut stage, |stage| recovery_files(&stage.folder) == 0);
}

#[test]
fn changes_that_are_put_off_are_offered_again() {
    let (mut stage, _) = after_crash("crash-later", &sample());
    stage.press("Later");
    assert!(!stage.says(OFFER) && !stage.window().is_changed());
    let path = stage.folder.path(KEPT);
    stage.ask(Request::Open(path));
    assert!(stage.says(OFFER));
}

#[test]
fn a_file_that_somebody_has_changed_since_the_crash_is_mentioned() {
    let (stage, _) = after_crash("crash-changed", &titled("Theirs"));
    assert!(stage.says(OFFER) && stage.shows("changed by somebody else since"));
    assert!(stage.shows("title “Theirs” → “Before the crash”"));
}

#[test]
fn a_change_from_outside_is_told_and_reloaded_as_a_step_that_can_be_undone() {
    let mut stage = window_of_anna("outside-clean");
    stage.front();
    let before = stage.portfolio();
    stage.folder.put(KEPT, &titled("Theirs"));
    wait_for(&mut stage, |stage| stage.shows("was changed on disk"));
    stage.press("Reload from disk");
    assert_eq!(stage.portfolio().title.as_str(), "Theirs");
    assert!(!stage.window().is_changed());
    stage.ask(Request::Run(Command::Undo));
    assert_eq!(*stage.portfolio(), *before);
    assert!(stage.window().is_changed(), "the file says something else now");
    stage.ask(Request::Run(Command::Save));
    assert_eq!(stage.folder.portfolio(KEPT), *before, "nobody is in the way of the save");
}

#[test]
fn a_change_from_outside_and_one_here_are_a_question() {
    for answer in ["Keep mine", "Reload"] {
        let mut stage = window_of_anna("outside-changed");
        stage.front();
        stage.ask(title("Mine"));
        stage.folder.put(KEPT, &titled("Theirs"));
        wait_for(&mut stage, |stage| stage.says("Somebody else has changed the file"));
        assert!(stage.shows("→ “Theirs”") && stage.says("1 difference"));
        stage.press(answer);
        let expected = if answer == "Reload" { "Theirs" } else { "Mine" };
        assert_eq!(stage.portfolio().title.as_str(), expected);
        if answer == "Reload" {
            stage.ask(Request::Run(Command::Undo));
            assert_eq!(stage.portfolio().title.as_str(), "Mine");
        }
    }
}

#[test]
fn a_file_that_is_gone_is_told_once() {
    let mut stage = window_of_anna("outside-gone");
    stage.front();
    std::fs::remove_file(stage.folder.path(KEPT)).unwrap();
    wait_for(&mut stage, |stage| stage.shows("no longer where it was opened"));
    assert_eq!(stage.told().len(), 1);
}

#[test]
fn nothing_moves_while_a_file_is_only_watched() {
    let mut stage = window_of_anna("outside-quiet");
    stage.front();
    stage.rest();
    assert!(stage.sleeps() > Duration::from_mins(1), "{:?}", stage.sleeps());
}

#[test]
fn who_has_the_file_open_is_said_and_asked_once_before_a_save() {
    let folder = Folder::new("lock");
    folder.put(KEPT, &sample());
    let since = NOW - 30 * MINUTE;
    let lock = format!("(person:\"bob on wren\",host:\"wren\",process:4,since:{since})");
    folder.put(".portfolio.ron.lock", lock.as_bytes());
    let mut stage = opened(folder, KEPT);
    assert!(stage.shows("bob on wren opened portfolio.ron 30 minutes ago and still has it open"));
    stage.ask(title("Mine"));
    stage.ask(Request::Run(Command::Save));
    assert!(stage.says("bob on wren has this file open"));
    stage.press("Cancel");
    assert!(stage.window().is_changed());
    stage.ask(Request::Run(Command::Save));
    stage.press("Save anyway");
    assert_eq!(stage.folder.portfolio(KEPT).title.as_str(), "Mine");
    stage.ask(title("Mine again"));
    stage.ask(Request::Run(Command::Save));
    assert_eq!(stage.folder.portfolio(KEPT).title.as_str(), "Mine again");
    assert_eq!(stage.folder.content(".portfolio.ron.lock"), lock, "it is still Bob's");
}

#[test]
fn an_open_file_says_who_has_it_until_another_is_opened() {
    let mut stage = window_of_anna("lock-own");
    assert!(stage.folder.content(".portfolio.ron.lock").contains("anna on finch"));
    let path = stage.folder.path(KEPT);
    stage.ask(Request::Open(path));
    assert!(stage.window().workspace().holder().is_none(), "one does not stand in one's own way");
    assert!(stage.folder.content(".portfolio.ron.lock").contains("anna on finch"));
    stage.ask(Request::Run(Command::NewPortfolio));
    assert!(!stage.folder.path(".portfolio.ron.lock").exists());
}

#[test]
fn an_earlier_version_is_looked_at_and_restored() {
    let mut stage = window_of_anna("backups");
    for name in ["Second", "Third"] {
        stage.ask(title(name));
        stage.ask(Request::Run(Command::Save));
    }
    stage.ask(Request::Run(Command::ShowBackups));
    assert!(stage.says("Earlier versions"));
    stage.press("Look at version 1");
    assert!(stage.shows("title “Third” → “Second”"));
    stage.press("Restore version 1");
    assert_eq!(stage.portfolio().title.as_str(), "Second");
    assert_eq!(stage.folder.portfolio(KEPT).title.as_str(), "Third", "nothing on disk changes");
    assert!(stage.window().is_changed());
    stage.ask(Request::Run(Command::Undo));
    assert_eq!(stage.portfolio().title.as_str(), "Third");
}

#[test]
fn a_portfolio_that_was_never_saved_has_no_earlier_versions_and_nothing_to_reload() {
    let folder = Folder::new("never-saved");
    let workspace = Workspace::new(of_anna(&folder));
    let mut stage = Stage::new(folder, workspace, WIDE, ThemeChoice::Light);
    stage.ask(Request::Run(Command::ShowBackups));
    stage.ask(Request::Run(Command::Reload));
    let told = stage.told();
    assert!(
        told.iter().all(|told| told.contains("was not saved yet")) && told.len() == 2,
        "{told:?}"
    );
}

#[test]
fn files_that_were_open_are_remembered() {
    let mut stage = window_of_anna("recent");
    let second = stage.folder.put("second.ron", &titled("Second"));
    let first = stage.folder.path(KEPT);
    stage.ask(Request::Open(second.clone()));
    assert_eq!(stage.window().workspace().settings().recent, [second.clone(), first.clone()]);
    let kept = || {
        let read = portolan::file::settings::read_settings(&DISK, &stage.folder.path("state"));
        read.settings.recent
    };
    let began = Instant::now();
    while kept() != [second.clone(), first.clone()] {
        assert!(began.elapsed() < Duration::from_secs(20), "{:?}", kept());
        std::thread::sleep(Duration::from_millis(50));
    }
}
