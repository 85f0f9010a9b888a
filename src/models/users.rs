//! Accounts.

use std::collections::HashMap;

use anyhow::Result;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use diesel::sql_types::{Integer, Nullable, Text, Uuid as SqlUuid};
use uuid::Uuid;

use super::identifier;
use super::time::Time;
use crate::error::{Failure, Kind};
use crate::output::text;
use crate::schema::users;
use crate::suggest;

diesel::define_sql_function! {
    /// The text in lower case, as the unique index on addresses has it.
    fn lower(text: Text) -> Text;
}

diesel::define_sql_function! {
    /// Whether the text begins with the other.
    fn starts_with(text: Text, beginning: Text) -> Bool;
}

/// A row of `users`.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct User {
    /// Its id.
    pub id: Uuid,
    /// Its address, unique whatever the case.
    pub email: String,
    /// A PHC string; `None` where no password was ever set.
    pub password_hash: Option<String>,
    /// `user` or `admin`.
    pub role: Option<String>,
    /// Whether it may do anything.
    pub is_active: Option<bool>,
    /// When it was made.
    #[diesel(deserialize_as = Time)]
    pub created_at: Option<DateTime<Utc>>,
    /// When it was last changed.
    #[diesel(deserialize_as = Time)]
    pub updated_at: Option<DateTime<Utc>>,
}

/// A user to add.
#[derive(Debug, Insertable)]
#[diesel(table_name = users)]
pub struct NewUser<'a> {
    /// The address, in lower case.
    pub email: &'a str,
    /// A PHC string.
    pub password_hash: Option<&'a str>,
    /// `user` or `admin`.
    pub role: &'a str,
}

/// How many rows would go with a user.
#[derive(Debug, Clone, Copy)]
pub struct Belongings {
    /// Subscriptions.
    pub subscriptions: i64,
    /// Scrape jobs.
    pub jobs: i64,
    /// Raw leads.
    pub raw_leads: i64,
    /// Leads.
    pub leads: i64,
}

/// The address of a new account: in lower case, and one that mail could be sent to as far as its form tells. LeadEngine
/// sends none, so quoted local parts and the other rarities of RFC 5321 are not worth their trouble.
///
/// # Errors
/// [`Kind::Usage`] when it is not an address.
pub fn checked_email(text: &str) -> Result<String, Failure> {
    let email = text.trim().to_lowercase();
    let well_formed = email.split_once('@').is_some_and(|(local, domain)| {
        let labels_are_fine = domain
            .split('.')
            .all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
        !local.is_empty() && domain.contains('.') && labels_are_fine && !domain.contains('@')
    });
    // 254 bytes: RFC 5321 section 4.5.3.1.3, less the angle brackets.
    let is_no_part = |c: char| c.is_whitespace() || c.is_control() || text::is_unsafe(c);
    if !well_formed || email.len() > 254 || email.contains(is_no_part) {
        return Err(Failure::new(
            Kind::Usage,
            "invalid_email",
            format!("{:?} is not an email address", text.trim()),
        )
        .hint("it names the user from now on: ann@example.com"));
    }
    Ok(email)
}

/// The failure of adding an address that is there already.
pub fn taken(email: &str) -> Failure {
    Failure::new(Kind::Failed, "user_exists", format!("there is a user {email} already"))
        .hint(format!("leadengine users show {}", text::shell_word(email)))
}

impl User {
    /// What names it in a command to copy: its address in the shell's quotes where it needs any, or the id where the address looks like an option.
    pub fn word(&self) -> String {
        if self.email.starts_with('-') { self.id.to_string() } else { text::shell_word(&self.email) }
    }

    /// Whether the account is active; a row without a value counts as active, as the column's default says.
    pub fn is_active(&self) -> bool {
        self.is_active.unwrap_or(true)
    }

    /// The user whom an operator names by email, id or the beginning of an id.
    ///
    /// # Errors
    /// [`Kind::NotFound`] when there is none.
    pub fn named(conn: &mut PgConnection, name: &str) -> Result<User> {
        match User::find(conn, name)? {
            Some(user) => Ok(user),
            None => {
                // What may have been meant is a favour: without it, the failure is the same.
                let meant = User::nearest(conn, name.trim()).unwrap_or_default();
                Err(User::unknown(name, meant.as_deref()).into())
            }
        }
    }

