//! How cards look: blocks from afar, names nearer, and everything from near.

use egui::epaint::RectShape;
use egui::{
    Color32, CornerRadius, Mesh, Painter, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2,
};

use super::lens::{Lens, Tone};
use super::paint::{Look, NOTES_ZOOM, State, WORDS_ZOOM};
use super::paint_ends::Ends;
use super::paint_words::{Lettering, Words, word_shapes};
use super::path::{add_block, add_hatch};
use super::pieces::Groups;
use super::scene::{Card, CardKind, Scene};
use crate::gui::theme::{Theme, radius};

/// How much of a card's colour is left where it stands back.
pub(super) const BACK: f32 = 0.42;

/// All cards that are seen; of those that can be read, each is a group.
pub(super) fn cards_shapes(
    painter: &Painter,
    scene: &Scene,
    look: &Look<'_>,
    (states, words, ends): (&[State], &mut Words, &Ends<'_>),
    groups: &mut Groups,
) {
    if look.nearness() < WORDS_ZOOM {
        let blocks = blocks_mesh(scene, look, states.iter().copied().enumerate());
        groups.shapes().push(Shape::mesh(blocks));
        groups.end();
        return;
    }
    let lettering = Lettering::at(look.camera.zoom, look.enlarged);
    for (number, place, state) in upright(scene, states) {
        let rect = look.camera.rect_to_screen(look.screen, place.translate(state.by));
        if !rect.intersects(look.area) {
            continue;
        }
        if let Some(card) = scene.cards.get(number) {
            let face = Face { card, number, rect, state, look };
            ends.add_rim((number, rect, face.corner()), groups.shapes());
            face.add_ground(groups.shapes());
            word_shapes(painter, &face, (&lettering, words), groups.shapes());
            groups.end();
        }
    }
}

/// One card, over all others; with a free rim where the ends of lines are given.
pub(super) fn card_shapes(
    painter: &Painter,
    scene: &Scene,
    look: &Look<'_>,
    (state, words, ends): (State, &mut Words, Option<&Ends<'_>>),
    number: usize,
) -> Vec<Shape> {
    let Some(card) = scene.cards.get(number) else { return Vec::new() };
    if look.nearness() < WORDS_ZOOM {
        return vec![Shape::mesh(blocks_mesh(scene, look, std::iter::once((number, state))))];
    }
    let mut shapes = Vec::new();
    let rect = look.camera.rect_to_screen(look.screen, card.rect.translate(state.by));
    let face = Face { card, number, rect, state, look };
    if let Some(ends) = ends {
        ends.add_rim((number, rect, face.corner()), &mut shapes);
    }
    face.add_ground(&mut shapes);
    word_shapes(
        painter,
        &face,
        (&Lettering::at(look.camera.zoom, look.enlarged), words),
        &mut shapes,
    );
    shapes
}

/// The cards in the order in which they are laid down: those that are selected or have left their places lie above all others.
fn upright<'a>(
    scene: &'a Scene,
    states: &'a [State],
) -> impl Iterator<Item = (usize, Rect, State)> + 'a {
    [false, true].into_iter().flat_map(move |is_above| {
        let cards = scene.boxes.iter().zip(states).enumerate();
        cards
            .filter(move |(_, (_, state))| {
                (state.is_selected || state.by != Vec2::ZERO) == is_above
            })
            .map(|(number, (place, state))| (number, *place, *state))
    })
}

/// The colour that says what a card is.
pub(super) fn kind_ink(kind: CardKind, theme: &Theme) -> Color32 {
    match kind {
        CardKind::Outcome(kind) | CardKind::Measure(kind) => theme.outcome(kind),
        CardKind::Project => theme.accent,
        CardKind::Change => theme.text_muted,
    }
}

