//! The OpenAPI document as people read it: its calls by noun, each with what it takes and answers.

pub mod pages;

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use platform::api::calls::{Catalogue, CatalogueCall};
use platform::api::document::components;

/// What can be called on one noun.
pub struct Noun<'a> {
    pub name: &'a str,
    pub about: &'a str,
    pub calls: Vec<&'a CatalogueCall>,
}

pub struct Described {
    pub id: &'static str,
    pub summary: String,
    pub says: String,
    pub method: &'static str,
    pub path: &'static str,
    pub scope: &'static str,
    pub parameters: Vec<Field>,
    pub body: Option<String>,
    pub fields: Vec<Field>,
    pub answers: Vec<Answered>,
}

pub struct Field {
    pub name: String,
    pub kind: String,
    pub required: bool,
    pub says: String,
}

pub struct Answered {
    pub status: String,
    pub says: String,
    /// The name of the schema of what is answered.
    pub schema: Option<String>,
}

/// A schema that calls name.
pub struct Shape {
    pub name: String,
    pub says: String,
    pub fields: Vec<Field>,
}

pub fn by_noun(catalogue: &Catalogue) -> impl Iterator<Item = Noun<'_>> {
    catalogue.nouns.iter().map(|&(name, about)| {
        let calls = catalogue.calls.iter().filter(|call| call.noun == name).collect();
        Noun { name, about, calls }
    })
}

impl Noun<'_> {
    /// The page about it.
    pub fn path(&self) -> String {
        format!("/api/docs/{}", self.key())
    }

    pub fn key(&self) -> String {
        self.name.to_lowercase().replace(' ', "-")
    }

    /// Its calls, and the shapes that they name.
    pub fn described(&self) -> (Vec<Described>, Vec<Shape>) {
        let within = json!({ "components": components(&self.calls) });
        let mut named = BTreeSet::new();
        let described = |listed: &&CatalogueCall| {
            let operation = listed.describe().0;
            name_all(&within, &operation, &mut named);
            call(&within, listed, &operation)
        };
        let calls = self.calls.iter().map(described).collect();
        let shape = |name: String| {
            let schema = &within["components"]["schemas"][&name];
            Shape { says: text(&schema["description"]), fields: fields(schema), name }
        };
        (calls, named.into_iter().map(shape).collect())
    }
}

