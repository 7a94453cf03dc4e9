//! Published tables as they are sent, and what was found in them.

use super::{Reader, Violation, values::Wire};
use crate::{
    api::wire,
    app::publication::Compared,
    domain::{
        limits,
        publication::{
            Class, FilterDraft, Finding, HeaderDraft, Place, Problem, Publication, PublicationDraft, Role,
            RowDraft, StatementDraft, StatementKind, TableDraft,
        },
        word::Word,
    },
};

impl Wire for StatementKind {
    type Value = wire::PublishedStatementKind;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Figure, wire::PublishedStatementKind::Value),
        (Self::Change, wire::PublishedStatementKind::Change),
        (Self::Share, wire::PublishedStatementKind::Share),
        (Self::Total, wire::PublishedStatementKind::Total),
        (Self::Year, wire::PublishedStatementKind::Year),
        (Self::Date, wire::PublishedStatementKind::Date),
        (Self::Series, wire::PublishedStatementKind::Series),
        (Self::Count, wire::PublishedStatementKind::Count),
        (Self::Reference, wire::PublishedStatementKind::Reference),
        (Self::Comparison, wire::PublishedStatementKind::Comparison),
        (Self::Mean, wire::PublishedStatementKind::Mean),
    ];
}

impl Wire for Role {
    type Value = wire::PublishedRole;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Part, wire::PublishedRole::Part),
        (Self::Total, wire::PublishedRole::Total),
        (Self::Subtotal, wire::PublishedRole::Subtotal),
        (Self::OfWhich, wire::PublishedRole::OfWhich),
        (Self::Change, wire::PublishedRole::Change),
        (Self::Average, wire::PublishedRole::Average),
        (Self::Note, wire::PublishedRole::Note),
    ];
}

impl Wire for Class {
    type Value = wire::PublicationClass;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Sum, wire::PublicationClass::Sum),
        (Self::Pct, wire::PublicationClass::Pct),
        (Self::Dir, wire::PublicationClass::Dir),
        (Self::Den, wire::PublicationClass::Den),
        (Self::Imp, wire::PublicationClass::Imp),
        (Self::Xdoc, wire::PublicationClass::Xdoc),
        (Self::Xsec, wire::PublicationClass::Xsec),
        (Self::Stale, wire::PublicationClass::Stale),
        (Self::Unit, wire::PublicationClass::Unit),
        (Self::Lab, wire::PublicationClass::Lab),
        (Self::Register, wire::PublicationClass::Register),
    ];
}

/// Reads the documents of a request; the parent is the handler's to read.
pub fn documents(reader: &mut Reader<'_>, sent: Vec<wire::PublishedDocument>) -> Option<Vec<Publication>> {
    if sent.is_empty() {
        reader.refuse("documents", "must be given");
        return None;
    }
    let sent = reader.at_most("documents", sent, limits::PUBLICATIONS_MAX)?;
    let mut read: Vec<Publication> = Vec::new();
    let mut all_good = true;
    for (place, document) in sent.into_iter().enumerate() {
        let path = format!("documents[{place}]");
        let draft = reader.within(&path, |reader| document_draft(reader, document));
        if read.iter().any(|other| other.id == draft.id) {
            reader.refuse(
                format_args!("{path}.id"),
                "must not be the id of another document",
            );
        }
        match Publication::of(&draft) {
            Ok(publication) => read.push(publication),
            Err(problems) => {
                all_good = false;
                for Problem { field, text } in problems {
                    reader.refuse(format_args!("{path}.{field}"), text);
                }
            }
        }
    }
    all_good.then_some(read)
}

fn document_draft(reader: &mut Reader<'_>, document: wire::PublishedDocument) -> PublicationDraft {
    let wire::PublishedDocument {
        id,
        title,
        council,
        year,
        kind,
        date,
        tables,
        statements,
    } = document;
    let tables = tables.into_iter().enumerate();
    let tables = tables.map(|(place, table)| {
        reader.within(format_args!("tables[{place}]"), |reader| {
            table_draft(reader, table)
        })
    });
    let tables = tables.collect();
    let statements = statements.into_iter().enumerate();
    let statements = statements.map(|(place, statement)| {
        let given = statement.kind;
        if given != 0 && StatementKind::from_wire(given).is_none() {
            reader.refuse(
                format_args!("statements[{place}].kind"),
                "must be one of the named values",
            );
        }
        statement_draft(statement)
    });
    PublicationDraft {
        id,
        title,
        council,
        year,
        kind,
        date,
        tables,
        statements: statements.collect(),
    }
}

