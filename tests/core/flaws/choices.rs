//! Contradictions in judgments, frameworks, causes, vendors, fundings, forced choices and the agreed plan.

use expect_test::expect;
use portolan::edit::{Edit, OutcomeField, ProjectField, Record, Refusal};
use portolan::model::{
    Cause, CauseId, Framework, FrameworkField, FrameworkId, Funding, Judgment, JudgmentId, Percent,
    Planned, Spread, StakeholderId, Vendor,
};

use super::*;

fn judgment(plan: &mut Portfolio, number: u64, (more, less): (u64, u64), times: f64) {
    let judgment = Judgment {
        by: None,
        more: id(more),
        less: id(less),
        times: Figure::new(times).unwrap(),
        note: Text::default(),
        unread: Unread::default(),
    };
    plan.judgments.insert(id::<JudgmentId>(number), judgment);
}

fn forced(force: Force) -> Forced {
    Forced { force, reason: Text::default(), unread: Unread::default() }
}

fn cause(plan: &mut Portfolio, members: &[u64]) {
    let cause = Cause {
        name: name("One team"),
        summary: Text::default(),
        members: members.iter().map(|&number| id(number)).collect(),
        correlation: Percent::new(40.0).unwrap(),
        unread: Unread::default(),
    };
    plan.causes.insert(id::<CauseId>(60), cause);
}

fn half() -> Funding {
    let share = Percent::new(50.0).unwrap();
    Funding {
        name: name("Half of it"),
        cost: share,
        work: share,
        value: share,
        note: Text::default(),
        unread: Unread::default(),
    }
}

fn offer() -> Vendor {
    Vendor {
        name: name("Acme"),
        price: Estimate::exactly(Money::from_minor(100)),
        first: 0,
        periods: None,
        switching: None,
        terms: Text::default(),
        note: Text::default(),
        unread: Unread::default(),
    }
}

