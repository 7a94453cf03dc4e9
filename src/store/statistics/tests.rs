//! Questions count what they should on both databases, at every position of the log. The server is asked where
//! `TEST_DATABASE_URL` names one.

use chrono::{DateTime, NaiveDate, Utc};
use tempfile::TempDir;

use super::*;
use crate::{
    domain::{
        entry::{
            Handling, RepresentationEntry, RepresentationFact, RepresentationLine, StageClocks, StageEnding,
            StageFact, Timeliness,
        },
        financial_year::{FinancialYear, Period},
        ids::{CodeId, Position, RecordNumber},
        outcome::Finding,
        procedure::Procedure,
        recorded::Recorded,
        reference::{self, Authority, AuthorityType, Reference},
        representation::{Kind, State},
        statistics::{AsOf, BLANK, Figure, QueryDraft, SeriesDraft, Table},
    },
    store::{Location, acting, projection::Projection},
};

/// A register with nothing in it, in an authority that no other test has.
struct Register {
    database: Database,
    authority: AuthorityId,
    _folder: TempDir,
}

async fn registers(test: &str) -> Vec<Register> {
    let folder = || tempfile::tempdir().expect("a folder");
    let embedded = folder();
    let mut locations = vec![(Location::Sqlite(embedded.path().join("register.db")), embedded)];
    if let Ok(url) = std::env::var("TEST_DATABASE_URL") {
        locations.push((url.parse().expect("a location"), folder()));
    }
    let mut registers = Vec::new();
    for (location, folder) in locations {
        let database = Database::open(&location).await.expect("open");
        let authority = AuthorityId::parse(&format!("{test}-{}", std::process::id())).expect("an id");
        registers.push(Register {
            database,
            authority,
            _folder: folder,
        });
    }
    registers
}

