//! `users`: accounts and their passwords.

use std::io::{self, IsTerminal};

use anyhow::Result;
use chrono::Utc;
use clap::{Args, Subcommand, ValueEnum};
use diesel::{Connection, PgConnection};

use super::columns::ColumnsArg;
use super::completions::values;
use super::confirm::confirm;
use super::subs::{self, Limits};
use super::{Context, DONE};
use crate::error::{Failure, Kind};
use crate::models::subscriptions::{ACTIVE, NewSubscription, Subscription};
use crate::models::users::{self, Belongings, NewUser, User};
use crate::output::{Cell, Column, Rows, Style, text, time};
use crate::password::{Password, Source, Verdict};

/// Add, show and change users.
#[derive(Debug, Subcommand)]
#[command(
    defer = true,
    after_long_help = "Examples:\n  \
    leadengine users add ann@example.com --plan pro\n  \
    leadengine users list\n  \
    leadengine users deactivate ann@example.com"
)]
// The struct of each verb documents it, and that is its help.
#[allow(missing_docs)]
pub enum Users {
    Add(Add),
    List(List),
    Show(Show),
    SetPassword(SetPassword),
    Verify(Verify),
    SetRole(SetRole),
    Activate(Activate),
    Deactivate(Deactivate),
    Remove(Remove),
}

/// Add a user, and with --plan a subscription in the same step.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine users add ann@example.com --plan free\n  \
    leadengine users add bob@example.com --plan agency --scrape-limit 500 --lead-limit unlimited\n  \
    pass show bob | leadengine users add bob@example.com --role admin --password-stdin")]
pub struct Add {
    /// The user's email address, unique whatever its case
    email: String,
    /// What the user may do in programs on top of LeadEngine
    #[arg(long, value_enum, default_value = "user")]
    role: Role,
    /// Subscribe to this plan: free, pro, enterprise, or a name of your own
    #[arg(long, value_name = "NAME", add = values::plans())]
    plan: Option<String>,
    #[command(flatten)]
    limits: Limits,
    /// Read the password from the first line of standard input
    #[arg(long)]
    password_stdin: bool,
    /// Set no password; users set-password can do so later
    #[arg(long, conflicts_with = "password_stdin")]
    no_password: bool,
}

/// List all users.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  leadengine users list\n  leadengine users list --columns email --format csv\n  leadengine users list --json | jq -r '.[].email'"
)]
pub struct List {
    #[command(flatten)]
    columns: ColumnsArg,
}

/// Show a user and what belongs to it.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  leadengine users show ann@example.com\n  leadengine users show 1f0c9a4e --json"
)]
pub struct Show {
    #[command(flatten)]
    name: Name,
}

/// Set a user's password, asked for without echo.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine users set-password ann@example.com\n  \
    pass show ann | leadengine users set-password ann@example.com --password-stdin")]
pub struct SetPassword {
    #[command(flatten)]
    name: Name,
    /// Read the password from the first line of standard input
    #[arg(long)]
    password_stdin: bool,
}

/// Check a user's password: exit status 0 lets the user in, 1 does not.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine users verify ann@example.com\n  \
    printf '%s' \"$PASSWORD\" | leadengine users verify ann@example.com --password-stdin --quiet\n\n\
    A user who is not active is not let in, whatever the password. Unknown users end with status 4.\n\
    Hashes that another program left (bcrypt, any Argon2) are understood, and renewed when the password matches.")]
pub struct Verify {
    #[command(flatten)]
    name: Name,
    /// Read the password from the first line of standard input
    #[arg(long)]
    password_stdin: bool,
}

/// Make a user an admin, or an ordinary user again.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  leadengine users set-role ann@example.com admin\n  leadengine users set-role ann@example.com user"
)]
pub struct SetRole {
    #[command(flatten)]
    name: Name,
    /// The new role
    #[arg(value_enum)]
    role: Role,
}

/// Let a user add jobs and get leads again.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  leadengine users activate ann@example.com\n  leadengine users activate 1f0c9a4e --quiet"
)]
pub struct Activate {
    #[command(flatten)]
    name: Name,
}

/// Stop a user from adding jobs and getting leads; nothing is removed.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  leadengine users deactivate ann@example.com\n  leadengine users deactivate 1f0c9a4e --quiet"
)]
pub struct Deactivate {
    #[command(flatten)]
    name: Name,
}

/// Remove a user with everything that belongs to it.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine users remove ann@example.com\n  \
    leadengine users remove ann@example.com --yes\n\n\
    This cannot be undone; users deactivate keeps the data.")]
pub struct Remove {
    #[command(flatten)]
    name: Name,
    /// Do not ask
    #[arg(short, long)]
    yes: bool,
}

#[derive(Debug, Args)]
struct Name {
    /// The user: email, id or the beginning of an id
    #[arg(add = values::users())]
    user: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Role {
    /// An ordinary user.
    User,
    /// An administrator.
    Admin,
}

impl Role {
    fn as_str(self) -> &'static str {
        match self {
            Role::User => "user",
            Role::Admin => "admin",
        }
    }
}

