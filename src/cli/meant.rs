//! What a name on the command line means: a project, an outcome or a change.

use std::collections::BTreeSet;

use super::check::id_text;
use crate::model::{ChangeId, Id, Item, OutcomeId, Portfolio, ProjectId};
use crate::wording::{item_label, item_noun};

/// So many names are listed where one is not clear.
const NEAR_MAX: usize = 5;
/// Names that share no more of their pairs of letters than this do not come near.
const LIKE: f64 = 0.25;

/// The thing with this id or name, or the only one whose name begins so; case is no difference.
///
/// Gives the reason in words where there is none, or more than one.
pub(super) fn meant(portfolio: &Portfolio, text: &str) -> Result<Item, String> {
    if let Some(item) = with_id(portfolio, text) {
        return Ok(item);
    }
    let sought = text.trim().to_lowercase();
    let names = names(portfolio);
    let called = |fits: &dyn Fn(&str) -> bool| {
        let found = names.iter().filter(|(_, name)| fits(name));
        found.map(|(item, _)| *item).collect::<Vec<_>>()
    };
    let mut found = called(&|name| name == sought);
    if found.is_empty() && !sought.is_empty() {
        found = called(&|name| name.starts_with(&sought));
    }
    match found.as_slice() {
        [item] => Ok(*item),
        [] => Err(unknown(portfolio, text, &nearest(&names, &sought))),
        items => Err(unclear(portfolio, text, items)),
    }
}

/// The project with this id or name; refused in words where something else, or nothing, is meant.
pub(super) fn meant_project(portfolio: &Portfolio, text: &str) -> Result<ProjectId, String> {
    match meant(portfolio, text)? {
        Item::Project(id) => Ok(id),
        other => Err(format!(
            "“{text}” is the {} “{}”, and a project is wanted here.",
            item_noun(other),
            item_label(portfolio, other)
        )),
    }
}

fn with_id(portfolio: &Portfolio, text: &str) -> Option<Item> {
    let id: Id = text.trim().parse().ok()?;
    let items =
        [Item::Project(ProjectId(id)), Item::Outcome(OutcomeId(id)), Item::Change(ChangeId(id))];
    items.into_iter().find(|item| portfolio.has(*item))
}

/// Everything that can be meant, with its name in small letters.
fn names(portfolio: &Portfolio) -> Vec<(Item, String)> {
    let projects = portfolio.projects.iter().map(|(&id, record)| (Item::Project(id), &record.name));
    let outcomes = portfolio.outcomes.iter().map(|(&id, record)| (Item::Outcome(id), &record.name));
    let changes = portfolio.changes.iter().map(|(&id, record)| (Item::Change(id), &record.name));
    projects
        .chain(outcomes)
        .chain(changes)
        .map(|(item, name)| (item, name.to_lowercase()))
        .collect()
}

/// The things whose names share most pairs of letters with what is sought, nearest first; none where nothing comes near.
fn nearest(names: &[(Item, String)], sought: &str) -> Vec<Item> {
    let pairs = |text: &str| text.chars().zip(text.chars().skip(1)).collect::<BTreeSet<_>>();
    let wanted = pairs(sought);
    let mut near: Vec<(f64, &str, Item)> = names
        .iter()
        .map(|(item, name)| (likeness(&wanted, &pairs(name)), name.as_str(), *item))
        .filter(|(likeness, ..)| *likeness > LIKE)
        .collect();
    near.sort_by(|(one, one_name, _), (other, other_name, _)| {
        other.total_cmp(one).then_with(|| one_name.cmp(other_name))
    });
    near.into_iter().take(NEAR_MAX).map(|(.., item)| item).collect()
}

/// The part of all pairs that both have, 0 to 1.
fn likeness(one: &BTreeSet<(char, char)>, other: &BTreeSet<(char, char)>) -> f64 {
    let as_f64 = |count: usize| u32::try_from(count).map_or(f64::INFINITY, f64::from);
    let all = as_f64(one.len() + other.len());
    if all > 0.0 { 2.0 * as_f64(one.intersection(other).count()) / all } else { 0.0 }
}

fn unknown(portfolio: &Portfolio, text: &str, near: &[Item]) -> String {
    let what = format!("No project, outcome or change is called “{text}”.");
    if near.is_empty() {
        return what;
    }
    format!("{what} These come near:\n{}", lines(portfolio, near))
}

fn unclear(portfolio: &Portfolio, text: &str, items: &[Item]) -> String {
    let listed = lines(portfolio, items.get(..NEAR_MAX).unwrap_or(items));
    let more = match items.len().saturating_sub(NEAR_MAX) {
        0 => String::new(),
        more => format!("\n  and {more} more"),
    };
    let count = items.len();
    format!("“{text}” can mean {count} things; give more of the name, or the id:\n{listed}{more}")
}

fn lines(portfolio: &Portfolio, items: &[Item]) -> String {
    let line = |item: &Item| {
        format!("  {} ({} {})", item_label(portfolio, *item), item_noun(*item), id_text(*item))
    };
    items.iter().map(line).collect::<Vec<_>>().join("\n")
}
