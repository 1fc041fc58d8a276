//! Each column says of which table it is, wherever it could be of two: a summary once asked history
//! by a column of history itself, and so told every group what was another's.

use std::fs;

use serde_json::Value;
use sqlx::PgPool;

use crate::columns::unnamed;
use support::queries::describe;
use support::user;

#[test]
fn each_column_of_a_checked_statement_names_its_table() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/.sqlx");
    let (mut read, mut found) = (0, Vec::new());
    for file in fs::read_dir(folder).unwrap() {
        let query: Value =
            serde_json::from_slice(&fs::read(file.unwrap().path()).unwrap()).unwrap();
        let statement = query["query"].as_str().unwrap();
        match unnamed(statement) {
            Ok(columns) if columns.is_empty() => (),
            columns => found.push(format!("{columns:#?} of{statement}")),
        }
        read += 1;
    }
    assert!(read > 200, "{read} statements in {folder}");
    assert!(found.is_empty(), "{} statements:\n{}", found.len(), found.join("\n"));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn each_column_of_a_search_names_its_table(db: PgPool) {
    let mut searched = 0;
    for query in ["form", "form+speaker:Mira", "speaker:Mira", "is:open", "form&from=2026-01-01"] {
        for name in ["Mira", "Chen", ""] {
            let page = format!("/search?q={query}");
            for statement in describe(user(&db, name).get(&page)).await.1 {
                assert_eq!(unnamed(&statement), Ok(vec![]), "{name}: {query}: {statement}");
                searched += usize::from(statement.contains("entry"));
            }
        }
    }
    assert!(searched > 20, "{searched} of them were searches");
}

/// Only the columns that are found, each once more for each time it is there.
fn columns(statement: &str) -> Vec<String> {
    let found = unnamed(statement).unwrap();
    found.iter().map(|column| column.split_once(' ').unwrap().0.to_owned()).collect()
}

#[test]
fn a_column_that_could_be_of_two_tables_is_found() {
    for (statement, found) in [
        (
            "select (select history.reason from history where history.subject_id = meeting_id)
             from summaries where group_id = $1",
            vec!["meeting_id"],
        ),
        (
            "select name, role from people join memberships on person_id = people.id",
            vec!["name", "role", "person_id"],
        ),
        ("select a.x from a where exists (select from b where y = 1)", vec!["y"]),
        ("select a.x from a cross join lateral (select max(y) as z from b) as c", vec!["y"]),
        ("with c as (select x from a, b) select x from c", vec!["x"]),
        ("select x from a union select y from b join c on c.i = b.i", vec!["y"]),
        ("select a.x from a, b order by y, lower(x)", vec!["y", "x"]),
        ("select count(*) filter (where x) from a, b group by y having z > 1", vec!["x", "y", "z"]),
        ("update a set x = y from b where z returning u", vec!["y", "z", "u"]),
        ("delete from a using b where x = 1", vec!["x"]),
        ("delete from a where x in (select y from b)", vec!["y"]),
        ("insert into a (x) select y from b, c", vec!["y"]),
        ("insert into a (x) values (1) on conflict (x) do update set x = y", vec!["y"]),
        ("with c as (update a set x = y from b) select 1", vec!["y"]),
    ] {
        assert_eq!(columns(statement), found, "{statement}");
    }
}

#[test]
fn what_names_its_table_or_can_be_of_one_only_is_let_through() {
    for statement in [
        "select x, (select b.y from b where b.x = a.x) from a where z = 1",
        "select a.x as y, b.z from a join b using (i) order by y, z desc, b.u",
        "select exists (select from a where x = 1) or exists (select from b where x = 1)",
        "select a.x from a join (select y from b where z) as c on c.y = a.y",
        "select to_json(b), json_agg(a order by a.x) from a, b",
        "with c as (select x from a where y) select c.x, d.x from c, d",
        "(select x from a order by y) union all select x from b order by x",
        "update a set x = b.x, y = a.y + 1 from b where b.i = a.i returning b.x",
        "update a set x = x + 1 where y = 1 returning z",
        "insert into a (x, y) select x, z from b where y = 1 returning x",
        "insert into a (x) values (1) on conflict (x) do update set x = excluded.x where a.y = 1",
        "select a.x from a, b where a.at < now() - make_interval(days => b.days) for update of a",
        "select id from groups where id = $1 for no key update",
    ] {
        assert_eq!(columns(statement), Vec::<String>::new(), "{statement}");
    }
}

#[test]
fn what_cannot_be_read_is_not_let_through() {
    assert!(unnamed("select from where").is_err());
}
