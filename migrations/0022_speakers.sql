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

do $$
begin
    grant select, insert on group_speakers to rapporteur_server;
exception when undefined_object then
    null;
end $$;
