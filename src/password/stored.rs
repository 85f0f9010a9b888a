//! Stored password hashes: ours, older ones of ours, and those that another program left. What a hash asks for is looked at before
//! it is done: the table may be written by others, and a hash is no way to keep the machine busy.

use anyhow::{Result, anyhow};
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{Error as HashError, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use super::{MEMORY, PASSES};
use crate::error::{Failure, Kind};

/// The most memory that checking one password may take, in KiB: 2 GiB, as in RFC 9106's first recommended option (section 4).
const MOST_MEMORY: u64 = 2 << 20;
/// The most work that checking one may take, in KiB written: 4 GiB, as in libsodium's most costly setting; some seconds.
const MOST_WORK: u64 = 4 << 20;
/// The most that bcrypt's cost may be, each step being twice the work: some seconds.
const MOST_COST: u32 = 16;

/// The least memory in the settings that OWASP recommends, in KiB: less is weak, however many the passes.
const LEAST_MEMORY: u32 = 7168;
/// Bytes of salt and of hash that RFC 9106 recommends (section 4).
const SALT: usize = 16;
const HASH: usize = 32;

/// How many bytes of a password bcrypt takes, the NUL at its end among them.
const BCRYPT_BYTES: usize = 72;

/// A stored hash that can be checked.
pub(super) enum Stored<'a> {
    /// Any Argon2.
    Argon2(Box<PasswordHash>),
    /// bcrypt.
    Bcrypt(&'a str),
}

fn foreign() -> Failure {
    Failure::new(
        Kind::Failed,
        "foreign_password_hash",
        "the stored password hash is neither Argon2 nor bcrypt ($2a$, $2b$, $2y$)",
    )
    .hint("leadengine users set-password EMAIL replaces it")
}

fn too_costly(what: &str) -> Failure {
    let message = format!("the stored password hash asks for too much: {what}");
    Failure::new(Kind::Failed, "password_hash_too_costly", message)
        .hint("leadengine users set-password EMAIL replaces it")
}

impl Stored<'_> {
    /// Reads a hash.
    ///
    /// # Errors
    /// `foreign_password_hash` for one of another kind, `password_hash_too_costly` for one that would keep the machine busy.
    pub(super) fn read(text: &str) -> Result<Stored<'_>, Failure> {
        match text.get(..4) {
            Some("$2a$" | "$2b$" | "$2y$") => bcrypt(text),
            _ => argon2(text),
        }
    }

    /// Whether it is the password's.
    pub(super) fn is_of(&self, password: &[u8]) -> Result<bool> {
        match self {
            // Its own settings count, not these.
            Stored::Argon2(hash) => match Argon2::default().verify_password(password, &**hash) {
                Ok(()) => Ok(true),
                Err(HashError::PasswordInvalid) => Ok(false),
                Err(_) => Err(foreign().into()),
            },
            Stored::Bcrypt(hash) => {
                let same = bcrypt::verify(password, hash).map_err(|_| foreign())?;
                // To bcrypt "ab" and "ab\0ab" are one; in the programs that hash with it no password holds a NUL.
                Ok(same && !password.contains(&0))
            }
        }
    }

    /// Whether it is older or weaker than what a new password gets. Not where the password is longer than bcrypt can tell apart: the
    /// renewed hash would be that of an ending which nobody checked.
    pub(super) fn is_outdated(&self, password: &[u8]) -> bool {
        match self {
            Stored::Bcrypt(_) => password.len() < BCRYPT_BYTES,
            Stored::Argon2(hash) => {
                let Ok(params) = Params::try_from(&**hash) else { return false };
                let work = |m: u32, t: u32| u64::from(m) * u64::from(t);
                hash.algorithm != Algorithm::Argon2id.ident()
                    || hash.version != Some(Version::V0x13.into())
                    || params.m_cost() < LEAST_MEMORY
                    || work(params.m_cost(), params.t_cost()) < work(MEMORY, PASSES)
                    || hash.salt.as_ref().is_none_or(|salt| salt.len() < SALT)
                    || hash.hash.as_ref().is_none_or(|hash| hash.len() < HASH)
            }
        }
    }
}

fn bcrypt(text: &str) -> Result<Stored<'_>, Failure> {
    let parts: bcrypt::HashParts = text.parse().map_err(|_| foreign())?;
    match parts.get_cost() {
        cost if cost > MOST_COST => Err(too_costly(&format!("bcrypt with cost {cost}"))),
        4.. => Ok(Stored::Bcrypt(text)),
        _ => Err(foreign()),
    }
}

fn argon2(text: &str) -> Result<Stored<'_>, Failure> {
    let mut hash = PasswordHash::new(text).map_err(|_| foreign())?;
    let params = Params::try_from(&hash).map_err(|_| foreign())?;
    if Algorithm::try_from(hash.algorithm.as_str()).is_err() || hash.salt.is_none() || hash.hash.is_none() {
        return Err(foreign());
    }
    let (memory, passes) = (u64::from(params.m_cost()), u64::from(params.t_cost()));
    if memory > MOST_MEMORY || memory * passes > MOST_WORK {
        return Err(too_costly(&format!("Argon2 with m={memory}, t={passes}")));
    }
    // Hashes were written without a version before there was a second one.
    hash.version = hash.version.or(Some(Version::V0x10.into()));
    Ok(Stored::Argon2(Box::new(hash)))
}

/// What a new password is hashed with.
pub(super) fn todays() -> Result<Argon2<'static>> {
    let params =
        Params::new(MEMORY, PASSES, super::LANES, None).map_err(|e| anyhow!("Argon2 parameters: {e}"))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}
