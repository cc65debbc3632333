//! What is left of a program: columns that are still open, with the rows that still matter.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "a numeric kernel; columns and lines are of the table"
)]

use std::sync::Arc;

use super::domain::{Choice, Domain};
use super::relaxation::Relaxation;
use super::statement::Program;
use super::table::Table;

/// A program of its own whose plans are plans of the whole.
#[derive(Debug, Clone)]
pub(super) struct Core {
    pub(super) table: Table,
    pub(super) values: Vec<i128>,
    pub(super) costs: Vec<i128>,
    /// For each column the columns of the whole that it stands for, taken or left together; in order.
    pub(super) members: Vec<Arc<[u32]>>,
    /// The plan of the whole with every open column left.
    pub(super) settled: Vec<bool>,
    /// Value of what is settled.
    pub(super) value: i128,
}

impl Core {
    /// The whole program, with columns that go together as one.
    pub(super) fn whole(program: &Program) -> Self {
        let count = program.columns.len();
        let mut table = Table::new(count);
        for row in &program.rows {
            let terms = row.terms.iter().map(|(column, part)| (*column, i128::from(*part)));
            table.push(terms, i128::from(row.most));
        }
        let single = Self {
            table,
            values: program.columns.iter().map(|column| i128::from(column.value)).collect(),
            costs: program.columns.iter().map(|column| i128::from(column.cost)).collect(),
            members: (0..count).map(|column| Arc::from([column as u32])).collect(),
            settled: vec![false; count],
            value: 0,
        };
        let leaders = leaders(&single.table);
        single.merged(&leaders)
    }

    /// Takes over values and costs that have changed.
    pub(super) fn take_values(&mut self, program: &Program) {
        for (at, members) in self.members.iter().enumerate() {
            let columns = members.iter().map(|member| program.columns[*member as usize]);
            let (value, cost) = columns.fold((0, 0), |(value, cost), column| {
                (value + i128::from(column.value), cost + i128::from(column.cost))
            });
            (self.values[at], self.costs[at]) = (value, cost);
        }
    }

    /// With each column under its leader. Keeps every line, so that lines are the rows of the program.
    fn merged(self, leaders: &[usize]) -> Self {
        let kept: Vec<usize> = (0..leaders.len()).filter(|at| leaders[*at] == *at).collect();
        let mut new_column = vec![0; leaders.len()];
        for (new, old) in kept.iter().enumerate() {
            new_column[*old] = new;
        }
        let mut made = Self {
            table: Table::new(kept.len()),
            values: vec![0; kept.len()],
            costs: vec![0; kept.len()],
            members: Vec::new(),
            ..self
        };
        let mut members = vec![Vec::new(); kept.len()];
        for (old, leader) in leaders.iter().enumerate() {
            let new = new_column[*leader];
            made.values[new] += self.values[old];
            made.costs[new] += self.costs[old];
            members[new].extend_from_slice(&self.members[old]);
        }
        for mut members in members {
            members.sort_unstable();
            made.members.push(Arc::from(members));
        }
        for line in &self.table.lines {
            let terms = line.terms.iter();
            let terms = terms.map(|(old, part)| (new_column[leaders[*old as usize]], *part));
            made.table.push(terms, line.most);
        }
        made
    }

    /// The plan of the whole for a plan of this.
    pub(super) fn whole_plan(&self, chosen: &[bool]) -> Vec<bool> {
        let mut plan = self.settled.clone();
        for (members, _) in self.members.iter().zip(chosen).filter(|(_, taken)| **taken) {
            for member in members.iter() {
                plan[*member as usize] = true;
            }
        }
        plan
    }

    /// Where each column of the whole is here; nothing where it is settled.
    pub(super) fn places(&self) -> Vec<Option<usize>> {
        let mut places = vec![None; self.settled.len()];
        for (column, members) in self.members.iter().enumerate() {
            for member in members.iter() {
                places[*member as usize] = Some(column);
            }
        }
        places
    }

    /// The part of a plan of the whole that is open here.
    pub(super) fn own_plan(&self, whole: &[bool]) -> Vec<bool> {
        self.members.iter().map(|members| whole[members[0] as usize]).collect()
    }

