//! Asking a running server, which holds the tables against its register too.

use std::error::Error;

use crate::{
    api::{
        convert::values::Wire,
        wire::{self, statistics_service_client::StatisticsServiceClient},
    },
    cli::client::CallArgs,
    domain::{
        publication::{
            Finding, HeaderDraft, Place, PublicationDraft, Role, RowDraft, Rule, StatementDraft,
            StatementKind, TableDraft,
        },
        word::Word,
    },
};

/// Which register to hold the tables against.
#[derive(Debug, clap::Args)]
pub struct RegisterArgs {
    /// Ask a running server, and hold the tables against this authority's register too: the authority's id.
    #[arg(long)]
    pub authority: Option<String>,
    #[command(flatten)]
    call: CallArgs,
}

/// What the server finds, and how many columns and cells it held against the register.
///
/// # Errors
/// When the server does not answer, or with something unknown.
pub async fn ask(
    args: &RegisterArgs,
    authority: &str,
    drafts: Vec<PublicationDraft>,
) -> Result<(Vec<Finding>, usize), Box<dyn Error>> {
    let (channel, token) = args.call.connect().await?;
    let mut client = StatisticsServiceClient::with_interceptor(channel, token);
    let request = wire::CheckPublicationRequest {
        parent: format!("authorities/{authority}"),
        documents: drafts.into_iter().map(document).collect(),
    };
    let answer = client.check_publication(request).await?.into_inner();
    let findings: Option<Vec<Finding>> = answer.findings.into_iter().map(finding).collect();
    let findings = findings.ok_or("the server knows a rule that this program does not know")?;
    Ok((findings, answer.compared.len()))
}

fn document(draft: PublicationDraft) -> wire::PublishedDocument {
    wire::PublishedDocument {
        id: draft.id,
        title: draft.title,
        council: draft.council,
        year: draft.year,
        kind: draft.kind,
        date: draft.date,
        tables: draft.tables.into_iter().map(table).collect(),
        statements: draft.statements.into_iter().map(statement).collect(),
    }
}

fn table(draft: TableDraft) -> wire::PublishedTable {
    let filters = draft.filters.into_iter().map(|filter| wire::PublishedFilter {
        dimension: filter.dimension,
        values: filter.values,
    });
    let row = |RowDraft { header: said, values }| wire::PublishedRow {
        header: Some(header(said)),
        values,
    };
    wire::PublishedTable {
        id: draft.id,
        title: draft.title,
        number: draft.number,
        measure: draft.measure,
        unit: draft.unit,
        period: draft.period,
        by: draft.by,
        whole: draft.whole,
        whole_measure: draft.whole_measure,
        multiple: draft.multiple,
        selected: draft.selected,
        columns: draft.columns.into_iter().map(header).collect(),
        rows: draft.rows.into_iter().map(row).collect(),
        filters: filters.collect(),
    }
}

fn header(draft: HeaderDraft) -> wire::PublishedHeader {
    wire::PublishedHeader {
        role: Role::of(&draft.role).map_or(0, Role::to_wire),
        label: draft.label,
        measure: draft.measure,
        period: draft.period,
        unit: draft.unit,
        council: draft.council,
        basis: draft.basis,
        part: draft.part,
        whole: draft.whole,
        from: draft.from,
        to: draft.to,
        weight: draft.weight,
        sum_of: draft.sum_of,
    }
}

fn statement(draft: StatementDraft) -> wire::PublishedStatement {
    wire::PublishedStatement {
        kind: StatementKind::from_word(draft.kind.trim()).map_or(0, StatementKind::to_wire),
        text: draft.text,
        place: draft.place,
        measure: draft.measure,
        by: draft.by,
        row: draft.row,
        period: draft.period,
        council: draft.council,
        unit: draft.unit,
        basis: draft.basis,
        value: draft.value,
        from: draft.from,
        to: draft.to,
        from_period: draft.from_period,
        to_period: draft.to_period,
        says: draft.says,
        percent: draft.percent,
        points: draft.points,
        part: draft.part,
        whole: draft.whole,
        table: draft.table,
        n: draft.n,
        excluded: draft.excluded,
        parts: draft.parts,
        bands: draft.bands,
        mentions: draft.mentions,
    }
}

fn finding(sent: wire::PublicationFinding) -> Option<Finding> {
    let places = sent.places.into_iter().map(|place| Place {
        document: place.document,
        table: place.table,
        row: place.row,
        column: place.column,
        statement: usize::try_from(place.statement).unwrap_or(0),
        paragraph: place.place,
    });
    Some(Finding {
        rule: Rule::from_word(&sent.rule)?,
        places: places.collect(),
        stated: sent.stated,
        follows: sent.follows,
        how: sent.how,
    })
}