impl Users {
    /// Does what the verb says and prints the user as it is now.
    pub fn run(self, context: &Context) -> Result<u8> {
        let mut conn = context.connect_briefly()?;
        let conn = &mut conn;
        match self {
            Users::Add(add) => add.run(context, conn),
            Users::List(list) => list.run(context, conn),
            Users::Show(show) => show.run(context, conn),
            Users::SetPassword(set) => {
                let user = User::named(conn, &set.name.user)?;
                let password = Password::choose(source(set.password_stdin))?;
                let user = user.set_password_hash(conn, &password.hash()?)?;
                context.output.note(format!("password of {} set", user.email));
                print_one(context, &user)
            }
            Users::Verify(verify) => verify.run(context, conn),
            Users::SetRole(set) => {
                let user = User::named(conn, &set.name.user)?.set_role(conn, set.role.as_str())?;
                print_one(context, &user)
            }
            Users::Activate(activate) => set_active(context, conn, &activate.name, true),
            Users::Deactivate(deactivate) => set_active(context, conn, &deactivate.name, false),
            Users::Remove(remove) => remove.run(context, conn),
        }
    }
}

fn source(stdin: bool) -> Source {
    if stdin { Source::Stdin } else { Source::Prompt }
}

fn set_active(context: &Context, conn: &mut PgConnection, name: &Name, active: bool) -> Result<u8> {
    let user = User::named(conn, &name.user)?.set_active(conn, active)?;
    print_one(context, &user)?;
    if !active {
        context.output.note(format!("leadengine users activate {} lets it in again", user.word()));
    }
    Ok(DONE)
}

impl Add {
    fn run(self, context: &Context, conn: &mut PgConnection) -> Result<u8> {
        let email = users::checked_email(&self.email)?;
        if self.plan.is_none() && self.limits.any() {
            return Err(Failure::new(Kind::Usage, "no_plan_given", "limits belong to a plan")
                .hint("add --plan NAME")
                .into());
        }
        let plan = self.plan.as_deref().map(|plan| self.limits.plan(plan)).transpose()?;
        // Before anything is typed at a prompt.
        if User::by_email(conn, &email)?.is_some() {
            return Err(users::taken(&email).into());
        }
        let hash = self.password()?.map(|password| password.hash()).transpose()?;
        let new = NewUser { email: &email, password_hash: hash.as_deref(), role: self.role.as_str() };
        let (user, subscription) = conn.transaction(|conn| -> Result<_> {
            let user = User::add(conn, &new)?;
            let subscription = match &plan {
                Some(plan) => Some(Subscription::add(
                    conn,
                    &NewSubscription {
                        user_id: user.id,
                        plan_name: &plan.name,
                        monthly_scrape_limit: plan.scrapes,
                        monthly_lead_limit: plan.leads,
                        status: ACTIVE,
                        starts_at: Utc::now(),
                        expires_at: None,
                    },
                )?),
                None => None,
            };
            Ok((user, subscription))
        })?;
        print_one(context, &user)?;
        match &subscription {
            Some(subscription) => {
                context.output.note(subs::describe(subscription));
                if let Some(remark) =
                    self.plan.as_deref().and_then(|name| self.limits.remark(name, &user.word()))
                {
                    context.output.warn(remark);
                }
            }
            None => {
                context.output.note(format!("next: leadengine subs add --user {} --plan free", user.word()))
            }
        }
        if hash.is_none() && !self.no_password {
            context.output.note(format!("no password set: leadengine users set-password {}", user.word()));
        }
        if subscription.is_some() {
            let others = context.connected(|conn| Ok(User::two_active(conn)?))?.1.len() > 1;
            let whose = if others { format!(" --user {}", user.word()) } else { String::new() };
            context.output.note(format!("next: leadengine ingest FILE{whose}"));
        }
        Ok(DONE)
    }

    /// The password, where one is given or somebody is there to type it.
    fn password(&self) -> Result<Option<Password>> {
        if self.password_stdin {
            return Password::choose(Source::Stdin).map(Some);
        }
        if self.no_password || !io::stdin().is_terminal() {
            return Ok(None);
        }
        Password::choose(Source::Prompt).map(Some)
    }
}

impl Show {
    fn run(self, context: &Context, conn: &mut PgConnection) -> Result<u8> {
        let user = User::named(conn, &self.name.user)?;
        print_one(context, &user)?;
        let belongings = user.belongings(conn)?;
        let subscription = match Subscription::current_of(conn, user.id, Utc::now())? {
            Some(subscription) => subs::describe(&subscription),
            None => format!("no subscription (leadengine subs add --user {} --plan free)", user.word()),
        };
        let password = if user.password_hash.is_some() { "password set" } else { "no password set" };
        context.output.note(format!("{subscription}; {password}; {}", describe(&belongings)));
        Ok(DONE)
    }
}

fn is_unknown(error: &anyhow::Error) -> bool {
    error.downcast_ref::<Failure>().is_some_and(|failure| failure.kind == Kind::NotFound)
}

