//! Circles: outcomes that are parts of each other, projects that require each other.

use std::collections::{BTreeMap, BTreeSet};

use super::Flaw;
use crate::model::dependency::DependencyKind;
use crate::model::id::ProjectId;
use crate::model::portfolio::Portfolio;

pub(super) fn find(portfolio: &Portfolio, found: &mut Vec<Flaw>) {
    let parents =
        portfolio.outcomes.iter().filter_map(|(&id, outcome)| Some((id, vec![outcome.parent?])));
    found.extend(
        circles(parents.collect()).into_iter().map(|outcomes| Flaw::ParentCircle { outcomes }),
    );
    let needs = needs(portfolio);
    found.extend(circles(needs).into_iter().map(|projects| Flaw::RequiresCircle { projects }));
}

/// What each project requires in time, in order and without repetition.
///
/// Two projects that require each other "at the same time" are no contradiction, so those links are left out.
fn needs(portfolio: &Portfolio) -> BTreeMap<ProjectId, Vec<ProjectId>> {
    let mut needs: BTreeMap<ProjectId, BTreeSet<ProjectId>> = BTreeMap::new();
    for dependency in portfolio.dependencies.values() {
        let waits = matches!(
            dependency.kind,
            DependencyKind::Requires { timing: crate::model::dependency::Timing::FinishToStart }
        );
        if waits && dependency.from != dependency.to {
            needs.entry(dependency.from).or_default().insert(dependency.to);
        }
    }
    needs.into_iter().map(|(id, needed)| (id, needed.into_iter().collect())).collect()
}

/// One circle out of every knot of circles, each named in full and beginning with its smallest member.
///
/// What leads to no circle is peeled off first; then a walk over what is left must come round.
fn circles<Node: Copy + Ord>(mut next: BTreeMap<Node, Vec<Node>>) -> Vec<Vec<Node>> {
    let mut circles = Vec::new();
    loop {
        peel(&mut next);
        let Some((&start, _)) = next.first_key_value() else { return circles };
        let circle = walk_round(&next, start);
        next.retain(|node, _| !circle.contains(node));
        circles.push(circle);
    }
}

/// Takes away every node from which no circle can be reached, again and again.
fn peel<Node: Copy + Ord>(next: &mut BTreeMap<Node, Vec<Node>>) {
    let mut before: BTreeMap<Node, Vec<Node>> = BTreeMap::new();
    let mut ways_on: BTreeMap<Node, usize> = BTreeMap::new();
    for (&node, followers) in next.iter() {
        let kept = followers.iter().filter(|follower| next.contains_key(follower));
        for &follower in kept.clone() {
            before.entry(follower).or_default().push(node);
        }
        ways_on.insert(node, kept.count());
    }
    let mut ended: Vec<Node> =
        ways_on.iter().filter(|(_, ways)| **ways == 0).map(|(&node, _)| node).collect();
    while let Some(node) = ended.pop() {
        next.remove(&node);
        for &earlier in before.get(&node).into_iter().flatten() {
            let Some(ways) = ways_on.get_mut(&earlier) else { continue };
            *ways -= 1;
            if *ways == 0 {
                ended.push(earlier);
            }
        }
    }
}

/// Walks to the first follower that still stands, until a node comes up again.
fn walk_round<Node: Copy + Ord>(next: &BTreeMap<Node, Vec<Node>>, start: Node) -> Vec<Node> {
    let mut path = vec![start];
    let mut place = BTreeMap::from([(start, 0)]);
    let mut here = start;
    while let Some(&there) = next
        .get(&here)
        .and_then(|followers| followers.iter().find(|follower| next.contains_key(follower)))
    {
        if let Some(&first) = place.get(&there) {
            let mut circle = path.split_off(first);
            let smallest = circle
                .iter()
                .enumerate()
                .min_by_key(|(_, node)| **node)
                .map_or(0, |(number, _)| number);
            circle.rotate_left(smallest);
            return circle;
        }
        place.insert(there, path.len());
        path.push(there);
        here = there;
    }
    path
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_circle_is_named_in_full_from_its_smallest_member() {
        let next =
            BTreeMap::from([(1, vec![7]), (7, vec![5]), (5, vec![9]), (9, vec![7]), (4, vec![4])]);
        assert_eq!(circles(next), vec![vec![5, 9, 7], vec![4]]);
    }

    proptest! {
        #[test]
        fn what_is_named_is_a_circle_and_what_is_not_named_has_none(
            links in prop::collection::vec((0_u8..9, 0_u8..9), 0..20)
        ) {
            let mut next: BTreeMap<u8, Vec<u8>> = BTreeMap::new();
            for (from, to) in &links {
                next.entry(*from).or_default().push(*to);
            }
            let found = circles(next.clone());
            for circle in &found {
                for (here, there) in circle.iter().zip(circle.iter().cycle().skip(1)) {
                    prop_assert!(next[here].contains(there));
                }
            }
            let reaches_itself = (0..9).any(|start| {
                let mut seen = BTreeSet::new();
                let mut open = next.get(&start).cloned().unwrap_or_default();
                while let Some(node) = open.pop() {
                    if seen.insert(node) {
                        open.extend(next.get(&node).into_iter().flatten());
                    }
                }
                seen.contains(&start)
            });
            prop_assert_eq!(reaches_itself, !found.is_empty());
        }
    }
}
