-- Releases of figures to regional bodies.

-- Where a release is now.
CREATE TABLE release (
    -- The authority.
    authority TEXT COLLATE "C" NOT NULL,
    -- The release.
    number BIGINT NOT NULL,
    -- The grid of its tables.
    grid TEXT COLLATE "C" NOT NULL,
    -- The financial year of its period, by the calendar year in which it starts.
    year BIGINT NOT NULL,
    -- The version among the releases of its grid and year.
    version BIGINT NOT NULL,
    -- previewed, signed_off, published or withdrawn.
    state TEXT COLLATE "C" NOT NULL,
    -- When it was published.
    published_on DATE,
    PRIMARY KEY (authority, number)
);

-- To whom a release was published.
CREATE TABLE release_recipient (
    -- The authority.
    authority TEXT COLLATE "C" NOT NULL,
    -- The release.
    number BIGINT NOT NULL,
    -- The regional body.
    recipient TEXT COLLATE "C" NOT NULL,
    -- The grid of its tables.
    grid TEXT COLLATE "C" NOT NULL,
    -- The financial year of its period, by the calendar year in which it starts.
    year BIGINT NOT NULL,
    -- The version among the releases of its grid and year.
    version BIGINT NOT NULL,
    -- published or withdrawn.
    state TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (authority, number, recipient)
);

-- A body finds what was published to it.
CREATE INDEX release_recipient_by_recipient ON release_recipient (recipient, authority, number);

-- What a regional body received.
CREATE TABLE received_release (
    -- The body.
    authority TEXT COLLATE "C" NOT NULL,
    -- The place in the body's log at which it was taken in.
    number BIGINT NOT NULL,
    -- The authority whose figures they are.
    from_authority TEXT COLLATE "C" NOT NULL,
    -- The grid of its tables.
    grid TEXT COLLATE "C" NOT NULL,
    -- The financial year of its period, by the calendar year in which it starts.
    year BIGINT NOT NULL,
    -- The version among the releases of its grid and year.
    version BIGINT NOT NULL,
    -- SHA-256 of its text, in hexadecimal digits.
    digest TEXT COLLATE "C" NOT NULL,
    -- published or withdrawn.
    state TEXT COLLATE "C" NOT NULL,
    -- The place in the body's log of the step that led there.
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (authority, number)
);

-- One version is found at once.
CREATE INDEX received_release_by_version
    ON received_release (authority, from_authority, grid, year, version, state);

-- What a comparison reads: all that was received of some years.
CREATE INDEX received_release_by_year ON received_release (authority, year);
