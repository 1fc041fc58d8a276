-- Who ever spoke in a group, so that a name is looked for among them and not in all that was said.
create table group_speakers (
    group_id uuid not null references groups,
    name     text not null,
    primary key (group_id, name)
);

-- One after another, since two who note the same two names in another order would wait for each other.
create function note_speaker() returns trigger language plpgsql as $$
begin
    if not exists (select from group_speakers where group_id = new.group_id and name = new.speaker) then
        perform pg_advisory_xact_lock(hashtextextended('speakers of ' || new.group_id, 0));
        insert into group_speakers (group_id, name) values (new.group_id, new.speaker)
        on conflict do nothing;
    end if;
    return null;
end $$;

create trigger contributions_have_speakers after insert or update of speaker on contributions
    for each row when (
        new.speaker <> '' and current_setting('rapporteur.fills', true) is distinct from 'on'
    )
    execute function note_speaker();

insert into group_speakers (group_id, name)
select distinct group_id, speaker from contributions where speaker <> '';

-- Where the newest hundredth and tenth of each large table's entries begin, by what PostgreSQL knows of their ids, if that
-- is much less than all. It need not be right: it only says where to begin to look.
create view eras as
select tablename::text as "table",
       array_remove(array[
           case when reltuples >= 250000 then bounds[cardinality(bounds) - 1] end,
           case when reltuples >= 25000 then bounds[cardinality(bounds) - 10] end
       ], null) as begins
from pg_stats
join pg_class on relnamespace = schemaname::regnamespace and relname = tablename
cross join cast(histogram_bounds::text as uuid[]) as bounds
where schemaname = current_schema and attname = 'id' and reltuples >= 2000 and cardinality(bounds) > 100
  and tablename in ('edition_parts', 'meetings', 'agenda_items', 'contributions', 'decisions', 'action_items',
                    'summary_comments');

do $$
begin
    grant select, insert on group_speakers to rapporteur_server;
    grant select on eras to rapporteur_server;
exception when undefined_object then
    null;
end $$;
