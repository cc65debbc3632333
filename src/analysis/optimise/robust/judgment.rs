//! Which single judgment would leave the fewest projects in doubt.

use std::borrow::Cow;
use std::ops::Range;

use super::information::Information;
use super::known::CostsKnown;
use super::non_dominated::{Scope, kept_among};
use super::sampled::Draw;
use super::spans::Spans;
use super::uses::{Uses, is_sure};
use super::{Standing, standing};
use crate::analysis::optimise::amount::{HALF, WHOLE};
use crate::analysis::optimise::plan::Plan;
use crate::analysis::optimise::problem::Problem;
use crate::model::{OutcomeId, Portfolio, ProjectId};

/// Something that could be found out or agreed on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Judgment {
    /// Which of two outcomes weighs more.
    Heavier(OutcomeId, OutcomeId),
    /// Whether an outcome weighs more or less than so much, 0 to 1: the middle of what is possible.
    Weight(OutcomeId, f64),
    /// Whether a project serves an outcome by more or less than so many points, 0 to 100: the middle of what is possible.
    Rating(ProjectId, OutcomeId, f64),
    /// Whether the costs of a project are in the lower or the upper half of their ranges.
    Cost(ProjectId),
}

/// A judgment, and what it would leave open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Question {
    /// What would be decided.
    pub judgment: Judgment,
    /// How many projects would still be borderline, for the answer that leaves more.
    pub borderline_most: usize,
    /// The same for the other answer.
    pub borderline_least: usize,
}

/// So many ratings and so many costs are asked about at most: those with the widest ranges.
const DOUBTS_MAX: usize = 24;

/// All that is known, and the plans that follow from it.
pub(super) struct Asked<'a> {
    pub(super) portfolio: &'a Portfolio,
    pub(super) problem: &'a Problem,
    pub(super) information: &'a Information,
    pub(super) spans: &'a Spans,
    pub(super) uses: &'a Uses,
    pub(super) plans: &'a [(Plan, usize)],
    pub(super) is_over: &'a dyn Fn() -> bool,
}

