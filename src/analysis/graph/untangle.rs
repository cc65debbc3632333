//! In which order cards stand above one another: few crossings, and what belongs together stands together.
#![expect(
    clippy::indexing_slicing,
    reason = "every index is a vertex of the lattice, a column of the part or a place in that column"
)]

use super::{crossings::in_layers, lattice::Lattice, number::float};

/// Orders the vertices of each column so that lines cross as rarely as several starts find.
///
/// Members of the same group in a column stay together. `places` is room for the position of every vertex.
pub(super) fn untangle(
    lattice: &Lattice,
    group_of: &[Option<usize>],
    layers: Vec<Vec<usize>>,
    places: &mut [usize],
) -> (Vec<Vec<usize>>, u64) {
    let effort = Effort::for_layers(lattice, &layers);
    let is_calm = vec![false; layers.len()];
    let mut knot = Knot { lattice, group_of, layers, places, effort, is_calm };
    let given = knot.layers.clone();
    let mut best = (u64::MAX, Vec::new());
    for start in 0..effort.start_count {
        knot.begin(start, &given);
        knot.improve(effort.round_count, &mut best);
        if best.0 == 0 {
            break;
        }
    }
    (best.1, best.0)
}

/// How hard to try, by size: the larger the map, the less work it gets, counted in visits to ends of lines.
#[derive(Clone, Copy)]
struct Effort {
    start_count: usize,
    round_count: usize,
    /// How often at most a round moves single vertices.
    pass_count: usize,
    /// How many places up and down a single vertex is tried.
    window: usize,
}

