//! Cards that are moved come to stand in line with others.

use egui::{Rect, Vec2, vec2};

/// A line that shows what a moved card stands in line with, in map units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Guide {
    /// One end.
    pub(super) from: egui::Pos2,
    /// The other.
    pub(super) to: egui::Pos2,
}

/// How far the moved cards have to go on to stand in line, and the lines that show it.
///
/// `moved` is the rectangle around them where the hand holds them; `reach` is how far they let themselves be drawn.
pub(super) fn snap(moved: Rect, others: &[Rect], reach: f32) -> (Vec2, Vec<Guide>) {
    let across = nearest(marks_across(moved), others, marks_across, reach);
    let down = nearest(marks_down(moved), others, marks_down, reach);
    let by = vec2(across.unwrap_or(0.0), down.unwrap_or(0.0));
    let stands = moved.translate(by);
    let mut guides = Vec::new();
    if across.is_some() {
        guides.extend(guides_of(stands, others, true));
    }
    if down.is_some() {
        guides.extend(guides_of(stands, others, false));
    }
    (by, guides)
}

fn marks_across(rect: Rect) -> [f32; 3] {
    [rect.left(), rect.center().x, rect.right()]
}

fn marks_down(rect: Rect) -> [f32; 3] {
    [rect.top(), rect.center().y, rect.bottom()]
}

/// The shortest way from a mark of the moved to a mark of any other.
fn nearest(
    moved: [f32; 3],
    others: &[Rect],
    marks: fn(Rect) -> [f32; 3],
    reach: f32,
) -> Option<f32> {
    let ways = others.iter().flat_map(|other| {
        let others = marks(*other);
        moved.into_iter().flat_map(move |mark| others.into_iter().map(move |other| other - mark))
    });
    ways.filter(|way| way.abs() <= reach).min_by(|one, other| one.abs().total_cmp(&other.abs()))
}

/// For each mark that is in line with others, a line to the nearest of them: lines through a whole column would only
/// be in the way.
fn guides_of(stands: Rect, others: &[Rect], is_across: bool) -> Vec<Guide> {
    let marks = if is_across { marks_across } else { marks_down };
    let mut guides = Vec::new();
    for mark in marks(stands) {
        let is_in_line =
            |other: &&Rect| marks(**other).iter().any(|there| (there - mark).abs() < 0.25);
        let far = |other: &Rect| (other.center() - stands.center()).length_sq();
        let nearest = others.iter().filter(is_in_line);
        let nearest = nearest.min_by(|one, other| far(one).total_cmp(&far(other)));
        let Some(all) = nearest.map(|other| other.union(stands)) else { continue };
        guides.push(if is_across {
            Guide { from: egui::pos2(mark, all.top()), to: egui::pos2(mark, all.bottom()) }
        } else {
            Guide { from: egui::pos2(all.left(), mark), to: egui::pos2(all.right(), mark) }
        });
    }
    guides
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    fn rect(x: f32, y: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), vec2(100.0, 40.0))
    }

    #[test]
    fn a_card_is_drawn_to_the_nearest_line_and_says_which() {
        let (by, guides) = snap(rect(203.0, 96.0), &[rect(200.0, 0.0), rect(600.0, 300.0)], 5.0);
        assert_eq!(by, vec2(-3.0, 0.0));
        // Left, middle and right are all in line: the cards have the same width.
        assert_eq!(guides.len(), 3);
        assert_eq!(guides[0], Guide { from: pos2(200.0, 0.0), to: pos2(200.0, 136.0) });
    }

    #[test]
    fn far_from_every_line_nothing_happens() {
        assert_eq!(snap(rect(250.0, 120.0), &[rect(0.0, 0.0)], 5.0), (Vec2::ZERO, Vec::new()));
    }

    #[test]
    fn a_middle_can_meet_an_edge() {
        let (by, guides) = snap(rect(48.0, 200.0), &[rect(100.0, 0.0)], 5.0);
        assert_eq!(by, vec2(2.0, 0.0));
        assert!(guides.iter().any(|guide| (guide.from.x - 100.0).abs() < 1e-3));
    }
}
