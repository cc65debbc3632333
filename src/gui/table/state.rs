//! What the table keeps between frames, and how it follows the portfolio and the selection.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Vec2, vec2};

use super::columns::{Column, Total};
use super::cursor::{Block, Cursor, Field, Range, Spot, Step};
use super::editor::Editor;
use super::grid::{Places, ROW, WIDTHS};
use super::order::{Haystacks, Shown, Wish, total};
use super::preview::Proposal;
use super::rows::{Changes, Sheet};
use super::values::Value;
use crate::gui::requests::Requests;
use crate::model::{Item, OutcomeId, ProjectId, RoleId};
use crate::workspace::{Command, Request, Selecting, Selection, Workspace};

/// What is being done with the pointer.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) enum Gesture {
    /// Nothing.
    #[default]
    None,
    /// A range of cells is drawn.
    Cells,
    /// Whole rows are chosen.
    Rows,
    /// A column is made wider or narrower; its width when the pointer went down.
    Resize(Column, f32),
    /// A column is carried to another place.
    Carry(Column),
}

/// Where the focus is to go in this frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Wants {
    /// It stays where it is.
    #[default]
    Nothing,
    /// To the field to find things.
    Find,
    /// To the cells.
    Cells,
}

/// What is kept between frames.
#[derive(Default)]
pub(crate) struct Table {
    pub(super) wish: Wish,
    pub(super) sheet: Option<Arc<Sheet>>,
    pub(super) shown: Arc<Shown>,
    standing: Standing,
    haystacks: Haystacks,
    pub(super) widths: BTreeMap<Column, f32>,
    pub(super) places: Option<Places>,
    /// How far to scroll before the next frame is drawn.
    pub(super) jump: Option<Vec2>,
    pub(super) cursor: Option<Cursor>,
    /// Whether the cursor has to be brought into view.
    pub(super) follows: bool,
    pub(super) editor: Option<Editor>,
    pub(super) gesture: Gesture,
    pub(super) asked: Vec<Command>,
    pub(super) proposal: Option<Proposal>,
    /// The filter whose popup is open.
    pub(super) open_filter: Option<Column>,
    pub(super) wants: Wants,
    /// What is typed to find a column, or a choice of a filter.
    pub(super) list_query: String,
    /// Whether the list of columns has just been opened.
    pub(super) list_is_new: bool,
    /// The columns as the settings had them, and what of the portfolio columns can be made of.
    known: Option<Known>,
    seen: Option<Seen>,
    has_told: bool,
    totals: BTreeMap<(Option<usize>, Column), Sum>,
    /// What the columns came to before: shown until they are added up again, where that takes more than one frame.
    old_totals: BTreeMap<Column, Sum>,
    /// So many cells may still be added up in this frame.
    cells_left: usize,
}

/// So many cells are added up in one frame at least; the sums of the other columns come in the frames after it.
/// How far a row stays from the upper and lower edge when it is brought into view, in points: clear of what fades there.
const CLEAR: f32 = 20.0;
const CELLS_MAX: usize = 24_000;

/// What a column comes to, if it comes to anything.
type Sum = Option<(Total, Value)>;

/// What the lines that are shown were put in order for.
#[derive(Default)]
enum Standing {
    /// For other rows than there are now.
    #[default]
    Lost,
    /// For this wish, but values have changed since that the order hangs on.
    Old(Wish),
    /// For this wish.
    Of(Wish),
}

impl Standing {
    fn wish(&self) -> Option<&Wish> {
        match self {
            Self::Lost => None,
            Self::Old(wish) | Self::Of(wish) => Some(wish),
        }
    }

    fn outdated(self) -> Self {
        match self {
            Self::Of(wish) => Self::Old(wish),
            other => other,
        }
    }
}

#[derive(PartialEq)]
struct Known {
    keys: Vec<String>,
    widths: BTreeMap<String, u16>,
    outcomes: Vec<OutcomeId>,
    roles: Vec<RoleId>,
}

/// Enough of a selection to see whether it is another one.
#[derive(PartialEq, Clone, Copy)]
struct Seen(usize, Option<Item>, Option<Item>, Option<Item>);

impl Seen {
    fn of(selection: &Selection) -> Self {
        let items = selection.items();
        Self(items.len(), items.first().copied(), items.last().copied(), selection.last())
    }
}

impl Table {
    /// Does what a command asks of this view, as soon as it is drawn again.
    pub(crate) fn run(&mut self, command: Command) {
        self.asked.push(command);
    }

    /// Follows the portfolio, the settings and the selection. Lines keep their order while a cell is edited.
    pub(super) fn refresh(&mut self, workspace: &Workspace) -> Arc<Sheet> {
        self.cells_left = CELLS_MAX;
        let sheet = self.follow_sheet(workspace);
        self.follow_columns(workspace);
        self.order(&sheet);
        self.follow_selection(workspace, &sheet);
        sheet
    }

