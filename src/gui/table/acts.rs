//! What can be done to the table and in it: order, groups, columns; and changes of many cells.

use super::changes::{Plan, Target, Wanted, pasted, plan};
use super::columns::Column;
use super::cursor::Spot;
use super::editor::{Editor, Leave};
use super::filters::Filter;
use super::order::Way;
use super::preview::Proposal;
use super::reading::Place;
use super::rows::Sheet;
use super::state::{Table, Wants};
use super::trial::Trial;
use super::tsv::{of_tsv, to_tsv};
use crate::edit::Edit;
use crate::gui::requests::Requests;
use crate::model::{Item, ProjectId};
use crate::wording;
use crate::workspace::{Request, Workspace};

/// Something that is done to the table itself.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Act {
    /// Goes from no order by the column to up, to down, and back to none; alone or beside the other keys.
    Sort(Column, Beside),
    /// Puts rows in order by this column only.
    SortBy(Column, Way),
    /// Takes a column out of the order.
    Unsort(Column),
    /// Puts rows together by a column, or by none.
    Group(Option<Column>),
    /// Folds a group, or unfolds it.
    Fold(Option<String>),
    /// Opens the filter of a column.
    Filter(Column),
    /// Takes the filter of a column away.
    Unfilter(Column),
    /// Takes away everything that leaves rows out.
    ClearFilters,
    /// Shows a column, or hides it.
    Toggle(Column),
    /// Carries a column to another place.
    Move(Column, usize),
    /// Goes back to the columns of somebody who has chosen none.
    ResetColumns,
    /// Makes a column as wide as what stands in it.
    Width(Column, f32),
}

/// Whether an order counts alone or after what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    /// It counts alone.
    Alone,
    /// It counts where the others are equal.
    Others,
}

/// Whether titles of columns are copied, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Headers {
    With,
    Without,
}

impl Table {
    /// Does it.
    pub(super) fn act(&mut self, act: Act, workspace: &Workspace, requests: &mut Requests) {
        match act {
            Act::Sort(column, beside) => self.sort(column, beside),
            Act::SortBy(column, way) => self.wish.sort = vec![(column, way)],
            Act::Unsort(column) => self.wish.sort.retain(|(sorted, _)| *sorted != column),
            Act::Group(column) => {
                self.wish.group = column;
                self.wish.folded.clear();
            }
            Act::Fold(word) => {
                if !self.wish.folded.remove(&word) {
                    self.wish.folded.insert(word);
                }
            }
            Act::Filter(column) => {
                if !self.wish.filters.iter().any(|filter| filter.column == column) {
                    self.wish.filters.push(Filter::of(column));
                }
                self.open_filter = Some(column);
                self.list_query.clear();
            }
            Act::Unfilter(column) => {
                self.wish.filters.retain(|filter| filter.column != column);
                self.open_filter = self.open_filter.filter(|open| *open != column);
            }
            Act::ClearFilters => {
                self.wish.filters.clear();
                self.wish.find.clear();
                self.open_filter = None;
            }
            Act::Toggle(column) => {
                let mut columns = self.wish.columns.clone();
                match columns.iter().position(|shown| *shown == column) {
                    Some(place) => drop(columns.remove(place)),
                    None => columns.push(column),
                }
                keep_columns(&columns, workspace, requests);
            }
            Act::Move(column, place) => {
                let mut columns = self.wish.columns.clone();
                if let Some(from) = columns.iter().position(|shown| *shown == column) {
                    columns.remove(from);
                    columns.insert(place.min(columns.len()), column);
                    keep_columns(&columns, workspace, requests);
                }
            }
            Act::ResetColumns => {
                let mut settings = workspace.settings().clone();
                settings.columns.clear();
                settings.column_widths.clear();
                requests.push(Request::Prefer(settings));
            }
            Act::Width(column, width) => {
                self.widths.insert(column, width);
                let mut settings = workspace.settings().clone();
                settings.column_widths.insert(column.key(), width.round() as u16);
                requests.push(Request::Prefer(settings));
            }
        }
    }

    fn sort(&mut self, column: Column, beside: Beside) {
        let before = self.wish.sorted_by(column);
        if beside == Beside::Alone {
            self.wish.sort.retain(|(sorted, _)| *sorted == column);
        }
        match before {
            None => self.wish.sort.push((column, Way::Up)),
            Some((_, Way::Up)) => {
                for (sorted, way) in &mut self.wish.sort {
                    if *sorted == column {
                        *way = Way::Down;
                    }
                }
            }
            Some((_, Way::Down)) => self.wish.sort.retain(|(sorted, _)| *sorted != column),
        }
    }

