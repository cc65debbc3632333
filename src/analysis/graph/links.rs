//! Who is joined to whom: for each node its neighbours, in one block of memory.
#![expect(
    clippy::indexing_slicing,
    reason = "every index comes from the tables built here, and edges that name no node are left out on the way in"
)]

/// The neighbours of each node along the edges' direction, smallest first for each node, repeats kept.
pub(super) struct Links {
    starts: Vec<usize>,
    ends: Vec<usize>,
}

impl Links {
    /// Where the edges lead. Edges that name a node of `node_count` or above are left out.
    pub(super) fn forward(node_count: usize, edges: &[(usize, usize)]) -> Self {
        let mut sound: Vec<(usize, usize)> = edges
            .iter()
            .copied()
            .filter(|&(from, to)| from < node_count && to < node_count)
            .collect();
        sound.sort_unstable();
        let mut starts = vec![0; node_count + 1];
        for &(from, _) in &sound {
            starts[from + 1] += 1;
        }
        for node in 0..node_count {
            starts[node + 1] += starts[node];
        }
        Self { starts, ends: sound.into_iter().map(|(_, to)| to).collect() }
    }

    /// Where the edges come from.
    pub(super) fn backward(node_count: usize, edges: &[(usize, usize)]) -> Self {
        let turned: Vec<(usize, usize)> = edges.iter().map(|&(from, to)| (to, from)).collect();
        Self::forward(node_count, &turned)
    }

    /// Both ways at once.
    pub(super) fn both(node_count: usize, edges: &[(usize, usize)]) -> Self {
        let both: Vec<(usize, usize)> =
            edges.iter().flat_map(|&(from, to)| [(from, to), (to, from)]).collect();
        Self::forward(node_count, &both)
    }

    pub(super) fn of(&self, node: usize) -> &[usize] {
        &self.ends[self.starts[node]..self.starts[node + 1]]
    }

    pub(super) fn node_count(&self) -> usize {
        self.starts.len() - 1
    }

    /// For each node the number of the connected part it belongs to, numbered by smallest member;
    /// meant for links built by [`Links::both`].
    pub(super) fn parts(&self) -> Vec<usize> {
        let mut parts = vec![usize::MAX; self.node_count()];
        let mut count = 0;
        for root in 0..self.node_count() {
            if parts[root] == usize::MAX {
                self.mark(root, count, &mut parts);
                count += 1;
            }
        }
        parts
    }

    fn mark(&self, root: usize, part: usize, parts: &mut [usize]) {
        parts[root] = part;
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            for &next in self.of(node) {
                if parts[next] == usize::MAX {
                    parts[next] = part;
                    open.push(next);
                }
            }
        }
    }
}
