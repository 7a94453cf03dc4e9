-- The officer for whom a client read, as a code of the list officers; null if the method does not ask.
ALTER TABLE sealed_read ADD COLUMN officer TEXT COLLATE "C";
