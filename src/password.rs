//! Passwords: asked for without echo, kept only as Argon2id hashes, wiped from memory when done with. Hashes of other programs are
//! understood ([`stored`]), and replaced when their password is next given.
//!
//! Parameters: OWASP Password Storage Cheat Sheet, Argon2id with m = 19456 KiB, t = 2, p = 1
//! (<https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id>).
//! Length: NIST SP 800-63B section 5.1.1.2 asks for at least 8 characters and forbids rules on their kinds.

mod stored;

use std::fmt;
use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::os::fd::AsFd;

use anyhow::{Result, anyhow};
use argon2::password_hash::PasswordHasher;
use argon2::password_hash::phc::PasswordHash;
use zeroize::Zeroizing;

use self::stored::Stored;
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

/// A password in the clear, for as short as possible: it is wiped when dropped. Printing one for debugging shows nothing of it.
pub struct Password(Zeroizing<String>);

/// What a password is to a stored hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Not the password of this hash, or there is no hash.
    No,
    /// It is.
    Yes,
    /// It is, and the hash is older or weaker than a new one: [`Password::hash`] gives one.
    Outdated,
}

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
            Source::Stdin => line(&mut stdin()?)?,
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
            Source::Stdin => line(&mut stdin()?)?,
            Source::Prompt => prompt("Password: ")?,
        }))
    }

    /// Its Argon2id hash with a fresh salt, as a PHC string.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn hash(&self) -> Result<String> {
        let hash: PasswordHash = stored::todays()?
            .hash_password(self.0.as_bytes())
            .map_err(|e| anyhow!("cannot hash the password: {e}"))?;
        Ok(hash.to_string())
    }

    /// Whether this is the password that was stored. Without a stored one the answer is no, after as much work.
    ///
    /// # Errors
    /// [`Kind::Failed`] when another program stored something that is no password hash, or one that asks for hours of work.
    pub fn matches(&self, stored: Option<&str>) -> Result<Verdict> {
        let hash = Stored::read(stored.unwrap_or(DECOY))?;
        let same = hash.is_of(self.0.as_bytes())? && stored.is_some();
        Ok(match same {
            false => Verdict::No,
            true if hash.is_outdated(self.0.as_bytes()) => Verdict::Outdated,
            true => Verdict::Yes,
        })
    }
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

fn prompt(question: &str) -> Result<Zeroizing<String>> {
    if !io::stdin().is_terminal() {
        return Err(Failure::new(Kind::Usage, "no_password", "no terminal to ask for the password")
            .hint("add --password-stdin and pipe the password in")
            .into());
    }
    let typed = rpassword::prompt_password(question);
    typed.map(Zeroizing::new).map_err(|e| anyhow!(e).context("cannot read the password"))
}

/// Standard input without the standard library's buffer, which would keep what was read.
fn stdin() -> Result<File> {
    let descriptor = io::stdin().as_fd().try_clone_to_owned();
    Ok(File::from(descriptor.map_err(|e| anyhow!(e).context("cannot read standard input"))?))
}