impl Effort {
    fn for_layers(lattice: &Lattice, layers: &[Vec<usize>]) -> Self {
        let vertex_count: usize = layers.iter().map(Vec::len).sum();
        let end_count: usize =
            layers.iter().flatten().map(|&vertex| lattice.right[vertex].len() * 2).sum();
        let (visits_max, window, pass_count): (usize, usize, usize) = match vertex_count {
            0..=2_000 => (1_400_000_000, 200, 8),
            2_001..=6_000 => (120_000_000, 24, 2),
            6_001..=20_000 => (60_000_000, 6, 1),
            _ => (20_000_000, 2, 1),
        };
        let longest = layers.iter().map(Vec::len).max().unwrap_or(0);
        let visits = (end_count + vertex_count) * (8 + 4 * pass_count * window.min(longest));
        let rounds = visits_max.div_euclid(visits.max(1)).clamp(4, 600);
        Self {
            start_count: rounds.div_euclid(28).clamp(1, 20),
            round_count: rounds.min(48),
            pass_count,
            window,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

struct Knot<'a> {
    lattice: &'a Lattice,
    group_of: &'a [Option<usize>],
    layers: Vec<Vec<usize>>,
    places: &'a mut [usize],
    effort: Effort,
    /// For each column whether moving single vertices has changed nothing since it and those beside it were as they are.
    is_calm: Vec<bool>,
}

impl Knot<'_> {
    /// The start of that number: as given, by walking from the left, by walking from the right, then shuffled.
    fn begin(&mut self, start: usize, given: &[Vec<usize>]) {
        self.layers = match start {
            0 => given.to_vec(),
            1 => self.walked(Side::Right, given),
            2 => self.walked(Side::Left, given),
            seed => shuffled(seed, given),
        };
        for layer in 0..self.layers.len() {
            self.gather(layer);
            self.number(layer);
        }
    }

    fn number(&mut self, layer: usize) {
        let mut has_moved = false;
        for (place, &vertex) in self.layers[layer].iter().enumerate() {
            has_moved |= std::mem::replace(&mut self.places[vertex], place) != place;
        }
        if has_moved {
            let last = self.layers.len() - 1;
            self.is_calm[layer.saturating_sub(1)..=(layer + 1).min(last)].fill(false);
        }
    }

    fn neighbours(&self, vertex: usize, side: Side) -> &[(usize, f64)] {
        match side {
            Side::Left => &self.lattice.left[vertex],
            Side::Right => &self.lattice.right[vertex],
        }
    }

    /// Vertices in the order a depth-first walk meets them, along the lines in one direction at a time.
    fn walked(&self, side: Side, given: &[Vec<usize>]) -> Vec<Vec<usize>> {
        let mut is_met = vec![false; self.lattice.vertex_count()];
        let mut layers = vec![Vec::new(); given.len()];
        let first = given
            .first()
            .and_then(|layer| layer.first())
            .map_or(0, |&vertex| self.lattice.column_of[vertex]);
        let roots: Vec<usize> = match side {
            Side::Right => given.iter().flatten().copied().collect(),
            Side::Left => given.iter().rev().flatten().copied().collect(),
        };
        for root in roots {
            let mut open = vec![root];
            while let Some(vertex) = open.pop() {
                if std::mem::replace(&mut is_met[vertex], true) {
                    continue;
                }
                layers[self.lattice.column_of[vertex] - first].push(vertex);
                open.extend(self.neighbours(vertex, side).iter().rev().map(|&(next, _)| next));
            }
        }
        layers
    }

    /// Rounds of sweeps and single moves; stops early when nothing has helped for a while.
    fn improve(&mut self, round_count: usize, best: &mut (u64, Vec<Vec<usize>>)) {
        let mut idle_count = 0;
        let mut least = u64::MAX;
        for round in 0..round_count {
            if round > 0 {
                self.sweep(round);
            }
            let crossings = self.sift_out(round);
            if crossings < best.0 {
                *best = (crossings, self.layers.clone());
            }
            idle_count = if crossings < least { 0 } else { idle_count + 1 };
            least = least.min(crossings);
            if least == 0 || idle_count > 9 {
                break;
            }
        }
    }

    /// Once through all columns, each put in order by where its neighbours on the side just left stand.
    fn sweep(&mut self, round: usize) {
        let side = if round & 1 == 1 { Side::Left } else { Side::Right };
        let middle = if round & 2 == 0 { Middle::Mean } else { Middle::Median };
        let ties = if round & 7 == 7 { Ties::Turn } else { Ties::Stay };
        let count = self.layers.len();
        for step in 1..count {
            let layer = if side == Side::Left { step } else { count - 1 - step };
            self.reorder(layer, side, middle, ties);
        }
    }

    fn reorder(&mut self, layer: usize, side: Side, middle: Middle, ties: Ties) {
        let wishes = |vertex: &usize| middle.of(self.neighbours(*vertex, side), self.places);
        let mut units: Vec<(Option<f64>, Vec<usize>)> = Vec::new();
        for unit in self.units(layer) {
            let members: Vec<(Option<f64>, usize)> =
                unit.iter().map(|vertex| (wishes(vertex), *vertex)).collect();
            let known: Vec<f64> = members.iter().filter_map(|member| member.0).collect();
            let wish = (!known.is_empty()).then(|| known.iter().sum::<f64>() / float(known.len()));
            units.push((wish, by_wish(members, ties)));
        }
        self.layers[layer] = by_wish(units, ties).into_iter().flatten().collect();
        self.number(layer);
    }

    /// The vertices of a column, members of a group together where the first of them stands.
    fn units(&self, layer: usize) -> Vec<Vec<usize>> {
        let mut units: Vec<Vec<usize>> = Vec::new();
        let mut unit_of_group = std::collections::BTreeMap::new();
        for &vertex in &self.layers[layer] {
            let Some(group) = self.group_of[vertex] else {
                units.push(vec![vertex]);
                continue;
            };
            let unit = *unit_of_group.entry(group).or_insert(units.len());
            if unit == units.len() {
                units.push(Vec::new());
            }
            units[unit].push(vertex);
        }
        units
    }

    fn gather(&mut self, layer: usize) {
        self.layers[layer] = self.units(layer).into_iter().flatten().collect();
    }

    /// Moves single vertices until that no longer helps; gives the crossings that are left.
    fn sift_out(&mut self, round: usize) -> u64 {
        let mut least = u64::MAX;
        for pass in 0..self.effort.pass_count {
            self.sift_all(round + pass);
            let crossings = in_layers(self.lattice, &self.layers, self.places);
            if crossings >= least {
                break;
            }
            least = crossings;
        }
        least
    }

    /// Moves single vertices to the place in their column where they cause the fewest crossings.
    fn sift_all(&mut self, round: usize) {
        let count = self.layers.len();
        for step in 0..count {
            let layer = if round & 1 == 1 { step } else { count - 1 - step };
            if self.is_calm[layer] {
                continue;
            }
            let mut column = Column::new(self, layer);
            self.is_calm[layer] = !column.sift(self.effort.window);
            self.layers[layer] = column.order;
            self.number(layer);
        }
    }
}

/// One column with where the lines of each of its vertices end, on both sides, sorted.
struct Column {
    order: Vec<usize>,
    /// By place at the start; `slots` says which entry belongs to the vertex now at a place.
    ends: [Ends; 2],
    slots: Vec<usize>,
    /// By how many crossings change when one entry goes below another, as far as that has been worked out.
    known: Table,
    /// For each entry its group, where that group has more than this one member here.
    bond: Vec<Bond>,
}

/// What a vertex may change places with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bond {
    /// A waypoint: with everything.
    Free,
    /// A card alone: with everything but members of a group.
    Alone,
    /// A member of a group: with waypoints and the others of its group.
    Group(usize),
}

