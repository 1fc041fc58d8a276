-- A thing of each kind that somebody may not read, each with two words that are nowhere else: one to look for, and one
-- beside it. Needs: cast, meeting_12, belongings, and meeting 12 on its way to a corrigendum.

-- A program of the Forms group that observes, with a token made of its name (support::secret).
insert into people (id, name, email, reminders, service_of)
select gen_random_uuid(), 'Robot program', 'robot@service.invalid', false, id from groups where slug = 'forms';
insert into memberships (id, group_id, person_id, role, since)
select gen_random_uuid(), service_of, id, 'observer', '2026-02-01 00:00Z' from people where name = 'Robot program';
insert into tokens (id, token_hash, person_id, made_by, name, hint, may_write, made_at, expires_at)
select gen_random_uuid(),
       sha256(convert_to('rap_' || digits || left(encode(sha256(convert_to(digits, 'utf8')), 'hex'), 8), 'utf8')),
       robot.id, sana.id, 'Robot', 'rap_…', true, '2026-03-05 09:00Z', '2026-04-05 09:00Z'
from (select encode(sha256('Robot'), 'hex') as digits) as digits, people robot, people sana
where robot.name = 'Robot program' and sana.name = 'Sana Karimi';

-- The corrigendum of meeting 12, which is being drafted, and a section as it stands now.
update summaries set corrigendum = 'corrigendaalpha corrigendabeta.';
insert into summary_comments (id, meeting_id, section_id, heading, edition, kind, person_id, text, html)
select gen_random_uuid(), meeting_id, section.id, section.heading, 1, 'comment', people.id, 'Fine.', '<p>Fine.</p>'
from summary_sections section, people where kind = 'item' and name = 'Mira Rao' limit 1;
update summary_sections
set heading = 'headingalpha headingbeta', text = 'sectionalpha sectionbeta', html = '<p>sectionalpha sectionbeta</p>'
where kind in ('item', 'agenda');

-- Said at meeting 12 since it was published: by a guest who is not to be named, and what was taken out.
insert into contributions (id, meeting_id, item_id, position, speaker, capacity, attribution, text, html)
values ('00000000-0000-7000-8000-0000000013c1', '00000000-0000-7000-8000-000000000012',
        '00000000-0000-7000-8000-0000000012a1', 7, 'Withheldalpha Withheldbeta', 'Withheldbeta Ltd', 'withheld',
        'Withheldalpha doubts the anonymousword.', '<p>Withheldalpha doubts the anonymousword.</p>');
insert into update_notes (id, meeting_id, contribution_id, dated, signed_by, text, html)
select '00000000-0000-7000-8000-0000000013f1', '00000000-0000-7000-8000-000000000012',
       '00000000-0000-7000-8000-0000000013c1', '2026-03-05', id, 'Withheldbeta agrees now.', '<p>Withheldbeta agrees now.</p>'
from people where name = 'Sana Karimi';
-- Said there as well: by somebody whose account was renamed since. And what others said, agreed, are to do and wrote with
-- those names.
insert into people (id, name, email)
values ('00000000-0000-7000-8000-0000000013a7', 'Renamedalpha Renamedbeta', 'another@example.org');
insert into contributions (id, meeting_id, item_id, position, speaker_id, speaker, attribution, text, html)
values ('00000000-0000-7000-8000-0000000013c4', '00000000-0000-7000-8000-000000000012', '00000000-0000-7000-8000-0000000012a1',
        9, '00000000-0000-7000-8000-0000000013a7', 'Formeralpha Formerbeta', 'withheld', 'Renamedalpha objects.',
        '<p>Renamedalpha objects.</p>'),
       ('00000000-0000-7000-8000-0000000013c5', '00000000-0000-7000-8000-000000000012', '00000000-0000-7000-8000-0000000012a1',
        10, null, 'Another Guest', 'attributed', 'Withheldalpha, Formeralpha and Renamedbeta are right.',
        '<p>Withheldalpha, Formeralpha and Renamedbeta are right.</p>');
insert into update_notes (id, meeting_id, contribution_id, item_id, dated, signed_by, text, html)
select gen_random_uuid(), '00000000-0000-7000-8000-000000000012', note.contribution::uuid, note.item::uuid, '2026-03-05', id,
       'Formerbeta, Renamedalpha and Withheldbeta agree.', '<p>Formerbeta, Renamedalpha and Withheldbeta agree.</p>'
