//! One row of the list: rank, name, bar and points, painted at any height it has while it moves.

use egui::{Align2, Color32, CornerRadius, Painter, Rangef, Rect, Stroke, pos2, vec2};

use super::board::Line;
use super::head::ticks;
use super::key::Key;
use super::view::Spread;
use crate::analysis::scoring::{Part, Ranked};
use crate::gui::charts::cut;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, icons, text};
use crate::gui::tips::points_words;
use crate::model::{OutcomeId, Project};
use crate::wording;

/// How high a row is, in points.
pub(super) const ROW_HEIGHT: f32 = 44.0;
const BAR_HEIGHT: f32 = 18.0;
/// Where the bar stands below the name.
const LOW_BAR_HEIGHT: f32 = 12.0;
/// With less room than this for rank, name, bar and points, the bar stands below the name and not beside it.
const WIDTH_SIDE_BY_SIDE: f32 = 560.0;
/// How wide the strip of ranks is at least.
const RANKS_WIDTH: f32 = 96.0;
/// From this width on there is room for it.
const WIDTH_WITH_RANKS: f32 = 480.0;

/// Where the columns stand on the screen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    /// The right end of the rank.
    rank: f32,
    /// The left end of how far it has moved.
    moved: f32,
    pub(super) name: Rangef,
    pub(super) bar: Rangef,
    /// Whether the bar stands below the name, for want of room.
    pub(super) is_stacked: bool,
    /// The right end of the points.
    pub(super) points: f32,
    /// Where the strip with the ranks is, if there is room for it.
    pub(super) ranks: Option<Rangef>,
}

impl Columns {
    /// The columns of a list; with the strip of ranks if that is wanted and there is room.
    pub(super) fn of(left: f32, width: f32, spread: Spread) -> Self {
        let right = left + width - 16.0;
        let has_ranks = spread == Spread::Shown && width >= WIDTH_WITH_RANKS;
        let ranks = has_ranks.then(|| {
            Rangef::new(right - (width * 0.16).clamp(RANKS_WIDTH, 2.0 * RANKS_WIDTH), right)
        });
        let points = ranks.map_or(right, |ranks| ranks.min - 20.0);
        let name_left = left + 82.0;
        let is_stacked = points - left < WIDTH_SIDE_BY_SIDE;
        let (name, bar) = if is_stacked {
            let both = Rangef::new(name_left, (points - 52.0).max(name_left + 60.0));
            (both, both)
        } else {
            let name_right = name_left + ((points - left) * 0.34).clamp(132.0, 380.0);
            let bar = Rangef::new(name_right + 16.0, (points - 52.0).max(name_right + 40.0));
            (Rangef::new(name_left, name_right), bar)
        };
        Self { rank: left + 44.0, moved: left + 50.0, name, bar, is_stacked, points, ranks }
    }
}

/// How all rows are shown.
pub(super) struct Look<'a> {
    pub(super) theme: &'a Theme,
    pub(super) key: &'a Key,
    pub(super) columns: Columns,
    /// What the right end of the bars stands for, in points.
    pub(super) end: f64,
    /// The outcome that is looked at; the others stand back.
    pub(super) lit: Option<OutcomeId>,
}

/// How one row stands.
pub(super) struct Pose {
    pub(super) rect: Rect,
    pub(super) is_selected: bool,
    pub(super) is_hovered: bool,
    pub(super) is_moving: bool,
    /// The part of its bar that the keys have come to.
    pub(super) part: Option<OutcomeId>,
}

/// The parts of a bar from left to right: where each is, and what it stands for.
pub(super) fn parts(look: &Look<'_>, rect: Rect, ranked: &Ranked) -> Vec<(Rect, Part)> {
    let mut parts: Vec<Part> =
        ranked.score.parts.iter().copied().filter(|part| part.points > 0.0).collect();
    parts.sort_by_key(|part| look.key.place(part.outcome));
    let (middle, height) = look.bar(rect);
    let (top, bottom) = (middle - height * 0.5, middle + height * 0.5);
    let mut sum = 0.0;
    let mut place = |part: Part| {
        let left = look.x_of(sum);
        sum += part.points;
        (Rect::from_min_max(pos2(left, top), pos2(look.x_of(sum), bottom)), part)
    };
    parts.into_iter().map(&mut place).collect()
}

