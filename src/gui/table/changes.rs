//! Many cells at once: what each becomes, which are refused and why, and all of it as one step.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::columns::Column;
use super::cursor::Field;
use super::reading::Place;
use super::rows::Sheet;
use super::trial::Trial;
use super::values::stated;
use crate::edit::{Edit, Record, apply};
use crate::model::{Id, Name, Portfolio, Project, ProjectId};
use crate::wording;

/// A cell and what it is to read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Wanted {
    /// The project, or a new one by its name.
    pub(crate) row: Target,
    /// The column.
    pub(crate) column: Column,
    /// What it is to read.
    pub(crate) text: String,
}

/// Whose cell it is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Target {
    /// A project that is there.
    Old(ProjectId),
    /// A project that comes new, under this id.
    New(ProjectId, String),
}

/// What one cell becomes, or why it does not.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Change {
    /// The name of the project.
    pub(crate) project: String,
    /// The title of the column.
    pub(crate) column: String,
    /// What it reads now.
    pub(crate) before: String,
    /// What it is to read.
    pub(crate) after: String,
    /// Why it cannot, in words.
    pub(crate) refusal: Option<String>,
}

/// Everything that is to happen to many cells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    /// The cells that change or are refused; what stays the same is not listed.
    pub(crate) changes: Vec<Change>,
    /// The names of projects that come new.
    pub(crate) added: Vec<String>,
    /// What was left aside, in sentences.
    pub(crate) remarks: Vec<String>,
    edits: Vec<Edit>,
}

impl Plan {
    /// How many cells change.
    pub(crate) fn change_count(&self) -> usize {
        self.changes.iter().filter(|change| change.refusal.is_none()).count()
    }

    /// How many cells are refused.
    pub(crate) fn refused_count(&self) -> usize {
        self.changes.len() - self.change_count()
    }

    /// All of it as one step under this label; nothing where nothing changes.
    pub(crate) fn edit(&self, label: String) -> Option<Edit> {
        let edits = self.edits.clone();
        (!edits.is_empty()).then_some(Edit::Batch { label, edits })
    }
}

/// From so many cells on, all are tried at once before each is tried alone.
const AT_ONCE_FROM: usize = 65;

/// Tries every cell, in order, on the project as the cells before it have left it.
pub(crate) fn plan(sheet: &Sheet, wanted: Vec<Wanted>, mut new_id: impl FnMut() -> Id) -> Plan {
    let portfolio = &sheet.portfolio;
    if wanted.len() >= AT_ONCE_FROM
        && let Some(plan) = plan_at_once(sheet, &wanted, &mut new_id)
    {
        return plan;
    }
    let trial = Trial::of(portfolio);
    let mut plan = Plan::default();
    let mut now: BTreeMap<ProjectId, Arc<Project>> = BTreeMap::new();
    let mut fresh: Vec<ProjectId> = Vec::new();
    for Wanted { row, column, text } in wanted {
        let id = match &row {
            Target::Old(id) | Target::New(id, _) => *id,
        };
        let record = now.get(&id).or_else(|| portfolio.projects.get(&id)).cloned();
        let record = match (record, &row) {
            (Some(record), _) => record,
            (None, Target::New(id, name)) => match name.parse::<Name>() {
                Ok(name) => {
                    fresh.push(*id);
                    plan.added.push(name.to_string());
                    Arc::new(Project::named(name))
                }
                Err(error) => {
                    plan.remarks.push(format!("A project cannot be called “{name}”: {error}."));
                    continue;
                }
            },
            (None, Target::Old(_)) => continue,
        };
        now.insert(id, Arc::clone(&record));
        let place = Place { portfolio, id, project: &record, new_id: new_id() };
        let tried = column.edit(place, &text).and_then(|edit| {
            let Some(edit) = edit else { return Ok(None) };
            trial.after(id, &record, &edit).map(|after| Some((edit, after)))
        });
        let change = |after: Option<&Project>, refusal| Change {
            project: record.name.to_string(),
            column: column.title(portfolio),
            before: reads(portfolio, sheet, (id, &record), column),
            after: after.map_or_else(
                || text.trim().to_owned(),
                |after| reads(portfolio, sheet, (id, after), column),
            ),
            refusal,
        };
        match tried {
            Ok(None) => {}
            Ok(Some((edit, after))) => {
                plan.changes.push(change(Some(&after), None));
                now.insert(id, after);
                if !fresh.contains(&id) {
                    plan.edits.push(edit);
                }
            }
            Err(reason) => plan.changes.push(change(None, Some(reason))),
        }
    }
    for id in fresh {
        if let Some(project) = now.get(&id) {
            let record = Record::Project(id, Box::new((**project).clone()));
            plan.edits.push(Edit::Add(record));
        }
    }
    plan
}

