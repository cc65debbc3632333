//! Lifted cover cuts: of columns that do not fit a row together, at most all but one.
//!
//! A cover C of Σ a·x ≤ b has Σ a > b over C; so Σ x ≤ |C| − 1 over C. Each column outside is lifted in turn, exactly (Zemel 1989): its
//! coefficient is |C| − 1 less the most that the cut so far can come to where the column is taken.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "a numeric kernel; columns are of the table, and floating point only chooses the cover"
)]

use std::collections::BTreeMap;

use super::relaxation::Relaxation;
use super::table::{Line, Table};

/// A cut must be violated by this much.
const VIOLATED: f64 = 1e-3;
/// A cover has at most so many columns: larger ones are weak and slow to lift.
const COVER_MAX: usize = 400;

/// A new row: terms and right side.
type Cut = (Vec<(usize, i128)>, i128);

/// A column of the row as the cut sees it, or several of the same size of which at most one is taken. Where the coefficient is negative
/// it is not taking it.
#[derive(Clone)]
struct Item {
    columns: Vec<usize>,
    size: i128,
    part: f64,
    is_turned: bool,
}

/// Cuts that the relaxation violates, at most one a row.
pub(super) fn cuts(table: &Table, x: &[f64], relaxation: &Relaxation) -> Vec<Cut> {
    let clique_of = cliques(table);
    let worth = |line: &&Line| line.terms.len() >= 3 && line.largest > 1;
    let lines = table.lines.iter().enumerate();
    let lines = lines.filter(|(at, line)| worth(line) && relaxation.binds(*at));
    lines.filter_map(|(_, line)| cut(line, &clique_of, x)).collect()
}

/// For each column the longest row it is in that lets at most one be taken.
pub(super) fn cliques(table: &Table) -> Vec<Option<usize>> {
    let mut clique_of: Vec<Option<usize>> = vec![None; table.column_count()];
    for (at, line) in table.lines.iter().enumerate() {
        let is_plain = line.largest == 1 && line.most == 1 && line.terms.len() > 2;
        if !is_plain || line.terms.iter().any(|(_, part)| *part < 0) {
            continue;
        }
        for (column, _) in &line.terms {
            let known = &mut clique_of[*column as usize];
            if known.is_none_or(|known| line.terms.len() > table.lines[known].terms.len()) {
                *known = Some(at);
            }
        }
    }
    clique_of
}

/// The items of a row: columns of one clique and one size together.
fn items(line: &Line, clique_of: &[Option<usize>], x: &[f64]) -> Vec<Item> {
    let mut together: BTreeMap<(usize, i128), usize> = BTreeMap::new();
    let mut items: Vec<Item> = Vec::new();
    for (column, part) in &line.terms {
        let column = *column as usize;
        let is_turned = *part < 0;
        let share = if is_turned { 1.0 - x[column] } else { x[column] };
        let clique = clique_of[column].filter(|_| !is_turned);
        let known = clique.map(|clique| *together.entry((clique, *part)).or_insert(items.len()));
        if let Some(item) = known.and_then(|at| items.get_mut(at)) {
            item.columns.push(column);
            item.part += share;
        } else {
            items.push(Item { columns: vec![column], size: part.abs(), part: share, is_turned });
        }
    }
    items
}

fn cut(line: &Line, clique_of: &[Option<usize>], x: &[f64]) -> Option<Cut> {
    let turned: i128 = line.terms.iter().map(|(_, part)| (*part).min(0)).sum();
    let most = line.most - turned;
    let mut items = items(line, clique_of, x);
    // What is taken in full first, then what is cheapest to bring in for its size.
    let key = |item: &Item| (1.0 - item.part).max(0.0) / item.size as f64;
    items.sort_by(|one, other| {
        let by_key = key(one).total_cmp(&key(other)).then(other.size.cmp(&one.size));
        by_key.then(one.columns.cmp(&other.columns))
    });
    let mut cover = cover(&items, most)?;
    shrink(&mut cover, most);
    let is_inside = |item: &Item| cover.iter().any(|inside| inside.columns == item.columns);
    let mut outside: Vec<Item> = items.iter().filter(|item| !is_inside(item)).cloned().collect();
    outside.sort_by(|one, other| {
        let by_part = other.part.total_cmp(&one.part).then(other.size.cmp(&one.size));
        by_part.then(one.columns.cmp(&other.columns))
    });
    let lifted = lift(&cover, &outside, most);
    let sum: f64 = lifted.iter().map(|(item, part)| item.part * *part as f64).sum();
    let right = cover.len() - 1;
    (sum > right as f64 + VIOLATED).then(|| turned_back(&lifted, right as i128))
}

fn cover(items: &[Item], most: i128) -> Option<Vec<Item>> {
    let mut sum = 0;
    for (at, item) in items.iter().enumerate() {
        sum += item.size;
        if sum > most {
            return (at < COVER_MAX).then(|| items[..=at].to_vec());
        }
    }
    None
}

/// Leaves out what is not needed for a cover, the least taken first.
fn shrink(cover: &mut Vec<Item>, most: i128) {
    let mut sum: i128 = cover.iter().map(|item| item.size).sum();
    cover.sort_by(|one, other| {
        one.part.total_cmp(&other.part).then(one.columns.cmp(&other.columns))
    });
    let mut at = 0;
    while at < cover.len() {
        if sum - cover[at].size > most {
            sum -= cover[at].size;
            cover.remove(at);
        } else {
            at += 1;
        }
    }
}

/// The coefficients of the cover and of what could be lifted into it.
fn lift(cover: &[Item], outside: &[Item], most: i128) -> Vec<(Item, i128)> {
    let right = cover.len() - 1;
    // The least size at which the cut comes to 0, 1, … right.
    let mut sizes: Vec<i128> = cover.iter().map(|item| item.size).collect();
    sizes.sort_unstable();
    let mut least = vec![0_i128];
    for size in sizes {
        least.push(least[least.len() - 1] + size);
    }
    let mut lifted: Vec<(Item, i128)> = cover.iter().map(|item| (item.clone(), 1)).collect();
    for item in outside {
        let room = most - item.size;
        let reached = least.partition_point(|size| *size <= room);
        // Taken alone it breaks the row: any coefficient is right, the whole right side is enough.
        let reached = reached.saturating_sub(1).min(right);
        let part = if room < 0 { right + 1 } else { right - reached };
        if part == 0 {
            continue;
        }
        lifted.push((item.clone(), part as i128));
        let before = least.clone();
        least.resize(before.len().max(right + part + 1).min(right + 2), i128::MAX);
        for (value, least) in least.iter_mut().enumerate() {
            let from = before.get(value.saturating_sub(part)).copied().unwrap_or(i128::MAX);
            *least = (*least).min(from.saturating_add(item.size));
        }
    }
    lifted
}

fn turned_back(lifted: &[(Item, i128)], right: i128) -> Cut {
    let turned: i128 = lifted.iter().filter(|(item, _)| item.is_turned).map(|(_, part)| part).sum();
    let mut terms = Vec::new();
    for (item, part) in lifted {
        let part = if item.is_turned { -part } else { *part };
        terms.extend(item.columns.iter().map(|column| (*column, part)));
    }
    (terms, right - turned)
}
