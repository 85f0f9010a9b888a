//! `leads forget`.

use std::collections::{BTreeSet, HashMap};

use anyhow::Result;
use clap::Args;
use diesel::PgConnection;
use uuid::Uuid;

use crate::commands::confirm::confirm;
use crate::commands::names::{UserArg, optional_user};
use crate::commands::{Context, DONE};
use crate::error::{Failure, Kind};
use crate::interrupt;
use crate::models::leads::{self, list};
use crate::models::users::User;
use crate::normalize::email;
use crate::normalize::trace::{Person, Search};
use crate::output::text::{counted, printable};
use crate::output::{Column, Rows, progress};

/// Erase a person: the lead, its enrichment and every raw record that names them.
///
/// The person is whom normalize takes for one: found by every address, profile and number of theirs, and by name with company or number,
/// also in records that wait or were rejected. A record that names them beside others goes whole, and the others keep their leads.
/// Without --user, at every user that has them. Usage counts stay as they are.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine leads forget john@acme.com\n  \
    leadengine leads forget john@acme.com --user ann@example.com --yes\n\n\
    It is no opt-out: a file that names the person brings them back.")]
pub struct Forget {
    /// Email address (or id) of the lead
    #[arg(value_name = "EMAIL|ID")]
    lead: String,
    #[command(flatten)]
    user: UserArg,
    /// Do not ask
    #[arg(short, long)]
    yes: bool,
}

pub(in crate::commands) const COLUMNS: [Column; 2] =
    [Column::number("leads", "Leads removed"), Column::number("raw_leads", "Raw records removed")];

impl Forget {
    /// Erases the person.
    pub fn run(self, context: &Context) -> Result<u8> {
        if self.lead.len() > email::MAX_ADDRESS {
            let message = format!("an email address has at most {} characters", email::MAX_ADDRESS);
            return Err(Failure::new(Kind::Usage, "invalid_address", message).into());
        }
        let mut conn = context.connect()?;
        let user = optional_user(&mut conn, self.user.given())?.map(|user| user.id);
        let mut search = match self.lead.contains('@') {
            true => Search::by_address(&self.lead, user),
            false => Search::by_lead(list::named(&mut conn, &self.lead, user)?.0.id, user),
        };
        interrupt::end_at_once()?;
        let look = |search: &mut Search, conn: &mut PgConnection| {
            let bar = progress::parts(&context.output, None, "leads forget", "found");
            bar.doing("searching every payload");
            search.find(conn, &mut || bar.add(1))
        };
        let mut person = look(&mut search, &mut conn)?;
        self.is_known(&person)?;
        let users: Vec<Uuid> = person.users.iter().copied().collect();
        let users = User::emails(&mut conn, &users)?;
        confirm(&told(&person, &users), self.yes)?;
        // Nobody derives a lead of these records meanwhile; what came in since the question goes too.
        let mut locked: BTreeSet<Uuid> = BTreeSet::new();
        while !person.users.is_subset(&locked) {
            for user in person.users.difference(&locked) {
                leads::lock(&mut conn, *user)?;
            }
            locked.extend(&person.users);
            person = look(&mut search, &mut conn)?;
        }
        // Another process may have done it meanwhile.
        self.is_known(&person)?;
        let ids: Vec<Uuid> = person.leads.iter().map(|lead| lead.id).collect();
        let (leads, raws) = leads::forget(&mut conn, &ids, &person.raws)?;
        if raws > 0 {
            context.output.note(format!("raw records removed: {}", reasons(&person)));
        }
        Rows::one(&context.output, &COLUMNS, vec![leads.into(), raws.into()])?;
        Ok(DONE)
    }

    fn is_known(&self, person: &Person) -> Result<()> {
        if !person.leads.is_empty() || !person.raws.is_empty() {
            return Ok(());
        }
        let message = format!("nothing is known of {}", self.lead);
        Err(Failure::new(Kind::NotFound, "no_such_lead", message)
            .hint("leadengine leads --search WORD looks a lead up")
            .into())
    }
}

/// What was found, for the question; and whose each lead is, where it is of several users.
fn told(person: &Person, users: &HashMap<Uuid, String>) -> String {
    let mut text = format!(
        "{} and {} would be erased for good:",
        counted(person.leads.len() as u64, "lead"),
        counted(person.raws.len() as u64, "raw record")
    );
    for lead in &person.leads {
        let name = lead.full_name().unwrap_or_default();
        let company = lead.values.company_name.as_deref().unwrap_or_default();
        let email = lead.values.email.as_deref().unwrap_or_default();
        let owner = lead.user_id.and_then(|id| users.get(&id)).filter(|_| users.len() > 1);
        let whose = owner.map(|owner| format!(" of {owner}")).unwrap_or_default();
        let line = format!("lead {}{whose}: {name} {company} {email}", lead.id);
        text.push_str(&format!("\n  {}", printable(&line)));
    }
    if !person.raws.is_empty() {
        text.push_str(&format!("\n  raw records: {}", reasons(person)));
    }
    text
}

/// `2 by address, 1 by profile`.
fn reasons(person: &Person) -> String {
    let each: Vec<String> =
        person.why.iter().map(|(why, count)| format!("{count} {}", why.as_str())).collect();
    each.join(", ")
}
