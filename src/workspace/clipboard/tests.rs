//! What is copied comes back when it is pasted.

use super::*;
use crate::edit::{Edit, apply};
use crate::model::{Contribution, Id, Outcome, OutcomeId, Project, ProjectId, Weight};

fn sample(name: &str) -> Portfolio {
    let path = format!("{}/sample-portfolios/{name}", env!("CARGO_MANIFEST_DIR"));
    file::read(std::fs::read(path).unwrap()).unwrap().portfolio
}

fn everything(portfolio: &Portfolio) -> Portfolio {
    let all: BTreeSet<Item> = cards(portfolio).into_iter().collect();
    taken(portfolio, &all, &|item| portfolio.pins.get(&item).copied()).unwrap()
}

fn pasted(into: &Portfolio, part: &Portfolio, naming: Naming) -> (Portfolio, Pasting) {
    let mut next = 0x5EED_u64;
    let pasting = pasting(into, part, ((0, 0), naming), &mut || {
        next += 1;
        Id::from_bits(next)
    });
    let edit = Edit::Batch { label: "Paste".to_owned(), edits: pasting.edits.clone() };
    (apply(into, &edit).unwrap(), pasting)
}

fn empty(like: &Portfolio) -> Portfolio {
    let mut empty = Portfolio::titled("Empty".parse().unwrap());
    empty.ladder = like.ladder.clone();
    empty.currency = like.currency;
    empty.calendar = like.calendar;
    empty
}

/// Everything copied into an empty portfolio is there as it was, under the very same ids.
fn check_whole(name: &str) {
    let portfolio = sample(name);
    let text = file::write(&everything(&portfolio), PREAMBLE).unwrap();
    let part = file::read(text.into_bytes()).unwrap().portfolio;
    let (after, pasting) = pasted(&empty(&portfolio), &part, Naming::AsTheyAre);
    assert_eq!(pasting.notices, []);
    assert_eq!(after.projects, portfolio.projects);
    assert_eq!(after.outcomes, portfolio.outcomes);
    assert_eq!(after.changes, portfolio.changes);
    assert_eq!(after.dependencies, portfolio.dependencies);
}

#[test]
fn everything_pasted_into_an_empty_portfolio_is_as_it_was() {
    check_whole("first-steps.ron");
    check_whole("harbour-bank.ron");
}

#[test]
fn everything_pasted_beside_itself_says_the_same_under_other_ids() {
    let portfolio = sample("first-steps.ron");
    let (after, pasting) = pasted(&portfolio, &everything(&portfolio), Naming::AsTheyAre);
    assert_eq!(pasting.notices, []);
    assert_eq!(after.projects.len(), 2 * portfolio.projects.len());
    assert_eq!(after.dependencies.len(), 2 * portfolio.dependencies.len());
    let said = |portfolio: &Portfolio, is_new: bool| {
        let mut said: Vec<String> = after
            .projects
            .iter()
            .filter(|(id, _)| portfolio.projects.contains_key(id) != is_new)
            .map(|(_, project)| {
                let levels: Vec<_> = project
                    .contributions
                    .iter()
                    .map(|(outcome, link)| (after.outcomes[outcome].name.clone(), link.level))
                    .collect();
                let levels: BTreeSet<_> = levels.into_iter().collect();
                format!(
                    "{} {levels:?} {:?}",
                    project.name,
                    project.costs.values().map(|cost| cost.name.clone()).collect::<BTreeSet<_>>()
                )
            })
            .collect();
        said.sort();
        said
    };
    assert_eq!(said(&portfolio, true), said(&portfolio, false));
    let new: BTreeSet<Item> = pasting.items.into_iter().collect();
    assert_eq!(new.len(), cards(&portfolio).len());
    assert!(new.iter().all(|item| after.has(*item) && !portfolio.has(*item)));
}

#[test]
fn an_outcome_is_recognised_by_its_name_and_one_that_is_not_is_left_out() {
    let mut source = Portfolio::titled("Source".parse().unwrap());
    let outcome =
        |name: &str| Arc::new(Outcome::named(name.parse().unwrap(), Weight::new(1.0).unwrap()));
    let [growth, calm] = [1, 2].map(|bits| OutcomeId(Id::from_bits(bits)));
    source.outcomes.insert(growth, outcome("Growth"));
    source.outcomes.insert(calm, outcome("Calm"));
    let mut project = Project::named("Lake".parse().unwrap());
    project.contributions.insert(growth, Contribution::unrated());
    project.contributions.insert(calm, Contribution::unrated());
    let id = ProjectId(Id::from_bits(3));
    source.projects.insert(id, Arc::new(project));
    let part = taken(&source, &[Item::Project(id)].into(), &|_| None).unwrap();

    let mut target = Portfolio::titled("Target".parse().unwrap());
    let here = OutcomeId(Id::from_bits(9));
    target.outcomes.insert(here, outcome("Growth"));
    let (after, pasting) = pasted(&target, &part, Naming::AsTheyAre);
    let served: Vec<OutcomeId> = after.projects[&id].contributions.keys().copied().collect();
    assert_eq!(served, [here]);
    assert_eq!(after.outcomes.len(), 1);
    assert_eq!(pasting.notices.len(), 1);
    assert!(pasting.notices[0].1.contains("“Calm”"), "{}", pasting.notices[0].1);
}

#[test]
fn copies_have_names_that_nothing_else_has() {
    let portfolio = sample("first-steps.ron");
    let id = *portfolio.projects.keys().next().unwrap();
    let one: BTreeSet<Item> = [Item::Project(id)].into();
    let part = taken(&portfolio, &one, &|_| None).unwrap();
    let (after_first, first) = pasted(&portfolio, &part, Naming::AsCopies);
    let (twice, second) = pasted(&after_first, &part, Naming::AsCopies);
    let name = |portfolio: &Portfolio, pasting: &Pasting| item_label(portfolio, pasting.items[0]);
    let old = portfolio.projects[&id].name.to_string();
    assert_eq!(name(&after_first, &first), format!("{old} copy"));
    assert_eq!(name(&twice, &second), format!("{old} copy 2"));
}

#[test]
fn copies_do_not_take_along_what_has_come_in() {
    let mut part = everything(&sample("harbour-bank.ron"));
    let came_in = |part: &Portfolio| {
        let benefits = part.projects.values().flat_map(|project| project.benefits.values());
        benefits.filter(|benefit| !benefit.realised.is_empty()).count()
    };
    assert!(came_in(&part) > 0);
    let before = part.clone();
    forget_realised(&mut part);
    assert_eq!(came_in(&part), 0);
    assert_eq!(part.projects.len(), before.projects.len());
}
