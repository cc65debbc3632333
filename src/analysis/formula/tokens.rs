//! The words of a formula: numbers, names, signs.

use super::error::{FormulaError, FormulaFault};
use super::tree::{Operator, Span};

/// A word of a formula.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Number(f64),
    /// A name in brackets or quotes.
    Quoted(String),
    /// A bare word: a name or a function.
    Word(String),
    Sign(Operator),
    Open,
    Close,
    Comma,
    Percent,
}

/// The words of the text with their places.
pub(super) fn tokens(text: &str) -> Result<Vec<(Token, Span)>, FormulaError> {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let start = text.len() - rest.len();
        let Some(sign) = rest.chars().next() else { return Ok(found) };
        let (token, length) = match sign {
            '0'..='9' | '.' => number(rest, start)?,
            '[' => quoted(rest, start, ']')?,
            '"' | '“' | '”' => quoted(rest, start, if sign == '"' { '"' } else { '”' })?,
            _ if is_of_word(sign) => {
                let length = rest.find(|sign: char| !is_of_word(sign)).unwrap_or(rest.len());
                (Token::Word(part(rest, 0..length).to_owned()), length)
            }
            _ => {
                let at = start..start + sign.len_utf8();
                let fault = FormulaFault::Sign(sign);
                (single(sign).ok_or(FormulaError { at, fault })?, sign.len_utf8())
            }
        };
        found.push((token, start..start + length));
        rest = part(rest, length..rest.len());
    }
}

fn single(sign: char) -> Option<Token> {
    Some(match sign {
        '+' => Token::Sign(Operator::Plus),
        '-' | '\u{2212}' => Token::Sign(Operator::Minus),
        '*' | '×' | '·' => Token::Sign(Operator::Times),
        '/' | '÷' | ':' => Token::Sign(Operator::Over),
        '(' => Token::Open,
        ')' => Token::Close,
        ',' | ';' => Token::Comma,
        '%' => Token::Percent,
        _ => return None,
    })
}

fn is_of_word(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

fn number(rest: &str, start: usize) -> Result<(Token, usize), FormulaError> {
    // Letters that follow at once belong to it, so that `2x` is told as no number.
    let length = rest.find(|sign: char| !is_of_word(sign) && sign != '.').unwrap_or(rest.len());
    let digits = part(rest, 0..length);
    let is_plain = digits.chars().all(|sign| sign.is_ascii_digit() || sign == '.');
    let number = digits.parse().ok().filter(|number: &f64| is_plain && number.is_finite());
    let wrong = || FormulaError {
        at: start..start + length,
        fault: FormulaFault::Number(digits.to_owned()),
    };
    number.map(|number| (Token::Number(number), length)).ok_or_else(wrong)
}

fn quoted(rest: &str, start: usize, close: char) -> Result<(Token, usize), FormulaError> {
    let mut signs = rest.char_indices().skip(1);
    let Some((end, _)) = signs.find(|(_, sign)| *sign == close) else {
        return Err(FormulaError {
            at: start..start + rest.len(),
            fault: FormulaFault::NameNotClosed(close),
        });
    };
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let (name, length) = (part(rest, first..end).trim(), end + close.len_utf8());
    if name.is_empty() {
        return Err(FormulaError { at: start..start + length, fault: FormulaFault::NameEmpty });
    }
    Ok((Token::Quoted(name.to_owned()), length))
}

fn part(text: &str, span: Span) -> &str {
    text.get(span).unwrap_or_default()
}
