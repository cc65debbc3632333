//! Rows as projects, or as refusals with the reason.

use std::collections::{BTreeMap, BTreeSet};

use super::ImportError;
use super::columns::{Cells, Columns, one_line, start_of};
use super::dates::Dates;
use super::ids::id_of;
use super::links::Links;
use super::money::MoneyColumns;
use super::people::{People, name};
use super::report::{CellNote, CellReason, ColumnSum, RowName, RowReason, RowRefusal};
use crate::exchange::csv::Table;
use crate::exchange::mapping::{Joined, Mapping, OutcomesMap, StageMap, TagMap};
use crate::model::{
    Name, Outcome, OutcomeId, Portfolio, Project, ProjectId, Stage, Stakeholder, StakeholderId,
    Text,
};

/// Makes one project after the other, and keeps account.
pub(super) struct Projects<'m> {
    mapping: &'m Mapping,
    dates: Dates<'m>,
    money: MoneyColumns<'m>,
    links: Links<'m>,
    people: People,
    lines: BTreeMap<String, usize>,
    made: Made,
}

/// Everything that the rows came to.
#[derive(Default)]
pub(super) struct Made {
    pub(super) projects: BTreeMap<ProjectId, Project>,
    pub(super) outcomes: BTreeMap<OutcomeId, Outcome>,
    pub(super) stakeholders: BTreeMap<StakeholderId, Stakeholder>,
    pub(super) refusals: Vec<RowRefusal>,
    pub(super) notes: Vec<CellNote>,
    pub(super) sums: Vec<ColumnSum>,
    pub(super) without_cost: Vec<RowName>,
    pub(super) without_outcome: Vec<RowName>,
    pub(super) unplaced: BTreeMap<String, usize>,
}

impl<'m> Projects<'m> {
    /// Checks all that the map says before the first row is read.
    pub(super) fn of(
        mapping: &'m Mapping,
        portfolio: &Portfolio,
        table: &Table,
        columns: &Columns,
    ) -> Result<Self, ImportError> {
        if mapping.project.name.is_empty() {
            let reason = "a project needs a name; name at least one column".to_owned();
            return Err(ImportError::Map { field: "project.name".to_owned(), reason });
        }
        Ok(Self {
            mapping,
            dates: Dates::of(mapping, portfolio.calendar)?,
            money: MoneyColumns::of(&mapping.costs, portfolio.currency, table, columns)?,
            links: Links::of(&mapping.outcomes, &portfolio.ladder)?,
            people: People::default(),
            lines: BTreeMap::new(),
            made: Made::default(),
        })
    }

    /// Takes a row: as a project, or as a refusal.
    pub(super) fn take(&mut self, cells: Cells<'_>) {
        let line = cells.line();
        if cells.are_empty() {
            self.made.refusals.push(RowRefusal { line, reason: RowReason::Empty });
            return;
        }
        if let Some(reason) = cells.raggedness() {
            // Its cells may stand in other columns than their own, so none of them is looked at.
            self.made.refusals.push(RowRefusal { line, reason });
            return;
        }
        match self.named(cells) {
            Ok((key, name)) => self.make(&key, name, cells),
            Err(reason) => {
                self.money.pass_over(cells);
                self.made.refusals.push(RowRefusal { line, reason });
            }
        }
    }

    /// The key and the name of the project in a row.
    fn named(&mut self, cells: Cells<'_>) -> Result<(String, Name), RowReason> {
        let map = &self.mapping.project;
        let columns = if map.key.is_empty() { &map.name } else { &map.key };
        let key = cells.joined(columns, " – ");
        if key.is_empty() && !map.key.is_empty() {
            let columns = columns.iter().map(|column| format!("“{}”", one_line(column)));
            return Err(RowReason::NoKey {
                columns: columns.collect::<Vec<String>>().join(" and "),
            });
        }
        let name =
            cells.joined(&map.name, " – ").parse().map_err(|reason| RowReason::Name { reason })?;
        if let Some(&line) = self.lines.get(&key) {
            return Err(RowReason::SameKey { key: start_of(&key), line });
        }
        self.lines.insert(key.clone(), cells.line());
        Ok((key, name))
    }

