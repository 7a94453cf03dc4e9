-- Officers: what each is appointed to now. And what a migration leaves to be done by the program.

-- The appointments that are not over.
CREATE TABLE appointment (
    -- The authority.
    authority TEXT NOT NULL,
    -- The officer: a post or a number.
    officer TEXT NOT NULL,
    -- The representation.
    number INTEGER NOT NULL,
    -- The place of the appointment among those of the representation.
    place INTEGER NOT NULL,
    -- What the officer is appointed for.
    role TEXT NOT NULL,
    -- The stage; 0 for the whole.
    stage INTEGER NOT NULL,
    -- When.
    appointed_on TEXT NOT NULL,
    PRIMARY KEY (authority, officer, number, place)
) STRICT, WITHOUT ROWID;

-- What is to be done once before this register is used: a migration writes it, and whoever has done it removes it.
CREATE TABLE upkeep (
    -- `rebuild`: the read tables are to be refilled from the log.
    task TEXT NOT NULL,
    PRIMARY KEY (task)
) STRICT, WITHOUT ROWID;
-- What has events has rows to refill; a new register has none.
INSERT INTO upkeep (task) SELECT 'rebuild' WHERE EXISTS (SELECT 1 FROM event);

-- What the planner is told of this table.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('appointment', 'appointment', '20000 2000 20 1 1');
