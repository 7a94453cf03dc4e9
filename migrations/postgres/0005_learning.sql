-- Learning actions and training.

-- Where a learning action is now.
CREATE TABLE action (
    -- The authority.
    authority TEXT COLLATE "C" NOT NULL,
    -- The action.
    number BIGINT NOT NULL,
    -- proposed, open, done, evidenced, rejected or cancelled.
    status TEXT COLLATE "C" NOT NULL,
    -- Whether something is still to be decided or carried out.
    outstanding BOOLEAN NOT NULL,
    -- What it comes from.
    source_kind TEXT COLLATE "C" NOT NULL,
    -- The representation that it comes from.
    representation BIGINT,
    -- The case of the Ombudsman that it comes from.
    ombudsman_case BIGINT,
    -- The team that is to carry it out.
    team TEXT COLLATE "C",
    -- The service that it is about.
    service TEXT COLLATE "C",
    -- Who is to carry it out: a post or staff number.
    owner TEXT COLLATE "C",
    -- When it was raised.
    raised_on DATE NOT NULL,
    -- When it is due.
    due_on DATE NOT NULL,
    PRIMARY KEY (authority, number)
);
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
    authority TEXT COLLATE "C" NOT NULL,
    -- The session.
    number BIGINT NOT NULL,
    -- When it was held.
    held_on DATE NOT NULL,
    -- What it was about.
    subject TEXT COLLATE "C" NOT NULL,
    -- How many came.
    attendees BIGINT NOT NULL,
    -- How long it took.
    minutes BIGINT NOT NULL,
    -- Whether it was not held, or was recorded twice.
    cancelled BOOLEAN NOT NULL,
    PRIMARY KEY (authority, number)
);
-- Sessions in the order of a list.
CREATE INDEX training_held ON training (authority, held_on, number);

-- What figures count once a learning action, in every version.
CREATE TABLE action_fact (
    -- The authority.
    authority TEXT COLLATE "C" NOT NULL,
    -- The action.
    number BIGINT NOT NULL,
    -- The first log position at which this version is true.
    from_position BIGINT NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position BIGINT NOT NULL,
    -- What it comes from.
    source_kind TEXT COLLATE "C" NOT NULL,
    -- Where it is in its life.
    status TEXT COLLATE "C" NOT NULL,
    -- The team that is to carry it out.
    team TEXT COLLATE "C",
    -- The service that it is about.
    service TEXT COLLATE "C",
    -- When it was raised.
    raised_on DATE NOT NULL,
    -- When it is due.
    due_on DATE NOT NULL,
    -- The due date that it was recorded with.
    original_due_on DATE NOT NULL,
    -- When it was carried out.
    done_on DATE,
    -- When the evidence was seen.
    evidenced_on DATE,
    -- What the latest check of its impact showed.
    impact TEXT COLLATE "C",
    -- When its learning was first shared.
    shared_on DATE,
    PRIMARY KEY (authority, number, from_position)
);
-- Actions by the day on which they were raised.
CREATE INDEX action_fact_raised ON action_fact (authority, raised_on, to_position);

-- What figures count once a type of a learning action, in every version.
CREATE TABLE action_type_fact (
    -- The authority.
    authority TEXT COLLATE "C" NOT NULL,
    -- The action.
    number BIGINT NOT NULL,
    -- The type.
    action_type TEXT COLLATE "C" NOT NULL,
    -- The first log position at which this version is true.
    from_position BIGINT NOT NULL,
    -- The log position from which it is true no more; the largest integer while it is.
    to_position BIGINT NOT NULL,
    PRIMARY KEY (authority, number, action_type, from_position)
);
