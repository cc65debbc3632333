//! What holds whatever the weights and ratings turn out to be, within what people agree on.
//!
//! Robust Portfolio Modeling (Liesiö, Mild & Salo 2007, and 2008 for costs): a plan is dominated where another is worth at least as much for all weights and
//! ratings that are possible, and more for some, and is possible whatever costs turn out to be, or costs no more in any case. The *core index* of a project is the part of all plans that are not dominated which have it.

mod information;
mod judgment;
mod known;
mod non_dominated;
mod regret;
mod sampled;
mod spans;
mod uses;
mod wilson;

use std::collections::BTreeMap;

use super::plan::Plan;
use super::problem::{Outside, Problem};
use super::trouble::{Failure, Trouble};
use super::wish::{Objective, Wish};
use crate::jobs::Monitor;
use crate::model::{Portfolio, ProjectId};
use judgment::Asked;
use non_dominated::Scope;
use sampled::{Draw, Source};
use spans::Spans;
use uses::Uses;

pub use information::Information;
pub use judgment::{Judgment, Question};
pub use known::{CostsKnown, Known, RatingsKnown, WeightsKnown};
pub use regret::Competitor;

/// How much work it is worth.
#[derive(Clone, Copy)]
pub struct Work<'a> {
    /// At most so many plans are held at once while all are enumerated; then weights and scores are sampled.
    pub plans_max: usize,
    /// How many samples.
    pub samples: usize,
    /// What chance begins with.
    pub seed: u64,
    /// When the listing of all plans is given up, so that there is time left for samples.
    pub is_listing_over: &'a (dyn Fn() -> bool + Sync),
    /// When no more is drawn, so that there is time left for a second look at draws whose best plan is not proved.
    pub is_sampling_over: &'a (dyn Fn() -> bool + Sync),
    /// When the time for all of it is over.
    pub is_over: &'a (dyn Fn() -> bool + Sync),
    /// How many seconds have passed; from any beginning.
    pub clock: &'a (dyn Fn() -> f64 + Sync),
    /// Each draw has so many seconds of its own, so that a few hard ones do not take them from all others.
    pub draw_seconds_max: f64,
    /// So many nodes of the search tree are looked at for each draw.
    pub draw_nodes_max: u64,
    /// Good enough for a draw is a plan that is at most so many thousandths below the best.
    pub gap_permille: u32,
}

/// How the plans were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// All plans that are not dominated are here.
    Exact,
    /// The best plans for weights and scores drawn at random: not all there are.
    Sampled {
        /// How many draws.
        samples: usize,
        /// By how much at most a plan that was taken for the best of its draw may be below the best one, in thousandths rounded up; 0 where each is proved.
        gap_permille: u32,
    },
}

/// Whether a project is in whatever comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// In all plans, and every one is proved in this.
    Core,
    /// In all plans that were found, but for some draws a better plan without it is not ruled out.
    AllFound,
    /// In some.
    Borderline,
    /// In no plan that was found, but for some draws a better plan with it is not ruled out.
    NoneFound,
    /// In none, and every one is proved in this.
    Exterior,
}

/// How often a project is in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CoreIndex {
    /// The part of the plans that have it, 0 to 1: of all plans that are not dominated, or of all samples.
    pub index: f64,
    /// Between these lies the index: where it is exact, both are the index itself; where it was sampled, the true one lies between them in 95 of 100 cases
    /// (Wilson 1927). Also of what is in all samples, or in none, that says how much it is worth.
    pub range: [f64; 2],
    /// In which part of the samples it is open whether the best plan does the same with the project as the plan that was found; the range allows for both. 0 where it is exact.
    pub unproved: f64,
    /// What that makes of it. Where it was sampled, core and exterior mean: in the best plan of every sample, or of none, for certain.
    pub standing: Standing,
}

impl CoreIndex {
    /// How far the true index may be off, on the wider side; 0 where it is exact.
    pub fn error(&self) -> f64 {
        let [low, high] = self.range;
        (self.index - low).max(high - self.index)
    }
}

