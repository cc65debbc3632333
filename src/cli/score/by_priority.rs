//! Projects by priority, and whether the musts leave room.

use super::as_csv::{guarded, text_of};
use super::unwritable;
use crate::analysis::scoring::framework::{Effort, Facts, Moscow, MoscowRow, moscow};
use crate::cli::arguments::ScoreFormat;
use crate::cli::json::{lines, number, object, text};
use crate::cli::table::{Side, aligned};
use crate::cli::told::Told;
use crate::model::{Portfolio, Priority};
use crate::wording::{count, decimal, plural, priority as priority_words};
use crate::workspace::scoring::moscow_sentences;

pub(super) fn told(portfolio: &Portfolio, format: ScoreFormat) -> Result<Told, Told> {
    let found = moscow(portfolio, &Facts::of(portfolio));
    let out = match format {
        ScoreFormat::Table => table(portfolio, &found),
        ScoreFormat::Json => json(portfolio, &found),
        ScoreFormat::Csv => csv_text(portfolio, &found).map_err(|error| unwritable(&error))?,
    };
    Ok(Told::fine(out).beside(moscow_sentences(portfolio, &found)))
}

fn name<'a>(portfolio: &'a Portfolio, row: &MoscowRow) -> &'a str {
    portfolio.projects.get(&row.project).map_or("", |project| project.name.as_str())
}

fn unit(found: &Moscow) -> &'static str {
    match found.effort {
        Effort::People => "people",
        Effort::Cost => "cost",
    }
}

fn table(portfolio: &Portfolio, found: &Moscow) -> String {
    let heads = [
        ("Rank", Side::Right),
        ("Priority", Side::Left),
        (if found.effort == Effort::People { "FTE × periods" } else { "Cost" }, Side::Right),
        ("Project", Side::Left),
    ];
    let dash = || "–".to_owned();
    let row = |row: &MoscowRow| {
        vec![
            row.rank.map_or_else(dash, count),
            row.priority.map_or_else(dash, |one| priority_words(one).to_owned()),
            row.effort.map_or_else(dash, |effort| decimal(effort, 2)),
            name(portfolio, row).to_owned(),
        ]
    };
    let rows: Vec<Vec<String>> = found.rows.iter().map(row).collect();
    let share = found.must_share.map_or_else(
        || "No effort is known.".to_owned(),
        |share| {
            format!(
                "Musts take {} % of the effort of all open musts, shoulds and coulds.",
                decimal(share * 100.0, 1)
            )
        },
    );
    format!(
        "{}, {}\n{share}\n\n{}",
        portfolio.title,
        plural(portfolio.projects.len(), "project"),
        aligned(&heads, &rows)
    )
}

/// The word for programs.
fn word(priority: Priority) -> &'static str {
    match priority {
        Priority::Must => "must",
        Priority::Should => "should",
        Priority::Could => "could",
        Priority::WontNow => "wont-now",
    }
}

fn json(portfolio: &Portfolio, found: &Moscow) -> String {
    let null = || "null".to_owned();
    let row = |row: &MoscowRow| {
        object(&[
            ("id", text(&row.project.to_string())),
            ("name", text(name(portfolio, row))),
            ("rank", row.rank.map_or_else(null, |rank| rank.to_string())),
            ("priority", row.priority.map_or_else(null, |one| text(word(one)))),
            ("effort", row.effort.map_or_else(null, number)),
        ])
    };
    let efforts: Vec<(&str, String)> =
        found.efforts.iter().map(|(priority, effort)| (word(*priority), number(*effort))).collect();
    let notices: Vec<String> =
        moscow_sentences(portfolio, found).iter().map(|one| text(one)).collect();
    format!(
        "{{\"method\": \"MoSCoW\",\n\"effort\": {},\n\"efforts\": {},\n\"must_share\": {},\n\"projects\": {},\n\"notices\": {}}}",
        text(unit(found)),
        object(&efforts),
        found.must_share.map_or_else(null, number),
        lines(&found.rows.iter().map(row).collect::<Vec<_>>()),
        lines(&notices)
    )
}

fn csv_text(portfolio: &Portfolio, found: &Moscow) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["rank", "id", "name", "priority", unit(found)])?;
    for row in &found.rows {
        writer.write_record([
            row.rank.map_or_else(String::new, |rank| rank.to_string()),
            row.project.to_string(),
            guarded(name(portfolio, row)),
            row.priority.map_or_else(String::new, |one| word(one).to_owned()),
            row.effort.map_or_else(String::new, |effort| effort.to_string()),
        ])?;
    }
    text_of(writer)
}
