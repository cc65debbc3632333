//! How cells are drawn: figures at the right, stages with an icon, scores and levels with a small bar.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, CornerRadius, FontId, Galley, Painter, Rect, pos2, vec2};

use super::columns::{Column, Kind};
use super::rows::{Row, Sheet};
use super::values::{Rating, Value};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, icons, text};
use crate::model::{OutcomeKind, Stage};
use crate::wording;

/// What is drawn where nobody has said anything.
const MISSING: &str = "–";
const SCORE_BAR: f32 = 44.0;
/// No more of a long text is put into one line than this many characters.
const CHARACTERS_MAX: usize = 160;

/// One line of text, cut off with an ellipsis where it does not fit.
pub(crate) fn one_line(
    painter: &Painter,
    words: &str,
    font: FontId,
    (ink, width): (Color32, f32),
) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(
        words.to_owned(),
        TextFormat { font_id: font, color: ink, ..TextFormat::default() },
    );
    job.wrap.max_width = width.max(0.0);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    job.break_on_newline = false;
    painter.layout_job(job)
}

/// Words in the middle of the height of a place, from its left.
pub(crate) fn words_left(
    painter: &Painter,
    place: Rect,
    words: &str,
    (font, ink): (FontId, Color32),
) -> f32 {
    let galley = one_line(painter, words, font, (ink, place.width()));
    let width = galley.size().x;
    let top = place.center().y - galley.size().y * 0.5;
    painter.galley(pos2(place.left(), top.round()), galley, ink);
    width
}

/// Words in the middle of the height of a place, up to its right.
pub(crate) fn words_right(
    painter: &Painter,
    place: Rect,
    words: &str,
    (font, ink): (FontId, Color32),
) -> f32 {
    let galley = one_line(painter, words, font, (ink, place.width()));
    let width = galley.size().x;
    let top = place.center().y - galley.size().y * 0.5;
    painter.galley(pos2(place.right() - width, top.round()), galley, ink);
    width
}

/// A cell's text in a shape that fits one line.
pub(crate) fn in_one_line(words: &str) -> String {
    let line = words.split(['\n', '\r', '\t']).map(str::trim).filter(|part| !part.is_empty());
    let line = line.collect::<Vec<_>>().join(" ");
    wording::shortened(&wording::printable(&line), CHARACTERS_MAX)
}

/// What cells are drawn with.
#[derive(Clone, Copy)]
pub(crate) struct Brush<'a> {
    /// Where to draw.
    pub(crate) painter: &'a Painter,
    /// The colours.
    pub(crate) theme: &'a Theme,
    /// The rows.
    pub(crate) sheet: &'a Sheet,
}

