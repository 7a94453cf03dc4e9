//! The load: callers that each wait for their answer before they ask again.

use std::{
    error::Error,
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use chrono::{Datelike, Days, NaiveDate};
use redress::{
    api::wire::{
        self, access_service_client::AccessServiceClient, reference_service_client::ReferenceServiceClient,
        representations_service_client::RepresentationsServiceClient,
        statistics_service_client::StatisticsServiceClient,
    },
    cli::client::{Authorised, ServerArgs, WithToken},
};

type Failure = Box<dyn Error + Send + Sync>;

const AUTHORITY: &str = "authorities/benchtown";
const SERVICES: [&str; 12] = [
    "Housing repairs",
    "Waste",
    "Adult social care",
    "Planning",
    "Council tax",
    "Highways",
    "Benefits",
    "Parking",
    "Libraries",
    "Schools admissions",
    "Homelessness",
    "Environmental health",
];
const CATEGORIES: [&str; 6] = [
    "delay",
    "quality",
    "conduct",
    "decision",
    "communication",
    "other",
];
const METHODS: [&str; 5] = ["telephone", "contact_centre_form", "email", "letter", "in_person"];
const FINDINGS: [wire::Finding; 3] = [
    wire::Finding::Upheld,
    wire::Finding::PartlyUpheld,
    wire::Finding::NotUpheld,
];

/// Callers of one register.
#[derive(Clone)]
pub struct Client {
    register: RepresentationsServiceClient<Authorised>,
    statistics: StatisticsServiceClient<Authorised>,
    next: Arc<AtomicU64>,
}

/// Answers in a second, and how long each took.
pub struct Rate {
    laps: Vec<Duration>,
    time: Duration,
}

impl fmt::Display for Rate {
    #[expect(clippy::cast_precision_loss, reason = "a rate to print")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rate = self.laps.len() as f64 / self.time.as_secs_f64();
        let at = |share: usize| {
            self.laps
                .get(self.laps.len() * share / 100)
                .copied()
                .unwrap_or_default()
        };
        write!(f, "{rate:.0}/s, p50 {:.2?}, p99 {:.2?}", at(50), at(99))
    }
}

fn slug(text: &str) -> String {
    text.to_lowercase().replace(' ', "-")
}

/// Registers the authority, its lists and a client, as an admin does.
pub async fn prepare(address: &str, admin: &str) -> Result<Client, Box<dyn Error>> {
    let channel = ServerArgs {
        server: address.to_owned(),
        ca: None,
        client_cert: None,
        client_key: None,
    }
    .connect()
    .await?;
    let token = WithToken::new(admin)?;
    let mut reference = ReferenceServiceClient::with_interceptor(channel.clone(), token.clone());
    let authority = wire::Authority {
        display_name: "Benchtown".to_owned(),
        r#type: wire::AuthorityType::Unitary.into(),
        ..Default::default()
    };
    let request = wire::RegisterAuthorityRequest {
        authority_id: "benchtown".to_owned(),
        authority: Some(authority),
        request_id: "bench".to_owned(),
        validate_only: false,
    };
    reference.register_authority(request).await?;
    let services = SERVICES.iter().map(|name| ("services", *name));
    for (list, name) in services.chain(CATEGORIES.iter().map(|name| ("concern-categories", *name))) {
        let code = wire::Code {
            display_name: name.to_owned(),
            ..Default::default()
        };
        let request = wire::SaveCodeRequest {
            parent: format!("{AUTHORITY}/lists/{list}"),
            code_id: slug(name),
            code: Some(code),
            request_id: format!("{list}-{}", slug(name)),
            validate_only: false,
        };
        reference.save_code(request).await?;
    }
    let mut access = AccessServiceClient::with_interceptor(channel.clone(), token);
    let client = wire::Client {
        role: wire::Role::Officer.into(),
        ..Default::default()
    };
    let request = wire::SaveClientRequest {
        parent: AUTHORITY.to_owned(),
        client_id: "crm".to_owned(),
        client: Some(client),
        request_id: "bench".to_owned(),
        validate_only: false,
    };
    access.save_client(request).await?;
    let parent = format!("{AUTHORITY}/clients/crm");
    let request = wire::IssueTokenRequest {
        parent,
        request_id: "bench".to_owned(),
        validate_only: false,
    };
    let crm = WithToken::new(&access.issue_token(request).await?.into_inner().secret)?;
    Ok(Client {
        register: RepresentationsServiceClient::with_interceptor(channel.clone(), crm.clone()),
        statistics: StatisticsServiceClient::with_interceptor(channel, crm),
        next: Arc::new(AtomicU64::new(1)),
    })
}

