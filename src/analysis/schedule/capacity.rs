//! Who is asked for more than they have, when.

use std::collections::BTreeMap;

use super::start::Starts;
use crate::model::{Fte, Portfolio, RoleId};

/// What is asked of a role in a period, and what there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// In hundredths of full-time people, what all open projects ask for.
    pub asked_hundredths: u64,
    /// What there is; nothing where nobody has said.
    pub capacity: Option<Fte>,
}

impl Load {
    /// Whether more is asked than there is.
    pub fn is_over(self) -> bool {
        self.capacity
            .is_some_and(|capacity| self.asked_hundredths > u64::from(capacity.hundredths()))
    }
}

/// The load of each role in each period of the horizon, if every open project starts as soon as it may.
pub fn load_by_role(
    portfolio: &Portfolio,
    starts: &Starts,
) -> BTreeMap<RoleId, BTreeMap<i32, Load>> {
    let horizon = i32::from(portfolio.calendar.horizon());
    let mut loads: BTreeMap<RoleId, BTreeMap<i32, Load>> = BTreeMap::new();
    for (&id, role) in &portfolio.roles {
        let load = |period: i32| {
            let capacity =
                portfolio.calendar.month_of(period).and_then(|month| role.capacity_in(month));
            (period, Load { asked_hundredths: 0, capacity })
        };
        loads.insert(id, (0..horizon).map(load).collect());
    }
    for (&id, project) in portfolio.projects.iter().filter(|(_, project)| project.is_open()) {
        let start = starts.of(id);
        for (role, demand) in &project.demands {
            let Some(by_period) = loads.get_mut(role) else { continue };
            for (period, fte) in (start..).zip(demand) {
                if let Some(load) = by_period.get_mut(&period) {
                    load.asked_hundredths += u64::from(fte.hundredths());
                }
            }
        }
    }
    loads
}
