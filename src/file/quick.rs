//! A quick reader for files as Portolan itself writes them; whatever else a file may hold is left to the full reader.
//!
//! What it reads, the full reader reads the same. What it does not know, comments, raw texts, numbers with a base,
//! fields of a newer version, it gives up on, without saying why: the full reader then reads it or has the words.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::kept::{In, Kept};

/// The value that the whole text stands for, or nothing where the full reader has to look.
pub(super) fn read<Value: Kept>(text: &str) -> Option<Value> {
    let mut reader = Reader { text, at: 0 };
    reader.skip_preamble();
    let In(value) = de::Deserialize::deserialize(&mut reader).ok()?;
    reader.skip_blanks();
    (reader.at == text.len()).then_some(value)
}

/// The quick reader gives up.
#[derive(Debug)]
struct GivenUp;

impl fmt::Display for GivenUp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("left to the full reader")
    }
}

impl std::error::Error for GivenUp {}

impl de::Error for GivenUp {
    fn custom<Message: fmt::Display>(_message: Message) -> Self {
        Self
    }
}

type Quick<Value> = Result<Value, GivenUp>;

struct Reader<'de> {
    text: &'de str,
    /// Up to which byte it is read; never within a character.
    at: usize,
}

impl<'de> Reader<'de> {
    fn rest(&self) -> &'de [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn next_is(&self, byte: u8) -> bool {
        self.text.as_bytes().get(self.at) == Some(&byte)
    }

    fn take(&mut self, byte: u8) -> bool {
        let is_there = self.next_is(byte);
        self.at += usize::from(is_there);
        is_there
    }

    fn expect(&mut self, byte: u8) -> Quick<()> {
        if self.take(byte) { Ok(()) } else { Err(GivenUp) }
    }

    /// The bytes that follow for which `belongs` says yes; those must be ASCII.
    fn take_while(&mut self, belongs: impl Fn(u8) -> bool) -> &'de str {
        let rest = self.rest();
        let length = rest.iter().position(|&byte| !belongs(byte)).unwrap_or(rest.len());
        let taken = self.text.get(self.at..self.at + length).unwrap_or_default();
        self.at += length;
        taken
    }

    fn skip_blanks(&mut self) {
        self.take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
    }

    /// Lines of comment before the first bracket are no reason to give up; those after it are.
    fn skip_preamble(&mut self) {
        self.skip_blanks();
        while self.rest().starts_with(b"//") {
            let length = self.rest().iter().take_while(|byte| **byte != b'\n').count();
            self.at += length;
            self.skip_blanks();
        }
    }

    /// The name of a field or a word: ASCII letters, digits and low lines, no digit first.
    fn word(&mut self) -> Quick<&'de str> {
        if !self.rest().first().is_some_and(|&byte| byte.is_ascii_alphabetic() || byte == b'_') {
            return Err(GivenUp);
        }
        Ok(self.take_while(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
    }

    /// A number as it stands; nothing that could belong to it may follow.
    fn number(&mut self) -> Quick<&'de str> {
        let is_of_number = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'-');
        let number = self.take_while(is_of_number);
        let is_plain =
            number.bytes().find(|&byte| byte != b'-').is_some_and(|byte| byte.is_ascii_digit());
        let ends = self
            .rest()
            .first()
            .is_none_or(|next| matches!(next, b',' | b' ' | b'\n' | b'\r' | b')' | b']' | b'}'));
        if is_plain && ends { Ok(number) } else { Err(GivenUp) }
    }

    /// A text in quotes, which stands in the file as it is but for what is escaped.
    fn quoted(&mut self) -> Quick<Cow<'de, str>> {
        self.expect(b'"')?;
        let start = self.at;
        let rest = self.rest();
        let length = rest.iter().position(|&byte| matches!(byte, b'"' | b'\\')).ok_or(GivenUp)?;
        self.at = start + length;
        let plain = self.text.get(start..self.at).ok_or(GivenUp)?;
        if self.take(b'"') {
            return Ok(Cow::Borrowed(plain));
        }
        let mut text = plain.to_owned();
        loop {
            let rest = self.text.get(self.at..).ok_or(GivenUp)?;
            let stop = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\')).ok_or(GivenUp)?;
            text.push_str(rest.get(..stop).ok_or(GivenUp)?);
            self.at += stop;
            if self.take(b'"') {
                return Ok(Cow::Owned(text));
            }
            text.push(self.escaped()?);
        }
    }

    /// A backslash and what it stands for.
    fn escaped(&mut self) -> Quick<char> {
        self.expect(b'\\')?;
        let kind = self.rest().first().copied().ok_or(GivenUp)?;
        self.at += usize::from(kind.is_ascii());
        match kind {
            b'"' | b'\'' | b'\\' => Ok(char::from(kind)),
            b'n' => Ok('\n'),
            b't' => Ok('\t'),
            b'r' => Ok('\r'),
            b'u' => {
                self.expect(b'{')?;
                let digits = self.take_while(|byte| byte.is_ascii_hexdigit());
                self.expect(b'}')?;
                if !(1..=6).contains(&digits.len()) {
                    return Err(GivenUp);
                }
                u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).ok_or(GivenUp)
            }
            _ => Err(GivenUp),
        }
    }
}

