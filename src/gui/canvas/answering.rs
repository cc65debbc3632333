//! What a new line may say: the choices in words, and the edit that each of them makes.

use egui::Pos2;

use super::asking::{Ask, Asked, Ways};
use super::scene::pin_at;
use crate::edit::{Edit, Record};
use crate::gui::requests::Requests;
use crate::model::{
    Dependency, DependencyKind, Item, Level, Outcome, OutcomeId, Portfolio, Project, ProjectId,
    Weight,
};
use crate::wording;
use crate::workspace::linking::{
    Joining, KINDS, Side, contribution, dependency, dependency_words, joining, outcomes_for,
    part_of, projects_for, reroute, same_dependency,
};

/// What a row stands for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Choice {
    Rule(Box<Dependency>),
    Rating(Option<Level>),
    Card(Item),
    NewProject,
    NewOutcome,
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) choice: Choice,
    pub(super) words: String,
    pub(super) figure: String,
    pub(super) note: String,
}

impl Row {
    fn new(choice: Choice, words: impl Into<String>, note: impl Into<String>) -> Self {
        Self { choice, words: words.into(), figure: String::new(), note: note.into() }
    }
}

fn name(portfolio: &Portfolio, item: Item) -> String {
    if portfolio.has(item) {
        wording::printable(&wording::item_label(portfolio, item))
    } else {
        format!("the new {}", wording::item_noun(item))
    }
}

/// What is asked, in words.
pub(super) fn title(portfolio: &Portfolio, asked: &Asked) -> String {
    let name = |item| wording::shortened(&name(portfolio, item), 28);
    match *asked {
        Asked::Target(item) => format!("Link {} to…", name(item)),
        Asked::Kind(left, right, _) => {
            format!("{} and {}", name(Item::Project(left)), name(Item::Project(right)))
        }
        Asked::Level(_, outcome, _) => {
            format!("How strongly does it serve {}?", name(Item::Outcome(outcome)))
        }
        Asked::OutcomeOf(_, change) => {
            format!("Which outcome, by way of {}?", name(Item::Change(change)))
        }
        Asked::ProjectOf(change, _) => {
            format!("Which project, by way of {}?", name(Item::Change(change)))
        }
        Asked::NewCard(from, ..) => format!("Link {} to a new card", name(from)),
    }
}

/// The rows, and which of them Enter takes at first.
pub(super) fn rows(portfolio: &Portfolio, asked: &Asked, query: &str) -> (Vec<Row>, usize) {
    match *asked {
        Asked::Kind(left, right, ways) => (rules(portfolio, (left, right), ways), 0),
        Asked::Level(_, outcome, _) => levels(portfolio, outcome),
        Asked::NewCard(from, side, _) => (new_cards(portfolio, from, side), 0),
        Asked::Target(from) => {
            let cards = crate::analysis::map::cards(portfolio).into_iter();
            let fits = |item: &Item| either_side(portfolio, from, *item).is_some();
            (found(portfolio, cards.filter(fits), query), 0)
        }
        Asked::OutcomeOf(project, change) => {
            let outcomes = outcomes_for(portfolio, project, change).into_iter();
            (found(portfolio, outcomes.map(Item::Outcome), query), 0)
        }
        Asked::ProjectOf(_, outcome) => {
            let projects = projects_for(portfolio, outcome).into_iter();
            (found(portfolio, projects.map(Item::Project), query), 0)
        }
    }
}

/// What a line between two cards would be, from whichever side there can be one.
pub(super) fn either_side(portfolio: &Portfolio, from: Item, to: Item) -> Option<Joining> {
    let from_side = |side| joining(portfolio, (from, side), to);
    from_side(Side::Right).or_else(|| from_side(Side::Left))
}

fn rules(portfolio: &Portfolio, (left, right): (ProjectId, ProjectId), ways: Ways) -> Vec<Row> {
    let mut rows = Vec::new();
    for kind in KINDS {
        let both = ways == Ways::Both && !kind.is_symmetric();
        // What one has selected comes first, as the one that requires.
        let turned = matches!(kind, DependencyKind::Requires { .. }) && ways == Ways::Both;
        let pairs = match (both, turned) {
            (false, _) => vec![(left, right)],
            (true, true) => vec![(right, left), (left, right)],
            (true, false) => vec![(left, right), (right, left)],
        };
        for pair in pairs {
            let link = dependency(pair, kind);
            let (from, to) = (Item::Project(link.from), Item::Project(link.to));
            let mut note = format!(
                "{} {} {}",
                name(portfolio, from),
                wording::dependency_phrase(kind),
                name(portfolio, to)
            );
            let words = if both {
                format!("{} {}", kind_word(kind), name(portfolio, to))
            } else {
                kind_word(kind).to_owned()
            };
            if same_dependency(portfolio, &link).is_some() {
                note = format!("There already: {}", dependency_words(portfolio, &link));
            }
            rows.push(Row::new(Choice::Rule(Box::new(link)), words, note));
        }
    }
    rows
}

