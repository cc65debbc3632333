//! Other arrangements of the map: projects gathered by the outcome they serve most, or by category.

use std::collections::BTreeMap;

use crate::analysis::graph::Point;
use crate::analysis::map::{Places, card_size, place};
use crate::analysis::scoring::Weights;
use crate::jobs::{Cancelled, Monitor};
use crate::model::{ChangeId, Item, OutcomeId, Portfolio, ProjectId};

/// A way to arrange the whole map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrangement {
    /// In layers from left to right: projects, changes, outcomes, measures.
    Layered,
    /// Each project near the outcome it serves most.
    ByOutcome,
    /// Projects of a category beside each other.
    ByCategory,
}

/// Between cards of a block, across and down, in map units.
const GAP: (f32, f32) = (28.0, 22.0);
/// Between the parts of a block: projects, changes, the outcome, measures.
const PART_GAP: f32 = 88.0;
/// Between blocks.
const BLOCK_GAP: f32 = 68.0;
/// Width divided by height that the whole comes near to.
const ASPECT: f32 = 1.5;
/// What shares of the whole width projects are given by way of trial, where other cards stand beside them.
const SHARES: [f32; 6] = [1.0, 0.85, 0.7, 0.55, 0.4, 0.3];

/// A new place for every card, whatever stood where before. Nothing overlaps; the same portfolio gives the same places.
pub fn arranged(
    portfolio: &Portfolio,
    how: Arrangement,
    monitor: &Monitor,
) -> Result<Places, Cancelled> {
    monitor.round(0)?;
    let places = match how {
        Arrangement::Layered => place(portfolio, &Places::new()),
        Arrangement::ByOutcome => by_outcome(portfolio, monitor)?,
        Arrangement::ByCategory => by_category(portfolio, monitor)?,
    };
    monitor.round(1000)?;
    Ok(places)
}

/// Cards and where they stand in a rectangle of their own that begins at 0, 0.
#[derive(Default)]
struct Block {
    size: (f32, f32),
    /// The upper left corners.
    cards: Vec<(Item, f32, f32)>,
}

impl Block {
    /// Cards of one size in rows, as wide as `aspect` times their height.
    fn grid(items: &[Item], aspect: f32) -> Self {
        let Some(&first) = items.first() else { return Self::default() };
        let (width, height) = card_size(first);
        let (step_x, step_y) = (width + GAP.0, height + GAP.1);
        let wanted = (number(items.len()) * step_y * aspect / step_x).sqrt().ceil();
        let columns = (1..=items.len()).find(|count| number(*count) >= wanted).unwrap_or(1);
        let mut block = Self::default();
        for (row, items) in items.chunks(columns).enumerate() {
            for (column, &item) in items.iter().enumerate() {
                block.put(item, number(column) * step_x, number(row) * step_y);
            }
        }
        block
    }

    /// Cards below one another.
    fn column(items: impl IntoIterator<Item = Item>) -> Self {
        let mut block = Self::default();
        for item in items {
            let top = if block.cards.is_empty() { 0.0 } else { block.size.1 + GAP.1 };
            block.put(item, 0.0, top);
        }
        block
    }

    fn put(&mut self, item: Item, left: f32, top: f32) {
        let (width, height) = card_size(item);
        self.size = (self.size.0.max(left + width), self.size.1.max(top + height));
        self.cards.push((item, left, top));
    }

    fn put_block(&mut self, block: Self, left: f32, top: f32) {
        let (width, height) = block.size;
        self.size = (self.size.0.max(left + width), self.size.1.max(top + height));
        self.cards.extend(block.cards.into_iter().map(|(item, x, y)| (item, left + x, top + y)));
    }

    /// Blocks beside each other, all at the same middle.
    fn beside(parts: Vec<Self>) -> Self {
        let height = parts.iter().map(|part| part.size.1).fold(0.0, f32::max);
        let mut whole = Self::default();
        for part in parts.into_iter().filter(|part| !part.cards.is_empty()) {
            let left = if whole.cards.is_empty() { 0.0 } else { whole.size.0 + PART_GAP };
            let top = (height - part.size.1) / 2.0;
            whole.put_block(part, left, top);
        }
        whole
    }

