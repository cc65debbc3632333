//! The plan as a table for people.

use std::fmt::Write as _;

use crate::analysis::optimise::program::State;
use crate::analysis::optimise::{Funding, Gap, Waterline};
use crate::cli::planning::{Asked, cell};
use crate::cli::table::{Side, aligned};
use crate::model::ProjectId;
use crate::wording::{decimal, list_of, period, plural, shortened};
use crate::workspace::funding_words::{amount_words, limit_words, project_name, worth_words};

const NAME_CHARACTERS_MAX: usize = 48;
const NAMES_MAX: usize = 6;
const FEW_STARTS: &str = "There are too many ways to start: of each project a few starts were looked at. What the best there can be is at most comes from totals, whenever projects start.";

pub(super) fn table(asked: &Asked<'_>, funding: &Funding) -> String {
    let mut text = heading(asked, funding);
    if funding.found.is_plan() {
        text.push_str(&rows(asked, funding));
        text.push_str(&binding(asked, funding));
    }
    text.push_str(&waterlines(asked, funding));
    text.push_str(&not_judged(asked, funding));
    text
}

fn heading(asked: &Asked<'_>, funding: &Funding) -> String {
    let (portfolio, found) = (&asked.portfolio, &funding.found);
    let worth = |value| worth_words(portfolio, asked.wish.objective, value);
    let sure = match found.state {
        State::Infeasible => {
            return "No plan keeps to all limits; `portolan conflicts` says which of them contradict each other.\n\n".to_owned();
        }
        State::Unknown => {
            return "No plan was found in the time allowed. Allow more time with --time-limit.\n\n"
                .to_owned();
        }
        State::Optimal if found.is_best() => "No plan is better: this is proved.".to_owned(),
        State::Optimal | State::Feasible if found.is_best() => {
            "No plan is worth more: this is proved. Another may be worth the same and cost less."
                .to_owned()
        }
        State::Optimal | State::Feasible => format!(
            "The best found; it is at most {} % below the best there can be ({}).",
            decimal((found.gap().unwrap_or(0.0) * 100.0).max(0.001), 3),
            worth(found.bound)
        ),
    };
    let sure = if funding.has_all_starts { sure } else { format!("{sure}\n{FEW_STARTS}") };
    format!(
        "{} funded, {}, {}\n{sure}\n\n",
        plural(found.plan.funded.len(), "project"),
        worth(found.value),
        cell(portfolio, found.cost)
    )
}

fn rows(asked: &Asked<'_>, funding: &Funding) -> String {
    let portfolio = &asked.portfolio;
    let problem = &funding.problem;
    let mut rows = Vec::new();
    for (choice, worth) in problem.choices.iter().zip(&problem.worths) {
        if funding.found.plan.funded.get(&choice.project) != Some(&choice.funded) {
            continue;
        }
        let project = portfolio.projects.get(&choice.project);
        let part = project
            .zip(choice.funded.funding)
            .and_then(|(project, part)| project.fundings.get(&part))
            .map_or_else(String::new, |part| part.name.to_string());
        rows.push(vec![
            period(choice.funded.start, portfolio.calendar),
            worth_words(portfolio, asked.wish.objective, worth.value.into()),
            cell(portfolio, worth.cost.into()),
            shortened(&project_name(portfolio, choice.project), NAME_CHARACTERS_MAX),
            part,
        ]);
    }
    let heads = [
        ("Start", Side::Left),
        ("Value", Side::Right),
        ("Cost", Side::Right),
        ("Project", Side::Left),
        ("Part", Side::Left),
    ];
    format!("{}\n", aligned(&heads, &rows))
}

fn binding(asked: &Asked<'_>, funding: &Funding) -> String {
    if funding.bindings.is_empty() {
        return "Nothing that is counted stops another project.\n\n".to_owned();
    }
    let mut text = "What stops more\n".to_owned();
    for binding in &funding.bindings {
        let amount = |amount| amount_words(&asked.portfolio, binding.limit, amount);
        let what = limit_words(&asked.portfolio, binding.limit);
        // Writing to a `String` cannot fail.
        writeln!(text, "  {what}: {} of {}", amount(binding.used), amount(binding.most)).ok();
    }
    text.push('\n');
    text
}

fn waterlines(asked: &Asked<'_>, funding: &Funding) -> String {
    let line = |what: &str, line: &Waterline| {
        let stop = line.first_out.map_or_else(String::new, |(id, limit)| {
            let name = project_name(&asked.portfolio, id);
            format!(
                "; “{name}” is the first that does not fit ({})",
                limit_words(&asked.portfolio, limit)
            )
        });
        format!(
            "  {what}: {}, {}, {}{stop}\n",
            plural(line.plan.funded.len(), "project"),
            worth_words(&asked.portfolio, asked.wish.objective, line.value),
            cell(&asked.portfolio, line.cost)
        )
    };
    let mut text = "Rank and cut\n".to_owned();
    text.push_str(&line("stopping at the first that does not fit", &funding.stopped));
    text.push_str(&line("leaving out what does not fit", &funding.skipped));
    if funding.found.is_plan() {
        let given = funding.found.value - funding.stopped.value;
        let words = worth_words(&asked.portfolio, asked.wish.objective, given);
        writeln!(text, "  the cut gives away {words}").ok();
    }
    text
}

fn not_judged(asked: &Asked<'_>, funding: &Funding) -> String {
    let with = |gap: Gap| -> Vec<String> {
        let all = funding.problem.not_judged.iter();
        let some = all.filter(|(_, gaps)| gaps.contains(&gap));
        some.map(|(id, _): (&ProjectId, _)| format!("“{}”", project_name(&asked.portfolio, *id)))
            .collect()
    };
    let mut text = String::new();
    for (gap, what) in [
        (Gap::Cost, "Without a cost, so not funded unless forced in"),
        (Gap::Score, "Without a rating, so funded only for the sake of others"),
        (Gap::Benefit, "Without a benefit in money, so only their costs count"),
    ] {
        let names = with(gap);
        if !names.is_empty() {
            writeln!(text, "\n{what}: {}", list_of(&names, NAMES_MAX)).ok();
        }
    }
    text
}
