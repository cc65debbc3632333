//! JSON with its fields in the order in which people read them, one record on a line.

use std::fmt::Write as _;

use serde_json::Value;

use crate::wording::printable;

/// A text in quotes; what could steer a terminal or turn the direction of reading is written as its number.
pub(super) fn text(text: &str) -> String {
    let quoted = Value::from(text).to_string();
    let mut safe = String::with_capacity(quoted.len());
    for sign in quoted.chars() {
        let is_safe = !printable(sign.encode_utf8(&mut [0; 4])).is_empty();
        if is_safe {
            safe.push(sign);
        } else {
            // All of those are below U+10000, and writing to a `String` cannot fail.
            write!(safe, "\\u{:04x}", u32::from(sign)).ok();
        }
    }
    safe
}

/// A number with as many digits as it takes to read it back exactly.
pub(super) fn number(number: f64) -> String {
    Value::from(number).to_string()
}

/// A record on one line; the values are JSON already.
pub(super) fn object(fields: &[(&str, String)]) -> String {
    let fields: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}: {value}", text(name))).collect();
    format!("{{{}}}", fields.join(", "))
}

/// A list on one line; the elements are JSON already.
pub(super) fn list(elements: &[String]) -> String {
    format!("[{}]", elements.join(", "))
}

/// A list with each element on a line of its own.
pub(super) fn lines(elements: &[String]) -> String {
    if elements.is_empty() {
        return "[]".to_owned();
    }
    format!("[\n  {}\n]", elements.join(",\n  "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_safe_to_print_and_reads_back_the_same() {
        for original in ["a \"b\"\\\n\tc", "\u{1b}[31m", "\u{9b}31m", "\u{202e}x", "日本 🙂", ""]
        {
            let written = text(original);
            assert_eq!(printable(&written), written);
            assert_eq!(serde_json::from_str::<String>(&written).unwrap(), original);
        }
    }
}
