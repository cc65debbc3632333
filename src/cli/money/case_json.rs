//! A business case as JSON, unrounded, in units of the currency.

use super::case::Telling;
use super::figures::{appraisal_fields, maybe};
use super::notes::people_counted;
use crate::analysis::finance::{Appraisal, BusinessCase, Cash, Outlook, Owned};
use crate::cli::json::{lines, list, number, object, text};
use crate::model::{Portfolio, ProjectId};
use crate::wording::{cost_part, period};

/// What flows in minor units are divided by.
pub(in crate::cli) fn unit(portfolio: &Portfolio) -> f64 {
    crate::model::Money::from_minor(portfolio.currency.minor_per_unit()).minor_f64()
}

pub(super) fn json(told: &Telling<'_>) -> String {
    let unit = unit(told.portfolio);
    let case = &told.case;
    let mut fields = vec![
        ("name", text(&told.heading)),
        ("currency", text(told.portfolio.currency.code())),
        ("rate", maybe(case.rate.map(crate::analysis::finance::Rate::a_year))),
        ("price_rise", maybe(told.portfolio.price_rise.map(crate::model::Percent::share))),
    ];
    fields.extend(figures(case, unit));
    fields.push(("ranges", ranges(case, unit)));
    fields.push(("cash_flow", cash_flow(told, unit)));
    fields.push(("tco", ownership(case, unit)));
    fields.push(("cost_beyond_horizon", number(case.cost_beyond() / unit)));
    fields.extend(notes(told));
    if told.project.is_none() {
        let projects: Vec<String> = told.choice.keys().map(|&id| project(told, id, unit)).collect();
        fields.push(("projects", lines(&projects)));
    }
    let fields: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}: {value}", text(name))).collect();
    format!("{{{}}}", fields.join(",\n"))
}

fn figures(case: &BusinessCase, unit: f64) -> Vec<(&'static str, String)> {
    let appraisal = case.appraisal(Outlook::Likely);
    let mut fields = vec![
        ("cost", number(appraisal.ratios.cost / unit)),
        ("benefit", benefit(&appraisal, unit)),
    ];
    fields.extend(appraisal_fields(&appraisal, unit));
    fields
}

/// Nothing stated is not nothing.
fn benefit(appraisal: &Appraisal, unit: f64) -> String {
    let ratios = &appraisal.ratios;
    maybe(ratios.is_benefit_stated.then(|| ratios.benefit / unit))
}

fn ranges(case: &BusinessCase, unit: f64) -> String {
    let names = ["worst", "likely", "mean", "best"];
    let range = |outlook: Outlook| {
        let appraisal = case.appraisal(outlook);
        object(&[
            ("cost", number(appraisal.ratios.cost / unit)),
            ("benefit", benefit(&appraisal, unit)),
            ("npv", maybe(appraisal.npv.map(|npv| npv / unit))),
        ])
    };
    let fields: Vec<(&str, String)> = names.into_iter().zip(Outlook::ALL.map(range)).collect();
    object(&fields)
}

fn cash_flow(told: &Telling<'_>, unit: f64) -> String {
    let mut sum = 0.0;
    let mut row = |(index, cash): (i32, &Cash)| {
        sum += cash.net();
        object(&[
            ("period", text(&period(index, told.portfolio.calendar))),
            ("capex", number(cash.capex / unit)),
            ("opex", number(cash.opex / unit)),
            ("run", number(cash.run / unit)),
            ("benefit", number(cash.benefit / unit)),
            ("residual", number(cash.residual / unit)),
            ("net", number(cash.net() / unit)),
            ("cumulative", number(sum / unit)),
        ])
    };
    let cash = told.case.cash(Outlook::Likely);
    lines(&(0..).zip(&cash).map(&mut row).collect::<Vec<_>>())
}

fn ownership(case: &BusinessCase, unit: f64) -> String {
    let ownership = case.ownership(Outlook::Likely);
    let owned = |owned: &Owned| {
        object(&[
            ("amount", number(owned.amount / unit)),
            ("present", maybe(owned.present.map(|present| present / unit))),
        ])
    };
    let part = |(part, sum)| (cost_part(part).to_lowercase(), owned(sum));
    let mut fields: Vec<(String, String)> =
        ownership.parts.iter().map(|(&kind, sum)| part((kind, sum))).collect();
    fields.push(("residual".to_owned(), owned(&ownership.residual)));
    fields.push(("total".to_owned(), owned(&ownership.total)));
    let fields: Vec<(&str, String)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    object(&fields)
}

/// What is missing or was taken otherwise than it was stated.
fn notes(told: &Telling<'_>) -> Vec<(&'static str, String)> {
    let ids = |ids: Vec<String>| list(&ids.iter().map(|id| text(id)).collect::<Vec<_>>());
    let counted = people_counted(&told.case);
    let people = object(&[
        ("by_lines", counted.by_lines.to_string()),
        ("by_rates", counted.by_rates.to_string()),
        ("nobody", counted.nobody.to_string()),
    ]);
    vec![
        ("people", people),
        ("roles_without_rate", ids(counted.without_rate.iter().map(ToString::to_string).collect())),
        (
            "projects_without_benefit",
            ids(told.case.without_benefit().iter().map(ToString::to_string).collect()),
        ),
    ]
}

fn project(told: &Telling<'_>, id: ProjectId, unit: f64) -> String {
    let name = told.portfolio.projects.get(&id).map(|project| project.name.as_str());
    let start = told.choice.get(&id).map_or(0, |terms| terms.start);
    let mut fields = vec![
        ("id", text(&id.to_string())),
        ("name", text(name.unwrap_or_default())),
        ("start", text(&period(start, told.portfolio.calendar))),
    ];
    fields.extend(figures(&told.case.only(id), unit));
    object(&fields)
}
