//! Our own work in each frame while the largest sample is used: panning, zooming, pointing, dragging, finding, editing, in every view.
//!
//! `cargo bench --bench frames` (or with a portfolio of one's own: `cargo bench --bench frames -- FILE`)
//!
//! A frame is all that the window does on its own thread: taking in what was done beside it, building, laying out, doing what was
//! asked for, and tessellating. The graphics card is not in it, nor is what other programs keep the processors from doing: the clock is that
//! of the thread.
#![expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::integer_division,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement reads the clock, tells what it found and ends where something is wrong"
)]

mod timing;
mod working;

use egui::{
    Context, Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect,
    TouchPhase, Vec2, ViewportId, pos2, vec2,
};
use portolan::gui::{ThemeChoice, Window};
use portolan::workspace::{Setting, View, Workspace, open_for_reading};

use timing::{Times, tell_goal, tell_heading};
use working::worked;

const SIZE: Vec2 = vec2(1440.0, 900.0);
const FRAME_MAX_MILLIS: f64 = 16.0;

/// The window, a clock that goes on by one frame each time, and all that was measured.
struct Stage {
    context: Context,
    window: Window,
    seconds: f64,
    worst: Vec<(f64, &'static str)>,
    /// Whether a budget was tried out while a slider was pulled.
    is_trying: bool,
}

impl Stage {
    fn new(file: &std::path::Path) -> Self {
        let context = Context::default();
        let opened = open_for_reading(file).unwrap();
        let workspace = Workspace::showing(Setting::quiet(1), file, opened);
        let mut window = Window::new(&context, workspace, 1, ThemeChoice::Light);
        window.settle();
        let mut stage = Self { context, window, seconds: 0.0, worst: Vec::new(), is_trying: false };
        for _frame in 0..20 {
            stage.frame(Vec::new());
        }
        stage
    }

    /// One frame with these events; its milliseconds.
    fn frame(&mut self, events: Vec<Event>) -> f64 {
        self.seconds += 1.0 / 60.0;
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            max_texture_side: Some(8_192),
            time: Some(self.seconds),
            events,
            focused: true,
            ..RawInput::default()
        };
        input.viewports.entry(ViewportId::ROOT).or_default().native_pixels_per_point = Some(1.0);
        let Self { context, window, .. } = self;
        let (millis, _) = worked(|| {
            window.receive();
            let output = context.run_ui(input, |ui| window.ui(ui));
            context.tessellate(output.shapes, output.pixels_per_point)
        });
        millis
    }

    /// Does something for so many frames; `events` says what happens in each.
    fn act(&mut self, name: &'static str, frames: usize, events: impl Fn(usize) -> Vec<Event>) {
        let mut times = Times::of(name);
        for number in 0..frames {
            let millis = self.frame(events(number));
            times.keep(millis);
            self.worst.push((millis, name));
        }
        times.tell();
        // What was begun beside the window comes in, and what glides comes to rest, measured like everything else.
        self.window.settle();
        for _frame in 0..30 {
            let millis = self.frame(Vec::new());
            self.worst.push((millis, name));
        }
    }

    /// The same at the pace of a screen, so that what is worked out beside the window comes in meanwhile.
    fn live(&mut self, name: &'static str, frames: usize, events: impl Fn(usize) -> Vec<Event>) {
        let mut times = Times::of(name);
        for number in 0..frames {
            let millis = self.frame(events(number));
            times.keep(millis);
            self.worst.push((millis, name));
            self.is_trying |= self.window.workspace().funding().trying().is_trying();
            let rest =
                std::time::Duration::from_secs_f64(((1000.0 / 60.0 - millis) / 1e3).max(0.0));
            std::thread::sleep(rest);
        }
        times.tell();
    }

    fn key(&mut self, name: &'static str, modifiers: Modifiers, key: Key) {
        self.act(name, 2, |number| vec![press(key, modifiers, number == 0)]);
    }
}

fn press(key: Key, modifiers: Modifiers, pressed: bool) -> Event {
    Event::Key { key, physical_key: None, pressed, repeat: false, modifiers }
}

