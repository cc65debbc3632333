//! All projects as rows, with what follows from the rest of the portfolio.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::columns::Column;
use super::values::{Decimals, Value, count, stated};
use crate::analysis::finance::{Costs, total_benefit};
use crate::analysis::scoring::Ranked;
use crate::model::{Portfolio, Project, ProjectId, are_the_same_records, replaced_records};
use crate::workspace::Workspace;

/// A project as a row.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// The project.
    pub(crate) id: ProjectId,
    /// Its record.
    pub(crate) project: Arc<Project>,
    /// Its place in the ranking, where there is one.
    ranked: Option<usize>,
    risks: usize,
    links_out: usize,
    links_in: usize,
}

/// All rows, in the order of their ids, and what their values are made of.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    /// The portfolio that the rows are of.
    pub(crate) portfolio: Arc<Portfolio>,
    ranking: Arc<Vec<Ranked>>,
    costs: Arc<Costs>,
    /// The rows.
    pub(crate) rows: Vec<Row>,
}

impl Sheet {
    /// The rows of what is open.
    pub(crate) fn of(workspace: &Workspace) -> Self {
        let mut sheet = Self::without_rows(workspace);
        sheet.make_rows();
        sheet
    }

    /// The same, out of the rows of before where no more than records has changed; and then, what that was.
    ///
    /// Ten thousand records are not in the cache of the processor; after an edit all but one of them need not be looked at.
    pub(crate) fn after(mut before: Self, workspace: &Workspace) -> (Self, Option<Changes>) {
        let mut sheet = Self::without_rows(workspace);
        let Some(places) = before.replace_records(&sheet) else {
            sheet.make_rows();
            return (sheet, None);
        };
        let old = |place: &usize| before.rows.get(*place).cloned();
        let old_rows = places.iter().filter_map(old).collect();
        sheet.rows = std::mem::replace(&mut before.rows, old_rows);
        for place in &places {
            if let Some(row) = sheet.rows.get_mut(*place)
                && let Some(record) = sheet.portfolio.projects.get(&row.id)
            {
                row.project = Arc::clone(record);
            }
        }
        if !before.is_ordered_like(&sheet) {
            sheet.number_rows();
        }
        (sheet, Some(Changes { before, places }))
    }

    fn without_rows(workspace: &Workspace) -> Self {
        Self {
            portfolio: Arc::clone(workspace.portfolio()),
            ranking: Arc::clone(workspace.ranking()),
            costs: Arc::clone(workspace.costs()),
            rows: Vec::new(),
        }
    }

    /// The places of rows whose records are others in `now`; nothing where more than records is.
    fn replace_records(&self, now: &Self) -> Option<Vec<usize>> {
        let (old, new) = (&self.portfolio, &now.portfolio);
        let is_same = are_the_same_records(&old.dependencies, &new.dependencies)
            && are_the_same_records(&old.risks, &new.risks)
            && self.ranking.len() == now.ranking.len();
        let replaced = is_same.then(|| replaced_records(&old.projects, &new.projects)).flatten()?;
        replaced.into_iter().map(|(id, ..)| self.place_of(id)).collect()
    }

    /// Whether the ranking has the same order.
    fn is_ordered_like(&self, now: &Self) -> bool {
        let mut pairs = self.ranking.iter().zip(&*now.ranking);
        Arc::ptr_eq(&self.ranking, &now.ranking)
            || pairs.all(|(old, new)| old.project == new.project)
    }

    /// Tells each row its place in the ranking.
    fn number_rows(&mut self) {
        self.rows.iter_mut().for_each(|row| row.ranked = None);
        for (place, ranked) in self.ranking.iter().enumerate() {
            if let Some(row) = row_mut(&mut self.rows, ranked.project) {
                row.ranked = Some(place);
            }
        }
    }

    /// Whether it still shows what is open.
    pub(crate) fn is_of(&self, workspace: &Workspace) -> bool {
        Arc::ptr_eq(&self.portfolio, workspace.portfolio())
            && Arc::ptr_eq(&self.ranking, workspace.ranking())
            && Arc::ptr_eq(&self.costs, workspace.costs())
    }

    fn make_rows(&mut self) {
        let row = |(&id, project): (&ProjectId, &Arc<Project>)| Row {
            id,
            project: Arc::clone(project),
            ranked: None,
            risks: 0,
            links_out: 0,
            links_in: 0,
        };
        let mut rows: Vec<Row> = self.portfolio.projects.iter().map(row).collect();
        for dependency in self.portfolio.dependencies.values() {
            if let Some(row) = row_mut(&mut rows, dependency.from) {
                row.links_out += 1;
            }
            if let Some(row) = row_mut(&mut rows, dependency.to) {
                row.links_in += 1;
            }
        }
        let mut threats: BTreeMap<ProjectId, usize> = BTreeMap::new();
        for project in self.portfolio.risks.values().flat_map(|risk| &risk.threatens) {
            *threats.entry(*project).or_default() += 1;
        }
        for (id, number) in threats {
            if let Some(row) = row_mut(&mut rows, id) {
                row.risks = number;
            }
        }
        self.rows = rows;
        self.number_rows();
    }

