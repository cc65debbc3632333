//! Which columns are a project's name, people, stage, tags, dates and costs.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::exchange::day::DayForm;
use crate::exchange::figure::{DecimalSign, Rounding, Unit};
use crate::model::{CostKind, Stage};

/// Which columns make a project.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ProjectMap {
    /// The columns that together name a row for ever; no two rows may have the same. The name where left out.
    #[serde(default)]
    pub key: Vec<String>,

    /// The columns of the name, joined with " – ".
    pub name: Vec<String>,

    /// The columns of the summary, each a paragraph.
    #[serde(default)]
    pub summary: Vec<Joined>,

    /// The columns of the note, each a paragraph.
    #[serde(default)]
    pub note: Vec<Joined>,

    /// How far along a project is; proposed where left out.
    pub stage: Option<StageMap>,

    /// The column of the category.
    pub category: Option<String>,

    /// Who wants it and answers for its benefits.
    pub sponsor: Option<Person>,

    /// Who leads it.
    pub lead: Option<Person>,

    /// Who leads it when the lead cannot.
    pub deputy: Option<Person>,

    /// The columns of tags.
    #[serde(default)]
    pub tags: Vec<TagMap>,

    /// When it starts.
    pub start: Option<Start>,

    /// When it ends.
    pub finish: Option<Finish>,

    /// How long it lasts.
    pub duration: Option<Duration>,
}

/// A column that becomes a paragraph.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Joined {
    /// The column.
    pub column: String,

    /// What stands before the text, with a colon between.
    pub label: Option<String>,
}

/// A column with a person, or with a unit that answers as one.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The column with the name; rows with the same name and department have the same person.
    pub column: String,

    /// The column with where they belong.
    pub department: Option<String>,
}

/// How far along the projects are.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub enum StageMap {
    /// All the same.
    Always(StageWord),

    /// By the text in a column.
    From {
        /// The column.
        column: String,
        /// Which text is which stage; compared without regard to case.
        values: BTreeMap<String, StageWord>,
        /// The stage of every other text; where left out such a text is reported.
        otherwise: Option<StageWord>,
    },
}

/// How far along a project is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
pub enum StageWord {
    /// Somebody has thought of it.
    Idea,
    /// Somebody wants it decided.
    Proposed,
    /// It is decided, but not begun.
    Approved,
    /// It is being done.
    Active,
    /// It has been begun and is waiting.
    OnHold,
    /// It is delivered.
    Done,
    /// It will not be done.
    Cancelled,
}

impl From<StageWord> for Stage {
    fn from(word: StageWord) -> Self {
        match word {
            StageWord::Idea => Self::Idea,
            StageWord::Proposed => Self::Proposed,
            StageWord::Approved => Self::Approved,
            StageWord::Active => Self::Active,
            StageWord::OnHold => Self::OnHold,
            StageWord::Done => Self::Done,
            StageWord::Cancelled => Self::Cancelled,
        }
    }
}

/// A column of tags.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct TagMap {
    /// The column.
    pub column: String,

    /// What separates several tags in a cell, as ";".
    pub split: Option<String>,

    /// What is put before every tag.
    #[serde(default)]
    pub prefix: String,

    /// What a text becomes: another tag, or none where it becomes "". Other texts stay as they are.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

/// When the projects start.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub enum Start {
    /// All in the same month, as "2016-10", and no other.
    At(String),

    /// As a column says.
    From {
        /// The column.
        column: String,
        /// The forms in which its dates are written.
        forms: Vec<DayForm>,
        /// What the date means.
        #[serde(default)]
        means: StartMeaning,
    },
}

/// What a date of start means.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
pub enum StartMeaning {
    /// It cannot start before.
    #[default]
    Earliest,
    /// It starts then and at no other time.
    Fixed,
}

/// When the projects end.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Finish {
    /// The column.
    pub column: String,

    /// The forms in which its dates are written.
    pub forms: Vec<DayForm>,

    /// What the date means.
    pub means: FinishMeaning,
}

/// What a date of end means.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
pub enum FinishMeaning {
    /// It must be finished by then.
    Deadline,
    /// Somebody expects it to be finished then: a milestone of this name.
    Milestone(String),
    /// It only serves to work out the duration.
    DurationOnly,
}

/// How long the projects last.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
pub enum Duration {
    /// All as many periods.
    Periods(u16),
    /// From the first period of `start` to the last of `finish`.
    StartToFinish,
}

/// A column with money.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct CostMap {
    /// The column.
    pub column: String,

    /// What the line of cost is called.
    pub name: String,

    /// How it is booked.
    #[serde(default)]
    pub kind: CostKindWord,

    /// The pool it is paid from.
    pub pool: Option<String>,

    /// What one in the column stands for.
    #[serde(default)]
    pub unit: Unit,

    /// In which period it falls due, counted from 0 for the one the project starts in.
    #[serde(default)]
    pub period: u16,

    /// How often.
    #[serde(default)]
    pub spell: Spell,

    /// The decimal sign; decided over the whole column where left out.
    pub decimal: Option<DecimalSign>,

    /// What happens to an amount that needs a part of the smallest coin.
    #[serde(default)]
    pub rounding: Rounding,
}

/// How a cost is booked.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
pub enum CostKindWord {
    /// One-off, capitalised.
    Capex,
    /// One-off, expensed.
    #[default]
    Opex,
    /// Comes again each period once the project is live.
    Run,
}

impl From<CostKindWord> for CostKind {
    fn from(word: CostKindWord) -> Self {
        match word {
            CostKindWord::Capex => Self::Capex,
            CostKindWord::Opex => Self::Opex,
            CostKindWord::Run => Self::Run,
        }
    }
}

/// For how many periods a cost falls due.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
pub enum Spell {
    /// In one period only.
    #[default]
    Once,
    /// The same amount in each of so many periods.
    Periods(u16),
    /// The same amount in each period to the end of the horizon.
    ToTheEnd,
}

impl Spell {
    /// The number of periods, or nothing for all of them.
    pub fn periods(self) -> Option<u16> {
        match self {
            Self::Once => Some(1),
            Self::Periods(count) => Some(count),
            Self::ToTheEnd => None,
        }
    }
}
