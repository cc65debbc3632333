//! Which part of the map is seen, and how large.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// How far out one can go, in points per map unit.
pub(super) const ZOOM_MIN: f32 = 0.02;
/// How far in one can go.
pub(super) const ZOOM_MAX: f32 = 3.0;
/// The largest size at which the whole map is shown when it is fitted.
const ZOOM_FIT_MAX: f32 = 1.25;

/// The middle of what is seen, in map units, and how many points a map unit has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Camera {
    pub(super) middle: Vec2,
    pub(super) zoom: f32,
}

impl Default for Camera {
    fn default() -> Self {
        Self { middle: Vec2::ZERO, zoom: 1.0 }
    }
}

impl Camera {
    /// Where a place on the map is on the screen.
    pub(super) fn to_screen(self, screen: Rect, place: Pos2) -> Pos2 {
        screen.center() + (place.to_vec2() - self.middle) * self.zoom
    }

    /// Which place on the map is at a place on the screen.
    pub(super) fn to_map(self, screen: Rect, place: Pos2) -> Pos2 {
        (self.middle + (place - screen.center()) / self.zoom).to_pos2()
    }

    /// A rectangle of the map on the screen.
    pub(super) fn rect_to_screen(self, screen: Rect, rect: Rect) -> Rect {
        Rect::from_min_max(self.to_screen(screen, rect.min), self.to_screen(screen, rect.max))
    }

    /// The part of the map that is seen.
    pub(super) fn seen(self, screen: Rect) -> Rect {
        Rect::from_min_max(self.to_map(screen, screen.min), self.to_map(screen, screen.max))
    }

    /// Moves what is seen by so many points on the screen.
    pub(super) fn pan(&mut self, points: Vec2) {
        self.middle -= points / self.zoom;
    }

    /// Makes everything `factor` times as large; what is at `anchor` on the screen stays there.
    pub(super) fn zoom_at(&mut self, screen: Rect, anchor: Pos2, factor: f32) {
        let held = self.to_map(screen, anchor);
        self.zoom = (self.zoom * factor).clamp(ZOOM_MIN, ZOOM_MAX);
        let moved = self.to_screen(screen, held);
        self.pan(anchor - moved);
    }

    /// Shows all of `rect`, with some room around it.
    pub(super) fn fit(screen: Rect, rect: Rect) -> Self {
        if !rect.is_finite() || rect.width() <= 0.0 || rect.height() <= 0.0 {
            return Self::default();
        }
        let room = (screen.size() - vec2(56.0, 56.0)).max(vec2(1.0, 1.0));
        let zoom = (room.x / rect.width()).min(room.y / rect.height());
        Self { middle: rect.center().to_vec2(), zoom: zoom.clamp(ZOOM_MIN, ZOOM_FIT_MAX) }
    }

    /// Shows all of `rect` without putting any of it under `taken`, a part of the screen that something lies over.
    pub(super) fn fit_beside(screen: Rect, rect: Rect, taken: Option<Rect>) -> Self {
        let whole = Self::fit(screen, rect);
        let Some(taken) =
            taken.filter(|taken| taken.intersects(whole.rect_to_screen(screen, rect)))
        else {
            return whole;
        };
        let beside = Rect::from_min_max(pos2(taken.right(), screen.top()), screen.max);
        let above = Rect::from_min_max(screen.min, pos2(screen.right(), taken.top()));
        let room = [beside, above]
            .into_iter()
            .max_by(|one, other| {
                Self::fit(*one, rect).zoom.total_cmp(&Self::fit(*other, rect).zoom)
            })
            .unwrap_or(screen);
        let mut camera = Self::fit(room, rect);
        camera.middle += (screen.center() - room.center()) / camera.zoom;
        camera
    }

    /// The way from here to `other`, `share` of it gone (0 to 1).
    pub(super) fn toward(self, other: Self, share: f32) -> Self {
        let share = share.clamp(0.0, 1.0);
        // Zoom is felt in factors, so it goes by factors.
        let zoom = (self.zoom.ln() * (1.0 - share) + other.zoom.ln() * share).exp();
        Self { middle: self.middle + (other.middle - self.middle) * share, zoom }
    }
}

/// A rectangle around a middle.
pub(super) fn centred(x: f32, y: f32, size: (f32, f32)) -> Rect {
    Rect::from_center_size(pos2(x, y), vec2(size.0, size.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_under_the_pointer_stays_there() {
        let screen = Rect::from_min_size(pos2(10.0, 20.0), vec2(800.0, 600.0));
        let mut camera = Camera { middle: vec2(100.0, -50.0), zoom: 0.5 };
        let anchor = pos2(300.0, 400.0);
        let before = camera.to_map(screen, anchor);
        camera.zoom_at(screen, anchor, 1.7);
        let after = camera.to_map(screen, anchor);
        assert!((before - after).length() < 0.01);
    }

    #[test]
    fn fitting_leaves_free_what_lies_over_the_map() {
        let screen = Rect::from_min_size(pos2(10.0, 5.0), vec2(800.0, 600.0));
        let taken = Rect::from_min_max(pos2(22.0, 400.0), pos2(210.0, 593.0));
        for size in [vec2(900.0, 900.0), vec2(3000.0, 2000.0), vec2(500.0, 4000.0)] {
            let map = Rect::from_min_size(pos2(40.0, -90.0), size);
            let camera = Camera::fit_beside(screen, map, Some(taken));
            let shown = camera.rect_to_screen(screen, map);
            assert!(screen.contains_rect(shown) && !shown.intersects(taken), "{shown}");
        }
    }

    #[test]
    fn fitting_shows_everything() {
        let screen = Rect::from_min_size(pos2(0.0, 0.0), vec2(800.0, 600.0));
        let map = Rect::from_min_size(pos2(-500.0, 0.0), vec2(5000.0, 900.0));
        let camera = Camera::fit(screen, map);
        assert!(screen.contains_rect(camera.rect_to_screen(screen, map)));
    }
}
