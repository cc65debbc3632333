//! What is typed into a cell or pasted over it, as an edit; or the reason why it cannot be one.

use std::collections::BTreeSet;
use std::fmt::Display;

use super::columns::Column;
use super::values::{UNRATED, stated};
use crate::edit::{Edit, ProjectField, Record};
use crate::model::{
    Approach, Contribution, Cost, CostId, CostKind, DURATION_PERIODS_MAX, Estimate, Fte, Id, Item,
    Ladder, Level, Money, Month, Name, OutcomeId, Percent, Portfolio, Priority, Project, ProjectId,
    RoleId, Stage, StakeholderId, Unread, Window,
};
use crate::wording;

/// The project whose cell is edited, and an id for what the edit may add.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The portfolio as it is.
    pub(crate) portfolio: &'a Portfolio,
    /// The project.
    pub(crate) id: ProjectId,
    /// Its record.
    pub(crate) project: &'a Project,
    /// An id that nothing has yet.
    pub(crate) new_id: Id,
}

type Read = Result<Option<Edit>, String>;

impl Column {
    /// The edit that makes a cell read `text`; nothing where it does so already. The reason says what is accepted.
    pub(crate) fn edit(self, place: Place<'_>, text: &str) -> Read {
        if self.is_computed() {
            let title = self.title(place.portfolio);
            return Err(format!("{title} {}.", self.comes_from()));
        }
        let text = text.trim();
        let now = stated(place.portfolio, place.project, self);
        let currency = place.portfolio.currency;
        let now = now.map_or_else(String::new, |value| value.plain(currency));
        if text == now.trim() {
            return Ok(None);
        }
        match self {
            Self::Level(outcome) => level_edit(place, outcome, text),
            Self::Tags => tags_edit(place, text),
            _ => {
                let field = self.field(place, text)?;
                Ok(field.map(|field| Edit::SetProject(place.id, field)))
            }
        }
    }

    /// Whether a cell of this column can be empty.
    pub(crate) fn may_be_missing(self) -> bool {
        !self.is_computed() && !matches!(self, Self::Name | Self::Stage)
    }

    fn field(self, place: Place<'_>, text: &str) -> Result<Option<ProjectField>, String> {
        let Place { portfolio, project, .. } = place;
        let person = || maybe(text, |text| person_of(portfolio, text));
        let window = |change: fn(&mut Window, Option<Month>)| -> Result<ProjectField, String> {
            let month = maybe(text, month_of)?;
            let mut window = project.window;
            change(&mut window, month);
            Ok(ProjectField::Window(window))
        };
        let field = match self {
            Self::Name => ProjectField::Name(name_of(text)?),
            Self::Summary => ProjectField::Summary(words_of(text)?),
            Self::Note => ProjectField::Note(words_of(text)?),
            Self::Stage => ProjectField::Stage(choice_of(text, &Stage::ALL, wording::stage)?),
            Self::Category => ProjectField::Category(maybe(text, name_of)?),
            Self::Priority => ProjectField::Priority(maybe(text, |text| {
                choice_of(text, &Priority::ALL, wording::priority)
            })?),
            Self::Approach => ProjectField::Approach(maybe(text, |text| {
                choice_of(text, &Approach::ALL, wording::approach)
            })?),
            Self::Sponsor => ProjectField::Sponsor(person()?),
            Self::Lead => ProjectField::Lead(person()?),
            Self::Deputy => ProjectField::Deputy(person()?),
            Self::Duration => ProjectField::Duration(maybe(text, duration_of)?),
            Self::EarliestStart => window(|window, month| window.earliest_start = month)?,
            Self::LatestStart => window(|window, month| window.latest_start = month)?,
            Self::FixedStart => window(|window, month| window.fixed_start = month)?,
            Self::FinishBy => window(|window, month| window.finish_by = month)?,
            Self::Capex => return cost_field(place, CostKind::Capex, text),
            Self::Opex => return cost_field(place, CostKind::Opex, text),
            Self::Running => return cost_field(place, CostKind::Run, text),
            Self::Demand(role) => return demand_field(place, role, text).map(Some),
            _ => return Ok(None),
        };
        Ok(Some(field))
    }
}

fn maybe<Value>(
    text: &str,
    read: impl FnOnce(&str) -> Result<Value, String>,
) -> Result<Option<Value>, String> {
    if text.is_empty() { Ok(None) } else { read(text).map(Some) }
}

