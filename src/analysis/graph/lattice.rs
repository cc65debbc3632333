//! The map taken apart for untangling: cards in columns, and waypoints where a line passes a column.
#![expect(
    clippy::indexing_slicing,
    reason = "every index is a card or waypoint made here, or a column below the count given"
)]

use std::collections::BTreeMap;

/// Cards come first, `0..card_count`; every number from there on is a waypoint.
pub(super) struct Lattice {
    pub card_count: usize,
    pub column_of: Vec<usize>,
    /// For each vertex its neighbours one column to the left, and how strongly each pulls.
    pub left: Vec<Vec<(usize, f64)>>,
    /// The same to the right.
    pub right: Vec<Vec<(usize, f64)>>,
}

/// How much more a line wants to be straight where it passes than where it starts.
const STIFFNESS: f64 = 4.0;

impl Lattice {
    /// Joins cards by lines from left to right, whatever way the lines point; lines inside a column are left out,
    /// lines between the same two cards count as one. The longest lines are left out where all of them together
    /// would need more than `waypoints_max` waypoints.
    pub(super) fn new(
        columns: &[usize],
        lines: &[(usize, usize, f64)],
        waypoints_max: usize,
    ) -> Self {
        let mut lattice = Self {
            card_count: columns.len(),
            column_of: columns.to_vec(),
            left: vec![Vec::new(); columns.len()],
            right: vec![Vec::new(); columns.len()],
        };
        let mut waypoints_left = waypoints_max;
        for (from, to, weight) in rightward(columns, lines) {
            let waypoints = columns[to] - columns[from] - 1;
            if waypoints > waypoints_left {
                break;
            }
            waypoints_left -= waypoints;
            lattice.draw(from, to, weight);
        }
        lattice
    }

    /// The same cards joined directly, without waypoints: for maps too full to keep lanes free for lines.
    pub(super) fn direct(columns: &[usize], lines: &[(usize, usize, f64)]) -> Self {
        let mut lattice = Self::new(columns, &[], 0);
        for (from, to, weight) in rightward(columns, lines) {
            lattice.join(from, to, weight);
        }
        lattice
    }

    /// The column of each card.
    pub(super) fn cards(&self) -> &[usize] {
        &self.column_of[..self.card_count]
    }

    pub(super) fn vertex_count(&self) -> usize {
        self.column_of.len()
    }

    pub(super) fn is_waypoint(&self, vertex: usize) -> bool {
        vertex >= self.card_count
    }

    fn draw(&mut self, from: usize, to: usize, weight: f64) {
        let mut at = from;
        for column in self.column_of[from] + 1..self.column_of[to] {
            let waypoint = self.column_of.len();
            self.column_of.push(column);
            self.left.push(Vec::new());
            self.right.push(Vec::new());
            self.join(at, waypoint, weight * STIFFNESS);
            at = waypoint;
        }
        let pull = if at == from { weight } else { weight * STIFFNESS };
        self.join(at, to, pull);
    }

    fn join(&mut self, from: usize, to: usize, weight: f64) {
        self.right[from].push((to, weight));
        self.left[to].push((from, weight));
    }

    /// The connected parts, each as its columns from the first to the last it touches: the number of the first column,
    /// then the vertices of each. Members of a group belong to the same part. Larger parts first; cards without any line
    /// or group are together the last part.
    pub(super) fn parts(&self, group_of: &[Option<usize>]) -> Vec<Part> {
        let mut joined: Vec<(usize, usize)> = self
            .right
            .iter()
            .enumerate()
            .flat_map(|(from, nexts)| nexts.iter().map(move |&(to, _)| (from, to)))
            .collect();
        let mut first_of_group = BTreeMap::new();
        for (card, group) in group_of.iter().enumerate() {
            joined.extend(group.map(|group| (*first_of_group.entry(group).or_insert(card), card)));
        }
        let part_of = super::links::Links::both(self.vertex_count(), &joined).parts();
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (vertex, &part) in part_of.iter().enumerate() {
            let is_loose = group_of[vertex].is_none()
                && self.left[vertex].is_empty()
                && self.right[vertex].is_empty();
            members.entry(if is_loose { usize::MAX } else { part }).or_default().push(vertex);
        }
        let loose = members.remove(&usize::MAX);
        let mut parts: Vec<Vec<usize>> = members.into_values().collect();
        parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
        parts.into_iter().chain(loose).map(|part| self.in_columns(&part)).collect()
    }

    fn in_columns(&self, vertices: &[usize]) -> Part {
        let columns = || vertices.iter().map(|&vertex| self.column_of[vertex]);
        let first = columns().min().unwrap_or(0);
        let last = columns().max().unwrap_or(0);
        let mut layers = vec![Vec::new(); last - first + 1];
        for &vertex in vertices {
            layers[self.column_of[vertex] - first].push(vertex);
        }
        Part { first, layers }
    }
}

/// A connected part of the map.
pub(super) struct Part {
    /// Its leftmost column.
    pub first: usize,
    /// Its vertices, column by column.
    pub layers: Vec<Vec<usize>>,
}

/// Lines turned to run from left to right, without repeats, the shortest first.
fn rightward(columns: &[usize], lines: &[(usize, usize, f64)]) -> Vec<(usize, usize, f64)> {
    let mut weights: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for &(from, to, weight) in lines {
        let ends = if columns[from] < columns[to] { (from, to) } else { (to, from) };
        if columns[from] != columns[to] {
            *weights.entry(ends).or_default() += weight;
        }
    }
    let mut turned: Vec<(usize, usize, f64)> =
        weights.into_iter().map(|((from, to), weight)| (from, to, weight)).collect();
    turned.sort_by_key(|&(from, to, _)| columns[to] - columns[from]);
    turned
}
