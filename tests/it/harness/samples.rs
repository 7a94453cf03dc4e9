//! One good request for each method, so that what is done to it is all that is wrong with it.

mod learning;
mod casework;
mod editions;
mod releases;
mod benchmarks;
mod records;
pub mod access;

use std::sync::atomic::{AtomicU32, Ordering};

use prost::Message;
use prost_reflect::{DescriptorPool, DynamicMessage, MethodDescriptor};
use redress::api::wire::{self, ClockName, Decision, Finding, Procedure};

use self::casework::{of_people, of_time, of_turns};
use self::editions::EditionRecords;
use self::learning::LearningRecords;
use self::records::KeptRecords;
use self::releases::ReleaseRecords;
pub use self::releases::from_elsewhere;
use super::{
    NORTHWICK, Register,
    build::{complaint, decision, ombudsman_case, registration, remedy},
    caller::{Caller, fresh_id},
    day,
    steps::extension,
};

/// Every method of this API.
pub fn methods() -> Vec<MethodDescriptor> {
    let pool = DescriptorPool::decode(wire::DESCRIPTORS).expect("descriptors");
    let ours = pool
        .services()
        .filter(|service| service.package_name() == "redress.v1");
    ours.flat_map(|service| service.methods().collect::<Vec<_>>())
        .collect()
}

/// The path that a method is called at.
pub fn path_of(method: &MethodDescriptor) -> String {
    format!("/{}/{}", method.parent_service().full_name(), method.name())
}

/// A method's good request.
pub struct Sample {
    pub method: MethodDescriptor,
    pub path: String,
    pub message: DynamicMessage,
}

/// The records of Northwick that the requests are about.
pub struct Records {
    pub open: String,
    pub answered: String,
    pub asked: String,
    pub upheld: String,
    learning: LearningRecords,
    editions: EditionRecords,
    releases: ReleaseRecords,
    kept: KeptRecords,
}

impl Records {
    pub async fn of(register: &Register<'_>) -> Self {
        let editions = EditionRecords::of(&register.officer()).await;
        let releases = ReleaseRecords::of(register).await;
        Self::with(register, editions, releases).await
    }

    /// New records for the next method, and the editions and releases that nothing was done to: a release is attacked
    /// together with all that was published before it, so that hundreds would take long.
    pub async fn again(self, register: &Register<'_>, done: &MethodDescriptor) -> Self {
        let editions = match done.parent_service().name() {
            "EditionsService" => EditionRecords::of(&register.officer()).await,
            _ => self.editions,
        };
        let releases = match done.parent_service().name() {
            "ReleasesService" => ReleaseRecords::of(register).await,
            _ => self.releases,
        };
        Self::with(register, editions, releases).await
    }

    async fn with(register: &Register<'_>, editions: EditionRecords, releases: ReleaseRecords) -> Self {
        let officer = register.officer();
        let new = || complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
        let open = officer.register(new()).await.expect("a registration").name;
        let answered = officer.register(new()).await.expect("a registration").name;
        let step = officer
            .answer(&answered, 1, Finding::Upheld, day(2026, 4, 20))
            .await;
        step.expect("a response");
        let asked = new_case(&officer).await;
        officer
            .enquire(&asked, day(2026, 4, 13), None)
            .await
            .expect("an enquiry");
        let upheld = new_case(&officer).await;
        let found = decision(Decision::Upheld, day(2026, 4, 20));
        officer.decide(&upheld, found).await.expect("a decision");
        officer
            .agree_remedy(&upheld, remedy("apology", day(2026, 5, 1)))
            .await
            .expect("a remedy");
        let learning = LearningRecords::of(&officer).await;
        benchmarks::save(register).await;
        access::save(register).await;
        let kept = KeptRecords::of(register).await;
        Self {
            open,
            answered,
            asked,
            upheld,
            learning,
            editions,
            releases,
            kept,
        }
    }

