//! Good plans by pressure: one change at a time, and what stays broken weighs more and more until something else gives way.
//!
//! The breakout method (Morris, *The breakout method for escaping from local minima*, 1993) on rows of whole numbers, as solvers of constraints use it (Davies,
//! Didier and Perron, *`ViolationLS`: constraint-based local search in CP-SAT*, 2024). Rows may be broken on the way. That the plan is worth more than the best so far is
//! one more thing that has to hold. Of columns of which one at most is taken, one takes the place of the other in a single step: so a project moves in time, and
//! others make room for it step by step.
#![expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    reason = "columns and rows are numbers that were checked when the desk was laid; pressure is rough on purpose"
)]

use fastrand::Rng;

use super::desk::Desk;

/// At most so many changes are weighed against each other in a step.
const CHANGES_MAX: usize = 100;
/// A row that is broken by next to nothing counts like one that is broken by so many usual uses of it.
const BROKEN_AT_ALL: f64 = 1.0;
/// After so many steps without anything better the search goes on from elsewhere; each time it has half as many more.
const RESTLESS_STEPS: u64 = 50_000;
/// How often pressure is taken off everywhere instead of put on what is broken: one of these from each beginning to the next.
const RELIEFS: [f64; 3] = [0.015, 0.03, 0.05];
/// How much pressure is put on the value where it is too low: one of these as well.
const VALUE_PUSHES: [f64; 3] = [0.5, 1.0, 2.0];

/// One change: what goes, and what comes in its place.
#[derive(Debug, Clone, Copy)]
struct Change {
    out: Option<usize>,
    into: Option<usize>,
}

/// A row under pressure.
struct Line {
    /// Column and coefficient.
    terms: Vec<(usize, i64)>,
    load: i64,
    most: i64,
    /// What it weighs to break it.
    weight: f64,
    /// One by the mean size of what columns use of it.
    per_unit: f64,
    /// Where it stands among the broken ones.
    broken_at: Option<usize>,
}

impl Line {
    fn pressure(&self, load: i64) -> f64 {
        let over = load - self.most;
        if over > 0 { self.weight * (BROKEN_AT_ALL + over as f64 * self.per_unit) } else { 0.0 }
    }

    fn pressure_of(&self, more: i64) -> f64 {
        self.pressure(self.load + more) - self.pressure(self.load)
    }
}

/// Columns of which one at most is taken.
struct Group {
    /// Those that can be taken.
    members: Vec<usize>,
    taken: Option<usize>,
    /// Whether what is taken of it is fixed.
    is_fixed: bool,
    /// The step in which it was changed last.
    changed_at: u64,
}

/// A search by pressure. The same calls find the same plans.
pub(super) struct Pressure {
    /// Each column's rows and coefficients, in the order of the rows.
    columns: Vec<Vec<(usize, i64)>>,
    values: Vec<i64>,
    group_of: Vec<usize>,
    groups: Vec<Group>,
    lines: Vec<Line>,
    broken: Vec<usize>,
    value: i64,
    /// One by the mean value of what is worth something.
    per_value: f64,
    value_weight: f64,
    relief: f64,
    value_push: f64,
    changes: Vec<Change>,
    chance: Rng,
    step: u64,
    restless_steps: u64,
    restless_steps_max: u64,
    /// The highest value so far, with its plan.
    best: Option<(i64, Vec<bool>)>,
}

impl Pressure {
    /// Begins with what is fixed, and nothing else.
    pub(super) fn begin(desk: &Desk, seed: u64) -> Self {
        let (group_of, groups) = groups(desk);
        let worth: Vec<i64> = desk.values.iter().copied().filter(|value| *value > 0).collect();
        let mut begun = Self {
            columns: desk.columns.clone(),
            values: desk.values.clone(),
            group_of,
            groups,
            lines: desk
                .rows
                .iter()
                .zip(&desk.most)
                .map(|(terms, most)| line(terms, *most))
                .collect(),
            broken: Vec::new(),
            value: 0,
            per_value: 1.0 / mean(&worth),
            value_weight: 1.0,
            relief: RELIEFS[1],
            value_push: VALUE_PUSHES[1],
            changes: Vec::new(),
            chance: Rng::with_seed(seed),
            step: 1,
            restless_steps: 0,
            restless_steps_max: RESTLESS_STEPS,
            best: None,
        };
        for line in 0..begun.lines.len() {
            begun.note(line);
        }
        for column in (0..desk.fixed.len()).filter(|column| desk.fixed[*column] == Some(true)) {
            begun.flip(column);
        }
        begun
    }

    /// The best plan so far, if there is one, with its value.
    pub(super) fn best(&self) -> Option<(i64, &[bool])> {
        self.best.as_ref().map(|(value, plan)| (*value, plan.as_slice()))
    }

    /// From now on only what is worth more than this plan, which holds, is good enough.
    pub(super) fn meet(&mut self, value: i64, plan: &[bool]) {
        if self.best.as_ref().is_none_or(|(best, _)| value > *best) {
            self.best = Some((value, plan.to_vec()));
        }
    }

