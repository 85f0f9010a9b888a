//! Deriving everything again. First lead by lead: each is derived from its own records, and if it comes out as it is stored, under the same
//! keys, nothing more is done for it. What is left goes the way of new records, and with it the records that are part of no lead.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use anyhow::{Result, anyhow};
use crossbeam_channel::bounded;
use diesel::prelude::*;
use diesel::result::Error as DieselError;
use uuid::Uuid;

use super::division::shown_key;
use super::flow::Pool;
use super::group::{self, Item};
use super::identity::{clusters, columns, keys_of, stored_keys};
use super::memo::Memo;
use super::merge::Merged;
use super::reading::Readings;
use super::record::Derived;
use crate::interrupt;
use crate::models::leads::{self, Lead, keys};
use crate::models::raw_leads;
use crate::models::users::User;
use crate::quota;

/// Leads that are looked at together.
const PAGE: usize = 500;
/// Of more leads that come out otherwise nobody keeps a list: then all of them go the way of new records.
const LISTED: usize = 50_000;

/// What deriving lead by lead came to.
#[derive(Debug, Default)]
pub(super) struct Settled {
    /// Records of leads that came out as they are stored.
    pub(super) unchanged: u64,
    /// Leads that nothing makes any more.
    pub(super) gone: u64,
    /// The other leads; `None` when they are too many to list.
    pub(super) others: Option<Vec<Uuid>>,
}

/// Derives all of a user's leads from their own records, over several connections. Every lead gets the keys that its records have now, so that it
/// is met under them; leads all of whose records are no leads any more go. `on_records` is told how many more records came out unchanged.
pub(super) fn settle(
    conn: &mut PgConnection,
    pool: &Pool,
    workers: usize,
    user: &User,
    readings: &Readings,
    on_records: &mut dyn FnMut(u64),
) -> Result<Settled> {
    let (page_in, page_out) = bounded::<Vec<Lead>>(workers);
    let (settled_by_all, mut told) = (AtomicU64::new(0), 0);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..workers)
            .map(|_| {
                let (pages, settled) = (page_out.clone(), &settled_by_all);
                scope.spawn(move || -> Result<(Page, Vec<Uuid>)> {
                    let (memo, mut conn) = (Memo::default(), pool.take()?);
                    let (mut all, mut others) = (Page::default(), Vec::new());
                    for page in pages {
                        interrupt::check()?;
                        let more = derive(&mut conn, user, readings, &page, &memo, &mut others)?;
                        all.unchanged += more.unchanged;
                        all.gone += more.gone;
                        settled.fetch_add(more.unchanged, Ordering::Relaxed);
                        others.truncate(LISTED + 1);
                    }
                    pool.give(conn);
                    Ok((all, others))
                })
            })
            .collect();
        drop(page_out);
        let mut page = Vec::with_capacity(PAGE);
        let read = leads::each_of(conn, user.id, |lead| {
            page.push(lead);
            let now = settled_by_all.load(Ordering::Relaxed);
            if now > told {
                on_records(now - told);
                told = now;
            }
            match page.len() {
                PAGE => page_in
                    .send(std::mem::replace(&mut page, Vec::with_capacity(PAGE)))
                    .map_err(|_| DieselError::RollbackTransaction),
                _ => Ok(()),
            }
        });
        match read {
            Ok(()) => drop(page_in.send(page)),
            // A thread that failed takes no more; its error is found below.
            Err(DieselError::RollbackTransaction) => {}
            Err(error) => return Err(error.into()),
        }
        drop(page_in);
        let mut settled = Settled { others: Some(Vec::new()), ..Settled::default() };
        for thread in threads {
            let (page, others) =
                thread.join().map_err(|_| anyhow!("a normalizing thread panicked")).flatten()?;
            settled.unchanged += page.unchanged;
            settled.gone += page.gone;
            if let Some(all) = &mut settled.others {
                all.extend(others);
            }
        }
        on_records(settled.unchanged.saturating_sub(told));
        settled.others = settled.others.filter(|others| others.len() <= LISTED);
        Ok(settled)
    })
}

/// What a page of leads came to.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Records of leads that came out as they are stored.
    pub(super) unchanged: u64,
    /// Leads that nothing makes any more.
    pub(super) gone: u64,
}

/// Derives a page of leads; those that came out otherwise are added to `others`.
pub(super) fn derive(
    conn: &mut PgConnection,
    user: &User,
    readings: &Readings,
    page: &[Lead],
    memo: &Memo,
    others: &mut Vec<Uuid>,
) -> Result<Page> {
    let ids: Vec<Uuid> = page.iter().flat_map(Lead::raw_ids).collect();
    let items = raw_leads::from_each(conn, &ids, |raw| (raw.id, group::item(&raw, readings, memo)))?;
    let items: BTreeMap<Uuid, Item> = items.into_iter().collect();
    let (mut unchanged, mut gone) = (0, Vec::new());
    for lead in page {
        let count = lead.raw_ids().count();
        let complete = count > 0 && lead.raw_ids().all(|raw| items.contains_key(&raw));
        let derived: Vec<&Derived> =
            lead.raw_ids().filter_map(|raw| items.get(&raw)?.derived.as_ref().ok()).collect();
        if complete && derived.is_empty() {
            gone.push((lead.id, lead.counted_at()));
            continue;
        }
        let mut all: BTreeSet<i64> = derived.iter().flat_map(|record| stored_keys(user.id, record)).collect();
        let mut shown = derived.iter().find_map(|record| shown_key(user.id, &lead.values, record));
        if !complete || derived.is_empty() {
            all.extend(keys_of(user.id, &lead.keys, lead.values.email.as_deref()));
            all.extend(stored_keys(user.id, &group::from_row(lead)));
            shown = None;
        }
        let new = columns(all, shown);
        let as_stored = lead.keys.are(&new);
        if !as_stored {
            keys::set(conn, lead.id, &new)?;
        }
        let mut merged = Merged::default();
        derived.iter().for_each(|record| merged.add(record));
        if as_stored
            && complete
            && derived.len() == count
            && merged.values() == lead.values
            && (count == 1 || clusters(&derived).len() == 1)
        {
            unchanged += count as u64;
        } else {
            others.push(lead.id);
        }
    }
    let removed = match gone.is_empty() {
        true => Vec::new(),
        false => conn.transaction::<_, anyhow::Error, _>(|conn| {
            let removed = leads::unmake(conn, &gone)?;
            let counted: Vec<_> = removed.iter().copied().flatten().collect();
            quota::use_leads(conn, user, 0, &counted)?;
            Ok(removed)
        })?,
    };
    Ok(Page { unchanged, gone: removed.len() as u64 })
}
