-- Officers: what each is appointed to now. And what a migration leaves to be done by the program.

-- The appointments that are not over.
CREATE TABLE appointment (
    -- The authority.
    authority TEXT COLLATE "C" NOT NULL,
    -- The officer: a post or a number.
    officer TEXT COLLATE "C" NOT NULL,
    -- The representation.
    number BIGINT NOT NULL,
    -- The place of the appointment among those of the representation.
    place BIGINT NOT NULL,
    -- What the officer is appointed for.
    role TEXT COLLATE "C" NOT NULL,
    -- The stage; 0 for the whole.
    stage BIGINT NOT NULL,
    -- When.
    appointed_on DATE NOT NULL,
    PRIMARY KEY (authority, officer, number, place)
);

-- What is to be done once before this register is used: a migration writes it, and whoever has done it removes it.
CREATE TABLE upkeep (
    -- `rebuild`: the read tables are to be refilled from the log.
    task TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (task)
);
-- What has events has rows to refill; a new register has none.
INSERT INTO upkeep (task) SELECT 'rebuild' WHERE EXISTS (SELECT 1 FROM event);
