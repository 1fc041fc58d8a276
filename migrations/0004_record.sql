create type attribution as enum ('attributed', 'withheld');
create type action_state as enum ('open', 'in_progress', 'done', 'dropped', 'handed_over');

create table contributions (
    id          uuid primary key,
    meeting_id  uuid not null references meetings,
    item_id     uuid not null,
    position    int not null,
    speaker_id  uuid references people,
    speaker     text not null,
    capacity    text not null default '',
    attribution attribution not null default 'attributed',
    text        text not null,
    html        text not null,
    revision    int not null default 1,
    removed_at  timestamptz,

    constraint under_an_item_of_its_meeting foreign key (meeting_id, item_id)
        references agenda_items (meeting_id, id)
);

create index contributions_of_a_meeting on contributions (meeting_id, item_id, position);
create index contributions_of_a_speaker on contributions (speaker_id);

-- Added later to a contribution or an item; printed as [UPDATE 5 Oct 2022: …]. An imported
-- note may have neither date nor signature.
create table update_notes (
    id              uuid primary key,
    meeting_id      uuid not null references meetings,
    contribution_id uuid references contributions,
    item_id         uuid references agenda_items,
    dated           date,
    signed_by       uuid references people,
    text            text not null,
    html            text not null,
    made_at         timestamptz not null default now(),

    constraint on_one_thing check ((contribution_id is null) <> (item_id is null))
);

create index update_notes_of_a_meeting on update_notes (meeting_id);

create table decisions (
    id         uuid primary key,
    group_id   uuid not null references groups,
    meeting_id uuid not null references meetings,
    item_id    uuid references agenda_items,
    number     int not null,
    text       text not null,
    html       text not null,
    revision   int not null default 1,
    removed_at timestamptz,

    constraint one_decision_per_number unique (group_id, number)
);

create index decisions_of_a_meeting on decisions (meeting_id);

create table action_items (
    id         uuid primary key,
    group_id   uuid not null references groups,
    meeting_id uuid not null references meetings,
    item_id    uuid references agenda_items,
    text       text not null,
    html       text not null,
    owner_id   uuid references people,
    owner      text not null default '',
    due        date,
    state      action_state not null default 'open',
    reason     text not null default '',
    revision   int not null default 1,
    made_at    timestamptz not null default now(),
    removed_at timestamptz,

    constraint dropped_for_a_reason check (state <> 'dropped' or reason <> '')
);

create index actions_of_a_group on action_items (group_id, state);
create index actions_of_a_meeting on action_items (meeting_id);
create index actions_of_an_owner on action_items (owner_id);

-- Each report of progress is kept.
create table action_reports (
    id        uuid primary key,
    action_id uuid not null references action_items,
    person_id uuid not null references people,
    state     action_state not null,
    handed_to text not null default '',
    text      text not null,
    html      text not null,
    made_at   timestamptz not null default now(),

    constraint handed_over_to_somebody check ((state = 'handed_over') = (handed_to <> ''))
);

create index reports_of_an_action on action_reports (action_id);

-- The document that a meeting's record was read from. Until somebody has confirmed what was
-- understood of it, it belongs to no meeting.
create table imports (
    id          uuid primary key,
    group_id    uuid not null references groups,
    meeting_id  uuid references meetings,
    file_name   text not null,
    source      bytea not null,
    sha256      bytea not null,
    report      jsonb not null,
    imported_by uuid not null references people,
    imported_at timestamptz not null
);

create index imports_of_a_meeting on imports (meeting_id);