    /// Opens the cell that keys go to. What follows from other things says so instead.
    pub(super) fn edit_cell(&mut self, sheet: &Sheet, typed: Option<String>) {
        let Some(cursor) = self.cursor else { return };
        let column = cursor.spot.column;
        self.follows = true;
        self.editor = Editor::open(sheet, cursor.spot, typed);
        if column.is_computed()
            && let Some(editor) = &mut self.editor
        {
            let title = column.title(&sheet.portfolio);
            editor.refusal = Some(format!("{title} {}.", column.comes_from()));
        }
    }

    /// Takes what was typed; the cell stays open where it is refused.
    pub(super) fn leave_cell(
        &mut self,
        sheet: &Sheet,
        (leave, requests): (Leave, &mut Requests),
        workspace: &Workspace,
    ) {
        let Some(mut editor) = self.editor.take() else { return };
        if leave == Leave::Dropped {
            self.wants = Wants::Cells;
            return;
        }
        let Spot { row, column } = editor.spot;
        let rows =
            if leave == Leave::All { self.selected_rows(sheet, workspace, row) } else { vec![row] };
        let outcome = if rows.len() > 1 {
            self.set_all(sheet, (&rows, column), &editor.text, requests)
        } else {
            set_one(sheet, editor.spot, &editor.text, requests)
        };
        match outcome {
            Ok(()) => {
                self.wants = Wants::Cells;
                self.move_on(sheet, leave, requests);
            }
            Err(refusal) => {
                editor.refusal = Some(refusal);
                self.editor = Some(editor);
            }
        }
    }

    fn move_on(&mut self, sheet: &Sheet, leave: Leave, requests: &mut Requests) {
        use super::cursor::{Range, Step};
        match leave {
            Leave::Down(rows) => self.step(sheet, Step::Rows(rows), Range::Dropped, requests),
            Leave::Right(columns) => {
                self.step(sheet, Step::Columns(columns), Range::Dropped, requests);
            }
            Leave::Stay | Leave::All | Leave::Dropped => {}
        }
    }

    /// The projects that an edit in this row can be made for: all that are selected and shown, if this one is among them.
    fn selected_rows(
        &self,
        sheet: &Sheet,
        workspace: &Workspace,
        row: ProjectId,
    ) -> Vec<ProjectId> {
        let selection = workspace.selection();
        if !selection.has(Item::Project(row)) {
            return vec![row];
        }
        let rows = self.shown.rows.iter().filter_map(|place| sheet.rows.get(*place));
        rows.map(|row| row.id).filter(|id| selection.has(Item::Project(*id))).collect()
    }

    fn set_all(
        &mut self,
        sheet: &Sheet,
        (rows, column): (&[ProjectId], Column),
        text: &str,
        requests: &mut Requests,
    ) -> Result<(), String> {
        let wanted =
            rows.iter().map(|row| Wanted { row: Target::Old(*row), column, text: text.to_owned() });
        let plan = plan(sheet, wanted.collect(), || requests.new_id());
        if plan.change_count() == 0
            && let Some(refusal) = plan.changes.iter().find_map(|change| change.refusal.clone())
        {
            return Err(refusal);
        }
        let title = column.title(&sheet.portfolio).to_lowercase();
        let title = wording::shortened(&title, 32);
        let projects = wording::plural(plan.change_count(), "project");
        self.carry_out(("Set", format!("Set {title} of {projects}")), plan, requests);
        Ok(())
    }

    /// Makes a change of many cells at once; asks first where some of them are refused.
    fn carry_out(&mut self, (verb, label): (&str, String), plan: Plan, requests: &mut Requests) {
        if plan.refused_count() > 0 {
            self.proposal = Some(Proposal { verb: verb.to_owned(), label, plan });
        } else if let Some(edit) = plan.edit(label) {
            requests.edit(edit);
        }
    }

    /// Empties the cells of the range that can be empty.
    pub(super) fn clear_cells(&mut self, sheet: &Sheet, requests: &mut Requests) {
        let Some(block) = self.block(sheet) else { return };
        let field = self.field(sheet, &self.shown);
        let columns = field.columns_of(&block);
        let is_one = columns.len() == 1;
        let mut wanted = Vec::new();
        for row in field.projects(&block) {
            for column in columns.iter().filter(|column| is_one || column.may_be_missing()) {
                wanted.push(Wanted { row: Target::Old(row), column: *column, text: String::new() });
            }
        }
        let plan = plan(sheet, wanted, || requests.new_id());
        let label = format!("Clear {}", wording::plural(plan.change_count(), "cell"));
        self.carry_out(("Clear", label), plan, requests);
    }

