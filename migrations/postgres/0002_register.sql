-- The read tables: projected in the transaction that appends the events, refilled from the log by `redress rebuild`.
-- A fact keeps every version, with the log positions between which it was true; figures as known at any position
-- are the same query with another position.

-- Where each representation is now: what lists and filters read.
CREATE TABLE representation (
    -- The authority.
    authority TEXT COLLATE "C" NOT NULL,
    -- The representation: the position of its first event.
    number BIGINT NOT NULL,
    -- The caller's own reference.
    external_reference TEXT COLLATE "C",
    -- complaint, comment or compliment.
    kind TEXT COLLATE "C" NOT NULL,
    -- How a complaint is handled.
    procedure TEXT COLLATE "C",
    -- Where it is in its life.
    state TEXT COLLATE "C" NOT NULL,
    -- The code of its team.
    team TEXT COLLATE "C",
    -- When it was received.
    received_on DATE NOT NULL,
    PRIMARY KEY (authority, number)
);

-- Where each case of the Ombudsman is now.
CREATE TABLE ombudsman_case (
    -- The authority.
    authority TEXT COLLATE "C" NOT NULL,
    -- The case: the position of its first event.
    number BIGINT NOT NULL,
    -- The Ombudsman's reference.
    reference TEXT COLLATE "C" NOT NULL,
    -- Where it is in its life.
    state TEXT COLLATE "C" NOT NULL,
    -- The complaint that it grew out of.
    representation BIGINT,
    PRIMARY KEY (authority, number)
);

-- References that are unique in an authority.
CREATE TABLE claimed_reference (
    -- The authority.
    authority TEXT COLLATE "C" NOT NULL,
    -- representation or case.
    kind TEXT COLLATE "C" NOT NULL,
    -- The caller's or the Ombudsman's reference.
    reference TEXT COLLATE "C" NOT NULL,
    -- The record that has it.
    number BIGINT NOT NULL,
    PRIMARY KEY (authority, kind, reference)
);

-- Every clock of every record.
CREATE TABLE clock (
    -- The authority.
    authority TEXT COLLATE "C" NOT NULL,
    -- representation or case.
    kind TEXT COLLATE "C" NOT NULL,
    -- The record.
    number BIGINT NOT NULL,
    -- The stage; 0 for the whole.
    stage BIGINT NOT NULL,
    -- What it times.
    clock TEXT COLLATE "C" NOT NULL,
    -- Which of several of that name: the number of an enquiry; otherwise 1.
    ordinal BIGINT NOT NULL,
    -- How it stands.
    state TEXT COLLATE "C" NOT NULL,
    -- What it counts from.
    anchor_on DATE,
    -- The policy's length.
    length BIGINT NOT NULL,
    -- The length as extended.
    agreed_length BIGINT NOT NULL,
    -- What both lengths are counted in.
    unit TEXT COLLATE "C" NOT NULL,
    -- The due date before any extension.
    base_due_on DATE,
    -- The due date with the extensions.
    agreed_due_on DATE,
    -- When it stopped.
    stopped_on DATE,
    -- Working days from the anchor to the stop; 0 while it runs.
    working_days_taken BIGINT NOT NULL,
    PRIMARY KEY (authority, kind, number, stage, clock, ordinal)
);
-- The clocks that run, for a calendar that changes.
CREATE INDEX clock_running ON clock (authority, kind, number) WHERE stopped_on IS NULL;

-- Bearer tokens, found by the hash of their secret.
CREATE TABLE token (
    -- SHA-256 of the secret, in hexadecimal digits.
    hash TEXT COLLATE "C" NOT NULL,
    -- The authority of the client.
    authority TEXT COLLATE "C" NOT NULL,
    -- The client.
    client TEXT COLLATE "C" NOT NULL,
    -- The client's role.
    role TEXT COLLATE "C" NOT NULL,
    -- The token's number in its client.
    number BIGINT NOT NULL,
    -- Whether it was revoked.
    revoked BOOLEAN NOT NULL,
    PRIMARY KEY (hash)
);
-- A client's tokens, for a role that changes.
CREATE INDEX token_client ON token (authority, client);