    /// A good request for every method. Those that write only ask what would happen. A method that takes a stream of
    /// requests answers each in its place, which is tried where imports are.
    pub fn samples(&self) -> Vec<Sample> {
        methods()
            .into_iter()
            .filter(|method| !method.is_client_streaming())
            .map(|method| {
                let bytes = self.request(method.name());
                let message = DynamicMessage::decode(method.input(), bytes.as_slice());
                let mut message = message.expect("the message of its method");
                if let Some(field) = method.input().get_field_by_name("validate_only") {
                    message.set_field(&field, prost_reflect::Value::Bool(true));
                }
                let path = path_of(&method);
                Sample {
                    method,
                    path,
                    message,
                }
            })
            .collect()
    }

    fn request(&self, method: &str) -> Vec<u8> {
        self.of_representations(method)
            .or_else(|| of_turns(self, method))
            .or_else(|| of_people(self, method))
            .or_else(|| of_time(self, method))
            .or_else(|| self.of_cases(method))
            .or_else(|| self.learning.request(method))
            .or_else(|| self.editions.request(method))
            .or_else(|| self.releases.request(method))
            .or_else(|| benchmarks::request(method))
            .or_else(|| self.of_lifecycles(method))
            .or_else(|| of_reference(method))
            .or_else(|| of_access(method))
            .or_else(|| access::request(method))
            .or_else(|| of_changes(method))
            .or_else(|| self.kept.request(method))
            .unwrap_or_else(|| panic!("a good request for {method}"))
    }

    fn of_representations(&self, method: &str) -> Option<Vec<u8>> {
        let (name, request_id) = (self.open.clone(), fresh_id());
        let on = Some(day(2026, 4, 21));
        Some(match method {
            "RegisterRepresentation" => {
                registration(complaint(Procedure::AdultStatutory, day(2026, 4, 8))).encode_to_vec()
            }
            "GetRepresentation" => wire::GetRepresentationRequest { name, view: 0 }.encode_to_vec(),
            "ListRepresentations" => parent(wire::ListRepresentationsRequest::default(), |request| {
                &mut request.parent
            }),
            "LookUpRepresentations" => wire::LookUpRepresentationsRequest {
                parent: NORTHWICK.to_owned(),
                email: "alex@example.org".to_owned(),
                ..wire::LookUpRepresentationsRequest::default()
            }
            .encode_to_vec(),
            "ListClocks" => parent(wire::ListClocksRequest::default(), |request| &mut request.parent),
            "ExplainClock" => wire::ExplainClockRequest {
                name,
                clock: ClockName::Response.into(),
                stage: 1,
                ordinal: 0,
            }
            .encode_to_vec(),
            "PreviewClocks" => wire::PreviewClocksRequest {
                name,
                extension: Some(wire::SupposedExtension {
                    clock: ClockName::Response.into(),
                    stage: 1,
                    length: 15,
                }),
                ..wire::PreviewClocksRequest::default()
            }
            .encode_to_vec(),
            "SummariseProvider" => wire::SummariseProviderRequest {
                parent: NORTHWICK.to_owned(),
                provider: "haven".to_owned(),
                until_date: None,
            }
            .encode_to_vec(),
            "AcknowledgeRepresentation" => wire::AcknowledgeRepresentationRequest {
                name,
                acknowledged_date: on,
                request_id,
                ..wire::AcknowledgeRepresentationRequest::default()
            }
            .encode_to_vec(),
            "ExtendClock" => extension(&name, ClockName::Response, 20, day(2026, 4, 21)).encode_to_vec(),
            "RecordFindings" => wire::RecordFindingsRequest {
                name,
                stage: 1,
                findings: vec![wire::ConcernFinding {
                    concern: 1,
                    finding: Finding::Upheld.into(),
                    ..wire::ConcernFinding::default()
                }],
                request_id,
                ..wire::RecordFindingsRequest::default()
            }
            .encode_to_vec(),
            // Of a stage that is concluded, and so refused by a rule once everything else is right.
            "ConcludeStage" => wire::ConcludeStageRequest {
                name: self.answered.clone(),
                stage: 1,
                concluded_date: on,
                request_id,
                ..wire::ConcludeStageRequest::default()
            }
            .encode_to_vec(),
            "EscalateRepresentation" => wire::EscalateRepresentationRequest {
                name: self.answered.clone(),
                requested_date: on,
                request_id,
                ..wire::EscalateRepresentationRequest::default()
            }
            .encode_to_vec(),
            "WithdrawRepresentation" => wire::WithdrawRepresentationRequest {
                name,
                withdrawn_date: on,
                reason: "resolved".to_owned(),
                request_id,
                ..wire::WithdrawRepresentationRequest::default()
            }
            .encode_to_vec(),
            "CloseRepresentation" => wire::CloseRepresentationRequest {
                name: self.answered.clone(),
                closed_date: on,
                closure: wire::Closure::Resolved.into(),
                request_id,
                ..wire::CloseRepresentationRequest::default()
            }
            .encode_to_vec(),
            _ => return None,
        })
    }
}

