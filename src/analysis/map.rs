//! What stands on the map, what lines there are between it, and where the layout puts it.

use std::collections::BTreeMap;

use crate::analysis::graph::{
    Card, Line, LineKind, Options, Point, Spacing, Start, Wrapping, arrange,
};
use crate::analysis::scoring::Weights;
use crate::model::{DependencyKind, Item, Portfolio};

/// How large a card is, in map units: what fits a name on two lines and a line of figures.
pub fn card_size(item: Item) -> (f32, f32) {
    match item {
        Item::Outcome(_) => (216.0, 80.0),
        Item::Change(_) => (168.0, 52.0),
        Item::Measure(..) => (168.0, 48.0),
        _ => (200.0, 80.0),
    }
}

/// A line on the map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// What it stands for.
    pub item: Item,
    /// The card it starts at; time and effect run from left to right.
    pub from: Item,
    /// The card it ends at.
    pub to: Item,
    /// What sort of line it is.
    pub kind: LinkKind,
}

/// The sorts of lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LinkKind {
    /// A project serves an outcome, or a part of the way there by a change; `strength` is level times confidence, 0 to 1,
    /// and `points` what it adds to the score of the project. Nothing where it is not rated.
    Contribution {
        /// How strongly, and how many points that makes.
        rated: Option<(f64, f64)>,
    },
    /// A rule between two projects.
    Dependency(DependencyKind),
    /// An outcome is a part of another.
    PartOf,
    /// A measure shows whether an outcome happens.
    MeasuredBy,
}

/// The cards of the map in reading order: projects, changes, outcomes, measures.
pub fn cards(portfolio: &Portfolio) -> Vec<Item> {
    let projects = portfolio.projects.keys().copied().map(Item::Project);
    let changes = portfolio.changes.keys().copied().map(Item::Change);
    let outcomes = portfolio.outcomes.keys().copied().map(Item::Outcome);
    let measures = portfolio.outcomes.iter().flat_map(|(&outcome, record)| {
        record.measures.keys().map(move |&measure| Item::Measure(outcome, measure))
    });
    projects.chain(changes).chain(outcomes).chain(measures).collect()
}

/// The lines of the map. A line to something that does not exist is left out.
pub fn links(portfolio: &Portfolio) -> Vec<Link> {
    let mut links = Vec::new();
    contributions(portfolio, &mut links);
    for (&id, dependency) in &portfolio.dependencies {
        let (from, to) = (Item::Project(dependency.from), Item::Project(dependency.to));
        // What is needed comes first, so the line runs from it to what needs it.
        let (from, to) = match dependency.kind {
            DependencyKind::Requires { .. } => (to, from),
            _ => (from, to),
        };
        links.push(Link {
            item: Item::Dependency(id),
            from,
            to,
            kind: LinkKind::Dependency(dependency.kind),
        });
    }
    for (&id, outcome) in &portfolio.outcomes {
        let here = Item::Outcome(id);
        if let Some(parent) = outcome.parent {
            links.push(Link {
                item: here,
                from: here,
                to: Item::Outcome(parent),
                kind: LinkKind::PartOf,
            });
        }
        for &measure in outcome.measures.keys() {
            let to = Item::Measure(id, measure);
            links.push(Link { item: to, from: here, to, kind: LinkKind::MeasuredBy });
        }
    }
    links.retain(|link| link.from != link.to && portfolio.has(link.from) && portfolio.has(link.to));
    links
}

fn contributions(portfolio: &Portfolio, links: &mut Vec<Link>) {
    let weights = Weights::of(portfolio);
    for (&project, record) in &portfolio.projects {
        for (&outcome, contribution) in &record.contributions {
            let level = contribution.level.and_then(|level| portfolio.ladder.share_of(level));
            let weight = weights.as_ref().map_or(0.0, |weights| weights.share(outcome));
            let rated = level.map(|level| {
                let strength = level * contribution.confidence.share();
                (strength, 100.0 * strength * weight)
            });
            let item = Item::Contribution(project, outcome);
            let (from, to) = (Item::Project(project), Item::Outcome(outcome));
            let kind = LinkKind::Contribution { rated };
            match contribution.through.map(Item::Change) {
                None => links.push(Link { item, from, to, kind }),
                Some(change) => {
                    links.push(Link { item, from, to: change, kind });
                    links.push(Link { item, from: change, to, kind });
                }
            }
        }
    }
}

