//! `check`: says what is wrong with a portfolio, and what is worth a look.

use std::fmt::Write as _;

use super::arguments::{CheckArguments, CheckFormat};
use super::json;
use super::open::open;
use super::told::{Ending, Told};
use crate::analysis::scoring::framework::odd_inputs;
use crate::file::Opened;
use crate::model::{Item, Portfolio};
use crate::wording::{item_noun, list_of, plural};
use crate::workspace::scoring::notice_sentence;
use crate::workspace::{Problem, ProblemGravity, problems};

pub(super) fn check(arguments: &CheckArguments) -> Result<Told, Told> {
    let opened = open(&arguments.source)?;
    let (flaws, worth_a_look): (Vec<_>, Vec<_>) = problems(&opened.portfolio)
        .into_iter()
        .partition(|problem| problem.gravity == ProblemGravity::Flaw);
    let inputs: Vec<String> = odd_inputs(&opened.portfolio)
        .iter()
        .map(|notice| notice_sentence(&opened.portfolio, notice))
        .collect();
    let out = match arguments.format {
        CheckFormat::Text => as_text(&opened, (&flaws, &worth_a_look), &inputs),
        CheckFormat::Json => as_json(&opened, (&flaws, &worth_a_look), &inputs),
    };
    let ending = if flaws.is_empty() { Ending::Fine } else { Ending::Findings };
    Ok(Told { out, err: String::new(), ending })
}

fn as_text(
    opened: &Opened,
    (flaws, worth_a_look): (&[Problem], &[Problem]),
    inputs: &Vec<String>,
) -> String {
    let warnings: Vec<String> = opened.warnings.iter().map(ToString::to_string).collect();
    let sentences =
        |problems: &[Problem]| problems.iter().map(|problem| problem.sentence.clone()).collect();
    let mut text = String::new();
    section(&mut text, "The file", &warnings);
    section(&mut text, "Contradictions", &sentences(flaws));
    section(&mut text, "Worth a look", &sentences(worth_a_look));
    section(&mut text, "Inputs of frameworks", inputs);
    text.push_str(&closing(&opened.portfolio, flaws.len()));
    text
}

fn section(text: &mut String, title: &str, sentences: &Vec<String>) {
    if sentences.is_empty() {
        return;
    }
    // Writing to a `String` cannot fail.
    writeln!(text, "{title}").ok();
    for sentence in sentences {
        writeln!(text, "  {sentence}").ok();
    }
    text.push('\n');
}

/// `No contradictions in 61 projects, 12 outcomes, 148 contributions and 30 dependencies.`
fn closing(portfolio: &Portfolio, flaw_count: usize) -> String {
    let contributions =
        portfolio.projects.values().map(|project| project.contributions.len()).sum();
    let things = [
        plural(portfolio.projects.len(), "project"),
        plural(portfolio.outcomes.len(), "outcome"),
        plural(contributions, "contribution"),
        plural(portfolio.dependencies.len(), "dependency"),
    ];
    let flaws = match flaw_count {
        0 => "No contradictions".to_owned(),
        count => plural(count, "contradiction"),
    };
    format!("{flaws} in {}.", list_of(&things, things.len()))
}

fn as_json(
    opened: &Opened,
    (flaws, worth_a_look): (&[Problem], &[Problem]),
    inputs: &[String],
) -> String {
    let problems = |problems: &[Problem]| {
        json::lines(&problems.iter().map(problem_object).collect::<Vec<_>>())
    };
    let warnings: Vec<String> =
        opened.warnings.iter().map(|warning| json::text(&warning.to_string())).collect();
    format!(
        "{{\"flaws\": {},\n\"attention\": {},\n\"inputs\": {},\n\"warnings\": {}}}",
        problems(flaws),
        problems(worth_a_look),
        json::lines(&inputs.iter().map(|sentence| json::text(sentence)).collect::<Vec<_>>()),
        json::lines(&warnings)
    )
}

fn problem_object(problem: &Problem) -> String {
    let place = problem.item.map_or_else(
        || "null".to_owned(),
        |item| {
            json::object(&[
                ("kind", json::text(item_noun(item))),
                ("id", json::text(&id_text(item))),
            ])
        },
    );
    json::object(&[("sentence", json::text(&problem.sentence)), ("place", place)])
}

/// The id of a thing; of one that belongs to another, the id of that one first.
pub(super) fn id_text(item: Item) -> String {
    match item {
        Item::Project(id) => id.to_string(),
        Item::Change(id) => id.to_string(),
        Item::Outcome(id) => id.to_string(),
        Item::Measure(outcome, id) => format!("{outcome} {id}"),
        Item::Contribution(project, outcome) => format!("{project} {outcome}"),
        Item::Dependency(id) => id.to_string(),
        Item::Group(id) => id.to_string(),
        Item::Role(id) => id.to_string(),
        Item::Budget(id) => id.to_string(),
        Item::Milestone(project, id) => format!("{project} {id}"),
        Item::Risk(id) => id.to_string(),
        Item::Stakeholder(id) => id.to_string(),
        Item::Scenario(id) => id.to_string(),
        Item::Judgment(id) => id.to_string(),
        Item::Framework(id) => id.to_string(),
        Item::Cause(id) => id.to_string(),
    }
}
