//! Pictures of the window: the same every time, and the same as they were looked at last.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use portolan::gui::{RenderRequest, ThemeChoice, render};
use portolan::workspace::View;

use crate::samples::{self, FIRST_STEPS, LARGEST};

/// A picture may differ by this much from the one that is kept, in steps of colour for each channel.
const DIFFERENCE_MAX: f64 = 1.5;
/// No kept picture is larger than this.
const BYTES_MAX: usize = 80 * 1024;
/// Fewer colours than this, and there is hardly anything to see.
const COLOURS_MIN: usize = 50;

/// The window at 768 × 480 points, drawn small.
fn picture(name: &str, view: View, theme: ThemeChoice) -> Vec<u8> {
    sized_picture(name, view, theme, [768, 480])
}

fn sized_picture(name: &str, view: View, theme: ThemeChoice, size_points: [u32; 2]) -> Vec<u8> {
    let request = RenderRequest {
        file: samples::path_of(name),
        view,
        select: Vec::new(),
        size_points,
        scale: 0.375,
        theme,
    };
    render(&request).unwrap()
}

/// Width, height, and all channels of all pixels.
fn pixels(bytes: &[u8]) -> (u32, u32, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut channels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut channels).unwrap();
    channels.truncate(frame.buffer_size());
    (frame.width, frame.height, channels)
}

fn colours(bytes: &[u8]) -> usize {
    let (width, height, channels) = pixels(bytes);
    let count = usize::try_from(width * height).unwrap();
    let of_pixel = channels.len().checked_div(count).unwrap();
    channels.chunks_exact(of_pixel).collect::<BTreeSet<_>>().len()
}

/// How far two pictures are apart on average, in steps of colour for each channel.
fn difference(one: &[u8], other: &[u8]) -> f64 {
    let (one, other) = (pixels(one), pixels(other));
    if (one.0, one.1, one.2.len()) != (other.0, other.1, other.2.len()) {
        return f64::INFINITY;
    }
    let apart: u32 = one.2.iter().zip(&other.2).map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
    f64::from(apart) / f64::from(u32::try_from(one.2.len()).unwrap())
}

fn keep(path: &Path, bytes: &[u8]) {
    let mut how = OpenOptions::new();
    how.write(true).create(true).truncate(true).open(path).unwrap().write_all(bytes).unwrap();
}

fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name)
}

/// Compares with the picture that is kept; with `UPDATE_SNAPSHOTS=1` it is kept instead.
fn check(name: &str, view: View, theme: ThemeChoice) {
    check_picture(name, &picture(FIRST_STEPS, view, theme));
}

fn check_picture(name: &str, bytes: &[u8]) {
    assert!(bytes.len() <= BYTES_MAX, "{name} has {} bytes", bytes.len());
    let path = kept(name);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some_and(|value| value == "1") {
        keep(&path, bytes);
        return;
    }
    let apart = fs::read(&path).map_or(f64::INFINITY, |old| difference(&old, bytes));
    if apart >= DIFFERENCE_MAX {
        let new = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        keep(&new, bytes);
        panic!(
            "{name} differs by {apart:.2} steps of colour. Compare {} with {}; if the new one is right, \
             run again with UPDATE_SNAPSHOTS=1.",
            new.display(),
            path.display()
        );
    }
}

fn check_in_each_theme(view: View, name: &str) {
    for (theme, suffix) in ThemeChoice::ALL.into_iter().zip(["light", "dark", "contrast"]) {
        check(&format!("{name}-{suffix}.png"), view, theme);
    }
}

#[test]
fn the_map_looks_as_it_did() {
    check_in_each_theme(View::Map, "map");
}

#[test]
fn from_afar_the_map_looks_as_it_did_with_the_names_of_its_outcomes() {
    let bytes = sized_picture(LARGEST, View::Map, ThemeChoice::Light, [1280, 800]);
    check_picture("map-afar-light.png", &bytes);
}

#[test]
fn the_table_looks_as_it_did() {
    check_in_each_theme(View::Table, "table");
}

#[test]
fn the_ranking_looks_as_it_did() {
    check_in_each_theme(View::Rank, "rank");
}

#[test]
fn the_trade_offs_look_as_they_did() {
    check_in_each_theme(View::Tradeoffs, "trade-offs");
}

#[test]
fn the_plan_looks_as_it_did() {
    check_in_each_theme(View::Fund, "fund");
}

#[test]
fn the_value_looks_as_it_did() {
    check_in_each_theme(View::Value, "value");
}

#[test]
fn the_themes_look_different() {
    let [light, dark] =
        [ThemeChoice::Light, ThemeChoice::Dark].map(|theme| picture(FIRST_STEPS, View::Map, theme));
    assert!(difference(&light, &dark) > 50.0);
}

fn check_steady(name: &str) {
    let picture = || picture(name, View::Map, ThemeChoice::Light);
    let first = picture();
    assert!(colours(&first) >= COLOURS_MIN, "{name} has {} colours", colours(&first));
    assert!(first == picture(), "{name} differs from itself");
}

#[test]
fn every_sample_has_a_picture_that_is_the_same_each_time() {
    samples::names().iter().filter(|name| *name != LARGEST).for_each(|name| check_steady(name));
}

#[test]
fn the_largest_sample_has_a_picture_that_is_the_same_each_time() {
    check_steady(LARGEST);
}
