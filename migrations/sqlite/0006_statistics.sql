-- What measures count beside what the facts held so far: complaints under each procedure, costs, how a
-- representation was handled, and what stages, actions and concerns need for timeliness, escalation and shares.

-- The route in, such as a councillor.
ALTER TABLE representation_fact ADD COLUMN route TEXT;
-- When the complainant was told of advocacy.
ALTER TABLE representation_fact ADD COLUMN advocacy_told_on TEXT;
-- When an advocate was offered.
ALTER TABLE representation_fact ADD COLUMN advocacy_offered_on TEXT;
-- What the complainant said to the offer: accepted or refused.
ALTER TABLE representation_fact ADD COLUMN advocacy_answer TEXT;
-- Who provides the advocate.
ALTER TABLE representation_fact ADD COLUMN advocacy_provider TEXT;
-- When an advocate was appointed.
ALTER TABLE representation_fact ADD COLUMN advocate_appointed_on TEXT;
-- Why it is not considered.
ALTER TABLE representation_fact ADD COLUMN refusal_reason TEXT;
-- Where the complainant was pointed to instead.
ALTER TABLE representation_fact ADD COLUMN signpost TEXT;
-- Why it was withdrawn.
ALTER TABLE representation_fact ADD COLUMN withdrawal_reason TEXT;
-- Why it is considered although it was made late.
ALTER TABLE representation_fact ADD COLUMN late_acceptance_reason TEXT;
-- How often it was deferred for proceedings.
ALTER TABLE representation_fact ADD COLUMN deferrals INTEGER NOT NULL DEFAULT 0;
-- The proceedings that it was deferred for last.
ALTER TABLE representation_fact ADD COLUMN proceedings TEXT;
-- Whether the maker of a comment asked for a reply.
ALTER TABLE representation_fact ADD COLUMN reply_wanted INTEGER NOT NULL DEFAULT 0;
-- When it was first passed on to a team.
ALTER TABLE representation_fact ADD COLUMN forwarded_on TEXT;
-- Whether the finding of a response was set by hand.
ALTER TABLE representation_fact ADD COLUMN finding_overridden INTEGER NOT NULL DEFAULT 0;
-- Another body that works on it too.
ALTER TABLE representation_fact ADD COLUMN partner TEXT;
-- Where the equality answers of the complainant came from.
ALTER TABLE representation_fact ADD COLUMN complainant_source TEXT;
-- Where the equality answers of the child or service user came from.
ALTER TABLE representation_fact ADD COLUMN service_user_source TEXT;

-- How the acknowledgement stands against its due date; nothing without a clock for it.
ALTER TABLE stage_fact ADD COLUMN acknowledgement_timeliness TEXT;
-- Working days to the acknowledgement.
ALTER TABLE stage_fact ADD COLUMN acknowledgement_working_days INTEGER;
-- Why the response clock was extended last.
ALTER TABLE stage_fact ADD COLUMN extension_reason TEXT;
-- Why the response is or was late.
ALTER TABLE stage_fact ADD COLUMN delay_reason TEXT;
-- When the next stage was asked for.
ALTER TABLE stage_fact ADD COLUMN escalated_on TEXT;
-- The last day to ask for the next stage; nothing where there is no such clock.
ALTER TABLE stage_fact ADD COLUMN window_ends_on TEXT;
-- The later of its end and of the request for the next stage; 9999-12-31 while it is open.
ALTER TABLE stage_fact ADD COLUMN settled_on TEXT NOT NULL DEFAULT '9999-12-31';
-- Whether the internal investigation form was completed.
ALTER TABLE stage_fact ADD COLUMN internal_form INTEGER NOT NULL DEFAULT 0;
-- What the stage cost, payments included.
ALTER TABLE stage_fact ADD COLUMN cost_pence INTEGER NOT NULL DEFAULT 0;
-- How the response stands counted from the agreed statement of complaint; nothing without one.
ALTER TABLE stage_fact ADD COLUMN statement_timeliness TEXT;
-- Working days from the agreed statement to the response.
ALTER TABLE stage_fact ADD COLUMN statement_working_days INTEGER;
-- How the review panel's meeting stands; nothing without a clock for it.
ALTER TABLE stage_fact ADD COLUMN panel_meeting_timeliness TEXT;
-- How the review panel's report stands; nothing without a clock for it.
ALTER TABLE stage_fact ADD COLUMN panel_report_timeliness TEXT;
-- How the response to the review panel stands; nothing without a clock for it.
ALTER TABLE stage_fact ADD COLUMN panel_response_timeliness TEXT;

-- Whether it is the first of its representation, so that representations can be counted by it.
ALTER TABLE concern_fact ADD COLUMN first_of_record INTEGER NOT NULL DEFAULT 0;
-- How many points of the representation are in the category.
ALTER TABLE concern_fact ADD COLUMN points INTEGER NOT NULL DEFAULT 0;

