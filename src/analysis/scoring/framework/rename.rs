//! Another name for a figure that a framework asks for: in its formula, and where projects give it.

use thiserror::Error;

use super::usual::Usual;
use crate::analysis::formula::{parse, renamed};
use crate::model::{Figure, Framework, FrameworkId, Name, NameError, Portfolio, ProjectId, Text};

/// Why a figure cannot have a name.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RenameError {
    /// Another figure of the framework is called so.
    #[error("“{0}” is asked for already; choose another name")]
    Asked(Name),
    /// The formula speaks of something else by this name.
    #[error("the formula means something else by “{0}”; choose another name")]
    InUse(Name),
    /// No formula can speak of it.
    #[error("a formula cannot speak of a name with both ] and \" in it; leave one of them out")]
    Unspeakable,
    /// The formula would be too long.
    #[error(transparent)]
    Formula(#[from] NameError),
}

/// What a new name changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Renaming {
    /// What the figure was called.
    pub old: Name,
    /// The framework, with the name in its fields and its formula.
    pub framework: Framework,
    /// Whose figures go along, with what is given. Empty where some project gives something by the new name already: then that is what is meant.
    pub figures: Vec<(ProjectId, Figure)>,
    /// Whether they are still asked for by the old name, and so have to stay there too.
    pub is_still_asked: bool,
}

/// Gives the figure at this place of a framework another name.
///
/// The formula speaks of it by the new name, and what projects give for it goes along, so that no score changes. Nothing where there is no such framework or place.
pub fn rename_field(
    portfolio: &Portfolio,
    id: FrameworkId,
    place: usize,
    name: &Name,
) -> Option<Result<Renaming, RenameError>> {
    let framework = portfolio.frameworks.get(&id)?;
    let old = framework.fields.get(place)?.name.clone();
    Some(with_field_renamed(framework, &old, name).map(|framework| Renaming {
        framework,
        old: old.clone(),
        figures: if given(portfolio, name).is_empty() {
            given(portfolio, &old)
        } else {
            Vec::new()
        },
        is_still_asked: is_asked_elsewhere(portfolio, id, &old),
    }))
}

/// The framework whose figure `old` is called otherwise, in its fields and in its formula.
pub fn with_field_renamed(
    framework: &Framework,
    old: &Name,
    name: &Name,
) -> Result<Framework, RenameError> {
    let is_other = |other: &str| is_same(other, name) && !is_same(other, old);
    if framework.fields.iter().any(|field| is_other(&field.name)) {
        return Err(RenameError::Asked(name.clone()));
    }
    if speaks(&framework.formula, is_other) {
        return Err(RenameError::InUse(name.clone()));
    }
    let formula = renamed(&framework.formula, old, name).ok_or(RenameError::Unspeakable)?;
    let mut framework = framework.clone();
    framework.formula = formula.parse::<Text>()?;
    for field in framework.fields.iter_mut().filter(|field| field.name == *old) {
        field.name = name.clone();
    }
    Ok(framework)
}

/// Who gives a figure by this name, and which.
fn given(portfolio: &Portfolio, name: &Name) -> Vec<(ProjectId, Figure)> {
    let inputs = portfolio.projects.iter().map(|(&id, project)| (id, project.inputs.get(name)));
    inputs.filter_map(|(id, figure)| Some((id, *figure?))).collect()
}

/// Whether a usual framework, or another of the portfolio, asks for a figure of this name.
fn is_asked_elsewhere(portfolio: &Portfolio, id: FrameworkId, name: &Name) -> bool {
    let asks = |framework: &Framework| {
        framework.fields.iter().any(|field| is_same(&field.name, name))
            || speaks(&framework.formula, |other| is_same(other, name))
    };
    let mut own = portfolio.frameworks.iter().filter(|(other, _)| **other != id);
    own.any(|(_, framework)| asks(framework))
        || Usual::ALL.into_iter().any(|usual| asks(&usual.framework(portfolio)))
}

/// Whether a formula speaks of such a name.
fn speaks(formula: &str, is_such: impl Fn(&str) -> bool) -> bool {
    parse(formula).is_ok_and(|formula| formula.names().iter().any(|name| is_such(name)))
}

fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::scoring::framework::{Facts, Known, Method, ranking, ready};
    use crate::model::{FrameworkField, Id, Project};

    fn name(text: &str) -> Name {
        text.parse().unwrap()
    }

    /// A framework of one's own over these fields, and three projects that give figures for them.
    fn portfolio(formula: &str, fields: &[&str]) -> (Portfolio, FrameworkId) {
        let id = FrameworkId(Id::from_bits(1));
        let mut portfolio = Portfolio::titled(name("Renamed"));
        let mut framework = Framework::named(name("Own"));
        framework.formula = formula.parse().unwrap();
        framework.fields = fields.iter().map(|field| FrameworkField::named(name(field))).collect();
        portfolio.frameworks.insert(id, framework);
        for number in 1..4_u32 {
            let mut project = Project::named(name("Project"));
            for (place, field) in (1..).zip(fields) {
                let figure = f64::from(number * number + 7 * place);
                project.inputs.insert(name(field), Figure::new(figure).unwrap());
            }
            portfolio.projects.insert(ProjectId(Id::from_bits(u64::from(number))), project.into());
        }
        (portfolio, id)
    }

    fn scores(portfolio: &Portfolio, id: FrameworkId) -> Vec<Known> {
        let ready = ready(portfolio, Method::Own(id)).unwrap();
        let found = ranking(portfolio, &Facts::of(portfolio), &ready).unwrap();
        found.rows.into_iter().map(|row| row.value).collect()
    }

    /// The portfolio after what a renaming says.
    fn after(portfolio: &Portfolio, id: FrameworkId, renaming: &Renaming, old: &str) -> Portfolio {
        let mut after = portfolio.clone();
        let new = renaming.framework.fields[0].name.clone();
        after.frameworks.insert(id, renaming.framework.clone());
        for (project, figure) in &renaming.figures {
            let project = std::sync::Arc::make_mut(after.projects.get_mut(project).unwrap());
            project.inputs.insert(new.clone(), *figure);
            if !renaming.is_still_asked {
                project.inputs.remove(&name(old));
            }
        }
        after
    }

    #[test]
    fn no_score_changes_with_a_name() {
        for (field, is_still_asked) in [("Noise", false), ("Reach", true)] {
            let (before, id) =
                portfolio(&format!("[{field}] * 2 / max(Effort, 1)"), &[field, "Effort"]);
            let renaming = rename_field(&before, id, 0, &name("People reached")).unwrap().unwrap();
            assert_eq!(
                renaming.framework.formula.as_str(),
                "[People reached] * 2 / max(Effort, 1)"
            );
            // RICE asks for a reach.
            assert_eq!((renaming.is_still_asked, renaming.figures.len()), (is_still_asked, 3));
            let after = after(&before, id, &renaming, field);
            assert_eq!(scores(&after, id), scores(&before, id));
        }
    }

    #[test]
    fn figures_that_are_given_by_the_new_name_are_what_is_meant() {
        let (mut before, id) = portfolio("Noise + Effort", &["Noise", "Effort"]);
        let first = std::sync::Arc::make_mut(before.projects.values_mut().next().unwrap());
        first.inputs.insert(name("Loudness"), Figure::new(5.0).unwrap());
        let renaming = rename_field(&before, id, 0, &name("Loudness")).unwrap().unwrap();
        assert_eq!(renaming.figures, []);
    }

    #[test]
    fn a_name_that_means_something_else_is_refused() {
        let (portfolio, id) = portfolio("Noise + Effort + score * 1", &["Noise", "Effort"]);
        let told = |new: &str| rename_field(&portfolio, id, 0, &name(new)).unwrap().unwrap_err();
        assert_eq!(told("effort"), RenameError::Asked(name("effort")));
        assert_eq!(told("Score"), RenameError::InUse(name("Score")));
        assert_eq!(told("a ] \" b"), RenameError::Unspeakable);
        let same = rename_field(&portfolio, id, 0, &name("noise")).unwrap().unwrap();
        assert_eq!(same.framework.formula.as_str(), "noise + Effort + score * 1");
        assert_eq!(rename_field(&portfolio, id, 2, &name("Loud")), None);
    }
}
