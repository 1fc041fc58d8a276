-- What somebody has answered of a summary since its present review began, as its revision tells, and how many of the
-- passages that name them are left.
create table review_answers (
    meeting_id    uuid not null references summaries,
    person_id     uuid not null references people,
    revision      int not null,
    passages_left int not null,
    primary key (meeting_id, person_id)
);

-- Whoever answered before this was counted has.
insert into review_answers (meeting_id, person_id, revision, passages_left)
select distinct summaries.meeting_id, summary_comments.person_id, summaries.revision, 0
from summaries
join summary_comments
    on summary_comments.meeting_id = summaries.meeting_id and summary_comments.edition = summaries.edition
where summaries.state = 'in_review';

do $$
begin
    grant select, insert, update, delete on review_answers to rapporteur_server;
exception when undefined_object then
    null;
end $$;
