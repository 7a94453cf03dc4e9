use clap::Parser;

use super::*;

#[derive(Debug, Parser)]
struct Harness {
    #[command(flatten)]
    deadline: Deadline,
}

fn parse(arguments: &[&str]) -> Result<Deadline, clap::Error> {
    let words = std::iter::once(&"deadline").chain(arguments);
    Ok(Harness::try_parse_from(words)?.deadline)
}

fn answer(arguments: &[&str]) -> String {
    let deadline = parse(arguments).expect("the arguments are right");
    deadline.answer().expect("an answer")
}

#[test]
fn the_due_date_stands_on_the_first_line() {
    insta::assert_snapshot!(answer(&["--from", "2022-09-08", "--working-days", "10"]), @r"
    2022-09-23
      2022-09-10 Saturday  Saturday
      2022-09-11 Sunday  Sunday
      2022-09-17 Saturday  Saturday
      2022-09-18 Sunday  Sunday
      2022-09-19 Monday  bank holiday: State Funeral of Queen Elizabeth II
    ");
}

#[test]
fn the_funeral_was_not_known_the_day_before() {
    let text = answer(&[
        "--from",
        "2022-09-08",
        "--working-days",
        "10",
        "--known-on",
        "2022-09-08",
    ]);
    assert_eq!(text.lines().next(), Some("2022-09-22"));
    assert!(!text.contains("bank holiday"), "{text}");
}

#[test]
fn a_rule_made_answer_says_so() {
    insta::assert_snapshot!(answer(&["--from", "2030-12-24", "--working-days", "1"]), @r"
    2030-12-27
      2030-12-25 Wednesday  bank holiday: Christmas Day (provisional)
      2030-12-26 Thursday  bank holiday: Boxing Day (provisional)
    provisional: some of these days lie outside 2010 to 2028, the years whose bank holidays were published
    ");
}

#[test]
fn no_working_days_end_where_they_began() {
    assert_eq!(
        answer(&["--from", "2030-12-25", "--working-days", "0"]),
        "2030-12-25\n"
    );
}

#[test]
fn json_gives_the_whole_reckoning() {
    let arguments = ["--from", "2024-03-28", "--working-days", "1", "--output", "json"];
    insta::assert_snapshot!(answer(&arguments), @r#"
    {
      "from": "2024-03-28",
      "working_days": 1,
      "known_on": null,
      "due_on": "2024-04-02",
      "skipped": [
        {
          "date": "2024-03-29",
          "weekday": "Friday",
          "reason": "bank holiday: Good Friday"
        },
        {
          "date": "2024-03-30",
          "weekday": "Saturday",
          "reason": "Saturday"
        },
        {
          "date": "2024-03-31",
          "weekday": "Sunday",
          "reason": "Sunday"
        },
        {
          "date": "2024-04-01",
          "weekday": "Monday",
          "reason": "bank holiday: Easter Monday"
        }
      ],
      "provisional": false
    }
    "#);
}

#[test]
fn bad_arguments_are_refused() {
    for arguments in [
        ["--from", "2022-02-30", "--working-days", "1"],
        ["--from", "2022-9-8", "--working-days", "1"],
        ["--from", "+2022-09-08", "--working-days", "1"],
        ["--from", "08/09/2022", "--working-days", "1"],
        ["--from", "1899-12-31", "--working-days", "1"],
        ["--from", "2201-01-01", "--working-days", "1"],
        ["--from", "2022-09-08", "--working-days", "1001"],
        ["--from", "2022-09-08", "--working-days", "-1"],
    ] {
        assert!(parse(&arguments).is_err(), "{arguments:?}");
    }
}
