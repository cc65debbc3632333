//! Cells and their texts: what a cell says, typed back, changes nothing; typed elsewhere, it says the same there.

use std::sync::Arc;

use proptest::prelude::*;

use super::columns::Column;
use super::reading::Place;
use super::trial::Trial;
use super::values::stated;
use crate::model::{
    Approach, Contribution, Cost, CostId, CostKind, Estimate, Fte, Id, Level, Money, Month, Name,
    Outcome, OutcomeId, Percent, Portfolio, Priority, Project, ProjectId, Role, RoleId, Stage,
    Stakeholder, StakeholderId, Unread, Weight,
};

const ONE: ProjectId = ProjectId(Id::from_bits(1));
const OTHER: ProjectId = ProjectId(Id::from_bits(2));
const OUTCOME: OutcomeId = OutcomeId(Id::from_bits(3));
const ROLE: RoleId = RoleId(Id::from_bits(4));

fn name(text: &str) -> Name {
    text.parse().unwrap()
}

fn person(number: u64) -> StakeholderId {
    StakeholderId(Id::from_bits(100 + number))
}

/// Three people, an outcome, a role, and these two projects.
fn portfolio(one: Project, other: Project) -> Portfolio {
    let mut portfolio = Portfolio::titled(name("Test"));
    for number in 0..3 {
        let record = Stakeholder {
            name: name(&format!("Person {number}, of office")),
            department: None,
            say: None,
            weight: Weight::NONE,
            unread: Unread::default(),
        };
        portfolio.stakeholders.insert(person(number), Arc::new(record));
    }
    let outcome = Outcome::named(name("Safe"), Weight::new(3.0).unwrap());
    portfolio.outcomes.insert(OUTCOME, Arc::new(outcome));
    let role = Role {
        name: name("Builders"),
        rate: None,
        capacity: std::collections::BTreeMap::new(),
        unread: Unread::default(),
    };
    portfolio.roles.insert(ROLE, Arc::new(role));
    portfolio.projects.insert(ONE, Arc::new(one));
    portfolio.projects.insert(OTHER, Arc::new(other));
    portfolio
}

prop_compose! {
    fn month()(year in 2020_i16..2035, month in 1_i8..=12) -> Month {
        Month::new(year, month).unwrap()
    }
}

prop_compose! {
    fn cost()(kind in prop::sample::select(&CostKind::ALL), minor in 0_i64..1_000_000_000, periods in prop::option::of(1_u16..5)) -> Cost {
        Cost {
            name: name("Line"),
            kind,
            pool: None,
            first: 0,
            periods,
            part: None,
            amount: Estimate::exactly(Money::from_minor(minor)),
            spread: None,
            unread: Unread::default(),
        }
    }
}

prop_compose! {
    fn project()(
        title in "[A-Za-z][ -~]{0,12}[A-Za-z]",
        note in "[ -~\n]{0,20}",
        stage in prop::sample::select(&Stage::ALL),
        (approach, priority) in (
            prop::option::of(prop::sample::select(&Approach::ALL)),
            prop::option::of(prop::sample::select(&Priority::ALL)),
        ),
        (category, tags) in (prop::option::of("[a-z]{1,6}"), prop::collection::btree_set("[a-z]{1,4}", 0..3)),
        people in prop::array::uniform3(prop::option::of(0_u64..3)),
        duration in prop::option::of(1_u16..60),
        earliest in prop::option::of(month()),
        (level, percent) in (prop::option::of(prop::option::of(0_u8..5)), 0_u16..=400),
        costs in prop::collection::vec(cost(), 0..3),
        demand in prop::collection::vec(0_u32..900, 0..3),
    ) -> Project {
        let mut project = Project::named(name(&title));
        project.note = note.parse().unwrap();
        project.stage = stage;
        project.approach = approach;
        project.priority = priority;
        project.category = category.map(|word| name(&word));
        project.tags = tags.iter().map(|tag| name(tag)).collect();
        [project.sponsor, project.lead, project.deputy] = people.map(|number| number.map(person));
        project.duration = duration.map(|periods| periods.max(3));
        project.window.earliest_start = earliest;
        if let Some(level) = level {
            let mut link = Contribution::unrated();
            link.level = level.map(Level);
            link.confidence = Percent::new(f64::from(percent) / 4.0).unwrap();
            project.contributions.insert(OUTCOME, link);
        }
        for (number, line) in (50..).zip(costs) {
            project.costs.insert(CostId(Id::from_bits(number)), line);
        }
        if !demand.is_empty() {
            let people = demand.iter().map(|hundredths| Fte::from_hundredths(*hundredths).unwrap());
            project.demands.insert(ROLE, people.collect());
        }
        project
    }
}

fn plain(portfolio: &Portfolio, project: &Project, column: Column) -> String {
    let value = stated(portfolio, project, column);
    value.map_or_else(String::new, |value| value.plain(portfolio.currency))
}

proptest! {
    #[test]
    fn what_a_cell_says_changes_nothing_when_it_is_typed_back(project in project()) {
        let portfolio = portfolio(project.clone(), project);
        let project = &portfolio.projects[&ONE];
        let place = Place { portfolio: &portfolio, id: ONE, project, new_id: Id::from_bits(900) };
        for column in Column::all(&portfolio) {
            let typed = column.edit(place, &plain(&portfolio, project, column));
            if column.is_computed() {
                prop_assert!(typed.is_err());
            } else {
                prop_assert_eq!(typed, Ok(None), "{:?}", column);
            }
        }
    }

    #[test]
    fn what_one_cell_says_another_says_after_it_is_pasted(one in project(), other in project()) {
        let portfolio = portfolio(one, other);
        let trial = Trial::of(&portfolio);
        let project = &portfolio.projects[&ONE];
        let place = Place { portfolio: &portfolio, id: ONE, project, new_id: Id::from_bits(900) };
        for column in Column::all(&portfolio).into_iter().filter(|column| !column.is_computed()) {
            let text = plain(&portfolio, &portfolio.projects[&OTHER], column);
            let Ok(Some(edit)) = column.edit(place, &text) else { continue };
            let Ok(after) = trial.after(ONE, project, &edit) else { continue };
            let said = plain(&portfolio, &after, column);
            // The confidence of an unrated link is not said.
            prop_assert_eq!(said.trim(), text.trim(), "{:?}", column);
        }
    }
}
