-- The read tables: projected in the transaction that appends the events, refilled from the log by `redress rebuild`.
-- A fact keeps every version, with the log positions between which it was true; figures as known at any position
-- are the same query with another position.

-- Where each representation is now: what lists and filters read.
CREATE TABLE representation (
    -- The authority.
    authority TEXT NOT NULL,
    -- The representation: the position of its first event.
    number INTEGER NOT NULL,
    -- The caller's own reference.
    external_reference TEXT,
    -- complaint, comment or compliment.
    kind TEXT NOT NULL,
    -- How a complaint is handled.
    procedure TEXT,
    -- Where it is in its life.
    state TEXT NOT NULL,
    -- The code of its team.
    team TEXT,
    -- When it was received.
    received_on TEXT NOT NULL,
    PRIMARY KEY (authority, number)
) STRICT, WITHOUT ROWID;

-- Where each case of the Ombudsman is now.
CREATE TABLE ombudsman_case (
    -- The authority.
    authority TEXT NOT NULL,
    -- The case: the position of its first event.
    number INTEGER NOT NULL,
    -- The Ombudsman's reference.
    reference TEXT NOT NULL,
    -- Where it is in its life.
    state TEXT NOT NULL,
    -- The complaint that it grew out of.
    representation INTEGER,
    PRIMARY KEY (authority, number)
) STRICT, WITHOUT ROWID;

-- References that are unique in an authority.
CREATE TABLE claimed_reference (
    -- The authority.
    authority TEXT NOT NULL,
    -- representation or case.
    kind TEXT NOT NULL,
    -- The caller's or the Ombudsman's reference.
    reference TEXT NOT NULL,
    -- The record that has it.
    number INTEGER NOT NULL,
    PRIMARY KEY (authority, kind, reference)
) STRICT, WITHOUT ROWID;

-- Every clock of every record.
CREATE TABLE clock (
    -- The authority.
    authority TEXT NOT NULL,
    -- representation or case.
    kind TEXT NOT NULL,
    -- The record.
    number INTEGER NOT NULL,
    -- The stage; 0 for the whole.
    stage INTEGER NOT NULL,
    -- What it times.
    clock TEXT NOT NULL,
    -- Which of several of that name: the number of an enquiry; otherwise 1.
    ordinal INTEGER NOT NULL,
    -- How it stands.
    state TEXT NOT NULL,
    -- What it counts from.
    anchor_on TEXT,
    -- The policy's length.
    length INTEGER NOT NULL,
    -- The length as extended.
    agreed_length INTEGER NOT NULL,
    -- What both lengths are counted in.
    unit TEXT NOT NULL,
    -- The due date before any extension.
    base_due_on TEXT,
    -- The due date with the extensions.
    agreed_due_on TEXT,
    -- When it stopped.
    stopped_on TEXT,
    -- Working days from the anchor to the stop; 0 while it runs.
    working_days_taken INTEGER NOT NULL,
    PRIMARY KEY (authority, kind, number, stage, clock, ordinal)
) STRICT, WITHOUT ROWID;
-- The clocks that run, for a calendar that changes.
CREATE INDEX clock_running ON clock (authority, kind, number) WHERE stopped_on IS NULL;

-- Bearer tokens, found by the hash of their secret.
CREATE TABLE token (
    -- SHA-256 of the secret, in hexadecimal digits.
    hash TEXT NOT NULL,
    -- The authority of the client.
    authority TEXT NOT NULL,
    -- The client.
    client TEXT NOT NULL,
    -- The client's role.
    role TEXT NOT NULL,
    -- The token's number in its client.
    number INTEGER NOT NULL,
    -- Whether it was revoked.
    revoked INTEGER NOT NULL,
    PRIMARY KEY (hash)
) STRICT, WITHOUT ROWID;
-- A client's tokens, for a role that changes.
CREATE INDEX token_client ON token (authority, client);

