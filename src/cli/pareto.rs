//! `pareto`: the projects that no other beats on everything that is looked at.

use super::json::{lines, list, number, object, text};
use super::open::open;
use super::score::way::in_words;
use super::scoring_arguments::{AnswerFormat, ParetoArguments};
use super::table::{Side, aligned};
use super::told::{Ending, Told};
use crate::analysis::scoring::framework::{Facts, Ready, ranking, ready_formula};
use crate::analysis::scoring::pareto::{Standing, pareto as front};
use crate::model::{Direction, Portfolio, ProjectId};
use crate::wording::{decimal, shortened};

const NAME_CHARACTERS_MAX: usize = 48;
/// More axes than this say nothing any more: nearly everything is on the front.
const AXES_MAX: usize = 10;

/// One thing that is compared.
struct Axis {
    formula: String,
    better: Direction,
    ready: Ready,
}

/// All projects on all axes.
struct Found<'a> {
    portfolio: &'a Portfolio,
    axes: Vec<Axis>,
    projects: Vec<ProjectId>,
    points: Vec<Vec<Option<f64>>>,
    standings: Vec<Standing>,
}

pub(super) fn pareto(arguments: &ParetoArguments) -> Result<Told, Told> {
    let opened = open(&arguments.source)?;
    let portfolio = &opened.portfolio;
    let downs = arguments.min.iter().map(|formula| (formula, Direction::Down));
    let ups = arguments.max.iter().map(|formula| (formula, Direction::Up));
    let axes: Vec<Axis> = downs
        .chain(ups)
        .map(|(formula, better)| axis(portfolio, formula, better))
        .collect::<Result<_, _>>()?;
    if axes.len() > AXES_MAX {
        return Err(Told::failed(
            Ending::Unreadable,
            format!("At most {AXES_MAX} things are compared at once."),
        ));
    }
    let found = found(portfolio, axes);
    let out = match arguments.format {
        AnswerFormat::Table => found.table(),
        AnswerFormat::Json => found.json(),
    };
    Ok(Told::fine(out).beside(opened.warnings.iter().map(ToString::to_string)))
}

fn axis(portfolio: &Portfolio, formula: &str, better: Direction) -> Result<Axis, Told> {
    let refused = |reason: String| Told::failed(Ending::Unreadable, reason);
    let name = shortened(formula, 100).parse();
    let name =
        name.map_err(|_empty| refused("An axis is a figure, such as cost or score.".to_owned()))?;
    let text =
        formula.parse().map_err(|error: crate::model::NameError| refused(error.to_string()))?;
    let ready = ready_formula(portfolio, name, text).map_err(|error| refused(in_words(&error)))?;
    Ok(Axis { formula: formula.to_owned(), better, ready })
}

fn found(portfolio: &Portfolio, axes: Vec<Axis>) -> Found<'_> {
    let facts = Facts::of(portfolio);
    let open = portfolio.projects.iter().filter(|(_, project)| project.is_open());
    let projects: Vec<ProjectId> = open.map(|(&id, _)| id).collect();
    let mut points: Vec<Vec<Option<f64>>> = vec![Vec::new(); projects.len()];
    for axis in &axes {
        let rows =
            ranking(portfolio, &facts, &axis.ready).map(|ranking| ranking.rows).unwrap_or_default();
        for row in rows {
            let place = projects.binary_search(&row.project).ok();
            if let Some(point) = place.and_then(|place| points.get_mut(place)) {
                point.push(row.value.ok());
            }
        }
    }
    let directions: Vec<Direction> = axes.iter().map(|axis| axis.better).collect();
    let standings = front(&points, &directions);
    Found { portfolio, axes, projects, points, standings }
}

impl Found<'_> {
    fn name(&self, place: usize) -> &str {
        let project = self.projects.get(place).and_then(|id| self.portfolio.projects.get(id));
        project.map_or("", |project| project.name.as_str())
    }

    fn standing(&self, place: usize) -> Standing {
        self.standings.get(place).copied().unwrap_or(Standing::Unknown)
    }

    /// Those on the front first, then those that are beaten, then those of which something is missing; each by the first axis.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.projects.len()).collect();
        let group = |place: &usize| match self.standing(*place) {
            Standing::OnFront => 0,
            Standing::Beaten { .. } => 1,
            Standing::Unknown => 2,
        };
        let figure = |place: &usize| {
            let figure = self.points.get(*place).and_then(|point| point.first()).copied().flatten();
            figure.unwrap_or(f64::INFINITY)
        };
        order.sort_by(|one, other| {
            group(one)
                .cmp(&group(other))
                .then(figure(one).total_cmp(&figure(other)))
                .then(one.cmp(other))
        });
        order
    }

    fn table(&self) -> String {
        let mut heads = vec![("Front", Side::Left)];
        heads.extend(self.axes.iter().map(|axis| (axis.formula.as_str(), Side::Right)));
        heads.extend([("Project", Side::Left), ("Beaten by", Side::Left)]);
        let row = |place: &usize| {
            let (mark, by) = match self.standing(*place) {
                Standing::OnFront => ("yes", ""),
                Standing::Beaten { by } => ("no", self.name(by)),
                Standing::Unknown => ("–", ""),
            };
            let mut cells = vec![mark.to_owned()];
            let figures = self.points.get(*place).into_iter().flatten();
            cells.extend(
                figures.map(|figure| figure.map_or_else(|| "–".to_owned(), |one| decimal(one, 2))),
            );
            cells.push(shortened(self.name(*place), NAME_CHARACTERS_MAX));
            cells.push(shortened(by, NAME_CHARACTERS_MAX));
            cells
        };
        let rows: Vec<Vec<String>> = self.order().iter().map(row).collect();
        let on_front = self.standings.iter().filter(|one| **one == Standing::OnFront).count();
        let unknown = self.standings.iter().filter(|one| **one == Standing::Unknown).count();
        format!(
            "{}\n{on_front} of {} open projects are beaten by none; of {unknown} something is missing.\n\n{}",
            self.portfolio.title,
            self.projects.len(),
            aligned(&heads, &rows)
        )
    }

    fn json(&self) -> String {
        let axis = |axis: &Axis| {
            let unit = axis.ready.last().map_or_else(String::new, |step| step.unit.to_string());
            let better = match axis.better {
                Direction::Up => "max",
                Direction::Down => "min",
            };
            object(&[
                ("formula", text(&axis.formula)),
                ("better", text(better)),
                ("unit", text(&unit)),
            ])
        };
        let id = |place: usize| {
            self.projects.get(place).map_or_else(|| "null".to_owned(), |id| text(&id.to_string()))
        };
        let row = |place: &usize| {
            let (word, by) = match self.standing(*place) {
                Standing::OnFront => ("front", "null".to_owned()),
                Standing::Beaten { by } => ("beaten", id(by)),
                Standing::Unknown => ("unknown", "null".to_owned()),
            };
            let figures = self.points.get(*place).into_iter().flatten();
            let figures = figures.map(|figure| figure.map_or_else(|| "null".to_owned(), number));
            object(&[
                ("id", id(*place)),
                ("name", text(self.name(*place))),
                ("values", list(&figures.collect::<Vec<_>>())),
                ("standing", text(word)),
                ("beaten_by", by),
            ])
        };
        format!(
            "{{\"axes\": {},\n\"projects\": {}}}",
            list(&self.axes.iter().map(axis).collect::<Vec<_>>()),
            lines(&self.order().iter().map(row).collect::<Vec<_>>())
        )
    }
}
