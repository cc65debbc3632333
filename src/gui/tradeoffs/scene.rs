//! The chart as plain data: a bubble for each project that has both figures, the front, and who is missing.

use std::collections::BTreeMap;

use egui::Color32;

use super::field::Field;
use super::wish::{Along, Colour, Wish};
use crate::analysis::scoring::framework::Facts;
use crate::gui::charts::{KeyMark, KeyRow, Unit, round_span};
use crate::gui::theme::{CATEGORIES, Theme};
use crate::model::{Direction, Portfolio, Project, ProjectId, Stage};
use crate::wording;

/// The least and the most that a bubble reaches from its middle, in points.
const RADIUS: (f32, f32) = (5.0, 24.0);
/// All bubbles where nothing says how large they are.
const RADIUS_PLAIN: f32 = 7.0;
/// From so many bubbles on they are drawn smaller.
const MANY: usize = 150;

/// A colour by its meaning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Tone {
    Category(usize),
    Amount(f32),
    Missing,
}

impl Tone {
    pub(super) fn ink(self, theme: &Theme) -> Color32 {
        match self {
            Self::Category(number) => theme.category(number),
            Self::Amount(share) => theme.amount(share),
            Self::Missing => theme.unrated,
        }
    }
}

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
}

/// One axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Side {
    pub(super) title: String,
    pub(super) unit: Unit,
    pub(super) span: (f64, f64),
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
        let sizes = wish.size.as_ref().map(|field| field.values(portfolio, facts));
        let size_max = sizes.iter().flat_map(BTreeMap::values).copied().fold(0.0, f64::max);
        let (tones, tone_of) = toned(portfolio, facts, &wish.colour);
        let (mut bubbles, mut missing) = (Vec::new(), Vec::new());
        let open = portfolio.projects.iter().filter(|(_, project)| project.is_open());
        for (&id, project) in open {
            let (Some(&across), Some(&up)) = (x.get(&id), y.get(&id)) else {
                missing.push((id, lacking(portfolio, wish, [&x, &y].map(|v| v.contains_key(&id)))));
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
            });
        }
        shrink(&mut bubbles);
        let better = [wish.x.better, wish.y.better];
        mark_front(&mut bubbles, better);
        bubbles.sort_by(|one, other| other.radius.total_cmp(&one.radius));
        let side = |number: usize, along: &Along| {
            let values = || bubbles.iter().filter_map(move |bubble| bubble.at.get(number).copied());
            side(portfolio, along, values().collect())
        };
        Self {
            sides: [side(0, &wish.x), side(1, &wish.y)],
            front: if wish.has_front { front_line(&bubbles, better) } else { Vec::new() },
            quadrants: wish.quadrants(portfolio),
            closed_count: portfolio.projects.values().filter(|project| !project.is_open()).count(),
            bubbles,
            tones,
            missing,
        }
    }
}

