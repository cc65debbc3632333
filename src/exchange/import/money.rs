//! Columns of money: each cell a line of cost, each column a sum that can be checked.

use std::collections::BTreeMap;

use super::columns::{Cells, Columns};
use super::ids::id_of;
use super::report::{CellNote, ColumnSum};
use super::{ImportError, MapField as _};
use crate::exchange::csv::Table;
use crate::exchange::decimal::decide_decimal;
use crate::exchange::figure::{AmountError, AmountFormat, read_amount};
use crate::exchange::mapping::CostMap;
use crate::model::{Cost, CostId, Currency, Estimate, MoneySum, Name, Unread};

/// The columns of money, with what has been read of each.
pub(super) struct MoneyColumns<'m> {
    columns: Vec<MoneyColumn<'m>>,
}

struct MoneyColumn<'m> {
    map: &'m CostMap,
    name: Name,
    pool: Option<Name>,
    format: AmountFormat,
    sum: ColumnSum,
}

impl<'m> MoneyColumns<'m> {
    /// Decides how the amounts of each column are written.
    pub(super) fn of(
        costs: &'m [CostMap],
        currency: Currency,
        table: &Table,
        columns: &Columns,
    ) -> Result<Self, ImportError> {
        let column = |map: &'m CostMap| {
            let rows = table.rows.iter().map(|row| columns.cells(row));
            let cells = rows
                .filter(|cells| cells.raggedness().is_none())
                .map(|cells| cells.get(&map.column));
            let decimal = match map.decimal {
                Some(decimal) => decimal,
                None => decide_decimal(cells).map_err(|reason| ImportError::Decimal {
                    column: map.column.clone(),
                    reason,
                })?,
            };
            Ok(MoneyColumn {
                map,
                name: map.name.parse().in_map("costs.name")?,
                pool: map
                    .pool
                    .as_ref()
                    .map(|pool| pool.parse())
                    .transpose()
                    .in_map("costs.pool")?,
                format: AmountFormat { currency, unit: map.unit, decimal, rounding: map.rounding },
                sum: empty_sum(map),
            })
        };
        let columns: Result<Vec<MoneyColumn<'m>>, ImportError> = costs.iter().map(column).collect();
        Ok(Self { columns: columns? })
    }

    /// The lines of cost of the project with this key; what is no amount is noted.
    pub(super) fn take(
        &mut self,
        key: &str,
        cells: Cells<'_>,
        notes: &mut Vec<CellNote>,
    ) -> BTreeMap<CostId, Cost> {
        let mut costs = BTreeMap::new();
        for (place, column) in self.columns.iter_mut().enumerate() {
            match column.read(cells) {
                None => {}
                Some(Ok(cost)) => {
                    let id = id_of("cost", &[key, &place.to_string(), &column.map.column]);
                    costs.insert(CostId(id), cost);
                }
                Some(Err(reason)) => notes.push(CellNote {
                    line: cells.line(),
                    column: column.map.column.clone(),
                    text: cells.get(&column.map.column).to_owned(),
                    reason: reason.into(),
                }),
            }
        }
        costs
    }

    /// Adds up what stands in a row that is no project, so that the sums can be held against the source.
    pub(super) fn pass_over(&mut self, cells: Cells<'_>) {
        for column in &mut self.columns {
            if let Ok(amount) = read_amount(cells.get(&column.map.column), column.format) {
                let sum = &mut column.sum;
                sum.refused_count = sum.refused_count.saturating_add(1);
                sum.refused = sum.refused.plus_times(amount.money, 1);
            }
        }
    }

    /// The sums in the order of the map.
    pub(super) fn into_sums(self) -> Vec<ColumnSum> {
        self.columns.into_iter().map(|column| column.sum).collect()
    }
}

impl MoneyColumn<'_> {
    /// The line of cost in a cell; nothing where the cell is empty.
    fn read(&mut self, cells: Cells<'_>) -> Option<Result<Cost, AmountError>> {
        let cell = cells.get(&self.map.column);
        if cell.is_empty() {
            self.sum.empty_count = self.sum.empty_count.saturating_add(1);
            return None;
        }
        let amount = match read_amount(cell, self.format) {
            Ok(amount) => amount,
            Err(reason) => {
                self.sum.unread_count = self.sum.unread_count.saturating_add(1);
                return Some(Err(reason));
            }
        };
        self.sum.taken_count = self.sum.taken_count.saturating_add(1);
        self.sum.taken = self.sum.taken.plus_times(amount.money, 1);
        self.sum.rounded_count =
            self.sum.rounded_count.saturating_add(usize::from(amount.is_rounded));
        Some(Ok(Cost {
            name: self.name.clone(),
            kind: self.map.kind.into(),
            pool: self.pool.clone(),
            first: self.map.period,
            periods: self.map.spell.periods(),
            part: None,
            amount: Estimate::exactly(amount.money),
            spread: None,
            unread: Unread::default(),
        }))
    }
}

fn empty_sum(map: &CostMap) -> ColumnSum {
    ColumnSum {
        column: map.column.clone(),
        unit: map.unit,
        taken_count: 0,
        taken: MoneySum::default(),
        refused_count: 0,
        refused: MoneySum::default(),
        empty_count: 0,
        unread_count: 0,
        rounded_count: 0,
    }
}
