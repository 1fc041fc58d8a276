create table people (
    id            uuid primary key,
    name          text not null,
    email         text not null,
    password_hash text,
    time_zone     text not null default 'UTC',
    administrator boolean not null default false,
    suspended_at  timestamptz,
    created_at    timestamptz not null default now(),

    constraint person_has_a_name check (name <> '')
);

create unique index one_person_per_email on people (lower(email));

-- Who acts when somebody uses the command line on the server itself. Cannot sign in.
insert into people (id, name, email, suspended_at)
values ('00000000-0000-0000-0000-000000000000', 'The operator of this server', 'operator@localhost', now());

-- Only the hash of a session's token is kept; the token itself is in the browser.
create table sessions (
    id           uuid primary key,
    token_hash   bytea not null unique,
    person_id    uuid not null references people,
    device       text not null,
    by_link      boolean not null,
    signed_in_at timestamptz not null,
    seen_at      timestamptz not null,
    expires_at   timestamptz not null
);

create index sessions_of_a_person on sessions (person_id);

-- One-time links that were mailed or printed; each signs its person in once.
create table sign_in_links (
    token_hash bytea primary key,
    person_id  uuid not null references people,
    made_at    timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);

create index sign_in_links_of_a_person on sign_in_links (person_id);

-- Links that the server prints while there is no administrator: whoever opens one becomes the
-- first, and then none of them works any more.
create table welcome_links (
    token_hash bytea primary key,
    made_at    timestamptz not null,
    expires_at timestamptz not null
);
