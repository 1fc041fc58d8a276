-- An action has several owners, the first of them in front: members, or others by name only.
create table action_owners (
    action_id uuid not null references action_items,
    position  int not null,
    person_id uuid references people,
    name      text not null,
    primary key (action_id, position),

    constraint an_owner_has_a_name check (name <> ''),
    constraint one_place_per_owner unique (action_id, person_id)
);

insert into action_owners (action_id, position, person_id, name)
select action_items.id, 1, owner_id, coalesce(nullif(owner, ''), people.name)
from action_items
left join people on people.id = owner_id
where owner <> '' or owner_id is not null;

alter table action_items
    drop column owner_id,
    drop column owner,
    -- From a plan or a file it comes without a meeting.
    alter column meeting_id drop not null,
    add column contribution_id uuid references contributions,
    add column due_next_meeting boolean not null default false,
    add constraint due_in_one_way check (due is null or not due_next_meeting),
    add constraint on_an_item_of_its_meeting
        check (meeting_id is not null or (item_id is null and contribution_id is null));

create index actions_of_an_owner on action_owners (person_id);
create index actions_from_a_contribution on action_items (contribution_id);
create index meetings_of_a_group_by_day on meetings (group_id, starts_at);

-- The day by which each action is to be done, where it is known: its date, or the day of the
-- first meeting after its own, or after it was made, in the group's zone.
create view action_days as
select action_items.id as action_id, coalesce(action_items.due, next.day) as day
from action_items
join groups on groups.id = action_items.group_id
left join meetings as own on own.id = action_items.meeting_id
left join lateral (
    select (starts_at at time zone groups.time_zone)::date as day
    from meetings
    where action_items.due_next_meeting
      and meetings.group_id = action_items.group_id and meetings.state <> 'cancelled'
      and starts_at > coalesce(own.starts_at, action_items.made_at)
    order by starts_at
    limit 1
) as next on true;

-- The owners of an action in their order, as [{"id": …, "name": …}].
create function owners_of(action uuid) returns json language sql stable as $$
    select coalesce(json_agg(json_build_object('id', person_id, 'name', name) order by position), '[]')
    from action_owners
    where action_id = action
$$;

-- Open actions whose first owner has left the group: they wait for another.
create view actions_to_hand_over as
select action_items.id as action_id, action_items.group_id
from action_items
join action_owners on action_owners.action_id = action_items.id and position = 1
where action_items.removed_at is null and state not in ('done', 'dropped')
  and person_id is not null
  and not exists (
      select from memberships
      where memberships.group_id = action_items.group_id
        and memberships.person_id = action_owners.person_id and until is null
  );

do $$
begin
    grant select, insert, update, delete on action_owners, action_days, actions_to_hand_over to rapporteur_server;
exception when undefined_object then
    null;
end $$;
