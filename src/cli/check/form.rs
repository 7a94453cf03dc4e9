//! The form of published tables in JSON. Whatever is printed may stand as a text or as a number.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
};

use crate::domain::publication::{
    FilterDraft, HeaderDraft, PublicationDraft, RowDraft, StatementDraft, TableDraft,
};

/// Something printed: a text, a number, or nothing.
#[derive(Debug, Clone, Default)]
pub struct Printed(pub String);

impl<'de> Deserialize<'de> for Printed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PrintedVisitor)
    }
}

struct PrintedVisitor;

impl Visitor<'_> for PrintedVisitor {
    type Value = Printed;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a number")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Printed, E> {
        Ok(Printed(text.to_owned()))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Printed, E> {
        Ok(Printed(number.to_string()))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Printed, E> {
        Ok(Printed(number.to_string()))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Printed, E> {
        Ok(Printed(number.to_string()))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Printed, E> {
        Ok(Printed::default())
    }
}

macro_rules! form {
    ($(#[$doc:meta])* $form:ident, $draft:ident, { $($text:ident),* }, { $($list:ident),* }, { $($other:ident: $kind:ty => $read:expr),* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct $form {
            $($text: Printed,)*
            $($list: Vec<Printed>,)*
            $(pub(super) $other: $kind,)*
        }

        impl From<$form> for $draft {
            fn from(form: $form) -> Self {
                $(let $other = $read(form.$other);)*
                Self {
                    $($text: form.$text.0,)*
                    $($list: form.$list.into_iter().map(|printed| printed.0).collect(),)*
                    $($other,)*
                }
            }
        }
    };
}

fn each<F, D: From<F>>(forms: Vec<F>) -> Vec<D> {
    forms.into_iter().map(D::from).collect()
}

form! {
    /// A document.
    Document, PublicationDraft,
    { id, title, council, year, kind, date }, {},
    { tables: Vec<Table> => each, statements: Vec<Statement> => each }
}

form! {
    /// A table.
    Table, TableDraft,
    { id, title, number, measure, unit, period, by, whole, whole_measure }, {},
    { multiple: bool => std::convert::identity, selected: bool => std::convert::identity,
      columns: Vec<Column> => each, rows: Vec<Row> => each, filters: Vec<Filter> => each }
}

form! {
    /// What is said of a row or a column.
    Header, HeaderDraft,
    { label, role, measure, period, unit, council, basis, part, whole, from, to, weight, sum_of }, {}, {}
}

form! {
    /// Which records of the register a table counts.
    Filter, FilterDraft, { dimension }, { values }, {}
}

form! {
    /// A statement.
    Statement, StatementDraft,
    { kind, text, place, measure, by, row, period, council, unit, basis, value, from, to, from_period, to_period,
      says, percent, points, part, whole, table, n, excluded }, { parts, bands, mentions }, {}
}

/// A column: its label alone, or all that is said of it.
#[derive(Debug, Clone, Default)]
pub struct Column(pub Header);

impl From<Column> for HeaderDraft {
    fn from(column: Column) -> Self {
        column.0.into()
    }
}

impl<'de> Deserialize<'de> for Column {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ColumnVisitor)
    }
}

struct ColumnVisitor;

impl<'de> Visitor<'de> for ColumnVisitor {
    type Value = Column;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the label of a column, or an object with its label")
    }

    fn visit_str<E: de::Error>(self, label: &str) -> Result<Column, E> {
        Ok(Column(Header {
            label: Printed(label.to_owned()),
            ..Header::default()
        }))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Column, A::Error> {
        Header::deserialize(MapAccessDeserializer::new(map)).map(Column)
    }
}

/// A row: its label and its cells in one list, or an object with all that is said of it.
#[derive(Debug, Clone, Default)]
pub struct Row(pub RowDraft);

impl From<Row> for RowDraft {
    fn from(row: Row) -> Self {
        row.0
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RowObject {
    label: Printed,
    role: Printed,
    measure: Printed,
    period: Printed,
    unit: Printed,
    council: Printed,
    basis: Printed,
    part: Printed,
    whole: Printed,
    from: Printed,
    to: Printed,
    weight: Printed,
    sum_of: Printed,
    values: Vec<Printed>,
}

impl<'de> Deserialize<'de> for Row {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RowVisitor)
    }
}

struct RowVisitor;

impl<'de> Visitor<'de> for RowVisitor {
    type Value = Row;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of a label and cells, or an object with `label` and `values`")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut cells: A) -> Result<Row, A::Error> {
        let label = cells.next_element::<Printed>()?.unwrap_or_default().0;
        let mut values = Vec::new();
        while let Some(Printed(cell)) = cells.next_element()? {
            values.push(cell);
        }
        let header = HeaderDraft {
            label,
            ..HeaderDraft::default()
        };
        Ok(Row(RowDraft { header, values }))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Row, A::Error> {
        let row = RowObject::deserialize(MapAccessDeserializer::new(map))?;
        let header = Header {
            label: row.label,
            role: row.role,
            measure: row.measure,
            period: row.period,
            unit: row.unit,
            council: row.council,
            basis: row.basis,
            part: row.part,
            whole: row.whole,
            from: row.from,
            to: row.to,
            weight: row.weight,
            sum_of: row.sum_of,
        };
        let values = row.values.into_iter().map(|Printed(value)| value).collect();
        Ok(Row(RowDraft {
            header: header.into(),
            values,
        }))
    }
}
