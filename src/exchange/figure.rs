//! Amounts as people type them, read digit by digit: exact, or not at all.

use serde::Deserialize;
use thiserror::Error;

use crate::model::{Currency, Money};

/// What one stands for in a column of amounts.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
pub enum Unit {
    /// The currency itself: 5 is five dollars.
    #[default]
    One,
    /// Thousands: 5 is five thousand dollars.
    Thousand,
    /// Millions: 5 is five million dollars.
    Million,
    /// Thousands of millions: 5 is five thousand million dollars.
    Billion,
}

impl Unit {
    /// How many zeros the unit has: 6 for a million.
    fn zeros(self) -> u32 {
        match self {
            Self::One => 0,
            Self::Thousand => 3,
            Self::Million => 6,
            Self::Billion => 9,
        }
    }

    /// The unit before a currency, with a blank after it: "million ", nothing for one.
    pub fn before_currency(self) -> &'static str {
        match self {
            Self::One => "",
            Self::Thousand => "thousand ",
            Self::Million => "million ",
            Self::Billion => "billion ",
        }
    }
}

/// The sign between whole and part.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
pub enum DecimalSign {
    /// 1,234.56
    Point,
    /// 1.234,56
    Comma,
}

impl DecimalSign {
    /// The sign itself.
    pub(super) fn sign(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }

    fn thousands_sign(self) -> char {
        match self {
            Self::Point => ',',
            Self::Comma => '.',
        }
    }
}

/// What happens to an amount that needs a part of the smallest coin.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
pub enum Rounding {
    /// It is not taken, and reported.
    #[default]
    Refuse,
    /// It goes to the nearest coin, halves to the even one, and is counted.
    HalfEven,
}

/// How the amounts of one column are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct AmountFormat {
    /// The currency of the portfolio; an amount in another one is refused.
    pub currency: Currency,

    /// What one stands for.
    pub unit: Unit,

    /// The sign between whole and part.
    pub decimal: DecimalSign,

    /// What to do with a part of the smallest coin.
    pub rounding: Rounding,
}

/// An amount, and whether it had to be rounded.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Amount {
    /// The amount in the currency's minor units.
    pub money: Money,

    /// Whether a part of the smallest coin was rounded away.
    pub is_rounded: bool,
}

/// Why a text is no amount.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum AmountError {
    #[error("it is not a number: “{sign}” does not belong there")]
    Sign { sign: char },

    #[error("it is not a number: there are no digits in it")]
    NoDigits,

    #[error("it is not a number: a “{sign}” must stand before three digits")]
    Groups { sign: char },

    #[error("it is not a number: it has more than one “{sign}”")]
    TwoDecimals { sign: char },

    #[error("it is in another currency than the portfolio, which is in {expected}")]
    OtherCurrency { expected: Currency },

    #[error(
        "it needs a part of the smallest coin; write `rounding: HalfEven` in the map to round it"
    )]
    TooFine,

    #[error("it is too large to be held exactly")]
    TooLarge,
}

/// Reads an amount, as "$3,794,700", "(500,00)" or "1.2345678" in millions.
///
/// Signs of currencies and separators of thousands are understood; anything else beside digits, as "5 approx.", is
/// refused with the reason.
pub fn read_amount(text: &str, format: AmountFormat) -> Result<Amount, AmountError> {
    let (is_negative, body) = unwrapped(text, format.currency)?;
    let belongs = |sign: char| {
        sign.is_ascii_digit() || matches!(sign, '.' | ',') || GROUP_SIGNS.contains(&sign)
    };
    if let Some(sign) = body.chars().find(|&sign| !belongs(sign)) {
        return Err(AmountError::Sign { sign });
    }
    let (whole, part) = split(body, format.decimal)?;
    let digits = format!("{}{part}", without_groups(whole, format.decimal)?);
    if digits.is_empty() {
        return Err(AmountError::NoDigits);
    }
    let zeros = format.unit.zeros() + u32::from(format.currency.decimals());
    let part_length = u32::try_from(part.len()).map_err(|_too_long| AmountError::TooLarge)?;
    let (size, is_rounded) = scaled(&digits, zeros, part_length, format.rounding)?;
    let minor = if is_negative { -size } else { size };
    let minor = i64::try_from(minor).map_err(|_too_large| AmountError::TooLarge)?;
    Ok(Amount { money: Money::from_minor(minor), is_rounded })
}

/// The text without its sign and currency, and whether the sign was a minus or the text in parentheses.
fn unwrapped(text: &str, currency: Currency) -> Result<(bool, &str), AmountError> {
    let mut rest = text.trim();
    let mut is_negative = false;
    let inner = rest.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    if let Some(inner) = inner {
        (is_negative, rest) = (true, inner.trim());
    }
    loop {
        let minus = rest.strip_prefix(MINUS).or_else(|| rest.strip_suffix(MINUS));
        if let Some(shorter) = minus
            && !is_negative
        {
            (is_negative, rest) = (true, shorter.trim());
        } else if let Some(shorter) = without_currency(rest, currency)? {
            rest = shorter.trim();
        } else {
            return Ok((is_negative, rest.strip_prefix('+').unwrap_or(rest)));
        }
    }
}

