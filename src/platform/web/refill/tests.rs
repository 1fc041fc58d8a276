//! Forms as our templates write them.

use super::*;

const PAGE: &str = r##"<!DOCTYPE html>
<html lang="en"><head><title>A &#38; b</title></head><body>
<main id="main">
<form method="post" action="/sign-out"><button>Sign out</button></form>
<form method="get" action="/search"><input name="q"></form>
<form method="post" action="/a/b" novalidate>
  <input type="hidden" name="id" value="new">
  <input type="text" id="title" name="title" value="as it was" aria-describedby="x">
  <input type="text" name="who" value=""><input type="text" name="who" value="">
  <textarea name="text" rows="3">
before &#60;b&#62;</textarea>
  <textarea name="empty"></textarea>
  <select name="role"><option value="">none</option><option value="m" selected>Member</option><option value="o">Observer</option></select>
  <input type="radio" name="kind" value="one" checked><input type="radio" name="kind" value="two">
  <input type="checkbox" name="day" value="mon"><input type="checkbox" name="day" value="tue" checked>
  <input type="password" name="password" value=""><input type="file" name="file">
  <button name="act" value="save">Save &#38; go on</button>
</form>
<form method="post" action="/c"><input type="hidden" name="n" value="1"><input type="text" name="m" value=""></form>
<form method="post" action="/c" id="second"><input type="hidden" name="n" value="2"><input type="text" name="m" value=""></form>
<p>2 &lt; 3 &nbsp; “x”</p>
</main></body></html>"##;

fn typed(fields: &[(&str, &str)]) -> Typed {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Typed { fields: fields.collect(), files: Vec::new() }
}

#[test]
fn a_form_is_filled_in_as_it_was() {
    let typed = typed(&[
        ("id", "old"),
        ("title", "A \"b\" <c>"),
        ("who", "ana"),
        ("who", "bo"),
        ("text", "\n</textarea><script>& more"),
        ("empty", "not any more"),
        ("role", "o"),
        ("kind", "two"),
        ("day", "mon"),
        ("act", "save"),
    ]);

    let filled = refill(PAGE, "/a/b", &typed).unwrap();

    for part in [
        r#"<input type="hidden" name="id" value="old">"#,
        r#"value="A &quot;b&quot; &lt;c&gt;""#,
        r#"<input type="text" name="who" value="ana"><input type="text" name="who" value="bo">"#,
        "rows=\"3\">\n\n&lt;/textarea&gt;&lt;script&gt;&amp; more</textarea>",
        "<textarea name=\"empty\">\nnot any more</textarea>",
        r#"<option value="m">Member"#,
        r#"<option value="o" selected>Observer"#,
        r#"name="kind" value="one"><input type="radio" name="kind" value="two" checked>"#,
        r#"value="mon" checked><input type="checkbox" name="day" value="tue">"#,
        r#"<input type="password" name="password" value="">"#,
        "<title>A &amp; b</title>",
        "Save &amp; go on",
        "<form method=\"post\" action=\"/a/b\" novalidate id=\"unsent\">",
        "2 &lt; 3 \u{a0} “x”",
    ] {
        assert!(filled.html.contains(part), "{part} is not in\n{}", filled.html);
    }
    assert!(filled.html.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
    assert_eq!(filled.form, "unsent");
    assert!(filled.left.is_empty(), "{:?}", filled.left);
}

#[test]
fn what_has_no_place_any_more_is_told() {
    let typed = typed(&[("gone", "words"), ("role", "nobody"), ("blank", " "), ("who", "ana")]);

    let filled = refill(PAGE, "/a/b", &typed).unwrap();

    assert_eq!(filled.left, ["nobody", "words"]);
}

#[test]
fn of_two_forms_for_one_address_it_is_the_one_that_was_filled_in() {
    let of = |n| refill(PAGE, "/c", &typed(&[("n", n), ("m", "words")])).unwrap();

    assert_eq!((of("1").form, of("2").form), ("unsent".to_owned(), "second".to_owned()));
    assert!(refill(PAGE, "/search", &typed(&[])).is_none());
    assert!(refill(PAGE, "/elsewhere", &typed(&[])).is_none());
}

#[test]
fn each_form_that_is_posted_gets_a_field() {
    let marked = with_field(PAGE, "by", "a\"b");

    let field = r#"<input type="hidden" name="by" value="a&quot;b">"#;
    assert_eq!(marked.matches(field).count(), 4);
    assert!(marked.contains(&format!("<form method=\"post\" action=\"/a/b\" novalidate>{field}")));
    assert!(!marked.contains(&format!("action=\"/search\">{field}")));
    assert_eq!(marked.replace(field, ""), PAGE);
}
