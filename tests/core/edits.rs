//! What a person can rely on when a portfolio is edited: nothing contradicts itself, everything can be taken back.

use std::sync::Arc;

use expect_test::{Expect, expect};
use portolan::analysis::finance::Costs;
use portolan::edit::{
    DependencyField, Edit, History, OutcomeField, PortfolioField, ProjectField, Record, Refusal,
    apply, label,
};
use portolan::model::{
    Calendar, Contribution, Cost, CostKind, Dependency, DependencyId, DependencyKind, Estimate,
    Flaw, Gravity, Group, GroupRule, Id, Item, Ladder, Level, Milestone, Money, Month, Name,
    Outcome, OutcomeId, PeriodLength, Pin, Portfolio, Project, ProjectId, Role, Stage, Stakeholder,
    Text, Timing, Unread, Weight, flaws,
};
use proptest::prelude::*;

use super::portfolios::{Draw, edit_seeds, items, sound};

/// The contradictions that no edit may bring in.
fn contradictions(portfolio: &Portfolio) -> Vec<Flaw> {
    let mut found = flaws(portfolio);
    found.retain(|flaw| flaw.gravity() == Gravity::Refused);
    found
}

/// A history that has been through these edits, as far as they were not refused.
fn history_of(start: Portfolio, seeds: &[u64]) -> History {
    let mut history = History::starting_with(Arc::new(start));
    for &seed in seeds {
        let edit = Draw::edit_of(seed, history.now());
        history.make(&edit).ok();
    }
    history
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn portfolios_out_of_thin_air_are_sound(portfolio in sound()) {
        prop_assert_eq!(contradictions(&portfolio), []);
    }

    #[test]
    fn a_sound_portfolio_stays_sound(start in sound(), seeds in edit_seeds()) {
        let mut now = start;
        for seed in seeds {
            let edit = Draw::edit_of(seed, &now);
            if let Ok(next) = apply(&now, &edit) {
                prop_assert_eq!(contradictions(&next), [], "after {:?}", edit);
                now = next;
            }
        }
    }

    #[test]
    fn several_edits_in_one_step_leave_a_sound_portfolio_sound(start in sound(), seeds in edit_seeds()) {
        let edits: Vec<_> = seeds.into_iter().map(|seed| Draw::edit_of(seed, &start)).collect();
        let step = Edit::Batch { label: "Several".to_owned(), edits };
        if let Ok(next) = apply(&start, &step) {
            prop_assert_eq!(contradictions(&next), [], "after {:?}", step);
        }
    }

    #[test]
    fn costs_brought_up_to_date_are_costs_added_up_anew(start in sound(), seeds in edit_seeds()) {
        let mut now = start;
        let mut costs = Arc::new(Costs::of(&now));
        for seed in seeds {
            if let Ok(next) = apply(&now, &Draw::edit_of(seed, &now)) {
                costs = Costs::after(&now, &costs, &next);
                now = next;
                prop_assert_eq!(&*costs, &Costs::of(&now));
            }
        }
    }

    #[test]
    fn undo_then_redo_is_as_if_nothing_happened(start in sound(), seeds in edit_seeds()) {
        let mut history = History::starting_with(Arc::new(start));
        let mut states = vec![Arc::clone(history.now())];
        for seed in seeds {
            let edit = Draw::edit_of(seed, history.now());
            let called = label(history.now(), &edit);
            if history.make(&edit).is_ok() && *history.now() != states[states.len() - 1] {
                states.push(Arc::clone(history.now()));
                prop_assert_eq!(history.undo_label(), Some(called.as_str()));
            }
        }
        for state in states.iter().rev().skip(1) {
            prop_assert!(history.undo());
            prop_assert_eq!(history.now(), state);
        }
        prop_assert!(!history.undo());
        prop_assert_eq!(history.undo_label(), None);
        for state in states.iter().skip(1) {
            prop_assert!(history.redo());
            prop_assert_eq!(history.now(), state);
        }
        prop_assert!(!history.redo());
        prop_assert_eq!(history.redo_label(), None);
    }

    #[test]
    fn a_refused_edit_leaves_everything(start in sound(), seeds in edit_seeds(), tries in edit_seeds()) {
        let mut history = history_of(start, &seeds);
        history.undo();
        for seed in tries {
            let edit = Draw::edit_of(seed, history.now());
            let before = history.clone();
            let Err(refusal) = history.make(&edit) else { break };
            prop_assert!(Arc::ptr_eq(history.now(), before.now()));
            prop_assert_eq!(history.undo_label(), before.undo_label());
            prop_assert_eq!(history.redo_label(), before.redo_label());
            let words = refusal.in_words(history.now());
            prop_assert!(words.ends_with('.') && !words.contains("  "), "{}", words);
        }
    }

    #[test]
    fn everything_can_be_taken_out(start in sound(), choice in any::<prop::sample::Index>()) {
        let items = items(&start);
        prop_assume!(!items.is_empty());
        let item = items[choice.index(items.len())];
        let next = apply(&start, &Edit::Remove(item)).map_err(|refusal| {
            TestCaseError::fail(format!("{item:?}: {}", refusal.in_words(&start)))
        })?;
        prop_assert!(!next.has(item));
        prop_assert_eq!(contradictions(&next), []);
    }

    #[test]
    fn a_batch_comes_to_the_same_as_its_edits(start in sound(), seeds in edit_seeds()) {
        let (mut now, mut edits) = (start.clone(), Vec::new());
        for seed in seeds {
            let edit = Draw::edit_of(seed, &now);
            if let Ok(next) = apply(&now, &edit) {
                edits.push(edit);
                now = next;
            }
        }
        let batch = |edits| Edit::Batch { label: "Do it all".to_owned(), edits };
        let mut history = History::starting_with(Arc::new(start.clone()));
        history.make(&batch(edits.clone())).unwrap();
        prop_assert_eq!(&**history.now(), &now);
        if now != start {
            prop_assert_eq!(history.undo_label(), Some("Do it all"));
        }
        prop_assert_eq!(history.undo(), now != start);
        prop_assert_eq!(&**history.now(), &start);

        let nobody = Item::Stakeholder(Id::from_bits(0).into());
        edits.push(Edit::Remove(nobody));
        prop_assert_eq!(apply(&start, &batch(edits)), Err(Refusal::NotThere(nobody)));
    }
}

