//! Shares of weights that can be worked out: along a line for two outcomes, over a triangle for three.

use super::acceptability::Accepted;
use super::known::Known;
use super::values::Values;

/// With more projects than this there are too many places at which two of them change ranks.
const LINE_PROJECTS_MAX: usize = 200;
/// With more projects than this the pieces of the triangle are not worked out.
const TRIANGLE_PROJECTS_MAX: usize = 500;
/// Parts of the line that are shorter than this are none.
const SHORT: f64 = 1e-15;

/// The share of every rank for two outcomes, or one; nothing where there are more, or more than 200 projects.
///
/// Scores are straight lines over the weight of the first outcome, so ranks change only where two of them cross.
pub fn on_a_line(values: &Values, known: &Known) -> Option<Vec<Accepted>> {
    let count = values.projects.len();
    if values.outcomes.len() > 2 || count > LINE_PROJECTS_MAX {
        return None;
    }
    let (low, high) = if values.outcomes.len() == 2 { ends(known) } else { (1.0, 1.0) };
    let mut stops = crossings(values, low, high);
    stops.sort_by(f64::total_cmp);
    let twins = values.twins();
    let mut ranks = vec![vec![0.0; count]; count];
    let mut sums = vec![0.0; count];
    let parts = stops.iter().zip(stops.iter().skip(1)).map(|(from, to)| (*from, *to));
    let parts: Vec<(f64, f64)> = parts.filter(|(from, to)| to - from > SHORT).collect();
    // All the weights there are may be one point.
    let parts = if parts.is_empty() { vec![(low, high)] } else { parts };
    let length = if high - low > SHORT { high - low } else { 1.0 };
    for (from, to) in parts {
        let share = if high - low > SHORT { (to - from) / length } else { 1.0 };
        let middle = f64::midpoint(from, to);
        for (project, rank) in ranks_at(values, &twins, middle).into_iter().enumerate() {
            if let Some(cell) = ranks.get_mut(project).and_then(|ranks| ranks.get_mut(rank)) {
                *cell += share;
            }
            if rank == 0
                && let Some(sum) = sums.get_mut(project)
            {
                *sum += share * middle;
            }
        }
    }
    let project = |((project, ranks), sum): ((_, Vec<f64>), f64)| {
        let first = ranks.first().copied().unwrap_or(0.0);
        let central = || {
            let weight = sum / first;
            if values.outcomes.len() == 2 { vec![weight, 1.0 - weight] } else { vec![1.0] }
        };
        Accepted {
            project,
            errors: vec![0.0; count],
            central: (first > 0.0).then(central),
            first_exact: Some(first),
            ranks,
        }
    };
    Some(values.projects.iter().copied().zip(ranks).zip(sums).map(project).collect())
}

/// The least and the most that the first of two weights may be.
fn ends(known: &Known) -> (f64, f64) {
    match known {
        Known::Nothing => (0.0, 1.0),
        Known::Order(places) => match places.as_slice() {
            [one, other] if one < other => (0.5, 1.0),
            [one, other] if other < one => (0.0, 0.5),
            _ => (0.0, 1.0),
        },
        Known::Ranges(ranges) => match ranges.as_slice() {
            [[low, high], [other_low, other_high]] => {
                let low = low.max(1.0 - other_high);
                (low, high.min(1.0 - other_low).max(low))
            }
            _ => (0.0, 1.0),
        },
    }
}

/// The ends, and every place between where two projects have the same score.
fn crossings(values: &Values, low: f64, high: f64) -> Vec<f64> {
    let rows: Vec<(f64, f64)> =
        (0..values.projects.len()).map(|place| first_two(values, place)).collect();
    let mut stops = vec![low, high];
    for (number, (one, other)) in rows.iter().enumerate() {
        for (first, second) in rows.iter().take(number) {
            // one·t + other·(1 − t) = first·t + second·(1 − t)
            let turn = (one - other) - (first - second);
            let at = (second - other) / turn;
            if at > low && at < high {
                stops.push(at);
            }
        }
    }
    stops
}

fn first_two(values: &Values, place: usize) -> (f64, f64) {
    let row = values.row(place);
    (row.first().copied().unwrap_or(0.0), row.get(1).copied().unwrap_or(0.0))
}

