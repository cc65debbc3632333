//! Where each card stands on the map: columns that read from left to right, few crossings, nothing on top of another.
#![expect(
    clippy::indexing_slicing,
    reason = "lines that name no card are left out first; all tables have one entry for each card or column"
)]

use std::collections::BTreeMap;

use super::{
    crossings::in_layers,
    keep,
    lattice::{Lattice, Part},
    layers::{Band, Gaps, columns},
    number::{length, single},
    settle::{Room, settle},
    untangle::untangle,
};

/// A place on the map, in map units; x grows to the right, y downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

/// Something to be placed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Card {
    /// In map units; negative or not a number counts as none.
    pub width: f32,
    /// In map units; negative or not a number counts as none.
    pub height: f32,
    /// Which group of columns it stands in; lower bands stand further left. Only the order of the numbers counts.
    pub band: usize,
    /// What it belongs to, by any number. Without one it belongs to the card of a later band it is joined to most strongly.
    pub group: Option<usize>,
}

/// What a line asks for inside a band; between bands the bands alone decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineKind {
    /// Where the line starts stands left of where it ends, unless a circle rules that out.
    Before,
    /// The two want to be near each other.
    Beside,
}

/// A line between two cards, by their places in the list of cards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Where it starts.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// How strongly the two are drawn to each other; 1 is usual, negative or not a number counts as none.
    pub weight: f32,
    /// What it asks for.
    pub kind: LineKind,
}

/// Empty room, in map units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spacing {
    /// Between columns of the same band.
    pub column: f32,
    /// Between the last column of a band and the first of the next.
    pub band: f32,
    /// Between cards that stand above one another.
    pub row: f32,
    /// Between parts of the map that no line and no group joins.
    pub component: f32,
}

/// Whether bands with many cards may use several columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wrapping {
    /// As many columns as dependencies ask for, however high they grow.
    Off,
    /// As many columns as bring the whole map near a shape.
    Near {
        /// Width divided by height, such as 1.6.
        aspect: f32,
        /// No column is planned to be higher than this, in map units; infinity for no limit.
        column_height_max: f32,
    },
}

/// How to arrange.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Room between things.
    pub spacing: Spacing,
    /// Whether tall bands are wrapped.
    pub wrapping: Wrapping,
}

/// What is known of the picture so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Start<'a> {
    /// Nothing: everything finds the place that is best.
    Afresh,
    /// The top left corners so far, in the order of the cards: known cards stay in their column and order,
    /// and where they are unless they would overlap; new ones find a place among them.
    Keep(&'a [Option<Point>]),
}

/// Where everything stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The top left corner of each card. Cards of a column have the same x.
    pub corners: Vec<Point>,
    /// The column of each card, counted over the whole map from the left.
    pub columns: Vec<usize>,
    /// How often lines cross between columns.
    pub crossings: u64,
}

/// More waypoints than this are not worth the wait; the longest lines then have no say in the order.
const WAYPOINTS_MAX: usize = 60_000;

/// Finds a place for every card.
///
/// No two cards overlap; a card of a lower band stands left of every card of a higher one; inside a band lines of the kind
/// [`LineKind::Before`] that are on no circle run from left to right. The same input gives the same places, and
/// keeping a layout without changing anything gives the same layout. Lines that name no card are left out.
pub fn arrange(cards: &[Card], lines: &[Line], options: &Options, start: Start<'_>) -> Layout {
    let sheet = Sheet::new(cards, lines, options);
    let corners = match start {
        Start::Keep(corners)
            if corners.iter().take(cards.len()).any(|corner| corner.is_some_and(is_finite)) =>
        {
            (0..cards.len())
                .map(|card| {
                    corners.get(card).copied().flatten().filter(|corner| is_finite(*corner))
                })
                .collect()
        }
        Start::Keep(_) | Start::Afresh => Vec::new(),
    };
    let column_of = sheet.columns(&corners);
    let lattice = Lattice::new(&column_of, &sheet.joined, WAYPOINTS_MAX);
    let (tops, crossings) = if corners.is_empty() {
        sheet.afresh(&lattice)
    } else {
        sheet.kept(&lattice, &column_of, &corners)
    };
    let lefts = sheet.lefts(&column_of);
    let corners = column_of
        .iter()
        .zip(tops)
        .map(|(&column, top)| Point { x: single(lefts[column]), y: single(top) })
        .collect();
    Layout { corners, columns: column_of, crossings }
}

fn is_finite(point: Point) -> bool {
    point.x.is_finite() && point.y.is_finite()
}

/// The input made sound: lengths that are none, lines that lead nowhere and gaps in the numbers of bands are gone.
struct Sheet<'a> {
    options: &'a Options,
    widths: Vec<f64>,
    heights: Vec<f64>,
    /// The cards of each band, from left to right.
    bands: Vec<Vec<usize>>,
    band_of: Vec<usize>,
    group_of: Vec<Option<usize>>,
    joined: Vec<(usize, usize, f64)>,
    before: Vec<(usize, usize)>,
}