-- The representation that it comes from.
ALTER TABLE action_fact ADD COLUMN representation INTEGER;
-- The case of the Ombudsman that it comes from.
ALTER TABLE action_fact ADD COLUMN ombudsman_case INTEGER;
-- Whether the council accepts it: accepted, partly_accepted or rejected.
ALTER TABLE action_fact ADD COLUMN acceptance TEXT;
-- How its completion stands: in time by the first due date, by the agreed one, or late.
ALTER TABLE action_fact ADD COLUMN timeliness TEXT;
-- When it was done, cancelled or rejected; 9999-12-31 while it is outstanding.
ALTER TABLE action_fact ADD COLUMN settled_on TEXT NOT NULL DEFAULT '9999-12-31';

-- What is known without a rebuild, which fills the rest.
UPDATE stage_fact SET settled_on = ended_on WHERE ended_on IS NOT NULL;
UPDATE action_fact SET settled_on = done_on WHERE done_on IS NOT NULL;

-- What figures count once a time that a complaint spends under one procedure, in every version.
CREATE TABLE spell_fact (
    -- The authority.
    authority TEXT NOT NULL,
    -- The complaint.
    number INTEGER NOT NULL,
    -- Its number in the complaint, from 1.
    spell INTEGER NOT NULL,
    -- The first log position at which this version is true.
    from_position INTEGER NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position INTEGER NOT NULL,
    -- The procedure.
    procedure TEXT NOT NULL,
    -- When the complaint came under it: receipt, or the conversion.
    entered_on TEXT NOT NULL,
    -- How: received or converted.
    entered_by TEXT NOT NULL,
    -- The procedure that it was converted from.
    from_procedure TEXT,
    -- Why it was converted to this one.
    entering_reason TEXT,
    -- When it was closed or converted; 9999-12-31 while it is open.
    left_on TEXT NOT NULL,
    -- How: open, converted, or the way in which it was closed.
    left_by TEXT NOT NULL,
    -- The procedure that it was converted to.
    to_procedure TEXT,
    -- Why it was converted to another.
    leaving_reason TEXT,
    PRIMARY KEY (authority, number, spell, from_position)
) STRICT, WITHOUT ROWID;
-- Spells by the day on which they ended.
CREATE INDEX spell_fact_left ON spell_fact (authority, left_on, to_position);
-- Spells by the day on which they began.
CREATE INDEX spell_fact_entered ON spell_fact (authority, entered_on, to_position);

-- What figures count once a cost or payment of a representation, in every version.
CREATE TABLE cost_fact (
    -- The authority.
    authority TEXT NOT NULL,
    -- The representation.
    number INTEGER NOT NULL,
    -- Its number in the representation, from 1.
    cost INTEGER NOT NULL,
    -- The first log position at which this version is true.
    from_position INTEGER NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position INTEGER NOT NULL,
    -- The stage; 0 for the whole.
    stage INTEGER NOT NULL,
    -- What it is.
    kind TEXT NOT NULL,
    -- How much.
    amount_pence INTEGER NOT NULL,
    -- What it is reckoned by.
    basis TEXT,
    -- The service whose budget bears it.
    budget TEXT NOT NULL,
    -- When it was paid.
    paid_on TEXT,
    PRIMARY KEY (authority, number, cost, from_position)
) STRICT, WITHOUT ROWID;
-- Costs by payment.
CREATE INDEX cost_fact_paid ON cost_fact (authority, paid_on, to_position);

-- Stages by the day on which nothing more can be asked of them.
CREATE INDEX stage_fact_settled ON stage_fact (authority, settled_on, to_position);
-- Actions by due date.
CREATE INDEX action_fact_due ON action_fact (authority, due_on, to_position);
-- Actions by the day on which they were carried out.
CREATE INDEX action_fact_done ON action_fact (authority, done_on, to_position);
-- Actions by the day on which they were settled.
CREATE INDEX action_fact_settled ON action_fact (authority, settled_on, to_position);
-- The actions of a representation.
CREATE INDEX action_fact_representation ON action_fact (authority, representation, to_position);
-- The cases of the Ombudsman that grew out of a representation.
CREATE INDEX case_fact_representation ON case_fact (authority, representation, to_position);

-- What the planner is told of these tables: a big register's shape.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('spell_fact', 'spell_fact', '900000 90000 9 4 1'),
    ('spell_fact', 'spell_fact_left', '900000 90000 30 5'),
    ('spell_fact', 'spell_fact_entered', '900000 90000 30 5'),
    ('cost_fact', 'cost_fact', '100000 10000 4 2 1'),
    ('cost_fact', 'cost_fact_paid', '100000 10000 10 2'),
    ('stage_fact', 'stage_fact_settled', '800000 80000 30 5'),
    ('action_fact', 'action_fact_due', '250000 25000 50 10'),
    ('action_fact', 'action_fact_done', '250000 25000 50 10'),
    ('action_fact', 'action_fact_settled', '250000 25000 50 10'),
    ('action_fact', 'action_fact_representation', '250000 25000 5 1'),
    ('case_fact', 'case_fact_representation', '50000 5000 5 1');
