//! The outcomes of an import: those of the map, and those that the table adds.

use std::collections::BTreeMap;

use super::columns::one_line;
use super::ids::id_of;
use super::words::Words;
use super::{ImportError, MapField as _};
use crate::exchange::mapping::{OutcomeKindWord, OutcomesMap, Take};
use crate::model::{Name, NameError, Outcome, OutcomeId, Text, Weight};

/// The outcomes so far, and the words by which they are found.
pub(super) struct Outcomes {
    pub(super) known: BTreeMap<OutcomeId, Outcome>,
    words: Vec<(OutcomeId, Words)>,
    rated: Vec<OutcomeId>,
}

impl Outcomes {
    /// The outcomes that the map names.
    pub(super) fn of(map: &OutcomesMap) -> Result<Self, ImportError> {
        let mut outcomes = Self { known: BTreeMap::new(), words: Vec::new(), rated: Vec::new() };
        for row in &map.table {
            let summary = row.summary.parse().in_map("outcomes.table.summary")?;
            let outcome = stated(&row.name, row.kind, row.weight, summary)?;
            let id = outcomes.put(outcome);
            outcomes.words.push((id, Words::of(&row.words)));
        }
        for rating in &map.ratings {
            let outcome = stated(&rating.outcome, rating.kind, rating.weight, Text::default())?;
            let id = outcomes.put(outcome);
            outcomes.rated.push(id);
        }
        Ok(outcomes)
    }

    /// The outcomes of the rating columns, in the order of the map.
    pub(super) fn rated(&self) -> impl Iterator<Item = OutcomeId> {
        self.rated.iter().copied()
    }

    /// The outcomes that `text` means.
    pub(super) fn meant_by(&self, text: &str, take: Take) -> Vec<OutcomeId> {
        let text = text.to_lowercase();
        let mut found =
            self.words.iter().filter(|(_, words)| words.are_in(&text)).map(|&(id, _)| id);
        match take {
            Take::First => found.next().into_iter().collect(),
            Take::All => found.collect(),
        }
    }

    /// The outcome that is called by `text`; a new one weighs as much as any other.
    pub(super) fn add(&mut self, text: &str) -> Result<OutcomeId, NameError> {
        let name: Name = one_line(text).parse()?;
        Ok(self.put(Outcome::named(name, Weight::new(1.0).unwrap_or(Weight::NONE))))
    }

    fn put(&mut self, outcome: Outcome) -> OutcomeId {
        let id = OutcomeId(id_of("outcome", &[&outcome.name]));
        self.known.entry(id).or_insert(outcome);
        id
    }
}

fn stated(
    name: &str,
    kind: OutcomeKindWord,
    weight: f64,
    summary: Text,
) -> Result<Outcome, ImportError> {
    let weight = Weight::new(weight).in_map("outcomes.weight")?;
    let outcome = Outcome::named(name.parse().in_map("outcomes.name")?, weight);
    Ok(Outcome { kind: kind.into(), summary, ..outcome })
}

/// The text without a number and a dash in front: "Save energy" for "440 - Save energy".
pub(super) fn without_code(text: &str) -> &str {
    match text.split_once(" - ") {
        Some((code, rest))
            if !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            rest.trim_start()
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_digits_and_a_dash() {
        assert_eq!(without_code("440 - Save energy - now"), "Save energy - now");
        assert_eq!(without_code("Goal - Save"), "Goal - Save");
        assert_eq!(without_code(" - Save"), " - Save");
        assert_eq!(without_code("12"), "12");
    }
}
