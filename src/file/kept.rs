//! How each kind of value stands in a file: as few characters as say it, checked when it is read.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{self, Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap as _, Serializer};

use crate::model::{
    BenefitId, BudgetId, CauseId, ChangeId, CostId, Date, DependencyId, Figure, FrameworkId, Fte,
    FundingId, GroupId, JudgmentId, LevelKey, MeasureId, MilestoneId, Money, Month, Name,
    OutcomeId, Percent, ProjectId, RiskId, RoleId, ScenarioId, StakeholderId, SynergyPoints, Text,
    VendorId, Weight, WeightsBy,
};

/// The most elements any list in a file may have.
pub(super) const ELEMENTS_MAX: usize = 100_000;

/// A value that knows how it stands in a file.
pub(super) trait Kept: Sized {
    fn write<Output: Serializer>(&self, out: Output) -> Result<Output::Ok, Output::Error>;
    fn read<'de, Input: Deserializer<'de>>(input: Input) -> Result<Self, Input::Error>;
}

/// A value that is left out of the file where it says nothing.
pub(super) trait Absent {
    fn is_absent(&self) -> bool;
}

impl<Value> Absent for Option<Value> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<Value> Absent for Vec<Value> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<Value> Absent for BTreeSet<Value> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<Key, Value> Absent for BTreeMap<Key, Value> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl Absent for Text {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl Absent for i16 {
    fn is_absent(&self) -> bool {
        *self == 0
    }
}

impl Absent for WeightsBy {
    fn is_absent(&self) -> bool {
        *self == Self::default()
    }
}

/// A kept value on its way in.
pub(super) struct In<Value>(pub(super) Value);

impl<'de, Value: Kept> Deserialize<'de> for In<Value> {
    fn deserialize<Input: Deserializer<'de>>(input: Input) -> Result<Self, Input::Error> {
        Value::read(input).map(In)
    }
}

/// A kept value on its way out.
pub(super) struct Out<'a, Value>(pub(super) &'a Value);

impl<Value: Kept> Serialize for Out<'_, Value> {
    fn serialize<Output: Serializer>(&self, out: Output) -> Result<Output::Ok, Output::Error> {
        self.0.write(out)
    }
}

/// Reads a text and takes it apart at once, so that the error points to it.
struct TextVisitor<Value>(PhantomData<Value>);

impl<Value> Visitor<'_> for TextVisitor<Value>
where
    Value: FromStr,
    Value::Err: fmt::Display,
{
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a text in quotes")
    }

    fn visit_str<Problem: de::Error>(self, text: &str) -> Result<Value, Problem> {
        text.parse().map_err(Problem::custom)
    }
}

macro_rules! kept_as_text {
    ($($name:ty),* $(,)?) => {$(
        impl Kept for $name {
            fn write<Output: Serializer>(&self, out: Output) -> Result<Output::Ok, Output::Error> {
                out.collect_str(self)
            }

            fn read<'de, Input: Deserializer<'de>>(input: Input) -> Result<Self, Input::Error> {
                input.deserialize_str(TextVisitor(PhantomData))
            }
        }
    )*};
}

kept_as_text!(
    BenefitId,
    BudgetId,
    CauseId,
    ChangeId,
    CostId,
    DependencyId,
    FrameworkId,
    FundingId,
    GroupId,
    JudgmentId,
    MeasureId,
    MilestoneId,
    Month,
    OutcomeId,
    ProjectId,
    RiskId,
    RoleId,
    ScenarioId,
    StakeholderId,
    VendorId,
);

macro_rules! kept_as_str {
    ($($name:ty),* $(,)?) => {$(
        impl Kept for $name {
            fn write<Output: Serializer>(&self, out: Output) -> Result<Output::Ok, Output::Error> {
                out.serialize_str(self.as_str())
            }

            fn read<'de, Input: Deserializer<'de>>(input: Input) -> Result<Self, Input::Error> {
                input.deserialize_str(TextVisitor(PhantomData))
            }
        }
    )*};
}

