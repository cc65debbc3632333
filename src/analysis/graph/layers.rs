//! Which column each card stands in: bands from left to right, and inside a band what is needed left of what needs it.
#![expect(
    clippy::indexing_slicing,
    reason = "every index is a card of the band or a column below the band's count"
)]

use std::collections::BTreeMap;

use super::{
    links::Links,
    number::{float, steps},
    order::{levels, without_circles},
    place::Wrapping,
    ranks::short_columns,
};

/// Bands with more columns than this are too wide for any screen; only dependencies can ask for more.
const WRAPPED_MAX: usize = 200;

/// The cards of one band, by their place in it.
pub(super) struct Band {
    pub heights: Vec<f64>,
    pub widest: f64,
    /// What stands left of what, between places in this band; circles are allowed.
    pub before: Vec<(usize, usize)>,
    /// Which cards belong together.
    pub group_of: Vec<Option<usize>>,
    /// The columns the cards stood in before, counted from the band's right edge.
    pub kept: Vec<Option<usize>>,
}

/// Room between cards that matters for how many columns there are.
#[derive(Clone, Copy)]
pub(super) struct Gaps {
    pub column: f64,
    pub band: f64,
    pub row: f64,
}

/// For each band the column of each of its cards, counted from the band's left edge, without empty columns.
pub(super) fn columns(bands: &[Band], wrapping: Wrapping, gaps: Gaps) -> Vec<Vec<usize>> {
    let chains: Vec<Chain> = bands.iter().map(Chain::new).collect();
    let counts = match wrapping {
        Wrapping::Off => None,
        Wrapping::Near { aspect, column_height_max } => {
            let highest = column_height(
                bands,
                &chains,
                gaps,
                f64::from(aspect),
                f64::from(column_height_max),
            );
            Some(highest)
        }
    };
    let place = |(band, chain): (&Band, &Chain)| {
        let kept_count = band.kept.iter().flatten().max().map_or(0, |last| last + 1);
        let columns = match counts {
            None if kept_count == 0 => short_columns(&chain.level, &chain.edges),
            None => filled(band, chain, kept_count.max(chain.depth), f64::INFINITY),
            Some(highest) => {
                let total = total_height(band, gaps);
                let wanted =
                    if kept_count == 0 { steps(total, highest, WRAPPED_MAX) } else { kept_count };
                let count = wanted.max(chain.depth);
                filled(
                    band,
                    chain,
                    count,
                    total_height(band, Gaps { row: 0.0, ..gaps }) / float(count),
                )
            }
        };
        without_gaps(columns)
    };
    bands.iter().zip(&chains).map(place).collect()
}

/// What stands before what in a band, and how much must stand on either side of each card.
struct Chain {
    edges: Vec<(usize, usize)>,
    /// Columns needed to the left of each card.
    level: Vec<usize>,
    /// Columns needed altogether.
    depth: usize,
}

impl Chain {
    fn new(band: &Band) -> Self {
        let mut edges = without_circles(band.heights.len(), &band.before);
        edges.sort_unstable();
        edges.dedup();
        let level = levels(band.heights.len(), &edges).unwrap_or_default();
        let depth = level.iter().max().map_or(1, |last| last + 1);
        Self { edges, level, depth }
    }
}

fn total_height(band: &Band, gaps: Gaps) -> f64 {
    band.heights.iter().map(|height| height + gaps.row).sum()
}

/// The column height at which the whole map comes nearest to the wished-for ratio of width to height.
fn column_height(bands: &[Band], chains: &[Chain], gaps: Gaps, aspect: f64, highest: f64) -> f64 {
    let totals: Vec<f64> = bands.iter().map(|band| total_height(band, gaps)).collect();
    let tallest = totals.iter().copied().fold(1.0, f64::max);
    let mut best = (f64::INFINITY, tallest.min(highest));
    for split in 1..=WRAPPED_MAX {
        let height = tallest / float(split);
        if height > highest {
            continue;
        }
        let (mut wide, mut high) = (0.0, 1.0_f64);
        for ((band, chain), total) in bands.iter().zip(chains).zip(&totals) {
            let count = steps(*total, height, WRAPPED_MAX).max(chain.depth);
            let rows = steps(float(band.heights.len()), float(count), band.heights.len());
            wide += float(count) * (band.widest + gaps.column) + gaps.band - gaps.column;
            high = high.max(total / float(band.heights.len().max(1)) * float(rows));
        }
        let miss = (wide / high / aspect).max(high * aspect / wide);
        if miss < best.0 {
            best = (miss, height);
        }
    }
    best.1
}

