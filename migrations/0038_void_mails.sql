-- When a mail was void before it was sent: whoever gets it may not read it any more. It did not fail, and nobody is told
-- of it. It is never due again, also for an older server that does not ask.
alter table mails add column void_at timestamptz;

drop index mails_to_send;
create index mails_to_send on mails (try_at) where sent_at is null and given_up_at is null and void_at is null;

update mails
set void_at = given_up_at, given_up_at = null, refused = false, failure = '', try_at = 'infinity'
where refused and failure = 'the recipient may not read it any more';
