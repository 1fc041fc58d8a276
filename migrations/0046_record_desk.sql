-- Counts a change of some parts of a page, and tells everybody who has the page open once it is committed. More parts than
-- forty are not named one by one.
create function desk_changed(of_page text, changed text[]) returns bigint language plpgsql as $$
declare
    counted bigint;
begin
    insert into desks (page, revision) values (of_page, 1)
    on conflict (page) do update set revision = desks.revision + 1
    returning desks.revision into counted;
    insert into desk_parts (page, part, revision)
    select of_page, part.name, counted from unnest(changed) as part (name)
    on conflict (page, part) do update set revision = excluded.revision;
    perform pg_notify('desks', json_build_object(
        'page', of_page, 'revision', counted, 'parts', case when cardinality(changed) <= 40 then changed end)::text);
    return counted;
end $$;

-- Adds a contribution, and what history keeps of it, if all is still as it was when its form was checked, and whoever
-- recorded it may still. Otherwise nothing, and false: then the form is checked once more. Each statement here sees what was
-- committed while the one before it waited; the meeting comes first, as for everybody who writes in a record.
create or replace function add_contribution(
    id uuid, in_meeting uuid, meeting_state meeting_state, under_item uuid, item_title text, speaker_id uuid, speaker text,
    capacity text, attribution attribution, said text, said_html text, plan_item uuid, content jsonb,
    person uuid, membership uuid, roles text[], session_hash bytea, token_hash bytea, at timestamptz, makers text[]
) returns boolean language plpgsql as $$
#variable_conflict use_column
declare
    in_group uuid;
    standing record;
begin
    select meetings.group_id into in_group
    from meetings
    where meetings.id = in_meeting and meetings.state = meeting_state
    for no key update;
    if in_group is null then
        return false;
    end if;
    perform from history
    where history.subject_id = add_contribution.id and history.revision = 1;
    if found then
        return false;
    end if;
    perform from agenda_items
    where agenda_items.meeting_id = in_meeting and agenda_items.id = under_item and agenda_items.title = item_title;
    if not found or is_marked_not_addressed(under_item) then
        return false;
    end if;
    standing := hold_standing(person, membership, session_hash, token_hash, at, makers);
    if standing.suspended or not standing.signed_in or standing.role is null
        or not standing.role::text = any (roles)
    then
        return false;
    end if;

    insert into contributions (id, group_id, meeting_id, item_id, position, speaker_id, speaker, capacity, attribution,
                               text, html)
    select add_contribution.id, in_group, in_meeting, under_item, coalesce(max(contributions.position), 0) + 1,
           add_contribution.speaker_id, add_contribution.speaker, add_contribution.capacity,
           add_contribution.attribution, said, said_html
    from contributions
    where contributions.meeting_id = in_meeting and contributions.item_id = under_item;
    if plan_item is not null then
        insert into ties (group_id, plan_id, item_id, meeting_id, contribution_id)
        select plans.group_id, plan_items.plan_id, plan_items.id, in_meeting, add_contribution.id
        from plan_items
        join plans on plans.id = plan_items.plan_id
        where plans.group_id = in_group and plan_items.id = plan_item;
    end if;
    insert into history (person_id, group_id, meeting_id, subject, subject_id, event, revision, content)
    values (person, in_group, in_meeting, 'contribution', add_contribution.id, 'added', 1, add_contribution.content);
    perform desk_changed('record/' || in_meeting, array['item-' || under_item]);
    return true;
end $$;
