create type plan_state as enum ('draft', 'open', 'closed', 'adopted', 'archived');
create type activity_status as enum ('planned', 'in_progress', 'done', 'dropped');

-- A shared document of numbered objectives, each with activities. `adopted` is the number of its
-- latest adopted version; what is written here is always the text that is worked on.
create table plans (
    id              uuid primary key,
    group_id        uuid not null references groups,
    slug            text not null,
    title           text not null,
    purpose         text not null default '',
    purpose_html    text not null default '',
    visibility      visibility not null default 'members_only',
    public_comments boolean not null default false,
    state           plan_state not null default 'draft',
    comments_until  timestamptz,
    adopted         int not null default 0,
    revision        int not null default 1,
    made_at         timestamptz not null default now(),

    unique (group_id, id),
    constraint one_plan_per_slug unique (group_id, slug),
    constraint plan_slug_reads_well check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and slug <> 'new'),
    constraint plan_has_a_title check (title <> ''),
    constraint open_until_a_deadline check (state <> 'open' or comments_until is not null),
    constraint public_comments_on_public_plans check (not public_comments or visibility = 'public'),
    constraint adopted_as_a_version check (state <> 'adopted' or adopted > 0)
);

-- An objective, or an activity below one. Numbers are not stored: the first objective that was
-- not removed is 1. `status` and `progress` are those of an activity's latest report.
create table plan_items (
    id            uuid primary key,
    plan_id       uuid not null references plans,
    objective_id  uuid,
    position      int not null,
    title         text not null default '',
    text          text not null default '',
    html          text not null default '',
    due           date,
    status        activity_status not null default 'planned',
    progress      text not null default '',
    progress_html text not null default '',
    progressed_at timestamptz,
    revision      int not null default 1,
    removed_at    timestamptz,
    is_objective  boolean not null generated always as (objective_id is null) stored,
    below         boolean generated always as (case when objective_id is not null then true end) stored,

    unique (plan_id, id),
    unique (plan_id, id, is_objective),
    constraint objective_has_a_title check (objective_id is not null or title <> ''),
    constraint activity_says_something check (objective_id is null or text <> ''),
    constraint no_deeper_than_activities foreign key (plan_id, objective_id, below)
        references plan_items (plan_id, id, is_objective)
);

create index items_of_a_plan on plan_items (plan_id, objective_id, position);

-- Members, or others by name only; the first leads.
create table activity_leads (
    item_id   uuid not null references plan_items,
    position  int not null,
    person_id uuid references people,
    name      text not null,
    primary key (item_id, position),

    constraint lead_has_a_name check (name <> '')
);

create index activities_of_a_lead on activity_leads (person_id);

-- Each report of progress is kept. One that was said at a meeting names it, and what was said.
create table activity_reports (
    id              uuid primary key,
    item_id         uuid not null references plan_items,
    person_id       uuid not null references people,
    status          activity_status not null,
    text            text not null default '',
    html            text not null default '',
    made_at         timestamptz not null,
    meeting_id      uuid references meetings,
    contribution_id uuid references contributions
);

create index reports_of_an_activity on activity_reports (item_id, made_at);

-- Who has an editing form of something open: last seen at most once a minute.
create table presences (
    subject_id uuid not null,
    person_id  uuid not null references people,
    seen_at    timestamptz not null,
    primary key (subject_id, person_id)
);

do $$
begin
    grant select, insert, update, delete
        on plans, plan_items, activity_leads, activity_reports, presences
        to rapporteur_server;
exception when undefined_object then
    null;
end $$;
