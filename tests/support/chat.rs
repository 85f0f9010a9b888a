//! A server of chat completions for tests: it answers whatever a test wants, also what no server should. It is gone when it is dropped,
//! with all its threads and connections.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use serde_json::{Value, json};

/// A request as it arrived.
#[derive(Debug, Clone)]
pub struct Request {
    /// Counted from 1, in the order of arrival.
    pub number: usize,
    /// The path, with the query.
    pub path: String,
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The body; null if it is not JSON.
    pub body: Value,
}

impl Request {
    /// The value of a header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// What the message of this role says.
    pub fn message(&self, role: &str) -> &str {
        let messages = self.body["messages"].as_array().map_or(&[][..], Vec::as_slice);
        let message = messages.iter().find(|message| message["role"] == role);
        message.and_then(|message| message["content"].as_str()).unwrap_or_default()
    }
}

/// What is done with a request.
#[derive(Debug, Clone)]
pub enum Reply {
    /// It is answered.
    Whole { status: u16, headers: Vec<(String, String)>, body: String },
    /// Nothing, until the other side gives up.
    Hang,
    /// The connection is closed without a word.
    Close,
    /// This is answered with 200, one byte at a time, with as long in between.
    Drip(String, Duration),
    /// This is answered with 200 and the announcement of more, and the connection is closed.
    Truncate(String),
}

impl Reply {
    /// A chat completion whose content is this text.
    pub fn content(content: &str) -> Reply {
        let message = json!({"role": "assistant", "content": content});
        let choice = json!({"index": 0, "finish_reason": "stop", "message": message});
        Reply::json(200, &json!({"object": "chat.completion", "choices": [choice]}))
    }

    /// An error of OpenAI's form.
    pub fn error(status: u16, message: &str) -> Reply {
        Reply::json(status, &json!({"error": {"message": message, "type": "error", "param": null}}))
    }

    /// Any JSON.
    pub fn json(status: u16, body: &Value) -> Reply {
        Reply::Whole { status, headers: Vec::new(), body: body.to_string() }
    }

    /// With one header more.
    pub fn header(mut self, name: &str, value: &str) -> Reply {
        if let Reply::Whole { headers, .. } = &mut self {
            headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }
}

/// What a server has to know on each of its threads.
struct Shared {
    reply: Box<dyn Fn(&Request) -> Reply + Send + Sync>,
    requests: Mutex<Vec<Request>>,
    connections: Mutex<Vec<(TcpStream, JoinHandle<()>)>>,
    ending: AtomicBool,
}

/// The server.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    acceptor: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts one that does with each request what the closure says.
    pub fn new(reply: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("it is bound");
        let shared = Arc::new(Shared {
            reply: Box::new(reply),
            requests: Mutex::default(),
            connections: Mutex::default(),
            ending: AtomicBool::new(false),
        });
        let for_acceptor = Arc::clone(&shared);
        let acceptor = Some(thread::spawn(move || accept(&listener, &for_acceptor)));
        Server { address, shared, acceptor }
    }

    /// Its address, without a path.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Request> {
        held(&self.shared.requests).clone()
    }

    /// How many connections were made.
    pub fn connections(&self) -> usize {
        held(&self.shared.connections).len()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.ending.store(true, Ordering::SeqCst);
        // Wakes the acceptor.
        drop(TcpStream::connect(self.address));
        let acceptor = self.acceptor.take().map(JoinHandle::join);
        let connections = std::mem::take(&mut *held(&self.shared.connections));
        for (stream, _) in &connections {
            // Wakes whoever reads or writes. It may be closed already.
            let _ = stream.shutdown(Shutdown::Both);
        }
        let ended: Vec<_> =
            connections.into_iter().map(|(_, thread)| thread.join()).chain(acceptor).collect();
        if ended.iter().any(Result::is_err) && !thread::panicking() {
            panic!("a thread of the server panicked");
        }
    }
}

/// The lock of a thread that panicked is no reason to panic, too: the drop says so.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.ending.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { continue };
        let (for_thread, shared_too) = (stream.try_clone().expect("a handle"), Arc::clone(shared));
        let thread = thread::spawn(move || {
            // What the other side does to the connection is its own affair.
            let _ = serve(&for_thread, &shared_too);
            // The handle that is kept for the end would hold it open.
            let _ = for_thread.shutdown(Shutdown::Both);
        });
        held(&shared.connections).push((stream, thread));
    }
}

/// Answers the requests of one connection, one after the other.
fn serve(mut stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut input = BufReader::new(stream);
    while let Some(mut request) = read(&mut input)? {
        {
            let mut requests = held(&shared.requests);
            request.number = requests.len() + 1;
            requests.push(request.clone());
        }
        match (shared.reply)(&request) {
            Reply::Whole { status, headers, body } => {
                let headers: String =
                    headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
                let head = head(status, body.len());
                stream.write_all(format!("{head}{headers}\r\n{body}").as_bytes())?;
            }
            Reply::Hang => {
                io::copy(&mut input, &mut io::sink())?;
            }
            Reply::Close => return Ok(()),
            Reply::Drip(body, pause) => {
                stream.write_all(format!("{}\r\n", head(200, body.len())).as_bytes())?;
                for byte in body.as_bytes() {
                    thread::sleep(pause);
                    stream.write_all(&[*byte])?;
                }
            }
            Reply::Truncate(body) => {
                stream.write_all(format!("{}\r\n{body}", head(200, body.len() + 100)).as_bytes())?;
                return Ok(());
            }
        }
    }
    Ok(())
}

fn head(status: u16, length: usize) -> String {
    format!("HTTP/1.1 {status} Status\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n")
}

/// The next request; none if there are no more.
fn read(input: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut first = String::new();
    if input.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        input.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut request = Request { number: 0, path, headers, body: Value::Null };
    let length = request.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    input.read_exact(&mut body)?;
    request.body = serde_json::from_slice(&body).unwrap_or_default();
    Ok(Some(request))
}
