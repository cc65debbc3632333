//! The columns of the table: what each is called, what sort of thing it holds, and under which name it is remembered.

use crate::model::{OutcomeId, Portfolio, RoleId};

/// Something that can be said of a project, one value for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Column {
    /// What it is called.
    Name,
    /// Its weighted score, 0 to 100.
    Score,
    /// Its place in the order of scores.
    Rank,
    /// How much of all weights is rated.
    Coverage,
    /// The score if everything not rated were on the lowest level.
    Low,
    /// The score if everything not rated were on the highest level.
    High,
    /// How far along it is.
    Stage,
    /// What sort of project it is.
    Category,
    /// Words to find and group it by.
    Tags,
    /// How much it matters that it is done.
    Priority,
    /// How it is delivered.
    Approach,
    /// Who wants it.
    Sponsor,
    /// Who leads it.
    Lead,
    /// Who leads it when the lead cannot.
    Deputy,
    /// How many periods it lasts.
    Duration,
    /// It cannot start before this month.
    EarliestStart,
    /// It must have started in this month.
    LatestStart,
    /// It starts in this month and no other.
    FixedStart,
    /// It must be finished in this month.
    FinishBy,
    /// When it starts if it starts as soon as it may.
    Start,
    /// What it costs once, capitalised.
    Capex,
    /// What it costs once, expensed.
    Opex,
    /// What it costs in each period once it is live.
    Running,
    /// What it costs over the horizon.
    Total,
    /// What it brings in each period once it is fully there.
    Benefit,
    /// What it brings up to the end of the horizon.
    TotalBenefit,
    /// What came in of its benefits, as far as anybody has said.
    Realised,
    /// The most people it needs in any period.
    People,
    /// The most people of one role it needs in any period.
    Demand(RoleId),
    /// How many risks threaten it.
    Risks,
    /// How many dependencies go out from it.
    LinksOut,
    /// How many dependencies come in to it.
    LinksIn,
    /// How many milestones it has.
    Milestones,
    /// What it is, in a few sentences.
    Summary,
    /// Anything else worth keeping.
    Note,
    /// How strongly it serves one outcome.
    Level(OutcomeId),
}

/// What sort of thing a column holds: how it is aligned, filtered, edited and summed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A line of text.
    Line,
    /// A text of several lines.
    Passage,
    /// One of a few words.
    Choice,
    /// Several words.
    Tags,
    /// A number.
    Number,
    /// A figure from 0 to 100 that is drawn as a bar.
    Score,
    /// An amount of money.
    Money,
    /// A month.
    Month,
    /// A level of the ladder.
    Level,
}

impl Kind {
    /// Whether its values are figures that stand at the right.
    pub(crate) fn is_figure(self) -> bool {
        matches!(self, Self::Number | Self::Score | Self::Money | Self::Month)
    }

    /// Whether rows can be put together by it.
    pub(crate) fn is_choice(self) -> bool {
        matches!(self, Self::Choice | Self::Level)
    }
}

/// What the values of a column come to together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Total {
    /// Nothing that makes sense.
    Nothing,
    /// Their sum.
    Sum,
    /// Their mean over those that have one.
    Mean,
}

/// The part of the list of columns in which one stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Section {
    /// What it is.
    About,
    /// How good it is.
    Score,
    /// Who has to do with it.
    People,
    /// When it is done.
    Time,
    /// What it costs and brings.
    Money,
    /// What hangs together.
    Links,
    /// What it serves.
    Outcomes,
    /// Who does the work.
    Roles,
}

impl Section {
    /// All of them in the order of the list.
    pub(crate) const ALL: [Self; 8] = [
        Self::About,
        Self::Score,
        Self::People,
        Self::Time,
        Self::Money,
        Self::Links,
        Self::Outcomes,
        Self::Roles,
    ];

    /// What it is called.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::About => "About",
            Self::Score => "Score",
            Self::People => "People",
            Self::Time => "Time",
            Self::Money => "Money",
            Self::Links => "Links",
            Self::Outcomes => "Outcomes",
            Self::Roles => "People needed",
        }
    }
}

