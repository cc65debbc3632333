//! The weights beside the list: a slider, a figure, a share and a lock for each outcome.

use egui::{Align, Button, Label, Layout, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::key::Mark;
use super::spans::mark_words;
use super::view::{Desk, Gesture, Rank, Trial, normalise, weigh};
use crate::analysis::scoring::Weighing;
use crate::gui::ring::follow_focus;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, icons, text};
use crate::gui::widgets::{
    Pull, Stand, caption, divider, marked_slider_ui, muted, number_field, picker, steady,
};
use crate::model::{OutcomeId, Weight};
use crate::wording;
use crate::workspace::Command;

const SWATCH: f32 = 18.0;
const LINE_HEIGHT: f32 = 24.0;
/// How many of the first the marks can be about.
const COUNTS: [usize; 6] = [1, 2, 3, 5, 10, 20];
const LOCK_SAYS: &str = "Keeps its share of all weights while others change: its own figure grows and shrinks with the sum.";

/// Shows all weights.
pub(super) fn weights_ui(ui: &mut Ui, rank: &mut Rank, desk: &mut Desk<'_>) {
    let shown = rank.weighing(desk.portfolio);
    ui.spacing_mut().item_spacing.y = gap::TINY;
    ui.horizontal(|ui| {
        ui.label(RichText::new("Weights").font(font(text::BODY, Heft::SemiBold)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let sum = format!("Sum {}", wording::decimal(shown.sum(), 2));
            ui.label(RichText::new(sum).size(text::SMALL).color(desk.theme.text_muted));
        });
    });
    buttons_ui(ui, rank, desk);
    first_ui(ui, rank, desk.theme);
    divider(ui, desk.theme);
    rank.lit = None;
    let marks = rank.key.marks().to_vec();
    let now = Weighing::of(desk.portfolio);
    rank.weights_end = end_of(rank.weights_end, &now);
    let end = rank.weights_end;
    ScrollArea::vertical().id_salt("weights").auto_shrink([false, false]).show(ui, |ui| {
        let mut parent = None;
        for mark in &marks {
            if mark.parent != parent {
                ui.add_space(gap::SMALL);
                caption(ui, desk.theme, mark.parent.as_deref().unwrap_or("Others"));
                parent.clone_from(&mark.parent);
            }
            steady(ui, mark.outcome, |ui| mark_ui(ui, rank, desk, (mark, &now, &shown, end)));
        }
        ui.add_space(gap::LARGE);
        follow_focus(ui);
    });
}

fn buttons_ui(ui: &mut Ui, rank: &Rank, desk: &mut Desk<'_>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(gap::TINY, gap::TINY);
        ui.spacing_mut().button_padding = vec2(8.0, 3.0);
        ui.spacing_mut().interact_size.y = 24.0;
        let button = |ui: &mut Ui, word: &str, says: &str| {
            let words = RichText::new(word).font(font(text::SMALL, Heft::Medium));
            ui.add(Button::new(words)).on_hover_text(says).clicked()
        };
        if button(
            ui,
            "Find…",
            "Finds weights by swings, by an order, or by comparing two at a time",
        ) {
            desk.requests.run(Command::WeighOutcomes);
        }
        if button(
            ui,
            "Normalise",
            "Makes the weights sum to 100, in the same proportions; no rank changes",
        ) {
            normalise(desk);
        }
        if button(
            ui,
            "Equal",
            "Gives all outcomes the same weight; those that are locked keep their share",
        ) {
            let even = Weighing::of(desk.portfolio).evened(&rank.locked);
            weigh(desk, &even, Some("Equal weights"));
        }
        if button(ui, "As saved", "Goes back to the weights as they are in the file") {
            let saved = Weighing::of(desk.workspace.saved());
            let mut next = Weighing::of(desk.portfolio);
            for (outcome, weight) in saved.iter() {
                next =
                    next.with(outcome, weight, &std::collections::BTreeSet::new()).unwrap_or(next);
            }
            weigh(desk, &next, Some("Weights as saved"));
        }
    });
}

