//! The shapes that earlier releases wrote.

use crate::{domain::history, store::stored_event::read};

/// What the first release wrote is read for ever.
#[test]
fn the_shapes_of_the_first_release_are_read() {
    let registered = r#"{"external_reference":null,"kind":"complaint","procedure":"adult_statutory",
        "concerns":[{"category":"delay","subcategory":null}],"themes":[],"received_on":"2024-02-29",
        "service":"adults","team":null,"method":"email","made_by":"adult","advocate_supported":null,
        "complainant":{"answers":[null,null,null,null,null,null,null,null,null],"source":null},
        "service_user":{"answers":[null,null,null,null,null,null,null,null,null],"source":null}}"#;
    for (kind, payload) in [
        ("representation.registered", registered),
        ("representation.acknowledged", r#"{"on":"2024-03-01"}"#),
        (
            "representation.clock_extended",
            r#"{"clock":"response","length":40,"reason":"complexity","decided_on":"2024-03-01",
                "complainant_agreed":true,"told_on":null}"#,
        ),
        (
            "representation.findings_recorded",
            r#"{"findings":[{"concern":1,"finding":"upheld"}]}"#,
        ),
        (
            "representation.stage_concluded",
            r#"{"on":"2024-03-09","finding":"upheld","overridden":false}"#,
        ),
        (
            "representation.escalated",
            r#"{"requested_on":"2024-03-10","late_acceptance_reason":null}"#,
        ),
        (
            "representation.withdrawn",
            r#"{"on":"2024-03-11","reason":"resolved"}"#,
        ),
        (
            "representation.closed",
            r#"{"on":"2024-03-12","closure":"lapsed"}"#,
        ),
    ] {
        let event = read(kind, 1, payload).unwrap_or_else(|error| panic!("{kind}: {error}"));
        assert!(matches!(event, history::Event::Representation(_)), "{kind}");
    }
}
