//! A frame of the map on the processor, beside a bare painter in the same run.
//!
//! `cargo bench --bench canvas`; with `-- zoomed-in` the last comparison alone, with `-- 500` one number of cards alone,
//! and with `-- ROUNDS=20000` as many rounds, for looking into what the time goes to.
//!
//! A frame is everything the map does: finding what is under the pointer, naming cards for those who do not see them,
//! shapes, legend and minimap, and turning shapes into triangles. The bare painter adds one rounded rectangle for each
//! card and one straight segment for each line, at the same places, without any text.
#![expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement reads the clock, tells what it found and ends where something is wrong"
)]

mod made;
mod timing;

use std::path::Path;

use egui::epaint::Primitive;
use egui::{Color32, Context, Event, Pos2, RawInput, Rect, Stroke, Ui, Vec2, pos2, vec2};
use portolan::file::{read, write};
use portolan::gui::{MapFrame, ThemeChoice};
use portolan::model::Portfolio;
use portolan::workspace::{Setting, Workspace};

use timing::{Times, tell_goal, tell_heading, timed};

/// Changes and outcomes of the made portfolio, beside its projects.
const OTHERS: usize = 64;
const ROUNDS: usize = 501;
const GOALS: [(usize, f64); 3] = [(500, 1.0), (2_000, 1.0), (10_000, 0.6)];
const SCREEN: Rect = Rect { min: Pos2::ZERO, max: pos2(1600.0, 1000.0) };

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let rounds = asked.iter().find_map(|word| word.strip_prefix("ROUNDS=")?.parse().ok());
    let rounds = rounds.unwrap_or(ROUNDS);
    let wants = |name: &str| {
        let mut words = asked
            .iter()
            .filter(|word| word.starts_with(|first: char| first != '-' && first != 'R'))
            .peekable();
        words.peek().is_none() || words.any(|word| word == name)
    };
    tell_heading();
    for (nodes, goal) in GOALS {
        if wants(&nodes.to_string()) {
            all_visible(nodes, goal, rounds);
        }
    }
    if wants("zoomed-in") {
        zoomed_in(rounds);
    }
}

/// A portfolio with so many cards and twice as many lines, every card placed by the layout.
fn portfolio(nodes: usize) -> Portfolio {
    let mut portfolio = made::portfolio(nodes - OTHERS);
    for project in portfolio.projects.values_mut() {
        let project = std::sync::Arc::make_mut(project);
        while project.contributions.len() > 2 {
            project.contributions.pop_last();
        }
        for contribution in project.contributions.values_mut() {
            contribution.through = None;
        }
    }
    while portfolio.dependencies.len() > 2 * OTHERS {
        portfolio.dependencies.pop_last();
    }
    portfolio.pins.clear();
    portfolio
}

/// A context, what is drawn in it, and how often it was drawn.
struct Stage {
    context: Context,
    map: MapFrame,
    frames: u32,
}

impl Stage {
    fn of(portfolio: &Portfolio) -> Self {
        let opened = read(write(portfolio, "").unwrap().into_bytes()).unwrap();
        let workspace = Workspace::showing(Setting::quiet(0), Path::new("made.ron"), opened);
        let context = Context::default();
        let map = MapFrame::new(&context, workspace, ThemeChoice::Light);
        let mut stage = Self { context, map, frames: 0 };
        for _ in 0..4 {
            stage.frame();
        }
        stage
    }

    /// One frame, from the input to the triangles.
    fn frame(&mut self) -> usize {
        let Self { context, map, frames } = self;
        *frames += 1;
        drawn(context, *frames, |ui| map.ui(ui))
    }

    /// The part of the map around its middle that holds about so many cards.
    fn part_with(&self, count: usize) -> Rect {
        let cards = self.map.cards();
        let all = cards.iter().fold(Rect::NOTHING, |all, card| all.union(*card));
        let part = |half: f32| Rect::from_center_size(all.center(), vec2(half * 3.2, half * 2.0));
        let held = |half: f32| cards.iter().filter(|card| card.intersects(part(half))).count();
        let mut half = 100.0;
        while held(half) < count {
            half += 20.0;
        }
        part(half)
    }
}

