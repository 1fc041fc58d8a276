-- As before, but who withheld many times in a meeting is looked up once, and by an index.
create or replace view withheld_people as
with persons as (
    select said.meeting_id, said.speaker_id as person_id, said.speaker as name, true as followed
    from contributions said
    where said.attribution = 'withheld'
    union
    select asked.meeting_id, asked.person_id, '', asked.state in ('accepted', 'accepted_in_part', 'noted')
    from summary_comments asked
    where asked.kind = 'do_not_attribute'
)
select persons.meeting_id, persons.person_id, named.name, persons.followed
from persons
cross join lateral (
    select persons.name
    union
    select account.told from people
    cross join lateral (values (people.name), (people.email)) as account (told)
    where people.id = persons.person_id
    union
    select other.speaker from contributions other
    where other.meeting_id = persons.meeting_id and other.speaker_id = persons.person_id
) as named (name)
where named.name <> '';

create index contributions_of_a_speaker_in_a_meeting on contributions (speaker_id, meeting_id) include (speaker);
drop index contributions_of_a_speaker;
