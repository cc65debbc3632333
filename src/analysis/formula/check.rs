//! Whether a formula makes sense: its names are known, and only what is alike is added.

use super::error::{FormulaError, FormulaFault};
use super::tree::{Formula, Function, Kind, Node, Operator};
use super::unit::Unit;

/// The unit of what a formula comes to; refused with the place where different units are added, subtracted or compared.
///
/// `units` has one for each of [`Formula::names`]. A number that stands in the formula itself takes the unit of what it is
/// added to or compared with, so `max([Job size], 1)` is fine whatever job sizes are counted in.
pub fn check(formula: &Formula, units: &[Unit]) -> Result<Unit, FormulaError> {
    Ok(unit_of(&formula.root, units)?.unwrap_or_default())
}

/// The unit of a part; nothing where it is made of numbers alone and takes any.
fn unit_of(node: &Node, units: &[Unit]) -> Result<Option<Unit>, FormulaError> {
    match &node.kind {
        Kind::Number(_) => Ok(None),
        Kind::Name(place) => Ok(Some(units.get(*place).cloned().unwrap_or_default())),
        Kind::Negated(inner) => unit_of(inner, units),
        Kind::Joined(operator, sides) => {
            let [left, right] = sides.as_ref();
            let (left, right) = (unit_of(left, units)?, unit_of(right, units)?);
            joined(*operator, left, right)
                .map_err(|fault| FormulaError { at: node.span.clone(), fault })
        }
        Kind::Called(function, arguments) => {
            let mut unit = None;
            for argument in arguments {
                let (next, how) = (unit_of(argument, units)?, how_joined(*function));
                unit = alike(unit, next, how)
                    .map_err(|fault| FormulaError { at: argument.span.clone(), fault })?;
            }
            Ok(unit)
        }
    }
}

fn how_joined(function: Function) -> &'static str {
    match function {
        Function::Min | Function::Max | Function::Abs => "compared",
        Function::Or => "put for each other",
    }
}

fn joined(
    operator: Operator,
    left: Option<Unit>,
    right: Option<Unit>,
) -> Result<Option<Unit>, FormulaFault> {
    match operator {
        Operator::Plus => alike(left, right, "added"),
        Operator::Minus => alike(left, right, "subtracted"),
        Operator::Times => Ok(match (left, right) {
            (Some(left), Some(right)) => Some(left.times(&right)),
            (left, right) => left.or(right),
        }),
        Operator::Over => Ok(match (left, right) {
            (left, None) => left,
            (left, Some(right)) => Some(left.unwrap_or_default().over(&right)),
        }),
    }
}

fn alike(
    left: Option<Unit>,
    right: Option<Unit>,
    how: &'static str,
) -> Result<Option<Unit>, FormulaFault> {
    match (left, right) {
        (Some(left), Some(right)) => left.same_as(&right, how).map(Some),
        (left, right) => Ok(left.or(right)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::super::unit::read_unit;
    use super::*;

    fn checked(text: &str) -> Result<String, FormulaError> {
        let formula = parse(text).unwrap();
        let unit = |name: &String| {
            let unit = match name.as_str() {
                "cost" => "EUR",
                "people" => "FTE",
                "delay" => "EUR / quarter",
                "duration" => "quarters",
                _ => "",
            };
            read_unit(unit).0
        };
        let units: Vec<Unit> = formula.names().iter().map(unit).collect();
        check(&formula, &units).map(|unit| unit.to_string())
    }

    #[test]
    fn units_go_through_a_formula() {
        assert_eq!(checked("delay * duration + cost"), Ok("EUR".to_owned()));
        assert_eq!(
            checked("delay / duration"),
            Ok("EUR / quarter / quarters".replace("quarters", "quarter"))
        );
        assert_eq!(checked("1 / duration"), Ok("1 / quarters".to_owned()));
        assert_eq!(checked("cost + 5 - max(cost, 2 * 3)"), Ok("EUR".to_owned()));
        assert_eq!(checked("1 + 2"), Ok(String::new()));
        assert_eq!(checked("or(cost, 0) / cost + share"), Ok(String::new()));
    }

    #[test]
    fn money_and_people_are_not_added() {
        let refused = |text: &str, at, words: &str| {
            let error = checked(text).unwrap_err();
            assert_eq!(error.at, at, "{error}");
            assert!(error.to_string().contains(words), "{error}");
        };
        refused("2 * (cost + people)", 4..19, "“EUR” and “FTE” cannot be added");
        refused("cost - delay", 0..12, "cannot be subtracted");
        refused("max(cost, people)", 10..16, "cannot be compared");
        refused("or(cost, people)", 9..15, "cannot be put for each other");
        refused("cost + share", 0..12, "“EUR” and a plain number");
    }
}
