//! What a table says on outcomes, and how that becomes links with levels.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::OutcomeKind;

/// How projects are linked to outcomes.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default, deny_unknown_fields)]
pub struct OutcomesMap {
    /// The column in which a project's outcomes are written as text.
    pub text: Option<OutcomeText>,

    /// Columns that are looked through for words of the table where `text` leads to no outcome.
    /// What is found there is linked, but never rated.
    pub fallback: Vec<String>,

    /// The outcomes, and the words by which they are found; the first that fits is taken.
    pub table: Vec<OutcomeMap>,

    /// How strong the links from `text` are.
    pub level: LevelMap,

    /// How sure the links from `text` are.
    pub confidence: Option<ConfidenceMap>,

    /// Columns that each rate one outcome.
    pub ratings: Vec<RatingMap>,
}

/// A column in which outcomes are written as text.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct OutcomeText {
    /// The column.
    pub column: String,

    /// How a cell is cut into pieces.
    #[serde(default)]
    pub pieces: Pieces,

    /// How many outcomes of the table a piece can mean.
    #[serde(default)]
    pub take: Take,

    /// What happens to a piece that means none of them.
    #[serde(default)]
    pub others: Others,
}

/// How a cell is cut into pieces.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
pub enum Pieces {
    /// Not at all.
    #[default]
    Whole,
    /// At a text, as ";".
    Separated(String),
    /// At every comma that is followed by a number and a dash: "12 - Save energy, 407 - Serve, and protect".
    Coded,
}

/// How many outcomes of the table a piece can mean.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
pub enum Take {
    /// The first that fits.
    #[default]
    First,
    /// All that fit.
    All,
}

/// What happens to a piece that means no outcome of the table.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
pub enum Others {
    /// It is reported.
    #[default]
    Report,
    /// It is an outcome of its own, called by its text without the number in front.
    AddEach,
}

/// An outcome, and the words by which it is found.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct OutcomeMap {
    /// What people call it.
    pub name: String,

    /// What is meant, in full.
    #[serde(default)]
    pub summary: String,

    /// What sort of result it is.
    #[serde(default)]
    pub kind: OutcomeKindWord,

    /// How much it counts beside the others.
    #[serde(default = "one")]
    pub weight: f64,

    /// Words or phrases; a text that has one of them means this outcome. Case does not matter. Whole words count;
    /// after a `*` at the end a word may go on: "cyber*" is in "cybersecurity", "air" is not in "fair".
    pub words: Vec<String>,
}

fn one() -> f64 {
    1.0
}

/// What sort of result an outcome is.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
pub enum OutcomeKindWord {
    /// More is sold, or at a better price.
    RevenueGrowth,
    /// The same costs less.
    CostReduction,
    /// Less can go wrong, or goes less wrong.
    RiskReduction,
    /// Those who are customers stay.
    CustomerRetention,
    /// What the law or the supervisor asks for is done.
    Compliance,
    /// People get more done.
    Productivity,
    /// Something else.
    #[default]
    Other,
}

impl From<OutcomeKindWord> for OutcomeKind {
    fn from(word: OutcomeKindWord) -> Self {
        match word {
            OutcomeKindWord::RevenueGrowth => Self::RevenueGrowth,
            OutcomeKindWord::CostReduction => Self::CostReduction,
            OutcomeKindWord::RiskReduction => Self::RiskReduction,
            OutcomeKindWord::CustomerRetention => Self::CustomerRetention,
            OutcomeKindWord::Compliance => Self::Compliance,
            OutcomeKindWord::Productivity => Self::Productivity,
            OutcomeKindWord::Other => Self::Other,
        }
    }
}

/// How strong the links from a text are. Levels are named by their keys.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub enum LevelMap {
    /// Nobody has said.
    #[default]
    Unrated,

    /// By how many outcomes the text of the project means: the first level for one, the second for two, and so on;
    /// the last for more. A reading, and the rationale of each link says so.
    ByCount(Vec<String>),

    /// By the text in a column, the same for all links of a project.
    From {
        /// The column.
        column: String,
        /// Which text is which level; other texts are reported and leave the links unrated.
        values: BTreeMap<String, String>,
    },
}

/// How sure the links are.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ConfidenceMap {
    /// The column.
    pub column: String,

    /// Which text is how many percent; other texts are reported and leave 100.
    pub values: BTreeMap<String, f64>,
}

/// A column that rates one outcome.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct RatingMap {
    /// The column.
    pub column: String,

    /// What people call the outcome.
    pub outcome: String,

    /// What sort of result it is.
    #[serde(default)]
    pub kind: OutcomeKindWord,

    /// How much it counts beside the others.
    #[serde(default = "one")]
    pub weight: f64,

    /// Which text is which level; an empty cell makes no link, other texts are reported and linked unrated.
    pub levels: BTreeMap<String, String>,
}