fn moved(place: Pos2) -> Event {
    Event::PointerMoved(place)
}

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    }
}

fn wheel(delta: Vec2, modifiers: Modifiers) -> Event {
    let (unit, phase) = (MouseWheelUnit::Point, TouchPhase::Move);
    let source = egui::MouseWheelSource::Unknown;
    Event::MouseWheel { unit, delta, phase, source, modifiers }
}

/// A place that wanders over the middle of the window.
fn wandering(number: usize) -> Pos2 {
    let turn = number as f32 * 0.13;
    pos2(650.0 + 380.0 * turn.sin(), 450.0 + 300.0 * (turn * 0.7).cos())
}

/// From one place to another and back, pressed all the time.
fn dragging(from: Pos2, by: Vec2, frames: usize) -> impl Fn(usize) -> Vec<Event> {
    move |number| {
        let share = number as f32 / frames as f32;
        let place = from + by * (share * std::f32::consts::TAU).sin();
        match number {
            0 => vec![moved(from)],
            1 => vec![button(from, true)],
            _ if number + 1 == frames => vec![button(place, false)],
            _ => vec![moved(place)],
        }
    }
}

/// There, down, up, and a frame to see it.
fn clicking(place: Pos2) -> impl Fn(usize) -> Vec<Event> {
    move |number| match number {
        0 => vec![moved(place)],
        1 => vec![button(place, true)],
        2 => vec![button(place, false)],
        _ => Vec::new(),
    }
}

fn typing(words: &'static str) -> impl Fn(usize) -> Vec<Event> {
    move |number| {
        let letter = words.chars().nth(number / 4).filter(|_| number % 4 == 0);
        letter.map(|letter| Event::Text(letter.to_string())).into_iter().collect()
    }
}

/// Every page of the trade-offs, another figure along an axis, and a rectangle around bubbles.
fn weigh_up(stage: &mut Stage, middle: Pos2) {
    stage.window.show(View::Tradeoffs);
    stage.act("trade-offs: opening", 5, |_| Vec::new());
    stage.act("trade-offs: pointing", 120, |number| vec![moved(wandering(number))]);
    stage.key("trade-offs: swapping the axes", Modifiers::NONE, Key::X);
    let (picker, row) = (pos2(224.0, 112.0), pos2(240.0, 262.0));
    stage.act("trade-offs: opening a list of figures", 4, clicking(picker));
    stage.act("trade-offs: choosing a figure", 4, clicking(row));
    let rectangle = dragging(middle, vec2(300.0, 200.0), 60);
    stage.act("trade-offs: a rectangle around bubbles", 60, rectangle);
    stage.key("trade-offs: side by side", Modifiers::NONE, Key::C);
    stage.act("trade-offs: pointing side by side", 60, |number| vec![moved(wandering(number))]);
    stage.key("trade-offs: alignment", Modifiers::NONE, Key::A);
    stage.act("trade-offs: pointing at alignment", 60, |number| vec![moved(wandering(number))]);
    stage.key("selecting nothing", Modifiers::NONE, Key::Escape);
}

/// Every page of the value, with futures drawn beside the window.
fn value(stage: &mut Stage) {
    stage.window.show(View::Value);
    stage.act("value: opening", 5, |_| Vec::new());
    stage.act("value: pointing at cash", 120, |number| vec![moved(wandering(number))]);
    stage.live("value: futures drawn beside the window", 120, |number| {
        vec![press(Key::U, Modifiers::NONE, number == 0)]
    });
    stage.act("value: pointing at uncertainty", 120, |number| vec![moved(wandering(number))]);
    for (turning, pointing, key) in [
        ("value: turning to ownership", "value: pointing at ownership", Key::O),
        ("value: turning to measures", "value: pointing at measures", Key::M),
        ("value: turning to promises", "value: pointing at promises", Key::P),
    ] {
        stage.key(turning, Modifiers::NONE, key);
        stage.act(pointing, 60, |number| vec![moved(wandering(number))]);
    }
}

