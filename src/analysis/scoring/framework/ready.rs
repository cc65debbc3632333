//! A framework made ready: its formula read, its names found, its units checked.

use std::collections::BTreeMap;

use thiserror::Error;

use super::facts::Quantity;
use super::usual::Usual;
use crate::analysis::formula::{
    Formula, FormulaError, FormulaFault, Span, Unit, check, parse, read_unit,
};
use crate::model::{Framework, FrameworkField, FrameworkId, Name, Portfolio, Text};

/// A way to score projects by a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// One that everybody knows.
    Usual(Usual),
    /// One that people have written into the portfolio.
    Own(FrameworkId),
}

/// The most frameworks that one may be built on, itself counted.
pub const NESTED_MAX: usize = 50;

/// Why a framework cannot score.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MethodError {
    /// There is none with this id.
    #[error("There is no such framework in this portfolio.")]
    Gone,
    /// Its formula, or that of one it is built on, makes no sense.
    #[error("The formula of “{name}” does not work. {error}.")]
    Formula {
        /// The framework.
        name: Name,
        /// Its formula.
        text: String,
        /// What is wrong, and where.
        error: FormulaError,
    },
    /// It is built on itself.
    #[error("These frameworks are built on each other in a circle: {}. None of them can be worked out; take one out of the formula of another.", circle(.0))]
    Circle(Vec<Name>),
    /// It is built on more than [`NESTED_MAX`].
    #[error("More than {NESTED_MAX} frameworks are built on each other.")]
    TooMany,
}

fn circle(names: &[Name]) -> String {
    let names: Vec<String> =
        names.iter().chain(names.first()).map(|name| format!("“{name}”")).collect();
    names.join(" → ")
}

/// What a name in a formula stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// What people give for each project; what it is counted in, and what its figures are multiplied with (a hundredth for a percentage).
    Field(FrameworkField, f64),
    /// What follows from the portfolio.
    Quantity(Quantity),
    /// The score by another framework, by its place in [`Ready::steps`].
    Framework(usize),
}

/// A framework with what its names stand for.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Which it is; nothing for a formula that belongs to no framework.
    pub method: Option<Method>,
    /// It itself.
    pub framework: Framework,
    /// Its formula.
    pub formula: Formula,
    /// What its score is counted in.
    pub unit: Unit,
    /// What each name of the formula stands for.
    pub inputs: Vec<Input>,
}

/// A framework that can score, after all those that it is built on.
#[derive(Debug, Clone, PartialEq)]
pub struct Ready {
    /// The framework is the last; each is built on earlier ones only.
    pub steps: Vec<Step>,
}

impl Ready {
    /// The framework itself.
    pub fn last(&self) -> Option<&Step> {
        self.steps.last()
    }
}

/// Every framework there is: the usual ones, then those of the portfolio.
pub fn methods(portfolio: &Portfolio) -> Vec<(Method, Name)> {
    let usual =
        Usual::ALL.into_iter().map(|usual| (Method::Usual(usual), usual.framework(portfolio).name));
    let own = portfolio
        .frameworks
        .iter()
        .map(|(&id, framework)| (Method::Own(id), framework.name.clone()));
    usual.chain(own).collect()
}

/// The framework that is called so, by the word that commands use, its name in any case, or its id; one of the portfolio's own
/// before a usual one of the same name.
pub fn method_called(portfolio: &Portfolio, text: &str) -> Option<Method> {
    let text = text.trim();
    let own = portfolio
        .frameworks
        .iter()
        .find(|(id, framework)| is_same(&framework.name, text) || id.0.to_string() == text);
    let usual = Usual::ALL
        .into_iter()
        .find(|usual| is_same(usual.key(), text) || is_same(usual.name(), text));
    own.map(|(&id, _)| Method::Own(id)).or(usual.map(Method::Usual))
}

/// Makes a framework ready to score.
///
/// A name in its formula is, in this order: one of its fields, a figure that Portolan works out, another framework, a field of a usual framework, an
/// input that some project has. Case is no difference.
pub fn ready(portfolio: &Portfolio, method: Method) -> Result<Ready, MethodError> {
    let mut building = Building { portfolio, steps: Vec::new(), open: Vec::new(), known: None };
    building.add(method)?;
    Ok(Ready { steps: building.steps })
}

/// Makes a formula ready that stands for itself, such as an axis of a chart: `cost`, `[Reach] / duration`.
pub fn ready_formula(
    portfolio: &Portfolio,
    name: Name,
    formula: Text,
) -> Result<Ready, MethodError> {
    let mut framework = Framework::named(name);
    framework.formula = formula;
    let mut building = Building { portfolio, steps: Vec::new(), open: Vec::new(), known: None };
    building.add_framework(None, framework)?;
    Ok(Ready { steps: building.steps })
}

struct Building<'a> {
    portfolio: &'a Portfolio,
    steps: Vec<Step>,
    /// The frameworks that are being made ready, each for the one before it.
    open: Vec<(Method, Name)>,
    /// Fields by their name in small letters that any framework may use.
    known: Option<BTreeMap<String, FrameworkField>>,
}

