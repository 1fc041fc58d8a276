//! Copies of a test's database, made quickly and thrown away as soon as something was written.

use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sqlx::{AssertSqlSafe, Connection, PgPool};

use super::{User, visitor};

pub struct Copies {
    original: PgConnectOptions,
    name: String,
    copied: String,
    copy: Option<(PgPool, User)>,
    spoilt: bool,
}

impl Copies {
    /// From now on nobody else may be connected to the original.
    pub async fn of(db: &PgPool) -> Self {
        let original = (*db.connect_options()).clone();
        let name = original.get_database().unwrap().to_owned();
        db.close().await;
        // A database's name may have 63 bytes, and sqlx's have nearly as many.
        let copied = name.replacen("_sqlx_test_", "_copy_", 1);
        Copies { original, name, copied, copy: None, spoilt: false }
    }

    /// A copy of the original that nobody has written to.
    pub async fn db(&mut self) -> &PgPool {
        if self.spoilt {
            self.drop_copy().await;
        }
        if self.copy.is_none() {
            let (name, copied) = (&self.name, &self.copied);
            self.administer(&format!("create database \"{copied}\" template \"{name}\"")).await;
            let options = self.original.clone().database(copied);
            let db = PgPoolOptions::new().max_connections(3).connect_lazy_with(options);
            self.copy = Some((db.clone(), visitor(&db)));
        }
        &self.copy.as_ref().unwrap().0
    }

    /// Somebody on a server of the copy.
    pub async fn visitor(&mut self) -> &User {
        self.db().await;
        &self.copy.as_ref().unwrap().1
    }

    /// Something was written: the next to ask gets another copy.
    pub fn spoil(&mut self) {
        self.spoilt = true;
    }

    /// Takes the present copy, with what was written to it, for the original.
    pub async fn keep(&mut self) {
        if let Some((copy, _)) = self.copy.take() {
            copy.close().await;
            let (name, copied) = (&self.name, &self.copied);
            self.administer(&format!("drop database \"{name}\"")).await;
            self.administer(&format!("alter database \"{copied}\" rename to \"{name}\"")).await;
        }
        self.spoilt = false;
    }

    pub async fn drop_copy(&mut self) {
        if let Some((copy, _)) = self.copy.take() {
            copy.close().await;
            self.administer(&format!("drop database \"{}\"", self.copied)).await;
        }
        self.spoilt = false;
    }

    async fn administer(&self, statement: &str) {
        let options = self.original.clone().database("postgres");
        let mut server = PgConnection::connect_with(&options).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut server).await.unwrap();
        server.close().await.unwrap();
    }
}
