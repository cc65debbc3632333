//! First plans: column after column in some order, with all that follows from each.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "a numeric kernel; columns are of the table, and orders need no exact figures"
)]

use super::core::Core;
use super::domain::{Choice, Domain};
use super::relaxation::Bound;

/// Takes the columns in this order wherever that can be, and gives the plan; nothing where it ends in a contradiction.
/// What has a wish of `false` is left first.
pub(super) fn construct(
    core: &Core,
    domain: &mut Domain,
    order: &[(usize, bool)],
) -> Option<Vec<bool>> {
    let mark = domain.mark();
    let plan = follow(core, domain, order).then(|| domain.plan());
    domain.undo_to(&core.table, mark);
    plan
}

fn follow(core: &Core, domain: &mut Domain, order: &[(usize, bool)]) -> bool {
    for (column, wish) in order {
        if !domain.is_free(*column) {
            continue;
        }
        let mark = domain.mark();
        if !domain.decide(&core.table, Choice::new(*column, *wish)) {
            domain.undo_to(&core.table, mark);
            if !domain.decide(&core.table, Choice::new(*column, !*wish)) {
                return false;
            }
        }
    }
    true
}

/// By value for what a column uses of each row's room.
pub(super) fn by_ratio(core: &Core, domain: &Domain) -> Vec<(usize, bool)> {
    let room: Vec<f64> = (0..core.table.lines.len())
        .map(|line| (domain.room(&core.table, line) as f64).max(1.0))
        .collect();
    let score = |column: usize| {
        let rows = core.table.uses[column].iter();
        let used: f64 =
            rows.map(|(line, part)| (*part as f64).max(0.0) / room[*line as usize]).sum();
        core.values[column] as f64 / (used + 1e-9)
    };
    ordered(core, score)
}

/// By what the relaxation takes, then by what a column adds beyond the prices of what it uses.
pub(super) fn by_relaxation(core: &Core, x: &[f64], bound: &Bound) -> Vec<(usize, bool)> {
    ordered(core, |column| x[column] * 1e6 + bound.reduced[column])
}

/// By what a column adds beyond the prices of what it uses.
pub(super) fn by_price(core: &Core, bound: &Bound) -> Vec<(usize, bool)> {
    ordered(core, |column| bound.reduced[column])
}

fn ordered(core: &Core, score: impl Fn(usize) -> f64) -> Vec<(usize, bool)> {
    let mut scored: Vec<(f64, usize)> =
        (0..core.values.len()).map(|column| (score(column), column)).collect();
    scored.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    scored.into_iter().map(|(_, column)| (column, core.values[column] >= 0)).collect()
}
