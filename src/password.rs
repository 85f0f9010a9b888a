//! Passwords: asked for without echo, kept only as Argon2id hashes.
//!
//! Parameters: OWASP Password Storage Cheat Sheet, Argon2id with m = 19456 KiB, t = 2, p = 1
//! (<https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id>).
//! Length: NIST SP 800-63B section 5.1.1.2 asks for at least 8 characters and forbids rules on their kinds.

use std::fmt;
use std::io::{self, BufRead, IsTerminal, Read};

use anyhow::{Result, anyhow};
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{Error as HashError, PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::error::{Failure, Kind};

/// Memory in KiB.
const MEMORY: u32 = 19_456;
/// Passes over the memory.
const PASSES: u32 = 2;
/// Lanes.
const LANES: u32 = 1;

/// The fewest characters that a new password may have.
pub const MIN_CHARACTERS: usize = 8;
/// The most bytes that a password may have: hashing is no way to keep the machine busy.
pub const MAX_BYTES: usize = 1024;

/// What an account without a password is checked against, so that checking takes as long as with one. No password gives
/// this hash: its output is arbitrary.
const DECOY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bGVhZGVuZ2luZS1kZWNveQ$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

/// Where a password comes from; never from an argument, which every user of the machine can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A prompt on the terminal, without echo.
    Prompt,
    /// The first line of standard input.
    Stdin,
}

/// A password in the clear, for as short as possible. Printing one for debugging shows nothing of it.
pub struct Password(String);

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(***)")
    }
}

impl Password {
    /// A new password: asked for twice at a prompt, and of a permitted length.
    ///
    /// # Errors
    /// [`Kind::Usage`] when it is too short or too long, the two differ, or nobody is there to ask.
    pub fn choose(source: Source) -> Result<Password> {
        let text = match source {
            Source::Stdin => line(&mut io::stdin().lock())?,
            Source::Prompt => {
                let first = prompt("New password: ")?;
                check(&first)?;
                if prompt("The same again: ")? != first {
                    return Err(Failure::new(Kind::Usage, "passwords_differ", "the two passwords differ")
                        .hint("nothing was changed; run the command again")
                        .into());
                }
                first
            }
        };
        check(&text)?;
        Ok(Password(text))
    }

    /// A password to compare with a stored one: asked for once, of any length.
    ///
    /// # Errors
    /// [`Kind::Usage`] when nobody is there to ask, or standard input has none.
    pub fn enter(source: Source) -> Result<Password> {
        Ok(Password(match source {
            Source::Stdin => line(&mut io::stdin().lock())?,
            Source::Prompt => prompt("Password: ")?,
        }))
    }

    /// Its Argon2id hash with a fresh salt, as a PHC string.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn hash(&self) -> Result<String> {
        let hash: PasswordHash = argon2()?
            .hash_password(self.0.as_bytes())
            .map_err(|e| anyhow!("cannot hash the password: {e}"))?;
        Ok(hash.to_string())
    }

    /// Whether this is the password that was stored. Without a stored one the answer is no, after as much work.
    ///
    /// # Errors
    /// [`Kind::Failed`] when another program stored something else than an Argon2 hash.
    pub fn matches(&self, stored: Option<&str>) -> Result<bool> {
        let foreign = || {
            Failure::new(Kind::Failed, "foreign_password_hash", "the stored password hash is no Argon2 hash")
                .hint("leadengine users set-password EMAIL replaces it")
        };
        let parsed = PasswordHash::new(stored.unwrap_or(DECOY)).map_err(|_| foreign())?;
        match argon2()?.verify_password(self.0.as_bytes(), &parsed) {
            Ok(()) => Ok(stored.is_some()),
            Err(HashError::PasswordInvalid) => Ok(false),
            Err(_) => Err(foreign().into()),
        }
    }
}

fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(MEMORY, PASSES, LANES, None).map_err(|e| anyhow!("Argon2 parameters: {e}"))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn check(text: &str) -> Result<(), Failure> {
    if text.chars().count() < MIN_CHARACTERS {
        let message = format!("the password has fewer than {MIN_CHARACTERS} characters");
        return Err(
            Failure::new(Kind::Usage, "password_too_short", message).hint("a short sentence is a good one")
        );
    }
    if text.len() > MAX_BYTES {
        return Err(too_long());
    }
    Ok(())
}

fn too_long() -> Failure {
    Failure::new(Kind::Usage, "password_too_long", format!("the password has more than {MAX_BYTES} bytes"))
}

fn prompt(question: &str) -> Result<String> {
    if !io::stdin().is_terminal() {
        return Err(Failure::new(Kind::Usage, "no_password", "no terminal to ask for the password")
            .hint("add --password-stdin and pipe the password in")
            .into());
    }
    rpassword::prompt_password(question).map_err(|e| anyhow!(e).context("cannot read the password"))
}

/// The first line, without its end.
fn line(input: &mut impl BufRead) -> Result<String, Failure> {
    let unusable = |message: String| Failure::new(Kind::Usage, "no_password", message);
    let mut bytes = Vec::new();
    // The limit, "\r\n", and one more to see that it is too long.
    input
        .take(MAX_BYTES as u64 + 3)
        .read_until(b'\n', &mut bytes)
        .map_err(|e| unusable(format!("cannot read the password from standard input: {e}")))?;
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
    }
    if bytes.is_empty() {
        return Err(unusable("standard input has no password on its first line".to_owned()));
    }
    if bytes.len() > MAX_BYTES {
        return Err(too_long());
    }
    String::from_utf8(bytes).map_err(|_| unusable("the password on standard input is not UTF-8".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str) -> Password {
        Password(text.to_owned())
    }

    #[test]
    fn hashes_are_argon2id_with_owasps_parameters_and_a_salt_each() {
        let hash = password("correct horse").hash().unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_ne!(password("correct horse").hash().unwrap(), hash);
        assert!(password("correct horse").matches(Some(&hash)).unwrap());
        assert!(!password("correct house").matches(Some(&hash)).unwrap());
    }

    #[test]
    fn without_a_stored_password_nothing_matches() {
        for text in ["", "decoy", "leadengine-decoy"] {
            assert!(!password(text).matches(None).unwrap());
        }
        assert!(PasswordHash::new(DECOY).is_ok());
    }

    #[test]
    fn a_hash_of_another_kind_is_an_error_and_no_match() {
        for stored in ["", "secret", "$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW"] {
            assert!(password("secret").matches(Some(stored)).is_err(), "{stored}");
        }
    }

    #[test]
    fn one_line_is_read_and_its_end_left_off() {
        for (input, expected) in
            [("a b c d\nmore", "a b c d"), ("x\r\n", "x"), ("no end", "no end"), (" spaces \n", " spaces ")]
        {
            assert_eq!(line(&mut input.as_bytes()).unwrap(), expected);
        }
        assert_eq!(line(&mut format!("{}\r\n", "x".repeat(MAX_BYTES)).as_bytes()).unwrap().len(), MAX_BYTES);
        assert_eq!(line(&mut "x".repeat(MAX_BYTES + 1).as_bytes()).unwrap_err().code, "password_too_long");
        assert_eq!(line(&mut &b"\n"[..]).unwrap_err().code, "no_password");
        assert_eq!(line(&mut &b"\xff\xfe\n"[..]).unwrap_err().code, "no_password");
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert!(check("пароль12").is_ok());
        assert_eq!(check("пароль1").unwrap_err().code, "password_too_short");
        assert_eq!(check(&"x".repeat(MAX_BYTES + 1)).unwrap_err().code, "password_too_long");
    }

    #[test]
    fn debugging_shows_no_password() {
        assert_eq!(format!("{:?}", password("hunter22")), "Password(***)");
    }
}
