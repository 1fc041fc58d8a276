-- Who did what, when, and why. `content` is what the subject said from `revision` on.
create table history (
    id         bigint generated always as identity primary key,
    at         timestamptz not null default now(),
    person_id  uuid not null references people,
    group_id   uuid references groups,
    meeting_id uuid references meetings,
    subject    text not null,
    subject_id uuid not null,
    event      text not null,
    reason     text not null default '',
    revision   int,
    content    jsonb
);

create unique index one_content_per_revision on history (subject_id, revision);
create index history_of_a_subject on history (subject_id, id);
create index history_of_a_meeting on history (meeting_id, id);

-- Mail to be sent: written in the transaction of the change that it tells of.
create table mails (
    id          uuid primary key,
    recipient   text not null,
    subject     text not null,
    text        text not null,
    html        text not null,
    made_at     timestamptz not null default now(),
    try_at      timestamptz not null default now(),
    tries       int not null default 0,
    sent_at     timestamptz,
    given_up_at timestamptz,
    failure     text not null default ''
);

create index mails_to_send on mails (try_at) where sent_at is null and given_up_at is null;