    /// So many steps more; whether there is a better plan now.
    pub(super) fn go_on(&mut self, steps: u64) -> bool {
        let mut is_better = false;
        for _ in 0..steps {
            is_better |= self.next();
        }
        is_better
    }

    fn next(&mut self) -> bool {
        (self.step, self.restless_steps) = (self.step + 1, self.restless_steps + 1);
        self.gather();
        let best = self.least();
        if best.is_none_or(|(pressure, _)| pressure >= 0.0) {
            self.press();
        }
        if let Some((_, change)) = best {
            self.make(change);
        }
        let is_better = self.broken.is_empty() && !self.is_worth_too_little();
        if is_better {
            self.restless_steps = 0;
            self.best = Some((self.value, self.plan()));
        } else if self.restless_steps > self.restless_steps_max {
            self.begin_elsewhere();
        }
        is_better
    }

    fn is_worth_too_little(&self) -> bool {
        self.lack(self.value) > 0.0
    }

    /// How far a value is from being good enough.
    fn lack(&self, value: i64) -> f64 {
        match &self.best {
            Some((best, _)) if value <= *best => {
                BROKEN_AT_ALL + (best - value + 1) as f64 * self.per_value
            }
            _ => 0.0,
        }
    }

    /// Changes that have to do with one thing that does not hold, drawn by lot.
    fn gather(&mut self) {
        self.changes.clear();
        // Before there is a plan nothing is asked of the value.
        let open = self.broken.len() + usize::from(self.is_worth_too_little());
        let at = self.chance.usize(0..open.max(1));
        match self.broken.get(at) {
            Some(&line) => self.gather_for_line(line),
            None => self.gather_for_value(),
        }
    }

    fn gather_for_value(&mut self) {
        if self.values.is_empty() {
            return;
        }
        for _ in 0..CHANGES_MAX {
            let column = self.chance.usize(0..self.values.len());
            let Some(change) = self.taking(column) else { continue };
            let now = change.out.map_or(0, |out| self.values[out]);
            if self.values[column] > now {
                self.changes.push(change);
            }
        }
    }

    fn gather_for_line(&mut self, line: usize) {
        let count = self.lines[line].terms.len();
        let first = self.chance.usize(0..count.max(1));
        for place in 0..count {
            if self.changes.len() >= CHANGES_MAX {
                break;
            }
            let terms = &self.lines[line].terms;
            let (column, uses) = terms[(first + place) % count];
            let group = &self.groups[self.group_of[column]];
            if uses > 0 && group.taken == Some(column) && !group.is_fixed {
                self.changes.push(Change { out: Some(column), into: None });
                let is_less = |other: &&usize| {
                    let at = terms.binary_search_by_key(*other, |term| term.0);
                    at.map_or(0, |at| terms[at].1) < uses
                };
                let others = group.members.iter().filter(is_less);
                self.changes
                    .extend(others.map(|other| Change { out: Some(column), into: Some(*other) }));
            } else if uses < 0 {
                self.changes.extend(self.taking(column));
            }
        }
    }

    /// Taking a column in place of what is taken of its group; nothing where that cannot be.
    fn taking(&self, column: usize) -> Option<Change> {
        let group = &self.groups[self.group_of[column]];
        let can_be = !group.is_fixed
            && group.taken != Some(column)
            && group.members.binary_search(&column).is_ok();
        can_be.then_some(Change { out: group.taken, into: Some(column) })
    }

    /// The change after which pressure is least; of equal ones what has not changed for longest.
    fn least(&self) -> Option<(f64, Change)> {
        let keyed = self.changes.iter().map(|change| {
            let changed_at = self.group_of(change).map_or(0, |group| self.groups[group].changed_at);
            (self.pressure_of(change), changed_at, *change)
        });
        let least = keyed.min_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        least.map(|(pressure, _, change)| (pressure, change))
    }

    fn group_of(&self, change: &Change) -> Option<usize> {
        change.out.or(change.into).map(|column| self.group_of[column])
    }

    /// How much more pressure there is after a change.
    fn pressure_of(&self, change: &Change) -> f64 {
        let of = |column: Option<usize>| column.map_or(&[][..], |column| &self.columns[column]);
        let value = |column: Option<usize>| column.map_or(0, |column| self.values[column]);
        let (mut goes, mut comes) = (of(change.out), of(change.into));
        let more = value(change.into) - value(change.out);
        let mut sum = if self.best.is_some() {
            self.value_weight * (self.lack(self.value + more) - self.lack(self.value))
        } else {
            -(more as f64) * self.per_value
        };
        // Both lists are in the order of the rows: what uses of one row goes and comes is one change of it.
        loop {
            let (line, uses) = match (goes, comes) {
                ([], []) => return sum,
                ([(line, gone), rest @ ..], [(other, new), others @ ..]) if line == other => {
                    (goes, comes) = (rest, others);
                    (*line, new - gone)
                }
                ([(line, gone), rest @ ..], [(other, _), ..]) if line < other => {
                    goes = rest;
                    (*line, -gone)
                }
                ([(line, gone), rest @ ..], []) => {
                    goes = rest;
                    (*line, -gone)
                }
                (_, [(line, new), rest @ ..]) => {
                    comes = rest;
                    (*line, *new)
                }
            };
            sum += self.lines[line].pressure_of(uses);
        }
    }

