create type role as enum ('observer', 'member', 'secretariat', 'co_chair');
create type visibility as enum ('public', 'members_only');
create type approval_rule as enum ('every_co_chair', 'any_co_chair');

create table groups (
    id             uuid primary key,
    slug           text not null,
    name           text not null,
    short_name     text not null,
    purpose        text not null default '',
    purpose_html   text not null default '',
    time_zone      text not null default 'UTC',
    visibility     visibility not null default 'public',
    approval_rule  approval_rule not null default 'every_co_chair',
    meeting_title  text not null default 'Online Meeting',
    last_meeting   int not null default 0,
    last_decision  int not null default 0,
    revision       int not null default 1,
    created_at     timestamptz not null default now(),

    constraint one_group_per_slug unique (slug),
    constraint slug_reads_well check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);

-- A person's place in a group, from one day to another. A new role is a new row.
create table memberships (
    id                uuid primary key,
    group_id          uuid not null references groups,
    person_id         uuid not null references people,
    role              role not null,
    affiliation       text not null default '',
    stakeholder_group text not null default '',
    on_behalf_of      text not null default '',
    since             timestamptz not null,
    until             timestamptz,
    revision          int not null default 1,

    constraint membership_ends_after_it_began check (until >= since)
);

create unique index one_current_membership on memberships (group_id, person_id) where until is null;
create index memberships_of_a_person on memberships (person_id) where until is null;

create table invitations (
    id                uuid primary key,
    group_id          uuid not null references groups,
    email             text not null,
    role              role not null,
    affiliation       text not null default '',
    stakeholder_group text not null default '',
    token_hash        bytea not null unique,
    invited_by        uuid not null references people,
    invited_at        timestamptz not null,
    expires_at        timestamptz not null,
    accepted_at       timestamptz,
    accepted_by       uuid references people,
    void_since        timestamptz,

    constraint accepted_by_somebody check ((accepted_at is null) = (accepted_by is null)),
    constraint accepted_or_void check (accepted_at is null or void_since is null)
);

create unique index one_open_invitation_per_address on invitations (group_id, lower(email))
    where accepted_at is null and void_since is null;