fn sentence<Reason: Display>(reason: Reason) -> String {
    let reason = format!("{reason}");
    let mut letters = reason.chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
    let rest = letters.as_str().trim_end_matches('.');
    format!("{}{rest}.", first.unwrap_or_default())
}

fn name_of(text: &str) -> Result<Name, String> {
    text.parse().map_err(sentence)
}

fn words_of(text: &str) -> Result<crate::model::Text, String> {
    text.parse().map_err(sentence)
}

/// A choice by its word in any case; the beginning of a word will do where only one begins so.
fn choice_of<Choice: Copy>(
    text: &str,
    choices: &[Choice],
    word: impl Fn(Choice) -> &'static str,
) -> Result<Choice, String> {
    let wanted = text.to_lowercase();
    let words: Vec<&str> = choices.iter().map(|choice| word(*choice)).collect();
    let found = place_of_word(&wanted, words.iter().copied());
    found.and_then(|place| choices.get(place).copied()).ok_or_else(|| {
        format!("“{}” is none of {}.", wording::shortened(text, 40), wording::list_of(&words, 9))
    })
}

/// Which of the words it is: the same word, or else the only one that begins so.
fn place_of_word<'a, Words>(wanted: &str, words: Words) -> Option<usize>
where
    Words: Iterator<Item = &'a str> + Clone,
{
    let lower = |word: &str| word.to_lowercase();
    if let Some(place) = words.clone().position(|word| lower(word) == wanted) {
        return Some(place);
    }
    let mut begins = words.enumerate().filter(|(_, word)| lower(word).starts_with(wanted));
    let first = begins.next().filter(|_| !wanted.is_empty());
    first.filter(|_| begins.next().is_none()).map(|(place, _)| place)
}

fn person_of(portfolio: &Portfolio, text: &str) -> Result<StakeholderId, String> {
    let wanted = text.to_lowercase();
    let people = portfolio.stakeholders.iter();
    let names = people.clone().map(|(_, person)| person.name.as_str());
    let found = place_of_word(&wanted, names).and_then(|place| people.clone().nth(place));
    found.map(|(&id, _)| id).ok_or_else(|| {
        let name = wording::shortened(text, 40);
        format!("Nobody is called “{name}” here. Choose from the list, or add people to the portfolio first.")
    })
}

/// Which month it is: `2027-04`, `Apr 2027`, `4/2027`, or a day in it, `2027-04-30`.
pub(crate) fn month_of(text: &str) -> Result<Month, String> {
    let refusal =
        || "A month is written as year and month, such as 2027-04 or Apr 2027.".to_owned();
    if let Ok(month) = text.parse::<Month>() {
        return Ok(month);
    }
    if let Ok(day) = text.parse::<crate::model::Date>() {
        return Month::of(day).map_err(sentence);
    }
    let parts: Vec<&str> =
        text.split([' ', '/', '.', '-']).filter(|part| !part.is_empty()).collect();
    let [month, year] = parts.as_slice() else { return Err(refusal()) };
    let year: i16 = year.parse().map_err(|_no_year| refusal())?;
    let number = month.parse::<i8>().ok().or_else(|| month_number(month));
    Month::new(year, number.ok_or_else(refusal)?).map_err(sentence)
}

fn month_number(word: &str) -> Option<i8> {
    let first: String = word.to_lowercase().chars().take(3).collect();
    let place =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
            .iter()
            .position(|month| *month == first)?;
    i8::try_from(place + 1).ok()
}

/// A number as people type it: blanks between groups, a comma or a point.
pub(crate) fn number_of(text: &str) -> Result<f64, String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '%').collect();
    let digits = digits.replace('\u{2212}', "-").replace(',', ".");
    let is_plain = digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    let number = digits.parse::<f64>().ok().filter(|_| is_plain);
    number.ok_or_else(|| "This is no number. Type digits, such as 12 or 2.5.".to_owned())
}

fn duration_of(text: &str) -> Result<u16, String> {
    let refusal =
        || format!("A duration is a whole number of periods, from 1 to {DURATION_PERIODS_MAX}.");
    let number = number_of(text).map_err(|_no_number| refusal())?;
    let whole =
        if number.fract() == 0.0 { format!("{number:.0}").parse::<u16>().ok() } else { None };
    whole.filter(|periods| (1..=DURATION_PERIODS_MAX).contains(periods)).ok_or_else(refusal)
}