/// How many of the first the marks are about.
fn first_ui(ui: &mut Ui, rank: &mut Rank, theme: &Theme) {
    let most = rank.spans.count_max();
    if most == 0 {
        return;
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let word = |count: usize| {
            if count == 1 { "the first".to_owned() } else { format!("the first {count}") }
        };
        muted(ui, theme, "The marks show where ");
        let now = word(rank.spans.count);
        let button = RichText::new(format!("{now} {}", icons::CARET_DOWN));
        let button = Button::new(button.size(text::SMALL).color(theme.accent)).frame(false);
        let says = format!("Marks are about {now}");
        let choices = || {
            let counts = COUNTS.into_iter().filter(|count| *count <= most);
            counts.map(|count| (count, word(count))).collect()
        };
        let (response, chosen) = picker(ui, theme, (button, &says), choices);
        response.on_hover_text("The bracket below a slider shows from where to where its weight may go while the same projects stay the first");
        if let Some(count) = chosen {
            rank.spans.count = count;
        }
        muted(ui, theme, if rank.spans.count == 1 { " stays" } else { " stay" });
    });
}

/// What the right ends of all sliders stand for: at least twice the largest weight, as 1, 2 or 5 with zeros. It stays while it
/// is enough, so that no knob moves that nobody pulls.
fn end_of(known: f64, weighing: &Weighing) -> f64 {
    let largest = weighing.largest();
    if known > largest || largest <= 0.0 {
        return if known > 0.0 { known } else { 100.0 };
    }
    let mut end = 1.0;
    for factor in [2.0, 2.5, 2.0].into_iter().cycle() {
        if end >= 2.0 * largest {
            break;
        }
        end *= factor;
    }
    end
}

/// One weight on two lines.
fn mark_ui(
    ui: &mut Ui,
    rank: &mut Rank,
    desk: &mut Desk<'_>,
    (mark, now, shown, end): (&Mark, &Weighing, &Weighing, f64),
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let top = ui.cursor().top();
    ui.add_space(gap::TINY);
    let is_locked = rank.locked.contains(&mark.outcome);
    let line = vec2(ui.available_width(), LINE_HEIGHT);
    ui.allocate_ui_with_layout(line, Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = gap::SMALL;
        let share = format!("{:.1}\u{202f}%", shown.share(mark.outcome) * 100.0);
        let share = RichText::new(share).size(text::SMALL).color(desk.theme.text_muted);
        ui.add_space(gap::TINY);
        ui.label(share).on_hover_text("Its share of all weights");
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = gap::SMALL;
            let (rect, _) = ui.allocate_exact_size(vec2(SWATCH, SWATCH), Sense::hover());
            mark.paint(ui.painter(), desk.theme, rect);
            let name = RichText::new(&mark.name).font(font(text::BODY, Heft::Medium));
            ui.add(Label::new(name).truncate().selectable(false));
        });
    });
    ui.allocate_ui_with_layout(line, Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = gap::TINY;
        lock_ui(ui, rank, desk, mark, is_locked);
        figure_ui(ui, rank, desk, (mark, shown), is_locked);
        line_ui(ui, rank, desk, (mark, now, shown, end), is_locked);
    });
    let place = egui::Rect::from_x_y_ranges(ui.max_rect().x_range(), top..=ui.cursor().top());
    let is_over = ui.rect_contains_pointer(place) && !ui.input(|input| input.pointer.any_down());
    if is_over {
        rank.lit = Some(mark.outcome);
    }
}

fn lock_ui(ui: &mut Ui, rank: &mut Rank, desk: &Desk<'_>, mark: &Mark, is_locked: bool) {
    let (icon, ink) = if is_locked {
        (icons::LOCK, desk.theme.accent)
    } else {
        (icons::UNLOCKED, desk.theme.unrated)
    };
    let words = RichText::new(icon).size(15.0).color(ink);
    let response = ui.add(Button::new(words).frame(false).min_size(vec2(24.0, 24.0)));
    let name = format!("Lock {}", mark.name);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_locked, &name));
    if response.on_hover_text(LOCK_SAYS).clicked() && !rank.locked.remove(&mark.outcome) {
        rank.locked.insert(mark.outcome);
    }
}

