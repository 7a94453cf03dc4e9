-- The Ombudsman's whole lifecycle. What is new is filled for the cases that there are where the tables already know
-- it; `redress rebuild` fills the rest from the log.

-- The Ombudsman's category.
ALTER TABLE ombudsman_case ADD COLUMN category TEXT;
-- The council's service.
ALTER TABLE ombudsman_case ADD COLUMN service TEXT;
-- When the Ombudsman received it.
ALTER TABLE ombudsman_case ADD COLUMN received_on TEXT;
-- When it was decided.
ALTER TABLE ombudsman_case ADD COLUMN decided_on TEXT;
-- When the Ombudsman recorded the outcome of compliance.
ALTER TABLE ombudsman_case ADD COLUMN compliance_on TEXT;
-- Whether a duty is outstanding.
ALTER TABLE ombudsman_case ADD COLUMN duty_outstanding INTEGER NOT NULL DEFAULT 0;

-- When the Ombudsman told the council of it.
ALTER TABLE case_fact ADD COLUMN notified_on TEXT;
-- Whether the council knows of it from the annual list alone.
ALTER TABLE case_fact ADD COLUMN unknown_until_listed INTEGER NOT NULL DEFAULT 0;
-- The words that the letter of decision uses.
ALTER TABLE case_fact ADD COLUMN taxonomy TEXT;
-- The outcome of compliance.
ALTER TABLE case_fact ADD COLUMN compliance TEXT;
-- When the Ombudsman recorded it.
ALTER TABLE case_fact ADD COLUMN compliance_on TEXT;
-- When the decision was published.
ALTER TABLE case_fact ADD COLUMN published_on TEXT;
-- The complaint that it grew out of, or that it was referred back to.
ALTER TABLE case_fact ADD COLUMN representation INTEGER;

-- At which step of the Ombudsman's process it was made.
ALTER TABLE enquiry_fact ADD COLUMN kind TEXT NOT NULL DEFAULT 'investigation';
-- When it was due before the Ombudsman agreed to more.
ALTER TABLE enquiry_fact ADD COLUMN base_due_on TEXT;

-- For whom it is: personal or service_improvement.
ALTER TABLE remedy_fact ADD COLUMN recommendation TEXT NOT NULL DEFAULT 'personal';
-- When it was due before the Ombudsman agreed to more.
ALTER TABLE remedy_fact ADD COLUMN base_due_on TEXT;
-- What the payment is for.
ALTER TABLE remedy_fact ADD COLUMN basis TEXT;
-- The service whose budget pays.
ALTER TABLE remedy_fact ADD COLUMN budget TEXT;
-- When the money was paid.
ALTER TABLE remedy_fact ADD COLUMN paid_on TEXT;
-- When evidence was last sent to the Ombudsman.
ALTER TABLE remedy_fact ADD COLUMN evidence_sent_on TEXT;
-- When the Ombudsman was satisfied.
ALTER TABLE remedy_fact ADD COLUMN satisfied_on TEXT;
-- When the council refused to do it.
ALTER TABLE remedy_fact ADD COLUMN refused_on TEXT;

-- What the facts know of the cases that there are.
UPDATE ombudsman_case
SET category = fact.category, service = fact.service, received_on = fact.received_on, decided_on = fact.decided_on
FROM case_fact AS fact
WHERE fact.authority = ombudsman_case.authority
  AND fact.number = ombudsman_case.number
  AND fact.to_position = 9223372036854775807;
UPDATE case_fact
SET representation = line.representation
FROM ombudsman_case AS line
WHERE line.authority = case_fact.authority
  AND line.number = case_fact.number
  AND line.representation IS NOT NULL
  AND case_fact.to_position = 9223372036854775807;
UPDATE enquiry_fact SET base_due_on = due_on;
UPDATE remedy_fact SET base_due_on = due_on;
UPDATE remedy_fact
SET recommendation = 'service_improvement'
WHERE kind IN ('change_procedure_or_policy', 'provide_training_or_guidance', 'wider_check');

