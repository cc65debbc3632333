//! The unit of choice.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::benefit::Benefit;
use super::contribution::Contribution;
use super::cost::Cost;
use super::date::Month;
use super::funding::Funding;
use super::id::{
    BenefitId, CostId, FundingId, MilestoneId, OutcomeId, RoleId, StakeholderId, VendorId,
};
use super::milestone::Milestone;
use super::money::Money;
use super::name::{Name, Text};
use super::share::{Figure, Fte};
use super::unread::Unread;
use super::vendor::Vendor;

/// The most periods a project may last.
pub const DURATION_PERIODS_MAX: u16 = 600;

/// How far along a project is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Stage {
    /// Somebody has thought of it.
    Idea,
    /// Somebody wants it decided.
    #[default]
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

impl Stage {
    /// All stages in the order of a project's life.
    pub const ALL: [Self; 7] = [
        Self::Idea,
        Self::Proposed,
        Self::Approved,
        Self::Active,
        Self::OnHold,
        Self::Done,
        Self::Cancelled,
    ];
}

/// How much it matters that a project is done, in the words of `MoSCoW`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    /// Without it the rest is worth nothing.
    Must,
    /// It matters, but there is a way round.
    Should,
    /// It would be good to have.
    Could,
    /// Not this time.
    WontNow,
}

impl Priority {
    /// All priorities, the highest first.
    pub const ALL: [Self; 4] = [Self::Must, Self::Should, Self::Could, Self::WontNow];
}

/// How a project is delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Approach {
    /// In short rounds, each of which delivers.
    Iterative,
    /// In stages, each of which is finished before the next.
    Staged,
    /// Stages outside, rounds inside.
    Hybrid,
    /// Mostly bought.
    Purchase,
}

impl Approach {
    /// All approaches in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Iterative, Self::Staged, Self::Hybrid, Self::Purchase];
}

/// When a project may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    /// It cannot start before this month.
    pub earliest_start: Option<Month>,
    /// It must have started in this month.
    pub latest_start: Option<Month>,
    /// It starts in this month and no other.
    pub fixed_start: Option<Month>,
    /// It must be finished before the end of this month: a deadline.
    pub finish_by: Option<Month>,
}

/// Something that can be funded.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// What people call it.
    pub name: Name,
    /// What it is, in a few sentences.
    pub summary: Text,
    /// Anything else worth keeping.
    pub note: Text,
    /// How far along it is.
    pub stage: Stage,
    /// What sort of project it is; the words are the organisation's own.
    pub category: Option<Name>,
    /// Who wants it and answers for its benefits.
    pub sponsor: Option<StakeholderId>,
    /// Who leads it.
    pub lead: Option<StakeholderId>,
    /// Who leads it when the lead cannot.
    pub deputy: Option<StakeholderId>,
    /// How it is delivered.
    pub approach: Option<Approach>,
    /// Words to find and group it by.
    pub tags: BTreeSet<Name>,
    /// How many periods it lasts (1 to 600); nothing where nobody knows.
    pub duration: Option<u16>,
    /// When it may be done.
    pub window: Window,
    /// How it serves outcomes.
    pub contributions: BTreeMap<OutcomeId, Contribution>,
    /// How much it matters that it is done; nothing where nobody has said.
    pub priority: Option<Priority>,
    /// The figures that frameworks of scoring ask for, by the name of the field: "Reach", "Job size".
    pub inputs: BTreeMap<Name, Figure>,
    /// What it costs, line by line.
    pub costs: BTreeMap<CostId, Cost>,
    /// What it brings, line by line.
    pub benefits: BTreeMap<BenefitId, Benefit>,
    /// Ways to fund only a part of it; all of it is always one way more.
    pub fundings: BTreeMap<FundingId, Funding>,
    /// Ways to buy what it needs.
    pub vendors: BTreeMap<VendorId, Vendor>,
    /// The vendor that is chosen.
    pub vendor: Option<VendorId>,
    /// What is left of its worth at the end of the horizon.
    pub residual: Option<Money>,
    /// How many people of each role it needs in each period of its own duration.
    pub demands: BTreeMap<RoleId, Vec<Fte>>,
    /// Its checkpoints.
    pub milestones: BTreeMap<MilestoneId, Arc<Milestone>>,
    /// Fields of a newer version.
    pub unread: Unread,
}

impl Project {
    /// A project of which only the name is known.
    pub fn named(name: Name) -> Self {
        Self {
            name,
            summary: Text::default(),
            note: Text::default(),
            stage: Stage::default(),
            category: None,
            sponsor: None,
            lead: None,
            deputy: None,
            approach: None,
            tags: BTreeSet::new(),
            duration: None,
            window: Window::default(),
            contributions: BTreeMap::new(),
            priority: None,
            inputs: BTreeMap::new(),
            costs: BTreeMap::new(),
            benefits: BTreeMap::new(),
            fundings: BTreeMap::new(),
            vendors: BTreeMap::new(),
            vendor: None,
            residual: None,
            demands: BTreeMap::new(),
            milestones: BTreeMap::new(),
            unread: Unread::default(),
        }
    }

    /// The vendor that is chosen, with what it asks for.
    pub fn chosen_vendor(&self) -> Option<&Vendor> {
        self.vendors.get(&self.vendor?)
    }

    /// Whether anything is known that it costs: a line, or a chosen vendor.
    pub fn has_costs(&self) -> bool {
        !self.costs.is_empty() || self.chosen_vendor().is_some()
    }

    /// Whether it is still a question: neither delivered nor given up.
    pub fn is_open(&self) -> bool {
        !matches!(self.stage, Stage::Done | Stage::Cancelled)
    }
}
