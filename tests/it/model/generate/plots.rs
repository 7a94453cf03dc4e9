//! Courses of events that chance alone would seldom find.

mod courses;

pub use courses::one;

use chrono::{NaiveDate, TimeDelta};
use redress::api::wire::{AppointmentRole as Role, ClockName, Closure, Milestone, Procedure, SkipBasis};

use super::{anything, likely};
use crate::model::{
    chance::Chance,
    clocks::{clock, named},
    record::Record,
    steps::{Declared, What, Wrong},
};

/// One thing that happens.
#[derive(Debug, Clone, Copy)]
pub enum Beat {
    Nothing,
    Ack,
    Find,
    Conclude,
    Escalate,
    /// Once the response is overdue.
    Overdue,
    /// The day after the time to ask has passed.
    TooLate,
    Extend,
    /// One more than policy allows.
    TooLong,
    RevokeExtension,
    Pause,
    EndPause,
    RevokePause,
    Advocate,
    Conflicted,
    Appoint(Role, usize, i32),
    Related(Role, usize, i32),
    Leave(i32),
    Arrange,
    Reach(Milestone),
    Withdraw,
    Retract,
    Defer,
    Review,
    EndProceedings,
    Resume,
    /// More than a year after the proceedings.
    ResumeLate,
    Accept,
    Refuse,
    Plan,
    Jointly,
    Cost,
    Pay,
    Contact,
    EndContact,
    Close,
    Refer(bool),
    Link,
    Join,
    Convert(Procedure),
    Correct(Wrong),
    AddConcerns,
}

use Beat::{
    Accept, Ack, AddConcerns, Advocate, Appoint, Arrange, Close, Conclude, Conflicted, Contact, Convert,
    Correct, Cost, Defer, EndContact, EndPause, EndProceedings, Escalate, Extend, Find, Join, Jointly, Leave,
    Link, Overdue, Pause, Pay, Plan, Reach, Refer, Refuse, Related, Resume, ResumeLate, Retract, Review,
    RevokeExtension, RevokePause, TooLate, TooLong, Withdraw,
};

/// What a beat asks, and when: `latest` is the day of the last step, `soon` some days later.
pub fn step(
    chance: &mut Chance,
    record: &Record,
    beat: Beat,
    (latest, soon): (NaiveDate, NaiveDate),
    records: usize,
) -> (NaiveDate, What) {
    let stage = record.stage_number();
    let due = |name: ClockName| named(record, name).and_then(|shown| shown.agreed);
    let the_day_or_after = |chance: &mut Chance, due: Option<NaiveDate>| {
        let days = chance.between(0, 1);
        due.map_or(soon, |due| due + TimeDelta::days(days)).max(latest)
    };
    let on = match beat {
        Conclude if chance.percent(50) => the_day_or_after(chance, due(ClockName::Response)),
        Extend if chance.percent(40) => the_day_or_after(chance, due(ClockName::Response)),
        Escalate | TooLate if chance.percent(40) => the_day_or_after(
            chance,
            clock(record, ClockName::RequestWindow, stage).and_then(|shown| shown.agreed),
        ),
        Overdue => the_day_or_after(chance, due(ClockName::Response)),
        ResumeLate => the_day_or_after(
            chance,
            clock(record, ClockName::Resubmission, 0).and_then(|shown| shown.agreed),
        ),
        Beat::Correct(_) => latest - TimeDelta::days(chance.between(-3, 6)),
        _ => soon,
    };
    (on, asked(chance, record, beat, on, records))
}

fn asked(chance: &mut Chance, record: &Record, beat: Beat, on: NaiveDate, records: usize) -> What {
    let stage = record.stage_number();
    let last = |many: usize| i32::try_from(many.max(1)).unwrap_or(1);
    match beat {
        Beat::Nothing => anything::step(chance, record, on, records),
        Ack => What::Acknowledge { told: None },
        Find => likely::find_all(chance, record),
        Conclude => What::Conclude {
            stage: stage.max(1),
            overriding: None,
        },
        Escalate => What::Escalate {
            late: chance.percent(50),
            skip: SkipBasis::Unspecified,
        },
        Overdue | TooLate => What::Escalate {
            late: false,
            skip: SkipBasis::Unspecified,
        },
        Extend => likely::extension(chance, record),
        TooLong => What::Extend {
            clock: ClockName::Response,
            length: 66,
            agreed: chance.percent(50),
        },
        RevokeExtension => What::RevokeExtension(last(record.extensions.len())),
        Pause => What::Pause {
            clock: ClockName::Response,
        },
        EndPause => What::EndPause(last(record.pauses.len())),
        RevokePause => What::RevokePause(last(record.pauses.len())),
        Advocate => What::Advocate {
            appointed: true,
            conflict: Some(false),
        },
        Conflicted => What::Advocate {
            appointed: true,
            conflict: Some(true),
        },
        Appoint(role, officer, stage) => What::Appoint {
            role,
            officer,
            stage,
            declared: Declared::default(),
        },
        Related(role, officer, stage) => What::Appoint {
            role,
            officer,
            stage,
            declared: anything::declared(chance),
        },
        Leave(number) => What::EndAppointment(number),
        Arrange => What::ArrangePanel,
        Reach(milestone) => What::Reach(milestone),
        Withdraw => What::Withdraw,
        Retract => What::Retract,
        Defer => What::Defer,
        Review => What::Review,
        EndProceedings => What::EndProceedings,
        Resume | ResumeLate => What::Resume {
            late: chance.percent(40),
        },
        Accept => What::Accept {
            late: true,
            interest: true,
        },
        Refuse => What::Refuse,
        Plan => What::Plan(30),
        Jointly => What::Jointly,
        Cost => What::Cost(0),
        Pay => What::Pay(1),
        Contact => What::Contact,
        EndContact => What::EndContact,
        Close => What::Close(chance.one_of(&[Closure::Resolved, Closure::Lapsed])),
        Refer(all) => What::ReferEarly([true, all, true, true, true]),
        Link => What::Link(records - 1),
        Join => What::Join(records - 1),
        Convert(to) => What::Convert { to, concerns: 0 },
        Correct(wrong) => What::Correct(wrong),
        AddConcerns => What::AddConcerns(1),
    }
}
