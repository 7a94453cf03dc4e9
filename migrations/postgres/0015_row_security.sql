-- A second wall between authorities: a session sees and changes only the rows of the authorities that it says it acts
-- for, whatever the statement asks. It says so in the setting redress.authority: ids with commas between them, or * for
-- the deployment as a whole. A session that has said nothing sees nothing.
--
-- FORCE, because the service owns its tables and an owner is not held otherwise. Nothing holds a superuser or a role with
-- BYPASSRLS; the service warns at its start if its role is one.

-- Puts a table that has a column `authority` behind the wall. A migration that makes such a table calls it. What is asked
-- of the setting is asked in subqueries, so that it is reckoned once a statement and not once a row.
CREATE FUNCTION keep_authorities_apart(guarded REGCLASS) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format(
        'CREATE POLICY own_authority ON %s USING (
             authority = ANY ((SELECT string_to_array(current_setting(''redress.authority'', true), '',''))::TEXT[])
             OR (SELECT current_setting(''redress.authority'', true) = ''*''))',
        guarded);
END
$$;

DO $$
DECLARE
    guarded REGCLASS;
BEGIN
    FOR guarded IN
        SELECT pg_class.oid
        FROM pg_class
        JOIN pg_attribute ON pg_attribute.attrelid = pg_class.oid
        WHERE pg_class.relnamespace = current_schema()::REGNAMESPACE
          AND pg_class.relkind = 'r'
          AND pg_attribute.attname = 'authority'
    LOOP
        PERFORM keep_authorities_apart(guarded);
    END LOOP;
END
$$;

-- A regional body sees which releases were published to it, though the rows are the authorities'.
CREATE POLICY own_recipient ON release_recipient FOR SELECT USING (
    recipient = ANY ((SELECT string_to_array(current_setting('redress.authority', true), ','))::TEXT[]));
