//! What the description of the calls has to say of each.

use serde_json::Value;

use super::catalogue;
use platform::api::Document;

#[test]
fn each_field_that_is_answered_has_an_example() {
    let document = serde_json::to_value(Document::of(&catalogue())).unwrap();
    let mut answers = 0;
    for (path, calls) in document["paths"].as_object().unwrap() {
        for (status, answer) in calls.as_object().unwrap().values().flat_map(responses) {
            let named = &answer["content"]["application/json"]["schema"]["$ref"];
            let Some(pointer) = named.as_str().and_then(|it| it.strip_prefix('#')) else {
                continue;
            };
            answers += 1;
            let fields = &document.pointer(pointer).unwrap()["properties"];
            for (name, field) in fields.as_object().into_iter().flatten() {
                let scalar = !["$ref", "oneOf", "enum", "items", "properties"]
                    .iter()
                    .any(|known| !field[*known].is_null());
                let shown = !field["example"].is_null() || field["type"] == "object";
                assert!(!scalar || shown, "{path}, {status}: {name}: {field}");
            }
        }
    }
    assert!(answers > 100, "{answers}");
}

fn responses(call: &Value) -> impl Iterator<Item = (&String, &Value)> {
    call["responses"].as_object().unwrap().iter().filter(|(status, _)| status.starts_with('2'))
}