fn table_draft(reader: &mut Reader<'_>, table: wire::PublishedTable) -> TableDraft {
    let wire::PublishedTable {
        id,
        title,
        number,
        measure,
        unit,
        period,
        by,
        whole,
        whole_measure,
        multiple,
        selected,
        columns,
        rows,
        filters,
    } = table;
    let columns = columns.into_iter().enumerate();
    let columns = columns
        .map(|(place, column)| header_draft(reader, &format!("columns[{place}]"), column))
        .collect();
    let mut read = Vec::with_capacity(rows.len());
    for (place, wire::PublishedRow { header, values }) in rows.into_iter().enumerate() {
        let path = format!("rows[{place}]");
        let header = reader
            .required(format_args!("{path}.header"), header)
            .unwrap_or_default();
        let header = header_draft(reader, &format!("{path}.header"), header);
        read.push(RowDraft { header, values });
    }
    let filters = filters
        .into_iter()
        .map(|wire::PublishedFilter { dimension, values }| FilterDraft { dimension, values });
    TableDraft {
        id,
        title,
        number,
        measure,
        unit,
        period,
        by,
        whole,
        whole_measure,
        multiple,
        selected,
        columns,
        rows: read,
        filters: filters.collect(),
    }
}

fn header_draft(reader: &mut Reader<'_>, path: &str, header: wire::PublishedHeader) -> HeaderDraft {
    let wire::PublishedHeader {
        label,
        role,
        measure,
        period,
        unit,
        council,
        basis,
        part,
        whole,
        from,
        to,
        weight,
        sum_of,
    } = header;
    let read = Role::from_wire(role);
    if role != 0 && read.is_none() {
        reader.refuse(format_args!("{path}.role"), "must be one of the named values");
    }
    HeaderDraft {
        label,
        role: read.map(|role| role.word().to_owned()).unwrap_or_default(),
        measure,
        period,
        unit,
        council,
        basis,
        part,
        whole,
        from,
        to,
        weight,
        sum_of,
    }
}

fn statement_draft(statement: wire::PublishedStatement) -> StatementDraft {
    let kind = StatementKind::from_wire(statement.kind).map(|kind| kind.word().to_owned());
    let wire::PublishedStatement {
        kind: _,
        text,
        place,
        measure,
        by,
        row,
        period,
        council,
        unit,
        basis,
        value,
        from,
        to,
        from_period,
        to_period,
        says,
        percent,
        points,
        part,
        whole,
        table,
        n,
        excluded,
        parts,
        bands,
        mentions,
    } = statement;
    StatementDraft {
        kind: kind.unwrap_or_default(),
        text,
        place,
        measure,
        by,
        row,
        period,
        council,
        unit,
        basis,
        value,
        from,
        to,
        from_period,
        to_period,
        says,
        percent,
        points,
        part,
        whole,
        table,
        n,
        excluded,
        parts,
        bands,
        mentions,
    }
}

/// What a table asks that the register cannot answer, as wrong fields.
pub fn violations(problems: Vec<Problem>) -> Vec<Violation> {
    let violation = |Problem { field, text }| Violation {
        field,
        description: text,
    };
    problems.into_iter().map(violation).collect()
}

/// What was found, in the documents themselves and against the register.
pub fn answer(found: &[Finding], compared: &Compared) -> wire::CheckPublicationResponse {
    wire::CheckPublicationResponse {
        findings: found.iter().chain(&compared.findings).map(finding).collect(),
        compared: compared.asked.iter().map(place).collect(),
        position: compared.position,
    }
}

fn finding(finding: &Finding) -> wire::PublicationFinding {
    let Finding {
        rule,
        places,
        stated,
        follows,
        how,
    } = finding;
    wire::PublicationFinding {
        class: rule.class().to_wire(),
        rule: rule.word().to_owned(),
        remark: rule.is_remark(),
        places: places.iter().map(place).collect(),
        stated: stated.clone(),
        follows: follows.clone(),
        how: how.clone(),
    }
}

fn place(place: &Place) -> wire::PublishedPlace {
    let Place {
        document,
        table,
        row,
        column,
        statement,
        paragraph,
    } = place;
    wire::PublishedPlace {
        document: document.clone(),
        table: table.clone(),
        row: row.clone(),
        column: column.clone(),
        statement: i32::try_from(*statement).unwrap_or(i32::MAX),
        place: paragraph.clone(),
    }
}
