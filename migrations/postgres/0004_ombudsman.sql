-- The Ombudsman's whole lifecycle. What is new is filled for the cases that there are where the tables already know
-- it; `redress rebuild` fills the rest from the log.

-- The Ombudsman's category.
ALTER TABLE ombudsman_case ADD COLUMN category TEXT COLLATE "C";
-- The council's service.
ALTER TABLE ombudsman_case ADD COLUMN service TEXT COLLATE "C";
-- When the Ombudsman received it.
ALTER TABLE ombudsman_case ADD COLUMN received_on DATE;
-- When it was decided.
ALTER TABLE ombudsman_case ADD COLUMN decided_on DATE;
-- When the Ombudsman recorded the outcome of compliance.
ALTER TABLE ombudsman_case ADD COLUMN compliance_on DATE;
-- Whether a duty is outstanding.
ALTER TABLE ombudsman_case ADD COLUMN duty_outstanding BOOLEAN NOT NULL DEFAULT false;

-- When the Ombudsman told the council of it.
ALTER TABLE case_fact ADD COLUMN notified_on DATE;
-- Whether the council knows of it from the annual list alone.
ALTER TABLE case_fact ADD COLUMN unknown_until_listed BOOLEAN NOT NULL DEFAULT false;
-- The words that the letter of decision uses.
ALTER TABLE case_fact ADD COLUMN taxonomy TEXT COLLATE "C";
-- The outcome of compliance.
ALTER TABLE case_fact ADD COLUMN compliance TEXT COLLATE "C";
-- When the Ombudsman recorded it.
ALTER TABLE case_fact ADD COLUMN compliance_on DATE;
-- When the decision was published.
ALTER TABLE case_fact ADD COLUMN published_on DATE;
-- The complaint that it grew out of, or that it was referred back to.
ALTER TABLE case_fact ADD COLUMN representation BIGINT;

-- At which step of the Ombudsman's process it was made.
ALTER TABLE enquiry_fact ADD COLUMN kind TEXT COLLATE "C" NOT NULL DEFAULT 'investigation';
-- When it was due before the Ombudsman agreed to more.
ALTER TABLE enquiry_fact ADD COLUMN base_due_on DATE;

-- For whom it is: personal or service_improvement.
ALTER TABLE remedy_fact ADD COLUMN recommendation TEXT COLLATE "C" NOT NULL DEFAULT 'personal';
-- When it was due before the Ombudsman agreed to more.
ALTER TABLE remedy_fact ADD COLUMN base_due_on DATE;
-- What the payment is for.
ALTER TABLE remedy_fact ADD COLUMN basis TEXT COLLATE "C";
-- The service whose budget pays.
ALTER TABLE remedy_fact ADD COLUMN budget TEXT COLLATE "C";
-- When the money was paid.
ALTER TABLE remedy_fact ADD COLUMN paid_on DATE;
-- When evidence was last sent to the Ombudsman.
ALTER TABLE remedy_fact ADD COLUMN evidence_sent_on DATE;
-- When the Ombudsman was satisfied.
ALTER TABLE remedy_fact ADD COLUMN satisfied_on DATE;
-- When the council refused to do it.
ALTER TABLE remedy_fact ADD COLUMN refused_on DATE;

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
    authority TEXT COLLATE "C" NOT NULL,
    -- The case.
    number BIGINT NOT NULL,
    -- The remedy.
    remedy BIGINT NOT NULL,
    -- The kind.
    kind TEXT COLLATE "C" NOT NULL,
    -- The first log position at which this version is true.
    from_position BIGINT NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position BIGINT NOT NULL,
    PRIMARY KEY (authority, number, remedy, kind, from_position)
);

-- What figures count once a draft decision, in every version.
CREATE TABLE draft_fact (
    -- The authority.
    authority TEXT COLLATE "C" NOT NULL,
    -- The case.
    number BIGINT NOT NULL,
    -- The draft.
    draft BIGINT NOT NULL,
    -- The first log position at which this version is true.
    from_position BIGINT NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position BIGINT NOT NULL,
    -- When the council received it.
    received_on DATE NOT NULL,
    -- When comments were due.
    due_on DATE,
    -- When the council commented.
    commented_on DATE,
    -- What it said.
    response TEXT COLLATE "C",
    -- How the comments stand against the due date.
    timeliness TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (authority, number, draft, from_position)
);
-- Drafts by receipt.
CREATE INDEX draft_fact_received ON draft_fact (authority, received_on, to_position);

-- What figures count once an entry in the log of the monitoring officer's duties, in every version.
CREATE TABLE duty_fact (
    -- The authority.
    authority TEXT COLLATE "C" NOT NULL,
    -- The case.
    number BIGINT NOT NULL,
    -- The entry.
    duty BIGINT NOT NULL,
    -- The first log position at which this version is true.
    from_position BIGINT NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position BIGINT NOT NULL,
    -- When the monitoring officer judged it.
    assessed_on DATE NOT NULL,
    -- Whether a report is due.
    triggered BOOLEAN NOT NULL,
    -- Why, or why not.
    reason TEXT COLLATE "C" NOT NULL,
    -- Under which section.
    route TEXT COLLATE "C",
    -- When the report was made.
    reported_on DATE,
    -- When it must be considered.
    due_on DATE,
    -- When it was.
    considered_on DATE,
    -- When the response was sent.
    responded_on DATE,
    -- How the consideration stands against the due date.
    timeliness TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (authority, number, duty, from_position)
);
-- Entries by judgement.
CREATE INDEX duty_fact_assessed ON duty_fact (authority, assessed_on, to_position);
