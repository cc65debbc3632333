//! What is on the map: cards and lines as plain data, worked out when the portfolio or the layout changes.

use std::collections::BTreeMap;

use egui::{Pos2, Rect, Vec2, pos2};

use super::camera::{Camera, centred};
use super::headings::{Heading, headings};
use super::path::Curve;
use super::shelf::Shelf;
use crate::analysis::finance::Costs;
use crate::analysis::map::{Link, LinkKind, Places, card_size, cards, links};
use crate::analysis::scoring::{Ranked, Weights};
use crate::model::{
    DependencyKind, Item, Measure, OutcomeKind, Pin, Portfolio, ProjectId, Stage, Timing,
};
use crate::wording;

/// What sort of card it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CardKind {
    Project,
    Outcome(OutcomeKind),
    Change,
    Measure(OutcomeKind),
}

/// A card on the map.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Card {
    pub(super) item: Item,
    pub(super) kind: CardKind,
    /// How far along a project is.
    pub(super) stage: Option<Stage>,
    /// In map units.
    pub(super) rect: Rect,
    pub(super) title: String,
    pub(super) note: String,
    /// The same in fewer words, where there is little room.
    pub(super) note_short: Option<String>,
    /// The figure at its right: points of a score, or a weight.
    pub(super) figure: Option<String>,
    /// How long the bar at its foot is, 0 to 1.
    pub(super) bar: Option<f32>,
    /// What those are told who do not see it.
    pub(super) says: String,
}

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum LineLook {
    /// A band, so many map units wide, in the colour of its outcome.
    Ribbon { width: f32, kind: OutcomeKind },
    /// A thin broken line: nobody has rated it.
    Unrated,
    /// A line with a full head.
    Requires,
    /// The same, for "at any time".
    RequiresAnyTime,
    /// A line with a dot at both ends.
    Together,
    /// A broken line with a bar across.
    Excludes,
    /// A dotted line with an open head.
    Enables,
    /// A hairline.
    Quiet,
}

/// A line on the map, from card to card.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) item: Item,
    pub(super) from: usize,
    pub(super) to: usize,
    /// Where it leaves and arrives, as an offset from the middle of each card.
    pub(super) ends: [Pos2; 2],
    pub(super) look: LineLook,
    /// How it runs, in map units.
    pub(super) curve: Curve,
}

/// How far a curve reaches out before it turns, at most, in map units.
const REACH_MAX: f32 = 190.0;

impl Line {
    /// How it runs on the screen.
    pub(super) fn on_screen(&self, camera: Camera, screen: Rect) -> Curve {
        Curve { points: self.curve.points.map(|point| camera.to_screen(screen, point)) }
    }

    /// How it runs between its cards where those have been moved by so much.
    pub(super) fn curve_moved(&self, [start, end]: [Vec2; 2]) -> Curve {
        if start == Vec2::ZERO && end == Vec2::ZERO {
            return self.curve;
        }
        let [leave, arrive] = self.ends;
        let [from, _, _, to] = self.curve.points;
        Curve::between(from + start, to + end, leave.x.signum(), arrive.x.signum(), REACH_MAX)
    }
}

/// Room for half the widest ribbon and a head, in map units.
const SPAN_ROOM: f32 = 16.0;

/// A side of a card: its number, and whether it is the right one.
type Side = (usize, bool);
/// An end of a line: how far down the other end is, the number of the line, and 0 or 1 for its start or end.
type End = (f32, usize, usize);

/// Everything there is to see.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scene {
    pub(super) cards: Vec<Card>,
    pub(super) lines: Vec<Line>,
    /// The rectangle of each card, close together: what is looked through in every frame.
    pub(super) boxes: Vec<Rect>,
    shelf: Shelf,
    /// The rectangle around each line, with room for its width.
    pub(super) spans: Vec<Rect>,
    /// The smallest rectangle around all cards.
    pub(super) whole: Rect,
    pub(super) kinds: Kinds,
    /// Names over blocks of projects that stand together.
    pub(super) headings: Vec<Heading>,
    places: BTreeMap<Item, usize>,
    /// For each card the numbers of its lines, in their order.
    lines_of: Vec<Vec<usize>>,
}

impl Default for Scene {
    fn default() -> Self {
        Self {
            cards: Vec::new(),
            lines: Vec::new(),
            boxes: Vec::new(),
            shelf: Shelf::default(),
            spans: Vec::new(),
            whole: Rect::NOTHING,
            kinds: Kinds::default(),
            headings: Vec::new(),
            places: BTreeMap::new(),
            lines_of: Vec::new(),
        }
    }
}

