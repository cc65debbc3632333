//! Which projects no other beats on everything that is looked at.

use crate::model::Direction;

/// What is said of one of the things that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// No other is at least as good on every axis and better on one.
    OnFront,
    /// This one is: at least as good on every axis, and better on one. It is itself on the front.
    Beaten {
        /// Its number.
        by: usize,
    },
    /// A figure is missing on some axis, so nothing can be said.
    Unknown,
}

/// For each point whether it is on the Pareto front. An axis is better up or down; points that are the same on every axis are on the front together, or not at all.
///
/// Each point has a figure for every axis; one that lacks any is in no comparison.
pub fn pareto(points: &[Vec<Option<f64>>], axes: &[Direction]) -> Vec<Standing> {
    let turned = |point: &Vec<Option<f64>>| -> Option<Vec<f64>> {
        if point.len() != axes.len() {
            return None;
        }
        let turn = |(figure, axis): (&Option<f64>, &Direction)| {
            let figure = figure.filter(|figure| !figure.is_nan())?;
            Some(match axis {
                Direction::Up => figure,
                Direction::Down => -figure,
            })
        };
        point.iter().zip(axes).map(turn).collect()
    };
    let known: Vec<Option<Vec<f64>>> = points.iter().map(turned).collect();
    let mut order: Vec<(usize, &Vec<f64>)> = known
        .iter()
        .enumerate()
        .filter_map(|(number, point)| Some((number, point.as_ref()?)))
        .collect();
    // What beats another comes before it in this order, so only those on the front so far need be looked at.
    order.sort_by(|(one_number, one), (other_number, other)| {
        let figures = one.iter().zip(other.iter());
        let by_figures =
            figures.map(|(one, other)| other.total_cmp(one)).find(|order| order.is_ne());
        by_figures.unwrap_or_else(|| one_number.cmp(other_number))
    });
    let mut standings = vec![Standing::Unknown; points.len()];
    let mut front: Vec<(usize, &Vec<f64>)> = Vec::new();
    for (number, point) in order {
        let beater = front.iter().find(|(_, other)| beats(other, point)).map(|(by, _)| *by);
        if beater.is_none() {
            front.push((number, point));
        }
        if let Some(standing) = standings.get_mut(number) {
            *standing = beater.map_or(Standing::OnFront, |by| Standing::Beaten { by });
        }
    }
    standings
}

/// Whether the one is at least as good everywhere and better somewhere.
fn beats(one: &[f64], other: &[f64]) -> bool {
    let mut pairs = one.iter().zip(other);
    pairs.all(|(one, other)| one >= other) && one.iter().zip(other).any(|(one, other)| one > other)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cheap_and_good_are_on_the_front_and_ties_stay_together() {
        let points = [[10.0, 5.0], [20.0, 9.0], [20.0, 4.0], [10.0, 5.0], [15.0, 5.0]];
        let mut points: Vec<Vec<Option<f64>>> =
            points.iter().map(|point| point.map(Some).to_vec()).collect();
        points.push(vec![None, Some(99.0)]);
        let found = pareto(&points, &[Direction::Down, Direction::Up]);
        let expected = [
            Standing::OnFront,
            Standing::OnFront,
            Standing::Beaten { by: 0 },
            Standing::OnFront,
            Standing::Beaten { by: 0 },
            Standing::Unknown,
        ];
        assert_eq!(found, expected);
        assert_eq!(pareto(&[vec![]], &[]), [Standing::OnFront]);
    }

    proptest! {
        #[test]
        fn the_front_is_what_its_definition_says(points in prop::collection::vec(prop::collection::vec(0_u8..5, 3), 0..25)) {
            let figures: Vec<Vec<Option<f64>>> =
                points.iter().map(|point| point.iter().map(|figure| Some(f64::from(*figure))).collect()).collect();
            let found = pareto(&figures, &[Direction::Up, Direction::Down, Direction::Up]);
            let turned: Vec<Vec<f64>> = points
                .iter()
                .map(|point| vec![f64::from(point[0]), -f64::from(point[1]), f64::from(point[2])])
                .collect();
            for (point, standing) in turned.iter().zip(&found) {
                let is_beaten = turned.iter().any(|other| beats(other, point));
                prop_assert_eq!(*standing != Standing::OnFront, is_beaten);
                if let Standing::Beaten { by } = standing {
                    prop_assert!(beats(&turned[*by], point) && found[*by] == Standing::OnFront);
                }
            }
        }
    }
}
