//! Through a payload once, and what is found on the way.

use serde_json::{Map, Value};

use super::fold::{self, COMPANY, CRM, Entry, MAPS, POSTING, Word, prefix};
use super::jobs::{self, Held};
use super::meaning::{SchemaType, meaning, schema_type, wants_words};
use super::objects::{BILLING, Before, Kind};
use super::people::{Person, Role};
use super::signs::{
    is_bare_address, is_card, is_fax, is_main, is_of_person, is_of_the_crm, is_person, is_scalar, kinds_allow,
};
use super::{
    COMPANY_RANK, Field, Found, LATE_RANK, MAX_DEPTH, MAX_ITEMS, MAX_PEOPLE, NOBODY, Node, Side, Step,
    TYPE_RANK, is_placeholder,
};

/// What the objects around a value say about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Around {
    Root,
    Person,
    Company,
    Job,
    Metadata,
    Other,
}

/// Where the walk is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scope {
    pub(super) around: Around,
    /// Whose fields they are: an index of people.
    pub(super) who: u8,
    pub(super) node: u32,
    /// One number for all that belongs to one address or number.
    pub(super) group: u32,
    /// Added to every rank.
    pub(super) rank: u8,
    /// What the object as a whole stands for: `emails` of `{"emails": [{"value": …}]}`.
    pub(super) lead: Option<(Field, u8)>,
    /// Which address of several.
    pub(super) place: u8,
    /// A word before the key puts it last.
    pub(super) late: bool,
    pub(super) first: bool,
    pub(super) depth: u8,
}

/// What is found.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    pub(super) found: Vec<Found<'a>>,
    pub(super) nodes: Vec<Node<'a>>,
    pub(super) people: Vec<Person>,
    pub(super) person_type: bool,
    pub(super) company_type: bool,
    pub(super) schema_person: bool,
    pub(super) marks: u8,
}