impl<'a> Sheet<'a> {
    fn new(cards: &[Card], lines: &[Line], options: &'a Options) -> Self {
        let mut numbers: Vec<usize> = cards.iter().map(|card| card.band).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let band_of: Vec<usize> = cards
            .iter()
            .map(|card| numbers.partition_point(|&number| number < card.band))
            .collect();
        let mut bands = vec![Vec::new(); numbers.len()];
        for (card, &band) in band_of.iter().enumerate() {
            bands[band].push(card);
        }
        let sound: Vec<&Line> = lines
            .iter()
            .filter(|line| line.from < cards.len() && line.to < cards.len() && line.from != line.to)
            .collect();
        let is_before =
            |line: &&&Line| line.kind == LineKind::Before && band_of[line.from] == band_of[line.to];
        let before = sound.iter().filter(is_before).map(|line| (line.from, line.to)).collect();
        let joined =
            sound.iter().map(|line| (line.from, line.to, length(line.weight).max(0.01))).collect();
        let mut sheet = Self {
            options,
            widths: cards.iter().map(|card| length(card.width)).collect(),
            heights: cards.iter().map(|card| length(card.height)).collect(),
            bands,
            band_of,
            group_of: Vec::new(),
            joined,
            before,
        };
        sheet.group_of = sheet.groups(cards);
        sheet
    }

    /// Given groups get even numbers, those of the strongest line to a later band odd ones.
    fn groups(&self, cards: &[Card]) -> Vec<Option<usize>> {
        let mut strongest: Vec<Option<(f64, usize)>> = vec![None; cards.len()];
        for &(one, other, weight) in &self.joined {
            let (from, to) =
                if self.band_of[one] < self.band_of[other] { (one, other) } else { (other, one) };
            if self.band_of[from] == self.band_of[to] {
                continue;
            }
            let is_stronger =
                strongest[from].is_none_or(|(best, best_to)| (weight, best_to) > (best, to));
            if is_stronger {
                strongest[from] = Some((weight, to));
            }
        }
        let mut given: Vec<usize> = cards.iter().filter_map(|card| card.group).collect();
        given.sort_unstable();
        given.dedup();
        let of_card = |(card, strongest): (&Card, Option<(f64, usize)>)| match card.group {
            Some(group) => Some(given.partition_point(|&other| other < group) * 2),
            None => strongest.map(|(_, to)| to * 2 + 1),
        };
        cards.iter().zip(strongest).map(of_card).collect()
    }

    fn row_gap(&self) -> f64 {
        length(self.options.spacing.row)
    }