/// Cards from far away, all in one mesh: a block whose colour says what it is; a project is filled by its score,
/// or by what the lens says.
fn blocks_mesh(
    scene: &Scene,
    look: &Look<'_>,
    cards: impl ExactSizeIterator<Item = (usize, State)>,
) -> Mesh {
    let seen = look.seen();
    // Projects and outcomes are 80 units high; where they are only a few points, corners cannot be seen.
    let height = 80.0 * look.camera.zoom;
    let cut = if height < 6.0 { 0.0 } else { (height * 0.14).min(2.5) };
    let corners = if cut < 0.5 { 4 } else { 8 };
    let mut mesh = Mesh::default();
    mesh.reserve_vertices(cards.len() * corners);
    mesh.reserve_triangles(cards.len() * (corners - 2));
    let mut rings = Vec::new();
    for (number, state) in cards {
        let Some(place) = scene.boxes.get(number) else { continue };
        let place = place.translate(state.by);
        if !place.intersects(seen) {
            continue;
        }
        let Some(card) = scene.cards.get(number) else { continue };
        let rect = look.camera.rect_to_screen(look.screen, place);
        let ink = block_ink(card, number, look, state);
        if state.is_selected || state.is_hovered {
            rings.push((rect, state.is_selected));
        }
        add_block(&mut mesh, rect, cut, ink);
        let is_missing = tone(number, card, look) == Some(Tone::Missing);
        if is_missing && rect.height() > 8.0 {
            add_hatch(&mut mesh, rect, look.theme.unrated.gamma_multiply(0.5));
        }
    }
    for (rect, is_selected) in rings {
        let ink = if is_selected { look.theme.accent } else { look.theme.text_muted };
        add_ring(&mut mesh, rect.expand(1.0), ink);
    }
    mesh
}

fn block_ink(card: &Card, number: usize, look: &Look<'_>, state: State) -> Color32 {
    let theme = look.theme;
    let ink = match (tone(number, card, look), card.kind) {
        (Some(Tone::Missing), _) => theme.raised,
        (Some(tone), _) => tone.ink(theme),
        (None, CardKind::Outcome(kind)) => theme.outcome(kind),
        (None, CardKind::Project) => {
            let strength = if look.tints.lens == Lens::None {
                0.16 + 0.74 * card.bar.unwrap_or(0.0)
            } else {
                0.1
            };
            theme.raised.lerp_to_gamma(theme.accent, strength)
        }
        (None, _) => theme.raised.lerp_to_gamma(kind_ink(card.kind, theme), 0.3),
    };
    if state.is_back { theme.ground.lerp_to_gamma(ink, BACK * 0.6) } else { ink }
}

/// Four bars around a rectangle.
fn add_ring(mesh: &mut Mesh, rect: Rect, ink: Color32) {
    let width = 2.0;
    let Rect { min, max } = rect;
    for bar in [
        Rect::from_min_max(min, pos2(max.x, min.y + width)),
        Rect::from_min_max(pos2(min.x, max.y - width), max),
        Rect::from_min_max(min, pos2(min.x + width, max.y)),
        Rect::from_min_max(pos2(max.x - width, min.y), max),
    ] {
        mesh.add_colored_rect(bar, ink);
    }
}

/// What the lens says of a card.
fn tone(number: usize, card: &Card, look: &Look<'_>) -> Option<Tone> {
    if card.kind != CardKind::Project {
        return None;
    }
    look.tints.of(number).map(|tint| tint.tone)
}

/// A card that is near enough to be read, on the screen.
pub(super) struct Face<'a> {
    pub(super) card: &'a Card,
    pub(super) number: usize,
    pub(super) rect: Rect,
    pub(super) state: State,
    pub(super) look: &'a Look<'a>,
}

