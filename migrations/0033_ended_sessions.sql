-- Whose a session was that is over, for a month: what was typed in it is its person's alone.
create table ended_sessions (
    id         uuid primary key,
    token_hash bytea not null,
    person_id  uuid not null references people,
    ended_at   timestamptz not null default now()
);

create index ended_sessions_by_token on ended_sessions (token_hash);
create index ended_sessions_by_age on ended_sessions (ended_at);

-- Here, so that no way of ending a session forgets it.
create function remember_ended_session() returns trigger language plpgsql as $$
begin
    insert into ended_sessions (id, token_hash, person_id)
    values (old.id, old.token_hash, old.person_id)
    on conflict (id) do nothing;
    return null;
end $$;

create trigger remember_ended_session after delete on sessions
    for each row execute function remember_ended_session();

create function remember_all_sessions() returns trigger language plpgsql as $$
begin
    insert into ended_sessions (id, token_hash, person_id)
    select sessions.id, sessions.token_hash, sessions.person_id from sessions
    on conflict (id) do nothing;
    return null;
end $$;

create trigger remember_all_sessions before truncate on sessions
    for each statement execute function remember_all_sessions();

-- What somebody typed into a form and could not send, because their session had ended. Kept for
-- a day, and shown to nobody else. Of its files only the names are kept, and no passwords.
create table kept_forms (
    token_hash bytea primary key,
    person_id  uuid not null references people,
    page       text not null,
    action     text not null,
    fields     json not null,
    files      text[] not null,
    kept_at    timestamptz not null
);

create index kept_forms_of_a_person on kept_forms (person_id, kept_at);
create index kept_forms_by_age on kept_forms (kept_at);

do $$
begin
    grant select, insert, update, delete on ended_sessions, kept_forms to rapporteur_server;
exception when undefined_object then
    null;
end $$;
