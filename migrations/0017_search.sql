-- For names that are not quite right, and for indexes of a group's words.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- What somebody can look for: titles before texts; names as they are written (C) and as words (D).
-- A text may be longer than what PostgreSQL can index, so its end is left out.
create function words_of(title text, body text, names text) returns tsvector
language sql immutable parallel safe as $$
    select setweight(to_tsvector('pg_catalog.english', left(title, 2000)), 'A')
        || setweight(to_tsvector('pg_catalog.english', left(body, 100000)), 'B')
        || setweight(to_tsvector('pg_catalog.simple', left(names, 2000)), 'C')
        || to_tsvector('pg_catalog.english', left(names, 2000))
$$;

-- Each group's newest contributions and agenda items are found without its meetings.
create function take_group_of_meeting() returns trigger language plpgsql as $$
begin
    new.group_id := (select group_id from meetings where id = new.meeting_id);
    return new;
end $$;

alter table agenda_items
    add column group_id uuid references groups,
    add column words tsvector not null
        generated always as (words_of(title, notes_html, presenter)) stored;
alter table contributions
    add column group_id uuid references groups,
    add column words tsvector not null generated always as (words_of('', html, speaker)) stored;

update agenda_items set group_id = meetings.group_id from meetings where meetings.id = meeting_id;
update contributions set group_id = meetings.group_id from meetings where meetings.id = meeting_id;

alter table agenda_items alter column group_id set not null;
alter table contributions alter column group_id set not null;

create trigger item_of_its_meetings_group before insert on agenda_items
    for each row execute function take_group_of_meeting();
create trigger contribution_of_its_meetings_group before insert on contributions
    for each row execute function take_group_of_meeting();

alter table meetings add column words tsvector not null
    generated always as (words_of(title || ' ' || coalesce(number::text, ''), '', '')) stored;
alter table decisions add column words tsvector not null
    generated always as (words_of('Decision ' || number::text, html, '')) stored;
alter table action_items add column words tsvector not null
    generated always as (words_of('', html, '')) stored;
alter table plans add column words tsvector not null
    generated always as (words_of(title, purpose_html, '')) stored;
alter table plan_items add column words tsvector not null
    generated always as (words_of(title, html || ' ' || progress_html, '')) stored;
alter table plan_versions add column words tsvector not null
    generated always as (words_of(title, markdown, '')) stored;
alter table plan_comments add column words tsvector not null
    generated always as (words_of(title, html || ' ' || proposal, name)) stored;
alter table plan_replies add column words tsvector not null
    generated always as (words_of('', html, '')) stored;
alter table summary_sections add column words tsvector not null
    generated always as (words_of(heading, html, '')) stored;
alter table summary_comments add column words tsvector not null
    generated always as (words_of('', html, '')) stored;

-- Markdown as it reads, near enough for finding words in it.
create function unmarked(markdown text) returns text language sql immutable parallel safe as $$
    select regexp_replace(
        regexp_replace(markdown, '\]\([^)]*\)|[*_`#>\[]|^[ ]*- ', ' ', 'gn'), '\\([[:punct:]])', '\1', 'g')
$$;

-- Where the words of each published summary are, section by section: of its latest edition only,
-- whose document has the text. Its id sorts by time, as all ids do.
create table edition_parts (
    id         uuid primary key,
    meeting_id uuid not null,
    edition    int not null,
    position   int not null,
    group_id   uuid not null references groups,
    heading    text not null,
    speakers   text[] not null,
    words      tsvector not null,

    constraint one_part_per_place unique (meeting_id, position),
    constraint part_of_an_edition foreign key (meeting_id, edition) references editions
)
-- A phrase is looked for in the words of each part that has them all, so they stay at hand.
with (toast_tuple_target = 8160);

-- Whom a group's published summaries name.
create table edition_speakers (
    group_id uuid not null references groups,
    name     text not null,
    primary key (group_id, name)
);

create function id_at(instant timestamptz) returns uuid language sql volatile as $$
    select (lpad(to_hex((extract(epoch from instant) * 1000)::bigint), 12, '0') || '7'
        || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid
$$;

create function index_edition(edition editions) returns void language sql as $$
    delete from edition_parts where meeting_id = edition.meeting_id;

    with said as materialized (
        select said ->> 'speaker' as speaker, said ->> 'text' as text
        from json_array_elements(edition.document::json -> 'contributions') said
        where said ->> 'speaker' <> ''
    ),
    part as materialized (
        select position - 1 as position, unmarked(section ->> 'heading') as heading,
               coalesce(section ->> 'markdown', '') as markdown
        from json_array_elements(edition.document::json -> 'sections')
            with ordinality as parts (section, position)
    ),
    spoken as materialized (
        select part.*, array(select distinct speaker from said
                             where strpos(markdown, said.text) > 0) as speakers
        from part
    )
    insert into edition_parts (id, meeting_id, edition, position, group_id, heading, speakers, words)
    select id_at(edition.published_at),
           edition.meeting_id, edition.number, position, edition.group_id, heading, speakers,
           words_of(heading, unmarked(markdown), array_to_string(speakers, ' '))
    from spoken;

    insert into edition_speakers (group_id, name)
    select distinct edition.group_id, name
    from edition_parts, unnest(speakers) as name
    where meeting_id = edition.meeting_id
    on conflict do nothing;

    delete from edition_speakers
    where edition.number > 1 and group_id = edition.group_id
      and not exists (
          select from edition_parts
          where edition_parts.group_id = edition.group_id and name = any (speakers));
$$;

create function index_new_edition() returns trigger language plpgsql as $$
begin
    perform index_edition(new);
    return null;
end $$;

create trigger editions_are_found after insert on editions
    for each row execute function index_new_edition();

select index_edition(editions)
from editions
where not exists (select from editions later
                  where later.meeting_id = editions.meeting_id and later.number > editions.number);

-- The middle part of an index is the time at which something was made, to about three days, so
-- that a search for a common word can keep to the newest. Nothing waits in a pending list, which
-- every search would read.
create index contributions_by_words on contributions
    using gin (group_id, left(id::text, 5), words) with (fastupdate = off) where removed_at is null;
create index contributions_by_speaker on contributions (group_id, speaker) where removed_at is null;
create index items_by_words on agenda_items
    using gin (group_id, left(id::text, 5), words) with (fastupdate = off);
create index meetings_by_words on meetings
    using gin (group_id, left(id::text, 5), words) with (fastupdate = off);
create index decisions_by_words on decisions
    using gin (group_id, left(id::text, 5), words) with (fastupdate = off) where removed_at is null;
create index actions_by_words on action_items
    using gin (group_id, left(id::text, 5), words) with (fastupdate = off) where removed_at is null;
create index edition_parts_by_words on edition_parts
    using gin (group_id, left(id::text, 5), words) with (fastupdate = off);
create index summary_comments_by_words on summary_comments
    using gin (left(id::text, 5), words) with (fastupdate = off);
create index plan_items_by_words on plan_items using gin (words) with (fastupdate = off);
create index plan_versions_by_words on plan_versions using gin (words) with (fastupdate = off);
create index plan_comments_by_words on plan_comments using gin (words) with (fastupdate = off);
create index plan_replies_by_words on plan_replies using gin (words) with (fastupdate = off);
create index summaries_in_work on summaries (group_id) where state <> 'published';

do $$
begin
    grant select, insert, delete on edition_parts, edition_speakers to rapporteur_server;
exception when undefined_object then
    null;
end $$;
