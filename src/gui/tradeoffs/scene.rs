//! The chart as plain data: a bubble for each project that has both figures, the front, and who is missing.

use std::collections::BTreeMap;

use super::front::{front_line, mark_front};
use super::tones::{Tone, toned};
use super::wish::{Along, Wish};
use crate::analysis::scoring::framework::Facts;
use crate::gui::charts::{Spacing, Unit, round_span, tenfold_span};
use crate::model::{Direction, Portfolio, ProjectId};
use crate::wording;

/// The least and the most that a bubble reaches from its middle, in points.
const RADIUS: (f32, f32) = (5.0, 24.0);
/// All bubbles where nothing says how large they are.
const RADIUS_PLAIN: f32 = 7.0;
/// Where the largest figure is so many times the middle one, the rest is pushed together.
const SKEWED: f64 = 30.0;
/// From so many bubbles on they are drawn smaller.
const MANY: usize = 150;

/// A project in the chart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bubble {
    pub(super) project: ProjectId,
    /// Its name, safe to show.
    pub(super) name: String,
    /// What it has along the axes.
    pub(super) at: [f64; 2],
    pub(super) radius: f32,
    pub(super) tone: Tone,
    /// Whether nobody is better on one axis and no worse on the other.
    pub(super) is_front: bool,
    /// One of the front that is; nothing on the front itself.
    pub(super) beaten_by: Option<ProjectId>,
}

/// One axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Side {
    pub(super) title: String,
    pub(super) unit: Unit,
    pub(super) span: (f64, f64),
    pub(super) spacing: Spacing,
    /// Half of the projects have less.
    pub(super) middle: f64,
}

/// Everything there is to see.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scene {
    /// The largest first, so that small ones lie on top.
    pub(super) bubbles: Vec<Bubble>,
    pub(super) sides: [Side; 2],
    /// The corners of the front from left to right.
    pub(super) front: Vec<[f64; 2]>,
    /// What the four quarters are called.
    pub(super) quadrants: [String; 4],
    /// What the colours stand for.
    pub(super) tones: Vec<(Tone, String)>,
    /// Open projects that lack a figure along an axis, with what they lack.
    pub(super) missing: Vec<(ProjectId, String)>,
    /// How many projects are done or cancelled: they are no question any more.
    pub(super) closed_count: usize,
}

impl Scene {
    pub(super) fn of(portfolio: &Portfolio, facts: &Facts, wish: &Wish) -> Self {
        let [x, y] = [&wish.x, &wish.y].map(|along| along.field.values(portfolio, facts));
        let spacings = [(&wish.x, &x), (&wish.y, &y)]
            .map(|(along, values)| spacing(along, &open_only(portfolio, values)));
        let [x_spacing, y_spacing] = spacings;
        let (x, y) = (standing(x, x_spacing), standing(y, y_spacing));
        let sizes = wish.size.as_ref().map(|field| field.values(portfolio, facts));
        let size_max = sizes.iter().flat_map(BTreeMap::values).copied().fold(0.0, f64::max);
        let (tones, tone_of) = toned(portfolio, facts, &wish.colour);
        let (mut bubbles, mut missing) = (Vec::new(), Vec::new());
        let open = portfolio.projects.iter().filter(|(_, project)| project.is_open());
        for (&id, project) in open {
            let (Some(&across), Some(&up)) = (x.get(&id), y.get(&id)) else {
                let has = [&x, &y].map(|values| values.contains_key(&id));
                missing.push((id, lacking(portfolio, wish, (has, spacings))));
                continue;
            };
            bubbles.push(Bubble {
                project: id,
                name: wording::printable(&project.name),
                at: [across, up],
                radius: match &sizes {
                    None => RADIUS_PLAIN,
                    Some(sizes) => radius(sizes.get(&id).copied(), size_max),
                },
                tone: tone_of.get(&id).copied().unwrap_or(Tone::Missing),
                is_front: false,
                beaten_by: None,
            });
        }
        shrink(&mut bubbles);
        let better = [wish.x.better, wish.y.better];
        mark_front(&mut bubbles, better);
        bubbles.sort_by(|one, other| other.radius.total_cmp(&one.radius));
        let side = |number: usize, along: &Along, spacing| {
            let values = || bubbles.iter().filter_map(move |bubble| bubble.at.get(number).copied());
            side(portfolio, (along, spacing), values().collect())
        };
        Self {
            sides: [side(0, &wish.x, x_spacing), side(1, &wish.y, y_spacing)],
            front: if wish.has_front { front_line(&bubbles, better) } else { Vec::new() },
            quadrants: wish.quadrants(portfolio),
            closed_count: portfolio.projects.values().filter(|project| !project.is_open()).count(),
            bubbles,
            tones,
            missing,
        }
    }
}

