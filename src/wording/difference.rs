//! Differences between two portfolios, each as one line that a person reads.

use super::field::field_name;
use super::value::value_words;
use super::{count, item_label, item_noun, list_of, plural, shortened};
use crate::compare::{Difference, Field, Subject, Value};
use crate::model::{Id, Item, Name, Portfolio, ProjectId};

/// The longest name in a line, in characters.
const NAME_CHARACTERS_MAX: usize = 48;
/// The longest text in a line, in characters.
const TEXT_CHARACTERS_MAX: usize = 60;

/// Differences as people read them: as many lines as are wanted, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DifferenceLines {
    /// One line for each difference, as far as wanted.
    pub lines: Vec<String>,
    /// How many lines all of them would be.
    pub total: usize,
}

/// Differences as lines: `Project “X”: stage Proposed → Active`, `Adds project “Y” with 3 contributions`.
///
/// At most `lines_max` of them. Things that only stand elsewhere on the map are counted in one line at the end.
pub fn difference_lines(
    differences: &[Difference],
    before: &Portfolio,
    after: &Portfolio,
    lines_max: usize,
) -> DifferenceLines {
    let is_place = |difference: &&Difference| {
        matches!(difference, Difference::Changed { field: Field::Place, .. })
    };
    let told = || differences.iter().filter(|difference| !is_place(difference));
    let (total, moved) = (told().count(), differences.iter().filter(is_place));
    let moved = moved.filter(|difference| {
        // What has come or gone has been told already.
        let is_there = |item| before.has(item) && after.has(item);
        total == 0 || matches!(difference.subject(), Subject::Item(item) if is_there(item))
    });
    let moved = moved.count();
    let mut lines: Vec<String> = told()
        .take(lines_max)
        .map(|difference| difference_line(difference, before, after))
        .collect();
    if moved > 0 && lines.len() < lines_max {
        lines.push(format!("Moves {} on the map", plural(moved, "card")));
    }
    DifferenceLines { lines, total: total + usize::from(moved > 0) }
}

/// One difference as a line, with the names that each side gives.
pub fn difference_line(difference: &Difference, before: &Portfolio, after: &Portfolio) -> String {
    match difference {
        Difference::Added(subject) => {
            format!("Adds {}{}", subject_words(*subject, after), parts_of(*subject, after))
        }
        Difference::Removed(subject) => {
            format!("Removes {}{}", subject_words(*subject, before), parts_of(*subject, before))
        }
        Difference::Changed { subject, field, before: was, after: is } => {
            let subject = capitalised(&subject_words(*subject, after));
            let what = change_words(field, (was, before), (is, after));
            format!("{subject}: {what}")
        }
    }
}

fn change_words(
    field: &Field,
    (was, before): (&Value, &Portfolio),
    (is, after): (&Value, &Portfolio),
) -> String {
    let name = field_name(field, if *is == Value::Nothing { before } else { after });
    match (was, is) {
        (_, Value::Here) => format!("{name} added"),
        (Value::Here, _) | (Value::Text(_), Value::Nothing) => format!("{name} removed"),
        (Value::Text(_), Value::Text(text)) => {
            format!("{name} now “{}”", one_line(text.as_str()))
        }
        (Value::Nothing, Value::Text(text)) => {
            format!("{name} added “{}”", one_line(text.as_str()))
        }
        (Value::Ladder(_), Value::Ladder(_)) => format!("{name} changed"),
        (was, is) => {
            let was = value_words(was, before);
            let is = value_words(is, after);
            if was == is { format!("{name} changed") } else { format!("{name} {was} → {is}") }
        }
    }
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    shortened(&words.join(" "), TEXT_CHARACTERS_MAX)
}

/// What it is and what it is called: `project “X”`.
fn subject_words(subject: Subject, portfolio: &Portfolio) -> String {
    let named =
        |item: Item| format!("“{}”", shortened(&item_label(portfolio, item), NAME_CHARACTERS_MAX));
    let record = |id: ProjectId| portfolio.projects.get(&id);
    match subject {
        Subject::Portfolio => "portfolio".to_owned(),
        Subject::Item(Item::Contribution(project, outcome)) => format!(
            "contribution of {} to {}",
            named(Item::Project(project)),
            named(Item::Outcome(outcome))
        ),
        Subject::Item(item @ Item::Measure(outcome, _)) => {
            format!("measure {} of {}", named(item), named(Item::Outcome(outcome)))
        }
        Subject::Item(item @ Item::Milestone(project, _)) => {
            format!("milestone {} of {}", named(item), named(Item::Project(project)))
        }
        Subject::Item(item) => format!("{} {}", item_noun(item), named(item)),
        Subject::Cost(project, id) => {
            let line = record(project).and_then(|record| record.costs.get(&id));
            let name = line.map(|line| &line.name);
            line_words("cost", (name, id.0), &named(Item::Project(project)))
        }
        Subject::Benefit(project, id) => {
            let line = record(project).and_then(|record| record.benefits.get(&id));
            let name = line.map(|line| &line.name);
            line_words("benefit", (name, id.0), &named(Item::Project(project)))
        }
        Subject::Funding(project, id) => {
            let way = record(project).and_then(|record| record.fundings.get(&id));
            let name = way.map(|way| &way.name);
            line_words("funding", (name, id.0), &named(Item::Project(project)))
        }
        Subject::Vendor(project, id) => {
            let vendor = record(project).and_then(|record| record.vendors.get(&id));
            let name = vendor.map(|vendor| &vendor.name);
            line_words("vendor", (name, id.0), &named(Item::Project(project)))
        }
    }
}

/// A line of a project by its name; by its id where it is not there.
fn line_words(noun: &str, (name, id): (Option<&Name>, Id), project: &str) -> String {
    let name = name.map_or_else(|| id.to_string(), Name::to_string);
    format!("{noun} “{}” of {project}", shortened(&name, NAME_CHARACTERS_MAX))
}

/// What comes or goes with it: ` with 3 contributions and 1 cost`.
fn parts_of(subject: Subject, portfolio: &Portfolio) -> String {
    let counts: Vec<(usize, &str)> = match subject {
        Subject::Item(Item::Project(id)) => {
            portfolio.projects.get(&id).map_or_else(Vec::new, |project| {
                vec![
                    (project.contributions.len(), "contribution"),
                    (project.costs.len(), "cost"),
                    (project.benefits.len(), "benefit"),
                    (project.fundings.len(), "funding"),
                    (project.vendors.len(), "vendor"),
                    (project.milestones.len(), "milestone"),
                ]
            })
        }
        Subject::Item(Item::Outcome(id)) => portfolio
            .outcomes
            .get(&id)
            .map_or_else(Vec::new, |outcome| vec![(outcome.measures.len(), "measure")]),
        _ => Vec::new(),
    };
    let words: Vec<String> = counts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, noun)| plural(number, noun))
        .collect();
    if words.is_empty() { String::new() } else { format!(" with {}", list_of(&words, 6)) }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// How many there are, in words: `No differences`, `1 difference`, `1 204 differences`.
pub fn differences_count(number: usize) -> String {
    match number {
        0 => "No differences".to_owned(),
        1 => "1 difference".to_owned(),
        number => format!("{} differences", count(number)),
    }
}
