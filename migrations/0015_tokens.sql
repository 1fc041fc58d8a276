-- A program that acts for a group has a person of its own, who cannot sign in and gets no mail.
alter table people add column service_of uuid references groups;

create index service_accounts_of_a_group on people (service_of) where service_of is not null;

-- What programs call the API with: a token acts for one person, within that person's rights of
-- the moment. Only its hash is kept; the token itself is shown once.
create table tokens (
    id         uuid primary key,
    token_hash bytea not null unique,
    person_id  uuid not null references people,
    made_by    uuid not null references people,
    name       text not null,
    -- How it begins and ends, so that people tell their tokens apart.
    hint       text not null,
    may_write  boolean not null,
    -- Null: all groups of its person, also those to come.
    group_ids  uuid[],
    made_at    timestamptz not null,
    expires_at timestamptz not null,
    seen_at    timestamptz,
    revoked_at timestamptz,

    constraint token_has_a_name check (name <> ''),
    constraint token_is_for_some_group check (group_ids <> '{}')
);

create index tokens_of_a_person on tokens (person_id);

-- What was answered to a POST that named an Idempotency-Key, so that a second one gets the same.
create table kept_answers (
    token_id     uuid not null references tokens,
    key          text not null,
    request_hash bytea not null,
    -- The id of what the request makes, also if it is cut off and tried again.
    made_id      uuid not null,
    claimed_at   timestamptz not null,
    status       int,
    location     text,
    etag         text,
    body         bytea,

    primary key (token_id, key)
);

create index kept_answers_by_age on kept_answers (claimed_at);

do $$
begin
    grant select, insert, update, delete on tokens, kept_answers to rapporteur_server;
exception when undefined_object then
    null;
end $$;
