//! The OpenAPI 3.1 document (spec.openapis.org/oas/v3.1.1), made from the list of calls.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::calls::{Catalogue, CatalogueCall};
use super::{parameters, problems};
use crate::web::Problem;

pub const ABOUT: &str = "Everything that the pages can do. Each call has the rights of its token’s \
    owner, and none that the token does not have. Times are RFC 3339 in UTC; errors are problem \
    documents (RFC 9457); lists come in pages; an edit of a text names in If-Match the revision \
    that it started from.";

/// Written call by call, because the whole as values would take ten times what it takes as text.
#[derive(Serialize)]
pub struct Document<'a> {
    openapi: &'static str,
    info: Value,
    servers: Value,
    tags: Value,
    paths: Paths<'a>,
    components: Value,
}

struct Paths<'a>(BTreeMap<&'a str, Vec<&'a CatalogueCall>>);

impl<'a> Document<'a> {
    pub fn of(catalogue: &'a Catalogue) -> Self {
        let tags = catalogue.nouns.iter();
        let tags = tags.map(|(name, says)| json!({ "name": name, "description": says }));
        let mut paths = BTreeMap::<_, Vec<_>>::new();
        for call in &catalogue.calls {
            paths.entry(call.path).or_default().push(call);
        }
        let info = json!({
            "title": "Rapporteur", "version": "1", "description": ABOUT,
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        });
        Document {
            openapi: "3.1.0",
            info,
            servers: json!([{ "url": "/", "description": "The server that gave this document" }]),
            tags: tags.collect(),
            paths: Paths(paths),
            components: components(&catalogue.calls.iter().collect::<Vec<_>>()),
        }
    }
}

impl Serialize for Paths<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(path, calls)| {
            let operation =
                |call: &&CatalogueCall| (call.method.to_ascii_lowercase(), call.describe().0);
            (path, calls.iter().map(operation).collect::<Map<_, _>>())
        }))
    }
}

/// What is named in the operations.
pub fn components(calls: &[&CatalogueCall]) -> Value {
    let mut schemas = Map::new();
    for call in calls {
        schemas.extend(call.describe().1);
    }
    let mut problem: Vec<(String, RefOr<Schema>)> = vec![("Problem".into(), Problem::schema())];
    Problem::schemas(&mut problem);
    schemas.extend(problem.into_iter().map(|(name, schema)| (name, json!(schema))));
    json!({
        "schemas": schemas,
        "responses": problems::responses(),
        "parameters": parameters(calls),
        "headers": headers(),
        "securitySchemes": { "token": {
            "type": "http", "scheme": "bearer",
            "description": "A token that its owner made on the page of their account: to \
                read, or also to write; in all groups, or in some.",
        } },
    })
}

fn parameters(calls: &[&CatalogueCall]) -> Value {
    let mut parameters = json!({
        "IfMatch": {
            "name": "If-Match", "in": "header", "required": true,
            "description": "The ETag of the text that was edited (RFC 9110, section 13.1.1).",
            "schema": { "type": "string", "pattern": "^\"[1-9][0-9]{0,8}\"$", "examples": ["\"1\""] },
        },
        "IdempotencyKey": {
            "name": "Idempotency-Key", "in": "header", "required": false,
            "description": "Any text of your own. The same request with the same key is carried \
                out once and gets the same answer for a day; another with the same key is refused \
                (draft-ietf-httpapi-idempotency-key-header).",
            "schema": { "type": "string", "pattern": "^[!-~]{1,200}$", "examples": ["3f0c-1"] },
        },
    });
    for name in calls.iter().flat_map(|call| parameters::names(call.path)) {
        parameters[name] = parameters::described(name);
    }
    parameters
}

fn headers() -> Value {
    let text = json!({ "type": "string" });
    json!({
        "Revision": { "description": "The revision of this text.", "schema": text },
        "Location": { "description": "Where it is.", "schema": text },
        "RetryAfter": { "description": "Seconds to wait.", "schema": { "type": "integer" } },
        "RateLimit": {
            "description": "How many requests are left (r) and in how many seconds all are again (t), \
                after draft-ietf-httpapi-ratelimit-headers.",
            "schema": text,
        },
        "RateLimitPolicy": { "description": "How many requests (q) in a time of seconds (w).", "schema": text },
    })
}
