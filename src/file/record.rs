//! Records with named fields, one a line; what a newer version added is kept word for word.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Mutex;

use ron::value::RawValue;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{Error as _, SerializeStruct};

use crate::model::Unread;

const UNREAD_NAMES_MAX: usize = 4_096;
const UNREAD_NAME_BYTES_MAX: usize = 128;

/// The name of a field: one of those this version knows, or another.
pub(super) enum FieldName<'de> {
    Known(&'static str),
    Other(&'de str),
}

/// Reads the name of a field, given the names that this version knows.
pub(super) struct FieldNames(pub(super) &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for FieldNames {
    type Value = FieldName<'de>;

    fn deserialize<Input: Deserializer<'de>>(
        self,
        input: Input,
    ) -> Result<FieldName<'de>, Input::Error> {
        input.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for FieldNames {
    type Value = FieldName<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a field")
    }

    fn visit_borrowed_str<Problem: serde::de::Error>(
        self,
        name: &'de str,
    ) -> Result<FieldName<'de>, Problem> {
        let known = self.0.iter().find(|known| **known == name);
        Ok(known.map_or(FieldName::Other(name), |known| FieldName::Known(known)))
    }

    fn visit_str<Problem: serde::de::Error>(self, name: &str) -> Result<FieldName<'de>, Problem> {
        let known = self.0.iter().find(|known| **known == name);
        known
            .map(|known| FieldName::Known(known))
            .ok_or_else(|| Problem::custom(format_args!("unknown field `{name}`")))
    }
}

/// Fields that this version does not know, while a record is read.
#[derive(Default)]
pub(super) struct UnreadFields(BTreeMap<Box<str>, Box<str>>);

impl UnreadFields {
    pub(super) fn take<'de, Fields: MapAccess<'de>>(
        &mut self,
        name: &str,
        fields: &mut Fields,
    ) -> Result<(), Fields::Error> {
        if name.len() > UNREAD_NAME_BYTES_MAX {
            let long =
                format_args!("the name of a field has at most {UNREAD_NAME_BYTES_MAX} characters");
            return Err(Fields::Error::custom(long));
        }
        if self.0.contains_key(name) {
            return Err(Fields::Error::custom(format_args!(
                "the field `{name}` stands twice in the same record"
            )));
        }
        // What could not be written back is not taken in.
        if lasting(name).is_none() {
            let many = format_args!(
                "there are more than {UNREAD_NAMES_MAX} different fields that this version does not know"
            );
            return Err(Fields::Error::custom(many));
        }
        let text: Box<RawValue> = fields.next_value()?;
        // Nothing more is taken off its ends: the line end behind a comment belongs to it.
        self.0.insert(name.into(), text.get_ron().replace("\r\n", "\n").into());
        Ok(())
    }

    pub(super) fn finish(self) -> Unread {
        Unread::new(self.0)
    }
}

/// Writes the fields that were kept word for word.
pub(super) fn write_unread<Record: SerializeStruct>(
    record: &mut Record,
    unread: &Unread,
) -> Result<(), Record::Error> {
    for (name, text) in unread.iter() {
        let value = RawValue::from_ron(text).map_err(Record::Error::custom)?;
        let name = lasting(name).ok_or_else(|| {
            Record::Error::custom("too many different fields of a newer version to keep")
        })?;
        record.serialize_field(name, value)?;
    }
    Ok(())
}

/// The same name, but for as long as the program runs: the writer asks for that. There are at most 4,096 of them.
fn lasting(name: &str) -> Option<&'static str> {
    static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut names = NAMES.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(known) = names.get(name) {
        return Some(known);
    }
    if names.len() >= UNREAD_NAMES_MAX {
        return None;
    }
    let name: &'static str = Box::leak(name.into());
    names.insert(name);
    Some(name)
}

