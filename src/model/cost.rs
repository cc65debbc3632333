//! Money over time that goes out: one-off, capital, running; and the limits on it.

use std::collections::BTreeMap;

use super::date::Month;
use super::estimate::{Estimate, Spread};
use super::money::Money;
use super::name::Name;
use super::unread::Unread;

/// How a cost is booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum CostKind {
    /// One-off, capitalised.
    Capex,
    /// One-off, expensed.
    #[default]
    Opex,
    /// Comes again each period once the project is live.
    Run,
}

impl CostKind {
    /// All kinds in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Capex, Self::Opex, Self::Run];
}

/// Which part of the cost of ownership a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CostPart {
    /// What is paid once to buy or to build it.
    Acquisition,
    /// What it takes to keep it running.
    Run,
    /// Help and mending.
    Support,
    /// Later changes and extensions.
    Change,
    /// The right to use it.
    Licences,
    /// The people who work on it.
    People,
    /// What is paid to get out of it again.
    Exit,
}

impl CostPart {
    /// All parts in the order in which they are offered and added up.
    pub const ALL: [Self; 7] = [
        Self::Acquisition,
        Self::Run,
        Self::Support,
        Self::Change,
        Self::Licences,
        Self::People,
        Self::Exit,
    ];
}

/// A line of cost: the same amount in each of a run of periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    /// What it is for.
    pub name: Name,
    /// How it is booked.
    pub kind: CostKind,
    /// Which part of the cost of ownership it is; nothing where nobody has said.
    pub part: Option<CostPart>,
    /// The pool of money it is paid from, where budgets tell pools apart.
    pub pool: Option<Name>,
    /// In which period it first falls due, counted from 0 for the period the project starts in.
    pub first: u16,
    /// For how many periods; nothing means to the end of the portfolio's horizon.
    pub periods: Option<u16>,
    /// How much in each of them.
    pub amount: Estimate,
    /// How its low, likely and high are meant; nothing means [`Spread::Pert`].
    pub spread: Option<Spread>,
    /// Fields of a newer version.
    pub unread: Unread,
}

/// Which costs a budget limits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Pool {
    /// All of them.
    #[default]
    All,
    /// Those of one kind.
    Kind(CostKind),
    /// Those that are paid from a named pool.
    Named(Name),
}

/// A limit on money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// What people call it.
    pub name: Name,
    /// Which costs it limits.
    pub pool: Pool,
    /// The most that may be spent over the whole horizon.
    pub total: Option<Money>,
    /// The most that may be spent in a period, from the month given on, until the next month given.
    pub per_period: BTreeMap<Month, Money>,
    /// Fields of a newer version.
    pub unread: Unread,
}
