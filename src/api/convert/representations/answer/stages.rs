//! Stages in an answer.

use super::{code, time};
use crate::{
    api::{
        convert::{
            dates::date,
            values::{Wire, optional},
        },
        wire,
    },
    domain::representation::{Leaving, Overtaking, Representation, Stage, StageEnd},
};

/// One stage.
pub(super) fn stage(stage: &Stage, of: &Representation) -> wire::Stage {
    let Stage {
        number,
        started_on,
        started_at: _,
        converted_on,
        acknowledged: _,
        milestones,
        panel_meets_on,
        findings,
        adjudicator_agrees,
        end,
    } = stage;
    let response = stage.response();
    wire::Stage {
        number: i32::from(*number),
        started_date: Some(date(*started_on)),
        acknowledged_date: stage.acknowledged_on().map(date),
        ended_date: stage.ended_on().map(date),
        ended_by: end.as_ref().map_or(wire::StageEnd::Unspecified, ended_by).into(),
        findings: findings
            .iter()
            .map(|(concern, finding)| wire::ConcernFinding {
                concern: i32::from(*concern),
                finding: finding.to_wire(),
                adjudicator_agrees: adjudicator_agrees.get(concern).copied(),
            })
            .collect(),
        finding: optional(response.map(|response| response.finding)),
        finding_overridden: response.is_some_and(|response| response.overridden),
        extensions: time::extensions(of, Some(*number)),
        pauses: time::pauses(of, Some(*number)),
        milestones: milestones
            .iter()
            .map(|(milestone, (on, _))| wire::MilestoneReached {
                milestone: milestone.to_wire(),
                reached_date: Some(date(*on)),
            })
            .collect(),
        panel_meeting_date: panel_meets_on.map(date),
        converted_date: converted_on.map(date),
        delay_reason: code(response.and_then(|response| response.delay_reason.as_ref())),
        signed_by: code(response.and_then(|response| response.signed_by.as_ref())),
    }
}

fn ended_by(end: &StageEnd) -> wire::StageEnd {
    match end {
        StageEnd::Response { .. } => wire::StageEnd::Response,
        StageEnd::Left { leaving, .. } => match leaving {
            Leaving::Withdrawal => wire::StageEnd::Withdrawal,
            Leaving::Rejection => wire::StageEnd::Refusal,
            Leaving::Joining => wire::StageEnd::Joined,
            Leaving::Overtaking(Overtaking::Skipped(_)) => wire::StageEnd::Skipped,
            Leaving::Overtaking(Overtaking::Overdue) => wire::StageEnd::Overdue,
        },
    }
}
