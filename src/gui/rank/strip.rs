//! Which ranks each project would take with other weights: a small strip in its row, and the card that explains it.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{CornerRadius, Id, Painter, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

use super::board::Line;
use super::view::Desk;
use crate::analysis::scoring::robust::{Accepted, Ranks};
use crate::gui::charts::{Explained, explained_ui};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, text};
use crate::model::{Item, OutcomeId, ProjectId};
use crate::wording;
use crate::workspace::scoring::{how_words, known_words};
use crate::workspace::{Answer, RanksTold};

/// With more ranks than this several of them share a bar.
const BARS_MAX: usize = 32;
/// The part of all weights that the range in words is about.
const MIDDLE: f64 = 0.9;
/// So many ranks are named one by one.
const RANKS_SHOWN: usize = 5;
/// So many central weights are named.
const WEIGHTS_SHOWN: usize = 4;
const BARS_HEIGHT: f32 = 20.0;
/// How much of the strip the words take at least, and how far they stand from the bars.
const WORDS_WIDTH: f32 = 38.0;
const WORDS_GAP: f32 = 6.0;

/// The strip of one project.
#[derive(Debug, Clone, PartialEq)]
struct Strip {
    /// How high the bar of each rank is, or of a few neighbouring ones: 0 to 1, the likeliest is 1.
    bars: Vec<f32>,
    /// From which rank to which it has with nine of ten weights.
    middle: [usize; 2],
    /// How many ranks there are.
    count: usize,
}

/// All strips, and what they were made of.
#[derive(Default)]
pub(super) struct Strips {
    told: Option<Arc<RanksTold>>,
    is_old: bool,
    by_project: BTreeMap<ProjectId, Strip>,
}

impl Strips {
    /// Makes them anew where the answer is another.
    pub(super) fn follow(&mut self, answer: Answer<'_, Arc<RanksTold>>) {
        self.is_old = matches!(answer, Answer::Old(_));
        let latest = answer.latest();
        let is_known = match (latest, &self.told) {
            (Some(latest), Some(told)) => Arc::ptr_eq(latest, told),
            (latest, told) => latest.is_none() && told.is_none(),
        };
        if is_known {
            return;
        }
        self.told = latest.cloned();
        self.by_project = self.ranks().map_or_else(BTreeMap::new, |ranks| {
            ranks.found.projects.iter().map(|one| (one.project, Strip::of(one))).collect()
        });
    }

    /// What is known; nothing while nothing is, or where there are no ranks.
    fn ranks(&self) -> Option<&Ranks> {
        self.told.as_ref()?.as_ref().as_ref().ok()
    }

    /// The answer as it came.
    pub(super) fn told(&self) -> Option<&RanksTold> {
        self.told.as_deref()
    }

    fn accepted(&self, project: ProjectId) -> Option<&Accepted> {
        let projects = &self.ranks()?.found.projects;
        let at = projects.binary_search_by_key(&project, |one| one.project).ok()?;
        projects.get(at)
    }

    /// The strip of a row, where it has one.
    pub(super) fn strip_ui(&self, ui: &Ui, desk: &Desk<'_>, rect: Rect, line: &Line) {
        let Some(strip) = self.by_project.get(&line.project) else { return };
        let id = Id::unique(("ranks of", line.project));
        let response = ui.interact(rect, id, Sense::hover());
        response.widget_info(|| {
            let says = format!("{} can take {}", desk.name(line.project), strip.words());
            WidgetInfo::labeled(Role::Image, true, says)
        });
        strip.paint(ui.painter(), desk.theme, rect, line.open_rank);
        self.card_ui(response, desk, (line, strip));
    }

    fn card_ui(&self, response: Response, desk: &Desk<'_>, (line, strip): (&Line, &Strip)) {
        let Some((ranks, accepted)) = self.ranks().zip(self.accepted(line.project)) else { return };
        response.on_hover_ui(|ui| {
            let name = desk.name(line.project);
            let mut card = explained(ranks, accepted, &|outcome| {
                let label = wording::item_label(desk.portfolio, Item::Outcome(outcome));
                wording::printable(&label)
            });
            card.title = name;
            card.value = strip.words();
            if self.is_old {
                card.source
                    .push_str(" That was before the last change; it is being looked at again.");
            }
            explained_ui(ui, desk.theme, &card);
        });
    }
}

