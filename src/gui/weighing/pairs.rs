//! Two outcomes at a time: which matters more, and how much; and what the answers say of each other.

use egui::{Align, Button, Color32, Key, Label, Layout, RichText, Role, Ui, WidgetInfo, vec2};

use super::scales::{Pair, Told};
use super::{Desk, Scales};
use crate::analysis::scoring::Judged;
use crate::analysis::scoring::pairwise::{Judgments, Mending, RATIO_FINE, next_question, parts};
use crate::edit::{Edit, Record};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, icons, text};
use crate::gui::widgets::{caption, choice_field, divider, link, muted, quiet_button, steady};
use crate::model::{Figure, Item, Judgment, JudgmentId, OutcomeId, StakeholderId, Text, Unread};
use crate::wording::{self, plural};

/// How much more, in words, on the scale of Saaty.
const TIMES: [(u8, &str); 9] = [
    (1, "They matter the same"),
    (2, "Between the same and somewhat more"),
    (3, "Somewhat more"),
    (4, "Between somewhat and clearly more"),
    (5, "Clearly more"),
    (6, "Between clearly and much more"),
    (7, "Much more"),
    (8, "Between much and beyond comparison"),
    (9, "Beyond comparison more"),
];

pub(super) fn pairs_ui(ui: &mut Ui, desk: &mut Desk<'_>, scales: &mut Scales) {
    person_ui(ui, desk, scales);
    ui.add_space(gap::MEDIUM);
    let own = scales.own();
    if let Some(pair) = question(scales, &own) {
        question_ui(ui, desk, scales, pair);
    } else {
        muted(ui, desk.theme, "Every pair has been compared, or was left out.");
        let may_ask = !scales.skipped.is_empty();
        if may_ask && quiet_button(ui, "Ask those that were left out").clicked() {
            scales.skipped.clear();
        }
    }
    ui.add_space(gap::MEDIUM);
    progress_ui(ui, desk, scales, &own);
    let told = scales.told().map(|(judged, told)| (judged.clone(), told.clone()));
    if let Some((judged, told)) = told {
        consistency_ui(ui, desk, scales, (&judged, &told));
    }
    ui.add_space(gap::MEDIUM);
    answers_ui(ui, desk, scales, &own);
}

fn person_ui(ui: &mut Ui, desk: &Desk<'_>, scales: &mut Scales) {
    if desk.portfolio.stakeholders.is_empty() {
        return;
    }
    let mut people: Vec<Option<StakeholderId>> = vec![None];
    people.extend(desk.portfolio.stakeholders.keys().copied().map(Some));
    let word = |person: &Option<StakeholderId>| {
        person.map_or_else(
            || "All together".to_owned(),
            |person| wording::item_label(desk.portfolio, Item::Stakeholder(person)),
        )
    };
    caption(ui, desk.theme, "Who answers");
    let chosen = ui
        .scope(|ui| {
            ui.set_max_width(260.0);
            choice_field(ui, "Who answers", &scales.person, &people, word).1
        })
        .inner;
    if let Some(person) = chosen {
        scales.person = person;
        scales.wanted = None;
        scales.more = None;
    }
}

/// The pair to ask about: the one that somebody has chosen, or the one whose answer would tell most.
fn question(scales: &Scales, own: &Judgments) -> Option<Pair> {
    if scales.wanted.is_some() {
        return scales.wanted;
    }
    let place = |id: &OutcomeId| scales.outcomes.binary_search(id).ok();
    let mut known = own.clone();
    for (one, other) in &scales.skipped {
        if let (Some(one), Some(other)) = (place(one), place(other)) {
            known.judge(one, other, 1.0).ok();
        }
    }
    let (one, other) = next_question(&known)?;
    Some((*scales.outcomes.get(one)?, *scales.outcomes.get(other)?))
}

