//! A chunk of futures: everything is drawn for all of them, line by line, and added up.
#![expect(
    clippy::indexing_slicing,
    reason = "arrays of one length, and places that were counted when the world was made"
)]

use super::random::{Random, Ziggurat};
use super::world::{LineModel, ProjectModel, RiskModel, Weight, World};

/// What a chunk of futures came to, one figure for each of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Chunk {
    pub(super) cost: Vec<f64>,
    pub(super) benefit: Vec<f64>,
    pub(super) npv: Vec<f64>,
    /// What each budget counts.
    pub(super) budgets: Vec<Vec<f64>>,
    /// What went into them, where it is kept.
    pub(super) kept: Option<Kept>,
}

/// What went into each future.
#[derive(Debug, Clone, Default)]
pub(super) struct Kept {
    /// By input, then by future: the amount, or for a risk 1 where it happened.
    pub(super) inputs: Vec<Vec<f64>>,
    /// By project, then by future: its net present value.
    pub(super) projects: Vec<Vec<f64>>,
}

/// What is used again and again while a chunk is drawn.
struct Drawing<'a> {
    world: &'a World,
    ziggurat: &'a Ziggurat,
    random: Random,
    runs: usize,
    causes: Vec<Vec<f64>>,
    /// By risk, then by future: what it costs, 0 where it does not happen.
    losses: Vec<Vec<f64>>,
    /// By project, then by future: how much later it starts, and how much longer it takes.
    starts: Vec<Vec<u16>>,
    delays: Vec<Vec<u16>>,
    line: Vec<f64>,
    chunk: Chunk,
}

/// Draws so many futures from this seed.
pub(super) fn chunk(
    world: &World,
    ziggurat: &Ziggurat,
    (seed, runs): (u64, usize),
    is_kept: bool,
) -> Chunk {
    let mut drawing = Drawing {
        world,
        ziggurat,
        random: Random::seeded(seed),
        runs,
        causes: Vec::new(),
        losses: Vec::new(),
        starts: Vec::new(),
        delays: vec![Vec::new(); world.projects.len()],
        line: vec![0.0; runs],
        chunk: Chunk {
            cost: vec![0.0; runs],
            benefit: vec![0.0; runs],
            npv: vec![0.0; runs],
            budgets: vec![vec![0.0; runs]; world.budgets.len()],
            kept: is_kept.then(|| Kept {
                inputs: vec![Vec::new(); world.inputs.len()],
                projects: Vec::new(),
            }),
        },
    };
    drawing.causes = (0..world.cause_count).map(|_| drawing.normals()).collect();
    drawing.draw_risks();
    for place in 0..world.projects.len() {
        drawing.draw_project(place);
    }
    drawing.chunk
}