fn kind_word(kind: DependencyKind) -> &'static str {
    match kind {
        DependencyKind::Requires { .. } => "Requires",
        DependencyKind::Together => "Together",
        DependencyKind::Excludes => "Excludes",
        DependencyKind::Enables { .. } => "Enables",
    }
}

/// The ladder from the top down, and no rating; the middle of the ladder is the default.
fn levels(portfolio: &Portfolio, outcome: OutcomeId) -> (Vec<Row>, usize) {
    let statements = portfolio.outcomes.get(&outcome).map(|outcome| &outcome.statements);
    let row = |level: Level| {
        let rung = portfolio.ladder.rung(level)?;
        let said = statements.and_then(|statements| statements.get(&level));
        let note = said.unwrap_or(&rung.note).to_string();
        let mut row = Row::new(Choice::Rating(Some(level)), wording::printable(&rung.name), note);
        let share = portfolio.ladder.share_of(level)?;
        row.figure = format!("{}\u{202f}%", wording::decimal(100.0 * share, 0));
        Some(row)
    };
    let mut rows: Vec<Row> = portfolio.ladder.levels().rev().filter_map(row).collect();
    let default = rows.len().div_ceil(2).saturating_sub(1);
    rows.push(Row::new(Choice::Rating(None), "Not rated yet", ""));
    (rows, default)
}

fn new_cards(portfolio: &Portfolio, from: Item, side: Side) -> Vec<Row> {
    let name = name(portfolio, from);
    let project = |note: String| Row::new(Choice::NewProject, "New project", note);
    let outcome = |note: String| Row::new(Choice::NewOutcome, "New outcome", note);
    match (from, side) {
        (Item::Project(_), Side::Right) => {
            vec![outcome(format!("that {name} serves")), project(format!("linked to {name}"))]
        }
        (Item::Project(_), Side::Left) => vec![project(format!("that {name} requires"))],
        (Item::Outcome(_), Side::Left) => vec![project(format!("that serves {name}"))],
        (Item::Outcome(_), Side::Right) => vec![outcome(format!("that {name} is a part of"))],
        (Item::Change(_), Side::Left) => vec![project(format!("that brings {name} about"))],
        (Item::Change(_), Side::Right) => vec![outcome(format!("reached by {name}"))],
        _ => Vec::new(),
    }
}

/// The cards that fit what was typed, the best first.
fn found(portfolio: &Portfolio, items: impl Iterator<Item = Item>, query: &str) -> Vec<Row> {
    let query = query.trim().to_lowercase();
    let mut rows: Vec<(u8, Row)> = Vec::new();
    for item in items {
        let name = name(portfolio, item);
        if let Some(order) = fitness(&name.to_lowercase(), &query) {
            let mut row = Row::new(Choice::Card(item), name, "");
            wording::item_noun(item).clone_into(&mut row.figure);
            rows.push((order, row));
        }
    }
    // What fits the same stays in order.
    rows.sort_by_key(|(order, _)| *order);
    rows.into_iter().map(|(_, row)| row).take(ROWS_MAX).collect()
}

/// More than this nobody reads: one types a letter more.
const ROWS_MAX: usize = 60;

/// How well a name fits, the least best: it begins so, has the words in it, or has the letters in this order.
fn fitness(name: &str, query: &str) -> Option<u8> {
    let mut rest = name.chars();
    if query.is_empty() || name.starts_with(query) {
        Some(0)
    } else if query.split_whitespace().all(|word| name.contains(word)) {
        Some(1)
    } else if query.chars().filter(|c| !c.is_whitespace()).all(|wanted| rest.any(|c| c == wanted)) {
        Some(2)
    } else {
        None
    }
}

