-- What a search shows of a published summary is read from its part, and not from the whole document.
alter table edition_parts add column text text not null default '';

create or replace function index_edition(edition editions) returns void language sql as $$
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
        select part.*, unmarked(markdown) as text,
               array(select distinct speaker from said where strpos(markdown, said.text) > 0) as speakers
        from part
    )
    insert into edition_parts
        (id, meeting_id, edition, position, group_id, heading, speakers, words, text)
    select id_at(edition.published_at),
           edition.meeting_id, edition.number, position, edition.group_id, heading, speakers,
           words_of(heading, text, array_to_string(speakers, ' ')), text
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

update edition_parts
set text = unmarked(coalesce(document::json -> 'sections' -> position ->> 'markdown', ''))
from editions
where editions.meeting_id = edition_parts.meeting_id and number = edition;

-- Who said what lately, in any number of groups.
create index edition_parts_by_speakers on edition_parts using gin (speakers) with (fastupdate = off);
create index contributions_by_speaker_and_time on contributions (speaker, id) where removed_at is null;
