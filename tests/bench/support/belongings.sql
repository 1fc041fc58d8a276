-- What the invented data has none of, in the first group: one of everything that an address can name. A token is what its hash
-- is made of.
create function pg_temp.one(name text) returns uuid language sql as $$
    select md5(name)::uuid
$$;
create temporary table first as
select groups.id as group_id, secretary.id as secretary, member.id as member, plans.id as plan,
       (select id from plan_items where plan_items.plan_id = plans.id and objective_id is not null order by id limit 1) as activity
from groups
join people secretary on secretary.email = 'secretariat@example.org'
join people member on member.email = 'member@example.org'
join plans on plans.group_id = groups.id and plans.slug = 'action-plan'
where groups.slug = 'group-1';

insert into invitations (id, group_id, email, role, token_hash, invited_by, invited_at, expires_at)
select pg_temp.one('invitation'), group_id, 'admin@example.org', 'member', sha256('bench-invitation'), secretary, now(),
       now() + interval '7 days'
from first;

insert into sign_in_links (token_hash, person_id, made_at, expires_at)
select sha256('bench-link'), member, now(), now() + interval '7 days' from first;

insert into people (id, name, email, reminders, service_of)
select pg_temp.one('account'), 'Archive program', 'archive@service.invalid', false, group_id from first;
insert into memberships (id, group_id, person_id, role, since)
select pg_temp.one('membership of account'), group_id, pg_temp.one('account'), 'observer', now() from first;
insert into tokens (id, token_hash, person_id, made_by, name, hint, may_write, made_at, expires_at)
select pg_temp.one('token'), sha256('bench-account'), pg_temp.one('account'), secretary, 'Archive', 'rap_…', false, now(),
       now() + interval '7 days'
from first;

-- It is off, so that nothing is sent.
insert into webhooks (id, group_id, name, url, secret, made_by, made_at, position, off_at)
select pg_temp.one('webhook'), group_id, 'A bridge', 'https://example.org/hook', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
       secretary, now(), 0, now()
from first;
insert into webhook_tries (id, webhook_id, position, at, milliseconds, status)
select gen_random_uuid(), pg_temp.one('webhook'), 1, now(), 31, 204;

update plans set public_comments = true from first where plans.id = first.plan;
insert into public_comments (id, plan_id, name, email, text, html, token_hash, made_at, expires_at, confirmed_at, state)
select pg_temp.one('public comment'), plan, 'Paul Public', 'paul@example.net', 'A good plan.', '<p>A good plan.</p>',
       sha256('bench-comment'), now(), now() + interval '7 days', now(), 'waiting'
from first;

-- An action that comes from no meeting, of which the member is reminded, with a report.
insert into action_items (id, group_id, text, html, due)
select pg_temp.one('action'), group_id, 'Ask the printers', '<p>Ask the printers</p>', current_date from first;
insert into action_owners (action_id, position, person_id, name)
select pg_temp.one('action'), 1, member, people.name from first join people on people.id = member;
insert into action_reports (id, action_id, person_id, state, text, html)
select pg_temp.one('report'), pg_temp.one('action'), member, 'in_progress', 'Going on', '<p>Going on</p>' from first;
insert into history (person_id, group_id, subject, subject_id, event, revision, content)
select secretary, group_id, 'action item', pg_temp.one('action'), 'added', 1, content
from first, (select content from history where subject = 'action item' and content is not null limit 1) as other;
insert into reminders (person_id, day, token_hash, made_at)
select member, current_date, sha256('bench-reminder'), now() from first;
insert into reminded_actions (action_id, person_id, kind, due, day, token_hash)
select pg_temp.one('action'), member, enum_first(null::reminder_kind), current_date, current_date, sha256('bench-report')
from first;

-- A note on the first thing that was said at each meeting whose summary is not published.
insert into update_notes (id, meeting_id, contribution_id, dated, signed_by, text, html)
select gen_random_uuid(), meetings.id, said.id, current_date, secretary, 'It is shorter now.', '<p>It is shorter now.</p>'
from first
join meetings on meetings.group_id = first.group_id
join lateral (select contributions.id from contributions where contributions.meeting_id = meetings.id order by id limit 1) as said
    on true;

-- A plan that may be adopted.
insert into plans (id, group_id, slug, title, visibility, state)
select pg_temp.one('closed plan'), group_id, 'closed-plan', 'Closed plan', 'public', 'closed' from first;
insert into plan_items (id, plan_id, position, title, text, html)
select pg_temp.one('objective'), pg_temp.one('closed plan'), 1, 'Awareness', 'Everybody knows.', '<p>Everybody knows.</p>';
