//! Reading statements: each kind with the fields that it needs.

use super::Reading;
use crate::domain::{
    limits,
    publication::{
        bands,
        document::{Band, Statement, StatementKind, Table},
        draft::StatementDraft,
        number::Number,
        when,
    },
    word::Word,
};

impl Reading {
    pub(super) fn statement(
        &mut self,
        path: &str,
        draft: &StatementDraft,
        tables: &[Table],
    ) -> Option<Statement> {
        let Some(kind) = StatementKind::from_word(draft.kind.trim()) else {
            let kinds: Vec<&str> = StatementKind::ALL.iter().map(|kind| kind.word()).collect();
            self.refuse(
                format!("{path}.kind"),
                format!("must be one of {}", kinds.join(", ")),
            );
            return None;
        };
        for text in [&draft.text, &draft.place, &draft.measure, &draft.row, &draft.says] {
            self.text(path, text);
        }
        for field in missing(kind, draft) {
            self.refuse(format!("{path}.{field}"), "must be given");
        }
        if !draft.table.is_empty() && !tables.iter().any(|table| table.id == draft.table) {
            self.refuse(
                format!("{path}.table"),
                "must be the id of a table of the document",
            );
        }
        let is_date = kind == StatementKind::Date;
        let mut number = |field: &str, text: &str| {
            if is_date {
                let is_one = text.trim().is_empty() || when::date(text).is_some();
                if !is_one {
                    self.refuse(format!("{path}.{field}"), "must be a date such as 2024-11-28");
                }
                return None;
            }
            self.number(&format!("{path}.{field}"), text)
        };
        let mut statement = Statement {
            kind,
            said: draft.clone(),
            value: number("value", &draft.value),
            from: number("from", &draft.from),
            to: number("to", &draft.to),
            percent: number("percent", &draft.percent),
            points: number("points", &draft.points),
            part: number("part", &draft.part),
            whole: number("whole", &draft.whole),
            n: number("n", &draft.n),
            excluded: number("excluded", &draft.excluded),
            bands: Vec::new(),
        };
        let most = limits::PUBLISHED_STATEMENTS_MAX;
        for (field, list) in [
            ("parts", &draft.parts),
            ("bands", &draft.bands),
            ("mentions", &draft.mentions),
        ] {
            self.at_most(&format!("{path}.{field}"), list.len(), most);
        }
        for (place, band) in draft.bands.iter().enumerate() {
            match read_band(band) {
                Some(band) => statement.bands.push(band),
                None => self.refuse(
                    format!("{path}.bands[{place}]"),
                    "must be such as `0-10: 61` or `11+: 68`",
                ),
            }
        }
        Some(statement)
    }
}

/// The fields that a statement of this kind lacks.
fn missing(kind: StatementKind, draft: &StatementDraft) -> Vec<&'static str> {
    let needed: Vec<(&'static str, bool)> = match kind {
        StatementKind::Figure => vec![
            ("value", draft.value.is_empty()),
            ("measure", draft.measure.is_empty()),
        ],
        StatementKind::Change => {
            let nothing = [&draft.says, &draft.percent, &draft.points, &draft.value];
            let ends = (draft.from.is_empty() && draft.to.is_empty()) && draft.measure.is_empty();
            vec![
                ("says", nothing.iter().all(|text| text.is_empty())),
                ("from", ends),
            ]
        }
        StatementKind::Share => vec![
            ("percent", draft.percent.is_empty()),
            ("whole", draft.whole.is_empty() && draft.part.is_empty()),
        ],
        StatementKind::Total => vec![
            ("value", draft.value.is_empty()),
            ("parts", draft.parts.is_empty()),
        ],
        StatementKind::Year => vec![("says", draft.says.is_empty())],
        StatementKind::Date | StatementKind::Mean => vec![("value", draft.value.is_empty())],
        StatementKind::Series => vec![
            ("value", draft.value.is_empty()),
            ("mentions", draft.mentions.is_empty()),
        ],
        StatementKind::Count => vec![
            ("value", draft.value.is_empty()),
            ("table", draft.table.is_empty()),
        ],
        StatementKind::Reference => vec![("says", draft.says.is_empty()), ("table", draft.table.is_empty())],
        StatementKind::Comparison => vec![
            ("says", draft.says.is_empty()),
            ("from", draft.from.is_empty()),
            ("to", draft.to.is_empty()),
        ],
    };
    needed
        .into_iter()
        .filter(|(_, lacks)| *lacks)
        .map(|(field, _)| field)
        .collect()
}

/// A band such as `0-10: 61`, `11+: 68`, `<16: 3` or `over 65: 9`.
fn read_band(text: &str) -> Option<Band> {
    let (bounds, count) = text.rsplit_once(':')?;
    let (low, high) = bands::bounds(bounds)?;
    let count = Number::parse(count)?.value;
    Some(Band { low, high, count })
}