from people, (values ('00000000-0000-7000-8000-0000000013c5', null), (null, '00000000-0000-7000-8000-0000000012a1'))
    as note (contribution, item)
where name = 'Sana Karimi';
insert into decisions (id, group_id, meeting_id, item_id, number, text, html)
select '00000000-0000-7000-8000-0000000013d2', id, '00000000-0000-7000-8000-000000000012',
       '00000000-0000-7000-8000-0000000012a1', 3, 'Withheldalpha, Formerbeta and Renamedalpha are thanked.',
       '<p>Withheldalpha, Formerbeta and Renamedalpha are thanked.</p>'
from groups where slug = 'forms';
insert into action_items (id, group_id, meeting_id, item_id, text, html, due, state, reason)
select action.id::uuid, groups.id, '00000000-0000-7000-8000-000000000012', '00000000-0000-7000-8000-0000000012a1',
       'Thank Withheldalpha, Formeralpha and Renamedbeta', '<p>Thank Withheldalpha, Formeralpha and Renamedbeta</p>',
       '2026-04-02', action.state::action_state, action.reason
from groups, (values ('00000000-0000-7000-8000-0000000013e3', 'open', ''),
                     ('00000000-0000-7000-8000-0000000013e4', 'dropped', 'Withheldbeta, Formeralpha and Renamedalpha left.'))
    as action (id, state, reason)
where slug = 'forms';
insert into action_owners (action_id, position, person_id, name)
select action.id::uuid, 1, people.id, people.name
from people, (values ('00000000-0000-7000-8000-0000000013e3'), ('00000000-0000-7000-8000-0000000013e4')) as action (id)
where name = 'Omar Haddad';
insert into action_reports (id, action_id, person_id, state, text, html, made_at)
select gen_random_uuid(), action.id::uuid, people.id, action.state::action_state,
       'Withheldbeta, Formeralpha and Renamedalpha left.', '<p>Withheldbeta, Formeralpha and Renamedalpha left.</p>',
       '2026-03-05 18:00Z'
from people, (values ('00000000-0000-7000-8000-0000000013e3', 'in_progress'),
                     ('00000000-0000-7000-8000-0000000013e4', 'dropped')) as action (id, state)
where name = 'Sana Karimi';
insert into history (person_id, group_id, meeting_id, subject, subject_id, event, reason)
select people.id, groups.id, '00000000-0000-7000-8000-000000000012', said.subject, said.id::uuid, said.event,
       'Withheldbeta, Formeralpha and Renamedalpha left.'
from people, groups, (values ('action item', '00000000-0000-7000-8000-0000000013e4', 'dropped'),
                             ('outcome', '00000000-0000-7000-8000-0000000012a3', 'not addressed'),
                             ('comment', '00000000-0000-7000-8000-0000000013b3', 'settled: accepted'))
    as said (subject, id, event)
where people.name = 'Sana Karimi' and groups.slug = 'forms';
insert into history (person_id, group_id, meeting_id, subject, subject_id, event)
select '00000000-0000-7000-8000-0000000013a7', id, '00000000-0000-7000-8000-000000000012', 'comment',
       '00000000-0000-7000-8000-0000000013b4', 'made'
from groups where slug = 'forms';
update agenda_items set reason = 'Withheldbeta, Formeralpha and Renamedalpha left.'
where id = '00000000-0000-7000-8000-0000000012a3';
insert into ties (group_id, plan_id, item_id, meeting_id, contribution_id, decision_id, action_id)
select id, '00000000-0000-7000-8000-000000001231', '00000000-0000-7000-8000-0000000012a5',
       '00000000-0000-7000-8000-000000000012', said::uuid, agreed::uuid, action::uuid
from groups, (values ('00000000-0000-7000-8000-0000000013c4', null, null), ('00000000-0000-7000-8000-0000000013c5', null, null),
                     (null, '00000000-0000-7000-8000-0000000013d2', null), (null, null, '00000000-0000-7000-8000-0000000013e3'))
    as tied (said, agreed, action)
