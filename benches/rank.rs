//! A frame of the ranking while a weight is pulled, with 1,000 projects: scores, order, rows and triangles.
//!
//! `cargo bench --bench rank`
#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement reads the clock, tells what it found and ends where something is wrong"
)]

mod made;
mod timing;

use std::path::Path;

use egui::{Context, Event, Key, Modifiers, PointerButton, Pos2, RawInput, Rect, pos2, vec2};
use portolan::analysis::scoring::{Weighing, Weights, ranked_by};
use portolan::file::{read, write_checked};
use portolan::gui::{ThemeChoice, Window};
use portolan::model::Portfolio;
use portolan::workspace::{Setting, View, Workspace};

use timing::{Times, tell_goal, tell_heading, timed};

const PROJECTS: usize = 1_000;
const FRAMES: u32 = 300;

fn main() {
    let portfolio = made::portfolio(PROJECTS);
    let scoring = scoring(&portfolio);
    let mut stage = Stage::new(&portfolio);
    let still = stage.still();
    let pulled = stage.pulled();
    println!("{PROJECTS} projects, {FRAMES} frames");
    tell_heading();
    for times in [&scoring, &still, &pulled] {
        times.tell();
    }
    tell_goal("A frame while a weight is pulled, median", pulled.median(), 8.0, " ms");
    tell_goal("A frame while a weight is pulled, 95 of 100", pulled.percentile(95), 8.0, " ms");
}

/// The scores and the order alone, with another weight each time.
fn scoring(portfolio: &Portfolio) -> Times {
    let mut times = Times::of("scores and order alone");
    let weighing = Weighing::of(portfolio);
    let (outcome, _) = weighing.iter().next().unwrap();
    for number in 0..FRAMES {
        let (millis, order) = timed(|| {
            let next = weighing.with(outcome, f64::from(number % 97), &[].into()).unwrap();
            ranked_by(portfolio, &Weights::weighed(&next).unwrap())
        });
        assert_eq!(order.len(), PROJECTS);
        times.keep(millis);
    }
    times
}

/// The window on the ranking, without a display.
struct Stage {
    context: Context,
    window: Window,
    time: f64,
}

impl Stage {
    fn new(portfolio: &Portfolio) -> Self {
        let text = write_checked(portfolio, "").unwrap();
        let opened = read(text.into_bytes()).unwrap();
        let workspace = Workspace::showing(Setting::quiet(0), Path::new("made.ron"), opened);
        let context = Context::default();
        let mut window = Window::new(&context, workspace, 0, ThemeChoice::Light);
        window.show(View::Rank);
        window.settle();
        let mut stage = Self { context, window, time: 0.0 };
        for _ in 0..5 {
            stage.frame(Vec::new());
        }
        stage
    }

    /// One frame with these events, from input to triangles, in milliseconds.
    fn frame(&mut self, events: Vec<Event>) -> f64 {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1440.0, 900.0))),
            time: Some(self.time),
            focused: true,
            events,
            ..RawInput::default()
        };
        let (millis, triangles) = timed(|| {
            let mut output = self.context.run_ui(input, |ui| self.window.ui(ui));
            // Nobody draws them.
            output.textures_delta.clear();
            self.context.tessellate(output.shapes, output.pixels_per_point)
        });
        assert!(!triangles.is_empty());
        millis
    }

    /// Frames in which nothing happens.
    fn still(&mut self) -> Times {
        let mut times = Times::of("a frame while nothing happens");
        for _ in 0..FRAMES {
            let millis = self.frame(Vec::new());
            times.keep(millis);
        }
        times
    }

    /// Frames in which a weight goes up and down by more than one step each.
    fn pulled(&mut self) -> Times {
        let mut times = Times::of("a frame while a weight is pulled");
        let slider = self.slider();
        let at = |part: f32| {
            pos2(slider.left() + 7.0 + (slider.width() - 14.0) * part, slider.center().y)
        };
        let press = |pos, pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.frame(vec![Event::PointerMoved(at(0.2))]);
        self.frame(vec![press(at(0.2), true)]);
        for number in 0..FRAMES {
            let part = (f64::from(number) / 9.0).sin() as f32 * 0.45 + 0.5;
            let millis = self.frame(vec![Event::PointerMoved(at(part))]);
            times.keep(millis);
        }
        let asked = |window: &Window| window.workspace().is_changed();
        assert!(!asked(&self.window));
        self.frame(vec![press(at(0.9), false)]);
        self.frame(Vec::new());
        assert!(asked(&self.window), "the weight was let go");
        self.frame(vec![key(Key::Escape)]);
        times
    }

    /// Where the uppermost slider is: as those are told who do not see it.
    fn slider(&mut self) -> Rect {
        self.context.enable_accesskit();
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1440.0, 900.0))),
            ..RawInput::default()
        };
        let mut output = self.context.run_ui(input, |ui| self.window.ui(ui));
        output.textures_delta.clear();
        self.context.disable_accesskit();
        let nodes = output.platform_output.accesskit_update.unwrap().nodes;
        let sliders = nodes.iter().filter(|(_, node)| node.role() == egui::Role::Slider);
        // The uppermost: those further down may be out of sight.
        let bounds = sliders.filter_map(|(_, node)| node.bounds());
        let bounds = bounds.min_by(|one, other| one.y0.total_cmp(&other.y0)).unwrap();
        Rect::from_min_max(
            pos2(bounds.x0 as f32, bounds.y0 as f32),
            pos2(bounds.x1 as f32, bounds.y1 as f32),
        )
    }
}

fn key(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}
