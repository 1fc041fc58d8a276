create type meeting_state as enum ('draft', 'scheduled', 'in_session', 'held', 'cancelled');
create type item_outcome as enum ('planned', 'discussed', 'not_addressed', 'withdrawn', 'deferred');

create table meetings (
    id                  uuid primary key,
    group_id            uuid not null references groups,
    number              int,
    title               text not null,
    state               meeting_state not null default 'draft',
    starts_at           timestamptz not null,
    minutes             int not null,
    joining_link        text not null default '',
    participants_note   text not null default '',
    next_meeting_at     timestamptz,
    agenda_published_at timestamptz,
    agenda_revised_at   timestamptz,
    revision            int not null default 1,
    -- What the record says of the meeting as a whole is edited apart from its planning.
    record_id           uuid not null default gen_random_uuid(),
    record_revision     int not null default 1,
    created_at          timestamptz not null default now(),

    constraint one_meeting_per_number unique (group_id, number),
    constraint number_is_positive check (number > 0),
    constraint numbered_once_scheduled check (number is not null or state in ('draft', 'cancelled')),
    constraint lasts_a_while check (minutes between 1 and 1440)
);

-- Moderators and those who attended: members, or guests by name only.
create table moderators (
    meeting_id uuid not null references meetings,
    position   int not null,
    person_id  uuid references people,
    name       text not null,
    primary key (meeting_id, position)
);

create table attendances (
    id         uuid primary key,
    meeting_id uuid not null references meetings,
    person_id  uuid references people,
    name       text not null,
    capacity   text not null default '',

    constraint one_attendance_per_person unique (meeting_id, person_id)
);

-- The agenda is a tree. Its order is `position`; what is printed before the title is `label`.
create table agenda_items (
    id            uuid primary key,
    meeting_id    uuid not null references meetings,
    parent_id     uuid,
    position      int not null,
    label         text not null,
    title         text not null,
    presenter     text not null default '',
    minutes       int,
    notes         text not null default '',
    notes_html    text not null default '',
    outcome       item_outcome not null default 'planned',
    reason        text not null default '',
    deferred_from uuid references agenda_items,
    revision      int not null default 1,

    unique (meeting_id, id),
    constraint below_an_item_of_its_meeting foreign key (meeting_id, parent_id)
        references agenda_items (meeting_id, id),
    constraint item_has_a_title check (title <> ''),
    constraint not_addressed_for_a_reason check (outcome <> 'not_addressed' or reason <> '')
);

create index items_of_a_meeting on agenda_items (meeting_id, position);