macro_rules! numbers {
    ($($ask:ident $answer:ident)*) => {$(
        fn $ask<Asking: Visitor<'de>>(self, asking: Asking) -> Quick<Asking::Value> {
            asking.$answer(self.number()?.parse().map_err(|_no_number| GivenUp)?)
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = GivenUp;

    numbers! {
        deserialize_u8 visit_u8
        deserialize_u16 visit_u16
        deserialize_u32 visit_u32
        deserialize_u64 visit_u64
        deserialize_i8 visit_i8
        deserialize_i16 visit_i16
        deserialize_i32 visit_i32
        deserialize_i64 visit_i64
        deserialize_f64 visit_f64
    }

    fn deserialize_str<Asking: Visitor<'de>>(self, asking: Asking) -> Quick<Asking::Value> {
        match self.quoted()? {
            Cow::Borrowed(text) => asking.visit_borrowed_str(text),
            Cow::Owned(text) => asking.visit_str(&text),
        }
    }

    fn deserialize_string<Asking: Visitor<'de>>(self, asking: Asking) -> Quick<Asking::Value> {
        self.deserialize_str(asking)
    }

    fn deserialize_seq<Asking: Visitor<'de>>(self, asking: Asking) -> Quick<Asking::Value> {
        self.expect(b'[')?;
        let value = asking.visit_seq(Elements { reader: self, end: b']' })?;
        self.expect(b']')?;
        Ok(value)
    }

    fn deserialize_tuple<Asking: Visitor<'de>>(
        self,
        _count: usize,
        asking: Asking,
    ) -> Quick<Asking::Value> {
        self.expect(b'(')?;
        let value = asking.visit_seq(Elements { reader: self, end: b')' })?;
        self.skip_blanks();
        self.expect(b')')?;
        Ok(value)
    }

    fn deserialize_map<Asking: Visitor<'de>>(self, asking: Asking) -> Quick<Asking::Value> {
        self.expect(b'{')?;
        let value = asking.visit_map(Elements { reader: self, end: b'}' })?;
        self.expect(b'}')?;
        Ok(value)
    }

    fn deserialize_struct<Asking: Visitor<'de>>(
        self,
        _label: &'static str,
        _fields: &'static [&'static str],
        asking: Asking,
    ) -> Quick<Asking::Value> {
        self.expect(b'(')?;
        let value = asking.visit_map(Fields(Elements { reader: self, end: b')' }))?;
        self.expect(b')')?;
        Ok(value)
    }

    fn deserialize_enum<Asking: Visitor<'de>>(
        self,
        _label: &'static str,
        _words: &'static [&'static str],
        asking: Asking,
    ) -> Quick<Asking::Value> {
        let word = self.word()?;
        asking.visit_enum(Word(word))
    }

    fn deserialize_any<Asking: Visitor<'de>>(self, _asking: Asking) -> Quick<Asking::Value> {
        Err(GivenUp)
    }

    forward_to_deserialize_any! {
        bool i128 u128 f32 char bytes byte_buf option unit unit_struct newtype_struct tuple_struct
        identifier ignored_any
    }
}

/// What stands between two brackets, with commas between and perhaps one behind.
struct Elements<'a, 'de> {
    reader: &'a mut Reader<'de>,
    end: u8,
}

