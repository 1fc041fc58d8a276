-- Whoever calls without a token sends keys, too: theirs begin with the address that they call from.
alter table kept_answers drop constraint kept_answers_pkey;
alter table kept_answers alter column token_id drop not null;
create unique index kept_answers_by_key on kept_answers (key, token_id) nulls not distinct;
