//! What matches a few letters: the letters in their order, better where they stand together and begin words.

/// How well a text fits what was typed, and which of its letters were meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// More is better; comparable between texts for the same query only.
    pub score: i32,
    /// The numbers of the letters that were meant, counted in characters, in order.
    pub letters: Vec<usize>,
}

const IN_A_ROW: i32 = 12;
const BEGINS_WORD: i32 = 10;
const BEGINS_TEXT: i32 = 3;
const LETTER: i32 = 4;
const SKIPPED: i32 = -1;
const SKIPPED_MOST: i32 = -12;
/// Longer texts are compared by their beginning: nobody types a text by its hundredth letter.
const TEXT_MAX: usize = 160;

/// How the text fits the query: every word of the query must be found in it, letter by letter, in any order of words.
///
/// Case does not matter. An empty query fits everything equally. Nothing where a letter is missing.
pub fn fit(query: &str, text: &str) -> Option<Fit> {
    let text: Vec<char> = text.chars().take(TEXT_MAX).map(small).collect();
    let mut whole = Fit { score: 0, letters: Vec::new() };
    for word in query.split_whitespace() {
        let letters: Vec<char> = word.chars().map(small).collect();
        let Fit { score, letters } = fit_word(&letters, &text)?;
        whole.score += score;
        whole.letters.extend(letters);
    }
    // Of two texts that hold the same, the shorter is nearer to what was typed.
    whole.score -= i32::try_from(text.len() >> 3).unwrap_or(0);
    whole.letters.sort_unstable();
    whole.letters.dedup();
    Some(whole)
}

/// The choices that fit, best first; those that fit equally well keep their order.
pub fn best<'a, Choice>(
    query: &str,
    choices: &'a [Choice],
    text: impl Fn(&Choice) -> &str,
) -> Vec<(&'a Choice, Fit)> {
    let fitting = choices.iter().filter_map(|choice| Some((choice, fit(query, text(choice))?)));
    let mut fitting: Vec<_> = fitting.collect();
    if !query.trim().is_empty() {
        fitting.sort_by_key(|(_, fit)| std::cmp::Reverse(fit.score));
    }
    fitting
}

fn small(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

/// The best way to find the letters in the text, in their order.
///
/// `best[n]` is the best score of the letters so far with the last of them at place `n`.
fn fit_word(letters: &[char], text: &[char]) -> Option<Fit> {
    let mut ways: Vec<Vec<Option<(i32, usize)>>> = Vec::with_capacity(letters.len());
    for (number, &letter) in letters.iter().enumerate() {
        let before = number.checked_sub(1).and_then(|before| ways.get(before));
        let mut row = vec![None; text.len()];
        // The best way so far that ended some letters back, and loses a little with each letter skipped.
        let mut carried: Option<(i32, usize)> = None;
        for (place, &found) in text.iter().enumerate() {
            let left = place.checked_sub(1);
            let ended = left.and_then(|left| *before?.get(left)?).map(|(score, _)| score);
            if found == letter {
                let value = LETTER + worth_of_place(text, place);
                let in_a_row = ended.map(|score| (score + IN_A_ROW, place - 1));
                let after_gap = carried;
                let begun = (number == 0).then_some((0, place));
                let best =
                    [in_a_row, after_gap, begun].into_iter().flatten().max_by_key(|way| way.0);
                if let Some(cell) = row.get_mut(place) {
                    *cell = best.map(|(score, from)| (score + value, from));
                }
            }
            let fresh = ended.and_then(|score| Some((score + SKIPPED, left?)));
            let older = carried.map(|(score, from)| {
                let gap = i32::try_from(place - from).unwrap_or(i32::MAX);
                (if gap <= -SKIPPED_MOST { score + SKIPPED } else { score }, from)
            });
            carried = [fresh, older].into_iter().flatten().max_by_key(|way| way.0);
        }
        ways.push(row);
    }
    let last = ways.last()?;
    let ends = last.iter().enumerate().filter_map(|(place, way)| Some((way.as_ref()?.0, place)));
    // Of two ways that are as good the one further left is taken.
    let (score, mut place) = ends.rev().max_by_key(|end| end.0)?;
    let mut found = vec![place];
    for row in ways.iter().skip(1).rev() {
        place = row.get(place).copied().flatten()?.1;
        found.push(place);
    }
    found.reverse();
    Some(Fit { score, letters: found })
}

fn worth_of_place(text: &[char], place: usize) -> i32 {
    match place.checked_sub(1).and_then(|before| text.get(before)) {
        None => BEGINS_WORD + BEGINS_TEXT,
        Some(before) if !before.is_alphanumeric() => BEGINS_WORD,
        Some(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn order<'a>(query: &str, texts: &[&'a str]) -> Vec<&'a str> {
        best(query, texts, |text| text).into_iter().map(|(text, _)| *text).collect()
    }

    #[test]
    fn letters_that_begin_words_or_stand_together_come_first() {
        assert_eq!(order("dl", &["Dull", "Handle", "Data lake"]), ["Data lake", "Dull", "Handle"]);
        assert_eq!(order("lake", &["Lazy kettle", "Data lake"]), ["Data lake", "Lazy kettle"]);
        assert_eq!(order("save", &["Save as…", "Save"]), ["Save", "Save as…"]);
        assert_eq!(order("bank core", &["Core banking", "Bank"]), ["Core banking"]);
        assert_eq!(order("", &["b", "a"]), ["b", "a"]);
        assert_eq!(order("xyz", &["Data lake"]), Vec::<&str>::new());
    }

    #[test]
    fn the_letters_that_were_meant_are_told() {
        assert_eq!(fit("dl", "Data lake").unwrap().letters, [0, 5]);
        assert_eq!(fit("LAKE", "Data lake").unwrap().letters, [5, 6, 7, 8]);
        assert_eq!(fit("ke da", "Data lake").unwrap().letters, [0, 1, 7, 8]);
    }

    /// Whether the letters occur in the text in their order.
    fn occurs(letters: &str, text: &str) -> bool {
        let mut left = text.chars().map(small);
        letters.chars().map(small).all(|letter| left.any(|found| found == letter))
    }

    proptest! {
        #[test]
        fn what_fits_is_what_holds_the_letters_in_order(query in "[a-cA-C]{0,4}", text in "[a-cA-C ]{0,12}") {
            let fit = fit(&query, &text);
            prop_assert_eq!(fit.is_some(), occurs(&query, &text));
            if let Some(fit) = fit {
                let meant: String = fit.letters.iter().map(|&at| small(text.chars().nth(at).unwrap())).collect();
                prop_assert_eq!(meant, query.to_lowercase());
            }
        }
    }
}
