//! What a token reads like: `rap_`, 256 random bits, and a sum by which a mistyped or invented
//! one is told without asking the database, and a leaked one is found by scanners.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::secrets::Token;
use base::ids::TokenId;

const PREFIX: &str = "rap_";
const DIGITS: usize = 64;

/// A token that reads like one of ours.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    #[expect(clippy::new_without_default, reason = "each is another")]
    pub fn new() -> Self {
        let secret = Token::new().to_string();
        Secret(format!("{PREFIX}{secret}{}", sum(&secret)))
    }

    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(&self.0).to_vec()
    }

    /// By what its owner knows it again: "rap_1a2b…9f0e".
    pub fn hint(&self) -> String {
        format!("{}…{}", &self.0[..PREFIX.len() + 4], &self.0[self.0.len() - 4..])
    }
}

impl FromStr for Secret {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (secret, given) =
            text.strip_prefix(PREFIX).and_then(|rest| rest.split_at_checked(DIGITS)).ok_or(())?;
        if sum(secret) == given { Ok(Secret(text.to_owned())) } else { Err(()) }
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The first 32 bits of the secret's SHA-256.
fn sum(secret: &str) -> String {
    Sha256::digest(secret)[..4].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The token that a request came with.
#[derive(Clone, Copy, Debug)]
pub struct Used {
    pub id: TokenId,
    pub may_write: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_with_one_wrong_character_is_none() {
        let token = Secret::new().to_string();
        assert!(token.parse::<Secret>().is_ok());

        for (at, found) in token.char_indices() {
            let other = if found == '0' { "1" } else { "0" };
            let mut typed = token.clone();
            typed.replace_range(at..=at, other);
            assert!(typed.parse::<Secret>().is_err(), "{typed}");
        }
        for odd in ["", "rap_", &token[..token.len() - 1], &format!("{token}0"), "rap_ü"] {
            assert!(odd.parse::<Secret>().is_err(), "{odd}");
        }
    }
}
