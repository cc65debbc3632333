//! The plan as plain data: four piles of cards, and what each card says.

use std::sync::Arc;

use egui::Color32;

use super::figures::{figure, money};
use crate::analysis::optimise::{Gap, Objective, Plan};
use crate::gui::theme::{Theme, icons};
use crate::model::{Force, Portfolio, Project, ProjectId};
use crate::wording;
use crate::workspace::{Found, FundOutcome};

/// Where a project is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pile {
    ForcedIn,
    Funded,
    Unfunded,
    ForcedOut,
}

impl Pile {
    pub(super) const ALL: [Self; 4] =
        [Self::ForcedIn, Self::Funded, Self::Unfunded, Self::ForcedOut];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::ForcedIn => "Forced in",
            Self::Funded => "Funded",
            Self::Unfunded => "Not funded",
            Self::ForcedOut => "Forced out",
        }
    }

    pub(super) fn icon(self) -> &'static str {
        match self {
            Self::ForcedIn | Self::ForcedOut => icons::PIN,
            Self::Funded => icons::CHECK,
            Self::Unfunded => icons::MINUS,
        }
    }

    pub(super) fn ink(self, theme: &Theme) -> Color32 {
        match self {
            Self::ForcedIn | Self::ForcedOut => theme.forced(),
            Self::Funded => theme.good,
            Self::Unfunded => theme.unrated,
        }
    }

    /// What the pile says while it is empty.
    pub(super) fn empty_words(self) -> &'static str {
        match self {
            Self::ForcedIn => "Drag a card here to fund it whatever it costs",
            Self::Funded => "Nothing is funded",
            Self::Unfunded => "Everything is funded",
            Self::ForcedOut => "Drag a card here to leave it out whatever it brings",
        }
    }

    pub(super) fn number(self) -> usize {
        Self::ALL.iter().position(|pile| *pile == self).unwrap_or(0)
    }
}

/// What is different of a project from the plan before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Enters,
    Leaves,
}

impl Turn {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Enters => "enters",
            Self::Leaves => "leaves",
        }
    }
}

/// What a card says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Card {
    pub(super) project: ProjectId,
    pub(super) pile: Pile,
    pub(super) name: String,
    /// What it adds to the plan.
    pub(super) value: String,
    /// Its cost, and when it starts.
    pub(super) about: String,
    pub(super) turn: Option<Turn>,
    /// What is missing to judge it.
    pub(super) gap: Option<&'static str>,
    order: (i64, String),
    cost: i64,
    worth: i64,
}

impl Card {
    /// All that those are told who do not see it.
    pub(super) fn words(&self) -> String {
        let mut words = vec![self.name.clone(), self.pile.name().to_owned(), self.value.clone()];
        words.extend((!self.about.is_empty()).then(|| self.about.replace("  ·  ", ", ")));
        words.extend(self.gap.map(str::to_owned));
        words.extend(self.turn.map(|turn| turn.word().to_owned()));
        words.join(", ")
    }
}

/// The cards of one pile, and their sums.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Heap {
    pub(super) cards: Arc<Vec<Card>>,
    /// Cost and value of all of them.
    pub(super) sum: String,
}

/// All piles, and what they were made of.
#[derive(Default)]
pub(super) struct Scene {
    heaps: [Heap; 4],
    made_of: Option<(Arc<FundOutcome>, Arc<Portfolio>, Option<Plan>)>,
}

impl Scene {
    /// Makes the piles anew where they are of something else; says whether they are new.
    pub(super) fn follow(
        &mut self,
        outcome: &Arc<FundOutcome>,
        subject: &Arc<Portfolio>,
        before: Option<&Plan>,
    ) -> bool {
        let is_same = self.made_of.as_ref().is_some_and(|(made, of, known)| {
            Arc::ptr_eq(made, outcome) && Arc::ptr_eq(of, subject) && known.as_ref() == before
        });
        if is_same {
            return false;
        }
        self.made_of = Some((Arc::clone(outcome), Arc::clone(subject), before.cloned()));
        self.heaps = match outcome.as_ref() {
            Ok(found) => heaps(found, subject, before),
            Err(_) => Default::default(),
        };
        true
    }

