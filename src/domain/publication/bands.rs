//! Bands: `0-10`, `<16`, `65+`, `over 10 working days`.

use super::{number::Number, words::normal};

/// The lowest and the highest whole number of a band; no highest where it is open.
pub fn bounds(label: &str) -> Option<(f64, Option<f64>)> {
    let text = label
        .replace(['\u{2013}', '\u{2014}', '\u{2212}'], "-")
        .to_lowercase();
    let text = text.replace(" to ", "-").replace(" - ", "-");
    let numbers = numbers(&text);
    let words = normal(&text);
    let has = |known: &[&str]| words.split(' ').any(|word| known.contains(&word));
    match numbers[..] {
        [low, high] if text.contains('-') && low < high => Some((low, Some(high))),
        [limit]
            if text.contains('≥')
                || text.contains(&format!("{limit}+"))
                || ["or more", "and over", "or over", "or older", "and above", "plus"]
                    .iter()
                    .any(|open| words.contains(open)) =>
        {
            Some((limit, None))
        }
        [limit] if text.contains('<') || has(&["under", "below"]) || words.contains("fewer than") => {
            Some((0.0, Some(limit - 1.0)))
        }
        [limit] if text.contains('≤') || has(&["within", "up"]) => Some((0.0, Some(limit))),
        [limit] if text.contains('>') || has(&["over", "above"]) || words.contains("more than") => {
            Some((limit + 1.0, None))
        }
        _ => None,
    }
}

fn numbers(text: &str) -> Vec<f64> {
    let parts = text.split(|one: char| !(one.is_ascii_digit() || one == '.'));
    parts
        .filter_map(Number::parse)
        .map(|number| number.value)
        .collect()
}
