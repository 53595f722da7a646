-- The five roles of the database; a name in braces stands for a quoted password. Run as a superuser.
-- Repeatable: passwords and rights are brought into line each time.
do $$ declare role text; begin
  foreach role in array array['owner', 'app', 'worker', 'backup', 'definer'] loop
    if not exists (select from pg_roles where rolname = 'percorsi_' || role) then
      execute format('create role %I', 'percorsi_' || role);
    end if;
  end loop;
end $$;
-- Owns the tables and runs the migrations; CREATEDB is for the tests' databases.
alter role percorsi_owner with login nosuperuser nobypassrls noreplication nocreaterole createdb password {owner};
-- Serve people and jobs: row security always binds them, and they change no table's shape.
alter role percorsi_app with login nosuperuser nobypassrls noreplication nocreaterole nocreatedb password {app};
alter role percorsi_worker with login nosuperuser nobypassrls noreplication nocreaterole nocreatedb password {worker};
-- Reads everything, for the dump, and writes nothing.
alter role percorsi_backup with login nosuperuser bypassrls noreplication nocreaterole nocreatedb password {backup};
alter role percorsi_backup set default_transaction_read_only = on;
grant pg_read_all_data to percorsi_backup;
-- Owns the two or three audited functions that look behind row security; nobody signs in as it.
alter role percorsi_definer with nologin nosuperuser bypassrls noreplication nocreaterole nocreatedb;
grant percorsi_definer to percorsi_owner;