    /// Gives the cells of the range the value of the topmost; a single row takes that of the row above.
    pub(super) fn fill_down(&mut self, sheet: &Sheet, requests: &mut Requests) {
        let Some(block) = self.block(sheet) else { return };
        let field = self.field(sheet, &self.shown);
        let columns = field.columns_of(&block);
        let mut rows = field.projects(&block);
        if rows.len() == 1 {
            let above = (0..*block.lines.start()).rev().find_map(|line| self.shown.row_at(line));
            let Some(above) = above.and_then(|place| sheet.rows.get(place)) else { return };
            rows.insert(0, above.id);
        }
        let Some((first, rest)) = rows.split_first() else { return };
        let Some(first) = sheet.row(*first) else { return };
        let mut wanted = Vec::new();
        for row in rest {
            for column in columns.iter().filter(|column| !column.is_computed()) {
                let text = sheet.plain(first, *column);
                wanted.push(Wanted { row: Target::Old(*row), column: *column, text });
            }
        }
        let plan = plan(sheet, wanted, || requests.new_id());
        let label = format!("Fill down {}", wording::plural(plan.change_count(), "cell"));
        self.carry_out(("Fill down", label), plan, requests);
    }

    /// The cells of the range as a spreadsheet takes them; whole rows with the titles of their columns.
    pub(super) fn copied(&self, sheet: &Sheet, headers: Headers) -> Option<String> {
        let block = self.block(sheet)?;
        let field = self.field(sheet, &self.shown);
        let columns = field.columns_of(&block);
        let is_whole = columns.len() == self.wish.columns.len() && columns.len() > 1;
        let mut rows: Vec<Vec<String>> = Vec::new();
        if headers == Headers::With || is_whole {
            rows.push(columns.iter().map(|column| column.title(&sheet.portfolio)).collect());
        }
        for row in field.projects(&block).into_iter().filter_map(|id| sheet.row(id)) {
            rows.push(columns.iter().map(|column| sheet.plain(row, *column)).collect());
        }
        Some(to_tsv(&rows))
    }

    /// Shows what pasting would change. A single cell goes into every cell of the range.
    pub(super) fn propose_paste(&mut self, sheet: &Sheet, text: &str, requests: &mut Requests) {
        let cells = of_tsv(text);
        if cells.is_empty() {
            return;
        }
        let field = self.field(sheet, &self.shown);
        let block = self.block(sheet);
        let single = cells.first().filter(|row| cells.len() == 1 && row.len() == 1);
        let single = single.and_then(|row| row.first());
        let (wanted, remarks) = if let (Some(cell), Some(block)) = (single, &block) {
            let mut wanted = Vec::new();
            for row in field.projects(block) {
                for column in field.columns_of(block) {
                    wanted.push(Wanted { row: Target::Old(row), column, text: cell.clone() });
                }
            }
            (wanted, Vec::new())
        } else {
            let from = block.map_or((0, 0), |block| (*block.lines.start(), *block.columns.start()));
            pasted(field, from, &cells, || requests.new_id())
        };
        let mut plan = plan(sheet, wanted, || requests.new_id());
        plan.remarks.splice(0..0, remarks);
        let label = match (plan.change_count(), plan.added.len()) {
            (0, added) => format!("Paste {}", wording::plural(added, "project")),
            (cells, _) => format!("Paste {}", wording::plural(cells, "cell")),
        };
        self.proposal = Some(Proposal { verb: "Paste".to_owned(), label, plan });
    }
}

/// Keeps the choice of columns among the settings; the table follows them.
fn keep_columns(columns: &[Column], workspace: &Workspace, requests: &mut Requests) {
    let mut settings = workspace.settings().clone();
    settings.columns = Column::to_remember(workspace.portfolio(), columns, &settings.columns);
    requests.push(Request::Prefer(settings));
}

/// Asks for the change of one cell, if it holds.
fn set_one(sheet: &Sheet, spot: Spot, text: &str, requests: &mut Requests) -> Result<(), String> {
    let Some(row) = sheet.row(spot.row) else { return Ok(()) };
    let portfolio = &*sheet.portfolio;
    let new_id = requests.new_id();
    let place = Place { portfolio, id: row.id, project: &row.project, new_id };
    if spot.column.is_computed() && text.trim() == sheet.plain(row, spot.column) {
        return Ok(());
    }
    let edit: Option<Edit> = spot.column.edit(place, text)?;
    if let Some(edit) = edit {
        Trial::of(portfolio).after(row.id, &row.project, &edit)?;
        requests.edit(edit);
    }
    Ok(())
}