#[test]
fn the_labels_and_the_refusals_are_reached_by_random_edits() {
    // The properties above would hold of edits that are all refused, too; so it is counted here.
    let (mut made, mut refused) = (0, 0);
    for seed in 0..300 {
        let portfolio = super::portfolios::rich(seed, 4);
        match apply(&portfolio, &Draw::edit_of(seed, &portfolio)) {
            Ok(_) => made += 1,
            Err(_) => refused += 1,
        }
    }
    assert!(made > 100 && refused > 30, "{made} made, {refused} refused");
}

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

/// Two projects, the second of which requires the first; an outcome and its part; a role, a person and a group.
fn small() -> Portfolio {
    let mut all = Portfolio::titled(name("Plan"));
    let weight = Weight::new(1.0).unwrap();
    all.outcomes.insert(id(10), Outcome::named(name("Happy customers"), weight).into());
    let part = Outcome { parent: Some(id(10)), ..Outcome::named(name("Fast answers"), weight) };
    all.outcomes.insert(id(11), part.into());
    let mut lake = Project { duration: Some(4), ..Project::named(name("Data lake")) };
    lake.contributions
        .insert(id(11), Contribution { level: Some(Level(3)), ..Contribution::unrated() });
    all.projects.insert(id(1), lake.into());
    all.projects.insert(id(2), Project::named(name("Customer portal")).into());
    let kind = DependencyKind::Requires { timing: Timing::FinishToStart };
    all.dependencies.insert(id(20), Dependency::between(id(2), id(1), kind).into());
    let members = [id(1), id(2)].into();
    let (reason, unread) = (Text::default(), Unread::default());
    let rule = GroupRule::AtLeast(1);
    all.groups.insert(id(30), Group { name: name("Data"), rule, members, reason, unread }.into());
    all.roles.insert(id(40), architect().into());
    all.stakeholders.insert(id(50), finance_head().into());
    all
}

