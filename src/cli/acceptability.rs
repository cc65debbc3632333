//! `acceptability`: how often each project has each rank, over all weights that are possible.

use super::json::{lines, list, number, object, text};
use super::names::outcome_names;
use super::open::open;
use super::scoring_arguments::{AcceptabilityArguments, AnswerFormat, KnownChoice};
use super::table::{Side, aligned};
use super::told::{Ending, Told};
use crate::analysis::scoring::robust::{
    Acceptability, Accepted, How, Known, KnownBy, NoRanks, Ranks, RanksAsked, ranks,
};
use crate::jobs::Monitor;
use crate::model::{Portfolio, ProjectId};
use crate::wording::{decimal, plural, points, shortened};
use crate::workspace::scoring::{how_words, known_words, no_ranks_sentence};

const NAME_CHARACTERS_MAX: usize = 48;

pub(super) fn acceptability(arguments: &AcceptabilityArguments) -> Result<Told, Told> {
    let opened = open(&arguments.source)?;
    let portfolio = &opened.portfolio;
    let asked = RanksAsked {
        by: match arguments.known {
            KnownChoice::Portfolio => KnownBy::Portfolio,
            KnownChoice::Nothing => KnownBy::Nothing,
            KnownChoice::Order => KnownBy::Order,
        },
        draws: usize::try_from(arguments.samples).unwrap_or(usize::MAX),
        seed: arguments.seed,
    };
    // Nobody can cancel a command, so there is an answer.
    let found = ranks(portfolio, asked, &Monitor::default()).unwrap_or(Err(NoRanks::Nothing));
    let found = found.map_err(|why| Told::failed(Ending::Findings, no_ranks_sentence(&why)))?;
    let out = match arguments.format {
        AnswerFormat::Table => table(portfolio, &found.known, &found.found),
        AnswerFormat::Json => json(portfolio, &found),
    };
    Ok(Told::fine(out).beside(opened.warnings.iter().map(ToString::to_string)))
}

fn project_name(portfolio: &Portfolio, project: ProjectId) -> &str {
    portfolio.projects.get(&project).map_or("", |project| project.name.as_str())
}

/// Most often first comes first; those that never are, by their mean rank.
fn sorted(found: &Acceptability) -> Vec<&Accepted> {
    let mut projects: Vec<&Accepted> = found.projects.iter().collect();
    projects.sort_by(|one, other| {
        let first = other.first().total_cmp(&one.first());
        first.then(one.mean_rank().total_cmp(&other.mean_rank()))
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
    let (known, how) = (known_words(known), how_words(found.how));
    let heads = [
        ("First %", Side::Right),
        ("± %", Side::Right),
        ("Top 3 %", Side::Right),
        ("Mean rank", Side::Right),
        ("Project", Side::Left),
    ];
    let row = |project: &&Accepted| {
        vec![
            points(project.first() * 100.0),
            decimal(project.first_error() * 100.0, 2),
            points(project.ranks.iter().take(3).sum::<f64>() * 100.0),
            decimal(project.mean_rank(), 2),
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

fn json(portfolio: &Portfolio, ranks: &Ranks) -> String {
    let Ranks { known, outcomes, found } = ranks;
    let names = outcome_names(portfolio);
    let outcomes: Vec<&str> =
        outcomes.iter().map(|outcome| names.get(outcome).map_or("", String::as_str)).collect();
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
            ("first", number(project.first())),
            ("first_exact", project.first_exact.is_some().to_string()),
            ("mean_rank", number(project.mean_rank())),
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
