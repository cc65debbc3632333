//! The key of a chart: what its colours and marks stand for.

use egui::{
    Color32, CornerRadius, Painter, Rect, RichText, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use crate::gui::theme::{Theme, gap, text};

/// How something is drawn in a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyMark {
    /// A filled area.
    Area,
    /// A round thing.
    Dot,
    /// A line.
    Line,
    /// A broken line.
    Dashes,
}

/// One entry.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct KeyRow {
    /// How it is drawn.
    pub(crate) mark: KeyMark,
    /// Its colour.
    pub(crate) ink: Color32,
    /// What it stands for.
    pub(crate) words: String,
}

/// Shows the entries side by side, on more lines where there is no room; gives the one that the pointer is over.
pub(crate) fn key_ui(ui: &mut Ui, theme: &Theme, rows: &[KeyRow]) -> Option<usize> {
    let before = ui.spacing().interact_size.y;
    // Lines of a key stand closer than lines of buttons.
    ui.spacing_mut().interact_size.y = 18.0;
    let lit = rows_ui(ui, theme, rows);
    ui.spacing_mut().interact_size.y = before;
    lit
}

fn rows_ui(ui: &mut Ui, theme: &Theme, rows: &[KeyRow]) -> Option<usize> {
    let mut lit = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(gap::MEDIUM, 2.0);
        for (number, row) in rows.iter().enumerate() {
            let words = RichText::new(&row.words).size(text::SMALL).color(theme.text_muted);
            let galley = egui::WidgetText::from(words).into_galley(
                ui,
                Some(egui::TextWrapMode::Truncate),
                220.0,
                egui::TextStyle::Small,
            );
            let size = vec2(14.0 + gap::TINY + galley.size().x, 18.0);
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &row.words));
            let mark = Rect::from_min_size(rect.min, vec2(14.0, rect.height()));
            paint_mark(ui.painter(), theme, mark, row);
            let at = pos2(mark.right() + gap::TINY, rect.center().y - galley.size().y * 0.5);
            ui.painter().galley(at, galley, theme.text_muted);
            if response.hovered() {
                lit = Some(number);
            }
        }
    });
    lit
}

fn paint_mark(painter: &Painter, theme: &Theme, rect: Rect, row: &KeyRow) {
    let (middle, ink) = (rect.center(), row.ink);
    match row.mark {
        KeyMark::Area => {
            let square = Rect::from_center_size(middle, vec2(10.0, 10.0));
            painter.rect_filled(square, CornerRadius::same(2), ink);
        }
        KeyMark::Dot => {
            painter.circle(middle, 5.0, ink, Stroke::new(1.0, theme.surface));
        }
        KeyMark::Line => {
            painter.hline(rect.x_range(), middle.y, Stroke::new(2.0, ink));
        }
        KeyMark::Dashes => {
            let ends = [rect.left_center(), rect.right_center()];
            painter.extend(egui::Shape::dashed_line(&ends, Stroke::new(2.0, ink), 4.0, 3.0));
        }
    }
}