fn date(day: NaiveDate) -> wire::Date {
    let part = |part: u32| i32::try_from(part).unwrap_or_default();
    wire::Date {
        year: day.year(),
        month: part(day.month()),
        day: part(day.day()),
    }
}

fn received_on(n: u64) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2022, 4, 1).unwrap_or_default();
    first
        .checked_add_days(Days::new(n * 7919 % 1461))
        .unwrap_or(first)
}

fn of<T: Copy>(values: &[T], n: u64) -> T {
    values[usize::try_from(n).unwrap_or_default() % values.len()]
}

fn registration(n: u64) -> wire::RegisterRepresentationRequest {
    let concern = wire::Concern {
        category: of(&CATEGORIES, n * 17).to_owned(),
        ..Default::default()
    };
    let representation = wire::Representation {
        kind: wire::Kind::Complaint.into(),
        procedure: wire::Procedure::CorporateLocal.into(),
        received_date: Some(date(received_on(n))),
        service: slug(of(&SERVICES, n * 31)),
        method: of(&METHODS, n).to_owned(),
        made_by: "adult".to_owned(),
        concerns: vec![concern],
        narrative: "Missed bin collection on three consecutive weeks. ".repeat(4),
        external_reference: format!("crm-{n}"),
        ..Default::default()
    };
    wire::RegisterRepresentationRequest {
        parent: AUTHORITY.to_owned(),
        representation: Some(representation),
        request_id: format!("register-{n}"),
        validate_only: false,
    }
}

/// Runs callers that take numbers from one counter until it is past `cases`.
pub async fn seed(client: &Client, cases: u64) -> Result<Duration, Box<dyn Error>> {
    let begun = Instant::now();
    let callers = (0..64).map(|_| {
        let client = client.clone();
        tokio::spawn(async move {
            loop {
                let n = client.next.fetch_add(1, Ordering::Relaxed);
                if n > cases {
                    return Ok::<(), Failure>(());
                }
                live(client.clone(), n).await?;
            }
        })
    });
    for caller in callers.collect::<Vec<_>>() {
        caller.await?.map_err(|error| error.to_string())?;
    }
    Ok(begun.elapsed())
}

/// The life of the n-th complaint, by the arithmetic that the peers share: one in twenty stays open, a quarter of
/// the rest is withdrawn, one in five of those answered goes to stage 2.
async fn live(mut client: Client, n: u64) -> Result<(), Failure> {
    let register = &mut client.register;
    let name = register
        .register_representation(registration(n))
        .await?
        .into_inner()
        .name;
    if n.is_multiple_of(20) {
        return Ok(());
    }
    let day = |days: u64| {
        Some(date(
            received_on(n)
                .checked_add_days(Days::new(days))
                .unwrap_or_default(),
        ))
    };
    if n * 7 % 4 == 3 {
        let request = wire::WithdrawRepresentationRequest {
            name,
            withdrawn_date: day(n * 13 % 25),
            reason: "not_stated".to_owned(),
            request_id: format!("withdraw-{n}"),
            ..Default::default()
        };
        register.withdraw_representation(request).await?;
        return Ok(());
    }
    conclude(register, &name, 1, n, day(n * 13 % 25), of(&FINDINGS, n * 7 % 4)).await?;
    if n.is_multiple_of(5) {
        let request = wire::EscalateRepresentationRequest {
            name: name.clone(),
            requested_date: day(40),
            request_id: format!("escalate-{n}"),
            ..Default::default()
        };
        register.escalate_representation(request).await?;
        conclude(
            register,
            &name,
            2,
            n,
            day(40 + n * 11 % 45),
            of(&FINDINGS, n * 5 % 3),
        )
        .await?;
    }
    Ok(())
}

