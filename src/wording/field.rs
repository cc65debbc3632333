//! What the fields of a portfolio are called.

use super::{day, item_label, month, shortened};
use crate::compare::Field;
use crate::model::{Item, Level, Portfolio};

/// The longest name in the name of a field, in characters.
const NAME_CHARACTERS_MAX: usize = 32;

/// The field in a few words, in lower case, with the names that the portfolio gives.
pub fn field_name(field: &Field, portfolio: &Portfolio) -> String {
    let named =
        |item: Item| format!("“{}”", shortened(&item_label(portfolio, item), NAME_CHARACTERS_MAX));
    let of = |words: &str, item: Item| format!("{words} {}", named(item));
    match field {
        Field::Statement(level) => format!("meaning of {}", level_name(*level, portfolio)),
        Field::Actual(date) => format!("measured on {}", day(*date)),
        Field::Tag(tag) => format!("tag “{}”", shortened(tag, NAME_CHARACTERS_MAX)),
        Field::Demand(role) => of("demand for", Item::Role(*role)),
        Field::Member(project) => of("member", Item::Project(*project)),
        Field::Capacity(from) => format!("capacity from {}", month(*from)),
        Field::Realised(when) => format!("realised in {}", month(*when)),
        Field::PerPeriod(from) => format!("limit in a period from {}", month(*from)),
        Field::Threatens(project) => of("threat to", Item::Project(*project)),
        Field::OtherBudget(budget) => of("budget", Item::Budget(*budget)),
        Field::OtherCapacity(role) => of("capacity of", Item::Role(*role)),
        Field::OtherWeight(outcome) => of("weight of", Item::Outcome(*outcome)),
        Field::Forced(project) => of("choice of", Item::Project(*project)),
        Field::ForcedReason(project) => of("reason for", Item::Project(*project)),
        Field::OtherStart(project) => of("start of", Item::Project(*project)),
        Field::CostFactor(project) => of("cost factor of", Item::Project(*project)),
        Field::Input(name) => format!("“{}”", shortened(name, NAME_CHARACTERS_MAX)),
        Field::InPlan(project) => of("in the agreed plan", Item::Project(*project)),
        Field::PlannedStart(project) => of("agreed start of", Item::Project(*project)),
        Field::PlannedFunding(project) => of("agreed funding of", Item::Project(*project)),
        Field::ForcedUnread(_, name) | Field::PlannedUnread(_, name) | Field::Unread(name) => {
            format!("“{name}” (newer version)")
        }
        plain => plain_name(plain).to_owned(),
    }
}

/// What a level is called, or its number where the ladder does not have it.
pub(super) fn level_name(level: Level, portfolio: &Portfolio) -> String {
    let rung = portfolio.ladder.rung(level);
    rung.map_or_else(|| format!("level {}", level.0), |rung| rung.name.to_string())
}

#[expect(clippy::too_many_lines, reason = "one word for each field; a table, not a way")]
fn plain_name(field: &Field) -> &'static str {
    match field {
        Field::Title => "title",
        Field::Organisation => "organisation",
        Field::Currency => "currency",
        Field::Calendar => "calendar",
        Field::DiscountRate => "discount rate",
        Field::PriceRise => "price rise",
        Field::Ladder => "ladder",
        Field::WeightsBy => "how weights came about",
        Field::Name => "name",
        Field::Summary => "summary",
        Field::Note => "note",
        Field::Kind => "kind",
        Field::Owner => "owner",
        Field::Weight => "weight",
        Field::WeightRange => "range of weight",
        Field::Parent => "part of",
        Field::Unit => "unit",
        Field::Direction => "direction",
        Field::Baseline => "baseline",
        Field::Target => "target",
        Field::TargetBy => "target day",
        Field::Stage => "stage",
        Field::Category => "category",
        Field::Sponsor => "sponsor",
        Field::Lead => "lead",
        Field::Deputy => "deputy",
        Field::Approach => "approach",
        Field::Duration => "duration",
        Field::EarliestStart => "earliest start",
        Field::LatestStart => "latest start",
        Field::FixedStart => "fixed start",
        Field::FinishBy => "finish by",
        Field::Priority => "priority",
        Field::CostShare => "share of cost",
        Field::WorkShare => "share of work",
        Field::ValueShare => "share of value",
        Field::Price => "price",
        Field::Switching => "switching cost",
        Field::Terms => "terms",
        Field::Vendor => "vendor",
        Field::Residual => "residual value",
        Field::Part => "part of the cost of ownership",
        Field::Spread => "spread",
        Field::By => "judged by",
        Field::More => "counts more",
        Field::Less => "counts less",
        Field::Times => "times",
        Field::Formula => "formula",
        Field::Fields => "fields",
        Field::Correlation => "correlation",
        Field::Pool => "pool",
        Field::First => "first period",
        Field::Periods => "periods",
        Field::Amount => "amount",
        Field::Outcome => "outcome",
        Field::Delay => "delay",
        Field::Ramp => "ramp",
        Field::Level => "level",
        Field::Confidence => "confidence",
        Field::Rationale => "rationale",
        Field::RatedBy => "rated by",
        Field::Through => "through",
        Field::From => "from",
        Field::To => "to",
        Field::Lag => "lag",
        Field::Reason => "reason",
        Field::Rule => "rule",
        Field::Rate => "rate",
        Field::Total => "total",
        Field::Criteria => "criteria",
        Field::Planned => "planned",
        Field::Forecast => "forecast",
        Field::Reached => "reached",
        Field::Review => "review",
        Field::Cause => "cause",
        Field::Event => "event",
        Field::Effect => "effect",
        Field::Probability => "probability",
        Field::Loss => "loss",
        Field::DelayCaused => "delay caused",
        Field::Response => "response",
        Field::ResponseNote => "response note",
        Field::ResidualProbability => "residual probability",
        Field::ResidualLoss => "residual loss",
        Field::ResidualDelay => "residual delay",
        Field::ReviewOn => "review day",
        Field::Department => "department",
        Field::Say => "say",
        Field::Place => "place on the map",
        Field::Statement(_)
        | Field::Actual(_)
        | Field::Tag(_)
        | Field::Demand(_)
        | Field::Member(_)
        | Field::Capacity(_)
        | Field::PerPeriod(_)
        | Field::Realised(_)
        | Field::Threatens(_)
        | Field::OtherBudget(_)
        | Field::OtherCapacity(_)
        | Field::OtherWeight(_)
        | Field::Forced(_)
        | Field::ForcedReason(_)
        | Field::ForcedUnread(..)
        | Field::OtherStart(_)
        | Field::CostFactor(_)
        | Field::Input(_)
        | Field::InPlan(_)
        | Field::PlannedStart(_)
        | Field::PlannedFunding(_)
        | Field::PlannedUnread(..)
        | Field::Unread(_) => "field",
    }
}
