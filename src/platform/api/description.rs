//! One call as the OpenAPI document describes it, while it is put together.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use utoipa::openapi::{RefOr, Schema};

use super::example::exemplify;
use super::problems::{self, limits};

/// What a PUT does with what is not sent.
const WHOLE: &str = "What is sent replaces the whole: a field that is left out becomes empty, \
    unless its description says otherwise.";

pub struct Description {
    method: &'static str,
    pub operation: Map<String, Value>,
    pub schemas: BTreeMap<String, Value>,
    parameters: Vec<Value>,
    responses: BTreeMap<u16, Value>,
    says: Vec<String>,
}

impl Description {
    pub fn new(method: &'static str, operation: &Value) -> Self {
        let mut call = Description {
            method,
            operation: operation.as_object().cloned().unwrap_or_default(),
            schemas: BTreeMap::new(),
            parameters: Vec::new(),
            responses: BTreeMap::new(),
            says: Vec::new(),
        };
        call.may_refuse(&problems::ALWAYS);
        if !call.reads() {
            call.may_refuse(&[409]);
        }
        call
    }

    fn reads(&self) -> bool {
        self.method == "GET"
    }

    pub fn may_have_token(&mut self) {
        self.operation.insert("security".into(), json!([{}, { "token": [self.scope()] }]));
        self.may_refuse(if self.reads() { &[401, 404] } else { &[401, 403, 404] });
    }

    pub fn needs_token(&mut self, whom: &str) {
        self.operation.insert("security".into(), json!([{ "token": [self.scope()] }]));
        self.may_refuse(&[401, 403, 404]);
        self.says.extend([whom.to_owned()].into_iter().filter(|whom| !whom.is_empty()));
    }

    fn scope(&self) -> &'static str {
        if self.reads() { "read" } else { "write" }
    }

    pub fn parameter(&mut self, parameter: Value) {
        self.parameters.push(parameter);
    }

    /// What follows the question mark: the fields of a struct.
    pub fn query<T: ToSchema>(&mut self) {
        self.schema::<T>();
        let schema = self.schemas.remove(&*T::name()).unwrap_or_default();
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
            let mut schema = schema.clone();
            let says = schema.as_object_mut().and_then(|schema| schema.remove("description"));
            let required = required.contains(&json!(name));
            let mut parameter = json!({
                "name": name, "in": "query", "required": required, "schema": not_null(schema),
            });
            if let Some(says) = says {
                parameter["description"] = says;
            }
            self.parameter(parameter);
        }
        self.may_refuse(&[400, 422]);
    }

    pub fn body<T: ToSchema>(&mut self) {
        let schema = self.schema::<T>();
        let content = json!({ "application/json": { "schema": schema } });
        self.operation
            .insert("requestBody".into(), json!({ "required": true, "content": content }));
        self.may_refuse(&[400, 413, 415, 422]);
        if self.method == "PUT" {
            self.says(WHOLE);
        }
    }

    /// The names that may follow the question mark.
    pub fn query_names(&self) -> impl Iterator<Item = &str> {
        let of_query = self.parameters.iter().filter(|parameter| parameter["in"] == "query");
        of_query.filter_map(|parameter| parameter["name"].as_str())
    }

    pub fn key(&mut self) {
        self.parameter(json!({ "$ref": "#/components/parameters/IdempotencyKey" }));
    }

    pub fn if_match(&mut self) {
        self.parameter(json!({ "$ref": "#/components/parameters/IfMatch" }));
        self.may_refuse(&[412, 428]);
    }

    /// By these statuses, which mean the same in every call.
    pub fn may_refuse(&mut self, statuses: &[u16]) {
        self.responses.extend(statuses.iter().map(|status| (*status, problems::named(*status))));
    }

    pub fn answer(&mut self, status: u16, edited: bool, schema: Value) {
        self.content(status, "application/json", schema);
        let headers = &mut self.responses.entry(status).or_default()["headers"];
        if edited {
            headers["ETag"] = json!({ "$ref": "#/components/headers/Revision" });
        }
        if status == 201 {
            headers["Location"] = json!({ "$ref": "#/components/headers/Location" });
        }
    }

    /// An answer of a media type of its own. A call may have several.
    pub fn content(&mut self, status: u16, media_type: &str, schema: Value) {
        let says = if status == 201 { "Made." } else { "Here it is." };
        let known = self.responses.get(&status).map(|known| known["content"].clone());
        let mut content = known.unwrap_or_else(|| json!({}));
        content[media_type] = json!({ "schema": schema });
        let response = json!({ "description": says, "headers": limits(), "content": content });
        self.responses.insert(status, response);
    }

    pub fn nothing(&mut self) {
        let done = json!({ "description": "Done.", "headers": limits() });
        self.responses.insert(204, done);
    }

    /// More about the call than its types say.
    pub fn says(&mut self, sentence: &str) {
        self.says.push(sentence.to_owned());
    }

    /// A reference to the schema of a type, which is put among the document's.
    pub fn schema<T: ToSchema>(&mut self) -> Value {
        let mut found: Vec<(String, RefOr<Schema>)> = vec![(T::name().into(), T::schema())];
        T::schemas(&mut found);
        for (name, schema) in found {
            self.schemas.insert(name, serde_json::to_value(schema).unwrap_or_default());
        }
        json!({ "$ref": format!("#/components/schemas/{}", T::name()) })
    }

    /// A page of a list: its items and where the next page begins.
    pub fn list<T: ToSchema>(&mut self) -> Value {
        let (items, name) = (self.schema::<T>(), format!("{}List", T::name()));
        let next = json!({
            "type": ["string", "null"],
            "description": "What to send as `after` for the next page; null at the end.",
        });
        let list = json!({
            "type": "object",
            "properties": { "items": { "type": "array", "items": items }, "next": next },
            "required": ["items", "next"],
        });
        self.schemas.insert(name.clone(), list);
        json!({ "$ref": format!("#/components/schemas/{name}") })
    }

    /// The schemas of what is answered, and not of what is sent, have examples of all their fields.
    fn exemplify(&mut self) {
        let sent = self.operation.get("requestBody").map(Value::to_string).unwrap_or_default();
        for (name, schema) in &mut self.schemas {
            if !sent.contains(&format!("schemas/{name}\"")) {
                exemplify(name, schema);
            }
        }
    }

    pub fn finish(mut self) -> (Value, BTreeMap<String, Value>) {
        self.exemplify();
        let responses = self.responses.into_iter();
        let responses: Map<_, _> =
            responses.map(|(status, said)| (status.to_string(), said)).collect();
        self.operation.insert("responses".into(), responses.into());
        if !self.parameters.is_empty() {
            self.operation.insert("parameters".into(), self.parameters.into());
        }
        if !self.says.is_empty() {
            self.operation.insert("description".into(), self.says.join(" ").into());
        }
        (self.operation.into(), self.schemas)
    }
}

/// What is absent from an address is absent, not null.
fn not_null(mut schema: Value) -> Value {
    if let Some(fields) = schema.as_object_mut() {
        fields.retain(|name, value| name != "default" || !value.is_null());
    }
    if let Some(types) = schema["type"].as_array() {
        let types: Vec<_> = types.iter().filter(|kind| **kind != "null").cloned().collect();
        schema["type"] = if let [one] = &types[..] { one.clone() } else { types.into() };
    }
    if let Some(of) = schema["oneOf"].as_array() {
        let known = of.iter().find(|of| of["type"] != "null").cloned();
        return known.unwrap_or_default();
    }
    schema
}