#[test]
fn judgments_that_say_nothing_or_too_much() {
    check(
        &expect![[r#"
            The judgment “Growth over Growth” compares an outcome with itself. Remove it.
            The same two outcomes have been compared before by the same person, as in the judgment “Trust over Growth”. Remove one of the two.
            The judgment “Growth over Growth” does not count from 1 to 9 times. One is the same, nine is the most."#]],
        |plan| {
            judgment(plan, 50, (11, 12), 3.0);
            judgment(plan, 51, (12, 11), 1.0);
            judgment(plan, 52, (11, 11), 0.5);
        },
    );
}

#[test]
fn judgments_and_causes_that_refer_to_what_is_not_there() {
    check(
        &expect![[r#"
            The judgment “Growth over outcome 00000000002p” refers, under “less”, to the outcome 00000000002p, which does not exist. Take the reference out, or bring the outcome back.
            The judgment “Trust over Growth” refers, under “by”, to the stakeholder 00000000002q, which does not exist. Take the reference out, or bring the stakeholder back.
            The shared cause “One team” refers, under “members”, to the project 00000000002r, which does not exist. Take the reference out, or bring the project back."#]],
        |plan| {
            judgment(plan, 50, (11, 86), 3.0);
            judgment(plan, 51, (12, 11), 3.0);
            plan.judgments.get_mut(&id(51)).unwrap().by = Some(id::<StakeholderId>(87));
            cause(plan, &[1, 88]);
        },
    );
}

#[test]
fn fields_of_one_name_and_fields_that_nothing_fits_into() {
    check(
        &expect![[r#"
            The framework “Own” has two fields with the name “Reach”. Call one of them otherwise.
            In the framework “Own”, the least of “Effort” is above its most. Let them change places."#]],
        |plan| {
            let mut framework = Framework::named(name("Own"));
            let figure = |value| Some(Figure::new(value).unwrap());
            let effort = FrameworkField {
                low: figure(5.0),
                high: figure(1.0),
                ..FrameworkField::named(name("Effort"))
            };
            let reach = FrameworkField::named(name("Reach"));
            framework.fields = vec![reach.clone(), effort, reach];
            plan.frameworks.insert(id::<FrameworkId>(61), framework);
        },
    );
}

#[test]
fn choices_for_projects_that_are_not_there() {
    check(
        &expect![[r#"
            The list of forced choices speaks of the project 00000000002p, which does not exist. Take it out there, or bring the project back.
            The agreed plan speaks of the project 00000000002q, which does not exist. Take it out there, or bring the project back."#]],
        |plan| {
            plan.forced.insert(id(86), forced(Force::In));
            plan.plan.insert(id(87), Planned::default());
        },
    );
}

#[test]
fn a_base_that_forces_apart() {
    check(
        &expect![
            "“Data lake” is forced in and “Portal” is forced out, but the first needs the second. Change one of the two."
        ],
        |plan| {
            link(plan, 30, 1, 2, REQUIRES);
            plan.forced = [(id(1), forced(Force::In)), (id(2), forced(Force::Out))].into();
        },
    );
}

#[test]
fn vendors_and_fundings_that_are_chosen_and_not_there() {
    check(
        &expect![[r#"
            “Data lake” has chosen the vendor 00000000002p, which is none of its vendors. Choose another, or none.
            The agreed plan funds “Portal” in the way 00000000002q, which the project does not have. Agree on another, or keep this one."#]],
        |plan| {
            project(plan, 1).vendor = Some(id(86));
            let planned = Planned { funding: Some(id(87)), ..Planned::default() };
            plan.plan.insert(id(2), planned);
        },
    );
}

#[test]
fn an_amount_that_may_be_nothing_is_not_lognormal() {
    check(
        &expect![
            "“Licence” of “Data lake” is spread lognormally, but its low is not above zero. Raise the low, or choose another spread."
        ],
        |plan| {
            let cost = Cost {
                name: name("Licence"),
                kind: CostKind::Run,
                part: None,
                pool: None,
                first: 0,
                periods: None,
                amount: Estimate::exactly(Money::ZERO),
                spread: Some(Spread::Lognormal),
                unread: Unread::default(),
            };
            project(plan, 1).costs.insert(id(20), cost);
        },
    );
}

#[test]
fn one_id_for_a_vendor_and_a_funding() {
    check(
        &expect![
            "The id 000000000032 is used twice, by the project “Data lake” and the project “Portal”. Give one of them a new id."
        ],
        |plan| {
            project(plan, 1).fundings.insert(id(98), half());
            project(plan, 2).vendors.insert(id(98), offer());
        },
    );
}

/// A plan in which everything new speaks of "Data lake" or of "Growth".
fn entangled() -> Portfolio {
    let mut plan = plan();
    judgment(&mut plan, 50, (11, 12), 3.0);
    plan.judgments.get_mut(&id(50)).unwrap().by = Some(id::<StakeholderId>(40));
    let person = portolan::model::Stakeholder {
        name: name("Ann"),
        department: None,
        say: None,
        weight: Weight::new(1.0).unwrap(),
        unread: Unread::default(),
    };
    plan.stakeholders.insert(id(40), person.into());
    cause(&mut plan, &[1, 2]);
    plan.forced = [(id(1), forced(Force::In)), (id(2), forced(Force::In))].into();
    project(&mut plan, 1).fundings.insert(id(70), half());
    project(&mut plan, 1).vendors.insert(id(71), offer());
    project(&mut plan, 1).vendor = Some(id(71));
    let planned = Planned { funding: Some(id(70)), ..Planned::default() };
    plan.plan = [(id(1), planned), (id(2), Planned::default())].into();
    assert_eq!(flaws(&plan), []);
    plan
}

#[test]
fn what_is_removed_leaves_judgments_causes_and_choices() {
    let plan = entangled();
    let after = |edit: &Edit| {
        let next = apply(&plan, edit).unwrap();
        assert_eq!(flaws(&next), []);
        next
    };
    let next = after(&Edit::Remove(Item::Project(id(1))));
    assert_eq!([next.forced.len(), next.plan.len(), next.causes[&id(60)].members.len()], [1, 1, 1]);
    assert!(after(&Edit::Remove(Item::Outcome(id(11)))).judgments.is_empty());
    assert!(after(&Edit::Remove(Item::Stakeholder(id(40)))).judgments.is_empty());
    let next = after(&Edit::SetProject(id(1), ProjectField::RemoveVendor(id(71))));
    assert_eq!(next.projects[&id(1)].vendor, None);
}

#[test]
fn a_way_to_fund_that_was_agreed_on_is_kept() {
    let edit = Edit::SetProject(id(1), ProjectField::RemoveFunding(id(70)));
    let flaw = Flaw::UnknownFunding { project: id(1), funding: id(70) };
    assert_eq!(apply(&entangled(), &edit), Err(Refusal::Contradiction(flaw)));
    let agreed = apply(&entangled(), &Edit::Plan(BTreeMap::new())).unwrap();
    assert!(apply(&agreed, &edit).is_ok());
}

#[test]
fn choices_and_judgments_have_labels_that_say_what_they_do() {
    let plan = entangled();
    let weight = |value| Weight::new(value).unwrap();
    let range = portolan::model::WeightRange::new(weight(1.0), weight(2.0)).unwrap();
    let labels: Vec<String> = [
        Edit::Force(id(1), Some(forced(Force::Out))),
        Edit::Force(id(1), None),
        Edit::Plan(plan.plan.clone()),
        Edit::Plan(BTreeMap::new()),
        Edit::SetProject(id(1), ProjectField::Input(name("Job size"), None)),
        Edit::SetProject(id(1), ProjectField::Vendor(Some(id(71)))),
        Edit::SetProject(id(1), ProjectField::PutFunding(id(70), half())),
        Edit::SetOutcome(id(11), OutcomeField::WeightRange(Some(range))),
        Edit::Add(Record::Framework(id(99), Framework::named(name("Own")))),
        Edit::Replace(Record::Judgment(id(50), plan.judgments[&id(50)].clone())),
        Edit::Remove(Item::Cause(id(60))),
    ]
    .iter()
    .map(|edit| label(&plan, edit))
    .collect();
    expect![[r#"
        Force Data lake out
        Leave Data lake to the calculation
        Agree on a plan of 2 projects
        Take the agreed plan back
        Change Job size of Data lake
        Choose a vendor for Data lake
        Change a way to fund Data lake
        Change range of weight of Growth
        Add framework Own
        Change judgment Growth over Trust
        Delete shared cause One team"#]]
    .assert_eq(&labels.join("\n"));
}
