//! `conflicts`: which limits contradict each other, and what would mend it.

use std::fmt::Write as _;

use super::Given;
use super::fund_arguments::ConflictsArguments;
use super::json::{lines, list, object};
use super::planning::{Asked, amount, asked, constraint_json, or_null, tall, value_hundredths};
use super::scoring_arguments::AnswerFormat;
use super::told::{Ending, Told};
use crate::analysis::optimise::{
    Conflict, Conflicts, Constraint, Relaxation, conflicts as all_conflicts,
};
use crate::jobs::Monitor;
use crate::model::{Fte, MoneySum};
use crate::wording::{fte, money, plural};
use crate::workspace::funding_words::constraint_words;

pub(super) fn conflicts(arguments: &ConflictsArguments, given: &Given<'_>) -> Result<Told, Told> {
    let asked = asked(&arguments.plan, given)?;
    let is_over = || asked.is_over();
    let effort = asked.effort(&is_over);
    let monitor = Monitor::default();
    let conflicts =
        all_conflicts(&asked.portfolio, asked.wish, arguments.most.max(1), &effort, &monitor)
            .map_err(|failure| asked.failed(failure))?;
    let out = match arguments.plan.format {
        AnswerFormat::Json => json(&asked, &conflicts),
        AnswerFormat::Table => sentences(&asked, &conflicts),
    };
    let ending = if conflicts.is_possible == Some(true) { Ending::Fine } else { Ending::Findings };
    Ok(Told { out, err: String::new(), ending }.beside(asked.warnings.iter().cloned()))
}

fn json(asked: &Asked<'_>, conflicts: &Conflicts) -> String {
    let relaxation = |way: &Relaxation| {
        let extra = way.extra.map(|extra| match way.constraint {
            Constraint::Role(_) => value_hundredths(extra.into()),
            _ => amount(asked, extra.into()),
        });
        object(&[
            ("limit", constraint_json(&asked.portfolio, way.constraint)),
            ("extra", or_null(extra)),
        ])
    };
    let conflict = |conflict: &Conflict| {
        let limits =
            conflict.constraints.iter().map(|limit| constraint_json(&asked.portfolio, *limit));
        let ways = conflict.relaxations.iter().map(relaxation);
        object(&[
            ("limits", list(&limits.collect::<Vec<_>>())),
            ("relaxations", list(&ways.collect::<Vec<_>>())),
        ])
    };
    tall(&[
        ("possible", or_null(conflicts.is_possible.map(|is| is.to_string()))),
        ("complete", conflicts.is_complete.to_string()),
        ("conflicts", lines(&conflicts.found.iter().map(conflict).collect::<Vec<_>>())),
    ])
}

fn sentences(asked: &Asked<'_>, conflicts: &Conflicts) -> String {
    match conflicts.is_possible {
        Some(true) => return "Some plan keeps to all limits.\n".to_owned(),
        None => {
            return "It could not be found out in time whether a plan keeps to all limits. Allow more with --time-limit.\n".to_owned();
        }
        Some(false) => {}
    }
    let mut out = format!(
        "No plan keeps to all limits. {}{}\n",
        plural(conflicts.found.len(), "conflict"),
        if conflicts.is_complete { ":" } else { "; there may be more:" }
    );
    for (number, conflict) in conflicts.found.iter().enumerate() {
        writeln!(out, "\n{}. These cannot all hold", number + 1).ok();
        for limit in &conflict.constraints {
            writeln!(out, "   {}", constraint_words(&asked.portfolio, *limit)).ok();
        }
        out.push_str("   Ways out, the least in proportion first\n");
        for way in &conflict.relaxations {
            writeln!(out, "     {}", way_words(asked, way)).ok();
        }
    }
    out
}

fn way_words(asked: &Asked<'_>, way: &Relaxation) -> String {
    let what = constraint_words(&asked.portfolio, way.constraint);
    match (way.extra, way.constraint) {
        (None, _) => format!("give up: {what}"),
        (Some(extra), Constraint::Role(_)) => {
            let people = u32::try_from(extra).ok().and_then(Fte::from_hundredths);
            let people = people.map_or_else(|| extra.to_string(), fte);
            format!("{people} more in each period for {what}")
        }
        (Some(extra), _) => {
            let more = MoneySum { minor: extra.into() }.to_money();
            format!("{} more for {what}", money(more, asked.portfolio.currency))
        }
    }
}