/// The rank of each project, counted from 0, with this weight of the first outcome; the same projects share the better one.
fn ranks_at(values: &Values, twins: &[usize], weight: f64) -> Vec<usize> {
    let scores = values.scores(&[weight, 1.0 - weight]);
    let mut order: Vec<usize> = (0..scores.len()).collect();
    let score = |place: &usize| scores.get(*place).copied().unwrap_or(0.0);
    let twin = |place: &usize| twins.get(*place).copied();
    order.sort_by(|one, other| {
        score(other).total_cmp(&score(one)).then(twin(one).cmp(&twin(other)))
    });
    let mut ranks = vec![0; scores.len()];
    let mut rank = 0;
    for tied in order.chunk_by(|one, other| twin(one) == twin(other)) {
        for place in tied {
            if let Some(cell) = ranks.get_mut(*place) {
                *cell = rank;
            }
        }
        rank += tied.len();
    }
    ranks
}

/// A place in the plane of the first two of three weights.
type Place = (f64, f64);

/// The share of rank 1 of every project for three outcomes; nothing where there are not three, more than 500 projects, or no area.
///
/// All possible weights are a piece of the plane with straight sides; those with which a project is first are what is left of it after every
/// other project has cut off its side.
pub fn first_in_triangle(values: &Values, known: &Known) -> Option<Vec<f64>> {
    let count = values.projects.len();
    if values.outcomes.len() != 3 || count > TRIANGLE_PROJECTS_MAX {
        return None;
    }
    let whole = possible(known);
    let all = area(&whole);
    if all <= 1e-12 {
        return None;
    }
    let rows: Vec<Vec<f64>> = (0..count).map(|place| values.row(place)).collect();
    let share = |row: &Vec<f64>| {
        let mut piece = whole.clone();
        for other in rows.iter().filter(|other| *other != row) {
            piece = clipped(&piece, &beats(row, other));
        }
        area(&piece) / all
    };
    Some(rows.iter().map(share).collect())
}

/// `(a, b, c)`: a·w₁ + b·w₂ + c ≥ 0 is the side that is kept.
type Side = (f64, f64, f64);

/// Where one row is at least as good as another.
fn beats(row: &[f64], other: &[f64]) -> Side {
    let gap = |place: usize| {
        row.get(place).copied().unwrap_or(0.0) - other.get(place).copied().unwrap_or(0.0)
    };
    (gap(0) - gap(2), gap(1) - gap(2), gap(2))
}

/// All weights that agree with what is known.
fn possible(known: &Known) -> Vec<Place> {
    let mut piece = vec![(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)];
    let weight = |place: usize| -> Side {
        match place {
            0 => (1.0, 0.0, 0.0),
            1 => (0.0, 1.0, 0.0),
            _ => (-1.0, -1.0, 1.0),
        }
    };
    match known {
        Known::Nothing => {}
        Known::Order(places) => {
            for (one, place) in places.iter().enumerate() {
                for (other, _) in places.iter().enumerate().filter(|(_, beside)| place < beside) {
                    let (one, other) = (weight(one), weight(other));
                    piece = clipped(&piece, &(one.0 - other.0, one.1 - other.1, one.2 - other.2));
                }
            }
        }
        Known::Ranges(ranges) => {
            for (place, [low, high]) in ranges.iter().enumerate() {
                let (a, b, c) = weight(place);
                piece = clipped(&piece, &(a, b, c - low));
                piece = clipped(&piece, &(-a, -b, high - c));
            }
        }
    }
    piece
}

/// What is left of a piece on the side that is kept (Sutherland and Hodgman 1974).
fn clipped(piece: &[Place], (a, b, c): &Side) -> Vec<Place> {
    let height = |(x, y): &Place| a * x + b * y + c;
    let mut left = Vec::with_capacity(piece.len() + 1);
    let nexts = piece.iter().cycle().skip(1);
    for (one, next) in piece.iter().zip(nexts) {
        let (here, there) = (height(one), height(next));
        if here >= 0.0 {
            left.push(*one);
        }
        if (here > 0.0 && there < 0.0) || (here < 0.0 && there > 0.0) {
            let part = here / (here - there);
            left.push((one.0 + part * (next.0 - one.0), one.1 + part * (next.1 - one.1)));
        }
    }
    left
}

