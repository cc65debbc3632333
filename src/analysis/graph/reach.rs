//! What is affected by what: everything that can be reached from somewhere, along the arrows or against them.
#![expect(
    clippy::indexing_slicing,
    reason = "every index is a node below the count the tables were built for"
)]

use super::links::Links;

/// Everything the arrows lead to from any of `sources`, in one step or many, sorted.
///
/// A source is part of the answer only where a circle leads back to it or another source leads to it.
pub fn downstream(node_count: usize, edges: &[(usize, usize)], sources: &[usize]) -> Vec<usize> {
    reach(&Links::forward(node_count, edges), sources)
}

/// Everything from which the arrows lead to any of `targets`, in one step or many, sorted.
///
/// A target is part of the answer only where a circle leads back to it or it leads to another target.
pub fn upstream(node_count: usize, edges: &[(usize, usize)], targets: &[usize]) -> Vec<usize> {
    reach(&Links::backward(node_count, edges), targets)
}

fn reach(links: &Links, sources: &[usize]) -> Vec<usize> {
    let node_count = links.node_count();
    let mut is_reached = vec![false; node_count];
    let mut open: Vec<usize> = sources.iter().copied().filter(|&node| node < node_count).collect();
    open.sort_unstable();
    open.dedup();
    while let Some(node) = open.pop() {
        for &next in links.of(node) {
            if !is_reached[next] {
                is_reached[next] = true;
                open.push(next);
            }
        }
    }
    (0..node_count).filter(|&node| is_reached[node]).collect()
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    fn closure(node_count: usize, edges: &[(usize, usize)]) -> Vec<Vec<bool>> {
        let mut leads = vec![vec![false; node_count]; node_count];
        for &(from, to) in edges {
            leads[from][to] = true;
        }
        for via in 0..node_count {
            for from in 0..node_count {
                for to in 0..node_count {
                    leads[from][to] |= leads[from][via] && leads[via][to];
                }
            }
        }
        leads
    }

    #[test]
    fn a_chain_is_followed_to_its_end() {
        let edges = [(0, 1), (1, 2), (2, 3), (4, 2)];
        assert_eq!(downstream(5, &edges, &[1]), [2, 3]);
        assert_eq!(upstream(5, &edges, &[2]), [0, 1, 4]);
    }

    #[test]
    fn unknown_nodes_are_left_out() {
        assert_eq!(downstream(2, &[(0, 1), (0, 9), (9, 0)], &[0, 7]), [1]);
        assert!(downstream(0, &[], &[0]).is_empty());
    }

    #[test]
    fn a_long_chain_is_no_trouble() {
        let edges: Vec<_> = (0..99_999).map(|node| (node, node + 1)).collect();
        assert_eq!(downstream(100_000, &edges, &[0]).len(), 99_999);
    }

    proptest! {
        #[test]
        fn agrees_with_floyd_and_warshall(
            edges in vec((0_usize..12, 0_usize..12), 0..30),
            sources in vec(0_usize..12, 0..4),
        ) {
            let leads = closure(12, &edges);
            let down: Vec<usize> = (0..12).filter(|&node| sources.iter().any(|&source| leads[source][node])).collect();
            let up: Vec<usize> = (0..12).filter(|&node| sources.iter().any(|&source| leads[node][source])).collect();
            prop_assert_eq!(downstream(12, &edges, &sources), down);
            prop_assert_eq!(upstream(12, &edges, &sources), up);
        }
    }
}
