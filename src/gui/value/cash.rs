//! Cash by period: what comes in above the line, what goes out below it, and the sum of all so far.

use egui::{CornerRadius, Id, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::view::Shown;
use crate::analysis::finance::{Cash, Outlook};
use crate::gui::charts::{
    Axis, Bands, Explained, KeyMark, KeyRow, Unit, bands, explained_ui, key_ui, round_span,
};
use crate::gui::desk::Desk;
use crate::gui::theme::{Theme, gap};
use crate::wording;

/// The chart as plain data, in whole units of the currency.
struct Scene {
    names: Vec<String>,
    periods: Vec<Cash>,
    /// The sum of all nets so far, and the same at its worth today.
    sums: Vec<f64>,
    sums_today: Option<Vec<f64>>,
    span: (f64, f64),
}

impl Scene {
    fn of(desk: &Desk<'_>, shown: &Shown, outlook: Outlook) -> Self {
        let portfolio = desk.portfolio;
        let coins = portfolio.currency.minor_per_unit() as f64;
        let whole = |cash: Cash| Cash {
            capex: cash.capex / coins,
            opex: cash.opex / coins,
            run: cash.run / coins,
            benefit: cash.benefit / coins,
            residual: cash.residual / coins,
        };
        let periods: Vec<Cash> = shown.case.cash(outlook).into_iter().map(whole).collect();
        let so_far = |factor: &dyn Fn(usize) -> f64| {
            let nets = periods.iter().enumerate().map(|(at, cash)| cash.net() * factor(at));
            nets.scan(0.0, |sum, net| {
                *sum += net;
                Some(*sum)
            })
            .collect::<Vec<f64>>()
        };
        let per_year = f64::from(shown.case.per_year.max(1));
        let rate = shown.case.rate;
        let sums_today = rate.map(|rate| so_far(&|at| rate.factor(at as f64 / per_year)));
        let sums = so_far(&|_| 1.0);
        let ends = periods.iter().flat_map(|cash| [cash.benefit + cash.residual, -cash.cost()]);
        let span = round_span(ends.chain(sums.iter().copied()), true);
        let names = (0..periods.len())
            .map(|at| wording::period(i32::try_from(at).unwrap_or(i32::MAX), portfolio.calendar))
            .collect();
        Self { names, periods, sums, sums_today, span }
    }
}

/// Shows it in all the room there is.
pub(super) fn cash_ui(ui: &mut Ui, outlook: Outlook, desk: &Desk<'_>, shown: &Shown) {
    let scene = Scene::of(desk, shown, outlook);
    let theme = desk.theme;
    let unit = Unit::Money(desk.portfolio.currency);
    let mut key = vec![
        (KeyMark::Area, theme.good, "Benefit"),
        (KeyMark::Area, theme.category(0), "Capital, once"),
        (KeyMark::Area, theme.category(5), "Expense, once"),
        (KeyMark::Area, theme.category(1), "Running"),
        (KeyMark::Line, theme.text, "Sum so far"),
    ];
    if scene.sums_today.is_some() {
        key.push((KeyMark::Dashes, theme.text_muted, "Sum so far, worth today"));
    }
    let key: Vec<KeyRow> = key
        .into_iter()
        .map(|(mark, ink, words)| KeyRow { mark, ink, words: words.to_owned() })
        .collect();
    key_ui(ui, theme, &key);
    ui.add_space(gap::SMALL);
    let place = ui.available_rect_before_wrap();
    let title = format!("Per period, {}", desk.portfolio.currency.code());
    let axis = Axis { title: &title, unit: &unit, span: scene.span };
    let bands = bands(ui.painter(), theme, place, axis, &scene.names);
    paint_bars(ui, theme, &bands, &scene);
    if let Some(today) = &scene.sums_today {
        let line: Vec<_> = points(&bands, today);
        let stroke = Stroke::new(1.5, theme.text_muted);
        ui.painter().extend(Shape::dashed_line(&line, stroke, 5.0, 4.0));
    }
    ui.painter().line(points(&bands, &scene.sums), Stroke::new(2.0, theme.text));
    for at in points(&bands, &scene.sums) {
        ui.painter().circle(at, 3.0, theme.surface, Stroke::new(1.5, theme.text));
    }
    periods_ui(ui, theme, &bands, (&scene, &unit));
}

fn points(bands: &Bands, sums: &[f64]) -> Vec<egui::Pos2> {
    let at = |(number, sum): (usize, &f64)| pos2(bands.range(number).center(), bands.y.place(*sum));
    sums.iter().enumerate().map(at).collect()
}

fn paint_bars(ui: &Ui, theme: &Theme, bands: &Bands, scene: &Scene) {
    for (number, cash) in scene.periods.iter().enumerate() {
        let slot = bands.range(number);
        let half = (slot.span() * 0.32).clamp(1.0, 22.0);
        let (left, right) = (slot.center() - half, slot.center() + half);
        let bar = |from: f64, to: f64, ink| {
            if (to - from).abs() <= f64::EPSILON {
                return;
            }
            let ends = (bands.y.place(from), bands.y.place(to));
            let rect =
                Rect::from_min_max(pos2(left, ends.0.min(ends.1)), pos2(right, ends.0.max(ends.1)));
            // A hairline of ground parts one from the next.
            let rect = if rect.height() > 3.0 { rect.shrink2(vec2(0.0, 0.5)) } else { rect };
            ui.painter().rect_filled(rect, CornerRadius::same(1), ink);
        };
        bar(0.0, cash.benefit + cash.residual, theme.good);
        let mut below = 0.0;
        for (amount, ink) in [
            (cash.capex, theme.category(0)),
            (cash.opex, theme.category(5)),
            (cash.run, theme.category(1)),
        ] {
            bar(below, below - amount, ink);
            below -= amount;
        }
    }
}

/// Each period is a thing to point at, with its card.
fn periods_ui(ui: &Ui, theme: &Theme, bands: &Bands, (scene, unit): (&Scene, &Unit)) {
    for (number, name) in scene.names.iter().enumerate() {
        let Some(cash) = scene.periods.get(number) else { continue };
        let rect = Rect::from_x_y_ranges(bands.range(number), bands.rect.y_range());
        let response = ui.interact(rect, Id::unique(("period", number)), Sense::hover());
        let says = format!("{name}: net {}", unit.figure(cash.net()));
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &says));
        if response.hovered() {
            let x = bands.range(number).center();
            ui.painter().vline(x, bands.rect.y_range(), Stroke::new(1.0, theme.edge));
        }
        response.on_hover_ui_at_pointer(|ui| {
            explained_ui(ui, theme, &told(name, cash, (scene, number), unit));
        });
    }
}

fn told(name: &str, cash: &Cash, (scene, number): (&Scene, usize), unit: &Unit) -> Explained {
    let mut inputs = vec![("Benefit".to_owned(), unit.exact(cash.benefit))];
    if cash.residual > 0.0 {
        inputs.push(("Left at the end".to_owned(), unit.exact(cash.residual)));
    }
    for (word, amount) in
        [("Capital, once", cash.capex), ("Expense, once", cash.opex), ("Running", cash.run)]
    {
        inputs.push((word.to_owned(), unit.exact(-amount)));
    }
    let sum = scene.sums.get(number).copied().unwrap_or(0.0);
    inputs.push(("Sum so far".to_owned(), unit.exact(sum)));
    if let Some(today) = scene.sums_today.as_ref().and_then(|sums| sums.get(number)) {
        inputs.push(("Sum so far, worth today".to_owned(), unit.exact(*today)));
    }
    Explained {
        title: name.to_owned(),
        value: unit.figure(cash.net()),
        formula: "Net: what comes in less what goes out.".to_owned(),
        inputs,
        source: String::new(),
    }
}
