//! Which pair to ask about next, so that a person can stop early.

use super::connection::parts;
use super::judgments::Judgments;
use super::square::Square;

/// The pair whose comparison would tell most; nothing where all are judged.
///
/// While things hang together in several parts: a pair that joins two of them, between those that have been compared most. After
/// that: the pair about which the chains of comparisons so far say least. How little that is, is the resistance between the two if every
/// comparison were a wire of one ohm: the error of a ratio that is worked out from others that are each as much in doubt.
pub fn next_question(judgments: &Judgments) -> Option<(usize, usize)> {
    let parts = parts(judgments);
    match parts.as_slice() {
        [] => None,
        [_] => most_in_doubt(judgments),
        parts => joining(judgments, parts),
    }
}

/// The busiest of the largest part and the busiest of the next.
fn joining(judgments: &Judgments, parts: &[Vec<usize>]) -> Option<(usize, usize)> {
    let mut by_size: Vec<&Vec<usize>> = parts.iter().collect();
    by_size.sort_by_key(|part| std::cmp::Reverse(part.len()));
    let uses =
        |thing: usize| judgments.iter().filter(|it| it.one == thing || it.other == thing).count();
    let busiest = |part: &Vec<usize>| {
        part.iter().copied().max_by_key(|thing| (uses(*thing), std::cmp::Reverse(*thing)))
    };
    let one = by_size.first().and_then(|part| busiest(part))?;
    let other = by_size.get(1).and_then(|part| busiest(part))?;
    Some((one.min(other), one.max(other)))
}

fn most_in_doubt(judgments: &Judgments) -> Option<(usize, usize)> {
    let size = judgments.size();
    let spread = inverse(wires(judgments), size);
    let resistance =
        |one, other| spread.at(one, one) + spread.at(other, other) - 2.0 * spread.at(one, other);
    let mut best: Option<((usize, usize), f64)> = None;
    for one in 0..size {
        for other in (one + 1..size).filter(|other| judgments.times(one, *other).is_none()) {
            let found = resistance(one, other);
            if best.is_none_or(|(_, so_far)| found > so_far + 1e-9) {
                best = Some(((one, other), found));
            }
        }
    }
    best.map(|(pair, _)| pair)
}

/// The Laplacian of the comparisons, with a one everywhere, which makes it one that can be inverted and changes no resistance.
fn wires(judgments: &Judgments) -> Square {
    let mut wires = Square::filled(judgments.size(), 1.0);
    let mut add = |row, column, value: f64| {
        if let Some(cell) = wires.at_mut(row, column) {
            *cell += value;
        }
    };
    for compared in judgments.iter() {
        let (one, other) = (compared.one, compared.other);
        for (row, column, value) in
            [(one, one, 1.0), (other, other, 1.0), (one, other, -1.0), (other, one, -1.0)]
        {
            add(row, column, value);
        }
    }
    wires
}

/// The inverse by elimination; the table is symmetric and positive definite, so no row need be exchanged.
fn inverse(mut table: Square, size: usize) -> Square {
    let mut inverse = Square::filled(size, 0.0);
    (0..size).for_each(|place| inverse.set(place, place, 1.0));
    for pivot in 0..size {
        let by = 1.0 / table.at(pivot, pivot);
        for column in 0..size {
            table.set(pivot, column, table.at(pivot, column) * by);
            inverse.set(pivot, column, inverse.at(pivot, column) * by);
        }
        for row in (0..size).filter(|row| *row != pivot) {
            let factor = table.at(row, pivot);
            for column in 0..size {
                table.set(row, column, table.at(row, column) - factor * table.at(pivot, column));
                inverse.set(
                    row,
                    column,
                    inverse.at(row, column) - factor * inverse.at(pivot, column),
                );
            }
        }
    }
    inverse
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(size: usize, pairs: &[(usize, usize)]) -> Option<(usize, usize)> {
        let mut all = Judgments::none_of(size);
        for &(one, other) in pairs {
            all.judge(one, other, 2.0).unwrap();
        }
        next_question(&all)
    }

    #[test]
    fn first_everything_is_joined() {
        assert_eq!(asked(4, &[]), Some((0, 1)));
        assert_eq!(asked(4, &[(0, 1)]), Some((0, 2)));
        assert_eq!(asked(4, &[(0, 1), (0, 2)]), Some((0, 3)));
        assert_eq!(asked(6, &[(0, 1), (2, 3), (3, 4)]), Some((0, 3)));
    }

    #[test]
    fn then_comes_the_pair_of_which_least_is_known() {
        // The ends of a chain; then, in a circle of six, two that stand opposite.
        assert_eq!(asked(5, &[(0, 1), (1, 2), (2, 3), (3, 4)]), Some((0, 4)));
        assert_eq!(asked(6, &[(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (0, 5)]), Some((0, 3)));
        assert_eq!(asked(3, &[(0, 1), (1, 2), (0, 2)]), None);
        assert_eq!(asked(1, &[]), None);
        assert_eq!(asked(0, &[]), None);
    }

    #[test]
    fn who_answers_every_question_has_judged_every_pair() {
        let mut all = Judgments::none_of(7);
        for count in 0..21 {
            assert_eq!(all.count(), count);
            let (one, other) = next_question(&all).unwrap();
            all.judge(one, other, 1.0).unwrap();
            // As few as can be until all hang together.
            assert_eq!(parts(&all).len() == 1, count >= 5);
        }
        assert_eq!(next_question(&all), None);
    }
}