/// A reference of the Ombudsman that no other case of this process has.
pub fn fresh_reference() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("25 {:03} {:03}", number / 1_000, number % 1_000)
}

async fn new_case(officer: &Caller) -> String {
    let case = ombudsman_case(&fresh_reference(), day(2026, 4, 8));
    officer.register_case(case).await.expect("a case").name
}

/// A request for everything of Northwick.
pub fn parent<M: Message>(mut request: M, field: impl FnOnce(&mut M) -> &mut String) -> Vec<u8> {
    NORTHWICK.clone_into(field(&mut request));
    request.encode_to_vec()
}

fn of_reference(method: &str) -> Option<Vec<u8>> {
    let request_id = fresh_id();
    Some(match method {
        "RegisterAuthority" => wire::RegisterAuthorityRequest {
            authority_id: "eastmarsh".to_owned(),
            authority: Some(wire::Authority {
                display_name: "Eastmarsh council".to_owned(),
                r#type: wire::AuthorityType::County.into(),
                ..wire::Authority::default()
            }),
            request_id,
            validate_only: true,
        }
        .encode_to_vec(),
        "GetAuthority" => wire::GetAuthorityRequest {
            name: NORTHWICK.to_owned(),
        }
        .encode_to_vec(),
        "ListAuthorities" => Vec::new(),
        "SaveCode" => wire::SaveCodeRequest {
            parent: format!("{NORTHWICK}/lists/services"),
            code_id: "libraries".to_owned(),
            code: Some(wire::Code {
                display_name: "Libraries".to_owned(),
                ..wire::Code::default()
            }),
            request_id,
            validate_only: true,
        }
        .encode_to_vec(),
        "ListCodes" => wire::ListCodesRequest {
            parent: format!("{NORTHWICK}/lists/services"),
            ..wire::ListCodesRequest::default()
        }
        .encode_to_vec(),
        "SavePolicy" => save_policy(request_id).encode_to_vec(),
        "ListPolicies" => parent(wire::ListPoliciesRequest::default(), |request| {
            &mut request.parent
        }),
        "AddHoliday" => wire::AddHolidayRequest {
            parent: NORTHWICK.to_owned(),
            holiday: Some(wire::Holiday {
                date: Some(day(2026, 7, 1)),
                display_name: "A day of thanks".to_owned(),
                ..wire::Holiday::default()
            }),
            request_id,
            validate_only: true,
        }
        .encode_to_vec(),
        "WithdrawHoliday" => wire::WithdrawHolidayRequest {
            parent: NORTHWICK.to_owned(),
            date: Some(day(2026, 12, 28)),
            withdrawn_date: Some(day(2026, 4, 1)),
            request_id,
            validate_only: true,
        }
        .encode_to_vec(),
        "ListHolidays" => wire::ListHolidaysRequest {
            parent: NORTHWICK.to_owned(),
            start_date: Some(day(2026, 1, 1)),
            end_date: Some(day(2026, 12, 31)),
        }
        .encode_to_vec(),
        _ => return of_officers_and_figures(method),
    })
}