where slug = 'forms';
-- What was reported there of an activity stands on its public plan, and an empty report that came later changes nothing of it.
insert into activity_reports (id, item_id, person_id, status, text, html, made_at, meeting_id, contribution_id)
select gen_random_uuid(), '00000000-0000-7000-8000-0000000012a5', people.id, 'in_progress', report.text,
       '<p>' || report.text || '</p>', report.at::timestamptz, report.meeting::uuid, report.said::uuid
from people, (values ('Withheldalpha, Formeralpha and Renamedbeta wrote half of it.', '2026-03-05 18:00Z',
                      '00000000-0000-7000-8000-000000000012', '00000000-0000-7000-8000-0000000013c4'),
                     ('', '2026-03-06 18:00Z', null, null)) as report (text, at, meeting, said)
where people.name = 'Sana Karimi';
update plan_items
set status = 'in_progress', progressed_at = '2026-03-06 18:00Z',
    progress = 'Withheldalpha, Formeralpha and Renamedbeta wrote half of it.',
    progress_html = '<p>Withheldalpha, Formeralpha and Renamedbeta wrote half of it.</p>'
where id = '00000000-0000-7000-8000-0000000012a5';
insert into contributions (id, meeting_id, item_id, position, speaker, text, html, removed_at)
values ('00000000-0000-7000-8000-0000000013c2', '00000000-0000-7000-8000-000000000012',
        '00000000-0000-7000-8000-0000000012a1', 8, 'Removedbeta Guest', 'removedalpha was said.',
        '<p>removedalpha was said.</p>', now());
insert into update_notes (id, meeting_id, contribution_id, dated, signed_by, text, html)
select '00000000-0000-7000-8000-0000000013f2', '00000000-0000-7000-8000-000000000012',
       '00000000-0000-7000-8000-0000000013c2', '2026-03-05', id, 'notealpha notebeta', '<p>notealpha notebeta</p>'
from people where name = 'Sana Karimi';
insert into action_items (id, group_id, meeting_id, item_id, contribution_id, text, html, due)
select '00000000-0000-7000-8000-0000000013e1', id, '00000000-0000-7000-8000-000000000012',
       '00000000-0000-7000-8000-0000000012a1', '00000000-0000-7000-8000-0000000013c1', 'Ask again', '<p>Ask again</p>', '2026-04-02'
from groups where slug = 'forms';
insert into history (person_id, group_id, meeting_id, subject, subject_id, event, revision, content)
select people.id, groups.id, '00000000-0000-7000-8000-000000000012', 'action item',
       '00000000-0000-7000-8000-0000000013e1', said.event, said.revision,
       jsonb_build_object('text', said.text, 'contribution', '00000000-0000-7000-8000-0000000013c1',
                          'contribution (shown)', 'what Withheldalpha Withheldbeta said')
from people, groups, (values ('added', 1, 'earlieralpha earlierbeta'), ('corrected', 2, 'Ask again')) as said (event, revision, text)
where people.name = 'Sana Karimi' and groups.slug = 'forms';
insert into ties (group_id, plan_id, item_id, meeting_id, contribution_id)
select id, '00000000-0000-7000-8000-000000001231', '00000000-0000-7000-8000-0000000012a5',
       '00000000-0000-7000-8000-000000000012', '00000000-0000-7000-8000-0000000013c1'
from groups where slug = 'forms';
insert into attendances (id, meeting_id, name, capacity)
values (gen_random_uuid(), '00000000-0000-7000-8000-000000000012', 'Attendantalpha Attendantbeta', '');
update meetings set participants_note = 'participantsalpha participantsbeta',
       joining_link = 'https://meet.example.org/joiningalpha-joiningbeta'
where number = 12;
insert into imports (id, group_id, meeting_id, file_name, source, sha256, report, imported_by, imported_at)
select '00000000-0000-7000-8000-000000001311', groups.id, '00000000-0000-7000-8000-000000000012', 'report.md',
       convert_to('originalalpha originalbeta', 'utf8'), sha256(convert_to('originalalpha originalbeta', 'utf8')),
       '{"meeting_number": 12, "moderators": [], "agenda": [], "contributions": [], "decisions": [], "actions": [],
         "not_addressed": [], "warnings": []}', people.id, '2026-03-05 18:00Z'
from groups, people where slug = 'forms' and people.name = 'Sana Karimi';

