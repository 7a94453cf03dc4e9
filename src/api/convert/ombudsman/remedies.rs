//! Remedies and what is done about them.

use super::steps::{extended, optional, plain};
use crate::{
    api::{
        convert::{Reader, people},
        wire,
        write::{Draft, Subject, Terms, WriteRequest},
    },
    domain::{
        ids::CodeId,
        limits,
        lists::List,
        ombudsman::{AgreedRemedy, Command, Recommendation, RemedyStep},
    },
};

fn of(remedy: u8, step: RemedyStep, terms: Terms) -> Draft {
    plain(Command::Remedy { remedy, step }, terms)
}

/// What a remedy is beside its first kind; none twice.
fn read_further_kinds(
    reader: &mut Reader<'_>,
    first: Option<&CodeId>,
    kinds: Vec<String>,
) -> Option<Vec<CodeId>> {
    let today = reader.today;
    let kinds = reader.at_most("remedy.further_kinds", kinds, limits::FURTHER_KINDS_MAX)?;
    let mut read: Vec<CodeId> = Vec::new();
    let mut all_good = true;
    for (place, kind) in kinds.iter().enumerate() {
        let field = format!("remedy.further_kinds[{place}]");
        match reader.code(&field, List::RemedyKinds, kind, Some(today)) {
            Some(kind) if first == Some(&kind) || read.contains(&kind) => {
                reader.refuse(field, "must not be named twice");
                all_good = false;
            }
            Some(kind) => read.push(kind),
            None => all_good = false,
        }
    }
    all_good.then_some(read)
}

impl WriteRequest for wire::AgreeRemedyRequest {
    const METHOD: &'static str = "AgreeRemedy";
    const SUBJECT: Subject = Subject::Case;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            remedy,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let wire::Remedy {
            kind,
            amount,
            due_date,
            text,
            recommendation,
            further_kinds,
            basis,
            budget,
            evidence_expected,
            number: _,
            completed_date: _,
            completed_late: _,
            clock: _,
            extension_agreed_date: _,
            extension_reason: _,
            refused_date: _,
            paid_date: _,
            evidence_date: _,
            satisfied_date: _,
        } = reader.required("remedy", remedy)?;
        let due_on = reader.date("remedy.due_date", due_date);
        let today = reader.today;
        let kind = reader.code("remedy.kind", List::RemedyKinds, &kind, Some(today));
        let further_kinds = read_further_kinds(reader, kind.as_ref(), further_kinds);
        let recommendation = optional(reader, "remedy.recommendation", recommendation);
        let has_amount = amount.is_some();
        let amount_pence = reader.pence("remedy.amount", amount);
        let basis = optional(reader, "remedy.basis", basis);
        let budget = reader.optional_code("remedy.budget", List::Services, &budget, Some(today));
        let paid_from = [
            ("remedy.basis", basis.flatten().is_some()),
            ("remedy.budget", budget.as_ref().is_some_and(Option::is_some)),
        ];
        for (field, given) in paid_from {
            if given && !has_amount {
                reader.refuse(field, "must be empty where there is no amount");
            }
        }
        let name = "remedy".to_owned();
        let text = people::read_text(reader, "remedy.text", name, text, limits::TEXT_CHARACTERS_MAX);
        let (field, name) = ("remedy.evidence_expected", "remedy_evidence".to_owned());
        let evidence = people::read_text(
            reader,
            field,
            name,
            evidence_expected,
            limits::TEXT_CHARACTERS_MAX,
        );
        let kind = kind?;
        let remedy = AgreedRemedy {
            recommendation: recommendation?.unwrap_or_else(|| Recommendation::of_kind(&kind)),
            kind,
            further_kinds: further_kinds?,
            amount_pence: amount_pence?,
            basis: basis?,
            budget: budget?,
            due_on: due_on?,
        };
        let mut draft = plain(Command::AgreeRemedy(remedy), terms?);
        draft.secrets.extend([text?, evidence?].into_iter().flatten());
        Some(draft)
    }
}

impl WriteRequest for wire::CompleteRemedyRequest {
    const METHOD: &'static str = "CompleteRemedy";
    const SUBJECT: Subject = Subject::Case;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            remedy,
            completed_date,
            request_id,
            etag,
            validate_only,
            paid_date,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let remedy = reader.number("remedy", remedy, 1, u8::MAX);
        let on = reader.past_date("completed_date", completed_date);
        let paid_on = reader.optional_past_date("paid_date", paid_date);
        let step = RemedyStep::Complete {
            on: on?,
            paid_on: paid_on?,
        };
        Some(of(remedy?, step, terms?))
    }
}

impl WriteRequest for wire::ExtendRemedyRequest {
    const METHOD: &'static str = "ExtendRemedy";
    const SUBJECT: Subject = Subject::Case;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            remedy,
            due_date,
            agreed_date,
            reason,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let remedy = reader.number("remedy", remedy, 1, u8::MAX);
        let to = extended(reader, due_date, agreed_date);
        let agreed_on = to.map(|to| to.agreed_on);
        let reason = reader.code("reason", List::ExtensionReasons, &reason, agreed_on);
        let step = RemedyStep::Extend {
            to: to?,
            reason: reason?,
        };
        Some(of(remedy?, step, terms?))
    }
}

impl WriteRequest for wire::RefuseRemedyRequest {
    const METHOD: &'static str = "RefuseRemedy";
    const SUBJECT: Subject = Subject::Case;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            remedy,
            refused_date,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let remedy = reader.number("remedy", remedy, 1, u8::MAX);
        let on = reader.past_date("refused_date", refused_date);
        Some(of(remedy?, RemedyStep::Refuse { on: on? }, terms?))
    }
}

impl WriteRequest for wire::SubmitEvidenceRequest {
    const METHOD: &'static str = "SubmitEvidence";
    const SUBJECT: Subject = Subject::Case;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            remedy,
            evidence_date,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let remedy = reader.number("remedy", remedy, 1, u8::MAX);
        let on = reader.past_date("evidence_date", evidence_date);
        Some(of(remedy?, RemedyStep::SendEvidence { on: on? }, terms?))
    }
}

impl WriteRequest for wire::RecordSatisfactionRequest {
    const METHOD: &'static str = "RecordSatisfaction";
    const SUBJECT: Subject = Subject::Case;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            remedy,
            satisfied_date,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let remedy = reader.number("remedy", remedy, 1, u8::MAX);
        let on = reader.past_date("satisfied_date", satisfied_date);
        Some(of(remedy?, RemedyStep::Satisfy { on: on? }, terms?))
    }
}
