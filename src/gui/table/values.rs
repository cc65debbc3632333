//! What stands in a cell: a value with its order, how it reads, and how a spreadsheet reads it.

use std::cmp::Ordering;

use super::columns::Column;
use crate::model::{
    CostKind, Currency, Fte, Money, MoneySum, Month, Name, Portfolio, Project, Stage, StakeholderId,
};
use crate::wording;

/// A value of a cell. What is missing is no value: it is `None`, and never zero.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// Words.
    Words(String),
    /// One of a closed list, by its place in it.
    Choice(usize, &'static str),
    /// Several words.
    Tags(Vec<String>),
    /// A number, with as many decimals as are shown always, or at most.
    Number(f64, Decimals),
    /// An amount in the smallest coin.
    Money(MoneySum),
    /// A month.
    Month(Month),
    /// A link to an outcome.
    Level(Rating),
}

/// How many decimals a number is shown with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decimals {
    /// None at all.
    Whole,
    /// Always one.
    One,
    /// Two at most.
    UpToTwo,
}

/// How strongly a project serves an outcome, as a cell shows it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rating {
    /// The place of the level, counted from 0 for the lowest; nothing where nobody has rated the link.
    pub(crate) level: Option<u8>,
    /// The word of the level.
    pub(crate) word: String,
    /// How sure that is, 0 to 100.
    pub(crate) confidence: f64,
}

/// What an unrated link is called in a cell.
pub(crate) const UNRATED: &str = "Not rated";

/// By what cells are put in order.
#[derive(Debug, Clone, PartialEq, PartialOrd)]
pub(crate) enum SortKey {
    Figure(f64),
    Words(String),
}

impl SortKey {
    pub(crate) fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Figure(one), Self::Figure(other)) => one.total_cmp(other),
            (Self::Words(one), Self::Words(other)) => one.cmp(other),
            (Self::Figure(_), Self::Words(_)) => Ordering::Less,
            (Self::Words(_), Self::Figure(_)) => Ordering::Greater,
        }
    }
}

impl Value {
    /// By what it is put in order.
    pub(crate) fn sort_key(&self) -> SortKey {
        match self.figure() {
            Some(figure) => SortKey::Figure(figure),
            None => SortKey::Words(self.words().to_lowercase()),
        }
    }

    /// The value as a figure, where it is one: for an order, a range and a mean.
    #[expect(clippy::cast_lossless, reason = "a figure to compare by")]
    pub(crate) fn figure(&self) -> Option<f64> {
        match self {
            Self::Words(_) | Self::Tags(_) => None,
            Self::Choice(place, _) => Some(*place as f64),
            Self::Number(number, _) => Some(*number),
            Self::Money(sum) => Some(sum.minor as f64),
            Self::Month(month) => Some(month_figure(*month)),
            Self::Level(rating) => {
                let level = rating.level.map_or(-1.0, |level| level as f64);
                Some(level + rating.confidence / 1000.0)
            }
        }
    }

    /// The word by which rows are put together and chosen.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::Choice(_, word) => (*word).to_owned(),
            Self::Tags(tags) => tags.join(", "),
            Self::Level(rating) => rating.word.clone(),
            Self::Number(..) | Self::Money(_) | Self::Month(_) => String::new(),
        }
    }

    /// How it reads on the screen.
    pub(crate) fn text(&self, currency: Currency) -> String {
        match self {
            Self::Number(number, decimals) => match decimals {
                Decimals::Whole => wording::decimal(*number, 0),
                Decimals::One => wording::points(*number),
                Decimals::UpToTwo => wording::decimal(*number, 2),
            },
            Self::Money(sum) => wording::plain_money(sum.to_money(), currency),
            Self::Month(month) => wording::month(*month),
            Self::Level(rating) => rating.text(),
            words => words.words(),
        }
    }

    /// How a spreadsheet and an editor read it: digits without groups, months as `2027-04`.
    pub(crate) fn plain(&self, currency: Currency) -> String {
        match self {
            Self::Number(..) | Self::Money(_) => digits_only(&self.text(currency)),
            Self::Month(month) => month.to_string(),
            other => other.text(currency),
        }
    }
}

impl Rating {
    /// `Strong`, or `Strong · 80 %` where there is doubt.
    fn text(&self) -> String {
        if self.level.is_none() || self.confidence >= 100.0 {
            return self.word.clone();
        }
        format!("{} · {}\u{202f}%", self.word, wording::decimal(self.confidence, 2))
    }
}

/// A month as a figure that grows with time.
#[expect(clippy::cast_lossless, reason = "a figure to compare by")]
pub(crate) fn month_figure(month: Month) -> f64 {
    (month.year() * 12 + month.month() - 1) as f64
}

/// Figures as machines read them: no groups, an ordinary minus.
fn digits_only(text: &str) -> String {
    text.chars().filter(|c| *c != '\u{202f}').collect::<String>().replace('\u{2212}', "-")
}

