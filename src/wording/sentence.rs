//! Lists, plurals, and text that is safe to show.

/// `1 project`, `3 projects`; the plural is the singular with an s, or `-ies` for `-y`.
pub fn plural(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{} {}", super::count(number), nouns(noun))
    }
}

/// `projects` of `project`, `dependencies` of `dependency`.
pub fn nouns(noun: &str) -> String {
    let ends_in_y = noun.ends_with('y')
        && !noun.ends_with("ay")
        && !noun.ends_with("ey")
        && !noun.ends_with("oy");
    match noun.strip_suffix('y') {
        Some(stem) if ends_in_y => format!("{stem}ies"),
        _ => format!("{noun}s"),
    }
}

/// `a`, `a and b`, `a, b and c`; beyond `most` the rest is counted: `a, b and 5 more`.
pub fn list_of<Word: AsRef<str>>(words: &[Word], most: usize) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    if words.len() > most.max(1) {
        let shown = words.iter().take(most.max(1)).copied().collect::<Vec<_>>().join(", ");
        return format!("{shown} and {} more", super::count(words.len() - most.max(1)));
    }
    match words.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}

/// The text in at most `characters_max` characters, with an ellipsis where something is left out.
pub fn shortened(text: &str, characters_max: usize) -> String {
    if text.chars().count() <= characters_max {
        return text.to_owned();
    }
    let start: String = text.chars().take(characters_max.saturating_sub(1)).collect();
    format!("{}…", start.trim_end())
}

/// The text without characters that would steer a terminal or turn the direction of reading.
pub fn printable(text: &str) -> String {
    let is_safe = |c: &char| {
        let steers = c.is_control() && !matches!(c, '\n' | '\t');
        let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        !steers && !turns
    };
    text.chars().filter(is_safe).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_follow_the_noun() {
        assert_eq!(plural(1, "project"), "1 project");
        assert_eq!(plural(0, "project"), "0 projects");
        assert_eq!(plural(2, "dependency"), "2 dependencies");
        assert_eq!(plural(2, "day"), "2 days");
    }

    #[test]
    fn long_lists_are_counted() {
        assert_eq!(list_of(&["a", "b", "c"], 3), "a, b and c");
        assert_eq!(list_of(&["a", "b", "c", "d"], 2), "a, b and 2 more");
        assert_eq!(list_of(&["a"], 3), "a");
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(printable("a\u{1b}[31mb\u{202e}c\nd"), "a[31mbc\nd");
    }
}