fn council() -> Reference {
    let authority = Authority {
        display_name: "A council".to_owned(),
        authority_type: AuthorityType::Unitary,
        region: String::new(),
    };
    let event = reference::Event::AuthorityRegistered(authority);
    let recorded = Recorded {
        position: 1,
        time: DateTime::<Utc>::UNIX_EPOCH,
        event: &event,
    };
    Reference::evolve(None, recorded).expect("a council")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn code(id: &str) -> CodeId {
    CodeId::parse(id).expect("an id")
}

/// An open statutory complaint.
fn complaint(number: RecordNumber, received_on: &str) -> RepresentationFact {
    RepresentationFact {
        number,
        kind: Kind::Complaint,
        procedure: Some(Procedure::ChildrenStatutory),
        state: State::Open,
        service: code("childrens"),
        team: None,
        provider: None,
        method: code("email"),
        made_by: code("adult"),
        advocate_supported: Some(false),
        received_on: day(received_on),
        closed_on: None,
        finding: None,
        last_stage: 1,
        last_stage_working_days: None,
        last_stage_timeliness: Timeliness::Unanswered,
        complainant: [const { None }; 9],
        service_user: [const { None }; 9],
        handling: Handling::default(),
    }
}

/// The same, answered and closed.
fn closed(open: &RepresentationFact, finding: Finding, working_days: u16) -> RepresentationFact {
    RepresentationFact {
        state: State::Concluded,
        closed_on: Some(day("2023-06-30")),
        finding: Some(finding),
        last_stage_working_days: Some(working_days),
        last_stage_timeliness: Timeliness::WithinBase,
        ..open.clone()
    }
}

fn answered(number: RecordNumber, working_days: u16) -> StageFact {
    StageFact {
        number,
        stage: 1,
        started_on: day("2023-06-01"),
        acknowledged_on: None,
        ended_on: Some(day("2023-06-30")),
        ending: StageEnding::Response,
        finding: Some(Finding::Upheld),
        base_due_on: Some(day("2023-06-15")),
        agreed_due_on: Some(day("2023-06-29")),
        extended: true,
        timeliness: Timeliness::Late,
        working_days: Some(working_days),
        others: StageClocks::default(),
        extension_reason: None,
        delay_reason: None,
        escalated_on: None,
        window_ends_on: None,
        settled_on: day("2023-06-30"),
        internal_form: false,
        cost_pence: 0,
    }
}

impl Register {
    async fn write(&self, projection: Projection) {
        let mut writer = self.database.open_writer().await.expect("a writer");
        let mut unit = writer.begin("test", &self.authority).await.expect("begun");
        projection.write(&mut unit).await.expect("written");
        unit.commit().await.expect("committed");
    }

    /// A representation's facts became others.
    fn change(
        &self,
        projection: &mut Projection,
        at: Position,
        before: Option<&RepresentationFact>,
        after: &RepresentationFact,
        stages: &[StageFact],
    ) {
        let entry = |fact: &RepresentationFact, stages: &[StageFact]| RepresentationEntry {
            line: RepresentationLine {
                number: fact.number,
                external_reference: None,
                kind: fact.kind,
                procedure: fact.procedure,
                state: fact.state,
                team: fact.team.clone(),
                received_on: fact.received_on,
                alike: None,
            },
            clocks: Vec::new(),
            fact: fact.clone(),
            stages: stages.to_vec(),
            concerns: Vec::new(),
            themes: Vec::new(),
            appointments: Vec::new(),
            spells: Vec::new(),
            costs: Vec::new(),
        };
        let before = before.map(|fact| entry(fact, &[]));
        projection.representation(&self.authority, at, before.as_ref(), &entry(after, stages));
    }

    /// The rows of an answer, each as its keys and counts, the total last.
    async fn ask(&self, draft: &QueryDraft, position: Position) -> Vec<String> {
        let council = council();
        let query = Query::of(draft, &council).expect("sound");
        let as_of = AsOf {
            position,
            recorded_at: DateTime::<Utc>::UNIX_EPOCH,
        };
        let counting = count(&self.database, &self.authority, &query, as_of);
        let groups = acting::for_authority(&self.authority, counting)
            .await
            .expect("counted");
        let table = Table::fold(&query, &groups.expect("few groups"), &council, as_of);
        let line = |row: &crate::domain::statistics::Row| {
            let keys = row
                .keys
                .iter()
                .map(|key| key.value.clone().unwrap_or_else(|| BLANK.to_owned()));
            let figures = row.figures.iter().map(|figure| match figure {
                Figure::Number { value, .. } => value.to_string(),
                other => format!("{other:?}"),
            });
            keys.chain(figures).collect::<Vec<_>>().join(" ")
        };
        table.rows.iter().chain([&table.total]).map(line).collect()
    }
}

fn draft(measures: &[&str], dimensions: &[&str], filters: &[(&str, &[&str])]) -> QueryDraft {
    let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    QueryDraft {
        measures: owned(measures),
        dimensions: owned(dimensions),
        filters: filters
            .iter()
            .map(|(id, values)| ((*id).to_owned(), owned(values)))
            .collect(),
        basis: None,
        period: Period::financial_year(FinancialYear(2023)),
        position: None,
        include_empty: false,
        series: SeriesDraft::default(),
    }
}

#[test]
fn every_column_is_read_from_somewhere() {
    for statement in all() {
        let text = format!("{statement:?}");
        assert!(
            !text.contains("SELECT NULL") && !text.contains("       NULL"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn every_statement_is_accepted_and_reads_every_column() {
    for register in registers("columns").await {
        for statement in all() {
            register
                .database
                .check(statement)
                .await
                .expect("a good statement");
        }
        for unit in Unit::ALL {
            for measure in measures().filter(|measure| measure.unit == *unit) {
                for basis in measure.bases {
                    let by: &[&str] = match (unit, basis) {
                        // Neither has one date.
                        (Unit::Spell | Unit::Given, _) | (_, Basis::Present) => &[],
                        (Unit::Concern, _) => &["month", "category"],
                        _ => &["month"],
                    };
                    let asked = QueryDraft {
                        basis: Some(*basis),
                        ..draft(&[measure.id], by, &[])
                    };
                    register.ask(&asked, 1).await;
                }
            }
        }
    }
}

#[tokio::test]
async fn figures_are_as_they_were_known_at_each_position() {
    for register in registers("positions").await {
        let open = complaint(1, "2023-06-01");
        let next = RepresentationFact {
            team: Some(code("west")),
            ..complaint(2, "2024-03-31")
        };
        let earlier = complaint(3, "2023-03-31");
        let mut projection = Projection::default();
        register.change(&mut projection, 5, None, &open, &[]);
        register.change(&mut projection, 7, None, &next, &[]);
        register.change(&mut projection, 8, None, &earlier, &[]);
        register.write(projection).await;
        let mut projection = Projection::default();
        let closed = closed(&open, Finding::Upheld, 9);
        register.change(&mut projection, 10, Some(&open), &closed, &[answered(1, 21)]);
        register.write(projection).await;

        let outcome = draft(&["representations_received"], &["published_outcome"], &[]);
        assert_eq!(register.ask(&outcome, 4).await, ["0"]);
        assert_eq!(register.ask(&outcome, 5).await, ["open 1", "1"]);
        assert_eq!(register.ask(&outcome, 9).await, ["open 2", "2"]);
        assert_eq!(register.ask(&outcome, 10).await, ["upheld 1", "open 1", "2"]);

        let late = draft(
            &["stage_late", "stage_median_working_days"],
            &["stage", "extended", "state"],
            &[],
        );
        assert_eq!(register.ask(&late, 9).await, ["0 NotApplicable"]);
        assert_eq!(register.ask(&late, 10).await, ["1 yes concluded 1 21", "1 21"]);

        let blank = draft(&["representations_received"], &["month"], &[("team", &[BLANK])]);
        assert_eq!(register.ask(&blank, 10).await, ["2023-06 1", "1"]);
        let no = draft(
            &["representations_received"],
            &["made_by"],
            &[("advocate_supported", &["no", BLANK])],
        );
        assert_eq!(register.ask(&no, 10).await, ["adult 2", "2"]);
        let other = draft(
            &["representations_received"],
            &[],
            &[("kind", &["comment", "compliment"])],
        );
        assert_eq!(register.ask(&other, 10).await, ["0"]);
    }
}
