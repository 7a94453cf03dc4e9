use std::collections::BTreeSet;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The rules make every published holiday from 2012 on but for these: (date, in the table?).
#[test]
fn the_rules_make_the_table_but_for_the_one_offs() {
    let mut differing = Vec::new();
    for year in 2012..=2028 {
        let by_rule: BTreeSet<_> = rule_made(year)
            .into_iter()
            .map(|made| (made.date, made.name))
            .collect();
        assert_eq!(by_rule.len(), 8, "{year}");
        let in_table: BTreeSet<_> = published()
            .iter()
            .filter(|holiday| holiday.date.year() == year && holiday.withdrawn_on.is_none())
            .map(|holiday| (holiday.date, holiday.name.clone()))
            .collect();
        for (date, _) in by_rule.symmetric_difference(&in_table) {
            differing.push((
                date.to_string(),
                in_table.iter().any(|(listed, _)| listed == date),
            ));
        }
    }
    let expected = [
        ("2012-05-28", false), // spring, moved for the Diamond Jubilee
        ("2012-06-04", true),
        ("2012-06-05", true),
        ("2020-05-04", false), // early May, moved for VE Day
        ("2020-05-08", true),
        ("2022-05-30", false), // spring, moved for the Platinum Jubilee
        ("2022-06-02", true),
        ("2022-06-03", true),
        ("2022-09-19", true),
        ("2023-05-08", true),
    ];
    assert_eq!(
        differing,
        expected.map(|(date, listed)| (date.to_owned(), listed))
    );
}

#[test]
fn easter_of_years_far_apart() {
    // The earliest and latest Easter there can be are 22 March and 25 April; the rest are almanac
    // dates.
    for (year, monday) in [
        (1981, "1981-04-20"),
        (2000, "2000-04-24"),
        (2008, "2008-03-24"),
        (2038, "2038-04-26"),
        (2049, "2049-04-19"),
        (2076, "2076-04-20"),
        (2160, "2160-03-24"),
    ] {
        let made = rule_made(year);
        assert!(
            made.iter()
                .any(|made| made.date == day(monday) && made.name == "Easter Monday"),
            "{year}: {made:?}"
        );
    }
}
