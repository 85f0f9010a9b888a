//! What can be wrong with a database and its server, for `doctor`: asked so that a role with few rights may ask, and so that the answer
//! comes at once, however much is stored. Nothing here writes.

pub mod indexes;
pub mod server;
pub mod sessions;
pub mod tables;
pub mod users;
pub mod work;
