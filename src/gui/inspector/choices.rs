//! What was chosen for a project outside the calculation, and what it shares its doubts with.

use egui::{Button, RichText, Ui};

use super::rows::{figure_only, maybe_choice_row, text_row};
use super::{Desk, item_link};
use crate::edit::{Edit, Record};
use crate::gui::theme::icons;
use crate::gui::widgets::{icon_button, muted, picker, steady};
use crate::model::{
    Cause, CauseId, Force, Forced, Item, Planned, Project, ProjectId, Text, Unread,
};
use crate::wording;

type Owner<'a> = (ProjectId, &'a Project);

/// Whether it is forced in or out in the base, and what was agreed on.
pub(super) fn choices_ui(ui: &mut Ui, desk: &mut Desk<'_>, (id, project): Owner<'_>) {
    let (theme, portfolio) = (desk.theme, desk.portfolio);
    let forced = portfolio.forced.get(&id);
    let choices = [Force::In, Force::Out];
    let chosen = forced.map(|forced| forced.force);
    let force = maybe_choice_row(ui, theme, "Forced", (chosen, &choices), wording::force);
    if let Some(force) = force {
        let kept = || forced.cloned().unwrap_or_else(|| free(Force::In));
        let next = force.map(|force| Forced { force, ..kept() });
        desk.requests.edit(Edit::Force(id, next));
    }
    if let Some(forced) = forced {
        if let Some(reason) = text_row(ui, theme, "Reason", &forced.reason) {
            desk.requests.edit(Edit::Force(id, Some(Forced { reason, ..forced.clone() })));
        }
    } else {
        muted(ui, theme, "Whether it is funded is left to the calculation.");
    }
    if !portfolio.plan.is_empty() {
        let words = portfolio.plan.get(&id).map(|planned| planned_words(project, planned));
        let words = words.unwrap_or_else(|| "Not in it".to_owned());
        figure_only(ui, theme, "Agreed plan", &words);
    }
}

fn free(force: Force) -> Forced {
    Forced { force, reason: Text::default(), unread: Unread::default() }
}

/// How it stands in the agreed plan: `Funded from Apr 2027, Houses only`.
fn planned_words(project: &Project, planned: &Planned) -> String {
    let start = planned.start.map(|start| format!("from {}", wording::month(start)));
    let funding = planned.funding.and_then(|funding| project.fundings.get(&funding));
    let funding = funding.map(|funding| wording::printable(&funding.name));
    let words: Vec<String> = start.into_iter().chain(funding).collect();
    if words.is_empty() { "Funded".to_owned() } else { format!("Funded {}", words.join(", ")) }
}

/// The shared causes of error that it belongs to.
pub(super) fn causes_ui(ui: &mut Ui, desk: &mut Desk<'_>, id: ProjectId) {
    let (theme, portfolio) = (desk.theme, desk.portfolio);
    let (mine, others): (Vec<_>, Vec<_>) =
        portfolio.causes.iter().partition(|(_, cause)| cause.members.contains(&id));
    for &(&cause, record) in &mine {
        steady(ui, cause, |ui| {
            ui.horizontal(|ui| {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let says = format!("Take it out of {}", record.name);
                    if icon_button(ui, icons::CLOSE, &says).clicked() {
                        desk.requests.edit(with_member(cause, record, (id, false)));
                    }
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        item_link(ui, desk, Item::Cause(cause));
                    });
                });
            });
        });
    }
    if mine.is_empty() {
        muted(ui, theme, "Its figures go wrong for reasons of their own.");
    }
    let words = RichText::new(format!("{}  Add shared cause…", icons::PLUS)).color(theme.accent);
    let button = Button::new(words).frame_when_inactive(false);
    let choices = || others.iter().map(|(id, cause)| (**id, cause.name.to_string())).collect();
    let picked: Option<CauseId> = picker(ui, theme, (button, "Add shared cause…"), choices).1;
    if let Some(cause) = picked
        && let Some(record) = portfolio.causes.get(&cause)
    {
        desk.requests.edit(with_member(cause, record, (id, true)));
    }
}

/// The edit after which a project shares the cause or does not.
fn with_member(id: CauseId, cause: &Cause, (project, shares): (ProjectId, bool)) -> Edit {
    let mut next = cause.clone();
    if shares {
        next.members.insert(project);
    } else {
        next.members.remove(&project);
    }
    Edit::Replace(Record::Cause(id, next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Funding, FundingId, Id, Percent};

    #[test]
    fn how_a_project_stands_in_the_plan_reads_in_a_few_words() {
        let mut project = Project::named("Portal".parse().unwrap());
        let half = Percent::new(50.0).unwrap();
        let way = Funding {
            name: "Houses only".parse().unwrap(),
            cost: half,
            work: half,
            value: half,
            note: Text::default(),
            unread: Unread::default(),
        };
        let id = FundingId(Id::from_bits(1));
        project.fundings.insert(id, way);
        let planned = |start: Option<&str>, funding| Planned {
            start: start.map(|start| start.parse().unwrap()),
            funding,
            ..Planned::default()
        };
        assert_eq!(planned_words(&project, &planned(None, None)), "Funded");
        let words = planned_words(&project, &planned(Some("2027-04"), Some(id)));
        assert_eq!(words, "Funded from Apr 2027, Houses only");
    }
}
