//! The weights that fit comparisons best, and how far the comparisons contradict each other.

use super::connection::parts;
use super::judgments::Judgments;
use super::square::Square;

/// Up to this ratio comparisons count as consistent enough (Saaty 1980).
pub const RATIO_FINE: f64 = 0.10;

/// More rounds than this are never needed; each is sixteen steps of power iteration.
const ROUNDS_MAX: usize = 20_000;
/// What all weights together may still move in a round when they are found.
const MOVE_MAX: f64 = 1e-15;

/// Weights out of comparisons.
#[derive(Debug, Clone, PartialEq)]
pub struct Priorities {
    /// The weight of each thing, above 0; together they are 1.
    pub weights: Vec<f64>,
    /// The principal eigenvalue of the comparisons; as large as there are things where nothing contradicts, larger otherwise.
    pub lambda_max: f64,
    /// The consistency index, (λmax − n)/(n − 1); 0 where nothing contradicts.
    pub index: f64,
    /// The consistency ratio: the index as a part of that of comparisons made by throwing dice, see [`random_index`]; 0 for one or two things.
    pub ratio: f64,
    /// The same held against dice with as many gaps. Fewer comparisons can contradict each other less, so with gaps this is the larger, and
    /// the fairer: the index of dice is `1 − 2m/((n−1)(n−2))` of the full one where m pairs are missing (Ágoston and Csató, *Inconsistency
    /// thresholds for incomplete pairwise comparison matrices*, Omega 108, 2022). Without gaps it is the same as `ratio`.
    pub ratio_with_gaps: f64,
}

/// The principal eigenvector of the comparisons and its consistency; nothing where no chain of comparisons joins all things, or there are none.
///
/// With gaps this is Harker's method (*Incomplete pairwise comparisons in the analytic hierarchy process*, Mathematical Modelling 9, 1987): a
/// pair that nobody has judged counts as what the weights themselves say of it, which comes to a 0 in its place and one more on
/// the diagonal of its row.
pub fn priorities(judgments: &Judgments) -> Option<Priorities> {
    if parts(judgments).len() != 1 {
        return None;
    }
    let table = harker(judgments);
    let weights = principal(&table);
    // The weights sum to 1, so the sum of what they become is the eigenvalue.
    let lambda_max: f64 = table.times(&weights).iter().sum();
    let things = count_f64(judgments.size());
    let index = if things > 1.0 { ((lambda_max - things) / (things - 1.0)).max(0.0) } else { 0.0 };
    let random = random_index(judgments.size());
    let missing = count_f64(judgments.pair_count() - judgments.count());
    let gaps = 1.0 - 2.0 * missing / ((things - 1.0) * (things - 2.0));
    // A tree of comparisons has no circle in which it could contradict itself.
    let part = |random: f64| if random > 1e-12 { index / random } else { 0.0 };
    Some(Priorities {
        weights,
        lambda_max,
        index,
        ratio: part(random),
        ratio_with_gaps: part(random * gaps),
    })
}

/// The mean consistency index of comparisons that are thrown with dice, by how many things are compared.
///
/// For 3 to 10 things the figures of Saaty (1980). Beyond, where his differ from later and larger samples, (1.7699·n − 4.3513)/(n − 1) of Alonso and
/// Lamata (*Consistency in the analytic hierarchy process: a new approach*, 2006), a line through samples of 100,000 tables each. One or two things
/// cannot contradict each other: 0.
pub fn random_index(size: usize) -> f64 {
    const SAATY: [f64; 11] = [0.0, 0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49];
    let things = count_f64(size);
    SAATY.get(size).copied().unwrap_or_else(|| (1.7699 * things - 4.3513) / (things - 1.0))
}

/// The table whose principal eigenvector the weights are.
fn harker(judgments: &Judgments) -> Square {
    let size = judgments.size();
    let mut table = Square::filled(size, 0.0);
    let mut gaps = vec![count_f64(size); size];
    for compared in judgments.iter() {
        for (row, column, times) in [
            (compared.one, compared.other, compared.times),
            (compared.other, compared.one, 1.0 / compared.times),
        ] {
            table.set(row, column, times);
            if let Some(gaps) = gaps.get_mut(row) {
                *gaps -= 1.0;
            }
        }
    }
    // Of n places in a row one is the thing itself, which counts 1, and each gap counts 1 more.
    gaps.into_iter().enumerate().for_each(|(place, gaps)| table.set(place, place, gaps));
    table
}

