//! A simulation: what is asked, and what comes out.

use thiserror::Error;

use super::draw::{Chunk, Kept, chunk};
use super::influence::{everything, one_input, rank_correlation, ranks};
use super::random::Ziggurat;
use super::sampled::{Distribution, Sampled, mean_and_deviation, part_above, part_negative};
use super::world::World;
use crate::analysis::finance::{Choice, Origin, Rate};
use crate::jobs::{Cancelled, Monitor, chunk_seed, in_order};
use crate::model::{BudgetId, Portfolio, ProjectId, RiskId};

/// The fewest futures that are drawn: fewer say nothing about one in ten.
pub const RUNS_MIN: usize = 100;
/// The most futures that are drawn.
pub const RUNS_MAX: usize = 1_000_000;
/// So many futures are drawn at once; part of the answer hangs on it, so it does not change.
const CHUNK_RUNS: usize = 1_000;
/// Of so many chunks it is kept what went into them, for the influence of each input.
const CHUNKS_KEPT: usize = 10;

/// Why a number of futures cannot be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a simulation draws 100 to 1,000,000 futures; this says {0}")]
pub struct DrawsError(usize);

/// How many futures are drawn, and from which seed: the same draws give the same figures everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draws {
    runs: usize,
    seed: u64,
}

impl Draws {
    /// So many futures ([`RUNS_MIN`] to [`RUNS_MAX`]) from this seed.
    pub fn new(runs: usize, seed: u64) -> Result<Self, DrawsError> {
        (RUNS_MIN..=RUNS_MAX).contains(&runs).then_some(Self { runs, seed }).ok_or(DrawsError(runs))
    }
}

/// Which figures of risks are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum RisksTaken {
    /// Where a response is decided, the probability and impact that are left after it, as far as they are stated; else those of now.
    #[default]
    AfterResponse,
    /// Those of now, as if nothing were done.
    AsTheyAre,
    /// No risk happens.
    None,
}

/// What is taken for granted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Assumptions {
    /// The rate of discount.
    pub rate: Rate,
    /// Which figures of risks are taken.
    pub risks: RisksTaken,
}

/// Something that chance moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// An amount in doubt.
    Stream(ProjectId, Origin),
    /// Whether a risk happens.
    Risk(RiskId),
}

/// How one input moves the whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Influence {
    /// What moves it.
    pub input: Input,
    /// Spearman's rank correlation with the net present value of all projects together: the bar of a tornado chart.
    pub rank_correlation: Sampled,
    /// What it would be worth at most to know it before each project is decided on, yes or no, in minor units.
    pub information: Sampled,
}

/// What chance makes of one project.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProjectChance {
    /// Which.
    pub project: ProjectId,
    /// Its net present value, the mean.
    pub npv: Sampled,
    /// How probable it is that its net present value is below zero.
    pub loss: Sampled,
    /// What it would be worth to know everything before saying yes or no to it, in minor units.
    pub information: Sampled,
}

/// How probable it is that a budget does not last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BudgetChance {
    /// Which.
    pub budget: BudgetId,
    /// What may be spent over the horizon, in minor units.
    pub limit: f64,
    /// What is spent of it, the mean.
    pub spent: Sampled,
    /// How probable it is that more is spent.
    pub overrun: Sampled,
}

/// What many futures came to. Amounts are in minor units of the currency, over the horizon.
#[derive(Debug, Clone, PartialEq)]
pub struct Simulation {
    /// What was drawn.
    pub draws: Draws,
    /// How many futures it was.
    pub runs: usize,
    /// All costs, losses to risks among them, undiscounted.
    pub cost: Distribution,
    /// All benefits and residual values, undiscounted.
    pub benefit: Distribution,
    /// The net present value.
    pub npv: Distribution,
    /// What costs come to where everything is as likely and no risk happens.
    pub likely_cost: f64,
    /// How probable it is that costs are above that.
    pub overrun: Sampled,
    /// How probable it is that the net present value is below zero.
    pub loss: Sampled,
    /// Every budget that has a limit.
    pub budgets: Vec<BudgetChance>,
    /// Every project, in the order of their ids; from the first futures, see [`kept_runs`](Self::kept_runs).
    pub projects: Vec<ProjectChance>,
    /// Every input, the strongest first; from the first futures.
    pub influences: Vec<Influence>,
    /// How many futures `projects` and `influences` are from: ten thousand at the most.
    pub kept_runs: usize,
    /// Projects that belong to causes which are stronger together than 100 %: each cause was taken weaker by the same factor.
    pub squeezed: Vec<ProjectId>,
    /// Risks that have no probability or threaten no project, so that they cannot be drawn.
    pub risks_left_out: Vec<RiskId>,
}

