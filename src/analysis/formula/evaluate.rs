//! What a formula comes to, and every part of it with its value.

use super::tree::{Formula, Function, Kind, Node, Operator, Span};

/// Why something is not known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unknown {
    /// Nobody has given the figure with this name, by its place in [`Formula::names`].
    Missing(usize),
    /// What stands here is 0, and something is divided by it.
    DividedByZero {
        /// Where the divisor begins in the text, in bytes.
        start: usize,
        /// Where it ends.
        end: usize,
    },
    /// What stands here comes to more than a computer can hold.
    TooLarge {
        /// Where it begins in the text, in bytes.
        start: usize,
        /// Where it ends.
        end: usize,
    },
}

#[cfg(test)]
impl Unknown {
    /// The same so many bytes further left.
    pub(super) fn moved_left(self, by: usize) -> Self {
        match self {
            Self::Missing(name) => Self::Missing(name),
            Self::DividedByZero { start, end } => {
                Self::DividedByZero { start: start - by, end: end - by }
            }
            Self::TooLarge { start, end } => Self::TooLarge { start: start - by, end: end - by },
        }
    }
}

/// What a part of a formula is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// A number that stands in the formula.
    Number,
    /// A name, by its place in [`Formula::names`].
    Name(usize),
    /// The one part with its sign turned.
    Negated,
    /// Two parts added.
    Sum,
    /// The second part taken from the first.
    Difference,
    /// Two parts multiplied.
    Product,
    /// The first part divided by the second.
    Quotient,
    /// A function of its parts.
    Call(Function),
}

/// A part of a formula with what it comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluated {
    /// Where it stands in the text, in bytes.
    pub span: Span,
    /// What it is.
    pub operation: Operation,
    /// What it comes to, or every reason why that is not known.
    pub value: Result<f64, Vec<Unknown>>,
    /// What it is made of.
    pub parts: Vec<Self>,
}

/// What a formula comes to with a value for each of [`Formula::names`], nothing where it is not known; or every reason why that is unknown.
pub fn value(formula: &Formula, values: &[Option<f64>]) -> Result<f64, Vec<Unknown>> {
    value_of(&formula.root, values)
}

/// The same with every part.
pub fn evaluate(formula: &Formula, values: &[Option<f64>]) -> Evaluated {
    evaluated(&formula.root, values)
}

fn value_of(node: &Node, values: &[Option<f64>]) -> Result<f64, Vec<Unknown>> {
    match &node.kind {
        Kind::Number(number) => Ok(*number),
        Kind::Name(place) => {
            values.get(*place).copied().flatten().ok_or_else(|| vec![Unknown::Missing(*place)])
        }
        Kind::Negated(inner) => value_of(inner, values).map(|value| -value),
        Kind::Joined(operator, sides) => {
            let [left, right] = sides.as_ref();
            join(*operator, node, right, [value_of(left, values), value_of(right, values)])
        }
        Kind::Called(function, arguments) => {
            call(*function, arguments.iter().map(|argument| value_of(argument, values)))
        }
    }
}

fn evaluated(node: &Node, values: &[Option<f64>]) -> Evaluated {
    let parts: Vec<Evaluated> = match &node.kind {
        Kind::Number(_) | Kind::Name(_) => Vec::new(),
        Kind::Negated(inner) => vec![evaluated(inner, values)],
        Kind::Joined(_, sides) => sides.iter().map(|side| evaluated(side, values)).collect(),
        Kind::Called(_, arguments) => {
            arguments.iter().map(|part| evaluated(part, values)).collect()
        }
    };
    let operation = match &node.kind {
        Kind::Number(_) => Operation::Number,
        Kind::Name(place) => Operation::Name(*place),
        Kind::Negated(_) => Operation::Negated,
        Kind::Joined(Operator::Plus, _) => Operation::Sum,
        Kind::Joined(Operator::Minus, _) => Operation::Difference,
        Kind::Joined(Operator::Times, _) => Operation::Product,
        Kind::Joined(Operator::Over, _) => Operation::Quotient,
        Kind::Called(function, _) => Operation::Call(*function),
    };
    Evaluated { span: node.span.clone(), operation, value: value_of(node, values), parts }
}