impl Look<'_> {
    /// The middle of the bar of a row, and how high it is.
    fn bar(&self, rect: Rect) -> (f32, f32) {
        if self.columns.is_stacked {
            (rect.bottom() - 5.0 - LOW_BAR_HEIGHT * 0.5, LOW_BAR_HEIGHT)
        } else {
            (rect.center().y, BAR_HEIGHT)
        }
    }

    fn x_of(&self, points: f64) -> f32 {
        let bar = self.columns.bar;
        bar.min + bar.span() * (points / self.end).clamp(0.0, 1.0) as f32
    }
}

/// Paints the row.
pub(super) fn paint(
    painter: &Painter,
    look: &Look<'_>,
    pose: &Pose,
    (line, ranked, project): (&Line, &Ranked, &Project),
    parts: &[(Rect, Part)],
) {
    let (theme, rect) = (look.theme, pose.rect);
    let fill = match (pose.is_selected, pose.is_hovered) {
        (true, _) => Some(theme.accent_soft),
        (false, true) => Some(theme.hovered),
        (false, false) => pose.is_moving.then_some(theme.surface),
    };
    if let Some(fill) = fill {
        painter.rect_filled(rect, CornerRadius::ZERO, fill);
    }
    if pose.is_selected {
        let edge = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        painter.rect_filled(edge, CornerRadius::ZERO, theme.accent);
    }
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.hairline));
    let ink = if project.is_open() { theme.text } else { theme.text_muted };
    paint_rank(painter, look, rect, line, ink);
    paint_name(painter, look, rect, (ranked, project), ink);
    paint_scale(painter, look, rect);
    paint_interval(painter, look, rect, ranked);
    paint_parts(painter, look, parts, pose.part, project.is_open());
    let figure = font(text::BODY, Heft::SemiBold);
    let at = pos2(look.columns.points, rect.center().y);
    painter.text(at, Align2::RIGHT_CENTER, points_words(&ranked.score), figure, ink);
}

fn paint_rank(painter: &Painter, look: &Look<'_>, rect: Rect, line: &Line, ink: Color32) {
    let (theme, y) = (look.theme, rect.center().y);
    let at = pos2(look.columns.rank, y);
    painter.text(at, Align2::RIGHT_CENTER, line.rank_word(), font(text::BODY, Heft::Medium), ink);
    let gained = line.gained();
    if gained == 0 {
        return;
    }
    let (icon, ink) =
        if gained > 0 { (icons::UP, theme.good) } else { (icons::DOWN, theme.danger) };
    let words = format!("{icon}{}", gained.unsigned_abs());
    let at = pos2(look.columns.moved, y);
    painter.text(at, Align2::LEFT_CENTER, words, font(text::SMALL, Heft::Medium), ink);
}

fn paint_name(
    painter: &Painter,
    look: &Look<'_>,
    rect: Rect,
    (ranked, project): (&Ranked, &Project),
    ink: Color32,
) {
    let (theme, columns) = (look.theme, look.columns);
    let width = columns.name.span();
    let name = wording::printable(&project.name);
    if columns.is_stacked {
        let about = rated_or_over(ranked, project);
        let about = cut(painter, about, font(text::SMALL, Heft::Regular), theme.text_muted, width);
        let left = columns.name.max - about.size().x;
        let room = left - 8.0 - columns.name.min;
        let name = cut(painter, name, font(text::BODY, Heft::Medium), ink, room);
        let top = rect.top() + 5.0;
        let lower = top + name.size().y - about.size().y - 1.0;
        painter.galley(pos2(columns.name.min, top), name, ink);
        painter.galley(pos2(left, lower), about, theme.text_muted);
        return;
    }
    let name = cut(painter, name, font(text::BODY, Heft::Medium), ink, width);
    let (stage, score) = (wording::stage(project.stage), about_score(ranked));
    // What may be cut off comes last: of what is over, that it is over must be seen.
    let (one, other) =
        if project.is_open() { (score.as_str(), stage) } else { (stage, score.as_str()) };
    let about = format!("{one}  ·  {other}");
    let about = cut(painter, about, font(text::SMALL, Heft::Regular), theme.text_muted, width);
    let height = name.size().y + about.size().y + 1.0;
    let top = rect.center().y - height * 0.5;
    let below = top + name.size().y + 1.0;
    painter.galley(pos2(columns.name.min, top), name, ink);
    painter.galley(pos2(columns.name.min, below), about, theme.text_muted);
}