/// What the record itself says in this column; nothing for what follows from the rest of the portfolio.
pub(crate) fn stated(portfolio: &Portfolio, project: &Project, column: Column) -> Option<Value> {
    match column {
        Column::Name => Some(Value::Words(project.name.to_string())),
        Column::Stage => {
            let place = Stage::ALL.iter().position(|stage| *stage == project.stage)?;
            Some(Value::Choice(place, wording::stage(project.stage)))
        }
        Column::Priority => project.priority.map(|priority| {
            Value::Choice(usize::from(priority as u8), wording::priority(priority))
        }),
        Column::Approach => project.approach.map(|approach| {
            Value::Choice(usize::from(approach as u8), wording::approach(approach))
        }),
        Column::Category => project.category.as_ref().map(words),
        Column::Tags => {
            let tags: Vec<String> = project.tags.iter().map(ToString::to_string).collect();
            (!tags.is_empty()).then_some(Value::Tags(tags))
        }
        Column::Sponsor => person(portfolio, project.sponsor),
        Column::Lead => person(portfolio, project.lead),
        Column::Deputy => person(portfolio, project.deputy),
        Column::Duration => {
            project.duration.map(|periods| Value::Number(f64::from(periods), Decimals::Whole))
        }
        Column::EarliestStart => project.window.earliest_start.map(Value::Month),
        Column::LatestStart => project.window.latest_start.map(Value::Month),
        Column::FixedStart => project.window.fixed_start.map(Value::Month),
        Column::FinishBy => project.window.finish_by.map(Value::Month),
        Column::Capex => one_off(project, CostKind::Capex),
        Column::Opex => one_off(project, CostKind::Opex),
        Column::Running => {
            let lines = project.costs.values().filter(|line| line.kind == CostKind::Run);
            sum_of(lines.map(|line| (line.amount.likely(), 1)))
        }
        Column::Benefit => sum_of(project.benefits.values().map(|line| (line.amount.likely(), 1))),
        Column::Realised => {
            let told = project.benefits.values().flat_map(|line| line.realised.values());
            sum_of(told.map(|money| (*money, 1)))
        }
        Column::Summary => passage(&project.summary),
        Column::Note => passage(&project.note),
        Column::Demand(role) => peak(project.demands.get(&role)?),
        Column::People => people(project),
        Column::Milestones => Some(count(project.milestones.len())),
        Column::Level(outcome) => {
            let link = project.contributions.get(&outcome)?;
            let rung = link.level.and_then(|level| portfolio.ladder.rung(level));
            Some(Value::Level(Rating {
                level: link.level.map(|level| level.0),
                word: rung.map_or_else(|| UNRATED.to_owned(), |rung| rung.name.to_string()),
                confidence: link.confidence.percent(),
            }))
        }
        Column::Score
        | Column::Rank
        | Column::Coverage
        | Column::Low
        | Column::High
        | Column::Start
        | Column::Total
        | Column::TotalBenefit
        | Column::Risks
        | Column::LinksOut
        | Column::LinksIn => None,
    }
}

/// A number of things.
pub(crate) fn count(number: usize) -> Value {
    Value::Number(number as f64, Decimals::Whole)
}

fn words(name: &Name) -> Value {
    Value::Words(name.to_string())
}

fn passage(text: &str) -> Option<Value> {
    (!text.is_empty()).then(|| Value::Words(text.to_owned()))
}

fn person(portfolio: &Portfolio, id: Option<StakeholderId>) -> Option<Value> {
    portfolio.stakeholders.get(&id?).map(|person| words(&person.name))
}

fn sum_of(amounts: impl Iterator<Item = (Money, u32)>) -> Option<Value> {
    let mut sum = None;
    for (amount, times) in amounts {
        let so_far: MoneySum = sum.unwrap_or_default();
        sum = Some(so_far.plus_times(amount, times));
    }
    sum.map(Value::Money)
}

/// What one-off lines of a kind come to; those that run on to the horizon count once, as nobody has said how often.
fn one_off(project: &Project, kind: CostKind) -> Option<Value> {
    let lines = project.costs.values().filter(|line| line.kind == kind);
    sum_of(lines.map(|line| (line.amount.likely(), u32::from(line.periods.unwrap_or(1)))))
}

fn peak(demand: &[Fte]) -> Option<Value> {
    demand.iter().max().map(|most| Value::Number(most.people(), Decimals::UpToTwo))
}

/// The most people of all roles together in any period.
fn people(project: &Project) -> Option<Value> {
    let longest = project.demands.values().map(Vec::len).max()?;
    let in_period = |period: usize| -> u64 {
        let demands = project.demands.values().filter_map(|demand| demand.get(period));
        demands.map(|fte| u64::from(fte.hundredths())).sum()
    };
    let most = (0..longest).map(in_period).max()?;
    Some(Value::Number(most as f64 / 100.0, Decimals::UpToTwo))
}