/// What is fixed about a column.
struct Info {
    column: Column,
    /// Stays the same for ever: settings are kept by it.
    key: &'static str,
    title: &'static str,
    kind: Kind,
    section: Section,
    width: f32,
}

const fn info(
    column: Column,
    (key, title): (&'static str, &'static str),
    kind: Kind,
    section: Section,
    width: f32,
) -> Info {
    Info { column, key, title, kind, section, width }
}

const FIXED: [Info; 34] = [
    info(Column::Name, ("name", "Name"), Kind::Line, Section::About, 260.0),
    info(Column::Stage, ("stage", "Stage"), Kind::Choice, Section::About, 116.0),
    info(Column::Priority, ("priority", "Priority"), Kind::Choice, Section::About, 92.0),
    info(Column::Category, ("category", "Category"), Kind::Choice, Section::About, 148.0),
    info(Column::Tags, ("tags", "Tags"), Kind::Tags, Section::About, 160.0),
    info(Column::Approach, ("approach", "Approach"), Kind::Choice, Section::About, 104.0),
    info(Column::Summary, ("summary", "Summary"), Kind::Passage, Section::About, 320.0),
    info(Column::Note, ("note", "Note"), Kind::Passage, Section::About, 240.0),
    info(Column::Score, ("score", "Score"), Kind::Score, Section::Score, 112.0),
    info(Column::Rank, ("rank", "Rank"), Kind::Number, Section::Score, 68.0),
    info(Column::Coverage, ("coverage", "Rated, %"), Kind::Number, Section::Score, 84.0),
    info(Column::Low, ("low", "Lowest score"), Kind::Number, Section::Score, 108.0),
    info(Column::High, ("high", "Highest score"), Kind::Number, Section::Score, 112.0),
    info(Column::Sponsor, ("sponsor", "Sponsor"), Kind::Choice, Section::People, 140.0),
    info(Column::Lead, ("lead", "Lead"), Kind::Choice, Section::People, 140.0),
    info(Column::Deputy, ("deputy", "Deputy"), Kind::Choice, Section::People, 140.0),
    info(Column::Duration, ("duration", "Duration"), Kind::Number, Section::Time, 92.0),
    info(Column::Start, ("start", "Starts"), Kind::Month, Section::Time, 92.0),
    info(
        Column::EarliestStart,
        ("earliest-start", "Earliest start"),
        Kind::Month,
        Section::Time,
        116.0,
    ),
    info(Column::LatestStart, ("latest-start", "Latest start"), Kind::Month, Section::Time, 108.0),
    info(Column::FixedStart, ("fixed-start", "Fixed start"), Kind::Month, Section::Time, 104.0),
    info(Column::FinishBy, ("finish-by", "Finish by"), Kind::Month, Section::Time, 100.0),
    info(Column::Total, ("total", "Total cost"), Kind::Money, Section::Money, 124.0),
    info(Column::Capex, ("capex", "Capex"), Kind::Money, Section::Money, 116.0),
    info(Column::Opex, ("opex", "Opex"), Kind::Money, Section::Money, 116.0),
    info(Column::Running, ("running", "Running, a period"), Kind::Money, Section::Money, 140.0),
    info(Column::Benefit, ("benefit", "Benefit, a period"), Kind::Money, Section::Money, 136.0),
    info(
        Column::TotalBenefit,
        ("total-benefit", "Benefit to the horizon"),
        Kind::Money,
        Section::Money,
        168.0,
    ),
    info(Column::Realised, ("realised", "Benefit realised"), Kind::Money, Section::Money, 132.0),
    info(Column::People, ("people", "People, at most"), Kind::Number, Section::Roles, 124.0),
    info(Column::Risks, ("risks", "Risks"), Kind::Number, Section::Links, 76.0),
    info(Column::LinksOut, ("links-out", "Depends on"), Kind::Number, Section::Links, 100.0),
    info(Column::LinksIn, ("links-in", "Needed by"), Kind::Number, Section::Links, 96.0),
    info(Column::Milestones, ("milestones", "Milestones"), Kind::Number, Section::Links, 100.0),
];