    pub(super) fn heap(&self, pile: Pile) -> &Heap {
        let [forced_in, funded, unfunded, forced_out] = &self.heaps;
        match pile {
            Pile::ForcedIn => forced_in,
            Pile::Funded => funded,
            Pile::Unfunded => unfunded,
            Pile::ForcedOut => forced_out,
        }
    }

    pub(super) fn cards(&self) -> impl Iterator<Item = &Card> {
        self.heaps.iter().flat_map(|heap| heap.cards.iter())
    }

    pub(super) fn card(&self, project: ProjectId) -> Option<&Card> {
        self.cards().find(|card| card.project == project)
    }
}

/// Where a project is, in a plan for this portfolio.
fn pile_of(portfolio: &Portfolio, plan: &Plan, project: ProjectId) -> Pile {
    match portfolio.forced.get(&project).map(|forced| forced.force) {
        Some(Force::In) => Pile::ForcedIn,
        Some(Force::Out) => Pile::ForcedOut,
        None if plan.has(project) => Pile::Funded,
        None => Pile::Unfunded,
    }
}

fn heaps(found: &Found, subject: &Portfolio, before: Option<&Plan>) -> [Heap; 4] {
    let mut piles: [Vec<Card>; 4] = Default::default();
    for (&project, record) in subject.projects.iter().filter(|(_, record)| record.is_open()) {
        let card = card_of(found, subject, before, (project, record));
        if let Some(pile) = piles.get_mut(card.pile.number()) {
            pile.push(card);
        }
    }
    piles.map(|mut cards| {
        cards.sort_by(|one, other| one.order.cmp(&other.order));
        Heap { sum: sum_words(found, subject, &cards), cards: Arc::new(cards) }
    })
}

fn sum_words(found: &Found, subject: &Portfolio, cards: &[Card]) -> String {
    if cards.is_empty() {
        return String::new();
    }
    let worth: i128 = cards.iter().map(|card| i128::from(card.worth)).sum();
    let cost: i128 = cards.iter().map(|card| i128::from(card.cost)).sum();
    let worth = figure(found.trying.objective, worth, subject.currency);
    format!("{worth}  ·  {}", money(cost, subject.currency))
}

fn card_of(
    found: &Found,
    subject: &Portfolio,
    before: Option<&Plan>,
    (project, record): (ProjectId, &Project),
) -> Card {
    let pile = pile_of(subject, &found.plan, project);
    let funded = found.plan.funded.get(&project);
    let way = found.problem.ways_of(project).find(|way| {
        let choice = found.problem.choices.get(*way);
        funded.is_none_or(|funded| choice.is_some_and(|choice| choice.funded == *funded))
    });
    let cost = way.and_then(|way| found.problem.worths.get(way)).map(|worth| worth.cost);
    let worth = found.value_of(project).unwrap_or(0);
    let gaps = found.problem.not_judged.get(&project);
    let has_gap = |gap: Gap| gaps.is_some_and(|gaps| gaps.contains(&gap));
    let gap = match () {
        () if has_gap(Gap::Cost) => Some("no cost"),
        () if has_gap(Gap::Score) => Some("no score"),
        () if has_gap(Gap::Benefit) => Some("no benefit"),
        () => None,
    };
    let is_known = match found.trying.objective {
        Objective::Score | Objective::Blend { .. } => !has_gap(Gap::Score),
        Objective::Npv => true,
    };
    let value = if is_known && (cost.is_some() || worth != 0) {
        figure(found.trying.objective, worth.into(), subject.currency)
    } else {
        "–".to_owned()
    };
    let name = wording::printable(&record.name);
    let is_in = found.plan.has(project);
    let turn = before.and_then(|before| match (before.has(project), is_in) {
        (false, true) => Some(Turn::Enters),
        (true, false) => Some(Turn::Leaves),
        _ => None,
    });
    let mut about = Vec::new();
    about.extend(
        cost.filter(|_| !has_gap(Gap::Cost)).map(|cost| money(cost.into(), subject.currency)),
    );
    if let Some(funded) = funded {
        about.push(wording::period(funded.start, subject.calendar));
        let part = funded.funding.and_then(|part| record.fundings.get(&part));
        about.extend(part.map(|part| wording::printable(&part.name)));
    }
    Card {
        project,
        pile,
        order: (-worth, name.clone()),
        name,
        value,
        about: about.join("  ·  "),
        turn,
        gap,
        cost: cost.unwrap_or(0),
        worth,
    }
}
