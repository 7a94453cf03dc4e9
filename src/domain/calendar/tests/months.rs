//! Periods of months.

use super::*;

#[test]
fn months_after_ends_on_the_corresponding_date() {
    for (from, months, end) in [
        ("1978-09-30", 4, "1979-01-30"), // Dodds v Walker
        ("2023-05-17", 12, "2024-05-17"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2023-02-28", 12, "2024-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2023-05-17", 0, "2023-05-17"),
    ] {
        assert_eq!(
            months_after(day(from), months),
            day(end),
            "{months} months after {from}"
        );
    }
}

#[test]
fn months_commencing_on_end_the_day_before() {
    for (from, months, end) in [
        ("2023-04-03", 6, "2023-10-02"),
        ("2023-01-01", 12, "2023-12-31"),
        ("2023-09-01", 6, "2024-02-29"),
        ("2022-09-01", 6, "2023-02-28"),
        ("2022-08-31", 6, "2023-02-28"),
        ("2022-08-29", 6, "2023-02-28"),
        ("2022-08-28", 6, "2023-02-27"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2023-08-29", 6, "2024-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2023-03-01", 12, "2024-02-29"),
        ("2023-11-30", 3, "2024-02-29"),
    ] {
        let found = months_commencing_on(day(from), months);
        assert_eq!(found, day(end), "{months} months commencing on {from}");
    }
}