-- What figures count once a representation, in every version.
CREATE TABLE representation_fact (
    -- The authority.
    authority TEXT NOT NULL,
    -- The representation.
    number INTEGER NOT NULL,
    -- The first log position at which this version is true.
    from_position INTEGER NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position INTEGER NOT NULL,
    -- complaint, comment or compliment.
    kind TEXT NOT NULL,
    -- How a complaint is handled.
    procedure TEXT,
    -- Where it is in its life.
    state TEXT NOT NULL,
    -- The code of its service.
    service TEXT NOT NULL,
    -- The code of its team.
    team TEXT,
    -- How it came.
    method TEXT NOT NULL,
    -- Who made it.
    made_by TEXT NOT NULL,
    -- Whether an advocate made it or helped to.
    advocate_supported INTEGER,
    -- When it was received.
    received_on TEXT NOT NULL,
    -- When it was closed or withdrawn.
    closed_on TEXT,
    -- The finding of the latest stage that ended in a response.
    finding TEXT,
    -- The last stage that it reached; 0 without stages.
    last_stage INTEGER NOT NULL,
    -- Working days of that stage, whatever ended it.
    last_stage_working_days INTEGER,
    -- How that stage stands against its response clock.
    last_stage_timeliness TEXT NOT NULL,
    -- Equality answer of the complainant: age band.
    complainant_age_band TEXT,
    -- Equality answer of the complainant: disability.
    complainant_disability TEXT,
    -- Equality answer of the complainant: ethnicity.
    complainant_ethnicity TEXT,
    -- Equality answer of the complainant: sex.
    complainant_sex TEXT,
    -- Equality answer of the complainant: gender reassignment.
    complainant_gender_reassignment TEXT,
    -- Equality answer of the complainant: marriage.
    complainant_marriage TEXT,
    -- Equality answer of the complainant: pregnancy.
    complainant_pregnancy TEXT,
    -- Equality answer of the complainant: religion.
    complainant_religion TEXT,
    -- Equality answer of the complainant: sexual orientation.
    complainant_sexual_orientation TEXT,
    -- Equality answer of the child or service user: age band.
    service_user_age_band TEXT,
    -- Equality answer of the child or service user: disability.
    service_user_disability TEXT,
    -- Equality answer of the child or service user: ethnicity.
    service_user_ethnicity TEXT,
    -- Equality answer of the child or service user: sex.
    service_user_sex TEXT,
    -- Equality answer of the child or service user: gender reassignment.
    service_user_gender_reassignment TEXT,
    -- Equality answer of the child or service user: marriage.
    service_user_marriage TEXT,
    -- Equality answer of the child or service user: pregnancy.
    service_user_pregnancy TEXT,
    -- Equality answer of the child or service user: religion.
    service_user_religion TEXT,
    -- Equality answer of the child or service user: sexual orientation.
    service_user_sexual_orientation TEXT,
    PRIMARY KEY (authority, number, from_position)
) STRICT, WITHOUT ROWID;
-- The year of an authority.
CREATE INDEX representation_fact_received ON representation_fact (authority, received_on, to_position);
-- The same by closure.
CREATE INDEX representation_fact_closed ON representation_fact (authority, closed_on, to_position);

-- What figures count once a stage, in every version.
CREATE TABLE stage_fact (
    -- The authority.
    authority TEXT NOT NULL,
    -- The representation.
    number INTEGER NOT NULL,
    -- The stage.
    stage INTEGER NOT NULL,
    -- The first log position at which this version is true.
    from_position INTEGER NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position INTEGER NOT NULL,
    -- When it started.
    started_on TEXT NOT NULL,
    -- When it was acknowledged.
    acknowledged_on TEXT,
    -- When it ended.
    ended_on TEXT,
    -- What ended it: open, response or withdrawal.
    ending TEXT NOT NULL,
    -- The overall finding of a response.
    finding TEXT,
    -- The response's due date before any extension.
    base_due_on TEXT,
    -- The response's due date with the extensions.
    agreed_due_on TEXT,
    -- Whether the response clock was extended.
    extended INTEGER NOT NULL,
    -- How the response stands against its due dates.
    timeliness TEXT NOT NULL,
    -- Working days from the anchor to the end.
    working_days INTEGER,
    PRIMARY KEY (authority, number, stage, from_position)
) STRICT, WITHOUT ROWID;
-- Stages by start.
CREATE INDEX stage_fact_started ON stage_fact (authority, started_on, to_position);
-- Stages by end.
CREATE INDEX stage_fact_ended ON stage_fact (authority, ended_on, to_position);
-- Stages by due date.
CREATE INDEX stage_fact_due ON stage_fact (authority, agreed_due_on, to_position);

-- What figures count once a category of concern in a representation, in every version.
CREATE TABLE concern_fact (
    -- The authority.
    authority TEXT NOT NULL,
    -- The representation.
    number INTEGER NOT NULL,
    -- The category.
    category TEXT NOT NULL,
    -- The first log position at which this version is true.
    from_position INTEGER NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position INTEGER NOT NULL,
    -- The sub-category of the first concern in it.
    subcategory TEXT,
    -- The overall finding on its concerns.
    finding TEXT,
    PRIMARY KEY (authority, number, category, from_position)
) STRICT, WITHOUT ROWID;

-- What figures count once a theme of a compliment, in every version.
CREATE TABLE theme_fact (
    -- The authority.
    authority TEXT NOT NULL,
    -- The compliment.
    number INTEGER NOT NULL,
    -- The theme.
    theme TEXT NOT NULL,
    -- The first log position at which this version is true.
    from_position INTEGER NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position INTEGER NOT NULL,
    PRIMARY KEY (authority, number, theme, from_position)
) STRICT, WITHOUT ROWID;

