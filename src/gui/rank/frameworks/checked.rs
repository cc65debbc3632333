//! What the formula in the field comes to: worked out once, and kept until something else stands there.

use std::sync::Arc;

use super::page::Frameworks;
use crate::analysis::scoring::framework::{Explained, Method, MethodError, Way, explained, ready};
use crate::gui::rank::view::Desk;
use crate::model::{Framework, FrameworkId, Portfolio, ProjectId};

/// A formula that was tried out, and what came of it.
pub(super) struct Checked {
    of: Arc<Portfolio>,
    id: FrameworkId,
    trial: Framework,
    project: Option<ProjectId>,
    /// What the score is counted in, and its parts for one project; or why it cannot score.
    pub(super) told: Result<Told, MethodError>,
}

/// What a formula that works has to say.
pub(super) struct Told {
    /// What the score is counted in; empty for a plain number.
    pub(super) unit: String,
    /// The project that is shown, with its score part by part.
    pub(super) parts: Option<(ProjectId, Explained)>,
}

impl Frameworks {
    /// Tries the framework as it stands in the editor, if that is another than the last one.
    pub(super) fn check(&mut self, desk: &Desk<'_>, id: FrameworkId, trial: Framework) {
        let project = self.example(desk);
        let is_known = self.checked.as_ref().is_some_and(|known| {
            Arc::ptr_eq(&known.of, desk.portfolio)
                && (known.id, known.project, &known.trial) == (id, project, &trial)
        });
        if is_known {
            return;
        }
        let mut portfolio = Portfolio::clone(desk.portfolio);
        portfolio.frameworks.insert(id, trial.clone());
        let told = ready(&portfolio, Method::Own(id)).map(|ready| {
            let unit = ready.last().map(|step| step.unit.to_string()).unwrap_or_default();
            let parts = project.zip(self.facts.as_ref()).and_then(|(project, facts)| {
                Some((project, explained(&portfolio, facts, &ready, project)?))
            });
            Told { unit, parts }
        });
        let of = Arc::clone(desk.portfolio);
        self.checked = Some(Checked { of, id, trial, project, told });
    }

    /// The project whose figures are shown: the selected one, else the first that the framework ranks, else the first of all.
    fn example(&self, desk: &Desk<'_>) -> Option<ProjectId> {
        desk.selected().last().copied().or_else(|| {
            let sides = &self.pair.as_ref()?.sides;
            let own = self.edited_side().and_then(|number| sides.get(number));
            let first = own.into_iter().chain(sides).find_map(|side| side.rows.first());
            first.map(|(project, ..)| *project)
        })
    }

    /// Which of the two sides is by the framework that is being edited; that at the right first.
    pub(super) fn edited_side(&self) -> Option<usize> {
        let way = Way::Formula(Method::Own(self.edited?));
        self.ways.iter().rposition(|one| *one == way)
    }
}
