//! The steps of a release's life that need nothing but the request, and the policy of disclosure.

use super::draft;
use crate::{
    api::{
        convert::{Reader, values::Wire},
        wire,
        write::{Draft, Subject, Terms, WriteRequest},
    },
    domain::{
        disclosure::policy::{Mode, Policy},
        history,
        lists::List,
        reference::{self, Reference},
        release::{Command, SignOff, Withdrawal},
    },
};

impl WriteRequest for wire::SignOffReleaseRequest {
    const METHOD: &'static str = "SignOffRelease";
    const SUBJECT: Subject = Subject::Release;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            signed_off_by,
            signed_off_date,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let on = reader.past_date("signed_off_date", signed_off_date);
        let by = reader.code("signed_off_by", List::Officers, &signed_off_by, on);
        let sign_off = SignOff { by: by?, on: on? };
        Some(draft(Command::SignOff(sign_off), terms?))
    }
}

impl WriteRequest for wire::WithdrawReleaseRequest {
    const METHOD: &'static str = "WithdrawRelease";
    const SUBJECT: Subject = Subject::Release;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            reason,
            withdrawn_date,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let on = reader.past_date("withdrawn_date", withdrawn_date);
        let reason = reader.code("reason", List::ReleaseWithdrawalReasons, &reason, on);
        let withdrawal = Withdrawal {
            on: on?,
            reason: reason?,
        };
        Some(draft(Command::Withdraw(withdrawal), terms?))
    }
}

impl WriteRequest for wire::SaveDisclosurePolicyRequest {
    const METHOD: &'static str = "SaveDisclosurePolicy";
    const SUBJECT: Subject = Subject::Reference;

    fn resource(&self) -> &str {
        &self.parent
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            parent: _,
            policy,
            request_id,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, "", validate_only);
        let wire::DisclosurePolicy { mode, threshold } = reader.required("policy", policy)?;
        let mode = reader.value("policy.mode", Mode::from_wire(mode));
        let (least, most) = Policy::THRESHOLDS.into_inner();
        let threshold = reader.number("policy.threshold", threshold, least, most);
        let policy = Policy {
            mode: mode?,
            threshold: threshold?,
        };
        Some(Draft {
            command: history::Command::Reference(reference::Command::SaveDisclosurePolicy(policy)),
            secrets: Vec::new(),
            terms: terms?,
        })
    }
}

/// What an authority does about small numbers.
pub fn disclosure_policy(reference: &Reference) -> wire::DisclosurePolicy {
    policy(reference.disclosure())
}

pub(super) fn policy(policy: Policy) -> wire::DisclosurePolicy {
    let Policy { mode, threshold } = policy;
    wire::DisclosurePolicy {
        mode: mode.to_wire(),
        threshold: threshold.into(),
    }
}
