//! Problems of others, solved one after another: value, bound and seconds of each.

use std::path::Path;

use super::{mknap, nrp};
use crate::analysis::optimise::program::{Answer, Effort, Program, Solver, State, Ties};
use crate::cli::Given;
use crate::cli::fund_arguments::{FundArguments, InstanceKind};
use crate::cli::json::{lines, object, text};
use crate::cli::planning::state_word;
use crate::cli::scoring_arguments::AnswerFormat;
use crate::cli::table::{Side, aligned};
use crate::cli::told::{Ending, Told};
use crate::jobs::Monitor;

/// A problem that was solved.
struct Solved {
    answer: Answer,
    decimals: usize,
    seconds: f64,
    known: Option<i128>,
}

pub(super) fn instance(
    arguments: &FundArguments,
    kind: InstanceKind,
    given: &Given<'_>,
) -> Result<Told, Told> {
    let path = &arguments.plan.source.file;
    let unreadable = |reason: String| {
        Told::failed(Ending::Unreadable, format!("{reason}\nFile: {}", path.display()))
    };
    let content = content(path, arguments.plan.source.bytes_max()).map_err(unreadable)?;
    let sentence = |reason: String| {
        unreadable(format!("The file cannot be read as such a problem: {reason}."))
    };
    let problems: Vec<(Program, usize, Option<i128>)> = match kind {
        InstanceKind::Mknap => mknap::read(&content)
            .map_err(sentence)?
            .into_iter()
            .map(|knapsack| {
                (
                    knapsack.program,
                    knapsack.decimals,
                    Some(knapsack.known).filter(|known| *known > 0),
                )
            })
            .collect(),
        InstanceKind::Nrp => {
            vec![(nrp::read(&content, arguments.ratio).map_err(sentence)?, 0, None)]
        }
    };
    let solved: Vec<Solved> = problems
        .into_iter()
        .map(|(program, decimals, known)| solved(arguments, &program, decimals, known, given))
        .collect();
    Ok(Told::fine(match arguments.plan.format {
        AnswerFormat::Json => json(&solved),
        AnswerFormat::Table => table(&solved),
    }))
}

fn content(path: &Path, bytes_max: u64) -> Result<String, String> {
    let cannot = |error: std::io::Error| format!("The file cannot be read: {error}.");
    let size = std::fs::metadata(path).map_err(cannot)?.len();
    if size > bytes_max {
        return Err("The file is larger than 64 MiB; --large reads up to 512 MiB.".to_owned());
    }
    std::fs::read_to_string(path).map_err(cannot)
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a percentage was checked to be from 0 to 100"
)]
fn solved(
    arguments: &FundArguments,
    program: &Program,
    decimals: usize,
    known: Option<i128>,
    given: &Given<'_>,
) -> Solved {
    let began = (given.clock)();
    let is_over = || (given.clock)() - began >= arguments.plan.time_limit;
    let gap_permille = (arguments.plan.gap * 10.0).round() as u32;
    // The sources give the value only, so any plan of that value will do.
    let effort = Effort { nodes_max: u64::MAX, gap_permille, is_over: &is_over, ties: Ties::Any };
    let mut solver = Solver::new(program.clone());
    let answer = solver.solve(&effort, &Monitor::default(), &mut |_| ());
    let nothing = Answer {
        state: State::Unknown,
        chosen: Vec::new(),
        value: 0,
        cost: 0,
        bound: 0,
        decided: Vec::new(),
        nodes: 0,
    };
    let mut answer = answer.unwrap_or(nothing);
    // Counted anew: what does not hold is no answer.
    if answer.is_plan()
        && !(program.holds(&answer.chosen) && program.value_of(&answer.chosen) == answer.value)
    {
        answer.state = State::Unknown;
    }
    Solved { answer, decimals, seconds: (given.clock)() - began, known }
}

fn scaled(number: i128, decimals: usize) -> String {
    crate::cli::planning::scaled(number, decimals)
}

fn json(solved: &[Solved]) -> String {
    let one = |solved: &Solved| {
        object(&[
            ("status", text(state_word(solved.answer.state))),
            ("value", scaled(solved.answer.value, solved.decimals)),
            ("bound", scaled(solved.answer.bound, solved.decimals)),
            ("seconds", format!("{:.3}", solved.seconds)),
            (
                "known",
                solved
                    .known
                    .map_or_else(|| "null".to_owned(), |known| scaled(known, solved.decimals)),
            ),
        ])
    };
    format!("{{\"instances\": {}}}", lines(&solved.iter().map(one).collect::<Vec<_>>()))
}

fn table(solved: &[Solved]) -> String {
    let heads = [
        ("No", Side::Right),
        ("Value", Side::Right),
        ("Bound", Side::Right),
        ("Known", Side::Right),
        ("Seconds", Side::Right),
        ("", Side::Left),
    ];
    let row = |(number, solved): (usize, &Solved)| {
        vec![
            (number + 1).to_string(),
            scaled(solved.answer.value, solved.decimals),
            scaled(solved.answer.bound, solved.decimals),
            solved.known.map_or_else(|| "–".to_owned(), |known| scaled(known, solved.decimals)),
            format!("{:.3}", solved.seconds),
            state_word(solved.answer.state).to_owned(),
        ]
    };
    aligned(&heads, &solved.iter().enumerate().map(row).collect::<Vec<_>>())
}