/// The area of a piece with straight sides.
fn area(piece: &[Place]) -> f64 {
    let nexts = piece.iter().cycle().skip(1);
    let twice: f64 =
        piece.iter().zip(nexts).map(|(one, next)| one.0 * next.1 - next.0 * one.1).sum();
    (twice / 2.0).abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn firsts(values: &Values, known: &Known) -> Vec<f64> {
        on_a_line(values, known).unwrap().iter().map(|project| project.ranks[0]).collect()
    }

    fn near(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        assert!(
            found.iter().zip(expected).all(|(one, other)| (one - other).abs() < 1e-12),
            "{found:?}"
        );
    }

    #[test]
    fn two_outcomes_are_worked_out() {
        // (8,2), (5,5), (2,7): the first from 1/2 up, the third below 2/5.
        let three = Values::of_rows(&[&[0.8, 0.2], &[0.5, 0.5], &[0.2, 0.7]]);
        near(&firsts(&three, &Known::Nothing), &[0.5, 0.1, 0.4]);
        near(&firsts(&three, &Known::Order(vec![0, 1])), &[1.0, 0.0, 0.0]);
        near(&firsts(&three, &Known::Order(vec![1, 0])), &[0.0, 0.2, 0.8]);
        near(&firsts(&three, &Known::Order(vec![0, 0])), &[0.5, 0.1, 0.4]);
        let ranges = Known::ranges(vec![[0.3, 0.7], [0.2, 0.6]]).unwrap();
        near(&firsts(&three, &ranges), &[2.0 / 3.0, 1.0 / 3.0, 0.0]);
        let told = on_a_line(&three, &Known::Nothing).unwrap();
        near(told[0].central.as_ref().unwrap(), &[0.75, 0.25]);
        near(told[2].central.as_ref().unwrap(), &[0.2, 0.8]);
        for project in &told {
            assert!((project.ranks.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn one_point_and_one_outcome_are_lines_too() {
        let three = Values::of_rows(&[&[0.8, 0.2], &[0.5, 0.5], &[0.5, 0.5]]);
        let point = Known::ranges(vec![[0.25, 0.25], [0.75, 0.75]]).unwrap();
        let told = on_a_line(&three, &point).unwrap();
        assert_eq!(told[0].ranks, [0.0, 0.0, 1.0]);
        assert_eq!((&told[1].ranks, &told[2].ranks), (&vec![1.0, 0.0, 0.0], &vec![1.0, 0.0, 0.0]));
        let alone = Values::of_rows(&[&[0.1], &[0.4]]);
        near(&firsts(&alone, &Known::Nothing), &[0.0, 1.0]);
        assert!(on_a_line(&Values::of_rows(&[&[0.1, 0.2, 0.3]]), &Known::Nothing).is_none());
    }

    #[test]
    fn three_outcomes_are_cut_out_of_the_triangle() {
        let three = Values::of_rows(&[&[1.0, 0.0, 0.0], &[0.0, 1.0, 0.0], &[0.0, 0.0, 1.0]]);
        near(&first_in_triangle(&three, &Known::Nothing).unwrap(), &[1.0 / 3.0; 3]);
        near(&first_in_triangle(&three, &Known::Order(vec![0, 1, 2])).unwrap(), &[1.0, 0.0, 0.0]);
        let ranges = Known::ranges(vec![[0.0, 0.5], [0.0, 1.0], [0.0, 0.5]]).unwrap();
        let found = first_in_triangle(&three, &ranges).unwrap();
        assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-12 && found[0] < 1.0 / 3.0);
        // What lies between the corners is first nowhere, or in the middle.
        let four = Values::of_rows(&[
            &[1.0, 0.0, 0.0],
            &[0.0, 1.0, 0.0],
            &[0.0, 0.0, 1.0],
            &[0.4, 0.4, 0.4],
        ]);
        let found = first_in_triangle(&four, &Known::Nothing).unwrap();
        // Three corners of side 0.6 less what they share: each is first where its weight is above 0.4 and the largest.
        assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-12 && found[3] > 0.0, "{found:?}");
        near(&found[3..], &[0.04]);
    }
}