pub(super) const VERIFIED: [Column; 4] = [
    Column::text("id", "Id"),
    Column::text("email", "Email"),
    Column::text("password_matches", "Password matches"),
    Column::text("is_active", "Active"),
];

impl Verify {
    fn run(self, context: &Context, conn: &mut PgConnection) -> Result<u8> {
        // Who is near to an unknown one stays unsaid: whoever logs in may read it.
        let find = |conn: &mut PgConnection| match User::find(conn, &self.name.user) {
            Err(error) if !is_unknown(&error) => Err(error),
            Ok(None) => Ok(Err(User::unknown(&self.name.user, None).into())),
            Ok(Some(user)) => Ok(Ok(user)),
            Err(error) => Ok(Err(error)),
        };
        // Before anything is typed.
        find(conn)?.ok();
        let password = Password::enter(source(self.password_stdin))?;
        // Typing takes time, in which the password can be changed and the user shut out.
        let user = find(conn)?;
        // An unknown user takes as long as a known one: the time says nothing about who has an account.
        let stored = user.as_ref().ok().and_then(|user| user.password_hash.as_deref());
        let verdict = password.matches(stored);
        let user = user?;
        let verdict = verdict?;
        let (matches, active) = (verdict != Verdict::No, user.is_active());
        if verdict == Verdict::Outdated && active {
            let renewed = password.hash()?;
            drop(password);
            renew(context, conn, &user, &renewed);
        }
        Rows::one(
            &context.output,
            &VERIFIED,
            vec![
                Cell::new(user.id.to_string()),
                Cell::new(&*user.email),
                Cell::new(matches),
                Cell::new(active),
            ],
        )?;
        match (matches, active) {
            (true, true) => return Ok(DONE),
            (false, _) if user.password_hash.is_none() => context
                .output
                .note(format!("this user has no password: leadengine users set-password {}", user.email)),
            (false, _) => context.output.note("the password does not match"),
            (true, false) => context.output.note(format!(
                "the password matches, but the user is not active: leadengine users activate {}",
                user.word()
            )),
        }
        Ok(Kind::Failed.exit_status())
    }
}

/// Replaces a hash that is older or weaker than today's. The user is let in whether that works or not: on a server that only reads,
/// it cannot.
fn renew(context: &Context, conn: &mut PgConnection, user: &User, hash: &str) {
    match user.renew_password_hash(conn, hash) {
        Ok(true) => context.output.note("the stored hash was old or weak, and is renewed"),
        Ok(false) => {}
        Err(error) => {
            context.output.note(format!("the stored hash is old or weak, and could not be renewed: {error}"))
        }
    }
}

impl Remove {
    fn run(self, context: &Context, conn: &mut PgConnection) -> Result<u8> {
        let user = User::named(conn, &self.name.user)?;
        let with = describe(&user.belongings(conn)?);
        confirm(
            &format!("This removes {} with {with}. It cannot be undone.", text::printable(&user.email)),
            self.yes,
        )?;
        user.remove(conn)?;
        print_one(context, &user)?;
        context.output.note(format!("removed {} with {with}", user.email));
        Ok(DONE)
    }
}

fn describe(belongings: &Belongings) -> String {
    let count = |n: i64, what: &str| text::counted(n.unsigned_abs(), what);
    format!(
        "{}, {}, {} and {}",
        count(belongings.subscriptions, "subscription"),
        count(belongings.jobs, "job"),
        count(belongings.raw_leads, "raw lead"),
        count(belongings.leads, "lead")
    )
}

pub(super) const COLUMNS: [Column; 6] = [
    Column::word("id", "Id"),
    Column::text("email", "Email").rank(1),
    Column::word("role", "Role"),
    Column::word("is_active", "Active"),
    Column::time("created_at", "Created"),
    Column::time("updated_at", "Changed").rank(9),
];

/// The columns of a user; never the password hash.
fn cells(user: &User, id: Cell) -> Vec<Cell> {
    vec![
        id,
        Cell::new(&*user.email),
        Cell::new(user.role.as_deref()),
        match user.is_active() {
            true => Cell::shown(user.is_active, "yes"),
            false => Cell::shown(user.is_active, "no").styled(Style::Warning),
        },
        time(user.created_at),
        time(user.updated_at),
    ]
}

impl List {
    fn run(self, context: &Context, conn: &mut PgConnection) -> Result<u8> {
        let choice = self.columns.choose(&COLUMNS)?;
        let users = User::all(conn)?;
        let mut rows = Rows::chosen(&context.output, &COLUMNS, choice);
        for user in &users {
            rows.push(cells(user, super::names::short_id(user.id)))?;
        }
        rows.finish()?;
        if users.is_empty() {
            context.output.note("no users yet: leadengine users add EMAIL --plan free");
        } else if context.output.is_table() {
            context.output.note("leadengine users show EMAIL tells what belongs to one");
        }
        Ok(DONE)
    }
}

fn print_one(context: &Context, user: &User) -> Result<u8> {
    Rows::one(&context.output, &COLUMNS, cells(user, Cell::new(user.id.to_string())))?;
    Ok(DONE)
}