impl Brush<'_> {
    /// Draws the cell of a row.
    pub(crate) fn cell(self, row: &Row, column: Column, rect: Rect) {
        self.value(column, self.sheet.value(row, column).as_ref(), rect);
    }

    /// Draws a value as the cells of its column are drawn.
    pub(crate) fn value(self, column: Column, value: Option<&Value>, rect: Rect) {
        let inside = rect.shrink2(vec2(gap::MEDIUM, 0.0));
        let body = font(text::BODY, Heft::Regular);
        let Some(value) = value else {
            let ink = (body, self.theme.unrated);
            if column.kind().is_figure() {
                words_right(self.painter, inside, MISSING, ink);
            } else {
                words_left(self.painter, inside, MISSING, ink);
            }
            return;
        };
        match (column, value) {
            (Column::Name, Value::Words(name)) => {
                let ink = (font(text::BODY, Heft::Medium), self.theme.text);
                words_left(self.painter, inside, &in_one_line(name), ink);
            }
            (Column::Stage, Value::Choice(place, word)) => self.stage(*place, word, inside),
            (Column::Score, Value::Number(points, _)) => self.score(*points, inside),
            (Column::Level(_), Value::Level(rating)) => self.level(column, rating, inside),
            (Column::Tags, Value::Tags(tags)) => self.tags(tags, inside),
            _ if column.kind().is_figure() => {
                let words = value.text(self.sheet.portfolio.currency);
                words_right(self.painter, inside, &words, (body, self.theme.text));
            }
            _ => {
                let ink = match column.kind() {
                    Kind::Passage => self.theme.text_muted,
                    _ => self.theme.text,
                };
                words_left(self.painter, inside, &in_one_line(&value.words()), (body, ink));
            }
        }
    }

    /// An icon that fills up as the project goes on, and the word.
    fn stage(self, place: usize, word: &str, inside: Rect) {
        let stage = Stage::ALL.get(place).copied().unwrap_or_default();
        let (icon, ink) = stage_mark(self.theme, stage);
        let width = words_left(self.painter, inside, icon, (font(15.0, Heft::Regular), ink));
        let rest = inside.with_min_x(inside.left() + width + gap::TINY + 2.0);
        let quiet = matches!(stage, Stage::Done | Stage::Cancelled);
        let ink = if quiet { self.theme.text_muted } else { self.theme.text };
        words_left(self.painter, rest, word, (font(text::BODY, Heft::Regular), ink));
    }

    /// A short bar and the points.
    fn score(self, points: f64, inside: Rect) {
        let figure = wording::points(points);
        words_right(
            self.painter,
            inside,
            &figure,
            (font(text::BODY, Heft::SemiBold), self.theme.text),
        );
        let track = Rect::from_min_size(
            pos2(inside.left(), (inside.center().y - 2.0).round()),
            vec2(SCORE_BAR.min(inside.width() - 44.0).max(0.0), 4.0),
        );
        let corner = CornerRadius::same(2);
        self.painter.rect_filled(track, corner, self.theme.pressed);
        // Beside the best of all: on the whole scale most scores would look alike.
        let best = self.sheet.best_score().max(1.0);
        let filled = track.with_max_x(track.left() + track.width() * share(points / best));
        self.painter.rect_filled(filled, corner, self.theme.accent);
    }

    /// Steps that rise to the level, in the colour of the outcome, the word, and how sure it is.
    fn level(self, column: Column, rating: &Rating, inside: Rect) {
        let steps = self.sheet.portfolio.ladder.rungs().len().saturating_sub(1).max(1);
        let kind = match column {
            Column::Level(id) => self.sheet.portfolio.outcomes.get(&id).map(|outcome| outcome.kind),
            _ => None,
        };
        let ink = self.theme.outcome(kind.unwrap_or(OutcomeKind::Other));
        let shown = steps.min(6);
        let full = rating.level.map_or(0.0, |level| f32::from(level) / steps as f32 * shown as f32);
        let foot = (inside.center().y + 6.0).round();
        for step in 0..shown {
            let height = 3.0 + 9.0 * (step + 1) as f32 / shown as f32;
            let left = inside.left() + step as f32 * 4.0;
            let bar =
                Rect::from_min_max(pos2(left, (foot - height).round()), pos2(left + 3.0, foot));
            let is_full = (step as f32) < full - 0.01;
            let ink = if is_full { ink } else { self.theme.pressed };
            self.painter.rect_filled(bar, CornerRadius::ZERO, ink);
        }
        let rest = inside.with_min_x(inside.left() + shown as f32 * 4.0 + gap::SMALL);
        let body = font(text::BODY, Heft::Regular);
        let quiet = rating.level.is_none_or(|level| level == 0);
        let ink = if quiet { self.theme.text_muted } else { self.theme.text };
        let word = wording::printable(&rating.word);
        let width = words_left(self.painter, rest, &word, (body, ink));
        if rating.level.is_some() && rating.confidence < 100.0 {
            let sure = format!("{}\u{202f}%", wording::decimal(rating.confidence, 0));
            let place = rest.with_min_x(rest.left() + width + gap::TINY + 2.0);
            let small = font(text::SMALL, Heft::Regular);
            words_left(self.painter, place, &sure, (small, self.theme.text_muted));
        }
    }

    /// Words side by side, each on a ground of its own, as many as fit.
    fn tags(self, tags: &[String], inside: Rect) {
        let mut left = inside.left();
        for tag in tags {
            let room = inside.right() - left - 12.0;
            if room < 16.0 {
                return;
            }
            let ink = self.theme.text_muted;
            let small = font(text::SMALL, Heft::Medium);
            let galley = one_line(self.painter, &wording::printable(tag), small, (ink, room));
            let size = galley.size();
            let top = (inside.center().y - 9.0).round();
            let pill = Rect::from_min_size(pos2(left, top), vec2(size.x + 12.0, 18.0));
            self.painter.rect_filled(pill, CornerRadius::same(4), self.theme.hovered);
            let words = pos2(left + 6.0, (inside.center().y - size.y * 0.5).round());
            self.painter.galley(words, galley, ink);
            left = pill.right() + gap::TINY;
        }
    }
}

/// The icon and the colour of a stage.
pub(crate) fn stage_mark(theme: &Theme, stage: Stage) -> (&'static str, Color32) {
    match stage {
        Stage::Idea => (icons::STAGE_IDEA, theme.unrated),
        Stage::Proposed => (icons::STAGE_PROPOSED, theme.text_muted),
        Stage::Approved => (icons::STAGE_APPROVED, theme.accent),
        Stage::Active => (icons::STAGE_ACTIVE, theme.accent),
        Stage::OnHold => (icons::STAGE_ON_HOLD, theme.warning),
        Stage::Done => (icons::STAGE_DONE, theme.good),
        Stage::Cancelled => (icons::STAGE_CANCELLED, theme.unrated),
    }
}

fn share(part: f64) -> f32 {
    part.clamp(0.0, 1.0) as f32
}
