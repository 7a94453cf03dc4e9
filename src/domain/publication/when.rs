//! Periods as they are printed, and the years that a text speaks of.

use chrono::NaiveDate;

use super::words::normal;
use crate::domain::financial_year::{FinancialYear, Period};

/// The period that a text stands for: `2023/24`, `2023-24`, `Q1 2023/24`, `April 2023`, `2023`, `31 March 2024`,
/// `1 April 2023 to 31 March 2024`. `None` if it stands for none.
pub fn period(text: &str) -> Option<Period> {
    let text = normal_marks(text);
    let lower = text.trim().to_lowercase();
    let bare = [
        "as at ",
        "at ",
        "as of ",
        "year ended ",
        "year to ",
        "fy ",
        "year ",
        "financial year ",
    ]
    .iter()
    .fold(lower.as_str(), |text, prefix| {
        text.strip_prefix(prefix).unwrap_or(text)
    })
    .trim();
    if lower.starts_with("year ended ") || lower.starts_with("year to ") {
        let last = date(bare)?;
        let first = last.succ_opt()?.checked_sub_months(chrono::Months::new(12))?;
        return Period::between(first, last);
    }
    if let Some(year) = financial_year(bare) {
        return Some(Period::financial_year(year));
    }
    if let Some((from, to)) = bare.split_once(" to ").or_else(|| bare.split_once(" - ")) {
        if let (Some(from), Some(to)) = (date(from), date(to)) {
            return Period::between(from, to);
        }
        let (from, to) = (period(from)?, period(to)?);
        return Period::between(from.starts_on(), to.ends_on());
    }
    if let Some(day) = date(bare) {
        return Period::between(day, day);
    }
    quarter(bare).or_else(|| month(bare)).or_else(|| {
        let year: i32 = bare.parse().ok().filter(|year| (1990..=2200).contains(year))?;
        Period::between(
            NaiveDate::from_ymd_opt(year, 1, 1)?,
            NaiveDate::from_ymd_opt(year, 12, 31)?,
        )
    })
}

/// A day: `2024-03-31`, `31 March 2024`, `31/03/2024`.
pub fn date(text: &str) -> Option<NaiveDate> {
    let text = text.trim().replace(',', "");
    let forms = ["%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y"];
    let plain = without_ordinal(&text);
    forms
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(&plain, form).ok())
        .filter(|day| (NaiveDate::MIN..=NaiveDate::MAX).contains(day) && plain.len() >= 8)
}

