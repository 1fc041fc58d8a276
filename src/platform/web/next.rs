//! Where somebody goes on to after signing in: back to the page that asked for it.

use url::Url;
use url::form_urlencoded::byte_serialize;

/// A path of our own, as browsers understand it; the home page instead of anywhere else.
pub fn own_path(next: &str) -> String {
    resolve(next).unwrap_or_else(|| "/".to_owned())
}

/// Where people come in, or do something by a link that was mailed.
const WAYS_IN: [&str; 6] =
    ["/sign-in", "/welcome/", "/invitations/", "/reports/", "/reminders/", "/public-comments/"];

/// To where somebody comes back who signs in from a page: to it, other than from one of those.
pub fn back_to(path: &str) -> String {
    let is_way_in = WAYS_IN.iter().any(|way| path.starts_with(way));
    if is_way_in { String::new() } else { path.to_owned() }
}

/// "?next=…", to carry it along.
pub fn query(next: &str) -> String {
    match own_path(next).as_str() {
        "/" => String::new(),
        path => format!("?next={}", byte_serialize(path.as_bytes()).collect::<String>()),
    }
}

fn resolve(next: &str) -> Option<String> {
    let here = Url::parse("http://here.invalid/").ok()?;
    let there = here.join(next).ok().filter(|there| there.origin() == here.origin())?;
    let path = there.as_str().strip_prefix("http://here.invalid")?;
    // "/.//elsewhere" resolves to a path that would name another host the next time.
    (next.starts_with('/') && !path.starts_with("//")).then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for elsewhere in [
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "/\t/evil.example",
            "/.//evil.example",
            "/a/..//evil.example",
            "///evil.example",
            "javascript:alert(1)",
            "http:evil.example",
            "evil.example",
            "",
            " //evil.example",
            "//here.invalid@evil.example",
            "/\n/evil.example",
            "/%2e//evil.example",
        ] {
            assert_eq!(own_path(elsewhere), "/", "{elsewhere:?}");
        }
    }

    #[test]
    fn a_page_of_ours_is_kept() {
        assert_eq!(own_path("/groups/forms/search?q=a%2Fb#x"), "/groups/forms/search?q=a%2Fb#x");
        assert_eq!(own_path("/%2F/evil.example"), "/%2F/evil.example");
    }
}
