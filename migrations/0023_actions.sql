-- The owners of a group's actions are found one by one, and not action by action.
alter table action_owners
    add column group_id uuid,
    add column owner text generated always as (coalesce(person_id::text, lower(name))) stored;

update action_owners set group_id = action_items.group_id from action_items where id = action_id;

alter table action_owners
    alter column group_id set not null,
    add constraint owner_in_its_actions_group foreign key (group_id, action_id)
        references action_items (group_id, id);

create function take_group_of_action() returns trigger language plpgsql as $$
begin
    new.group_id := (select group_id from action_items where id = new.action_id);
    return new;
end $$;

create trigger owner_of_its_actions_group before insert on action_owners
    for each row when (new.group_id is null) execute function take_group_of_action();

create index owners_in_a_group on action_owners (group_id, owner);

-- The latest of those that are closed are found without the older ones.
create index closed_actions on action_items (group_id, made_at desc, id)
    where removed_at is null and state in ('done', 'dropped');
