//! The secrets that sessions and one-time links consist of. Only their hashes are stored.

use std::fmt;

use sha2::{Digest, Sha256};

/// 256 random bits, so a plain hash keeps them safe.
pub struct Token(String);

impl Token {
    #[expect(clippy::new_without_default, reason = "each is another")]
    pub fn new() -> Self {
        let bytes: [u8; 32] = rand::random();
        Token(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    pub fn hash(&self) -> Vec<u8> {
        hash(&self.0)
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

pub fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}