/// The same plan where it is one cell of each project and none is refused: thousands of cells cost one trial.
fn plan_at_once(sheet: &Sheet, wanted: &[Wanted], new_id: &mut impl FnMut() -> Id) -> Option<Plan> {
    let portfolio = &sheet.portfolio;
    let mut seen: BTreeSet<ProjectId> = BTreeSet::new();
    let mut edits = Vec::new();
    let mut cells = Vec::new();
    for Wanted { row, column, text } in wanted {
        let Target::Old(id) = *row else { return None };
        if !seen.insert(id) {
            return None;
        }
        let project = portfolio.projects.get(&id)?;
        let place = Place { portfolio, id, project, new_id: new_id() };
        if let Some(edit) = column.edit(place, text).ok()? {
            edits.push(edit);
            cells.push((id, project, *column));
        }
    }
    let all = Edit::Batch { label: String::new(), edits };
    let next = apply(portfolio, &all).ok()?;
    let Edit::Batch { edits, .. } = all else { return None };
    let change = |(id, project, column): (ProjectId, &Arc<Project>, Column)| {
        let after = next.projects.get(&id)?;
        Some(Change {
            project: project.name.to_string(),
            column: column.title(portfolio),
            before: reads(portfolio, sheet, (id, project), column),
            after: reads(portfolio, sheet, (id, after), column),
            refusal: None,
        })
    };
    let changes = cells.into_iter().filter_map(change).collect();
    Some(Plan { changes, edits, ..Plan::default() })
}

fn reads(
    portfolio: &Portfolio,
    sheet: &Sheet,
    (id, project): (ProjectId, &Project),
    column: Column,
) -> String {
    if column.is_computed() {
        return sheet.row(id).map_or_else(String::new, |row| sheet.text(row, column));
    }
    let value = stated(portfolio, project, column);
    value.map_or_else(String::new, |value| value.text(portfolio.currency))
}

/// What cells from a spreadsheet mean here: by the names in their first row, or else from the cursor on.
pub(crate) fn pasted(
    field: Field<'_>,
    (line, column): (usize, usize),
    cells: &[Vec<String>],
    mut new_id: impl FnMut() -> Id,
) -> (Vec<Wanted>, Vec<String>) {
    let sheet = field.sheet;
    let mut remarks = Vec::new();
    let header = header_of(&sheet.portfolio, cells);
    let has_header = header.is_some();
    let columns = header.unwrap_or_else(|| {
        let from_cursor = field.columns.iter().skip(column).map(|column| Some(*column));
        from_cursor.collect()
    });
    let widest = cells.iter().map(Vec::len).max().unwrap_or_default();
    let known = columns.iter().take(widest).filter(|column| column.is_some()).count();
    if known < widest {
        let beyond = wording::plural(widest - known, "column");
        remarks.push(format!("{beyond} without a place here, left aside."));
    }
    if has_header {
        // Columns that follow from others come along with every copy of whole rows.
        let computed = columns.iter().flatten().filter(|column| column.is_computed());
        let titles: Vec<String> = computed.map(|column| column.title(&sheet.portfolio)).collect();
        let follows = if titles.len() == 1 { "follows" } else { "follow" };
        if !titles.is_empty() {
            let titles = wording::list_of(&titles, 4);
            remarks.push(format!("{titles} {follows} from other fields, left aside."));
        }
    }
    let name_at = columns.iter().position(|column| *column == Some(Column::Name));
    let mut lines = (line..field.shown.lines.len()).filter_map(|line| field.shown.row_at(line));
    let mut wanted = Vec::new();
    let mut lost = 0;
    for cells in cells.iter().skip(usize::from(has_header)) {
        let name = name_at.and_then(|place| cells.get(place)).map_or("", |name| name.trim());
        let by_name =
            if has_header && !name.is_empty() { found_by_name(sheet, name) } else { None };
        let next = if has_header && name_at.is_some() { None } else { lines.next() };
        let at = next.and_then(|place| sheet.rows.get(place)).map(|row| row.id);
        let row = match by_name.or(at) {
            Some(id) => Target::Old(id),
            None if !name.is_empty() => Target::New(ProjectId(new_id()), name.to_owned()),
            None => {
                lost += 1;
                continue;
            }
        };
        for (column, text) in columns.iter().zip(cells) {
            if let Some(column) = column
                && !(has_header && column.is_computed())
            {
                wanted.push(Wanted { row: row.clone(), column: *column, text: text.clone() });
            }
        }
    }
    if lost > 0 {
        let rows = wording::plural(lost, "row");
        remarks.push(format!("{rows} below the last project and without a name, left aside."));
    }
    (wanted, remarks)
}

fn found_by_name(sheet: &Sheet, name: &str) -> Option<ProjectId> {
    let wanted = name.to_lowercase();
    sheet.rows.iter().find(|row| row.project.name.to_lowercase() == wanted).map(|row| row.id)
}

/// The columns that the first row names, if at least half of its words are titles of columns.
fn header_of(portfolio: &Portfolio, cells: &[Vec<String>]) -> Option<Vec<Option<Column>>> {
    let first = cells.first().filter(|_| cells.len() > 1)?;
    let titles: Vec<(String, Column)> = Column::all(portfolio)
        .into_iter()
        .map(|column| (column.title(portfolio).to_lowercase(), column))
        .collect();
    let column_of = |word: &String| {
        let word = word.trim().to_lowercase();
        titles.iter().find(|(title, _)| *title == word).map(|(_, column)| *column)
    };
    let columns: Vec<Option<Column>> = first.iter().map(column_of).collect();
    let found = columns.iter().flatten().count();
    let words = first.iter().filter(|word| !word.trim().is_empty()).count();
    (found > 0 && found * 2 >= words).then_some(columns)
}