fn architect() -> Role {
    let (capacity, unread) = ([].into(), Unread::default());
    Role { name: name("Architect"), rate: None, capacity, unread }
}

fn finance_head() -> Stakeholder {
    Stakeholder {
        name: name("Head of finance"),
        department: None,
        say: None,
        weight: Weight::new(1.0).unwrap(),
        unread: Unread::default(),
    }
}

fn licence() -> Cost {
    Cost {
        name: name("Licence"),
        kind: CostKind::Run,
        pool: None,
        first: 0,
        periods: None,
        part: None,
        amount: Estimate::exactly(Money::from_minor(100)),
        spread: None,
        unread: Unread::default(),
    }
}

fn go_live() -> Milestone {
    Milestone {
        name: name("Go-live"),
        criteria: Text::default(),
        planned: "2027-05-01".parse().unwrap(),
        forecast: None,
        actual: None,
        review: None,
        unread: Unread::default(),
    }
}

#[test]
fn an_edit_that_changes_nothing_is_no_step() {
    let mut history = History::starting_with(Arc::new(small()));
    let rename = Edit::SetPortfolio(PortfolioField::Title(name("Another plan")));
    history.make(&rename).unwrap();
    history.undo();
    let lake = small().projects[&id(1)].as_ref().clone();
    for nothing in [
        Edit::SetPortfolio(PortfolioField::Title(name("Plan"))),
        Edit::Replace(Record::Project(id(1), lake.into())),
        Edit::Batch { label: "Nothing".to_owned(), edits: Vec::new() },
        Edit::SetProject(id(1), ProjectField::RemoveTag(name("no such tag"))),
        Edit::Batch {
            label: "There and back".to_owned(),
            edits: [DependencyField::Turn, DependencyField::Turn]
                .map(|field| Edit::SetDependency(id(20), field))
                .into(),
        },
    ] {
        history.make(&nothing).unwrap();
        assert_eq!(history.undo_label(), None, "{nothing:?}");
        assert_eq!(history.redo_label(), Some("Change the title"), "{nothing:?}");
    }
}

#[test]
fn a_new_edit_after_an_undo_takes_the_place_of_what_was_undone() {
    let mut history = History::starting_with(Arc::new(small()));
    let title = |text| Edit::SetPortfolio(PortfolioField::Title(name(text)));
    history.make(&title("One")).unwrap();
    history.undo();
    history.make(&title("Two")).unwrap();
    assert!(!history.redo());
    assert_eq!(&*history.now().title, "Two");
}

#[test]
fn what_goes_with_a_record_goes_with_its_pin() {
    let mut portfolio = small();
    portfolio.pins.insert(Item::Project(id(1)), Pin::new(1, 2));
    portfolio.pins.insert(Item::Outcome(id(10)), Pin::new(1, 2));
    let next = apply(&portfolio, &Edit::Remove(Item::Project(id(1)))).unwrap();
    assert_eq!(next.pins.keys().collect::<Vec<_>>(), [&Item::Outcome(id(10))]);
    assert!(next.dependencies.is_empty());
    assert_eq!(next.groups[&id(30)].members.len(), 1);
}

#[test]
fn a_record_may_be_replaced_by_one_that_has_lost_what_had_a_place_on_the_map() {
    let mut portfolio = small();
    let measure = portolan::model::Measure {
        name: name("Minutes"),
        unit: Text::default(),
        direction: portolan::model::Direction::Down,
        baseline: None,
        target: None,
        target_by: None,
        actuals: [].into(),
        unread: Unread::default(),
    };
    let bare = portfolio.outcomes[&id(11)].as_ref().clone();
    let measured = Outcome { measures: [(id(60), measure.into())].into(), ..bare.clone() };
    portfolio.outcomes.insert(id(11), measured.into());
    portfolio.pins.insert(Item::Measure(id(11), id(60)), Pin::new(1, 2));
    let next = apply(&portfolio, &Edit::Replace(Record::Outcome(id(11), bare))).unwrap();
    assert!(next.pins.is_empty());
}

