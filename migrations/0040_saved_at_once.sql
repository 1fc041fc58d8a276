-- How somebody stands who was let in by this membership, session or token: person and place are held until the transaction
-- ends, against whoever would end either. What this transaction changed of the place is its `own`.
create function hold_standing(
    person uuid, membership uuid, session_hash bytea, token_hash bytea, at timestamptz, makers text[],
    out suspended boolean, out administrator boolean, out signed_in boolean, out role role, out own boolean
) language plpgsql as $$
begin
    if membership is not null then
        select case when memberships.until is null then memberships.role end,
               memberships.xmin = pg_current_xact_id()::xid
        into hold_standing.role, hold_standing.own
        from memberships
        where memberships.id = hold_standing.membership
        for share of memberships;
    end if;
    select people.suspended_at is not null, people.administrator,
           hold_standing.session_hash is null and hold_standing.token_hash is null
           or exists (
               select from sessions
               where sessions.token_hash = hold_standing.session_hash
                 and sessions.expires_at > hold_standing.at
           )
           or exists (
               select from tokens
               where tokens.token_hash = hold_standing.token_hash
                 and tokens.expires_at > hold_standing.at and tokens.revoked_at is null
                 and (people.service_of is null
                      or may_still(tokens.made_by, people.service_of, hold_standing.makers))
           )
    into strict hold_standing.suspended, hold_standing.administrator, hold_standing.signed_in
    from people
    where people.id = hold_standing.person
    for share of people;
end $$;

-- Whether an item, or one above it, is marked as not addressed.
create function is_marked_not_addressed(item uuid) returns boolean language sql stable as $$
    with recursive branch as (
        select agenda_items.id, agenda_items.parent_id, agenda_items.outcome
        from agenda_items
        where agenda_items.id = item
        union
        select above.id, above.parent_id, above.outcome
        from agenda_items above
        join branch on branch.parent_id = above.id
    )
    select coalesce(bool_or(branch.outcome = 'not_addressed'), false) from branch
$$;

-- Adds a contribution, and what history keeps of it, if all is still as it was when its form was checked, and whoever
-- recorded it may still. Otherwise nothing, and false: then the form is checked once more. Each statement here sees what was
-- committed while the one before it waited; the meeting comes first, as for everybody who writes in a record.
create function add_contribution(
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
    return true;
end $$;
