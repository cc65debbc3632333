//! Where selected cards stand to each other: on one line, or with even gaps.

use std::cmp::Ordering;

use super::clipboard::{is_card, whole};
use super::{Command, Tone, Workspace};
use crate::analysis::map::card_size;
use crate::edit::Edit;
use crate::model::{Item, Pin};
use crate::wording::plural;

/// A card that is to be moved: its middle and half its size, in map units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// What it is.
    pub item: Item,
    /// The middle, across and down.
    pub middle: [f32; 2],
    /// Half its width and half its height.
    pub half: [f32; 2],
}

/// Across or down the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// From left to right.
    Across,
    /// From top to bottom.
    Down,
}

/// Which parts of cards come to stand on one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Their left or upper edges.
    First,
    /// Their middles.
    Middle,
    /// Their right or lower edges.
    Last,
}

/// What a command does to selected cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aligning {
    /// Brings edges or middles onto one line.
    Align(Axis, Edge),
    /// Makes the gaps between neighbours even; the first and the last stay.
    Distribute(Axis),
}

impl Aligning {
    /// What the command does, if it arranges selected cards.
    pub fn of(command: Command) -> Option<Self> {
        Some(match command {
            Command::AlignLeft => Self::Align(Axis::Across, Edge::First),
            Command::AlignCentre => Self::Align(Axis::Across, Edge::Middle),
            Command::AlignRight => Self::Align(Axis::Across, Edge::Last),
            Command::AlignTop => Self::Align(Axis::Down, Edge::First),
            Command::AlignMiddle => Self::Align(Axis::Down, Edge::Middle),
            Command::AlignBottom => Self::Align(Axis::Down, Edge::Last),
            Command::DistributeAcross => Self::Distribute(Axis::Across),
            Command::DistributeDown => Self::Distribute(Axis::Down),
            _ => return None,
        })
    }

    /// How many cards it takes.
    pub fn cards_min(self) -> usize {
        match self {
            Self::Align(..) => 2,
            Self::Distribute(_) => 3,
        }
    }
}

impl Standing {
    fn edge(&self, axis: Axis, edge: Edge) -> f32 {
        let (middle, half) = (along(self.middle, axis), along(self.half, axis));
        match edge {
            Edge::First => middle - half,
            Edge::Middle => middle,
            Edge::Last => middle + half,
        }
    }

    fn put(&mut self, axis: Axis, middle: f32) {
        let [x, y] = &mut self.middle;
        *(if axis == Axis::Across { x } else { y }) = middle;
    }
}

fn along([x, y]: [f32; 2], axis: Axis) -> f32 {
    if axis == Axis::Across { x } else { y }
}

/// Where the cards stand once they are arranged, in the same order.
pub fn arranged(cards: &[Standing], aligning: Aligning) -> Vec<Standing> {
    match aligning {
        Aligning::Align(axis, edge) => aligned(cards, axis, edge),
        Aligning::Distribute(axis) => distributed(cards, axis),
    }
}

fn aligned(cards: &[Standing], axis: Axis, edge: Edge) -> Vec<Standing> {
    let first = cards.iter().map(|card| card.edge(axis, Edge::First)).fold(f32::INFINITY, f32::min);
    let last =
        cards.iter().map(|card| card.edge(axis, Edge::Last)).fold(f32::NEG_INFINITY, f32::max);
    let line = match edge {
        Edge::First => first,
        Edge::Middle => f32::midpoint(first, last),
        Edge::Last => last,
    };
    let mut cards = cards.to_vec();
    for card in &mut cards {
        let middle = along(card.middle, axis);
        card.put(axis, middle + line - card.edge(axis, edge));
    }
    cards
}

fn distributed(cards: &[Standing], axis: Axis) -> Vec<Standing> {
    let mut order: Vec<usize> = (0..cards.len()).collect();
    let middle = |number: &usize| cards.get(*number).map_or(0.0, |card| along(card.middle, axis));
    let by_place = |one: &usize, other: &usize| -> Ordering {
        middle(one).total_cmp(&middle(other)).then(one.cmp(other))
    };
    order.sort_by(by_place);
    let first = cards.iter().map(|card| card.edge(axis, Edge::First)).fold(f32::INFINITY, f32::min);
    let last =
        cards.iter().map(|card| card.edge(axis, Edge::Last)).fold(f32::NEG_INFINITY, f32::max);
    let taken: f32 = cards.iter().map(|card| 2.0 * along(card.half, axis)).sum();
    let gap_count = u16::try_from(cards.len().saturating_sub(1)).unwrap_or(u16::MAX).max(1);
    let gap = (last - first - taken) / f32::from(gap_count);
    let mut cards = cards.to_vec();
    let mut next = first;
    for number in order {
        if let Some(card) = cards.get_mut(number) {
            let half = along(card.half, axis);
            card.put(axis, next + half);
            next += 2.0 * half + gap;
        }
    }
    cards
}