fn of_officers_and_figures(method: &str) -> Option<Vec<u8>> {
    let request_id = fresh_id();
    Some(match method {
        "SaveAvailability" => wire::SaveAvailabilityRequest {
            parent: NORTHWICK.to_owned(),
            officer: "investigator".to_owned(),
            availability: Some(wire::Availability {
                capacity: 2,
                absences: vec![wire::Absence {
                    from_date: Some(day(2026, 8, 3)),
                    until_date: Some(day(2026, 8, 14)),
                }],
                ..wire::Availability::default()
            }),
            request_id,
            validate_only: true,
        }
        .encode_to_vec(),
        "GiveFigure" => wire::GiveFigureRequest {
            parent: NORTHWICK.to_owned(),
            figure: Some(wire::GivenFigure {
                kind: "residents".to_owned(),
                financial_year: 2021,
                value: 120_000,
                source: "Census 2021".to_owned(),
                ..wire::GivenFigure::default()
            }),
            request_id,
            validate_only: true,
        }
        .encode_to_vec(),
        "GetOfficer" => wire::GetOfficerRequest {
            parent: NORTHWICK.to_owned(),
            officer: "investigator".to_owned(),
            on_date: None,
        }
        .encode_to_vec(),
        "ListOfficers" => parent(wire::ListOfficersRequest::default(), |request| {
            &mut request.parent
        }),
        "ListGivenFigures" => parent(wire::ListGivenFiguresRequest::default(), |request| {
            &mut request.parent
        }),
        _ => return None,
    })
}

fn save_policy(request_id: String) -> wire::SavePolicyRequest {
    wire::SavePolicyRequest {
        parent: NORTHWICK.to_owned(),
        policy: Some(wire::Policy {
            procedure: Procedure::AdultStatutory.into(),
            valid_from_date: Some(day(2026, 7, 1)),
            source: "Local adult policy 2026".to_owned(),
            clocks: vec![wire::ClockRule {
                clock: ClockName::Response.into(),
                stage: 1,
                anchor: wire::ClockAnchor::StageStart.into(),
                length: 15,
                unit: wire::TimeUnit::WorkingDays.into(),
                ..wire::ClockRule::default()
            }],
            ..wire::Policy::default()
        }),
        request_id,
        validate_only: true,
    }
}

fn received(period: Option<wire::Period>) -> wire::QueryStatisticsRequest {
    wire::QueryStatisticsRequest {
        parent: NORTHWICK.to_owned(),
        measures: vec!["representations_received".to_owned()],
        period,
        ..wire::QueryStatisticsRequest::default()
    }
}

