//! The map as it was: cards that had a place keep column, order and height as far as the rest allows.
#![expect(
    clippy::indexing_slicing,
    reason = "every index is a card, and all tables have one entry for each card"
)]

use super::{
    number::float,
    place::Point,
    settle::{Room, spread},
};

/// How much harder a card holds on to its place than a new one to its wish.
const FIRM: f64 = 1_000.0;

/// Cards that come this much too near, in map units, do so by rounding only and are left alone.
const ROUNDING: f64 = 0.004;

/// For each card of a band the column it stood in, counted from the right; cards without a place have none.
///
/// A new column begins where a card stands further right than half the width of the first card of the column.
pub(super) fn columns_from_right(corners: &[Option<Point>], widths: &[f64]) -> Vec<Option<usize>> {
    let mut known: Vec<(f64, usize)> = corners
        .iter()
        .enumerate()
        .filter_map(|(card, corner)| Some((f64::from((*corner)?.x), card)))
        .collect();
    known.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let mut columns = vec![None; corners.len()];
    let mut at: Option<(usize, f64)> = None;
    for (x, card) in known {
        let column = match at {
            None => (0, x),
            Some((column, first)) if first - x > widths[card].max(1.0) / 2.0 => (column + 1, x),
            Some(same) => same,
        };
        columns[card] = Some(column.0);
        at = Some(column);
    }
    columns
}

/// The middles of all cards: known ones where they were, new ones near what they are joined to, nothing overlapping.
pub(super) fn middles(
    known: &[Option<f64>],
    columns: &[Vec<usize>],
    joined: &[(usize, usize, f64)],
    room: &Room<'_>,
) -> Vec<f64> {
    let wishes = wishes(known, columns, joined, room);
    let mut middles = wishes.clone();
    for cards in columns {
        let mut order = cards.clone();
        order.sort_by(|&one, &other| wishes[one].total_cmp(&wishes[other]).then(one.cmp(&other)));
        let wanted: Vec<(f64, f64)> = order
            .iter()
            .map(|&card| (wishes[card], if known[card].is_some() { FIRM } else { 1.0 }))
            .collect();
        let apart: Vec<f64> =
            room.apart(&order).into_iter().map(|apart| (apart - ROUNDING).max(0.0)).collect();
        for (&card, middle) in order.iter().zip(spread(&wanted, &apart)) {
            middles[card] = middle;
        }
    }
    middles
}

/// Where every card would stand if it had the map to itself: new cards at the mean of what they are joined to and has
/// a place, or beneath everything in their column.
fn wishes(
    known: &[Option<f64>],
    columns: &[Vec<usize>],
    joined: &[(usize, usize, f64)],
    room: &Room<'_>,
) -> Vec<f64> {
    let mut sums = vec![(0.0, 0.0); known.len()];
    for &(from, to, weight) in joined {
        for (card, other) in [(from, to), (to, from)] {
            if let Some(middle) = known[other] {
                sums[card] = (sums[card].0 + middle * weight, sums[card].1 + weight);
            }
        }
    }
    let mut wishes = vec![0.0; known.len()];
    for cards in columns {
        let lowest = cards.iter().filter_map(|&card| known[card]).fold(0.0, f64::max);
        for (step, &card) in cards.iter().enumerate() {
            let beneath = lowest + (room.heights[card] + room.row_gap) * float(step + 1);
            let (sum, weight) = sums[card];
            wishes[card] = known[card].unwrap_or(if weight > 0.0 { sum / weight } else { beneath });
        }
    }
    wishes
}