async fn conclude(
    register: &mut RepresentationsServiceClient<Authorised>,
    name: &str,
    stage: i32,
    n: u64,
    on: Option<wire::Date>,
    finding: wire::Finding,
) -> Result<(), Failure> {
    let request = wire::RecordFindingsRequest {
        name: name.to_owned(),
        stage,
        findings: vec![wire::ConcernFinding {
            concern: 1,
            finding: finding.into(),
            ..wire::ConcernFinding::default()
        }],
        request_id: format!("find-{stage}-{n}"),
        ..Default::default()
    };
    register.record_findings(request).await?;
    let request = wire::ConcludeStageRequest {
        name: name.to_owned(),
        stage,
        concluded_date: on,
        request_id: format!("conclude-{stage}-{n}"),
        ..Default::default()
    };
    register.conclude_stage(request).await?;
    Ok(())
}

/// Runs so many callers for a while.
async fn run<F>(callers: usize, time: Duration, call: impl Fn() -> F) -> Result<Rate, Box<dyn Error>>
where
    F: Future<Output = Result<(), Failure>> + Send + 'static,
{
    let begun = Instant::now();
    let mut waiting = tokio::task::JoinSet::new();
    let mut laps = Vec::new();
    let timed = |call: F| async move {
        let lap = Instant::now();
        call.await.map(|()| lap.elapsed())
    };
    for _ in 0..callers {
        waiting.spawn(timed(call()));
    }
    while let Some(lap) = waiting.join_next().await {
        laps.push(lap?.map_err(|error| error.to_string())?);
        if begun.elapsed() < time {
            waiting.spawn(timed(call()));
        }
    }
    let time = begun.elapsed();
    laps.sort_unstable();
    Ok(Rate { laps, time })
}

/// Registers.
pub async fn register(client: &Client, callers: usize, time: Duration) -> Result<Rate, Box<dyn Error>> {
    run(callers, time, || {
        let mut client = client.clone();
        async move {
            let n = client.next.fetch_add(1, Ordering::Relaxed) + 1_000_000;
            client.register.register_representation(registration(n)).await?;
            Ok(())
        }
    })
    .await
}

/// Reads one record, view BASIC.
pub async fn get(client: &Client, callers: usize, time: Duration) -> Result<Rate, Box<dyn Error>> {
    let mut one = client.clone();
    let filter = wire::RepresentationFilter {
        external_reference: "crm-5".to_owned(),
        ..Default::default()
    };
    let list = wire::ListRepresentationsRequest {
        parent: AUTHORITY.to_owned(),
        filter: Some(filter),
        ..Default::default()
    };
    let found = one
        .register
        .list_representations(list)
        .await?
        .into_inner()
        .representations;
    let name = found.first().ok_or("nothing was seeded")?.name.clone();
    run(callers, time, || {
        let (mut client, name) = (client.clone(), name.clone());
        async move {
            let request = wire::GetRepresentationRequest {
                name,
                view: wire::View::Basic.into(),
            };
            client.register.get_representation(request).await?;
            Ok(())
        }
    })
    .await
}

fn year() -> wire::Period {
    wire::Period {
        period: Some(wire::period::Period::FinancialYear(2024)),
    }
}

/// Asks for one annual table.
pub async fn table(client: &Client, callers: usize, time: Duration) -> Result<Rate, Box<dyn Error>> {
    run(callers, time, || {
        let mut client = client.clone();
        async move {
            let request = wire::QueryStatisticsRequest {
                parent: AUTHORITY.to_owned(),
                measures: [
                    "stages_concluded",
                    "stage_within_agreed",
                    "stage_mean_working_days",
                ]
                .map(str::to_owned)
                .to_vec(),
                dimensions: ["service", "stage", "finding"].map(str::to_owned).to_vec(),
                basis: wire::Basis::Concluded.into(),
                period: Some(year()),
                ..Default::default()
            };
            client.statistics.query_statistics(request).await?;
            Ok(())
        }
    })
    .await
}

/// Asks for every table of the children's report.
pub async fn report(client: &Client, callers: usize, time: Duration) -> Result<Rate, Box<dyn Error>> {
    run(callers, time, || {
        let mut client = client.clone();
        async move {
            let name = format!("{AUTHORITY}/reports/children_annual");
            let request = wire::GetReportRequest {
                name,
                period: Some(year()),
                ..wire::GetReportRequest::default()
            };
            client.statistics.get_report(request).await?;
            Ok(())
        }
    })
    .await
}
