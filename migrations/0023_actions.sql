-- The owners of a group's actions are found person by person and name by name, and not action by action.
alter table action_owners
    drop constraint one_place_per_owner,
    add constraint one_place_per_owner unique (person_id, action_id);
drop index actions_of_an_owner;
create index actions_of_a_named_owner on action_owners (lower(name)) where person_id is null;

-- The latest of those that are closed are found without the older ones.
create index closed_actions on action_items (group_id, made_at desc, id)
    where removed_at is null and state in ('done', 'dropped');
