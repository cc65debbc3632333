//! `prices`: what each limit costs.

use super::Given;
use super::fund_arguments::PricesArguments;
use super::json::{lines, list, object};
use super::planning::{Asked, asked, constraint_json, found_json, or_null, tall, value, worth};
use super::scoring_arguments::AnswerFormat;
use super::table::{Side, aligned};
use super::told::{Ending, Told};
use crate::analysis::optimise::{Price, Prices, prices as all_prices};
use crate::jobs::Monitor;
use crate::workspace::funding_words::constraint_words;

pub(super) fn prices(arguments: &PricesArguments, given: &Given<'_>) -> Result<Told, Told> {
    let asked = asked(&arguments.plan, given)?;
    let is_over = || asked.is_over();
    let effort = asked.effort(&is_over);
    let prices = all_prices(&asked.portfolio, asked.wish, &effort, &Monitor::default())
        .map_err(|failure| asked.failed(failure))?;
    let out = match arguments.plan.format {
        AnswerFormat::Json => json(&asked, &prices),
        AnswerFormat::Table => table(&asked, &prices),
    };
    let ending = if prices.best.is_plan() { Ending::Fine } else { Ending::Findings };
    Ok(Told { out, err: String::new(), ending }.beside(asked.warnings.iter().cloned()))
}

fn json(asked: &Asked<'_>, prices: &Prices) -> String {
    let price = |price: &Price| {
        let without = price.without.iter().map(|limit| constraint_json(&asked.portfolio, *limit));
        object(&[
            ("without", list(&without.collect::<Vec<_>>())),
            ("least", value(asked, price.least)),
            ("most", value(asked, price.most)),
        ])
    };
    tall(&[
        ("best", found_json(asked, &prices.best)),
        ("prices", lines(&prices.alone.iter().map(price).collect::<Vec<_>>())),
        ("together", or_null(prices.together.as_ref().map(price))),
    ])
}

fn table(asked: &Asked<'_>, prices: &Prices) -> String {
    if !prices.best.is_plan() {
        return "No plan keeps to all limits, or none was found in the time allowed, so no limit has a price; `portolan conflicts` says more.\n".to_owned();
    }
    let row = |words: String, price: &Price| {
        let gained = if price.least == price.most {
            worth(asked, price.least)
        } else {
            format!("{} to {}", worth(asked, price.least), worth(asked, price.most))
        };
        vec![gained, words]
    };
    let mut rows: Vec<Vec<String>> = prices
        .alone
        .iter()
        .map(|price| {
            let words =
                price.without.iter().map(|limit| constraint_words(&asked.portfolio, *limit));
            row(words.collect::<Vec<_>>().join(", "), price)
        })
        .collect();
    rows.extend(prices.together.iter().map(|price| row("all of these together".to_owned(), price)));
    let heads = [("Gained without", Side::Right), ("Limit", Side::Left)];
    format!("With all limits: {}\n\n{}", worth(asked, prices.best.value), aligned(&heads, &rows))
}