/// Columns filled evenly up to a height: what others need from the right, then what stands alone where there is room,
/// each group spread over all columns so that it forms a strip.
fn filled(band: &Band, chain: &Chain, count: usize, height: f64) -> Vec<usize> {
    let forward = Links::forward(band.heights.len(), &chain.edges);
    let backward = Links::backward(band.heights.len(), &chain.edges);
    let (mut linked, alone): (Vec<usize>, Vec<usize>) = (0..band.heights.len())
        .partition(|&card| !forward.of(card).is_empty() || !backward.of(card).is_empty());
    linked.sort_by_key(|&card| (std::cmp::Reverse(chain.level[card]), card));
    let (settled, mut fresh): (Vec<usize>, Vec<usize>) =
        alone.into_iter().partition(|&card| band.kept[card].is_some());
    fresh.sort_by_key(|&card| (band.group_of[card], card));
    let mut filling = Filling::new(band, count, height);
    for card in linked {
        let latest = forward
            .of(card)
            .iter()
            .map(|&next| filling.column[next])
            .min()
            .unwrap_or(count)
            .saturating_sub(1);
        filling.put_near(card, chain.level[card].min(latest), latest);
    }
    for card in settled.into_iter().chain(fresh) {
        filling.put_anywhere(card);
    }
    filling.column
}

struct Filling<'a> {
    band: &'a Band,
    count: usize,
    height: f64,
    column: Vec<usize>,
    loads: Vec<f64>,
    group_loads: BTreeMap<(usize, usize), f64>,
}

impl<'a> Filling<'a> {
    fn new(band: &'a Band, count: usize, height: f64) -> Self {
        let column = vec![0; band.heights.len()];
        Self { band, count, height, column, loads: vec![0.0; count], group_loads: BTreeMap::new() }
    }

    fn kept(&self, card: usize) -> Option<usize> {
        self.band.kept[card].map(|from_right| self.count.saturating_sub(1 + from_right))
    }

    /// The column as before if it is allowed, else the one nearest to the right that has room.
    fn put_near(&mut self, card: usize, earliest: usize, latest: usize) {
        let column = match self.kept(card) {
            Some(kept) => kept.clamp(earliest, latest),
            None => self.cheapest(card, earliest..=latest, |column| 0.7 * float(latest - column)),
        };
        self.put(card, column);
    }

    fn put_anywhere(&mut self, card: usize) {
        let column = match self.kept(card) {
            Some(kept) => kept,
            None => self.cheapest(card, 0..=self.count - 1, |_| 0.0),
        };
        self.put(card, column);
    }

    fn cheapest(
        &self,
        card: usize,
        columns: std::ops::RangeInclusive<usize>,
        distance: impl Fn(usize) -> f64,
    ) -> usize {
        const FULL: f64 = 1_000.0;
        let height = self.band.heights[card].max(1e-3);
        let cost = |column: usize| {
            let load = self.loads[column] + height;
            let over = if load > self.height { FULL * (load / self.height - 1.0) } else { 0.0 };
            let alike =
                self.band.group_of[card].and_then(|group| self.group_loads.get(&(group, column)));
            over + alike.map_or(0.0, |alike| alike / height)
                + 0.5 * self.loads[column] / self.height
                + distance(column)
        };
        columns
            .rev()
            .map(|column| (cost(column), column))
            .min_by(|one, other| one.0.total_cmp(&other.0))
            .map_or(0, |(_, column)| column)
    }

    fn put(&mut self, card: usize, column: usize) {
        self.column[card] = column;
        self.loads[column] += self.band.heights[card].max(1e-3);
        if let Some(group) = self.band.group_of[card] {
            *self.group_loads.entry((group, column)).or_default() +=
                self.band.heights[card].max(1e-3);
        }
    }
}

/// The same columns numbered without the empty ones.
fn without_gaps(columns: Vec<usize>) -> Vec<usize> {
    let mut used = columns.clone();
    used.sort_unstable();
    used.dedup();
    columns.into_iter().map(|column| used.partition_point(|&other| other < column)).collect()
}
