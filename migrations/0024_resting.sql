-- What somebody makes for a group rests on their place there: it works for as long as they have a role that may make
-- it. Who acts at the server itself needs no place; a service account answers for nothing.
create function may_still(maker uuid, in_group uuid, roles text[]) returns boolean language sql stable as $$
    select maker = '00000000-0000-0000-0000-000000000000' or exists (
        select from memberships
        join people on people.id = person_id
        where group_id = in_group and person_id = maker and until is null and role::text = any (roles)
          and suspended_at is null and service_of is null
    )
$$;

-- The administrator invites the first who run a group, and is not in it.
create function may_still_invite(invitation invitations, roles text[]) returns boolean language sql stable as $$
    select may_still(invitation.invited_by, invitation.group_id, roles)
        or invitation.role in ('secretariat', 'co_chair') and exists (
            select from people
            where id = invitation.invited_by and administrator and suspended_at is null
        )
$$;

-- A program makes a webhook for the person who made its token.
alter table webhooks add column program_of uuid references people;

update webhooks set program_of = coalesce((
    select tokens.made_by from tokens
    where person_id = webhooks.made_by and may_write and tokens.made_at <= webhooks.made_at
    order by tokens.made_at desc
    limit 1
), made_by)
from people
where people.id = made_by and service_of is not null;

-- It rests on that person's place, and on the program's own.
create function may_still_send(webhook webhooks, roles text[]) returns boolean language sql stable as $$
    select case
        when webhook.program_of is null then may_still(webhook.made_by, webhook.group_id, roles)
        else may_still(webhook.program_of, webhook.group_id, roles) and exists (
            select from memberships
            where group_id = webhook.group_id and person_id = webhook.made_by and until is null
              and role::text = any (roles)
        )
    end
$$;

-- What people left behind who went before this was known ends now, by the operator of the server.
with ended as (
    update invitations set void_since = now()
    where accepted_at is null and void_since is null and expires_at > now()
      and not may_still_invite(invitations, '{secretariat, co_chair}')
    returning id, group_id
)
insert into history (person_id, group_id, subject, subject_id, event, reason)
select '00000000-0000-0000-0000-000000000000', group_id, 'invitation', id, 'withdrawn',
       'The person who made it may not make it any more.'
from ended;

with ended as (
    update tokens set revoked_at = now()
    from people
    where people.id = person_id and service_of is not null and revoked_at is null and expires_at > now()
      and not may_still(made_by, service_of, '{secretariat}')
    returning person_id, service_of, tokens.name
)
insert into history (person_id, group_id, subject, subject_id, event, reason)
select '00000000-0000-0000-0000-000000000000', service_of, 'service account', person_id, 'token_revoked', name
from ended;

with ended as (
    delete from webhooks where not may_still_send(webhooks, '{secretariat}')
    returning id, group_id
)
insert into history (person_id, group_id, subject, subject_id, event, reason)
select '00000000-0000-0000-0000-000000000000', group_id, 'webhook', id, 'removed',
       'The person who made it may not make it any more.'
from ended;
