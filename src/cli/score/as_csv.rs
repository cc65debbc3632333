//! Scores as CSV, for a spreadsheet: one row for each project, one column for each outcome.

use std::collections::BTreeMap;

use super::Scores;
use crate::analysis::scoring::Ranked;
use crate::model::{Currency, MoneySum, OutcomeId, Portfolio, StakeholderId};
use crate::wording::stage;

const HEADS: [&str; 13] = [
    "rank", "id", "name", "stage", "category", "sponsor", "lead", "cost", "currency", "score",
    "low", "high", "coverage",
];

pub(super) fn csv(scores: &Scores<'_>) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let outcomes: Vec<OutcomeId> = scores.alignment.rows.keys().copied().collect();
    writer.write_record(
        HEADS.into_iter().map(str::to_owned).chain(outcome_heads(scores, &outcomes)),
    )?;
    for ranked in &scores.order {
        writer.write_record(record(scores, ranked, &outcomes))?;
    }
    text_of(writer)
}

/// What was written.
pub(super) fn text_of(writer: csv::Writer<Vec<u8>>) -> Result<String, csv::Error> {
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The names of the outcomes; where two are called the same, each with its id behind it.
fn outcome_heads(scores: &Scores<'_>, outcomes: &[OutcomeId]) -> Vec<String> {
    let mut uses: BTreeMap<String, usize> =
        HEADS.into_iter().map(|head| (head.to_owned(), 1)).collect();
    for &outcome in outcomes {
        *uses.entry(scores.outcome_name(outcome)).or_default() += 1;
    }
    let head = |&outcome: &OutcomeId| {
        let name = scores.outcome_name(outcome);
        let is_unique = uses.get(&name) == Some(&1);
        guarded(&if is_unique { name } else { format!("{name} ({outcome})") })
    };
    outcomes.iter().map(head).collect()
}

fn record(scores: &Scores<'_>, ranked: &Ranked, outcomes: &[OutcomeId]) -> Vec<String> {
    let Ranked { project: id, rank, score } = ranked;
    let portfolio = scores.portfolio;
    let Some(project) = portfolio.projects.get(id) else { return Vec::new() };
    let points: BTreeMap<OutcomeId, f64> =
        score.parts.iter().map(|part| (part.outcome, part.points)).collect();
    let mut cells = vec![
        rank.to_string(),
        id.to_string(),
        guarded(&project.name),
        stage(project.stage).to_owned(),
        guarded(project.category.as_deref().unwrap_or_default()),
        guarded(&person(portfolio, project.sponsor)),
        guarded(&person(portfolio, project.lead)),
        if project.has_costs() {
            decimal(scores.costs.total(*id), portfolio.currency)
        } else {
            String::new()
        },
        portfolio.currency.code().to_owned(),
    ];
    cells.extend(
        [score.points, score.low, score.high, score.coverage].map(|number| number.to_string()),
    );
    let cell = |outcome| points.get(outcome).map_or_else(String::new, ToString::to_string);
    cells.extend(outcomes.iter().map(cell));
    cells
}

fn person(portfolio: &Portfolio, id: Option<StakeholderId>) -> String {
    let record = id.and_then(|id| portfolio.stakeholders.get(&id));
    record.map_or_else(String::new, |person| person.name.to_string())
}

/// An amount with a point and all its decimals: `1234.50`.
fn decimal(sum: MoneySum, currency: Currency) -> String {
    let places = usize::from(currency.decimals());
    let digits = format!("{:0>width$}", sum.minor.unsigned_abs(), width = places + 1);
    let (whole, part) = digits.split_at_checked(digits.len() - places).unwrap_or((&digits, ""));
    let minus = if sum.minor < 0 { "-" } else { "" };
    let point = if part.is_empty() { "" } else { "." };
    format!("{minus}{whole}{point}{part}")
}

/// The text so that no spreadsheet takes it for a formula: an apostrophe before what could begin one.
pub(super) fn guarded(text: &str) -> String {
    let could_begin_a_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if could_begin_a_formula { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_taken_for_a_formula() {
        let cells = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "A-1", ""].map(guarded);
        assert_eq!(cells, ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", "A-1", ""]);
    }

    #[test]
    fn amounts_keep_their_decimals() {
        let shown = |minor, code: &str| decimal(MoneySum { minor }, code.parse().unwrap());
        assert_eq!(shown(123_450, "EUR"), "1234.50");
        assert_eq!(shown(-5, "EUR"), "-0.05");
        assert_eq!(shown(1_500, "JPY"), "1500");
    }
}