-- What figures count once a representation, in every version.
CREATE TABLE representation_fact (
    -- The authority.
    authority TEXT COLLATE "C" NOT NULL,
    -- The representation.
    number BIGINT NOT NULL,
    -- The first log position at which this version is true.
    from_position BIGINT NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position BIGINT NOT NULL,
    -- complaint, comment or compliment.
    kind TEXT COLLATE "C" NOT NULL,
    -- How a complaint is handled.
    procedure TEXT COLLATE "C",
    -- Where it is in its life.
    state TEXT COLLATE "C" NOT NULL,
    -- The code of its service.
    service TEXT COLLATE "C" NOT NULL,
    -- The code of its team.
    team TEXT COLLATE "C",
    -- How it came.
    method TEXT COLLATE "C" NOT NULL,
    -- Who made it.
    made_by TEXT COLLATE "C" NOT NULL,
    -- Whether an advocate made it or helped to.
    advocate_supported BOOLEAN,
    -- When it was received.
    received_on DATE NOT NULL,
    -- When it was closed or withdrawn.
    closed_on DATE,
    -- The finding of the latest stage that ended in a response.
    finding TEXT COLLATE "C",
    -- The last stage that it reached; 0 without stages.
    last_stage BIGINT NOT NULL,
    -- Working days of that stage, whatever ended it.
    last_stage_working_days BIGINT,
    -- How that stage stands against its response clock.
    last_stage_timeliness TEXT COLLATE "C" NOT NULL,
    -- Equality answer of the complainant: age band.
    complainant_age_band TEXT COLLATE "C",
    -- Equality answer of the complainant: disability.
    complainant_disability TEXT COLLATE "C",
    -- Equality answer of the complainant: ethnicity.
    complainant_ethnicity TEXT COLLATE "C",
    -- Equality answer of the complainant: sex.
    complainant_sex TEXT COLLATE "C",
    -- Equality answer of the complainant: gender reassignment.
    complainant_gender_reassignment TEXT COLLATE "C",
    -- Equality answer of the complainant: marriage.
    complainant_marriage TEXT COLLATE "C",
    -- Equality answer of the complainant: pregnancy.
    complainant_pregnancy TEXT COLLATE "C",
    -- Equality answer of the complainant: religion.
    complainant_religion TEXT COLLATE "C",
    -- Equality answer of the complainant: sexual orientation.
    complainant_sexual_orientation TEXT COLLATE "C",
    -- Equality answer of the child or service user: age band.
    service_user_age_band TEXT COLLATE "C",
    -- Equality answer of the child or service user: disability.
    service_user_disability TEXT COLLATE "C",
    -- Equality answer of the child or service user: ethnicity.
    service_user_ethnicity TEXT COLLATE "C",
    -- Equality answer of the child or service user: sex.
    service_user_sex TEXT COLLATE "C",
    -- Equality answer of the child or service user: gender reassignment.
    service_user_gender_reassignment TEXT COLLATE "C",
    -- Equality answer of the child or service user: marriage.
    service_user_marriage TEXT COLLATE "C",
    -- Equality answer of the child or service user: pregnancy.
    service_user_pregnancy TEXT COLLATE "C",
    -- Equality answer of the child or service user: religion.
    service_user_religion TEXT COLLATE "C",
    -- Equality answer of the child or service user: sexual orientation.
    service_user_sexual_orientation TEXT COLLATE "C",
    PRIMARY KEY (authority, number, from_position)
);
-- The year of an authority.
CREATE INDEX representation_fact_received ON representation_fact (authority, received_on, to_position);
-- The same by closure.
CREATE INDEX representation_fact_closed ON representation_fact (authority, closed_on, to_position);

-- What figures count once a stage, in every version.
CREATE TABLE stage_fact (
    -- The authority.
    authority TEXT COLLATE "C" NOT NULL,
    -- The representation.
    number BIGINT NOT NULL,
    -- The stage.
    stage BIGINT NOT NULL,
    -- The first log position at which this version is true.
    from_position BIGINT NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position BIGINT NOT NULL,
    -- When it started.
    started_on DATE NOT NULL,
    -- When it was acknowledged.
    acknowledged_on DATE,
    -- When it ended.
    ended_on DATE,
    -- What ended it: open, response or withdrawal.
    ending TEXT COLLATE "C" NOT NULL,
    -- The overall finding of a response.
    finding TEXT COLLATE "C",
    -- The response's due date before any extension.
    base_due_on DATE,
    -- The response's due date with the extensions.
    agreed_due_on DATE,
    -- Whether the response clock was extended.
    extended BOOLEAN NOT NULL,
    -- How the response stands against its due dates.
    timeliness TEXT COLLATE "C" NOT NULL,
    -- Working days from the anchor to the end.
    working_days BIGINT,
    PRIMARY KEY (authority, number, stage, from_position)
);
-- Stages by start.
CREATE INDEX stage_fact_started ON stage_fact (authority, started_on, to_position);
-- Stages by end.
CREATE INDEX stage_fact_ended ON stage_fact (authority, ended_on, to_position);
-- Stages by due date.
CREATE INDEX stage_fact_due ON stage_fact (authority, agreed_due_on, to_position);