/// Where things stand: the middle of each card.
pub type Places = BTreeMap<Item, Point>;

/// Finds a place for every card; those that have one keep it as far as that is possible without overlap.
pub fn place(portfolio: &Portfolio, so_far: &Places) -> Places {
    let items = cards(portfolio);
    let numbers: BTreeMap<Item, usize> =
        items.iter().enumerate().map(|(number, &item)| (item, number)).collect();
    let boxes: Vec<Card> = items.iter().map(|&item| card(item)).collect();
    let lines: Vec<Line> =
        links(portfolio).iter().filter_map(|link| line(link, &numbers)).collect();
    let options = |row| Options {
        spacing: Spacing { column: 56.0, band: 104.0, row, component: row + 32.0 },
        wrapping: Wrapping::Near { aspect: ASPECT, column_height_max: 6_000.0 },
    };
    let corner = |item: &Item| {
        let (width, height) = card_size(*item);
        so_far
            .get(item)
            .map(|middle| Point { x: middle.x - width / 2.0, y: middle.y - height / 2.0 })
    };
    let corners: Vec<Option<Point>> = items.iter().map(corner).collect();
    let mut layout = arrange(&boxes, &lines, &options(ROW), Start::Keep(&corners));
    if so_far.is_empty()
        && let Some(row) = airier(&boxes, &layout.corners)
    {
        layout = arrange(&boxes, &lines, &options(row), Start::Keep(&corners));
    }
    let middle = |(item, corner): (Item, Point)| {
        let (width, height) = card_size(item);
        (item, Point { x: (corner.x + width / 2.0).round(), y: (corner.y + height / 2.0).round() })
    };
    items.into_iter().zip(layout.corners).map(middle).collect()
}

/// Room between cards that stand above one another, in map units.
const ROW: f32 = 24.0;
/// The most room there is between them where a map is low.
const ROW_MAX: f32 = 64.0;
/// Width divided by height that a map comes near to.
const ASPECT: f32 = 1.5;
/// A map of more cards than this is high enough.
const AIRY_MAX: usize = 120;

/// How far apart rows may stand on a map that is wider than it need be: there lines are told apart more easily.
fn airier(cards: &[Card], corners: &[Point]) -> Option<f32> {
    if cards.len() > AIRY_MAX {
        return None;
    }
    let ends = |[right, bottom]: [f32; 2], (card, corner): (&Card, &Point)| {
        [right.max(corner.x + card.width), bottom.max(corner.y + card.height)]
    };
    let [width, height] = cards.iter().zip(corners).fold([0.0, 0.0], ends);
    let row_height = 80.0 + ROW;
    let gap_count = (height / row_height).floor().max(1.0);
    let row = ROW + (width / ASPECT - height) / gap_count;
    (row > ROW + 4.0).then_some(row.min(ROW_MAX))
}

fn card(item: Item) -> Card {
    let (width, height) = card_size(item);
    let band = match item {
        Item::Project(_) => 0,
        Item::Change(_) => 1,
        Item::Measure(..) => 3,
        _ => 2,
    };
    Card { width, height, band, group: None }
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "a strength from 0 to 1; a millionth does not matter to a layout"
)]
fn line(link: &Link, numbers: &BTreeMap<Item, usize>) -> Option<Line> {
    let (weight, kind) = match link.kind {
        LinkKind::Contribution { rated } => {
            (rated.map_or(0.3, |(strength, _)| 0.2 + strength as f32), LineKind::Beside)
        }
        LinkKind::Dependency(DependencyKind::Requires { .. }) => (1.0, LineKind::Before),
        LinkKind::Dependency(_) => (0.5, LineKind::Beside),
        LinkKind::PartOf => (1.5, LineKind::Before),
        LinkKind::MeasuredBy => (2.0, LineKind::Beside),
    };
    Some(Line { from: *numbers.get(&link.from)?, to: *numbers.get(&link.to)?, weight, kind })
}
