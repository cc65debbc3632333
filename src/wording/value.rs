//! What stands in a field, in words: amounts with their currency, records by their name.

use super::field::level_name;
use super::{
    approach, cost_kind, cost_part, day, decimal, dependency_phrase, direction, force, fte,
    group_rule, item_label, money, month, outcome_kind, percent, periods, plural, pool, priority,
    response, review, say, shortened, spread, stage, weights_by,
};
use crate::compare::Value;
use crate::model::{Estimate, Fte, PeriodLength, Portfolio};

/// The longest name or text of a value, in characters.
const CHARACTERS_MAX: usize = 40;

/// The value in a few words; `none` for nothing.
pub fn value_words(value: &Value, portfolio: &Portfolio) -> String {
    let plain = |words: &str| words.to_owned();
    let quoted = |words: &str| format!("“{}”", shortened(words, CHARACTERS_MAX));
    match value {
        Value::Nothing => plain("none"),
        Value::Here => plain("in"),
        Value::Name(name) => quoted(name),
        Value::Text(text) => quoted(text.as_str()),
        Value::Periods(number) => periods(*number, portfolio.calendar),
        Value::Lag(number) => format!("{number} periods"),
        Value::Money(amount) => money(*amount, portfolio.currency),
        Value::Estimate(amount) => estimate(*amount, portfolio),
        Value::Percent(share) => percent(*share),
        Value::Weight(weight) => decimal(weight.value(), 2),
        Value::WeightRange(range) => {
            format!("{} to {}", decimal(range.low().value(), 2), decimal(range.high().value(), 2))
        }
        Value::WeightsBy(way) => plain(weights_by(*way)),
        Value::Figure(figure) => decimal(figure.value(), 4),
        Value::Fte(people) => fte(*people),
        Value::Demand(people) => demand(people),
        Value::Date(date) => day(*date),
        Value::Month(of) => month(*of),
        Value::Currency(currency) => plain(currency.code()),
        Value::Calendar(calendar) => {
            let noun = match calendar.length() {
                PeriodLength::Month => "month",
                PeriodLength::Quarter => "quarter",
            };
            let number = plural(usize::from(calendar.horizon()), noun);
            format!("{number} from {}", month(calendar.first()))
        }
        Value::Ladder(ladder) => plural(ladder.rungs().len(), "level"),
        Value::Level(level) => level_name(*level, portfolio),
        Value::Stage(of) => plain(stage(*of)),
        Value::Approach(of) => plain(approach(*of)),
        Value::OutcomeKind(kind) => plain(outcome_kind(*kind)),
        Value::Direction(of) => plain(direction(*of)),
        Value::CostKind(kind) => plain(cost_kind(*kind)),
        Value::CostPart(part) => plain(cost_part(*part)),
        Value::Spread(of) => plain(spread(*of)),
        Value::Priority(of) => plain(priority(*of)),
        Value::Fields(fields) => plural(fields.len(), "field"),
        Value::Pool(of) => pool(of),
        Value::DependencyKind(kind) => plain(dependency_phrase(*kind)),
        Value::GroupRule(rule) => group_rule(*rule),
        Value::Response(of) => plain(response(*of)),
        Value::Review(of) => plain(review(*of)),
        Value::Say(of) => plain(say(*of)),
        Value::Force(of) => plain(force(*of)),
        Value::Pin(pin) => format!("{}, {}", pin.x(), pin.y()),
        Value::Funding(project, id) => {
            let funding =
                portfolio.projects.get(project).and_then(|record| record.fundings.get(id));
            funding.map_or_else(|| id.to_string(), |funding| quoted(&funding.name))
        }
        Value::Vendor(project, id) => {
            let vendor = portfolio.projects.get(project).and_then(|record| record.vendors.get(id));
            vendor.map_or_else(|| id.to_string(), |vendor| quoted(&vendor.name))
        }
        Value::Item(item) => quoted(&item_label(portfolio, *item)),
        Value::Unread(text) => {
            let words: Vec<&str> = text.split_whitespace().collect();
            shortened(&words.join(" "), CHARACTERS_MAX)
        }
    }
}

fn estimate(amount: Estimate, portfolio: &Portfolio) -> String {
    let likely = money(amount.likely(), portfolio.currency);
    if amount.is_exact() {
        return likely;
    }
    let plain = |amount| super::plain_money(amount, portfolio.currency);
    format!("{likely} ({} – {})", plain(amount.low()), plain(amount.high()))
}

fn demand(people: &[Fte]) -> String {
    let people: Vec<String> = people.iter().map(|people| decimal(people.people(), 2)).collect();
    match people.as_slice() {
        [] => "none".to_owned(),
        [only] => format!("{only} FTE"),
        all => shortened(&format!("{} FTE", all.join(", ")), CHARACTERS_MAX),
    }
}
