//! As whom the private PostgreSQL runs when the program is started by root.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use nix::unistd::{Uid, User};

/// Who owns the data that are there, else `postgres`, else `nobody`.
pub fn database_user(directory: &Path) -> Result<User> {
    let data = directory.join("data");
    if let Ok(metadata) = fs::metadata(&data) {
        let owner = Uid::from_raw(metadata.uid());
        ensure!(
            !owner.is_root(),
            "The data in {} belong to root, as which PostgreSQL does not run; \
             give them to another user (chown -R postgres), or set DATABASE_URL.",
            data.display()
        );
        return User::from_uid(owner)?.with_context(|| {
            format!(
                "The data in {} belong to user {owner}, who does not exist here; \
                 give them to another user (chown -R postgres), or set DATABASE_URL.",
                data.display()
            )
        });
    }
    for name in ["postgres", "nobody"] {
        if let Some(user) = User::from_name(name)? {
            return Ok(user);
        }
    }
    bail!(
        "PostgreSQL does not run as root, and there is neither a user postgres nor nobody; \
         start the program as another user, or set DATABASE_URL."
    )
}

/// Whether the directories above let the user pass; the directory itself will be theirs.
pub fn reaches(user: &User, directory: &Path) -> bool {
    directory.ancestors().skip(1).all(|above| {
        fs::metadata(above).is_ok_and(|metadata| {
            let pass = if metadata.uid() == user.uid.as_raw() {
                0o100
            } else if metadata.gid() == user.gid.as_raw() {
                0o010
            } else {
                0o001
            };
            metadata.mode() & pass != 0
        })
    })
}
