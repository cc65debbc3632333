//! Which rows are compared with which, so that any list is put in order by the same steps.
#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "rows are bytes, and no list is longer than 256"
)]

/// No longer lists than this, so that a row is a byte.
pub(super) const NETWORK_MAX: usize = 256;

/// Rows that are fetched, compared with each other and put back together.
pub(super) type Group = [u8; 8];

/// What is done with the eight rows of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// They are put in order.
    Sort,
    /// Both halves are in order, each for itself: the first three layers of their merge.
    Turn,
    /// The next three layers.
    Halve,
    /// Two times four rows: the first two layers of a merge.
    TurnFours,
    /// Two times four rows: the next two layers.
    HalveFours,
}

/// Two of eight rows: the smaller of what they hold goes to the first.
type Pair = (usize, usize);

impl Step {
    /// Which of the eight rows are compared, one pair after the other; in two parts, because a compiler writes out no longer ones.
    pub(super) const fn pairs(self) -> [&'static [Pair]; 2] {
        match self {
            // The shortest there is for eight (Knuth, volume 3, section 5.3.4).
            Self::Sort => [
                &[(0, 2), (1, 3), (4, 6), (5, 7), (0, 4), (1, 5), (2, 6), (3, 7), (0, 1), (2, 3)],
                &[(4, 5), (6, 7), (2, 4), (3, 5), (1, 4), (3, 6), (1, 2), (3, 4), (5, 6)],
            ],
            Self::Turn => [&[(0, 7), (1, 6), (2, 5), (3, 4)], QUARTERS],
            Self::Halve => [&[(0, 4), (1, 5), (2, 6), (3, 7)], QUARTERS],
            Self::TurnFours => [&[(0, 3), (1, 2), (4, 7), (5, 6)], EIGHTHS],
            Self::HalveFours => [&[(0, 2), (1, 3), (4, 6), (5, 7)], EIGHTHS],
        }
    }
}

const QUARTERS: &[Pair] = &[(0, 2), (1, 3), (4, 6), (5, 7), (0, 1), (2, 3), (4, 5), (6, 7)];
const EIGHTHS: &[Pair] = &[(0, 1), (2, 3), (4, 5), (6, 7)];

/// Steps that put a list of so many in order: what is compared hangs on nothing that was found before, so that many lists can go through it side by side.
///
/// Parts of eight are sorted, then merged two by two: a merge compares the first of one part with the last of the other and so on, which leaves all that is smaller in the
/// first half; and then the same within halves of halves (Batcher, *Sorting networks and their applications*, 1968). Two or three of these layers are done at once, on rows
/// that need no others.
pub(super) fn network(count: usize) -> Vec<(Step, Vec<Group>)> {
    let length = count.max(8).next_power_of_two();
    let mut stages = vec![(Step::Sort, groups(length, 8, 1, Count::Up))];
    let mut part = 8;
    while part < length {
        merge(length, part, &mut stages);
        part <<= 1;
    }
    for (_, groups) in &mut stages {
        // What lies behind the end is larger than all, and stays where it is.
        groups.retain(|rows| rows.iter().filter(|row| usize::from(**row) < count).count() > 1);
    }
    stages
}

/// The layers of all merges of two such parts.
fn merge(length: usize, part: usize, stages: &mut Vec<(Step, Vec<Group>)>) {
    let mut layers = part.trailing_zeros() + 1;
    let mut count = Count::FromBothEnds;
    while layers > 0 {
        // Two at once only where threes leave a rest.
        let (taken, width) = if layers.is_multiple_of(3) { (3, 8) } else { (2, 4) };
        layers -= taken;
        let step = match (taken, count) {
            (3, Count::FromBothEnds) => Step::Turn,
            (3, Count::Up) => Step::Halve,
            (_, Count::FromBothEnds) => Step::TurnFours,
            (_, Count::Up) => Step::HalveFours,
        };
        stages.push((step, groups(length, width, 1 << layers, count)));
        count = Count::Up;
    }
}

/// How the rows that belong together are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Count {
    /// Each so far behind the one before.
    Up,
    /// So in the first half; in the second as far before the end as those of the first are behind the start.
    FromBothEnds,
}

/// All rows, eight at a time: `width` of them that are so far apart belong together, in blocks of so many times that.
fn groups(length: usize, width: usize, apart: usize, count: Count) -> Vec<Group> {
    let block = width * apart;
    let row = |start: usize, place: usize| match count {
        Count::FromBothEnds if place * 2 >= width => {
            block - 1 - start - (width - 1 - place) * apart
        }
        _ => start + place * apart,
    };
    let rows = (0..length).step_by(block).flat_map(|before| {
        (0..apart).flat_map(move |start| (0..width).map(move |place| before + row(start, place)))
    });
    let rows: Vec<u8> = rows.map(|row| row as u8).collect();
    rows.as_chunks().0.to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether 64 lists of zeros and ones, each a bit of every row, are put in order. What does that for all such lists does it for all lists (Knuth, volume 3, section 5.3.4,
    /// theorem Z).
    fn are_sorted(network: &[(Step, Vec<Group>)], lists: &[u64]) -> bool {
        let mut rows = lists.to_vec();
        rows.resize(NETWORK_MAX, u64::MAX);
        for (step, groups) in network {
            for group in groups {
                for (one, other) in step.pairs().into_iter().flatten() {
                    let (one, other) = (usize::from(group[*one]), usize::from(group[*other]));
                    (rows[one], rows[other]) = (rows[one] & rows[other], rows[one] | rows[other]);
                }
            }
        }
        rows.windows(2).all(|pair| pair[0] & !pair[1] == 0)
    }

    /// Row `place` of the lists whose bits are the numbers from `first` on.
    fn counting(first: u64, place: usize) -> u64 {
        (0..64).map(|list| ((first + list) >> place & 1) << list).sum()
    }

    #[test]
    fn all_short_lists_are_put_in_order() {
        for count in 0..=16 {
            let network = network(count);
            for first in (0..1 << count).step_by(64) {
                let lists: Vec<u64> = (0..count).map(|place| counting(first, place)).collect();
                assert!(are_sorted(&network, &lists), "{count}, {first}");
            }
        }
    }

    #[test]
    fn lists_of_any_length_are_put_in_order() {
        let mut rng = fastrand::Rng::with_seed(1);
        for count in 0..=NETWORK_MAX {
            let network = network(count);
            for round in 0..12 {
                // Few ones, about half, and few zeros.
                let mut list = || match round % 3 {
                    0 => rng.u64(..) & rng.u64(..) & rng.u64(..),
                    1 => rng.u64(..),
                    _ => rng.u64(..) | rng.u64(..) | rng.u64(..),
                };
                let lists: Vec<u64> = (0..count).map(|_| list()).collect();
                assert!(are_sorted(&network, &lists), "{count}");
            }
        }
    }
}