impl Bond {
    fn may_pass(self, other: Self) -> bool {
        self == Self::Free || other == Self::Free || self == other
    }
}

impl Column {
    fn new(knot: &Knot<'_>, layer: usize) -> Self {
        let order = knot.layers[layer].clone();
        let ends = [Side::Left, Side::Right].map(|side| Ends::of(knot, &order, side));
        let mut sizes = std::collections::BTreeMap::new();
        for group in order.iter().filter_map(|&vertex| knot.group_of[vertex]) {
            *sizes.entry(group).or_insert(0) += 1;
        }
        let bond = order.iter().map(|&vertex| match knot.group_of[vertex] {
            _ if knot.lattice.is_waypoint(vertex) => Bond::Free,
            Some(group) if sizes.get(&group) > Some(&1) => Bond::Group(group),
            _ => Bond::Alone,
        });
        Self {
            ends,
            bond: bond.collect(),
            slots: (0..order.len()).collect(),
            known: Table::new(order.len()),
            order,
        }
    }

    /// Moves each vertex once; says whether any has moved.
    fn sift(&mut self, window: usize) -> bool {
        let mut has_moved = false;
        let mut place_of: Vec<usize> = (0..self.slots.len()).collect();
        for slot in 0..self.slots.len() {
            let at = place_of[slot];
            let (up, up_gain) = self.best_move(at, window, Side::Left);
            let (down, down_gain) = self.best_move(at, window, Side::Right);
            let range = if up_gain < 0 && up_gain <= down_gain {
                self.slots[at - up..=at].rotate_right(1);
                self.order[at - up..=at].rotate_right(1);
                at - up..=at
            } else if down_gain < 0 {
                self.slots[at..=at + down].rotate_left(1);
                self.order[at..=at + down].rotate_left(1);
                at..=at + down
            } else {
                continue;
            };
            has_moved = true;
            for place in range {
                place_of[self.slots[place]] = place;
            }
        }
        has_moved
    }

    /// How many places to go towards one end of the column, and by how much that changes the crossings.
    fn best_move(&mut self, at: usize, window: usize, towards: Side) -> (usize, i64) {
        let slot = self.slots[at];
        let (mut best, mut sum) = ((0, 0), 0);
        for step in 1..=window {
            let next = match towards {
                Side::Left => at.checked_sub(step),
                Side::Right => Some(at + step),
            };
            let Some(&other) = next.and_then(|next| self.slots.get(next)) else { break };
            if !self.bond[slot].may_pass(self.bond[other]) {
                break;
            }
            sum += match towards {
                Side::Left => self.change(other, slot),
                Side::Right => self.change(slot, other),
            };
            if sum < best.1 {
                best = (step, sum);
            }
        }
        best
    }

    /// By how many the crossings of two neighbours change when the upper goes below the lower.
    fn change(&mut self, upper: usize, lower: usize) -> i64 {
        if let Some(known) = self.known.get(upper, lower) {
            return known;
        }
        let found = self.ends.iter().map(|ends| change(ends.of_slot(upper), ends.of_slot(lower)));
        let found = found.sum();
        self.known.set(upper, lower, found);
        found
    }
}

/// Where lines end on one side of a column: the places of all entries, one entry after the other, each in order.
struct Ends {
    places: Vec<usize>,
    /// Where the places of each entry begin, and at last where all end.
    begins: Vec<usize>,
}

impl Ends {
    fn of(knot: &Knot<'_>, order: &[usize], side: Side) -> Self {
        let mut ends = Self { places: Vec::new(), begins: vec![0] };
        for &vertex in order {
            let begin = ends.places.len();
            let neighbours = knot.neighbours(vertex, side);
            ends.places.extend(neighbours.iter().map(|&(next, _)| knot.places[next]));
            ends.places[begin..].sort_unstable();
            ends.begins.push(ends.places.len());
        }
        ends
    }

