//! Puts the style sheets and scripts together, each under an address that its content gives.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::{env, process};

const STYLES: [&str; 23] = [
    "tokens", "base", "masthead", "subnav", "rows", "facts", "stages", "report", "agenda",
    "record", "plan", "buttons", "fields", "errors", "notice", "comments", "conflict", "redline",
    "tables", "search", "preview", "print", "forced",
];
/// On top of them, for pages on which people work.
const WORK_STYLES: [&str; 4] = ["typeahead", "desk", "outline", "sheet"];
const SCRIPTS: [&str; 5] = ["account", "typeahead", "unsaved", "presence", "preview"];
/// Modules, each after those that it imports from.
const DESK: [&str; 35] = [
    "desk/page",
    "desk/voice",
    "desk/store",
    "desk/steady",
    "desk/fields",
    "desk/state",
    "desk/morph",
    "desk/parts",
    "desk/session",
    "desk/drafts",
    "desk/answers",
    "desk/queue",
    "desk/forms",
    "desk/dialog",
    "desk/menus",
    "desk/help",
    "desk/presence",
    "desk/stream",
    "desk/live",
    "outline/items",
    "outline/current",
    "outline/lines",
    "outline/moves",
    "outline/writing",
    "outline/keys",
    "outline/paste",
    "outline/drag",
    "outline/menu",
    "record/entries",
    "record/grammar",
    "record/names",
    "record/reading",
    "record/editor",
    "record/box",
    "outline/start",
];
const TYPEAHEAD: &str = "../../node_modules/accessible-autocomplete";
const MORPHING: &str = "../../node_modules/idiomorph";

fn main() {
    println!("cargo::rerun-if-changed=../../static");
    println!("cargo::rerun-if-changed={TYPEAHEAD}");
    println!("cargo::rerun-if-changed={MORPHING}");

    add("app.css", &STYLES.map(|name| read(&format!("../../static/css/{name}.css"))).concat());
    add("icon.svg", &read("../../static/icon.svg"));

    let license = format!("/*\n{}*/\n", read(&format!("{TYPEAHEAD}/LICENSE.txt")));
    let style = theirs("css");
    let ours = WORK_STYLES.map(|name| read(&format!("../../static/css/{name}.css"))).concat();
    add("work.css", &format!("{license}@layer vendor {{\n{style}\n}}\n{ours}"));

    let scripts = SCRIPTS.map(|name| alone(&read(&format!("../../static/js/{name}.js")))).concat();
    add("app.js", &format!("{license}{}\n{scripts}", theirs("js")));

    let license = format!("/*\n{}*/\n", read(&format!("{MORPHING}/LICENSE")));
    let morphing = read(&format!("{MORPHING}/dist/idiomorph.min.js"));
    let modules = DESK.map(|path| module(path, &read(&format!("../../static/js/{path}.js"))));
    let account = alone(&read("../../static/js/account.js"));
    let ours = alone(&modules.concat());
    add("desk.js", &format!("{license}{morphing}\n{account}{ours}"));
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

/// A module as a value of what it exports, so that all of them are one file. Each import and export has a line of its own.
fn module(path: &str, script: &str) -> String {
    let (_, name) = path.rsplit_once('/').expect("modules stand in folders");
    let mut exports = Vec::new();
    // Comments are for those who change it.
    let is_code =
        |line: &&str| !["//", "/*", "*"].iter().any(|sign| line.trim_start().starts_with(sign));
    let lines = script.lines().filter(is_code).map(|line| {
        if let Some(import) = line.strip_prefix("import ") {
            let (names, from) = import.split_once(" from ").expect("an import says from where");
            let from = from.trim_matches(['"', ';', '.']).rsplit('/').next().unwrap_or_default();
            return format!("const {names} = ${};\n", from.trim_end_matches(".js"));
        }
        let Some(export) = line.strip_prefix("export ") else { return format!("{line}\n") };
        exports.push(declared(export));
        format!("{export}\n")
    });
    let body: String = lines.collect();
    format!("const ${name} = (() => {{\n{body}return {{ {} }};\n}})();\n", exports.join(", "))
}

/// The name that "async function act(…" or "const base = …" makes.
fn declared(line: &str) -> &str {
    let name = line.trim_start_matches("async ").split_once(' ').map_or("", |(_, rest)| rest);
    name.split(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default()
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
