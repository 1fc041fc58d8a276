//! What the fields of an answer look like, where they do not say it of themselves.

use serde_json::{Value, json};

/// Gives each field of a schema an example of its kind.
pub fn exemplify(name: &str, schema: &mut Value) {
    let Some(fields) = schema.as_object_mut() else { return };
    if ["example", "enum", "const", "$ref"].iter().any(|known| fields.contains_key(*known)) {
        return;
    }
    for (name, field) in
        fields.get_mut("properties").and_then(Value::as_object_mut).into_iter().flatten()
    {
        exemplify(name, field);
    }
    for of in ["oneOf", "allOf"] {
        for one in fields.get_mut(of).and_then(Value::as_array_mut).into_iter().flatten() {
            exemplify(name, one);
        }
    }
    if let Some(items) = fields.get_mut("items") {
        exemplify(name, items);
    }
    let kind = fields.get("type").and_then(|kind| match kind {
        Value::Array(kinds) => {
            kinds.iter().find_map(|kind| kind.as_str().filter(|it| *it != "null"))
        }
        kind => kind.as_str(),
    });
    let format = fields.get("format").and_then(Value::as_str);
    let example = match kind {
        Some("string") => json!(text(name, format)),
        Some("integer") => json!(1),
        Some("boolean") => json!(true),
        _ => return,
    };
    fields.insert("example".into(), example);
}

fn text(name: &str, format: Option<&str>) -> &'static str {
    match (format, name) {
        (Some("date-time"), _) => "2026-04-01T13:00:00Z",
        (Some("date"), _) => "2026-04-01",
        (Some("uuid"), _) => "01980a3e-7b1c-7c52-9d6e-3f1b2a4c5d6e",
        (Some("email"), _) => "mira@example.org",
        (_, "group" | "slug") => "wg-forms",
        (_, "sha256" | "chain" | "text_hash") => {
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
        }
        (_, "html" | "snippet") => "<p>Print the <mark>form</mark>.</p>",
        (_, "page" | "path") => "/groups/wg-forms/meetings/12",
        (_, "next") => "the place where the next page begins",
        (_, "title") => "The new form",
        (_, "zone") => "Europe/Zurich",
        (_, "name" | "by" | "who" | "speaker" | "owner" | "owners" | "approved_by") => "Mira Rao",
        _ => "In words.",
    }
}