    /// The failure of naming a user that is not there.
    pub fn unknown(name: &str, meant: Option<&str>) -> Failure {
        Failure::new(Kind::NotFound, "no_such_user", format!("there is no user {}", name.trim())).hint(
            suggest::hint(meant, "leadengine users list shows them; leadengine users add EMAIL makes one"),
        )
    }

    /// The user whom an operator names by email, id or the beginning of an id, if there is one.
    ///
    /// # Errors
    /// [`Kind::NotFound`] when the beginning of an id is that of several.
    pub fn find(conn: &mut PgConnection, name: &str) -> Result<Option<User>> {
        let name = name.trim();
        if let Some(user) = User::by_email(conn, name)? {
            return Ok(Some(user));
        }
        let mut found = match identifier::range(name) {
            Some((low, high)) => users::table
                .filter(users::id.between(low, high))
                .limit(2)
                .select(User::as_select())
                .load(conn)?,
            None => Vec::new(),
        };
        match (found.pop(), found.is_empty()) {
            (found, true) => Ok(found),
            (_, false) => Err(Failure::new(
                Kind::NotFound,
                "ambiguous_id",
                format!("several users have an id that begins with {name}"),
            )
            .hint("give more of the id, or the email address")
            .into()),
        }
    }

    /// The address that was meant by a mistyped one: a near one, or the only one whose part before the `@` is the same.
    pub fn nearest(conn: &mut PgConnection, name: &str) -> QueryResult<Option<String>> {
        #[derive(QueryableByName)]
        struct Found {
            #[diesel(sql_type = Text)]
            email: String,
        }
        let length = i32::try_from(name.chars().count()).unwrap_or(i32::MAX - 2);
        let local = |email: &str| email.split('@').next().unwrap_or_default().to_lowercase();
        let meant = local(name);
        let found: Vec<Found> = diesel::sql_query(
            "SELECT email FROM users WHERE length(email) BETWEEN $1 - 2 AND $1 + 2 \
                 OR lower(split_part(email, '@', 1)) = $2 ORDER BY email LIMIT 10000",
        )
        .bind::<Integer, _>(length)
        .bind::<Text, _>(&meant)
        .load(conn)?;
        let emails: Vec<&str> = found.iter().map(|found| &*found.email).collect();
        if let Some(near) = suggest::nearest(name, emails.iter().copied()) {
            return Ok(Some(near.to_owned()));
        }
        let mut same = emails.iter().filter(|email| local(email) == meant);
        Ok(match (same.next(), same.next()) {
            (Some(email), None) => Some((*email).to_owned()),
            _ => None,
        })
    }

    /// The users whose address begins with `text`, whatever the case, by address.
    pub fn beginning(conn: &mut PgConnection, text: &str, limit: i64) -> QueryResult<Vec<User>> {
        users::table
            .filter(starts_with(lower(users::email), text.to_lowercase()))
            .order(lower(users::email))
            .limit(limit)
            .select(User::as_select())
            .load(conn)
    }

    /// The user with this address, whatever its case.
    pub fn by_email(conn: &mut PgConnection, email: &str) -> QueryResult<Option<User>> {
        users::table
            .filter(lower(users::email).eq(email.to_lowercase()))
            .select(User::as_select())
            .first(conn)
            .optional()
    }

