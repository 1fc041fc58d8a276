-- The published record and the history are frozen here, whatever the code does.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is frozen: rows are only ever added', tg_table_name
        using errcode = 'restrict_violation';
end $$;

create trigger published_editions_are_frozen before update or delete on editions
    for each row execute function refuse_change();
create trigger published_editions_stay before truncate on editions
    for each statement execute function refuse_change();
create trigger history_is_frozen before update or delete on history
    for each row execute function refuse_change();
create trigger history_stays before truncate on history
    for each statement execute function refuse_change();

-- The server works as this role, which owns nothing and so cannot drop a trigger. A database
-- whose owner may not make roles goes without.
do $$
begin
    if not exists (select from pg_roles where rolname = 'rapporteur_server') then
        create role rapporteur_server nologin;
    end if;
    if not pg_has_role(current_user, 'rapporteur_server', 'member') then
        execute format('grant rapporteur_server to %I', current_user);
    end if;
exception when insufficient_privilege or duplicate_object or unique_violation then
    null;
end $$;

do $$
begin
    grant usage on schema public to rapporteur_server;
    grant select, insert, update, delete on all tables in schema public to rapporteur_server;
    grant usage on all sequences in schema public to rapporteur_server;
    revoke update, delete on editions, history from rapporteur_server;
exception when undefined_object then
    null;
end $$;
