create type plan_comment_kind as enum ('comment', 'change', 'objective', 'activity');

-- What is said of a plan, an objective or an activity: a comment, or a suggestion, which keeps the
-- revision and the text that it started from. Somebody from the public has a name only.
create table plan_comments (
    id            uuid primary key,
    plan_id       uuid not null references plans,
    number        int not null,
    item_id       uuid,
    kind          plan_comment_kind not null,
    person_id     uuid references people,
    name          text not null default '',
    text          text not null,
    html          text not null,
    brief         text not null,
    base_revision int,
    base_title    text not null default '',
    base_text     text not null default '',
    title         text not null default '',
    proposal      text not null default '',
    made_at       timestamptz not null,
    state         disposition not null default 'open',
    reason        text not null default '',
    settled_by    uuid references people,
    settled_at    timestamptz,
    applied_at    timestamptz,

    constraint comments_are_numbered_in_their_plan unique (plan_id, number),
    constraint comment_on_an_item_of_its_plan foreign key (plan_id, item_id)
        references plan_items (plan_id, id),
    constraint comment_says_something check (text <> ''),
    constraint by_a_person_or_a_name check ((person_id is null) = (name <> '')),
    constraint the_public_only_comments check (person_id is not null or kind = 'comment'),
    constraint change_starts_from_a_revision check ((kind = 'change') = (base_revision is not null)),
    constraint activity_below_an_objective check (kind <> 'activity' or item_id is not null),
    constraint objective_below_the_plan check (kind <> 'objective' or item_id is null),
    constraint plan_comment_settled_by_somebody check ((state = 'open') = (settled_by is null)),
    constraint plan_comment_not_accepted_for_a_reason
        check (state not in ('not_accepted', 'accepted_in_part') or reason <> ''),
    constraint only_suggestions_are_applied check (applied_at is null or kind <> 'comment')
);

create index comments_on_a_part on plan_comments (plan_id, item_id, state);

-- The number by which a reader knows a comment: the public counts its own, so that gaps do not
-- tell how many the group's members have made.
create function told_number(plan uuid, number int, to_the_public boolean) returns int
language sql stable as $$
    select case when to_the_public then (
        select count(*)::int from plan_comments
        where plan_id = plan and person_id is null and plan_comments.number <= told_number.number
    ) else number end
$$;

create table plan_replies (
    id         uuid primary key,
    comment_id uuid not null references plan_comments,
    person_id  uuid not null references people,
    text       text not null,
    html       text not null,
    made_at    timestamptz not null,

    constraint reply_says_something check (text <> '')
);

create index replies_to_a_comment on plan_replies (comment_id, id);

create type public_comment_state as enum ('unconfirmed', 'waiting', 'let_through', 'refused');

-- What people from outside send, until the secretariat lets it through. The only place of their
-- addresses, which are blanked as soon as nobody has to be written to any more.
create table public_comments (
    id           uuid primary key,
    plan_id      uuid not null references plans,
    item_id      uuid,
    name         text not null,
    email        text not null,
    text         text not null,
    html         text not null,
    token_hash   bytea not null unique,
    made_at      timestamptz not null,
    expires_at   timestamptz not null,
    confirmed_at timestamptz,
    state        public_comment_state not null default 'unconfirmed',
    answered_by  uuid references people,
    answered_at  timestamptz,
    reason       text not null default '',
    comment_id   uuid unique references plan_comments,

    constraint public_comment_on_an_item_of_its_plan foreign key (plan_id, item_id)
        references plan_items (plan_id, id),
    constraint public_comment_has_a_name check (name <> ''),
    constraint public_comment_says_something check (text <> ''),
    constraint confirmed_before_it_waits check (state = 'unconfirmed' or confirmed_at is not null),
    constraint let_through_as_a_comment check ((state = 'let_through') = (comment_id is not null)),
    constraint refused_for_a_reason check (state <> 'refused' or reason <> ''),
    constraint answered_by_somebody
        check ((state in ('let_through', 'refused')) = (answered_by is not null)),
    constraint refused_and_forgotten check (state <> 'refused' or email = '')
);

create index public_comments_that_wait on public_comments (plan_id, state, made_at);

do $$
begin
    grant select, insert, update, delete on plan_comments, plan_replies, public_comments
        to rapporteur_server;
exception when undefined_object then
    null;
end $$;