fn without_ordinal(text: &str) -> String {
    let words = text.split_whitespace().map(|word| {
        let digits = word.trim_end_matches(|one: char| one.is_ascii_alphabetic());
        let ending = &word[digits.len()..];
        if !digits.is_empty() && ["st", "nd", "rd", "th"].contains(&ending) {
            digits.to_owned()
        } else {
            word.to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn normal_marks(text: &str) -> String {
    text.replace(['\u{2013}', '\u{2014}', '\u{2010}', '\u{2011}'], "-")
}

/// A financial year, if the whole text is one.
pub fn financial_year(text: &str) -> Option<FinancialYear> {
    let text = normal_marks(text.trim());
    let found = year_tokens(&text);
    match &found[..] {
        [
            Token {
                year: Some(year),
                text: token,
            },
        ] if token.len() == text.len() => Some(*year),
        _ => {
            let (first, second) = text.split_once('/')?;
            let both = first.len() == 2 && second.len() == 2;
            let (first, second): (i32, i32) = (first.parse().ok()?, second.parse().ok()?);
            (both && second == first + 1).then_some(FinancialYear(2000 + first))
        }
    }
}

fn quarter(text: &str) -> Option<Period> {
    let number = |text: &str| -> Option<u8> {
        let text = text.trim();
        let digit = text
            .strip_prefix("quarter ")
            .or_else(|| text.strip_prefix('q'))
            .or_else(|| text.strip_prefix("qtr "))?;
        digit.trim().parse().ok()
    };
    let (first, last) = text.rsplit_once(' ')?;
    let (year, quarter) = match (financial_year(last), financial_year(text.split(' ').next()?)) {
        (Some(year), _) => (year, number(first)?),
        (None, Some(year)) => (year, number(text.split_once(' ')?.1)?),
        (None, None) => return None,
    };
    Period::quarter(year, quarter)
}

fn month(text: &str) -> Option<Period> {
    let text = text.replace('-', " ");
    let (name, year) = text.rsplit_once(' ')?;
    let year: i32 = match year.len() {
        2 => 2000 + year.parse::<i32>().ok()?,
        4 => year.parse().ok()?,
        _ => return None,
    };
    Period::month(year, month_number(name)?)
}

/// The number of a month by its name or the first three letters of it.
pub fn month_number(name: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let name = normal(name);
    let found = MONTHS.iter().position(|month| {
        *month == name || month[..3] == name || (name == "sept" && *month == "september")
    })?;
    u32::try_from(found + 1).ok()
}

/// Whether a label is the name of a month or of a quarter.
pub fn is_part_of_year(label: &str) -> bool {
    let label = normal(label).replace("quarter ", "q");
    month_number(&label).is_some() || ["q1", "q2", "q3", "q4"].contains(&label.as_str())
}

/// Something in a text that is written as a financial year is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// As it is written.
    pub text: String,
    /// The year; none where there is no such year, as in `2021/20`.
    pub year: Option<FinancialYear>,
}

/// Everything in a text that is written as a financial year is. A range such as 2019-22 and a month such as 2024-01
/// are no financial years and are left out.
pub fn year_tokens(text: &str) -> Vec<Token> {
    let text: Vec<char> = normal_marks(text).chars().collect();
    let mut found = Vec::new();
    let mut place = 0;
    while place < text.len() {
        let begins = place == 0 || !(text[place - 1].is_ascii_digit() || "-/".contains(text[place - 1]));
        match token(&text[place..]).filter(|_| begins) {
            Some(token) => {
                place += token.text.chars().count();
                found.extend((token.year.is_some() || is_no_year(&token.text)).then_some(token));
            }
            None => place += 1,
        }
    }
    found
}

fn token(text: &[char]) -> Option<Token> {
    let digits = |from: usize, count: usize| -> Option<i32> {
        let part: String = text.get(from..from + count)?.iter().collect();
        part.chars()
            .all(|one| one.is_ascii_digit())
            .then(|| part.parse().ok())?
    };
    let first = digits(0, 4).filter(|year| (1990..=2200).contains(year))?;
    if !text.get(4).is_some_and(|mark| "-/".contains(*mark)) {
        return None;
    }
    let length = if digits(5, 4).is_some() { 4 } else { 2 };
    let second = digits(5, length)?;
    let ends = text.get(5 + length);
    if ends.is_some_and(|next| next.is_ascii_digit() || "-/".contains(*next)) {
        return None;
    }
    let follows = if length == 4 {
        second == first + 1
    } else {
        second == (first + 1) % 100
    };
    Some(Token {
        text: text[..5 + length].iter().collect(),
        year: follows.then_some(FinancialYear(first)),
    })
}

/// Whether what is written like a year can be no year, no range of years and no month: its end lies before its start.
fn is_no_year(token: &str) -> bool {
    let ends: Option<i32> = token[5..].parse().ok();
    let begins: Option<i32> = token[..4].parse().ok();
    begins.zip(ends).is_some_and(|(begins, ends)| {
        if token.len() == 9 {
            ends <= begins
        } else {
            ends > 12 && ends <= begins % 100
        }
    })
}

/// Whether a period is, or lies within, another.
pub fn is_within(inner: Period, outer: Period) -> bool {
    outer.contains(inner.starts_on()) && outer.contains(inner.ends_on())
}
