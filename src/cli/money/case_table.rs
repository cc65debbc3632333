//! A business case as tables for people.

use super::case::Telling;
use super::figures::{appraisal_rows, rates};
use super::notes::notes;
use crate::analysis::finance::{Appraisal, BusinessCase, Cash, Outlook, Owned, to_money};
use crate::cli::table::{Side, aligned};
use crate::model::{Currency, ProjectId};
use crate::wording::{cost_part, decimal, money_short, period, plural, shortened};

const NAME_CHARACTERS_MAX: usize = 40;

pub(super) fn table(told: &Telling<'_>) -> String {
    let currency = told.portfolio.currency;
    let amount = |minor: f64| money_short(to_money(minor), currency);
    let appraisal = told.case.appraisal(Outlook::Likely);
    let figures = appraisal_rows(&appraisal, &amount);
    let figures = aligned(&[("Figure", Side::Left), ("", Side::Right), ("", Side::Left)], &figures);
    let mut parts = vec![
        told.heading.clone(),
        assumptions(told),
        String::new(),
        figures,
        ranges(&told.case, currency),
        cash_flow(told),
        ownership(&told.case, currency),
    ];
    if told.project.is_none() {
        parts.push(projects(told));
    }
    parts.push(notes(told).join("\n"));
    parts.join("\n").trim_end().to_owned() + "\n"
}

fn assumptions(told: &Telling<'_>) -> String {
    let rate = told.case.rate.map_or_else(
        || "no discount rate is stated, so nothing is discounted and there is no net present value (add --rate)".to_owned(),
        |rate| format!("discounted at {} % a year, the first period not at all", decimal(rate.a_year() * 100.0, 2)),
    );
    let rise = told.portfolio.price_rise.map_or_else(
        || "prices stay as they are".to_owned(),
        |rise| format!("prices rise by {} % a year", decimal(rise.percent(), 2)),
    );
    let horizon = plural(told.case.horizon, "period");
    format!("Likely figures over {horizon}; {rate}; {rise}.")
}

fn ranges(case: &BusinessCase, currency: Currency) -> String {
    let amount = |minor: f64| money_short(to_money(minor), currency);
    let all: Vec<Appraisal> = Outlook::ALL.iter().map(|&outlook| case.appraisal(outlook)).collect();
    let row = |name: &str, of: &dyn Fn(&Appraisal) -> String| {
        std::iter::once(name.to_owned()).chain(all.iter().map(of)).collect::<Vec<_>>()
    };
    let rows = [
        row("Cost", &|it| amount(it.ratios.cost)),
        row("Benefit", &|it| benefit(it, &amount)),
        row("Net present value", &|it| it.npv.map_or_else(|| "–".to_owned(), amount)),
    ];
    let heads = ["Worst", "Likely", "Mean", "Best"].map(|head| (head, Side::Right));
    let heads: Vec<_> = std::iter::once(("Range", Side::Left)).chain(heads).collect();
    aligned(&heads, &rows)
        + "Worst is every cost high and every benefit low at once, best the other way round: the ends of what can be, not what is probable.\n"
}

/// Nothing stated is not nothing.
fn benefit(appraisal: &Appraisal, amount: &dyn Fn(f64) -> String) -> String {
    let ratios = &appraisal.ratios;
    if ratios.is_benefit_stated { amount(ratios.benefit) } else { "–".to_owned() }
}

fn cash_flow(told: &Telling<'_>) -> String {
    let amount = |minor: f64| money_short(to_money(minor), told.portfolio.currency);
    let mut sum = 0.0;
    let mut row = |(name, cash): (String, Cash)| {
        sum += cash.net();
        let figures =
            [cash.capex, cash.opex, cash.run, cash.benefit + cash.residual, cash.net(), sum];
        std::iter::once(name).chain(figures.map(amount)).collect::<Vec<_>>()
    };
    let calendar = told.portfolio.calendar;
    let name = |year: i32| {
        let first = year * i32::from(told.case.per_year);
        format!("Year {} (from {})", year + 1, period(first, calendar))
    };
    let years = told.case.cash_by_year(Outlook::Likely);
    let rows: Vec<_> = (0..).map(name).zip(years).map(&mut row).collect();
    let heads = ["Capex", "Opex", "Run", "Benefit", "Net", "Sum so far"];
    let heads = heads.map(|head| (head, Side::Right));
    let heads: Vec<_> = std::iter::once(("Cash flow", Side::Left)).chain(heads).collect();
    aligned(&heads, &rows)
}

fn ownership(case: &BusinessCase, currency: Currency) -> String {
    let amount = |minor: f64| money_short(to_money(minor), currency);
    let ownership = case.ownership(Outlook::Likely);
    let row = |name: &str, owned: &Owned| {
        let present = owned.present.map_or_else(|| "–".to_owned(), amount);
        vec![name.to_owned(), amount(owned.amount), present]
    };
    let stated = ownership.parts.iter().filter(|(_, owned)| owned.amount != 0.0);
    let mut rows: Vec<_> = stated.map(|(&part, owned)| row(cost_part(part), owned)).collect();
    rows.push(row("less residual value", &ownership.residual));
    rows.push(row("Total", &ownership.total));
    aligned(
        &[("Cost of ownership", Side::Left), ("Amount", Side::Right), ("Today", Side::Right)],
        &rows,
    )
}

fn projects(told: &Telling<'_>) -> String {
    let amount = |minor: f64| money_short(to_money(minor), told.portfolio.currency);
    let maybe = |figure: Option<f64>, say: &dyn Fn(f64) -> String| {
        figure.map_or_else(|| "–".to_owned(), say)
    };
    let mut appraised: Vec<(ProjectId, Appraisal)> =
        told.choice.keys().map(|&id| (id, told.case.only(id).appraisal(Outlook::Likely))).collect();
    let worth = |appraisal: &Appraisal| {
        appraisal.npv.unwrap_or(appraisal.ratios.benefit - appraisal.ratios.cost)
    };
    appraised.sort_by(|(_, one), (_, other)| worth(other).total_cmp(&worth(one)));
    let row = |(id, it): &(ProjectId, Appraisal)| {
        let name = told.portfolio.projects.get(id).map(|project| project.name.as_str());
        vec![
            shortened(name.unwrap_or_default(), NAME_CHARACTERS_MAX),
            amount(it.ratios.cost),
            benefit(it, &amount),
            maybe(it.npv, &amount),
            rates(&it.irr),
            maybe(it.payback.map(|payback| payback.years), &|years| decimal(years, 2)),
            maybe(it.ratios.profitability_index(), &|index| decimal(index, 2)),
        ]
    };
    let heads = ["Cost", "Benefit", "NPV", "IRR", "Payback in years", "PI"];
    let heads = heads.map(|head| (head, Side::Right));
    let heads: Vec<_> = std::iter::once(("Project", Side::Left)).chain(heads).collect();
    aligned(&heads, &appraised.iter().map(row).collect::<Vec<_>>())
}