impl Strip {
    fn of(accepted: &Accepted) -> Self {
        let count = accepted.ranks.len();
        let bars = count.clamp(1, BARS_MAX);
        let place = |bar: usize| (bar * count).div_euclid(bars);
        let share = |bar: usize| -> f64 {
            let ranks = accepted.ranks.get(place(bar)..place(bar + 1)).unwrap_or_default();
            ranks.iter().sum()
        };
        let shares: Vec<f64> = (0..bars).map(share).collect();
        let most = shares.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        Self {
            bars: shares.iter().map(|share| (share / most) as f32).collect(),
            middle: accepted.middle_ranks(MIDDLE),
            count,
        }
    }

    /// `rank 1–5`, or `rank 3`.
    fn words(&self) -> String {
        format!("rank {}", self.range())
    }

    fn range(&self) -> String {
        let [low, high] = self.middle;
        if low == high { wording::count(low) } else { format!("{low}–{high}") }
    }

    /// A bar for each rank, the best at the left, and below it a mark at the rank of now.
    fn paint(&self, painter: &Painter, theme: &Theme, rect: Rect, now: Option<usize>) {
        let small = font(text::SMALL, Heft::Regular);
        let words = painter.layout_no_wrap(self.range(), small, theme.text_muted);
        let room = self.widest(painter, theme).max(WORDS_WIDTH - WORDS_GAP) + WORDS_GAP;
        let bars = Rect::from_min_max(
            pos2(rect.left(), rect.center().y - BARS_HEIGHT * 0.5),
            pos2(rect.right() - room, rect.center().y + BARS_HEIGHT * 0.5),
        );
        let width = bars.width() / self.bars.len().max(1) as f32;
        let slit = if width > 3.0 { 1.0 } else { 0.0 };
        painter.hline(bars.x_range(), bars.bottom(), Stroke::new(1.0, theme.edge));
        for (at, height) in self.bars.iter().enumerate().filter(|(_, height)| **height > 0.0) {
            let left = bars.left() + width * at as f32;
            let top = bars.bottom() - (bars.height() * height).max(1.0);
            let bar = Rect::from_min_max(pos2(left, top), pos2(left + width - slit, bars.bottom()));
            painter.rect_filled(bar, CornerRadius::ZERO, theme.accent);
        }
        if let Some(now) = now.filter(|_| self.count > 0) {
            let part = (now as f32 - 0.5) / self.count as f32;
            let x = bars.left() + bars.width() * part.clamp(0.0, 1.0);
            let ends = (bars.bottom() + 1.0)..=(bars.bottom() + 5.0);
            painter.vline(x, ends, Stroke::new(2.0, theme.text));
        }
        let at = pos2(rect.right() - words.size().x, rect.center().y - words.size().y / 2.0);
        painter.galley(at, words, theme.text_muted);
    }

    /// How wide the widest range of all can be, in points: all strips begin and end at the same places.
    fn widest(&self, painter: &Painter, theme: &Theme) -> f32 {
        let last = wording::count(self.count).replace(|digit: char| digit.is_ascii_digit(), "0");
        let words = format!("{last}–{last}");
        let small = font(text::SMALL, Heft::Regular);
        painter.layout_no_wrap(words, small, theme.text_muted).size().x
    }
}

