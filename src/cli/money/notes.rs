//! What a reader should know about the figures: how people are counted, and what is missing.

use std::collections::BTreeSet;

use super::case::Telling;
use crate::analysis::finance::{BusinessCase, People, to_money};
use crate::model::RoleId;
use crate::wording::{list_of, money_short, plural};

const NAMES_MAX: usize = 5;

/// How the people of the projects are counted.
#[derive(Default)]
pub(super) struct PeopleCounted {
    /// So many projects have lines of cost that are marked as people.
    pub(super) by_lines: usize,
    /// So many are counted by demand and rate.
    pub(super) by_rates: usize,
    /// So many ask for nobody.
    pub(super) nobody: usize,
    /// Roles that some project of the second sort asks for and that have no rate.
    pub(super) without_rate: BTreeSet<RoleId>,
}

pub(super) fn people_counted(case: &BusinessCase) -> PeopleCounted {
    let mut counted = PeopleCounted::default();
    for people in case.people.values() {
        match people {
            People::Nobody => counted.nobody += 1,
            People::ByLines => counted.by_lines += 1,
            People::ByRates { without_rate } => {
                counted.by_rates += 1;
                counted.without_rate.extend(without_rate);
            }
        }
    }
    counted
}

/// The notes in sentences, each a line.
pub(super) fn notes(told: &Telling<'_>) -> Vec<String> {
    let mut notes = people_notes(told);
    let without: Vec<String> =
        told.case.without_benefit().iter().filter_map(|id| name_of(told, *id)).collect();
    if !without.is_empty() {
        let names = list_of(&without, NAMES_MAX);
        notes.push(format!("No benefit is stated for {names}: their figures hold costs only."));
    }
    let beyond = told.case.cost_beyond();
    if beyond != 0.0 {
        let beyond = money_short(to_money(beyond), told.portfolio.currency);
        notes.push(format!(
            "{beyond} of likely cost fall due after the horizon and are in no figure."
        ));
    }
    let count = told.case.impossible_lognormals().count();
    if count > 0 {
        let lines = plural(count, "line");
        notes.push(format!(
            "{lines} meant as lognormal reach to zero or below and are taken as PERT."
        ));
    }
    notes
}

fn name_of(told: &Telling<'_>, project: crate::model::ProjectId) -> Option<String> {
    told.portfolio.projects.get(&project).map(|project| project.name.to_string())
}

fn people_notes(told: &Telling<'_>) -> Vec<String> {
    let counted = people_counted(&told.case);
    let projects = |count: usize| plural(count, "project");
    let mut notes = Vec::new();
    if counted.by_lines > 0 {
        notes.push(format!(
            "In {} people are counted as the lines of cost that are marked as people; their demand times rate is not added.",
            projects(counted.by_lines)
        ));
    }
    if counted.by_rates > 0 {
        notes.push(format!(
            "In {} no line of cost is marked as people, so they are counted as demand times rate.",
            projects(counted.by_rates)
        ));
    }
    if !counted.without_rate.is_empty() {
        let name = |role| told.portfolio.roles.get(role).map(|it| it.name.to_string());
        let names: Vec<String> = counted.without_rate.iter().filter_map(name).collect();
        notes.push(format!(
            "No rate is stated for {}: what these people cost is in no figure.",
            list_of(&names, NAMES_MAX)
        ));
    }
    notes
}
