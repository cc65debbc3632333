//! Money: published figures, and what must hold for all flows.

use std::path::Path;

use portolan::analysis::finance::{
    Appraisal, BusinessCase, Flows, Irr, Outlook, Payback, Rate, all_open, portfolio_rate,
    sign_changes,
};
use portolan::model::CostPart;
use proptest::prelude::*;

use crate::methods::table;

fn flows(amounts: &[f64]) -> Flows {
    Flows::new(amounts.to_vec(), 1).unwrap()
}

fn near(one: f64, other: f64, within: f64) -> bool {
    (one - other).abs() <= within
}

#[test]
fn a_project_of_the_text_book_has_the_figures_of_the_text_book() {
    let project = flows(&[-10_000.0, 5_000.0, 5_000.0, 5_000.0, 5_000.0, 5_000.0]);
    let found = Appraisal::of(&project, Rate::new(0.075).unwrap());
    assert!(near(found.npv.unwrap(), 10_229.42, 0.005), "{found:?}");
    assert!(near(found.irr.rates()[0], 0.4104, 0.00005), "{found:?}");
    assert_eq!(found.irr.rates().len(), 1);
    assert!(near(found.payback.unwrap().years, 2.0, 1e-12));
    assert!(near(found.discounted_payback.unwrap().years, 2.254, 0.0005));
    assert!(near(found.ratios.roi().unwrap(), 1.5, 1e-12));
    assert!(near(found.ratios.profitability_index().unwrap(), 2.022_942, 1e-6));
}

#[test]
fn where_there_are_several_rates_all_are_named() {
    let found = Irr::of(&flows(&[-1_000.0, 2_500.0, -1_540.0]));
    let Irr::Several(rates) = &found else { panic!("{found:?}") };
    assert!(
        rates.len() == 2 && near(rates[0], 0.1, 1e-12) && near(rates[1], 0.4, 1e-12),
        "{found:?}"
    );
    // Hazen (2003): -1, 6, -11, 6 has the rates 0, 100 and 200 %.
    let three = Irr::of(&flows(&[-1.0, 6.0, -11.0, 6.0]));
    let expected = [0.0, 1.0, 2.0];
    assert_eq!(three.rates().len(), 3, "{three:?}");
    assert!(
        three.rates().iter().zip(expected).all(|(rate, expected)| near(*rate, expected, 1e-12)),
        "{three:?}"
    );
    // Two in one place: the curve touches zero and turns back.
    let double = Irr::of(&flows(&[-100.0, 240.0, -144.0]));
    assert!(matches!(double, Irr::Unique(rate) if near(rate, 0.2, 1e-6)), "{double:?}");
    // Two changes of sign and no rate at all.
    assert_eq!(Irr::of(&flows(&[-1_000.0, 500.0, -1_000.0])), Irr::None);
    assert_eq!(Irr::of(&flows(&[0.0, 0.0])), Irr::None);
    assert_eq!(Irr::of(&flows(&[5.0])), Irr::None);
}

#[test]
fn rates_far_from_the_usual_are_found() {
    // A thousandth of a per cent back, and a million times back.
    for (amounts, rate) in [([-1.0, 1e-5], 1e-5 - 1.0), ([-1.0, 1e6], 1e6 - 1.0)] {
        let found = Irr::of(&flows(&amounts));
        assert!(
            matches!(found, Irr::Unique(one) if near(one, rate, 1e-9 * rate.abs())),
            "{found:?}"
        );
    }
    // Fifty years of months: 1 % a month is 12.68 % a year.
    let mut loan = vec![1.0; 600];
    loan[0] = -annuity(599);
    let found = Irr::of(&Flows::new(loan, 12).unwrap());
    assert!(
        matches!(found, Irr::Unique(rate) if near(rate, 0.126_825_030_131_969_72, 1e-10)),
        "{found:?}"
    );
}

/// What one a month is worth today at 1 % a month, for so many months after today.
fn annuity(months: usize) -> f64 {
    let mut worth = 1.0;
    let mut sum = 0.0;
    for _ in 0..months {
        worth /= 1.01;
        sum += worth;
    }
    sum
}

