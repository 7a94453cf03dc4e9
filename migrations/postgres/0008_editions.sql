-- Editions of reports.

-- Where an edition of a report is now.
CREATE TABLE edition (
    -- The authority.
    authority TEXT COLLATE "C" NOT NULL,
    -- The edition.
    number BIGINT NOT NULL,
    -- The report that it is of.
    report TEXT COLLATE "C" NOT NULL,
    -- The first day of its period.
    starts_on DATE NOT NULL,
    -- The last day.
    ends_on DATE NOT NULL,
    -- The latest log position that its tables were made at.
    made_at BIGINT NOT NULL,
    -- public or authority: whom it is for.
    audience TEXT COLLATE "C" NOT NULL,
    -- prepared, published or restated.
    state TEXT COLLATE "C" NOT NULL,
    -- When it was published.
    published_on DATE,
    PRIMARY KEY (authority, number)
);