-- Meeting 13 was held; its summary is in review. Meeting 14 has an agenda that is not published; and there is a draft.
insert into meetings (id, group_id, number, title, state, starts_at, minutes, agenda_published_at)
select meeting.id::uuid, groups.id, meeting.number, meeting.title, meeting.state::meeting_state, meeting.at::timestamptz, 60,
       meeting.published::timestamptz
from groups, (values
    ('00000000-0000-7000-8000-000000000013', 13, 'Online Meeting', 'held', '2026-03-05 15:00Z', '2026-03-01 09:00Z'),
    ('00000000-0000-7000-8000-000000000014', 14, 'Online Meeting', 'scheduled', '2026-03-20 13:00Z', null),
    ('00000000-0000-7000-8000-000000000015', null, 'draftalpha draftbeta', 'draft', '2026-04-20 13:00Z', null)
) as meeting (id, number, title, state, at, published)
where slug = 'forms';
insert into agenda_items (id, meeting_id, position, label, title, notes, notes_html, outcome, reason)
values ('00000000-0000-7000-8000-0000000013a1', '00000000-0000-7000-8000-000000000013', 1, '1', 'A budget', '', '',
        'not_addressed', 'outcomealpha outcomebeta'),
       ('00000000-0000-7000-8000-0000000014a1', '00000000-0000-7000-8000-000000000014', 1, '1', 'agendaalpha', 'agendabeta',
        '<p>agendabeta</p>', 'planned', '');
insert into summaries (meeting_id, group_id, state, deadline, text_hash)
select '00000000-0000-7000-8000-000000000013', id, 'in_review', '2026-03-30 09:00Z', sha256('x')
from groups where slug = 'forms';
insert into summary_sections (id, meeting_id, kind, position, heading, text, html, composed_heading, composed)
values ('00000000-0000-7000-8000-000000001391', '00000000-0000-7000-8000-000000000013', 'agenda', 1, 'Agenda',
        'reviewalpha reviewbeta', '<p>reviewalpha reviewbeta</p>', 'Agenda', 'reviewalpha reviewbeta');
insert into summary_comments (id, meeting_id, section_id, heading, edition, kind, person_id, text, html)
select '00000000-0000-7000-8000-0000000013b1', '00000000-0000-7000-8000-000000000013',
       '00000000-0000-7000-8000-000000001391', 'Agenda', 1, 'objection', id, 'remarkalpha remarkbeta', '<p>remarkalpha remarkbeta</p>'
from people where name = 'Mira Rao';
insert into summary_comments (id, meeting_id, section_id, heading, edition, quote, kind, person_id, text, html)
select gen_random_uuid(), meeting_id, section.id, 'Agenda', 1, 'Withheldalpha Withheldbeta asked for the unnamedword.', 'comment',
       people.id, 'Shorter, unnamedword.', '<p>Shorter, unnamedword.</p>'
from summary_sections section, people
where section.meeting_id = '00000000-0000-7000-8000-000000000012' and kind = 'agenda' and name = 'Chen Wei';

insert into summary_comments (id, meeting_id, section_id, heading, edition, kind, person_id, text, html, state, reason, settled_by)
select comment.id::uuid, section.meeting_id, section.id, 'Agenda', 1, 'comment', author.id, comment.text,
       '<p>' || comment.text || '</p>', 'accepted', 'Withheldalpha, Formerbeta and Renamedalpha asked for it.', sana.id
from summary_sections section, people author, people sana, (values
    ('00000000-0000-7000-8000-0000000013b3', 'Chen Wei', 'Withheldalpha, Formeralpha and Renamedbeta left.'),
    ('00000000-0000-7000-8000-0000000013b4', 'Renamedalpha Renamedbeta', 'Withheldalpha and I, Formeralpha Renamedbeta, agree.')
) as comment (id, author, text)
where section.meeting_id = '00000000-0000-7000-8000-000000000012' and section.kind = 'agenda'
  and author.name = comment.author and sana.name = 'Sana Karimi';

-- A plan in drafting; a version of the public one that only members may read; a comment that waits.
insert into plans (id, group_id, slug, title, purpose, purpose_html, visibility, state)
select '00000000-0000-7000-8000-000000001331', id, 'next', 'planalpha', 'planbeta', '<p>planbeta</p>', 'public', 'draft'
from groups where slug = 'forms';
insert into plan_items (id, plan_id, position, title, text, html)
values ('00000000-0000-7000-8000-0000000013a5', '00000000-0000-7000-8000-000000001331', 1, 'objectivealpha', 'objectivebeta',
        '<p>objectivebeta</p>');