#[test]
fn flows_of_numpy_financial_have_its_rates() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/finance/irr.csv");
    let Ok(text) = std::fs::read_to_string(&file) else {
        println!("skipped: the values of numpy-financial are not here");
        return;
    };
    let mut checked = 0;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (amounts, rate) = line.split_once(';').unwrap();
        let amounts: Vec<f64> =
            amounts.split_whitespace().map(|word| word.parse().unwrap()).collect();
        let found = Irr::of(&flows(&amounts));
        match rate {
            "none" => assert_eq!(found, Irr::None, "{line}"),
            rate => {
                let places = rate.split_once('.').unwrap().1.len();
                let within = 0.5 * (0..places).fold(1.0, |unit, _| unit / 10.0) * 1.000_001;
                let rate: f64 = rate.parse().unwrap();
                assert!(
                    found.rates().iter().any(|found| near(*found, rate, within)),
                    "{line}: {found:?}"
                );
            }
        }
        checked += 1;
    }
    assert!(checked >= 6, "{checked}");
}

/// The worth at the rate 1/x − 1, and the largest term of it.
fn worth(amounts: &[f64], x: f64) -> (f64, f64) {
    let (mut power, mut sum, mut size) = (1.0, 0.0, 0.0_f64);
    for amount in amounts {
        sum += amount * power;
        size = size.max((amount * power).abs());
        power *= x;
    }
    (sum, size)
}

