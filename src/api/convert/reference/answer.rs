//! Authorities, codes, policies and holidays in answers.

use crate::{
    api::{
        convert::{
            dates::date,
            representations::code as optional_code,
            values::{Wire, optional},
        },
        names, wire,
    },
    domain::{
        calendar::{self, DayOff},
        ids::{AuthorityId, Stream},
        limits,
        lists::{self, List},
        policy::{self, ClockRule, ExtensionCap, Governs},
        reference::Reference,
        representation::ClockMove,
    },
};

/// An authority.
pub fn authority(id: &AuthorityId, reference: &Reference) -> wire::Authority {
    wire::Authority {
        name: names::authority(id),
        display_name: reference.authority.display_name.clone(),
        r#type: reference.authority.authority_type.to_wire(),
        region: reference.authority.region.clone(),
    }
}

/// A code.
pub fn code(authority: &AuthorityId, list: List, code: &lists::Code) -> wire::Code {
    wire::Code {
        name: names::code(authority, list, code.id.as_str()),
        display_name: code.display_name.clone(),
        aliases: code.aliases.clone(),
        parent_code: optional_code(code.parent.as_ref()),
        group: code.group.clone().unwrap_or_default(),
        valid_from_date: code.valid_from.map(date),
        valid_until_date: code.valid_until.map(date),
    }
}

/// A time of day on the wire, in hours and minutes.
pub(super) const TIME_OF_DAY: &str = "%H:%M";

/// A policy. The built-in ones are in force from the beginning and have no first date.
pub fn policy(authority: &AuthorityId, policy: &policy::Policy) -> wire::Policy {
    let procedure = match policy.governs {
        Governs::Procedure(procedure) => Some(procedure),
        Governs::Ombudsman => None,
    };
    wire::Policy {
        name: names::policy(authority, policy.number),
        procedure: optional(procedure),
        valid_from_date: (policy.saved_at > 0).then(|| date(policy.valid_from)),
        source: policy.source.clone(),
        clocks: policy.clocks.iter().map(rule).collect(),
        receipt_until: policy
            .receipt_until
            .map(|until| until.format(TIME_OF_DAY).to_string())
            .unwrap_or_default(),
        amber_working_days: Some(policy.thresholds.amber.into()),
        red_working_days: Some(policy.thresholds.red.into()),
    }
}

/// The rule of a clock.
pub fn rule(rule: &ClockRule) -> wire::ClockRule {
    let ClockRule {
        clock,
        stage,
        anchor,
        length,
        unit,
        cap,
        agreement_needed,
        hard,
        pause_cap,
        overdue_opens_next,
    } = *rule;
    wire::ClockRule {
        clock: clock.to_wire(),
        stage: stage.into(),
        anchor: anchor.to_wire(),
        length: length.into(),
        unit: unit.to_wire(),
        extension_cap: match cap {
            ExtensionCap::NotExtendable => 0,
            ExtensionCap::UpTo(cap) => cap.into(),
            ExtensionCap::Unlimited => -1,
        },
        agreement_needed,
        hard,
        pause_cap: pause_cap.into(),
        overdue_opens_next,
    }
}

/// A holiday.
pub fn holiday(holiday: &calendar::Holiday, reference: &Reference) -> wire::Holiday {
    let day_off = reference.calendar().day_off(holiday.date);
    wire::Holiday {
        date: Some(date(holiday.date)),
        display_name: holiday.name.to_string(),
        announced_date: holiday.announced_on.map(date),
        provisional: matches!(
            day_off,
            Some(DayOff::Holiday {
                provisional: true,
                ..
            })
        ),
        withdrawn_date: holiday.withdrawn_on.map(date),
        // Only the answer to a change of the calendar says what it moved.
        moved_clocks: Vec::new(),
        moved_count: 0,
    }
}

/// A holiday that was added or withdrawn, with the clocks that this moved and how many there are in all.
pub fn changed_holiday(
    holiday: &calendar::Holiday,
    reference: &Reference,
    moved: &[(Stream, ClockMove)],
    number: usize,
) -> wire::Holiday {
    let listed = moved.iter().take(limits::MOVED_CLOCKS_LISTED_MAX);
    wire::Holiday {
        moved_clocks: listed
            .map(|(stream, moved)| moved_clock(stream, *moved))
            .collect(),
        moved_count: i32::try_from(number).unwrap_or(i32::MAX),
        ..self::holiday(holiday, reference)
    }
}

fn moved_clock(stream: &Stream, moved: ClockMove) -> wire::MovedClock {
    let ClockMove {
        clock,
        of,
        due_before_on,
        due_on,
        holiday_on: _,
    } = moved;
    wire::MovedClock {
        record: names::stream(stream),
        clock: clock.to_wire(),
        of: of.into(),
        due_before_date: Some(date(due_before_on)),
        due_date: Some(date(due_on)),
    }
}
