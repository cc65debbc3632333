//! The figures that a framework of one's own asks of each project: their names, units and scales.

use egui::{Id, Ui};

use super::editor::replace;
use crate::analysis::scoring::framework::{Renaming, rename_field, with_field_renamed};
use crate::edit::{Edit, ProjectField, Record};
use crate::gui::rank::view::Desk;
use crate::gui::widgets::{
    caption, divider, field_row, folding_line, muted, number_field, parsed_field, quiet_button,
    read_field,
};
use crate::model::{
    Figure, Framework, FrameworkField, FrameworkId, NAME_CHARACTERS_MAX, Name, NameError, Text,
};
use crate::wording;

const SAYS: &str = "A formula may also use any input of a project by its name, in [brackets]; the figures score, coverage, cost, benefit, duration, \
                    people and risk; and other frameworks by their names. It knows + − * /, parentheses, min, max, abs and or.";

/// Shows all of them; each can be changed, and others added.
pub(super) fn asked_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    (id, framework): (FrameworkId, &Framework),
) {
    divider(ui, desk.theme);
    caption(ui, desk.theme, "What it asks of each project");
    let mut next = None;
    for (at, field) in framework.fields.iter().enumerate() {
        let key = Id::unique(("asked", id, at));
        let name = wording::printable(&field.name);
        let unit = wording::printable(&field.unit);
        folding_line(ui, desk.theme, key, (&name, &unit), |ui| {
            if let Some(change) = field_ui(ui, desk, framework, field) {
                next = Some((at, change));
            }
        });
    }
    if framework.fields.is_empty() {
        muted(ui, desk.theme, "Nothing yet: it uses only what is known of projects anyway.");
    }
    if quiet_button(ui, "Ask for another figure").clicked()
        && let Some(field) = free_name(framework).map(FrameworkField::named)
    {
        next = Some((framework.fields.len(), Change::To(field)));
    }
    muted(ui, desk.theme, SAYS);
    if let Some((at, change)) = next {
        let mut next = framework.clone();
        match (change, next.fields.get_mut(at)) {
            (Change::Named(name), _) => return rename(desk, (id, at), &name),
            (Change::To(field), Some(place)) => *place = field,
            (Change::To(field), None) => next.fields.push(field),
            (Change::Gone, _) => drop(next.fields.remove(at)),
        }
        replace(desk, id, next);
    }
}

/// Asks for another name of a figure: in the formula and where projects give it, as one step.
fn rename(desk: &mut Desk<'_>, (id, at): (FrameworkId, usize), name: &Name) {
    let Some(Ok(renaming)) = rename_field(desk.portfolio, id, at, name) else { return };
    let Renaming { old, framework, figures, is_still_asked } = renaming;
    let mut edits = vec![Edit::Replace(Record::Framework(id, framework))];
    for (project, figure) in figures {
        let set = |name: &Name, figure| {
            Edit::SetProject(project, ProjectField::Input(name.clone(), figure))
        };
        if !is_still_asked {
            edits.push(set(&old, None));
        }
        edits.push(set(name, Some(figure)));
    }
    let shown = |name: &Name| wording::shortened(name, NAME_CHARACTERS_MAX);
    let label = format!("Rename {} to {}", shown(&old), shown(name));
    desk.requests.edit(Edit::Batch { label, edits });
}

/// What becomes of a field.
enum Change {
    To(FrameworkField),
    Named(Name),
    Gone,
}

fn free_name(framework: &Framework) -> Option<Name> {
    let is_free =
        |name: &String| framework.fields.iter().all(|field| field.name.as_str() != name.as_str());
    let numbered = (2..1000_u32).map(|number| format!("New figure {number}"));
    std::iter::once("New figure".to_owned()).chain(numbered).find(is_free)?.parse().ok()
}

fn field_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    framework: &Framework,
    field: &FrameworkField,
) -> Option<Change> {
    let theme = desk.theme;
    let (mut to, mut named) = (None, None);
    field_row(ui, theme, "Called", |ui| {
        let read = |draft: &str| {
            let name: Name = draft.parse().map_err(|error: NameError| error.to_string())?;
            let renamed = with_field_renamed(framework, &field.name, &name);
            renamed.map(|_| name).map_err(|error| error.to_string())
        };
        let (response, typed) = read_field(ui, theme, &field.name, read);
        named = typed;
        response.on_hover_text(
            "What projects give and the formula speaks of; another name goes into both",
        )
    });
    field_row(ui, theme, "Unit", |ui| {
        let (response, typed) = parsed_field::<Text>(ui, theme, &field.unit);
        to = to.take().or(typed.map(|unit| FrameworkField { unit, ..field.clone() }));
        response.on_hover_text("In what it is counted: customers / quarter, person-months, %")
    });
    let value = |figure: Option<Figure>| figure.map(Figure::value);
    field_row(ui, theme, "At least", |ui| {
        let (response, typed) = number_field(ui, theme, value(field.low), "any", Figure::new);
        to = to.take().or(typed.map(|low| FrameworkField { low, ..field.clone() }));
        response
    });
    field_row(ui, theme, "At most", |ui| {
        let (response, typed) = number_field(ui, theme, value(field.high), "any", Figure::new);
        to = to.take().or(typed.map(|high| FrameworkField { high, ..field.clone() }));
        response
    });
    field_row(ui, theme, "Usual figures", |ui| {
        let (response, typed) = parsed_field::<Steps>(ui, theme, &steps_words(&field.steps));
        to = to.take().or(typed.map(|Steps(steps)| FrameworkField { steps, ..field.clone() }));
        response.on_hover_text("Such as 1; 2; 3; 5; 8. Others are warned about; empty for any")
    });
    if !field.note.is_empty() {
        muted(ui, theme, &wording::printable(&field.note));
    }
    let is_gone = quiet_button(ui, "Ask no more for it").clicked();
    if is_gone {
        return Some(Change::Gone);
    }
    named.map(Change::Named).or(to.map(Change::To))
}

/// The only figures that are usual, as they are typed: with semicolons or spaces between.
struct Steps(Vec<Figure>);

impl std::str::FromStr for Steps {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts =
            text.split([';', ' ', '\u{a0}', '\u{202f}']).filter(|part| !part.trim().is_empty());
        let figure = |part: &str| {
            let part = part.trim().trim_end_matches(',');
            let number: f64 = part.parse().map_err(|_no_number| {
                format!("“{part}” is no number; write such as 1; 2; 3.5, with a point")
            })?;
            Figure::new(number).map_err(|error| error.to_string())
        };
        parts.map(figure).collect::<Result<_, _>>().map(Self)
    }
}

fn steps_words(steps: &[Figure]) -> String {
    steps.iter().map(|step| step.value().to_string()).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_figures_are_read_as_they_are_shown() {
        let steps = |text: &str| text.parse::<Steps>().map(|Steps(steps)| steps_words(&steps));
        assert_eq!(steps("0.25; 0.5; 1").as_deref(), Ok("0.25; 0.5; 1"));
        assert_eq!(steps(" 3, 2 1").as_deref(), Ok("3; 2; 1"));
        assert_eq!(steps("").as_deref(), Ok(""));
        assert!(steps("1; two").is_err_and(|reason| reason.contains("“two” is no number")));
    }
}