    fn of_slot(&self, slot: usize) -> &[usize] {
        &self.places[self.begins[slot]..self.begins[slot + 1]]
    }
}

/// Longer columns than this have no table of what is known.
const KNOWN_MAX: usize = 256;

/// For pairs of entries of a column by how many crossings change when the first goes below the second.
struct Table {
    side: usize,
    changes: Vec<i64>,
}

impl Table {
    fn new(count: usize) -> Self {
        let side = if count > KNOWN_MAX { 0 } else { count };
        Self { side, changes: vec![i64::MAX; side * side] }
    }

    fn get(&self, upper: usize, lower: usize) -> Option<i64> {
        self.changes.get(upper * self.side + lower).copied().filter(|known| *known != i64::MAX)
    }

    /// Keeps it for both ways: what goes down costs what coming up wins.
    fn set(&mut self, upper: usize, lower: usize, change: i64) {
        if self.side > 0 {
            self.changes[upper * self.side + lower] = change;
            self.changes[lower * self.side + upper] = -change;
        }
    }
}

/// Crossings with `upper` below `lower`, less those with `upper` above: both lists are sorted.
fn change(upper: &[usize], lower: &[usize]) -> i64 {
    if let ([upper], [lower]) = (upper, lower) {
        return i64::from(upper < lower) - i64::from(upper > lower);
    }
    let (mut less, mut less_or_same, mut change) = (0, 0, 0_i64);
    for &end in lower {
        while less < upper.len() && upper[less] < end {
            less += 1;
        }
        while less_or_same < upper.len() && upper[less_or_same] <= end {
            less_or_same += 1;
        }
        // Once below, `upper` crosses here with its ends above this one; before, with those beneath it.
        change += i64::try_from(less).unwrap_or(i64::MAX);
        change -= i64::try_from(upper.len() - less_or_same).unwrap_or(i64::MAX);
    }
    change
}

#[derive(Clone, Copy)]
enum Middle {
    Mean,
    Median,
}

impl Middle {
    fn of(self, neighbours: &[(usize, f64)], places: &[usize]) -> Option<f64> {
        if neighbours.is_empty() {
            return None;
        }
        let at = |&(next, _): &(usize, f64)| float(places[next]);
        match self {
            Self::Mean => Some(neighbours.iter().map(at).sum::<f64>() / float(neighbours.len())),
            Self::Median => {
                let mut sorted: Vec<f64> = neighbours.iter().map(at).collect();
                sorted.sort_by(f64::total_cmp);
                let half = sorted.len() >> 1;
                Some(if sorted.len() & 1 == 1 {
                    sorted[half]
                } else {
                    f64::midpoint(sorted[half - 1], sorted[half])
                })
            }
        }
    }
}

/// Which of two with the same wish comes first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ties {
    Stay,
    Turn,
}

/// Sorts by wish; what has none keeps its place.
fn by_wish<T>(items: Vec<(Option<f64>, T)>, ties: Ties) -> Vec<T> {
    let has_wish: Vec<bool> = items.iter().map(|item| item.0.is_some()).collect();
    let (mut wishing, settled): (Vec<_>, Vec<_>) =
        items.into_iter().partition(|item| item.0.is_some());
    if ties == Ties::Turn {
        wishing.reverse();
    }
    wishing.sort_by(|one, other| one.0.unwrap_or(0.0).total_cmp(&other.0.unwrap_or(0.0)));
    let (mut wishing, mut settled) = (wishing.into_iter(), settled.into_iter());
    has_wish
        .into_iter()
        .filter_map(|has_wish| if has_wish { wishing.next() } else { settled.next() })
        .map(|item| item.1)
        .collect()
}

/// The same columns in an order that depends on the seed only.
fn shuffled(seed: usize, given: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut state = u64::try_from(seed).unwrap_or(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    given
        .iter()
        .map(|layer| {
            let mut keyed: Vec<(u64, usize)> =
                layer.iter().map(|&vertex| (next(), vertex)).collect();
            keyed.sort_unstable();
            keyed.into_iter().map(|(_, vertex)| vertex).collect()
        })
        .collect()
}