const OUTCOME_KEY: &str = "outcome:";
const ROLE_KEY: &str = "role:";
/// From so many outcomes on, not all of them are shown to somebody who has chosen no columns.
const OUTCOMES_AT_FIRST: usize = 6;

impl Column {
    fn fixed(self) -> Option<&'static Info> {
        FIXED.iter().find(|info| info.column == self)
    }

    /// All columns of this portfolio, in the order in which they are offered.
    pub(crate) fn all(portfolio: &Portfolio) -> Vec<Self> {
        let outcomes = portfolio.leaves().map(|(id, _)| Self::Level(id));
        let roles = portfolio.roles.keys().map(|&id| Self::Demand(id));
        FIXED.iter().map(|info| info.column).chain(outcomes).chain(roles).collect()
    }

    /// The columns for somebody who has chosen none.
    pub(crate) fn at_first(portfolio: &Portfolio) -> Vec<Self> {
        let projects = || portfolio.projects.values();
        let mut columns = vec![Self::Name, Self::Score, Self::Stage];
        let has_categories = projects().any(|project| project.category.is_some());
        columns.extend(has_categories.then_some(Self::Category));
        columns.extend(projects().any(|project| project.lead.is_some()).then_some(Self::Lead));
        columns.extend([Self::Total, Self::Duration, Self::Start]);
        let has_ends = projects().any(|project| project.window.finish_by.is_some());
        columns.extend(has_ends.then_some(Self::FinishBy));
        columns.extend(portfolio.leaves().take(OUTCOMES_AT_FIRST).map(|(id, _)| Self::Level(id)));
        columns
    }

    /// The columns that are remembered under these names; what this portfolio does not have is left out. The name is always there.
    pub(crate) fn remembered(portfolio: &Portfolio, keys: &[String]) -> Vec<Self> {
        if keys.is_empty() {
            return Self::at_first(portfolio);
        }
        let mut columns: Vec<Self> = Vec::new();
        for column in keys.iter().filter_map(|key| Self::of_key(portfolio, key)) {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        if !columns.contains(&Self::Name) {
            columns.insert(0, Self::Name);
        }
        columns
    }

    /// The names under which these are remembered, and after them those of `before` that this portfolio does not have.
    pub(crate) fn to_remember(
        portfolio: &Portfolio,
        columns: &[Self],
        before: &[String],
    ) -> Vec<String> {
        let elsewhere = before.iter().filter(|key| Self::of_key(portfolio, key).is_none());
        columns.iter().map(|column| column.key()).chain(elsewhere.cloned()).collect()
    }

    /// The name under which it is remembered.
    pub(crate) fn key(self) -> String {
        match self {
            Self::Level(id) => format!("{OUTCOME_KEY}{id}"),
            Self::Demand(id) => format!("{ROLE_KEY}{id}"),
            fixed => fixed.fixed().map_or("", |info| info.key).to_owned(),
        }
    }

    fn of_key(portfolio: &Portfolio, key: &str) -> Option<Self> {
        let found = if let Some(id) = key.strip_prefix(OUTCOME_KEY) {
            Self::Level(id.parse().ok()?)
        } else if let Some(id) = key.strip_prefix(ROLE_KEY) {
            Self::Demand(id.parse().ok()?)
        } else {
            FIXED.iter().find(|info| info.key == key)?.column
        };
        found.is_in(portfolio).then_some(found)
    }

    /// Whether this portfolio has it.
    pub(crate) fn is_in(self, portfolio: &Portfolio) -> bool {
        match self {
            Self::Level(id) => portfolio.leaves().any(|(leaf, _)| leaf == id),
            Self::Demand(id) => portfolio.roles.contains_key(&id),
            _ => true,
        }
    }

    /// What stands above it.
    pub(crate) fn title(self, portfolio: &Portfolio) -> String {
        match self {
            Self::Level(id) => portfolio
                .outcomes
                .get(&id)
                .map_or_else(|| "Outcome".to_owned(), |outcome| outcome.name.to_string()),
            Self::Demand(id) => portfolio
                .roles
                .get(&id)
                .map_or_else(|| "Role".to_owned(), |role| role.name.to_string()),
            fixed => fixed.fixed().map_or("", |info| info.title).to_owned(),
        }
    }

    /// What sort of thing it holds.
    pub(crate) fn kind(self) -> Kind {
        match self {
            Self::Level(_) => Kind::Level,
            Self::Demand(_) => Kind::Number,
            fixed => fixed.fixed().map_or(Kind::Line, |info| info.kind),
        }
    }

    /// Where it stands in the list of columns.
    pub(crate) fn section(self) -> Section {
        match self {
            Self::Level(_) => Section::Outcomes,
            Self::Demand(_) => Section::Roles,
            fixed => fixed.fixed().map_or(Section::About, |info| info.section),
        }
    }

    /// How wide it is at first, in points.
    pub(crate) fn width(self) -> f32 {
        match self {
            Self::Level(_) => 152.0,
            Self::Demand(_) => 112.0,
            fixed => fixed.fixed().map_or(120.0, |info| info.width),
        }
    }

    /// What its values come to together.
    pub(crate) fn total(self) -> Total {
        match self {
            Self::Score | Self::Coverage | Self::Low | Self::High | Self::Duration => Total::Mean,
            Self::Capex
            | Self::Opex
            | Self::Running
            | Self::Total
            | Self::Benefit
            | Self::TotalBenefit
            | Self::Realised
            | Self::Risks
            | Self::LinksIn
            | Self::LinksOut
            | Self::Milestones => Total::Sum,
            _ => Total::Nothing,
        }
    }

    /// Whether it follows from other things, and cannot be typed.
    pub(crate) fn is_computed(self) -> bool {
        matches!(
            self,
            Self::Score
                | Self::Rank
                | Self::Coverage
                | Self::Low
                | Self::High
                | Self::Start
                | Self::Total
                | Self::Benefit
                | Self::TotalBenefit
                | Self::Realised
                | Self::People
                | Self::Risks
                | Self::LinksIn
                | Self::LinksOut
                | Self::Milestones
        )
    }

    /// Where a column that follows from others comes from; nothing for what can be typed.
    pub(crate) fn comes_from(self) -> &'static str {
        match self {
            Self::Score | Self::Rank | Self::Coverage | Self::Low | Self::High => {
                "comes from the levels and the weights of the outcomes"
            }
            Self::Start => "comes from the window of the project and what it requires",
            Self::Total => "is the sum of all lines of cost; change those in the inspector",
            Self::Benefit => "is the sum of all lines of benefit; change those in the inspector",
            Self::TotalBenefit => {
                "is what all lines of benefit bring up to the end of the horizon; change those in the inspector"
            }
            Self::Realised => {
                "is what came in by all lines of benefit; change those in the inspector"
            }
            Self::People => "is the sum over all roles; change those",
            Self::Risks | Self::LinksIn | Self::LinksOut | Self::Milestones => {
                "is counted; add or delete them in the inspector"
            }
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::{Id, Outcome, Weight};

    #[test]
    fn every_column_is_remembered_under_a_name_of_its_own() {
        let mut portfolio = Portfolio::titled("Test".parse().unwrap());
        let outcome = Outcome::named("Safe".parse().unwrap(), Weight::NONE);
        portfolio.outcomes.insert(OutcomeId(Id::from_bits(5)), outcome.into());
        let all = Column::all(&portfolio);
        let keys: Vec<String> = all.iter().map(|column| column.key()).collect();
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), all.len());
        assert_eq!(Column::remembered(&portfolio, &keys), all);
        assert!(keys.contains(&"outcome:000000000005".to_owned()));
    }

    #[test]
    fn columns_of_another_portfolio_are_not_forgotten() {
        let portfolio = Portfolio::titled("Test".parse().unwrap());
        let kept = ["stage", "outcome:000000000009"].map(str::to_owned);
        let shown = Column::remembered(&portfolio, &kept);
        assert_eq!(shown, [Column::Name, Column::Stage]);
        assert_eq!(
            Column::to_remember(&portfolio, &shown, &kept),
            ["name", "stage", "outcome:000000000009"]
        );
    }
}