fn of_access(method: &str) -> Option<Vec<u8>> {
    let (client, request_id) = (format!("{NORTHWICK}/clients/analyst"), fresh_id());
    let period = Some(wire::Period {
        period: Some(wire::period::Period::FinancialYear(2026)),
    });
    Some(match method {
        "GetCatalogue" => parent(wire::GetCatalogueRequest::default(), |request| {
            &mut request.parent
        }),
        "QueryStatistics" => received(period).encode_to_vec(),
        "GetReport" => wire::GetReportRequest {
            name: format!("{NORTHWICK}/reports/children_annual"),
            period,
            ..wire::GetReportRequest::default()
        }
        .encode_to_vec(),
        "ListContributors" => wire::ListContributorsRequest {
            parent: NORTHWICK.to_owned(),
            query: Some(received(period)),
            measure: "representations_received".to_owned(),
            ..wire::ListContributorsRequest::default()
        }
        .encode_to_vec(),
        "CompareAsAt" => wire::CompareAsAtRequest {
            parent: NORTHWICK.to_owned(),
            query: Some(received(period)),
            before: Some(wire::Moment {
                position: 1,
                as_at: None,
            }),
            ..wire::CompareAsAtRequest::default()
        }
        .encode_to_vec(),
        "CheckPublication" => wire::CheckPublicationRequest {
            parent: NORTHWICK.to_owned(),
            documents: vec![published()],
        }
        .encode_to_vec(),
        "RenderReport" => wire::RenderReportRequest {
            parent: NORTHWICK.to_owned(),
            kind: wire::ReportKind::Code.into(),
            financial_year: 2026,
            audience: wire::ReportAudience::Public.into(),
            formats: vec![wire::ReportFormat::Json.into()],
            narrative: vec![wire::NarrativeText {
                place: "introduction".to_owned(),
                text: "A quiet year.".to_owned(),
            }],
            self_assessment: vec![wire::SelfAssessmentRow {
                section: 1,
                answer: wire::SelfAssessmentAnswer::Yes.into(),
                commentary: String::new(),
            }],
            sign_off: Some(wire::ReportSignOff {
                approvals: vec![wire::ReportApproval {
                    approver: "Cabinet".to_owned(),
                    approved_date: None,
                }],
                ..wire::ReportSignOff::default()
            }),
            ..wire::RenderReportRequest::default()
        }
        .encode_to_vec(),
        "SaveClient" => wire::SaveClientRequest {
            parent: NORTHWICK.to_owned(),
            client_id: "kiosk".to_owned(),
            client: Some(wire::Client {
                role: wire::Role::Intake.into(),
                ..wire::Client::default()
            }),
            request_id,
            validate_only: true,
        }
        .encode_to_vec(),
        "ListClients" => parent(wire::ListClientsRequest::default(), |request| &mut request.parent),
        "IssueToken" => wire::IssueTokenRequest {
            parent: client,
            request_id,
            validate_only: true,
        }
        .encode_to_vec(),
        "RevokeToken" => wire::RevokeTokenRequest {
            name: format!("{client}/tokens/1"),
            request_id,
            validate_only: true,
        }
        .encode_to_vec(),
        _ => return None,
    })
}

/// A document with everything that a document must have.
fn published() -> wire::PublishedDocument {
    let header = |label: &str| wire::PublishedHeader {
        label: label.to_owned(),
        ..wire::PublishedHeader::default()
    };
    wire::PublishedDocument {
        id: "annual".to_owned(),
        year: "2026/27".to_owned(),
        tables: vec![wire::PublishedTable {
            id: "1".to_owned(),
            columns: vec![header("Number")],
            rows: vec![wire::PublishedRow {
                header: Some(header("Email")),
                values: vec!["3".to_owned()],
            }],
            filters: vec![wire::PublishedFilter {
                dimension: "service".to_owned(),
                values: vec!["childrens".to_owned()],
            }],
            ..wire::PublishedTable::default()
        }],
        statements: vec![wire::PublishedStatement {
            kind: wire::PublishedStatementKind::Year.into(),
            says: "2026/27".to_owned(),
            ..wire::PublishedStatement::default()
        }],
        ..wire::PublishedDocument::default()
    }
}

fn of_changes(method: &str) -> Option<Vec<u8>> {
    Some(match method {
        "ListChanges" => parent(wire::ListChangesRequest::default(), |request| &mut request.parent),
        "WatchChanges" => parent(wire::WatchChangesRequest::default(), |request| {
            &mut request.parent
        }),
        "ListReads" => parent(wire::ListReadsRequest::default(), |request| &mut request.parent),
        "DescribeKeys" => parent(wire::DescribeKeysRequest::default(), |request| {
            &mut request.parent
        }),
        // Of the key before the present one, which was replaced: it answers that.
        "RotateAuthorityKey" => parent(wire::RotateAuthorityKeyRequest::default(), |request| {
            &mut request.parent
        }),
        "RewrapKeys" => Vec::new(),
        "CountReads" => parent(wire::CountReadsRequest::default(), |request| &mut request.parent),
        "GetCheckpoint" => parent(wire::GetCheckpointRequest::default(), |request| {
            &mut request.parent
        }),
        "ProveInclusion" => wire::ProveInclusionRequest {
            parent: NORTHWICK.to_owned(),
            position: 2,
            size: 5,
        }
        .encode_to_vec(),
        "ProveConsistency" => wire::ProveConsistencyRequest {
            parent: NORTHWICK.to_owned(),
            older_size: 3,
            newer_size: 5,
        }
        .encode_to_vec(),
        _ => return None,
    })
}