-- What figures count once a category of concern in a representation, in every version.
CREATE TABLE concern_fact (
    -- The authority.
    authority TEXT COLLATE "C" NOT NULL,
    -- The representation.
    number BIGINT NOT NULL,
    -- The category.
    category TEXT COLLATE "C" NOT NULL,
    -- The first log position at which this version is true.
    from_position BIGINT NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position BIGINT NOT NULL,
    -- The sub-category of the first concern in it.
    subcategory TEXT COLLATE "C",
    -- The overall finding on its concerns.
    finding TEXT COLLATE "C",
    PRIMARY KEY (authority, number, category, from_position)
);

-- What figures count once a theme of a compliment, in every version.
CREATE TABLE theme_fact (
    -- The authority.
    authority TEXT COLLATE "C" NOT NULL,
    -- The compliment.
    number BIGINT NOT NULL,
    -- The theme.
    theme TEXT COLLATE "C" NOT NULL,
    -- The first log position at which this version is true.
    from_position BIGINT NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position BIGINT NOT NULL,
    PRIMARY KEY (authority, number, theme, from_position)
);

-- What figures count once a case of the Ombudsman, in every version.
CREATE TABLE case_fact (
    -- The authority.
    authority TEXT COLLATE "C" NOT NULL,
    -- The case.
    number BIGINT NOT NULL,
    -- The first log position at which this version is true.
    from_position BIGINT NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position BIGINT NOT NULL,
    -- The Ombudsman's category.
    category TEXT COLLATE "C" NOT NULL,
    -- The council's service.
    service TEXT COLLATE "C",
    -- Where it is in its life.
    state TEXT COLLATE "C" NOT NULL,
    -- When the Ombudsman received it.
    received_on DATE NOT NULL,
    -- When it was decided.
    decided_on DATE,
    -- The decision, in the older words.
    decision TEXT COLLATE "C",
    -- The decision, in the newer words.
    decision_class TEXT COLLATE "C",
    -- The ground of the decision.
    ground TEXT COLLATE "C",
    -- Whether the council had offered a suitable remedy before.
    satisfactory_remedy BOOLEAN NOT NULL,
    -- Whether there is a public report.
    public_report BOOLEAN NOT NULL,
    PRIMARY KEY (authority, number, from_position)
);
-- Cases by receipt.
CREATE INDEX case_fact_received ON case_fact (authority, received_on, to_position);
-- Cases by decision.
CREATE INDEX case_fact_decided ON case_fact (authority, decided_on, to_position);

-- What figures count once an enquiry, in every version.
CREATE TABLE enquiry_fact (
    -- The authority.
    authority TEXT COLLATE "C" NOT NULL,
    -- The case.
    number BIGINT NOT NULL,
    -- The enquiry.
    enquiry BIGINT NOT NULL,
    -- The first log position at which this version is true.
    from_position BIGINT NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position BIGINT NOT NULL,
    -- When the council received it.
    received_on DATE NOT NULL,
    -- When it was due.
    due_on DATE,
    -- When it was answered.
    answered_on DATE,
    -- How the answer stands against the due date.
    timeliness TEXT COLLATE "C" NOT NULL,
    -- Working days to the answer.
    working_days BIGINT,
    PRIMARY KEY (authority, number, enquiry, from_position)
);
-- Enquiries by receipt.
CREATE INDEX enquiry_fact_received ON enquiry_fact (authority, received_on, to_position);
-- Enquiries by answer.
CREATE INDEX enquiry_fact_answered ON enquiry_fact (authority, answered_on, to_position);
-- Enquiries by due date.
CREATE INDEX enquiry_fact_due ON enquiry_fact (authority, due_on, to_position);

-- What figures count once a remedy, in every version.
CREATE TABLE remedy_fact (
    -- The authority.
    authority TEXT COLLATE "C" NOT NULL,
    -- The case.
    number BIGINT NOT NULL,
    -- The remedy.
    remedy BIGINT NOT NULL,
    -- The first log position at which this version is true.
    from_position BIGINT NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position BIGINT NOT NULL,
    -- What it is.
    kind TEXT COLLATE "C" NOT NULL,
    -- What is to be paid.
    amount_pence BIGINT,
    -- When it is due.
    due_on DATE NOT NULL,
    -- When it was done.
    completed_on DATE,
    -- How its completion stands against the due date.
    timeliness TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (authority, number, remedy, from_position)
);
-- Remedies by due date.
CREATE INDEX remedy_fact_due ON remedy_fact (authority, due_on, to_position);
-- Remedies by completion.
CREATE INDEX remedy_fact_completed ON remedy_fact (authority, completed_on, to_position);
