-- Which part of an authority's records a client may see.

-- What the client is narrowed to, such as officer=investigator; NULL where it is not.
ALTER TABLE token ADD COLUMN narrowing TEXT COLLATE "C";
-- What the client is narrowed to, such as officer=investigator; NULL where it is not.
ALTER TABLE credential ADD COLUMN narrowing TEXT COLLATE "C";