/// Does what was chosen, or asks on.
pub(super) fn take(
    portfolio: &Portfolio,
    ask: Ask,
    row: Row,
    requests: &mut Requests,
) -> Option<Ask> {
    let on = |asked| {
        let mut next = Ask::new(asked, ask.spot);
        next.first.clone_from(&ask.first);
        Some(next)
    };
    match (ask.asked, row.choice) {
        (_, Choice::Rule(link)) => {
            if let Some(id) = same_dependency(portfolio, &link) {
                requests.select(Item::Dependency(id));
            } else {
                let record = Record::Dependency(requests.new_id().into(), *link);
                finish(ask.first, record, requests);
            }
            None
        }
        (Asked::Level(project, outcome, through), Choice::Rating(level)) => {
            let record = Record::Contribution(project, outcome, contribution(level, through));
            finish(ask.first, record, requests);
            None
        }
        (Asked::Target(from), Choice::Card(to)) => match either_side(portfolio, from, to)? {
            Joining::Dependency(one, other) => on(Asked::Kind(one, other, Ways::Both)),
            joining => ask_or_do(portfolio, joining, ask.spot, requests),
        },
        (Asked::OutcomeOf(project, change), Choice::Card(Item::Outcome(outcome)))
        | (Asked::ProjectOf(change, outcome), Choice::Card(Item::Project(project))) => {
            match reroute(portfolio, (project, outcome), Some(change)) {
                Some(edit) => {
                    requests.edit(edit);
                    requests.select(Item::Contribution(project, outcome));
                    None
                }
                None => on(Asked::Level(project, outcome, Some(change))),
            }
        }
        (Asked::NewCard(from, side, place), Choice::NewProject) => {
            let id = ProjectId(requests.new_id());
            let project = Project::named(new_name(portfolio, "New project")?);
            let record = Record::Project(id, Box::new(project));
            with_new(portfolio, (from, side), (record, place), (ask.spot, requests))
        }
        (Asked::NewCard(from, side, place), Choice::NewOutcome) => {
            let id = OutcomeId(requests.new_id());
            let outcome =
                Outcome::named(new_name(portfolio, "New outcome")?, Weight::new(10.0).ok()?);
            let record = Record::Outcome(id, outcome);
            with_new(portfolio, (from, side), (record, place), (ask.spot, requests))
        }
        _ => None,
    }
}

/// Does at once what needs no more asking, selects what is there already, and asks for the rest.
pub(super) fn ask_or_do(
    portfolio: &Portfolio,
    joining: Joining,
    spot: Pos2,
    requests: &mut Requests,
) -> Option<Ask> {
    match joining {
        Joining::Contribution(project, outcome)
            if portfolio.has(Item::Contribution(project, outcome)) =>
        {
            requests.select(Item::Contribution(project, outcome));
            None
        }
        Joining::Part(part, whole) => {
            requests.edit(part_of(part, whole));
            None
        }
        joining => Some(Ask::about(joining, spot)),
    }
}

/// Asks on for the line to a card that is made with it.
fn with_new(
    portfolio: &Portfolio,
    (from, side): (Item, Side),
    (record, place): (Record, Pos2),
    (spot, requests): (Pos2, &mut Requests),
) -> Option<Ask> {
    let new = record.item();
    let first = vec![Edit::Add(record), Edit::Place(vec![(new, Some(pin_at(place)))])];
    let asked = match (from, side, new) {
        (Item::Project(left), Side::Right, Item::Project(right))
        | (Item::Project(right), Side::Left, Item::Project(left)) => {
            Asked::Kind(left, right, Ways::One)
        }
        (Item::Project(project), _, Item::Outcome(outcome))
        | (Item::Outcome(outcome), _, Item::Project(project)) => {
            Asked::Level(project, outcome, None)
        }
        (Item::Outcome(part), _, Item::Outcome(whole)) => {
            let label = format!("Add {}", name(portfolio, new));
            let edits = first.into_iter().chain([part_of(part, whole)]).collect();
            requests.edit(Edit::Batch { label, edits });
            requests.select(new);
            return None;
        }
        (Item::Change(change), _, Item::Project(project)) => Asked::OutcomeOf(project, change),
        (Item::Change(change), _, Item::Outcome(outcome)) => Asked::ProjectOf(change, outcome),
        _ => return None,
    };
    let mut ask = Ask::new(asked, spot);
    ask.first = first;
    Some(ask)
}

/// Puts the new line in, and the new card it leads to, as one step; selects what is new.
fn finish(first: Vec<Edit>, record: Record, requests: &mut Requests) {
    let link = record.item();
    let new = first.iter().find_map(|edit| match edit {
        Edit::Add(record) => Some(record.item()),
        _ => None,
    });
    let Some(new) = new else {
        requests.edit(Edit::Add(record));
        requests.select(link);
        return;
    };
    let label = format!("Add {}", wording::item_noun(new));
    let edits = first.into_iter().chain([Edit::Add(record)]).collect();
    requests.edit(Edit::Batch { label, edits });
    requests.select(new);
}

fn new_name(portfolio: &Portfolio, stem: &str) -> Option<crate::model::Name> {
    let projects = portfolio.projects.values().map(|record| record.name.as_str());
    let outcomes = portfolio.outcomes.values().map(|record| record.name.as_str());
    let taken: std::collections::BTreeSet<&str> = projects.chain(outcomes).collect();
    let numbered = (2..=taken.len() + 2).map(|number| format!("{stem} {number}"));
    let mut names = std::iter::once(stem.to_owned()).chain(numbered);
    names.find(|name| !taken.contains(name.as_str()))?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_begins_so_comes_before_one_that_holds_the_letters() {
        assert_eq!(fitness("data lake", "data"), Some(0));
        assert_eq!(fitness("new data lake", "lake new"), Some(1));
        assert_eq!(fitness("data lake", "dlk"), Some(2));
        assert_eq!(fitness("data lake", "dz"), None);
    }
}
