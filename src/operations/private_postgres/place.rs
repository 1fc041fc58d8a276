//! Where the private PostgreSQL keeps the record, and as which user it runs.

use std::fs::{self, File, OpenOptions, Permissions};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt, lchown};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use nix::libc::O_NOFOLLOW;
use nix::unistd::{User, geteuid};
use sha2::{Digest, Sha256};

use super::user::{database_user, reaches};

/// For root, whose own directories are often closed to the database's user.
const REFUGE: &str = "/var/lib/rapporteur";

pub const SOCKET: &str = ".s.PGSQL.5432";

/// A socket's whole path has at most 107 bytes.
const LONGEST: usize = 107 - 1 - SOCKET.len();

#[derive(Debug)]
pub struct Place {
    pub directory: PathBuf,
    /// Another user than ours, because PostgreSQL refuses to run as root.
    pub user: Option<User>,
}

impl Place {
    pub fn choose(wanted: &Path) -> Result<Place> {
        fs::create_dir_all(wanted).with_context(|| cannot("create", wanted))?;
        let wanted = wanted.canonicalize().with_context(|| cannot("enter", wanted))?;
        ensure!(
            wanted.to_str().is_some_and(|path| !path.contains(char::is_control)),
            "The database's directory {wanted:?} has characters in its name that PostgreSQL \
             cannot use; choose another DATA_DIR, or set DATABASE_URL."
        );
        let place = if geteuid().is_root() {
            Place::for_root(wanted)?
        } else {
            ensure!(
                fits(&wanted),
                "The path {} is too long for a socket, which allows {LONGEST} characters; \
                 choose a shorter DATA_DIR, or set DATABASE_URL.",
                wanted.display()
            );
            Place { directory: wanted, user: None }
        };
        place.close_to_others()?;
        Ok(place)
    }

    fn for_root(wanted: PathBuf) -> Result<Place> {
        let refuge = refuge(&wanted);
        let user = database_user(&wanted)?;
        if has_data(&wanted) {
            ensure!(
                reaches(&user, &wanted),
                "The database's user {} can no longer reach its data in {}; \
                 allow it to pass (chmod o+x on the directories above), or set DATABASE_URL.",
                user.name,
                wanted.display()
            );
            return Ok(Place { directory: wanted, user: Some(user) });
        }
        // What was once begun in the refuge stays there, also when the way has been opened since.
        if reaches(&user, &wanted) && fits(&wanted) && !has_data(&refuge) {
            return Ok(Place { directory: wanted, user: Some(user) });
        }
        fs::create_dir_all(&refuge).with_context(|| cannot("create", &refuge))?;
        tracing::warn!(
            "The database is in {}, because its user {} cannot use {}.",
            refuge.display(),
            user.name,
            wanted.display()
        );
        Ok(Place { user: Some(database_user(&refuge)?), directory: refuge })
    }

    /// The socket lets in whoever reaches it, so only the database's user and root may.
    fn close_to_others(&self) -> Result<()> {
        let directory = &self.directory;
        if let Some(user) = &self.user {
            lchown(directory, Some(user.uid.as_raw()), Some(user.gid.as_raw()))
                .with_context(|| cannot("give away", directory))?;
        }
        let mode = fs::metadata(directory)?.permissions().mode();
        if mode & 0o777 != 0o700 {
            fs::set_permissions(directory, Permissions::from_mode(0o700))
                .with_context(|| cannot("close to others", directory))?;
        }
        Ok(())
    }

    /// As root we write where another user may have laid a link, so links are not followed.
    pub fn open(&self, name: &str) -> Result<File> {
        let path = self.directory.join(name);
        let mut options = OpenOptions::new();
        options.create(true).append(true).mode(0o600).custom_flags(O_NOFOLLOW);
        options.open(&path).with_context(|| cannot("write", &path))
    }

    pub fn data(&self) -> PathBuf {
        self.directory.join("data")
    }

    pub fn has_data(&self) -> bool {
        has_data(&self.directory)
    }

    pub fn socket(&self) -> PathBuf {
        self.directory.join(SOCKET)
    }
}

fn cannot(act: &str, path: &Path) -> String {
    format!(
        "The database cannot {act} {}; choose another DATA_DIR, or set DATABASE_URL",
        path.display()
    )
}

fn has_data(directory: &Path) -> bool {
    directory.join("data/PG_VERSION").exists()
}

fn fits(directory: &Path) -> bool {
    directory.as_os_str().len() <= LONGEST
}

/// One place for each directory, with a name by which a person finds it.
fn refuge(wanted: &Path) -> PathBuf {
    let path = wanted.as_os_str().as_encoded_bytes();
    let spelled = |byte: &u8| if byte.is_ascii_alphanumeric() { char::from(*byte) } else { '-' };
    let end: String = path[path.len().saturating_sub(40)..].iter().map(spelled).collect();
    let digest: String =
        Sha256::digest(path)[..4].iter().map(|byte| format!("{byte:02x}")).collect();
    Path::new(REFUGE).join(format!("{}-{digest}", end.trim_matches('-')))
}
