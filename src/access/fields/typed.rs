//! What people type about themselves and each other, checked.

use lettre::Address;

use platform::mail::SERVICE_ADDRESS;

/// An e-mail address, or what is wrong with it.
pub fn email(text: &str) -> Result<String, &'static str> {
    let text = base::text::line(text);
    let address = || text.parse::<Address>().ok().filter(|_| text.len() <= 254);
    match text.as_str() {
        "" => Err("Enter an e-mail address."),
        _ if text.to_lowercase().ends_with(SERVICE_ADDRESS) => {
            Err("This is the address of a service account, which is no person’s.")
        }
        _ => address()
            .map(|address| address.to_string())
            .ok_or("Enter an e-mail address in the right form, like name@example.org."),
    }
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
        true => Err("Use at most 200 characters here."),
        false => Ok(line),
    }
}