fn side(portfolio: &Portfolio, along: &Along, mut values: Vec<f64>) -> Side {
    let unit = along.field.unit(portfolio);
    let (arrow, way) = match along.better {
        Direction::Up => ("↑", "more is better"),
        Direction::Down => ("↓", "less is better"),
    };
    let name = along.field.name(portfolio);
    let counted = unit.name();
    let counted = if counted.is_empty() { String::new() } else { format!(", {counted}") };
    values.sort_by(f64::total_cmp);
    let middle = values.len().checked_sub(1).map_or(0.0, |last| {
        let at = |place: usize| values.get(place).copied().unwrap_or(0.0);
        (at(last.div_euclid(2)) + at(values.len().div_euclid(2))) * 0.5
    });
    Side {
        title: format!("{name}{counted}  {arrow} {way}"),
        unit,
        span: round_span(values, true),
        middle,
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

fn lacking(portfolio: &Portfolio, wish: &Wish, has: [bool; 2]) -> String {
    let names: Vec<String> = [&wish.x, &wish.y]
        .into_iter()
        .zip(has)
        .filter(|(_, has)| !has)
        .map(|(along, _)| along.field.name(portfolio).to_lowercase())
        .collect();
    format!("no {}", names.join(", no "))
}

/// Whether `one` is at least as good as `other` on both axes, and better on one.
fn beats(one: [f64; 2], other: [f64; 2], better: [Direction; 2]) -> bool {
    let gain = |number: usize| {
        let (one, other) = (one.get(number).copied(), other.get(number).copied());
        let gain = one.unwrap_or(0.0) - other.unwrap_or(0.0);
        if better.get(number) == Some(&Direction::Down) { -gain } else { gain }
    };
    let gains = [gain(0), gain(1)];
    gains.iter().all(|gain| *gain >= 0.0) && gains.iter().any(|gain| *gain > 0.0)
}

/// Marks those that nobody beats; of equals all are marked.
fn mark_front(bubbles: &mut [Bubble], better: [Direction; 2]) {
    let all: Vec<[f64; 2]> = bubbles.iter().map(|bubble| bubble.at).collect();
    for bubble in bubbles {
        bubble.is_front = !all.iter().any(|other| beats(*other, bubble.at, better));
    }
}

/// The corners of the stairs between those of the front, from left to right.
fn front_line(bubbles: &[Bubble], better: [Direction; 2]) -> Vec<[f64; 2]> {
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

/// What each project's colour is, and what the colours stand for.
fn toned(
    portfolio: &Portfolio,
    facts: &Facts,
    colour: &Colour,
) -> (Vec<(Tone, String)>, BTreeMap<ProjectId, Tone>) {
    match colour {
        Colour::Category => named(portfolio, |project| {
            project.category.as_ref().map(|category| wording::printable(category))
        }),
        Colour::Stage => {
            let used = |stage: &Stage| {
                portfolio.projects.values().any(|p| p.is_open() && p.stage == *stage)
            };
            let stages: Vec<Stage> = Stage::ALL.into_iter().filter(used).collect();
            let tone =
                |stage: Stage| stages.iter().position(|one| *one == stage).map(Tone::Category);
            let tones = stages.iter().enumerate();
            (
                tones
                    .map(|(at, stage)| (Tone::Category(at), wording::stage(*stage).to_owned()))
                    .collect(),
                portfolio
                    .projects
                    .iter()
                    .filter_map(|(&id, p)| Some((id, tone(p.stage)?)))
                    .collect(),
            )
        }
        Colour::Field(field) => amounts(portfolio, facts, field),
    }
}

fn amounts(
    portfolio: &Portfolio,
    facts: &Facts,
    field: &Field,
) -> (Vec<(Tone, String)>, BTreeMap<ProjectId, Tone>) {
    let values = field.values(portfolio, facts);
    let ends = values.values().copied();
    let low = ends.clone().fold(f64::INFINITY, f64::min);
    let high = ends.fold(f64::NEG_INFINITY, f64::max);
    let share = |value: f64| {
        if high > low { ((value - low) / (high - low)) as f32 } else { 0.5 }
    };
    let unit = field.unit(portfolio);
    let mut tones = Vec::new();
    if high > low {
        for part in [0.0, 0.5, 1.0] {
            let value = low + (high - low) * part;
            tones.push((Tone::Amount(share(value)), unit.figure(value)));
        }
    }
    let lacks = portfolio.projects.iter().any(|(id, p)| p.is_open() && !values.contains_key(id));
    if lacks {
        tones.push((Tone::Missing, format!("no {}", field.name(portfolio).to_lowercase())));
    }
    (tones, values.into_iter().map(|(id, value)| (id, Tone::Amount(share(value)))).collect())
}

/// The most frequent names have a colour each; the rest shares the last one.
fn named(
    portfolio: &Portfolio,
    name: impl Fn(&Project) -> Option<String>,
) -> (Vec<(Tone, String)>, BTreeMap<ProjectId, Tone>) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let open = || portfolio.projects.iter().filter(|(_, project)| project.is_open());
    for name in open().filter_map(|(_, project)| name(project)) {
        *counts.entry(name).or_default() += 1;
    }
    let mut names: Vec<(String, usize)> = counts.into_iter().collect();
    names.sort_by(|(one, count), (other, other_count)| other_count.cmp(count).then(one.cmp(other)));
    let is_cut = names.len() > CATEGORIES;
    let own = if is_cut { CATEGORIES - 1 } else { names.len() };
    let tone = |wanted: &String| {
        let at = names.iter().position(|(name, _)| name == wanted)?;
        Some(Tone::Category(at.min(CATEGORIES - 1)))
    };
    let mut tones: Vec<(Tone, String)> = names
        .iter()
        .take(own)
        .enumerate()
        .map(|(at, (name, _))| (Tone::Category(at), name.clone()))
        .collect();
    if is_cut {
        tones.push((Tone::Category(CATEGORIES - 1), format!("{} others", names.len() - own)));
    }
    if open().any(|(_, project)| name(project).is_none()) {
        tones.push((Tone::Missing, "no category".to_owned()));
    }
    let of = open().filter_map(|(&id, project)| Some((id, tone(&name(project)?)?)));
    let of = of.collect();
    (tones, of)
}

/// The entries of the key, in the colours of a theme.
pub(super) fn key_rows(scene: &Scene, theme: &Theme) -> Vec<KeyRow> {
    let mut rows: Vec<KeyRow> = scene
        .tones
        .iter()
        .map(|(tone, words)| KeyRow {
            mark: KeyMark::Dot,
            ink: tone.ink(theme),
            words: words.clone(),
        })
        .collect();
    if !scene.front.is_empty() {
        let words = "Front: nothing is better on both".to_owned();
        rows.push(KeyRow { mark: KeyMark::Line, ink: theme.accent, words });
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bubble(x: f64, y: f64) -> Bubble {
        Bubble {
            project: ProjectId(crate::model::Id::from_bits(1)),
            name: String::new(),
            at: [x, y],
            radius: 5.0,
            tone: Tone::Missing,
            is_front: false,
        }
    }

    fn check(points: &[(f64, f64)], better: [Direction; 2], expected: &[usize], line: &[[f64; 2]]) {
        let mut bubbles: Vec<Bubble> = points.iter().map(|(x, y)| bubble(*x, *y)).collect();
        mark_front(&mut bubbles, better);
        let on: Vec<usize> =
            (0..bubbles.len()).filter(|at| bubbles.get(*at).is_some_and(|b| b.is_front)).collect();
        assert_eq!(on, expected);
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

    #[test]
    fn area_and_not_width_stands_for_the_figure() {
        let (least, most) = RADIUS;
        let check = |size, expected: f32| assert!((radius(size, 1.0) - expected).abs() < 1e-6);
        check(Some(0.25), least + (most - least) * 0.5);
        check(Some(1.0), most);
        check(None, least);
    }
}