    /// Puts more pressure on what does not hold, or now and then takes some off everywhere.
    fn press(&mut self) {
        if self.chance.f64() < self.relief {
            for line in &mut self.lines {
                line.weight = (line.weight - 1.0).max(1.0);
            }
            self.value_weight = (self.value_weight - 1.0).max(1.0);
            return;
        }
        for &line in &self.broken {
            self.lines[line].weight += 1.0;
        }
        if self.is_worth_too_little() {
            self.value_weight += self.value_push;
        }
    }

    fn make(&mut self, change: Change) {
        if let Some(group) = self.group_of(&change) {
            self.groups[group].changed_at = self.step;
        }
        for column in change.out.into_iter().chain(change.into) {
            self.flip(column);
        }
    }

    fn flip(&mut self, column: usize) {
        let group = &mut self.groups[self.group_of[column]];
        let is_taken = group.taken != Some(column);
        group.taken = is_taken.then_some(column);
        let sign = if is_taken { 1 } else { -1 };
        self.value += sign * self.values[column];
        for place in 0..self.columns[column].len() {
            let (line, uses) = self.columns[column][place];
            self.lines[line].load += sign * uses;
            self.note(line);
        }
    }

    /// Keeps the list of what is broken.
    fn note(&mut self, line: usize) {
        let Line { load, most, broken_at, .. } = &mut self.lines[line];
        match (*load > *most, *broken_at) {
            (true, None) => {
                *broken_at = Some(self.broken.len());
                self.broken.push(line);
            }
            (false, Some(at)) => {
                *broken_at = None;
                self.broken.swap_remove(at);
                if let Some(&moved) = self.broken.get(at) {
                    self.lines[moved].broken_at = Some(at);
                }
            }
            _ => {}
        }
    }

    fn plan(&self) -> Vec<bool> {
        let mut plan = vec![false; self.values.len()];
        for column in self.groups.iter().filter_map(|group| group.taken) {
            plan[column] = true;
        }
        plan
    }

    /// Leaves everything, or half of it, and forgets all pressure.
    fn begin_elsewhere(&mut self) {
        self.restless_steps = 0;
        self.restless_steps_max += self.restless_steps_max.div_euclid(2);
        let is_all = self.chance.bool();
        for group in 0..self.groups.len() {
            let Group { taken, is_fixed, .. } = &self.groups[group];
            if let (Some(column), false) = (*taken, *is_fixed)
                && (is_all || self.chance.bool())
            {
                self.flip(column);
            }
        }
        for line in &mut self.lines {
            line.weight = 1.0;
        }
        self.value_weight = 1.0;
        self.relief = self.chance.choice(RELIEFS).unwrap_or(self.relief);
        self.value_push = self.chance.choice(VALUE_PUSHES).unwrap_or(self.value_push);
    }
}

/// Columns of which one at most is taken together, each in one group: the largest first.
fn groups(desk: &Desk) -> (Vec<usize>, Vec<Group>) {
    let is_one_of = |row: &usize| {
        let terms = &desk.rows[*row];
        desk.most[*row] == 1 && terms.len() > 1 && terms.iter().all(|term| term.1 == 1)
    };
    let mut rows: Vec<usize> = (0..desk.rows.len()).filter(is_one_of).collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(desk.rows[*row].len()), *row));
    let mut place = vec![usize::MAX; desk.values.len()];
    let mut lists: Vec<Vec<usize>> = Vec::new();
    for row in rows {
        let columns = desk.rows[row].iter().map(|term| term.0);
        if columns.clone().all(|column| place[column] == usize::MAX) {
            columns.clone().for_each(|column| place[column] = lists.len());
            lists.push(columns.collect());
        }
    }
    for (column, place) in place.iter_mut().enumerate().filter(|(_, at)| **at == usize::MAX) {
        *place = lists.len();
        lists.push(vec![column]);
    }
    let group = |members: Vec<usize>| Group {
        is_fixed: members.iter().any(|column| desk.fixed[*column] == Some(true)),
        members: members.into_iter().filter(|column| desk.fixed[*column].is_none()).collect(),
        taken: None,
        changed_at: 0,
    };
    (place, lists.into_iter().map(group).collect())
}

fn line(terms: &[(usize, i64)], most: i64) -> Line {
    let sizes: Vec<i64> = terms.iter().map(|term| term.1.abs()).collect();
    let per_unit = 1.0 / mean(&sizes);
    Line { terms: terms.to_vec(), load: 0, most, weight: 1.0, per_unit, broken_at: None }
}

/// The mean of sizes; 1 where there are none.
fn mean(sizes: &[i64]) -> f64 {
    let sum: i64 = sizes.iter().sum();
    if sum > 0 { sum as f64 / sizes.len() as f64 } else { 1.0 }
}