    /// The user with this id.
    pub fn by_id(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<User>> {
        users::table.find(id).select(User::as_select()).first(conn).optional()
    }

    /// All users, by address.
    pub fn all(conn: &mut PgConnection) -> QueryResult<Vec<User>> {
        users::table.order(users::email).select(User::as_select()).load(conn)
    }

    /// At most two of the active users: enough to know whether there is only one.
    pub fn two_active(conn: &mut PgConnection) -> QueryResult<Vec<User>> {
        users::table
            .filter(users::is_active.is_null().or(users::is_active.eq(true)))
            .order(users::created_at)
            .limit(2)
            .select(User::as_select())
            .load(conn)
    }

    /// The addresses of these users.
    pub fn emails(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<HashMap<Uuid, String>> {
        let rows: Vec<(Uuid, String)> =
            users::table.filter(users::id.eq_any(ids)).select((users::id, users::email)).load(conn)?;
        Ok(rows.into_iter().collect())
    }

    /// Adds a user.
    ///
    /// # Errors
    /// When the address is taken.
    pub fn add(conn: &mut PgConnection, new: &NewUser) -> Result<User> {
        let added =
            diesel::insert_into(users::table).values(new).returning(User::as_returning()).get_result(conn);
        match added {
            Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Err(taken(new.email).into()),
            other => Ok(other?),
        }
    }

    /// Replaces the stored password hash.
    pub fn set_password_hash(&self, conn: &mut PgConnection, hash: &str) -> QueryResult<User> {
        diesel::update(users::table.find(self.id))
            .set((users::password_hash.eq(hash), users::updated_at.eq(diesel::dsl::now)))
            .returning(User::as_returning())
            .get_result(conn)
    }

    /// Puts a hash of the same password in the place of the one that this row had when it was read; whether it did. Whoever set another
    /// password meanwhile wins, and nobody is waited for: it can be done next time. `updated_at` stays, as nothing that the user
    /// would know of has changed.
    pub fn renew_password_hash(&self, conn: &mut PgConnection, hash: &str) -> QueryResult<bool> {
        let renewed = diesel::sql_query(
            "UPDATE users SET password_hash = $3 WHERE password_hash = $2 AND id IN \
                 (SELECT id FROM users WHERE id = $1 AND is_active IS NOT FALSE FOR NO KEY UPDATE SKIP LOCKED)",
        )
        .bind::<SqlUuid, _>(self.id)
        .bind::<Nullable<Text>, _>(self.password_hash.as_deref())
        .bind::<Text, _>(hash)
        .execute(conn)?;
        Ok(renewed == 1)
    }

    /// Gives the user another role.
    pub fn set_role(&self, conn: &mut PgConnection, role: &str) -> QueryResult<User> {
        diesel::update(users::table.find(self.id))
            .set((users::role.eq(role), users::updated_at.eq(diesel::dsl::now)))
            .returning(User::as_returning())
            .get_result(conn)
    }

    /// Lets the user in, or shuts it out.
    pub fn set_active(&self, conn: &mut PgConnection, active: bool) -> QueryResult<User> {
        diesel::update(users::table.find(self.id))
            .set((users::is_active.eq(active), users::updated_at.eq(diesel::dsl::now)))
            .returning(User::as_returning())
            .get_result(conn)
    }

    /// What would go with the user.
    pub fn belongings(&self, conn: &mut PgConnection) -> QueryResult<Belongings> {
        use crate::schema::{leads, raw_leads, scrape_jobs, subscriptions};
        Ok(Belongings {
            subscriptions: subscriptions::table
                .filter(subscriptions::user_id.eq(self.id))
                .count()
                .get_result(conn)?,
            jobs: scrape_jobs::table.filter(scrape_jobs::user_id.eq(self.id)).count().get_result(conn)?,
            raw_leads: raw_leads::table.filter(raw_leads::user_id.eq(self.id)).count().get_result(conn)?,
            leads: leads::table.filter(leads::user_id.eq(self.id)).count().get_result(conn)?,
        })
    }

    /// Removes the user and, by cascade, everything that belongs to it.
    pub fn remove(&self, conn: &mut PgConnection) -> QueryResult<usize> {
        diesel::delete(users::table.find(self.id)).execute(conn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_lower_cased_and_checked() {
        for (text, email) in [
            ("Ann@Example.COM", "ann@example.com"),
            (" bob+sales@mail.example.co.uk ", "bob+sales@mail.example.co.uk"),
            ("jürgen@müller.de", "jürgen@müller.de"),
        ] {
            assert_eq!(checked_email(text).as_deref(), Ok(email));
        }
        let long = format!("{}@example.com", "x".repeat(250));
        for text in [
            "",
            "ann",
            "ann@",
            "@example.com",
            "ann@localhost",
            "a b@example.com",
            "ann@@example.com",
            "ann@example..com",
            "ann@example.com.",
            "ann@-example.com",
            "ann\u{7}@example.com",
            "a@b@example.com",
            &long,
        ] {
            assert_eq!(checked_email(text).unwrap_err().code, "invalid_email", "{text}");
        }
    }
}
