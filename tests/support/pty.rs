//! A real pseudo-terminal, for what people see.

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Stdio};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use super::Output;

/// Both ends of a terminal of so many columns: the one that a screen would read, and the one that a program writes to.
fn terminal(columns: u16) -> (File, File) {
    let screen = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a pseudo-terminal");
    grantpt(&screen).expect("a pseudo-terminal");
    unlockpt(&screen).expect("a pseudo-terminal");
    let size = Winsize { ws_row: 50, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
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
    let (mut screen, program) = terminal(columns);
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
