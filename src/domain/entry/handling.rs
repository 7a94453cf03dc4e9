//! What figures count of how a representation was handled beside its stages.

use chrono::NaiveDate;

use crate::domain::{
    ids::CodeId,
    representation::{AdvocacyAnswer, AnswerSource, Progress, Representation},
};

/// How a representation was handled: columns of its fact.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Handling {
    /// The route in, such as a councillor.
    pub route: Option<CodeId>,
    /// When the complainant was told of advocacy (Children Act 1989 s26A).
    pub advocacy_told_on: Option<NaiveDate>,
    /// When an advocate was offered.
    pub advocacy_offered_on: Option<NaiveDate>,
    /// What the complainant said to the offer.
    pub advocacy_answer: Option<AdvocacyAnswer>,
    /// Who provides the advocate.
    pub advocacy_provider: Option<CodeId>,
    /// When an advocate was appointed.
    pub advocate_appointed_on: Option<NaiveDate>,
    /// Why it is not considered.
    pub refusal_reason: Option<CodeId>,
    /// Where the complainant was pointed to instead.
    pub signpost: Option<CodeId>,
    /// Why it was withdrawn.
    pub withdrawal_reason: Option<CodeId>,
    /// Why it is considered although it was made late.
    pub late_acceptance_reason: Option<CodeId>,
    /// How often it was deferred for proceedings.
    pub deferrals: u16,
    /// The proceedings that it was deferred for last.
    pub proceedings: Option<CodeId>,
    /// Whether the maker of a comment asked for a reply.
    pub reply_wanted: bool,
    /// When it was first passed on to a team.
    pub forwarded_on: Option<NaiveDate>,
    /// Whether the finding of a response was set by hand.
    pub finding_overridden: bool,
    /// Another body that works on it too.
    pub partner: Option<CodeId>,
    /// Where the equality answers of the complainant came from.
    pub complainant_source: Option<AnswerSource>,
    /// Where the equality answers of the child or service user came from.
    pub service_user_source: Option<AnswerSource>,
}

impl Handling {
    pub(super) fn of(state: &Representation) -> Self {
        let (registration, advocacy) = (&state.registration, &state.advocacy);
        let (refusal_reason, signpost) = match &state.progress {
            Progress::Rejected { rejection, .. } => {
                (Some(rejection.reason.clone()), Some(rejection.signpost.clone()))
            }
            _ => (None, None),
        };
        let withdrawal_reason = match &state.progress {
            Progress::Withdrawn { withdrawal, .. } => Some(withdrawal.reason.clone()),
            _ => None,
        };
        let acceptance = state.acceptance.as_ref();
        let responses = state.stages.iter().filter_map(|stage| stage.response());
        Self {
            route: registration.route.clone(),
            advocacy_told_on: advocacy.told_on,
            advocacy_offered_on: advocacy.offered_on,
            advocacy_answer: advocacy.answered.map(|(answer, _)| answer),
            advocacy_provider: advocacy.provider.clone(),
            advocate_appointed_on: advocacy.appointed_on,
            refusal_reason,
            signpost,
            withdrawal_reason,
            late_acceptance_reason: acceptance.and_then(|known| known.late_acceptance_reason.clone()),
            deferrals: u16::try_from(state.deferrals.len()).unwrap_or(u16::MAX),
            proceedings: state
                .deferrals
                .last()
                .map(|last| last.deferral.proceedings.clone()),
            reply_wanted: registration.reply_wanted,
            forwarded_on: state.forwardings.iter().map(|forwarding| forwarding.on).min(),
            finding_overridden: responses.into_iter().any(|response| response.overridden),
            partner: state.joint.as_ref().map(|joint| joint.partner.clone()),
            complainant_source: registration.complainant_equality.source,
            service_user_source: registration.service_user_equality.source,
        }
    }
}