#[test]
fn parts_of_what_is_taken_out_move_up() {
    let mut portfolio = small();
    let weight = Weight::new(1.0).unwrap();
    let below = Outcome { parent: Some(id(10)), ..Outcome::named(name("Below"), weight) };
    portfolio.outcomes.insert(id(12), below.into());
    let deep = Outcome { parent: Some(id(12)), ..Outcome::named(name("Deep"), weight) };
    portfolio.outcomes.insert(id(13), deep.into());
    let next = apply(&portfolio, &Edit::Remove(Item::Outcome(id(12)))).unwrap();
    assert_eq!(next.outcomes[&id(13)].parent, Some(id(10)));
}

#[test]
fn a_contradiction_that_is_there_can_be_made_smaller() {
    let mut portfolio = small();
    let mut lake = portfolio.projects[&id(1)].as_ref().clone();
    lake.window.earliest_start = Some(month("2027-01"));
    lake.window.finish_by = Some(month("2027-03"));
    portfolio.projects.insert(id(1), lake.into());
    let duration = |periods| Edit::SetProject(id(1), ProjectField::Duration(Some(periods)));
    assert!(apply(&portfolio, &duration(3)).is_ok(), "three quarters in one are better than four");
    assert!(apply(&portfolio, &duration(5)).is_err(), "five are worse");
}

#[test]
fn ratings_stay_with_their_level_when_the_ladder_changes() {
    let mut rungs = Ladder::default().rungs().to_vec();
    rungs.remove(1);
    let shorter = Ladder::new(rungs).unwrap();
    let edit = Edit::SetPortfolio(PortfolioField::Ladder(shorter));
    let next = apply(&small(), &edit).unwrap();
    assert_eq!(next.projects[&id(1)].contributions[&id(11)].level, Some(Level(2)));
}

fn check_labels(edits: &[Edit], expected: &Expect) {
    let portfolio = small();
    let labels: Vec<String> = edits.iter().map(|edit| label(&portfolio, edit)).collect();
    expected.assert_eq(&labels.join("\n"));
}