/// Runs one frame and makes triangles of it. The pointer rests on the map, as it does while somebody looks at it.
///
/// Gives how many corners they have.
fn drawn(context: &Context, frame: u32, ui: impl FnMut(&mut Ui)) -> usize {
    let input = RawInput {
        screen_rect: Some(SCREEN),
        time: Some(f64::from(frame) / 60.0),
        events: vec![Event::PointerMoved(pos2(800.0, 300.0))],
        ..RawInput::default()
    };
    let output = context.run_ui(input, ui);
    let triangles = context.tessellate(output.shapes, output.pixels_per_point);
    let corners = triangles.iter().map(|drawn| match &drawn.primitive {
        Primitive::Mesh(mesh) => mesh.vertices.len(),
        Primitive::Callback(_) => 0,
    });
    let count = corners.sum();
    std::hint::black_box(triangles);
    count
}

/// What a bare painter is asked to draw, in points.
struct Bare {
    context: Context,
    cards: Vec<Rect>,
    lines: Vec<[Pos2; 2]>,
    frames: u32,
}

impl Bare {
    /// All cards and lines of a map, fitted to the screen.
    fn of(map: &MapFrame) -> Self {
        let cards = map.cards();
        let all = cards.iter().fold(Rect::NOTHING, |all, card| all.union(*card));
        let scale = (SCREEN.width() / all.width()).min(SCREEN.height() / all.height()) * 0.95;
        let place = |place: Pos2| SCREEN.center() + (place - all.center()) * scale;
        let lines = map.lines();
        Self {
            context: Context::default(),
            cards: cards
                .iter()
                .map(|card| Rect::from_min_max(place(card.min), place(card.max)))
                .collect(),
            lines: lines.iter().map(|line| line.map(place)).collect(),
            frames: 0,
        }
    }

    fn frame(&mut self) -> usize {
        let Self { context, cards, lines, frames } = self;
        *frames += 1;
        drawn(context, *frames, |ui| {
            let painter = ui.painter();
            for line in &*lines {
                painter.line_segment(*line, Stroke::new(1.0, Color32::GRAY));
            }
            for card in &*cards {
                painter.rect_filled(*card, 3.0, Color32::DARK_GREEN);
            }
        })
    }
}

fn all_visible(nodes: usize, goal: f64, rounds: usize) {
    let mut stage = Stage::of(&portfolio(nodes));
    let mut bare = Bare::of(&stage.map);
    let (cards, lines) = (bare.cards.len(), bare.lines.len());
    let corners = [bare.frame(), stage.frame()];
    println!(
        "{cards} cards and {lines} lines, all in view: {} corners bare, {} ours",
        corners[0], corners[1]
    );
    let mut peer = Times::of("  bare painter");
    let mut moving = Times::of("  map, camera moving");
    let mut still = Times::of("  map, camera still");
    bare.frame();
    for round in 0..rounds {
        peer.keep(timed(|| bare.frame()).0);
        stage.map.pan(step(round));
        moving.keep(timed(|| stage.frame()).0);
        still.keep(timed(|| stage.frame()).0);
    }
    for times in [&peer, &moving, &still] {
        times.tell();
    }
    tell_goal("  map, camera moving / bare painter", moving.median() / peer.median(), goal, " ×");
    tell_goal("  map, camera still / bare painter", still.median() / peer.median(), goal, " ×");
}

fn zoomed_in(rounds: usize) {
    let mut small = Stage::of(&portfolio(100));
    let mut large = Stage::of(&portfolio(10_000));
    let part = small.part_with(100);
    small.map.look_at(SCREEN, part);
    let part = large.part_with(100);
    large.map.look_at(SCREEN, part);
    let corners = [small.frame(), large.frame()];
    println!("100 cards in view: {} corners of 100, {} of 10,000", corners[0], corners[1]);
    let mut times =
        ["  of 100, moving", "  of 10,000, moving", "  of 100, still", "  of 10,000, still"]
            .map(Times::of);
    for round in 0..rounds {
        let [small_moving, large_moving, small_still, large_still] = &mut times;
        for (stage, moving, still) in
            [(&mut small, small_moving, small_still), (&mut large, large_moving, large_still)]
        {
            stage.map.pan(step(round));
            moving.keep(timed(|| stage.frame()).0);
            still.keep(timed(|| stage.frame()).0);
        }
    }
    for times in &times {
        times.tell();
    }
    let [small_moving, large_moving, small_still, large_still] = &times;
    tell_goal(
        "  moving, of 10,000 / of 100",
        large_moving.median() / small_moving.median(),
        2.0,
        " ×",
    );
    tell_goal(
        "  still, of 10,000 / of 100",
        large_still.median() / small_still.median(),
        2.0,
        " ×",
    );
}

/// Around in a circle, as fast as a hand moves a map: nothing is as it was in the frame before, and now and then there
/// comes into view what was not.
fn step(round: usize) -> Vec2 {
    Vec2::angled(round as f32 * 0.06) * 9.0
}
