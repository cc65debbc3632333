//! What a person prefers is kept between starts, by old and new versions and by two windows at once.

use std::fs;
use std::path::Path;

use portolan::file::settings::{
    RECENT_MAX, ReadSettings, Settings, ThemeSetting, keep_settings, read_settings,
};

use super::scratch::{DISK, Scratch};

fn preferred() -> Settings {
    let mut settings =
        Settings { theme: ThemeSetting::Dark, text_percent: 120, ..Settings::default() };
    settings.columns = vec!["Name".to_owned(), "“Stage”, (x)".to_owned()];
    settings.remember(Path::new("/plans/one.ron"));
    settings
}

fn put(path: &Path, text: &str) {
    use std::io::Write as _;
    let mut file =
        fs::OpenOptions::new().write(true).create(true).truncate(true).open(path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
}

#[test]
fn settings_are_read_as_they_were_kept() {
    let scratch = Scratch::new("settings");
    let folder = scratch.join("not/there/yet");
    assert_eq!(read_settings(&DISK, &folder), ReadSettings::default());
    keep_settings(&DISK, &folder, &preferred(), 1).unwrap();
    assert_eq!(read_settings(&DISK, &folder), ReadSettings { settings: preferred(), told: None });
}

#[test]
fn what_a_newer_version_keeps_survives_this_one() {
    let scratch = Scratch::new("settings-newer");
    let path = scratch.join("settings.ron");
    put(&path, "(theme: Neon(3), text_percent: 90, sounds: (volume: [1, 2], name: \"a, b)\"))");
    let read = read_settings(&DISK, scratch.path());
    assert_eq!(read.told, None);
    assert_eq!(read.settings, Settings { text_percent: 90, ..Settings::default() });
    keep_settings(&DISK, scratch.path(), &read.settings, 1).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("sounds: (volume: [1, 2], name: \"a, b)\"),"), "{text}");
}

#[test]
fn a_damaged_file_is_kept_aside_and_said() {
    let scratch = Scratch::new("settings-damaged");
    put(&scratch.join("settings.ron"), "(theme: Dark, text");
    let read = read_settings(&DISK, scratch.path());
    assert_eq!(read.settings, Settings::default());
    assert!(read.told.unwrap().starts_with("The settings could not be read"));
    assert_eq!(scratch.names(), ["settings.damaged.ron"]);
}

#[test]
fn two_windows_remember_the_files_of_both() {
    let scratch = Scratch::new("settings-two");
    let (mut one, mut other) = (Settings::default(), Settings::default());
    one.remember(Path::new("/a.ron"));
    other.remember(Path::new("/b.ron"));
    keep_settings(&DISK, scratch.path(), &one, 1).unwrap();
    keep_settings(&DISK, scratch.path(), &other, 2).unwrap();
    let recent = read_settings(&DISK, scratch.path()).settings.recent;
    assert_eq!(recent, [Path::new("/b.ron"), Path::new("/a.ron")]);
}

#[test]
fn a_file_is_remembered_once_and_the_oldest_is_forgotten() {
    let mut settings = Settings::default();
    for number in 0..20 {
        settings.remember(Path::new(&format!("/{number}.ron")));
    }
    settings.remember(Path::new("/15.ron"));
    assert_eq!(settings.recent.len(), RECENT_MAX);
    assert_eq!(settings.recent[0], Path::new("/15.ron"));
    assert_eq!(settings.recent[1], Path::new("/19.ron"));
}
