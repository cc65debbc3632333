//! Links from projects to outcomes, as far as the table and the map say so and no further.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{Cells, one_line};
use super::outcomes::{Outcomes, without_code};
use super::report::{CellNote, CellReason};
use super::{ImportError, MapField as _};
use crate::exchange::mapping::{LevelMap, Others, OutcomeText, OutcomesMap, Pieces};
use crate::model::{Contribution, Ladder, Level, OutcomeId, Percent, Text};

/// Makes the links of one project after the other.
pub(super) struct Links<'m> {
    map: &'m OutcomesMap,
    rating: Rating,
    confidence: BTreeMap<String, Percent>,
    ratings: Vec<BTreeMap<String, Level>>,
    pub(super) outcomes: Outcomes,
    /// Texts that mean no outcome, and in how many rows each stands.
    pub(super) unplaced: BTreeMap<String, usize>,
}

/// How strong links from a text are, the levels found on the ladder.
enum Rating {
    Unrated,
    ByCount(Vec<Level>),
    From { column: String, levels: BTreeMap<String, Level> },
}

/// A cell that is not cut and longer than this is prose.
const LABEL_CHARACTERS_MAX: usize = 80;

/// What a text says: the pieces that mean each outcome.
type Found<'a> = BTreeMap<OutcomeId, Vec<&'a str>>;

impl<'m> Links<'m> {
    /// Checks what the map says on outcomes.
    pub(super) fn of(map: &'m OutcomesMap, ladder: &Ladder) -> Result<Self, ImportError> {
        let rating = match &map.level {
            LevelMap::Unrated => Rating::Unrated,
            LevelMap::ByCount(keys) => {
                let levels: Result<Vec<Level>, ImportError> =
                    keys.iter().map(|key| level(key, ladder)).collect();
                Rating::ByCount(levels?)
            }
            LevelMap::From { column, values } => {
                Rating::From { column: column.clone(), levels: levels(values, ladder)? }
            }
        };
        let mut confidence = BTreeMap::new();
        for (text, &percent) in map.confidence.iter().flat_map(|map| &map.values) {
            confidence
                .insert(text.to_lowercase(), Percent::new(percent).in_map("outcomes.confidence")?);
        }
        let ratings: Result<_, ImportError> =
            map.ratings.iter().map(|map| levels(&map.levels, ladder)).collect();
        let outcomes = Outcomes::of(map)?;
        Ok(Self { map, rating, confidence, ratings: ratings?, outcomes, unplaced: BTreeMap::new() })
    }

    /// The links of the project in a row.
    pub(super) fn take(
        &mut self,
        cells: Cells<'_>,
        notes: &mut Vec<CellNote>,
    ) -> BTreeMap<OutcomeId, Contribution> {
        let mut links = self.by_text(cells, notes);
        if links.is_empty() {
            links = self.by_fallback(cells);
        }
        self.by_ratings(cells, &mut links, notes);
        links
    }

    fn by_text(
        &mut self,
        cells: Cells<'_>,
        notes: &mut Vec<CellNote>,
    ) -> BTreeMap<OutcomeId, Contribution> {
        let Some(map) = &self.map.text else {
            return BTreeMap::new();
        };
        let found = self.search(map, cells, notes);
        if found.is_empty() {
            return BTreeMap::new();
        }
        let (level, said_level) = self.level(found.len(), cells, notes);
        let (confidence, said_confidence) = self.confidence(cells, notes);
        let link = |pieces: Vec<&str>| {
            let quoted: Vec<String> =
                pieces.iter().map(|piece| format!("“{}”", one_line(piece))).collect();
            let said = [quoted.join(" "), said_level.clone(), said_confidence.clone()];
            let said: Vec<String> = said.into_iter().filter(|part| !part.is_empty()).collect();
            Contribution {
                level,
                confidence,
                rationale: text(&said.join("\n")),
                ..Contribution::unrated()
            }
        };
        found.into_iter().map(|(outcome, pieces)| (outcome, link(pieces))).collect()
    }

