//! Bare programs of funding, solved and timed: what `benches/peers/fund.py` sets beside other solvers.
//!
//! `cargo bench --no-default-features --bench fund` solves a few that it makes itself. With arguments, the program itself is called:
//! `solve FILE… [--seconds S] [--ties]`, or `steps FILE CHANGES [--seconds S]`, where each line of CHANGES is `values v…` or
//! `most ROW MOST` and the solver remembers what it found. One line a solve: seconds, value, bound, state, nodes.
#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement reads the clock, tells what it found and ends where something is wrong"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use fastrand::Rng;
use portolan::analysis::optimise::program::{
    Answer, Column, Effort, Program, Row, Solver, State, Ties,
};
use portolan::jobs::Monitor;

fn main() {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let wish = Wish::read(&arguments);
    match wish.words.as_slice() {
        [] => self_made(&wish),
        [verb, files @ ..] if verb == "solve" => {
            for file in files {
                tell(&mut Solver::new(program(Path::new(file))), &wish);
            }
        }
        [verb, file, changes] if verb == "steps" => {
            let mut solver = Solver::new(program(Path::new(file)));
            let changes = std::fs::read_to_string(changes).unwrap();
            let clock = Clock::start();
            for change in changes.lines() {
                make(&mut solver, change);
                tell(&mut solver, &wish);
            }
            println!("together {:.6}", clock.seconds());
        }
        _ => panic!("solve FILE… | steps FILE CHANGES, with --seconds S and --ties"),
    }
}

/// What was asked for on the command line.
struct Wish {
    words: Vec<String>,
    limit: Duration,
    ties: Ties,
}

impl Wish {
    fn read(arguments: &[String]) -> Self {
        let mut wish = Self { words: Vec::new(), limit: Duration::from_mins(1), ties: Ties::Any };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--ties" => wish.ties = Ties::Broken,
                "--seconds" => {
                    let seconds = words.next().unwrap().parse().unwrap();
                    wish.limit = Duration::from_secs_f64(seconds);
                }
                _ => wish.words.push(word.clone()),
            }
        }
        wish
    }
}

fn program(path: &Path) -> Program {
    let text = std::fs::read_to_string(path).unwrap();
    let mut numbers = text.split_ascii_whitespace().filter_map(|word| word.parse::<i64>().ok());
    let mut next = || numbers.next().unwrap();
    let (column_count, row_count) = (next(), next());
    let columns = (0..column_count).map(|_| Column { value: next(), cost: next() }).collect();
    let rows = (0..row_count)
        .map(|_| {
            let (most, term_count) = (next(), next());
            let terms =
                (0..term_count).map(|_| (usize::try_from(next()).unwrap(), next())).collect();
            Row { terms, most }
        })
        .collect();
    Program { columns, rows }
}

fn make(solver: &mut Solver, change: &str) {
    let (kind, rest) = change.split_once(' ').unwrap();
    let mut numbers = rest.split(' ').map(|word| word.parse::<i64>().unwrap());
    if kind == "values" {
        for (column, value) in numbers.enumerate() {
            solver.set_value(column, value);
        }
    } else {
        let row = usize::try_from(numbers.next().unwrap()).unwrap();
        solver.set_most(row, numbers.next().unwrap());
    }
}

/// Seconds of the processor, so that other work on the machine does not count; of the clock on the wall where the system does not
/// tell, and where they are so few that its ticks are too coarse.
struct Clock {
    begun: Instant,
    before: Option<f64>,
}

impl Clock {
    fn start() -> Self {
        Self { begun: Instant::now(), before: Self::processor() }
    }

    fn processor() -> Option<f64> {
        let told = std::fs::read_to_string("/proc/self/schedstat").ok()?;
        Some(told.split(' ').next()?.parse::<f64>().ok()? / 1e9)
    }

    fn seconds(&self) -> f64 {
        let on_wall = self.begun.elapsed().as_secs_f64();
        let passed = Self::processor().zip(self.before).map(|(now, before)| now - before);
        passed.filter(|_| on_wall > 0.1).unwrap_or(on_wall)
    }
}

fn tell(solver: &mut Solver, wish: &Wish) -> Answer {
    let clock = Clock::start();
    // One thread works no longer than the clock on the wall goes: only then it is worth to ask the system.
    let limit = wish.limit.as_secs_f64();
    let is_over = || clock.begun.elapsed() >= wish.limit && clock.seconds() >= limit;
    let effort =
        Effort { nodes_max: u64::MAX, gap_permille: 0, is_over: &is_over, ties: wish.ties };
    let answer = solver.solve(&effort, &Monitor::default(), &mut |_| {}).unwrap();
    let seconds = clock.seconds();
    if answer.is_plan() {
        assert!(solver.program().holds(&answer.chosen), "what was found does not hold");
    }
    let state = match answer.state {
        State::Optimal => "optimal",
        State::Feasible => "feasible",
        State::Infeasible => "infeasible",
        State::Unknown => "unknown",
    };
    println!("{seconds:.6} {} {} {state} {}", answer.value, answer.bound, answer.nodes);
    answer
}

/// A few programs like those of the comparison, for a look without other solvers.
fn self_made(wish: &Wish) {
    println!("seconds value bound state nodes");
    for (projects, limits) in [(100, 1), (100, 5), (200, 1), (200, 5), (500, 1)] {
        println!("{projects} projects, {limits} limits:");
        tell(&mut Solver::new(one_period(projects, limits)), wish);
    }
}

fn one_period(projects: usize, limits: usize) -> Program {
    let mut chance = Rng::with_seed(7);
    let mut uses = vec![Vec::new(); limits];
    let mut columns = Vec::new();
    for column in 0..projects {
        let size = chance.i64(10..100);
        for terms in &mut uses {
            terms.push((column, size * chance.i64(300..900)));
        }
        let value = size * chance.i64(400..900);
        columns.push(Column {
            value,
            cost: uses.first().map_or(0, |terms| terms.last().map_or(0, |term| term.1)),
        });
    }
    let half = |terms: Vec<(usize, i64)>| {
        let asked: i64 = terms.iter().map(|(_, amount)| amount).sum();
        Row { most: asked.div_euclid(2), terms }
    };
    let mut rows: Vec<Row> = uses.into_iter().map(half).collect();
    for _ in 0..projects {
        let (needed, needing) = (chance.usize(0..projects), chance.usize(0..projects));
        if needed != needing {
            rows.push(Row { terms: vec![(needing, 1), (needed, -1)], most: 0 });
        }
    }
    Program { columns, rows }
}
