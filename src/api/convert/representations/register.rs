//! Registering.

use chrono::NaiveDate;

use crate::{
    api::{
        convert::{Reader, people, values::Wire},
        wire,
        write::{Draft, Subject, Terms, WriteRequest},
    },
    app::submission::{Owner, Person, Secret},
    domain::{
        history::Command,
        ids::CodeId,
        limits,
        lists::List,
        procedure::Procedure,
        reference::made_by_list,
        representation::{self, AnswerSource, Concern, EQUALITY_LISTS, Equality, Kind, Matter, Registration},
        word::Word,
    },
};

impl WriteRequest for wire::RegisterRepresentationRequest {
    const METHOD: &'static str = "RegisterRepresentation";
    const SUBJECT: Subject = Subject::NewRecord;

    fn resource(&self) -> &str {
        &self.parent
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            parent: _,
            representation,
            request_id,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, "", validate_only);
        let representation = reader.required("representation", representation);
        let (registration, secrets) = read_representation(reader, representation?)?;
        let command = Command::Representation(representation::Command::Register(registration));
        Some(Draft {
            command,
            secrets,
            terms: terms?,
        })
    }
}

/// Reads a representation; output-only fields are ignored.
fn read_representation(
    reader: &mut Reader<'_>,
    representation: wire::Representation,
) -> Option<(Registration, Vec<Secret>)> {
    let wire::Representation {
        external_reference,
        kind,
        procedure,
        received_date,
        service,
        team,
        method,
        made_by,
        advocacy,
        concerns,
        themes,
        complainant_equality,
        service_user_equality,
        complainant,
        service_user,
        narrative,
        desired_outcome,
        name: _,
        state: _,
        stages: _,
        clocks: _,
        finding: _,
        closed_date: _,
        withdrawal_reason: _,
        acknowledged_date: _,
        etag: _,
        position: _,
        register_time: _,
        update_time: _,
    } = representation;
    let max = limits::EXTERNAL_REFERENCE_CHARACTERS_MAX;
    let external_reference =
        reader.optional_text("representation.external_reference", external_reference, max);
    let kind = reader.value("representation.kind", Kind::from_wire(kind));
    let received_on = reader.past_date("representation.received_date", received_date);
    let service = reader.code("representation.service", List::Services, &service, received_on);
    let team = reader.optional_code("representation.team", List::Teams, &team, received_on);
    let method = reader.code("representation.method", List::Methods, &method, received_on);
    let made_by_list = made_by_list(kind.unwrap_or(Kind::Complaint));
    let made_by = reader.code("representation.made_by", made_by_list, &made_by, received_on);
    let (concerns, mut secrets) = read_concerns(reader, concerns, received_on);
    let matter = read_matter(reader, kind, procedure, concerns, &themes, received_on);
    let complainant_equality = read_equality(
        reader,
        "representation.complainant_equality",
        complainant_equality,
        received_on,
    );
    let service_user_equality = read_equality(
        reader,
        "representation.service_user_equality",
        service_user_equality,
        received_on,
    );
    secrets.extend(read_sealed(
        reader,
        complainant,
        service_user,
        narrative,
        desired_outcome,
    ));
    let registration = Registration {
        external_reference: external_reference?,
        matter: matter?,
        received_on: received_on?,
        service: service?,
        team: team?,
        method: method?,
        made_by: made_by?,
        advocate_supported: advocacy.map(|wire::Advocacy { supported }| supported),
        complainant_equality: complainant_equality?,
        service_user_equality: service_user_equality?,
    };
    Some((registration, secrets))
}

/// Personal data and narrative.
fn read_sealed(
    reader: &mut Reader<'_>,
    complainant: Option<wire::Person>,
    service_user: Option<wire::Person>,
    narrative: String,
    desired_outcome: String,
) -> impl Iterator<Item = Secret> {
    let mut text = |name: &str, text: String, max: usize| {
        let field = format!("representation.{name}");
        people::read_text(reader, &field, name.to_owned(), text, max)
    };
    let texts = [
        text("narrative", narrative, limits::NARRATIVE_CHARACTERS_MAX),
        text("desired_outcome", desired_outcome, limits::TEXT_CHARACTERS_MAX),
    ];
    let persons = [
        read_person(reader, Person::Complainant, complainant),
        read_person(reader, Person::ServiceUser, service_user),
    ];
    persons.into_iter().chain(texts).flatten().flatten()
}

fn read_person(
    reader: &mut Reader<'_>,
    whose: Person,
    person: Option<wire::Person>,
) -> Option<Option<Secret>> {
    let (field, name) = match whose {
        Person::Complainant => ("representation.complainant", "complainant"),
        Person::ServiceUser => ("representation.service_user", "service_user"),
    };
    people::read(reader, field, Owner::Person(whose), name, person)
}