-- What figures count once a case of the Ombudsman, in every version.
CREATE TABLE case_fact (
    -- The authority.
    authority TEXT NOT NULL,
    -- The case.
    number INTEGER NOT NULL,
    -- The first log position at which this version is true.
    from_position INTEGER NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position INTEGER NOT NULL,
    -- The Ombudsman's category.
    category TEXT NOT NULL,
    -- The council's service.
    service TEXT,
    -- Where it is in its life.
    state TEXT NOT NULL,
    -- When the Ombudsman received it.
    received_on TEXT NOT NULL,
    -- When it was decided.
    decided_on TEXT,
    -- The decision, in the older words.
    decision TEXT,
    -- The decision, in the newer words.
    decision_class TEXT,
    -- The ground of the decision.
    ground TEXT,
    -- Whether the council had offered a suitable remedy before.
    satisfactory_remedy INTEGER NOT NULL,
    -- Whether there is a public report.
    public_report INTEGER NOT NULL,
    PRIMARY KEY (authority, number, from_position)
) STRICT, WITHOUT ROWID;
-- Cases by receipt.
CREATE INDEX case_fact_received ON case_fact (authority, received_on, to_position);
-- Cases by decision.
CREATE INDEX case_fact_decided ON case_fact (authority, decided_on, to_position);

-- What figures count once an enquiry, in every version.
CREATE TABLE enquiry_fact (
    -- The authority.
    authority TEXT NOT NULL,
    -- The case.
    number INTEGER NOT NULL,
    -- The enquiry.
    enquiry INTEGER NOT NULL,
    -- The first log position at which this version is true.
    from_position INTEGER NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position INTEGER NOT NULL,
    -- When the council received it.
    received_on TEXT NOT NULL,
    -- When it was due.
    due_on TEXT,
    -- When it was answered.
    answered_on TEXT,
    -- How the answer stands against the due date.
    timeliness TEXT NOT NULL,
    -- Working days to the answer.
    working_days INTEGER,
    PRIMARY KEY (authority, number, enquiry, from_position)
) STRICT, WITHOUT ROWID;
-- Enquiries by receipt.
CREATE INDEX enquiry_fact_received ON enquiry_fact (authority, received_on, to_position);
-- Enquiries by answer.
CREATE INDEX enquiry_fact_answered ON enquiry_fact (authority, answered_on, to_position);
-- Enquiries by due date.
CREATE INDEX enquiry_fact_due ON enquiry_fact (authority, due_on, to_position);

-- What figures count once a remedy, in every version.
CREATE TABLE remedy_fact (
    -- The authority.
    authority TEXT NOT NULL,
    -- The case.
    number INTEGER NOT NULL,
    -- The remedy.
    remedy INTEGER NOT NULL,
    -- The first log position at which this version is true.
    from_position INTEGER NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position INTEGER NOT NULL,
    -- What it is.
    kind TEXT NOT NULL,
    -- What is to be paid.
    amount_pence INTEGER,
    -- When it is due.
    due_on TEXT NOT NULL,
    -- When it was done.
    completed_on TEXT,
    -- How its completion stands against the due date.
    timeliness TEXT NOT NULL,
    PRIMARY KEY (authority, number, remedy, from_position)
) STRICT, WITHOUT ROWID;
-- Remedies by due date.
CREATE INDEX remedy_fact_due ON remedy_fact (authority, due_on, to_position);
-- Remedies by completion.
CREATE INDEX remedy_fact_completed ON remedy_fact (authority, completed_on, to_position);

-- What the planner is told of these tables: a big register's shape, so that it does not take a small one for granted.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('representation', 'representation', '100000 10000 1'),
    ('ombudsman_case', 'ombudsman_case', '10000 1000 1'),
    ('claimed_reference', 'claimed_reference', '100000 10000 5000 1'),
    ('clock', 'clock', '500000 50000 40000 5 3 1 1'),
    ('clock', 'clock_running', '20000 2000 1500 2'),
    ('token', 'token', '5000 1'),
    ('token', 'token_client', '5000 500 5'),
    ('representation_fact', 'representation_fact', '800000 80000 8 1'),
    ('representation_fact', 'representation_fact_received', '800000 80000 30 5'),
    ('representation_fact', 'representation_fact_closed', '800000 80000 30 5'),
    ('stage_fact', 'stage_fact', '800000 80000 8 4 1'),
    ('stage_fact', 'stage_fact_started', '800000 80000 30 5'),
    ('stage_fact', 'stage_fact_ended', '800000 80000 30 5'),
    ('stage_fact', 'stage_fact_due', '800000 80000 30 5'),
    ('concern_fact', 'concern_fact', '1000000 100000 10 4 1'),
    ('theme_fact', 'theme_fact', '100000 10000 4 2 1'),
    ('case_fact', 'case_fact', '50000 5000 5 1'),
    ('case_fact', 'case_fact_received', '50000 5000 10 2'),
    ('case_fact', 'case_fact_decided', '50000 5000 10 2'),
    ('enquiry_fact', 'enquiry_fact', '50000 5000 5 2 1'),
    ('enquiry_fact', 'enquiry_fact_received', '50000 5000 10 2'),
    ('enquiry_fact', 'enquiry_fact_answered', '50000 5000 10 2'),
    ('enquiry_fact', 'enquiry_fact_due', '50000 5000 10 2'),
    ('remedy_fact', 'remedy_fact', '50000 5000 5 2 1'),
    ('remedy_fact', 'remedy_fact_due', '50000 5000 10 2'),
    ('remedy_fact', 'remedy_fact_completed', '50000 5000 10 2');
