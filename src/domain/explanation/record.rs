//! What the record adds to the reckoning: what it counts from, what lengthened and held it, what was told.

use std::fmt::Write;

use chrono::NaiveDate;

use super::{
    Basis,
    words::{self, in_full, thing},
};
use crate::domain::{
    calendar::local,
    clock::Held,
    ids::CodeId,
    lists::List,
    ombudsman::CaseClockBasis,
    policy::{Anchor, ClockName, Policy},
    reference::Reference,
    representation::{GivenExtension, GivenPause, Representation, Revocation, paused_with},
    word::Word,
};

/// A time that the clock was held.
pub(super) struct Hold {
    /// Where it begins.
    from: NaiveDate,
    /// The first day after it; none while it lasts.
    until: Option<NaiveDate>,
    /// Why, as it is said of each of its days.
    reason: String,
    /// The whole of it in sentences.
    pub(super) told: String,
}

impl Hold {
    /// Whether a day is one of it.
    pub(super) fn holds(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

/// What the record adds.
pub(super) struct Story {
    /// What the clock times.
    pub(super) thing: String,
    /// What it counts from, in sentences; empty while that is not known.
    pub(super) anchor: String,
    /// A length that was agreed instead of the policy's.
    pub(super) plan: Option<String>,
    /// More time, in sentences, with what was taken back.
    pub(super) extensions: Vec<String>,
    /// What held it.
    pub(super) holds: Vec<Hold>,
    /// Due dates as they were told: when, and which.
    pub(super) told: Vec<(NaiveDate, NaiveDate)>,
}

impl Story {
    pub(super) fn of_case(number: u8, basis: &CaseClockBasis<'_>) -> Self {
        let name = basis.rule.clock;
        let anchor = basis.reckoned.anchor_on.map(|on| case_anchor(name, on));
        let anchor = anchor.map(|anchor| match basis.named_due_on {
            Some(due_on) => format!(
                "{anchor} The date on which it is due was named by the Ombudsman: {}.",
                in_full(due_on)
            ),
            None => anchor,
        });
        let extension = basis.extended_to.map(|due_on| {
            format!(
                "The Ombudsman agreed in writing that it is due on {} instead.",
                in_full(due_on)
            )
        });
        Self {
            thing: thing(name, number),
            anchor: anchor.unwrap_or_default(),
            plan: None,
            extensions: extension.into_iter().collect(),
            holds: Vec::new(),
            told: Vec::new(),
        }
    }

    pub(super) fn of_representation(
        state: &Representation,
        basis: &Basis<'_>,
        reference: &Reference,
    ) -> Self {
        let (name, number) = (basis.rule.clock, basis.reckoned.stage);
        let plan = state.plan.filter(|_| basis.reckoned.planned.is_some());
        let extensions = state.extensions.iter().filter(|given| {
            let clock = given.extension.clock;
            given.stage == number && (clock == name || clock == paused_with(name))
        });
        let told = state
            .told
            .iter()
            .filter(|told| told.clock == name && told.stage == number);
        Self {
            thing: thing(name, number),
            anchor: anchor(state, basis),
            plan: plan.map(|plan| {
                let (on, length) = (in_full(plan.on), words::number_of(plan.length, "working day"));
                format!("The plan for handling the complaint, agreed on {on}, gives it {length} instead.")
            }),
            extensions: (1..)
                .zip(extensions)
                .map(|(place, given)| extension(place, given, basis, reference))
                .collect(),
            holds: holds(state, basis, reference),
            told: told.map(|told| (told.told_on, told.due_on)).collect(),
        }
    }

    /// Why a day of a hold is not counted.
    pub(super) fn reason_for_holding(&self, held: &Held) -> String {
        let hold = self.holds.iter().find(|hold| hold.from == held.from);
        hold.map_or_else(|| "held".to_owned(), |hold| hold.reason.clone())
    }
}

fn anchor(state: &Representation, basis: &Basis<'_>) -> String {
    let Some(on) = basis.reckoned.anchor_on else {
        return String::new();
    };
    let (day, number) = (in_full(on), basis.reckoned.stage);
    let started = || match basis.policy {
        Some(policy) if number < 2 => received(state, policy, on),
        _ => format!("The request for stage {number} was received on {day}."),
    };
    let effective = match basis.rule.clock {
        ClockName::MakingComplaint => Anchor::GroundsArose,
        ClockName::DeferralReview => Anchor::Deferral,
        ClockName::Resubmission => Anchor::ProceedingsEnd,
        ClockName::Longstop => return format!("The complaint was received on {day}."),
        _ => basis.rule.anchor,
    };
    let unacknowledged = || {
        let stage = state.stage(number);
        stage.is_some_and(|stage| stage.acknowledged_on().is_none())
    };
    match effective {
        Anchor::Acknowledgement if unacknowledged() => {
            format!(
                "Stage {number} was never acknowledged, so the time counts from its start. {}",
                started()
            )
        }
        Anchor::StageStart => started(),
        Anchor::Acknowledgement => format!("The acknowledgement at stage {number} was sent on {day}."),
        Anchor::StageEnd => format!("The response at stage {number} was sent on {day}."),
        Anchor::GroundsArose => {
            format!("The grounds of the complaint arose, or came to the complainant's notice, on {day}.")
        }
        Anchor::Conversion => format!("The complaint has been handled under this procedure since {day}."),
        Anchor::StatementAgreed => format!("The statement of complaint was agreed on {day}."),
        Anchor::PanelArranged => format!("The review panel is arranged to meet on {day}."),
        Anchor::PanelMet => format!("The review panel met on {day}."),
        Anchor::PanelReport => format!("The authority received the report of the review panel on {day}."),
        Anchor::Deferral => format!("The deferral was decided, or last reviewed, on {day}."),
        Anchor::ProceedingsEnd => format!("The proceedings ended on {day}."),
    }
}

/// The receipt, and what came of it where it was after hours.
fn received(state: &Representation, policy: &Policy, counts_from: NaiveDate) -> String {
    let registration = &state.registration;
    let received_on = registration.received_on;
    let what = registration.matter.kind().word();
    let day = in_full(received_on);
    match registration.received_at.zip(policy.receipt_until) {
        Some((at, until)) if counts_from != received_on => format!(
            "The {what} was received on {day} at {}, after {}, the end of the council's day for receipt; it therefore \
             counts as received on the next working day, {}.",
            local(at).format("%H:%M"),
            until.format("%H:%M"),
            in_full(counts_from)
        ),
        _ => format!("The {what} was received on {day}."),
    }
}

fn in_words(reference: &Reference, list: List, code: &CodeId) -> String {
    reference.list(list).display_name(code.as_str()).to_owned()
}

fn extension(place: u16, given: &GivenExtension, basis: &Basis<'_>, reference: &Reference) -> String {
    let extension = &given.extension;
    let mut told = format!(
        "Extension {place}: on {} the time was extended to {}. Reason: {}.",
        in_full(extension.decided_on),
        words::length(extension.length, basis.rule.unit),
        in_words(reference, List::ExtensionReasons, &extension.reason)
    );
    if let Some(by) = &extension.agreed_by {
        let by = in_words(reference, List::Officers, by);
        let _ = write!(told, " It was authorised by {by}.");
    }
    if extension.complainant_agreed {
        told.push_str(" The complainant agreed to it.");
    }
    match extension.told_on {
        Some(on) => {
            let _ = write!(told, " The complainant was told on {}.", in_full(on));
        }
        None => told.push_str(" When the complainant was told is not recorded."),
    }
    told + &taken_back(given.revoked.as_ref(), "lengthens nothing", reference)
}

fn taken_back(revoked: Option<&Revocation>, effect: &str, reference: &Reference) -> String {
    let said = |revoked: &Revocation| {
        format!(
            " It was taken back on {} and {effect}. Reason: {}.",
            in_full(revoked.on),
            in_words(reference, List::CorrectionReasons, &revoked.reason)
        )
    };
    revoked.map(said).unwrap_or_default()
}

/// What held the clock, in order. A pause that was taken back held nothing and is told all the same.
fn holds(state: &Representation, basis: &Basis<'_>, reference: &Reference) -> Vec<Hold> {
    let (name, number) = (basis.rule.clock, basis.reckoned.stage);
    let since = state.stage(number).map_or(0, |stage| stage.started_at);
    let of_clock = |given: &&GivenPause| {
        given.stage == number && given.at >= since && given.pause.clock == paused_with(name)
    };
    let pauses = state.pauses.iter().filter(of_clock);
    let mut holds: Vec<Hold> = (1..)
        .zip(pauses)
        .map(|(place, given)| pause(place, given, reference))
        .collect();
    let whole = basis.reckoned.held.iter().filter(|held| !held.capped);
    holds.extend(whole.map(|held| suspension(state, held, reference)));
    holds.sort_by_key(|hold| hold.from);
    holds
}

/// From a first day up to the day before another.
fn days(from: NaiveDate, until: Option<NaiveDate>) -> String {
    let first = in_full(from);
    match until.and_then(|until| until.pred_opt()) {
        None => format!("from {first} on"),
        Some(last) if last < from => format!("on {first}, for no whole day"),
        Some(last) if last == from => format!("on {first}"),
        Some(last) => format!("from {first} up to and including {}", in_full(last)),
    }
}

fn pause(place: u16, given: &GivenPause, reference: &Reference) -> Hold {
    let reason = in_words(reference, List::PauseReasons, &given.pause.reason);
    let days = days(given.pause.from, given.until);
    let mut told = format!("Pause {place}: the clock was held {days}. Reason: {reason}.");
    if let Some(on) = given.pause.told_on {
        let _ = write!(told, " The complainant was told on {}.", in_full(on));
    }
    if given.until.is_none() && given.revoked.is_none() {
        told.push_str(" The pause has not ended.");
    }
    Hold {
        from: given.pause.from,
        until: given.until,
        reason: format!("pause: {reason}"),
        told: told + &taken_back(given.revoked.as_ref(), "holds nothing", reference),
    }
}

fn suspension(state: &Representation, held: &Held, reference: &Reference) -> Hold {
    let days = days(held.from, held.until);
    let deferred = state
        .deferrals
        .iter()
        .find(|deferred| deferred.deferral.on == held.from);
    let (reason, told) = match deferred {
        Some(deferred) => {
            let proceedings = in_words(reference, List::Proceedings, &deferred.deferral.proceedings);
            let told = format!(
                "Deferral: the complaint waited for proceedings {days} (SI 2006/1738, regulation 8). Proceedings: \
                 {proceedings}. The complainant was told on {}.",
                in_full(deferred.deferral.told_on)
            );
            (format!("deferred: {proceedings}"), told)
        }
        None => (
            "withdrawn".to_owned(),
            format!(
                "Withdrawal: the complaint was withdrawn {days}, and the withdrawal was then taken back."
            ),
        ),
    };
    Hold {
        from: held.from,
        until: held.until,
        reason,
        told,
    }
}

/// What a clock of a case counts from.
fn case_anchor(name: ClockName, on: NaiveDate) -> String {
    let on = in_full(on);
    match name {
        ClockName::DraftComments => format!("The council received the draft decision on {on}."),
        ClockName::Remedy => format!("The Ombudsman decided the case on {on}."),
        ClockName::PublicNotice | ClockName::PublicReportResponse => {
            format!("The council received the public report on {on}.")
        }
        ClockName::MonitoringOfficerReport => format!("The monitoring officer reported on {on}."),
        _ => format!("The council received the enquiry on {on}."),
    }
}