impl Elements<'_, '_> {
    /// Whether there is one more; called after the bracket and after each comma.
    fn is_more(&mut self) -> bool {
        self.reader.skip_blanks();
        !self.reader.next_is(self.end)
    }

    /// After an element stands a comma or the end.
    fn close_element(&mut self) -> Quick<()> {
        self.reader.skip_blanks();
        if self.reader.take(b',') || self.reader.next_is(self.end) { Ok(()) } else { Err(GivenUp) }
    }
}

impl<'de> SeqAccess<'de> for Elements<'_, 'de> {
    type Error = GivenUp;

    fn next_element_seed<Seed: DeserializeSeed<'de>>(
        &mut self,
        seed: Seed,
    ) -> Quick<Option<Seed::Value>> {
        if !self.is_more() {
            return Ok(None);
        }
        let element = seed.deserialize(&mut *self.reader)?;
        self.close_element()?;
        Ok(Some(element))
    }
}

impl<'de> MapAccess<'de> for Elements<'_, 'de> {
    type Error = GivenUp;

    fn next_key_seed<Seed: DeserializeSeed<'de>>(
        &mut self,
        seed: Seed,
    ) -> Quick<Option<Seed::Value>> {
        if !self.is_more() {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }

    fn next_value_seed<Seed: DeserializeSeed<'de>>(&mut self, seed: Seed) -> Quick<Seed::Value> {
        self.reader.skip_blanks();
        self.reader.expect(b':')?;
        self.reader.skip_blanks();
        let value = seed.deserialize(&mut *self.reader)?;
        self.close_element()?;
        Ok(value)
    }
}

/// The same where the keys are the names of fields.
struct Fields<'a, 'de>(Elements<'a, 'de>);

impl<'de> MapAccess<'de> for Fields<'_, 'de> {
    type Error = GivenUp;

    fn next_key_seed<Seed: DeserializeSeed<'de>>(
        &mut self,
        seed: Seed,
    ) -> Quick<Option<Seed::Value>> {
        if !self.0.is_more() {
            return Ok(None);
        }
        let name = self.0.reader.word()?;
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<Seed: DeserializeSeed<'de>>(&mut self, seed: Seed) -> Quick<Seed::Value> {
        self.0.next_value_seed(seed)
    }
}

/// A word that stands for a value.
struct Word<'de>(&'de str);

impl<'de> EnumAccess<'de> for Word<'de> {
    type Error = GivenUp;
    type Variant = Self;

    fn variant_seed<Seed: DeserializeSeed<'de>>(self, seed: Seed) -> Quick<(Seed::Value, Self)> {
        Ok((seed.deserialize(BorrowedStrDeserializer::new(self.0))?, self))
    }
}

impl<'de> VariantAccess<'de> for Word<'de> {
    type Error = GivenUp;

    fn unit_variant(self) -> Quick<()> {
        Ok(())
    }

    fn newtype_variant_seed<Seed: DeserializeSeed<'de>>(self, _seed: Seed) -> Quick<Seed::Value> {
        Err(GivenUp)
    }

    fn tuple_variant<Asking: Visitor<'de>>(
        self,
        _count: usize,
        _asking: Asking,
    ) -> Quick<Asking::Value> {
        Err(GivenUp)
    }

    fn struct_variant<Asking: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        _asking: Asking,
    ) -> Quick<Asking::Value> {
        Err(GivenUp)
    }
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::*;
    use crate::file::read::parse_in_full;
    use crate::file::v1::{PortfolioV1, portfolio_of};
    use crate::model::Portfolio;

    const SAMPLES: [&str; 3] = [
        include_str!("../../sample-portfolios/first-steps.ron"),
        include_str!("../../sample-portfolios/harbour-bank.ron"),
        include_str!("../../sample-portfolios/us-federal-it-2017.ron"),
    ];

    /// A short file with something of every sort in it.
    const SHORT: &str = r#"// A comment.
