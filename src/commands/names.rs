//! Whose data a command is about.

use anyhow::Result;
use clap::Args;
use diesel::PgConnection;
use uuid::Uuid;

use super::completions::values;
use crate::error::{Failure, Kind};
use crate::models::identifier;
use crate::models::users::User;
use crate::output::Cell;

/// The user that a command is about, as an option.
#[derive(Debug, Clone, Default, Args)]
pub struct UserArg {
    /// Whose: email, id or the beginning of an id
    #[arg(long, value_name = "USER", env = "LEADENGINE_USER", add = values::users())]
    pub user: Option<String>,
}

impl UserArg {
    /// What was given; an empty value counts as nothing.
    pub fn given(&self) -> Option<&str> {
        self.user.as_deref().filter(|name| !name.trim().is_empty())
    }
}

/// The user named, else the only active one.
///
/// # Errors
/// [`Kind::NotFound`] when there is no such user, [`Kind::Usage`] when none is named and it is not clear who is meant.
pub fn user_for(conn: &mut PgConnection, given: Option<&str>) -> Result<User> {
    if let Some(user) = optional_user(conn, given)? {
        return Ok(user);
    }
    let mut active = User::two_active(conn)?;
    let failure = match (active.pop(), active.is_empty()) {
        (Some(user), true) => return Ok(user),
        (Some(_), false) => {
            Failure::new(Kind::Usage, "no_user_given", "there are several users: say whose this is")
                .hint("add --user EMAIL, or set LEADENGINE_USER; leadengine users list shows them")
        }
        (None, _) => Failure::new(Kind::Usage, "no_user_given", "there is no active user yet")
            .hint("leadengine users add EMAIL --plan free"),
    };
    Err(failure.into())
}

/// The user named, or nobody where none is named.
///
/// # Errors
/// [`Kind::NotFound`] when there is no such user.
pub fn optional_user(conn: &mut PgConnection, given: Option<&str>) -> Result<Option<User>> {
    given.filter(|name| !name.trim().is_empty()).map(|name| User::named(conn, name)).transpose()
}

/// An id as lists print it: whole for programs, its beginning for people unless nothing is to be shortened.
pub fn short_id(id: Uuid) -> Cell {
    Cell::short(id.to_string(), identifier::short(id))
}

/// An id as single results print it: whole for everybody, `null` where there is none.
pub fn whole_id(id: Option<Uuid>) -> Cell {
    Cell::new(id.map(|id| id.to_string()))
}
