//! The front of the chart: the projects that no other beats on both axes, and the stairs between them.

use super::scene::Bubble;
use crate::analysis::scoring::pareto::{Standing, pareto};
use crate::model::Direction;

/// Marks those that nobody beats; of equals all are marked, and the others know one that beats them.
pub(super) fn mark_front(bubbles: &mut [Bubble], better: [Direction; 2]) {
    let points: Vec<Vec<Option<f64>>> =
        bubbles.iter().map(|bubble| bubble.at.map(Some).to_vec()).collect();
    let standings = pareto(&points, &better);
    let projects: Vec<_> = bubbles.iter().map(|bubble| bubble.project).collect();
    for (bubble, standing) in bubbles.iter_mut().zip(standings) {
        bubble.is_front = standing == Standing::OnFront;
        bubble.beaten_by = match standing {
            Standing::Beaten { by } => projects.get(by).copied(),
            _ => None,
        };
    }
}

/// The corners of the stairs between those of the front, from left to right.
pub(super) fn front_line(bubbles: &[Bubble], better: [Direction; 2]) -> Vec<[f64; 2]> {
    let mut on: Vec<[f64; 2]> =
        bubbles.iter().filter(|bubble| bubble.is_front).map(|bubble| bubble.at).collect();
    on.sort_by(|[x, y], [other_x, other_y]| x.total_cmp(other_x).then(y.total_cmp(other_y)));
    on.dedup();
    let mut line: Vec<[f64; 2]> = Vec::new();
    for [x, y] in on {
        if let Some(&[last_x, last_y]) = line.last() {
            // What lies between two of them is no better than the worse of both.
            let x_of_corner = if better[0] == Direction::Down { x } else { last_x };
            let y_of_corner = if better[0] == Direction::Down { last_y } else { y };
            line.push([x_of_corner, y_of_corner]);
        }
        line.push([x, y]);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::tradeoffs::tones::Tone;
    use crate::model::{Id, ProjectId};

    fn bubble(x: f64, y: f64) -> Bubble {
        Bubble {
            project: ProjectId(Id::from_bits(1)),
            name: String::new(),
            at: [x, y],
            radius: 5.0,
            tone: Tone::Missing,
            is_front: false,
            beaten_by: None,
        }
    }

    fn check(points: &[(f64, f64)], better: [Direction; 2], expected: &[usize], line: &[[f64; 2]]) {
        let mut bubbles: Vec<Bubble> = points.iter().map(|(x, y)| bubble(*x, *y)).collect();
        mark_front(&mut bubbles, better);
        let on: Vec<usize> =
            (0..bubbles.len()).filter(|at| bubbles.get(*at).is_some_and(|b| b.is_front)).collect();
        assert_eq!(on, expected);
        assert!(bubbles.iter().all(|bubble| bubble.is_front == bubble.beaten_by.is_none()));
        assert_eq!(front_line(&bubbles, better), line);
    }

    #[test]
    fn the_front_holds_all_that_nothing_beats_and_equals_both() {
        use Direction::{Down, Up};
        let points = [(1.0, 2.0), (2.0, 5.0), (3.0, 4.0), (1.0, 2.0), (4.0, 6.0)];
        check(
            &points,
            [Down, Up],
            &[0, 1, 3, 4],
            &[[1.0, 2.0], [2.0, 2.0], [2.0, 5.0], [4.0, 5.0], [4.0, 6.0]],
        );
        check(&points, [Up, Up], &[4], &[[4.0, 6.0]]);
        check(&points, [Down, Down], &[0, 3], &[[1.0, 2.0]]);
        check(&[(1.0, 5.0), (3.0, 2.0)], [Up, Up], &[0, 1], &[[1.0, 5.0], [1.0, 2.0], [3.0, 2.0]]);
    }
}
