//! Forms as they stand on a page, filled in as a person would.

use crate::Answer;
use crate::uploads::{between, unescape};

#[derive(Clone, Debug)]
pub struct PageForm {
    pub action: String,
    pub takes_files: bool,
    pub fields: Vec<(String, String)>,
    /// Where something is typed.
    pub typed: Vec<String>,
}

impl Answer {
    /// The forms of the page that are posted, each with the words in all that is typed into.
    pub fn forms(&self, words: &str) -> Vec<PageForm> {
        let forms = self.body.split("<form ").skip(1);
        let forms = forms.map(|form| form.split("</form>").next().unwrap());
        forms
            .filter(|form| form.split('>').next().unwrap().contains("method=\"post\""))
            .map(|form| read(form, words))
            .collect()
    }
}

fn read(form: &str, words: &str) -> PageForm {
    let tag = form.split('>').next().unwrap();
    let mut read = PageForm {
        action: unescape(between(tag, "action=\"", "\"")),
        takes_files: tag.contains("multipart"),
        fields: Vec::new(),
        typed: Vec::new(),
    };
    for control in form.split('<').skip(1) {
        let tag = control.split('>').next().unwrap();
        let Some(name) = attribute(tag, "name") else { continue };
        let value = attribute(tag, "value").unwrap_or_default();
        let kind = attribute(tag, "type").unwrap_or_default();
        match (tag.split(' ').next().unwrap(), kind.as_str()) {
            ("textarea", _) | ("input", "text") => {
                read.typed.push(name.clone());
                read.fields.push((name, words.to_owned()));
            }
            ("input", "checkbox" | "radio") if !tag.contains(" checked") => {}
            ("input", "file" | "password") => {}
            ("input" | "button", _) => read.fields.push((name, value)),
            ("select", _) => {
                let options = form[form.find(tag).unwrap()..].split("</select>").next().unwrap();
                let chosen = options.split("<option ").find(|option| option.contains(" selected"));
                let value = chosen.map_or("", |option| between(option, "value=\"", "\""));
                read.fields.push((name, unescape(value)));
            }
            _ => {}
        }
    }
    read
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split_once(&format!(" {name}=\""))?.1;
    Some(unescape(value.split('"').next()?))
}