    /// The outcomes that the pieces of a cell mean; pieces that mean none are counted.
    fn search<'c>(
        &mut self,
        map: &OutcomeText,
        cells: Cells<'c>,
        notes: &mut Vec<CellNote>,
    ) -> Found<'c> {
        let mut found = Found::new();
        let mut unplaced = BTreeSet::new();
        for piece in pieces(cells.get(&map.column), &map.pieces) {
            let piece = cells.part(piece);
            if piece.is_empty() {
                continue;
            }
            let mut outcomes = self.outcomes.meant_by(piece, map.take);
            if outcomes.is_empty() && map.others == Others::AddEach {
                match self.outcomes.add(without_code(piece)) {
                    Ok(outcome) => outcomes.push(outcome),
                    Err(reason) => {
                        let (line, column, text) =
                            (cells.line(), map.column.clone(), piece.to_owned());
                        notes.push(CellNote {
                            line,
                            column,
                            text,
                            reason: CellReason::Text(reason),
                        });
                    }
                }
            }
            if outcomes.is_empty() {
                unplaced.insert(one_line(piece));
            }
            for outcome in outcomes {
                found.entry(outcome).or_default().push(piece);
            }
        }
        // A whole description is no name of an outcome; its project is listed as one without an outcome.
        unplaced.retain(|text| {
            map.pieces != Pieces::Whole || text.chars().count() <= LABEL_CHARACTERS_MAX
        });
        for text in unplaced {
            let count = self.unplaced.entry(text).or_insert(0);
            *count = count.saturating_add(1);
        }
        found
    }

    /// The level of all links of a row, and what the rationale says on it.
    fn level(
        &self,
        found_count: usize,
        cells: Cells<'_>,
        notes: &mut Vec<CellNote>,
    ) -> (Option<Level>, String) {
        match &self.rating {
            Rating::Unrated => (None, String::new()),
            Rating::ByCount(levels) => {
                let place = found_count.min(levels.len()).saturating_sub(1);
                let others = match found_count {
                    1 => "it is the only outcome that the source names".to_owned(),
                    count => format!("the source names {count} outcomes"),
                };
                (
                    levels.get(place).copied(),
                    format!("Level read from the number of outcomes: {others}."),
                )
            }
            Rating::From { column, levels } => {
                let level = looked_up(levels, column, cells, notes);
                let said = level.map(|_| said_in(column, cells)).unwrap_or_default();
                (level, said)
            }
        }
    }

    fn confidence(&self, cells: Cells<'_>, notes: &mut Vec<CellNote>) -> (Percent, String) {
        let Some(map) = &self.map.confidence else {
            return (Percent::ALL, String::new());
        };
        match looked_up(&self.confidence, &map.column, cells, notes) {
            Some(percent) => (percent, format!("Confidence from {}", said_in(&map.column, cells))),
            None => (Percent::ALL, String::new()),
        }
    }

    fn by_fallback(&self, cells: Cells<'_>) -> BTreeMap<OutcomeId, Contribution> {
        let take = self.map.text.as_ref().map_or_else(Default::default, |text| text.take);
        let mut links = BTreeMap::new();
        for column in &self.map.fallback {
            for outcome in self.outcomes.meant_by(cells.get(column), take) {
                let said = format!(
                    "Nobody has rated this. Found by a word in “{}”: {}",
                    one_line(column),
                    said(column, cells)
                );
                let link = Contribution { rationale: text(&said), ..Contribution::unrated() };
                links.entry(outcome).or_insert(link);
            }
            if !links.is_empty() {
                break;
            }
        }
        links
    }

    fn by_ratings(
        &self,
        cells: Cells<'_>,
        links: &mut BTreeMap<OutcomeId, Contribution>,
        notes: &mut Vec<CellNote>,
    ) {
        for ((map, levels), outcome) in
            self.map.ratings.iter().zip(&self.ratings).zip(self.outcomes.rated())
        {
            if cells.get(&map.column).is_empty() {
                continue;
            }
            let level = looked_up(levels, &map.column, cells, notes);
            let (confidence, said) = self.confidence(cells, notes);
            let rationale = text(&format!("{}\n{said}", said_in(&map.column, cells)));
            links.insert(
                outcome,
                Contribution { level, confidence, rationale, ..Contribution::unrated() },
            );
        }
    }
}

fn level(key: &str, ladder: &Ladder) -> Result<Level, ImportError> {
    ladder.level_of(key).ok_or_else(|| {
        let keys: Vec<&str> = ladder.rungs().iter().map(|rung| rung.key.as_str()).collect();
        let reason = format!("there is no level “{key}”; the levels are {}", keys.join(", "));
        ImportError::Map { field: "outcomes".to_owned(), reason }
    })
}

fn levels(
    values: &BTreeMap<String, String>,
    ladder: &Ladder,
) -> Result<BTreeMap<String, Level>, ImportError> {
    values.iter().map(|(text, key)| Ok((text.to_lowercase(), level(key, ladder)?))).collect()
}

/// What the map says on the text in a cell; a text that it does not know is noted.
fn looked_up<Value: Copy>(
    values: &BTreeMap<String, Value>,
    column: &str,
    cells: Cells<'_>,
    notes: &mut Vec<CellNote>,
) -> Option<Value> {
    let text = cells.get(column);
    let value = values.get(&text.to_lowercase()).copied();
    if value.is_none() && !text.is_empty() {
        let (column, text) = (column.to_owned(), text.to_owned());
        notes.push(CellNote { line: cells.line(), column, text, reason: CellReason::NotInMap });
    }
    value
}

fn said(column: &str, cells: Cells<'_>) -> String {
    one_line(cells.get(column))
}

fn said_in(column: &str, cells: Cells<'_>) -> String {
    format!("“{}”: {}.", one_line(column), said(column, cells))
}

/// The text, or none where it is too long or has control characters; the source still has it.
fn text(words: &str) -> Text {
    words.parse().unwrap_or_default()
}

fn pieces<'t>(cell: &'t str, how: &Pieces) -> Vec<&'t str> {
    match how {
        Pieces::Whole => vec![cell],
        Pieces::Separated(sign) if sign.is_empty() => vec![cell],
        Pieces::Separated(sign) => cell.split(sign.as_str()).collect(),
        Pieces::Coded => coded(cell),
    }
}

/// Cuts before every code: at ", " where digits and " - " follow.
fn coded(cell: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = cell;
    let mut searched = 0;
    while let Some(found) = rest.get(searched..).and_then(|text| text.find(", ")) {
        let comma = searched.saturating_add(found);
        let after = comma.saturating_add(2);
        match (rest.get(..comma), rest.get(after..)) {
            (Some(piece), Some(following)) if without_code(following).len() < following.len() => {
                pieces.push(piece);
                (rest, searched) = (following, 0);
            }
            _ => searched = after,
        }
    }
    pieces.push(rest);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coded_list_is_cut_before_its_codes_only() {
        assert_eq!(
            coded("440 - Save, and grow., 72 - Fight 5, 6 or 7 fires"),
            ["440 - Save, and grow.", "72 - Fight 5, 6 or 7 fires"]
        );
        assert_eq!(coded(""), [""]);
        assert_eq!(coded("no code, here"), ["no code, here"]);
    }
}
