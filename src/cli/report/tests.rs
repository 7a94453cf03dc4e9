use super::{financial_year, texts::parse};
use crate::{
    api::wire::{Date, NarrativeText, SelfAssessmentAnswer},
    cli::files::safe,
};

#[test]
fn a_year_is_two_that_follow_each_other() {
    assert_eq!(financial_year("2023-24"), Ok(2023));
    assert_eq!(financial_year("1999/00"), Ok(1999));
    for bad in ["2023", "2023-25", "23-24", "2023-2024", "-1-00", ""] {
        assert!(financial_year(bad).is_err(), "{bad}");
    }
}

/// A server that is not ours may not write where it likes.
#[test]
fn only_plain_names_are_written() {
    assert_eq!(safe("01-children_outcome.csv"), Ok("01-children_outcome.csv"));
    for bad in ["", ".", "..", "../x", "a/b", "C:x", "a\\b", ".hidden", "A.html"] {
        assert!(safe(bad).is_err(), "{bad}");
    }
}

#[test]
fn what_people_wrote_is_read() {
    let texts = parse(
        "[narrative]\nintroduction = '''A year.\n\nOf two parts.'''\n\
         [[self_assessment]]\nsection = 3\nanswer = 'partly'\ncommentary = 'Leaflets are to come.'\n\
         [sign_off]\napprovals = [{by = 'Director of children'}, {by = 'Cabinet', on = '2024-11-12'}]\n\
         published_on = '2024-12-01'\nresponse = 'Noted.'\n",
    )
    .expect("the file");
    let introduction = NarrativeText {
        place: "introduction".to_owned(),
        text: "A year.\n\nOf two parts.".to_owned(),
    };
    assert_eq!(texts.narrative, [introduction]);
    assert_eq!(texts.self_assessment[0].answer(), SelfAssessmentAnswer::Partly);
    let sign_off = texts.sign_off.expect("a sign-off");
    assert_eq!(sign_off.approvals[0].approved_date, None);
    let cabinet = Date {
        year: 2024,
        month: 11,
        day: 12,
    };
    assert_eq!(sign_off.approvals[1].approved_date, Some(cabinet));
    assert!(parse("[narative]\nintroduction = 'x'\n").is_err());
}
