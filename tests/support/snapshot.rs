//! A test's database, put back as it was as soon as something was written to it.

use sqlx::PgPool;

use super::{User, app_with, product_of_the_stories, story_time};

/// Every table has its twin in a schema beside it, and says when it is written to: only then it is
/// put back.
const SCHEMA: &str = r#"
    create schema snapshot;
    create table snapshot.written (name name);

    create function snapshot.note() returns trigger language plpgsql as $$
    begin
        insert into snapshot.written values (tg_table_name);
        return null;
    end $$;

    create view snapshot.columns as
    select relname as name, string_agg(quote_ident(attname), ', ' order by attnum) as columns
    from pg_class
    join pg_attribute on attrelid = pg_class.oid
    where relnamespace = 'public'::regnamespace and relkind = 'r'
      and attnum > 0 and not attisdropped and attgenerated = ''
    group by relname;

    do $$
    declare
        twin record;
    begin
        for twin in table snapshot.columns loop
            execute format(
                'create trigger note after insert or update or delete or truncate on %I
                 for each statement execute function snapshot.note()', twin.name);
        end loop;
    end $$;

    create procedure snapshot.take() language plpgsql as $$
    declare
        twin record;
    begin
        for twin in table snapshot.columns loop
            execute format('drop table if exists snapshot.%1$I', twin.name);
            execute format('create table snapshot.%1$I as select %2$s from %1$I', twin.name, twin.columns);
        end loop;
        drop table if exists snapshot.numbers;
        create table snapshot.numbers as
        select sequencename as name, last_value as latest from pg_sequences where schemaname = 'public';
        delete from snapshot.written;
    end $$;

    create procedure snapshot.put_back() language plpgsql as $$
    declare
        twin record;
    begin
        set local session_replication_role = replica;
        for twin in select * from snapshot.columns where name in (table snapshot.written) loop
            execute format('delete from %I', twin.name);
            execute format(
                'insert into %1$I (%2$s) overriding system value select %2$s from snapshot.%1$I',
                twin.name, twin.columns);
        end loop;
        perform setval(quote_ident(name), coalesce(latest, 1), latest is not null) from snapshot.numbers;
        delete from snapshot.written;
    end $$;
"#;

pub struct Snapshot {
    db: PgPool,
}

impl Snapshot {
    pub async fn of(db: &PgPool) -> Self {
        sqlx::raw_sql(SCHEMA).execute(db).await.unwrap();
        let snapshot = Snapshot { db: db.clone() };
        snapshot.take().await;
        snapshot
    }

    /// Somebody on a server of its own, which remembers nobody's tries yet.
    pub fn visitor(&self) -> User {
        let app = app_with(&self.db, story_time(), &["--api-requests", "1000000"]);
        User { app: product_of_the_stories(app), token: String::new() }
    }

    pub async fn take(&self) {
        sqlx::raw_sql("call snapshot.take()").execute(&self.db).await.unwrap();
    }

    pub async fn sql(&self, statement: &'static str) {
        sqlx::query(statement).execute(&self.db).await.unwrap();
    }

    /// Gives somebody of the cast the session again whose token is their name.
    pub async fn sign_in(&self, name: &str) {
        let session = "insert into sessions
                 (id, token_hash, person_id, device, by_link, signed_in_at, seen_at, expires_at)
             select gen_random_uuid(), sha256(convert_to($1, 'utf8')), id, 'Firefox', false,
                    '2026-03-06 08:59Z', '2026-03-06 08:59Z', '2026-04-05 08:59Z'
             from people where email = lower($1) || '@example.org'
             on conflict do nothing";
        sqlx::query(session).bind(name).execute(&self.db).await.unwrap();
    }

    pub async fn put_back(&self) {
        sqlx::raw_sql("call snapshot.put_back()").execute(&self.db).await.unwrap();
    }
}
