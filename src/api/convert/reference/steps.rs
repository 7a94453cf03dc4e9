//! Changes to the lists, policies and calendar.

use chrono::NaiveTime;

use super::answer::TIME_OF_DAY;
use crate::{
    api::{
        convert::{Reader, values::Wire},
        names::Name,
        wire,
        write::{Draft, Subject, Terms, WriteRequest},
    },
    domain::{
        history,
        ids::{AuthorityId, CodeId},
        limits,
        lists::{Code, List},
        policy::{Anchor, ClockName, ClockRule, ExtensionCap, Governs, Thresholds, TimeUnit},
        procedure::Procedure,
        reference::{Authority, AuthorityType, Command, PolicyDraft},
    },
};

pub(super) fn draft(command: Command, terms: Terms) -> Draft {
    Draft {
        command: history::Command::Reference(command),
        secrets: Vec::new(),
        terms,
    }
}

/// Reads what an authority is registered with: its id, and the rest.
pub fn read_authority(
    reader: &mut Reader<'_>,
    request: wire::RegisterAuthorityRequest,
) -> Option<(AuthorityId, Draft)> {
    let wire::RegisterAuthorityRequest {
        authority_id,
        authority,
        request_id,
        validate_only,
    } = request;
    let terms = Terms::read(reader, request_id, "", validate_only);
    let id = match AuthorityId::parse(&authority_id) {
        Ok(id) if !id.is_system() => Some(id),
        Ok(_) => {
            reader.refuse(
                "authority_id",
                "must not be the reserved id of the deployment itself",
            );
            None
        }
        Err(invalid) => {
            reader.refuse("authority_id", invalid);
            None
        }
    };
    let wire::Authority {
        display_name,
        r#type,
        region,
        name: _,
    } = reader.required("authority", authority)?;
    let max = limits::DISPLAY_NAME_CHARACTERS_MAX;
    let display_name = reader.text("authority.display_name", display_name, max);
    let authority_type = reader.value("authority.type", AuthorityType::from_wire(r#type));
    let region = reader.optional_text("authority.region", region, limits::REGION_CHARACTERS_MAX);
    let authority = Authority {
        display_name: display_name?,
        authority_type: authority_type?,
        region: region?.unwrap_or_default(),
    };
    Some((id?, draft(Command::RegisterAuthority(authority), terms?)))
}

impl WriteRequest for wire::SaveCodeRequest {
    const METHOD: &'static str = "SaveCode";
    const SUBJECT: Subject = Subject::List;

    fn resource(&self) -> &str {
        &self.parent
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            parent,
            code_id,
            code,
            request_id,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, "", validate_only);
        // What else is wrong is still read; that the parent is no list, the door says.
        let list = Name::parse(&parent)
            .and_then(|name| name.list())
            .unwrap_or(List::Services);
        let id = CodeId::parse(&code_id)
            .map_err(|invalid| reader.refuse("code_id", invalid))
            .ok();
        let wire::Code {
            display_name,
            aliases,
            parent_code,
            group,
            valid_from_date,
            valid_until_date,
            name: _,
        } = reader.required("code", code)?;
        let max = limits::DISPLAY_NAME_CHARACTERS_MAX;
        let display_name = reader.text("code.display_name", display_name, max);
        let aliases = reader.at_most("code.aliases", aliases, limits::ALIASES_MAX);
        for (place, alias) in aliases.iter().flatten().enumerate() {
            reader.text(format_args!("code.aliases[{place}]"), alias.clone(), max);
        }
        let parent = match list.parent() {
            Some(parents) => reader.optional_code("code.parent_code", parents, &parent_code, None),
            None if parent_code.is_empty() => Some(None),
            None => {
                reader.refuse(
                    "code.parent_code",
                    "must be empty: the codes of this list stand alone",
                );
                None
            }
        };
        let group = reader.optional_text("code.group", group, max);
        let valid_from = reader.optional_date("code.valid_from_date", valid_from_date);
        let valid_until = reader.optional_date("code.valid_until_date", valid_until_date);
        if let (Some(Some(from)), Some(Some(until))) = (valid_from, valid_until)
            && until < from
        {
            reader.refuse("code.valid_until_date", "must not be before the first date");
        }
        let code = Code {
            id: id?,
            display_name: display_name?,
            aliases: aliases?,
            parent: parent?,
            group: group?,
            valid_from: valid_from?,
            valid_until: valid_until?,
        };
        Some(draft(Command::SaveCode { list, code }, terms?))
    }
}

impl WriteRequest for wire::SavePolicyRequest {
    const METHOD: &'static str = "SavePolicy";
    const SUBJECT: Subject = Subject::Reference;

    fn resource(&self) -> &str {
        &self.parent
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            parent: _,
            policy,
            request_id,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, "", validate_only);
        let policy = read_policy(reader, policy);
        Some(draft(Command::SavePolicy(policy?), terms?))
    }
}