impl<'a> Walk<'a> {
    pub(super) fn new() -> Walk<'a> {
        Walk {
            found: Vec::with_capacity(32),
            nodes: Vec::with_capacity(48),
            people: vec![Person { id: 0, class: 0, listed: false, number: None, role: Role::Any }],
            person_type: false,
            company_type: false,
            schema_person: false,
            marks: 0,
        }
    }

    /// The record is a place's or a company's, whatever it says besides.
    pub(super) fn is_company(&self) -> bool {
        !self.person_type && (self.company_type || self.marks & (MAPS | COMPANY) != 0)
    }

    pub(super) fn record(&mut self, map: &'a Map<String, Value>) {
        let root = Scope {
            around: Around::Root,
            who: 0,
            node: 0,
            group: 0,
            rank: 0,
            lead: None,
            place: 0,
            late: false,
            first: false,
            depth: 0,
        };
        self.nodes.push(Node { parent: 0, step: Step::Root });
        self.object(map, root);
    }

    pub(super) fn node(&mut self, parent: u32, step: Step<'a>) -> u32 {
        self.nodes.push(Node { parent, step });
        (self.nodes.len() - 1) as u32
    }

    fn object(&mut self, map: &'a Map<String, Value>, mut scope: Scope) {
        if usize::from(scope.depth) > MAX_DEPTH {
            return;
        }
        if let Some(kind) = map.get("@type") {
            match schema_type(kind) {
                Some(SchemaType::Person) if scope.around == Around::Root => {
                    self.person_type = true;
                    self.schema_person = true;
                }
                Some(SchemaType::Person) if scope.around != Around::Person => {
                    scope = self.person(scope, 1, None)
                }
                Some(SchemaType::Posting) => self.marks |= POSTING,
                Some(SchemaType::Organization) if scope.around == Around::Root => {
                    self.company_type = true;
                    self.says_industry(map, scope);
                }
                Some(SchemaType::Organization) if scope.around == Around::Other => {
                    scope.around = Around::Company
                }
                Some(SchemaType::Page) if scope.around == Around::Root => scope.around = Around::Other,
                Some(SchemaType::Page) => return,
                _ => {}
            }
        }
        if let Some((field @ (Field::Phone | Field::Email | Field::Linkedin), _)) = scope.lead
            && !kinds_allow(map, field, &mut scope)
        {
            return;
        }
        for (key, value) in map {
            self.member(key, value, map, scope);
        }
    }

    /// `"@type": "HairSalon"` says what the place does.
    fn says_industry(&mut self, map: &'a Map<String, Value>, scope: Scope) {
        let Some((key, value)) = map.get_key_value("@type") else { return };
        let kinds = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        for kind in kinds.iter().take(4) {
            self.push(Field::Industry, TYPE_RANK, scope, Step::Key(key), key, kind);
        }
    }

    fn member(&mut self, key: &'a str, value: &'a Value, siblings: &'a Map<String, Value>, scope: Scope) {
        let word = Word::of(key);
        if word.is_path && (is_fax(key, siblings) || is_of_the_crm(key)) {
            return;
        }
        if let Some(entry) = fold::entry(word.as_str()) {
            if scope.around == Around::Root {
                self.marks |= entry.marks;
            }
            return self.entry(Some(entry), word.as_str(), key, value, scope);
        }
        match value {
            Value::Null => return,
            Value::String(text) if is_placeholder(text) => return,
            _ => {}
        }
        let mut inner = scope;
        match self.resolve(word.as_str(), &mut inner, 0) {
            Resolved::Entry(entry, rest) => return self.entry(Some(entry), rest, key, value, inner),
            Resolved::Skip => return,
            Resolved::Unknown => {}
        }
        if word.is_path {
            self.path(key, value, scope);
        } else if word.as_str().contains("fax") {
            // No number to call.
        } else {
            self.entry(None, word.as_str(), key, value, scope);
        }
    }

    /// A key that is not in the table by itself: without the number at its end, and word by word from its front.
    fn resolve<'w>(&mut self, word: &'w str, scope: &mut Scope, depth: u8) -> Resolved<'w> {
        if let Some(entry) = fold::entry(word)
            && depth > 0
        {
            return Resolved::Entry(entry, word);
        }
        let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
        if bare.len() < word.len()
            && let Some(entry) = fold::entry(bare)
        {
            let number: u32 = word[bare.len()..].parse().unwrap_or(9);
            scope.rank = scope.rank.saturating_add(number.saturating_sub(1).min(6) as u8);
            return Resolved::Entry(entry, bare);
        }
        if depth > 3 {
            return Resolved::Unknown;
        }
        let Some((before, len)) = prefix(word) else { return Resolved::Unknown };
        let rest = word[len..].trim_start_matches(|c: char| c.is_ascii_digit());
        if rest.is_empty() {
            return Resolved::Unknown;
        }
        let number = word[len..word.len() - rest.len()].parse::<u64>().unwrap_or(0);
        let kept = *scope;
        if number != 0
            && before == Before::Company
            && let Some(entry) = fold::entry(&[&word[..len], rest].concat())
        {
            return Resolved::Entry(entry, rest);
        }
        match before {
            Before::Skip => return Resolved::Skip,
            Before::Person if number == 0 => scope.around = Around::Person,
            Before::Person | Before::Role => {
                // What is no field of a person would make a person of nothing.
                let known = fold::entry(rest).is_some_and(|e| e.field.is_some()) || prefix(rest).is_some();
                if !known {
                    return Resolved::Unknown;
                }
                let class = u8::from(
                    before == Before::Role && !matches!(&word[..len], "decisionmaker" | "leadsenrichment"),
                );
                let id = fold::hash(&word[..len], number ^ u64::from(scope.node) << 32);
                *scope = self.person(*scope, class, Some(id));
                self.say_role(*scope, &word[..len]);
            }
            Before::Company => scope.around = Around::Company,
            Before::Place(place) => {
                // Who is billed is a customer.
                if place == BILLING && scope.around == Around::Root {
                    self.marks |= CRM;
                }
                scope.place = place;
            }
            Before::Part => {
                let of_place = |(field, _)| matches!(field, Field::City | Field::Region | Field::Country);
                let entry = fold::entry(rest).filter(|entry| entry.field.is_some_and(of_place));
                return entry.map_or(Resolved::Unknown, |entry| Resolved::Entry(entry, rest));
            }
            Before::Address if number != 0 && is_of_person(rest) => {
                let id = fold::hash(&word[..len], number);
                *scope = self.person(*scope, 1, Some(id));
                if let Some(person) = self.people.get_mut(usize::from(scope.who)) {
                    person.number = u8::try_from(number).ok();
                }
            }
            Before::Address => return Resolved::Unknown,
            Before::First => scope.first = true,
            Before::Late => scope.late = true,
            Before::Neutral => {}
        }
        let resolved = self.resolve(rest, scope, depth + 1);
        if matches!(resolved, Resolved::Unknown) {
            *scope = kept;
        }
        resolved
    }

    /// A path written as one key: `organization.name`, `emails/0/value`, `E-mail 1 - Value`.
    fn path(&mut self, key: &'a str, value: &'a Value, mut scope: Scope) {
        let mut parts = [""; 8];
        let mut count = 0;
        for part in key
            .split(['.', '/', '[', ']', ':', '|', '>'])
            .flat_map(|p| p.split("__"))
            .flat_map(|p| p.split(" -"))
        {
            if part.bytes().any(|b| b.is_ascii_alphanumeric() || b >= 0x80) {
                if count == parts.len() {
                    return;
                }
                parts[count] = part;
                count += 1;
            }
        }
        let is_index = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        while count > 1 && is_index(parts[count - 1]) {
            scope.rank = scope.rank.saturating_add(parts[count - 1].parse().unwrap_or(6u8).min(6));
            count -= 1;
        }
        if count == 0 {
            return;
        }
        let mut at = 0;
        while at + 1 < count {
            let word = Word::of(parts[at]);
            let index = parts
                .get(at + 1)
                .filter(|next| at + 2 < count && is_index(next))
                .and_then(|n| n.parse::<u64>().ok());
            let mut inner = scope;
            // `address1` is a line of an address, `Address 1 - City` part of one.
            let entry = match fold::entry(word.as_str()).filter(|entry| !entry.nothing) {
                Some(entry) => Some((entry, word.as_str())),
                None => match self.resolve(word.as_str(), &mut inner, 0) {
                    Resolved::Entry(entry, rest) => Some((entry, rest)),
                    Resolved::Skip => return,
                    Resolved::Unknown => None,
                },
            };
            let (entry, rest) = entry.map_or((None, word.as_str()), |(entry, rest)| (Some(entry), rest));
            let id = fold::hash(rest, index.unwrap_or(u64::MAX) ^ u64::from(scope.node) << 32);
            // The current job of a list cannot be told from one of its keys.
            let kind = entry.and_then(|e| e.kind);
            if kind == Some(Kind::Jobs)
                || index.unwrap_or(0) > 0
                    && !matches!(kind, Some(Kind::Person(_)))
                    && entry.is_none_or(|e| e.field.is_none())
            {
                return;
            }
            let Some(next) = self.enter(entry, rest, inner, Way::Path(id)) else { return };
            scope = next;
            scope.group = id as u32;
            at += 1 + usize::from(index.is_some());
        }
        let word = Word::of(parts[count - 1]);
        let mut inner = scope;
        match fold::entry(word.as_str()) {
            Some(entry) => self.entry(Some(entry), word.as_str(), key, value, scope),
            None => match self.resolve(word.as_str(), &mut inner, 0) {
                Resolved::Entry(entry, rest) => self.entry(Some(entry), rest, key, value, inner),
                Resolved::Skip => {}
                Resolved::Unknown => self.entry(None, word.as_str(), key, value, scope),
            },
        }
    }

    /// A value under a key whose meaning is looked up.
    fn entry(&mut self, entry: Option<Entry>, word: &str, key: &'a str, value: &'a Value, scope: Scope) {
        match value {
            Value::Null => {}
            Value::Bool(_) => {
                if let Some((Field::EmailStatus, _)) = entry.and_then(|e| e.field) {
                    self.push(Field::EmailStatus, 0, scope, Step::Key(key), key, value);
                }
            }
            Value::String(text) => {
                if !is_placeholder(text) {
                    self.scalar(entry, word, key, Step::Key(key), value, scope);
                }
            }
            Value::Number(_) => self.scalar(entry, word, key, Step::Key(key), value, scope),
            Value::Object(inner) => {
                if entry.and_then(|e| e.kind) == Some(Kind::Tags) && scope.around == Around::Root {
                    self.company_type |= inner.contains_key("name");
                }
                let Some(mut next) = self.enter(entry, word, scope, Way::Object) else { return };
                if matches!(entry.and_then(|e| e.kind), Some(Kind::Job | Kind::Jobs))
                    && jobs::held(inner) == Held::Ended
                {
                    return;
                }
                next.node = self.node(scope.node, Step::Key(key));
                if entry.and_then(|e| e.kind) != Some(Kind::Verification) {
                    next.group = next.node;
                }
                if next.around == Around::Other && is_person(inner, false) {
                    next = self.person(next, 1, None);
                }
                self.object(inner, next);
            }
            Value::Array(items) => self.list(entry, word, key, items, scope),
        }
    }

    fn list(&mut self, entry: Option<Entry>, word: &str, key: &'a str, items: &'a [Value], scope: Scope) {
        let kind = entry.and_then(|e| e.kind);
        if usize::from(scope.depth) >= MAX_DEPTH || items.is_empty() || kind == Some(Kind::Skip) {
            return;
        }
        let node = self.node(scope.node, Step::Key(key));
        // Odoo writes whom a contact belongs to as number and name.
        if let ([Value::Number(_), name @ Value::String(_)], "parentid" | "partnerid") = (items, word) {
            return self.push(Field::Company, 2, Scope { node, ..scope }, Step::Index(1), key, name);
        }
        let Some(mut inner) = self.enter(entry, word, scope, Way::List) else { return };
        inner.node = node;
        match kind {
            Some(Kind::Jobs) => {
                let Some((at, job, held)) = jobs::current(items) else { return };
                // `jobs` and `positions` of a company are those it offers: they have neither beginning nor end.
                if held == Held::Unsaid {
                    if matches!(word, "jobs" | "positions") {
                        return;
                    }
                    inner.rank += 4;
                }
                inner.node = self.node(node, Step::Index(at));
                inner.group = inner.node;
                return self.object(job, inner);
            }
            Some(Kind::AddressParts | Kind::LocationParts) => return self.address_parts(items, inner),
            Some(Kind::Card) => return self.card(items, inner),
            Some(Kind::Address | Kind::Company | Kind::Job) if items.iter().any(Value::is_object) => {
                let is_main = |item: &&Value| item.as_object().is_some_and(is_main);
                let main = items
                    .iter()
                    .take(MAX_ITEMS)
                    .filter(is_main)
                    .chain(items.iter().filter(|i| i.is_object()))
                    .next();
                let Some(Value::Object(item)) = main else { return };
                let at = items.iter().position(|i| std::ptr::eq(i, main.unwrap_or(&items[0]))).unwrap_or(0);
                inner.node = self.node(node, Step::Index(at));
                inner.group = inner.node;
                return self.object(item, inner);
            }
            _ => {}
        }
        let listed = items.len() > 1;
        let mut records = 0;
        for (at, item) in items.iter().take(MAX_ITEMS).enumerate() {
            match item {
                Value::Object(object) => {
                    let mut next = inner;
                    next.node = self.node(node, Step::Index(at));
                    next.group = next.node;
                    next.depth += 1;
                    match kind {
                        // A card with a heading: a title, but nobody's.
                        Some(Kind::Person(_)) if is_card(object) => continue,
                        Some(Kind::Person(class)) => {
                            next = self.person(scope_at(scope, next), class, None);
                            self.say_role(next, word);
                        }
                        // Several records in one payload: the first is the lead, unless they say what they are.
                        Some(Kind::Wrapper) if !object.contains_key("@type") => {
                            records += 1;
                            if records > 1 {
                                continue;
                            }
                        }
                        Some(Kind::Wrapper) => next.around = Around::Other,
                        None if is_person(object, next.lead.is_none()) => next = self.person(next, 1, None),
                        _ => {}
                    }
                    if next.who != NOBODY && next.who != scope.who {
                        self.people[usize::from(next.who)].listed = listed;
                    }
                    self.object(object, next);
                }
                Value::Array(inner_items) if usize::from(inner.depth) < MAX_DEPTH => {
                    let mut next = inner;
                    next.depth += 1;
                    for item in inner_items.iter().take(MAX_ITEMS) {
                        if is_scalar(item) {
                            self.scalar(entry, word, key, Step::Index(at), item, next);
                        }
                    }
                }
                item if is_scalar(item) => {
                    let mut next = scope;
                    next.node = node;
                    next.rank = next.rank.saturating_add(at.min(3) as u8);
                    match (kind, item.as_str()) {
                        (Some(Kind::Person(_)), Some(text)) if text.contains('@') => {
                            self.push(Field::Email, 2, next, Step::Index(at), key, item);
                            continue;
                        }
                        (Some(Kind::Person(class)), Some(text)) if !is_placeholder(text) => {
                            next = self.person(next, class.max(1), None);
                            if next.who != NOBODY {
                                self.people[usize::from(next.who)].listed = listed;
                            }
                            self.push(Field::FullName, 3, next, Step::Index(at), key, item);
                            continue;
                        }
                        _ => {}
                    }
                    if !matches!(kind, Some(Kind::Wrapper)) {
                        self.scalar(entry, word, key, Step::Index(at), item, next);
                    }
                }
                _ => {}
            }
        }
    }

    /// The scope of an object or list by its key; `None` where nothing in it is the lead's.
    fn enter(&mut self, entry: Option<Entry>, word: &str, scope: Scope, way: Way) -> Option<Scope> {
        let mut next = Scope { depth: scope.depth + 1, lead: None, ..scope };
        let entry = entry.unwrap_or_default();
        let lead = entry.field;
        match entry.kind {
            Some(Kind::Skip) => return None,
            Some(Kind::Tags) if !matches!(way, Way::Object) => return None,
            Some(Kind::Wrapper | Kind::Card | Kind::Tags) => {
                next.lead = scope.lead;
            }
            // Of a list each item is a person of its own.
            Some(Kind::Person(_)) if matches!(way, Way::List) => {}
            Some(Kind::Person(class)) => {
                let id = if let Way::Path(id) = way { Some(id) } else { None };
                next = self.person(next, class, id);
                self.say_role(next, word);
            }
            Some(Kind::Company) => {
                next.around = Around::Company;
                next.lead = lead.filter(|(field, _)| *field == Field::Company);
            }
            Some(Kind::Metadata) => next.around = Around::Metadata,
            Some(Kind::Job) => {
                next.around = Around::Job;
                next.rank = next.rank.saturating_add(2);
            }
            Some(Kind::Jobs) => {
                next.around = Around::Job;
                next.rank = next.rank.saturating_add(3);
            }
            Some(Kind::Address | Kind::AddressParts | Kind::LocationParts) => {
                next.lead = Some(lead.unwrap_or((Field::Location, 4)));
            }
            Some(Kind::Social) => next.lead = Some((Field::Linkedin, 5)),
            Some(Kind::Verification) => next.lead = Some((Field::EmailStatus, 0)),
            None if entry.nothing => return None,
            None => match lead {
                Some((Field::Name, rank)) => {
                    next.lead = match scope.around {
                        Around::Root => Some((Field::Name, rank)),
                        Around::Person => Some((Field::FullName, 1)),
                        Around::Company | Around::Job => Some((Field::Company, 1)),
                        _ => scope.lead,
                    };
                }
                Some((Field::Title, _)) if matches!(scope.around, Around::Person | Around::Job) => {
                    next.lead = Some((Field::JobTitle, 0));
                }
                Some(lead) => next.lead = Some(lead),
                None if word.is_empty() => return None,
                None => {
                    next.rank = next.rank.saturating_add(4);
                    if scope.around == Around::Root {
                        next.around = Around::Other;
                    }
                }
            },
        }
        Some(next)
    }

    /// The scope of a person, met again by `id` where there is one.
    fn person(&mut self, mut scope: Scope, class: u8, id: Option<u64>) -> Scope {
        scope.around = Around::Person;
        let id = id.unwrap_or(1 << 63 | u64::from(scope.node) << 8 | self.people.len() as u64);
        let met = self.people.iter().position(|person| person.id == id);
        scope.who = match met {
            Some(who) => who as u8,
            None if self.people.len() < MAX_PEOPLE => {
                self.people.push(Person { id, class, listed: false, number: None, role: Role::Any });
                (self.people.len() - 1) as u8
            }
            None => NOBODY,
        };
        scope
    }

    /// Notes whose role a word names, where it decides who may be the lead.
    fn say_role(&mut self, scope: Scope, word: &str) {
        let role = match word {
            "owner" | "owners" => Role::Owner,
            "founder" | "founders" | "founderidentifiers" => Role::Founder,
            _ => return,
        };
        if scope.who > 0
            && let Some(person) = self.people.get_mut(usize::from(scope.who))
        {
            person.role = role;
        }
    }

    fn scalar(
        &mut self,
        entry: Option<Entry>,
        word: &str,
        key: &'a str,
        step: Step<'a>,
        value: &'a Value,
        mut scope: Scope,
    ) {
        // A key of an object has been looked at for it.
        if let (Value::String(text), Step::Index(_)) = (value, step)
            && is_placeholder(text)
        {
            return;
        }
        let entry = entry.unwrap_or_default();
        if entry.nothing {
            return;
        }
        let Some((field, rank)) = meaning(entry.field, word, scope) else {
            if scope.around == Around::Root && word == "entitydefid" {
                self.says_kind(value);
            }
            if scope.around == Around::Root && entry.field.is_none() && is_bare_address(value) {
                self.push(Field::StrayEmail, 0, scope, step, key, value);
            }
            return;
        };
        // `ST` is a state where it is one's abbreviation, and else a street.
        if word == "st" && value.as_str().is_some_and(|text| text.trim().len() > 3) {
            return;
        }
        if field == Field::PlaceType {
            self.says_kind(value);
        }
        if value.is_number() && wants_words(field) {
            return;
        }
        // `owner`, `ceo`: one person by the role, whoever the record is of.
        if field == Field::FullName
            && rank >= 2
            && scope.lead.is_none()
            && matches!(scope.around, Around::Root | Around::Company | Around::Other)
        {
            let role = word.strip_suffix("name").unwrap_or(word);
            let id = fold::hash(role, u64::from(scope.node) << 32);
            scope = self.person(scope, 1, Some(id));
            self.say_role(scope, role);
        }
        self.push(field, rank, scope, step, key, value);
    }

    /// What the record says it is: `"type": "Person"`.
    fn says_kind(&mut self, value: &Value) {
        let Some(text) = value.as_str().filter(|text| text.len() <= 16) else { return };
        match text.to_ascii_lowercase().as_str() {
            "person" | "user" | "contact" | "individual" | "people" | "lead" => self.person_type = true,
            "organization" | "organisation" | "company" | "account" | "localbusiness" | "corporation"
            // OpenStreetMap.
            | "node" | "way" | "relation" => {
                self.company_type = true;
            }
            _ => {}
        }
    }

    pub(super) fn push(
        &mut self,
        field: Field,
        rank: u8,
        scope: Scope,
        step: Step<'a>,
        key: &'a str,
        value: &'a Value,
    ) {
        use Field::*;
        let company = scope.around == Around::Company;
        // A company's own phone or address comes after the contact's.
        let behind = company
            && matches!(field, Email | Phone | Location | City | Region | Country | Linkedin | LinkedinSlug);
        // And a contact's domain or industry after the company's.
        let aside = scope.around == Around::Person && matches!(field, Website | Industry | CompanySize);
        // Where somebody works is not yet where they are.
        let away = scope.around == Around::Job && matches!(field, Location | City | Region | Country);
        let behind = behind || rank >= COMPANY_RANK;
        let more = scope.rank.saturating_add(4 * u8::from(aside) + 8 * u8::from(away));
        let mut rank = (rank % COMPANY_RANK).saturating_add(more).min(COMPANY_RANK - 1);
        if scope.first {
            rank = rank.saturating_sub(1);
        }
        if behind {
            rank += COMPANY_RANK;
        }
        if scope.late {
            rank += LATE_RANK;
        }
        let node = self.node(scope.node, step);
        let side = if company { Side::Company } else { Side::Own };
        self.found.push(Found {
            rank,
            key,
            value,
            field,
            side,
            place: scope.place,
            who: scope.who,
            node,
            group: scope.group,
        });
    }
}

/// How an object is come into.
#[derive(Debug, Clone, Copy)]
enum Way {
    Object,
    List,
    /// By a key that is a path; one number for all keys with this beginning.
    Path(u64),
}

/// What a key not in the table is taken for.
enum Resolved<'w> {
    Entry(Entry, &'w str),
    Skip,
    Unknown,
}

/// A person in a list keeps the node of its item.
fn scope_at(outer: Scope, item: Scope) -> Scope {
    Scope { around: outer.around, ..item }
}