impl Drawing<'_> {
    fn normals(&mut self) -> Vec<f64> {
        let mut normals = vec![0.0; self.runs];
        self.random.fill_normal(self.ziggurat, &mut normals);
        normals
    }

    fn draw_risks(&mut self) {
        for risk in &self.world.risks {
            let mut losses = vec![risk.loss; self.runs];
            if let Some(quantile) = &risk.quantile {
                losses = self.normals();
                quantile.fill(&mut losses);
            }
            let happened: Vec<bool> =
                (0..self.runs).map(|_| self.random.unit() < risk.probability).collect();
            for (loss, happened) in losses.iter_mut().zip(&happened) {
                *loss = if *happened { *loss } else { 0.0 };
            }
            self.losses.push(losses);
            self.delay(risk, &happened);
            if let Some(kept) = &mut self.chunk.kept {
                kept.inputs[risk.input] =
                    happened.iter().map(|&it| f64::from(u8::from(it))).collect();
            }
        }
    }

    fn delay(&mut self, risk: &RiskModel, happened: &[bool]) {
        let late = |happened: bool| if happened { risk.delay } else { 0 };
        for &(project, _) in risk.shares.iter().filter(|_| risk.delay > 0) {
            let delays = &mut self.delays[project];
            delays.resize(self.runs, 0);
            for (delay, &happened) in delays.iter_mut().zip(happened) {
                *delay = delay.saturating_add(late(happened));
            }
        }
    }

    fn draw_project(&mut self, place: usize) {
        let project = &self.world.projects[place];
        let start = self.start(project);
        self.starts.push(start);
        let mut npv = vec![0.0; self.runs];
        for line in &project.lines {
            self.draw_line(line);
            if let (Some(input), Some(kept)) = (line.input, &mut self.chunk.kept) {
                kept.inputs[input].clone_from(&self.line);
            }
            self.add_line(place, line, &mut npv);
        }
        self.add_losses(place, &mut npv);
        add(&mut self.chunk.npv, &npv);
        if let Some(kept) = &mut self.chunk.kept {
            kept.projects.push(npv);
        }
    }

    /// How much later a project starts in each future; empty where it never does.
    fn start(&self, project: &ProjectModel) -> Vec<u16> {
        let mut late: Vec<u16> = Vec::new();
        for &(needed, slack) in &project.waits {
            if !self.world.projects[needed].is_slipping {
                continue;
            }
            late.resize(self.runs, 0);
            for (run, late) in late.iter_mut().enumerate() {
                *late = (*late).max(self.late(needed, run).saturating_sub(slack));
            }
        }
        late
    }

    /// How much later a project is over.
    fn late(&self, place: usize, run: usize) -> u16 {
        let start = self.starts[place].get(run).copied().unwrap_or(0);
        start.saturating_add(self.delays[place].get(run).copied().unwrap_or(0))
    }

    fn draw_line(&mut self, line: &LineModel) {
        let Some(quantile) = &line.quantile else {
            self.line.fill(line.amount);
            return;
        };
        self.random.fill_normal(self.ziggurat, &mut self.line);
        if !line.loads.is_empty() {
            for z in &mut self.line {
                *z *= line.own;
            }
            for &(cause, load) in &line.loads {
                for (z, cause) in self.line.iter_mut().zip(&self.causes[cause]) {
                    *z += load * cause;
                }
            }
        }
        quantile.fill(&mut self.line);
    }

    fn add_line(&mut self, place: usize, line: &LineModel, npv: &mut [f64]) {
        let sign = if line.is_cost { -1.0 } else { 1.0 };
        let sums = if line.is_cost { &mut self.chunk.cost } else { &mut self.chunk.benefit };
        let project = &self.world.projects[place];
        if !project.is_slipping {
            let Weight { times, present } = line.weights[0];
            for ((amount, sum), npv) in self.line.iter().zip(sums.iter_mut()).zip(npv) {
                *sum += amount * times;
                *npv += sign * amount * present;
            }
            for &budget in &line.budgets {
                for (sum, amount) in self.chunk.budgets[budget].iter_mut().zip(&self.line) {
                    *sum += amount * times;
                }
            }
            return;
        }
        let (starts, delays) = (&self.starts[place], &self.delays[place]);
        for run in 0..self.runs {
            let start = starts.get(run).copied().unwrap_or(0);
            let delay = if line.waits { delays.get(run).copied().unwrap_or(0) } else { 0 };
            let Weight { times, present } = late(&line.weights, start.saturating_add(delay));
            let amount = self.line[run];
            sums[run] += amount * times;
            npv[run] += sign * amount * present;
            for &budget in &line.budgets {
                self.chunk.budgets[budget][run] += amount * times;
            }
        }
    }

    fn add_losses(&mut self, place: usize, npv: &mut [f64]) {
        let project = &self.world.projects[place];
        for &(risk, share) in &project.risks {
            for (run, npv) in npv.iter_mut().enumerate() {
                let start = self.starts[place].get(run).copied().unwrap_or(0);
                let Weight { times, present } = late(&project.loss, start);
                let loss = self.losses[risk][run] * share;
                self.chunk.cost[run] += loss * times;
                *npv -= loss * present;
                for &budget in &project.loss_budgets {
                    self.chunk.budgets[budget][run] += loss * times;
                }
            }
        }
    }
}

/// The weight if it is so late; what is later than anything was reckoned with is as late as the latest.
fn late(weights: &[Weight], slip: u16) -> Weight {
    weights.get(usize::from(slip)).or_else(|| weights.last()).copied().unwrap_or_default()
}

fn add(sums: &mut [f64], more: &[f64]) {
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum += more;
    }
}
