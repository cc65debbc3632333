//! Why one project stands above another: their scores, taken apart by outcome.

use super::weighted::{Part, Score, Weights};
use crate::model::OutcomeId;

/// What one outcome adds to the difference of two scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DifferencePart {
    /// The outcome.
    pub outcome: OutcomeId,
    /// What it adds to the first project; nothing where that is not rated.
    pub first: Option<Part>,
    /// What it adds to the second project; nothing where that is not rated.
    pub second: Option<Part>,
    /// The points of the first less those of the second, −100 to 100. What is not rated adds no points to its score, and so
    /// none here.
    pub points: f64,
    /// The same in whole tenths of a point as it is shown, so that what is shown sums up.
    pub shown_tenths: i64,
}

/// The difference of two scores.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// For each outcome that weighs anything, the largest difference first, whichever way it goes.
    pub parts: Vec<DifferencePart>,
    /// The score of the first less that of the second; the parts sum to it.
    pub gap: f64,
    /// The gap in whole tenths, as the two scores are shown; what is shown of the parts sums to it.
    pub gap_tenths: i64,
}

/// Takes the difference of two scores apart.
pub fn difference(weights: &Weights, first: &Score, second: &Score) -> Difference {
    let part_of =
        |score: &Score, outcome| score.parts.iter().find(|part| part.outcome == outcome).copied();
    let points = |part: Option<Part>| part.map_or(0.0, |part| part.points);
    let mut parts: Vec<DifferencePart> = weights
        .iter()
        .filter(|(_, weight)| *weight > 0.0)
        .map(|(outcome, _)| {
            let (first, second) = (part_of(first, outcome), part_of(second, outcome));
            let points = points(first) - points(second);
            DifferencePart { outcome, first, second, points, shown_tenths: 0 }
        })
        .collect();
    parts.sort_by(|one, other| {
        let is_gap = |part: &DifferencePart| part.first.is_none() && part.second.is_none();
        let by_size = other.points.abs().total_cmp(&one.points.abs());
        by_size.then(is_gap(one).cmp(&is_gap(other))).then(one.outcome.cmp(&other.outcome))
    });
    let gap_tenths = tenths(first.points) - tenths(second.points);
    show(&mut parts, gap_tenths);
    Difference { parts, gap: first.points - second.points, gap_tenths }
}

/// Rounds the parts so that they sum to `sum`, by largest remainder: all are rounded down first, and what is then missing goes, a
/// tenth each, to those that lost most.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "a difference of scores is at most a thousand tenths"
)]
fn show(parts: &mut [DifferencePart], sum: i64) {
    let mut lost: Vec<(f64, &mut i64)> = Vec::new();
    let mut missing = sum;
    for part in parts.iter_mut().filter(|part| part.points != 0.0) {
        let floor = (part.points * 10.0).floor();
        part.shown_tenths = floor as i64;
        missing -= part.shown_tenths;
        lost.push((part.points * 10.0 - floor, &mut part.shown_tenths));
    }
    // A stable sort: where two lost the same, the larger part comes first.
    lost.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    if missing < 0 {
        lost.reverse();
    }
    let step = missing.signum();
    // The two scores are rounded each for itself, so more may be missing than there are parts.
    while missing != 0 && !lost.is_empty() {
        for (_, shown) in &mut lost {
            if missing != 0 {
                **shown += step;
                missing -= step;
            }
        }
    }
}