    fn follow_sheet(&mut self, workspace: &Workspace) -> Arc<Sheet> {
        if let Some(sheet) = self.sheet.as_ref().filter(|sheet| sheet.is_of(workspace)) {
            return Arc::clone(sheet);
        }
        let before = self.sheet.take().map(Arc::unwrap_or_clone);
        let (sheet, changes) = match before {
            Some(before) => Sheet::after(before, workspace),
            None => (Sheet::of(workspace), None),
        };
        if let Some(changes) = changes {
            self.follow_changes(&sheet, &changes);
        } else {
            self.standing = Standing::Lost;
            self.haystacks.forget();
            self.forget_totals(|_| true);
        }
        let sheet = Arc::new(sheet);
        self.sheet = Some(Arc::clone(&sheet));
        sheet
    }

    /// Forgets what hangs on values that have changed: the order of lines, and sums.
    fn follow_changes(&mut self, sheet: &Sheet, changes: &Changes) {
        if !changes.spare_names(sheet) {
            self.haystacks.forget();
        }
        let mut is_spared: BTreeMap<Column, bool> = BTreeMap::new();
        let mut has_changed = |column: Column| {
            !*is_spared.entry(column).or_insert_with(|| changes.spare(sheet, column))
        };
        if self.wish.order_columns().any(&mut has_changed) {
            self.standing = std::mem::take(&mut self.standing).outdated();
        }
        self.forget_totals(has_changed);
    }

    fn follow_columns(&mut self, workspace: &Workspace) {
        let portfolio = workspace.portfolio();
        let known = Known {
            keys: workspace.settings().columns.clone(),
            widths: workspace.settings().column_widths.clone(),
            outcomes: portfolio.leaves().map(|(id, _)| id).collect(),
            roles: portfolio.roles.keys().copied().collect(),
        };
        if self.known.as_ref() == Some(&known) {
            return;
        }
        self.wish.columns = Column::remembered(portfolio, &known.keys);
        let wide = |&column: &Column| {
            let width = known.widths.get(&column.key())?;
            Some((column, WIDTHS.clamp(f32::from(*width))))
        };
        self.widths = Column::all(portfolio).iter().filter_map(wide).collect();
        self.wish.filters.retain(|filter| filter.column.is_in(portfolio));
        self.wish.sort.retain(|(column, _)| column.is_in(portfolio));
        self.wish.group = self.wish.group.filter(|column| column.is_in(portfolio));
        self.known = Some(known);
    }

    /// Puts the rows in order, unless a cell is being edited: its row must not move away from under the hand.
    pub(super) fn order(&mut self, sheet: &Sheet) {
        if matches!(&self.standing, Standing::Of(wish) if *wish == self.wish) {
            return;
        }
        let is_gone =
            self.editor.as_ref().is_some_and(|editor| sheet.row(editor.spot.row).is_none());
        if is_gone {
            self.editor = None;
        }
        if self.editor.is_some() && self.standing.wish().is_some() {
            return;
        }
        self.shown = Arc::new(Shown::of(sheet, &self.wish, &mut self.haystacks));
        self.standing = Standing::Of(self.wish.clone());
        self.forget_totals(|_| true);
        self.follows |= self.cursor.is_some();
    }

    /// Forgets the sums of these columns.
    fn forget_totals(&mut self, mut is_to_go: impl FnMut(Column) -> bool) {
        let (gone, kept) = std::mem::take(&mut self.totals)
            .into_iter()
            .partition(|((_, column), _)| is_to_go(*column));
        self.totals = kept;
        let gone: BTreeMap<(Option<usize>, Column), Sum> = gone;
        let whole = |((group, column), sum): ((Option<usize>, Column), Sum)| {
            group.is_none().then_some((column, sum))
        };
        self.old_totals.extend(gone.into_iter().filter_map(whole));
    }

    /// Whether something else is wished than what is shown, or sums are still to come.
    pub(super) fn is_behind(&self) -> bool {
        self.cells_left == 0
            || self.editor.is_none() && self.standing.wish().is_some_and(|wish| *wish != self.wish)
    }

    /// What was selected elsewhere is gone to.
    fn follow_selection(&mut self, workspace: &Workspace, sheet: &Sheet) {
        let seen = Seen::of(workspace.selection());
        if self.seen == Some(seen) {
            self.has_told = false;
            return;
        }
        self.seen = Some(seen);
        if std::mem::take(&mut self.has_told) {
            return;
        }
        let column = self.cursor.map_or(Column::Name, |cursor| cursor.spot.column);
        let spot = match workspace.selection().last().or(seen.1) {
            Some(Item::Project(row)) => Some(Spot { row, column }),
            Some(Item::Contribution(row, outcome)) => {
                Some(Spot { row, column: Column::Level(outcome) })
            }
            Some(_) => return,
            None => None,
        };
        let shown = Arc::clone(&self.shown);
        let spot = spot.filter(|spot| self.field(sheet, &shown).place_of(*spot).is_some());
        self.cursor = spot.map(|spot| Cursor { spot, anchor: spot });
        self.follows = spot.is_some();
    }

