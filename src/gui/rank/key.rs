//! Which outcome has which colour and sign, and the order in which bars and weights name them.

use std::collections::BTreeMap;

use egui::{Align2, Color32, CornerRadius, Painter, Rect};

use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, icons};
use crate::model::{OutcomeId, OutcomeKind, Portfolio};
use crate::wording;

/// How one outcome is told from the others.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    pub(super) outcome: OutcomeId,
    /// Its name, safe to show.
    pub(super) name: String,
    pub(super) kind: OutcomeKind,
    /// The name of the outcome it is a part of.
    pub(super) parent: Option<String>,
    /// Which of the outcomes of its kind it is, from 0.
    number: usize,
}

impl Mark {
    /// Its colour: that of its kind; the second and third of a kind are paler.
    pub(super) fn ink(&self, theme: &Theme) -> Color32 {
        theme.outcome_shade(self.kind, self.number)
    }

    /// The icon of its kind.
    pub(super) fn icon(&self) -> &'static str {
        match self.kind {
            OutcomeKind::RevenueGrowth => icons::GROWTH,
            OutcomeKind::CostReduction => icons::SAVING,
            OutcomeKind::RiskReduction => icons::SAFETY,
            OutcomeKind::CustomerRetention => icons::CUSTOMER,
            OutcomeKind::Compliance => icons::LAW,
            OutcomeKind::Productivity => icons::SPEED,
            OutcomeKind::Other => icons::STAR,
        }
    }

    /// A small square in its colour with its icon.
    pub(super) fn paint(&self, painter: &Painter, theme: &Theme, rect: Rect) {
        painter.rect_filled(rect, CornerRadius::same(4), self.ink(theme));
        let icon = font(rect.height() * 0.68, Heft::Regular);
        painter.text(rect.center(), Align2::CENTER_CENTER, self.icon(), icon, theme.surface);
    }
}

/// The marks of all outcomes that weigh, parts of the same outcome together, then by kind and name.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Key {
    marks: Vec<Mark>,
    places: BTreeMap<OutcomeId, usize>,
}

impl Key {
    pub(super) fn of(portfolio: &Portfolio) -> Self {
        let mut marks: Vec<Mark> = portfolio
            .leaves()
            .map(|(outcome, record)| {
                let parent = record.parent.and_then(|parent| portfolio.outcomes.get(&parent));
                let parent = parent.map(|parent| wording::printable(&parent.name));
                let name = wording::printable(&record.name);
                Mark { outcome, name, kind: record.kind, parent, number: 0 }
            })
            .collect();
        marks.sort_by(|one, other| {
            let order = |mark: &Mark| (mark.parent.clone(), mark.kind, mark.name.clone());
            order(one).cmp(&order(other)).then(one.outcome.cmp(&other.outcome))
        });
        let mut counts: BTreeMap<OutcomeKind, usize> = BTreeMap::new();
        for mark in &mut marks {
            let count = counts.entry(mark.kind).or_default();
            mark.number = *count;
            *count += 1;
        }
        let places = marks.iter().enumerate().map(|(at, mark)| (mark.outcome, at)).collect();
        Self { marks, places }
    }

    pub(super) fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Where an outcome stands in the order of the marks.
    pub(super) fn place(&self, outcome: OutcomeId) -> usize {
        self.places.get(&outcome).copied().unwrap_or(usize::MAX)
    }

    pub(super) fn mark(&self, outcome: OutcomeId) -> Option<&Mark> {
        self.marks.get(self.place(outcome))
    }
}
