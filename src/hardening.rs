//! The process's memory holds passwords and people's data. None of it may land in a file by a crash.

use rustix::process::{Resource, Rlimit, setrlimit};

/// From here on the process leaves no core dump, and neither do the programs that it starts.
///
/// The limit alone is not enough on Linux: the kernel does not apply it where dumps are piped into a program, as systemd's and
/// Ubuntu's are. A process that is not dumpable is closed to other programs of the same user as well. See core(5), prctl(2).
pub fn no_core_dumps() {
    // What cannot be had is no reason not to run.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}