    /// Blocks in rows, the highest first, in the width that brings the whole nearest to `aspect` times its height.
    fn shelves(mut blocks: Vec<Self>, aspect: f32) -> Self {
        blocks.retain(|block| !block.cards.is_empty());
        blocks.sort_by(|one, other| other.size.1.total_cmp(&one.size.1));
        let sizes: Vec<(f32, f32)> = blocks.iter().map(|block| block.size).collect();
        // A row is full where a block ends, so these are all the widths worth a try.
        let mut width = -BLOCK_GAP;
        let widths = sizes.iter().map(|size| {
            width += size.0 + BLOCK_GAP;
            width
        });
        let rows = widths.map(|width| Rows::of(&sizes, width));
        let reach = |rows: &Rows| reach(rows.size, aspect);
        let best = rows.min_by(|one, other| reach(one).total_cmp(&reach(other)));
        let mut whole = Self::default();
        for (block, (left, top)) in blocks.into_iter().zip(best.unwrap_or_default().corners) {
            whole.put_block(block, left, top);
        }
        whole
    }

    fn places(self) -> Places {
        let middle = |(item, left, top): (Item, f32, f32)| {
            let (width, height) = card_size(item);
            let (x, y) = ((left + width / 2.0).round(), (top + height / 2.0).round());
            (item, Point { x, y })
        };
        self.cards.into_iter().map(middle).collect()
    }
}

/// Where blocks stand that are put in rows.
#[derive(Default)]
struct Rows {
    corners: Vec<(f32, f32)>,
    size: (f32, f32),
}

impl Rows {
    /// Blocks of these sizes in rows that are not wider than this, unless a single block is.
    fn of(sizes: &[(f32, f32)], width_max: f32) -> Self {
        let mut rows = Self::default();
        let (mut left, mut top) = (0.0, 0.0);
        for &(width, height) in sizes {
            if left > 0.0 && left + width > width_max + 0.5 {
                (left, top) = (0.0, rows.size.1 + BLOCK_GAP);
            }
            rows.corners.push((left, top));
            rows.size = (rows.size.0.max(left + width), rows.size.1.max(top + height));
            left += width + BLOCK_GAP;
        }
        rows
    }
}

/// How wide a screen of such a shape must be to show something of this size.
fn reach((width, height): (f32, f32), aspect: f32) -> f32 {
    width.max(height * aspect)
}

/// A count as a figure to reckon with; counts of cards are far below its limit.
fn number(count: usize) -> f32 {
    u16::try_from(count).map_or(f32::from(u16::MAX), f32::from)
}

/// The outcome that a project serves most, and by how many points; the first where nothing is rated.
fn served_most(
    portfolio: &Portfolio,
    weights: Option<&Weights>,
    project: ProjectId,
) -> Option<(OutcomeId, f64)> {
    let record = portfolio.projects.get(&project)?;
    let mut best: Option<(OutcomeId, f64)> = None;
    for (&outcome, contribution) in &record.contributions {
        if !portfolio.outcomes.contains_key(&outcome) {
            continue;
        }
        let level = contribution.level.and_then(|level| portfolio.ladder.share_of(level));
        let weight = weights.map_or(0.0, |weights| weights.share(outcome));
        let points = level.unwrap_or(0.0) * contribution.confidence.share() * weight;
        if best.is_none_or(|(_, most)| points > most) {
            best = Some((outcome, points));
        }
    }
    best
}

/// All projects by the outcome that they serve most, the strongest first.
pub fn followers(portfolio: &Portfolio) -> BTreeMap<Option<OutcomeId>, Vec<ProjectId>> {
    let weights = Weights::of(portfolio);
    let mut followers: BTreeMap<Option<OutcomeId>, Vec<(f64, ProjectId)>> = BTreeMap::new();
    for &project in portfolio.projects.keys() {
        let best = served_most(portfolio, weights.as_ref(), project);
        let points = best.map_or(0.0, |(_, points)| points);
        followers.entry(best.map(|(outcome, _)| outcome)).or_default().push((points, project));
    }
    let in_order = |mut projects: Vec<(f64, ProjectId)>| {
        projects.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        projects.into_iter().map(|(_, project)| project).collect()
    };
    followers.into_iter().map(|(outcome, projects)| (outcome, in_order(projects))).collect()
}