insert into plan_versions (plan_id, number, group_id, title, visibility, markdown, html, document, decision_id, adopted_by,
                           adopted_at, sha256, chain)
select '00000000-0000-7000-8000-000000001231', 1, groups.id, 'versionalpha', 'members_only', 'versionbeta',
       '<p>versionbeta</p>', '{"title": "versionalpha"}', '00000000-0000-7000-8000-0000000012d1', people.id,
       '2026-03-05 18:00Z', sha256('versionbeta'), sha256('chain')
from groups, people where slug = 'forms' and people.name = 'Chen Wei';
update plans set adopted = 1 where slug = 'wsis20';
update public_comments set name = 'Waitingbeta Public', text = 'waitingalpha', html = '<p>waitingalpha</p>';
update webhooks set url = 'https://example.org/hookalpha/hookbeta', secret = 'whsec_secretalphasecretbetasecretalpha';
update invitations set email = 'invitedalpha@invitedbeta.example';

-- What is said and agreed in the group, and of it.
insert into plans (id, group_id, slug, title, purpose, purpose_html, visibility, state)
select '00000000-0000-7000-8000-000000001332', id, 'old', 'archivedalpha', 'archivedbeta', '<p>archivedbeta</p>', 'public',
       'archived'
from groups where slug = 'forms';
insert into plan_comments (id, plan_id, number, kind, person_id, text, html, brief, made_at)
select '00000000-0000-7000-8000-0000000013b2', '00000000-0000-7000-8000-000000001231', 7, 'comment', id, 'opinionalpha opinionbeta',
       '<p>opinionalpha opinionbeta</p>', 'opinionalpha opinionbeta', '2026-03-05 09:00Z'
from people where name = 'Mira Rao';
insert into contributions (id, meeting_id, item_id, position, speaker, text, html)
values ('00000000-0000-7000-8000-0000000013c3', '00000000-0000-7000-8000-000000000013', '00000000-0000-7000-8000-0000000013a1',
        1, 'Spokenalpha Guest', 'spokenbeta', '<p>spokenbeta</p>');
insert into decisions (id, group_id, meeting_id, item_id, number, text, html)
select '00000000-0000-7000-8000-0000000013d1', id, '00000000-0000-7000-8000-000000000013',
       '00000000-0000-7000-8000-0000000013a1', 2, 'agreedalpha agreedbeta', '<p>agreedalpha agreedbeta</p>'
from groups where slug = 'forms';
insert into action_items (id, group_id, text, html, due, made_at)
select '00000000-0000-7000-8000-0000000013e2', id, 'todoalpha todobeta', '<p>todoalpha todobeta</p>', '2026-05-01', '2026-03-05 18:00Z'
from groups where slug = 'forms';
update memberships set on_behalf_of = 'behalfalpha behalfbeta' from people where people.id = person_id and name = 'Mira Rao';
insert into history (person_id, group_id, meeting_id, subject, subject_id, event, reason)
select people.id, groups.id, '00000000-0000-7000-8000-000000000012', 'meeting', '00000000-0000-7000-8000-000000000012', 'imported',
       'filealpha-filebeta.md'
from people, groups where people.name = 'Sana Karimi' and slug = 'forms';
update tokens set name = 'tokenalpha tokenbeta' where id = '00000000-0000-7000-8000-000000001262';

-- What the Quiet group has.
update groups set name = 'hiddenalpha', short_name = 'hiddenbeta', purpose = 'hiddenbeta', purpose_html = '<p>hiddenbeta</p>'
where slug = 'quiet';
insert into meetings (id, group_id, number, title, state, starts_at, minutes, agenda_published_at)
select '00000000-0000-7000-8000-000000000021', id, 1, 'hiddenalpha', 'held', '2026-03-02 13:00Z', 60, '2026-03-01 09:00Z'
from groups where slug = 'quiet';
insert into agenda_items (id, meeting_id, position, label, title)
values ('00000000-0000-7000-8000-0000000021a1', '00000000-0000-7000-8000-000000000021', 1, '1', 'hiddenbeta');