/// Where the worth changes its sign on a fine grid of factors.
fn scanned(amounts: &[f64]) -> Vec<f64> {
    let factor = |step: u32| f64::from(step) / f64::from(60_000 - step);
    let mut found = Vec::new();
    for step in 1..59_999 {
        let (one, other) = (worth(amounts, factor(step)), worth(amounts, factor(step + 1)));
        // What rounding could have made is no change of sign.
        let is_clear = one.0.abs() > 1e-11 * one.1 && other.0.abs() > 1e-11 * other.1;
        if is_clear && (one.0 < 0.0) != (other.0 < 0.0) {
            found.push(1.0 / factor(step) - 1.0);
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_rate_makes_the_flows_worth_nothing_and_none_is_missed(
        amounts in prop::collection::vec(prop_oneof![3 => -1_000.0..1_000.0, 1 => Just(0.0)], 1..14),
    ) {
        let project = flows(&amounts);
        let found = Irr::of(&project);
        for &rate in found.rates() {
            let (sum, size) = worth(&amounts, 1.0 / (1.0 + rate));
            prop_assert!(sum.abs() <= 1e-7 * size.max(1e-300), "{rate}: {sum} of {size}");
        }
        prop_assert!(found.rates().is_sorted());
        prop_assert!(found.rates().len() <= sign_changes(&amounts));
        let scan = scanned(&amounts);
        for rate in &scan {
            let is_found = found.rates().iter().any(|found| (found - rate).abs() <= 1e-3 * (1.0 + rate.abs()) + 1e-3 * rate.abs() * rate.abs());
            prop_assert!(is_found, "{rate} of {scan:?} is missing in {found:?}");
        }
        prop_assert!(found.rates().len() >= scan.len(), "{scan:?} {found:?}");
    }

    #[test]
    fn rates_that_were_put_in_come_out(
        rates in prop::collection::vec(-0.6..2.0, 1..6),
        leading in 0_usize..3,
    ) {
        // Π (1 − x (1 + r)), the flows of which these are the rates.
        let mut rates: Vec<f64> = rates;
        rates.sort_by(f64::total_cmp);
        prop_assume!(rates.windows(2).all(|pair| pair[1] - pair[0] > 0.05));
        let mut amounts = vec![-1_000.0];
        for rate in &rates {
            let mut next = vec![0.0; amounts.len() + 1];
            for (place, amount) in amounts.iter().enumerate() {
                next[place] += amount;
                next[place + 1] -= amount * (1.0 + rate);
            }
            amounts = next;
        }
        let mut late = vec![0.0; leading];
        late.extend(amounts);
        let found = Irr::of(&flows(&late));
        prop_assert_eq!(found.rates().len(), rates.len(), "{:?} {:?}", &found, &rates);
        for (found, rate) in found.rates().iter().zip(&rates) {
            prop_assert!(near(*found, *rate, 1e-7), "{} {}", found, rate);
        }
    }

    #[test]
    fn the_unit_of_money_and_a_wait_change_no_rate(
        amounts in prop::collection::vec(-1_000_i32..1_000, 2..10),
        unit in 1_u32..1_000_000,
    ) {
        let plain: Vec<f64> = amounts.iter().copied().map(f64::from).collect();
        let scaled: Vec<f64> = plain.iter().map(|amount| amount * f64::from(unit)).collect();
        let (one, other) = (Irr::of(&flows(&plain)), Irr::of(&flows(&scaled)));
        prop_assert_eq!(one.rates().len(), other.rates().len());
        for (one, other) in one.rates().iter().zip(other.rates()) {
            prop_assert!(near(*one, *other, 1e-6 * (1.0 + one.abs())), "{} {}", one, other);
        }
    }
}

#[test]
fn a_business_case_adds_up_as_by_hand() {
    let text = "(format: 1, min_reader: 1, title: \"T\", currency: \"EUR\", first_period: \"2027-01\", period: Quarter, horizon: 8,
        discount_rate: 8.0, price_rise: 10.0,
        roles: [(id: \"00000000000r\", name: \"Developers\", rate: 1000, capacity: {})],
        projects: [(id: \"0000000000p1\", name: \"A\", duration: 2, contributions: [],
            costs: [(id: \"0000000000c1\", name: \"Build\", kind: Capex, periods: 2, likely: 10000, low: 8000, high: 15000),
                    (id: \"0000000000c2\", name: \"Run\", kind: Run, first: 2, likely: 500)],
            benefits: [(id: \"0000000000b1\", name: \"Saved\", ramp: 2, likely: 6000, low: 4000, high: 7000)],
            vendors: [(id: \"0000000000v1\", name: \"V\", likely: 300, first: 2, switching: 700)],
            vendor: \"0000000000v1\",
            residual: 2000,
            demands: {\"00000000000r\": [2.0, 1.5]})])";
    let portfolio = portolan::file::read(text.as_bytes().to_vec()).unwrap().portfolio;
    let rate = portfolio_rate(&portfolio);
    let case = BusinessCase::of(&portfolio, &all_open(&portfolio), rate);
    let likely = case.cash(Outlook::Likely);
    let check = |found: Vec<f64>, expected: [f64; 8]| {
        let is_near =
            found.iter().zip(expected).all(|(found, expected)| near(*found, expected, 1e-9));
        assert!(is_near && found.len() == 8, "{found:?} {expected:?}");
    };
    check(
        likely.iter().map(|it| it.capex).collect(),
        [10_000.0, 10_000.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    );
    check(
        likely.iter().map(|it| it.opex).collect(),
        [2_000.0, 1_500.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    );
    // Prices rise by a tenth with the fifth quarter.
    check(
        likely.iter().map(|it| it.run).collect(),
        [0.0, 0.0, 1_500.0, 800.0, 880.0, 880.0, 880.0, 880.0],
    );
    check(
        likely.iter().map(|it| it.benefit).collect(),
        [0.0, 0.0, 1_500.0, 4_500.0, 6_600.0, 6_600.0, 6_600.0, 6_600.0],
    );
    check(
        likely.iter().map(|it| it.residual).collect(),
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 2_000.0],
    );
    let found = case.appraisal(Outlook::Likely);
    let npv: f64 =
        (0..8).zip(&likely).map(|(t, it)| it.net() / libm::pow(1.08, f64::from(t) / 4.0)).sum();
    assert!(near(found.npv.unwrap(), npv, 1e-6));
    assert!(near(found.ratios.cost, 29_320.0, 1e-9) && near(found.ratios.benefit, 34_400.0, 1e-9));
    assert!(near(found.ratios.roi().unwrap(), 5_080.0 / 29_320.0, 1e-12));
    let owned = case.ownership(Outlook::Likely);
    let part = |part: CostPart| owned.parts[&part].amount;
    assert!(
        near(part(CostPart::Acquisition), 20_000.0, 1e-9)
            && near(part(CostPart::People), 3_500.0, 1e-9)
    );
    assert!(near(part(CostPart::Change), 700.0, 1e-9) && near(part(CostPart::Run), 5_120.0, 1e-9));
    assert!(near(owned.total.amount, 27_320.0, 1e-9));
    // The mean of 8,000, 10,000 and 15,000 as PERT is 10,500.
    assert!(near(case.cash(Outlook::Mean)[0].capex, 10_500.0, 1e-9));
    assert!(near(case.cash(Outlook::Worst)[0].capex, 15_000.0, 1e-9));
    assert!(near(case.cash(Outlook::Worst)[7].benefit, 4_400.0, 1e-9));
    let npv = |outlook| case.appraisal(outlook).npv.unwrap();
    assert!(
        npv(Outlook::Worst) < npv(Outlook::Likely) && npv(Outlook::Likely) < npv(Outlook::Best)
    );
}

#[test]
fn people_that_are_a_line_of_cost_are_not_counted_twice() {
    let file = |part: &str| {
        let text = format!("(format: 1, min_reader: 1, title: \"T\", currency: \"EUR\", first_period: \"2027-01\", period: Quarter, horizon: 8,
            roles: [(id: \"00000000000r\", name: \"Developers\", rate: 1000, capacity: {{}})],
            projects: [(id: \"0000000000p1\", name: \"A\", duration: 2, contributions: [],
                costs: [(id: \"0000000000c1\", name: \"Staff\", {part} periods: 1, likely: 1900)],
                demands: {{\"00000000000r\": [2.0]}})])");
        let portfolio = portolan::file::read(text.into_bytes()).unwrap().portfolio;
        BusinessCase::of(&portfolio, &all_open(&portfolio), None).appraisal(Outlook::Likely)
    };
    assert!(near(file("part: People,").ratios.cost, 1_900.0, 1e-9));
    let both = file("");
    assert!(near(both.ratios.cost, 3_900.0, 1e-9));
    // Nobody has stated a rate of discount, so nothing is worth anything today that anybody knew.
    assert_eq!((both.npv, both.ratios.profitability_index()), (None, None));
}

#[test]
fn every_sample_adds_up() {
    for text in [
        &include_bytes!("../../sample-portfolios/first-steps.ron")[..],
        &include_bytes!("../../sample-portfolios/harbour-bank.ron")[..],
    ] {
        let portfolio = portolan::file::read(text.to_vec()).unwrap().portfolio;
        let choice = all_open(&portfolio);
        let case = BusinessCase::of(&portfolio, &choice, portfolio_rate(&portfolio));
        let whole = case.appraisal(Outlook::Likely);
        let parts: Vec<Appraisal> =
            choice.keys().map(|&id| case.only(id).appraisal(Outlook::Likely)).collect();
        let sum = |of: &dyn Fn(&Appraisal) -> f64| parts.iter().map(of).sum::<f64>();
        assert!(
            whole.ratios.cost > 0.0
                && whole.ratios.cost.is_finite()
                && whole.ratios.benefit.is_finite()
        );
        assert!(near(sum(&|it| it.ratios.cost), whole.ratios.cost, 1e-6 * whole.ratios.cost));
        if let Some(npv) = whole.npv {
            assert!(near(sum(&|it| it.npv.unwrap()), npv, 1e-6 * whole.ratios.cost));
        }
        let owned = case.ownership(Outlook::Likely);
        assert!(near(
            owned.total.amount + owned.residual.amount,
            whole.ratios.cost,
            1e-6 * whole.ratios.cost
        ));
    }
}

#[test]
fn the_figures_on_the_page_are_those_of_the_program() {
    let rows = table("Figures");
    assert!(rows.len() > 3);
    for row in &rows[1..] {
        let amounts: Vec<f64> = row[0].split(", ").map(|amount| amount.parse().unwrap()).collect();
        let found = Appraisal::of(&flows(&amounts), Rate::new(row[1].parse().unwrap()).unwrap());
        let rates: Vec<String> =
            found.irr.rates().iter().map(|rate| format!("{rate:.4}")).collect();
        let or_none = |text: String| if text.is_empty() { "–".to_owned() } else { text };
        let years = |payback: Option<Payback>| {
            or_none(payback.map_or_else(String::new, |it| format!("{:.3}", it.years)))
        };
        let npv = found.npv.unwrap();
        let npv = format!("{:.2}", if npv.abs() < 0.005 { 0.0 } else { npv });
        let told = [
            npv,
            or_none(rates.join(", ")),
            years(found.payback),
            years(found.discounted_payback),
            format!("{:.2}", found.ratios.roi().unwrap()),
            format!("{:.3}", found.ratios.profitability_index().unwrap()),
        ];
        assert_eq!(row[2..], told);
    }
}