/// Which kinds of outcomes and lines there are: what the legend has to explain.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Kinds {
    pub(super) outcomes: Vec<OutcomeKind>,
    /// One line of each look; how wide it is and its colour mean nothing here.
    pub(super) lines: Vec<LineLook>,
}

impl Kinds {
    fn of(cards: &[Card], lines: &[Line]) -> Self {
        let is_there =
            |kind: &OutcomeKind| cards.iter().any(|card| card.kind == CardKind::Outcome(*kind));
        let looks = [
            LineLook::Ribbon { width: 0.0, kind: OutcomeKind::Other },
            LineLook::Unrated,
            LineLook::Requires,
            LineLook::RequiresAnyTime,
            LineLook::Together,
            LineLook::Excludes,
            LineLook::Enables,
            LineLook::Quiet,
        ];
        let is_drawn = |look: &LineLook| {
            let look = std::mem::discriminant(look);
            lines.iter().any(|line| std::mem::discriminant(&line.look) == look)
        };
        Self {
            outcomes: OutcomeKind::ALL.into_iter().filter(is_there).collect(),
            lines: looks.into_iter().filter(is_drawn).collect(),
        }
    }
}

impl Scene {
    /// The scene of a portfolio: pinned cards where they are pinned, the others where the layout put them.
    pub(super) fn of(
        portfolio: &Portfolio,
        ranking: &[Ranked],
        costs: &Costs,
        places: &Places,
    ) -> Self {
        let facts = Facts::of(portfolio, ranking, costs);
        let mut scene = Self::default();
        for item in cards(portfolio) {
            let middle = match portfolio.pins.get(&item) {
                Some(pin) => Some((map_unit(pin.x()), map_unit(pin.y()))),
                None => places.get(&item).map(|point| (point.x, point.y)),
            };
            let Some((x, y)) = middle else { continue };
            if let Some(card) = card(portfolio, &facts, item, centred(x, y, card_size(item))) {
                scene.places.insert(item, scene.cards.len());
                scene.cards.push(card);
            }
        }
        for link in links(portfolio) {
            scene.add_line(portfolio, &link);
        }
        scene.boxes = scene.cards.iter().map(|card| card.rect).collect();
        scene.shelf = Shelf::of(&scene.boxes);
        scene.whole = scene.boxes.iter().fold(Rect::NOTHING, |whole, place| whole.union(*place));
        scene.lines_of = scene.find_lines_of();
        scene.spread_ends();
        scene.bend_lines();
        scene.kinds = Kinds::of(&scene.cards, &scene.lines);
        scene.headings = headings(portfolio, &scene);
        scene
    }

    /// The number of the card of an item.
    pub(super) fn number_of(&self, item: Item) -> Option<usize> {
        self.places.get(&item).copied()
    }

    /// The number of the uppermost card at a place on the map.
    pub(super) fn number_at(&self, place: Pos2) -> Option<usize> {
        self.shelf.at(&self.boxes, place)
    }

    /// The numbers of the lines that begin or end at a card.
    pub(super) fn lines_of(&self, card: usize) -> &[usize] {
        self.lines_of.get(card).map_or(&[], Vec::as_slice)
    }

    fn find_lines_of(&self) -> Vec<Vec<usize>> {
        let mut lines_of = vec![Vec::new(); self.cards.len()];
        for (number, line) in self.lines.iter().enumerate() {
            let ends =
                if line.from == line.to { vec![line.from] } else { vec![line.from, line.to] };
            for end in ends {
                if let Some(lines) = lines_of.get_mut(end) {
                    lines.push(number);
                }
            }
        }
        lines_of
    }

    /// The cards in a part of the map, each with its number.
    pub(super) fn cards_in(&self, part: Rect) -> impl Iterator<Item = (usize, &Card)> {
        let inside = self.boxes.iter().enumerate().filter(move |(_, rect)| rect.intersects(part));
        inside.filter_map(|(number, _)| Some((number, self.cards.get(number)?)))
    }

    fn bend_lines(&mut self) {
        let Self { lines, boxes, spans, .. } = self;
        for line in lines.iter_mut() {
            let (Some(from), Some(to)) = (boxes.get(line.from), boxes.get(line.to)) else {
                continue;
            };
            let [leave, arrive] = line.ends;
            let (start, end) = (from.center() + leave.to_vec2(), to.center() + arrive.to_vec2());
            line.curve = Curve::between(start, end, leave.x.signum(), arrive.x.signum(), REACH_MAX);
        }
        *spans = lines.iter().map(|line| line.curve.bounds().expand(SPAN_ROOM)).collect();
    }

