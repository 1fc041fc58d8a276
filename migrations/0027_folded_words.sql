-- Words are found without their marks ("Zurich" finds Zürich), and those of writings without blanks
-- within a sentence.
create extension if not exists unaccent;

create text search configuration folded (copy = pg_catalog.english);
alter text search configuration folded
    alter mapping for hword, hword_part, word with unaccent, english_stem;
alter text search configuration folded
    alter mapping for numword, numhword with unaccent, simple;

-- Chinese, Japanese, Korean, Thai and their like letter by letter, each with the marks above and
-- below it. What divides them is in no text: control characters are not stored in HTML.
create function parted(text text) returns text language sql immutable parallel safe as $$
    select case
        when text ~ '[\u0E00-\u109F\u1100-\u11FF\u1780-\u17FF\u1950-\u19FF\u1A20-\u1AAF\u2E80-\uA4CF\uA9E0-\uA9FF\uAA60-\uAADF\uAC00-\uD7FF\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFFEF\U0001B000-\U0001B16F\U00020000-\U0003FFFF]'
        then regexp_replace(
            normalize(text),
            '([\u0E00-\u109F\u1100-\u11FF\u1780-\u17FF\u1950-\u19FF\u1A20-\u1AAF\u2E80-\uA4CF\uA9E0-\uA9FF\uAA60-\uAADF\uAC00-\uD7FF\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFFEF\U0001B000-\U0001B16F\U00020000-\U0003FFFF][\u0E31\u0E34-\u0E3A\u0E47-\u0E4E\u0EB1\u0EB4-\u0EBC\u0EC8-\u0ECE\u0F18\u0F19\u0F35\u0F37\u0F39\u0F71-\u0F84\u0F86\u0F87\u0F8D-\u0FBC\u102B-\u103E\u1056-\u1059\u17B4-\u17D3\u3099\u309A]*)',
            E'\x1F\\1\x1F', 'g')
        else normalize(text)
    end
$$;

-- With schemas, because pg_restore computes it without a search path.
create or replace function words_of(title text, body text, names text) returns tsvector
language sql immutable parallel safe as $$
    select setweight(to_tsvector('public.folded', left(public.parted(title), 2000)), 'A')
        || setweight(to_tsvector('public.folded', left(public.parted(body), 100000)), 'B')
        || setweight(to_tsvector('pg_catalog.simple', left(names, 2000)), 'C')
        || to_tsvector('public.folded', left(public.parted(names), 2000))
$$;

-- What a generated column says is computed again only if it is made again.
alter table agenda_items drop column words, add column words tsvector not null
    generated always as (words_of(title, notes_html, presenter)) stored;
alter table contributions drop column words, add column words tsvector not null
    generated always as (words_of('', html, speaker)) stored;
alter table meetings drop column words, add column words tsvector not null
    generated always as (words_of(title || ' ' || coalesce(number::text, ''), '', '')) stored;
alter table decisions drop column words, add column words tsvector not null
    generated always as (words_of('Decision ' || number::text, html, '')) stored;
alter table action_items drop column words, add column words tsvector not null
    generated always as (words_of('', html, '')) stored;
alter table plans drop column words, add column words tsvector not null
    generated always as (words_of(title, purpose_html, '')) stored;
alter table plan_items drop column words, add column words tsvector not null
    generated always as (words_of(title, html || ' ' || progress_html, '')) stored;
alter table plan_versions drop column words, add column words tsvector not null
    generated always as (words_of(title, markdown, '')) stored;
alter table plan_comments drop column words, add column words tsvector not null
    generated always as (words_of(title, html || ' ' || proposal, name)) stored;
alter table plan_replies drop column words, add column words tsvector not null
    generated always as (words_of('', html, '')) stored;
alter table summary_sections drop column words, add column words tsvector not null
    generated always as (words_of(heading, html, '')) stored;
alter table summary_comments drop column words, add column words tsvector not null
    generated always as (words_of('', html, '')) stored;

update edition_parts set words = words_of(heading, text, array_to_string(speakers, ' '));

create index contributions_by_words on contributions
    using gin (group_id, left(id::text, 5), words) with (fastupdate = off) where removed_at is null;
create index items_by_words on agenda_items
    using gin (group_id, left(id::text, 5), words) with (fastupdate = off);
create index meetings_by_words on meetings
    using gin (group_id, left(id::text, 5), words) with (fastupdate = off);
create index decisions_by_words on decisions
    using gin (group_id, left(id::text, 5), words) with (fastupdate = off) where removed_at is null;
create index actions_by_words on action_items
    using gin (group_id, left(id::text, 5), words) with (fastupdate = off) where removed_at is null;
create index summary_comments_by_words on summary_comments
    using gin (left(id::text, 5), words) with (fastupdate = off);
create index plan_items_by_words on plan_items using gin (words) with (fastupdate = off);
create index plan_versions_by_words on plan_versions using gin (words) with (fastupdate = off);
create index plan_comments_by_words on plan_comments using gin (words) with (fastupdate = off);
create index plan_replies_by_words on plan_replies using gin (words) with (fastupdate = off);