impl Building<'_> {
    /// Makes a framework ready and gives its place.
    fn add(&mut self, method: Method) -> Result<usize, MethodError> {
        if let Some(place) = self.steps.iter().position(|step| step.method == Some(method)) {
            return Ok(place);
        }
        if let Some(start) = self.open.iter().position(|(open, _)| *open == method) {
            let circle = self.open.iter().skip(start).map(|(_, name)| name.clone());
            return Err(MethodError::Circle(circle.collect()));
        }
        if self.open.len() + self.steps.len() >= NESTED_MAX {
            return Err(MethodError::TooMany);
        }
        let framework = match method {
            Method::Usual(usual) => usual.framework(self.portfolio),
            Method::Own(id) => {
                Framework::clone(self.portfolio.frameworks.get(&id).ok_or(MethodError::Gone)?)
            }
        };
        self.open.push((method, framework.name.clone()));
        let place = self.add_framework(Some(method), framework);
        self.open.pop();
        place
    }

    /// The same for one that is at hand.
    fn add_framework(
        &mut self,
        method: Option<Method>,
        framework: Framework,
    ) -> Result<usize, MethodError> {
        let failed = |error: FormulaError| MethodError::Formula {
            name: framework.name.clone(),
            text: framework.formula.to_string(),
            error,
        };
        let formula = parse(&framework.formula).map_err(failed)?;
        let (mut inputs, mut units) = (Vec::new(), Vec::new());
        for name in formula.names() {
            let Some((input, unit)) = self.found(&framework, method, name)? else {
                return Err(failed(self.unknown(&framework, &formula, name)));
            };
            inputs.push(input);
            units.push(unit);
        }
        let unit = check(&formula, &units).map_err(failed)?;
        self.steps.push(Step { method, framework, formula, unit, inputs });
        Ok(self.steps.len() - 1)
    }

    fn found(
        &mut self,
        framework: &Framework,
        method: Option<Method>,
        name: &str,
    ) -> Result<Option<(Input, Unit)>, MethodError> {
        if let Some(field) = framework.fields.iter().find(|field| is_same(&field.name, name)) {
            return Ok(Some(as_field(field.clone())));
        }
        if let Some(quantity) =
            Quantity::ALL.into_iter().find(|quantity| is_same(quantity.name(), name))
        {
            return Ok(Some((Input::Quantity(quantity), quantity.unit(self.portfolio))));
        }
        let other = method_called(self.portfolio, name);
        // A framework that is called like the one that is copied here means the usual one.
        let other = match (other, method) {
            (Some(same), Some(Method::Own(_))) if Some(same) == method => {
                let usual = Usual::ALL.into_iter().find(|usual| is_same(usual.name(), name));
                usual.map_or(Some(same), |usual| Some(Method::Usual(usual)))
            }
            (other, _) => other,
        };
        if let Some(other) = other {
            let place = self.add(other)?;
            let unit = self.steps.get(place).map(|step| step.unit.clone()).unwrap_or_default();
            return Ok(Some((Input::Framework(place), unit)));
        }
        let known = self.known.get_or_insert_with(|| known_fields(self.portfolio));
        Ok(known.get(&name.to_lowercase()).cloned().map(as_field))
    }

    fn unknown(&self, framework: &Framework, formula: &Formula, name: &str) -> FormulaError {
        let known = self.known.iter().flatten().map(|(_, field)| field.name.to_string());
        let all = framework.fields.iter().map(|field| field.name.to_string()).chain(known);
        let all = all.chain(Quantity::ALL.map(|quantity| quantity.name().to_owned()));
        let near = nearest(name, all.collect());
        FormulaError {
            at: place_of(formula, name),
            fault: FormulaFault::Unknown { name: name.to_owned(), near },
        }
    }
}

fn as_field(field: FrameworkField) -> (Input, Unit) {
    let (unit, factor) = read_unit(&field.unit);
    (Input::Field(field, factor), unit)
}

/// Where a name stands in the text of a formula, without its brackets.
fn place_of(formula: &Formula, name: &str) -> Span {
    let start = formula.text().find(name).unwrap_or(0);
    start..(start + name.len()).min(formula.text().len())
}

/// The fields of the usual frameworks, and whatever some project has an input for.
fn known_fields(portfolio: &Portfolio) -> BTreeMap<String, FrameworkField> {
    let inputs = portfolio.projects.values().flat_map(|project| project.inputs.keys());
    let mut known: BTreeMap<String, FrameworkField> =
        inputs.map(|name| (name.to_lowercase(), FrameworkField::named(name.clone()))).collect();
    for usual in Usual::ALL {
        let fields = usual.framework(portfolio).fields;
        known.extend(fields.into_iter().map(|field| (field.name.to_lowercase(), field)));
    }
    known
}

fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// The name that shares most pairs of letters with this; nothing where none comes near.
fn nearest(name: &str, names: Vec<String>) -> Option<String> {
    let pairs = |text: &str| -> Vec<(char, char)> {
        let small = text.to_lowercase();
        small.chars().zip(small.chars().skip(1)).collect()
    };
    let wanted = pairs(name);
    let shared = |other: &String| {
        let theirs = pairs(other);
        let both = wanted.iter().filter(|pair| theirs.contains(pair)).count();
        (2 * both, theirs.len() + wanted.len())
    };
    let near = names.into_iter().map(|other| (shared(&other), other));
    let near = near.filter(|((both, all), _)| both * 2 > *all);
    near.max_by(|((both, all), one), ((other_both, other_all), other)| {
        (both * other_all).cmp(&(other_both * all)).then(other.cmp(one))
    })
    .map(|(_, name)| name)
}
