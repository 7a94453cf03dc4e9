-- Keeping and destroying records.

-- What the retention of a record is reckoned from.
CREATE TABLE kept_record (
    -- The authority.
    authority TEXT COLLATE "C" NOT NULL,
    -- The record.
    number BIGINT NOT NULL,
    -- Its kind.
    kind TEXT COLLATE "C" NOT NULL,
    -- The class whose retention rule it is kept by.
    class TEXT COLLATE "C" NOT NULL,
    -- When it ended; 9999-12-31 while it is under way.
    ended_on DATE NOT NULL,
    -- The log position at which it was erased; 0 where it was not.
    erased_at BIGINT NOT NULL,
    -- The representation that a case of the Ombudsman is about.
    about BIGINT,
    PRIMARY KEY (authority, number)
);
-- What is due for review, in the order in which it ended; and what was erased, in the order of that.
CREATE INDEX kept_record_ended ON kept_record (authority, erased_at, ended_on, number);
-- The cases about a representation.
CREATE INDEX kept_record_about ON kept_record (authority, about);

-- The ledger of erasures that this database goes with; none until a server was started with one.
CREATE TABLE erasure_ledger (
    -- Always `this`: there is one.
    of TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    -- The id that the ledger was made with.
    id TEXT COLLATE "C" NOT NULL
);

INSERT INTO upkeep (task) SELECT 'rebuild' WHERE EXISTS (SELECT 1 FROM event) ON CONFLICT DO NOTHING;
