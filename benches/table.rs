//! A frame of the table with 10,000 rows beside one with 100, and what an edit and a change of order cost it.
//!
//! `cargo bench --bench table`
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement reads the clock, tells what it found and ends where something is wrong"
)]

mod made;
mod timing;

use egui::{Context, Event, Modifiers, PointerButton, Pos2, RawInput, Rect, Vec2, pos2};
use portolan::edit::{Edit, ProjectField};
use portolan::file::Opened;
use portolan::gui::{ThemeChoice, Window};
use portolan::workspace::{Request, Setting, View, Workspace};

use timing::{Times, tell_goal, tell_heading, timed};

const FRAMES: usize = 200;
const SIZE: Vec2 = Vec2::new(1440.0, 900.0);

fn main() {
    let mut few = Shown::of(100);
    let mut many = Shown::of(10_000);
    let mut frames_of_few = Times::of("frame, 100 rows");
    let mut frames_of_many = Times::of("frame, 10 000 rows");
    let mut scrolling = Times::of("frame while scrolling, 10 000 rows");
    for number in 0..FRAMES {
        frames_of_few.keep(few.frame(vec![]));
        frames_of_many.keep(many.frame(vec![]));
        let at = pos2(700.0, 400.0 + f32::from(u8::from(number % 2 == 0)));
        scrolling.keep(many.frame(vec![Event::PointerMoved(at), wheel()]));
    }
    let mut edits = Times::of("frame after an edit of a cell, 10 000 rows");
    let mut orders = Times::of("frame after a click on a title, 10 000 rows");
    for number in 0..30 {
        many.edit(number);
        edits.keep(many.frame(vec![]));
        let title = pos2(460.0, Shown::title_height());
        many.frame(press(title, true));
        many.frame(press(title, false));
        orders.keep(many.frame(vec![]));
    }
    tell_heading();
    for times in [&frames_of_few, &frames_of_many, &scrolling, &edits, &orders] {
        times.tell();
    }
    let ratio = frames_of_many.median() / frames_of_few.median();
    tell_goal("10 000 rows beside 100", ratio, 1.5, " ×");
    tell_goal("After an edit, 95 of 100", edits.percentile(95), 16.0, " ms");
    tell_goal("After a change of order, 95 of 100", orders.percentile(95), 16.0, " ms");
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
