//! The words on cards: sharp at every zoom, and as large as there is room for.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::epaint::TextShape;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Galley, Painter, Pos2, Shape, pos2, vec2};

use super::far_names::FAR_TEXT_MAX;
use super::lens::Tone;
use super::paint::NOTES_ZOOM;
use super::paint_cards::{Face, kind_ink};
use super::scene::CardKind;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{icons, text};
use crate::model::Stage;

/// How high a line is, in sizes of its text.
const LINE_HEIGHT: f32 = 1.22;
/// The most lines that a name has where it stands alone.
const FAR_ROWS: usize = 3;

/// The sizes of text at a zoom. They go in steps of an eighth of an octave: letters are sharp, few sizes have to be
/// drawn, and lines break in the same places while one zooms by less than a step.
pub(super) struct Lettering {
    /// The largest step that is not larger than the zoom: points to a map unit, for sizes and widths of text.
    scale: f32,
    /// The zoom itself, for places.
    zoom: f32,
    /// The size of names beside notes, in map units: it grows while one goes out, so that they can be read.
    name: f32,
    /// The size of notes, in map units.
    note: f32,
    has_notes: bool,
}

impl Lettering {
    /// The size of names, in points.
    pub(super) fn name_points(&self) -> f32 {
        self.name * self.scale
    }

    /// `enlarged` is how many times larger everything is shown.
    pub(super) fn at(zoom: f32, enlarged: f32) -> Self {
        let scale = ((zoom.log2() * 8.0 + 0.001).floor() / 8.0).exp2();
        Self {
            scale,
            zoom,
            name: (11.5 / (scale * enlarged)).clamp(text::BODY, 17.0),
            note: (9.5 / (scale * enlarged)).clamp(text::SMALL, 13.5),
            has_notes: zoom * enlarged >= NOTES_ZOOM,
        }
    }
}

/// So many pieces of text are laid out anew in one frame; the others come in the frames after it.
const NEW_TEXTS_MAX: usize = 100;

/// The words that were laid out, by card and by their number on it. They come a few at a time where there are many:
/// until then what they were laid out for before stands there.
#[derive(Default)]
pub(super) struct Words {
    kept: BTreeMap<(usize, u8), Word>,
    used: BTreeMap<(usize, u8), Word>,
    left: usize,
    is_waiting: bool,
}

impl Words {
    /// Forgets all: letters are drawn afresh.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// A picture begins.
    pub(super) fn begin(&mut self) {
        self.left = NEW_TEXTS_MAX;
        self.is_waiting = false;
    }

    /// A picture is done: what it has no use for is forgotten. Says whether all of its words are there.
    pub(super) fn end(&mut self) -> bool {
        self.kept = std::mem::take(&mut self.used);
        !self.is_waiting
    }

    /// What was laid out for one more card is kept with the others.
    pub(super) fn end_one(&mut self) {
        // One by one: they are few, and the others stay where they are.
        self.kept.extend(std::mem::take(&mut self.used));
    }

    fn set(&mut self, painter: &Painter, place: (usize, u8), job: LayoutJob) -> Arc<Galley> {
        let old = self.kept.get(&place).filter(|old| old.wanted.text == job.text);
        let is_same = old.is_some_and(|old| old.wanted == job);
        let word = match old {
            Some(old) if is_same || self.left == 0 => {
                self.is_waiting |= !is_same;
                old.clone()
            }
            None if self.left == 0 => {
                self.is_waiting = true;
                return painter.layout_job(LayoutJob::default());
            }
            _ => {
                self.left -= 1;
                Word { galley: painter.layout_job(job.clone()), wanted: job }
            }
        };
        let galley = Arc::clone(&word.galley);
        self.used.insert(place, word);
        galley
    }
}

/// A piece of text, and what was asked for; the toolkit keeps the latter with widths of its own.
#[derive(Clone)]
struct Word {
    wanted: LayoutJob,
    galley: Arc<Galley>,
}

