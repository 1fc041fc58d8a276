-- Who gives a role in a group, as they are now; src/members/place/giving.rs decides what they may give. Co-chairs
-- count who can act and were that before an instant, if one is named: of several who were invited to be the first,
-- none stands in the others' way.
create function giver_of(giver uuid, in_group uuid, before timestamptz)
returns table (gives_as role, appoints boolean, chaired boolean) language sql stable as $$
    select (
            select memberships.role
            from memberships
            join people on people.id = memberships.person_id
            where memberships.group_id = in_group and memberships.person_id = giver
              and memberships.until is null and people.suspended_at is null and people.service_of is null
        ),
        exists (
            select from people
            where people.id = giver and people.administrator and people.suspended_at is null
              and people.service_of is null
        ),
        exists (
            select from memberships
            join people on people.id = memberships.person_id
            where memberships.group_id = in_group and memberships.role = 'co_chair'
              and memberships.until is null and (before is null or memberships.since < before)
              and people.suspended_at is null and people.service_of is null
        )
$$;

-- Invitations as a co-chair that the secretariat made end now, by the operator of the server.
with ended as (
    update invitations set void_since = now()
    from invitations as made
    cross join lateral giver_of(made.invited_by, made.group_id, made.invited_at) as giver
    where made.id = invitations.id and invitations.role = 'co_chair'
      and invitations.accepted_at is null and invitations.void_since is null and invitations.expires_at > now()
      and giver.gives_as is distinct from 'co_chair' and not (giver.appoints and not giver.chaired)
    returning invitations.id, invitations.group_id
)
insert into history (person_id, group_id, subject, subject_id, event, reason)
select '00000000-0000-0000-0000-000000000000', group_id, 'invitation', id, 'withdrawn',
       'Only a co-chair of the group makes co-chairs.'
from ended;

drop function may_still_invite;
