//! How often lines cross: the figure by which two drawings of the same map are compared.
#![expect(
    clippy::indexing_slicing,
    reason = "places are positions in the columns they were counted from"
)]

use super::{lattice::Lattice, place::Point};

/// Crossings between all neighbouring columns of one part.
pub(super) fn in_layers(lattice: &Lattice, layers: &[Vec<usize>], places: &[usize]) -> u64 {
    layers
        .windows(2)
        .map(
            |pair| {
                if let [left, right] = pair {
                    between(lattice, left, right.len(), places)
                } else {
                    0
                }
            },
        )
        .sum()
}

/// Crossings between two neighbouring columns, counted in one pass with a Fenwick tree.
fn between(lattice: &Lattice, left: &[usize], right_count: usize, places: &[usize]) -> u64 {
    let mut ended = vec![0_u64; right_count + 1];
    let mut ended_count = 0;
    let mut crossings = 0;
    let mut ends: Vec<usize> = Vec::new();
    for &vertex in left {
        ends.clear();
        ends.extend(lattice.right[vertex].iter().map(|&(next, _)| places[next]));
        for &end in &ends {
            crossings += ended_count - up_to(&ended, end);
        }
        for &end in &ends {
            add(&mut ended, end);
            ended_count += 1;
        }
    }
    crossings
}

fn up_to(tree: &[u64], place: usize) -> u64 {
    let mut at = place + 1;
    let mut sum = 0;
    while at > 0 {
        sum += tree[at];
        at &= at - 1;
    }
    sum
}

fn add(tree: &mut [u64], place: usize) {
    let mut at = place + 1;
    while at < tree.len() {
        tree[at] += 1;
        at += at & at.wrapping_neg();
    }
}

/// How many pairs of straight lines cross where lines run from point to point; lines that share an end do not.
///
/// Takes time in proportion to the pairs of lines that stand above one another, so is meant for drawings
/// of a few thousand lines. Lines that name no point are left out.
pub fn line_crossings(points: &[Point], lines: &[(usize, usize)]) -> u64 {
    let mut spans: Vec<Span> = lines.iter().filter_map(|&line| Span::new(points, line)).collect();
    spans.sort_by(|one, other| one.left.0.total_cmp(&other.left.0));
    let mut crossings = 0;
    for (number, span) in spans.iter().enumerate() {
        let beside = spans.iter().skip(number + 1).take_while(|other| other.left.0 <= span.right.0);
        for other in beside {
            crossings += u64::from(span.crosses(other));
        }
    }
    crossings
}

struct Span {
    ends: (usize, usize),
    left: (f64, f64),
    right: (f64, f64),
}

impl Span {
    fn new(points: &[Point], (from, to): (usize, usize)) -> Option<Self> {
        let at =
            |node: usize| points.get(node).map(|point| (f64::from(point.x), f64::from(point.y)));
        let (one, other) = (at(from)?, at(to)?);
        let (left, right) = if one.0 <= other.0 { (one, other) } else { (other, one) };
        Some(Self { ends: (from, to), left, right })
    }

    fn crosses(&self, other: &Self) -> bool {
        let shares = |node: usize| node == other.ends.0 || node == other.ends.1;
        if shares(self.ends.0) || shares(self.ends.1) {
            return false;
        }
        let apart =
            |span: &Self, one: (f64, f64), two: (f64, f64)| span.side(one) * span.side(two) < 0.0;
        apart(self, other.left, other.right) && apart(other, self.left, self.right)
    }

    /// Above the line, on it or below: the sign of the cross product.
    fn side(&self, point: (f64, f64)) -> f64 {
        let turn = (self.right.0 - self.left.0) * (point.1 - self.left.1)
            - (self.right.1 - self.left.1) * (point.0 - self.left.0);
        if turn == 0.0 { 0.0 } else { turn.signum() }
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    fn point(x: f32, y: f32) -> Point {
        Point { x, y }
    }

    #[test]
    fn two_diagonals_cross_once() {
        let points = [point(0.0, 0.0), point(0.0, 1.0), point(1.0, 0.0), point(1.0, 1.0)];
        assert_eq!(line_crossings(&points, &[(0, 3), (1, 2)]), 1);
        assert_eq!(line_crossings(&points, &[(0, 3), (0, 2), (1, 3)]), 0);
        assert_eq!(line_crossings(&points, &[(0, 9)]), 0);
    }

    proptest! {
        #[test]
        fn the_tree_counts_what_pairs_count(lines in vec((0_usize..6, 0_usize..6), 0..20)) {
            let columns: Vec<usize> = (0..12).map(|card| usize::from(card >= 6)).collect();
            let drawn: Vec<_> = lines.iter().map(|&(from, to)| (from, to + 6, 1.0)).collect();
            let lattice = Lattice::new(&columns, &drawn, 0);
            let layers = [(0..6).collect(), (6..12).collect()];
            let places: Vec<usize> = (0..6).chain(0..6).collect();
            let mut distinct = lines;
            distinct.sort_unstable();
            distinct.dedup();
            let pairs = distinct.iter().flat_map(|one| distinct.iter().map(move |other| (one, other)));
            let expected = pairs.filter(|(one, other)| one.0 < other.0 && one.1 > other.1).count();
            prop_assert_eq!(in_layers(&lattice, &layers, &places), u64::try_from(expected).unwrap());
        }
    }
}