kept_as_str!(Name, String, Text);

/// A day, written `2027-01-31` and no other way.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct StrictDay(Date);

impl FromStr for StrictDay {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refused = || {
            format!(
                "\"{text}\" is no day; a day is written as year, month and day, such as 2027-01-31"
            )
        };
        let day: Date = text.parse().map_err(|_not_a_day| refused())?;
        // The parser is more generous than the format: it takes 20270131, too.
        if day.to_string() == text { Ok(Self(day)) } else { Err(refused()) }
    }
}

impl Kept for Date {
    fn write<Output: Serializer>(&self, out: Output) -> Result<Output::Ok, Output::Error> {
        out.collect_str(self)
    }

    fn read<'de, Input: Deserializer<'de>>(input: Input) -> Result<Self, Input::Error> {
        input.deserialize_str(TextVisitor::<StrictDay>(PhantomData)).map(|day| day.0)
    }
}

impl Kept for LevelKey {
    fn write<Output: Serializer>(&self, out: Output) -> Result<Output::Ok, Output::Error> {
        out.serialize_str(self.as_str())
    }

    fn read<'de, Input: Deserializer<'de>>(input: Input) -> Result<Self, Input::Error> {
        let text = String::read(input)?;
        Self::new(&text).map_err(Input::Error::custom)
    }
}

macro_rules! kept_as_number {
    ($($name:ty: $plain:ty, $write:ident, $value:ident;)*) => {$(
        impl Kept for $name {
            fn write<Output: Serializer>(&self, out: Output) -> Result<Output::Ok, Output::Error> {
                out.$write(self.$value())
            }

            fn read<'de, Input: Deserializer<'de>>(input: Input) -> Result<Self, Input::Error> {
                let plain = <$plain>::deserialize(input)?;
                Self::new(plain).map_err(Input::Error::custom)
            }
        }
    )*};
}

kept_as_number! {
    Percent: f64, serialize_f64, percent;
    Weight: f64, serialize_f64, value;
    Figure: f64, serialize_f64, value;
    Fte: f64, serialize_f64, people;
    SynergyPoints: f64, serialize_f64, points;
}

macro_rules! kept_as_itself {
    ($($name:ty: $write:ident;)*) => {$(
        impl Kept for $name {
            fn write<Output: Serializer>(&self, out: Output) -> Result<Output::Ok, Output::Error> {
                out.$write(*self)
            }

            fn read<'de, Input: Deserializer<'de>>(input: Input) -> Result<Self, Input::Error> {
                Self::deserialize(input)
            }
        }
    )*};
}

kept_as_itself! {
    u8: serialize_u8;
    u16: serialize_u16;
    i16: serialize_i16;
    u32: serialize_u32;
}

impl Kept for Money {
    fn write<Output: Serializer>(&self, out: Output) -> Result<Output::Ok, Output::Error> {
        out.serialize_i64(self.minor)
    }

    fn read<'de, Input: Deserializer<'de>>(input: Input) -> Result<Self, Input::Error> {
        i64::deserialize(input).map(Self::from_minor)
    }
}

/// A place on the map: across and down.
impl Kept for (i32, i32) {
    fn write<Output: Serializer>(&self, out: Output) -> Result<Output::Ok, Output::Error> {
        self.serialize(out)
    }

    fn read<'de, Input: Deserializer<'de>>(input: Input) -> Result<Self, Input::Error> {
        Self::deserialize(input)
    }
}

/// What may be absent is written without `Some`, or not at all.
impl<Value: Kept> Kept for Option<Value> {
    fn write<Output: Serializer>(&self, out: Output) -> Result<Output::Ok, Output::Error> {
        match self {
            Some(value) => value.write(out),
            None => out.serialize_none(),
        }
    }

    fn read<'de, Input: Deserializer<'de>>(input: Input) -> Result<Self, Input::Error> {
        Value::read(input).map(Some)
    }
}

struct ListVisitor<Value>(PhantomData<Value>);

