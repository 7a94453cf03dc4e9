//! The service of learning actions and training.

use chrono::{Datelike, NaiveDate};
use tonic::{Request, Response, Status};

use super::{
    convert::{Reader, dates::date, learning as convert},
    door::{Door, Page, lists_of},
    page_token::cut,
    status::ApiError,
    wire::{self, learning_service_server::LearningService},
    write::{Subject, WriteRequest},
};
use crate::{
    app::{
        learning::{After, FROM_THE_START},
        records::{Opened, Snapshot},
    },
    domain::history::Record,
};

type Answer = Result<Response<wire::LearningAction>, Status>;
type TrainingAnswer = Result<Response<wire::TrainingSession>, Status>;

impl Door {
    async fn action_step<R: WriteRequest>(&self, request: Request<R>) -> Answer {
        let snapshot = self.write(request).await?;
        Ok(Response::new(to_wire(&snapshot, None)?))
    }

    async fn training_step<R: WriteRequest>(&self, request: Request<R>) -> TrainingAnswer {
        let snapshot = self.write(request).await?;
        Ok(Response::new(training_to_wire(&snapshot, None)?))
    }
}

fn to_wire(snapshot: &Snapshot, opened: Option<&Opened>) -> Result<wire::LearningAction, ApiError> {
    let action = snapshot.record.action().ok_or(ApiError::NotFound)?;
    Ok(convert::action(snapshot, action, opened))
}

fn training_to_wire(snapshot: &Snapshot, opened: Option<&Opened>) -> Result<wire::TrainingSession, ApiError> {
    match &*snapshot.record {
        Record::Training(training) => Ok(convert::training(snapshot, training, opened)),
        _ => Err(ApiError::NotFound),
    }
}

/// A page token holds one number: the day of a place in the list stands above this many bits, the record's number below.
const NUMBER_BITS: u32 = 42;

/// The key of a place in a list that is ordered by date and number. It keeps the list's order.
fn key((on, number): After) -> i64 {
    (i64::from(on.num_days_from_ce()) << NUMBER_BITS) | number
}

/// The place that a key stands for; 0 is the start of the list.
fn place(key: i64) -> Result<After, ApiError> {
    if key == 0 {
        return Ok(FROM_THE_START);
    }
    let days = i32::try_from(key >> NUMBER_BITS).ok();
    let on = days.and_then(NaiveDate::from_num_days_from_ce_opt);
    Ok((on.ok_or(ApiError::PageToken)?, key & ((1 << NUMBER_BITS) - 1)))
}

#[tonic::async_trait]
impl LearningService for Door {
    async fn record_action(&self, request: Request<wire::RecordActionRequest>) -> Answer {
        self.action_step(request).await
    }

    async fn get_action(&self, request: Request<wire::GetActionRequest>) -> Answer {
        let (viewer, wire::GetActionRequest { name, view }) = Self::open_viewer(request)?;
        let (snapshot, opened) = self
            .get(&viewer, &name, Subject::Action, view, "GetAction")
            .await?;
        Ok(Response::new(to_wire(&snapshot, opened.as_ref())?))
    }

