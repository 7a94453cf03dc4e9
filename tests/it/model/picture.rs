//! All that is seen of a record, as facts with names: of the model's and of the register's. They are the same, or
//! somebody is wrong.

use std::{collections::BTreeMap, fmt::Debug};

use chrono::NaiveDate;
use redress::api::wire::{self, ClockName, ClockState, Representation};

use super::{
    clocks::{Shown, clocks, is_provisional},
    record::{Record, Stage},
};

/// Facts by name.
pub type Picture = BTreeMap<String, String>;

pub fn put(picture: &mut Picture, name: impl Into<String>, value: impl Debug) {
    picture.insert(name.into(), format!("{value:?}"));
}

pub fn read(date: Option<wire::Date>) -> Option<NaiveDate> {
    let date = date?;
    let part = |part: i32| u32::try_from(part).unwrap_or_default();
    NaiveDate::from_ymd_opt(date.year, part(date.month), part(date.day))
}

/// A clock's facts: state, anchor, lengths, due dates, stop.
fn clock_facts(shown: &Shown, provisional: bool) -> String {
    format!(
        "{:?} from {:?}, {} ({}), due {:?} ({:?}), stopped {:?} after {}{}",
        shown.state,
        shown.anchor,
        shown.length,
        shown.agreed_length,
        shown.due,
        shown.agreed,
        shown.stopped,
        shown.taken,
        if provisional { ", provisional" } else { "" }
    )
}

fn put_clock(picture: &mut Picture, shown: &Shown, provisional: bool) {
    // A clock that waits, or waited to the end, is as good as none.
    let waits = shown.anchor.is_none() && shown.stopped.is_some();
    if shown.state != ClockState::Waiting && !waits {
        let name = format!("clock {} {:?}", shown.stage, shown.clock);
        picture.insert(name, clock_facts(shown, provisional));
    }
}

/// What the model says.
pub fn of_model(record: &Record) -> Picture {
    let mut picture = Picture::new();
    put(&mut picture, "state", record.state);
    put(&mut picture, "procedure", record.procedure);
    put(&mut picture, "finding", record.finding().unwrap_or_default());
    put(&mut picture, "closed", record.closed);
    put(&mut picture, "acknowledged", record.acknowledged);
    put(&mut picture, "received", record.received);
    for (index, point) in record.points.iter().enumerate() {
        put(
            &mut picture,
            format!("point {}", index + 1),
            point.finding.unwrap_or_default(),
        );
    }
    for stage in &record.stages {
        put_stage(&mut picture, stage);
    }
    for shown in clocks(record) {
        let latest = [shown.due, shown.agreed].into_iter().flatten().max();
        put_clock(&mut picture, &shown, latest.is_some_and(is_provisional));
    }
    let revoked: Vec<bool> = record.extensions.iter().map(|more| more.revoked).collect();
    put(&mut picture, "extensions revoked", revoked);
    let pauses: Vec<_> = record
        .pauses
        .iter()
        .map(|pause| (pause.from, pause.until, pause.revoked))
        .collect();
    put(&mut picture, "pauses", pauses);
    for (index, deferral) in record.deferrals.iter().enumerate() {
        let facts = (
            deferral.from,
            deferral.reviewed.len(),
            deferral.proceedings_ended,
            deferral.resumed,
        );
        put(&mut picture, format!("deferral {index}"), facts);
    }
    for (index, (from, to, on, left)) in record.conversions.iter().enumerate() {
        put(
            &mut picture,
            format!("conversion {index}"),
            (from, to, Some(on), left),
        );
    }
    for (index, held) in record.appointments.iter().enumerate() {
        put(
            &mut picture,
            format!("appointment {}", index + 1),
            (held.role, held.stage, Some(held.on), held.ended),
        );
    }
    put(&mut picture, "accepted", record.accepted);
    put(&mut picture, "refused", record.refused);
    put(&mut picture, "plan", record.plan.map(|(_, days)| days));
    put(&mut picture, "joint", record.joint);
    put(&mut picture, "referred early", record.early);
    put(&mut picture, "advocate", record.advocate);
    put(&mut picture, "costs paid", &record.costs);
    put(&mut picture, "contact", record.contact);
    put(&mut picture, "ties", record.ties.len());
    put(&mut picture, "forwardings", record.forwarded);
    put(&mut picture, "told", record.told);
    put(&mut picture, "corrections", record.corrections);
    picture
}

fn put_stage(picture: &mut Picture, stage: &Stage) {
    let mut fact =
        |name: &str, value: &dyn Debug| put(picture, format!("stage {} {name}", stage.number), value);
    fact("started", &stage.started);
    fact("acknowledged", &stage.acknowledged);
    fact("ended", &stage.ended.map(|(on, _)| on));
    fact("ended by", &stage.ended.map(|(_, end)| end).unwrap_or_default());
    fact("finding", &stage.finding.unwrap_or_default());
    fact("overridden", &stage.overridden);
    fact("findings", &stage.findings);
    fact("milestones", &stage.milestones);
    fact("panel", &stage.panel);
    fact("converted", &stage.converted);
}

