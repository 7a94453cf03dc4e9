//! Numbers as they are printed: the last digit says how far they were rounded.

use std::fmt;

/// What two numbers may differ by and still be one: the error of binary fractions, not a tolerance of the rules.
const BINARY_ERROR: f64 = 1e-9;

/// A printed number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// Its value; a percentage as printed, 46 for 46%.
    pub value: f64,
    /// How many digits stand after the point.
    pub decimals: u8,
    /// Whether it stands with a percent sign.
    pub is_percent: bool,
}

impl Number {
    /// A whole number.
    pub fn whole(value: f64) -> Self {
        Self {
            value,
            decimals: 0,
            is_percent: false,
        }
    }

    /// Reads a number as printed: `1,234`, `£750.50`, `46%`, `-6`, `12 working days`, `156*` with a footnote. `None` if
    /// it is none, or only about one (`c. 40`).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().replace(['\u{2212}', '\u{2013}'], "-");
        let text = without_note(&text);
        let text = text.trim().trim_start_matches('+').trim();
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest.trim()),
            None => (false, text),
        };
        let text = text.strip_prefix('£').unwrap_or(text);
        let (text, is_percent) = without_unit(text);
        let digits: String = text.chars().filter(|one| *one != ',').collect();
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let all_digits = |part: &str| part.chars().all(|one| one.is_ascii_digit());
        let grouped = text.split('.').next().unwrap_or_default().split(',').skip(1);
        let is_number = !whole.is_empty()
            && all_digits(whole)
            && all_digits(fraction)
            && digits.len() <= 15
            && grouped.into_iter().all(|group| group.len() == 3);
        if !is_number {
            return None;
        }
        let value: f64 = digits.parse().ok()?;
        Some(Self {
            value: if negative { -value } else { value },
            decimals: u8::try_from(fraction.len()).ok()?,
            is_percent,
        })
    }

    /// Half of its last digit.
    pub fn half(&self) -> f64 {
        0.5 * 10_f64.powi(-i32::from(self.decimals))
    }

    /// Whether an exact value rounds to it. A value that lies in the middle may have been rounded either way.
    pub fn rounds(&self, exact: f64) -> bool {
        (exact - self.value).abs() <= self.half() + BINARY_ERROR
    }

    /// Whether it is an exact value with the further digits cut off, where rounding gives another.
    pub fn is_cut_from(&self, exact: f64) -> bool {
        let scale = 10_f64.powi(i32::from(self.decimals));
        !self.rounds(exact) && same((exact * scale + BINARY_ERROR).trunc(), self.value * scale)
    }

    /// Whether the two can be one figure, one of them rounded further.
    pub fn agrees(&self, other: &Self) -> bool {
        if self.decimals == other.decimals {
            return same(self.value, other.value);
        }
        (self.value - other.value).abs() <= self.half().max(other.half()) + BINARY_ERROR
    }

    /// Whether it has nothing after the point but zeros.
    pub fn is_whole(&self) -> bool {
        same(self.value, self.value.round())
    }

    /// An exact value with one digit more than this number has.
    pub fn finer(&self, exact: f64) -> String {
        let decimals = usize::from(self.decimals) + 1;
        format!("{exact:.decimals$}")
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = usize::from(self.decimals);
        let sign = if self.is_percent { "%" } else { "" };
        write!(f, "{:.decimals$}{sign}", self.value)
    }
}

/// Whether two values are one but for the error of binary fractions.
pub fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= BINARY_ERROR * one.abs().max(1.0)
}

/// A value as a sentence shows it: whole, or with two digits after the point.
pub fn plain(value: f64) -> String {
    if same(value, value.round()) {
        format!("{:.0}", value.round())
    } else {
        format!("{value:.2}")
    }
}

/// The text without the mark of a footnote, or of a figure that is provisional or revised.
fn without_note(text: &str) -> &str {
    let text = text.trim_end();
    let text = ["(r)", "(p)", "[r]", "[p]"]
        .iter()
        .fold(text, |text, note| text.strip_suffix(note).unwrap_or(text));
    let text = match text.rsplit_once('[') {
        Some((before, note))
            if note
                .strip_suffix(']')
                .is_some_and(|note| note.parse::<u8>().is_ok()) =>
        {
            before
        }
        _ => text,
    };
    let notes = ['*', '†', '‡', '§', '^', '¹', '²', '³', '⁴', '⁵'];
    let without = text.trim_end_matches(notes);
    if without.is_empty() {
        text
    } else {
        without.trim_end()
    }
}

fn without_unit(text: &str) -> (&str, bool) {
    const UNITS: [&str; 9] = [
        "percentage points",
        "working days",
        "working day",
        "days",
        "day",
        "WD",
        "wd",
        "pp",
        "cases",
    ];
    for sign in ["%", "per cent", "percent"] {
        if let Some(number) = text.strip_suffix(sign) {
            return (number.trim_end(), true);
        }
    }
    let unit = UNITS.iter().find_map(|unit| text.strip_suffix(unit));
    (unit.unwrap_or(text).trim_end(), false)
}
