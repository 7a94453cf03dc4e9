-- Releases of figures to regional bodies.

-- Where a release is now.
CREATE TABLE release (
    -- The authority.
    authority TEXT NOT NULL,
    -- The release.
    number INTEGER NOT NULL,
    -- The grid of its tables.
    grid TEXT NOT NULL,
    -- The financial year of its period, by the calendar year in which it starts.
    year INTEGER NOT NULL,
    -- The version among the releases of its grid and year.
    version INTEGER NOT NULL,
    -- previewed, signed_off, published or withdrawn.
    state TEXT NOT NULL,
    -- When it was published.
    published_on TEXT,
    PRIMARY KEY (authority, number)
) STRICT, WITHOUT ROWID;

-- To whom a release was published.
CREATE TABLE release_recipient (
    -- The authority.
    authority TEXT NOT NULL,
    -- The release.
    number INTEGER NOT NULL,
    -- The regional body.
    recipient TEXT NOT NULL,
    -- The grid of its tables.
    grid TEXT NOT NULL,
    -- The financial year of its period, by the calendar year in which it starts.
    year INTEGER NOT NULL,
    -- The version among the releases of its grid and year.
    version INTEGER NOT NULL,
    -- published or withdrawn.
    state TEXT NOT NULL,
    PRIMARY KEY (authority, number, recipient)
) STRICT, WITHOUT ROWID;

-- A body finds what was published to it.
CREATE INDEX release_recipient_by_recipient ON release_recipient (recipient, authority, number);

-- What a regional body received.
CREATE TABLE received_release (
    -- The body.
    authority TEXT NOT NULL,
    -- The place in the body's log at which it was taken in.
    number INTEGER NOT NULL,
    -- The authority whose figures they are.
    from_authority TEXT NOT NULL,
    -- The grid of its tables.
    grid TEXT NOT NULL,
    -- The financial year of its period, by the calendar year in which it starts.
    year INTEGER NOT NULL,
    -- The version among the releases of its grid and year.
    version INTEGER NOT NULL,
    -- SHA-256 of its text, in hexadecimal digits.
    digest TEXT NOT NULL,
    -- published or withdrawn.
    state TEXT NOT NULL,
    -- The place in the body's log of the step that led there.
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (authority, number)
) STRICT, WITHOUT ROWID;

-- One version is found at once.
CREATE INDEX received_release_by_version
    ON received_release (authority, from_authority, grid, year, version, state);

-- What a comparison reads: all that was received of some years.
CREATE INDEX received_release_by_year ON received_release (authority, year);

-- What the planner is told of these tables: a big register's shape.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('release', 'release', '10000 30 1'),
    ('release_recipient', 'release_recipient', '20000 60 2 1'),
    ('release_recipient', 'release_recipient_by_recipient', '20000 4000 12 1'),
    ('received_release', 'received_release', '20000 4000 1'),
    ('received_release', 'received_release_by_version', '20000 4000 12 12 1 1 1'),
    ('received_release', 'received_release_by_year', '20000 4000 400');