/// `82 % rated`; of what is over, that it is over.
fn rated_or_over(ranked: &Ranked, project: &Project) -> String {
    if !project.is_open() {
        return wording::stage(project.stage).to_owned();
    }
    let about = about_score(ranked);
    about.split("  ·  ").next().unwrap_or_default().to_owned()
}

/// `82 % rated, 61.2 to 79.0`, or that all is rated.
pub(super) fn about_score(ranked: &Ranked) -> String {
    let score = &ranked.score;
    if score.coverage >= 1.0 {
        return "all rated".to_owned();
    }
    // Rounded down, as everywhere: what is not quite all must not read as if it were.
    let percent = (score.coverage * 100.0).floor();
    let (low, high) = (wording::points(score.low), wording::points(score.high));
    format!("{}\u{202f}% rated  ·  {low}–{high}", wording::decimal(percent, 0))
}

fn paint_scale(painter: &Painter, look: &Look<'_>, rect: Rect) {
    let top =
        if look.columns.is_stacked { rect.bottom() - 10.0 - LOW_BAR_HEIGHT } else { rect.top() };
    let ends = top..=rect.bottom() - 1.0;
    for tick in ticks(look.end) {
        painter.vline(look.x_of(tick), ends.clone(), Stroke::new(1.0, look.theme.hairline));
    }
}

/// What the score could be with the gaps: a thin line behind the bar, with an end where it ends within the scale.
fn paint_interval(painter: &Painter, look: &Look<'_>, rect: Rect, ranked: &Ranked) {
    let (theme, y, score) = (look.theme, look.bar(rect).0, &ranked.score);
    if score.high - score.low < 0.05 {
        return;
    }
    let (low, high) = (look.x_of(score.low), look.x_of(score.high));
    let band = Rect::from_min_max(pos2(low, y - 2.0), pos2(high, y + 2.0));
    painter.rect_filled(band, CornerRadius::ZERO, theme.pressed);
    if score.high <= look.end {
        painter.vline(high, (y - 5.0)..=(y + 5.0), Stroke::new(1.5, theme.unrated));
    }
}

fn paint_parts(
    painter: &Painter,
    look: &Look<'_>,
    parts: &[(Rect, Part)],
    chosen: Option<OutcomeId>,
    is_open: bool,
) {
    let theme = look.theme;
    for (rect, part) in parts {
        let Some(mark) = look.key.mark(part.outcome) else { continue };
        let stands_back =
            look.lit.is_some_and(|lit| lit != part.outcome) || (look.lit.is_none() && !is_open);
        let ink = mark.ink(theme);
        let ink = if stands_back { theme.faded(ink) } else { ink };
        // A hairline of ground parts one from the next; where there is no room for it, the colour is all there is.
        let slit = if rect.width() > 3.0 { 1.0 } else { 0.0 };
        let shown = Rect::from_min_max(rect.min, pos2(rect.right() - slit, rect.bottom()));
        painter.rect_filled(shown, CornerRadius::same(1), ink);
        if rect.width() >= 20.0 && !stands_back {
            let icon = font(text::SMALL, Heft::Regular);
            painter.text(shown.center(), Align2::CENTER_CENTER, mark.icon(), icon, theme.surface);
        }
        if chosen == Some(part.outcome) {
            let ring = shown.expand(3.0);
            painter.rect_stroke(
                ring,
                3.0,
                Stroke::new(2.0, theme.accent),
                egui::StrokeKind::Inside,
            );
        }
    }
}