impl Asked<'_> {
    /// Which plans stay undominated under each answer. Narrower information only takes plans away, so those that are known are all that there can be.
    pub(super) fn questions(&self) -> Vec<Question> {
        let chosen: Vec<Vec<bool>> =
            self.plans.iter().map(|(plan, _)| self.problem.columns_of(plan)).collect();
        let plans: Vec<&Plan> = self.plans.iter().map(|(plan, _)| plan).collect();
        let members = Members::of(self.problem, &plans);
        let corners = self.information.corners();
        let ask = |judgment| {
            let left = [Half::Upper, Half::Lower].map(|half| {
                let narrowed = self.narrowed(judgment, half, corners.as_deref())?;
                let scope = narrowed.scope();
                if scope.corners.is_empty() {
                    return None;
                }
                let kept = kept_among(self.problem, &chosen, scope, self.is_over)?;
                let is_kept = |place| kept.binary_search(&place).is_ok();
                members.borderline_count(&(0..chosen.len()).map(is_kept).collect::<Vec<_>>())
            });
            let [Some(one), Some(other)] = left else { return None };
            Some((one, other))
        };
        let asked = self.judgments().into_iter().take_while(|_| !(self.is_over)());
        sorted(asked.filter_map(|judgment| question(judgment, ask(judgment))))
    }

    /// The same from draws: those that an answer leaves.
    pub(super) fn sampled_questions(&self, draws: &[Draw]) -> Vec<Question> {
        let plans: Vec<&Plan> = draws.iter().map(|draw| &draw.plan).collect();
        let members = Members::of(self.problem, &plans);
        let ask = |judgment| {
            let left = [Half::Upper, Half::Lower].map(|half| {
                let fit = draws.iter().map(|draw| self.fits(draw, judgment, half));
                members.borderline_count(&fit.collect::<Vec<_>>())
            });
            let [Some(one), Some(other)] = left else { return None };
            Some((one, other))
        };
        sorted(
            self.judgments().into_iter().filter_map(|judgment| question(judgment, ask(judgment))),
        )
    }

    /// Everything that is worth asking: what is open of the weights, and of the projects that are in doubt.
    fn judgments(&self) -> Vec<Judgment> {
        let mut judgments = self.about_weights();
        let plans: Vec<&Plan> = self.plans.iter().map(|(plan, _)| plan).collect();
        let members = Members::of(self.problem, &plans);
        let all = vec![true; plans.len()];
        let projects = self.problem.ways.keys().enumerate();
        let doubtful: Vec<ProjectId> = projects
            .filter(|(place, _)| members.standing(*place, &all) == Standing::Borderline)
            .map(|(_, id)| *id)
            .collect();
        let mut ratings: Vec<(f64, Judgment)> =
            doubtful.iter().flat_map(|id| self.about_ratings(*id)).collect();
        ratings.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        judgments.extend(ratings.into_iter().take(DOUBTS_MAX).map(|(_, judgment)| judgment));
        if self.information.known.costs == CostsKnown::Ranges {
            let projects = &self.portfolio.projects;
            let is_open =
                |id: &&ProjectId| projects.get(id).is_some_and(|project| !is_sure(project));
            let open = doubtful.iter().filter(is_open).take(DOUBTS_MAX);
            judgments.extend(open.map(|id| Judgment::Cost(*id)));
        }
        judgments
    }

    fn about_weights(&self) -> Vec<Judgment> {
        let outcomes = &self.information.outcomes;
        let mut judgments = Vec::new();
        let lead = |one: usize, other: usize| {
            let sign = |place| {
                if place == one {
                    1.0
                } else if place == other {
                    -1.0
                } else {
                    0.0
                }
            };
            self.information.ends(&(0..outcomes.len()).map(sign).collect::<Vec<f64>>())
        };
        for (first, &one) in outcomes.iter().enumerate() {
            let only: Vec<f64> =
                (0..outcomes.len()).map(|place| if place == first { 1.0 } else { 0.0 }).collect();
            let [low, high] = self.information.ends(&only);
            if high - low > 0.01 {
                judgments.push(Judgment::Weight(one, f64::midpoint(low, high)));
            }
            for (second, &other) in outcomes.iter().enumerate().skip(first + 1) {
                let [low, high] = lead(first, second);
                // Where one weighs no less than the other in any case, nobody need ask.
                if low < -1e-9 && high > 1e-9 {
                    judgments.push(Judgment::Heavier(one, other));
                }
            }
        }
        judgments
    }

    /// What is open of how a project serves outcomes, with how far apart the ends are.
    fn about_ratings(&self, project: ProjectId) -> Vec<(f64, Judgment)> {
        let way = self.problem.ways_of(project).start;
        let places = self.information.outcomes.iter().enumerate();
        let asked = places.filter_map(|(place, &outcome)| {
            let [low, high] = self.spans.of_column(way, place);
            let judgment = Judgment::Rating(project, outcome, f64::midpoint(low, high));
            (high - low > 1e-9).then_some((high - low, judgment))
        });
        asked.collect()
    }

    fn place_of(&self, outcome: OutcomeId) -> Option<usize> {
        self.information.outcomes.iter().position(|other| *other == outcome)
    }

    /// By how much weights are on the upper side of a judgment; nothing where it is not about weights.
    fn lead(&self, judgment: Judgment, weights: &[f64]) -> Option<f64> {
        let at = |outcome| weights.get(self.place_of(outcome)?).copied();
        match judgment {
            Judgment::Heavier(one, other) => Some(at(one)? - at(other)?),
            Judgment::Weight(one, middle) => Some(at(one)? - middle),
            Judgment::Rating(..) | Judgment::Cost(_) => None,
        }
    }

    fn fits(&self, draw: &Draw, judgment: Judgment, half: Half) -> bool {
        let above = match judgment {
            Judgment::Heavier(..) | Judgment::Weight(..) => self.lead(judgment, &draw.weights),
            Judgment::Rating(project, outcome, _) => {
                let parts = draw.ratings.get(&project).zip(self.place_of(outcome));
                parts.and_then(|(parts, place)| parts.get(place)).map(|part| part - 0.5)
            }
            Judgment::Cost(project) => {
                draw.costs.get(&project).map(|part| if *part >= HALF { 1.0 } else { -1.0 })
            }
        };
        above.is_some_and(|above| (above >= 0.0) == (half == Half::Upper))
    }

    /// What is possible once a judgment is made; nothing where that cannot be said.
    fn narrowed<'a>(
        &'a self,
        judgment: Judgment,
        half: Half,
        corners: Option<&[Vec<f64>]>,
    ) -> Option<Narrowed<'a>> {
        let sign = if half == Half::Upper { 1.0 } else { -1.0 };
        let (spans, uses) = (self.spans, self.uses);
        let all = || Some(corners?.to_vec());
        Some(match judgment {
            Judgment::Heavier(..) | Judgment::Weight(..) => {
                let lead = |weights: &[f64]| {
                    sign * self.lead(judgment, weights).unwrap_or(f64::NEG_INFINITY)
                };
                let corners = self.information.corners_where(lead)?;
                Narrowed { corners, spans: Cow::Borrowed(spans), uses: Cow::Borrowed(uses) }
            }
            Judgment::Rating(project, outcome, _) => {
                let ways = self.problem.ways_of(project);
                let spans = spans.narrowed(ways, self.place_of(outcome)?, half.part(0.0, 0.5, 1.0));
                Narrowed { corners: all()?, spans: Cow::Owned(spans), uses: Cow::Borrowed(uses) }
            }
            Judgment::Cost(project) => {
                let ways = self.problem.ways_of(project);
                let uses = uses.narrowed(&ways, half.part(0, HALF, WHOLE));
                Narrowed { corners: all()?, spans: Cow::Borrowed(spans), uses: Cow::Owned(uses) }
            }
        })
    }
}