    /// What the cursor moves over.
    pub(super) fn field<'a>(&'a self, sheet: &'a Sheet, shown: &'a Shown) -> Field<'a> {
        Field { sheet, shown, columns: &self.wish.columns }
    }

    /// The cells of the range.
    pub(super) fn block(&self, sheet: &Sheet) -> Option<Block> {
        self.field(sheet, &self.shown).block(self.cursor?)
    }

    /// Moves the cursor, and selects the projects it goes over.
    pub(super) fn step(
        &mut self,
        sheet: &Sheet,
        step: Step,
        range: Range,
        requests: &mut Requests,
    ) {
        let next = self.field(sheet, &self.shown).step(self.cursor, step, range);
        if next.is_some() {
            self.cursor = next;
            self.follows = true;
            self.tell_selection(sheet, requests);
        }
    }

    /// Puts the cursor on a cell.
    pub(super) fn go(&mut self, sheet: &Sheet, spot: Spot, range: Range, requests: &mut Requests) {
        let anchor = match (range, self.cursor) {
            (Range::Grown, Some(cursor)) => cursor.anchor,
            _ => spot,
        };
        if self.cursor != Some(Cursor { spot, anchor }) {
            self.cursor = Some(Cursor { spot, anchor });
            self.tell_selection(sheet, requests);
        }
    }

    /// Selects the projects of the range.
    pub(super) fn tell_selection(&mut self, sheet: &Sheet, requests: &mut Requests) {
        let Some(block) = self.block(sheet) else { return };
        let projects = self.field(sheet, &self.shown).projects(&block);
        self.tell(projects, requests);
    }

    /// Selects these projects.
    pub(super) fn tell(&mut self, projects: Vec<ProjectId>, requests: &mut Requests) {
        let items: Vec<Item> = projects.into_iter().map(Item::Project).collect();
        self.has_told = true;
        requests.push(Request::Select(Selecting::Only(items)));
    }

    /// How wide a column is.
    pub(super) fn width(&self, column: Column) -> f32 {
        self.widths.get(&column).copied().unwrap_or_else(|| column.width())
    }

    /// The columns with their widths, in order.
    pub(super) fn wide_columns(&self) -> Vec<(Column, f32)> {
        self.wish.columns.iter().map(|&column| (column, self.width(column))).collect()
    }

    /// What a column comes to over a group, or over all rows that are shown.
    pub(super) fn total(&mut self, sheet: &Sheet, group: Option<usize>, column: Column) -> Sum {
        if let Some(known) = self.totals.get(&(group, column)) {
            return known.clone();
        }
        let rows = match group {
            Some(number) => self.shown.groups.get(number).map(|group| group.rows.as_slice())?,
            None => self.shown.rows.as_slice(),
        };
        if self.cells_left == 0 && column.total() != Total::Nothing {
            return self.old_totals.get(&column).filter(|_| group.is_none()).cloned().flatten();
        }
        let sum = total(sheet, column, rows);
        if column.total() != Total::Nothing {
            self.cells_left = self.cells_left.saturating_sub(rows.len());
        }
        self.totals.insert((group, column), sum.clone());
        sum
    }

    /// Scrolls so that the row of the cursor is in view.
    pub(super) fn follow_cursor(&mut self, sheet: &Sheet) {
        let Some(places) = &self.places else { return };
        if !std::mem::take(&mut self.follows) {
            return;
        }
        let Some(cursor) = self.cursor else { return };
        let Some((line, column)) = self.field(sheet, &self.shown).place_of(cursor.spot) else {
            return;
        };
        let mut offset = places.offset;
        let top = line as f32 * ROW;
        let height = places.body.height();
        // A row stays clear of what fades at the lower edge, where there is more below it.
        let lowest = (self.shown.lines.len() as f32 * ROW - height).max(0.0);
        let clear = (top + ROW + CLEAR - height).min(lowest);
        offset.y = offset.y.min((top - CLEAR).max(0.0)).max(clear).max(0.0);
        let columns = self.wide_columns();
        if column > 0 {
            let before = columns.iter().take(column).skip(1);
            let left: f32 = before.map(|(_, width)| width).sum();
            let width = columns.get(column).map_or(0.0, |(_, width)| *width);
            let room = places.body.right() - places.frozen_right;
            offset.x = offset.x.max(left + width - room).min(left).max(0.0);
        }
        if offset != places.offset {
            self.jump = Some(vec2(offset.x, offset.y));
        }
    }
}
