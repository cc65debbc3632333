//! A frame of the table with 10,000 rows beside one with 100, and what an edit and a change of order cost it.
//!
//! `cargo bench --bench table`; with `-- frames`, `edits`, `fill` or `find` that part alone.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement reads the clock, tells what it found and ends where something is wrong"
)]

mod made;
mod timing;

use egui::{Context, Event, Key, Modifiers, PointerButton, Pos2, RawInput, Rect, Vec2, pos2};
use portolan::edit::{Edit, ProjectField};
use portolan::file::Opened;
use portolan::gui::{ThemeChoice, Window};
use portolan::workspace::{Command, Request, Setting, View, Workspace};

use timing::{Times, tell_goal, tell_heading, timed};

const FRAMES: usize = 200;
const EDITS: usize = 60;
const SIZE: Vec2 = Vec2::new(1440.0, 900.0);

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let names = ["frames", "edits", "fill", "find"];
    let is_picky = asked.iter().any(|word| names.contains(&word.as_str()));
    let wants = |name: &str| !is_picky || asked.iter().any(|word| word == name);
    tell_heading();
    let mut many = Shown::of(10_000);
    if wants("frames") {
        frames(&mut many);
    }
    if wants("edits") {
        edits(&mut many);
    }
    if wants("fill") {
        fill(&mut many);
    }
    if wants("find") {
        find(&mut many);
    }
}

/// Frames in which nothing changes, and frames in which rows go by.
fn frames(many: &mut Shown) {
    let mut few = Shown::of(100);
    let mut frames_of_few = Times::of("frame, 100 rows");
    let mut frames_of_many = Times::of("frame, 10 000 rows");
    let mut scrolling = Times::of("frame while scrolling, 10 000 rows");
    for number in 0..FRAMES {
        frames_of_few.keep(few.frame(vec![]));
        frames_of_many.keep(many.frame(vec![]));
        let at = pos2(700.0, 400.0 + f32::from(u8::from(number % 2 == 0)));
        scrolling.keep(many.frame(vec![Event::PointerMoved(at), wheel()]));
    }
    for times in [&frames_of_few, &frames_of_many, &scrolling] {
        times.tell();
    }
    let ratio = frames_of_many.median() / frames_of_few.median();
    tell_goal("10 000 rows beside 100", ratio, 1.5, " ×");
    tell_goal("While scrolling, 95 of 100", scrolling.percentile(95), 16.0, " ms");
}

/// The frame after one cell was edited, and after the order of rows was changed.
fn edits(many: &mut Shown) {
    let mut edits = Times::of("frame after an edit of a cell, 10 000 rows");
    let mut orders = Times::of("frame after a click on a title, 10 000 rows");
    for number in 0..EDITS {
        many.edit(number);
        edits.keep(many.frame(vec![]));
        let title = pos2(460.0, Shown::title_height());
        many.frame(press(title, true));
        many.frame(press(title, false));
        orders.keep(many.frame(vec![]));
    }
    for times in [&edits, &orders] {
        times.tell();
    }
    tell_goal("After an edit, 95 of 100", edits.percentile(95), 16.0, " ms");
    tell_goal("After a change of order, 95 of 100", orders.percentile(95), 16.0, " ms");
}

