//! Money, shares and points as people read them, and amounts as people type them.

use crate::model::{Currency, Fte, Money, Percent};

/// A thin space between groups of three digits: it cannot be taken for a decimal sign.
const GROUP: char = '\u{202f}';
/// A minus sign as wide as a digit.
const MINUS: char = '\u{2212}';

/// A whole number with its groups of three: `12 345`.
pub fn count(number: usize) -> String {
    grouped(&number.to_string())
}

fn grouped(digits: &str) -> String {
    let length = digits.chars().count();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (length - place).is_multiple_of(3) {
            out.push(GROUP);
        }
        out.push(digit);
    }
    out
}

/// Whole units and the minor units left over, without sign.
#[expect(clippy::integer_division, reason = "the remainder is the second half of the answer")]
fn units(minor: i64, currency: Currency) -> (u64, u64) {
    let per_unit = currency.minor_per_unit().unsigned_abs();
    let minor = minor.unsigned_abs();
    (minor / per_unit, minor % per_unit)
}

/// An amount in full: `1 234 567.89 EUR`; decimals are left out where all of them are zero.
pub fn money(amount: Money, currency: Currency) -> String {
    format!("{} {}", plain_money(amount, currency), currency.code())
}

/// An amount in full without its currency: `1 234 567.89`.
pub fn plain_money(amount: Money, currency: Currency) -> String {
    let (whole, rest) = units(amount.minor, currency);
    let sign = if amount.minor < 0 { String::from(MINUS) } else { String::new() };
    let decimals = if rest == 0 {
        String::new()
    } else {
        format!(".{rest:0width$}", width = usize::from(currency.decimals()))
    };
    format!("{sign}{}{decimals}", grouped(&whole.to_string()))
}

/// An amount in three or four digits with its size: `1.23 M EUR`, `450 k EUR`, `12 EUR`.
pub fn money_short(amount: Money, currency: Currency) -> String {
    money_digits(amount, currency, DIGITS)
}

/// The least number of digits with which amounts read differently that are different; where seven do not tell them apart they
/// read the same.
pub fn money_apart(amounts: &[Money], currency: Currency) -> Vec<String> {
    let mut different: Vec<i64> = amounts.iter().map(|amount| amount.minor).collect();
    different.sort_unstable();
    different.dedup();
    let words = |digits| -> Vec<String> {
        amounts.iter().map(|amount| money_digits(*amount, currency, digits)).collect()
    };
    let tells_apart = |words: &Vec<String>| {
        words.iter().collect::<std::collections::BTreeSet<_>>().len() == different.len()
    };
    let found = (DIGITS..=DIGITS_MAX).map(words).find(tells_apart);
    found.unwrap_or_else(|| words(DIGITS))
}

/// So many digits of a large amount mean something.
const DIGITS: usize = 3;
/// No more digits than these tell amounts apart.
const DIGITS_MAX: usize = 7;

/// An amount in so many digits with its size, or in one more.
fn money_digits(amount: Money, currency: Currency, digits: usize) -> String {
    let (whole, _) = units(amount.minor, currency);
    let sign = if amount.minor < 0 { String::from(MINUS) } else { String::new() };
    let sizes = [(1_000_000_000_000, "T"), (1_000_000_000, "bn"), (1_000_000, "M"), (1_000, "k")];
    // What rounds to a whole one of a size is told in that size: 999 999 is 1 M, not 1 000 k.
    let size = sizes.into_iter().find(|(size, _)| whole >= size - size / 2_000);
    let Some((size, letter)) = size else {
        return format!("{sign}{} {}", grouped(&whole.to_string()), currency.code());
    };
    format!("{sign}{} {letter} {}", in_digits(whole, size, digits), currency.code())
}

/// `whole` in units of `size` with so many digits that mean something, rounded half up: 1 234 567 in millions is `1.23` with three.
#[expect(clippy::integer_division, reason = "rounded half up by adding half first")]
fn in_digits(whole: u64, size: u64, digits: usize) -> String {
    let before = match whole / size {
        0..=9 => 1,
        10..=99 => 2,
        _ => 3,
    };
    let decimals = digits.saturating_sub(before);
    let scale: u128 = std::iter::repeat_n(10, decimals).product();
    let scaled = (u128::from(whole) * scale + u128::from(size / 2)) / u128::from(size);
    let (unit, part) = (scaled / scale, scaled % scale);
    let unit = grouped(&unit.to_string());
    if part == 0 {
        unit
    } else {
        format!("{unit}.{part:0decimals$}").trim_end_matches('0').to_owned()
    }
}

/// A percentage: `80 %`, `12.5 %`.
pub fn percent(share: Percent) -> String {
    format!("{}{GROUP}%", decimal(share.percent(), 1))
}

/// Points of a score with one decimal, always: columns of them must line up.
pub fn points(points: f64) -> String {
    signed(format!("{points:.1}"))
}

