//! The read tables, written in the transaction that appends the events: the difference between a record's rows
//! before and after, gathered for a whole batch and written one statement a table.

mod appointments;
mod case;
mod learning;
mod editions;
mod releases;
mod kept;
mod case_parts;
mod clocks;
mod lines;
mod representation;
mod stages;
mod versions;

pub use self::{
    clocks::HELD_LISTED_ON,
    lines::{Claim, CredentialRow, TokenRow},
};
use self::{lines::Lines, versions::Versions};
use super::{error::StoreError, statement::Statement, unit_of_work::UnitOfWork};
use crate::domain::{
    entry::{
        ActionEntry, ActionFact, ActionTypeFact, CaseEntry, CaseFact, ConcernFact, CostFact, DraftFact,
        DutyFact, EditionLine, EnquiryFact, KeptLine, ReceivedLine, ReleaseLine, RemedyFact, RemedyKindFact,
        RepresentationEntry, RepresentationFact, SpellFact, StageFact, ThemeFact, TrainingLine,
    },
    ids::{AuthorityId, Position},
};

/// The changes that a batch makes to the read tables.
#[derive(Default)]
pub struct Projection {
    lines: Lines,
    representations: Versions<RepresentationFact>,
    stages: Versions<StageFact>,
    concerns: Versions<ConcernFact>,
    themes: Versions<ThemeFact>,
    cases: Versions<CaseFact>,
    enquiries: Versions<EnquiryFact>,
    remedies: Versions<RemedyFact>,
    appointments: appointments::Appointments,
    learning: learning::Lines,
    editions: editions::Lines,
    actions: Versions<ActionFact>,
    action_types: Versions<ActionTypeFact>,
    remedy_kinds: Versions<RemedyKindFact>,
    drafts: Versions<DraftFact>,
    duties: Versions<DutyFact>,
    spells: Versions<SpellFact>,
    costs: Versions<CostFact>,
    releases: releases::Lines,
    kept: kept::Lines,
}

/// Every statement of this module.
pub fn all() -> Vec<&'static Statement> {
    let facts = [
        versions::all::<RepresentationFact>(),
        versions::all::<StageFact>(),
        versions::all::<ConcernFact>(),
        versions::all::<ThemeFact>(),
        versions::all::<CaseFact>(),
        versions::all::<EnquiryFact>(),
        versions::all::<RemedyFact>(),
        versions::all::<ActionFact>(),
        versions::all::<ActionTypeFact>(),
        versions::all::<RemedyKindFact>(),
        versions::all::<DraftFact>(),
        versions::all::<DutyFact>(),
        versions::all::<SpellFact>(),
        versions::all::<CostFact>(),
    ];
    [
        lines::all(),
        appointments::all(),
        learning::all(),
        clocks::all(),
        facts.concat(),
        editions::all(),
        releases::all(),
        kept::all(),
    ]
    .concat()
}

impl Projection {
    /// A representation's rows became others at a position.
    pub fn representation(
        &mut self,
        authority: &AuthorityId,
        at: Position,
        before: Option<&RepresentationEntry>,
        after: &RepresentationEntry,
    ) {
        let old = before
            .map(|entry| std::slice::from_ref(&entry.fact))
            .unwrap_or_default();
        self.representations
            .change(authority, at, old, std::slice::from_ref(&after.fact));
        self.stages.change(
            authority,
            at,
            old_of(before, |entry| &entry.stages),
            &after.stages,
        );
        self.concerns.change(
            authority,
            at,
            old_of(before, |entry| &entry.concerns),
            &after.concerns,
        );
        self.themes.change(
            authority,
            at,
            old_of(before, |entry| &entry.themes),
            &after.themes,
        );
        self.spells.change(
            authority,
            at,
            old_of(before, |entry| &entry.spells),
            &after.spells,
        );
        self.costs
            .change(authority, at, old_of(before, |entry| &entry.costs), &after.costs);
        if before.is_none_or(|before| before.line != after.line) {
            self.lines.representation(authority, &after.line);
        }
        self.lines
            .clocks(authority, old_of(before, |entry| &entry.clocks), &after.clocks);
        self.appointments.change(
            authority,
            old_of(before, |entry| &entry.appointments),
            &after.appointments,
        );
    }

