//! `sslmode=verify-full`: only the server that is meant is talked to.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::LazyLock;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use serde_json::Value;

use crate::support::{Output, Server, leadengine, run, scratch};

/// An authority of this name.
fn authority(name: &str) -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(DnType::CommonName, name);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A server with a certificate for db.example.com, on a port of this machine.
struct Tls {
    port: u16,
    /// The certificate of the authority that issued the server's.
    root: PathBuf,
    /// That of another.
    stranger: PathBuf,
    _server: Server,
}

static TLS: LazyLock<Tls> = LazyLock::new(|| {
    let (known, stranger) = (authority("Known"), authority("Stranger"));
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(["db.example.com".to_owned()]).unwrap();
    let certificate = params.signed_by(&key, &known).unwrap();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let settings = format!(
        "listen_addresses = '127.0.0.1'\nport = {port}\nssl = on\n\
         ssl_cert_file = '../server.crt'\nssl_key_file = '../server.key'\n"
    );
    let files = [
        ("more.conf", &*settings),
        ("server.crt", &*certificate.pem()),
        ("server.key", &*key.serialize_pem()),
    ];
    let server = Server::start("tls", &files);
    let write = |name: &str, text: String| {
        let path = scratch().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    Tls {
        port,
        root: write("root.crt", known.pem()),
        stranger: write("root.crt", stranger.pem()),
        _server: server,
    }
});

fn connect(host: &str, port: u16, root: &str) -> Output {
    let url = format!(
        "postgresql://postgres:s3cret@{host}:{port}/postgres?hostaddr=127.0.0.1&sslmode=verify-full{root}"
    );
    run(leadengine(&url).args(["create-tables", "--status", "--json"]), b"")
}

fn root(path: &std::path::Path) -> String {
    format!("&sslrootcert={}", path.display())
}

#[track_caller]
fn refused(output: &Output, said: &str, hint: &str) {
    assert_eq!((output.status, &*output.stdout), (1, ""), "{}", output.stderr);
    let error: Value = serde_json::from_str(&output.stderr).unwrap();
    let text = |key: &str| error["error"][key].as_str().unwrap().to_owned();
    assert_eq!(text("code"), "tls_failed", "{}", output.stderr);
    assert!(text("message").contains(said), "{}", output.stderr);
    assert!(text("hint").contains(hint), "{}", output.stderr);
    assert!(!output.stderr.contains("s3cret"), "{}", output.stderr);
}

#[test]
fn the_server_with_the_right_name_and_authority_is_connected_to() {
    let output = connect("db.example.com", TLS.port, &root(&TLS.root));
    assert_eq!(output.status, 0, "{}", output.stderr);
    assert!(output.stdout.contains("create users"), "{}", output.stdout);
}

#[test]
fn a_server_with_another_name_is_not_connected_to() {
    for host in ["127.0.0.1", "example.com", "other.example.com"] {
        let output = connect(host, TLS.port, &root(&TLS.root));
        refused(&output, "does not match host name", "as its certificate does");
    }
}

#[test]
fn a_server_of_an_unknown_authority_is_not_connected_to() {
    let output = connect("db.example.com", TLS.port, &root(&TLS.stranger));
    refused(&output, "certificate verify failed", "the authority that issued");
    let output = connect("db.example.com", TLS.port, "");
    refused(&output, "root certificate file", "~/.postgresql/root.crt");
}

#[test]
fn a_server_without_tls_is_not_connected_to_and_given_no_password() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    // It says no to SSL, and hears what comes then.
    let heard = std::thread::spawn(move || {
        let (mut client, _) = listener.accept().unwrap();
        let mut request = [0; 8];
        client.read_exact(&mut request).unwrap();
        assert_eq!(request[4..], 80_877_103u32.to_be_bytes());
        client.write_all(b"N").unwrap();
        let mut rest = Vec::new();
        client.read_to_end(&mut rest).unwrap();
        rest
    });
    refused(&connect("db.example.com", port, &root(&TLS.root)), "does not support SSL", "speaks no TLS");
    assert_eq!(heard.join().unwrap(), b"");
}

#[test]
fn doctor_tells_whether_tls_is_in_use() {
    let found = |mode: &str| {
        let url = format!(
            "postgresql://postgres@db.example.com:{}/postgres?hostaddr=127.0.0.1&sslmode={mode}",
            TLS.port
        );
        let output = run(leadengine(&url).args(["doctor", "--json"]), b"");
        let findings: Value = serde_json::from_str(&output.stdout).unwrap();
        let tls =
            findings.as_array().unwrap().iter().find(|finding| finding["check"] == "tls").unwrap().clone();
        assert_eq!(tls["verdict"], "ok", "{tls}");
        tls["found"].as_str().unwrap().to_owned()
    };
    let checked = found(&format!("verify-full{}", root(&TLS.root)));
    assert!(checked.starts_with("TLSv1.") && !checked.contains(';'), "{checked}");
    assert!(found("require").contains("; whose server it is, is not checked"));
    assert_eq!(found("disable"), "not in use: the connection does not leave this machine");
}
