//! What is on the map: cards and lines as plain data, worked out when the portfolio or the layout changes.

use std::collections::BTreeMap;

use egui::{Pos2, Rect, pos2};

use super::camera::centred;
use crate::analysis::finance::Costs;
use crate::analysis::map::{Link, LinkKind, Places, card_size, cards, links};
use crate::analysis::scoring::{Ranked, Weights};
use crate::model::{DependencyKind, Item, Measure, OutcomeKind, Pin, Portfolio, Timing};
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
    /// In map units.
    pub(super) rect: Rect,
    pub(super) title: String,
    pub(super) note: String,
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
}

/// A side of a card: its number, and whether it is the right one.
type Side = (usize, bool);
/// An end of a line: how far down the other end is, the number of the line, and 0 or 1 for its start or end.
type End = (f32, usize, usize);

/// Everything there is to see.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Scene {
    pub(super) cards: Vec<Card>,
    pub(super) lines: Vec<Line>,
    places: BTreeMap<Item, usize>,
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
        scene.spread_ends();
        scene
    }

    fn add_line(&mut self, portfolio: &Portfolio, link: &Link) {
        let (Some(&from), Some(&to)) = (self.places.get(&link.from), self.places.get(&link.to))
        else {
            return;
        };
        let look = look(portfolio, link);
        self.lines.push(Line { item: link.item, from, to, ends: [Pos2::ZERO; 2], look });
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
        for ((card, is_right), mut ends) in sides {
            let Some(rect) = self.cards.get(card).map(|card| card.rect) else { continue };
            ends.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
            let x = if is_right { rect.width() / 2.0 } else { -rect.width() / 2.0 };
            let room = rect.height() * 0.72;
            let count = ends.len() as f32;
            for (place, (_, line, end)) in ends.into_iter().enumerate() {
                let y = room * ((place as f32 + 0.5) / count - 0.5);
                if let Some(slot) = self.lines.get_mut(line).and_then(|line| line.ends.get_mut(end))
                {
                    *slot = pos2(x, y);
                }
            }
        }
    }
}

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
        let score =
            |ranked: &Ranked| (Item::Project(ranked.project), (ranked.score.points, ranked.rank));
        let best = ranking.iter().map(|ranked| ranked.score.points).fold(0.0, f64::max);
        Self {
            scores: ranking.iter().map(score).collect(),
            best,
            weights: Weights::of(portfolio),
            costs,
        }
    }
}

fn card(portfolio: &Portfolio, facts: &Facts<'_>, item: Item, rect: Rect) -> Option<Card> {
    match item {
        Item::Project(id) => {
            let project = portfolio.projects.get(&id)?;
            let cost = facts.costs.total(id).to_money();
            let cost = if project.costs.is_empty() {
                "no cost given".to_owned()
            } else {
                wording::money_short(cost, portfolio.currency)
            };
            let note = format!("{} · {cost}", wording::stage(project.stage));
            let score = facts.scores.get(&item).copied();
            let figure = score.map(|(points, _)| wording::points(points));
            let bar =
                score.filter(|_| facts.best > 0.0).map(|(points, _)| (points / facts.best) as f32);
            let title = wording::printable(&project.name);
            let scored = score.map_or_else(String::new, |(points, rank)| {
                format!(", score {}, rank {rank}", wording::points(points))
            });
            let says = format!("Project {title}{scored}, {note}");
            Some(Card { item, kind: CardKind::Project, rect, title, note, figure, bar, says })
        }
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
                rect,
                title,
                note,
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
                rect,
                title,
                note,
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
                rect,
                title,
                note,
                figure: None,
                bar: None,
                says,
            })
        }
        _ => None,
    }
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