fn money_of(portfolio: &Portfolio, text: &str) -> Result<Money, String> {
    wording::read_money(text, portfolio.currency).map_err(sentence)
}

/// One line of cost can be set by its sum; where there are several, nobody can say which of them is meant.
fn cost_field(
    place: Place<'_>,
    kind: CostKind,
    text: &str,
) -> Result<Option<ProjectField>, String> {
    let amount = maybe(text, |text| money_of(place.portfolio, text))?;
    let mut lines = place.project.costs.iter().filter(|(_, line)| line.kind == kind);
    let first = lines.next();
    let others = lines.count();
    let word = wording::cost_kind(kind);
    match (first, amount) {
        (None, None) => Ok(None),
        (None, Some(amount)) => {
            let line = new_line(place.project, kind, amount)?;
            Ok(Some(ProjectField::PutCost(CostId(place.new_id), line)))
        }
        (Some(_), _) if others > 0 => Err(format!(
            "{word} is the sum of {}. Change those in the inspector.",
            wording::plural(others + 1, "line")
        )),
        (Some((&id, _)), None) => Ok(Some(ProjectField::RemoveCost(id))),
        (Some((_, line)), _) if !line.amount.is_exact() => {
            Err(format!("{word} is given as a range from low to high. Change it in the inspector."))
        }
        (Some((&id, line)), Some(amount)) => {
            let times = if kind == CostKind::Run { 1 } else { line.periods.unwrap_or(1) };
            let times = i64::from(times.max(1));
            if amount.minor % times != 0 {
                return Err(format!(
                    "{word} falls due in {times} equal parts, and this cannot be divided so. Change it in the inspector."
                ));
            }
            let part = Money::from_minor(amount.minor.div_euclid(times));
            let line = Cost { amount: Estimate::exactly(part), ..line.clone() };
            Ok(Some(ProjectField::PutCost(id, line)))
        }
    }
}

fn new_line(project: &Project, kind: CostKind, amount: Money) -> Result<Cost, String> {
    let is_running = kind == CostKind::Run;
    let name = if is_running { "Running cost" } else { "One-off cost" };
    Ok(Cost {
        name: name_of(name)?,
        kind,
        pool: None,
        first: if is_running { project.duration.unwrap_or(0) } else { 0 },
        periods: (!is_running).then_some(1),
        part: None,
        amount: Estimate::exactly(amount),
        spread: None,
        unread: Unread::default(),
    })
}

/// So many people in every period of the project.
fn demand_field(place: Place<'_>, role: RoleId, text: &str) -> Result<ProjectField, String> {
    let people = maybe(text, |text| {
        let number = number_of(text)?;
        Fte::new(number).map_err(sentence)
    })?;
    let before = place.project.demands.get(&role).map_or(&[][..], Vec::as_slice);
    if before.iter().any(|fte| Some(fte) != before.first()) {
        return Err(
            "The demand differs from period to period. Change it in the inspector.".to_owned()
        );
    }
    let Some(people) = people else { return Ok(ProjectField::Demand(role, Vec::new())) };
    let length = match (before.len(), place.project.duration) {
        (0, None) => {
            return Err("Say first how many periods the project lasts.".to_owned());
        }
        (0, Some(duration)) => usize::from(duration),
        (length, _) => length,
    };
    Ok(ProjectField::Demand(role, vec![people; length]))
}

/// The tags become those that are typed, with commas between them.
fn tags_edit(place: Place<'_>, text: &str) -> Read {
    let mut wanted: BTreeSet<Name> = BTreeSet::new();
    for word in text.split([',', ';', '\n']).map(str::trim).filter(|word| !word.is_empty()) {
        wanted.insert(name_of(word)?);
    }
    let now = &place.project.tags;
    let removed = now.difference(&wanted).cloned().map(ProjectField::RemoveTag);
    let added = wanted.difference(now).cloned().map(ProjectField::AddTag);
    let edits: Vec<Edit> =
        removed.chain(added).map(|field| Edit::SetProject(place.id, field)).collect();
    let name = wording::shortened(&place.project.name, 32);
    let label = format!("Change tags of {name}");
    Ok((!edits.is_empty()).then_some(Edit::Batch { label, edits }))
}

