//! Numbers, dates and changes in words: what a sentence says about a figure follows from the figure.

use chrono::NaiveDate;

use crate::domain::financial_year::{FinancialYear, Period};

/// A thing that is counted, as a sentence needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noun {
    /// One of them.
    pub one: &'static str,
    /// Any other number of them.
    pub many: &'static str,
}

impl Noun {
    /// A number of them: "1 complaint", "1,204 complaints", "no complaints".
    pub fn counted(self, number: i64) -> String {
        match number {
            0 => format!("no {}", self.many),
            1 => format!("1 {}", self.one),
            _ => format!("{} {}", whole(number), self.many),
        }
    }
}

/// "is" or "are", for a number of things; none are many.
pub fn is_or_are(number: i64) -> &'static str {
    if number == 1 { "is" } else { "are" }
}

/// "was" or "were", for a number of things; none are many.
pub fn was_or_were(number: i64) -> &'static str {
    if number == 1 { "was" } else { "were" }
}

/// A whole number with its thousands apart: "25,242".
pub fn whole(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if number < 0 { format!("-{text}") } else { text }
}

/// A number as it is published: with one decimal, half away from zero.
pub fn rounded(value: f64) -> f64 {
    let tenths = (value * 10.0).round() / 10.0;
    // Not -0.
    if tenths == 0.0 { 0.0 } else { tenths }
}

/// The same as text, without a decimal that is zero: "87.2", "100".
pub fn decimal(value: f64) -> String {
    let text = format!("{:.1}", rounded(value));
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// How a count stands against an earlier one: "11 fewer than in 2022/23 (a decrease of 6.6%)". `than` is the earlier
/// period as a sentence names it, such as "in 2022/23".
pub fn change(now: i64, before: i64, than: &str) -> String {
    if now == 0 && before == 0 {
        return format!("as {than}");
    }
    if now == before {
        return format!("the same number as {than}");
    }
    if before == 0 {
        return format!("up from none {than}");
    }
    if now == 0 {
        return format!("down from {} {than}", whole(before));
    }
    let (more, of) = if now > before {
        ("more", "an increase")
    } else {
        ("fewer", "a decrease")
    };
    let by = whole((now - before).abs());
    let percentage = percentage_of((now - before).abs(), before);
    format!("{by} {more} than {than} ({of} of {percentage})")
}

/// How a rate stands against an earlier one, in percentage points of what is published of both: "up 3.2 percentage
/// points from 58.7% in 2022/23".
pub fn change_of_rate(now: f64, before: f64, than: &str) -> String {
    change_by(
        (rounded(now), rounded(before)),
        ("percentage point", "percentage points"),
        "%",
        than,
    )
}

/// How a number of working days stands against an earlier one.
pub fn change_of_days(now: f64, before: f64, than: &str) -> String {
    change_by((rounded(now), rounded(before)), ("day", "days"), "", than)
}

fn change_by((now, before): (f64, f64), (one, many): (&str, &str), sign: &str, than: &str) -> String {
    let by = rounded((now - before).abs());
    let unit = if decimal(by) == "1" { one } else { many };
    let from = format!("{}{sign} {than}", decimal(before));
    let by = decimal(by);
    match now.partial_cmp(&before) {
        Some(std::cmp::Ordering::Greater) => format!("up {by} {unit} from {from}"),
        Some(std::cmp::Ordering::Less) => format!("down {by} {unit} from {from}"),
        _ => format!("the same as {than}"),
    }
}

/// A percentage: "6.6%". One that is not nothing and would be rounded to nothing is "less than 0.1%".
pub fn percentage_of(part: i64, whole: i64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "no register counts 2^53 of anything")]
    let value = 100.0 * part as f64 / whole as f64;
    if part > 0 && rounded(value) == 0.0 {
        "less than 0.1%".to_owned()
    } else {
        format!("{}%", decimal(value))
    }
}

