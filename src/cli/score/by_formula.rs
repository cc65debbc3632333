//! Scores by a framework: a formula over inputs.

use super::as_csv::{guarded, text_of};
use super::unwritable;
use super::way::made_ready;
use crate::analysis::scoring::framework::{Facts, Method, Ranking, RankingRow, Ready, ranking};
use crate::cli::arguments::ScoreFormat;
use crate::cli::json::{lines, list, number, object, text};
use crate::cli::table::{Side, aligned};
use crate::cli::told::Told;
use crate::model::{Direction, Portfolio};
use crate::wording::{count, decimal, plural, shortened};
use crate::workspace::scoring::{notice_sentence, reasons_words};

const NAME_CHARACTERS_MAX: usize = 48;

pub(super) fn told(
    portfolio: &Portfolio,
    method: Method,
    format: ScoreFormat,
) -> Result<Told, Told> {
    let ready = made_ready(portfolio, method)?;
    let Some(ranking) = ranking(portfolio, &Facts::of(portfolio), &ready) else {
        return Ok(Told::fine(""));
    };
    let out = match format {
        ScoreFormat::Table => table(portfolio, &ready, &ranking),
        ScoreFormat::Json => json(portfolio, &ready, &ranking),
        ScoreFormat::Csv => csv_text(portfolio, &ranking).map_err(|error| unwritable(&error))?,
    };
    let notices = ranking.notices.iter().map(|notice| notice_sentence(portfolio, notice));
    Ok(Told::fine(out).beside(notices))
}

fn formula(ready: &Ready) -> &str {
    ready.last().map_or("", |step| step.formula.text())
}

fn name<'a>(portfolio: &'a Portfolio, row: &RankingRow) -> &'a str {
    portfolio.projects.get(&row.project).map_or("", |project| project.name.as_str())
}

fn table(portfolio: &Portfolio, ready: &Ready, ranking: &Ranking) -> String {
    let scored = ranking.rows.iter().filter(|row| row.rank.is_some()).count();
    let unit =
        if ranking.unit.is_empty() { String::new() } else { format!(" in {}", ranking.unit) };
    let heads = [
        ("Rank", Side::Right),
        ("Score", Side::Right),
        ("Project", Side::Left),
        ("Why not", Side::Left),
    ];
    let row = |row: &RankingRow| {
        let (score, why) = match &row.value {
            Ok(value) => (decimal(*value, 2), String::new()),
            Err(reasons) => ("–".to_owned(), reasons_words(reasons)),
        };
        let rank = row.rank.map_or_else(|| "–".to_owned(), count);
        vec![rank, score, shortened(name(portfolio, row), NAME_CHARACTERS_MAX), why]
    };
    let rows: Vec<Vec<String>> = ranking.rows.iter().map(row).collect();
    let way = match ranking.better {
        Direction::Up => "",
        Direction::Down => ", the lowest first",
    };
    format!(
        "{}, {}\n{}{unit}{way}: {}\n{} of {} scored.\n\n{}",
        portfolio.title,
        plural(portfolio.projects.len(), "project"),
        ranking.name,
        formula(ready),
        count(scored),
        count(ranking.rows.len()),
        aligned(&heads, &rows)
    )
}

fn json(portfolio: &Portfolio, ready: &Ready, ranking: &Ranking) -> String {
    let row = |row: &RankingRow| {
        let (score, why) = match &row.value {
            Ok(value) => (number(*value), "[]".to_owned()),
            Err(reasons) => {
                let reasons =
                    reasons.iter().map(|reason| text(&reasons_words(std::slice::from_ref(reason))));
                ("null".to_owned(), list(&reasons.collect::<Vec<_>>()))
            }
        };
        object(&[
            ("id", text(&row.project.to_string())),
            ("name", text(name(portfolio, row))),
            ("rank", row.rank.map_or_else(|| "null".to_owned(), |rank| rank.to_string())),
            ("score", score),
            ("unknown", why),
        ])
    };
    let notices: Vec<String> =
        ranking.notices.iter().map(|notice| text(&notice_sentence(portfolio, notice))).collect();
    let better = match ranking.better {
        Direction::Up => "up",
        Direction::Down => "down",
    };
    format!(
        "{{\"method\": {},\n\"formula\": {},\n\"unit\": {},\n\"better\": {},\n\"projects\": {},\n\"notices\": {}}}",
        text(&ranking.name),
        text(formula(ready)),
        text(&ranking.unit),
        text(better),
        lines(&ranking.rows.iter().map(row).collect::<Vec<_>>()),
        lines(&notices)
    )
}

fn csv_text(portfolio: &Portfolio, ranking: &Ranking) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["rank", "id", "name", "score", "unknown"])?;
    for row in &ranking.rows {
        let (score, why) = match &row.value {
            Ok(value) => (value.to_string(), String::new()),
            Err(reasons) => (String::new(), reasons_words(reasons)),
        };
        writer.write_record([
            row.rank.map_or_else(String::new, |rank| rank.to_string()),
            row.project.to_string(),
            guarded(name(portfolio, row)),
            score,
            why,
        ])?;
    }
    text_of(writer)
}
