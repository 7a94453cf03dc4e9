//! The turns beside the stages.

use chrono::NaiveDate;

use super::first_stage;
use crate::domain::{
    ids::Position,
    representation::{
        Conversion, Deferred, Event, Leaving, LeftProcedure, Matter, Progress, Representation, StageEnd,
    },
};

impl Representation {
    pub(super) fn apply_turn(&mut self, event: &Event, at: Position) {
        match event {
            Event::Accepted(acceptance) => self.acceptance = Some(acceptance.clone()),
            Event::Rejected(rejection) => {
                self.leave_stage(Leaving::Rejection, rejection.on, at);
                let rejection = rejection.clone();
                self.progress = Progress::Rejected { rejection, at };
            }
            Event::Deferred(deferral) => {
                self.suspensions.push((deferral.on, None));
                self.deferrals.push(Deferred {
                    deferral: deferral.clone(),
                    at,
                    reviewed_on: Vec::new(),
                    proceedings_ended: None,
                    resumed: None,
                });
                let answered = self.progress == Progress::Answered;
                self.progress = Progress::Deferred { answered };
            }
            Event::DeferralReviewed { on } => {
                if let Some(deferred) = self.deferrals.last_mut() {
                    deferred.reviewed_on.push(*on);
                }
            }
            Event::ProceedingsEnded { on } => {
                if let Some(deferred) = self.deferrals.last_mut() {
                    deferred.proceedings_ended = Some((*on, at));
                }
            }
            Event::Resumed { on, .. } => {
                if let Some(deferred) = self.deferrals.last_mut() {
                    deferred.resumed = Some((*on, at));
                }
                self.end_suspension(*on);
                let answered = matches!(self.progress, Progress::Deferred { answered: true });
                self.progress = went_on(answered);
            }
            Event::ReferredEarly(referral) => {
                self.early_referral = Some(referral.clone());
                self.progress = Progress::ReferredEarly { on: referral.on, at };
            }
            Event::Withdrawn(withdrawal) => {
                let answered = match self.progress {
                    Progress::Deferred { answered } => answered,
                    _ => self.open_stage().is_none() && !self.stages.is_empty(),
                };
                self.end_suspension(withdrawal.on);
                self.leave_stage(Leaving::Withdrawal, withdrawal.on, at);
                self.progress = Progress::Withdrawn {
                    withdrawal: withdrawal.clone(),
                    answered,
                    at,
                };
            }
            Event::WithdrawalRetracted { on } => self.retract(*on, at),
            Event::Closed { on, closure } => {
                self.progress = Progress::Closed {
                    on: *on,
                    closure: *closure,
                    at,
                };
            }
            _ => {}
        }
    }

    /// The procedure becomes another, and its first stage starts from the original receipt: what was acknowledged
    /// once stays acknowledged.
    pub(super) fn convert(&mut self, conversion: &Conversion, at: Position) {
        let acknowledged = match self.stages.first() {
            Some(stage) => stage.acknowledged,
            None => self.acknowledged_on.map(|on| (on, at)),
        };
        self.left.push(LeftProcedure {
            procedure: self.registration.matter.procedure(),
            conversion: conversion.clone(),
            stages: std::mem::take(&mut self.stages),
        });
        let mut concerns = self.registration.matter.concerns().to_vec();
        concerns.extend(conversion.concerns.iter().cloned());
        self.registration.matter = Matter::Complaint {
            procedure: conversion.to,
            concerns,
        };
        self.progress = Progress::Open;
        if let Some(mut stage) = first_stage(&self.registration, at) {
            stage.converted_on = Some(conversion.on);
            stage.acknowledged = acknowledged;
            self.acknowledged_on = None;
            self.stages.push(stage);
        }
    }

    /// The days between a withdrawal and its retraction are counted by no clock, and the stage goes on. A complaint that
    /// waited for proceedings when it was withdrawn goes on too, and waits no longer.
    fn retract(&mut self, on: NaiveDate, at: Position) {
        let Progress::Withdrawn {
            withdrawal, answered, ..
        } = &self.progress
        else {
            return;
        };
        let (withdrawn_on, answered) = (withdrawal.on, *answered);
        if self.is_waiting() {
            // The day of the withdrawal may have been put right since.
            if let Some((_, until)) = self.suspensions.last_mut() {
                *until = Some(withdrawn_on);
            }
        }
        self.suspensions.push((withdrawn_on, Some(on)));
        if let Some(deferred) = self.deferrals.last_mut() {
            deferred.resumed.get_or_insert((on, at));
        }
        if let Some(stage) = self.stages.last_mut()
            && let Some(StageEnd::Left {
                leaving: Leaving::Withdrawal,
                ..
            }) = stage.end
        {
            stage.end = None;
        }
        self.progress = went_on(answered);
    }

    fn end_suspension(&mut self, on: NaiveDate) {
        if let Some((_, until @ None)) = self.suspensions.last_mut() {
            *until = Some(on);
        }
    }
}

fn went_on(answered: bool) -> Progress {
    if answered {
        Progress::Answered
    } else {
        Progress::Open
    }
}
