-- What is latest is found without reading what is older: meetings to come, and what was published.
create index meetings_to_come on meetings (starts_at) where state in ('scheduled', 'in_session');
create index agendas_by_day on meetings (group_id, coalesce(agenda_revised_at, agenda_published_at))
    where agenda_published_at is not null and number is not null;
create index editions_by_day on editions (published_at);