/// A date as it is written out: "3 April 2023".
pub fn date(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// A period as a title names it: "2023/24", "Quarter 3 of 2023/24 (October to December 2023)".
pub fn period(period: Period) -> String {
    let year = FinancialYear::of(period.starts_on());
    if period == Period::financial_year(year) {
        return year.label();
    }
    let quarter = (1..=4).find(|number| Period::quarter(year, *number) == Some(period));
    if let Some(number) = quarter {
        let (from, until) = (period.starts_on(), period.ends_on());
        return format!(
            "quarter {number} of {year} ({} to {})",
            from.format("%B"),
            until.format("%B %Y")
        );
    }
    format!("{} to {}", date(period.starts_on()), date(period.ends_on()))
}

/// A period as a sentence compares with it: "in 2022/23", "in quarter 2 of 2023/24".
pub fn in_period(of: Period) -> String {
    let text = period(of);
    match text.split_once(" (") {
        Some((short, _)) => format!("in {short}"),
        None if text.contains(" to ") => format!("in the period {text}"),
        None => format!("in {text}"),
    }
}

/// The period of the same kind before this one: the year before a year, the quarter before a quarter.
pub fn before(period: Period) -> Option<Period> {
    let year = FinancialYear::of(period.starts_on());
    if period == Period::financial_year(year) {
        return Some(Period::financial_year(FinancialYear(year.0.checked_sub(1)?)));
    }
    let number = (1..=4_u8).find(|number| Period::quarter(year, *number) == Some(period))?;
    match number {
        1 => Period::quarter(FinancialYear(year.0.checked_sub(1)?), 4),
        _ => Period::quarter(year, number - 1),
    }
}

/// A word as it is displayed: `partly_upheld` is "Partly upheld".
pub fn in_words(word: &str) -> String {
    capital(&word.replace('_', " "))
}

/// A text that begins with a capital.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// A name of a list as it stands inside a sentence: "Email" is "email", "LGSCO" stays.
pub fn inside(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain([second]).chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

/// Things one after another: "a", "a and b", "a, b and c".
pub fn list(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMPLAINTS: Noun = Noun {
        one: "complaint",
        many: "complaints",
    };

    #[test]
    fn numbers_agree_with_their_nouns() {
        let counted = [0, 1, 2, 1_204, 25_242, 1_000_000].map(|number| COMPLAINTS.counted(number));
        assert_eq!(
            counted,
            [
                "no complaints",
                "1 complaint",
                "2 complaints",
                "1,204 complaints",
                "25,242 complaints",
                "1,000,000 complaints"
            ]
        );
        assert_eq!(
            (was_or_were(0), was_or_were(1), was_or_were(2)),
            ("were", "was", "were")
        );
    }

    /// X01 of the published reports: 177 was told as a decrease from 157.
    #[test]
    fn the_direction_follows_from_the_numbers() {
        let than = "in 2022/23";
        for (now, before, told) in [
            (156, 167, "11 fewer than in 2022/23 (a decrease of 6.6%)"),
            (177, 157, "20 more than in 2022/23 (an increase of 12.7%)"),
            (17, 17, "the same number as in 2022/23"),
            (0, 0, "as in 2022/23"),
            (3, 0, "up from none in 2022/23"),
            (0, 1, "down from 1 in 2022/23"),
            (1, 2, "1 fewer than in 2022/23 (a decrease of 50%)"),
            (
                10_001,
                10_000,
                "1 more than in 2022/23 (an increase of less than 0.1%)",
            ),
        ] {
            assert_eq!(change(now, before, than), told);
        }
        assert_eq!(
            change_of_rate(61.9, 58.7, than),
            "up 3.2 percentage points from 58.7% in 2022/23"
        );
        assert_eq!(change_of_days(12.0, 13.0, than), "down 1 day from 13 in 2022/23");
        assert_eq!(change_of_rate(50.01, 50.04, than), "the same as in 2022/23");
    }

    #[test]
    fn periods_have_names_and_the_one_before() {
        let year = Period::financial_year(FinancialYear(2023));
        assert_eq!(
            (period(year), in_period(year)),
            ("2023/24".to_owned(), "in 2023/24".to_owned())
        );
        let quarter = Period::quarter(FinancialYear(2023), 4).expect("a quarter");
        assert_eq!(period(quarter), "quarter 4 of 2023/24 (January to March 2024)");
        assert_eq!(in_period(quarter), "in quarter 4 of 2023/24");
        let first = Period::quarter(FinancialYear(2023), 1).expect("a quarter");
        assert_eq!(before(first), Period::quarter(FinancialYear(2022), 4));
        assert_eq!(before(year), Some(Period::financial_year(FinancialYear(2022))));
        let month = Period::month(2024, 2).expect("a month");
        assert_eq!(
            (before(month), period(month)),
            (None, "1 February 2024 to 29 February 2024".to_owned())
        );
    }

    #[test]
    fn decimals_are_rounded_half_away_and_zero_is_not_negative() {
        let texts = [12.0, 12.04, 12.05, 87.25, 0.0, -0.01].map(decimal);
        assert_eq!(texts, ["12", "12", "12.1", "87.3", "0", "0"]);
    }

    #[test]
    fn names_stand_inside_sentences() {
        assert_eq!(inside("Contact centre or form"), "contact centre or form");
        assert_eq!(inside("LGSCO"), "LGSCO");
        assert_eq!(
            list(&["a".to_owned(), "b".to_owned(), "c".to_owned()]),
            "a, b and c"
        );
    }
}
