//! Every circle: groups of things that all wait for one another, and the shortest way round in each.
#![expect(
    clippy::indexing_slicing,
    reason = "every index is a node below the count the tables were built for"
)]

use std::collections::VecDeque;

use super::links::Links;

/// A group of nodes each of which leads to every other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Circle {
    /// One shortest way round, in the order of the arrows, its smallest node first; the last leads back to the first.
    pub nodes: Vec<usize>,
    /// Everything that is caught up in this or another circle together with it, sorted.
    pub caught: Vec<usize>,
}

/// Every group of nodes that lie on circles together, by smallest member, each with one shortest circle.
pub fn circles(node_count: usize, edges: &[(usize, usize)]) -> Vec<Circle> {
    let links = Links::forward(node_count, edges);
    let (groups, group_of) = components(&links);
    let inside: Vec<(usize, usize)> = edges
        .iter()
        .copied()
        .filter(|&(from, to)| {
            from < node_count && to < node_count && group_of[from] == group_of[to]
        })
        .collect();
    let mut search = Search {
        inside: Links::forward(node_count, &inside),
        came_from: vec![usize::MAX; node_count],
    };
    let mut found: Vec<Circle> = groups
        .into_iter()
        .filter(|group| group.len() > 1 || group.iter().any(|&node| links.of(node).contains(&node)))
        .map(|caught| Circle { nodes: search.shortest(&caught), caught })
        .collect();
    found.sort_unstable_by(|one, other| one.caught.cmp(&other.caught));
    found
}

/// Tarjan's strongly connected components, each sorted, and for each node the number of its own.
fn components(links: &Links) -> (Vec<Vec<usize>>, Vec<usize>) {
    const NEVER: usize = usize::MAX;
    let node_count = links.node_count();
    let (mut seen_at, mut low) = (vec![NEVER; node_count], vec![NEVER; node_count]);
    let mut group_of = vec![NEVER; node_count];
    let (mut groups, mut stack, mut time) = (Vec::new(), Vec::new(), 0);
    for root in 0..node_count {
        let mut path = if seen_at[root] == NEVER { vec![(root, 0)] } else { Vec::new() };
        while let Some((node, step)) = path.pop() {
            if step == 0 {
                (seen_at[node], low[node]) = (time, time);
                time += 1;
                stack.push(node);
            }
            if let Some(&next) = links.of(node).get(step) {
                path.push((node, step + 1));
                if seen_at[next] == NEVER {
                    path.push((next, 0));
                } else if group_of[next] == NEVER {
                    low[node] = low[node].min(seen_at[next]);
                }
                continue;
            }
            if let Some(&(parent, _)) = path.last() {
                low[parent] = low[parent].min(low[node]);
            }
            if low[node] == seen_at[node] {
                let from = stack.iter().rposition(|&other| other == node).unwrap_or(0);
                let mut group = stack.split_off(from);
                for &member in &group {
                    group_of[member] = groups.len();
                }
                group.sort_unstable();
                groups.push(group);
            }
        }
    }
    (groups, group_of)
}

/// Looks for shortest circles by breadth-first search inside one group at a time.
struct Search {
    /// The edges that stay in their group.
    inside: Links,
    /// For each node reached from the present start, the one before it; `usize::MAX` for all others.
    came_from: Vec<usize>,
}

impl Search {
    /// A shortest circle in a group. Only nodes with a choice of ways need to be tried: where there is none at all,
    /// the group is a single circle.
    fn shortest(&mut self, group: &[usize]) -> Vec<usize> {
        let mut starts: Vec<usize> =
            group.iter().copied().filter(|&node| self.inside.of(node).len() > 1).collect();
        if starts.is_empty() {
            starts.extend(group.first());
        }
        let mut best: Vec<usize> = Vec::new();
        for start in starts {
            let shorter_than = if best.is_empty() { usize::MAX } else { best.len() };
            if let Some(circle) = self.from(start, shorter_than) {
                best = circle;
            }
        }
        let smallest =
            best.iter().enumerate().min_by_key(|&(_, node)| *node).map_or(0, |(at, _)| at);
        best.rotate_left(smallest);
        best
    }

    /// A circle through `start` with fewer nodes than the limit, if there is one.
    fn from(&mut self, start: usize, shorter_than: usize) -> Option<Vec<usize>> {
        let mut reached = vec![start];
        let mut open = VecDeque::from([(start, 1)]);
        let mut last = None;
        while let Some((node, length)) = open.pop_front() {
            if length >= shorter_than {
                break;
            }
            let nexts = self.inside.of(node);
            if nexts.contains(&start) {
                last = Some(node);
                break;
            }
            for &next in nexts {
                if self.came_from[next] == usize::MAX {
                    self.came_from[next] = node;
                    reached.push(next);
                    open.push_back((next, length + 1));
                }
            }
        }
        let circle = last.map(|last| self.way_back(start, last));
        for node in reached {
            self.came_from[node] = usize::MAX;
        }
        circle
    }

    fn way_back(&self, start: usize, last: usize) -> Vec<usize> {
        let mut way = vec![last];
        let mut at = last;
        while at != start {
            at = self.came_from[at];
            way.push(at);
        }
        way.reverse();
        way
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::{collection::vec, prelude::*};

    use super::*;

    /// The length of the shortest circle through each node, by trying every way.
    fn shortest_through(node_count: usize, edges: &BTreeSet<(usize, usize)>) -> Vec<Option<usize>> {
        (0..node_count)
            .map(|start| {
                let mut front = BTreeSet::from([start]);
                (1..=node_count).find(|_| {
                    front = edges
                        .iter()
                        .filter(|edge| front.contains(&edge.0))
                        .map(|edge| edge.1)
                        .collect();
                    front.contains(&start)
                })
            })
            .collect()
    }

    #[test]
    fn a_node_that_leads_to_itself_is_a_circle() {
        assert_eq!(circles(2, &[(1, 1)]), [Circle { nodes: vec![1], caught: vec![1] }]);
    }

    #[test]
    fn the_shortest_way_round_is_named_in_order() {
        let edges = [(4, 2), (2, 3), (3, 4), (3, 5), (5, 6), (6, 2), (0, 4)];
        assert_eq!(
            circles(7, &edges),
            [Circle { nodes: vec![2, 3, 4], caught: vec![2, 3, 4, 5, 6] }]
        );
    }

    #[test]
    fn a_large_circle_overflows_nothing() {
        let edges: Vec<_> = (0..100_000).map(|node| (node, (node + 1) % 100_000)).collect();
        let found = circles(100_000, &edges);
        assert_eq!(found[0].nodes, (0..100_000).collect::<Vec<_>>());
    }

    proptest! {
        #[test]
        fn agrees_with_trying_everything(edges in vec((0_usize..9, 0_usize..9), 0..22)) {
            let set: BTreeSet<_> = edges.iter().copied().collect();
            let through = shortest_through(9, &set);
            let found = circles(9, &edges);
            let caught: BTreeSet<usize> = found.iter().flat_map(|circle| circle.caught.clone()).collect();
            let expected: BTreeSet<usize> = (0..9).filter(|&node| through[node].is_some()).collect();
            prop_assert_eq!(caught, expected);
            for circle in found {
                let next = circle.nodes.iter().cycle().skip(1);
                prop_assert!(circle.nodes.iter().zip(next).all(|(from, to)| set.contains(&(*from, *to))));
                let least = circle.caught.iter().filter_map(|&node| through[node]).min();
                prop_assert_eq!(Some(circle.nodes.len()), least);
                prop_assert_eq!(circle.nodes.iter().min(), circle.nodes.first());
            }
        }
    }
}
