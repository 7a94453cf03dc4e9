//! The steps of a record's retention.

use prost::Message;

use crate::{
    api::{
        convert::{Reader, values::Wire},
        names::Name,
        wire,
        write::{Draft, Terms},
    },
    domain::{
        history,
        ids::{RecordNumber, StreamKind},
        limits,
        lists::List,
        reference::{self, Confidence},
        retention::{Basis, Command, HoldKind, RetentionClass, RetentionRule, Step, Who},
    },
};

/// A request that does something about the retention of a record. Who asks is part of the command, so that one person
/// cannot be two; the client is known by its credential.
pub trait RetentionStep: Message + Sized {
    /// The method's name, which is part of the request id's scope.
    const METHOD: &'static str;

    /// The record's name.
    fn resource(&self) -> &str;

    /// Reads the request. The reader has recorded why where it is `None`.
    fn read(self, reader: &mut Reader<'_>, client: String) -> Option<Draft>;
}

/// The record that a name names, if it is one that is kept by a rule.
pub fn record_of(name: &Name<'_>) -> Option<(StreamKind, RecordNumber)> {
    let representation = name.number("representations");
    let representation = representation.map(|number| (StreamKind::Representation, number));
    representation.or_else(|| Some((StreamKind::Case, name.number("cases")?)))
}

/// A name that names no record is refused by the door; what else is wrong is still read.
fn draft(reader: &Reader<'_>, name: &str, step: Step, terms: Terms) -> Draft {
    let record = Name::parse(name).as_ref().and_then(record_of);
    Draft {
        command: history::Command::Retention(Command {
            record: record.unwrap_or((StreamKind::Representation, 0)),
            on: reader.today,
            step,
        }),
        secrets: Vec::new(),
        terms,
    }
}

/// Who asks: a client, for an officer.
fn who(reader: &mut Reader<'_>, client: String, officer: &str) -> Option<Who> {
    let today = Some(reader.today);
    let officer = reader.code("officer", List::Officers, officer, today)?;
    Some(Who { client, officer })
}

impl RetentionStep for wire::PlaceHoldRequest {
    const METHOD: &'static str = "PlaceHold";

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>, client: String) -> Option<Draft> {
        let Self {
            name,
            kind,
            officer: by,
            review_date,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let kind = reader.value("kind", HoldKind::from_wire(kind));
        let by = who(reader, client, &by);
        let review_on = reader.optional_date("review_date", review_date);
        let step = Step::PlaceHold {
            kind: kind?,
            by: by?,
            review_on: review_on?,
        };
        Some(draft(reader, &name, step, terms?))
    }
}

impl RetentionStep for wire::ReleaseHoldRequest {
    const METHOD: &'static str = "ReleaseHold";

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>, client: String) -> Option<Draft> {
        let Self {
            name,
            hold,
            officer: by,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let hold = reader.number("hold", hold, 1_u8, u8::MAX);
        let by = who(reader, client, &by);
        let step = Step::ReleaseHold { hold: hold?, by: by? };
        Some(draft(reader, &name, step, terms?))
    }
}

impl RetentionStep for wire::ProposeDestructionRequest {
    const METHOD: &'static str = "ProposeDestruction";

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>, client: String) -> Option<Draft> {
        let Self {
            name,
            basis,
            officer: by,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let basis = reader.value("basis", Basis::from_wire(basis));
        let by = who(reader, client, &by);
        let step = Step::Propose {
            basis: basis?,
            by: by?,
        };
        Some(draft(reader, &name, step, terms?))
    }
}

impl RetentionStep for wire::WithdrawProposalRequest {
    const METHOD: &'static str = "WithdrawProposal";

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>, client: String) -> Option<Draft> {
        let Self {
            name,
            officer: by,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let by = who(reader, client, &by);
        let step = Step::WithdrawProposal { by: by? };
        Some(draft(reader, &name, step, terms?))
    }
}

impl RetentionStep for wire::ConfirmDestructionRequest {
    const METHOD: &'static str = "ConfirmDestruction";

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>, client: String) -> Option<Draft> {
        let Self {
            name,
            officer: by,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let by = who(reader, client, &by);
        let step = Step::Confirm { by: by? };
        Some(draft(reader, &name, step, terms?))
    }
}

/// Reads a retention rule.
pub fn set_rule(reader: &mut Reader<'_>, request: wire::SetRetentionRuleRequest) -> Option<Draft> {
    let wire::SetRetentionRuleRequest {
        parent: _,
        rule,
        request_id,
        validate_only,
    } = request;
    let terms = Terms::read(reader, request_id, "", validate_only);
    let wire::RetentionRule {
        retention_class,
        years,
        until_age,
        source,
        confidence,
    } = reader.required("rule", rule)?;
    let class = reader.value("rule.retention_class", RetentionClass::from_wire(retention_class));
    let most = limits::RETENTION_YEARS_MAX;
    let mut years_of = |field: &str, number| match reader.number(field, number, 0, most) {
        Some(0) => Some(None),
        number => number.map(Some),
    };
    let years = years_of("rule.years", years);
    let until_age = years_of("rule.until_age", until_age);
    let source = reader.text("rule.source", source, limits::SOURCE_CHARACTERS_MAX);
    let confidence = reader.value("rule.confidence", Confidence::from_wire(confidence));
    let rule = RetentionRule {
        class: class?,
        years: years?,
        until_age: until_age?,
        source: source?,
        confidence: confidence?,
    };
    Some(Draft {
        command: history::Command::Reference(reference::Command::SaveRetentionRule(rule)),
        secrets: Vec::new(),
        terms: terms?,
    })
}
