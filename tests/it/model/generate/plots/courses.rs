//! The plots.

use redress::api::wire::{AppointmentRole as Role, Finding, Milestone, Procedure};

use super::Beat::{
    self, Accept, Ack, AddConcerns, Advocate, Appoint, Arrange, Close, Conclude, Conflicted, Contact,
    Convert, Correct, Cost, Defer, EndContact, EndPause, EndProceedings, Escalate, Extend, Find, Join,
    Jointly, Leave, Link, Overdue, Pause, Pay, Plan, Reach, Refer, Refuse, Related, Resume, ResumeLate,
    Retract, Review, RevokeExtension, RevokePause, TooLate, TooLong, Withdraw,
};
use crate::model::{chance::Chance, steps::Wrong};

/// Stage 2 with its pair, and the time to ask for stage 3.
const PAIR: &[Beat] = &[
    Find,
    Conclude,
    Escalate,
    Appoint(Role::InvestigatingOfficer, 0, 2),
    Appoint(Role::IndependentPerson, 0, 2),
    Appoint(Role::IndependentPerson, 1, 2),
    Related(Role::IndependentPerson, 2, 2),
    Related(Role::InvestigatingOfficer, 2, 2),
    Reach(Milestone::StatementAgreed),
    Reach(Milestone::StatementAgreed),
    Reach(Milestone::InvestigationReport),
    Reach(Milestone::IndependentPersonReport),
    Extend,
    Find,
    Conclude,
    TooLate,
    Escalate,
];

/// Stage 3 with its panel.
const PANEL: &[Beat] = &[
    Find,
    Conclude,
    Escalate,
    Find,
    Conclude,
    Escalate,
    Ack,
    Appoint(Role::PanelChair, 1, 3),
    Appoint(Role::PanelMember, 2, 3),
    Appoint(Role::PanelMember, 3, 3),
    Appoint(Role::PanelMember, 0, 3),
    Arrange,
    Reach(Milestone::PanelReport),
    Reach(Milestone::PanelPapers),
    Reach(Milestone::PanelMet),
    Reach(Milestone::PanelReport),
    Reach(Milestone::ConsideredWithIndependentPerson),
    Find,
    Conclude,
    Close,
    Escalate,
];

const PANEL_OF_FRIENDS: &[Beat] = &[
    Find,
    Conclude,
    Escalate,
    Appoint(Role::IndependentPerson, 1, 2),
    Appoint(Role::Responder, 2, 1),
    Appoint(Role::AdjudicatingOfficer, 2, 2),
    Find,
    Conclude,
    Escalate,
    Appoint(Role::PanelMember, 1, 3),
    Related(Role::PanelChair, 2, 3),
    Arrange,
    Arrange,
    Reach(Milestone::PanelMet),
    Arrange,
];

const HELD: &[Beat] = &[
    Pause,
    Pause,
    EndPause,
    EndPause,
    Pause,
    Advocate,
    Extend,
    Find,
    Conclude,
    RevokePause,
    RevokePause,
    RevokePause,
];

const HELD_TO_THE_CAP: &[Beat] = &[Ack, Pause, Find, Conclude, Escalate];

const LONGER: &[Beat] = &[
    Ack,
    Extend,
    Extend,
    RevokeExtension,
    RevokeExtension,
    TooLong,
    Extend,
    Find,
    Conclude,
    Close,
];

const WAITING: &[Beat] = &[
    Defer,
    Defer,
    Review,
    Review,
    EndProceedings,
    EndProceedings,
    Resume,
    Find,
    Conclude,
    Defer,
    EndProceedings,
    ResumeLate,
];

const BACK_AGAIN: &[Beat] = &[
    Withdraw, Retract, Extend, Find, Conclude, Withdraw, Retract, Retract, Escalate,
];

const OVERDUE: &[Beat] = &[Ack, Overdue, Find, Conclude, Escalate];

const DECIDED: &[Beat] = &[Accept, Accept, Find, Conclude, Refuse, Escalate, Refuse];