/// The icon of a stage; its word stands beside it.
pub(super) fn stage_icon(stage: Stage) -> &'static str {
    match stage {
        Stage::Idea => icons::STAGE_IDEA,
        Stage::Proposed => icons::STAGE_PROPOSED,
        Stage::Approved => icons::STAGE_APPROVED,
        Stage::Active => icons::STAGE_ACTIVE,
        Stage::OnHold => icons::STAGE_ON_HOLD,
        Stage::Done => icons::STAGE_DONE,
        Stage::Cancelled => icons::STAGE_CANCELLED,
    }
}

/// Adds the words of a card.
pub(super) fn word_shapes(
    painter: &Painter,
    face: &Face<'_>,
    (lettering, words): (&Lettering, &mut Words),
    shapes: &mut Vec<Shape>,
) {
    let mut writer = Writer { painter, face, lettering, words, shapes, count: 0 };
    if lettering.has_notes {
        match face.card.kind {
            CardKind::Project | CardKind::Outcome(_) => writer.large(),
            CardKind::Change | CardKind::Measure(_) => writer.small(),
        }
    } else {
        writer.name_alone();
    }
    writer.flaw();
}

struct Writer<'a> {
    painter: &'a Painter,
    face: &'a Face<'a>,
    lettering: &'a Lettering,
    words: &'a mut Words,
    shapes: &'a mut Vec<Shape>,
    /// So many pieces of text were laid out for this card.
    count: u8,
}

