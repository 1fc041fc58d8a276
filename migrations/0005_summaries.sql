create type summary_state as enum ('drafting', 'in_review', 'approved', 'published');
create type section_kind as enum
    ('opening', 'agenda', 'item', 'remaining', 'decisions', 'actions', 'next_meeting');
create type comment_kind as enum
    ('comment', 'suggestion', 'objection', 'correct', 'change', 'do_not_attribute');
create type disposition as enum ('open', 'accepted', 'accepted_in_part', 'noted', 'not_accepted');

create table summaries (
    meeting_id  uuid primary key references meetings,
    group_id    uuid not null references groups,
    state       summary_state not null default 'drafting',
    edition     int not null default 1,
    corrigendum text not null default '',
    deadline    timestamptz,
    text_hash   bytea not null,
    revision    int not null default 1,

    constraint reviewed_until_a_deadline check (state <> 'in_review' or deadline is not null),
    constraint a_corrigendum_says_what_it_corrects check (edition = 1 or corrigendum <> '')
);

-- `composed` is what the record gave when the section was last brought up to it.
create table summary_sections (
    id         uuid primary key,
    meeting_id uuid not null references summaries,
    kind       section_kind not null,
    item_id    uuid references agenda_items,
    position   int not null,
    heading    text not null,
    text       text not null,
    html       text not null,
    composed_heading text not null,
    composed   text not null,
    revision   int not null default 1,
    removed_at timestamptz,

    constraint one_section_per_part unique nulls not distinct (meeting_id, kind, item_id)
);

create index sections_of_a_summary on summary_sections (meeting_id, position);

-- What members say of a draft: on one paragraph of a section, quoted as it stood.
create table summary_comments (
    id         uuid primary key,
    meeting_id uuid not null references summaries,
    section_id uuid not null references summary_sections,
    edition    int not null,
    quote      text not null default '',
    kind       comment_kind not null,
    person_id  uuid not null references people,
    text       text not null,
    html       text not null,
    made_at    timestamptz not null default now(),
    state      disposition not null default 'open',
    reason     text not null default '',
    settled_by uuid references people,
    settled_at timestamptz,

    constraint settled_by_somebody check ((state = 'open') = (settled_by is null)),
    constraint not_accepted_for_a_reason check (state <> 'not_accepted' or reason <> '')
);

create index comments_on_a_summary on summary_comments (meeting_id);

-- An approval is of one text. It counts while the summary still has that text.
create table approvals (
    meeting_id  uuid not null references summaries,
    edition     int not null,
    person_id   uuid not null references people,
    text_hash   bytea not null,
    approved_at timestamptz not null default now(),
    primary key (meeting_id, edition, person_id, text_hash)
);

-- What was published. `sha256` is of `markdown`; `chain` of the group's previous chain and this text.
create table editions (
    meeting_id   uuid not null references summaries,
    number       int not null,
    group_id     uuid not null references groups,
    sequence     int not null,
    title        text not null,
    markdown     text not null,
    html         text not null,
    document     text not null,
    corrigendum  text not null default '',
    approved_by  text[] not null,
    published_by uuid not null references people,
    published_at timestamptz not null,
    sha256       bytea not null,
    chain        bytea not null,
    primary key (meeting_id, number),

    constraint one_link_per_place_in_the_chain unique (group_id, sequence)
);