    /// A case's rows became others at a position.
    pub fn case(
        &mut self,
        authority: &AuthorityId,
        at: Position,
        before: Option<&CaseEntry>,
        after: &CaseEntry,
    ) {
        let old = before
            .map(|entry| std::slice::from_ref(&entry.fact))
            .unwrap_or_default();
        self.cases
            .change(authority, at, old, std::slice::from_ref(&after.fact));
        self.enquiries.change(
            authority,
            at,
            old_of(before, |entry| &entry.enquiries),
            &after.enquiries,
        );
        self.remedies.change(
            authority,
            at,
            old_of(before, |entry| &entry.remedies),
            &after.remedies,
        );
        self.remedy_kinds.change(
            authority,
            at,
            old_of(before, |entry| &entry.remedy_kinds),
            &after.remedy_kinds,
        );
        self.drafts.change(
            authority,
            at,
            old_of(before, |entry| &entry.drafts),
            &after.drafts,
        );
        self.duties.change(
            authority,
            at,
            old_of(before, |entry| &entry.duties),
            &after.duties,
        );
        if before.is_none_or(|before| before.line != after.line) {
            self.lines.case(authority, &after.line);
        }
        self.lines
            .clocks(authority, old_of(before, |entry| &entry.clocks), &after.clocks);
    }

    /// An action's rows became others at a position.
    pub fn action(
        &mut self,
        authority: &AuthorityId,
        at: Position,
        before: Option<&ActionEntry>,
        after: &ActionEntry,
    ) {
        let old = before
            .map(|entry| std::slice::from_ref(&entry.fact))
            .unwrap_or_default();
        self.actions
            .change(authority, at, old, std::slice::from_ref(&after.fact));
        self.action_types
            .change(authority, at, old_of(before, |entry| &entry.types), &after.types);
        if before.is_none_or(|before| before.line != after.line) {
            self.learning.action(authority, &after.line);
        }
    }

    /// A training session's row became another.
    pub fn training(&mut self, authority: &AuthorityId, after: &TrainingLine) {
        self.learning.training(authority, after);
    }

    /// An edition's row became another.
    pub fn edition(&mut self, authority: &AuthorityId, after: &EditionLine) {
        self.editions.edition(authority, after);
    }

    /// A release's row became another.
    pub fn release(&mut self, authority: &AuthorityId, after: &ReleaseLine) {
        self.releases.release(authority, after);
    }

    /// The row of a release that was received became another.
    pub fn received(&mut self, body: &AuthorityId, after: &ReceivedLine) {
        self.releases.received(body, after);
    }

    /// The row of what a record's retention is reckoned from became another.
    pub fn kept(&mut self, authority: &AuthorityId, after: KeptLine) {
        self.kept.kept(authority, after);
    }

    /// A record has a reference that is unique in its authority.
    pub fn claim(&mut self, claim: Claim) {
        self.lines.claim(claim);
    }

    /// A token was issued or revoked, or its client's role changed.
    pub fn token(&mut self, token: TokenRow) {
        self.lines.token(token);
    }

    /// A credential's row became another.
    pub fn credential(&mut self, row: CredentialRow) {
        self.lines.credential(row);
    }

    /// Writes every change.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write(self, unit: &mut UnitOfWork<'_>) -> Result<(), StoreError> {
        self.lines.write(unit).await?;
        self.representations.write(unit).await?;
        self.stages.write(unit).await?;
        self.concerns.write(unit).await?;
        self.themes.write(unit).await?;
        self.cases.write(unit).await?;
        self.enquiries.write(unit).await?;
        self.remedies.write(unit).await?;
        self.appointments.write(unit).await?;
        self.learning.write(unit).await?;
        self.actions.write(unit).await?;
        self.action_types.write(unit).await?;
        self.remedy_kinds.write(unit).await?;
        self.drafts.write(unit).await?;
        self.duties.write(unit).await?;
        self.spells.write(unit).await?;
        self.costs.write(unit).await?;
        self.editions.write(unit).await?;
        self.releases.write(unit).await?;
        self.kept.write(unit).await
    }
}

fn old_of<E, R>(before: Option<&E>, rows: fn(&E) -> &Vec<R>) -> &[R] {
    before.map(|entry| rows(entry).as_slice()).unwrap_or_default()
}
