//! The refusals that calls share: each stands once in the document.

use serde_json::{Map, Value, json};

const PROBLEMS: [(u16, &str); 14] = [
    (400, "This could not be read."),
    (401, "There is no token, or it is not known, or has expired or been revoked."),
    (403, "Your role in this group, or the token, does not allow that."),
    (404, "There is nothing here, or nothing that you may see."),
    (408, "The request took too long to arrive."),
    (409, "Not possible now."),
    (412, "Somebody saved this meanwhile; what they wrote and both joined is in `theirs`."),
    (413, "This is more than can be taken at once."),
    (415, "This is not sent as application/json."),
    (422, "Something needs correcting; unknown fields and query parameters too."),
    (428, "There is no If-Match, so that the edit might overwrite another unseen."),
    (429, "There were more requests than are allowed."),
    (500, "Something went wrong on our side."),
    (503, "The server or its database is too busy just now."),
];

/// What any call may answer.
pub const ALWAYS: [u16; 4] = [408, 429, 500, 503];

pub fn named(status: u16) -> Value {
    json!({ "$ref": format!("#/components/responses/Problem{status}") })
}

/// For the document's components.
pub fn responses() -> Map<String, Value> {
    PROBLEMS
        .map(|(status, says)| (format!("Problem{status}"), response(status, says)))
        .into_iter()
        .collect()
}

fn response(status: u16, says: &str) -> Value {
    let schema = json!({ "$ref": "#/components/schemas/Problem" });
    let mut headers = limits();
    if matches!(status, 429 | 503) {
        headers["Retry-After"] = json!({ "$ref": "#/components/headers/RetryAfter" });
    }
    if status == 401 {
        headers["WWW-Authenticate"] = json!({ "schema": { "type": "string" } });
    }
    let content = json!({ "application/problem+json": { "schema": schema } });
    json!({ "description": says, "headers": headers, "content": content })
}

/// The headers that tell how many requests are left.
pub fn limits() -> Value {
    json!({
        "RateLimit": { "$ref": "#/components/headers/RateLimit" },
        "RateLimit-Policy": { "$ref": "#/components/headers/RateLimitPolicy" },
    })
}