/// Points in whole tenths, rounded as they are where they are shown with one decimal.
fn tenths(points: f64) -> i64 {
    format!("{points:.1}").replace('.', "").parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::analysis::scoring::weighted_score;
    use crate::model::{Contribution, Id, Level, Outcome, Percent, Portfolio, Project, Weight};

    type Ratings = Vec<Option<(u8, f64)>>;

    fn id(number: usize) -> OutcomeId {
        OutcomeId(Id::from_bits(u64::try_from(number).unwrap()))
    }

    fn compared(weights: &[f64], ratings: [&Ratings; 2]) -> (Difference, [Score; 2]) {
        let mut portfolio = Portfolio::titled("Test".parse().unwrap());
        for (number, &weight) in weights.iter().enumerate() {
            let outcome = Outcome::named("Outcome".parse().unwrap(), Weight::new(weight).unwrap());
            portfolio.outcomes.insert(id(number), Arc::new(outcome));
        }
        let weights = Weights::of(&portfolio).unwrap();
        let scores = ratings.map(|ratings| {
            let mut project = Project::named("Project".parse().unwrap());
            for (number, rating) in ratings.iter().enumerate() {
                let mut contribution = Contribution::unrated();
                if let Some((level, confidence)) = rating {
                    contribution.level = Some(Level(*level));
                    contribution.confidence = Percent::new(*confidence).unwrap();
                }
                project.contributions.insert(id(number), contribution);
            }
            weighted_score(&portfolio, &weights, &project)
        });
        (difference(&weights, &scores[0], &scores[1]), scores)
    }

    #[test]
    fn the_largest_difference_comes_first_and_gaps_stay_gaps() {
        let (found, _) = compared(
            &[10.0, 60.0, 30.0, 0.0],
            [&vec![None, Some((4, 50.0))], &vec![None, None, Some((4, 100.0))]],
        );
        let told: Vec<_> = found
            .parts
            .iter()
            .map(|part| (part.outcome, part.first.is_some(), part.second.is_some()))
            .collect();
        assert_eq!(told, [(id(1), true, false), (id(2), false, true), (id(0), false, false)]);
        assert_eq!(found.gap_tenths, 0);
        assert_eq!(
            found.parts.iter().map(|part| part.shown_tenths).collect::<Vec<_>>(),
            [300, -300, 0]
        );
    }

    #[test]
    fn what_is_shown_sums_up_where_rounding_alone_would_not() {
        // Three parts of 1.222 each, which alone would be shown as 1.2, and sum to 3.667, which is shown as 3.7.
        let low = Some((1, 33.0));
        let (found, _) =
            compared(&[1.0, 1.0, 1.0], [&vec![low, low, low], &vec![None, None, None]]);
        let mut shown: Vec<_> = found.parts.iter().map(|part| part.shown_tenths).collect();
        shown.sort_unstable();
        assert_eq!((found.gap_tenths, shown), (37, vec![12, 12, 13]));
    }

    fn ratings() -> impl Strategy<Value = Ratings> {
        prop::collection::vec(prop::option::of((0_u8..5, 0.0_f64..=100.0)), 8)
    }

    proptest! {
        #[test]
        fn the_parts_sum_to_the_gap_and_so_does_what_is_shown(
            weights in prop::collection::vec(0.1_f64..100.0, 1..8),
            first in ratings(),
            second in ratings(),
        ) {
            let (found, [first, second]) = compared(&weights, [&first, &second]);
            let sum: f64 = found.parts.iter().map(|part| part.points).sum();
            prop_assert!((sum - (first.points - second.points)).abs() < 1e-9);
            let shown: i64 = found.parts.iter().map(|part| part.shown_tenths).sum();
            let gap = format!("{:.1}", first.points).parse::<f64>().unwrap()
                - format!("{:.1}", second.points).parse::<f64>().unwrap();
            prop_assert_eq!(shown, found.gap_tenths);
            prop_assert!((gap * 10.0 - f64::from(i32::try_from(shown).unwrap())).abs() < 1e-6);
            for part in &found.parts {
                let apart = (f64::from(i32::try_from(part.shown_tenths).unwrap()) - part.points * 10.0).abs();
                prop_assert!(apart < 2.01, "{part:?}");
                prop_assert!(part.points != 0.0 || part.shown_tenths == 0);
            }
            for (above, below) in found.parts.iter().zip(found.parts.iter().skip(1)) {
                prop_assert!(above.points.abs() >= below.points.abs());
            }
        }
    }
}