(
  format: 1, min_reader: 1, made_by: "x", title: "It\'s \"so\" \u{e9} \\ é",
  currency: "EUR", first_period: "2027-01", period: Quarter, horizon: 12, discount_rate: 6.5,
  stakeholders: [(id: "00000000000a", name: "Ann", weight: 1e1)],
  outcomes: [(id: "00000000000b", name: "Less", kind: Other, weight: 10.0, statements: {"low": "a\nb\tc"})],
  roles: [(id: "00000000000c", name: "Dev", rate: 50, capacity: {"2027-01": 2.25, "2027-04": 3.0,})],
  projects: [(
    id: "00000000000d", name: "One", stage: OnHold, tags: ["a", "b",], duration: 3,
    contributions: [(outcome: "00000000000b", level: "low", confidence: 80.0)],
    costs: [(id: "00000000000e", name: "C", kind: Run, first: 0, likely: -120, low: -500, high: 7)],
    demands: {"00000000000c": [0.5, 1.0]}, priority: WontNow, inputs: {"Job size": -2.5}, residual: 9,
    fundings: [(id: "00000000000h", name: "Half", cost: 50.0, work: 60, value: 1e1)],
    vendors: [(id: "00000000000j", name: "V", likely: 5, switching: 1)], vendor: "00000000000j",
  )],
  dependencies: [(id: "00000000000f", from: "00000000000d", kind: Enables, to: "00000000000d", lag: -1)],
  frameworks: [(id: "00000000000g", name: "F", formula: "a / b", fields: [(name: "a", low: -1, steps: [1, 2.5])])],
  plan: [(project: "00000000000d", start: "2027-01", funding: "00000000000h")], weights_by: Pairwise,
  pins: {"project 00000000000d": (-40, 2)},
)
"#;

    fn quickly(text: &str) -> Option<Result<Portfolio, String>> {
        read::<PortfolioV1>(text).map(|shape| portfolio_of(shape).map_err(|misfit| misfit.what))
    }

    fn in_full(text: &str) -> Option<Result<Portfolio, String>> {
        parse_in_full(text).ok().map(|shape| portfolio_of(shape).map_err(|misfit| misfit.what))
    }

    #[test]
    fn reads_what_portolan_writes_as_the_full_reader_does() {
        for text in SAMPLES.into_iter().chain([SHORT]) {
            let portfolio = quickly(text).expect("read quickly").expect("sound");
            assert!(Some(Ok(portfolio)) == in_full(text));
        }
    }

    #[test]
    fn reads_nothing_that_the_full_reader_refuses_or_reads_otherwise() {
        const PIECES: [&str; 36] = [
            "\"",
            "\\",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            "-",
            "+",
            ".",
            "e",
            "E",
            "_",
            "0",
            "0x1",
            "9",
            "r",
            "#",
            " ",
            "\n",
            "\r",
            "\t",
            "/",
            "//",
            "/* */",
            "é",
            "'",
            "\\u{1F600}",
            "\\x41",
            "\u{a0}",
            "inf",
            "Some(1)",
            "u8",
        ];
        let mut rng = Rng::with_seed(7);
        let mut read_count = 0;
        let places: Vec<usize> = SHORT.char_indices().map(|(at, _)| at).collect();
        for _ in 0..6_000 {
            let mut text = SHORT.to_owned();
            for _ in 0..rng.usize(1..=2) {
                let at =
                    text.floor_char_boundary(places[rng.usize(..places.len())].min(text.len()));
                let to = text.ceil_char_boundary((at + rng.usize(..3)).min(text.len()));
                text.replace_range(at..to, PIECES[rng.usize(..PIECES.len())]);
            }
            let Some(quick) = quickly(&text) else { continue };
            read_count += 1;
            let full = in_full(&text);
            assert!(full.as_ref() == Some(&quick), "read otherwise:\n{text}");
        }
        assert!(read_count > 300, "{read_count}");
    }

    #[test]
    fn gives_up_on_what_only_the_full_reader_knows() {
        for (from, to) in [
            ("horizon: 12", "horizon: 0xC"),
            ("horizon: 12", "/* so many */ horizon: 12"),
            ("title: \"", "titel: \""),
            ("made_by: \"x\"", "made_by: r#\"x\"#"),
            ("name: \"One\"", "name: \"One\", new_in_2: 7"),
            ("(\n  format", "Portfolio(\n  format"),
        ] {
            let text = SHORT.replacen(from, to, 1);
            assert_ne!(text, SHORT);
            assert!(quickly(&text).is_none(), "{to}");
        }
    }
}
