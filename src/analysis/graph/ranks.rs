//! Columns that make lines short altogether: network simplex for what fits a screen, single pushes for what does not.
#![expect(
    clippy::indexing_slicing,
    reason = "every index is a card, and all tables have one entry for each card or edge"
)]

use super::links::Links;

/// Up to this many cards times lines the columns are the best there are.
const EXACT_MAX: usize = 3_000_000;

/// Moves cards from their longest-path columns so that every edge still runs from left to right and all edges together
/// span as few columns as possible. The edges have no circle.
pub(super) fn short_columns(level: &[usize], edges: &[(usize, usize)]) -> Vec<usize> {
    let pushed = tightened(level, edges);
    if level.len().saturating_mul(edges.len()) > EXACT_MAX {
        return pushed;
    }
    let mut simplex = Simplex::new(&pushed, edges);
    simplex.connect();
    for _ in 0..4 * level.len() + 100 {
        if !simplex.pivot() {
            break;
        }
    }
    simplex.columns()
}

/// The network simplex method of Gansner, Koutsofios, North and Vo, with the tree walked anew for every exchange.
struct Simplex<'a> {
    edges: &'a [(usize, usize)],
    column: Vec<i64>,
    /// Edges with no slack that join all cards of a connected part without a circle.
    tree: Vec<usize>,
    /// Edges that end at a card less those that start there.
    surplus: Vec<i64>,
    part_of: Vec<usize>,
}

impl<'a> Simplex<'a> {
    fn new(columns: &[usize], edges: &'a [(usize, usize)]) -> Self {
        let mut surplus = vec![0; columns.len()];
        for &(from, to) in edges {
            surplus[from] -= 1;
            surplus[to] += 1;
        }
        let column = columns.iter().map(|&column| i64::try_from(column).unwrap_or(0)).collect();
        let part_of = Links::both(columns.len(), edges).parts();
        Self { edges, column, tree: Vec::new(), surplus, part_of }
    }

    fn slack(&self, edge: usize) -> i64 {
        let (from, to) = self.edges[edge];
        self.column[to] - self.column[from] - 1
    }

    /// Grows the tree edge by edge; each time the edge with the least slack is made tight by moving one side.
    fn connect(&mut self) {
        let mut clump_of: Vec<usize> = (0..self.column.len()).collect();
        loop {
            let loose = (0..self.edges.len())
                .filter(|&edge| clump_of[self.edges[edge].0] != clump_of[self.edges[edge].1])
                .min_by_key(|&edge| (self.slack(edge), edge));
            let Some(edge) = loose else { break };
            let slack = self.slack(edge);
            let (from, to) = (clump_of[self.edges[edge].0], clump_of[self.edges[edge].1]);
            for (clump, column) in clump_of.iter_mut().zip(&mut self.column) {
                if *clump == to {
                    *column -= slack;
                    *clump = from;
                }
            }
            self.tree.push(edge);
        }
    }

    /// Exchanges one edge of the tree for a better one; says whether there was one to exchange.
    fn pivot(&mut self) -> bool {
        let Some((place, side, is_tail)) = self.worst() else { return false };
        let enters = |&edge: &usize| {
            let (from, to) = self.edges[edge];
            if is_tail { !side[from] && side[to] } else { side[from] && !side[to] }
        };
        let same_part = |&edge: &usize| {
            self.part_of[self.edges[edge].0] == self.part_of[self.edges[self.tree[place]].0]
        };
        let entering = (0..self.edges.len())
            .filter(same_part)
            .filter(enters)
            .min_by_key(|&edge| (self.slack(edge), edge));
        let Some(entering) = entering else { return false };
        let slack = self.slack(entering);
        let step = if is_tail { -slack } else { slack };
        for (column, is_inside) in self.column.iter_mut().zip(&side) {
            *column += if *is_inside { step } else { 0 };
        }
        self.tree[place] = entering;
        true
    }

    /// The edge of the tree that is most worth making longer: its place in the tree, the cards on one side of it,
    /// and whether it starts there.
    fn worst(&self) -> Option<(usize, Vec<bool>, bool)> {
        let (order, above) = self.walk();
        let mut sum = self.surplus.clone();
        let mut worst: Option<(i64, usize, usize)> = None;
        for &card in order.iter().rev() {
            let Some((parent, place)) = above[card] else { continue };
            sum[parent] += sum[card];
            let is_tail = self.edges[self.tree[place]].0 == card;
            let cut = if is_tail { -sum[card] } else { sum[card] };
            if cut < worst.map_or(0, |worst| worst.0) {
                worst = Some((cut, place, card));
            }
        }
        let (_, place, root) = worst?;
        let mut side = vec![false; self.column.len()];
        side[root] = true;
        for &card in &order {
            if let Some((parent, _)) = above[card] {
                side[card] |= side[parent];
            }
        }
        Some((place, side, self.edges[self.tree[place]].0 == root))
    }