const REFUSED: &[Beat] = &[Refuse, Refuse, Accept, Find];

const PLANNED: &[Beat] = &[
    Ack, Plan, Plan, Jointly, Jointly, Extend, TooLong, Find, Conclude, Close,
];

const PAID: &[Beat] = &[
    Cost,
    Pay,
    Pay,
    Contact,
    EndContact,
    EndContact,
    Appoint(Role::CaseOfficer, 0, 0),
    Appoint(Role::CaseOfficer, 1, 0),
    Leave(2),
    Leave(2),
    Conflicted,
    Advocate,
];

const EARLY: &[Beat] = &[
    Find,
    Conclude,
    Refer(true),
    Escalate,
    Find,
    Conclude,
    Refer(false),
    Refer(true),
    Escalate,
];

const TOGETHER: &[Beat] = &[Link, Link, AddConcerns, Find, Join, Join];

const CONVERTED: &[Beat] = &[
    Ack,
    Find,
    Convert(Procedure::ChildrenStatutory),
    Find,
    Conclude,
    Convert(Procedure::CorporateCode),
    Ack,
    Find,
    Conclude,
    Escalate,
    Ack,
    Find,
    Conclude,
    Close,
];

const PUT_RIGHT: &[Beat] = &[
    Ack,
    Find,
    Conclude,
    Correct(Wrong::Acknowledged(1)),
    Correct(Wrong::Concluded(1)),
    Escalate,
    Correct(Wrong::Requested(2)),
    Withdraw,
    Correct(Wrong::Withdrawn),
    Correct(Wrong::Finding(1, 1, Finding::Upheld)),
    Correct(Wrong::Received),
];

const SETTLED: &[Beat] = &[Ack, Close];

const MISCLASSIFIED: &[Beat] = &[
    Ack,
    Find,
    Conclude,
    Convert(Procedure::ChildrenStatutory),
    Extend,
    Find,
    Conclude,
    Escalate,
];

const CLOSED_WRONGLY: &[Beat] = &[
    Find,
    Conclude,
    Close,
    Correct(Wrong::Closed),
    Correct(Wrong::Finding(1, 1, Finding::Inconclusive)),
    Correct(Wrong::Grounds),
    Escalate,
];

/// A plot and the procedure that it is about.
pub fn one(chance: &mut Chance) -> (Option<Procedure>, &'static [Beat]) {
    use Procedure::{AdultStatutory, ChildrenStatutory, CorporateCode, CorporateLocal, Informal};
    let plots: [(Procedure, &'static [Beat]); 26] = [
        (ChildrenStatutory, PAIR),
        (Informal, SETTLED),
        (ChildrenStatutory, PANEL),
        (CorporateCode, MISCLASSIFIED),
        (ChildrenStatutory, PANEL_OF_FRIENDS),
        (ChildrenStatutory, HELD),
        (ChildrenStatutory, HELD),
        (ChildrenStatutory, HELD_TO_THE_CAP),
        (ChildrenStatutory, LONGER),
        (CorporateCode, LONGER),
        (CorporateLocal, LONGER),
        (ChildrenStatutory, WAITING),
        (AdultStatutory, WAITING),
        (CorporateCode, BACK_AGAIN),
        (ChildrenStatutory, BACK_AGAIN),
        (ChildrenStatutory, OVERDUE),
        (CorporateCode, OVERDUE),
        (ChildrenStatutory, DECIDED),
        (AdultStatutory, REFUSED),
        (AdultStatutory, PLANNED),
        (AdultStatutory, PAID),
        (ChildrenStatutory, EARLY),
        (ChildrenStatutory, TOGETHER),
        (Informal, CONVERTED),
        (ChildrenStatutory, PUT_RIGHT),
        (CorporateCode, CLOSED_WRONGLY),
    ];
    let (procedure, plot) = chance.one_of(&plots);
    (Some(procedure), plot)
}
