//! Judgments of outcomes, frameworks of scoring and shared causes of error.

use std::str::FromStr;

use egui::Ui;

use super::dependencies::other_projects;
use super::rows::{
    choice_row, figure_row, maybe_row, name_row, percent_row, person_row, put, record_row, row,
    text_row, title_row,
};
use super::{Desk, members_ui};
use crate::edit::{Edit, Record};
use crate::gui::theme::icons;
use crate::gui::widgets::{add_button, divider, icon_button, muted, parsed_field, section, steady};
use crate::model::{
    Cause, CauseId, Direction, Figure, Framework, FrameworkField, FrameworkId, Item, Judgment,
    JudgmentId, OutcomeId,
};
use crate::wording;

pub(super) fn judgment_ui(ui: &mut Ui, desk: &mut Desk<'_>, id: JudgmentId) {
    let Some(judgment) = desk.portfolio.judgments.get(&id) else { return };
    let theme = desk.theme;
    let mut next = Judgment::clone(judgment);
    put(&mut next.by, person_row(ui, desk, "Judged by", judgment.by));
    put(&mut next.more, outcome_row(ui, desk, "Counts more", judgment.more));
    put(&mut next.less, outcome_row(ui, desk, "Than", judgment.less));
    put(&mut next.times, figure_row(ui, theme, "Times as much", Some(judgment.times)).flatten());
    muted(ui, theme, "1 is the same, 9 is the most.");
    put(&mut next.note, text_row(ui, theme, "Note", &judgment.note));
    if next != *judgment {
        desk.requests.edit(Edit::Replace(Record::Judgment(id, next)));
    }
}

fn outcome_row(ui: &mut Ui, desk: &Desk<'_>, says: &str, chosen: OutcomeId) -> Option<OutcomeId> {
    let leaves = || {
        let leaves = desk.portfolio.leaves();
        leaves.map(|(id, outcome)| (Some(id), outcome.name.to_string())).collect()
    };
    let word = desk.label(Item::Outcome(chosen));
    record_row(ui, desk.theme, (says, "No outcome"), Some(&word), leaves).flatten()
}

pub(super) fn cause_ui(ui: &mut Ui, desk: &mut Desk<'_>, id: CauseId) {
    let Some(cause) = desk.portfolio.causes.get(&id) else { return };
    let theme = desk.theme;
    let mut next = Cause::clone(cause);
    put(&mut next.name, title_row(ui, theme, &cause.name));
    put(&mut next.summary, text_row(ui, theme, "Summary", &cause.summary));
    let correlation = percent_row(ui, theme, "Correlation", Some(cause.correlation)).flatten();
    put(&mut next.correlation, correlation);
    muted(ui, theme, "How strongly their figures move together; 100 % is as one.");
    section(ui, theme, "Projects that share it", true, |ui| {
        let others = other_projects(desk, None);
        put(&mut next.members, members_ui(ui, desk, &cause.members, &others));
    });
    if next != *cause {
        desk.requests.edit(Edit::Replace(Record::Cause(id, next)));
    }
}

pub(super) fn framework_ui(ui: &mut Ui, desk: &mut Desk<'_>, id: FrameworkId) {
    let Some(framework) = desk.portfolio.frameworks.get(&id) else { return };
    let theme = desk.theme;
    let mut next = Framework::clone(framework);
    put(&mut next.name, title_row(ui, theme, &framework.name));
    put(&mut next.summary, text_row(ui, theme, "Summary", &framework.summary));
    put(&mut next.formula, text_row(ui, theme, "Formula", &framework.formula));
    let directions = [Direction::Up, Direction::Down];
    let word = |direction: &Direction| wording::direction(*direction).to_owned();
    put(&mut next.better, choice_row(ui, theme, "Score", (&framework.better, &directions), word));
    section(ui, theme, "Fields", true, |ui| fields_ui(ui, desk, &mut next));
    if next != *framework {
        desk.requests.edit(Edit::Replace(Record::Framework(id, next)));
    }
}

fn fields_ui(ui: &mut Ui, desk: &Desk<'_>, framework: &mut Framework) {
    let theme = desk.theme;
    if framework.fields.is_empty() {
        muted(ui, theme, "No field yet. The formula speaks of fields by their names.");
    }
    let mut removed = None;
    for (number, field) in framework.fields.iter_mut().enumerate() {
        steady(ui, number, |ui| {
            if field_ui(ui, desk, field) {
                removed = Some(number);
            }
            divider(ui, theme);
        });
    }
    if let Some(number) = removed {
        framework.fields.remove(number);
    }
    if add_button(ui, theme, "Add field").clicked() {
        let free = (1..).map(|number| format!("Field {number}"));
        let free = free
            .take(framework.fields.len() + 1)
            .filter_map(|name| name.parse().ok())
            .find(|name| framework.fields.iter().all(|field| field.name != *name));
        framework.fields.extend(free.map(FrameworkField::named));
    }
}

/// All rows of a field; gives whether it is taken out.
fn field_ui(ui: &mut Ui, desk: &Desk<'_>, field: &mut FrameworkField) -> bool {
    let theme = desk.theme;
    let removes = icon_button(ui, icons::CLOSE, &format!("Take {} out", field.name)).clicked();
    let name = name_row(ui, theme, "Field", &field.name);
    let unit = row(ui, theme, "Unit", |ui| parsed_field(ui, theme, &field.unit));
    let low = figure_row(ui, theme, "At least", field.low);
    let high = figure_row(ui, theme, "At most", field.high);
    let shown = Steps(field.steps.clone()).to_string();
    let shown = (!shown.is_empty()).then_some(shown);
    let steps = maybe_row::<Steps>(ui, theme, "Steps", shown.as_deref());
    let note = text_row(ui, theme, "What it means", &field.note);
    put(&mut field.name, name);
    put(&mut field.unit, unit);
    put(&mut field.low, low);
    put(&mut field.high, high);
    put(&mut field.steps, steps.map(|steps| steps.map_or_else(Vec::new, |steps| steps.0)));
    put(&mut field.note, note);
    removes
}

/// The usual figures of a field as people type them: `1, 2, 3, 5`.
struct Steps(Vec<Figure>);

impl FromStr for Steps {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let words = text.split([',', ';']).map(str::trim).filter(|word| !word.is_empty());
        let figure = |word: &str| {
            let number: f64 = word
                .parse()
                .map_err(|_no_number| format!("“{word}” is no number; write 1, 2, 3"))?;
            Figure::new(number).map_err(|error| error.to_string())
        };
        words.map(figure).collect::<Result<_, _>>().map(Self)
    }
}

impl std::fmt::Display for Steps {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words: Vec<String> = self.0.iter().map(|step| step.value().to_string()).collect();
        formatter.write_str(&words.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_typed_with_commas_and_refused_in_words() {
        let steps: Steps = "0.25, 1;2 ,".parse().unwrap();
        assert_eq!(steps.to_string(), "0.25, 1, 2");
        let refusal = "1, two".parse::<Steps>().err();
        assert_eq!(refusal.as_deref(), Some("“two” is no number; write 1, 2, 3"));
    }
}