/// The principal eigenvector with a sum of 1, by power iteration; sixteen steps at a time, because with gaps the steps are small.
fn principal(table: &Square) -> Vec<f64> {
    let leap = table.squared().squared().squared().squared();
    let size = table.rows().count();
    let mut weights = vec![1.0 / count_f64(size); size];
    for _ in 0..ROUNDS_MAX {
        let next = normalised(leap.times(&weights));
        let moved: f64 = next.iter().zip(&weights).map(|(one, other)| (one - other).abs()).sum();
        weights = next;
        if moved <= MOVE_MAX {
            break;
        }
    }
    normalised(table.times(&weights))
}

fn normalised(mut weights: Vec<f64>) -> Vec<f64> {
    let sum: f64 = weights.iter().sum();
    for weight in &mut weights {
        *weight /= sum;
    }
    weights
}

fn count_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::judgments::SCALE;
    use super::*;

    fn table(rows: &[&[f64]]) -> Judgments {
        let mut all = Judgments::none_of(rows.len());
        for (one, row) in rows.iter().enumerate() {
            for (other, &times) in
                row.iter().enumerate().filter(|(other, times)| *other > one && **times > 0.0)
            {
                all.judge(one, other, times).unwrap();
            }
        }
        all
    }

    fn check(rows: &[&[f64]], weights: &[f64], digits: f64, [lambda_max, ratio]: [f64; 2]) {
        let found = priorities(&table(rows)).unwrap();
        for (found, expected) in found.weights.iter().zip(weights) {
            assert!((found - expected).abs() <= digits, "{found:?}");
        }
        assert!((found.lambda_max - lambda_max).abs() <= digits, "{}", found.lambda_max);
        assert!((found.ratio - ratio).abs() <= digits, "{}", found.ratio);
        assert!((found.ratio - found.ratio_with_gaps).abs() < 1e-12 || !table(rows).are_complete());
    }

    #[test]
    fn choosing_a_leader() {
        // Experience, education, charisma and age; principal eigenvector, not the row geometric means.
        check(
            &[&[1.0, 4.0, 3.0, 7.0], &[0.25, 1.0, 1.0 / 3.0, 3.0], &[1.0, 3.0, 1.0, 5.0], &[1.0]],
            &[0.5476, 0.1266, 0.2699, 0.0559],
            0.000_05,
            [4.1184, 0.0439],
        );
    }

    #[test]
    fn buying_a_house() {
        // Saaty, How to make a decision, European Journal of Operational Research 48, 1990: size, transport, neighbourhood, age, yard, modern
        // facilities, condition, financing. He prints three decimals.
        check(
            &[
                &[1.0, 5.0, 3.0, 7.0, 6.0, 6.0, 1.0 / 3.0, 0.25],
                &[0.0, 1.0, 1.0 / 3.0, 5.0, 3.0, 3.0, 0.2, 1.0 / 7.0],
                &[0.0, 0.0, 1.0, 6.0, 3.0, 4.0, 6.0, 0.2],
                &[0.0, 0.0, 0.0, 1.0, 1.0 / 3.0, 0.25, 1.0 / 7.0, 0.125],
                &[0.0, 0.0, 0.0, 0.0, 1.0, 0.5, 0.2, 1.0 / 6.0],
                &[0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.2, 1.0 / 6.0],
                &[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.5],
                &[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0],
            ],
            &[0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333],
            0.001,
            [9.669, 0.169],
        );
    }

    #[test]
    fn what_america_drinks() {
        // Saaty, Decision making with the analytic hierarchy process, 2008: coffee, wine, tea, beer, sodas, milk, water.
        check(
            &[
                &[1.0, 9.0, 5.0, 2.0, 1.0, 1.0, 0.5],
                &[0.0, 1.0, 1.0 / 3.0, 1.0 / 9.0, 1.0 / 9.0, 1.0 / 9.0, 1.0 / 9.0],
                &[0.0, 0.0, 1.0, 1.0 / 3.0, 0.25, 1.0 / 3.0, 1.0 / 9.0],
                &[0.0, 0.0, 0.0, 1.0, 0.5, 1.0, 1.0 / 3.0],
                &[0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 0.5],
                &[0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0 / 3.0],
                &[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0],
            ],
            &[0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327],
            0.002,
            [7.1766, 0.022],
        );
    }

    #[test]
    fn a_gap_counts_as_what_the_weights_say() {
        // Harker 1987: the first counts 2 of the second, the second 2 of the third, and of first and third nothing is said.
        let all = table(&[&[1.0, 2.0, 0.0], &[0.5, 1.0, 2.0], &[0.0, 0.5, 1.0]]);
        let found = priorities(&all).unwrap();
        for (found, expected) in found.weights.iter().zip([4.0 / 7.0, 2.0 / 7.0, 1.0 / 7.0]) {
            assert!((found - expected).abs() < 1e-12);
        }
        // A chain has no circle, so no ratio can be stated that means anything.
        assert!(
            found.index < 1e-12 && found.ratio < 1e-12 && found.ratio_with_gaps < 1e-9,
            "{found:?}"
        );
    }

    #[test]
    fn gaps_make_the_same_contradiction_weigh_more() {
        // A circle of three that misses by a factor of eight, and a fourth thing that hangs on one of them.
        let all =
            table(&[&[1.0, 2.0, 0.5, 3.0], &[0.0, 1.0, 2.0, 0.0], &[0.0, 0.0, 1.0, 0.0], &[1.0]]);
        let found = priorities(&all).unwrap();
        // Two of six pairs are missing: 1 − 4/6 of the random index.
        assert!(
            (found.ratio_with_gaps - 3.0 * found.ratio).abs() < 1e-9 && found.ratio > 0.05,
            "{found:?}"
        );
    }

    #[test]
    fn one_or_two_things_cannot_contradict_each_other() {
        let one = priorities(&Judgments::none_of(1)).unwrap();
        assert_eq!((one.weights.as_slice(), one.ratio), (&[1.0][..], 0.0));
        let two = priorities(&table(&[&[1.0, 3.0], &[0.0, 1.0]])).unwrap();
        assert!((two.weights[0] - 0.75).abs() < 1e-15 && two.ratio == 0.0, "{two:?}");
        assert_eq!(priorities(&Judgments::none_of(0)), None);
        assert_eq!(priorities(&Judgments::none_of(2)), None);
    }

    #[test]
    fn dice_contradict_each_other_more_the_more_things_there_are() {
        let all: Vec<f64> = (2..40).map(random_index).collect();
        assert!(all.windows(2).all(|pair| pair[0] < pair[1]), "{all:?}");
        assert!((random_index(11) - 1.5118).abs() < 0.0001);
    }

    #[test]
    fn a_long_chain_is_weighed_exactly() {
        let mut all = Judgments::none_of(40);
        for one in 0..39 {
            all.judge(one, one + 1, if one % 2 == 0 { 1.5 } else { 0.7 }).unwrap();
        }
        let found = priorities(&all).unwrap();
        assert!(found.index < 1e-12, "{}", found.index);
        for compared in all.iter() {
            let ratio = found.weights[compared.one] / found.weights[compared.other];
            assert!((ratio / compared.times - 1.0).abs() < 1e-8, "{ratio} {}", compared.times);
        }
    }

    proptest! {
        #[test]
        fn the_weights_are_an_eigenvector(answers in prop::collection::vec(prop::option::of(0_usize..17), 15)) {
            let mut all = Judgments::none_of(6);
            let pairs = (0..6).flat_map(|one| (one + 1..6).map(move |other| (one, other)));
            for ((one, other), answer) in pairs.zip(answers) {
                if let Some(step) = answer {
                    all.judge(one, other, SCALE[step]).unwrap();
                }
            }
            let Some(found) = priorities(&all) else {
                prop_assert!(parts(&all).len() > 1);
                return Ok(());
            };
            prop_assert!((found.weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            prop_assert!(found.lambda_max > 6.0 - 1e-9);
            for one in 0..6 {
                // What is missing counts as what the weights say.
                let row: f64 = (0..6)
                    .map(|other| match all.times(one, other) {
                        Some(times) => times * found.weights[other],
                        None => found.weights[one],
                    })
                    .sum();
                prop_assert!((row - found.lambda_max * found.weights[one]).abs() < 1e-11, "{found:?}");
            }
        }

        #[test]
        fn comparisons_of_known_weights_give_those_weights(weights in prop::collection::vec(0.05_f64..1.0, 2..9), skip in 2_usize..5) {
            let mut all = Judgments::none_of(weights.len());
            for one in 0..weights.len() {
                for other in one + 1..weights.len() {
                    if other == one + 1 || (one * 7 + other) % skip != 0 {
                        all.judge(one, other, weights[one] / weights[other]).unwrap();
                    }
                }
            }
            let found = priorities(&all).unwrap();
            let sum: f64 = weights.iter().sum();
            for (found, weight) in found.weights.iter().zip(&weights) {
                prop_assert!((found - weight / sum).abs() < 1e-11);
            }
            prop_assert!(found.ratio < 1e-9);
        }
    }
}
