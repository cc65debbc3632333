//! Every way in which a portfolio can contradict itself is found, and told in a sentence that a person can act on.

mod choices;

use std::collections::BTreeMap;
use std::sync::Arc;

use expect_test::{Expect, expect};
use portolan::analysis::fixes::fix;
use portolan::edit::{apply, label};
use portolan::model::{
    Budget, Contribution, Cost, CostKind, Dependency, DependencyId, DependencyKind, Direction,
    Estimate, Figure, Flaw, Force, Forced, Fte, Gravity, Group, GroupRule, Id, Item, Level,
    Measure, Money, Month, Name, Outcome, OutcomeId, Pin, Pool, Portfolio, Project, ProjectId,
    Scenario, Text, Timing, Unread, Weight, Window, flaws,
};
use portolan::wording::flaw_sentence;

const REQUIRES: DependencyKind = DependencyKind::Requires { timing: Timing::FinishToStart };

/// The id of this number.
fn id<Key: From<Id>>(number: u64) -> Key {
    Id::from_bits(number).into()
}

fn name(text: &str) -> Name {
    text.parse().unwrap()
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn outcome(called: &str, weight: f64) -> Outcome {
    Outcome::named(name(called), Weight::new(weight).unwrap())
}

/// Three projects and two outcomes without contradiction.
fn plan() -> Portfolio {
    let mut plan = Portfolio::titled(name("Plan"));
    for (number, called) in [(1, "Data lake"), (2, "Portal"), (3, "Archive")] {
        plan.projects.insert(id(number), Project::named(name(called)).into());
    }
    for (number, called) in [(11, "Growth"), (12, "Trust")] {
        plan.outcomes.insert(id(number), outcome(called, 50.0).into());
    }
    plan
}

fn project(plan: &mut Portfolio, number: u64) -> &mut Project {
    Arc::make_mut(plan.projects.get_mut(&id::<ProjectId>(number)).unwrap())
}

fn outcome_mut(plan: &mut Portfolio, number: u64) -> &mut Outcome {
    Arc::make_mut(plan.outcomes.get_mut(&id::<OutcomeId>(number)).unwrap())
}

fn link(plan: &mut Portfolio, number: u64, from: u64, to: u64, kind: DependencyKind) {
    let dependency = Dependency::between(id(from), id(to), kind);
    plan.dependencies.insert(id::<DependencyId>(number), dependency.into());
}

/// Builds the flaws into a plan and reads what a person is told.
fn check(told: &Expect, spoil: impl FnOnce(&mut Portfolio)) {
    let mut plan = plan();
    spoil(&mut plan);
    let found = flaws(&plan);
    let sentences: Vec<_> = found.iter().map(|flaw| flaw_sentence(&plan, flaw)).collect();
    told.assert_eq(&sentences.join("\n"));
    for flaw in &found {
        check_fix(&plan, flaw, &found);
    }
}

/// What is offered to mend a flaw does so, and brings in no other.
fn check_fix(plan: &Portfolio, flaw: &Flaw, found: &[Flaw]) {
    let Some(edit) = fix(plan, flaw) else { return };
    let mended = apply(plan, &edit).unwrap_or_else(|refusal| panic!("{flaw:?}: {refusal:?}"));
    let left = flaws(&mended);
    assert!(!left.contains(flaw), "{edit:?} leaves {flaw:?}");
    assert!(left.iter().all(|other| found.contains(other)), "{edit:?} brings in {left:?}");
}

/// What is offered for the flaw of a plan, by its name.
fn check_offer(offered: Option<&str>, spoil: impl FnOnce(&mut Portfolio)) {
    let mut plan = plan();
    spoil(&mut plan);
    let found = flaws(&plan);
    let fixed = found.iter().find_map(|flaw| fix(&plan, flaw)).map(|edit| label(&plan, &edit));
    assert_eq!(fixed.as_deref(), offered, "{found:?}");
}

#[test]
fn a_fix_is_offered_where_only_one_thing_can_be_meant() {
    check_offer(None, |_| {});
    check_offer(Some("Remove the dependency"), |plan| link(plan, 21, 1, 1, REQUIRES));
    check_offer(Some("Forget the duration"), |plan| project(plan, 1).duration = Some(0));
    check_offer(Some("Weigh all the same"), |plan| {
        for number in [11, 12] {
            outcome_mut(plan, number).weight = Weight::new(0.0).unwrap();
        }
    });
    check_offer(None, |plan| {
        link(plan, 21, 1, 2, REQUIRES);
        link(plan, 22, 2, 1, REQUIRES);
    });
}

#[test]
fn a_plan_without_contradiction_has_no_flaw() {
    check(&expect![""], |_| {});
}

#[test]
fn two_records_with_one_id() {
    check(
        &expect![[r#"
        The id 000000000001 is used twice, by the outcome “Speed” and the project “Data lake”. Give one of them a new id.
        The id 00000000000m is used twice, by the project “Portal” and the project “Archive”. Give one of them a new id."#]],
        |plan| {
            plan.outcomes.insert(id(1), outcome("Speed", 1.0).into());
            let cost = Cost {
                name: name("Licence"),
                kind: CostKind::Run,
                pool: None,
                first: 0,
                periods: None,
                part: None,
                amount: Estimate::exactly(Money::ZERO),
                spread: None,
                unread: Unread::default(),
            };
            project(plan, 2).costs.insert(id(20), cost.clone());
            project(plan, 3).costs.insert(id(20), cost);
        },
    );
}

#[test]
fn references_to_what_is_not_there() {
    check(
        &expect![[r#"
        The project “Data lake” refers, under “demands”, to the role 000000000032, which does not exist. Take the reference out, or bring the role back.
        The project “Data lake” refers, under “lead”, to the stakeholder 000000000033, which does not exist. Take the reference out, or bring the stakeholder back.
        The outcome “Growth” refers, under “parent”, to the outcome 000000000030, which does not exist. Take the reference out, or bring the outcome back.
        The contribution “Portal → outcome 000000000031” refers, under “outcome”, to the outcome 000000000031, which does not exist. Take the reference out, or bring the outcome back.
        The dependency “Data lake requires project 00000000002z” refers, under “to”, to the project 00000000002z, which does not exist. Take the reference out, or bring the project back.
        The group “Data” refers, under “members”, to the project 00000000002w, which does not exist. Take the reference out, or bring the project back.
        The scenario “Half” refers, under “budgets”, to the budget 00000000002y, which does not exist. Take the reference out, or bring the budget back.
        The scenario “Half” refers, under “starts”, to the project 00000000002x, which does not exist. Take the reference out, or bring the project back."#]],
        |plan| {
            project(plan, 1).lead = Some(id(99));
            project(plan, 1).demands.insert(id(98), Vec::new());
            project(plan, 2).contributions.insert(id(97), Contribution::unrated());
            outcome_mut(plan, 11).parent = Some(id(96));
            link(plan, 30, 1, 95, REQUIRES);
            let mut scenario = Scenario::named(name("Half"));
            scenario.budgets.insert(id(94), Money::ZERO);
            scenario.starts.insert(id(93), month("2027-01"));
            plan.scenarios.insert(id(40), scenario.into());
            let group = Group {
                name: name("Data"),
                rule: GroupRule::AtMost(1),
                members: [id(92)].into(),
                reason: Text::default(),
                unread: Unread::default(),
            };
            plan.groups.insert(id(41), group.into());
        },
    );
}

#[test]
fn a_place_on_the_map_of_what_is_not_there() {
    check(
        &expect![[r#"
        The project 000000000033 has a place on the map but does not exist. Take the place out.
        The measure 000000000032 has a place on the map but does not exist. Take the place out."#]],
        |plan| {
            plan.pins.insert(Item::Project(id(99)), Pin::new(0, 0));
            plan.pins.insert(Item::Measure(id(11), id(98)), Pin::new(0, 0));
        },
    );
}

#[test]
fn outcomes_that_are_parts_of_each_other() {
    check(
        &expect![
            "Outcomes are parts of each other in a circle: “Growth” → “Trust” → “Growth”. Take one of them out of its parent."
        ],
        |plan| {
            outcome_mut(plan, 11).parent = Some(id(12));
            outcome_mut(plan, 12).parent = Some(id(11));
        },
    );
}

#[test]
fn projects_that_require_each_other() {
    check(
        &expect![
            "Projects require each other in a circle: “Data lake” → “Portal” → “Archive” → “Data lake”. None of them could ever start; remove one of the links."
        ],
        |plan| {
            link(plan, 30, 1, 2, REQUIRES);
            link(plan, 31, 2, 3, REQUIRES);
            link(plan, 32, 3, 1, REQUIRES);
        },
    );
}

#[test]
fn a_dependency_on_itself_and_one_said_twice() {
    check(
        &expect![[r#"
        The dependency “Data lake enables Data lake” links a project to itself. Remove it.
        The dependency “Portal goes together with Data lake” is there twice. Remove one of them."#]],
        |plan| {
            link(plan, 30, 1, 1, DependencyKind::Enables { synergy: None });
            link(plan, 31, 1, 2, DependencyKind::Together);
            link(plan, 32, 2, 1, DependencyKind::Together);
        },
    );
}

#[test]
fn projects_that_need_what_they_exclude() {
    check(
        &expect![
            "“Data lake” needs, by way of “Portal”, “Archive” and excludes it: it can never be done. Remove one of the links."
        ],
        |plan| {
            link(plan, 30, 1, 2, REQUIRES);
            link(plan, 31, 2, 3, REQUIRES);
            link(plan, 32, 1, 3, DependencyKind::Excludes);
        },
    );
}

#[test]
fn a_rating_on_an_outcome_that_has_parts() {
    check(
        &expect![
            "“Data lake” is rated on “Growth”, which has parts. Only outcomes without parts are rated; rate its parts instead."
        ],
        |plan| {
            outcome_mut(plan, 12).parent = Some(id(11));
            project(plan, 1).contributions.insert(id(11), Contribution::unrated());
        },
    );
}

#[test]
fn levels_that_the_ladder_does_not_have() {
    check(
        &expect![[r#"
        The outcome “Growth” speaks of level 8, which the ladder does not have. Choose one of its 5 levels.
        The contribution “Data lake → Trust” speaks of level 6, which the ladder does not have. Choose one of its 5 levels."#]],
        |plan| {
            outcome_mut(plan, 11).statements.insert(Level(7), "Superb".parse().unwrap());
            let rated = Contribution { level: Some(Level(5)), ..Contribution::unrated() };
            project(plan, 1).contributions.insert(id(12), rated);
        },
    );
}

#[test]
fn windows_that_nothing_fits_into() {
    check(
        &expect![[r#"
        “Data lake” must start before it can: its latest start is before its earliest.
        “Portal” lasts 3 quarters but has only 1 quarter between its start and its deadline. Move one of them, or shorten it.
        The fixed start of “Archive” is not between its earliest and its latest start. Move one of them."#]],
        |plan| {
            let when = |text| Some(month(text));
            project(plan, 1).window = Window {
                earliest_start: when("2027-07"),
                latest_start: when("2027-01"),
                fixed_start: None,
                finish_by: None,
            };
            project(plan, 2).duration = Some(3);
            project(plan, 2).window = Window {
                earliest_start: when("2027-01"),
                latest_start: None,
                fixed_start: None,
                finish_by: when("2027-03"),
            };
            project(plan, 3).window = Window {
                earliest_start: when("2027-04"),
                latest_start: None,
                fixed_start: when("2027-01"),
                finish_by: None,
            };
        },
    );
}

#[test]
fn durations_that_cannot_be_and_demands_beyond_the_end() {
    check(
        &expect![[r#"
        “Data lake” lasts 0 quarters; a project lasts 1 to 600.
        “Portal” lasts 601 quarters; a project lasts 1 to 600.
        “Archive” asks for “Architect” in 3 quarters but is over before. Shorten the demand, or make the project longer."#]],
        |plan| {
            project(plan, 1).duration = Some(0);
            project(plan, 2).duration = Some(601);
            let role = portolan::model::Role {
                name: name("Architect"),
                rate: None,
                capacity: BTreeMap::new(),
                unread: Unread::default(),
            };
            plan.roles.insert(id(50), role.into());
            project(plan, 3).duration = Some(1);
            project(plan, 3).demands.insert(id(50), vec![Fte::ZERO; 3]);
        },
    );
}

#[test]
fn a_group_that_asks_for_more_than_it_has() {
    check(
        &expect![
            "The group “Data” asks for 3 of its projects but has 2. Add members or ask for fewer."
        ],
        |plan| {
            let group = Group {
                name: name("Data"),
                rule: GroupRule::AtLeast(3),
                members: [id(1), id(2)].into(),
                reason: Text::default(),
                unread: Unread::default(),
            };
            plan.groups.insert(id(41), group.into());
        },
    );
}

#[test]
fn outcomes_that_weigh_nothing() {
    check(
        &expect![
            "No outcome weighs anything, so no project can have a score. Give at least one outcome a weight."
        ],
        |plan| {
            outcome_mut(plan, 11).weight = Weight::NONE;
            outcome_mut(plan, 12).weight = Weight::NONE;
        },
    );
}

#[test]
fn a_target_day_without_target_and_a_budget_without_limit() {
    check(
        &expect![[r#"
        The measure “Share of wallet” has a day for its target, but no target. Say what it should read.
        The budget “Change budget” limits nothing. Give it a total or an amount for each period."#]],
        |plan| {
            let measure = Measure {
                name: name("Share of wallet"),
                unit: Text::default(),
                direction: Direction::Up,
                baseline: None,
                target: None,
                target_by: Some("2027-12-31".parse().unwrap()),
                actuals: BTreeMap::new(),
                unread: Unread::default(),
            };
            outcome_mut(plan, 11).measures.insert(id(60), measure.into());
            let budget = Budget {
                name: name("Change budget"),
                pool: Pool::All,
                total: None,
                per_period: BTreeMap::new(),
                unread: Unread::default(),
            };
            plan.budgets.insert(id(61), budget.into());
        },
    );
}

#[test]
fn scenarios_that_force_apart_or_cost_less_than_nothing() {
    check(
        &expect![[r#"
        The scenario “Lean” forces “Data lake” in and “Portal” out, but the first needs the second. Change one of the two.
        The scenario “Lean” multiplies the cost of “Archive” by less than nothing. Give a factor of 0 or more."#]],
        |plan| {
            link(plan, 30, 1, 2, REQUIRES);
            let forced =
                |force| Forced { force, reason: Text::default(), unread: Unread::default() };
            let mut scenario = Scenario::named(name("Lean"));
            scenario.forced = [(id(1), forced(Force::In)), (id(2), forced(Force::Out))].into();
            scenario.cost_factors.insert(id(3), Figure::new(-1.0).unwrap());
            plan.scenarios.insert(id(40), scenario.into());
        },
    );
}

/// A new kind of flaw does not compile until it stands here; then it needs a test above.
#[test]
fn what_may_stay_on_the_way_to_something_better_is_listed() {
    let is_listed = |flaw: &Flaw| match flaw {
        Flaw::WeightsSumToNothing
        | Flaw::TargetDayWithoutTarget { .. }
        | Flaw::BudgetWithoutLimit { .. }
        | Flaw::SpreadBelowZero { .. } => true,
        Flaw::SameId { .. }
        | Flaw::Dangling { .. }
        | Flaw::DanglingPin { .. }
        | Flaw::ParentCircle { .. }
        | Flaw::RequiresCircle { .. }
        | Flaw::SelfDependency { .. }
        | Flaw::RepeatedDependency { .. }
        | Flaw::RequiresExcluded { .. }
        | Flaw::RatedParent { .. }
        | Flaw::NoSuchLevel { .. }
        | Flaw::WindowClosed { .. }
        | Flaw::WindowTooShort { .. }
        | Flaw::FixedStartOutside { .. }
        | Flaw::DurationOutOfRange { .. }
        | Flaw::DemandBeyondEnd { .. }
        | Flaw::GroupImpossible { .. }
        | Flaw::ForcedApart { .. }
        | Flaw::NegativeCostFactor { .. }
        | Flaw::DanglingChoice { .. }
        | Flaw::SelfJudgment { .. }
        | Flaw::RepeatedJudgment { .. }
        | Flaw::JudgmentOffScale { .. }
        | Flaw::RepeatedField { .. }
        | Flaw::FieldRangeTurned { .. }
        | Flaw::UnknownVendor { .. }
        | Flaw::UnknownFunding { .. } => false,
    };
    let project = id(1);
    for flaw in [
        Flaw::WeightsSumToNothing,
        Flaw::BudgetWithoutLimit { budget: Item::Budget(id(1)) },
        Flaw::TargetDayWithoutTarget { measure: Item::Measure(id(1), id(2)) },
        Flaw::WindowClosed { project },
        Flaw::SelfDependency { dependency: id(1) },
    ] {
        assert_eq!(flaw.gravity() == Gravity::Listed, is_listed(&flaw), "{flaw:?}");
    }
}