fn join(
    operator: Operator,
    node: &Node,
    divisor: &Node,
    sides: [Result<f64, Vec<Unknown>>; 2],
) -> Result<f64, Vec<Unknown>> {
    let (left, right) = match sides {
        [Ok(left), Ok(right)] => (left, right),
        sides => return Err(reasons(sides)),
    };
    let value = match operator {
        Operator::Plus => left + right,
        Operator::Minus => left - right,
        Operator::Times => left * right,
        Operator::Over if right == 0.0 => {
            let Span { start, end } = divisor.span;
            return Err(vec![Unknown::DividedByZero { start, end }]);
        }
        Operator::Over => left / right,
    };
    let Span { start, end } = node.span;
    if value.is_finite() { Ok(value) } else { Err(vec![Unknown::TooLarge { start, end }]) }
}

fn call(
    function: Function,
    arguments: impl Iterator<Item = Result<f64, Vec<Unknown>>>,
) -> Result<f64, Vec<Unknown>> {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for argument in arguments {
        match argument {
            Ok(value) if function == Function::Or => return Ok(value),
            Ok(value) => known.push(value),
            Err(reasons) => unknown.push(Err(reasons)),
        }
    }
    if !unknown.is_empty() {
        return Err(reasons(unknown));
    }
    let by = |better: fn(f64, f64) -> f64| known.iter().copied().reduce(better).unwrap_or(0.0);
    Ok(match function {
        Function::Min => by(f64::min),
        Function::Max | Function::Or => by(f64::max),
        Function::Abs => by(f64::max).abs(),
    })
}

/// All reasons, each once.
fn reasons(sides: impl IntoIterator<Item = Result<f64, Vec<Unknown>>>) -> Vec<Unknown> {
    let mut all: Vec<Unknown> = sides.into_iter().filter_map(Result::err).flatten().collect();
    all.sort();
    all.dedup();
    all
}

/// The terms that a formula is the sum of, each with its sign and its place in the text: `(a + b) / c` has the two terms a/c and b/c. A product of two sums is
/// not taken apart. Nothing where it is not known what it comes to.
pub fn terms(formula: &Formula, values: &[Option<f64>]) -> Option<Vec<(Span, f64)>> {
    value(formula, values).ok()?;
    let mut found = Vec::new();
    collect(&formula.root, values, 1.0, &mut found)?;
    Some(found)
}

