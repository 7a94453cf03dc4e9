//! The steps of a representation's life.

mod time;
mod stages;
mod turns;
mod people;
mod ties;
mod held;
mod correct;

use crate::{
    api::{
        convert::Reader,
        wire,
        write::{Draft, Subject, Terms, WriteRequest},
    },
    app::submission::Secret,
    domain::{history, policy::ClockName, representation::Command},
};

use super::super::values::Wire;

/// What a step asks for, and what it brings to be sealed.
pub type Stepped = (Command, Vec<Secret>);

/// A request that is one step of a representation's life.
pub trait Step {
    /// Reads what is its own. The name, and what every write carries beside its command, it leaves alone, so that a
    /// step of an imported history is read alike. The reader has recorded why where it is `None`.
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped>;
}

/// Makes writes of steps: each takes the terms that every write has.
macro_rules! writes {
    ($($request:ident: $method:literal,)*) => {$(
        impl WriteRequest for wire::$request {
            const METHOD: &'static str = $method;
            const SUBJECT: Subject = Subject::Representation;

            fn resource(&self) -> &str {
                &self.name
            }

            fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
                let terms = Terms::read(reader, self.request_id.clone(), &self.etag, self.validate_only);
                let (command, secrets) = self.read_step(reader)?;
                Some(Draft {
                    command: history::Command::Representation(command),
                    secrets,
                    terms: terms?,
                })
            }
        }
    )*};
}

writes! {
    AcknowledgeRepresentationRequest: "AcknowledgeRepresentation",
    ExtendClockRequest: "ExtendClock",
    RecordFindingsRequest: "RecordFindings",
    ConcludeStageRequest: "ConcludeStage",
    EscalateRepresentationRequest: "EscalateRepresentation",
    WithdrawRepresentationRequest: "WithdrawRepresentation",
    CloseRepresentationRequest: "CloseRepresentation",
    AcceptRepresentationRequest: "AcceptRepresentation",
    RefuseRepresentationRequest: "RefuseRepresentation",
    DeferRepresentationRequest: "DeferRepresentation",
    ReviewDeferralRequest: "ReviewDeferral",
    EndProceedingsRequest: "EndProceedings",
    ResumeRepresentationRequest: "ResumeRepresentation",
    ConvertRepresentationRequest: "ConvertRepresentation",
    AppointOfficerRequest: "AppointOfficer",
    EndAppointmentRequest: "EndAppointment",
    RecordAdvocacyRequest: "RecordAdvocacy",
    AgreePlanRequest: "AgreePlan",
    HandleJointlyRequest: "HandleJointly",
    ArrangePanelRequest: "ArrangePanel",
    RecordMilestoneRequest: "RecordMilestone",
    TellDeadlineRequest: "TellDeadline",
    RevokeExtensionRequest: "RevokeExtension",
    PauseClockRequest: "PauseClock",
    ResumeClockRequest: "ResumeClock",
    RevokePauseRequest: "RevokePause",
    RecordDelayRequest: "RecordDelay",
    ReferEarlyRequest: "ReferEarly",
    RetractWithdrawalRequest: "RetractWithdrawal",
    AddConcernsRequest: "AddConcerns",
    LinkRepresentationsRequest: "LinkRepresentations",
    JoinRepresentationRequest: "JoinRepresentation",
    ForwardRepresentationRequest: "ForwardRepresentation",
    RecordCostRequest: "RecordCost",
    PayCostRequest: "PayCost",
    ArrangeContactRequest: "ArrangeContact",
    EndContactArrangementRequest: "EndContactArrangement",
    CorrectRepresentationRequest: "CorrectRepresentation",
}

/// A step that brings nothing to be sealed.
fn plain(command: Command) -> Stepped {
    (command, Vec::new())
}

/// A stage, where that may be the whole.
fn stage_or_whole(reader: &mut Reader<'_>, stage: i32) -> Option<u8> {
    reader.number("stage", stage, 0, STAGES_MAX)
}

/// A stage.
fn stage(reader: &mut Reader<'_>, stage: i32) -> Option<u8> {
    reader.number("stage", stage, 1, STAGES_MAX)
}

/// A clock.
fn clock(reader: &mut Reader<'_>, clock: i32) -> Option<ClockName> {
    reader.value("clock", ClockName::from_wire(clock))
}

/// The number of a part of a representation, such as a pause.
fn part(reader: &mut Reader<'_>, field: &str, number: i32) -> Option<u8> {
    reader.number(field, number, 1, u8::MAX)
}

/// Most stages of any procedure.
const STAGES_MAX: u8 = 3;
