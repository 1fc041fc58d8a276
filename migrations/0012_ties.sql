-- Where each objective and activity stands, as `plans::tree` numbers them; what was removed has no
-- number. Its windows are all within one group, so that asking for a group's reads no other's.
create view plan_places as
select item.id as item_id, plans.group_id, item.plan_id, plans.slug, plans.title as plan, item.title,
       left(item.html, 2000) as html, plans.made_at,
       item.removed_at is null and plans.state <> 'archived' as is_open,
       dense_rank() over (partition by plans.group_id, item.plan_id, item.removed_at is null
           order by coalesce(above.position, item.position), coalesce(above.id, item.id)) as objective,
       row_number() over (partition by plans.group_id, item.plan_id, item.removed_at is null,
           coalesce(above.id, item.id) order by above.id is not null, item.position, item.id) - 1 as activity,
       item.removed_at is null as is_numbered
from plan_items item
join plans on plans.id = item.plan_id
left join plan_items above on above.id = item.objective_id;

alter table meetings add constraint meeting_of_a_group unique (group_id, id);
alter table contributions add constraint contribution_to_a_meeting unique (meeting_id, id);
alter table decisions add constraint decision_of_a_group unique (group_id, id);
alter table action_items add constraint action_of_a_group unique (group_id, id);

-- What was said, agreed or taken on is about an objective or an activity, of the same group.
create table ties (
    entry_id        uuid primary key
        generated always as (coalesce(contribution_id, decision_id, action_id)) stored,
    group_id        uuid not null,
    plan_id         uuid not null,
    item_id         uuid not null,
    meeting_id      uuid,
    contribution_id uuid,
    decision_id     uuid,
    action_id       uuid,

    constraint tie_of_one_entry check (num_nonnulls(contribution_id, decision_id, action_id) = 1),
    constraint said_at_a_meeting check (contribution_id is null or meeting_id is not null),
    constraint tied_to_a_plan_of_the_group foreign key (group_id, plan_id)
        references plans (group_id, id),
    constraint tied_to_an_item_of_that_plan foreign key (plan_id, item_id)
        references plan_items (plan_id, id),
    constraint tied_at_a_meeting_of_the_group foreign key (group_id, meeting_id)
        references meetings (group_id, id),
    constraint tied_contribution_to_that_meeting foreign key (meeting_id, contribution_id)
        references contributions (meeting_id, id),
    constraint tied_decision_of_the_group foreign key (group_id, decision_id)
        references decisions (group_id, id),
    constraint tied_action_of_the_group foreign key (group_id, action_id)
        references action_items (group_id, id)
);

create index ties_of_a_meeting on ties (meeting_id);
create index ties_to_an_item on ties (item_id);

do $$
begin
    grant select, insert, update, delete on ties, plan_places to rapporteur_server;
exception when undefined_object then
    null;
end $$;