    /// What is left when what is decided is settled, with the relaxation handed on.
    pub(super) fn left(&self, domain: &Domain, relaxation: &Relaxation) -> (Self, Relaxation) {
        let free: Vec<usize> = (0..self.values.len()).filter(|at| domain.is_free(*at)).collect();
        let mut new_column = vec![u32::MAX; self.values.len()];
        for (new, old) in free.iter().enumerate() {
            new_column[*old] = new as u32;
        }
        let mut table = Table::new(free.len());
        let mut line_of = Vec::new();
        for (at, line) in self.table.lines.iter().enumerate() {
            let mut terms: Vec<(u32, i128)> = Vec::with_capacity(line.terms.len());
            for (old, part) in &line.terms {
                if domain.is_free(*old as usize) {
                    terms.push((new_column[*old as usize], *part));
                }
            }
            let room = domain.room(&self.table, at);
            let below: i128 = terms.iter().map(|(_, part)| (*part).min(0)).sum();
            let above: i128 = terms.iter().map(|(_, part)| (*part).max(0)).sum();
            let mut most = room + below;
            if above <= most {
                continue;
            }
            tighten(&mut terms, &mut most);
            table.append(terms, most);
            line_of.push(at);
        }
        let made = Self {
            table,
            values: free.iter().map(|at| self.values[*at]).collect(),
            costs: free.iter().map(|at| self.costs[*at]).collect(),
            members: free.iter().map(|at| Arc::clone(&self.members[*at])).collect(),
            settled: self.whole_plan(&domain.plan()),
            value: self.value + settled_value(&self.values, domain),
        };
        let relaxation = relaxation.handed_on(&made.table, &made.values, (&free, &line_of));
        (made, relaxation)
    }
}

fn settled_value(values: &[i128], domain: &Domain) -> i128 {
    let taken = values.iter().enumerate().filter(|(at, _)| domain.get(*at) == Some(true));
    taken.map(|(_, value)| value).sum()
}

/// Where a coefficient is so large that the row could not be violated without its column, row and coefficient shrink alike: the same
/// plans, a tighter relaxation. Then the row is divided by what divides all its coefficients.
fn tighten(terms: &mut [(u32, i128)], most: &mut i128) {
    let mut above: i128 = terms.iter().map(|(_, part)| (*part).max(0)).sum();
    for (_, part) in terms.iter_mut() {
        // The most that the others come to, and how much of that is to spare when this column does not press.
        let spare = *most - (above - part.abs());
        if *part > 0 && spare > 0 && *part > spare {
            *part -= spare;
            *most -= spare;
            above -= spare;
        }
    }
    let mut divisor = 0;
    for (_, part) in terms.iter() {
        divisor = gcd(part.abs(), divisor);
        if divisor == 1 {
            break;
        }
    }
    if divisor > 1 {
        for (_, part) in terms.iter_mut() {
            *part = part.div_euclid(divisor);
        }
        *most = most.div_euclid(divisor);
    }
}

fn gcd(mut one: i128, mut other: i128) -> i128 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

/// For each column the first of those that it must go together with: each implies the other, in however many steps.
fn leaders(table: &Table) -> Vec<usize> {
    let count = table.column_count();
    let mut needs: Vec<Vec<usize>> = vec![Vec::new(); count];
    for line in &table.lines {
        if let [(one, a), (other, b)] = line.terms[..] {
            // Taking the one without the other exceeds the row, and the other way round never does more.
            if a > line.most.max(0) && b < 0 && a + b <= line.most {
                needs[one as usize].push(other as usize);
            }
            if b > line.most.max(0) && a < 0 && a + b <= line.most {
                needs[other as usize].push(one as usize);
            }
        }
    }
    let order = finishing_order(&needs);
    let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (one, needs) in needs.iter().enumerate() {
        for other in needs {
            needed_by[*other].push(one);
        }
    }
    let mut leader = vec![usize::MAX; count];
    for start in order.into_iter().rev() {
        let mut open = vec![start];
        let mut circle = Vec::new();
        while let Some(at) = open.pop() {
            if leader[at] == usize::MAX {
                leader[at] = start;
                circle.push(at);
                open.extend(&needed_by[at]);
            }
        }
        let first = circle.iter().min().copied().unwrap_or(start);
        for at in circle {
            leader[at] = first;
        }
    }
    leader
}

/// The columns in the order in which a search in depth leaves them.
fn finishing_order(needs: &[Vec<usize>]) -> Vec<usize> {
    let mut is_seen = vec![false; needs.len()];
    let mut order = Vec::with_capacity(needs.len());
    for start in 0..needs.len() {
        let mut path = vec![(start, 0)];
        while let Some((at, next)) = path.pop() {
            if next == 0 {
                if is_seen[at] {
                    continue;
                }
                is_seen[at] = true;
            }
            match needs[at].get(next) {
                Some(below) => path.extend([(at, next + 1), (*below, 0)]),
                None => order.push(at),
            }
        }
    }
    order
}

/// Decides what is fixed from outside; says whether that can be.
pub(super) fn fix_members(core: &Core, domain: &mut Domain, fixed: &[Option<bool>]) -> bool {
    for (column, members) in core.members.iter().enumerate() {
        for member in members.iter() {
            let Some(taken) = fixed[*member as usize] else { continue };
            if !domain.set(&core.table, Choice::new(column, taken)) {
                return false;
            }
        }
    }
    domain.propagate(&core.table)
}