fn main() {
    let named = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let file = named.unwrap_or_else(|| "sample-portfolios/us-federal-it-2017.ron".to_owned());
    let mut stage = Stage::new(std::path::Path::new(&file));
    println!("{file}, {} by {} points", SIZE.x, SIZE.y);
    tell_heading();
    let middle = pos2(650.0, 450.0);
    stage.act("map: nothing happens", 30, |_| Vec::new());
    stage.act("map: pointing", 120, |number| vec![moved(wandering(number))]);
    stage.act("map: panning", 120, |number| {
        let way = if number < 60 { 1.0 } else { -1.0 };
        vec![moved(middle), wheel(vec2(9.0 * way, 6.0 * way), Modifiers::NONE)]
    });
    stage.act("map: zooming in and out", 160, |number| {
        let way = if number < 80 { 1.0 } else { -1.0 };
        vec![moved(middle), wheel(vec2(0.0, 14.0 * way), Modifiers::COMMAND)]
    });
    stage.key("map: selecting all", Modifiers::COMMAND, Key::A);
    stage.key("map: selecting nothing", Modifiers::NONE, Key::Escape);
    stage.act("map: a rectangle around cards", 60, dragging(middle, vec2(300.0, 200.0), 60));
    stage.act("map: dragging what is selected", 60, dragging(middle, vec2(120.0, 90.0), 60));
    stage.key("map: undo", Modifiers::COMMAND, Key::Z);
    stage.key("the palette", Modifiers::COMMAND, Key::K);
    stage.act("the palette: typing", 48, typing("health data"));
    stage.key("the palette: going there", Modifiers::NONE, Key::Enter);
    stage.key("adding a project", Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    stage.key("undo", Modifiers::COMMAND, Key::Z);
    stage.window.show(View::Table);
    stage.act("table: opening", 5, |_| Vec::new());
    stage.act("table: scrolling", 120, |_| {
        vec![moved(middle), wheel(vec2(0.0, -120.0), Modifiers::NONE)]
    });
    stage.act("table: sideways", 90, |_| {
        vec![moved(middle), wheel(vec2(-80.0, 0.0), Modifiers::NONE)]
    });
    stage.key("table: finding", Modifiers::COMMAND, Key::F);
    stage.act("table: typing what to find", 48, typing("health data"));
    stage.key("table: finding no more", Modifiers::NONE, Key::Escape);
    stage.window.show(View::Rank);
    stage.act("rank: opening", 5, |_| Vec::new());
    stage.act("rank: scrolling", 120, |_| {
        vec![moved(middle), wheel(vec2(0.0, -120.0), Modifiers::NONE)]
    });
    stage.act("rank: pointing", 120, |number| vec![moved(wandering(number))]);

    weigh_up(&mut stage, middle);
    value(&mut stage);

    stage.window.show(View::Fund);
    stage.act("fund: opening", 5, |_| Vec::new());
    stage.act("fund: pointing", 120, |number| vec![moved(wandering(number))]);
    stage.act("fund: scrolling", 120, |_| {
        vec![moved(middle), wheel(vec2(0.0, -120.0), Modifiers::NONE)]
    });
    // The sample has no budget: this is the knob for all money.
    let (knob, way) = (pos2(314.0, 168.0), vec2(-110.0, 0.0));
    stage.live("fund: pulling the money, answers coming in", 240, dragging(knob, way, 240));
    assert!(stage.is_trying, "the slider was not where it is sought");

    stage.worst.sort_by(|one, other| other.0.total_cmp(&one.0));
    let slow = stage.worst.iter().filter(|(millis, _)| *millis > FRAME_MAX_MILLIS).count();
    println!("{} frames, {slow} of them above {FRAME_MAX_MILLIS} ms", stage.worst.len());
    for (millis, name) in &stage.worst[..5] {
        println!("  {millis:.1} ms  {name}");
    }
    tell_goal("The longest frame", stage.worst[0].0, FRAME_MAX_MILLIS, " ms");
}
