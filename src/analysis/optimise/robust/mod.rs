//! What holds whatever the weights and ratings turn out to be, within what people agree on.
//!
//! Robust Portfolio Modeling (Liesiö, Mild & Salo 2007): a plan is dominated where another is worth at least as much for all weights and scores that are
//! possible, and more for some. The *core index* of a project is the part of all plans that are not dominated which have it.

mod information;
mod judgment;
mod non_dominated;
mod regret;
mod sampled;

use std::collections::BTreeMap;

use super::plan::Plan;
use super::problem::{Outside, Problem};
use super::program::Effort;
use super::search::Search;
use super::trouble::{Failure, Trouble};
use super::wish::{Objective, Wish};
use crate::jobs::Monitor;
use crate::model::{Portfolio, ProjectId};

pub use information::{Information, WeightsKnown};
pub use judgment::{Judgment, Question};
pub use regret::Competitor;

/// How much work it is worth.
#[derive(Debug, Clone, Copy)]
pub struct Work<'a> {
    /// At most so many plans are held at once while all are enumerated; then weights and scores are sampled.
    pub plans_max: usize,
    /// How many samples.
    pub samples: usize,
    /// What chance begins with.
    pub seed: u64,
    /// How much each plan is worth, and when the time is over.
    pub effort: Effort<'a>,
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
    },
}

/// Whether a project is in whatever comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// In all plans.
    Core,
    /// In some.
    Borderline,
    /// In none.
    Exterior,
}

/// How often a project is in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CoreIndex {
    /// The part of the plans that have it, 0 to 1: of all plans that are not dominated, or of all samples.
    pub index: f64,
    /// The standard error of the index where it was sampled; 0 where it is exact.
    pub error: f64,
    /// What that makes of it. Where it was sampled, core and exterior mean: in all samples, in none.
    pub standing: Standing,
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
    let corners = information.corners();
    if corners.is_empty() {
        return Err(Failure::Trouble(Trouble::NothingWeighs));
    }
    let spans = information::spans(portfolio, &problem, information);
    let exact = non_dominated::non_dominated(&problem, &spans, &corners, work, monitor)?;
    let (found, plans, draws) = if let Some(plans) = exact {
        (Found::Exact, plans.into_iter().map(|plan| (plan, 1)).collect(), None)
    } else {
        let mut search = Search::new(portfolio, &problem, []);
        let draws = sampled::sampled(&mut search, &spans, information, work, monitor)?;
        (Found::Sampled { samples: draws.len() }, sampled::counted(&draws), Some(draws))
    };
    let core = core(&problem, &plans, found);
    let questions = match &draws {
        None => judgment::questions(&problem, &spans, information, &plans),
        Some(draws) => judgment::sampled_questions(&problem, information, draws),
    };
    let competitors = regret::competitors(portfolio, &problem, &spans, &corners, &plans);
    Ok(Robust { found, plans, core, competitors, questions })
}

/// The core index of every project.
fn core(
    problem: &Problem,
    plans: &[(Plan, usize)],
    found: Found,
) -> BTreeMap<ProjectId, CoreIndex> {
    let all: usize = plans.iter().map(|(_, count)| count).sum();
    let index = |project: ProjectId| {
        let with: usize =
            plans.iter().filter(|(plan, _)| plan.has(project)).map(|(_, count)| count).sum();
        let index = part(with, all);
        let error = match found {
            Found::Exact => 0.0,
            Found::Sampled { samples } => (index * (1.0 - index) / part(samples, 1)).sqrt(),
        };
        CoreIndex { index, error, standing: standing(with, all) }
    };
    problem.ways.keys().map(|&project| (project, index(project))).collect()
}

fn standing(with: usize, all: usize) -> Standing {
    match with {
        0 => Standing::Exterior,
        _ if with == all => Standing::Core,
        _ => Standing::Borderline,
    }
}

/// How many projects are neither in all nor in none of the plans.
fn borderline_count(problem: &Problem, plans: &[&Plan]) -> usize {
    let is_borderline = |project: &&ProjectId| {
        let with = plans.iter().filter(|plan| plan.has(**project)).count();
        standing(with, plans.len()) == Standing::Borderline
    };
    problem.ways.keys().filter(is_borderline).count()
}

/// A number as a part of another.
fn part(number: usize, of: usize) -> f64 {
    let wide = |number: usize| i128::try_from(number).unwrap_or(i128::MAX);
    super::amount::ratio(wide(number), wide(of.max(1)))
}
