-- Editions of reports.

-- Where an edition of a report is now.
CREATE TABLE edition (
    -- The authority.
    authority TEXT NOT NULL,
    -- The edition.
    number INTEGER NOT NULL,
    -- The report that it is of.
    report TEXT NOT NULL,
    -- The first day of its period.
    starts_on TEXT NOT NULL,
    -- The last day.
    ends_on TEXT NOT NULL,
    -- The latest log position that its tables were made at.
    made_at INTEGER NOT NULL,
    -- public or authority: whom it is for.
    audience TEXT NOT NULL,
    -- prepared, published or restated.
    state TEXT NOT NULL,
    -- When it was published.
    published_on TEXT,
    PRIMARY KEY (authority, number)
) STRICT, WITHOUT ROWID;

-- What the planner is told of this table: a big register's shape.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('edition', 'edition', '2000 200 1');
