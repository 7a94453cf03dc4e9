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

-- The procedure of a complaint; nothing for what is only noted and for a case.
ALTER TABLE clock ADD COLUMN procedure TEXT;
-- The code of the team of the representation.
ALTER TABLE clock ADD COLUMN team TEXT;
-- The officer in charge: a post or a number.
ALTER TABLE clock ADD COLUMN officer TEXT;
-- The number of the policy that it is reckoned under; nothing before the tables were rebuilt.
ALTER TABLE clock ADD COLUMN policy INTEGER;
-- The due date that was told to the complainant last.
ALTER TABLE clock ADD COLUMN told_due_on TEXT;
-- The code of why it is or was late.
ALTER TABLE clock ADD COLUMN delay_reason TEXT;
-- Where the list of running clocks has it: at its agreed due date, or at 9999-12-31 while it is held; nothing for
-- a clock that waits or has stopped.
ALTER TABLE clock ADD COLUMN listed_on TEXT;
-- The weekly list, and the clocks that a change of the calendar can move.
CREATE INDEX clock_listed ON clock (authority, listed_on, kind, number, stage, clock, ordinal)
    WHERE listed_on IS NOT NULL;
-- A rebuild fills the rest; the list is right from the start.
UPDATE clock SET listed_on = agreed_due_on WHERE stopped_on IS NULL AND agreed_due_on IS NOT NULL;

-- What the planner is told of these tables.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('representation', 'representation_alike', '90000 9000 30 2'),
    ('representation_fact', 'representation_fact_provider', '40000 4000 200 4 1'),
    ('clock', 'clock_listed', '20000 2000 20 20 2 2 1 1');
