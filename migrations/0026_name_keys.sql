-- A name as the matcher of the program folds it, near enough for what is looked up in the database: without case, marks and
-- apostrophes, one blank between words.
create function name_words(name text) returns text language sql immutable parallel safe as $$
    select btrim(regexp_replace(
        regexp_replace(
            replace(replace(replace(replace(
                translate(lower(normalize(name, nfkd)), 'łøđðħŧŋıə', 'loddhtnia'),
                'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
            '[\u0300-\u036f\u00ad\u0640\u200b-\u200f\u2060\ufeff''`´‘’‛ʼ]', '', 'g'),
        '[[:space:]\u00a0\u2010-\u2015.,-]+', ' ', 'g'))
$$;

-- One owner in all spellings of the name.
drop index owners_in_a_group;
alter table action_owners drop column owner;
alter table action_owners
    add column owner text generated always as (coalesce(person_id::text, name_words(name))) stored;
create index owners_in_a_group on action_owners (group_id, owner);

-- Speakers are looked for by any spelling.
alter table group_speakers add column words text not null generated always as (name_words(name)) stored;
alter table edition_speakers add column words text not null generated always as (name_words(name)) stored;
