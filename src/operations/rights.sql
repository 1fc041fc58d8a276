-- Run at every start, as the owner of the tables: a restored database has neither the role nor its rights, and a new table
-- has none yet. All of it is one transaction.

-- The server works as this role, which owns nothing and so cannot drop a trigger. A database whose owner may not make roles
-- goes without; `rapporteur verify` says so.
do $$
declare
    -- From PostgreSQL 16 on, a member may be one that cannot become the role.
    kind text := case when current_setting('server_version_num')::int < 160000 then 'member' else 'set' end;
begin
    perform pg_advisory_xact_lock(hashtext('rapporteur_server'));
    if to_regrole('rapporteur_server') is null then
        create role rapporteur_server nologin;
    end if;
    if not pg_has_role(current_user, 'rapporteur_server', kind) then
        execute format('grant rapporteur_server to %I', current_user);
    end if;
exception when insufficient_privilege or duplicate_object or unique_violation then
    null;
end $$;

do $$
declare
    frozen regclass;
begin
    if to_regrole('rapporteur_server') is null then
        return;
    end if;
    grant usage on schema public to rapporteur_server;
    grant select, insert, update, delete on all tables in schema public to rapporteur_server;
    grant usage on all sequences in schema public to rapporteur_server;
    for frozen in
        select distinct pg_trigger.tgrelid from pg_trigger where pg_trigger.tgfoid = 'refuse_change'::regproc
    loop
        execute format('revoke update, delete, truncate on %s from rapporteur_server', frozen);
    end loop;
    revoke update on edition_parts, edition_speakers from rapporteur_server;
    revoke update, delete on group_speakers from rapporteur_server;
    revoke insert, update, delete on eras, _sqlx_migrations from rapporteur_server;
exception when insufficient_privilege then
    null;
end $$;
