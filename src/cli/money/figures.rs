//! The figures of an appraisal, for programs and for people.

use crate::analysis::finance::{Appraisal, Irr, Payback};
use crate::cli::json::{list, number, text};
use crate::wording::decimal;

/// The figures as JSON: `npv` is divided by `unit`, so that flows in coins are told in the currency; rates are parts of one.
pub(super) fn appraisal_fields(appraisal: &Appraisal, unit: f64) -> Vec<(&'static str, String)> {
    let rates: Vec<String> = appraisal.irr.rates().iter().map(|rate| number(*rate)).collect();
    let kind = match appraisal.irr {
        Irr::None => "none",
        Irr::Unique(_) => "unique",
        Irr::Several(_) => "several",
    };
    let years = |payback: Option<Payback>| maybe(payback.map(|payback| payback.years));
    vec![
        ("npv", maybe(appraisal.npv.map(|npv| npv / unit))),
        ("irr", list(&rates)),
        ("irr_kind", text(kind)),
        ("payback_years", years(appraisal.payback)),
        ("discounted_payback_years", years(appraisal.discounted_payback)),
        ("roi", maybe(appraisal.ratios.roi())),
        ("pi", maybe(appraisal.ratios.profitability_index())),
    ]
}

/// A number, or `null` where there is none.
pub(super) fn maybe(figure: Option<f64>) -> String {
    figure.map_or_else(|| "null".to_owned(), number)
}

/// The figures in rows of name, figure and what should be known with it.
pub(super) fn appraisal_rows(
    appraisal: &Appraisal,
    amount: &dyn Fn(f64) -> String,
) -> Vec<Vec<String>> {
    let row =
        |name: &str, figure: String, note: &str| vec![name.to_owned(), figure, note.to_owned()];
    let share = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), percent);
    let ratios = &appraisal.ratios;
    let stated = (!ratios.is_benefit_stated).then_some("not known: no benefit is stated");
    vec![
        row("Net present value", appraisal.npv.map_or_else(|| "–".to_owned(), amount), ""),
        row("Internal rate of return", rates(&appraisal.irr), irr_note(appraisal)),
        payback_row("Payback", appraisal.payback),
        payback_row("Discounted payback", appraisal.discounted_payback),
        row(
            "Return on investment",
            share(ratios.roi()),
            stated.unwrap_or("(benefits − costs) / costs, not discounted"),
        ),
        row(
            "Profitability index",
            ratios.profitability_index().map_or_else(|| "–".to_owned(), |index| decimal(index, 3)),
            stated.unwrap_or("benefits / costs, both at their worth today"),
        ),
    ]
}

fn percent(share: f64) -> String {
    // No rate of return is −100 %: what rounds to it is just above.
    let above = if share > -1.0 && share < -0.999_95 { "above " } else { "" };
    format!("{above}{} %", decimal(share * 100.0, 2))
}

pub(super) fn rates(irr: &Irr) -> String {
    match irr {
        Irr::None => "–".to_owned(),
        _ => irr.rates().iter().map(|rate| percent(*rate)).collect::<Vec<_>>().join(", "),
    }
}

fn irr_note(appraisal: &Appraisal) -> &'static str {
    match (&appraisal.irr, appraisal.sign_changes) {
        (Irr::None, _) if !appraisal.ratios.is_benefit_stated => {
            "there is none: no benefit is stated"
        }
        (Irr::None, 0) => "there is none: the flows never change their sign",
        (Irr::None, _) => "there is none: at no rate are the flows worth nothing",
        (Irr::Unique(_), 0 | 1) => "a year",
        (Irr::Unique(_), _) => {
            "a year; the only one, though the flows change their sign more than once"
        }
        (Irr::Several(_), _) => {
            "a year; several, so none of them is the return: use the net present value"
        }
    }
}

fn payback_row(name: &str, payback: Option<Payback>) -> Vec<String> {
    let (figure, note) = match payback {
        None => ("–".to_owned(), "never within these flows"),
        Some(payback) => {
            let note = if payback.is_kept { "" } else { "the first time; later it is lost again" };
            (format!("{} years", decimal(payback.years, 3)), note)
        }
    };
    vec![name.to_owned(), figure, note.to_owned()]
}
