//! By what is scored: what a person typed, or why it means nothing.

use std::fmt::Write as _;

use crate::analysis::scoring::framework::{
    Method, MethodError, Ready, Way, methods, ready, way_called,
};
use crate::cli::told::{Ending, Told};
use crate::model::Portfolio;

/// The way that is called so.
pub(in crate::cli) fn meant(portfolio: &Portfolio, text: &str) -> Result<Way, Told> {
    way_called(portfolio, text).ok_or_else(|| {
        let names: Vec<String> = methods(portfolio)
            .into_iter()
            .map(|(method, name)| match method {
                Method::Usual(usual) => format!("  {:<14} {name}", usual.key()),
                Method::Own(id) => format!("  {:<14} {name}", id.to_string()),
            })
            .chain(["  moscow         Must, should, could, not now".to_owned()])
            .collect();
        let reason = format!("No framework is called “{text}”. There are:\n{}", names.join("\n"));
        Told::failed(Ending::Unreadable, reason)
    })
}

/// A framework made ready, or what is wrong with it.
pub(in crate::cli) fn made_ready(portfolio: &Portfolio, method: Method) -> Result<Ready, Told> {
    ready(portfolio, method).map_err(|error| Told::failed(Ending::Findings, in_words(&error)))
}

/// What is wrong with a framework, with the place in its formula marked.
pub(in crate::cli) fn in_words(error: &MethodError) -> String {
    let mut words = error.to_string();
    if let MethodError::Formula { text, error, .. } = error {
        // The line of the formula in which it is, with a mark below.
        let before = text.get(..error.at.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = text.get(line_start..).unwrap_or_default().lines().next().unwrap_or_default();
        let blanks = text.get(line_start..error.at.start).unwrap_or_default().chars().count();
        let marked =
            text.get(error.at.clone()).unwrap_or_default().lines().next().unwrap_or_default();
        let marks = marked.chars().count().max(1);
        // Writing to a `String` cannot fail.
        write!(words, "\n  {line}\n  {}{}", " ".repeat(blanks), "^".repeat(marks)).ok();
    }
    words
}
