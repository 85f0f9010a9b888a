//! From a file of outcomes to leads with outcomes.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io;
use std::path::Path;

use anyhow::Result;
use diesel::PgConnection;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::enrich;
use crate::error::{Failure, Kind};
use crate::learn::Values;
use crate::learn::outcomes::{Named, Outcomes};
use crate::models::leads::{self, LeadValues, outcomes};
use crate::models::raw_leads::{self, RawLead};
use crate::output::{Output, progress, text};

/// Leads that are read at a time.
const PAGE: usize = 1_000;

/// Reads a file of outcomes, or standard input.
pub(in crate::commands) fn read(path: &Path) -> Result<Outcomes> {
    if path.as_os_str() == "-" {
        return Outcomes::read(io::stdin().lock(), "standard input");
    }
    let file = File::open(path).map_err(|error| Failure::unreadable(path, &error))?;
    Outcomes::read(file, &path.display().to_string())
}

/// A lead whose outcome is known.
pub(super) struct Labelled {
    pub(super) user_id: Option<Uuid>,
    pub(super) values: LeadValues,
    /// The raw records behind it, the latest last.
    pub(super) raws: Vec<RawLead>,
}

/// The leads that outcomes are about, and what became of each.
pub(in crate::commands) struct Known {
    pub(in crate::commands) won: BTreeMap<Uuid, bool>,
    /// Outcomes that name no lead that is there.
    unknown: usize,
    /// Outcomes of a lead that a later row says something else of.
    changed: usize,
    open: usize,
    unnamed: usize,
}

impl Known {
    /// Looks them up.
    ///
    /// # Errors
    /// [`Kind::NotFound`] when none is here.
    pub(in crate::commands) fn of(
        conn: &mut PgConnection,
        user: Option<Uuid>,
        given: &Outcomes,
    ) -> Result<Known> {
        let (mut changed, mut named) = (0, vec![false; given.list.len()]);
        let mut won: BTreeMap<Uuid, bool> = BTreeMap::new();
        // In the order of the file: the last row of a lead counts.
        for (at, lead) in look_up(conn, user, given)? {
            named[at] = true;
            let said = given.list[at].won;
            changed += usize::from(won.insert(lead, said).is_some_and(|before| before != said));
        }
        if won.is_empty() {
            let message = format!("none of the {} outcomes is about a lead that is here", given.list.len());
            return Err(Failure::new(Kind::NotFound, "no_leads_with_outcomes", message)
                .hint("are the leads normalized, and are they this user's? leadengine leads --search ADDRESS")
                .into());
        }
        let unknown = named.iter().filter(|&&named| !named).count();
        Ok(Known { won, unknown, changed, open: given.open, unnamed: given.unnamed })
    }

    /// Says what of the outcomes was not used.
    pub(in crate::commands) fn tell(&self, output: &Output) {
        let said = |count: usize, what: &str| {
            if count > 0 {
                output.note(format!("{}{what}", text::counted(count as u64, "outcome")));
            }
        };
        said(self.open, " passed over: neither won nor lost");
        said(self.unnamed, " passed over: no lead is named");
        said(self.unknown, " passed over: the lead is not here");
        said(self.changed, " said otherwise further down: the last counts");
    }
}

/// What is known of leads with outcomes, in an order that they alone decide, and their outcomes; `each` sees every one.
pub(super) fn labelled(
    conn: &mut PgConnection,
    won: &BTreeMap<Uuid, bool>,
    output: &Output,
    mut each: impl FnMut(&Labelled),
) -> Result<(Vec<Values>, Vec<bool>)> {
    let ids: Vec<Uuid> = won.keys().copied().collect();
    let bar = progress::counted(output, Some(ids.len() as u64), "read", "leads");
    let mut rows: Vec<([u8; 32], bool, Values)> = Vec::with_capacity(ids.len());
    for page in ids.chunks(PAGE) {
        let leads = leads::by_ids(conn, page)?;
        let raws: Vec<Uuid> = leads.iter().flat_map(|lead| lead.raw_ids()).collect();
        let mut raws: HashMap<Uuid, RawLead> =
            raw_leads::by_ids(conn, &raws)?.into_iter().map(|raw| (raw.id, raw)).collect();
        for lead in leads {
            let raws = lead.raw_ids().filter_map(|raw| raws.remove(&raw)).collect();
            let outcome = won[&lead.id];
            let lead = Labelled { user_id: lead.user_id, values: lead.values, raws };
            each(&lead);
            let values = enrich::known_of(&lead.values, lead.raws.iter());
            rows.push((digest(&values), outcome, values));
        }
        bar.add(page.len() as u64);
    }
    bar.finish();
    // Ids are drawn anew when leads are loaded anew.
    rows.sort_by_key(|row| (row.0, row.1));
    Ok(rows.into_iter().map(|(_, won, values)| (values, won)).unzip())
}

/// Which leads outcomes name: by the place of each in the list.
fn look_up(conn: &mut PgConnection, user: Option<Uuid>, given: &Outcomes) -> Result<Vec<(usize, Uuid)>> {
    let (mut emails, mut ids, mut hashes) =
        ((Vec::new(), Vec::new()), (Vec::new(), Vec::new()), (Vec::new(), Vec::new()));
    for (at, outcome) in given.list.iter().enumerate() {
        match &outcome.lead {
            Named::Email(email) => (emails.0.push(at), emails.1.push(email.as_str())),
            Named::Lead(id) => (ids.0.push(at), ids.1.push(*id)),
            Named::Hash(hash) => (hashes.0.push(at), hashes.1.push(hash.as_str())),
        };
    }
    let mut found = Vec::new();
    let mut add = |places: &[usize], these: Vec<(usize, Uuid)>| {
        found.extend(these.into_iter().map(|(at, lead)| (places[at], lead)));
    };
    if !emails.1.is_empty() {
        add(&emails.0, outcomes::by_email(conn, user, &emails.1)?);
    }
    if !ids.1.is_empty() {
        add(&ids.0, outcomes::by_id(conn, user, &ids.1)?);
    }
    if !hashes.1.is_empty() {
        add(&hashes.0, outcomes::by_hash(conn, user, &hashes.1)?);
    }
    found.sort_unstable();
    Ok(found)
}

/// Of what is known of a lead.
fn digest(values: &Values) -> [u8; 32] {
    let mut lines: Vec<String> = values.iter().map(|(name, value)| format!("{name}\n{value:?}\n")).collect();
    lines.sort_unstable();
    let mut hasher = Sha256::new();
    lines.iter().for_each(|line| hasher.update(line.as_bytes()));
    hasher.finalize().into()
}