/// A column of 10,000 cells is filled down, and that is undone.
fn fill(many: &mut Shown) {
    let mut asked = Times::of("10 000 cells filled down, and its frame");
    let mut after = Times::of("the frame after that");
    let mut undone = Times::of("that undone");
    let mut after_undo = Times::of("the frame after that");
    let cell = pos2(560.0, 142.0);
    many.frame(press(cell, true));
    many.frame(press(cell, false));
    for _ in 0..7 {
        let down = key(Key::ArrowDown, Modifiers::COMMAND | Modifiers::SHIFT);
        many.frame(vec![key(Key::ArrowUp, Modifiers::COMMAND)]);
        many.frame(vec![down]);
        many.frame(vec![]);
        let before = many.window.portfolio().clone();
        asked.keep(timed(|| many.frame(vec![key(Key::D, Modifiers::COMMAND)])).0);
        let fill = timed(|| many.frame(vec![])).0;
        asked.keep(fill);
        let differ = before.projects.values().zip(many.window.portfolio().projects.values());
        let count = differ.filter(|(one, other)| one != other).count();
        assert!(count > 5_000, "{count} projects were filled");
        after.keep(many.frame(vec![]));
        undone.keep(timed(|| many.window.ask(Request::Run(Command::Undo))).0);
        after_undo.keep(many.frame(vec![]));
        many.window.settle();
        many.frame(vec![]);
    }
    for times in [&asked, &after, &undone, &after_undo] {
        times.tell();
    }
}

/// A word is typed letter by letter into the field that finds rows, and taken away again.
fn find(many: &mut Shown) {
    let mut letters = Times::of("frame after a letter to find, 10 000 rows");
    for _ in 0..5 {
        many.frame(vec![key(Key::F, Modifiers::COMMAND)]);
        many.frame(vec![]);
        many.frame(vec![]);
        let before = many.window.portfolio().projects.len();
        for letter in ["p", "r", "o", "j", " ", "9", "7"] {
            letters.keep(many.frame(vec![Event::Text(letter.to_owned())]));
            letters.keep(many.frame(vec![]));
        }
        for _ in 0..7 {
            letters.keep(many.frame(vec![key(Key::Backspace, Modifiers::NONE)]));
            letters.keep(many.frame(vec![]));
        }
        assert_eq!(before, many.window.portfolio().projects.len());
    }
    letters.tell();
    tell_goal("After a letter, 95 of 100", letters.percentile(95), 16.0, " ms");
}

fn key(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

fn wheel() -> Event {
    Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: Vec2::new(0.0, -180.0),
        phase: egui::TouchPhase::Move,
        modifiers: Modifiers::NONE,
        source: egui::MouseWheelSource::Unknown,
    }
}

fn press(pos: Pos2, pressed: bool) -> Vec<Event> {
    let button = PointerButton::Primary;
    let modifiers = Modifiers::NONE;
    vec![Event::PointerMoved(pos), Event::PointerButton { pos, button, pressed, modifiers }]
}

/// A window that shows the table.
struct Shown {
    context: Context,
    window: Window,
    seconds: f64,
}

impl Shown {
    fn of(rows: usize) -> Self {
        let context = Context::default();
        let text = portolan::file::write(&made::portfolio(rows), "").unwrap();
        let opened: Opened = portolan::file::read(text.into_bytes()).unwrap();
        let path = std::path::Path::new("portfolio.ron");
        let workspace = Workspace::showing(Setting::quiet(1), path, opened);
        let mut window = Window::new(&context, workspace, 1, ThemeChoice::Light);
        window.settle();
        window.show(View::Table);
        let mut shown = Self { context, window, seconds: 0.0 };
        for _ in 0..10 {
            shown.frame(vec![]);
        }
        shown
    }

    /// How high on the screen the titles of the columns stand.
    fn title_height() -> f32 {
        112.0
    }

    /// One frame with all of our work, from input to triangles; in milliseconds.
    fn frame(&mut self, events: Vec<Event>) -> f64 {
        self.seconds += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.seconds),
            events,
            ..RawInput::default()
        };
        let (millis, _) = timed(|| {
            let mut output = self.context.run_ui(input, |ui| {
                self.window.receive();
                self.window.ui(ui);
            });
            output.textures_delta.clear();
            self.context.tessellate(output.shapes, output.pixels_per_point)
        });
        millis
    }

    fn edit(&mut self, number: usize) {
        let id = *self.window.portfolio().projects.keys().nth(number * 7).unwrap();
        let name = format!("Renamed {number}").parse().unwrap();
        self.window.ask(Request::Edit(Edit::SetProject(id, ProjectField::Name(name))));
    }
}
