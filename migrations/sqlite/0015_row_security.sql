-- On PostgreSQL, a second wall between authorities: row-level security. SQLite has nothing like it: whoever opens the file
-- reads all of it, and what keeps authorities apart here is the service alone. This migration only keeps the numbers alike.
SELECT 1;
