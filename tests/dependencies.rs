//! What the program is built of: licences that it may be passed on under, sources, and scripts that run on the machine that builds it.
//! That none of the versions was taken back by its authors needs the registry: `.ci/run` asks it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use sha2::{Digest, Sha256};
use spdx::{Expression, LicenseReq, ParseMode};

/// Licences that let a program be passed on under its own; of those that a package offers, one is enough.
const PERMITTED: [&str; 11] = [
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    // Data: the root certificates.
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MPL-2.0",
    // libpq, where it is built in.
    "PostgreSQL",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Packages that have their licence in a file and do not name it: the file's SHA-256, and what it was found to be.
const READ: [(&str, &str, &str); 1] =
    [("forust-ml", "ff5369922a69b44cf7ffae45bfb3e730f16d6bcc2fa49d3bb5e15aade548bb73", "Apache-2.0")];

/// What a build script does, as somebody found who read it. None of them reaches the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    /// Compiles C or assembler that comes with the package.
    CompilesC,
    /// Asks compiler, target or system what there is, and sets flags.
    Probes,
    /// Writes Rust or data, made from what comes with the package.
    Generates,
}
use Does::{CompilesC, Generates, Probes};

/// The build scripts that were read: the package, the beginning of the SHA-256 over the script (all files of its directory, where it has
/// one of its own), and what it does. A new or changed one stands here after somebody has read it, and not before.
const SCRIPTS: [(&str, &str, Does); 53] = [
    ("anyhow", "89d1baedcff59822", Probes),
    ("borsh", "82fe063f8195129b", Probes),
    ("crossbeam-deque", "c8c35fc536a2e648", Probes),
    ("crossbeam-epoch", "c8c35fc536a2e648", Probes),
    ("crossbeam-utils", "79cc5363313f77ab", Probes),
    ("diesel_derives", "410cdb2047c9f07e", Generates),
    ("encoding_rs", "10340f257415e3ad", Probes),
    ("getrandom", "662faa06d7b2a9c5", Probes),
    ("httparse", "eba8e341d746a6cf", Probes),
    ("iana-time-zone-haiku", "10304831100a60c1", CompilesC),
    ("icu_normalizer_data", "c2d446772e3d766a", Probes),
    ("icu_properties_data", "c2d446772e3d766a", Probes),
    ("libc", "e70593206df4d2a3", Probes),
    ("libmimalloc-sys", "4917ec3e9a59e216", CompilesC),
    ("logos-codegen", "9a5db937e9f7068b", Probes),
    ("num-traits", "d3969209fc1c9d20", Probes),
    ("oid-registry", "92bcabf416b47b4b", Generates),
    // With the feature `bundled` alone; asks pkg-config for the system's OpenSSL.
    ("openssl-sys", "0f0798e81e8d0fc2", Probes),
    ("parking_lot_core", "3698c936b75f8332", Probes),
    ("portable-atomic", "9d0b1e0717155804", Probes),
    // With the feature `bundled` alone.
    ("pq-src", "ab6d4c9c6a9d64e2", CompilesC),
    // Asks pg_config, pkg-config or brew where libpq is.
    ("pq-sys", "572fbd1cdb2bb4af", Probes),
    ("prettyplease", "79a5b2d260aa97ae", Probes),
    ("proc-macro2", "baeb20b52f6b536b", Probes),
    ("quote", "cd6808c02e476b09", Probes),
    ("rayon-core", "fa31cb198b772600", Probes),
    // Runs Perl and nasm only in a checkout of its own repository, not in what is published.
    ("ring", "9d1928ffb1d8e157", CompilesC),
    ("rlibphonenumber", "896795b655aa39a5", Generates),
    ("rlibphonenumber_macro", "59d70152991256a5", Generates),
    ("rustix", "f7609b919173e712", Probes),
    ("rustls", "380b9a051325baa7", Probes),
    ("rustversion", "73ba3ed118f1b1cc", Probes),
    ("serde", "e2ea6a7a82f5404c", Generates),
    ("serde_core", "7bc6b1eec8913ff4", Generates),
    ("serde_json", "a681e754be844c7d", Probes),
    ("signal-hook", "e719e68acbead2e0", CompilesC),
    ("thiserror", "275d0ddbb22d5f01", Probes),
    ("thiserror", "ccc38283604f9923", Generates),
    ("wasm-bindgen", "363b0c2cf7b1353f", Probes),
    // Runs `git rev-parse HEAD`; not built for the systems that LeadEngine runs on.
    ("wasm-bindgen-shared", "2ad2b0d08ef35c6a", Probes),
    // Windows alone, from here on: they name libraries to link.
    ("winapi", "fa1782968d333457", Probes),
    ("winapi-i686-pc-windows-gnu", "4344ce95f51197e1", Probes),
    ("winapi-x86_64-pc-windows-gnu", "b4ab421e1dc98159", Probes),
    ("windows_aarch64_gnullvm", "6d40bd2c0ed4cbea", Probes),
    ("windows_aarch64_msvc", "6d40bd2c0ed4cbea", Probes),
    ("windows_i686_gnu", "6d40bd2c0ed4cbea", Probes),
    ("windows_i686_gnullvm", "6d40bd2c0ed4cbea", Probes),
    ("windows_i686_msvc", "6d40bd2c0ed4cbea", Probes),
    ("windows_x86_64_gnu", "6d40bd2c0ed4cbea", Probes),
    ("windows_x86_64_gnullvm", "6d40bd2c0ed4cbea", Probes),
    ("windows_x86_64_msvc", "6d40bd2c0ed4cbea", Probes),
    ("zerocopy", "075d31f4f99cf4e4", Probes),
    ("zmij", "ad320bc635887879", Probes),
];

