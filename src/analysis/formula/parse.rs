//! Reads a formula: `×` and `÷` bind before `+` and `−`, equals from left to right.

use super::error::{FormulaError, FormulaFault};
use super::tokens::{Token, tokens};
use super::tree::{Formula, Function, Kind, Node, Operator, Span};

/// The most characters a formula may have.
pub const LENGTH_MAX: usize = 2_000;
/// The most parentheses, signs and functions that may stand in each other.
pub const DEPTH_MAX: usize = 50;

/// Reads a formula, such as `[Reach] * Impact / max(Effort, 0.5)`.
///
/// A name stands in `[brackets]`, in `"quotes"`, or bare where it is one word. `×`, `·`, `÷`, `:` and `−` mean the same as `*`, `/` and `-`; `80 %` is 0.8.
pub fn parse(text: &str) -> Result<Formula, FormulaError> {
    let character_count = text.chars().count();
    let whole = |fault| FormulaError { at: 0..text.len(), fault };
    if character_count > LENGTH_MAX {
        return Err(whole(FormulaFault::TooLong(character_count)));
    }
    let tokens = tokens(text)?;
    if tokens.is_empty() {
        return Err(whole(FormulaFault::Empty));
    }
    let mut reader = Reader { text, tokens: &tokens, place: 0, depth: 0, names: Vec::new() };
    let root = reader.sum()?;
    match reader.next() {
        None => Ok(Formula { text: text.to_owned(), names: reader.names, root }),
        Some((Token::Close, span)) => {
            Err(FormulaError { at: span, fault: FormulaFault::NotOpened })
        }
        Some((_, span)) => Err(reader.beside(span)),
    }
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [(Token, Span)],
    place: usize,
    depth: usize,
    names: Vec<String>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.place).map(|(token, _)| token)
    }

    fn next(&mut self) -> Option<(Token, Span)> {
        let next = self.tokens.get(self.place).cloned();
        self.place += 1;
        next
    }

    /// What is next, if it is this.
    fn take(&mut self, token: &Token) -> Option<Span> {
        let (_, span) = self.tokens.get(self.place).filter(|(next, _)| next == token)?;
        self.place += 1;
        Some(span.clone())
    }

    fn end(&self) -> Span {
        self.text.len()..self.text.len()
    }

    fn beside(&self, at: Span) -> FormulaError {
        let found = self.text.get(at.clone()).unwrap_or_default().to_owned();
        FormulaError { at, fault: FormulaFault::Beside(found) }
    }

    fn operator(&mut self, one: Operator, other: Operator) -> Option<Operator> {
        let Some(Token::Sign(found)) = self.peek() else { return None };
        let found = [one, other].into_iter().find(|operator| operator == found)?;
        self.place += 1;
        Some(found)
    }

    fn sum(&mut self) -> Result<Node, FormulaError> {
        let mut left = self.product()?;
        while let Some(operator) = self.operator(Operator::Plus, Operator::Minus) {
            let right = self.product()?;
            left = joined(operator, left, right);
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Node, FormulaError> {
        let mut left = self.signed()?;
        while let Some(operator) = self.operator(Operator::Times, Operator::Over) {
            let right = self.signed()?;
            left = joined(operator, left, right);
        }
        Ok(left)
    }

    fn signed(&mut self) -> Result<Node, FormulaError> {
        let Some(Token::Sign(Operator::Minus)) = self.peek() else { return self.atom() };
        let Some((_, minus)) = self.next() else { return self.atom() };
        let inner = self.deeper(minus.clone(), Self::signed)?;
        let span = minus.start..inner.span.end;
        Ok(Node { kind: Kind::Negated(Box::new(inner)), span })
    }

    fn deeper(
        &mut self,
        at: Span,
        read: impl FnOnce(&mut Self) -> Result<Node, FormulaError>,
    ) -> Result<Node, FormulaError> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(FormulaError { at, fault: FormulaFault::TooDeep });
        }
        let node = read(self);
        self.depth -= 1;
        node
    }

    fn atom(&mut self) -> Result<Node, FormulaError> {
        let missing = |at| FormulaError { at, fault: FormulaFault::Missing };
        let Some((token, span)) = self.next() else { return Err(missing(self.end())) };
        match token {
            Token::Number(number) => Ok(self.percent(number, span)),
            Token::Quoted(name) => Ok(self.name(name, span)),
            Token::Word(word) => match self.take(&Token::Open) {
                Some(open) => self.called(&word, span, open),
                None => Ok(self.name(word, span)),
            },
            Token::Open => {
                let mut inner = self.deeper(span.clone(), Self::sum)?;
                inner.span = self.closed(span)?;
                Ok(inner)
            }
            Token::Close | Token::Comma | Token::Percent | Token::Sign(_) => Err(missing(span)),
        }
    }

    fn percent(&mut self, number: f64, span: Span) -> Node {
        match self.take(&Token::Percent) {
            Some(percent) => {
                Node { kind: Kind::Number(number / 100.0), span: span.start..percent.end }
            }
            None => Node { kind: Kind::Number(number), span },
        }
    }

    fn name(&mut self, name: String, span: Span) -> Node {
        let known = self.names.iter().position(|known| is_same_name(known, &name));
        let place = known.unwrap_or_else(|| {
            self.names.push(name);
            self.names.len() - 1
        });
        Node { kind: Kind::Name(place), span }
    }

    /// From the opening parenthesis to the closing one, which must come now.
    fn closed(&mut self, open: Span) -> Result<Span, FormulaError> {
        match self.next() {
            Some((Token::Close, close)) => Ok(open.start..close.end),
            None => Err(FormulaError { at: open, fault: FormulaFault::NotClosed }),
            Some((_, span)) => Err(self.beside(span)),
        }
    }

    fn called(&mut self, word: &str, span: Span, open: Span) -> Result<Node, FormulaError> {
        let is_meant = |function: &Function| is_same_name(function.name(), word);
        let Some(function) = Function::ALL.into_iter().find(is_meant) else {
            return Err(FormulaError { at: span, fault: FormulaFault::Function(word.to_owned()) });
        };
        let mut arguments = Vec::new();
        if self.peek() != Some(&Token::Close) {
            arguments.push(self.deeper(span.clone(), Self::sum)?);
            while self.take(&Token::Comma).is_some() {
                arguments.push(self.deeper(span.clone(), Self::sum)?);
            }
        }
        let span = span.start..self.closed(open)?.end;
        let (least, most) = function.argument_counts();
        if !(least..=most).contains(&arguments.len()) {
            let expected = match function {
                Function::Abs => "one argument",
                Function::Or => "2 to 50 arguments with commas between them",
                Function::Min | Function::Max => "1 to 50 arguments with commas between them",
            };
            let fault = FormulaFault::Arguments {
                function: function.name(),
                expected,
                found: arguments.len(),
            };
            return Err(FormulaError { at: span, fault });
        }
        Ok(Node { kind: Kind::Called(function, arguments), span })
    }
}