/// What holds whatever comes.
#[derive(Debug, Clone, PartialEq)]
pub struct Robust {
    /// How the plans were found.
    pub found: Found,
    /// The plans; where they were sampled, each with how often it was the best.
    pub plans: Vec<(Plan, usize)>,
    /// Every project that can be funded.
    pub core: BTreeMap<ProjectId, CoreIndex>,
    /// The worst loss of the plan of now against any other, in millionths of a point, and by which plan; nothing where there is no such plan, or it
    /// does not keep to the limits.
    pub competitors: Option<Vec<Competitor>>,
    /// The questions whose answer would leave the fewest borderline projects in the worst case, the best first.
    pub questions: Vec<Question>,
}

/// What holds whatever comes within the information; values are scores.
pub fn robust(
    portfolio: &Portfolio,
    wish: Wish,
    information: &Information,
    work: &Work<'_>,
    monitor: &Monitor,
) -> Result<Robust, Failure> {
    let wish = Wish { objective: Objective::Score, ..wish };
    let problem = Problem::of(portfolio, wish, Outside::LeftOut)?;
    if !information.is_possible() {
        return Err(Failure::Trouble(Trouble::NoWeights));
    }
    let spans = Spans::of(portfolio, &problem, information);
    let uses = Uses::of(portfolio, &problem, information.known.costs)?;
    let exact = match information.corners() {
        Some(corners) => {
            let scope = Scope { corners: &corners, spans: &spans, uses: &uses };
            non_dominated::non_dominated(&problem, scope, work, monitor)?
        }
        None => None,
    };
    let (found, plans, draws) = if let Some(plans) = exact {
        (Found::Exact, plans.into_iter().map(|plan| (plan, 1)).collect(), None)
    } else {
        let source = Source { portfolio, problem: &problem, spans: &spans, information };
        let draws = sampled::sampled(&source, work, monitor)?;
        let found = Found::Sampled {
            samples: draws.len(),
            gap_permille: draws.iter().map(Draw::gap_permille).max().unwrap_or(0),
        };
        (found, sampled::counted(&draws), Some(draws))
    };
    let core = core(&problem, &plans, found, draws.as_deref().unwrap_or_default());
    let asked = Asked {
        portfolio,
        problem: &problem,
        information,
        spans: &spans,
        uses: &uses,
        plans: &plans,
        is_over: work.is_over,
    };
    let questions = match &draws {
        None => asked.questions(),
        Some(draws) => asked.sampled_questions(draws),
    };
    let competitors =
        regret::competitors(portfolio, &problem, information, (&spans, &uses), &plans);
    Ok(Robust { found, plans, core, competitors, questions })
}

/// The core index of every project.
fn core(
    problem: &Problem,
    plans: &[(Plan, usize)],
    found: Found,
    draws: &[Draw],
) -> BTreeMap<ProjectId, CoreIndex> {
    let all: usize = plans.iter().map(|(_, count)| count).sum();
    let index = |project: ProjectId| {
        let with: usize =
            plans.iter().filter(|(plan, _)| plan.has(project)).map(|(_, count)| count).sum();
        let index = part(with, all);
        let open = draws.iter().filter(|draw| draw.in_doubt.contains(&project));
        let (lost, gained) = open.fold((0, 0), |(lost, gained), draw| {
            if draw.plan.has(project) { (lost + 1, gained) } else { (lost, gained + 1) }
        });
        let range = match found {
            Found::Exact => [index; 2],
            Found::Sampled { .. } => {
                // Where it is open, the one end takes it for out, the other one for in.
                let [least, _] = wilson::interval(with - lost, all);
                let [_, most] = wilson::interval(with + gained, all);
                [least, most]
            }
        };
        let unproved = part(lost + gained, all);
        let standing = match standing(with, all) {
            Standing::Core if lost > 0 => Standing::AllFound,
            Standing::Exterior if gained > 0 => Standing::NoneFound,
            standing => standing,
        };
        CoreIndex { index, range, unproved, standing }
    };
    problem.ways.keys().map(|&project| (project, index(project))).collect()
}

/// What it makes of a project to be in so many plans, if all of them are proved.
fn standing(with: usize, all: usize) -> Standing {
    match with {
        0 => Standing::Exterior,
        _ if with == all => Standing::Core,
        _ => Standing::Borderline,
    }
}

/// A number as a part of another.
fn part(number: usize, of: usize) -> f64 {
    let wide = |number: usize| i128::try_from(number).unwrap_or(i128::MAX);
    super::amount::ratio(wide(number), wide(of.max(1)))
}
