//! A real pseudo-terminal, for what people see.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use super::Output;

/// Both ends of a terminal of so many columns and rows: the one that a screen would read, and the one that a program writes to.
fn terminal(columns: u16, rows: u16) -> (File, File) {
    let screen = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a pseudo-terminal");
    grantpt(&screen).expect("a pseudo-terminal");
    unlockpt(&screen).expect("a pseudo-terminal");
    let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&screen, size).expect("a size");
    let name = ptsname(&screen, Vec::new()).expect("its name");
    let program = OpenOptions::new()
        .read(true)
        .write(true)
        .open(std::ffi::OsStr::from_bytes(name.as_bytes()))
        .expect("its other end");
    (File::from(screen), program)
}

/// Runs a command to its end whose input and output are a terminal of so many columns. What it says on standard error comes through a pipe.
pub fn run_on_terminal(mut command: Command, columns: u16) -> Output {
    let (mut screen, program) = terminal(columns, 50);
    command.stdin(Stdio::from(program.try_clone().expect("a copy"))).stdout(Stdio::from(program));
    command.env("TERM", "xterm-256color").stderr(Stdio::piped());
    let process = command.spawn().expect("the binary under test");
    // Its copies of the program's end, or there would be no end of reading.
    drop(command);
    let reading = std::thread::spawn(move || {
        let mut shown = Vec::new();
        let mut piece = [0; 4096];
        // Linux says EIO when nobody has the other end any more.
        while let Ok(length) = screen.read(&mut piece) {
            if length == 0 {
                break;
            }
            shown.extend_from_slice(&piece[..length]);
        }
        String::from_utf8(shown).expect("UTF-8 on the terminal").replace("\r\n", "\n")
    });
    let output = process.wait_with_output().expect("its output");
    Output { stdout: reading.join().expect("no panic"), ..output.into() }
}

/// A command on a terminal of its own: standard input, output and error.
pub struct Pty {
    pub child: Child,
    terminal: File,
    said: Arc<Mutex<Vec<u8>>>,
    reading: JoinHandle<()>,
}

/// What a command left.
#[derive(Debug)]
pub struct Left {
    /// Its exit status; -1 if a signal ended it.
    pub status: i32,
    /// All that it sent to the terminal.
    pub said: String,
    /// The lines that are to be seen at the end, without spaces at their ends.
    pub screen: Vec<String>,
}

impl Pty {
    /// Starts it on a terminal of this size.
    pub fn start(mut command: Command, columns: u16, rows: u16) -> Pty {
        let (terminal, end) = terminal(columns, rows);
        let again = || end.try_clone().expect("a descriptor");
        command.stdin(again()).stdout(again()).stderr(again()).env("TERM", "xterm-256color");
        let child = command.spawn().expect("the binary under test");
        // With these gone, reading ends when the command does.
        drop((command, end));
        let said = Arc::new(Mutex::new(Vec::new()));
        let (mut reader, all) = (terminal.try_clone().expect("a descriptor"), Arc::clone(&said));
        let reading = thread::spawn(move || {
            let mut block = [0; 4096];
            // On Linux a terminal that nobody has open any more is an error.
            while let Ok(count @ 1..) = reader.read(&mut block) {
                all.lock().expect("no panic").extend_from_slice(&block[..count]);
            }
        });
        Pty { child, terminal, said, reading }
    }

    /// Runs it to its end.
    pub fn run(command: Command, columns: u16, rows: u16) -> Left {
        Pty::start(command, columns, rows).wait()
    }

    /// Types.
    pub fn enter(&mut self, text: &str) {
        self.terminal.write_all(text.as_bytes()).expect("the terminal takes it");
    }

    /// All that it has sent to the terminal so far.
    pub fn said(&self) -> String {
        String::from_utf8_lossy(&self.said.lock().expect("no panic")).into_owned()
    }

    /// Waits for its end.
    pub fn wait(mut self) -> Left {
        let status = self.child.wait().expect("its end").code().unwrap_or(-1);
        self.reading.join().expect("no panic");
        let bytes = self.said.lock().expect("no panic").clone();
        let said = String::from_utf8(bytes).expect("UTF-8 on the terminal");
        let screen = screen(&said);
        Left { status, said, screen }
    }
}

/// What a terminal shows of this: a small one that knows what LeadEngine sends, and nothing else.
fn screen(said: &str) -> Vec<String> {
    let mut lines: Vec<Vec<char>> = vec![Vec::new()];
    let (mut line, mut column) = (0, 0);
    let mut chars = said.chars();
    while let Some(c) = chars.next() {
        match c {
            '\r' => column = 0,
            '\n' => {
                line += 1;
                if line == lines.len() {
                    lines.push(Vec::new());
                }
            }
            '\u{1b}' => {
                assert_eq!(chars.next(), Some('['), "an escape sequence that is not known");
                let mut number = String::new();
                let what = loop {
                    match chars.next().expect("its end") {
                        digit if digit.is_ascii_digit() || digit == ';' => number.push(digit),
                        other => break other,
                    }
                };
                match what {
                    'K' => lines[line].truncate(column),
                    'J' => {
                        lines[line].truncate(column);
                        lines.truncate(line + 1);
                    }
                    'A' => line -= number.parse::<usize>().expect("how far up"),
                    'm' => {}
                    other => panic!("an escape sequence that is not known: {other}"),
                }
            }
            c => {
                let width = lines[line].len().max(column + 1);
                lines[line].resize(width, ' ');
                lines[line][column] = c;
                column += 1;
            }
        }
    }
    lines.iter().map(|line| line.iter().collect::<String>().trim_end().to_owned()).collect()
}
