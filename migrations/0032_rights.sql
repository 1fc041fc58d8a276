-- Who may read what a mail tells: whoever gets it needs one of these roles in each of these groups when it is sent.
create table mail_readers (
    mail_id  uuid not null references mails on delete cascade,
    group_id uuid not null references groups,
    roles    text[] not null,

    primary key (mail_id, group_id)
);

-- The invitation that a mail brings: once that is void, it is not sent.
alter table mails add column invitation_id uuid references invitations;

do $$
begin
    grant select, insert, delete on mail_readers to rapporteur_server;
exception when undefined_object then
    null;
end $$;

-- What happened in a group is counted in the group, so that no number tells how much happens elsewhere. What clients
-- have keeps its place: new events follow the group's last.
alter table events alter column position drop identity;

create or replace function note_event() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(new.group_id::text, 0));
    insert into events (group_id, position, history_id)
    select new.group_id, coalesce(max(events.position), 0) + 1, new.id
    from events where events.group_id = new.group_id;
    perform pg_notify('events', new.group_id::text);
    return null;
end $$;

-- The heading of a section as it stood when it was commented on: what it is while it is drafted anew, only those who
-- draft may read.
alter table summary_comments add column heading text not null default '';

update summary_comments
set heading = coalesce(
    (select history.content ->> 'heading' from history
     where history.subject_id = summary_comments.section_id and history.content ? 'heading'
       and history.at <= summary_comments.made_at
     order by history.id desc
     limit 1),
    (select section.heading from summary_sections section where section.id = summary_comments.section_id));

-- A link that signs in sets no password, unless that is what it was asked for. A session that began by such a link
-- is `by_link` from now on.
alter table sign_in_links add column sets_password boolean not null default false;
update sessions set by_link = false;

-- Personal tokens of those who are suspended end, and do not come back to life.
with ended as (
    update tokens set revoked_at = now()
    from people
    where people.id = tokens.person_id and people.suspended_at is not null and people.service_of is null
      and tokens.revoked_at is null
    returning tokens.person_id, tokens.name
)
insert into history (person_id, subject, subject_id, event, reason)
select '00000000-0000-0000-0000-000000000000', 'person', person_id, 'token_revoked', name
from ended;

-- Answers that told the secret of a webhook are kept no longer.
delete from kept_answers where position('whsec_'::bytea in body) > 0;
