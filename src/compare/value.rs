//! What a field can hold, whatever its type: to be shown, compared, and put back.

use crate::model::{
    Approach, Calendar, ChangeId, CostKind, CostPart, Currency, Date, DependencyKind, Direction,
    Estimate, Figure, Force, FrameworkField, Fte, FundingId, GroupRule, Item, Ladder, Level, Money,
    Month, Name, OutcomeId, OutcomeKind, Percent, Pin, Pool, Priority, ProjectId, Response, Review,
    Say, Spread, Stage, StakeholderId, Text, VendorId, Weight, WeightRange, WeightsBy,
};

/// What a field says.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each is the type of the same name")]
pub enum Value {
    /// Nothing: nobody has said, or it is not in the set.
    Nothing,
    /// It is in the set.
    Here,
    Name(Name),
    Text(Text),
    /// A number of periods.
    Periods(u16),
    /// A number of periods that may be below zero.
    Lag(i16),
    Money(Money),
    Estimate(Estimate),
    Percent(Percent),
    Weight(Weight),
    WeightRange(WeightRange),
    WeightsBy(WeightsBy),
    Figure(Figure),
    Fte(Fte),
    /// People in each period.
    Demand(Vec<Fte>),
    Date(Date),
    Month(Month),
    Currency(Currency),
    Calendar(Calendar),
    Ladder(Ladder),
    Level(Level),
    Stage(Stage),
    Approach(Approach),
    OutcomeKind(OutcomeKind),
    Direction(Direction),
    CostKind(CostKind),
    CostPart(CostPart),
    Spread(Spread),
    Priority(Priority),
    Fields(Vec<FrameworkField>),
    Pool(Pool),
    DependencyKind(DependencyKind),
    GroupRule(GroupRule),
    Response(Response),
    Review(Review),
    Say(Say),
    Force(Force),
    Pin(Pin),
    /// A way to fund a part of the project.
    Funding(ProjectId, FundingId),
    /// A vendor of the project.
    Vendor(ProjectId, VendorId),
    /// Another record that is meant.
    Item(Item),
    /// What a newer version wrote, word for word.
    Unread(Box<str>),
}

/// What can stand in a field.
pub(super) trait Held: PartialEq {
    fn value(&self) -> Value;
}

macro_rules! held {
    ($($type:ty => $variant:ident),* $(,)?) => {
        $(impl Held for $type {
            fn value(&self) -> Value {
                Value::$variant(self.clone())
            }
        })*
    };
}

held! {
    Name => Name, u16 => Periods, i16 => Lag, Money => Money, Estimate => Estimate, Percent => Percent,
    Weight => Weight, Figure => Figure, Fte => Fte, Vec<Fte> => Demand, Date => Date, Month => Month,
    Currency => Currency, Calendar => Calendar, Ladder => Ladder, Level => Level, Stage => Stage, Approach => Approach,
    OutcomeKind => OutcomeKind, Direction => Direction, CostKind => CostKind, Pool => Pool,
    DependencyKind => DependencyKind, GroupRule => GroupRule, Response => Response, Review => Review, Say => Say,
    Force => Force, WeightRange => WeightRange, WeightsBy => WeightsBy, CostPart => CostPart, Spread => Spread,
    Priority => Priority, Vec<FrameworkField> => Fields, Pin => Pin, Box<str> => Unread,
}

/// A text of no words says nothing.
impl Held for Text {
    fn value(&self) -> Value {
        if self.as_str().is_empty() { Value::Nothing } else { Value::Text(self.clone()) }
    }
}

impl Held for StakeholderId {
    fn value(&self) -> Value {
        Value::Item(Item::Stakeholder(*self))
    }
}

impl Held for OutcomeId {
    fn value(&self) -> Value {
        Value::Item(Item::Outcome(*self))
    }
}

impl Held for ProjectId {
    fn value(&self) -> Value {
        Value::Item(Item::Project(*self))
    }
}

impl Held for ChangeId {
    fn value(&self) -> Value {
        Value::Item(Item::Change(*self))
    }
}

impl Held for (ProjectId, FundingId) {
    fn value(&self) -> Value {
        Value::Funding(self.0, self.1)
    }
}

impl Held for (ProjectId, VendorId) {
    fn value(&self) -> Value {
        Value::Vendor(self.0, self.1)
    }
}

impl<Inner: Held> Held for Option<Inner> {
    fn value(&self) -> Value {
        self.as_ref().map_or(Value::Nothing, Held::value)
    }
}
