-- Learning actions and training.

-- Where a learning action is now.
CREATE TABLE action (
    -- The authority.
    authority TEXT NOT NULL,
    -- The action.
    number INTEGER NOT NULL,
    -- proposed, open, done, evidenced, rejected or cancelled.
    status TEXT NOT NULL,
    -- Whether something is still to be decided or carried out.
    outstanding INTEGER NOT NULL,
    -- What it comes from.
    source_kind TEXT NOT NULL,
    -- The representation that it comes from.
    representation INTEGER,
    -- The case of the Ombudsman that it comes from.
    ombudsman_case INTEGER,
    -- The team that is to carry it out.
    team TEXT,
    -- The service that it is about.
    service TEXT,
    -- Who is to carry it out: a post or staff number.
    owner TEXT,
    -- When it was raised.
    raised_on TEXT NOT NULL,
    -- When it is due.
    due_on TEXT NOT NULL,
    PRIMARY KEY (authority, number)
) STRICT, WITHOUT ROWID;
-- Actions in the order of a list.
CREATE INDEX action_due ON action (authority, due_on, number);
-- The same of those that are outstanding.
CREATE INDEX action_outstanding ON action (authority, outstanding, due_on, number);
-- The actions of a representation.
CREATE INDEX action_representation ON action (authority, representation, due_on, number);
-- The actions of a case of the Ombudsman.
CREATE INDEX action_case ON action (authority, ombudsman_case, due_on, number);

-- Where a training session is now.
CREATE TABLE training (
    -- The authority.
    authority TEXT NOT NULL,
    -- The session.
    number INTEGER NOT NULL,
    -- When it was held.
    held_on TEXT NOT NULL,
    -- What it was about.
    subject TEXT NOT NULL,
    -- How many came.
    attendees INTEGER NOT NULL,
    -- How long it took.
    minutes INTEGER NOT NULL,
    -- Whether it was not held, or was recorded twice.
    cancelled INTEGER NOT NULL,
    PRIMARY KEY (authority, number)
) STRICT, WITHOUT ROWID;
-- Sessions in the order of a list.
CREATE INDEX training_held ON training (authority, held_on, number);

-- What figures count once a learning action, in every version.
CREATE TABLE action_fact (
    -- The authority.
    authority TEXT NOT NULL,
    -- The action.
    number INTEGER NOT NULL,
    -- The first log position at which this version is true.
    from_position INTEGER NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position INTEGER NOT NULL,
    -- What it comes from.
    source_kind TEXT NOT NULL,
    -- Where it is in its life.
    status TEXT NOT NULL,
    -- The team that is to carry it out.
    team TEXT,
    -- The service that it is about.
    service TEXT,
    -- When it was raised.
    raised_on TEXT NOT NULL,
    -- When it is due.
    due_on TEXT NOT NULL,
    -- The due date that it was recorded with.
    original_due_on TEXT NOT NULL,
    -- When it was carried out.
    done_on TEXT,
    -- When the evidence was seen.
    evidenced_on TEXT,
    -- What the latest check of its impact showed.
    impact TEXT,
    -- When its learning was first shared.
    shared_on TEXT,
    PRIMARY KEY (authority, number, from_position)
) STRICT, WITHOUT ROWID;
-- Actions by the day on which they were raised.
CREATE INDEX action_fact_raised ON action_fact (authority, raised_on, to_position);

-- What figures count once a type of a learning action, in every version.
CREATE TABLE action_type_fact (
    -- The authority.
    authority TEXT NOT NULL,
    -- The action.
    number INTEGER NOT NULL,
    -- The type.
    action_type TEXT NOT NULL,
    -- The first log position at which this version is true.
    from_position INTEGER NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position INTEGER NOT NULL,
    PRIMARY KEY (authority, number, action_type, from_position)
) STRICT, WITHOUT ROWID;

-- What the planner is told of these tables: a big register's shape.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('action', 'action', '50000 5000 1'),
    ('action', 'action_due', '50000 5000 20 1'),
    ('action', 'action_outstanding', '50000 5000 2500 10 1'),
    ('action', 'action_representation', '50000 5000 2 1 1'),
    ('action', 'action_case', '50000 5000 3 1 1'),
    ('training', 'training', '10000 1000 1'),
    ('training', 'training_held', '10000 1000 3 1'),
    ('action_fact', 'action_fact', '250000 25000 5 1'),
    ('action_fact', 'action_fact_raised', '250000 25000 50 10'),
    ('action_type_fact', 'action_type_fact', '100000 10000 2 1 1');