/// The minus of keyboards, and that of typesetters.
const MINUS: [char; 2] = ['-', '−'];

/// Signs of currencies, and the codes that each may stand for.
const SIGNS: [(&str, &[&str]); 5] = [
    ("€", &["EUR"]),
    ("£", &["GBP", "EGP", "GIP", "FKP", "LBP", "SHP", "SSP", "SYP"]),
    ("¥", &["JPY", "CNY"]),
    ("₹", &["INR"]),
    ("$", &[]),
];

/// The currencies whose sign is never a dollar.
const NO_DOLLARS: [&str; 12] =
    ["EUR", "GBP", "JPY", "CHF", "CNY", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "INR"];

/// The text without a sign or code of a currency at either end; nothing if there is none.
fn without_currency(text: &str, currency: Currency) -> Result<Option<&str>, AmountError> {
    let other = AmountError::OtherCurrency { expected: currency };
    for (sign, codes) in SIGNS {
        if let Some(rest) = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign)) {
            let fits = if sign == "$" {
                !NO_DOLLARS.contains(&currency.code())
            } else {
                codes.contains(&currency.code())
            };
            return if fits { Ok(Some(rest)) } else { Err(other) };
        }
    }
    let letters_before: usize = text.chars().take_while(char::is_ascii_uppercase).count();
    let letters_after: usize = text.chars().rev().take_while(char::is_ascii_uppercase).count();
    for (letter_count, found) in [
        (letters_before, text.split_at_checked(3)),
        (
            letters_after,
            text.split_at_checked(text.len().saturating_sub(3)).map(|(rest, code)| (code, rest)),
        ),
    ] {
        if let Some((code, rest)) = found
            && letter_count == 3
        {
            return if code == currency.code() { Ok(Some(rest)) } else { Err(other) };
        }
    }
    Ok(None)
}

/// The digits before and after the decimal sign; the latter may be none.
fn split(body: &str, decimal: DecimalSign) -> Result<(&str, &str), AmountError> {
    let sign = decimal.sign();
    let Some((whole, part)) = body.split_once(sign) else {
        return Ok((body, ""));
    };
    if part.contains(sign) {
        return Err(AmountError::TwoDecimals { sign });
    }
    match part.chars().find(|digit| !digit.is_ascii_digit()) {
        Some(sign) => Err(AmountError::Sign { sign }),
        None if part.is_empty() => Err(AmountError::Sign { sign }),
        None => Ok((whole, part)),
    }
}

/// The digits of the whole part; whatever separates thousands must do so everywhere.
fn without_groups(whole: &str, decimal: DecimalSign) -> Result<String, AmountError> {
    let separates = |sign: char| sign == decimal.thousands_sign() || GROUP_SIGNS.contains(&sign);
    let Some(sign) = whole.chars().find(|&sign| separates(sign)) else {
        return Ok(whole.to_owned());
    };
    if let Some(sign) = whole.chars().find(|&found| found != sign && !found.is_ascii_digit()) {
        return Err(AmountError::Sign { sign });
    }
    let lengths: Vec<usize> = whole.split(sign).map(str::len).collect();
    let first_fits = matches!(lengths.first(), Some(1..=3));
    if !first_fits || lengths.iter().skip(1).any(|&length| length != 3) {
        return Err(AmountError::Groups { sign });
    }
    Ok(whole.split(sign).collect())
}

/// Blanks and apostrophes that separate thousands beside point and comma.
const GROUP_SIGNS: [char; 6] = [' ', '\u{A0}', '\u{202F}', '\u{2009}', '\'', '’'];

/// The number of smallest coins, and whether it was rounded.
fn scaled(
    digits: &str,
    zeros: u32,
    part_length: u32,
    rounding: Rounding,
) -> Result<(i128, bool), AmountError> {
    let number: i128 = digits.parse().map_err(|_too_long| AmountError::TooLarge)?;
    let power = |exponent: u32| 10_i128.checked_pow(exponent).ok_or(AmountError::TooLarge);
    if zeros >= part_length {
        let size = number.checked_mul(power(zeros - part_length)?).ok_or(AmountError::TooLarge)?;
        return Ok((size, false));
    }
    let divisor = power(part_length - zeros)?;
    let (whole, rest) = (number.div_euclid(divisor), number.rem_euclid(divisor));
    if rest == 0 {
        return Ok((whole, false));
    }
    match rounding {
        Rounding::Refuse => Err(AmountError::TooFine),
        Rounding::HalfEven => {
            let missing = divisor - rest;
            let is_up = rest > missing || rest == missing && whole.rem_euclid(2) == 1;
            Ok((whole + i128::from(is_up), true))
        }
    }
}

/// A sum as the source would write it: "273,316.781" for millions; no zeros at its end.
pub fn sum_in_unit(minor: i128, currency: Currency, unit: Unit) -> String {
    let width = usize::try_from(unit.zeros()).unwrap_or(0) + usize::from(currency.decimals());
    let digits = format!("{:0>width$}", minor.unsigned_abs(), width = width + 1);
    let (whole, part) = digits.split_at_checked(digits.len() - width).unwrap_or((&digits, ""));
    let part = part.trim_end_matches('0');
    let point = if part.is_empty() { "" } else { "." };
    let minus = if minor < 0 { "−" } else { "" };
    format!("{minus}{}{point}{part}", grouped(whole))
}