/// A number with at most `decimals` decimals, without zeros at its end.
pub fn decimal(number: f64, decimals: usize) -> String {
    let text = format!("{number:.decimals$}");
    let text =
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (whole, part) =
        digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let part = part.map_or_else(String::new, |part| format!(".{part}"));
    let is_zero = digits.chars().all(|c| c == '0' || c == '.');
    signed(format!("{}{}{part}", if is_zero { "" } else { sign }, grouped(whole)))
}

/// Numbers of one column, all with the same decimals so that they line up: as many as they need, and no more than tell three digits of the largest apart.
pub fn column(numbers: &[f64]) -> Vec<String> {
    let most = numbers.iter().fold(0.0_f64, |most, number| most.max(number.abs()));
    let limits = [100.0, 10.0, 1.0, 0.1, 0.01, 0.001];
    let room = if most > 0.0 { limits.iter().filter(|limit| most < **limit).count() } else { 0 };
    let needed =
        |number: &f64| decimal(*number, room).split_once('.').map_or(0, |(_, part)| part.len());
    let decimals = numbers.iter().map(needed).max().unwrap_or(0);
    numbers.iter().map(|number| with_decimals(*number, decimals)).collect()
}

/// A number with so many decimals, also where they are zeros.
fn with_decimals(number: f64, decimals: usize) -> String {
    let shown = decimal(number, decimals);
    let has = shown.split_once('.').map_or(0, |(_, part)| part.len());
    let point = if has == 0 && decimals > 0 { "." } else { "" };
    format!("{shown}{point}{}", "0".repeat(decimals.saturating_sub(has)))
}

fn signed(text: String) -> String {
    match text.strip_prefix('-') {
        Some(rest) if rest.chars().all(|c| c == '0' || c == '.') => rest.to_owned(),
        Some(rest) => format!("{MINUS}{rest}"),
        None => text,
    }
}

/// People's time: `2.5 FTE`.
pub fn fte(fte: Fte) -> String {
    format!("{} FTE", decimal(fte.people(), 2))
}

/// How many times as much: `3`, `1/3`, `2.71`; a fraction where the number is one of a whole number.
pub fn times(times: f64) -> String {
    let turned = 1.0 / times;
    if times < 1.0 && turned < 1_000.0 && (turned - turned.round()).abs() < 1e-6 {
        return format!("1/{}", decimal(turned, 0));
    }
    decimal(times, 2)
}

/// Reads an amount as people type it: `1 234.50`, `1,234.50`, `1234,5`, `1.2 M`, `450k`, with or without the currency.
///
/// Gives the reason in words where it is none.
pub fn read_money(text: &str, currency: Currency) -> Result<Money, String> {
    let text = text.trim().trim_end_matches(currency.code()).trim();
    let (is_negative, text) = match text.strip_prefix(['-', MINUS]) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    let letters = text.trim_end_matches(|c: char| c.is_alphabetic());
    let size = match text.get(letters.len()..).unwrap_or_default().to_ascii_lowercase().as_str() {
        "" => 0,
        "k" => 3,
        "m" | "mn" => 6,
        "bn" => 9,
        other => return Err(format!("“{other}” is no unit; k, M and bn are")),
    };
    let (whole, part) = split_decimals(letters.trim())?;
    let shift = size + usize::from(currency.decimals());
    if part.trim_end_matches('0').len() > shift {
        return Err(format!(
            "an amount in {} has at most {} decimals",
            currency.code(),
            currency.decimals()
        ));
    }
    let digits = format!("{whole}{part:0<shift$}");
    let kept = whole.len() + shift;
    let minor: i64 = digits
        .get(..kept)
        .unwrap_or(&digits)
        .parse()
        .map_err(|_too_large| "the amount is too large".to_owned())?;
    Ok(Money::from_minor(if is_negative { -minor } else { minor }))
}

