//! The reader's groups in the statements of a search.

/// Above so many groups their entries are not looked up group by group.
const FEW: usize = 4;

/// The condition that an entry is of one of these groups.
pub fn within(groups: &str, count: usize) -> String {
    // What PostgreSQL cannot see through, no index answers.
    match count <= FEW {
        true => format!("entry.group_id = any ({groups})"),
        false => format!("coalesce(entry.group_id = any ({groups}), false)"),
    }
}

/// The statement with the reader's groups read at one place, if they are many: where they stand in
/// each condition, PostgreSQL thinks about every one of them for most of the time of a search.
pub fn planned_once(sql: String, count: usize, speakers: &str) -> String {
    if count <= FEW {
        return sql;
    }
    let lists = [("$1", "mine"), ("$2", "readable"), ("$4", "drafting"), (speakers, "speakers")];
    let sql = lists.iter().fold(sql, |sql, (parameter, list)| {
        let read = format!("any ((select reader.{list} from reader)::uuid[])");
        sql.replace(&format!("any ({parameter})"), &read)
    });
    let read = lists.map(|(parameter, list)| format!("{parameter}::uuid[] as {list}")).join(", ");
    sql.replacen("with ", &format!("with reader as materialized (select {read}), "), 1)
}