/// Reads a policy.
pub fn read_policy(reader: &mut Reader<'_>, policy: Option<wire::Policy>) -> Option<PolicyDraft> {
    let wire::Policy {
        procedure,
        valid_from_date,
        source,
        clocks,
        receipt_until,
        amber_working_days,
        red_working_days,
        name: _,
    } = reader.required("policy", policy)?;
    let governs = match procedure {
        0 => Some(Governs::Ombudsman),
        procedure => reader
            .value("policy.procedure", Procedure::from_wire(procedure))
            .map(Governs::Procedure),
    };
    let valid_from = reader.date("policy.valid_from_date", valid_from_date);
    let source = reader.text("policy.source", source, limits::SOURCE_CHARACTERS_MAX);
    let clocks = read_rules(reader, clocks);
    let receipt_until = read_time_of_day(reader, "policy.receipt_until", &receipt_until);
    let thresholds = read_thresholds(reader, amber_working_days, red_working_days);
    Some(PolicyDraft {
        governs: governs?,
        valid_from: valid_from?,
        source: source?,
        clocks: clocks?,
        receipt_until: receipt_until?,
        thresholds: thresholds?,
    })
}

/// A time of day such as `16:30`; `Some(None)` where it is empty.
fn read_time_of_day(reader: &mut Reader<'_>, field: &str, text: &str) -> Option<Option<NaiveTime>> {
    if text.is_empty() {
        return Some(None);
    }
    let time = NaiveTime::parse_from_str(text, TIME_OF_DAY).ok();
    let time = time.filter(|time| time.format(TIME_OF_DAY).to_string() == text);
    if time.is_none() {
        reader.refuse(field, "must be a time of day such as 16:30, or empty");
    }
    time.map(Some)
}

/// What is not given is as by default; red never comes before amber.
fn read_thresholds(reader: &mut Reader<'_>, amber: Option<i32>, red: Option<i32>) -> Option<Thresholds> {
    let max = limits::CLOCK_LENGTH_MAX;
    let amber = match amber {
        Some(days) => reader.number("policy.amber_working_days", days, 0, max),
        None => Some(Thresholds::DEFAULT.amber),
    };
    let red = match red {
        Some(days) => reader.number("policy.red_working_days", days, 0, amber.unwrap_or(max)),
        None => Some(Thresholds::DEFAULT.red.min(amber.unwrap_or(max))),
    };
    Some(Thresholds {
        amber: amber?,
        red: red?,
    })
}

fn read_rules(reader: &mut Reader<'_>, rules: Vec<wire::ClockRule>) -> Option<Vec<ClockRule>> {
    let rules = reader.at_most("policy.clocks", rules, limits::CLOCK_RULES_MAX)?;
    if rules.is_empty() {
        reader.refuse("policy.clocks", "must hold at least one clock");
        return None;
    }
    let read: Vec<Option<ClockRule>> = rules
        .into_iter()
        .enumerate()
        .map(|(place, rule)| read_rule(reader, place, rule))
        .collect();
    read.into_iter().collect()
}

fn read_rule(reader: &mut Reader<'_>, place: usize, rule: wire::ClockRule) -> Option<ClockRule> {
    let wire::ClockRule {
        clock,
        stage,
        anchor,
        length,
        unit,
        extension_cap,
        agreement_needed,
        hard,
        pause_cap,
        overdue_opens_next,
    } = rule;
    let field = format!("policy.clocks[{place}]");
    let max = limits::CLOCK_LENGTH_MAX;
    let clock = reader.value(format_args!("{field}.clock"), ClockName::from_wire(clock));
    let stage = reader.number(format_args!("{field}.stage"), stage, 0, 3);
    let anchor = reader.value(format_args!("{field}.anchor"), Anchor::from_wire(anchor));
    let length = reader.number(format_args!("{field}.length"), length, 1, max);
    let unit = reader.value(format_args!("{field}.unit"), TimeUnit::from_wire(unit));
    let cap = match extension_cap {
        0 => Some(ExtensionCap::NotExtendable),
        -1 => Some(ExtensionCap::Unlimited),
        cap => reader
            .number(format_args!("{field}.extension_cap"), cap, 1, max)
            .map(ExtensionCap::UpTo),
    };
    let pause_cap = reader.number(format_args!("{field}.pause_cap"), pause_cap, 0, max);
    Some(ClockRule {
        clock: clock?,
        stage: stage?,
        anchor: anchor?,
        length: length?,
        unit: unit?,
        cap: cap?,
        agreement_needed,
        hard,
        pause_cap: pause_cap?,
        overdue_opens_next,
    })
}