/// A level with or without a confidence: `Strong`, `strong 80 %`, `Not rated`; nothing takes the link out.
fn level_edit(place: Place<'_>, outcome: OutcomeId, text: &str) -> Read {
    let link = place.project.contributions.get(&outcome);
    if text.is_empty() {
        let item = Item::Contribution(place.id, outcome);
        return Ok(link.map(|_| Edit::Remove(item)));
    }
    let (level, confidence) = rating_of(&place.portfolio.ladder, text)?;
    let mut next = link.cloned().unwrap_or_else(Contribution::unrated);
    next.level = level;
    next.confidence = confidence;
    if link == Some(&next) {
        return Ok(None);
    }
    let record = Record::Contribution(place.id, outcome, next);
    Ok(Some(if link.is_some() { Edit::Replace(record) } else { Edit::Add(record) }))
}

/// A level and how sure it is, as they are typed.
pub(crate) fn rating_of(ladder: &Ladder, text: &str) -> Result<(Option<Level>, Percent), String> {
    if let Some(level) = level_of(ladder, text) {
        return Ok((level, Percent::ALL));
    }
    let (word, percent) = split_confidence(text);
    let refusal = || {
        let names: Vec<&str> = ladder.rungs().iter().map(|rung| rung.name.as_str()).collect();
        format!(
            "A level is {}; with doubt, such as {} 80 %.",
            wording::list_of(&names, 20),
            names.last().copied().unwrap_or_default()
        )
    };
    let level = level_of(ladder, word).ok_or_else(refusal)?;
    let confidence = match percent {
        Some(percent) => Percent::new(percent).map_err(sentence)?,
        None => Percent::ALL,
    };
    Ok((level, confidence))
}

/// The word before a confidence, and the confidence.
pub(crate) fn split_confidence(text: &str) -> (&str, Option<f64>) {
    let bare = text.trim().trim_end_matches('%').trim_end();
    let word = bare.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let percent = bare.get(word.len()..).and_then(|figure| number_of(figure).ok());
    match percent {
        Some(percent) => {
            let blank = |c: char| c.is_whitespace() || matches!(c, '·' | ',' | '(' | ':');
            (word.trim_end_matches(blank), Some(percent))
        }
        None => (text.trim(), None),
    }
}

#[expect(clippy::option_option, reason = "a level, the word for no level, or no such word")]
fn level_of(ladder: &Ladder, word: &str) -> Option<Option<Level>> {
    let wanted = word.to_lowercase();
    if wanted == UNRATED.to_lowercase() {
        return Some(None);
    }
    let names = ladder.rungs().iter().map(|rung| rung.name.as_str());
    let place = place_of_word(&wanted, names)
        .and_then(|place| u8::try_from(place).ok())
        .map(Level)
        .or_else(|| ladder.level_of(&wanted));
    place.map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_as_people_write_them() {
        let april = Month::new(2027, 4).unwrap();
        for text in ["2027-04", "Apr 2027", "april 2027", "4/2027", "04.2027", "2027-04-30"] {
            assert_eq!(month_of(text), Ok(april), "{text}");
        }
        for text in ["", "2027", "Foo 2027", "13/2027", "Apr", "soon"] {
            assert!(month_of(text).is_err(), "{text}");
        }
    }

    #[test]
    fn levels_are_read_with_and_without_doubt() {
        let ladder = Ladder::default();
        let read = |text| rating_of(&ladder, text).unwrap();
        let sure = |level, percent| (level, Percent::new(percent).unwrap());
        assert_eq!(read("Strong"), sure(Some(Level(3)), 100.0));
        assert_eq!(read("str"), sure(Some(Level(3)), 100.0));
        assert_eq!(read("strong 80 %"), sure(Some(Level(3)), 80.0));
        assert_eq!(read("Strong · 80\u{202f}%"), sure(Some(Level(3)), 80.0));
        assert_eq!(read("Low 62.5%"), sure(Some(Level(1)), 62.5));
        assert_eq!(read("not rated"), sure(None, 100.0));
        for text in ["wonderful", "80 %", "strong 180 %"] {
            assert!(rating_of(&ladder, text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_beginning_of_a_word_will_do_where_only_one_begins_so() {
        let stage = |text| choice_of(text, &Stage::ALL, wording::stage);
        assert_eq!(stage("on hold"), Ok(Stage::OnHold));
        assert_eq!(stage("CANC"), Ok(Stage::Cancelled));
        assert!(stage("a").is_err(), "Approved or Active");
        assert!(stage("").is_err());
    }
}