    async fn list_actions(
        &self,
        request: Request<wire::ListActionsRequest>,
    ) -> Result<Response<wire::ListActionsResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let wire::ListActionsRequest {
            parent,
            page_size,
            page_token,
            filter,
        } = message;
        let (authority, reference) = self.parent(&caller, &parent).await?;
        let asked = filter.clone().unwrap_or_default();
        let Page { query, after, size } = Self::page("ListActions", &parent, &asked, page_size, &page_token)?;
        let after = place(after)?;
        let today = self.app.sources.today();
        let mut reader = Reader::new(lists_of(&reference), today);
        let filter = convert::action_filter(&mut reader, &parent, filter);
        let filter = reader.finish(filter).map_err(ApiError::Invalid)?;
        let position = self.position(&authority).await?;
        let found = self
            .app
            .list_actions(&authority, filter, today, after, size + 1)
            .await;
        let found = found.map_err(ApiError::Store)?;
        let (page, next_page_token) = cut(found, size, query, |(place, _)| key(*place));
        let actions = page
            .iter()
            .map(|(_, snapshot)| to_wire(snapshot, None))
            .collect::<Result<_, _>>()?;
        Ok(Response::new(wire::ListActionsResponse {
            actions,
            next_page_token,
            position,
            today: Some(date(today)),
        }))
    }

    async fn decide_action(&self, request: Request<wire::DecideActionRequest>) -> Answer {
        self.action_step(request).await
    }

    async fn update_action(&self, request: Request<wire::UpdateActionRequest>) -> Answer {
        self.action_step(request).await
    }

    async fn complete_action(&self, request: Request<wire::CompleteActionRequest>) -> Answer {
        self.action_step(request).await
    }

    async fn record_evidence(&self, request: Request<wire::RecordEvidenceRequest>) -> Answer {
        self.action_step(request).await
    }

    async fn assess_impact(&self, request: Request<wire::AssessImpactRequest>) -> Answer {
        self.action_step(request).await
    }

    async fn share_action(&self, request: Request<wire::ShareActionRequest>) -> Answer {
        self.action_step(request).await
    }

    async fn cancel_action(&self, request: Request<wire::CancelActionRequest>) -> Answer {
        self.action_step(request).await
    }

    async fn summarise_actions(
        &self,
        request: Request<wire::SummariseActionsRequest>,
    ) -> Result<Response<wire::ActionSummary>, Status> {
        let (caller, message) = Self::open(request)?;
        let (authority, record) = self.parent(&caller, &message.parent).await?;
        let reference = lists_of(&record);
        let mut reader = Reader::new(reference, self.app.sources.today());
        let at = self
            .asked_at(&authority, record.clone(), (message.position, message.as_at))
            .await?;
        let asked = convert::summary_period(&mut reader, &message);
        at.refuse(&mut reader);
        let (period, reporting_on) = reader.finish(asked).map_err(ApiError::Invalid)?;
        let asked = (period, at.position, reporting_on);
        let summary = self
            .app
            .summarise_actions(&authority, asked, reference, |summary, reference| {
                convert::summary(summary, period, reference)
            })
            .await;
        Ok(Response::new(summary.map_err(ApiError::from)?))
    }

    async fn record_training(&self, request: Request<wire::RecordTrainingRequest>) -> TrainingAnswer {
        self.training_step(request).await
    }

    async fn get_training(&self, request: Request<wire::GetTrainingRequest>) -> TrainingAnswer {
        let (viewer, wire::GetTrainingRequest { name, view }) = Self::open_viewer(request)?;
        let (snapshot, opened) = self
            .get(&viewer, &name, Subject::Training, view, "GetTraining")
            .await?;
        Ok(Response::new(training_to_wire(&snapshot, opened.as_ref())?))
    }

    async fn list_training(
        &self,
        request: Request<wire::ListTrainingRequest>,
    ) -> Result<Response<wire::ListTrainingResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let wire::ListTrainingRequest {
            parent,
            page_size,
            page_token,
            filter,
        } = message;
        let (authority, reference) = self.parent(&caller, &parent).await?;
        let asked = filter.clone().unwrap_or_default();
        let Page { query, after, size } =
            Self::page("ListTraining", &parent, &asked, page_size, &page_token)?;
        let after = place(after)?;
        let mut reader = Reader::new(lists_of(&reference), self.app.sources.today());
        let filter = convert::training_filter(&mut reader, filter);
        let filter = reader.finish(filter).map_err(ApiError::Invalid)?;
        let position = self.position(&authority).await?;
        let found = self.app.list_training(&authority, filter, after, size + 1).await;
        let found = found.map_err(ApiError::Store)?;
        let (page, next_page_token) = cut(found, size, query, |(place, _)| key(*place));
        let sessions = page
            .iter()
            .map(|(_, snapshot)| training_to_wire(snapshot, None))
            .collect::<Result<_, _>>()?;
        Ok(Response::new(wire::ListTrainingResponse {
            sessions,
            next_page_token,
            position,
        }))
    }

    async fn correct_training(&self, request: Request<wire::CorrectTrainingRequest>) -> TrainingAnswer {
        self.training_step(request).await
    }

    async fn cancel_training(&self, request: Request<wire::CancelTrainingRequest>) -> TrainingAnswer {
        self.training_step(request).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_of_one_place_and_keeps_the_order() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let places = [
            (day("1990-01-01"), 7),
            (day("2026-04-01"), 3),
            (day("2026-04-01"), 1_000_000_000),
            (day("2026-04-02"), 2),
            (day("2200-12-31"), (1 << NUMBER_BITS) - 1),
        ];
        for pair in places.windows(2) {
            assert!(key(pair[0]) < key(pair[1]), "{pair:?}");
        }
        for known in places {
            assert_eq!(place(key(known)).ok(), Some(known));
        }
        assert_eq!(place(0).ok(), Some(FROM_THE_START));
        assert!(place(i64::MAX).is_ok_and(|(on, _)| on > day("2200-12-31")));
    }
}