fn figure_ui(
    ui: &mut Ui,
    rank: &Rank,
    desk: &mut Desk<'_>,
    (mark, shown): (&Mark, &Weighing),
    is_locked: bool,
) {
    ui.allocate_ui_with_layout(
        vec2(52.0, LINE_HEIGHT),
        Layout::left_to_right(Align::Center),
        |ui| {
            ui.spacing_mut().interact_size.y = LINE_HEIGHT;
            ui.visuals_mut().widgets.inactive.bg_stroke = egui::Stroke::NONE;
            let hundredths = (shown.weight(mark.outcome) * 100.0).round() / 100.0;
            let (response, typed) = ui
                .add_enabled_ui(!is_locked, |ui| {
                    number_field(ui, desk.theme, Some(hundredths), "0", Weight::new)
                })
                .inner;
            let _named = response.accessible_name(format!("Weight of {}", mark.name));
            if let Some(weight) = typed {
                set(rank, desk, mark.outcome, weight.map_or(0.0, Weight::value));
            }
        },
    );
}

/// Asks for another weight of one outcome, and for what follows of the locked ones.
fn set(rank: &Rank, desk: &mut Desk<'_>, outcome: OutcomeId, weight: f64) {
    let now = Weighing::of(desk.portfolio);
    if let Some(next) = now.with(outcome, weight, &rank.locked) {
        weigh(desk, &next, label_for(desk, outcome, weight).as_deref());
    }
}

/// What the step is called where locked weights go along.
fn label_for(desk: &Desk<'_>, outcome: OutcomeId, weight: f64) -> Option<String> {
    use crate::edit::{Edit, OutcomeField, label};

    let weight = Weight::new(weight).ok()?;
    Some(label(desk.portfolio, &Edit::SetOutcome(outcome, OutcomeField::Weight(weight))))
}

fn line_ui(
    ui: &mut Ui,
    rank: &mut Rank,
    desk: &mut Desk<'_>,
    (mark, now, shown, end): (&Mark, &Weighing, &Weighing, f64),
    is_locked: bool,
) {
    let outcome = mark.outcome;
    let others = now.iter().filter(|(id, _)| !rank.locked.contains(id)).count();
    let is_held_fast = !rank.locked.is_empty() && others < 2;
    let stand = Stand {
        says: &mark.name,
        value: shown.weight(outcome),
        before: now.weight(outcome),
        end,
        ink: mark.ink(desk.theme),
        is_free: !is_locked && !is_held_fast,
    };
    let width = ui.available_width();
    let in_hand = match &rank.gesture {
        Gesture::Weighing { outcome, .. } => Some(*outcome),
        _ => None,
    };
    let known = rank.spans.mark(outcome, in_hand).filter(|_| stand.is_free);
    let mark = known.map(|mark| [mark.low, mark.high]);
    let (response, pull) = marked_slider_ui(ui, desk.theme, (width, mark), &stand);
    if let Some(mark) = &known {
        let words = mark_words(desk, mark, rank.spans.count);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(words.as_str()));
        if in_hand.is_none() {
            response.on_hover_text(words);
        }
    } else if !stand.is_free {
        let says = if is_locked {
            "It is locked. Unlock it to change it."
        } else {
            "All others are locked, so its share is what they leave."
        };
        response.on_hover_text(says);
    }
    match (pull, std::mem::take(&mut rank.gesture)) {
        (Some(Pull::Set(value)), Gesture::Idle) => set(rank, desk, outcome, value),
        (Some(Pull::Held(value)), gesture @ (Gesture::Idle | Gesture::Weighing { .. })) => {
            rank.gesture = held(rank, desk, outcome, value, gesture);
        }
        (Some(Pull::LetGo), Gesture::Weighing { outcome: held, trial }) if held == outcome => {
            let weight = trial.weighing.weight(outcome);
            weigh(desk, &trial.weighing, label_for(desk, outcome, weight).as_deref());
            rank.gesture = Gesture::LetGo(trial);
        }
        (_, gesture) => rank.gesture = gesture,
    }
}

/// The gesture with the weight at this value; the order is worked out anew only where the weights are others.
fn held(rank: &Rank, desk: &Desk<'_>, outcome: OutcomeId, value: f64, gesture: Gesture) -> Gesture {
    let next = Weighing::of(desk.portfolio).with(outcome, value, &rank.locked);
    match (gesture, next) {
        (Gesture::Weighing { outcome, trial }, Some(next)) if trial.weighing == next => {
            Gesture::Weighing { outcome, trial }
        }
        (_, Some(next)) => Gesture::Weighing { outcome, trial: Trial::of(desk.portfolio, next) },
        (gesture, None) => gesture,
    }
}