fn question_ui(ui: &mut Ui, desk: &mut Desk<'_>, scales: &mut Scales, pair: Pair) {
    let theme = desk.theme;
    ui.label(RichText::new("Which matters more?").font(font(text::HEADING, Heft::SemiBold)));
    ui.add_space(gap::TINY);
    let width = (ui.available_width() - gap::SMALL * 2.0) / 2.0;
    ui.horizontal(|ui| {
        for outcome in [pair.0, pair.1] {
            let name = name(desk, outcome);
            let is_on = scales.more == Some(outcome);
            let ink = if is_on { theme.on_accent } else { theme.text };
            let words = RichText::new(&name).font(font(text::BODY, Heft::SemiBold)).color(ink);
            let fill = if is_on { theme.accent } else { theme.field };
            let button = Button::new(words).fill(fill).wrap().min_size(vec2(width, 56.0));
            let response = steady(ui, outcome, |ui| ui.add_sized(vec2(width, 56.0), button));
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, &name));
            if response.clicked() {
                scales.more = Some(outcome);
            }
        }
    });
    let is_typing = ui.ctx().text_edit_focused();
    let pressed = |key| !is_typing && ui.input(|input| input.key_pressed(key));
    if pressed(Key::ArrowLeft) {
        scales.more = Some(pair.0);
    }
    if pressed(Key::ArrowRight) {
        scales.more = Some(pair.1);
    }
    ui.add_space(gap::SMALL);
    how_much_ui(ui, desk, scales, pair);
}

fn how_much_ui(ui: &mut Ui, desk: &mut Desk<'_>, scales: &mut Scales, pair: Pair) {
    let theme = desk.theme;
    let ask = match scales.more {
        Some(more) => format!("How much more does “{}” matter?", name(desk, more)),
        None => "Choose one above, or say that they matter the same.".to_owned(),
    };
    ui.add(Label::new(RichText::new(ask).size(text::BODY).color(theme.text_muted)).wrap());
    ui.add_space(gap::TINY);
    let is_typing = ui.ctx().text_edit_focused();
    let typed = TIMES.iter().map(|(times, _)| *times).find(|times| {
        let key = Key::from_name(&times.to_string());
        !is_typing && key.is_some_and(|key| ui.input(|input| input.key_pressed(key)))
    });
    let mut said = typed.filter(|times| scales.more.is_some() || *times == 1);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap::TINY;
        let width = (ui.available_width() - 8.0 * gap::TINY - gap::SMALL) / 9.0;
        for (times, says) in TIMES {
            let is_free = scales.more.is_some() || times == 1;
            let word = if times == 1 { "=".to_owned() } else { format!("{times}×") };
            let button = Button::new(RichText::new(word).font(font(text::BODY, Heft::Medium)))
                .min_size(vec2(width, 34.0));
            let response = ui.add_enabled(is_free, button);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, is_free, says));
            if response.on_hover_text(says).clicked() {
                said = Some(times);
            }
        }
    });
    ui.horizontal(|ui| {
        muted(ui, theme, "= the same · 3 somewhat · 5 clearly · 7 much · 9 beyond comparison");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(gap::SMALL);
            if quiet_button(ui, "Leave out").clicked() {
                scales.skipped.insert(pair);
                scales.wanted = None;
                scales.more = None;
            }
        });
    });
    if let Some(times) = said {
        let more = scales.more.unwrap_or(pair.0);
        let less = if more == pair.0 { pair.1 } else { pair.0 };
        judge(desk, scales.person, (more, less), f64::from(times));
        scales.wanted = None;
        scales.more = None;
    }
}

/// Keeps an answer: a new one, or in the place of the one that was given before.
fn judge(desk: &mut Desk<'_>, by: Option<StakeholderId>, (more, less): Pair, times: f64) {
    let Ok(times) = Figure::new(times) else { return };
    let known = desk.portfolio.judgments.iter().find(|(_, judgment)| {
        let pair = (judgment.more, judgment.less);
        judgment.by == by && (pair == (more, less) || pair == (less, more))
    });
    let edit = if let Some((id, judgment)) = known {
        let next = Judgment { more, less, times, ..judgment.clone() };
        Edit::Replace(Record::Judgment(*id, next))
    } else {
        let id = JudgmentId(desk.requests.new_id());
        let (note, unread) = (Text::default(), Unread::default());
        Edit::Add(Record::Judgment(id, Judgment { by, more, less, times, note, unread }))
    };
    desk.requests.edit(edit);
}

