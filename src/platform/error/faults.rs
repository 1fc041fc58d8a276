//! What becomes of the database's errors, and what the log is told of them: never what people
//! wrote, which PostgreSQL likes to quote.

use sqlx::error::DatabaseError;
use sqlx::postgres::PgDatabaseError;

use super::Error;

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as Sql;
        match &error {
            Sql::RowNotFound => Error::NotFound,
            Sql::Io(_) | Sql::PoolTimedOut | Sql::PoolClosed | Sql::WorkerCrashed => {
                tracing::warn!(%error, "the database cannot be reached");
                Error::Unavailable
            }
            Sql::Database(fault) => match of_fault(fault.as_ref()) {
                Some(answer) => {
                    tracing::warn!(error = in_short(fault.as_ref()), "the database refused");
                    answer
                }
                None => Error::Internal(error.into()),
            },
            _ => Error::Internal(error.into()),
        }
    }
}

/// By PostgreSQL's classes of errors (its manual, appendix A).
fn of_fault(fault: &dyn DatabaseError) -> Option<Error> {
    let code = fault.code()?;
    match (&code[..2], &*code) {
        // The line is cut; it has no room, is stopped or started, closed, or a standby by now.
        ("08" | "53", _) | ("57", "57P01" | "57P02" | "57P03") | (_, "25006" | "55000") => {
            Some(Error::Unavailable)
        }
        // Two transactions are in each other's way, and this one has to give way.
        ("40", _) | (_, "55P03") => Some(Error::Busy),
        // More than an index can hold.
        ("54", _) => Some(Error::TooLarge("Please shorten the text.")),
        _ => None,
    }
}

/// The cause of a failure, as the log is told of it.
pub fn describe(cause: &anyhow::Error) -> String {
    let mut links = Vec::new();
    for link in cause.chain() {
        let fault = link.downcast_ref::<sqlx::Error>().and_then(sqlx::Error::as_database_error);
        let fault = fault.or(link.downcast_ref::<PgDatabaseError>().map(|fault| fault as _));
        match fault {
            // What follows is the same error, with its own words.
            Some(fault) => {
                links.push(in_short(fault));
                break;
            }
            None => links.push(link.to_string()),
        }
    }
    links.join(": ")
}

/// Class 22 is about values, which its messages repeat; P0 is whatever a function says.
fn in_short(fault: &dyn DatabaseError) -> String {
    let code = fault.code().unwrap_or_default();
    let message = match &code[..2.min(code.len())] {
        "22" | "P0" => "a value was refused",
        _ => fault.message(),
    };
    let constraint = fault.constraint().map(|name| format!(" ({name})")).unwrap_or_default();
    format!("database error {code}: {message}{constraint}")
}