    /// All cards, parents before children, and for each the card and the tree edge above it.
    fn walk(&self) -> (Vec<usize>, Vec<Option<(usize, usize)>>) {
        let mut joined = vec![Vec::new(); self.column.len()];
        for (place, &edge) in self.tree.iter().enumerate() {
            let (from, to) = self.edges[edge];
            joined[from].push((to, place));
            joined[to].push((from, place));
        }
        let mut above = vec![None; self.column.len()];
        let mut is_seen = vec![false; self.column.len()];
        let mut order = Vec::with_capacity(self.column.len());
        for root in 0..self.column.len() {
            let mut open = vec![root];
            while let Some(card) = open.pop() {
                if std::mem::replace(&mut is_seen[card], true) {
                    continue;
                }
                order.push(card);
                for &(next, place) in joined[card].iter().filter(|(next, _)| !is_seen[*next]) {
                    above[next] = Some((card, place));
                    open.push(next);
                }
            }
        }
        (order, above)
    }

    /// The columns found, each connected part from 0 on.
    fn columns(&self) -> Vec<usize> {
        let mut first = vec![i64::MAX; self.column.len()];
        for (&part, &column) in self.part_of.iter().zip(&self.column) {
            first[part] = first[part].min(column);
        }
        let from_first =
            |(&part, column): (&usize, &i64)| usize::try_from(column - first[part]).unwrap_or(0);
        self.part_of.iter().zip(&self.column).map(from_first).collect()
    }
}

/// Columns by longest path, then cards moved right where that makes lines shorter altogether.
fn tightened(level: &[usize], edges: &[(usize, usize)]) -> Vec<usize> {
    const PASSES_MAX: usize = 30;
    let mut column = level.to_vec();
    let depth = level.iter().max().map_or(1, |last| last + 1);
    let forward = Links::forward(column.len(), edges);
    let backward = Links::backward(column.len(), edges);
    for _ in 0..PASSES_MAX {
        let mut is_better = false;
        for card in (0..column.len()).rev() {
            let Some(moved) = pushed_right(card, depth, &column, &forward) else { continue };
            let ins: usize = moved.iter().map(|&card| backward.of(card).len()).sum();
            let outs: usize = moved.iter().map(|&card| forward.of(card).len()).sum();
            if ins < outs {
                for card in moved {
                    column[card] += 1;
                }
                is_better = true;
            }
        }
        if !is_better {
            break;
        }
    }
    column
}

/// The cards that have to move when this one goes one column to the right; `None` if one falls off the edge
/// or there are too many to be worth it.
fn pushed_right(
    card: usize,
    depth: usize,
    column: &[usize],
    forward: &Links,
) -> Option<Vec<usize>> {
    const MOVED_MAX: usize = 200;
    let mut moved = std::collections::BTreeSet::from([card]);
    let mut open = vec![card];
    while let Some(card) = open.pop() {
        if column[card] + 1 >= depth || moved.len() > MOVED_MAX {
            return None;
        }
        for &next in forward.of(card) {
            if column[next] == column[card] + 1 && moved.insert(next) {
                open.push(next);
            }
        }
    }
    Some(moved.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::{super::order::levels, *};

    fn span(columns: &[usize], edges: &[(usize, usize)]) -> usize {
        edges.iter().map(|&(from, to)| columns[to] - columns[from]).sum()
    }

    /// The least total span over all ways to give six cards one of six columns.
    fn least_span(edges: &[(usize, usize)]) -> usize {
        let ways = (0..6_usize.pow(6)).map(|way| {
            (0..6).map(|card| way.div_euclid(6_usize.pow(card)) % 6).collect::<Vec<_>>()
        });
        let sound = ways.filter(|way| edges.iter().all(|&(from, to)| way[from] < way[to]));
        sound.map(|way| span(&way, edges)).min().unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn no_other_columns_make_lines_shorter(edges in vec((0_usize..6, 0_usize..6), 0..12)) {
            let mut edges: Vec<_> = edges.into_iter().filter(|(from, to)| from < to).collect();
            edges.sort_unstable();
            edges.dedup();
            let level = levels(6, &edges).unwrap();
            let found = short_columns(&level, &edges);
            prop_assert!(edges.iter().all(|&(from, to)| found[from] < found[to]));
            prop_assert_eq!(span(&found, &edges), least_span(&edges));
            let pushed = tightened(&level, &edges);
            prop_assert!(edges.iter().all(|&(from, to)| pushed[from] < pushed[to]));
            prop_assert!(span(&pushed, &edges) <= span(&level, &edges));
        }
    }
}
