//! Reads the fields of a request, collecting everything that is wrong with them.

use std::fmt::{Display, Write};

use chrono::{Datelike, NaiveDate};

use crate::{
    api::{
        names::Name,
        wire::{Date, Money},
    },
    app::planted,
    domain::{
        ids::{CodeId, RecordNumber},
        limits,
        lists::List,
        reference::Reference,
        word::Word,
    },
};

/// One thing that is wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The path of the field, such as `representation.concerns[0].category`.
    pub field: String,
    /// What is wrong with it, as the end of a sentence that begins with the field.
    pub description: String,
}

/// Reads fields and collects violations. A reading method answers `None` once it has recorded why.
#[derive(Debug)]
pub struct Reader<'a> {
    /// The authority's lists, policies and calendar.
    pub reference: &'a Reference,
    /// Today in the council's own time zone.
    pub today: NaiveDate,
    /// The request's own id, once it was read.
    pub request_id: Option<String>,
    /// What the names of fields begin with: the message that is read, such as `plan.`.
    path: String,
    violations: Vec<Violation>,
}

impl<'a> Reader<'a> {
    /// Reads against these lists, today.
    pub fn new(reference: &'a Reference, today: NaiveDate) -> Self {
        Self {
            reference,
            today,
            request_id: None,
            path: String::new(),
            violations: Vec::new(),
        }
    }

    /// Reads what is in a message: the path of each of its fields begins with the path of the message.
    pub fn within<T>(&mut self, message: impl Display, read: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        // Writing to a string does not fail.
        let _ = write!(self.path, "{message}.");
        let read = read(self);
        self.path.truncate(length);
        read
    }

    /// Records what is wrong with a field of the message that is read.
    pub fn refuse(&mut self, field: impl Display, description: impl Display) {
        self.violations.push(Violation {
            field: format!("{}{field}", self.path),
            description: description.to_string(),
        });
    }

    /// The value, if nothing was wrong with any field.
    ///
    /// # Errors
    /// Everything that was wrong.
    pub fn finish<T>(self, value: Option<T>) -> Result<T, Vec<Violation>> {
        match value {
            Some(value) if self.violations.is_empty() => Ok(value),
            _ => Err(self.violations),
        }
    }

    /// A message that must be there.
    pub fn required<T>(&mut self, field: impl Display, message: Option<T>) -> Option<T> {
        if message.is_none() {
            self.refuse(field, "must be given");
        }
        message
    }

    /// A text of at most so many characters that must not be empty.
    pub fn text(&mut self, field: impl Display, text: String, characters_max: usize) -> Option<String> {
        if text.trim().is_empty() {
            self.refuse(field, "must be given");
            return None;
        }
        self.optional_text(field, text, characters_max)?
    }

    /// A text of at most so many characters; `Some(None)` where it is empty.
    pub fn optional_text(
        &mut self,
        field: impl Display,
        text: String,
        characters_max: usize,
    ) -> Option<Option<String>> {
        let characters = text.chars().count();
        if characters > characters_max {
            self.refuse(
                field,
                format_args!("must be at most {characters_max} characters, not {characters}"),
            );
            None
        } else if text
            .chars()
            .any(|character| character.is_control() && !matches!(character, '\n' | '\r' | '\t'))
        {
            self.refuse(field, "must not hold control characters");
            None
        } else {
            Some((!text.is_empty()).then_some(text))
        }
    }

    /// A date that must be there.
    pub fn date(&mut self, field: impl Display, date: Option<Date>) -> Option<NaiveDate> {
        let date = self.required(&field, date)?;
        self.valid_date(field, date)
    }

    /// A date that may be absent; `Some(None)` where it is.
    pub fn optional_date(&mut self, field: impl Display, date: Option<Date>) -> Option<Option<NaiveDate>> {
        match date {
            Some(date) => self.valid_date(field, date).map(Some),
            None => Some(None),
        }
    }

    /// A date of something that has happened.
    pub fn past_date(&mut self, field: impl Display, date: Option<Date>) -> Option<NaiveDate> {
        let day = self.date(&field, date)?;
        self.not_in_future(field, day)
    }

    /// The same, where it may be absent.
    pub fn optional_past_date(
        &mut self,
        field: impl Display,
        date: Option<Date>,
    ) -> Option<Option<NaiveDate>> {
        match self.optional_date(&field, date)? {
            Some(day) => self.not_in_future(field, day).map(Some),
            None => Some(None),
        }
    }

    fn not_in_future(&mut self, field: impl Display, day: NaiveDate) -> Option<NaiveDate> {
        if day > self.today {
            self.refuse(field, "must not be in the future");
            return None;
        }
        Some(day)
    }

    fn valid_date(&mut self, field: impl Display, date: Date) -> Option<NaiveDate> {
        let Date { year, month, day } = date;
        let part = |part: i32| u32::try_from(part).unwrap_or(0);
        let valid = NaiveDate::from_ymd_opt(year, part(month), part(day));
        let valid = valid.filter(|day| (1990..=2200).contains(&day.year()));
        if valid.is_none() {
            self.refuse(field, "must be a whole date from 1990 to 2200");
        }
        valid
    }