fn joined(operator: Operator, left: Node, right: Node) -> Node {
    let span = left.span.start..right.span.end;
    Node { kind: Kind::Joined(operator, Box::new([left, right])), span }
}

/// Case is no difference between names.
pub(super) fn is_same_name(one: &str, other: &str) -> bool {
    one == other || one.to_lowercase() == other.to_lowercase()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::evaluate::value;
    use super::*;

    fn number(text: &str) -> f64 {
        value(&parse(text).unwrap(), &[]).unwrap()
    }

    #[test]
    fn what_binds_first_is_done_first() {
        for (text, expected) in [
            ("1 + 2 * 3", 7.0),
            ("(1 + 2) * 3", 9.0),
            ("8 / 4 / 2", 1.0),
            ("8 - 4 - 2", 2.0),
            ("-2 * -3", 6.0),
            ("--4", 4.0),
            ("2 × 3 ÷ 4 − 1", 0.5),
            ("80 % * 5", 4.0),
            ("min(3, 1, 2) + max(3, 1) + abs(-4)", 8.0),
            ("or(2, 3)", 2.0),
            ("6 : 3", 2.0),
            (".5", 0.5),
        ] {
            assert!((number(text) - expected).abs() < 1e-12, "{text}");
        }
    }

    #[test]
    fn names_are_the_same_in_any_case_and_with_or_without_brackets() {
        let formula = parse("[Job size] + \"job SIZE\" * Reach / reach + “Job size”").unwrap();
        assert_eq!(formula.names(), ["Job size", "Reach"]);
    }

    #[track_caller]
    fn refused(text: &str, at: Span, words: &str) {
        let error = parse(text).unwrap_err();
        assert_eq!(error.at, at, "{text}: {error}");
        assert!(error.to_string().contains(words), "{text}: {error}");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        refused("", 0..0, "empty");
        refused("  ", 0..2, "empty");
        refused("1 +", 3..3, "missing");
        refused("* 2", 0..1, "missing");
        refused("(1 + 2", 0..1, "never closed");
        refused("1 + 2)", 5..6, "never opened");
        refused("Job size", 4..8, "“size” does not go on");
        refused("2 Reach", 2..7, "does not go on");
        refused("2x", 0..2, "no number");
        refused("1.2.3", 0..5, "no number");
        refused("[Reach", 0..6, "never closed; end it with ]");
        refused("[ ]", 0..3, "no name");
        refused("1 & 2", 2..3, "“&”");
        refused("sqrt(4)", 0..4, "no function; min, max, abs and or are");
        refused("abs(1, 2)", 0..9, "abs takes one argument; here it has 2");
        refused("or(1)", 0..5, "or takes 2");
        refused("min()", 0..5, "here it has 0");
        refused("min(1, )", 7..8, "missing");
        refused(&"(".repeat(60), 50..51, "in each other");
        refused(&"-".repeat(60), 50..51, "in each other");
        refused(&"1+".repeat(1_001), 0..2_002, "at most 2000 characters");
        refused("Größe & 1", 8..9, "“&”");
    }

    fn formulas() -> impl Strategy<Value = String> {
        let leaf = prop_oneof![
            (0_u32..1_000).prop_map(|number| number.to_string()),
            prop::sample::select(vec!["[Job size]", "Reach", "\"Größe\"", "0.25", "80 %"])
                .prop_map(str::to_owned),
        ];
        leaf.prop_recursive(6, 40, 4, |inner| {
            prop_oneof![
                (inner.clone(), prop::sample::select(vec!["+", "-", "*", "/", "×"]), inner.clone())
                    .prop_map(|(left, sign, right)| format!("({left} {sign} {right})")),
                inner.clone().prop_map(|inner| format!("-{inner}")),
                (prop::sample::select(vec!["min", "max", "or"]), inner.clone(), inner)
                    .prop_map(|(name, one, other)| format!("{name}({one}, {other})")),
            ]
        })
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read_or_refused_at_a_place_in_it(text in ".{0,60}") {
            if let Err(error) = parse(&text) {
                prop_assert!(text.get(error.at.clone()).is_some(), "{:?} {text}", error.at);
            }
        }

        #[test]
        fn near_formulas_too(text in "[-+*/() ,.%0-9aA\\[\\]\"ö×]{0,40}") {
            match parse(&text) {
                Err(error) => prop_assert!(text.get(error.at.clone()).is_some(), "{:?} {text}", error.at),
                Ok(formula) => prop_assert!(formula.at(&formula.root.span) == text.trim()),
            }
        }

        #[test]
        fn what_is_well_formed_is_read(text in formulas()) {
            if text.chars().count() <= LENGTH_MAX {
                let formula = parse(&text).unwrap();
                // What stands in parentheses means the same.
                let within = parse(&format!("( {text} )")).unwrap();
                prop_assert_eq!(formula.names(), within.names());
                let values = vec![Some(3.0); formula.names().len()];
                prop_assert_eq!(value(&formula, &values), value(&within, &values).map_err(|unknown| {
                    unknown.into_iter().map(|one| one.moved_left(2)).collect::<Vec<_>>()
                }));
            }
        }
    }
}
