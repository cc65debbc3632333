//! A slider that shows where it stood before the hand took it.

use egui::{
    Color32, CornerRadius, EventFilter, Key, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use crate::gui::theme::Theme;

const TRACK: f32 = 4.0;
const KNOB: f32 = 7.0;
/// How high the field for the pointer is.
const HEIGHT: f32 = 20.0;

/// How far below the track a mark is, and how far its ends go up.
const MARK_BELOW: f32 = 6.0;
const MARK_END: f32 = 4.0;

/// How a slider stands.
pub(crate) struct Stand<'a> {
    /// What it is called for those who do not see it.
    pub(crate) says: &'a str,
    /// Where its knob is.
    pub(crate) value: f64,
    /// Where the value was before the hand took it.
    pub(crate) before: f64,
    /// What the right end stands for; the left is 0.
    pub(crate) end: f64,
    pub(crate) ink: Color32,
    pub(crate) is_free: bool,
}

/// What a hand or a key does to the slider.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Pull {
    /// It is held at this value.
    Held(f64),
    /// It is let go.
    LetGo,
    /// A key has set it.
    Set(f64),
}

/// Shows it; gives what is done to it.
pub(crate) fn slider_ui(
    ui: &mut Ui,
    theme: &Theme,
    width: f32,
    stand: &Stand<'_>,
) -> (Response, Option<Pull>) {
    marked_slider_ui(ui, theme, (width, None), stand)
}

/// The same with a mark below the track, from one value to another: between them something stays as it is.
pub(crate) fn marked_slider_ui(
    ui: &mut Ui,
    theme: &Theme,
    (width, mark): (f32, Option<[f64; 2]>),
    stand: &Stand<'_>,
) -> (Response, Option<Pull>) {
    let sense = if stand.is_free { Sense::click_and_drag() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), sense);
    response.widget_info(|| WidgetInfo {
        enabled: stand.is_free,
        value: Some(stand.value),
        label: Some(stand.says.to_owned()),
        ..WidgetInfo::new(Role::Slider)
    });
    let track = Rect::from_center_size(rect.center(), vec2(rect.width() - 2.0 * KNOB, TRACK));
    if let Some(mark) = mark {
        paint_mark(ui, theme, track, (stand, mark));
    }
    paint(ui, theme, track, stand, &response);
    let pull = pulled(ui, track, stand, &response).or_else(|| keyed(ui, stand, &response));
    if stand.is_free && (response.hovered() || response.is_pointer_button_down_on()) {
        ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeHorizontal);
    }
    (response, pull)
}

fn x_of(track: Rect, value: f64, end: f64) -> f32 {
    track.left() + track.width() * (value / end).clamp(0.0, 1.0) as f32
}

/// A bracket below the track; where it goes on beyond the end, it has no end.
fn paint_mark(ui: &Ui, theme: &Theme, track: Rect, (stand, [low, high]): (&Stand<'_>, [f64; 2])) {
    if low > stand.end {
        return;
    }
    let (left, right) = (x_of(track, low, stand.end), x_of(track, high, stand.end));
    let y = track.bottom() + MARK_BELOW;
    let stroke = Stroke::new(1.5, theme.text_muted);
    ui.painter().hline(left..=right, y, stroke);
    let ends = (y - MARK_END)..=(y + 0.75);
    if low > 0.0 {
        ui.painter().vline(left, ends.clone(), stroke);
    }
    if high <= stand.end {
        ui.painter().vline(right, ends, stroke);
    }
}

fn paint(ui: &Ui, theme: &Theme, track: Rect, stand: &Stand<'_>, response: &Response) {
    let painter = ui.painter();
    let corner = CornerRadius::same(2);
    let knob = pos2(x_of(track, stand.value, stand.end), track.center().y);
    painter.rect_filled(track, corner, theme.pressed);
    let ink = if stand.is_free { stand.ink } else { theme.unrated };
    painter.rect_filled(Rect::from_min_max(track.min, pos2(knob.x, track.bottom())), corner, ink);
    if (stand.value - stand.before).abs() > f64::EPSILON {
        let x = x_of(track, stand.before, stand.end);
        painter.vline(
            x,
            (track.top() - 5.0)..=(track.bottom() + 5.0),
            Stroke::new(1.5, theme.text_muted),
        );
    }
    if !stand.is_free {
        painter.circle_filled(knob, 4.0, ink);
        return;
    }
    let is_held = response.is_pointer_button_down_on();
    let radius = if is_held || response.hovered() { KNOB } else { KNOB - 1.0 };
    painter.circle(knob, radius, theme.raised, Stroke::new(2.0, ink));
    if response.has_focus() {
        let ring = Rect::from_center_size(knob, vec2(20.0, 20.0));
        painter.rect_stroke(
            ring,
            CornerRadius::same(10),
            Stroke::new(1.5, theme.accent),
            StrokeKind::Inside,
        );
    }
}

/// How far one step goes: 1 where the end is from 25 to 250, and so on with a zero more or less.
fn step_of(end: f64) -> f64 {
    let mut step = 1.0;
    while end > 250.0 * step && step < 1e9 {
        step *= 10.0;
    }
    while end <= 25.0 * step && step > 1e-6 {
        step /= 10.0;
    }
    step
}

/// What the pointer does. A knob that is grasped beside its middle does not jump.
fn pulled(ui: &Ui, track: Rect, stand: &Stand<'_>, response: &Response) -> Option<Pull> {
    if response.drag_stopped() || response.clicked() {
        return Some(Pull::LetGo);
    }
    if !response.is_pointer_button_down_on() {
        return None;
    }
    let pointer = response.interact_pointer_pos()?;
    let (origin, is_fine) = ui.input(|input| (input.pointer.press_origin(), input.modifiers.shift));
    let from = x_of(track, stand.before, stand.end);
    let origin = origin.unwrap_or(pointer).x;
    let grasp = if (origin - from).abs() <= KNOB + 2.0 { from - origin } else { 0.0 };
    if grasp != 0.0 && (pointer.x - origin).abs() < 1.0 {
        return Some(Pull::Held(stand.before));
    }
    let part = (pointer.x + grasp - track.left()) / track.width().max(1.0);
    let step = if is_fine { step_of(stand.end) / 10.0 } else { step_of(stand.end) };
    let value = (f64::from(part.clamp(0.0, 1.0)) * stand.end / step).round() * step;
    Some(Pull::Held(value))
}

/// What the arrow keys do, ten steps at once with Shift; and what is asked by a program that reads the screen.
fn keyed(ui: &Ui, stand: &Stand<'_>, response: &Response) -> Option<Pull> {
    use egui::accesskit::Action;

    let id = response.id;
    let mut steps = ui.input(|input| {
        let asked = |action| input.num_accesskit_action_requests(id, action) as f64;
        asked(Action::Increment) - asked(Action::Decrement)
    });
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        steps += ui.input(|input| {
            let size = if input.modifiers.shift { 10.0 } else { 1.0 };
            let pressed = |key| input.num_presses(key) as f64 * size;
            pressed(Key::ArrowRight) - pressed(Key::ArrowLeft)
        });
        let ends = ui.input(|input| (input.key_pressed(Key::Home), input.key_pressed(Key::End)));
        match ends {
            (true, _) => return Some(Pull::Set(0.0)),
            (_, true) => return Some(Pull::Set(stand.end)),
            _ => {}
        }
    }
    let step = step_of(stand.end);
    (steps != 0.0 && stand.is_free).then(|| {
        let value = ((stand.value / step).round() + steps) * step;
        Pull::Set(value.clamp(0.0, stand.end))
    })
}