impl<'de, Value: Kept> Visitor<'de> for ListVisitor<Value> {
    type Value = Vec<Value>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list in square brackets")
    }

    fn visit_seq<Elements: SeqAccess<'de>>(
        self,
        mut elements: Elements,
    ) -> Result<Vec<Value>, Elements::Error> {
        let mut list = Vec::new();
        while let Some(In(element)) = elements.next_element()? {
            refuse_too_many(list.len())?;
            list.push(element);
        }
        Ok(list)
    }
}

pub(super) fn refuse_too_many<Problem: de::Error>(count: usize) -> Result<(), Problem> {
    if count >= ELEMENTS_MAX {
        return Err(Problem::custom(format_args!(
            "a list has at most {ELEMENTS_MAX} elements; this one has more"
        )));
    }
    Ok(())
}

impl<Value: Kept> Kept for Vec<Value> {
    fn write<Output: Serializer>(&self, out: Output) -> Result<Output::Ok, Output::Error> {
        out.collect_seq(self.iter().map(Out))
    }

    fn read<'de, Input: Deserializer<'de>>(input: Input) -> Result<Self, Input::Error> {
        input.deserialize_seq(ListVisitor(PhantomData))
    }
}

struct SetVisitor<Value>(PhantomData<Value>);

impl<'de, Value: Kept + Ord + fmt::Display> Visitor<'de> for SetVisitor<Value> {
    type Value = BTreeSet<Value>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list in square brackets")
    }

    fn visit_seq<Elements: SeqAccess<'de>>(
        self,
        mut elements: Elements,
    ) -> Result<BTreeSet<Value>, Elements::Error> {
        let mut set = BTreeSet::new();
        while let Some(In(element)) = elements.next_element()? {
            refuse_too_many(set.len())?;
            if set.contains(&element) {
                let twice = format_args!("\"{element}\" stands twice in the same list");
                return Err(Elements::Error::custom(twice));
            }
            set.insert(element);
        }
        Ok(set)
    }
}

impl<Value: Kept + Ord + fmt::Display> Kept for BTreeSet<Value> {
    fn write<Output: Serializer>(&self, out: Output) -> Result<Output::Ok, Output::Error> {
        out.collect_seq(self.iter().map(Out))
    }

    fn read<'de, Input: Deserializer<'de>>(input: Input) -> Result<Self, Input::Error> {
        input.deserialize_seq(SetVisitor(PhantomData))
    }
}

struct TableVisitor<Key, Value>(PhantomData<(Key, Value)>);

impl<'de, Key, Value> Visitor<'de> for TableVisitor<Key, Value>
where
    Key: Kept + Ord + fmt::Display,
    Value: Kept,
{
    type Value = BTreeMap<Key, Value>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a table in curly brackets")
    }

    fn visit_map<Entries: MapAccess<'de>>(
        self,
        mut entries: Entries,
    ) -> Result<BTreeMap<Key, Value>, Entries::Error> {
        let mut table = BTreeMap::new();
        while let Some(In(key)) = entries.next_key::<In<Key>>()? {
            refuse_too_many(table.len())?;
            if table.contains_key(&key) {
                let twice = format_args!("\"{key}\" stands twice in the same table");
                return Err(Entries::Error::custom(twice));
            }
            let In(value) = entries.next_value()?;
            table.insert(key, value);
        }
        Ok(table)
    }
}

impl<Key, Value> Kept for BTreeMap<Key, Value>
where
    Key: Kept + Ord + fmt::Display,
    Value: Kept,
{
    fn write<Output: Serializer>(&self, out: Output) -> Result<Output::Ok, Output::Error> {
        let mut table = out.serialize_map(Some(self.len()))?;
        for (key, value) in self {
            table.serialize_entry(&Out(key), &Out(value))?;
        }
        table.end()
    }

    fn read<'de, Input: Deserializer<'de>>(input: Input) -> Result<Self, Input::Error> {
        input.deserialize_map(TableVisitor(PhantomData))
    }
}
