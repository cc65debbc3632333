//! How high each card stands: as near to what it is joined to as its neighbours above and below allow.
#![expect(
    clippy::indexing_slicing,
    reason = "every index is a vertex of the lattice or a place in one of its columns"
)]

use super::lattice::Lattice;

/// How often all columns are gone through; after some dozens nothing moves that a reader could see.
const ROUND_COUNT: usize = 48;

/// The last rounds go for straight lines: the middle one of the neighbours instead of their mean.
const STRAIGHT_COUNT: usize = 6;

/// Heights of the cards and waypoints, and the room between them, in map units.
pub(super) struct Room<'a> {
    pub heights: &'a [f64],
    pub row_gap: f64,
}

impl Room<'_> {
    fn half(&self, vertex: usize) -> f64 {
        self.heights.get(vertex).map_or(0.0, |height| (height + self.row_gap) / 2.0)
    }

    /// For each vertex of a column how far its middle must at least be below that of the one before.
    pub(super) fn apart(&self, order: &[usize]) -> Vec<f64> {
        let mut above = None;
        order
            .iter()
            .map(|&vertex| {
                let half = self.half(vertex);
                above.replace(half).map_or(0.0, |above| above + half)
            })
            .collect()
    }
}

/// Finds the height of the middle of every vertex of a part, in `middles`; nothing overlaps, the order is kept.
pub(super) fn settle(
    lattice: &Lattice,
    layers: &[Vec<usize>],
    room: &Room<'_>,
    middles: &mut [f64],
) {
    let aparts: Vec<Vec<f64>> = layers.iter().map(|layer| room.apart(layer)).collect();
    for (layer, apart) in layers.iter().zip(&aparts) {
        stack(layer, apart, middles);
    }
    for round in 0..ROUND_COUNT {
        let wish = if round + STRAIGHT_COUNT < ROUND_COUNT { mean } else { median };
        for step in 0..layers.len() {
            let at = if round & 1 == 0 { step } else { layers.len() - 1 - step };
            let wishes: Vec<(f64, f64)> =
                layers[at].iter().map(|&vertex| wish(lattice, vertex, middles)).collect();
            let found = spread(&wishes, &aparts[at]);
            for (&vertex, middle) in layers[at].iter().zip(found) {
                middles[vertex] = middle;
            }
        }
    }
}

/// The first heights: packed, with the middle of every column on the same line.
fn stack(layer: &[usize], apart: &[f64], middles: &mut [f64]) {
    let total: f64 = apart.iter().sum();
    let mut at = -total / 2.0;
    for (&vertex, apart) in layer.iter().zip(apart) {
        at += apart;
        middles[vertex] = at;
    }
}

fn pulls<'a>(
    lattice: &'a Lattice,
    vertex: usize,
    middles: &'a [f64],
) -> impl Iterator<Item = (f64, f64)> {
    let both = lattice.left[vertex].iter().chain(&lattice.right[vertex]);
    both.map(|&(next, weight)| (middles[next], weight))
}

/// Where a vertex would like to be and how much: the weighted mean of its neighbours.
fn mean(lattice: &Lattice, vertex: usize, middles: &[f64]) -> (f64, f64) {
    let (sum, weight) = pulls(lattice, vertex, middles)
        .fold((0.0, 0.0), |(sum, total), (middle, weight)| (sum + middle * weight, total + weight));
    if weight > 0.0 { (sum / weight, weight) } else { (middles[vertex], LIGHT) }
}

/// The same by the weighted median; between two that are as good the nearer to where it is.
fn median(lattice: &Lattice, vertex: usize, middles: &[f64]) -> (f64, f64) {
    let mut sorted: Vec<(f64, f64)> = pulls(lattice, vertex, middles).collect();
    sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
    let total: f64 = sorted.iter().map(|pull| pull.1).sum();
    let mut sum = 0.0;
    for (at, &(middle, weight)) in sorted.iter().enumerate() {
        sum += weight;
        if sum * 2.0 > total {
            return (middle, total);
        }
        if (sum * 2.0 - total).abs() < 1e-9 {
            let below = sorted.get(at + 1).map_or(middle, |next| next.0);
            return (middles[vertex].clamp(middle, below), total);
        }
    }
    (middles[vertex], LIGHT)
}

/// How much something without lines holds on to its place.
const LIGHT: f64 = 1e-3;

/// The heights nearest to the wishes (by weighted squares) that keep the order and the distances:
/// isotonic regression by pooling neighbours that would overlap.
pub(super) fn spread(wishes: &[(f64, f64)], apart: &[f64]) -> Vec<f64> {
    let mut offset = 0.0;
    let mut blocks: Vec<Block> = Vec::new();
    let mut offsets = Vec::with_capacity(wishes.len());
    for (&(wish, weight), apart) in wishes.iter().zip(apart) {
        offset += apart;
        offsets.push(offset);
        let mut block = Block { mean: wish - offset, weight, count: 1 };
        while let Some(above) = blocks.pop_if(|above| above.mean > block.mean) {
            block = above.with(&block);
        }
        blocks.push(block);
    }
    let bases = blocks.iter().flat_map(|block| std::iter::repeat_n(block.mean, block.count));
    bases.zip(offsets).map(|(base, offset)| base + offset).collect()
}

struct Block {
    mean: f64,
    weight: f64,
    count: usize,
}

impl Block {
    fn with(&self, other: &Self) -> Self {
        let weight = self.weight + other.weight;
        let mean = (self.mean * self.weight + other.mean * other.weight) / weight;
        Self { mean, weight, count: self.count + other.count }
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    #[test]
    fn what_does_not_collide_gets_its_wish() {
        assert_eq!(spread(&[(0.0, 1.0), (10.0, 1.0)], &[0.0, 5.0]), [0.0, 10.0]);
    }

    #[test]
    fn what_collides_shares_the_shortfall_by_weight() {
        assert_eq!(spread(&[(0.0, 1.0), (0.0, 1.0)], &[0.0, 4.0]), [-2.0, 2.0]);
        assert_eq!(spread(&[(0.0, 3.0), (0.0, 1.0)], &[0.0, 4.0]), [-1.0, 3.0]);
    }

    proptest! {
        #[test]
        fn no_small_step_comes_nearer(wishes in vec((-50.0..50.0_f64, 0.1..9.0_f64), 1..12)) {
            let apart: Vec<f64> = (0..wishes.len()).map(|at| if at == 0 { 0.0 } else { 5.0 }).collect();
            let found = spread(&wishes, &apart);
            let cost = |at: &[f64]| -> f64 {
                at.iter().zip(&wishes).map(|(at, (wish, weight))| weight * (at - wish) * (at - wish)).sum()
            };
            let is_sound = |at: &[f64]| at.windows(2).all(|pair| pair[1] - pair[0] >= 5.0 - 1e-9);
            prop_assert!(is_sound(&found));
            for from in 0..found.len() {
                for to in from..found.len() {
                    for step in [-0.1, 0.1] {
                        let mut moved = found.clone();
                        moved[from..=to].iter_mut().for_each(|at| *at += step);
                        prop_assert!(!is_sound(&moved) || cost(&moved) >= cost(&found) - 1e-6);
                    }
                }
            }
        }
    }
}
