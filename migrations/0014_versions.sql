-- What was adopted of a plan, at a meeting by a decision: immutable, like an edition. `sha256` is
-- of `markdown`; `chain` of the plan's previous chain and this text.
create table plan_versions (
    plan_id     uuid not null references plans,
    number      int not null,
    group_id    uuid not null references groups,
    title       text not null,
    -- Who may read it for ever: whoever read the plan when it was adopted.
    visibility  visibility not null,
    markdown    text not null,
    html        text not null,
    document    text not null,
    decision_id uuid not null references decisions,
    adopted_by  uuid not null references people,
    adopted_at  timestamptz not null,
    sha256      bytea not null,
    chain       bytea not null,
    primary key (plan_id, number),

    constraint version_is_of_a_plan_of_its_group foreign key (group_id, plan_id)
        references plans (group_id, id)
);

create trigger adopted_versions_are_frozen before update or delete on plan_versions
    for each row execute function refuse_change();
create trigger adopted_versions_stay before truncate on plan_versions
    for each statement execute function refuse_change();

do $$
begin
    grant select, insert on plan_versions to rapporteur_server;
exception when undefined_object then
    null;
end $$;
