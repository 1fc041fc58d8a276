// Statements that are made slow on purpose, so that the bench shows that it finds them.
export const PAUSE = 0.05;

/** Whoever reads comments on plans waits. */
export async function slowReading(database) {
  await database.run(`
    alter table plan_comments rename to plan_comments_planted;
    create view plan_comments as
    select planted.* from plan_comments_planted as planted, (select pg_sleep(${PAUSE}) offset 0) as pause;
    grant select, insert, update, delete on plan_comments to rapporteur_server;`);
}

/** Whoever saves a contribution waits. */
export async function slowSaving(database) {
  await database.run(`
    create function pause() returns trigger language plpgsql as $$
    begin
        perform pg_sleep(${PAUSE});
        return new;
    end $$;
    create trigger planted before insert on contributions for each row execute function pause();`);
}