impl Writer<'_> {
    fn ink(&self) -> Color32 {
        self.face.look.theme.text.gamma_multiply(self.face.fade())
    }

    fn quiet(&self) -> Color32 {
        self.face.look.theme.text_muted.gamma_multiply(self.face.fade())
    }

    /// Text in at most so many rows of a width, with an ellipsis where something is left out; sizes in map units.
    fn set(
        &mut self,
        words: &str,
        (size, heft): (f32, Heft),
        (width, rows): (f32, usize),
    ) -> Arc<Galley> {
        let scale = self.lettering.scale;
        let face = TextFormat::simple(font(size * scale, heft), Color32::PLACEHOLDER);
        let mut job = LayoutJob::single_section(words.to_owned(), face);
        job.wrap = TextWrapping {
            max_width: (width * scale).max(8.0),
            max_rows: rows,
            ..TextWrapping::default()
        };
        let place = (self.face.number, self.count);
        self.count = self.count.wrapping_add(1);
        self.words.set(self.painter, place, job)
    }

    fn put(&mut self, place: Pos2, galley: Arc<Galley>, ink: Color32) {
        self.shapes.push(TextShape::new(place, galley, ink).into());
    }

    /// From far away: the name, as large as it fits, in the middle of its card.
    fn name_alone(&mut self) {
        let card = self.face.card;
        let (width, height) = (card.rect.width(), card.rect.height());
        let rows = if height > 60.0 { FAR_ROWS } else { 2 };
        let size = ((height - 8.0) / (rows as f32 * LINE_HEIGHT)).min(FAR_TEXT_MAX);
        let shape = (size, Heft::Medium);
        let galley = self.set(&card.title, shape, (width - 20.0, rows));
        let top = self.face.rect.center().y - galley.size().y / 2.0;
        let left = self.face.rect.left() + 11.0 * self.lettering.zoom;
        self.put(pos2(left, top), galley, self.ink());
    }

    /// A project or an outcome: the name above; stage and cost, or kind, and a figure below.
    fn large(&mut self) {
        let Face { card, rect, look, .. } = *self.face;
        let zoom = self.lettering.zoom;
        let inner = rect.shrink2(vec2(12.0, 8.0) * zoom);
        let width = card.rect.width() - 24.0;
        let name = (self.lettering.name, Heft::Medium);
        let title = self.set(&card.title, name, (width, 2));
        self.put(inner.min, title, self.ink());

        let tint = look.tints.of(self.face.number).filter(|_| card.kind == CardKind::Project);
        let figure = tint.map(|tint| tint.word.as_str()).or(card.figure.as_deref());
        let foot = if card.bar.is_some() { 13.0 } else { 8.0 };
        let bottom = rect.bottom() - foot * zoom;
        let mut right = inner.right();
        if let Some(figure) = figure {
            let is_word = tint.is_some();
            let heft = if is_word { Heft::Medium } else { Heft::SemiBold };
            let size = if is_word {
                self.lettering.note
            } else {
                (self.lettering.note + 0.5).max(text::BODY)
            };
            let room = if is_word { width * 0.62 } else { width };
            let galley = self.set(figure, (size, heft), (room, 1));
            let is_missing = tint.is_some_and(|tint| tint.tone == Tone::Missing);
            let ink = if is_missing { self.quiet() } else { self.ink() };
            right -= galley.size().x;
            self.put(pos2(right, bottom - galley.size().y), galley, ink);
            right -= 8.0 * zoom;
        }
        let icon = match card.kind {
            CardKind::Outcome(_) => icons::OUTCOME,
            _ => card.stage.map_or(icons::PROJECT, stage_icon),
        };
        let mark = match card.kind {
            CardKind::Outcome(_) => {
                kind_ink(card.kind, look.theme).gamma_multiply(self.face.fade())
            }
            _ => self.quiet(),
        };
        self.note_line(pos2(inner.left(), bottom), right, (icon, mark));
    }

    /// An icon and the note, standing on a line, up to the right.
    fn note_line(&mut self, foot: Pos2, right: f32, (icon, mark): (&str, Color32)) {
        let size = self.lettering.note;
        let zoom = self.lettering.zoom;
        let icon = self.set(icon, (size + 1.5, Heft::Regular), (40.0, 1));
        let left = foot.x + icon.size().x + 4.0 * zoom;
        self.put(pos2(foot.x, foot.y - icon.size().y), icon, mark);
        // In map units, so that the line breaks in the same place while one zooms by less than a step.
        let room = ((right - left) / zoom / 8.0).floor() * 8.0;
        if room > 24.0 {
            let card = self.face.card;
            let shape = (size, Heft::Regular);
            let mut note = self.set(&card.note, shape, (room, 1));
            if note.elided
                && let Some(short) = &card.note_short
            {
                note = self.set(short, shape, (room, 1));
            }
            self.put(pos2(left, foot.y - note.size().y), note, self.quiet());
        }
    }

    /// A change or a measure: an icon and the name; below it where a measure is to go.
    fn small(&mut self) {
        let Face { card, rect, look, .. } = *self.face;
        let zoom = self.lettering.zoom;
        let inner = rect.shrink2(vec2(10.0, 7.0) * zoom);
        let (icon, has_note) = match card.kind {
            CardKind::Measure(_) => (icons::MEASURE, true),
            _ => (icons::CHANGE, false),
        };
        let mark = kind_ink(card.kind, look.theme).gamma_multiply(self.face.fade());
        let icon = self.set(icon, (15.0, Heft::Regular), (40.0, 1));
        self.put(inner.min, icon, mark);
        let left = inner.left() + 21.0 * zoom;
        let width = card.rect.width() - 20.0 - 21.0;
        let name = (self.lettering.name.min(14.5) - 1.0, Heft::Medium);
        let one_row = self.set(&card.title, name, (width, 1));
        let has_note = has_note && !one_row.elided;
        let title = if has_note { one_row } else { self.set(&card.title, name, (width, 2)) };
        let below = inner.top() + title.size().y + zoom;
        self.put(pos2(left, inner.top()), title, self.ink());
        if has_note {
            let shape = (self.lettering.note.min(12.5), Heft::Regular);
            let note = self.set(&card.note, shape, (width, 1));
            self.put(pos2(left, below), note, self.quiet());
        }
    }

    /// A mark at the corner of a card that contradicts itself.
    fn flaw(&mut self) {
        let Face { card, rect, look, .. } = *self.face;
        if !look.flawed.contains(&card.item) {
            return;
        }
        let icon = icons::FLAW;
        let galley = self.set(icon, (18.0, Heft::Regular), (40.0, 1));
        let middle = rect.right_top() + vec2(-2.0, 2.0) * self.lettering.zoom;
        let radius = galley.size().y * 0.5;
        self.shapes.push(Shape::circle_filled(middle, radius, look.theme.raised));
        let ink = look.theme.danger.gamma_multiply(self.face.fade());
        self.put(middle - galley.size() / 2.0, galley, ink);
    }
}