/// Draws many futures of these projects and counts.
///
/// Every amount in doubt is drawn once for a future, for all its periods; every risk happens or not, costs money and makes its projects
/// late, and what waits for those is late, too, as far as the gap between them does not take it up.
pub fn simulate(
    portfolio: &Portfolio,
    choice: &Choice,
    assumptions: Assumptions,
    draws: Draws,
    monitor: &Monitor,
) -> Result<Simulation, Cancelled> {
    let world = World::of(portfolio, choice, assumptions);
    let ziggurat = Ziggurat::new();
    let chunk_count = draws.runs.div_ceil(CHUNK_RUNS);
    let chunks = in_order(chunk_count, monitor, |number| {
        let runs = CHUNK_RUNS.min(draws.runs - number * CHUNK_RUNS);
        chunk(&world, &ziggurat, (chunk_seed(draws.seed, number), runs), number < CHUNKS_KEPT)
    })?;
    let mut all = Chunk::default();
    let mut kept = Kept::default();
    for chunk in chunks {
        join(&mut all, &mut kept, chunk);
    }
    counted(&world, draws, (all, kept), monitor)
}

fn join(all: &mut Chunk, kept: &mut Kept, chunk: Chunk) {
    all.cost.extend(chunk.cost);
    all.benefit.extend(chunk.benefit);
    all.npv.extend(chunk.npv);
    extend_each(&mut all.budgets, chunk.budgets);
    if let Some(more) = chunk.kept {
        extend_each(&mut kept.inputs, more.inputs);
        extend_each(&mut kept.projects, more.projects);
    }
}

fn extend_each(all: &mut Vec<Vec<f64>>, more: Vec<Vec<f64>>) {
    all.resize(more.len().max(all.len()), Vec::new());
    for (all, more) in all.iter_mut().zip(more) {
        all.extend(more);
    }
}

fn counted(
    world: &World,
    draws: Draws,
    (all, kept): (Chunk, Kept),
    monitor: &Monitor,
) -> Result<Simulation, Cancelled> {
    let kept_runs = kept.projects.first().map_or(0, Vec::len);
    let ranks_of_npv = ranks(all.npv.get(..kept_runs).unwrap_or_default());
    let influence = |number: usize| influence(world, &kept, number, &ranks_of_npv);
    let mut influences: Vec<Influence> =
        in_order(world.inputs.len(), monitor, influence)?.into_iter().flatten().collect();
    let strength = |it: &Influence| it.rank_correlation.value.abs();
    influences.sort_by(|one, other| strength(other).total_cmp(&strength(one)));
    let budgets = world.budgets.iter().zip(&all.budgets).map(|(budget, spent)| {
        let (mean, deviation) = mean_and_deviation(spent);
        let error = deviation / root(spent.len());
        let overrun = part_above(spent, budget.limit);
        BudgetChance {
            budget: budget.id,
            limit: budget.limit,
            spent: Sampled { value: mean, error },
            overrun,
        }
    });
    let mut projects: Vec<ProjectChance> = world
        .projects
        .iter()
        .zip(&kept.projects)
        .map(|(project, values)| project_chance(project.id, values))
        .collect();
    projects.sort_by_key(|it| it.project);
    // A coin in a million million is rounding, not an overrun.
    let likely = world.likely_cost + world.likely_cost.abs() * 1e-12;
    Ok(Simulation {
        draws,
        runs: draws.runs,
        likely_cost: world.likely_cost,
        overrun: part_above(&all.cost, likely),
        loss: part_negative(&all.npv),
        budgets: budgets.collect(),
        projects,
        influences,
        kept_runs,
        squeezed: world.squeezed.clone(),
        risks_left_out: world.risks_left_out.clone(),
        cost: Distribution::of(all.cost),
        benefit: Distribution::of(all.benefit),
        npv: Distribution::of(all.npv),
    })
}

fn influence(world: &World, kept: &Kept, number: usize, ranks_of_npv: &[f64]) -> Option<Influence> {
    let (&input, drawn) = world.inputs.get(number).zip(kept.inputs.get(number))?;
    let touched: Vec<usize> = match input {
        Input::Stream(project, _) => {
            world.projects.iter().position(|it| it.id == project).into_iter().collect()
        }
        Input::Risk(_) => {
            let risk = world.risks.iter().find(|risk| risk.input == number);
            risk.map_or_else(Vec::new, |risk| risk.shares.iter().map(|(place, _)| *place).collect())
        }
    };
    let worths =
        touched.iter().filter_map(|&place| Some(one_input(kept.projects.get(place)?, drawn)));
    // Projects are decided on one by one, so what it is worth to know is worth it for each of them.
    let information = worths.fold(Sampled::default(), |sum, more| Sampled {
        value: sum.value + more.value,
        error: libm::hypot(sum.error, more.error),
    });
    Some(Influence { input, rank_correlation: rank_correlation(drawn, ranks_of_npv), information })
}

fn project_chance(project: ProjectId, values: &[f64]) -> ProjectChance {
    let (mean, deviation) = mean_and_deviation(values);
    ProjectChance {
        project,
        npv: Sampled { value: mean, error: deviation / root(values.len()) },
        loss: part_negative(values),
        information: everything(values),
    }
}

fn root(count: usize) -> f64 {
    f64::from(u32::try_from(count.max(1)).unwrap_or(u32::MAX)).sqrt()
}
