-- Casework: what lists and figures need of pauses, appointments, links and the weekly list of clocks.

-- What a complaint has in common with a likely duplicate: service, team, maker and categories.
ALTER TABLE representation ADD COLUMN alike TEXT;
-- Likely duplicates.
CREATE INDEX representation_alike ON representation (authority, alike, received_on) WHERE alike IS NOT NULL;

-- The commissioned provider that a representation is about.
ALTER TABLE representation_fact ADD COLUMN provider TEXT;
-- A provider's representations by receipt.
CREATE INDEX representation_fact_provider ON representation_fact (authority, provider, received_on, to_position)
    WHERE provider IS NOT NULL;

-- What the planner is told of these tables.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('representation', 'representation_alike', '90000 9000 30 2'),
    ('representation_fact', 'representation_fact_provider', '40000 4000 200 4 1');