/// Digits before and after the decimal sign. A single comma or point with three digits behind it groups, unless it is a point.
fn split_decimals(text: &str) -> Result<(String, String), String> {
    let is_blank = |c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '_');
    let text: String = text.chars().filter(|c| !is_blank(*c)).collect();
    let last = text.rfind(['.', ',']);
    let decimal_sign = last.filter(|&at| {
        let sign = text.get(at..=at).unwrap_or_default();
        let behind = text.len() - at - 1;
        let is_alone = text.matches(sign).count() == 1;
        is_alone
            && (behind != 3
                || sign == "."
                || text.contains(['.', ',']) && text.matches(['.', ',']).count() > 1)
    });
    let (whole, part) = match decimal_sign {
        Some(at) => (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default()),
        None => (text.as_str(), ""),
    };
    let whole: String = whole.chars().filter(|c| !matches!(c, '.' | ',')).collect();
    let are_digits = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() && part.is_empty() || !are_digits(&whole) || !are_digits(part) {
        return Err("this is no amount; type digits, such as 1 250 000 or 1.25 M".to_owned());
    }
    Ok((whole, part.to_owned()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn euro() -> Currency {
        Currency::default()
    }

    #[test]
    fn amounts_read_with_thin_spaces() {
        assert_eq!(money(Money::from_minor(123_456_789), euro()), "1\u{202f}234\u{202f}567.89 EUR");
        assert_eq!(money(Money::from_minor(-50_000), euro()), "\u{2212}500 EUR");
        assert_eq!(money(Money::from_minor(5), euro()), "0.05 EUR");
        assert_eq!(money(Money::from_minor(1_500), "JPY".parse().unwrap()), "1\u{202f}500 JPY");
    }

    #[test]
    fn numbers_of_a_column_have_the_same_decimals() {
        assert_eq!(column(&[12.5, 3.0, 0.25]), ["12.5", "3.0", "0.2"]);
        assert_eq!(column(&[2.0, 10.0, 7.0]), ["2", "10", "7"]);
        assert_eq!(column(&[1_234.6, 0.75]), ["1\u{202f}235", "1"]);
        assert_eq!(column(&[0.012, -0.5, 0.0]), ["0.012", "\u{2212}0.500", "0.000"]);
        assert_eq!(column(&[5.25, 4.5]), ["5.25", "4.50"]);
        assert_eq!((column(&[0.0]), column(&[])), (vec!["0".to_owned()], Vec::<String>::new()));
    }

    #[test]
    fn short_amounts_have_three_digits() {
        let short = |minor| money_short(Money::from_minor(minor), euro());
        assert_eq!(short(123_456_700), "1.23 M EUR");
        assert_eq!(short(99_999), "999 EUR");
        assert_eq!(short(99_999_900), "1 M EUR");
        assert_eq!(short(450_000_000), "4.5 M EUR");
        assert_eq!(short(4_506_000_000), "45.1 M EUR");
        assert_eq!(short(999), "9 EUR");
        assert_eq!(short(i64::MAX), "92\u{202f}234 T EUR");
    }

    #[test]
    fn amounts_that_differ_read_differently_with_as_few_digits_as_that_takes() {
        let check = |units: &[i64], expected: &[&str]| {
            let amounts: Vec<Money> =
                units.iter().map(|units| Money::from_minor(units * 100)).collect();
            assert_eq!(money_apart(&amounts, euro()), expected);
        };
        check(&[1_234_567, 1_300_000], &["1.23 M EUR", "1.3 M EUR"]);
        check(&[1_234_567, 1_233_000], &["1.235 M EUR", "1.233 M EUR"]);
        check(&[45_061_000, 45_060_000, 9_000], &["45.061 M EUR", "45.06 M EUR", "9 k EUR"]);
        // The same amount is told in the same words, and in no more digits than else.
        check(&[1_234_567, 1_234_567], &["1.23 M EUR", "1.23 M EUR"]);
        // What only an eighth digit would tell apart reads the same.
        check(&[1_234_567_890, 1_234_567_891], &["1.23 bn EUR", "1.23 bn EUR"]);
    }

    #[test]
    fn typed_amounts_are_read_as_meant() {
        let read = |text| read_money(text, euro()).map(|money| money.minor);
        assert_eq!(read("1 234.50"), Ok(123_450));
        assert_eq!(read("1.234,50 EUR"), Ok(123_450));
        assert_eq!(read("1,234,567"), Ok(123_456_700));
        assert_eq!(read("1234,5"), Ok(123_450));
        assert_eq!(read("1,250"), Ok(125_000));
        assert_eq!(read("1.25 M"), Ok(125_000_000));
        assert_eq!(read("450k"), Ok(45_000_000));
        assert_eq!(read("\u{2212}3"), Ok(-300));
        assert_eq!(read("1.005"), Err("an amount in EUR has at most 2 decimals".to_owned()));
        assert!(read("abc").is_err());
        assert!(read("").is_err());
        assert!(read("99999999999999999999").is_err());
    }

    #[test]
    fn there_is_no_minus_zero() {
        assert_eq!(points(-0.04), "0.0");
        assert_eq!(decimal(-0.001, 2), "0");
        assert_eq!(decimal(-1234.5, 2), "\u{2212}1\u{202f}234.5");
    }

    #[test]
    fn a_part_is_told_as_a_fraction() {
        assert_eq!(
            [3.0, 1.0, 1.0 / 3.0, 2.714, 0.37].map(times),
            ["3", "1", "1/3", "2.71", "0.37"]
        );
    }

    proptest! {
        #[test]
        fn what_is_written_in_full_reads_as_the_same(minor in -1_000_000_000_000_000_i64..1_000_000_000_000_000) {
            let amount = Money::from_minor(minor);
            prop_assert_eq!(read_money(&money(amount, euro()), euro()), Ok(amount));
        }
    }
}
