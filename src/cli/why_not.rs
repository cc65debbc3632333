//! `why-not`: why a project is in or out, and what would turn that.

use super::Given;
use super::fund_arguments::WhyNotArguments;
use super::json::{lines, list, object, text};
use super::meant::meant;
use super::planning::{
    Asked, amount, asked, constraint_json, found_json, ids_json, limit_json, names, or_null, tall,
    value, value_hundredths, worth,
};
use super::scoring_arguments::AnswerFormat;
use super::told::{Ending, Told};
use crate::analysis::optimise::{Constraint, Extra, Verdict, Why, why};
use crate::jobs::Monitor;
use crate::model::{Fte, Item, MoneySum};
use crate::wording::{fte, list_of, money};
use crate::workspace::funding_words::{constraint_words, limit_words, project_name};

const NAMES_MAX: usize = 8;

pub(super) fn why_not(arguments: &WhyNotArguments, given: &Given<'_>) -> Result<Told, Told> {
    let asked = asked(&arguments.plan, given)?;
    let unreadable = |reason: String| Told::failed(Ending::Unreadable, reason);
    let item = meant(&asked.portfolio, &arguments.project).map_err(unreadable)?;
    let Item::Project(project) = item else {
        return Err(unreadable(format!("“{}” is not a project.", arguments.project)));
    };
    let is_open = asked.portfolio.projects.get(&project).is_some_and(|project| project.is_open());
    if !is_open {
        let name = project_name(&asked.portfolio, project);
        let reason = format!("“{name}” is done or cancelled, so there is nothing to decide.");
        return Err(Told::failed(Ending::Findings, reason));
    }
    let is_over = || asked.is_over();
    let effort = asked.effort(&is_over);
    let why = why(&asked.portfolio, asked.wish, project, &effort, &Monitor::default())
        .map_err(|failure| asked.failed(failure))?;
    let out = match arguments.plan.format {
        AnswerFormat::Json => json(&asked, &why),
        AnswerFormat::Table => sentences(&asked, &why),
    };
    Ok(Told::fine(out).beside(asked.warnings.iter().cloned()))
}

fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::In => "in",
        Verdict::Out => "out",
        Verdict::Tie => "tie",
        Verdict::MustBeIn => "must-be-in",
        Verdict::CannotBeIn => "cannot-be-in",
        Verdict::Open => "open",
    }
}

fn json(asked: &Asked<'_>, why: &Why) -> String {
    let extra = |extra: &Extra| {
        let least = extra.least.map(|least| match extra.constraint {
            Constraint::Role(_) => value_hundredths(least.into()),
            _ => amount(asked, least.into()),
        });
        object(&[
            ("limit", constraint_json(&asked.portfolio, extra.constraint)),
            ("least", or_null(least)),
            ("tie", extra.is_tie.to_string()),
            ("displaced", ids_json(displaced(why, extra))),
        ])
    };
    let breaks: Vec<String> =
        why.breaks.iter().map(|limit| limit_json(&asked.portfolio, *limit)).collect();
    tall(&[
        ("id", text(&why.project.to_string())),
        ("name", text(&project_name(&asked.portfolio, why.project))),
        ("in", why.is_in.to_string()),
        ("verdict", text(verdict_word(why.verdict))),
        ("proved", why.is_proved.to_string()),
        ("gap", or_null(why.gap.map(|gap| value(asked, gap)))),
        ("with", found_json(asked, &why.with)),
        ("without", found_json(asked, &why.without)),
        ("breaks", list(&breaks)),
        ("displaced", ids_json(why.displaced.iter().copied())),
        ("joined", ids_json(why.joined.iter().copied())),
        ("cost_most", or_null(why.cost_most.map(|cost| amount(asked, cost)))),
        ("extras", lines(&why.extras.iter().map(extra).collect::<Vec<_>>())),
    ])
}

/// What the best plan of now has that the plan with more of a limit has not.
fn displaced(why: &Why, extra: &Extra) -> Vec<crate::model::ProjectId> {
    let now = &why.without.plan;
    extra.found.iter().flat_map(|found| now.without(&found.plan)).collect()
}

fn sentences(asked: &Asked<'_>, why: &Why) -> String {
    let mut out = format!("{}\n", verdict_sentence(asked, why));
    let mut put = |line: String| {
        out.push_str(&line);
        out.push('\n');
    };
    if !why.is_proved {
        put("The time ran out before all of this was proved; allow more with --time-limit."
            .to_owned());
    }
    for limit in &why.breaks {
        put(format!("In the best plan it would break: {}.", limit_words(&asked.portfolio, *limit)));
    }
    if !why.displaced.is_empty() {
        let names = list_of(&names(asked, &why.displaced), NAMES_MAX);
        put(format!("Plans with it are without {names}."));
    }
    if !why.joined.is_empty() {
        let names = list_of(&names(asked, &why.joined), NAMES_MAX);
        put(format!("With it come {names}."));
    }
    if let Some(cost) = why.cost_most {
        let cost = money(MoneySum { minor: cost }.to_money(), asked.portfolio.currency);
        let verb = if why.is_in { "It stays in" } else { "It comes in" };
        put(format!("{verb} where it costs at most {cost}."));
    }
    for extra in &why.extras {
        put(extra_sentence(asked, why, extra));
    }
    out
}

fn verdict_sentence(asked: &Asked<'_>, why: &Why) -> String {
    let name = project_name(&asked.portfolio, why.project);
    let gap = worth(asked, why.gap.unwrap_or(0));
    match why.verdict {
        Verdict::In => format!("“{name}” is in: without it the best plan is worth {gap} less."),
        Verdict::Out => format!("“{name}” is out: with it the best plan is worth {gap} less."),
        Verdict::Tie if why.is_in => {
            format!(
                "“{name}” is in, but plans without it are worth just as much; the lower cost decided."
            )
        }
        Verdict::Tie => {
            format!(
                "“{name}” is out, but plans with it are worth just as much; the lower cost decided."
            )
        }
        Verdict::MustBeIn => format!("“{name}” is in: no plan without it keeps to all limits."),
        Verdict::CannotBeIn => format!("“{name}” is out: no plan with it keeps to all limits."),
        Verdict::Open => format!("It could not be found out whether “{name}” belongs in."),
    }
}

fn extra_sentence(asked: &Asked<'_>, why: &Why, extra: &Extra) -> String {
    let what = constraint_words(&asked.portfolio, extra.constraint);
    let Some(least) = extra.least else { return format!("More of {what} does not bring it in.") };
    let least = match extra.constraint {
        Constraint::Role(_) => {
            let people = u32::try_from(least).ok().and_then(Fte::from_hundredths);
            format!("{} in each period", people.map_or_else(|| least.to_string(), fte))
        }
        _ => money(MoneySum { minor: least.into() }.to_money(), asked.portfolio.currency),
    };
    let gone = displaced(why, extra);
    let gone = if gone.is_empty() {
        "nothing else leaves".to_owned()
    } else {
        format!("{} would leave", list_of(&names(asked, &gone), NAMES_MAX))
    };
    let tie = if extra.is_tie { ", as one of several equals" } else { "" };
    format!("It comes in with {least} more of {what}{tie}; {gone}.")
}
