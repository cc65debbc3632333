//! A score by a framework, part by part.

use std::fmt::Write as _;

use super::name;
use super::weighted::project_json;
use crate::analysis::scoring::framework::{
    Explained, Facts, Gap, GapPart, Method, Ready, Shown, explained, gap,
};
use crate::cli::json::{lines, list, number, object, text};
use crate::cli::score::way::made_ready;
use crate::cli::scoring_arguments::AnswerFormat;
use crate::cli::table::{Side, aligned};
use crate::cli::told::{Ending, Told};
use crate::model::{Portfolio, ProjectId};
use crate::wording::decimal;
use crate::workspace::scoring::reasons_words;

pub(super) fn told(
    portfolio: &Portfolio,
    method: Method,
    projects: [Option<ProjectId>; 2],
    format: AnswerFormat,
) -> Result<String, Told> {
    let (ready, facts) = (made_ready(portfolio, method)?, Facts::of(portfolio));
    let [Some(first), second] = projects else { return Ok(String::new()) };
    if let Some(second) = second {
        return two(portfolio, &facts, &ready, [first, second], format);
    }
    let found = explained(portfolio, &facts, &ready, first);
    let found = found.map(|found| match format {
        AnswerFormat::Table => table(portfolio, first, &found),
        AnswerFormat::Json => json(portfolio, first, &found),
    });
    Ok(found.unwrap_or_default())
}

fn shown(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| decimal(value, 4))
}

fn maybe(value: Option<f64>) -> String {
    value.map_or_else(|| "null".to_owned(), number)
}

fn table(portfolio: &Portfolio, project: ProjectId, found: &Explained) -> String {
    let unit = if found.unit.is_empty() { String::new() } else { format!(" {}", found.unit) };
    let score = match &found.value {
        Ok(value) => format!("{}{unit}", decimal(*value, 4)),
        Err(reasons) => format!("not known: {}", reasons_words(reasons)),
    };
    let inputs: Vec<Vec<String>> =
        found.inputs.iter().map(|input| vec![shown(input.value), input.name.clone()]).collect();
    let mut told = format!(
        "{}\n{}: {}\nScore {score}\n\n{}",
        name(portfolio, project),
        found.name,
        found.formula,
        aligned(&[("Value", Side::Right), ("Name", Side::Left)], &inputs)
    );
    if found.terms.len() > 1 {
        let terms: Vec<Vec<String>> = found
            .terms
            .iter()
            .map(|(term, value)| vec![decimal(*value, 4), term.clone()])
            .collect();
        // Writing to a `String` cannot fail.
        write!(told, "\n{}", aligned(&[("Adds", Side::Right), ("Term", Side::Left)], &terms)).ok();
    }
    told
}

fn json(portfolio: &Portfolio, project: ProjectId, found: &Explained) -> String {
    let input =
        |input: &Shown| object(&[("name", text(&input.name)), ("value", maybe(input.value))]);
    let term =
        |(term, value): &(String, f64)| object(&[("term", text(term)), ("adds", number(*value))]);
    let unknown = match &found.value {
        Ok(_) => Vec::new(),
        Err(reasons) => reasons
            .iter()
            .map(|reason| text(&reasons_words(std::slice::from_ref(reason))))
            .collect(),
    };
    format!(
        "{{\"project\": {},\n\"method\": {},\n\"formula\": {},\n\"unit\": {},\n\"score\": {},\n\"unknown\": {},\n\"inputs\": {},\n\"parts\": {}}}",
        project_json(portfolio, project),
        text(&found.name),
        text(&found.formula),
        text(&found.unit),
        maybe(found.value.as_ref().ok().copied()),
        list(&unknown),
        lines(&found.inputs.iter().map(input).collect::<Vec<_>>()),
        lines(&found.terms.iter().map(term).collect::<Vec<_>>())
    )
}

fn two(
    portfolio: &Portfolio,
    facts: &Facts,
    ready: &Ready,
    projects: [ProjectId; 2],
    format: AnswerFormat,
) -> Result<String, Told> {
    let Some(found) = gap(portfolio, facts, ready, projects) else {
        let why = projects.map(|project| {
            let value = explained(portfolio, facts, ready, project).map(|found| found.value);
            let words = match value {
                Some(Ok(value)) => format!("has {}", decimal(value, 4)),
                Some(Err(reasons)) => format!("has no score: {}", reasons_words(&reasons)),
                None => "is not there".to_owned(),
            };
            format!("  “{}” {words}", name(portfolio, project))
        });
        let reason = format!("The difference cannot be taken apart.\n{}", why.join("\n"));
        return Err(Told::failed(Ending::Findings, reason));
    };
    Ok(match format {
        AnswerFormat::Table => gap_table(portfolio, projects, &found),
        AnswerFormat::Json => gap_json(portfolio, ready, projects, &found),
    })
}

fn gap_table(portfolio: &Portfolio, projects: [ProjectId; 2], found: &Gap) -> String {
    let [first, second] = projects.map(|project| name(portfolio, project));
    let heads = [
        ("Difference", Side::Right),
        ("First", Side::Right),
        ("Second", Side::Right),
        ("Name", Side::Left),
    ];
    let row = |part: &GapPart| {
        vec![decimal(part.adds, 4), shown(part.first), shown(part.second), part.name.clone()]
    };
    let rows: Vec<Vec<String>> = found.parts.iter().map(row).collect();
    format!(
        "First: {first}\nSecond: {second}\n\n{}\nIn all {}.\n",
        aligned(&heads, &rows),
        decimal(found.gap, 4)
    )
}

fn gap_json(portfolio: &Portfolio, ready: &Ready, projects: [ProjectId; 2], found: &Gap) -> String {
    let part = |part: &GapPart| {
        object(&[
            ("name", text(&part.name)),
            ("first", maybe(part.first)),
            ("second", maybe(part.second)),
            ("adds", number(part.adds)),
        ])
    };
    let [first, second] = projects.map(|project| project_json(portfolio, project));
    let method = ready.last().map_or("", |step| step.framework.name.as_str());
    format!(
        "{{\"project\": {first},\n\"other\": {second},\n\"method\": {},\n\"gap\": {},\n\"parts\": {}}}",
        text(method),
        number(found.gap),
        lines(&found.parts.iter().map(part).collect::<Vec<_>>())
    )
}
