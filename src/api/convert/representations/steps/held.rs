//! Passing on, costs and arrangements.

use super::{Step, Stepped, part, plain, stage_or_whole};
use crate::{
    api::{convert::Reader, wire},
    domain::{
        limits,
        lists::List,
        representation::{Command, ContactArrangement, Cost, Forwarding},
    },
};

impl Step for wire::ForwardRepresentationRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            forwarding,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let forwarding = reader.required("forwarding", forwarding)?;
        let forwarding = reader.within("forwarding", |reader| read_forwarding(reader, forwarding))?;
        Some(plain(Command::Forward(forwarding)))
    }
}

fn read_forwarding(reader: &mut Reader<'_>, forwarding: wire::Forwarding) -> Option<Forwarding> {
    let wire::Forwarding {
        forwarded_date,
        teams,
        to_people_named,
        to_manager,
    } = forwarding;
    let on = reader.past_date("forwarded_date", forwarded_date);
    let teams = reader.codes("teams", List::Teams, teams, limits::FORWARDING_TEAMS_MAX, on);
    Some(Forwarding {
        on: on?,
        teams: teams?,
        to_people_named,
        to_manager,
    })
}

impl Step for wire::RecordCostRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            cost,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let cost = reader.required("cost", cost)?;
        let cost = reader.within("cost", |reader| read_cost(reader, cost))?;
        Some(plain(Command::RecordCost(cost)))
    }
}

fn read_cost(reader: &mut Reader<'_>, cost: wire::Cost) -> Option<Cost> {
    let wire::Cost {
        stage,
        kind,
        amount,
        basis,
        budget,
        paid_date,
        number: _,
    } = cost;
    let stage = stage_or_whole(reader, stage);
    let paid_on = reader.optional_past_date("paid_date", paid_date);
    let on = paid_on.flatten();
    let kind = reader.code("kind", List::CostKinds, &kind, on);
    let amount = reader
        .required("amount", amount)
        .and_then(|amount| reader.pence("amount", Some(amount)))
        .flatten();
    if amount > Some(limits::PENCE_MAX) {
        let most = limits::PENCE_MAX / 100;
        reader.refuse("amount", format_args!("must be at most {most} pounds"));
    }
    let basis = reader.optional_code("basis", List::PaymentBases, &basis, on);
    let budget = reader.code("budget", List::Services, &budget, on);
    Some(Cost {
        stage: stage?,
        kind: kind?,
        amount_pence: amount?,
        basis: basis?,
        budget: budget?,
        paid_on: paid_on?,
    })
}

impl Step for wire::PayCostRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            cost,
            paid_date,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let cost = part(reader, "cost", cost);
        let on = reader.past_date("paid_date", paid_date);
        Some(plain(Command::PayCost { cost: cost?, on: on? }))
    }
}

impl Step for wire::ArrangeContactRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            arrangement,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let arrangement = reader.required("arrangement", arrangement)?;
        let arrangement = reader.within("arrangement", |reader| read_arrangement(reader, arrangement))?;
        Some(plain(Command::ArrangeContact(arrangement)))
    }
}

fn read_arrangement(
    reader: &mut Reader<'_>,
    arrangement: wire::ContactArrangement,
) -> Option<ContactArrangement> {
    let wire::ContactArrangement {
        kind,
        from_date,
        review_date,
        ended_date: _,
    } = arrangement;
    let from = reader.past_date("from_date", from_date);
    let kind = reader.code("kind", List::ContactArrangements, &kind, from);
    let review_on = reader.date("review_date", review_date);
    Some(ContactArrangement {
        kind: kind?,
        from: from?,
        review_on: review_on?,
        ended_on: None,
    })
}

impl Step for wire::EndContactArrangementRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            ended_date,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let on = reader.past_date("ended_date", ended_date)?;
        Some(plain(Command::EndContactArrangement { on }))
    }
}
