//! Two rankings side by side: who moves, and how much they agree.

use super::as_csv::{guarded, text_of};
use super::unwritable;
use super::way::in_words;
use crate::analysis::scoring::framework::{
    Facts, Move, SideBySide, Way, methods, ranks, side_by_side,
};
use crate::cli::arguments::ScoreFormat;
use crate::cli::json::{lines, number, object, text};
use crate::cli::table::{Side, aligned};
use crate::cli::told::{Ending, Told};
use crate::model::Portfolio;
use crate::wording::{count, decimal, plural};

pub(super) fn told(
    portfolio: &Portfolio,
    ways: [Way; 2],
    format: ScoreFormat,
) -> Result<Told, Told> {
    let facts = Facts::of(portfolio);
    let ranks = |way: Way| {
        ranks(portfolio, &facts, way)
            .map_err(|error| Told::failed(Ending::Findings, in_words(&error)))
    };
    let [first, second] = ways;
    let found = side_by_side(&ranks(first)?, &ranks(second)?);
    let names = ways.map(|way| way_name(portfolio, way));
    let out = match format {
        ScoreFormat::Table => table(portfolio, &names, &found),
        ScoreFormat::Json => json(portfolio, &names, &found),
        ScoreFormat::Csv => {
            csv_text(portfolio, &names, &found).map_err(|error| unwritable(&error))?
        }
    };
    Ok(Told::fine(out))
}

fn way_name(portfolio: &Portfolio, way: Way) -> String {
    let Way::Formula(method) = way else { return "MoSCoW".to_owned() };
    let found = methods(portfolio).into_iter().find(|(one, _)| *one == method);
    found.map_or_else(String::new, |(_, name)| name.to_string())
}

fn name(portfolio: &Portfolio, one: &Move) -> String {
    portfolio
        .projects
        .get(&one.project)
        .map_or_else(String::new, |project| project.name.to_string())
}

fn table(portfolio: &Portfolio, [first, second]: &[String; 2], found: &SideBySide) -> String {
    let heads = [
        (first.as_str(), Side::Right),
        (second.as_str(), Side::Right),
        ("Moves", Side::Right),
        ("Project", Side::Left),
    ];
    let rank = |rank: Option<usize>| rank.map_or_else(|| "–".to_owned(), count);
    let row = |one: &Move| {
        let moves = match one.up() {
            None => "–".to_owned(),
            Some(0) => "=".to_owned(),
            Some(up) if up > 0 => format!("+{up}"),
            Some(down) => format!("−{}", down.unsigned_abs()),
        };
        vec![rank(one.first), rank(one.second), moves, name(portfolio, one)]
    };
    let rows: Vec<Vec<String>> = found.moves.iter().map(row).collect();
    let agreement = found.tau_b.map_or_else(
        || "How much the two agree cannot be said.".to_owned(),
        |tau| format!("Kendall’s τ-b is {}: 1 is the same order, −1 the reverse.", decimal(tau, 3)),
    );
    format!(
        "{}, {}\n{} ranked by both. {agreement} Only {first}: {}; only {second}: {}.\n\n{}",
        portfolio.title,
        plural(portfolio.projects.len(), "project"),
        count(found.both),
        count(found.only_first.len()),
        count(found.only_second.len()),
        aligned(&heads, &rows)
    )
}

fn json(portfolio: &Portfolio, [first, second]: &[String; 2], found: &SideBySide) -> String {
    let null = || "null".to_owned();
    let row = |one: &Move| {
        object(&[
            ("id", text(&one.project.to_string())),
            ("name", text(&name(portfolio, one))),
            ("rank", one.first.map_or_else(null, |rank| rank.to_string())),
            ("beside", one.second.map_or_else(null, |rank| rank.to_string())),
            ("up", one.up().map_or_else(null, |up| up.to_string())),
        ])
    };
    format!(
        "{{\"method\": {},\n\"beside\": {},\n\"tau_b\": {},\n\"both\": {},\n\"projects\": {}}}",
        text(first),
        text(second),
        found.tau_b.map_or_else(null, number),
        found.both,
        lines(&found.moves.iter().map(row).collect::<Vec<_>>())
    )
}

fn csv_text(
    portfolio: &Portfolio,
    names: &[String; 2],
    found: &SideBySide,
) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let [first, second] = names;
    writer.write_record(["id", "name", first, second])?;
    let rank = |rank: Option<usize>| rank.map_or_else(String::new, |rank| rank.to_string());
    for one in &found.moves {
        let name = guarded(&name(portfolio, one));
        writer.write_record([one.project.to_string(), name, rank(one.first), rank(one.second)])?;
    }
    text_of(writer)
}
