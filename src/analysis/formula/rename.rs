//! A formula that calls something by another name.

use super::tokens::{Token, tokens};
use super::tree::Function;

/// The formula with every `from`, in any case, called `to`; as it was where it cannot be read. Nothing where no formula can speak of `to`: a name with both `]` and `"` in it.
pub fn renamed(text: &str, from: &str, to: &str) -> Option<String> {
    let Ok(words) = tokens(text) else { return Some(text.to_owned()) };
    let to = written(to)?;
    let after = words.iter().skip(1).map(|(token, _)| Some(token)).chain([None]);
    let (mut renamed, mut done) = (String::new(), 0);
    for ((token, span), next) in words.iter().zip(after) {
        let name = match token {
            Token::Quoted(name) => name,
            // What is called with arguments is a function.
            Token::Word(name) if next != Some(&Token::Open) => name,
            _ => continue,
        };
        if name.to_lowercase() == from.to_lowercase() {
            renamed.push_str(text.get(done..span.start)?);
            renamed.push_str(&to);
            done = span.end;
        }
    }
    renamed.push_str(text.get(done..)?);
    Some(renamed)
}

/// A name as a formula writes it: bare where it is one word, else in brackets, or in quotes where it holds brackets.
fn written(name: &str) -> Option<String> {
    let is_word = name.chars().all(|sign| sign.is_alphanumeric() || sign == '_')
        && !name.starts_with(|sign: char| sign.is_ascii_digit());
    let is_function = Function::ALL.iter().any(|function| function.name() == name.to_lowercase());
    if is_word && !is_function {
        return Some(name.to_owned());
    }
    match (name.contains(']'), name.contains('"')) {
        (false, _) => Some(format!("[{name}]")),
        (true, false) => Some(format!("\"{name}\"")),
        (true, true) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::formula::parse;

    fn check(text: &str, from: &str, to: &str, expected: &str) {
        let renamed = renamed(text, from, to).unwrap();
        assert_eq!(renamed, expected);
        if let Ok(formula) = parse(text) {
            let names: Vec<String> = parse(&renamed).unwrap().names().to_vec();
            let wanted = formula.names().iter().map(|name| {
                if name.to_lowercase() == from.to_lowercase() {
                    to.to_owned()
                } else {
                    name.clone()
                }
            });
            assert_eq!(names, wanted.collect::<Vec<_>>());
        }
    }

    #[test]
    fn every_place_is_renamed_and_nothing_else() {
        check("Reach * Impact / Effort", "Reach", "Customers", "Customers * Impact / Effort");
        check(
            "[reach] + max(Reach, 1)",
            "Reach",
            "New customers",
            "[New customers] + max([New customers], 1)",
        );
        check("“Job size” ÷ [Job size]", "Job size", "Size", "Size ÷ Size");
        check("Reaches + Reach", "Reach", "R", "Reaches + R");
        check("Impact", "Reach", "R", "Impact");
        // A field may be called as a function is; then it stands in brackets.
        check("min(Min1, 2)", "Min1", "min", "min([min], 2)");
        check("min([min], 2)", "min", "least", "min(least, 2)");
        check("Reach", "Reach", "a ] b", "\"a ] b\"");
        check("Reach", "Reach", "2nd", "[2nd]");
    }

    #[test]
    fn what_cannot_be_read_is_left_and_what_cannot_be_written_is_refused() {
        assert_eq!(renamed("Reach * [", "Reach", "R").as_deref(), Some("Reach * ["));
        assert_eq!(renamed("Reach", "Reach", "a ] \" b"), None);
    }
}