/// One of the two answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Lower,
    Upper,
}

impl Half {
    fn part<T>(self, low: T, middle: T, high: T) -> Range<T> {
        match self {
            Self::Lower => low..middle,
            Self::Upper => middle..high,
        }
    }
}

struct Narrowed<'a> {
    corners: Vec<Vec<f64>>,
    spans: Cow<'a, Spans>,
    uses: Cow<'a, Uses>,
}

impl Narrowed<'_> {
    fn scope(&self) -> Scope<'_> {
        Scope { corners: &self.corners, spans: &self.spans, uses: &self.uses }
    }
}

fn question(judgment: Judgment, left: Option<(usize, usize)>) -> Option<Question> {
    let (one, other) = left?;
    let (borderline_most, borderline_least) = (one.max(other), one.min(other));
    Some(Question { judgment, borderline_most, borderline_least })
}

fn sorted(questions: impl Iterator<Item = Question>) -> Vec<Question> {
    let mut questions: Vec<Question> = questions.collect();
    questions.sort_by_key(|question| (question.borderline_most, question.borderline_least));
    questions
}

/// Which plans have which projects.
struct Members {
    /// By project, in the order of the problem, then by plan.
    has: Vec<Vec<bool>>,
}

impl Members {
    fn of(problem: &Problem, plans: &[&Plan]) -> Self {
        let row = |id: &ProjectId| plans.iter().map(|plan| plan.has(*id)).collect();
        Self { has: problem.ways.keys().map(row).collect() }
    }

    /// Where a project stands in some of the plans.
    fn standing(&self, project: usize, is_kept: &[bool]) -> Standing {
        let all = is_kept.iter().filter(|is_kept| **is_kept).count();
        let row = self.has.get(project).into_iter().flatten();
        standing(row.zip(is_kept).filter(|(has, is_kept)| **has && **is_kept).count(), all)
    }

    /// How many projects are neither in all nor in none of some of the plans; nothing where there are no such plans.
    fn borderline_count(&self, is_kept: &[bool]) -> Option<usize> {
        let is_borderline =
            |project: &usize| self.standing(*project, is_kept) == Standing::Borderline;
        let count = (0..self.has.len()).filter(is_borderline).count();
        is_kept.contains(&true).then_some(count)
    }
}
