//! Figures side by side: a name, the figure, what it could be, and the card that explains it.

use egui::{CornerRadius, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use crate::gui::charts::{Explained, card_of, cut};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, text};

/// How wide one figure is, in points.
const WIDTH: (f32, f32) = (100.0, 176.0);
const WIDTH_ON_LINE: f32 = 116.0;
const HEIGHT: f32 = 52.0;

/// One figure.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Cell {
    /// What it is called.
    pub(super) name: String,
    /// The figure without its unit, or in a word why there is none.
    pub(super) value: String,
    /// What it is counted in; empty where the figure says so itself.
    pub(super) unit: String,
    /// What it could be, or how far off it may be; empty where there is nothing to say.
    pub(super) range: String,
    /// Whether it is a figure that one would rather not see.
    pub(super) is_bad: bool,
    /// Whether there is a figure at all.
    pub(super) is_known: bool,
    pub(super) explained: Explained,
}

/// Shows them side by side, each as wide as the others, on more lines where there is no room.
pub(super) fn cells_ui(ui: &mut Ui, theme: &Theme, cells: &[Cell]) {
    let room = ui.available_width();
    let most = ((room + gap::SMALL) / (WIDTH.0 + gap::SMALL)).floor().max(1.0);
    // As few lines as there can be, as evenly filled as that allows.
    let lines = (cells.len() as f32 / most).ceil().max(1.0);
    let columns = (cells.len() as f32 / lines).ceil().max(1.0);
    let width = ((room + gap::SMALL) / columns - gap::SMALL).clamp(WIDTH.0.min(room), WIDTH.1);
    for line in cells.chunks(columns as usize) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = gap::SMALL;
            for cell in line {
                cell_ui(ui, theme, width, cell);
            }
        });
    }
}

/// Shows them on one line that scrolls sideways: for where a chart below would have no room else.
pub(super) fn cells_on_line_ui(ui: &mut Ui, theme: &Theme, cells: &[Cell]) {
    let line = ScrollArea::horizontal().id_salt("figures on one line");
    line.auto_shrink([false, true]).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = gap::SMALL;
            for cell in cells {
                cell_ui(ui, theme, WIDTH_ON_LINE, cell);
            }
        });
    });
}

fn cell_ui(ui: &mut Ui, theme: &Theme, width: f32, cell: &Cell) {
    let sense = Sense::focusable_noninteractive();
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), sense);
    let range = if cell.range.is_empty() { String::new() } else { format!(", {}", cell.range) };
    let unit = if cell.unit.is_empty() { String::new() } else { format!(" {}", cell.unit) };
    let says = format!("{}: {}{unit}{range}", cell.name, cell.value);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &says));
    if response.hovered() || response.has_focus() {
        let corner = CornerRadius::same(4);
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 2.0)), corner, theme.hovered);
    }
    let painter = ui.painter();
    let line = |words: &str, size: f32, heft, ink, room: f32| {
        cut(painter, words.to_owned(), font(size, heft), ink, room)
    };
    let muted = theme.text_muted;
    let name = line(&cell.name, text::SMALL, Heft::Regular, muted, width);
    painter.galley(rect.min, name, muted);
    let ink = match (cell.is_known, cell.is_bad) {
        (false, _) => muted,
        (true, true) => theme.danger,
        (true, false) => theme.text,
    };
    let unit = line(&cell.unit, text::SMALL, Heft::Medium, muted, width);
    let room = if cell.unit.is_empty() { width } else { width - unit.size().x - gap::TINY };
    let (size, heft) =
        if cell.is_known { (text::HEADING, Heft::SemiBold) } else { (text::BODY, Heft::Medium) };
    let value = line(&cell.value, size, heft, ink, room);
    let (end, size) = (value.size(), unit.size());
    let top = if cell.is_known { 14.0 } else { 17.0 };
    painter.galley(rect.min + vec2(0.0, top), value, ink);
    // On one line with the foot of the figure.
    painter.galley(rect.min + vec2(end.x + gap::TINY, 11.0 + end.y - size.y), unit, muted);
    let range = line(&cell.range, text::SMALL, Heft::Regular, muted, width);
    painter.galley(rect.min + vec2(0.0, 36.0), range, muted);
    card_of(&response, theme, || cell.explained.clone());
}
