//! Words looked for in a text.

/// Words that mean an outcome, in lower case.
pub(super) struct Words {
    words: Vec<Word>,
}

struct Word {
    text: String,
    /// Whether the word may go on after the text.
    is_open: bool,
}

impl Words {
    /// The words of a map; a `*` at the end lets a word go on.
    pub(super) fn of(words: &[String]) -> Self {
        let word = |word: &String| {
            let open = word.strip_suffix('*');
            Word { text: open.unwrap_or(word).to_lowercase(), is_open: open.is_some() }
        };
        Self { words: words.iter().map(word).filter(|word| !word.text.is_empty()).collect() }
    }

    /// Whether one of the words stands in `text`, which is in lower case.
    pub(super) fn are_in(&self, text: &str) -> bool {
        self.words.iter().any(|word| word.is_in(text))
    }
}

impl Word {
    fn is_in(&self, text: &str) -> bool {
        text.match_indices(&self.text).any(|(start, found)| {
            let before = text.get(..start).and_then(|before| before.chars().next_back());
            let after = text
                .get(start.saturating_add(found.len())..)
                .and_then(|after| after.chars().next());
            let is_free = |sign: Option<char>| !sign.is_some_and(char::is_alphanumeric);
            is_free(before) && (self.is_open || is_free(after))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, text: &str, expected: bool) {
        assert_eq!(Words::of(&[word.to_owned()]).are_in(&text.to_lowercase()), expected);
    }

    #[test]
    fn whole_words_count_and_a_star_lets_them_go_on() {
        check("air", "Fair fares", false);
        check("air", "By air, sea", true);
        check("Cyber*", "CYBERSECURITY", true);
        check("cyber", "cybersecurity", false);
        check("health care", "improve health care.", true);
        check("cyber*", "anticyber", false);
        check("über", "HINÜBER über", true);
        check("", "anything", false);
        check("*", "anything", false);
    }
}
