//! Every way to rank projects: by a formula, or by priority.

use super::facts::Facts;
use super::moscow::moscow;
use super::ranking::ranking;
use super::ready::{Method, MethodError, method_called, ready};
use crate::model::{Portfolio, ProjectId};

/// A way to rank projects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// By the score that a formula gives.
    Formula(Method),
    /// By priority: must, should, could, not now.
    Moscow,
}

/// The way that is called so, by the word that commands use, its name in any case, or its id.
pub fn way_called(portfolio: &Portfolio, text: &str) -> Option<Way> {
    let own_or_usual = method_called(portfolio, text).map(Way::Formula);
    own_or_usual.or_else(|| text.trim().eq_ignore_ascii_case("moscow").then_some(Way::Moscow))
}

/// The projects that a way can rank, each with its rank, best first.
pub fn ranks(
    portfolio: &Portfolio,
    facts: &Facts,
    way: Way,
) -> Result<Vec<(ProjectId, usize)>, MethodError> {
    match way {
        Way::Moscow => {
            let rows = moscow(portfolio, facts).rows;
            Ok(rows.iter().filter_map(|row| Some((row.project, row.rank?))).collect())
        }
        Way::Formula(method) => {
            let rows =
                ranking(portfolio, facts, &ready(portfolio, method)?).map(|found| found.rows);
            Ok(rows
                .into_iter()
                .flatten()
                .filter_map(|row| Some((row.project, row.rank?)))
                .collect())
        }
    }
}
