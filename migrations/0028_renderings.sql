-- How far the HTML beside each kind of text has been made again by the renderer of now. A new
-- database has nothing to make again.
create table renderings (
    place    text primary key,
    renderer int not null,
    reached  uuid,
    done     boolean not null default false
);

do $$
begin
    grant select, insert, update on renderings to rapporteur_server;
exception when undefined_object then
    null;
end $$;