impl Face<'_> {
    /// How strong its colours are.
    pub(super) fn fade(&self) -> f32 {
        if self.state.is_back { BACK } else { 1.0 }
    }

    pub(super) fn tone(&self) -> Option<Tone> {
        tone(self.number, self.card, self.look)
    }

    fn corner(&self) -> CornerRadius {
        let zoom = self.look.camera.zoom.clamp(0.4, 1.6);
        CornerRadius::same((f32::from(radius::CARD) * zoom).round() as u8)
    }

    /// Shadow, fill, edge, and the strip and bar that say something by colour.
    fn add_ground(&self, shapes: &mut Vec<Shape>) {
        let Self { card, rect, state, look, .. } = *self;
        let theme = look.theme;
        let fade = self.fade();
        let corner = self.corner();
        let mark = kind_ink(card.kind, theme);
        let tint = self.tone().filter(|tone| *tone != Tone::Missing).map(|tone| tone.ink(theme));
        if (state.is_selected || state.is_hovered || state.by != Vec2::ZERO) && !state.is_back {
            let shadow = egui::Shadow { offset: [0, 3], blur: 14, spread: 0, color: theme.shadow };
            shapes.push(shadow.as_shape(rect, corner).into());
        }
        let ground = if state.is_hovered { theme.hovered } else { theme.raised };
        let soft = if theme.is_dark { 0.26 } else { 0.16 };
        let fill = tint.map_or(ground, |ink| ground.lerp_to_gamma(ink, soft));
        let fill = if state.is_back { theme.ground.lerp_to_gamma(fill, 0.7) } else { fill };
        let edge = match (state.is_selected, card.kind) {
            (true, _) => Stroke::new(2.0, theme.accent),
            (false, CardKind::Outcome(_)) => Stroke::new(1.0, mark.gamma_multiply(0.55 * fade)),
            (false, _) if state.is_hovered => Stroke::new(1.0, theme.text_muted),
            (false, _) => Stroke::new(1.0, theme.edge.gamma_multiply(fade)),
        };
        shapes.push(RectShape::new(rect, corner, fill, edge, StrokeKind::Inside).into());
        let strip = match (tint, card.kind) {
            (Some(ink), _) => Some(ink),
            (None, CardKind::Outcome(_)) => Some(mark),
            _ => None,
        };
        let side =
            Rect::from_min_size(rect.min, vec2((5.0 * look.camera.zoom).max(3.0), rect.height()));
        if let Some(ink) = strip {
            let corner = CornerRadius { ne: 0, se: 0, ..corner };
            shapes.push(Shape::rect_filled(side, corner, ink.gamma_multiply(fade)));
        } else if self.tone() == Some(Tone::Missing) {
            let mut mesh = Mesh::default();
            let inner = Rect::from_min_max(side.min, pos2(side.right() + 3.0, side.bottom()));
            add_hatch(&mut mesh, inner.shrink(1.0), theme.unrated.gamma_multiply(fade));
            shapes.push(Shape::mesh(mesh));
        }
        if let Some(share) = card.bar.filter(|_| look.nearness() >= NOTES_ZOOM) {
            self.add_bar(share, shapes);
        }
    }

    /// How much of the best score it has, at its foot.
    fn add_bar(&self, share: f32, shapes: &mut Vec<Shape>) {
        let theme = self.look.theme;
        let zoom = self.look.camera.zoom;
        let height = (3.0 * zoom).clamp(2.0, 5.0);
        let inset = 12.0 * zoom;
        let foot = self.rect.bottom() - height - 6.0 * zoom;
        let track = Rect::from_min_size(
            pos2(self.rect.left() + inset, foot),
            vec2(self.rect.width() - 2.0 * inset, height),
        );
        shapes.push(Shape::rect_filled(
            track,
            height / 2.0,
            theme.hairline.gamma_multiply(self.fade()),
        ));
        if share > 0.0 {
            let length = (track.width() * share).max(height);
            let filled = Rect::from_min_size(track.min, vec2(length, height));
            let ink = theme.accent.gamma_multiply(self.fade());
            shapes.push(Shape::rect_filled(filled, height / 2.0, ink));
        }
    }
}