    /// A whole number between two bounds.
    pub fn number<T: TryFrom<i32> + PartialOrd + Display + Copy>(
        &mut self,
        field: impl Display,
        number: i32,
        least: T,
        most: T,
    ) -> Option<T> {
        match T::try_from(number) {
            Ok(number) if number >= least && number <= most => Some(number),
            _ => {
                self.refuse(field, format_args!("must be {least} to {most}"));
                None
            }
        }
    }

    /// A value of an enum: the domain's word for it, if the wire's number stands for one.
    pub fn value<T>(&mut self, field: impl Display, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.refuse(field, "must be one of the named values");
        }
        value
    }

    /// A code of a list, by its id, display name or alias, for use on a date.
    pub fn code(
        &mut self,
        field: impl Display,
        list: List,
        name: &str,
        on: Option<NaiveDate>,
    ) -> Option<CodeId> {
        if name.trim().is_empty() {
            self.refuse(field, "must be given");
            return None;
        }
        let resolved = self.reference.list(list).resolve(name, on, list.word());
        resolved.map_err(|problem| self.refuse(field, problem)).ok()
    }

    /// The same, where it may be empty; `Some(None)` where it is.
    pub fn optional_code(
        &mut self,
        field: impl Display,
        list: List,
        name: &str,
        on: Option<NaiveDate>,
    ) -> Option<Option<CodeId>> {
        if name.is_empty() {
            Some(None)
        } else {
            self.code(field, list, name, on).map(Some)
        }
    }

    /// Codes of a list, at most so many and none of them twice.
    pub fn codes(
        &mut self,
        field: impl Display,
        list: List,
        names: Vec<String>,
        most: usize,
        on: Option<NaiveDate>,
    ) -> Option<Vec<CodeId>> {
        let names = self.at_most(&field, names, most)?;
        let mut read: Vec<CodeId> = Vec::new();
        let mut all_good = true;
        for (place, name) in names.iter().enumerate() {
            let field = format!("{field}[{place}]");
            match self.code(&field, list, name, on) {
                Some(code) if read.contains(&code) => {
                    self.refuse(field, "must not repeat a code");
                    all_good = false;
                }
                Some(code) => read.push(code),
                None => all_good = false,
            }
        }
        all_good.then_some(read)
    }

    /// At most so many elements.
    pub fn at_most<T>(&mut self, field: impl Display, elements: Vec<T>, most: usize) -> Option<Vec<T>> {
        if elements.len() > most {
            self.refuse(
                field,
                format_args!("must hold at most {most}, not {}", elements.len()),
            );
            return None;
        }
        Some(elements)
    }

    /// The number of a representation of the authority that another name of the request begins with.
    pub fn representation(&mut self, field: impl Display, name: &str, beside: &str) -> Option<RecordNumber> {
        self.record(field, "representations", name, beside)
    }

    /// The number of a record of this collection, such as `cases`, of the authority that another name of the request
    /// begins with.
    pub fn record(
        &mut self,
        field: impl Display,
        collection: &str,
        name: &str,
        beside: &str,
    ) -> Option<RecordNumber> {
        let named = Name::parse(name);
        let number = named.as_ref().and_then(|name| name.number(collection));
        let beside = Name::parse(beside);
        let is_of_another = |(one, other): (&Name<'_>, &Name<'_>)| {
            one.authority != other.authority && !planted::is("second-name-unchecked")
        };
        if number.is_none() {
            self.refuse(
                field,
                format_args!("must be authorities/{{authority}}/{collection}/{{number}}"),
            );
            None
        } else if named.as_ref().zip(beside.as_ref()).is_some_and(is_of_another) {
            self.refuse(field, "must be of the same authority");
            None
        } else {
            number
        }
    }

    /// An amount of money in pence.
    pub fn pence(&mut self, field: impl Display, money: Option<Money>) -> Option<Option<i64>> {
        let Some(Money {
            currency_code,
            units,
            nanos,
        }) = money
        else {
            return Some(None);
        };
        let pence = i64::from(nanos)
            .checked_div(10_000_000)
            .filter(|_| nanos % 10_000_000 == 0);
        let whole = units
            .checked_mul(100)
            .zip(pence)
            .and_then(|(whole, part)| whole.checked_add(part));
        match whole {
            Some(pence) if currency_code == "GBP" && units >= 0 && (0..1_000_000_000).contains(&nanos) => {
                Some(Some(pence))
            }
            _ => {
                self.refuse(field, "must be zero or more whole pence in GBP");
                None
            }
        }
    }
}

/// A request id: 1 to 64 letters, digits, `.`, `_`, `:` or `-`.
pub fn request_id(reader: &mut Reader<'_>, text: String) -> Option<String> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._:-".contains(&byte);
    if (1..=limits::REQUEST_ID_CHARACTERS_MAX).contains(&text.len()) && text.bytes().all(allowed) {
        reader.request_id = Some(text.clone());
        Some(text)
    } else {
        reader.refuse(
            "request_id",
            "must be 1 to 64 letters, digits, '.', '_', ':' or '-'",
        );
        None
    }
}
