-- What a mail is about, and by whom it was caused, who is told if it cannot be delivered.
alter table mails
    add column asked_by  uuid references people,
    -- The group that it is of, as its address names it.
    add column list      text,
    -- Mails with the same one are shown together: those of a meeting or of a plan.
    add column thread    text,
    -- Whether the mail server refused it for good, and so it is not tried again.
    add column refused   boolean not null default false;

create index mails_given_up on mails (asked_by, given_up_at) where given_up_at is not null;
create index mails_by_recipient on mails (lower(recipient));
