//! What comes before what: an order that respects every arrow, or the circles that rule one out.
#![expect(
    clippy::indexing_slicing,
    reason = "every index is a node below the count the tables were built for"
)]

use std::{cmp::Reverse, collections::BinaryHeap};

use super::{
    circles::{Circle, circles},
    links::Links,
};

/// Whether things can be put in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Every node once, each after all that lead to it; among equals the smallest number first.
    Sound(Vec<usize>),
    /// There is no order: at least one circle, each named in full.
    Circular(Vec<Circle>),
}

/// Puts nodes in an order that respects every edge, or names what stands in the way.
pub fn order(node_count: usize, edges: &[(usize, usize)]) -> Order {
    let sorted = sort(node_count, edges);
    if sorted.len() == node_count {
        Order::Sound(sorted)
    } else {
        Order::Circular(circles(node_count, edges))
    }
}

/// For each node how many steps the longest way to it has: 0 for what needs nothing. `None` where there is a circle.
pub fn levels(node_count: usize, edges: &[(usize, usize)]) -> Option<Vec<usize>> {
    let Order::Sound(sorted) = order(node_count, edges) else { return None };
    let links = Links::forward(node_count, edges);
    let mut levels = vec![0; node_count];
    for node in sorted {
        for &next in links.of(node) {
            levels[next] = levels[next].max(levels[node] + 1);
        }
    }
    Some(levels)
}

/// The same edges with as few as a single search finds turned around or dropped, so that no circle is left.
///
/// Edges from a node to itself and edges that name no node are dropped; the others come back in the order given,
/// turned where they close a circle. Where there is no circle, nothing is turned.
pub fn without_circles(node_count: usize, edges: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let rank = finishing_rank(node_count, edges);
    edges
        .iter()
        .filter(|&&(from, to)| from != to && from < node_count && to < node_count)
        .map(|&(from, to)| if rank[from] < rank[to] { (from, to) } else { (to, from) })
        .collect()
}

/// Kahn's algorithm: the nodes that can be put in order, smallest number first among those that are free.
fn sort(node_count: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let links = Links::forward(node_count, edges);
    let mut waiting_for = vec![0_usize; node_count];
    for node in 0..node_count {
        for &next in links.of(node) {
            waiting_for[next] += 1;
        }
    }
    let mut free: BinaryHeap<Reverse<usize>> =
        (0..node_count).filter(|&node| waiting_for[node] == 0).map(Reverse).collect();
    let mut sorted = Vec::with_capacity(node_count);
    while let Some(Reverse(node)) = free.pop() {
        sorted.push(node);
        for &next in links.of(node) {
            waiting_for[next] -= 1;
            if waiting_for[next] == 0 {
                free.push(Reverse(next));
            }
        }
    }
    sorted
}

/// The reverse of the order in which a depth-first search leaves the nodes; starts with what nothing leads to.
fn finishing_rank(node_count: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let forward = Links::forward(node_count, edges);
    let backward = Links::backward(node_count, edges);
    let (sources, others): (Vec<usize>, Vec<usize>) =
        (0..node_count).partition(|&node| backward.of(node).is_empty());
    let mut rank = vec![0; node_count];
    let mut is_seen = vec![false; node_count];
    let mut left = node_count;
    for root in sources.into_iter().chain(others) {
        if is_seen[root] {
            continue;
        }
        is_seen[root] = true;
        let mut path = vec![(root, 0)];
        while let Some((node, step)) = path.pop() {
            let Some(&next) = forward.of(node).get(step) else {
                left -= 1;
                rank[node] = left;
                continue;
            };
            path.push((node, step + 1));
            if !is_seen[next] {
                is_seen[next] = true;
                path.push((next, 0));
            }
        }
    }
    rank
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    #[test]
    fn what_is_needed_comes_first_and_small_numbers_before_large() {
        assert_eq!(order(5, &[(3, 0), (0, 2), (3, 2)]), Order::Sound(vec![1, 3, 0, 2, 4]));
        assert_eq!(levels(5, &[(3, 0), (0, 2), (3, 2)]), Some(vec![1, 0, 2, 0, 0]));
    }

    #[test]
    fn a_circle_is_named() {
        let Order::Circular(found) = order(4, &[(0, 1), (1, 2), (2, 1), (2, 3)]) else {
            panic!("no circle found")
        };
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].nodes, [1, 2]);
        assert_eq!(levels(2, &[(0, 1), (1, 0)]), None);
    }

    #[test]
    fn nothing_is_turned_without_a_circle() {
        let edges = [(2, 1), (1, 0), (2, 0)];
        assert_eq!(without_circles(3, &edges), edges);
    }

    proptest! {
        #[test]
        fn every_order_respects_every_edge(edges in vec((0_usize..15, 0_usize..15), 0..40)) {
            match order(15, &edges) {
                Order::Sound(sorted) => {
                    prop_assert_eq!(sorted.len(), 15);
                    let at = |node: usize| sorted.iter().position(|&other| other == node);
                    prop_assert!(edges.iter().all(|&(from, to)| at(from) < at(to)));
                }
                Order::Circular(found) => prop_assert!(!found.is_empty()),
            }
        }

        #[test]
        fn what_is_turned_has_an_order(edges in vec((0_usize..15, 0_usize..15), 0..40)) {
            let turned = without_circles(15, &edges);
            prop_assert!(matches!(order(15, &turned), Order::Sound(_)));
            if matches!(order(15, &edges), Order::Sound(_)) {
                prop_assert_eq!(turned, edges);
            }
        }

        #[test]
        fn levels_are_longest_ways(edges in vec((0_usize..9, 0_usize..9), 0..16)) {
            let edges: Vec<(usize, usize)> = edges.into_iter().filter(|(from, to)| from < to).collect();
            let found = levels(9, &edges).unwrap();
            for (node, &level) in found.iter().enumerate() {
                let before = edges.iter().filter(|edge| edge.1 == node).map(|edge| found[edge.0] + 1).max();
                prop_assert_eq!(level, before.unwrap_or(0));
            }
        }
    }
}