/// What the card of a strip says: the likeliest ranks, and who would put the project first.
fn explained(ranks: &Ranks, accepted: &Accepted, name: &dyn Fn(OutcomeId) -> String) -> Explained {
    let mut shares: Vec<(usize, f64, f64)> = (1..)
        .zip(accepted.ranks.iter().zip(&accepted.errors))
        .map(|(rank, (share, error))| (rank, *share, *error))
        .filter(|(_, share, _)| *share > 0.0)
        .collect();
    shares.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    shares.truncate(RANKS_SHOWN);
    shares.sort_by_key(|(rank, ..)| *rank);
    let line = |(rank, share, error): (usize, f64, f64)| {
        (format!("Rank {rank}"), percent_words(share, error))
    };
    let mut source = format!("{}; {}.", known_words(&ranks.known), how_words(ranks.found.how));
    if accepted.errors.iter().any(|error| *error > 0.0) {
        source.push_str(" ± is one standard error.");
    }
    if let Some(central) = &accepted.central {
        let mut weights: Vec<(OutcomeId, f64)> =
            ranks.outcomes.iter().copied().zip(central.iter().copied()).collect();
        weights.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        let words: Vec<String> = weights
            .iter()
            .take(WEIGHTS_SHOWN)
            .map(|(outcome, weight)| {
                format!("{} {}\u{202f}%", name(*outcome), wording::decimal(weight * 100.0, 0))
            })
            .collect();
        source = format!(
            "{source} The mean of all weights that put it first begins with {}.",
            words.join(", ")
        );
    }
    Explained {
        formula: "The part of all possible weights that gives it each rank; the range is that of nine in ten (SMAA-2, Lahdelma and Salminen 2001).".to_owned(),
        inputs: shares.into_iter().map(line).collect(),
        source,
        ..Explained::default()
    }
}

/// `62.1 % ± 0.5`; without an error where there is none.
fn percent_words(share: f64, error: f64) -> String {
    let share = format!("{}\u{202f}%", wording::points(share * 100.0));
    if error <= 0.0 { share } else { format!("{share} ± {}", wording::decimal(error * 100.0, 1)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::scoring::robust::{Acceptability, How, Known};
    use crate::model::Id;

    fn accepted(ranks: &[f64], error: f64) -> Accepted {
        Accepted {
            project: ProjectId(Id::from_bits(1)),
            ranks: ranks.to_vec(),
            errors: ranks.iter().map(|share| if *share > 0.0 { error } else { 0.0 }).collect(),
            central: Some(vec![0.2, 0.8]),
            first_exact: None,
        }
    }

    #[test]
    fn a_strip_has_a_bar_for_each_rank_and_for_several_where_there_are_many() {
        let few = Strip::of(&accepted(&[0.25, 0.0, 0.75], 0.0));
        assert_eq!(few.bars.len(), 3);
        assert!((few.bars[0] - 1.0 / 3.0).abs() < 1e-6 && few.bars[1] == 0.0);
        assert_eq!(few.words(), "rank 1–3");
        let mut many = vec![0.0; 100];
        many[2] = 0.5;
        many[99] = 0.5;
        let many = Strip::of(&accepted(&many, 0.0));
        assert_eq!(many.bars.len(), BARS_MAX);
        let sum: f32 = many.bars.iter().sum();
        assert!((sum - 2.0).abs() < 1e-5, "no share is lost: {sum}");
        assert_eq!(Strip::of(&accepted(&[0.0, 1.0], 0.0)).words(), "rank 2");
    }

    #[test]
    fn the_card_names_shares_errors_and_who_would_put_it_first() {
        let outcome = |number: u64| OutcomeId(Id::from_bits(number));
        let ranks = Ranks {
            known: Known::Nothing,
            outcomes: vec![outcome(1), outcome(2)],
            found: Acceptability {
                projects: Vec::new(),
                how: How::Sampled { draws: 10_000, seed: 1 },
            },
        };
        let name = |id: OutcomeId| if id == outcome(1) { "Growth" } else { "Safety" }.to_owned();
        let card = explained(&ranks, &accepted(&[0.621, 0.0, 0.379], 0.005), &name);
        assert_eq!(card.inputs[0], ("Rank 1".to_owned(), "62.1\u{202f}% ± 0.5".to_owned()));
        assert_eq!(card.inputs.len(), 2, "a rank that it never has is not named");
        assert!(card.source.contains("10\u{202f}000 draws, seed 1"), "{}", card.source);
        assert!(
            card.source.contains("begins with Safety 80\u{202f}%, Growth 20"),
            "{}",
            card.source
        );
        let exact = explained(&ranks, &accepted(&[1.0], 0.0), &name);
        assert_eq!(exact.inputs[0].1, "100.0\u{202f}%");
        assert!(!exact.source.contains('±'));
    }
}