    fn make(&mut self, key: &str, name: Name, cells: Cells<'_>) {
        let map = &self.mapping.project;
        let notes = &mut self.made.notes;
        let mut project = Project::named(name);
        project.summary = paragraphs(&map.summary, cells, notes);
        project.note = paragraphs(&map.note, cells, notes);
        project.stage = stage(map.stage.as_ref(), cells, notes);
        project.category =
            map.category.as_ref().and_then(|column| self::name(column, cells, notes));
        project.sponsor = self.people.person(map.sponsor.as_ref(), cells, notes);
        project.lead = self.people.person(map.lead.as_ref(), cells, notes);
        project.deputy = self.people.person(map.deputy.as_ref(), cells, notes);
        project.tags = tags(&map.tags, cells, notes);
        self.dates.apply(key, cells, &mut project, notes);
        project.costs = self.money.take(key, cells, notes);
        project.contributions = self.links.take(cells, notes);

        let row = || RowName { line: cells.line(), name: project.name.to_string() };
        if project.costs.is_empty() && !self.mapping.costs.is_empty() {
            self.made.without_cost.push(row());
        }
        if project.contributions.is_empty() && self.mapping.outcomes != OutcomesMap::default() {
            self.made.without_outcome.push(row());
        }
        self.made.projects.insert(ProjectId(id_of("project", &[key])), project);
    }

    /// Everything that the rows came to.
    pub(super) fn finish(self) -> Made {
        Made {
            outcomes: self.links.outcomes.known,
            stakeholders: self.people.known,
            sums: self.money.into_sums(),
            unplaced: self.links.unplaced,
            ..self.made
        }
    }
}

/// The columns as paragraphs; one that cannot be a text is noted and left out.
fn paragraphs(map: &[Joined], cells: Cells<'_>, notes: &mut Vec<CellNote>) -> Text {
    let mut whole = Text::default();
    for Joined { column, label } in map {
        let cell = cells.get(column);
        if cell.is_empty() {
            continue;
        }
        let label = label.as_ref().map(|label| format!("{label}: ")).unwrap_or_default();
        let gap = if whole.is_empty() { "" } else { "\n\n" };
        match format!("{whole}{gap}{label}{cell}").parse() {
            Ok(longer) => whole = longer,
            Err(reason) => notes.push(note(column, cell, cells, reason.into())),
        }
    }
    whole
}

fn stage(map: Option<&StageMap>, cells: Cells<'_>, notes: &mut Vec<CellNote>) -> Stage {
    match map {
        None => Stage::default(),
        Some(StageMap::Always(stage)) => (*stage).into(),
        Some(StageMap::From { column, values, otherwise }) => {
            let cell = cells.get(column);
            let found = values.iter().find(|(text, _)| text.to_lowercase() == cell.to_lowercase());
            let stage = found.map(|(_, stage)| *stage).or(*otherwise);
            if stage.is_none() && !cell.is_empty() {
                notes.push(note(column, cell, cells, CellReason::NotInMap));
            }
            stage.map(Into::into).unwrap_or_default()
        }
    }
}

fn tags(map: &[TagMap], cells: Cells<'_>, notes: &mut Vec<CellNote>) -> BTreeSet<Name> {
    let mut tags = BTreeSet::new();
    for TagMap { column, split, prefix, values } in map {
        let cell = cells.get(column);
        let parts = match split.as_deref() {
            Some(sign) if !sign.is_empty() => cell.split(sign).collect(),
            _ => vec![cell],
        };
        for part in parts {
            let part = one_line(cells.part(part));
            let known = values.iter().find(|(text, _)| text.to_lowercase() == part.to_lowercase());
            let tag = known.map_or(&part, |(_, tag)| tag);
            if tag.is_empty() {
                continue;
            }
            match format!("{prefix}{tag}").parse() {
                Ok(tag) => {
                    tags.insert(tag);
                }
                Err(reason) => notes.push(note(column, &part, cells, CellReason::Text(reason))),
            }
        }
    }
    tags
}

fn note(column: &str, text: &str, cells: Cells<'_>, reason: CellReason) -> CellNote {
    CellNote { line: cells.line(), column: column.to_owned(), text: text.to_owned(), reason }
}
