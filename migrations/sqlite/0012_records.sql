-- Keeping and destroying records.

-- What the retention of a record is reckoned from.
CREATE TABLE kept_record (
    -- The authority.
    authority TEXT NOT NULL,
    -- The record.
    number INTEGER NOT NULL,
    -- Its kind.
    kind TEXT NOT NULL,
    -- The class whose retention rule it is kept by.
    class TEXT NOT NULL,
    -- When it ended; 9999-12-31 while it is under way.
    ended_on TEXT NOT NULL,
    -- The log position at which it was erased; 0 where it was not.
    erased_at INTEGER NOT NULL,
    -- The representation that a case of the Ombudsman is about.
    about INTEGER,
    PRIMARY KEY (authority, number)
) STRICT, WITHOUT ROWID;
-- What is due for review, in the order in which it ended; and what was erased, in the order of that.
CREATE INDEX kept_record_ended ON kept_record (authority, erased_at, ended_on, number);
-- The cases about a representation.
CREATE INDEX kept_record_about ON kept_record (authority, about);

-- The ledger of erasures that this database goes with; none until a server was started with one.
CREATE TABLE erasure_ledger (
    -- Always `this`: there is one.
    of TEXT NOT NULL PRIMARY KEY,
    -- The id that the ledger was made with.
    id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the planner is told of these tables: a big register's shape.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('kept_record', 'kept_record', '2000000 200000 1'),
    ('kept_record', 'kept_record_ended', '2000000 200000 200000 50 1'),
    ('kept_record', 'kept_record_about', '2000000 200000 100000'),
    ('erasure_ledger', 'erasure_ledger', '1 1');

INSERT INTO upkeep (task) SELECT 'rebuild' WHERE EXISTS (SELECT 1 FROM event) ON CONFLICT DO NOTHING;
