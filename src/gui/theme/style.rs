//! The tokens, put where the toolkit looks for them.

use egui::style::{Selection, WidgetVisuals, Widgets};
use egui::{Color32, CornerRadius, Margin, Shadow, Stroke, Style, TextStyle, Visuals, vec2};

use super::fonts::{Heft, font};
use super::tokens::{Theme, gap, radius, text};

/// The toolkit's style in this theme.
pub(crate) fn style_of(theme: &Theme) -> Style {
    let mut style = Style { visuals: visuals(theme), ..Style::default() };
    style.text_styles = [
        (TextStyle::Small, font(text::SMALL, Heft::Regular)),
        (TextStyle::Body, font(text::BODY, Heft::Regular)),
        (TextStyle::Monospace, font(text::BODY, Heft::Regular)),
        (TextStyle::Button, font(text::BODY, Heft::Medium)),
        (TextStyle::Heading, font(text::HEADING, Heft::SemiBold)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(gap::SMALL, gap::SMALL);
    spacing.button_padding = vec2(10.0, 5.0);
    spacing.interact_size = vec2(28.0, 28.0);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(20);
    spacing.combo_width = 80.0;
    spacing.text_edit_width = 200.0;
    spacing.scroll = egui::style::ScrollStyle::thin();
    style.interaction.tooltip_delay = 0.4;
    style.animation_time = 0.12;
    style
}

fn visuals(theme: &Theme) -> Visuals {
    let base = if theme.is_dark { Visuals::dark() } else { Visuals::light() };
    let corner = CornerRadius::same(radius::CARD);
    Visuals {
        override_text_color: None,
        weak_text_color: Some(theme.text_muted),
        widgets: widgets(theme),
        // The stroke is also the ring around the field that is typed into.
        selection: Selection { bg_fill: theme.accent_soft, stroke: Stroke::new(1.5, theme.accent) },
        hyperlink_color: theme.accent,
        faint_bg_color: theme.field,
        extreme_bg_color: theme.field,
        text_edit_bg_color: Some(theme.field),
        code_bg_color: theme.field,
        warn_fg_color: theme.warning,
        error_fg_color: theme.danger,
        window_corner_radius: CornerRadius::same(10),
        window_shadow: Shadow { offset: [0, 8], blur: 32, spread: 0, color: theme.shadow },
        window_fill: theme.raised,
        window_stroke: Stroke::new(1.0, theme.hairline),
        menu_corner_radius: CornerRadius::same(8),
        panel_fill: theme.surface,
        popup_shadow: Shadow { offset: [0, 4], blur: 16, spread: 0, color: theme.shadow },
        striped: false,
        indent_has_left_vline: false,
        button_frame: true,
        resize_corner_size: f32::from(corner.nw),
        ..base
    }
}

fn widgets(theme: &Theme) -> Widgets {
    let visuals = |fill: Color32, edge: Color32, ink: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, edge),
        corner_radius: CornerRadius::same(radius::CARD),
        fg_stroke: Stroke::new(1.0, ink),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: visuals(theme.surface, theme.hairline, theme.text),
        inactive: visuals(theme.field, theme.hairline, theme.text),
        hovered: visuals(theme.hovered, theme.edge, theme.text),
        active: visuals(theme.pressed, theme.accent, theme.text),
        open: visuals(theme.hovered, theme.edge, theme.text),
    }
}
