//! How it is kept: one text file that people can read, compare and merge.

mod error;
mod kept;
mod locate;
mod open;
mod quick;
mod read;
mod record;
mod sniff;
mod v1;
mod write;

pub mod beside;
pub mod disk;
pub mod fingerprint;
pub mod lock;
pub mod recovery;
pub mod save;
pub mod save_error;
pub mod settings;
pub mod watch;

pub use error::{Place, ReadError, Trouble};
pub use fingerprint::Fingerprint;
pub use open::{OpenError, open};
pub use read::{BYTES_MAX, BYTES_MAX_ANYWAY, Opened, Warning, read, refuse_size};
pub use write::{MADE_BY, WriteError, write, write_checked};