/// The packages of the lock file, and whether they are all of them: those of other systems and features are here only where they were
/// fetched, as `.ci/run` does.
fn packages() -> (Vec<Value>, bool) {
    let metadata = |more: &[&str]| {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .args(["metadata", "--locked", "--offline", "--format-version", "1", "--manifest-path"])
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
            .args(more)
            .output()
            .expect("cargo");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        output
            .status
            .success()
            .then(|| -> Value { serde_json::from_slice(&output.stdout).unwrap() })
            .ok_or(said)
    };
    let (metadata, all) = match metadata(&["--all-features"]) {
        Ok(all) => (all, true),
        Err(_) => {
            let version = Command::new("rustc").arg("-vV").output().expect("rustc");
            let version = String::from_utf8(version.stdout).unwrap();
            let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
            (metadata(&["--filter-platform", host]).unwrap_or_else(|said| panic!("{said}")), false)
        }
    };
    let packages = metadata["packages"].as_array().unwrap().iter();
    (packages.filter(|package| package["name"] != "leadengine").cloned().collect(), all)
}

fn named(package: &Value) -> String {
    format!("{} {}", package["name"].as_str().unwrap(), package["version"].as_str().unwrap())
}

fn hash(files: &[PathBuf]) -> String {
    let mut hasher = Sha256::new();
    files.iter().for_each(|file| hasher.update(fs::read(file).unwrap()));
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn is_permitted(license: &str) -> Result<bool, String> {
    let expression = Expression::parse_mode(license, ParseMode::LAX).map_err(|error| error.to_string())?;
    // What an exception adds to a licence, it permits beyond it.
    let among = |required: &LicenseReq| {
        PERMITTED.iter().any(|name| required.license.id().is_some_and(|id| id.name == *name))
    };
    Ok(expression.evaluate(among))
}

#[test]
fn every_dependency_may_be_passed_on() {
    let mut refused = Vec::new();
    for package in packages().0 {
        let root = Path::new(package["manifest_path"].as_str().unwrap()).parent().unwrap().to_owned();
        let license = match (package["license"].as_str(), package["license_file"].as_str()) {
            (Some(license), _) => license.to_owned(),
            (None, Some(file)) => {
                let found = hash(&[root.join(file)]);
                let read = READ.iter().find(|(name, hash, _)| package["name"] == *name && *hash == found);
                read.map_or_else(
                    || format!("{file}, which nobody has read: {found}"),
                    |(.., license)| (*license).to_owned(),
                )
            }
            (None, None) => "none".to_owned(),
        };
        if is_permitted(&license) != Ok(true) {
            refused.push(format!("{}: {license}", named(&package)));
        }
    }
    assert!(refused.is_empty(), "licences that are not permitted: {refused:#?}");
}

#[test]
fn a_choice_of_licences_is_permitted_by_one_and_a_sum_by_all() {
    for license in [
        "MIT",
        "MIT/Apache-2.0",
        "GPL-3.0-only OR MIT",
        "Apache-2.0 WITH LLVM-exception",
        "Apache-2.0 AND ISC",
    ] {
        assert_eq!(is_permitted(license), Ok(true), "{license}");
    }
    for license in ["GPL-3.0-only", "LGPL-2.1-or-later", "AGPL-3.0-only AND MIT", "BUSL-1.1"] {
        assert_eq!(is_permitted(license), Ok(false), "{license}");
    }
    for license in ["", "none", "LicenseRef-ours and more"] {
        assert!(is_permitted(license) != Ok(true), "{license}");
    }
}

#[test]
fn every_dependency_comes_from_the_registry_and_is_locked_by_its_hash() {
    const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";
    for package in packages().0 {
        assert_eq!(package["source"], REGISTRY, "{}", named(&package));
    }
    // The lock file has those of every system and feature, fetched or not.
    let lock = include_str!("../Cargo.lock");
    for package in
        lock.split("[[package]]").skip(1).filter(|package| !package.contains("name = \"leadengine\""))
    {
        let line = |key: &str| package.lines().find_map(|line| line.strip_prefix(&format!("{key} = ")));
        assert_eq!(line("source"), Some(&*format!("\"{REGISTRY}\"")), "{package}");
        assert!(line("checksum").is_some_and(|checksum| checksum.len() == 66), "{package}");
    }
}

#[test]
fn every_script_that_runs_at_a_build_was_read() {
    let (packages, all) = packages();
    let mut found = BTreeSet::new();
    for package in &packages {
        let root = Path::new(package["manifest_path"].as_str().unwrap()).parent().unwrap();
        for target in package["targets"].as_array().unwrap() {
            if target["kind"][0] == "custom-build" {
                let script = PathBuf::from(target["src_path"].as_str().unwrap());
                let directory = script.parent().unwrap();
                let mut files = match directory == root {
                    true => vec![script],
                    false => fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect(),
                };
                files.sort();
                found.insert((
                    package["name"].as_str().unwrap().to_owned(),
                    hash(&files)[..16].to_owned(),
                    named(package),
                ));
            }
        }
    }
    let read = |name: &str, hash: &str| SCRIPTS.iter().any(|script| (script.0, script.1) == (name, hash));
    let unread: Vec<_> = found.iter().filter(|(name, hash, _)| !read(name, hash)).collect();
    assert!(
        unread.is_empty(),
        "read these build scripts, for what they reach and run, and note them in SCRIPTS: {unread:#?}"
    );
    let there = |script: &(&str, &str, Does)| {
        found.iter().any(|(name, hash, _)| (script.0, script.1) == (&**name, &**hash))
    };
    let gone: Vec<_> = SCRIPTS.iter().filter(|script| all && !there(script)).collect();
    assert!(gone.is_empty(), "these are built no more: {gone:#?}");
}