/// All changes by the outcome that most of what goes through them serves.
fn changes_of(portfolio: &Portfolio) -> BTreeMap<Option<OutcomeId>, Vec<ChangeId>> {
    let mut counts: BTreeMap<ChangeId, BTreeMap<OutcomeId, usize>> = BTreeMap::new();
    for record in portfolio.projects.values() {
        for (&outcome, contribution) in &record.contributions {
            if let Some(change) = contribution.through {
                *counts.entry(change).or_default().entry(outcome).or_default() += 1;
            }
        }
    }
    let mut changes: BTreeMap<Option<OutcomeId>, Vec<ChangeId>> = BTreeMap::new();
    for &change in portfolio.changes.keys() {
        let counts = counts.get(&change).into_iter().flatten();
        let most = counts.max_by(|one, other| one.1.cmp(other.1).then(other.0.cmp(one.0)));
        let outcome = most.map(|(outcome, _)| *outcome);
        changes
            .entry(outcome.filter(|id| portfolio.outcomes.contains_key(id)))
            .or_default()
            .push(change);
    }
    changes
}

fn measures(portfolio: &Portfolio, outcome: OutcomeId) -> Block {
    let measures =
        portfolio.outcomes.get(&outcome).into_iter().flat_map(|record| record.measures.keys());
    Block::column(measures.map(|&measure| Item::Measure(outcome, measure)))
}

fn by_outcome(portfolio: &Portfolio, monitor: &Monitor) -> Result<Places, Cancelled> {
    let followers = followers(portfolio);
    monitor.round(400)?;
    let changes = changes_of(portfolio);
    let outcomes = portfolio.outcomes.keys().copied().map(Some).chain([None]);
    let block = |outcome: Option<OutcomeId>| {
        let projects = followers.get(&outcome).into_iter().flatten();
        let projects: Vec<Item> = projects.copied().map(Item::Project).collect();
        let changes = changes.get(&outcome).into_iter().flatten().copied().map(Item::Change);
        Block::beside(vec![
            Block::grid(&projects, 1.3),
            Block::column(changes),
            Block::column(outcome.map(Item::Outcome)),
            outcome.map_or_else(Block::default, |outcome| measures(portfolio, outcome)),
        ])
    };
    let blocks = outcomes.map(block).collect();
    monitor.round(800)?;
    Ok(Block::shelves(blocks, ASPECT).places())
}

fn by_category(portfolio: &Portfolio, monitor: &Monitor) -> Result<Places, Cancelled> {
    let mut categories: BTreeMap<Option<&str>, Vec<Item>> = BTreeMap::new();
    for projects in followers(portfolio).into_values() {
        for project in projects {
            let record = portfolio.projects.get(&project);
            let category = record.and_then(|record| record.category.as_deref());
            categories.entry(category).or_default().push(Item::Project(project));
        }
    }
    monitor.round(400)?;
    // Changes and outcomes stand beside the projects, so those leave them room.
    let wholes = SHARES.into_iter().map(|share| {
        let grids = categories.values().map(|items| Block::grid(items, 1.5)).collect();
        let projects = Block::shelves(grids, ASPECT * share);
        let height = projects.size.1.max(600.0);
        let changes = portfolio.changes.keys().map(|&change| Block::column([Item::Change(change)]));
        let outcomes = portfolio.outcomes.keys().map(|&outcome| {
            let card = Block::column([Item::Outcome(outcome)]);
            Block::beside(vec![card, measures(portfolio, outcome)])
        });
        Block::beside(vec![projects, stacked(changes, height), stacked(outcomes, height)])
    });
    let reach = |whole: &Block| reach(whole.size, ASPECT);
    let best = wholes.min_by(|one, other| reach(one).total_cmp(&reach(other)));
    monitor.round(800)?;
    Ok(best.unwrap_or_default().places())
}