/// Whole digits with a comma before every third from the right.
fn grouped(whole: &str) -> String {
    let mut text = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn format(unit: Unit, decimal: DecimalSign) -> AmountFormat {
        AmountFormat { currency: "USD".parse().unwrap(), unit, decimal, rounding: Rounding::Refuse }
    }

    #[track_caller]
    fn check(text: &str, unit: Unit, decimal: DecimalSign, minor: i64) {
        let amount = read_amount(text, format(unit, decimal)).unwrap();
        assert_eq!(amount, Amount { money: Money::from_minor(minor), is_rounded: false });
    }

    #[test]
    fn amounts_are_exact() {
        use DecimalSign::{Comma, Point};
        check("$3,794,700", Unit::One, Point, 379_470_000);
        check("1.2345678", Unit::Million, Point, 123_456_780);
        check("0.1", Unit::One, Point, 10);
        check(".5", Unit::One, Point, 50);
        check("(500,00)", Unit::One, Comma, -50_000);
        check("1.234,5", Unit::One, Comma, 123_450);
        check("1 234,50 $", Unit::One, Comma, 123_450);
        check("1'234.50", Unit::One, Point, 123_450);
        check("-$5", Unit::One, Point, -500);
        check("$-5", Unit::One, Point, -500);
        check("5−", Unit::One, Point, -500);
        check("USD 12", Unit::Thousand, Point, 1_200_000);
        check("12\u{A0}USD", Unit::One, Point, 1_200);
        check("+7", Unit::One, Point, 700);
        check("1.230000000", Unit::One, Point, 123);
        check("92233720368547758.07", Unit::One, Point, i64::MAX);
    }

    #[track_caller]
    fn refused(text: &str, decimal: DecimalSign, words: &str) {
        let error = read_amount(text, format(Unit::One, decimal)).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }

    #[test]
    fn what_is_no_amount_is_refused_with_the_reason() {
        use DecimalSign::{Comma, Point};
        refused("approx. 5", Point, "“a” does not belong there");
        refused("5 million", Point, "does not belong there");
        refused("TBD", Point, "another currency");
        refused("$", Point, "no digits");
        refused("1,23", Point, "“,” must stand before three digits");
        refused("1.234.567", Point, "more than one “.”");
        refused("1,234 567", Point, "“ ” does not belong there");
        refused("12,", Comma, "“,” does not belong there");
        refused("€5", Point, "another currency than the portfolio, which is in USD");
        refused("5 EUR", Point, "another currency");
        refused("0.005", Point, "a part of the smallest coin");
        refused("92233720368547758.08", Point, "too large");
        refused(&"9".repeat(50), Point, "too large");
        refused("--5", Point, "does not belong there");
        refused("((5))", Point, "does not belong there");
    }

    #[test]
    fn rounding_is_asked_for_and_told() {
        #[track_caller]
        fn rounds(text: &str, minor: i64) {
            let format = AmountFormat {
                rounding: Rounding::HalfEven,
                ..format(Unit::One, DecimalSign::Point)
            };
            let amount = read_amount(text, format).unwrap();
            assert_eq!(amount, Amount { money: Money::from_minor(minor), is_rounded: true });
        }
        rounds("0.005", 0);
        rounds("0.015", 2);
        rounds("0.0151", 2);
        rounds("0.0149", 1);
        rounds("-0.015", -2);
    }

    #[test]
    fn a_sum_reads_as_in_the_source() {
        let usd = "USD".parse().unwrap();
        assert_eq!(sum_in_unit(27_331_678_100_000, usd, Unit::Million), "273,316.781");
        assert_eq!(sum_in_unit(-5, usd, Unit::One), "−0.05");
        assert_eq!(sum_in_unit(0, usd, Unit::Million), "0");
        assert_eq!(sum_in_unit(702_333_694_800, usd, Unit::One), "7,023,336,948");
        assert_eq!(sum_in_unit(5, "JPY".parse().unwrap(), Unit::One), "5");
    }

    proptest! {
        /// What a sum says, read again, is the sum.
        #[test]
        fn a_sum_can_be_read_again(minor: i64, unit in 0_usize..4) {
            let unit = [Unit::One, Unit::Thousand, Unit::Million, Unit::Billion][unit];
            let text = sum_in_unit(minor.into(), "USD".parse().unwrap(), unit);
            let again = read_amount(&text, format(unit, DecimalSign::Point)).unwrap();
            prop_assert_eq!(again.money, Money::from_minor(minor));
        }

        /// No text makes it fail other than in words.
        #[test]
        fn any_text_is_an_amount_or_a_reason(text in "[0-9.,$€()\\- A-Zé]{0,20}") {
            let _either = read_amount(&text, format(Unit::Million, DecimalSign::Comma));
        }
    }
}