#[test]
fn records_are_added_changed_and_deleted_by_name() {
    let project = Project::named(name("Cloud")).into();
    let weight = Weight::new(1.0).unwrap();
    let kind = DependencyKind::Excludes;
    let long = name("A project whose name goes on and on without ever coming to an end");
    check_labels(
        &[
            Edit::Add(Record::Project(id(3), project)),
            Edit::Add(Record::Project(id(3), Project::named(long).into())),
            Edit::Add(Record::Outcome(id(12), Outcome::named(name("Lower cost"), weight))),
            Edit::Add(Record::Milestone(id(1), id(60), go_live())),
            Edit::Add(Record::Dependency(id(21), Dependency::between(id(1), id(2), kind))),
            Edit::Add(Record::Contribution(id(2), id(11), Contribution::unrated())),
            Edit::Replace(Record::Contribution(id(1), id(11), Contribution::unrated())),
            Edit::Replace(Record::Role(id(40), architect())),
            Edit::Remove(Item::Stakeholder(id(50))),
            Edit::Remove(Item::Dependency(id(20))),
            Edit::Remove(Item::Contribution(id(1), id(11))),
            Edit::Remove(Item::Project(id(9))),
        ],
        &expect![[r#"
            Add project Cloud
            Add project A project whose name goes on an…
            Add outcome Lower cost
            Add milestone Go-live
            Add dependency between two projects
            Link Customer portal → Fast answers
            Rate Data lake → Fast answers
            Change role Architect
            Delete stakeholder Head of finance
            Delete dependency Customer portal requires Data l…
            Delete contribution Data lake → Fast answers
            Delete project project 000000000009"#]],
    );
}

#[test]
fn fields_are_changed_by_name() {
    let project = |field| Edit::SetProject(id(1), field);
    let outcome = |field| Edit::SetOutcome(id(11), field);
    let dependency = |field| Edit::SetDependency(id(20), field);
    check_labels(
        &[
            project(ProjectField::Name(name("Data lakehouse"))),
            project(ProjectField::Stage(Stage::OnHold)),
            project(ProjectField::AddTag(name("cloud"))),
            project(ProjectField::RemoveTag(name("cloud"))),
            project(ProjectField::Duration(None)),
            project(ProjectField::PutCost(id(60), licence())),
            project(ProjectField::RemoveCost(id(60))),
            project(ProjectField::Demand(id(40), Vec::new())),
            outcome(OutcomeField::Name(name("Quick answers"))),
            outcome(OutcomeField::Weight(Weight::NONE)),
            outcome(OutcomeField::Statement(Level(1), Text::default())),
            dependency(DependencyField::Turn),
            dependency(DependencyField::Lag(2)),
            dependency(DependencyField::To(id(2))),
            Edit::SetPortfolio(PortfolioField::Ladder(Ladder::default())),
            Edit::SetPortfolio(PortfolioField::DiscountRate(None)),
        ],
        &expect![[r#"
            Rename Data lake to Data lakehouse
            Set Data lake to On hold
            Tag Data lake with cloud
            Take tag cloud off Data lake
            Change duration of Data lake
            Change cost of Data lake
            Delete cost of Data lake
            Change demand of Data lake
            Rename Fast answers to Quick answers
            Weigh Fast answers 0
            Change statement of Fast answers
            Change the direction of Customer portal requires Data l…
            Change the lag of Customer portal requires Data l…
            Change the ends of Customer portal requires Data l…
            Change the ladder
            Change the discount rate"#]],
    );
}

#[test]
fn moves_and_batches_are_called_what_they_are() {
    let (lake, portal) = (Item::Project(id(1)), Item::Project(id(2)));
    let pin = Some(Pin::new(0, 0));
    check_labels(
        &[
            Edit::Place(vec![(lake, pin)]),
            Edit::Place(vec![(lake, pin), (portal, pin)]),
            Edit::Place(vec![(lake, None), (portal, None)]),
            Edit::Batch { label: "Import 12 projects".to_owned(), edits: Vec::new() },
        ],
        &expect![[r#"
            Move Data lake
            Move 2 cards
            Arrange the map
            Import 12 projects"#]],
    );
}

fn check_refusals(edits: &[Edit], expected: &Expect) {
    let portfolio = small();
    let refusals: Vec<String> = edits
        .iter()
        .map(|edit| apply(&portfolio, edit).unwrap_err().in_words(&portfolio))
        .collect();
    expected.assert_eq(&refusals.join("\n"));
}

#[test]
fn what_is_not_there_cannot_be_changed_and_what_is_there_not_added() {
    let project = || Box::new(Project::named(name("Cloud")));
    check_refusals(
        &[
            Edit::Remove(Item::Project(id(9))),
            Edit::Replace(Record::Project(id(9), project())),
            Edit::Add(Record::Project(id(1), project())),
            Edit::Add(Record::Milestone(id(9), id(60), go_live())),
            Edit::SetProject(id(9), ProjectField::Duration(None)),
            Edit::SetOutcome(id(9), OutcomeField::Parent(None)),
            Edit::SetDependency(id(9), DependencyField::Turn),
            Edit::Place(vec![(Item::Dependency(id(20)), None)]),
            Edit::Place(vec![(Item::Outcome(id(99)), None)]),
        ],
        &expect![[r#"
            The project 000000000009 is not there any more.
            The project 000000000009 is not there any more.
            There is a project “Data lake” already.
            The project 000000000009 is not there any more.
            The project 000000000009 is not there any more.
            The outcome 000000000009 is not there any more.
            The dependency 000000000009 is not there any more.
            A dependency has no place of its own on the map.
            The outcome 000000000033 is not there any more."#]],
    );
}

#[test]
fn contradictions_are_refused_in_words() {
    let requires = DependencyKind::Requires { timing: Timing::FinishToStart };
    let dependency = |from: ProjectId, to, kind| {
        Edit::Add(Record::Dependency(id(21), Dependency::between(from, to, kind)))
    };
    check_refusals(
        &[
            dependency(id(1), id(2), requires),
            dependency(id(1), id(1), requires),
            dependency(id(2), id(1), requires),
            dependency(id(1), id(2), DependencyKind::Excludes),
            dependency(id(1), id(9), requires),
            Edit::SetOutcome(id(10), OutcomeField::Parent(Some(id(11)))),
            Edit::SetOutcome(id(11), OutcomeField::Statement(Level(9), "All".parse().unwrap())),
            Edit::Add(Record::Contribution(id(2), id(10), Contribution::unrated())),
            Edit::SetProject(id(1), ProjectField::Lead(Some(id(9)))),
            Edit::SetProject(id(1), ProjectField::Duration(Some(0))),
            Edit::SetProject(id(1), ProjectField::PutCost(id(2), licence())),
            Edit::Add(Record::Role(id(1), architect())),
        ],
        &expect![[r#"
            Projects require each other in a circle: “Data lake” → “Customer portal” → “Data lake”. None of them could ever start; remove one of the links.
            The new dependency links a project to itself. Remove it.
            The new dependency is there twice. Remove one of them.
            “Customer portal” needs “Data lake” and excludes it: it can never be done. Remove one of the links.
            The new dependency refers, under “to”, to the project 000000000009, which does not exist. Take the reference out, or bring the project back.
            Outcomes are parts of each other in a circle: “Happy customers” → “Fast answers” → “Happy customers”. Take one of them out of its parent.
            The outcome “Fast answers” speaks of level 10, which the ladder does not have. Choose one of its 5 levels.
            “Customer portal” is rated on “Happy customers”, which has parts. Only outcomes without parts are rated; rate its parts instead.
            The project “Data lake” refers, under “lead”, to the stakeholder 000000000009, which does not exist. Take the reference out, or bring the stakeholder back.
            “Data lake” lasts 0 quarters; a project lasts 1 to 600.
            The id 000000000002 is used twice, by the project “Customer portal” and the project “Data lake”. Give one of them a new id.
            The id 000000000001 is used twice, by the project “Data lake” and the new role. Give one of them a new id."#]],
    );
}

#[test]
fn periods_and_levels_in_use_stay() {
    let months = Calendar::new(month("2027-01"), PeriodLength::Month, 12).unwrap();
    let mut rungs = Ladder::default().rungs().to_vec();
    rungs.remove(3);
    let without_strong = Ladder::new(rungs).unwrap();
    check_refusals(
        &[
            Edit::SetPortfolio(PortfolioField::Calendar(months)),
            Edit::SetPortfolio(PortfolioField::Ladder(without_strong)),
        ],
        &expect![[r#"
            Durations, costs, benefits and demands are given for each period, so periods cannot change their length any more. Start a new portfolio for that.
            Ratings or statements use the level “Strong”. Change those first."#]],
    );
}

#[test]
fn a_batch_may_pass_through_contradictions_but_not_end_in_one() {
    let turn = Edit::SetDependency(id::<DependencyId>(20), DependencyField::Turn);
    let second = Dependency::between(
        id(1),
        id(2),
        DependencyKind::Requires { timing: Timing::FinishToStart },
    );
    let batch = |edits| Edit::Batch { label: "Turn round".to_owned(), edits };
    let add = Edit::Add(Record::Dependency(id(21), second));
    assert!(
        apply(&small(), &batch(vec![add.clone(), Edit::Remove(Item::Dependency(id(20)))])).is_ok()
    );
    let repeated =
        Refusal::Contradiction(Flaw::RepeatedDependency { first: id(20), second: id(21) });
    assert_eq!(apply(&small(), &batch(vec![add, turn])), Err(repeated));
    let outcome: OutcomeId = id(10);
    assert!(small().has(Item::Outcome(outcome)));
}