/// Blocks below one another, in as many columns as it takes not to be higher than this.
fn stacked(blocks: impl Iterator<Item = Block>, height_max: f32) -> Block {
    let mut whole = Block::default();
    let (mut left, mut top) = (0.0, 0.0);
    for block in blocks {
        if top > 0.0 && top + block.size.1 > height_max {
            (left, top) = (whole.size.0 + PART_GAP, 0.0);
        }
        let height = block.size.1;
        whole.put_block(block, left, top);
        top += height + GAP.1;
    }
    whole
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::map::cards;
    use crate::model::{Contribution, Id, Level, Outcome, Project, Weight};

    const WAYS: [Arrangement; 3] =
        [Arrangement::Layered, Arrangement::ByOutcome, Arrangement::ByCategory];

    fn outcome(number: u64) -> OutcomeId {
        OutcomeId(Id::from_bits(1_000 + number))
    }

    /// Forty projects of three categories or none, each with a strong link to one of four outcomes and a weak one to another.
    fn portfolio() -> Portfolio {
        let mut portfolio = Portfolio::titled("Test".parse().unwrap());
        for number in 0..4 {
            let record = Outcome::named("Outcome".parse().unwrap(), Weight::new(1.0).unwrap());
            portfolio.outcomes.insert(outcome(number), Arc::new(record));
        }
        for number in 0..40_u64 {
            let mut project = Project::named("Project".parse().unwrap());
            let category = ["Run", "Grow", "Change"].get(usize::try_from(number % 4).unwrap());
            project.category = category.map(|category| category.parse().unwrap());
            for (ahead, level) in [(0, Level(4)), (1, Level(1))] {
                let contribution = Contribution { level: Some(level), ..Contribution::unrated() };
                project.contributions.insert(outcome((number + ahead) % 3), contribution);
            }
            portfolio.projects.insert(ProjectId(Id::from_bits(number)), Arc::new(project));
        }
        portfolio
    }

    fn places(how: Arrangement) -> Places {
        arranged(&portfolio(), how, &Monitor::default()).unwrap()
    }

    /// Left, top, right and bottom of some cards together.
    fn extent(places: &Places, is_wanted: impl Fn(&Item) -> bool) -> [f32; 4] {
        let wanted = places.iter().filter(|(item, _)| is_wanted(item));
        wanted.fold([f32::MAX, f32::MAX, f32::MIN, f32::MIN], |[l, t, r, b], (item, point)| {
            let (width, height) = card_size(*item);
            let (x, y) = (width / 2.0, height / 2.0);
            [l.min(point.x - x), t.min(point.y - y), r.max(point.x + x), b.max(point.y + y)]
        })
    }

    fn meet(one: [f32; 4], other: [f32; 4]) -> bool {
        one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
    }

    #[test]
    fn every_card_has_a_place_and_no_two_overlap() {
        for how in WAYS {
            let places = places(how);
            assert_eq!(places.len(), cards(&portfolio()).len(), "{how:?}");
            let boxes: Vec<_> =
                places.keys().map(|item| extent(&places, |other| other == item)).collect();
            for (number, one) in boxes.iter().enumerate() {
                assert!(!boxes[..number].iter().any(|other| meet(*one, *other)), "{how:?}");
            }
        }
    }

    #[test]
    fn projects_of_a_category_stand_together_and_apart_from_others() {
        let portfolio = portfolio();
        let places = places(Arrangement::ByCategory);
        let category = |item: &Item| match item {
            Item::Project(id) => Some(portfolio.projects[id].category.clone()),
            _ => None,
        };
        let all: std::collections::BTreeSet<_> = places.keys().filter_map(category).collect();
        assert_eq!(all.len(), 4);
        let extents: Vec<_> = all
            .iter()
            .map(|one| extent(&places, |item| category(item).as_ref() == Some(one)))
            .collect();
        for (number, one) in extents.iter().enumerate() {
            assert!(!extents[..number].iter().any(|other| meet(*one, *other)));
        }
    }

    #[test]
    fn a_project_stands_with_the_outcome_it_serves_most() {
        let portfolio = portfolio();
        let places = places(Arrangement::ByOutcome);
        let group = |number: u64| {
            extent(&places, |item| match item {
                Item::Project(id) => {
                    served_most(&portfolio, Weights::of(&portfolio).as_ref(), *id).unwrap().0
                        == outcome(number)
                }
                Item::Outcome(id) => *id == outcome(number),
                _ => false,
            })
        };
        for (one, other) in [(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3)] {
            assert!(!meet(group(one), group(other)), "{one} and {other}");
        }
    }

    #[test]
    fn the_same_portfolio_is_arranged_the_same_way() {
        for how in WAYS {
            assert_eq!(places(how), places(how));
        }
    }

    #[test]
    fn a_cancelled_arrangement_has_no_answer() {
        let monitor = Monitor::default();
        monitor.cancel();
        assert_eq!(arranged(&portfolio(), Arrangement::ByOutcome, &monitor), Err(Cancelled));
    }
}
