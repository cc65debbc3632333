//! `frontier`: what each sum of money would buy.

use std::fmt::Write as _;

use super::Given;
use super::fund_arguments::FrontierArguments;
use super::json::{lines, object, text};
use super::planning::{
    Asked, amount, asked, cell, found_json, ids_json, or_null, tall, value, worth,
};
use super::scoring_arguments::AnswerFormat;
use super::table::{Side, aligned};
use super::told::{Ending, Told};
use crate::analysis::optimise::{Current, Frontier, Plan, Point, Points, frontier as all_points};
use crate::jobs::Monitor;
use crate::workspace::funding_words::limit_words;

pub(super) fn frontier(arguments: &FrontierArguments, given: &Given<'_>) -> Result<Told, Told> {
    let asked = asked(&arguments.plan, given)?;
    let points = if arguments.every {
        Points::Every { count_max: arguments.points }
    } else {
        Points::Even { count: arguments.points }
    };
    let is_over = || asked.is_over();
    let effort = asked.effort(&is_over);
    let points = (points, &Plan::default());
    let frontier = all_points(&asked.portfolio, asked.wish, points, &effort, &Monitor::default())
        .map_err(|failure| asked.failed(failure))?;
    let out = match arguments.plan.format {
        AnswerFormat::Json => json(&asked, &frontier),
        AnswerFormat::Table => table(&asked, &frontier),
    };
    let ending = if frontier.points.is_empty() { Ending::Findings } else { Ending::Fine };
    Ok(Told { out, err: String::new(), ending }.beside(asked.warnings.iter().cloned()))
}

fn json(asked: &Asked<'_>, frontier: &Frontier) -> String {
    let point = |point: &Point| {
        object(&[
            ("budget", amount(asked, point.budget.into())),
            ("cost", amount(asked, point.found.cost)),
            ("value", value(asked, point.found.value)),
            ("bound", value(asked, point.found.bound)),
            ("supported", point.is_supported.to_string()),
            ("funded", ids_json(point.found.plan.funded.keys().copied())),
        ])
    };
    let current = |current: &Current| {
        let broken = current.breaches.iter();
        let broken = broken.map(|breach| text(&limit_words(&asked.portfolio, breach.limit)));
        object(&[
            ("cost", amount(asked, current.cost)),
            ("value", value(asked, current.value)),
            ("breaks", super::json::list(&broken.collect::<Vec<_>>())),
            ("better", found_json(asked, &current.better)),
            ("cheaper", found_json(asked, &current.cheaper)),
        ])
    };
    tall(&[
        ("complete", frontier.is_complete.to_string()),
        ("points", lines(&frontier.points.iter().map(point).collect::<Vec<_>>())),
        ("current", or_null(frontier.current.as_ref().map(current))),
    ])
}

fn table(asked: &Asked<'_>, frontier: &Frontier) -> String {
    if frontier.points.is_empty() {
        return "No plan keeps to all limits, or none was found in the time allowed; `portolan conflicts` says more.\n".to_owned();
    }
    let heads = [
        ("Budget", Side::Right),
        ("Cost", Side::Right),
        ("Value", Side::Right),
        ("Projects", Side::Right),
        ("", Side::Left),
    ];
    let row = |point: &Point| {
        let mut notes = Vec::new();
        if point.is_supported {
            notes.push("on the hull".to_owned());
        }
        if !point.found.is_best() {
            notes.push(format!("at most {} is possible", worth(asked, point.found.bound)));
        }
        vec![
            cell(&asked.portfolio, point.budget.into()),
            cell(&asked.portfolio, point.found.cost),
            worth(asked, point.found.value),
            point.found.plan.funded.len().to_string(),
            notes.join(", "),
        ]
    };
    let mut out = aligned(&heads, &frontier.points.iter().map(row).collect::<Vec<_>>());
    out.push_str(if frontier.is_complete {
        "\nThese are all plans that no other beats in both value and cost.\n"
    } else {
        "\nBetween these there may be more.\n"
    });
    if let Some(current) = &frontier.current {
        out.push_str(&current_lines(asked, current));
    }
    out
}

fn current_lines(asked: &Asked<'_>, current: &Current) -> String {
    let Current { value, cost, breaches, better, cheaper, .. } = current;
    let cell = |minor| cell(&asked.portfolio, minor);
    let mut out = format!("\nThe plan of now: {}, {}\n", worth(asked, *value), cell(*cost));
    for breach in breaches {
        out.push_str("  it does not keep to ");
        out.push_str(&limit_words(&asked.portfolio, breach.limit));
        out.push('\n');
    }
    let gained = better.value - value;
    let what = match (better.is_plan(), gained) {
        (false, _) => "no plan that keeps to all limits was found for no more money".to_owned(),
        (true, 1..) => {
            let more = worth(asked, gained);
            format!("for no more money: {} ({more} more)", worth(asked, better.value))
        }
        (true, 0) => "nothing is worth more for no more money".to_owned(),
        (true, _) => {
            let best = worth(asked, better.value);
            format!("the best that keeps to all limits for no more money: {best}")
        }
    };
    writeln!(out, "  {what}").ok();
    if cheaper.is_plan() && cheaper.cost < *cost {
        let less = cell(cost - cheaper.cost);
        writeln!(out, "  for no less value: {} ({less} less)", cell(cheaper.cost)).ok();
    }
    out
}