-- Cases by receipt.
CREATE INDEX ombudsman_case_received ON ombudsman_case (authority, received_on);
-- Cases by decision.
CREATE INDEX ombudsman_case_decided ON ombudsman_case (authority, decided_on);
-- Cases by the outcome of compliance.
CREATE INDEX ombudsman_case_compliance ON ombudsman_case (authority, compliance_on);
-- The cases in which a duty is outstanding.
CREATE INDEX ombudsman_case_duty ON ombudsman_case (authority, number) WHERE duty_outstanding;
-- Cases by the outcome of compliance.
CREATE INDEX case_fact_compliance ON case_fact (authority, compliance_on, to_position);
-- Remedies by the Ombudsman's satisfaction.
CREATE INDEX remedy_fact_satisfied ON remedy_fact (authority, satisfied_on, to_position);
-- Remedies by payment.
CREATE INDEX remedy_fact_paid ON remedy_fact (authority, paid_on, to_position);

-- What figures count once a kind of a remedy, in every version.
CREATE TABLE remedy_kind_fact (
    -- The authority.
    authority TEXT NOT NULL,
    -- The case.
    number INTEGER NOT NULL,
    -- The remedy.
    remedy INTEGER NOT NULL,
    -- The kind.
    kind TEXT NOT NULL,
    -- The first log position at which this version is true.
    from_position INTEGER NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position INTEGER NOT NULL,
    PRIMARY KEY (authority, number, remedy, kind, from_position)
) STRICT, WITHOUT ROWID;

-- What figures count once a draft decision, in every version.
CREATE TABLE draft_fact (
    -- The authority.
    authority TEXT NOT NULL,
    -- The case.
    number INTEGER NOT NULL,
    -- The draft.
    draft INTEGER NOT NULL,
    -- The first log position at which this version is true.
    from_position INTEGER NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position INTEGER NOT NULL,
    -- When the council received it.
    received_on TEXT NOT NULL,
    -- When comments were due.
    due_on TEXT,
    -- When the council commented.
    commented_on TEXT,
    -- What it said.
    response TEXT,
    -- How the comments stand against the due date.
    timeliness TEXT NOT NULL,
    PRIMARY KEY (authority, number, draft, from_position)
) STRICT, WITHOUT ROWID;
-- Drafts by receipt.
CREATE INDEX draft_fact_received ON draft_fact (authority, received_on, to_position);

-- What figures count once an entry in the log of the monitoring officer's duties, in every version.
CREATE TABLE duty_fact (
    -- The authority.
    authority TEXT NOT NULL,
    -- The case.
    number INTEGER NOT NULL,
    -- The entry.
    duty INTEGER NOT NULL,
    -- The first log position at which this version is true.
    from_position INTEGER NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position INTEGER NOT NULL,
    -- When the monitoring officer judged it.
    assessed_on TEXT NOT NULL,
    -- Whether a report is due.
    triggered INTEGER NOT NULL,
    -- Why, or why not.
    reason TEXT NOT NULL,
    -- Under which section.
    route TEXT,
    -- When the report was made.
    reported_on TEXT,
    -- When it must be considered.
    due_on TEXT,
    -- When it was.
    considered_on TEXT,
    -- When the response was sent.
    responded_on TEXT,
    -- How the consideration stands against the due date.
    timeliness TEXT NOT NULL,
    PRIMARY KEY (authority, number, duty, from_position)
) STRICT, WITHOUT ROWID;
-- Entries by judgement.
CREATE INDEX duty_fact_assessed ON duty_fact (authority, assessed_on, to_position);

-- What the planner is told of these tables.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('ombudsman_case', 'ombudsman_case_received', '10000 1000 3'),
    ('ombudsman_case', 'ombudsman_case_decided', '10000 1000 3'),
    ('ombudsman_case', 'ombudsman_case_compliance', '10000 1000 3'),
    ('ombudsman_case', 'ombudsman_case_duty', '500 50 1'),
    ('case_fact', 'case_fact_compliance', '50000 5000 10 2'),
    ('remedy_fact', 'remedy_fact_satisfied', '50000 5000 10 2'),
    ('remedy_fact', 'remedy_fact_paid', '50000 5000 10 2'),
    ('remedy_kind_fact', 'remedy_kind_fact', '50000 5000 5 2 2 1'),
    ('draft_fact', 'draft_fact', '50000 5000 5 2 1'),
    ('draft_fact', 'draft_fact_received', '50000 5000 10 2'),
    ('duty_fact', 'duty_fact', '50000 5000 5 2 1'),
    ('duty_fact', 'duty_fact_assessed', '50000 5000 10 2');
