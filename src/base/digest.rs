//! What a text is known by: its SHA-256, in hexadecimal digits, and the chain of those.

use std::fmt::Write;

use sha2::{Digest, Sha256};

pub fn hash(text: &str) -> Vec<u8> {
    Sha256::digest(text).to_vec()
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The link that a text makes in the chain: nothing before it can be changed unnoticed.
pub fn link(previous: &[u8], sha256: &[u8]) -> Vec<u8> {
    Sha256::new().chain_update(previous).chain_update(sha256).finalize().to_vec()
}