fn progress_ui(ui: &mut Ui, desk: &Desk<'_>, scales: &Scales, own: &Judgments) {
    // What all say together is what makes the weights, so that is what has to hang together.
    let is_joined = scales
        .told()
        .map_or_else(|| parts(own).len() <= 1, |(judged, _)| parts(&judged.all).len() <= 1);
    let compared = format!("{} of {} compared", own.count(), plural(own.pair_count(), "pair"));
    let (says, ink) = if is_joined {
        ("Everything hangs together: you can stop here.", desk.theme.good)
    } else {
        ("Not everything hangs together yet.", desk.theme.text_muted)
    };
    let others = scales
        .told()
        .map_or(0, |(judged, _)| judged.by.keys().filter(|by| **by != scales.person).count());
    let others = if others > 0 {
        " Others have answered too; the weights are those of all.".to_owned()
    } else {
        String::new()
    };
    told_line(ui, desk.theme.text_muted, &compared);
    told_line(ui, ink, &format!("{says}{others}"));
}

fn told_line(ui: &mut Ui, ink: Color32, words: &str) {
    ui.add(Label::new(RichText::new(words).size(text::SMALL).color(ink)).wrap());
}

fn consistency_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    scales: &mut Scales,
    (judged, told): (&Judged, &Told),
) {
    let Some(together) = &told.together else { return };
    let ratio = together.ratio_with_gaps;
    let is_fine = ratio <= RATIO_FINE;
    let (icon, ink, word) = if is_fine {
        (icons::CHECK, desk.theme.good, "consistent enough")
    } else {
        (icons::WARNING, desk.theme.warning, "above 0.10: look at them again")
    };
    let words = format!("{icon}  Consistency ratio {ratio:.2}, {word}");
    let response = ui.add(Label::new(RichText::new(words).size(text::SMALL).color(ink)).wrap());
    response.on_hover_text(
        "How far the answers contradict each other, as a part of what answers thrown with dice would (Saaty 1980). \
         Where pairs are not compared, dice with as many gaps are the measure.",
    );
    let Some(worst) = told.worst.as_ref().filter(|_| !is_fine) else { return };
    let place = |number: usize| judged.outcomes.get(number).copied();
    let [first, second, third] = worst.things.map(place);
    let (Some(first), Some(second), Some(third)) = (first, second, third) else { return };
    let says = format!(
        "These three contradict each other most: “{}”, “{}” and “{}”, by a factor of {}.",
        name(desk, first),
        name(desk, second),
        name(desk, third),
        wording::decimal(worst.factor, 1),
    );
    told_line(ui, desk.theme.text_muted, &says);
    if let Some(mending) = &worst.mending {
        mending_ui(ui, desk, scales, judged, mending);
    }
}

fn mending_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    scales: &mut Scales,
    judged: &Judged,
    mending: &Mending,
) {
    let place = |number: usize| judged.outcomes.get(number).copied();
    let (Some(one), Some(other)) = (place(mending.one), place(mending.other)) else { return };
    let better = in_words(desk, (one, other), mending.better);
    let says = format!("It would help most to say: {better} (ratio {:.2}).", mending.ratio);
    told_line(ui, desk.theme.text, &says);
    if quiet_button(ui, "Ask this pair again").clicked() {
        scales.wanted = Some((one, other));
        scales.more = None;
    }
}

/// “A” 3 × “B”, with the one that counts more first.
fn in_words(desk: &Desk<'_>, (one, other): Pair, times: f64) -> String {
    let (more, less, times) =
        if times < 1.0 { (other, one, 1.0 / times) } else { (one, other, times) };
    if (times - 1.0).abs() < 1e-9 {
        return format!("“{}” and “{}” matter the same", name(desk, more), name(desk, less));
    }
    let times = wording::decimal(times, 1);
    format!("“{}” matters {times} times as much as “{}”", name(desk, more), name(desk, less))
}

fn answers_ui(ui: &mut Ui, desk: &mut Desk<'_>, scales: &mut Scales, own: &Judgments) {
    if own.count() == 0 {
        return;
    }
    divider(ui, desk.theme);
    ui.add_space(gap::TINY);
    caption(ui, desk.theme, "Answers so far; click one to give it again");
    for compared in own.iter() {
        let place = |number: usize| scales.outcomes.get(number).copied();
        let (Some(one), Some(other)) = (place(compared.one), place(compared.other)) else {
            continue;
        };
        let words = in_words(desk, (one, other), compared.times);
        let is_asked = steady(ui, (one, other), |ui| link(ui, desk.theme, &words).clicked());
        if is_asked {
            scales.wanted = Some((one, other));
            scales.more = None;
        }
    }
}

fn name(desk: &Desk<'_>, outcome: OutcomeId) -> String {
    wording::printable(&wording::item_label(desk.portfolio, Item::Outcome(outcome)))
}