    fn add_line(&mut self, portfolio: &Portfolio, link: &Link) {
        let (Some(&from), Some(&to)) = (self.places.get(&link.from), self.places.get(&link.to))
        else {
            return;
        };
        let look = look(portfolio, link);
        let curve = Curve { points: [Pos2::ZERO; 4] };
        self.lines.push(Line { item: link.item, from, to, ends: [Pos2::ZERO; 2], look, curve });
    }

    /// The card of an item.
    pub(super) fn card_of(&self, item: Item) -> Option<&Card> {
        self.cards.get(*self.places.get(&item)?)
    }

    /// The smallest rectangle around all cards that `is_wanted` says yes to.
    pub(super) fn extent(&self, is_wanted: impl Fn(Item) -> bool) -> Rect {
        let wanted = self.cards.iter().filter(|card| is_wanted(card.item));
        wanted.fold(Rect::NOTHING, |extent, card| extent.union(card.rect))
    }

    /// Spreads the ends of lines over the sides of their cards, in the order of where they lead, so that few cross.
    fn spread_ends(&mut self) {
        let mut sides: BTreeMap<Side, Vec<End>> = BTreeMap::new();
        for (number, line) in self.lines.iter().enumerate() {
            let (Some(from), Some(to)) = (self.cards.get(line.from), self.cards.get(line.to))
            else {
                continue;
            };
            let is_forward = to.rect.left() > from.rect.right();
            let is_backward = to.rect.right() < from.rect.left();
            // Within a column both ends leave to the left, where nothing else runs.
            let (leaves_right, arrives_right) = (is_forward, is_backward);
            sides.entry((line.from, leaves_right)).or_default().push((
                to.rect.center().y,
                number,
                0,
            ));
            sides.entry((line.to, arrives_right)).or_default().push((
                from.rect.center().y,
                number,
                1,
            ));
        }
        for ((card, is_right), ends) in sides {
            let Some(rect) = self.cards.get(card).map(|card| card.rect) else { continue };
            let x = if is_right { rect.width() / 2.0 } else { -rect.width() / 2.0 };
            for ((line, end), y) in self.heights_on(rect, ends) {
                if let Some(slot) = self.lines.get_mut(line).and_then(|line| line.ends.get_mut(end))
                {
                    *slot = pos2(x, y);
                }
            }
        }
    }

    /// How far below the middle of a card each end on one of its sides stands. Each has as much room as its line is
    /// wide and a little more; where there are too many, all of them move together.
    fn heights_on(&self, rect: Rect, mut ends: Vec<End>) -> Vec<((usize, usize), f32)> {
        ends.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let width_of = |line: usize| match self.lines.get(line).map(|line| line.look) {
            Some(LineLook::Ribbon { width, .. }) => width + END_ROOM,
            _ => 2.0 + END_ROOM,
        };
        let wanted: f32 = ends.iter().map(|end| width_of(end.1)).sum();
        let room = rect.height() * 0.8;
        let scale = (room / wanted.max(1.0)).min(1.0);
        let mut top = -wanted * scale / 2.0;
        let place = |(_, line, end): End| {
            let share = width_of(line) * scale;
            let middle = top + share / 2.0;
            top += share;
            ((line, end), middle)
        };
        ends.into_iter().map(place).collect()
    }
}

/// Between the ends of two lines on a card, in map units.
const END_ROOM: f32 = 5.0;

fn map_unit(whole: i32) -> f32 {
    whole as f32
}

/// What is worked out once for all cards.
struct Facts<'a> {
    scores: BTreeMap<Item, (f64, usize)>,
    best: f64,
    weights: Option<Weights>,
    costs: &'a Costs,
}

impl<'a> Facts<'a> {
    fn of(portfolio: &Portfolio, ranking: &[Ranked], costs: &'a Costs) -> Self {
        let score = |ranked: &Ranked| {
            Some((Item::Project(ranked.project), (ranked.score.known_points()?, ranked.rank)))
        };
        let best = ranking.iter().map(|ranked| ranked.score.points).fold(0.0, f64::max);
        Self {
            scores: ranking.iter().filter_map(score).collect(),
            best,
            weights: Weights::of(portfolio),
            costs,
        }
    }
}

