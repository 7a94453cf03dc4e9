//! What is answered about clocks.

use crate::{
    api::{
        convert::{
            dates::date,
            reference::{policy, rule},
            representations::code,
            values::{Wire, optional},
        },
        names, wire,
    },
    app::clocks::{ClockList, ListedClock, Preview},
    domain::{
        clock::Clock,
        explanation::{Explanation, Uncounted},
        ids::{AuthorityId, Stream},
        limits,
        preview::ClockChange,
    },
};

/// A clock.
pub fn clock(clock: &Clock) -> wire::Clock {
    wire::Clock {
        clock: clock.name.to_wire(),
        stage: clock.stage.into(),
        state: clock.state().to_wire(),
        anchor_date: clock.due.map(|due| date(due.anchor_on)),
        length: clock.length.into(),
        agreed_length: clock.agreed_length.into(),
        unit: clock.unit.to_wire(),
        due_date: clock.due.map(|due| date(due.base_on)),
        agreed_due_date: clock.due.map(|due| date(due.agreed_on)),
        stopped_date: clock.stop.map(|stop| date(stop.on())),
        working_days_taken: clock.working_days_taken.into(),
        provisional: clock.due.is_some_and(|due| due.provisional),
        policy_version: clock.policy.into(),
        told_due_date: clock.told_due_on.map(date),
        delay_reason: code(clock.delay_reason.as_ref()),
    }
}

/// The list of running clocks, without what a page adds to it.
pub fn list(authority: &AuthorityId, list: ClockList) -> wire::ListClocksResponse {
    let ClockList {
        clocks,
        colours,
        overdue,
    } = list;
    let [red_count, amber_count, green_count] = colours.map(number);
    wire::ListClocksResponse {
        clocks: clocks.into_iter().map(|clock| listed(authority, clock)).collect(),
        red_count,
        amber_count,
        green_count,
        overdue_by_reason: overdue
            .into_iter()
            .map(|(reason, count)| wire::OverdueReason {
                reason: code(reason.as_ref()),
                count: number(count),
            })
            .collect(),
        ..wire::ListClocksResponse::default()
    }
}

fn number(count: i64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn listed(authority: &AuthorityId, listed: ListedClock) -> wire::ListedClock {
    let ListedClock {
        entry,
        clock,
        colour,
        working_days_left,
    } = listed;
    let stream = Stream {
        authority: authority.clone(),
        kind: entry.kind,
        number: entry.number,
    };
    wire::ListedClock {
        record: names::stream(&stream),
        ordinal: entry.ordinal.into(),
        clock: Some(self::clock(&clock)),
        colour: colour.to_wire(),
        working_days_left,
        procedure: optional(entry.procedure),
        team: code(entry.team.as_ref()),
        officer: code(entry.officer.as_ref()),
    }
}

/// How a clock is reckoned.
pub fn explanation(stream: &Stream, explanation: Explanation) -> wire::ClockExplanation {
    let Explanation {
        clock,
        policy: of_policy,
        rule: of_rule,
        calendar_known_on,
        calendar_position,
        anchor,
        uncounted,
        days_counted,
        lines,
    } = explanation;
    wire::ClockExplanation {
        record: names::stream(stream),
        clock: Some(self::clock(&clock)),
        policy: of_policy.map(|of| policy(&stream.authority, &of)),
        rule: Some(rule(&of_rule)),
        calendar_known_date: calendar_known_on.map(date),
        calendar_position,
        anchor,
        uncounted_days: uncounted.into_iter().map(uncounted_day).collect(),
        days_counted: days_counted.into(),
        lines,
    }
}

fn uncounted_day(day: Uncounted) -> wire::UncountedDay {
    let Uncounted { date: on, why, text } = day;
    wire::UncountedDay {
        date: Some(date(on)),
        why: why.to_wire(),
        text,
    }
}

/// What a supposition would change.
pub fn preview(preview: Preview, obstacles: Vec<String>) -> wire::PreviewClocksResponse {
    let Preview { changes, number } = preview;
    wire::PreviewClocksResponse {
        clocks: changes
            .into_iter()
            .take(limits::PREVIEWED_CLOCKS_LISTED_MAX)
            .map(|(stream, change)| previewed(&stream, &change))
            .collect(),
        changed_count: i32::try_from(number).unwrap_or(i32::MAX),
        obstacles,
    }
}

fn previewed(stream: &Stream, change: &ClockChange) -> wire::ClockPreview {
    let ClockChange { ordinal, now, then } = change;
    wire::ClockPreview {
        record: names::stream(stream),
        ordinal: (*ordinal).into(),
        now: now.as_ref().map(clock),
        then: then.as_ref().map(clock),
    }
}
