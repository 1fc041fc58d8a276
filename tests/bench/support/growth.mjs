// A group that has done more: its history, of which the database makes the events, and its actions so many times over. What a page shows of one
// meeting stays as it is: the actions come from other meetings.
export function growth({ history, actions }) {
  return `
    ${copiesOf(actions)}
    insert into history (at, person_id, group_id, meeting_id, subject, subject_id, event, reason)
    select at, person_id, group_id, meeting_id, subject, subject_id, event, reason
    from history, generate_series(2, ${history})
    where history.group_id = (select id from groups where slug = 'group-1')
    order by history.id;
    set constraints all immediate;
    analyze history; analyze events; analyze action_items; analyze action_owners; analyze action_reports;`;
}

function copiesOf(actions) {
  return `
    create temporary table copies as
    select gen_random_uuid() as id, action_items.id as of
    from action_items, generate_series(2, ${actions})
    where action_items.group_id = (select id from groups where slug = 'group-1') and action_items.meeting_id is not null;
    insert into action_items (id, group_id, text, html, due, state, reason, made_at)
    select copies.id, group_id, text, html, due, state, reason, made_at from copies join action_items on action_items.id = copies.of;
    insert into action_owners (action_id, position, person_id, name)
    select copies.id, position, person_id, name from copies join action_owners on action_owners.action_id = copies.of;
    insert into action_reports (id, action_id, person_id, state, text, html, made_at)
    select gen_random_uuid(), copies.id, person_id, state, text, html, made_at
    from copies join action_reports on action_reports.action_id = copies.of;`;
}