fn card(portfolio: &Portfolio, facts: &Facts<'_>, item: Item, rect: Rect) -> Option<Card> {
    match item {
        Item::Project(id) => project_card(portfolio, facts, id, rect),
        Item::Outcome(id) => {
            let outcome = portfolio.outcomes.get(&id)?;
            let title = wording::printable(&outcome.name);
            let share = facts
                .weights
                .as_ref()
                .map(|weights| weights.share(id))
                .filter(|share| *share > 0.0);
            let figure =
                share.map(|share| format!("{}\u{202f}%", wording::decimal(100.0 * share, 1)));
            let note = wording::outcome_kind(outcome.kind).to_owned();
            let weighs =
                figure.as_ref().map_or_else(String::new, |share| format!(", weight {share}"));
            let says = format!("Outcome {title}{weighs}, {note}");
            Some(Card {
                item,
                kind: CardKind::Outcome(outcome.kind),
                stage: None,
                rect,
                title,
                note,
                note_short: None,
                figure,
                bar: None,
                says,
            })
        }
        Item::Change(id) => {
            let title = wording::printable(&portfolio.changes.get(&id)?.name);
            let says = format!("Change {title}");
            let note = "Business change".to_owned();
            Some(Card {
                item,
                kind: CardKind::Change,
                stage: None,
                rect,
                title,
                note,
                note_short: None,
                figure: None,
                bar: None,
                says,
            })
        }
        Item::Measure(outcome, id) => {
            let outcome = portfolio.outcomes.get(&outcome)?;
            let measure = outcome.measures.get(&id)?;
            let title = wording::printable(&measure.name);
            let note = measure_note(measure);
            let says = format!("Measure {title}, {note}");
            Some(Card {
                item,
                kind: CardKind::Measure(outcome.kind),
                stage: None,
                rect,
                title,
                note,
                note_short: None,
                figure: None,
                bar: None,
                says,
            })
        }
        _ => None,
    }
}

fn project_card(
    portfolio: &Portfolio,
    facts: &Facts<'_>,
    id: ProjectId,
    rect: Rect,
) -> Option<Card> {
    let project = portfolio.projects.get(&id)?;
    let cost = facts.costs.total(id).to_money();
    let cost = if project.has_costs() {
        wording::money_short(cost, portfolio.currency)
    } else {
        "no cost given".to_owned()
    };
    let note = format!("{} · {cost}", wording::stage(project.stage));
    let note_short = Some(cost);
    let item = Item::Project(id);
    let score = facts.scores.get(&item).copied();
    let figure = score.map(|(points, _)| wording::points(points));
    let bar = score.filter(|_| facts.best > 0.0).map(|(points, _)| (points / facts.best) as f32);
    let title = wording::printable(&project.name);
    let scored = score.map_or_else(String::new, |(points, rank)| {
        format!(", score {}, rank {rank}", wording::points(points))
    });
    let says = format!("Project {title}{scored}, {note}");
    let stage = Some(project.stage);
    Some(Card {
        item,
        kind: CardKind::Project,
        stage,
        rect,
        title,
        note,
        note_short,
        figure,
        bar,
        says,
    })
}

/// From where to where a measure should go: `62 → 80 %`.
fn measure_note(measure: &Measure) -> String {
    let figure = |figure: Option<crate::model::Figure>| {
        figure.map_or_else(|| "?".to_owned(), |figure| wording::decimal(figure.value(), 2))
    };
    format!(
        "{} → {} {}",
        figure(measure.baseline),
        figure(measure.target),
        wording::printable(&measure.unit)
    )
}

fn look(portfolio: &Portfolio, link: &Link) -> LineLook {
    match link.kind {
        LinkKind::Contribution { rated: None } => LineLook::Unrated,
        LinkKind::Contribution { rated: Some((_, points)) } => {
            let outcome = match link.item {
                Item::Contribution(_, outcome) => portfolio.outcomes.get(&outcome),
                _ => None,
            };
            let kind = outcome.map_or(OutcomeKind::Other, |outcome| outcome.kind);
            // A rating of "none" is a statement, too: it stays a hairline.
            LineLook::Ribbon { width: (1.0 + points as f32 * 2.2).min(16.0), kind }
        }
        LinkKind::Dependency(DependencyKind::Requires { timing: Timing::FinishToStart }) => {
            LineLook::Requires
        }
        LinkKind::Dependency(DependencyKind::Requires { timing: Timing::SameTime }) => {
            LineLook::RequiresAnyTime
        }
        LinkKind::Dependency(DependencyKind::Together) => LineLook::Together,
        LinkKind::Dependency(DependencyKind::Excludes) => LineLook::Excludes,
        LinkKind::Dependency(DependencyKind::Enables { .. }) => LineLook::Enables,
        LinkKind::PartOf | LinkKind::MeasuredBy => LineLook::Quiet,
    }
}

/// A place on the map as a pin.
pub(super) fn pin_at(place: Pos2) -> Pin {
    Pin::new(place.x.round() as i32, place.y.round() as i32)
}
