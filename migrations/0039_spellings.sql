-- Words are found in every spelling of their letters: in another width or form (NFKC), with vowel signs or without,
-- with the digits of another script, and on either side of a hyphen or slash.

-- For looking through: control characters, which are in no text, stand around letters of writings without blanks
-- and around hyphens and slashes in words. Signs without width are left out.
create or replace function parted(text text) returns text language sql immutable parallel safe as $$
    select regexp_replace(
        case
            when octet_length(text) = length(text) then text
            else regexp_replace(
                regexp_replace(normalize(text), '[\u00AD\u034F\u180B-\u180F\u200B\u200D-\u200F\u2060-\u2064\uFE00-\uFE0F\uFEFF]', '', 'g'),
                '([\u0E00-\u109F\u1100-\u11FF\u1780-\u17FF\u1950-\u19FF\u1A20-\u1AAF\u2E80-\uA4CF\uA9E0-\uA9FF\uAA60-\uAADF\uAC00-\uD7FF\uF900-\uFAFF\uFE30-\uFE4F\uFF66-\uFF9D\uFFA0-\uFFDC\U0001B000-\U0001B16F\U00020000-\U0003FFFF][\u0E31\u0E34-\u0E3A\u0E47-\u0E4E\u0EB1\u0EB4-\u0EBC\u0EC8-\u0ECE\u0F18\u0F19\u0F35\u0F37\u0F39\u0F71-\u0F84\u0F86\u0F87\u0F8D-\u0FBC\u102B-\u103E\u1056-\u1059\u17B4-\u17D3\u3099\u309A\uFF9E\uFF9F]*)',
                E'\x1F\\1\x1F', 'g')
        end,
        '([[:alnum:]])([-/])(?=[[:alnum:]])', E'\\1\x1F\\2\x1F', 'g')
$$;

-- Whether the dictionary knows all letters of a text as they are.
create function is_plain(text text) returns boolean language sql immutable parallel safe as $$
    select octet_length(text) = length(text)
        or text is nfkc normalized
           and text !~ '[\u0186\u018F\u0190\u0254\u0259\u025B\u02B9-\u02BF\u02C8\u02EE\u0300-\u036F\u03C2\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u0622-\u0626\u0629\u0640\u0649\u064B-\u0669\u0670\u0671\u06A9\u06C0\u06C1\u06CC\u06D6-\u06ED\u06F0-\u06F9\u0966-\u096F\u09E6-\u09EF\u0E50-\u0E59\u1AB0-\u1AFF\u1DC0-\u1DFF\u200C\u20D0-\u20FF\uFE20-\uFE2F]'
$$;

-- "1,000" is "1000".
create function without_separators(text text) returns text language sql immutable parallel safe as $$
    select regexp_replace(text, '([0-9])(?:[,''\u00A0\u2009\u2019\u202F]|&nbsp;)(?=[0-9]{3}(?![0-9]))', '\1', 'g')
$$;

-- A text as its words are kept and looked for.
create function folded_text(text text) returns text language sql immutable parallel safe as $$
    select public.parted(
        case
            when public.is_plain(text) then public.without_separators(text)
            else translate(
                regexp_replace(
                    regexp_replace(
                        -- What would become a letter, a tag or a quote beside a word is a blank.
                        normalize(
                            regexp_replace(public.without_separators(text), '[\u00B2-\u00B4\u00B9\u00BC-\u00BE\u2024-\u2026\u2070-\u207E\u2100-\u2125\u2127-\u2129\u212C-\u215F\u2460-\u24FF\u3200-\u33FF\uFE60\uFE64\uFE65\uFF02\uFF06\uFF1C\uFF1E]', ' ', 'g'),
                            nfkc),
                        '([\u0600-\u06FF])\u200C', '\1 ', 'g'),
                    '[\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED\u1AB0-\u1AFF\u1DC0-\u1DFF\u200C\u20D0-\u20FF\uFE20-\uFE2F]', '', 'g'),
                E'\u018F\u0259\u0190\u025B\u0186\u0254\u02B9\u02BA\u02BB\u02BC\u02BD\u02BE\u02BF\u02C8\u02EE\u03C2\u0622\u0623\u0625\u0671\u0624\u0626\u0649\u06CC\u06A9\u0629\u06C0\u06C1\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u06F0\u06F1\u06F2\u06F3\u06F4\u06F5\u06F6\u06F7\u06F8\u06F9\u0966\u0967\u0968\u0969\u096A\u096B\u096C\u096D\u096E\u096F\u09E6\u09E7\u09E8\u09E9\u09EA\u09EB\u09EC\u09ED\u09EE\u09EF\u0E50\u0E51\u0E52\u0E53\u0E54\u0E55\u0E56\u0E57\u0E58\u0E59',
                E'aaeeoo''''''''''''''''''\u03C3\u0627\u0627\u0627\u0627\u0648\u064A\u064A\u064A\u0643\u0647\u0647\u064701234567890123456789012345678901234567890123456789')
        end)
$$;

-- With schemas, because pg_restore computes it without a search path.
create or replace function words_of(title text, body text, names text) returns tsvector
language sql immutable parallel safe as $$
    select setweight(to_tsvector('public.folded', left(public.folded_text(title), 2000)), 'A')
        || setweight(to_tsvector('public.folded', left(public.folded_text(body), 100000)), 'B')
        || setweight(to_tsvector('pg_catalog.simple', left(names, 2000)), 'C')
        || to_tsvector('public.folded', left(public.folded_text(names), 2000))
$$;

-- What to mark in a text that is shown as it was typed: what was looked for, in the spellings of the text.
create function asked_of(shown text, asked text) returns tsquery language sql stable parallel safe as $$
    with asked_for as materialized (
        select websearch_to_tsquery('public.folded', folded_text(asked)) as query,
               tsvector_to_array(to_tsvector('public.folded', folded_text(asked))) as words
    ),
    spelled as (
        select distinct token from ts_parse('default', shown) where tokid <> 13 and not is_plain(token)
        union all
        select number[1]
        from regexp_matches(shown, '[0-9]+(?:[,''\u00A0\u2009\u2019\u202F][0-9]{3})+|[[:alpha:]]+[\u2080-\u2089]+', 'g') as number
    )
    select case count(token)
               when 0 then query
               else query || websearch_to_tsquery('public.folded', string_agg(distinct '"' || token || '"', ' or '))
           end
    from asked_for
    left join spelled on tsvector_to_array(to_tsvector('public.folded', folded_text(token))) && words
    group by query
$$;

-- The meeting at which the progress of an activity was reported, as the plan has it now: that of the last report with
-- words. None if it was reported between meetings.
create function progress_meeting(activity uuid) returns uuid language sql stable as $$
    select activity_reports.meeting_id
    from activity_reports
    where activity_reports.item_id = activity and activity_reports.text <> ''
    order by activity_reports.made_at desc, activity_reports.id desc
    limit 1
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
-- Without its progress, for those who are not told who spoke at the meeting where that was reported.
alter table plan_items add column text_words tsvector not null
    generated always as (words_of(title, html, '')) stored;
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
create index plan_items_by_text_words on plan_items using gin (text_words) with (fastupdate = off);
create index plan_versions_by_words on plan_versions using gin (words) with (fastupdate = off);
create index plan_comments_by_words on plan_comments using gin (words) with (fastupdate = off);
create index plan_replies_by_words on plan_replies using gin (words) with (fastupdate = off);
