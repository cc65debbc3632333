//! People that rows name: one stakeholder for each name and department.

use std::collections::BTreeMap;

use super::columns::{Cells, one_line};
use super::ids::id_of;
use super::report::CellNote;
use crate::exchange::mapping::Person;
use crate::model::{Name, Stakeholder, StakeholderId, Unread, Weight};

/// The stakeholders so far.
#[derive(Default)]
pub(super) struct People {
    pub(super) known: BTreeMap<StakeholderId, Stakeholder>,
}

impl People {
    /// The person that a row names, if it names one; a new one is remembered.
    pub(super) fn person(
        &mut self,
        map: Option<&Person>,
        cells: Cells<'_>,
        notes: &mut Vec<CellNote>,
    ) -> Option<StakeholderId> {
        let map = map?;
        let name = name(&map.column, cells, notes)?;
        let department =
            map.department.as_ref().and_then(|column| self::name(column, cells, notes));
        let id = StakeholderId(id_of(
            "stakeholder",
            &[&name, department.as_deref().unwrap_or_default()],
        ));
        self.known.entry(id).or_insert_with(|| Stakeholder {
            name,
            department,
            say: None,
            weight: Weight::new(1.0).unwrap_or(Weight::NONE),
            unread: Unread::default(),
        });
        Some(id)
    }
}

/// The name in a cell on one line; nothing where it is empty, and a note where it cannot be a name.
pub(super) fn name(column: &str, cells: Cells<'_>, notes: &mut Vec<CellNote>) -> Option<Name> {
    let text = one_line(cells.get(column));
    if text.is_empty() {
        return None;
    }
    match text.parse() {
        Ok(name) => Some(name),
        Err(reason) => {
            let reason = super::report::CellReason::Text(reason);
            notes.push(CellNote { line: cells.line(), column: column.to_owned(), text, reason });
            None
        }
    }
}
