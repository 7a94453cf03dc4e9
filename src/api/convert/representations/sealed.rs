//! Personal data and narrative of a representation, as told at registration or put right later.

use crate::{
    api::{
        convert::{Reader, people},
        wire,
    },
    app::submission::{Owner, Person, Secret},
    domain::limits,
};

/// What is sealed as a whole. A text that is absent is left as it is.
pub(super) struct Sealed {
    pub(super) complainant: Option<wire::Person>,
    pub(super) service_user: Option<wire::Person>,
    pub(super) narrative: String,
    pub(super) desired_outcome: String,
}

impl Sealed {
    /// The texts, each under the name by which the view FULL finds the latest one.
    pub(super) fn read(self, reader: &mut Reader<'_>) -> Vec<Secret> {
        let mut text = |name: &str, text: String, max: usize| {
            people::read_text(reader, name, name.to_owned(), text, max)
        };
        let texts = [
            text("narrative", self.narrative, limits::NARRATIVE_CHARACTERS_MAX),
            text(
                "desired_outcome",
                self.desired_outcome,
                limits::TEXT_CHARACTERS_MAX,
            ),
        ];
        let mut person = |whose: Person, person: Option<wire::Person>| {
            let name = match whose {
                Person::Complainant => "complainant",
                Person::ServiceUser => "service_user",
            };
            people::read(reader, name, Owner::Person(whose), name, person)
        };
        let persons = [
            person(Person::Complainant, self.complainant),
            person(Person::ServiceUser, self.service_user),
        ];
        persons.into_iter().chain(texts).flatten().flatten().collect()
    }
}
