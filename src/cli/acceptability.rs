//! `acceptability`: how often each project has each rank, over all weights that are possible.

use super::json::{lines, list, number, object, text};
use super::names::outcome_names;
use super::open::open;
use super::scoring_arguments::{AcceptabilityArguments, AnswerFormat, KnownChoice};
use super::table::{Side, aligned};
use super::told::{Ending, Told};
use crate::analysis::scoring::Weights;
use crate::analysis::scoring::robust::{
    Acceptability, Accepted, How, Known, KnownError, PROJECTS_MAX, Values, acceptability as accept,
    known,
};
use crate::jobs::Monitor;
use crate::model::{Portfolio, ProjectId};
use crate::wording::{count, decimal, plural, points, shortened};

const NAME_CHARACTERS_MAX: usize = 48;

pub(super) fn acceptability(arguments: &AcceptabilityArguments) -> Result<Told, Told> {
    let opened = open(&arguments.source)?;
    let portfolio = &opened.portfolio;
    let values = Values::of(portfolio);
    let known = chosen(portfolio, &values, arguments.known)
        .map_err(|error| Told::failed(Ending::Findings, error.to_string()))?;
    let draws = usize::try_from(arguments.samples).unwrap_or(usize::MAX);
    // Nobody can cancel a command, so there is an answer.
    let found = accept(&values, &known, draws, arguments.seed, &Monitor::default()).ok().flatten();
    let Some(found) = found else { return Err(Told::failed(Ending::Findings, without(&values))) };
    let out = match arguments.format {
        AnswerFormat::Table => table(portfolio, &known, &found),
        AnswerFormat::Json => json(portfolio, &values, &known, &found),
    };
    Ok(Told::fine(out).beside(opened.warnings.iter().map(ToString::to_string)))
}

fn chosen(
    portfolio: &Portfolio,
    values: &Values,
    choice: KnownChoice,
) -> Result<Known, KnownError> {
    match choice {
        KnownChoice::Portfolio => known(portfolio, &values.outcomes),
        KnownChoice::Nothing => Ok(Known::Nothing),
        KnownChoice::Order => {
            let weights = Weights::of(portfolio).ok_or(KnownError::NoWeights)?;
            Ok(Known::order_of(&values.weights(&weights)))
        }
    }
}

fn without(values: &Values) -> String {
    if values.projects.len() > PROJECTS_MAX {
        return format!(
            "There are {} open projects; ranks are counted for {} at most.",
            count(values.projects.len()),
            count(PROJECTS_MAX)
        );
    }
    "There is no outcome or no open project, so there are no ranks.".to_owned()
}

fn project_name(portfolio: &Portfolio, project: ProjectId) -> &str {
    portfolio.projects.get(&project).map_or("", |project| project.name.as_str())
}

fn first(project: &Accepted) -> f64 {
    project.first_exact.or_else(|| project.ranks.first().copied()).unwrap_or(0.0)
}

/// The mean rank, from 1.
fn mean_rank(project: &Accepted) -> f64 {
    let mut rank = 0.0;
    let part = |share: &f64| {
        rank += 1.0;
        share * rank
    };
    project.ranks.iter().map(part).sum()
}

/// Most often first comes first; those that never are, by their mean rank.
fn sorted(found: &Acceptability) -> Vec<&Accepted> {
    let mut projects: Vec<&Accepted> = found.projects.iter().collect();
    projects.sort_by(|one, other| {
        first(other).total_cmp(&first(one)).then(mean_rank(one).total_cmp(&mean_rank(other)))
    });
    projects
}

fn known_word(known: &Known) -> &'static str {
    match known {
        Known::Nothing => "nothing",
        Known::Order(_) => "order",
        Known::Ranges(_) => "ranges",
    }
}

fn table(portfolio: &Portfolio, known: &Known, found: &Acceptability) -> String {
    let known = match known {
        Known::Nothing => "Any weights are as likely as any others",
        Known::Order(_) => {
            "Any weights in the order of the agreed ones are as likely as any others"
        }
        Known::Ranges(_) => "Any weights within their ranges are as likely as any others",
    };
    let how = match found.how {
        How::Exact => "worked out exactly".to_owned(),
        How::Sampled { draws, seed } => format!("counted over {} draws, seed {seed}", count(draws)),
        How::Walked { draws, walks, seed } => {
            format!("counted over {} draws on {} walks, seed {seed}", count(draws), count(walks))
        }
    };
    let heads = [
        ("First %", Side::Right),
        ("± %", Side::Right),
        ("Top 3 %", Side::Right),
        ("Mean rank", Side::Right),
        ("Project", Side::Left),
    ];
    let row = |project: &&Accepted| {
        let error = match project.first_exact {
            Some(_) => 0.0,
            None => project.errors.first().copied().unwrap_or(0.0),
        };
        vec![
            points(first(project) * 100.0),
            decimal(error * 100.0, 2),
            points(project.ranks.iter().take(3).sum::<f64>() * 100.0),
            decimal(mean_rank(project), 2),
            shortened(project_name(portfolio, project.project), NAME_CHARACTERS_MAX),
        ]
    };
    let rows: Vec<Vec<String>> = sorted(found).iter().map(row).collect();
    format!(
        "{}, {}\n{known}; {how}. ± is one standard error.\n\n{}",
        portfolio.title,
        plural(found.projects.len(), "open project"),
        aligned(&heads, &rows)
    )
}

fn json(portfolio: &Portfolio, values: &Values, known: &Known, found: &Acceptability) -> String {
    let names = outcome_names(portfolio);
    let outcomes: Vec<&str> = values
        .outcomes
        .iter()
        .map(|outcome| names.get(outcome).map_or("", String::as_str))
        .collect();
    let project = |project: &&Accepted| {
        let central = project.central.as_ref().map_or_else(
            || "null".to_owned(),
            |weights| {
                let fields =
                    outcomes.iter().zip(weights).map(|(name, weight)| (*name, number(*weight)));
                object(&fields.collect::<Vec<_>>())
            },
        );
        let numbers =
            |numbers: &[f64]| list(&numbers.iter().map(|one| number(*one)).collect::<Vec<_>>());
        object(&[
            ("id", text(&project.project.to_string())),
            ("name", text(project_name(portfolio, project.project))),
            ("first", number(first(project))),
            ("first_exact", project.first_exact.is_some().to_string()),
            ("mean_rank", number(mean_rank(project))),
            ("ranks", numbers(&project.ranks)),
            ("errors", numbers(&project.errors)),
            ("central", central),
        ])
    };
    let (how, samples, seed) = match found.how {
        How::Exact => ("exact", "null".to_owned(), "null".to_owned()),
        How::Sampled { draws, seed } => ("sampled", draws.to_string(), seed.to_string()),
        How::Walked { draws, seed, .. } => ("walked", draws.to_string(), seed.to_string()),
    };
    format!(
        "{{\"how\": {},\n\"known\": {},\n\"samples\": {samples},\n\"seed\": {seed},\n\"projects\": {}}}",
        text(how),
        text(known_word(known)),
        lines(&sorted(found).iter().map(project).collect::<Vec<_>>())
    )
}
