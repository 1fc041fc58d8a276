-- Where a summary may name somebody who is not to be named, whoever drafts it says whether it does: kept by the person, the words
-- of the sentence and the place in it, so that a changed sentence is asked about again.
create table name_answers (
    meeting_id  uuid not null references summaries,
    place       text not null,
    answered_by uuid not null references people,
    answered_at timestamptz not null default now(),
    primary key (meeting_id, place)
);

do $$
begin
    grant select, insert on name_answers to rapporteur_server;
exception when undefined_object then
    null;
end $$;
