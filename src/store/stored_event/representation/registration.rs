//! The stored shape of a registration.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::{codes, words};
use crate::domain::{
    ids::{CodeId, RecordNumber},
    procedure::Procedure,
    representation::{
        AnswerSource, Concern, EQUALITY_LISTS, Equality, Kind, Matter, NotedKind, Registration, Split,
    },
};

#[derive(Serialize, Deserialize)]
struct Registered {
    external_reference: Option<String>,
    #[serde(with = "words")]
    kind: Kind,
    #[serde(with = "words::optional")]
    procedure: Option<Procedure>,
    #[serde(with = "concerns")]
    concerns: Vec<Concern>,
    #[serde(with = "codes::list")]
    themes: Vec<CodeId>,
    received_on: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    received_at: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    grounds_arose_on: Option<NaiveDate>,
    #[serde(with = "codes")]
    service: CodeId,
    #[serde(with = "codes::optional")]
    team: Option<CodeId>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "codes::optional")]
    provider: Option<CodeId>,
    #[serde(with = "codes")]
    method: CodeId,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "codes::optional")]
    route: Option<CodeId>,
    #[serde(with = "codes")]
    made_by: CodeId,
    #[serde(default, skip_serializing_if = "is_false")]
    interest_to_decide: bool,
    advocate_supported: Option<bool>,
    #[serde(default, skip_serializing_if = "is_false")]
    reply_wanted: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "codes::list")]
    communication_needs: Vec<CodeId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    split: Option<StoredSplit>,
    #[serde(with = "StoredEquality")]
    complainant: Equality,
    #[serde(with = "StoredEquality")]
    service_user: Equality,
}

#[derive(Serialize, Deserialize)]
struct StoredSplit {
    from: RecordNumber,
    concerns: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Concern")]
pub(super) struct StoredConcern {
    #[serde(with = "codes")]
    category: CodeId,
    #[serde(with = "codes::optional")]
    subcategory: Option<CodeId>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "codes::optional")]
    team: Option<CodeId>,
}

/// Several concerns.
pub(super) mod concerns {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Concern, StoredConcern};

    #[derive(Serialize, Deserialize)]
    struct One(#[serde(with = "StoredConcern")] Concern);

    pub fn serialize<S: Serializer>(concerns: &[Concern], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(concerns.iter().cloned().map(One))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Concern>, D::Error> {
        let concerns = Vec::<One>::deserialize(deserializer)?;
        Ok(concerns.into_iter().map(|One(concern)| concern).collect())
    }
}

/// Nine answers in the order of `EQUALITY_LISTS`, which therefore never changes.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Equality")]
pub(super) struct StoredEquality {
    #[serde(with = "answers")]
    answers: [Option<CodeId>; EQUALITY_LISTS.len()],
    #[serde(with = "words::optional")]
    source: Option<AnswerSource>,
}

mod answers {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    use super::{CodeId, EQUALITY_LISTS};

    type Answers = [Option<CodeId>; EQUALITY_LISTS.len()];

    pub fn serialize<S: Serializer>(answers: &Answers, serializer: S) -> Result<S::Ok, S::Error> {
        let texts = answers
            .each_ref()
            .map(|answer| answer.as_ref().map(CodeId::as_str));
        texts.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Answers, D::Error> {
        let texts = <[Option<String>; EQUALITY_LISTS.len()]>::deserialize(deserializer)?;
        let mut answers = Answers::default();
        for (answer, text) in answers.iter_mut().zip(texts) {
            let code = text.map(|text| CodeId::parse(&text)).transpose();
            *answer = code.map_err(|_| D::Error::custom("no code"))?;
        }
        Ok(answers)
    }
}

// serde asks for a reference.
#[expect(clippy::trivially_copy_pass_by_ref)]
fn is_false(value: &bool) -> bool {
    !value
}

pub(super) fn serialize<S: Serializer>(
    registration: &Registration,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let Registration {
        external_reference,
        matter,
        received_on,
        received_at,
        grounds_arose_on,
        service,
        team,
        provider,
        method,
        route,
        made_by,
        interest_to_decide,
        advocate_supported,
        reply_wanted,
        communication_needs,
        split,
        complainant_equality,
        service_user_equality,
    } = registration.clone();
    let registered = Registered {
        external_reference,
        kind: matter.kind(),
        procedure: matter.procedure(),
        concerns: matter.concerns().to_vec(),
        themes: matter.themes().to_vec(),
        received_on,
        received_at,
        grounds_arose_on,
        service,
        team,
        provider,
        method,
        route,
        made_by,
        interest_to_decide,
        advocate_supported,
        reply_wanted,
        communication_needs,
        split: split.map(|Split { from, concerns }| StoredSplit { from, concerns }),
        complainant: complainant_equality,
        service_user: service_user_equality,
    };
    registered.serialize(serializer)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Registration, D::Error> {
    let registered = Registered::deserialize(deserializer)?;
    let matter = match (registered.kind, registered.procedure) {
        (Kind::Complaint, Some(procedure)) => Matter::Complaint {
            procedure,
            concerns: registered.concerns,
        },
        (Kind::Compliment, None) => Matter::Compliment {
            themes: registered.themes,
        },
        (kind, None) => Matter::Noted {
            kind: NotedKind::of(kind).ok_or_else(|| D::Error::custom("a complaint without a procedure"))?,
            concerns: registered.concerns,
        },
        _ => return Err(D::Error::custom("kind and procedure disagree")),
    };
    Ok(Registration {
        external_reference: registered.external_reference,
        matter,
        received_on: registered.received_on,
        received_at: registered.received_at,
        grounds_arose_on: registered.grounds_arose_on,
        service: registered.service,
        team: registered.team,
        provider: registered.provider,
        method: registered.method,
        route: registered.route,
        made_by: registered.made_by,
        interest_to_decide: registered.interest_to_decide,
        advocate_supported: registered.advocate_supported,
        reply_wanted: registered.reply_wanted,
        communication_needs: registered.communication_needs,
        split: registered
            .split
            .map(|StoredSplit { from, concerns }| Split { from, concerns }),
        complainant_equality: registered.complainant,
        service_user_equality: registered.service_user,
    })
}