/// The first line, without its end; nothing after it is read.
fn line(input: &mut impl Read) -> Result<Zeroizing<String>, Failure> {
    let unusable = |message: &str| Failure::new(Kind::Usage, "no_password", message);
    // The limit, and "\r\n". All of it at once: a vector that grows leaves copies behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(MAX_BYTES + 2));
    let mut byte = Zeroizing::new([0]);
    loop {
        match input.read(&mut *byte) {
            Ok(0) => break,
            Ok(_) if byte[0] == b'\n' => break,
            Ok(_) if bytes.len() > MAX_BYTES => return Err(too_long()),
            Ok(_) => bytes.push(byte[0]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                return Err(unusable(&format!("cannot read the password from standard input: {error}")));
            }
        }
    }
    if bytes.last() == Some(&b'\r') {
        bytes.pop();
    }
    if bytes.is_empty() {
        return Err(unusable("standard input has no password on its first line"));
    }
    if bytes.len() > MAX_BYTES {
        return Err(too_long());
    }
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(Zeroizing::new(text.to_owned())),
        Err(_) => Err(unusable("the password on standard input is not UTF-8")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str) -> Password {
        Password(Zeroizing::new(text.to_owned()))
    }

    #[test]
    fn hashes_are_argon2id_with_owasps_parameters_and_a_salt_each() {
        let hash = password("correct horse").hash().unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_ne!(password("correct horse").hash().unwrap(), hash);
        assert_eq!(password("correct horse").matches(Some(&hash)).unwrap(), Verdict::Yes);
        assert_eq!(password("correct house").matches(Some(&hash)).unwrap(), Verdict::No);
    }

    #[test]
    fn without_a_stored_password_nothing_matches() {
        for text in ["", "decoy", "leadengine-decoy"] {
            assert_eq!(password(text).matches(None).unwrap(), Verdict::No);
        }
        assert!(matches!(Stored::read(DECOY), Ok(Stored::Argon2(_))));
    }

    #[test]
    fn a_hash_of_another_kind_is_an_error_and_no_match() {
        for stored in [
            "",
            "secret",
            "$1$abcdefgh$irWbblnpmw.5z7wgBnprh0",
            "$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E",
            "$2x$05$abcdefghijklmnopqrstuuJN.FMSGGYLi3yHBS8Q4NEp34f5qYdya",
            "$2$05$abcdefghijklmnopqrstuuJN.FMSGGYLi3yHBS8Q4NEp34f5qYdya",
            "$2b$03$abcdefghijklmnopqrstuuJN.FMSGGYLi3yHBS8Q4NEp34f5qYdya",
            "$2b$05$é",
            "$argon2id$v=18$m=19456,t=2,p=1$bGVhZGVuZ2luZS1kZWNveQ$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
            "$argon2id$v=19$m=19456,t=2,p=1$bGVhZGVuZ2luZS1kZWNveQ",
            "$argon2id$v=19$m=19456,t=2,p=1",
        ] {
            let error = password("secret").matches(Some(stored)).unwrap_err();
            assert_eq!(error.downcast::<Failure>().unwrap().code, "foreign_password_hash", "{stored}");
        }
    }

    /// Made with crypt(3) of libxcrypt.
    const BCRYPT: &str = "$2b$05$abcdefghijklmnopqrstuuHNbAKRhpaujgo33bRWs.NLUTJO3lOy2";

    #[test]
    fn bcrypt_hashes_of_other_programs_are_understood_and_outdated() {
        for version in ["$2a$", "$2b$", "$2y$"] {
            let stored = BCRYPT.replace("$2b$", version);
            assert_eq!(password("correct horse").matches(Some(&stored)).unwrap(), Verdict::Outdated);
            assert_eq!(password("correct horsf").matches(Some(&stored)).unwrap(), Verdict::No);
        }
        let stored = "$2b$05$abcdefghijklmnopqrstuuZVEMa1pjhlynBQ1qXmSvGBJpN9h1w8G";
        assert_eq!(password("pässwörd").matches(Some(stored)).unwrap(), Verdict::Outdated);
    }

    #[test]
    fn bcrypt_cuts_at_72_bytes_and_what_it_cannot_tell_apart_is_not_renewed() {
        let (all, less) = (
            "$2b$05$abcdefghijklmnopqrstuujf8SX2ahXLwp9w/B.Y5XdysS6yR576q",
            "$2b$05$abcdefghijklmnopqrstuufmnYtZf4/LVIEdk8v40tikf/KPsqQ4m",
        );
        for length in [72, 73, 100] {
            assert_eq!(password(&"x".repeat(length)).matches(Some(all)).unwrap(), Verdict::Yes, "{length}");
        }
        assert_eq!(password(&"x".repeat(71)).matches(Some(all)).unwrap(), Verdict::No);
        assert_eq!(password(&"x".repeat(71)).matches(Some(less)).unwrap(), Verdict::Outdated);
        assert_eq!(password(&"x".repeat(72)).matches(Some(less)).unwrap(), Verdict::No);
        // The key is the password with its NUL, over and over.
        let twice = "correct horse\0correct horse";
        assert_eq!(password(twice).matches(Some(BCRYPT)).unwrap(), Verdict::No);
    }

    #[test]
    fn hashes_of_old_or_weak_settings_are_outdated_and_stronger_ones_are_not() {
        // From the test vectors of the reference implementation: without a version it is the first, 0x10.
        for stored in [
            "$argon2i$m=65536,t=2,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ",
            "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA",
        ] {
            assert_eq!(password("password").matches(Some(stored)).unwrap(), Verdict::Outdated, "{stored}");
        }
        let with = |m, t, p| {
            let params = argon2::Params::new(m, t, p, None).unwrap();
            let hasher = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
            let hash: PasswordHash = hasher.hash_password(b"password").unwrap();
            password("password").matches(Some(&hash.to_string())).unwrap()
        };
        for (m, t, p) in [(19_456, 1, 1), (4096, 16, 1), (8192, 3, 1)] {
            assert_eq!(with(m, t, p), Verdict::Outdated, "m={m} t={t} p={p}");
        }
        for (m, t, p) in [(19_456, 2, 1), (47_104, 1, 1), (65_536, 1, 4)] {
            assert_eq!(with(m, t, p), Verdict::Yes, "m={m} t={t} p={p}");
        }
    }

    #[test]
    fn hashes_that_ask_for_hours_or_gigabytes_are_refused() {
        let argon2 = |m: u64, t: u64| {
            format!(
                "$argon2id$v=19$m={m},t={t},p=1$bGVhZGVuZ2luZS1kZWNveQ$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
            )
        };
        for stored in [
            argon2(4 << 20, 1),
            argon2(4_294_967_295, 1),
            argon2(19_456, 1_000_000),
            argon2(8, 4_294_967_295),
            BCRYPT.replace("$05$", "$31$"),
            BCRYPT.replace("$05$", "$17$"),
        ] {
            let error = password("secret").matches(Some(&stored)).unwrap_err();
            assert_eq!(error.downcast::<Failure>().unwrap().code, "password_hash_too_costly", "{stored}");
        }
    }

    #[test]
    fn one_line_is_read_and_its_end_left_off() {
        for (input, expected) in
            [("a b c d\nmore", "a b c d"), ("x\r\n", "x"), ("no end", "no end"), (" spaces \n", " spaces ")]
        {
            assert_eq!(*line(&mut input.as_bytes()).unwrap(), expected);
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