    /// The highest score of all; 0 where there is none.
    pub(crate) fn best_score(&self) -> f64 {
        self.ranking.first().map_or(0.0, |best| best.score.points)
    }

    /// The place of a project among the rows.
    pub(crate) fn place_of(&self, id: ProjectId) -> Option<usize> {
        self.rows.binary_search_by_key(&id, |row| row.id).ok()
    }

    /// The row of a project.
    pub(crate) fn row(&self, id: ProjectId) -> Option<&Row> {
        self.rows.get(self.place_of(id)?)
    }

    /// What stands in a cell.
    pub(crate) fn value(&self, row: &Row, column: Column) -> Option<Value> {
        let one = |figure: f64| Some(Value::Number(figure, Decimals::One));
        let ranked = row.ranked.and_then(|place| self.ranking.get(place));
        match column {
            Column::Score => one(ranked?.score.known_points()?),
            Column::Rank => Some(count(ranked?.rank)),
            Column::Coverage => {
                // Rounded down: what is not all rated must not look as if it were.
                let percent = (ranked?.score.coverage * 100.0).floor();
                Some(Value::Number(percent, Decimals::Whole))
            }
            Column::Low => one(ranked?.score.low),
            Column::High => one(ranked?.score.high),
            Column::Start => {
                let start = self.costs.starts.of(row.id);
                self.portfolio.calendar.month_of(start).map(Value::Month)
            }
            Column::Total => {
                let has_lines = row.project.has_costs();
                has_lines.then(|| Value::Money(self.costs.total(row.id)))
            }
            Column::TotalBenefit => {
                total_benefit(&self.portfolio, &self.costs.starts, row.id).map(Value::Money)
            }
            Column::Risks => Some(count(row.risks)),
            Column::LinksOut => Some(count(row.links_out)),
            Column::LinksIn => Some(count(row.links_in)),
            column => stated(&self.portfolio, &row.project, column),
        }
    }

    /// How a cell reads; empty where it is missing.
    pub(crate) fn text(&self, row: &Row, column: Column) -> String {
        let currency = self.portfolio.currency;
        self.value(row, column).map_or_else(String::new, |value| value.text(currency))
    }

    /// How a spreadsheet and an editor read a cell; empty where it is missing.
    pub(crate) fn plain(&self, row: &Row, column: Column) -> String {
        let currency = self.portfolio.currency;
        self.value(row, column).map_or_else(String::new, |value| value.plain(currency))
    }
}

/// More rows than this are not looked into to see which of their values are others.
const COMPARED_MAX: usize = 200;

/// What an edit has changed in the rows.
pub(crate) struct Changes {
    /// The sheet before, with those rows only that have become others.
    before: Sheet,
    /// Their places.
    places: Vec<usize>,
}

impl Changes {
    /// Whether a column has the same values as before, in the sheet of now.
    pub(crate) fn spare(&self, now: &Sheet, column: Column) -> bool {
        match column {
            Column::Score | Column::Rank | Column::Coverage | Column::Low | Column::High => {
                Arc::ptr_eq(&self.before.ranking, &now.ranking)
            }
            Column::Start | Column::Total => Arc::ptr_eq(&self.before.costs, &now.costs),
            Column::TotalBenefit => {
                Arc::ptr_eq(&self.before.costs, &now.costs) && self.are_same(now, column)
            }
            Column::Risks | Column::LinksOut | Column::LinksIn => true,
            _ => self.spare_names(now) && self.are_same(now, column),
        }
    }

    /// Whether people and levels are called what they were, and money is counted as it was.
    pub(crate) fn spare_names(&self, now: &Sheet) -> bool {
        let (old, new) = (&self.before.portfolio, &now.portfolio);
        old.currency == new.currency
            && old.ladder == new.ladder
            && are_the_same_records(&old.stakeholders, &new.stakeholders)
    }

    fn are_same(&self, now: &Sheet, column: Column) -> bool {
        let mut pairs = self.places.iter().zip(&self.before.rows);
        self.places.len() <= COMPARED_MAX
            && pairs.all(|(place, old)| {
                let new = now.rows.get(*place).and_then(|row| now.value(row, column));
                self.before.value(old, column) == new
            })
    }
}

fn row_mut(rows: &mut [Row], id: ProjectId) -> Option<&mut Row> {
    let place = rows.binary_search_by_key(&id, |row| row.id).ok()?;
    rows.get_mut(place)
}