/// The figures of open projects.
fn open_only(portfolio: &Portfolio, values: &BTreeMap<ProjectId, f64>) -> Vec<f64> {
    let is_open = |id: &ProjectId| portfolio.projects.get(id).is_some_and(|p| p.is_open());
    values.iter().filter(|(id, _)| is_open(id)).map(|(_, value)| *value).collect()
}

/// The steps that were asked for; where nobody has, tens where a few large figures would push all others together.
fn spacing(along: &Along, values: &[f64]) -> Spacing {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(0.0, f64::max);
    let is_skewed = least > 0.0 && most > SKEWED * median(values.to_vec());
    along.spacing.unwrap_or(if is_skewed { Spacing::Tenfold } else { Spacing::Even })
}

/// Those that have a place along an axis: by tens, only what is above zero.
fn standing(mut values: BTreeMap<ProjectId, f64>, spacing: Spacing) -> BTreeMap<ProjectId, f64> {
    if spacing == Spacing::Tenfold {
        values.retain(|_, value| *value > 0.0);
    }
    values
}

/// Half are below, half above.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.len().checked_sub(1).map_or(0.0, |last| {
        let at = |place: usize| values.get(place).copied().unwrap_or(0.0);
        f64::midpoint(at(last.div_euclid(2)), at(values.len().div_euclid(2)))
    })
}

fn side(portfolio: &Portfolio, (along, spacing): (&Along, Spacing), values: Vec<f64>) -> Side {
    let unit = along.field.unit(portfolio);
    let (arrow, way) = match along.better {
        Direction::Up => ("↑", "more is better"),
        Direction::Down => ("↓", "less is better"),
    };
    let name = along.field.name(portfolio);
    let counted = unit.name();
    let counted = if counted.is_empty() { String::new() } else { format!(", {counted}") };
    let by_tens = if spacing == Spacing::Tenfold { ", by tens" } else { "" };
    let span = match spacing {
        Spacing::Even => round_span(values.iter().copied(), true),
        Spacing::Tenfold => tenfold_span(values.iter().copied()),
    };
    Side {
        title: format!("{name}{counted}{by_tens}  {arrow} {way}"),
        unit,
        span,
        spacing,
        middle: median(values),
    }
}

/// Area stands for the figure; what has none is small.
fn radius(size: Option<f64>, size_max: f64) -> f32 {
    let part = size.filter(|_| size_max > 0.0).map_or(0.0, |size| size / size_max);
    RADIUS.0 + (RADIUS.1 - RADIUS.0) * part.clamp(0.0, 1.0).sqrt() as f32
}

fn shrink(bubbles: &mut [Bubble]) {
    if bubbles.len() > MANY {
        for bubble in bubbles {
            bubble.radius = (bubble.radius * 0.55).max(3.0);
        }
    }
}

/// `no score`, or `no cost above zero` where the axis goes by tens.
fn lacking(
    portfolio: &Portfolio,
    wish: &Wish,
    (has, spacings): ([bool; 2], [Spacing; 2]),
) -> String {
    let names: Vec<String> = [&wish.x, &wish.y]
        .into_iter()
        .zip(has)
        .zip(spacings)
        .filter(|((_, has), _)| !has)
        .map(|((along, _), spacing)| {
            let name = along.field.name(portfolio).to_lowercase();
            if spacing == Spacing::Tenfold { format!("{name} above zero") } else { name }
        })
        .collect();
    format!("no {}", names.join(", no "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn area_and_not_width_stands_for_the_figure() {
        let (least, most) = RADIUS;
        let check = |size, expected: f32| assert!((radius(size, 1.0) - expected).abs() < 1e-6);
        check(Some(0.25), least + (most - least) * 0.5);
        check(Some(1.0), most);
        check(None, least);
    }

    #[test]
    fn steps_go_by_tens_where_few_would_push_all_others_together_unless_somebody_says() {
        let check = |asked, values: &[f64], expected| {
            let wish = Wish::default();
            assert_eq!(spacing(&Along { spacing: asked, ..wish.x }, values), expected);
        };
        check(None, &[1.0, 2.0, 3.0, 61.0], Spacing::Even);
        check(None, &[1.0, 2.0, 3.0, 100.0], Spacing::Tenfold);
        check(None, &[0.0, 2.0, 3.0, 100.0], Spacing::Even);
        check(Some(Spacing::Even), &[1.0, 2.0, 3.0, 100.0], Spacing::Even);
        check(Some(Spacing::Tenfold), &[0.0, 2.0], Spacing::Tenfold);
        check(None, &[], Spacing::Even);
    }
}
