//! The figures that frameworks of scoring ask of a project, framework by framework.

use std::collections::BTreeSet;

use egui::{Id, Ui};

use super::Desk;
use crate::analysis::scoring::framework::Usual;
use crate::edit::{Edit, ProjectField};
use crate::gui::widgets::{figure_row, folding_line, measured_field, muted};
use crate::model::{Figure, Framework, FrameworkField, Name, Portfolio, Project, ProjectId};
use crate::wording;

pub(super) fn inputs_ui(ui: &mut Ui, desk: &mut Desk<'_>, (id, project): (ProjectId, &Project)) {
    for framework in asking(desk.portfolio, project) {
        let given =
            framework.fields.iter().filter(|field| project.inputs.contains_key(&field.name));
        let count = format!("{} of {}", given.count(), framework.fields.len());
        let key = Id::unique(("inputs", framework.name.as_str()));
        let title = wording::printable(&framework.name);
        folding_line(ui, desk.theme, key, (&title, &count), |ui| {
            for field in &framework.fields {
                if let Some(figure) = input_row(ui, desk, field, project) {
                    let input = ProjectField::Input(field.name.clone(), figure);
                    desk.requests.edit(Edit::SetProject(id, input));
                }
            }
        });
    }
    muted(ui, desk.theme, "What is left empty is not known, and is not counted as 0.");
}

/// What asks for figures: the usual frameworks, those of the portfolio, and last what is given and nobody asks for.
fn asking(portfolio: &Portfolio, project: &Project) -> Vec<Framework> {
    let usual = Usual::ALL.into_iter().map(|usual| usual.framework(portfolio));
    let mut all: Vec<Framework> = usual.chain(portfolio.frameworks.values().cloned()).collect();
    all.retain(|framework| !framework.fields.is_empty());
    let asked: BTreeSet<&Name> =
        all.iter().flat_map(|framework| &framework.fields).map(|field| &field.name).collect();
    let others = project.inputs.keys().filter(|name| !asked.contains(name)).cloned();
    let others: Vec<FrameworkField> = others.map(FrameworkField::named).collect();
    if let (false, Ok(name)) = (others.is_empty(), "Other inputs".parse()) {
        all.push(Framework { fields: others, ..Framework::named(name) });
    }
    all
}

fn input_row(
    ui: &mut Ui,
    desk: &Desk<'_>,
    field: &FrameworkField,
    project: &Project,
) -> Option<Option<Figure>> {
    let shown = project.inputs.get(&field.name).map(|figure| figure.value());
    let unit = wording::printable(&field.unit);
    let mut typed = None;
    figure_row(ui, desk.theme, &wording::printable(&field.name), |ui| {
        let (response, read) = measured_field(ui, desk.theme, shown, &unit, Figure::new);
        typed = read;
        let note = wording::printable(&field.note);
        if note.is_empty() { response } else { response.on_hover_text(note) }
    });
    typed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_asks_for_is_shown_too() {
        let portfolio = Portfolio::titled("Test".parse().unwrap());
        let mut project = Project::named("Portal".parse().unwrap());
        let others = |project: &Project| -> Vec<String> {
            let all = asking(&portfolio, project);
            let other = all.iter().filter(|framework| &*framework.name == "Other inputs");
            other
                .flat_map(|other| other.fields.iter().map(|field| field.name.to_string()))
                .collect()
        };
        project.inputs.insert("Reach".parse().unwrap(), Figure::new(1.0).unwrap());
        assert!(others(&project).is_empty());
        project.inputs.insert("Glamour".parse().unwrap(), Figure::new(1.0).unwrap());
        assert_eq!(others(&project), ["Glamour"]);
    }
}