/// Declares the shape of a record. Before each field stands how it is kept:
///
/// - `must`: always written; it is an error where it is missing.
/// - `plain`: always written; the default where it is missing.
/// - `maybe`: left out where it is the default.
macro_rules! record {
    (
        $(#[$doc:meta])*
        $label:literal $name:ident { $($(#[$field_doc:meta])* $how:ident $field:ident: $kind:ty,)* }
    ) => {
        $(#[$doc])*
        pub(in crate::file) struct $name {
            $($(#[$field_doc])* pub(in crate::file) $field: $kind,)*
            pub(in crate::file) unread: $crate::model::Unread,
        }

        impl $crate::file::kept::Kept for $name {
            fn write<Output: serde::Serializer>(&self, out: Output) -> Result<Output::Ok, Output::Error> {
                use serde::ser::SerializeStruct as _;
                let written = [$($crate::file::record::record!(@is_written $how self $field $kind)),*];
                let count = written.iter().filter(|is_written| **is_written).count() + self.unread.len();
                let mut record = out.serialize_struct($label, count)?;
                $(if $crate::file::record::record!(@is_written $how self $field $kind) {
                    record.serialize_field(stringify!($field), &$crate::file::kept::Out(&self.$field))?;
                })*
                $crate::file::record::write_unread(&mut record, &self.unread)?;
                record.end()
            }

            fn read<'de, Input: serde::Deserializer<'de>>(input: Input) -> Result<Self, Input::Error> {
                const NAMES: &[&str] = &[$(stringify!($field)),*];
                struct Fields;

                impl<'de> serde::de::Visitor<'de> for Fields {
                    type Value = $name;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        formatter.write_str(concat!("a ", $label, " in round brackets"))
                    }

                    fn visit_map<Map: serde::de::MapAccess<'de>>(self, mut map: Map) -> Result<$name, Map::Error> {
                        use serde::de::Error as _;
                        $(let mut $field: Option<$kind> = None;)*
                        let mut unread = $crate::file::record::UnreadFields::default();
                        while let Some(name) = map.next_key_seed($crate::file::record::FieldNames(NAMES))? {
                            match name {
                                $($crate::file::record::FieldName::Known(stringify!($field)) => {
                                    if $field.is_some() {
                                        return Err(Map::Error::duplicate_field(stringify!($field)));
                                    }
                                    $field = Some(map.next_value::<$crate::file::kept::In<$kind>>()?.0);
                                })*
                                $crate::file::record::FieldName::Other(name)
                                | $crate::file::record::FieldName::Known(name) => unread.take(name, &mut map)?,
                            }
                        }
                        Ok($name {
                            $($field: $crate::file::record::record!(@filled $how $field Map),)*
                            unread: unread.finish(),
                        })
                    }
                }

                input.deserialize_struct($label, NAMES, Fields)
            }
        }
    };
    (@is_written must $record:ident $field:ident $kind:ty) => { true };
    (@is_written plain $record:ident $field:ident $kind:ty) => { true };
    (@is_written maybe $record:ident $field:ident $kind:ty) => { !$crate::file::kept::Absent::is_absent(&$record.$field) };
    (@filled must $field:ident $map:ident) => {
        $field.ok_or_else(|| $map::Error::missing_field(stringify!($field)))?
    };
    (@filled plain $field:ident $map:ident) => { $field.unwrap_or_default() };
    (@filled maybe $field:ident $map:ident) => { $field.unwrap_or_default() };
}

/// Declares the words that a value of the model is written as; a value that is added there and forgotten here does not compile.
macro_rules! words {
    ($($label:literal $name:ident { $($word:ident),* $(,)? })*) => {$(
        impl $crate::file::kept::Kept for $name {
            fn write<Output: serde::Serializer>(&self, out: Output) -> Result<Output::Ok, Output::Error> {
                let word = match self { $(Self::$word => stringify!($word),)* };
                out.serialize_unit_variant($label, 0, word)
            }

            fn read<'de, Input: serde::Deserializer<'de>>(input: Input) -> Result<Self, Input::Error> {
                const WORDS: &[&str] = &[$(stringify!($word)),*];
                struct Words;

                impl<'de> serde::de::Visitor<'de> for Words {
                    type Value = $name;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "one of {}", WORDS.join(", "))
                    }

                    fn visit_enum<Data: serde::de::EnumAccess<'de>>(self, data: Data) -> Result<Self::Value, Data::Error> {
                        use serde::de::VariantAccess as _;
                        let (word, rest) = data.variant_seed($crate::file::record::Word(WORDS))?;
                        rest.unit_variant()?;
                        match word {
                            $(stringify!($word) => Ok($name::$word),)*
                            _ => Err(serde::de::Error::unknown_variant(word, WORDS)),
                        }
                    }
                }

                input.deserialize_enum($label, WORDS, Words)
            }
        }
    )*};
}

/// Reads one of the words given.
pub(super) struct Word(pub(super) &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Word {
    type Value = &'static str;

    fn deserialize<Input: Deserializer<'de>>(
        self,
        input: Input,
    ) -> Result<&'static str, Input::Error> {
        input.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Word {
    type Value = &'static str;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "one of {}", self.0.join(", "))
    }

    fn visit_str<Problem: serde::de::Error>(self, word: &str) -> Result<&'static str, Problem> {
        let known = self.0.iter().find(|known| **known == word);
        known.copied().ok_or_else(|| Problem::unknown_variant(word, self.0))
    }
}

pub(super) use {record, words};
