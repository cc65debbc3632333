//! The list as plain data: which projects are shown, in which order, and how far each has moved.

use std::sync::Arc;

use crate::analysis::scoring::Ranked;
use crate::model::{Portfolio, ProjectId};
use crate::wording;

/// One row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) project: ProjectId,
    /// Where it stands in the order of all projects.
    at: usize,
    /// Its rank, from 1.
    pub(super) rank: usize,
    /// Whether it shares its rank.
    pub(super) is_tied: bool,
    /// Its rank among the projects that are still open; nothing for one that is not.
    pub(super) open_rank: Option<usize>,
    /// Its rank before; nothing where it had none.
    pub(super) before: Option<usize>,
}

impl Line {
    /// By how many ranks it has gone up, or down if below 0.
    pub(super) fn gained(&self) -> i64 {
        let signed = |rank: usize| i64::try_from(rank).unwrap_or(i64::MAX);
        self.before.map_or(0, |before| signed(before) - signed(self.rank))
    }

    /// `3`, or `=3` where others have the same rank.
    pub(super) fn rank_word(&self) -> String {
        format!("{}{}", if self.is_tied { "=" } else { "" }, wording::count(self.rank))
    }
}

/// All rows, and what they were made of.
#[derive(Default)]
pub(super) struct Board {
    portfolio: Option<Arc<Portfolio>>,
    order: Arc<Vec<Ranked>>,
    before: Arc<Vec<Ranked>>,
    /// The ranks of `before`, by project.
    ranks_before: Vec<(ProjectId, usize)>,
    find: String,
    pub(super) lines: Vec<Line>,
    /// The most points that any project has.
    pub(super) points_max: f64,
}

/// What of a board is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum News {
    /// Nothing.
    None,
    /// The same list in another order, or with other figures; these are the rows as they were.
    Order(Vec<Line>),
    /// Another list.
    List,
}

impl Board {
    /// Makes the rows anew where they are of something else. `before` is the order that ranks are compared with.
    pub(super) fn follow(
        &mut self,
        portfolio: &Arc<Portfolio>,
        order: &Arc<Vec<Ranked>>,
        before: &Arc<Vec<Ranked>>,
        find: &str,
    ) -> News {
        let is_found = self.find == find;
        let is_same_order = Arc::ptr_eq(&self.order, order) && !self.lines.is_empty();
        let is_same_before = Arc::ptr_eq(&self.before, before);
        let is_known = self.portfolio.as_ref().is_some_and(|known| Arc::ptr_eq(known, portfolio));
        if is_found && is_same_order && is_same_before && is_known {
            return News::None;
        }
        if !is_same_before || self.ranks_before.is_empty() {
            self.ranks_before = before.iter().map(|line| (line.project, line.rank)).collect();
            self.ranks_before.sort_unstable();
        }
        self.portfolio = Some(Arc::clone(portfolio));
        (self.order, self.before) = (Arc::clone(order), Arc::clone(before));
        find.clone_into(&mut self.find);
        self.points_max = order.first().map_or(0.0, |first| first.score.points);
        let rows = self.rows(portfolio);
        let old = std::mem::replace(&mut self.lines, rows);
        if !old.is_empty() && is_found { News::Order(old) } else { News::List }
    }

    fn rows(&self, portfolio: &Portfolio) -> Vec<Line> {
        let rank_at =
            |at: Option<usize>| at.and_then(|at| self.order.get(at)).map(|line| line.rank);
        let words: Vec<String> = self.find.split_whitespace().map(str::to_lowercase).collect();
        let is_found = |project: ProjectId| {
            words.is_empty()
                || portfolio.projects.get(&project).is_some_and(|record| {
                    let text = format!("{} {}", record.name, wording::stage(record.stage));
                    let text = text.to_lowercase();
                    words.iter().all(|word| text.contains(word.as_str()))
                })
        };
        // How many open ones have been met, and which rank those that are tied with the last of them share.
        let (mut open_count, mut shared) = (0, (0, 0));
        let lines = self.order.iter().enumerate().map(|(at, ranked)| {
            let rank = ranked.rank;
            let is_open =
                portfolio.projects.get(&ranked.project).is_some_and(|record| record.is_open());
            if is_open {
                open_count += 1;
                shared = if shared.0 == rank { shared } else { (rank, open_count) };
            }
            let open_rank = is_open.then_some(shared.1);
            let is_tied =
                rank_at(at.checked_sub(1)) == Some(rank) || rank_at(Some(at + 1)) == Some(rank);
            let known = self.ranks_before.binary_search_by_key(&ranked.project, |known| known.0);
            let before = known.ok().and_then(|at| self.ranks_before.get(at)).map(|known| known.1);
            Line { project: ranked.project, at, rank, is_tied, open_rank, before }
        });
        lines.filter(|line| is_found(line.project)).collect()
    }

    /// The score that a row shows.
    pub(super) fn ranked(&self, line: &Line) -> Option<&Ranked> {
        self.order.get(line.at)
    }

    /// The score of a project, whether it has a row or is filtered out.
    pub(super) fn score_of(&self, project: ProjectId) -> Option<&Ranked> {
        self.order.iter().find(|ranked| ranked.project == project)
    }

    /// Where a project stands among the rows.
    pub(super) fn place(&self, project: ProjectId) -> Option<usize> {
        self.lines.iter().position(|line| line.project == project)
    }

    /// How many projects have another rank than before.
    pub(super) fn moved_count(&self) -> usize {
        self.lines.iter().filter(|line| line.gained() != 0).count()
    }
}