fn read_concerns(
    reader: &mut Reader<'_>,
    concerns: Vec<wire::Concern>,
    on: Option<NaiveDate>,
) -> (Option<Vec<Concern>>, Vec<Secret>) {
    let mut secrets = Vec::new();
    let Some(concerns) = reader.at_most("representation.concerns", concerns, limits::CONCERNS_MAX) else {
        return (None, secrets);
    };
    let read: Vec<Option<Concern>> = concerns
        .into_iter()
        .enumerate()
        .map(|(place, concern)| {
            let field = format!("representation.concerns[{place}]");
            let wire::Concern {
                category,
                subcategory,
                text,
                number: _,
                finding: _,
            } = concern;
            let name = format!("concern/{}", place + 1);
            let text = people::read_text(
                reader,
                &format!("{field}.text"),
                name,
                text,
                limits::TEXT_CHARACTERS_MAX,
            );
            secrets.extend(text.flatten());
            let category = reader.code(
                format_args!("{field}.category"),
                List::ConcernCategories,
                &category,
                on,
            );
            let subcategory = read_subcategory(reader, &field, category.as_ref(), &subcategory, on);
            Some(Concern {
                category: category?,
                subcategory: subcategory?,
            })
        })
        .collect();
    (read.into_iter().collect(), secrets)
}

fn read_subcategory(
    reader: &mut Reader<'_>,
    field: &str,
    category: Option<&CodeId>,
    name: &str,
    on: Option<NaiveDate>,
) -> Option<Option<CodeId>> {
    let field = format!("{field}.subcategory");
    let list = List::ConcernSubcategories;
    let id = reader.optional_code(&field, list, name, on)?;
    let parent = id
        .as_ref()
        .and_then(|id| reader.reference.list(list).code(id.as_str())?.parent.clone());
    if parent.is_some() && category.is_some() && parent.as_ref() != category {
        reader.refuse(field, "must be under the category");
        return None;
    }
    Some(id)
}

fn read_matter(
    reader: &mut Reader<'_>,
    kind: Option<Kind>,
    procedure: i32,
    concerns: Option<Vec<Concern>>,
    themes: &[String],
    on: Option<NaiveDate>,
) -> Option<Matter> {
    let kind = kind?;
    let named = if kind == Kind::Complaint {
        reader.value("representation.procedure", Procedure::from_wire(procedure))
    } else {
        if procedure != 0 {
            reader.refuse(
                "representation.procedure",
                "must be unset: only complaints have a procedure",
            );
        }
        None
    };
    if kind == Kind::Complaint && concerns.as_ref().is_some_and(Vec::is_empty) {
        reader.refuse(
            "representation.concerns",
            "must hold at least one concern for a complaint",
        );
    }
    if kind == Kind::Compliment && concerns.as_ref().is_some_and(|concerns| !concerns.is_empty()) {
        reader.refuse("representation.concerns", "must be empty for a compliment");
    }
    if kind != Kind::Compliment && !themes.is_empty() {
        reader.refuse(
            "representation.themes",
            "must be empty: only compliments have themes",
        );
    }
    Some(match kind {
        Kind::Complaint => Matter::Complaint {
            procedure: named?,
            concerns: concerns?,
        },
        Kind::Comment => Matter::Comment { concerns: concerns? },
        Kind::Compliment => Matter::Compliment {
            themes: read_themes(reader, themes, on)?,
        },
    })
}

fn read_themes(reader: &mut Reader<'_>, themes: &[String], on: Option<NaiveDate>) -> Option<Vec<CodeId>> {
    let themes = reader.at_most("representation.themes", themes.to_vec(), limits::THEMES_MAX)?;
    let mut read: Vec<CodeId> = Vec::new();
    let mut all_good = true;
    for (place, theme) in themes.iter().enumerate() {
        let field = format!("representation.themes[{place}]");
        match reader.code(&field, List::ComplimentThemes, theme, on) {
            Some(theme) if read.contains(&theme) => {
                reader.refuse(field, "must not repeat a theme");
                all_good = false;
            }
            Some(theme) => read.push(theme),
            None => all_good = false,
        }
    }
    all_good.then_some(read)
}

fn read_equality(
    reader: &mut Reader<'_>,
    field: &str,
    equality: Option<wire::Equality>,
    on: Option<NaiveDate>,
) -> Option<Equality> {
    let Some(equality) = equality else {
        return Some(Equality::default());
    };
    let wire::Equality {
        age_band,
        disability,
        ethnicity,
        sex,
        gender_reassignment,
        marriage,
        pregnancy,
        religion,
        sexual_orientation,
        source,
    } = equality;
    let given = [
        ("age_band", age_band),
        ("disability", disability),
        ("ethnicity", ethnicity),
        ("sex", sex),
        ("gender_reassignment", gender_reassignment),
        ("marriage", marriage),
        ("pregnancy", pregnancy),
        ("religion", religion),
        ("sexual_orientation", sexual_orientation),
    ];
    let mut read = Equality::default();
    let mut all_good = true;
    for ((answer, list), (part, text)) in read.answers.iter_mut().zip(EQUALITY_LISTS).zip(given) {
        match reader.optional_code(format_args!("{field}.{part}"), list, &text, on) {
            Some(code) => *answer = code,
            None => all_good = false,
        }
    }
    if !source.is_empty() {
        read.source = reader.value(format_args!("{field}.source"), AnswerSource::from_word(&source));
        all_good &= read.source.is_some();
    }
    all_good.then_some(read)
}
