//! All projects as rows, with what follows from the rest of the portfolio.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::columns::Column;
use super::values::{Decimals, Value, count, stated};
use crate::analysis::finance::{Costs, total_benefit};
use crate::analysis::scoring::Ranked;
use crate::model::{Portfolio, Project, ProjectId, are_the_same_records};
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
    /// The rows of what is open; quicker with those of before, where little has changed.
    pub(crate) fn of(workspace: &Workspace, before: Option<&Self>) -> Self {
        let portfolio = Arc::clone(workspace.portfolio());
        let ranking = Arc::clone(workspace.ranking());
        let mut sheet =
            Self { rows: Vec::new(), costs: Arc::clone(workspace.costs()), portfolio, ranking };
        let rows = before.and_then(|before| sheet.rows_after(before));
        sheet.rows = rows.unwrap_or_else(|| sheet.make_rows());
        sheet
    }

    /// The rows before, with the records of now; nothing where more than records has changed.
    fn rows_after(&self, before: &Self) -> Option<Vec<Row>> {
        let (now, old) = (&self.portfolio, &before.portfolio);
        let is_same = now.projects.len() == old.projects.len()
            && self.ranking.len() == before.ranking.len()
            && self
                .ranking
                .iter()
                .zip(&*before.ranking)
                .all(|(new, old)| new.project == old.project)
            && are_the_same_records(&now.dependencies, &old.dependencies)
            && are_the_same_records(&now.risks, &old.risks);
        if !is_same {
            return None;
        }
        let row = |(row, (&id, project)): (&Row, (&ProjectId, &Arc<Project>))| {
            (row.id == id).then(|| Row { project: Arc::clone(project), ..row.clone() })
        };
        before.rows.iter().zip(&now.projects).map(row).collect()
    }

    /// Whether it still shows what is open.
    pub(crate) fn is_of(&self, workspace: &Workspace) -> bool {
        Arc::ptr_eq(&self.portfolio, workspace.portfolio())
            && Arc::ptr_eq(&self.ranking, workspace.ranking())
            && Arc::ptr_eq(&self.costs, workspace.costs())
    }

    fn make_rows(&self) -> Vec<Row> {
        let row = |(&id, project): (&ProjectId, &Arc<Project>)| Row {
            id,
            project: Arc::clone(project),
            ranked: None,
            risks: 0,
            links_out: 0,
            links_in: 0,
        };
        let mut rows: Vec<Row> = self.portfolio.projects.iter().map(row).collect();
        for (place, ranked) in self.ranking.iter().enumerate() {
            if let Some(row) = row_mut(&mut rows, ranked.project) {
                row.ranked = Some(place);
            }
        }
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
        rows
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
            Column::Score => one(ranked?.score.points),
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

fn row_mut(rows: &mut [Row], id: ProjectId) -> Option<&mut Row> {
    let place = rows.binary_search_by_key(&id, |row| row.id).ok()?;
    rows.get_mut(place)
}
