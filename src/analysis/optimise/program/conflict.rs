//! Which decisions exclude each other, found by trying each; and rows that say so for many at once.
//!
//! Of decisions that exclude each other two by two at most one can be made: such a clique is a row, and a tighter one than its pairs.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a numeric kernel; decisions are numbered 2 · column + taken"
)]

use super::domain::{Choice, Domain};
use super::table::{Line, Table};

/// With more columns than this nothing is tried.
const COLUMNS_MAX: usize = 6_000;
/// A row with more terms is a limit: it has a say only where it lets no two of some of its columns be taken, and while it stays as it is.
const STRUCTURE_TERMS_MAX: usize = 24;
/// A clique must be violated by this much.
const VIOLATED: f64 = 0.01;
/// So many cliques are added at a time.
const CUTS_MAX: usize = 150;
/// A part below this is none.
const WHOLE: f64 = 1e-6;

/// Whether a row with so many terms counts as structure, whatever it allows.
pub(super) fn is_structure(term_count: usize) -> bool {
    term_count <= STRUCTURE_TERMS_MAX
}

/// Whether there are two columns that the row does not let be taken together.
fn excludes_pairs(line: &Line) -> bool {
    let least: i128 = line.terms.iter().map(|(_, part)| (*part).min(0)).sum();
    let (mut first, mut second) = (0, 0);
    for (_, part) in &line.terms {
        (first, second) = if *part > first { (*part, first) } else { (first, second.max(*part)) };
    }
    first + second > line.most - least
}

/// Which decisions exclude each other.
#[derive(Debug, Clone, Default)]
pub(super) struct Conflicts {
    words: usize,
    bits: Vec<u64>,
    /// Decisions that every plan makes.
    pub(super) forced: Vec<Choice>,
    pub(super) is_impossible: bool,
    /// The limits that had a say, with what they allowed: what follows holds as long as none allows more.
    limits: Vec<(usize, i128)>,
}

/// A row: terms and right side.
pub(super) type Clique = (Vec<(usize, i128)>, i128);

impl Conflicts {
    /// Tries every decision within the rows that are structure; a limit `is_loose` that has been changed before, and may be again.
    pub(super) fn of(table: &Table, is_loose: &[bool]) -> Self {
        let count = table.column_count();
        if count > COLUMNS_MAX {
            return Self::default();
        }
        let words = (2 * count).div_ceil(64);
        let bits = vec![0; words * 2 * count];
        let mut made = Self { words, bits, ..Self::default() };
        let mut structure = Table::new(count);
        for (at, line) in table.lines.iter().enumerate() {
            if !is_structure(line.terms.len()) {
                if is_loose.get(at) == Some(&true) || !excludes_pairs(line) {
                    continue;
                }
                made.limits.push((at, line.most));
            }
            let terms = line.terms.iter().map(|(column, part)| (*column as usize, *part));
            structure.push(terms, line.most);
        }
        let mut domain = Domain::new(&structure);
        if !domain.propagate(&structure) {
            made.is_impossible = true;
            return made;
        }
        for column in 0..count {
            for taken in [true, false] {
                made.try_out(&structure, &mut domain, Choice::new(column, taken));
            }
        }
        made.forced = domain.trail().to_vec();
        made
    }

    /// Whether what was found holds while this row allows so much.
    pub(super) fn holds_with(&self, row: usize, most: i64) -> bool {
        self.limits.iter().all(|(at, before)| *at != row || i128::from(most) <= *before)
    }

    fn try_out(&mut self, table: &Table, domain: &mut Domain, choice: Choice) {
        if !domain.is_free(choice.column()) || self.is_impossible {
            return;
        }
        let mark = domain.mark();
        let is_possible = domain.decide(table, choice);
        if is_possible {
            for implied in &domain.trail()[mark + 1..] {
                self.join(number(choice), number(*implied) ^ 1);
            }
        }
        domain.undo_to(table, mark);
        if !is_possible {
            let other = Choice::new(choice.column(), !choice.taken());
            self.is_impossible |= !domain.decide(table, other);
        }
    }

    fn join(&mut self, one: usize, other: usize) {
        self.bits[one * self.words + (other >> 6)] |= 1 << (other % 64);
        self.bits[other * self.words + (one >> 6)] |= 1 << (one % 64);
    }

    fn row(&self, decision: usize) -> &[u64] {
        &self.bits[decision * self.words..(decision + 1) * self.words]
    }

    /// Cliques that these parts violate, the most violated first.
    pub(super) fn cuts(&self, x: &[f64]) -> Vec<Clique> {
        if self.words == 0 {
            return Vec::new();
        }
        let weight = |decision: usize| {
            let part = x[decision >> 1];
            if decision & 1 == 1 { part } else { 1.0 - part }
        };
        let mut order: Vec<usize> = (0..2 * x.len())
            .filter(|decision| weight(*decision) > WHOLE && weight(*decision) < 1.0 - WHOLE)
            .collect();
        order.sort_by(|one, other| weight(*other).total_cmp(&weight(*one)).then(one.cmp(other)));
        let mut found: Vec<(f64, Vec<usize>)> = Vec::new();
        for start in &order {
            let mut common = self.row(*start).to_vec();
            let mut members = vec![*start];
            let mut sum = weight(*start);
            for decision in &order {
                if has(&common, *decision) {
                    members.push(*decision);
                    sum += weight(*decision);
                    meet(&mut common, self.row(*decision));
                }
            }
            if sum > 1.0 + VIOLATED {
                self.extend(&mut members, &mut common);
                members.sort_unstable();
                found.push((sum, members));
            }
        }
        found.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        found.dedup_by(|one, other| one.1 == other.1);
        found.into_iter().take(CUTS_MAX).map(|(_, members)| as_row(&members)).collect()
    }

    /// Takes in decisions that exclude all of the clique, whatever their part.
    fn extend(&self, members: &mut Vec<usize>, common: &mut [u64]) {
        for word in 0..self.words {
            while common[word] != 0 {
                let decision = word * 64 + common[word].trailing_zeros() as usize;
                members.push(decision);
                common[word] &= !(1 << (decision % 64));
                let row = self.row(decision).to_vec();
                meet(common, &row);
            }
        }
    }
}

fn number(choice: Choice) -> usize {
    choice.column() * 2 + usize::from(choice.taken())
}

fn has(bits: &[u64], at: usize) -> bool {
    bits[at >> 6] >> (at % 64) & 1 == 1
}

fn meet(bits: &mut [u64], others: &[u64]) {
    for (word, other) in bits.iter_mut().zip(others) {
        *word &= other;
    }
}

fn as_row(members: &[usize]) -> Clique {
    let left = members.iter().filter(|decision| **decision & 1 == 0).count();
    let terms =
        members.iter().map(|decision| (decision >> 1, if decision & 1 == 1 { 1 } else { -1 }));
    (terms.collect(), 1 - left as i128)
}