/// What the register says.
pub fn of_register(seen: &Representation) -> Picture {
    let mut picture = Picture::new();
    put(&mut picture, "state", seen.state());
    put(&mut picture, "procedure", seen.procedure());
    put(&mut picture, "finding", seen.finding());
    put(&mut picture, "closed", read(seen.closed_date));
    put(&mut picture, "acknowledged", read(seen.acknowledged_date));
    put(
        &mut picture,
        "received",
        read(seen.received_date).unwrap_or_default(),
    );
    for concern in &seen.concerns {
        put(
            &mut picture,
            format!("point {}", concern.number),
            concern.finding(),
        );
    }
    for stage in &seen.stages {
        put_seen_stage(&mut picture, stage);
    }
    for clock in &seen.clocks {
        put_clock(&mut picture, &shown(clock), clock.provisional);
    }
    let mut extensions: Vec<_> = seen
        .stages
        .iter()
        .flat_map(|stage| &stage.extensions)
        .chain(&seen.extensions)
        .collect();
    extensions.sort_by_key(|extension| extension.number);
    let revoked: Vec<bool> = extensions
        .iter()
        .map(|extension| extension.revocation.is_some())
        .collect();
    put(&mut picture, "extensions revoked", revoked);
    let mut pauses: Vec<_> = seen
        .stages
        .iter()
        .flat_map(|stage| &stage.pauses)
        .chain(&seen.pauses)
        .collect();
    pauses.sort_by_key(|pause| pause.number);
    let pauses: Vec<_> = pauses
        .iter()
        .map(|pause| {
            (
                read(pause.from_date).unwrap_or_default(),
                read(pause.until_date),
                pause.revocation.is_some(),
            )
        })
        .collect();
    put(&mut picture, "pauses", pauses);
    put_seen_turns(&mut picture, seen);
    picture
}

fn put_seen_turns(picture: &mut Picture, seen: &Representation) {
    for (index, deferral) in seen.deferrals.iter().enumerate() {
        let from = read(deferral.deferred_date).unwrap_or_default();
        let facts = (
            from,
            deferral.reviewed_dates.len(),
            read(deferral.proceedings_ended_date),
            read(deferral.resumed_date),
        );
        put(picture, format!("deferral {index}"), facts);
    }
    for (index, conversion) in seen.conversions.iter().enumerate() {
        let facts = (
            conversion.from(),
            conversion.to(),
            read(conversion.converted_date),
            conversion.stages_left,
        );
        put(picture, format!("conversion {index}"), facts);
    }
    for held in &seen.appointments {
        let facts = (
            held.role(),
            held.stage,
            read(held.appointed_date),
            read(held.ended_date),
        );
        put(picture, format!("appointment {}", held.number), facts);
    }
    put(
        picture,
        "accepted",
        seen.acceptance
            .as_ref()
            .and_then(|acceptance| read(acceptance.accepted_date)),
    );
    put(
        picture,
        "refused",
        seen.refusal
            .as_ref()
            .and_then(|refusal| read(refusal.refused_date)),
    );
    put(
        picture,
        "plan",
        seen.plan.as_ref().map(|plan| plan.response_working_days),
    );
    put(
        picture,
        "joint",
        seen.joint_handling
            .as_ref()
            .and_then(|joint| read(joint.since_date)),
    );
    put(
        picture,
        "referred early",
        seen.early_referral
            .as_ref()
            .and_then(|referral| read(referral.referred_date)),
    );
    put(
        picture,
        "advocate",
        seen.advocacy
            .as_ref()
            .and_then(|advocacy| read(advocacy.appointed_date)),
    );
    let paid: Vec<bool> = seen.costs.iter().map(|cost| cost.paid_date.is_some()).collect();
    put(picture, "costs paid", paid);
    let contact = seen.contact_arrangement.as_ref();
    let contact = contact.map(|held| {
        (
            read(held.from_date).unwrap_or_default(),
            held.ended_date.is_some(),
        )
    });
    put(picture, "contact", contact);
    put(picture, "ties", seen.ties.len());
    put(picture, "forwardings", seen.forwardings.len());
    put(picture, "told", seen.told_deadlines.len());
    put(picture, "corrections", seen.corrections.len());
}

fn put_seen_stage(picture: &mut Picture, stage: &wire::Stage) {
    let mut fact =
        |name: &str, value: &dyn Debug| put(picture, format!("stage {} {name}", stage.number), value);
    fact("started", &read(stage.started_date).unwrap_or_default());
    fact("acknowledged", &read(stage.acknowledged_date));
    fact("ended", &read(stage.ended_date));
    fact("ended by", &stage.ended_by());
    fact("finding", &stage.finding());
    fact("overridden", &stage.finding_overridden);
    let findings: BTreeMap<i32, _> = stage
        .findings
        .iter()
        .map(|found| (found.concern, found.finding()))
        .collect();
    fact("findings", &findings);
    let reached = stage.milestones.iter();
    let milestones: BTreeMap<_, _> = reached
        .map(|reached| {
            (
                reached.milestone(),
                read(reached.reached_date).unwrap_or_default(),
            )
        })
        .collect();
    fact("milestones", &milestones);
    fact("panel", &read(stage.panel_meeting_date));
    fact("converted", &read(stage.converted_date));
}

fn shown(clock: &wire::Clock) -> Shown {
    Shown {
        clock: ClockName::try_from(clock.clock).unwrap_or_default(),
        stage: clock.stage,
        state: clock.state(),
        anchor: read(clock.anchor_date),
        length: clock.length,
        agreed_length: clock.agreed_length,
        due: read(clock.due_date),
        agreed: read(clock.agreed_due_date),
        stopped: read(clock.stopped_date),
        taken: clock.working_days_taken,
    }
}

/// The facts that differ, each with what either says.
pub fn differences(model: &Picture, register: &Picture) -> Vec<String> {
    let names: std::collections::BTreeSet<&String> = model.keys().chain(register.keys()).collect();
    let mut different = Vec::new();
    for name in names {
        let (one, other) = (model.get(name), register.get(name));
        if one != other {
            let say = |side: Option<&String>| side.cloned().unwrap_or_else(|| "nothing".to_owned());
            different.push(format!(
                "{name}\n    model:    {}\n    register: {}",
                say(one),
                say(other)
            ));
        }
    }
    different
}
