//! Puts the style sheets and scripts together, each under an address that its content gives.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::{env, process};

const STYLES: [&str; 22] = [
    "tokens", "base", "masthead", "subnav", "rows", "facts", "report", "agenda", "record", "plan",
    "buttons", "fields", "errors", "notice", "comments", "conflict", "redline", "tables", "search",
    "preview", "print", "forced",
];
const SCRIPTS: [&str; 4] = ["typeahead", "unsaved", "presence", "preview"];
const TYPEAHEAD: &str = "../../node_modules/accessible-autocomplete";

fn main() {
    println!("cargo::rerun-if-changed=../../static");
    println!("cargo::rerun-if-changed={TYPEAHEAD}");

    add("app.css", &STYLES.map(|name| read(&format!("../../static/css/{name}.css"))).concat());
    add("icon.svg", &read("../../static/icon.svg"));

    let license = format!("/*\n{}*/\n", read(&format!("{TYPEAHEAD}/LICENSE.txt")));
    let style = theirs("css");
    let ours = read("../../static/css/typeahead.css");
    add("work.css", &format!("{license}@layer vendor {{\n{style}\n}}\n{ours}"));

    let scripts = SCRIPTS.map(|name| alone(&read(&format!("../../static/js/{name}.js")))).concat();
    add("app.js", &format!("{license}{}\n{scripts}", theirs("js")));
}

/// Writes what the program embeds, and tells it the address to serve that at.
fn add(name: &str, content: &str) {
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join(name), content).expect("OUT_DIR can be written to");

    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    let (stem, kind) = name.split_once('.').expect("assets have an ending");
    let variable = name.replace('.', "_").to_uppercase();
    println!("cargo::rustc-env={variable}=/assets/{stem}.{:016x}.{kind}", hasher.finish());
}

/// A script that shares no names with the others in the bundle.
fn alone(script: &str) -> String {
    format!("(() => {{\n\"use strict\";\n{script}}})();\n")
}

/// The type-ahead's own files, without the maps: they are not served, so nobody should ask.
fn theirs(kind: &str) -> String {
    let text = read(&format!("{TYPEAHEAD}/dist/accessible-autocomplete.min.{kind}"));
    let lines: Vec<_> = text.lines().filter(|line| !line.contains("sourceMappingURL=")).collect();
    lines.join("\n")
}

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| {
        let remedy = match path.contains("node_modules") {
            true => " Run `npm ci` first: it brings the browser packages.",
            false => "",
        };
        println!("cargo::error=Cannot read {path}: {error}.{remedy}");
        process::exit(1)
    })
}
