//! Considering, deferring, converting, referring, tying, putting right.

use chrono::NaiveDate;
use redress::api::wire::{self, amendment::Amendment as Right};
use tonic::Response;

use super::{Answer, call, late_reason, officer, procedure, recorded_on, some};
use crate::{
    harness::{
        build::concern,
        caller::{Caller, fresh_id},
    },
    model::steps::{What, Wrong},
};

/// None for a step of another kind.
#[expect(clippy::too_many_lines, reason = "one arm for each call")]
pub async fn send(
    caller: &Caller,
    name: &str,
    date: NaiveDate,
    what: &What,
    names: &[Option<String>],
) -> Option<Answer> {
    let (name, on) = (name.to_owned(), some(date));
    Some(match what {
        What::Accept { late, interest } => {
            let acceptance = Some(wire::Acceptance {
                accepted_date: on,
                reviewer: officer(1),
                late_acceptance_reason: late_reason(*late),
                sufficient_interest: *interest,
                ..wire::Acceptance::default()
            });
            call!(
                caller,
                accept_representation,
                AcceptRepresentationRequest { name, acceptance }
            )
        }
        What::Refuse => {
            let refusal = Some(wire::Refusal {
                refused_date: on,
                reason: "not_eligible".to_owned(),
                reviewer: officer(1),
                signpost: "ombudsman".to_owned(),
                told_date: on,
            });
            call!(
                caller,
                refuse_representation,
                RefuseRepresentationRequest { name, refusal }
            )
        }
        What::Defer => {
            let deferral = Some(wire::Deferral {
                deferred_date: on,
                proceedings: "court".to_owned(),
                told_date: on,
                ..wire::Deferral::default()
            });
            call!(
                caller,
                defer_representation,
                DeferRepresentationRequest { name, deferral }
            )
        }
        What::Review => call!(
            caller,
            review_deferral,
            ReviewDeferralRequest {
                name,
                reviewed_date: on,
            }
        ),
        What::EndProceedings => call!(
            caller,
            end_proceedings,
            EndProceedingsRequest { name, ended_date: on }
        ),
        What::Resume { late } => call!(
            caller,
            resume_representation,
            ResumeRepresentationRequest {
                name,
                resumed_date: on,
                late_acceptance_reason: late_reason(*late),
            }
        ),
        What::Convert { to, concerns } => {
            let conversion = Some(wire::Conversion {
                to: procedure(*to),
                converted_date: on,
                reason: "misclassified".to_owned(),
                ..wire::Conversion::default()
            });
            let concerns = vec![concern("delay"); *concerns];
            call!(
                caller,
                convert_representation,
                ConvertRepresentationRequest {
                    name,
                    conversion,
                    concerns,
                }
            )
        }
        What::ReferEarly(
            [
                both_agree,
                robust_report,
                all_significant_upheld,
                action_plan,
                outcomes_met,
            ],
        ) => {
            let referral = Some(wire::EarlyReferral {
                referred_date: on,
                both_agree: *both_agree,
                robust_report: *robust_report,
                all_significant_upheld: *all_significant_upheld,
                action_plan: *action_plan,
                outcomes_met: *outcomes_met,
            });
            call!(caller, refer_early, ReferEarlyRequest { name, referral })
        }
        What::Link(other) => call!(
            caller,
            link_representations,
            LinkRepresentationsRequest {
                name,
                other: named(names, *other),
                kind: wire::LinkKind::Related.into(),
            }
        ),
        What::Join(other) => call!(
            caller,
            join_representation,
            JoinRepresentationRequest {
                name,
                into: named(names, *other),
                joined_date: on,
            }
        ),
        What::Correct(wrong) => call!(
            caller,
            correct_representation,
            CorrectRepresentationRequest {
                name,
                corrected_date: some(recorded_on()),
                reason: "entered_wrongly".to_owned(),
                amendments: vec![wire::Amendment {
                    amendment: Some(right(*wrong, date))
                }],
            }
        ),
        _ => return None,
    })
}

fn named(names: &[Option<String>], other: usize) -> String {
    names.get(other).cloned().flatten().unwrap_or_default()
}

fn right(wrong: Wrong, date: NaiveDate) -> Right {
    let on = some(date);
    let of = |stage: i32| wire::StageDate { stage, date: on };
    let date = on.unwrap_or_default();
    match wrong {
        Wrong::Received => Right::ReceivedDate(date),
        Wrong::Grounds => Right::GroundsAroseDate(date),
        Wrong::Acknowledged(stage) => Right::Acknowledged(of(stage)),
        Wrong::Requested(stage) => Right::Requested(of(stage)),
        Wrong::Concluded(stage) => Right::Concluded(of(stage)),
        Wrong::Milestone(stage, milestone) => Right::Milestone(wire::StageMilestone {
            stage,
            milestone: milestone.into(),
            date: on,
        }),
        Wrong::Finding(stage, concern, finding) => Right::Finding(wire::StageFinding {
            stage,
            concern,
            finding: finding.into(),
        }),
        Wrong::Withdrawn => Right::WithdrawnDate(date),
        Wrong::Closed => Right::ClosedDate(date),
    }
}