impl Workspace {
    /// Aligns or distributes the selected cards as one step.
    pub(super) fn arrange_selected(&mut self, aligning: Aligning) {
        let selected = self.selection().items().iter().copied().filter(|item| is_card(*item));
        let cards: Vec<Standing> =
            selected.filter_map(|item| Some(standing(item, self.pin_of(item)?))).collect();
        if cards.len() < aligning.cards_min() {
            let words = format!(
                "Select {} or more on the map first.",
                plural(aligning.cards_min(), "card")
            );
            self.notices.tell(Tone::Hint, words);
            return;
        }
        let pins = arranged(&cards, aligning).into_iter().map(|card| {
            let [x, y] = card.middle;
            (card.item, Some(Pin::new(whole(x), whole(y))))
        });
        let verb = match aligning {
            Aligning::Align(..) => "Align",
            Aligning::Distribute(_) => "Distribute",
        };
        let label = format!("{verb} {}", plural(cards.len(), "card"));
        let edits = vec![Edit::Place(pins.collect())];
        self.perform(super::Request::Edit(Edit::Batch { label, edits }));
    }
}

#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "a place on the map is at most ten million units out, which a float holds"
)]
fn standing(item: Item, pin: Pin) -> Standing {
    let (width, height) = card_size(item);
    Standing { item, middle: [pin.x() as f32, pin.y() as f32], half: [width / 2.0, height / 2.0] }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;
    use crate::model::{Id, ProjectId};

    fn cards(places: &[(i16, i16, u8)]) -> Vec<Standing> {
        let card = |(number, &(x, y, half)): (usize, &(i16, i16, u8))| Standing {
            item: Item::Project(ProjectId(Id::from_bits(u64::try_from(number).unwrap()))),
            middle: [f32::from(x), f32::from(y)],
            half: [f32::from(half) + 1.0, 20.0],
        };
        places.iter().enumerate().map(card).collect()
    }

    fn is_near(one: f32, other: f32) -> bool {
        (one - other).abs() < 1e-3
    }

    #[test]
    fn aligned_cards_share_the_edge_of_the_outermost() {
        let cards = cards(&[(0, 0, 9), (50, 70, 29), (-5, 140, 4)]);
        let left = arranged(&cards, Aligning::Align(Axis::Across, Edge::First));
        assert!(left.iter().all(|card| is_near(card.edge(Axis::Across, Edge::First), -10.0)));
        assert!(left.iter().zip(&cards).all(|(new, old)| is_near(new.middle[1], old.middle[1])));
        let bottom = arranged(&cards, Aligning::Align(Axis::Down, Edge::Last));
        assert!(bottom.iter().all(|card| is_near(card.edge(Axis::Down, Edge::Last), 160.0)));
    }

    #[test]
    fn distributed_cards_have_even_gaps_and_the_outermost_stay() {
        let spread = arranged(
            &cards(&[(200, 0, 19), (0, 5, 9), (40, 9, 9)]),
            Aligning::Distribute(Axis::Across),
        );
        let middles: Vec<f32> = spread.iter().map(|card| card.middle[0]).collect();
        // From −10 to 220, of which 80 are cards: two gaps of 75.
        assert_eq!(middles, [200.0, 0.0, 95.0]);
    }

    proptest! {
        #[test]
        fn distributing_makes_all_gaps_the_same(places in vec((-999_i16..999, -99_i16..99, 0_u8..60), 3..9)) {
            let spread = arranged(&cards(&places), Aligning::Distribute(Axis::Across));
            let mut edges: Vec<(f32, f32)> = spread
                .iter()
                .map(|card| (card.edge(Axis::Across, Edge::First), card.edge(Axis::Across, Edge::Last)))
                .collect();
            edges.sort_by(|one, other| (one.0 + one.1).total_cmp(&(other.0 + other.1)));
            let gaps: Vec<f32> = edges.windows(2).map(|pair| pair[1].0 - pair[0].1).collect();
            prop_assert!(gaps.iter().all(|gap| (gap - gaps[0]).abs() < 0.05), "{gaps:?}");
        }
    }
}