fn name_all(document: &Value, within: &Value, named: &mut BTreeSet<String>) {
    match within {
        Value::Object(object) => object.values().for_each(|value| name_all(document, value, named)),
        Value::Array(values) => values.iter().for_each(|value| name_all(document, value, named)),
        Value::String(text) => {
            let name = text.strip_prefix("#/components/schemas/").filter(|name| *name != "Problem");
            if name.is_some_and(|name| named.insert(name.to_owned())) {
                name_all(document, at(document, text), named);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn call(document: &Value, listed: &CatalogueCall, operation: &Value) -> Described {
    let body = &operation["requestBody"]["content"]["application/json"]["schema"];
    let body = body["$ref"].as_str();
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    Described {
        id: listed.id,
        summary: listed.summary(),
        says: text(&operation["description"]),
        method: listed.method,
        path: listed.path,
        scope: scope(&operation["security"]),
        parameters: parameters.map(|given| parameter(resolve(document, given))).collect(),
        body: body.map(name_of),
        fields: body.map(|body| fields(at(document, body))).unwrap_or_default(),
        answers: answers(document, operation["responses"].as_object()),
    }
}

fn scope(security: &Value) -> &'static str {
    let needed = security.as_array().map(Vec::as_slice).unwrap_or_default();
    match needed {
        [] => "No token is needed.",
        [one] if one["token"][0] == "write" => "Needs a token that may write.",
        [_] => "Needs a token.",
        _ => "Answers also without a token.",
    }
}

fn parameter(given: &Value) -> Field {
    Field {
        name: text(&given["name"]),
        kind: kind(&given["schema"]),
        required: given["required"] == true,
        says: text(&given["description"]),
    }
}

/// The fields of an object, also of one that may have several forms.
fn fields(schema: &Value) -> Vec<Field> {
    let required = schema["required"].as_array().map(Vec::as_slice).unwrap_or_default();
    let properties = schema["properties"].as_object().into_iter().flatten();
    properties
        .map(|(name, schema)| Field {
            name: name.clone(),
            kind: kind(schema),
            required: required.iter().any(|required| required == name),
            says: text(&schema["description"]),
        })
        .collect()
}

/// A type in words: "text", "list of Section", "number or nothing".
fn kind(schema: &Value) -> String {
    if let Some(named) = schema["$ref"].as_str() {
        return name_of(named);
    }
    if let Some(values) = schema["enum"].as_array() {
        return values.iter().map(text).collect::<Vec<_>>().join(" | ");
    }
    if let Some(of) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()) {
        return of.iter().map(kind).collect::<Vec<_>>().join(" or ");
    }
    if let Some(types) = schema["type"].as_array() {
        let one = |kind: &Value| plain(text(kind).as_str(), schema);
        return types.iter().map(one).collect::<Vec<_>>().join(" or ");
    }
    plain(schema["type"].as_str().unwrap_or("anything"), schema)
}

fn plain(kind: &str, schema: &Value) -> String {
    match (kind, schema["format"].as_str()) {
        ("string", Some("date-time")) => "instant".into(),
        ("string", Some("date")) => "date".into(),
        ("string", Some("uuid")) => "id".into(),
        ("string", _) => match schema["maxLength"].as_u64() {
            Some(most) => format!("text of at most {most} characters"),
            None => "text".into(),
        },
        ("integer" | "number", _) => match (schema["minimum"].as_i64(), schema["maximum"].as_i64())
        {
            (Some(least), Some(most)) => format!("number from {least} to {most}"),
            (Some(least), None) => format!("number from {least}"),
            _ => "number".into(),
        },
        ("boolean", _) => "true or false".into(),
        ("array", _) => format!("list of {}", self::kind(&schema["items"])),
        ("null", _) => "nothing".into(),
        (kind, _) => kind.to_owned(),
    }
}

fn answers(document: &Value, responses: Option<&Map<String, Value>>) -> Vec<Answered> {
    let responses = responses.into_iter().flatten();
    responses
        .map(|(status, response)| {
            let response = resolve(document, response);
            let schema = &response["content"]["application/json"]["schema"]["$ref"];
            let says = text(&response["description"]);
            Answered { status: status.clone(), says, schema: schema.as_str().map(name_of) }
        })
        .collect()
}

fn resolve<'a>(document: &'a Value, given: &'a Value) -> &'a Value {
    given["$ref"].as_str().map_or(given, |named| at(document, named))
}

fn at<'a>(document: &'a Value, named: &str) -> &'a Value {
    document.pointer(named.trim_start_matches('#')).unwrap_or(&Value::Null)
}

fn name_of(named: &str) -> String {
    named.rsplit('/').next().unwrap_or(named).to_owned()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_told_in_words() {
        for (schema, told) in [
            (json!({ "type": "string" }), "text"),
            (json!({ "type": ["string", "null"], "format": "date-time" }), "instant or nothing"),
            (
                json!({ "type": "array", "items": { "$ref": "#/components/schemas/Item" } }),
                "list of Item",
            ),
            (json!({ "oneOf": [{ "type": "null" }, { "$ref": "#/a/Who" }] }), "nothing or Who"),
            (json!({ "type": "string", "enum": ["up", "down"] }), "up | down"),
            (json!({ "type": "integer", "minimum": 1, "maximum": 200 }), "number from 1 to 200"),
            (json!({ "type": "string", "maxLength": 300 }), "text of at most 300 characters"),
        ] {
            assert_eq!(kind(&schema), told);
        }
    }
}
