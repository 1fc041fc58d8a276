//! What the names in the API's addresses mean.

use serde_json::{Value, json};

/// The names in a path, in order.
pub fn names(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

/// For a call: what the name means stands once in the document.
pub fn named(name: &str) -> Value {
    json!({ "$ref": format!("#/components/parameters/{name}") })
}

pub fn described(name: &str) -> Value {
    let (says, schema) = meaning(name);
    json!({
        "name": name, "in": "path", "required": true, "description": says, "schema": schema,
    })
}

fn meaning(name: &str) -> (String, Value) {
    let number = json!({ "type": "integer", "format": "int32", "minimum": 1, "examples": [1] });
    match name {
        "group" => (
            "The group, by the name that it has in addresses.".into(),
            json!({ "type": "string", "minLength": 1, "examples": ["wg-strategy"] }),
        ),
        "meeting" => (
            "The meeting’s number in its group’s series; `draft-` and its id while it has none."
                .into(),
            json!({ "type": "string", "pattern": "^([1-9][0-9]{0,8}|draft-[0-9a-f-]{36})$", "examples": ["45"] }),
        ),
        "plan" => (
            "The plan, by the name that it has in addresses.".into(),
            json!({ "type": "string", "minLength": 1, "examples": ["wsis20"] }),
        ),
        "edition" => ("The number of the edition.".into(), number),
        "version" => ("The number of the version.".into(), number),
        "token" => {
            ("What the mailed link ends in.".into(), json!({ "type": "string", "minLength": 1 }))
        }
        other => (format!("The id of the {}.", other.replace('_', " ")), id()),
    }
}

fn id() -> Value {
    json!({
        "type": "string", "format": "uuid", "examples": ["01919d2e-7c1a-7000-8000-0123456789ab"],
    })
}
