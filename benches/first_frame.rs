//! How long the window takes to its first frame, beside an empty window of the same toolkit.
//!
//! `xvfb-run cargo bench --bench first_frame`, or on a display of one's own.
//!
//! Each run is a process of its own, from its start to its end, which comes right after the first frame; the two take turns.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement starts programs, tells what it found and ends where something is wrong"
)]

mod timing;

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use egui::{Ui, ViewportCommand};
use portolan::gui::{Start, Stay, run};
use portolan::workspace::Settings;

use timing::{Times, tell_goal, tell_heading, timed};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample-portfolios/harbour-bank.ron");
const ROUNDS: usize = 25;
const GOAL: f64 = 1.3;

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("--empty") => open_empty(),
        Some("--portolan") => open_portolan(None),
        Some("--portolan-with-file") => open_portolan(Some(Path::new(SAMPLE))),
        _ => compare(),
    }
}

fn compare() {
    let has_display =
        ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    if !has_display {
        println!("There is no display to open a window on; try xvfb-run.");
        return;
    }
    let own = std::env::current_exe().unwrap();
    let mut times = [
        ("--empty", Times::of("an empty window of the toolkit")),
        ("--portolan", Times::of("Portolan, first page")),
        ("--portolan-with-file", Times::of("Portolan, with Harbour Bank")),
    ];
    for _round in 0..ROUNDS {
        for (argument, times) in &mut times {
            let mut child = Command::new(&own);
            let (millis, status) = timed(|| child.arg(*argument).status().unwrap());
            assert!(status.success());
            times.keep(millis);
        }
    }
    tell_heading();
    let [(_, empty), (_, first), (_, with_file)] = &times;
    [empty, first, with_file].into_iter().for_each(Times::tell);
    tell_goal("First page over empty window", first.median() / empty.median(), GOAL, " times");
    tell_goal("With a file over empty window", with_file.median() / empty.median(), GOAL, " times");
}

fn open_portolan(file: Option<&Path>) {
    let start = Start {
        file: file.map(Path::to_owned),
        seed: 1,
        clock: Arc::new(|| 0),
        person: String::new(),
        folder: None,
        settings: Settings::default(),
        told: None,
        stay: Stay::OneFrame,
    };
    run(start).unwrap();
}

struct Empty;

impl eframe::App for Empty {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        ui.ctx().send_viewport_cmd(ViewportCommand::Close);
    }
}

fn open_empty() {
    let viewport = egui::ViewportBuilder::default().with_inner_size([1_280.0, 800.0]);
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    eframe::run_native("empty", options, Box::new(|_| Ok(Box::new(Empty)))).unwrap();
}
