//! The steps of an action's life.

use super::draft;
use crate::{
    api::{
        convert::{Reader, people, values::Wire},
        wire,
        write::{Draft, Subject, Terms, WriteRequest},
    },
    app::submission::Secret,
    domain::{
        learning::action::{Acceptance, Command, ImpactCheck, ImpactOutcome, Sharing, Update, Verdict},
        limits,
        lists::List,
    },
};

/// A text that must be there, sealed.
fn needed_text(
    reader: &mut Reader<'_>,
    field: &str,
    name: &str,
    text: String,
    characters_max: usize,
) -> Option<Option<Secret>> {
    let text = reader.text(field, text, characters_max)?;
    people::read_text(reader, field, name.to_owned(), text, characters_max)
}

impl WriteRequest for wire::DecideActionRequest {
    const METHOD: &'static str = "DecideAction";
    const SUBJECT: Subject = Subject::Action;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            decision,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let wire::ActionDecision {
            acceptance,
            decided_date,
            reason,
            text,
        } = reader.required("decision", decision)?;
        let acceptance = reader.value("decision.acceptance", Acceptance::from_wire(acceptance));
        let decided_on = reader.past_date("decision.decided_date", decided_date);
        let list = List::ActionDecisionReasons;
        let reason = reader.optional_code("decision.reason", list, &reason, decided_on);
        let max = limits::TEXT_CHARACTERS_MAX;
        let text = match acceptance {
            Some(Acceptance::PartlyAccepted | Acceptance::Rejected) => {
                needed_text(reader, "decision.text", "decision", text, max)
            }
            _ => people::read_text(reader, "decision.text", "decision".to_owned(), text, max),
        };
        let verdict = Verdict {
            acceptance: acceptance?,
            decided_on: decided_on?,
            reason: reason?,
        };
        Some(draft(Command::Decide(verdict), text?, terms?))
    }
}

impl WriteRequest for wire::UpdateActionRequest {
    const METHOD: &'static str = "UpdateAction";
    const SUBJECT: Subject = Subject::Action;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            owner,
            team,
            due_date,
            due_date_reason,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let today = Some(reader.today);
        let owner = reader.optional_code("owner", List::Officers, &owner, today);
        let team = reader.optional_code("team", List::Teams, &team, today);
        let due = match (due_date, due_date_reason.as_str()) {
            (None, "") => Some(None),
            (None, _) => {
                reader.refuse("due_date_reason", "must be empty without a due date");
                None
            }
            (Some(_), reason) => {
                let on = reader.date("due_date", due_date);
                let reason = reader.code("due_date_reason", List::ExtensionReasons, reason, today);
                on.zip(reason).map(Some)
            }
        };
        let update = Update {
            owner: owner?,
            team: team?,
            due: due?,
        };
        if update == Update::default() {
            reader.refuse("owner", "must be given, or a team, or a due date");
            return None;
        }
        Some(draft(Command::Update(update), None, terms?))
    }
}

impl WriteRequest for wire::CompleteActionRequest {
    const METHOD: &'static str = "CompleteAction";
    const SUBJECT: Subject = Subject::Action;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            done_date,
            evidence,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let on = reader.past_date("done_date", done_date);
        let (evidenced_on, text) = match evidence {
            Some(evidence) => read_evidence(reader, evidence).map(|(on, text)| (Some(on), text))?,
            None => (None, None),
        };
        let command = Command::Complete {
            on: on?,
            evidenced_on,
        };
        Some(draft(command, text, terms?))
    }
}

impl WriteRequest for wire::RecordEvidenceRequest {
    const METHOD: &'static str = "RecordEvidence";
    const SUBJECT: Subject = Subject::Action;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            evidence,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let evidence = reader.required("evidence", evidence)?;
        let (on, text) = read_evidence(reader, evidence)?;
        Some(draft(Command::RecordEvidence { on }, text, terms?))
    }
}

impl WriteRequest for wire::AssessImpactRequest {
    const METHOD: &'static str = "AssessImpact";
    const SUBJECT: Subject = Subject::Action;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            impact_check,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let wire::ImpactCheck {
            checked_date,
            outcome,
            next_check_date,
            note,
            number: _,
        } = reader.required("impact_check", impact_check)?;
        let checked_on = reader.past_date("impact_check.checked_date", checked_date);
        let outcome = reader.value("impact_check.outcome", ImpactOutcome::from_wire(outcome));
        let field = "impact_check.next_check_date";
        let next_check_on = reader.optional_date(field, next_check_date);
        match (checked_on, next_check_on) {
            (_, Some(None)) if outcome == Some(ImpactOutcome::TooEarly) => {
                reader.refuse(field, "must be given where it is too early to say");
            }
            (Some(checked_on), Some(Some(next))) if next <= checked_on => {
                reader.refuse(field, "must be after the check");
            }
            _ => {}
        }
        let name = "impact".to_owned();
        let max = limits::TEXT_CHARACTERS_MAX;
        let note = people::read_text(reader, "impact_check.note", name, note, max);
        let check = ImpactCheck {
            checked_on: checked_on?,
            outcome: outcome?,
            next_check_on: next_check_on?,
        };
        Some(draft(Command::AssessImpact(check), note?, terms?))
    }
}

impl WriteRequest for wire::ShareActionRequest {
    const METHOD: &'static str = "ShareAction";
    const SUBJECT: Subject = Subject::Action;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            sharing,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let wire::ActionSharing { place, shared_date } = reader.required("sharing", sharing)?;
        let shared_on = reader.past_date("sharing.shared_date", shared_date);
        let place = reader.code("sharing.place", List::SharingPlaces, &place, shared_on);
        let sharing = Sharing {
            place: place?,
            shared_on: shared_on?,
        };
        Some(draft(Command::Share(sharing), None, terms?))
    }
}

impl WriteRequest for wire::CancelActionRequest {
    const METHOD: &'static str = "CancelAction";
    const SUBJECT: Subject = Subject::Action;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            cancellation,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let wire::ActionCancellation {
            cancelled_date,
            reason,
        } = reader.required("cancellation", cancellation)?;
        let on = reader.past_date("cancellation.cancelled_date", cancelled_date);
        let max = limits::REASON_CHARACTERS_MAX;
        let reason = needed_text(reader, "cancellation.reason", "cancellation", reason, max);
        Some(draft(Command::Cancel { on: on? }, reason?, terms?))
    }
}

/// Reads the date and the text of evidence.
fn read_evidence(
    reader: &mut Reader<'_>,
    evidence: wire::ActionEvidence,
) -> Option<(chrono::NaiveDate, Option<Secret>)> {
    let wire::ActionEvidence { evidenced_date, text } = evidence;
    let on = reader.past_date("evidence.evidenced_date", evidenced_date);
    let max = limits::TEXT_CHARACTERS_MAX;
    let text = needed_text(reader, "evidence.text", "evidence", text, max);
    Some((on?, text?))
}