    fn room(&self) -> Room<'_> {
        Room { heights: &self.heights, row_gap: self.row_gap() }
    }

    /// The column of each card over the whole map.
    fn columns(&self, corners: &[Option<Point>]) -> Vec<usize> {
        let bands: Vec<Band> = self.bands.iter().map(|cards| self.band(cards, corners)).collect();
        let spacing = self.options.spacing;
        let gaps = Gaps {
            column: length(spacing.column),
            band: length(spacing.band),
            row: self.row_gap(),
        };
        let mut column_of = vec![0; self.widths.len()];
        let mut first = 0;
        for (cards, columns) in self.bands.iter().zip(columns(&bands, self.options.wrapping, gaps))
        {
            for (&card, column) in cards.iter().zip(&columns) {
                column_of[card] = first + column;
            }
            first += columns.iter().max().map_or(0, |last| last + 1);
        }
        column_of
    }

    fn band(&self, cards: &[usize], corners: &[Option<Point>]) -> Band {
        let place_of: BTreeMap<usize, usize> =
            cards.iter().enumerate().map(|(place, &card)| (card, place)).collect();
        let inside =
            |&(from, to): &(usize, usize)| Some((*place_of.get(&from)?, *place_of.get(&to)?));
        let widths: Vec<f64> = cards.iter().map(|&card| self.widths[card]).collect();
        let known: Vec<Option<Point>> =
            cards.iter().map(|&card| corners.get(card).copied().flatten()).collect();
        Band {
            heights: cards.iter().map(|&card| self.heights[card]).collect(),
            widest: widths.iter().copied().fold(0.0, f64::max),
            before: self.before.iter().filter_map(inside).collect(),
            group_of: cards.iter().map(|&card| self.group_of[card]).collect(),
            kept: keep::columns_from_right(&known, &widths),
        }
    }

    /// The left edge of each column.
    fn lefts(&self, column_of: &[usize]) -> Vec<f64> {
        let mut widest: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
        for (card, &column) in column_of.iter().enumerate() {
            let entry = widest.entry(column).or_insert((0.0, self.band_of[card]));
            entry.0 = entry.0.max(self.widths[card]);
        }
        let spacing = self.options.spacing;
        let mut left = 0.0;
        let mut before = None;
        let mut lefts = Vec::new();
        for (width, band) in widest.into_values() {
            left += match before.replace(band) {
                None => 0.0,
                Some(same) if same == band => length(spacing.column),
                Some(_) => length(spacing.band),
            };
            lefts.push(left);
            left += width;
        }
        lefts
    }

    /// Tops and crossings of an arrangement that knows nothing of an earlier one.
    ///
    /// Without wrapping, lines keep lanes of their own between the cards they pass. With wrapping that would blow the map
    /// up, so cards are drawn straight to what they are joined to.
    fn afresh(&self, lattice: &Lattice) -> (Vec<f64>, u64) {
        let mut group_of = self.group_of.clone();
        group_of.resize(lattice.vertex_count(), None);
        let mut places = vec![0; lattice.vertex_count()];
        let mut middles = vec![0.0; lattice.vertex_count()];
        let mut floor =
            Floor { bottoms: BTreeMap::new(), gap: length(self.options.spacing.component) };
        let direct = match self.options.wrapping {
            Wrapping::Off => None,
            Wrapping::Near { .. } => Some(Lattice::direct(lattice.cards(), &self.joined)),
        };
        let mut crossings = 0;
        for Part { first, layers } in lattice.parts(&group_of) {
            let (mut layers, count) = untangle(lattice, &group_of, layers, &mut places);
            crossings += count;
            if direct.is_some() {
                for layer in &mut layers {
                    layer.retain(|&vertex| !lattice.is_waypoint(vertex));
                }
            }
            settle(direct.as_ref().unwrap_or(lattice), &layers, &self.room(), &mut middles);
            floor.set_down(first, &layers, &self.heights, &mut middles);
        }
        let tops: Vec<f64> = middles
            .iter()
            .zip(&self.heights)
            .map(|(middle, height)| middle - height / 2.0)
            .collect();
        let highest = tops.iter().copied().fold(f64::INFINITY, f64::min);
        (tops.into_iter().map(|top| top - highest).collect(), crossings)
    }

    /// Tops and crossings of an arrangement that moves as little as it can.
    fn kept(
        &self,
        lattice: &Lattice,
        column_of: &[usize],
        corners: &[Option<Point>],
    ) -> (Vec<f64>, u64) {
        let known: Vec<Option<f64>> = corners
            .iter()
            .zip(&self.heights)
            .map(|(corner, height)| corner.map(|corner| f64::from(corner.y) + height / 2.0))
            .collect();
        let mut by_column = vec![Vec::new(); column_of.iter().max().map_or(0, |last| last + 1)];
        for (card, &column) in column_of.iter().enumerate() {
            by_column[column].push(card);
        }
        let middles = keep::middles(&known, &by_column, &self.joined, &self.room());
        let crossings = drawn_crossings(lattice, &middles);
        (
            middles
                .iter()
                .zip(&self.heights)
                .map(|(middle, height)| middle - height / 2.0)
                .collect(),
            crossings,
        )
    }
}

/// Crossings of a finished drawing whose lines bend at each column they pass, evenly between their ends.
fn drawn_crossings(lattice: &Lattice, middles: &[f64]) -> u64 {
    let mut heights = middles.to_vec();
    heights.resize(lattice.vertex_count(), 0.0);
    for first in lattice.card_count..lattice.vertex_count() {
        let Some(&(left, _)) = lattice.left[first].first() else { continue };
        let mut end = first;
        let mut steps = 1.0;
        while let (true, Some(&(next, _))) = (lattice.is_waypoint(end), lattice.right[end].first())
        {
            end = next;
            steps += 1.0;
        }
        heights[first] = heights[left] + (heights[end] - heights[left]) / steps;
    }
    let mut layers = vec![Vec::new(); lattice.column_of.iter().max().map_or(0, |last| last + 1)];
    for (vertex, &column) in lattice.column_of.iter().enumerate() {
        layers[column].push(vertex);
    }
    let mut places = vec![0; lattice.vertex_count()];
    for layer in &mut layers {
        layer.sort_by(|&one, &other| heights[one].total_cmp(&heights[other]));
        for (place, &vertex) in layer.iter().enumerate() {
            places[vertex] = place;
        }
    }
    in_layers(lattice, &layers, &places)
}

/// How far down each column is taken.
struct Floor {
    bottoms: BTreeMap<usize, f64>,
    gap: f64,
}

impl Floor {
    /// Moves a part up or down as a whole until it rests beneath everything set down before.
    fn set_down(
        &mut self,
        first: usize,
        layers: &[Vec<usize>],
        heights: &[f64],
        middles: &mut [f64],
    ) {
        let half = |vertex: usize| heights.get(vertex).map_or(0.0, |height| height / 2.0);
        let columns = || (first..).zip(layers);
        let needed = |(column, layer): (usize, &Vec<usize>)| {
            let top = layer.first().map(|&vertex| middles[vertex] - half(vertex))?;
            let bottom = self.bottoms.get(&column).map_or(0.0, |bottom| bottom + self.gap);
            Some(bottom - top)
        };
        let shift = columns().filter_map(needed).fold(f64::NEG_INFINITY, f64::max);
        for (column, layer) in columns() {
            for &vertex in layer {
                middles[vertex] += shift;
            }
            if let Some(&last) = layer.last() {
                self.bottoms.insert(column, middles[last] + half(last));
            }
        }
    }
}