fn collect(
    node: &Node,
    values: &[Option<f64>],
    factor: f64,
    found: &mut Vec<(Span, f64)>,
) -> Option<()> {
    match &node.kind {
        Kind::Negated(inner) => return collect(inner, values, -factor, found),
        Kind::Joined(operator, sides) => {
            let [left, right] = sides.as_ref();
            let is_sum = |node: &Node| {
                matches!(node.kind, Kind::Joined(Operator::Plus | Operator::Minus, _))
            };
            match operator {
                Operator::Plus | Operator::Minus => {
                    collect(left, values, factor, found)?;
                    let sign = if *operator == Operator::Minus { -factor } else { factor };
                    return collect(right, values, sign, found);
                }
                Operator::Times if is_sum(left) && !is_sum(right) => {
                    return collect(left, values, factor * value_of(right, values).ok()?, found);
                }
                Operator::Times if is_sum(right) && !is_sum(left) => {
                    return collect(right, values, factor * value_of(left, values).ok()?, found);
                }
                Operator::Over if is_sum(left) => {
                    return collect(left, values, factor / value_of(right, values).ok()?, found);
                }
                Operator::Times | Operator::Over => {}
            }
        }
        Kind::Number(_) | Kind::Name(_) | Kind::Called(..) => {}
    }
    found.push((node.span.clone(), factor * value_of(node, values).ok()?));
    Some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::parse::parse;
    use super::*;

    fn check(text: &str, values: &[Option<f64>], expected: impl Into<Result<f64, Vec<Unknown>>>) {
        let expected: Result<f64, Vec<Unknown>> = expected.into();
        let formula = parse(text).unwrap();
        assert_eq!(value(&formula, values), expected, "{text}");
        assert_eq!(evaluate(&formula, values).value, expected, "{text}");
    }

    #[test]
    fn what_is_missing_is_not_zero_and_every_reason_is_told() {
        check("a * b / c", &[Some(2.0), Some(3.0), Some(4.0)], Ok(1.5));
        check(
            "a * b + c",
            &[None, Some(0.0), None],
            Err(vec![Unknown::Missing(0), Unknown::Missing(2)]),
        );
        check(
            "a / b",
            &[Some(1.0), Some(0.0)],
            Err(vec![Unknown::DividedByZero { start: 4, end: 5 }]),
        );
        check(
            "a / (b - b)",
            &[Some(1.0), Some(7.0)],
            Err(vec![Unknown::DividedByZero { start: 4, end: 11 }]),
        );
        check("a * a", &[Some(1e200)], Err(vec![Unknown::TooLarge { start: 0, end: 5 }]));
        check("max(a, b)", &[Some(1.0), None], Err(vec![Unknown::Missing(1)]));
        check("or(a, b, 5)", &[None, Some(2.0)], Ok(2.0));
        check("or(1 / a, 5)", &[Some(0.0)], Ok(5.0));
        check("or(a, b)", &[None, None], Err(vec![Unknown::Missing(0), Unknown::Missing(1)]));
    }

    #[test]
    fn every_part_is_shown_with_its_value() {
        let formula = parse("(a + b) * 2").unwrap();
        let told = evaluate(&formula, &[Some(1.0), None]);
        assert_eq!((told.operation, told.value.is_err()), (Operation::Product, true));
        let sum = &told.parts[0];
        assert_eq!((formula.at(&sum.span), sum.operation), ("(a + b)", Operation::Sum));
        assert_eq!((&sum.parts[0].value, sum.parts[0].operation), (&Ok(1.0), Operation::Name(0)));
        assert_eq!(sum.parts[1].value, Err(vec![Unknown::Missing(1)]));
        assert_eq!(told.parts[1].value, Ok(2.0));
    }

    #[test]
    fn a_sum_over_something_has_as_many_terms_as_the_sum() {
        let formula = parse("(a + b - c) / d").unwrap();
        let terms = terms(&formula, &[Some(2.0), Some(3.0), Some(1.0), Some(4.0)]).unwrap();
        let told: Vec<(&str, f64)> =
            terms.iter().map(|(span, value)| (formula.at(span), *value)).collect();
        assert_eq!(told, [("a", 0.5), ("b", 0.75), ("c", -0.25)]);
        assert_eq!(super::terms(&formula, &[None, Some(3.0), Some(1.0), Some(4.0)]), None);
    }

    proptest! {
        #[test]
        fn terms_sum_to_the_value(values in prop::collection::vec(0.1_f64..9.0, 4), which in 0_usize..5) {
            let text = ["a*b/c + d", "-(a - b) * (c) + 2*(d + a)", "(a+b)*(c+d)", "max(a,b) - d/(a+b)", "((a+b)/c - d)/2"][which];
            let formula = parse(text).unwrap();
            let values: Vec<Option<f64>> = formula.names().iter().zip(values).map(|(_, value)| Some(value)).collect();
            let sum: f64 = terms(&formula, &values).unwrap().iter().map(|(_, value)| value).sum();
            prop_assert!((sum - value(&formula, &values).unwrap()).abs() < 1e-9);
        }
    }
}
