//! What people type about themselves and each other, checked.

use lettre::Address;

use base::text::is_unseen;
use platform::mail::SERVICE_ADDRESS;

/// An e-mail address, or what is wrong with it.
pub fn email(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    match text {
        "" => Err("Enter an e-mail address."),
        _ if text.to_lowercase().ends_with(SERVICE_ADDRESS) => {
            Err("This is the address of a service account, which is no person’s.")
        }
        _ => deliverable(text)
            .ok_or("Enter an e-mail address in the right form, like name@example.org."),
    }
}

/// The address, if mail can get to it: with a domain that has a dot, and nothing in it that is not
/// seen. A domain in another script has one spelling (UTS 46), so that it is one account.
fn deliverable(text: &str) -> Option<String> {
    let address: Address = text.parse().ok()?;
    let user = address.user();
    let ascii = idna::domain_to_ascii_strict(address.domain()).ok()?;
    let (domain, readable) = idna::domain_to_unicode(&ascii);
    let is_domain = ascii.contains('.')
        && !ascii.starts_with('.')
        && !ascii.split('.').next_back()?.chars().all(|sign| sign.is_ascii_digit())
        && readable.is_ok();
    let is_seen = user.chars().all(|sign| !sign.is_whitespace() && !is_unseen(sign));
    let fits = user.len() <= 64 && user.len() + 1 + ascii.len() <= 254;
    let is_plain = address.domain().is_ascii() && !ascii.contains("xn--");
    let domain = if is_plain { address.domain() } else { &domain };
    (is_domain && is_seen && fits).then(|| format!("{user}@{domain}"))
}

pub fn name(text: &str) -> Result<String, &'static str> {
    match line(text)? {
        name if name.is_empty() => Err("Enter a name."),
        name => Ok(name),
    }
}

/// Words in one line, which may be none.
pub fn line(text: &str) -> Result<String, &'static str> {
    let line = base::text::line(text);
    match line.chars().count() > 200 {
        true => Err("Use 200 characters or fewer."),
        false => Ok(line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_to_which_mail_can_get() {
        for (typed, kept) in [
            (" mira@example.org ", "mira@example.org"),
            ("Mira.Rao+igf@sub.example.org", "Mira.Rao+igf@sub.example.org"),
            ("o'neil@Example.org", "o'neil@Example.org"),
            ("ana@Bücher.example", "ana@bücher.example"),
            ("ana@xn--bcher-kva.example", "ana@bücher.example"),
            ("josé@example.org", "josé@example.org"),
            ("伊昭傑@郵件.商務", "伊昭傑@郵件.商務"),
        ] {
            assert_eq!(email(typed).as_deref(), Ok(kept), "{typed:?}");
        }
    }

    #[test]
    fn an_address_is_refused_to_which_no_mail_can_get() {
        for typed in [
            "",
            " ",
            "mira",
            "mira@",
            "@example.org",
            "mira@example",
            "mira@localhost",
            "mira rao@example.org",
            "mira@exam ple.org",
            "mira@example..org",
            "mira@.example.org",
            "mira@example.org.",
            "mira.@example.org",
            "mi..ra@example.org",
            "mira@@example.org",
            "mira@example.org, omar@example.org",
            "mira@example.org;omar@example.org",
            "Mira <mira@example.org>",
            "mailto:mira@example.org",
            "mira@-example.org",
            "mira@192.0.2.1",
            "mira@[192.0.2.1]",
            "mira@example.123",
            "mira@exa_mple.org",
            "mi\u{0}ra@example.org",
            "mi\nra@example.org",
            "mira@example.org\r\nBcc: a@b.example",
            "mi\u{2028}ra@example.org",
            "mi\u{200b}ra@example.org",
            "mi\u{202e}ra@example.org",
            "mi\u{a0}ra@example.org",
            // A letter that looks like nothing, and a mark without width.
            "mi\u{3164}ra@example.org",
            "mi\u{34f}ra@example.org",
            "mira@exa\u{2028}mple.org",
            "mira@example.org\u{7}",
            "\"mira rao\"@example.org",
            "mira@service.invalid",
        ] {
            assert!(email(typed).is_err(), "{typed:?}");
        }
        let long = format!("{}@example.org", "x".repeat(65));
        assert!(email(&long).is_err());
        assert!(email(&format!("mira@{}example.org", "long.".repeat(60))).is_err());
    }

    #[test]
    fn a_name_of_which_nothing_is_seen_is_none() {
        for typed in ["", " \t", "\u{3164}\u{3164}", "\u{200b} \u{34f}\u{115f}"] {
            assert_eq!(name(typed), Err("Enter a name."), "{typed:?}");
        }
        assert_eq!(name(" Mi\u{200b}ra ").as_deref(), Ok("Mira"));
    }
}
