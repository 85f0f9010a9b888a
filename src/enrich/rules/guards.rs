//! What takes a buying signal back, and the small words that reading a text needs.

use crate::enrich::signals::SignalKind::{self, *};

/// On which side of a match a guard looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// At the words before it.
    Before,
    /// At the words after it.
    After,
}

/// Phrases that take a match back when they stand near it in the same clause: the kinds of signal they hold
/// for (none means all), the side and how many words far they are looked for, and the phrases.
pub const GUARDS: &[(&[SignalKind], Side, usize, &str)] = &[
    // It is denied.
    (
        &[],
        Side::Before,
        6,
        "not|no|never|nor|neither|without|cannot|nobody|nothing|unlikely|hardly|ain't
        isn't|aren't|wasn't|weren't|don't|doesn't|didn't|won't|can't|hasn't|haven't|wouldn't
        stop|stopped|stopping|stops|halt|halts|halted|halting|pause|paused|pauses|freeze|froze
        cancel|cancels|cancelled|canceled|postponed|ceased|suspended|scrapped|shelved|abandoned
        deny|denied|denies|refuse|refuses|refused|declined|declines|rejected|rejects|failed|fails
        ruled|rules|ruling out
        rather|other than
        instead of
        decided against
        far from
        nicht|kein|keine|keinen|keinem|keiner|keinerlei|nie|niemals|ohne|weder
        ne|n|pas|aucun|aucune|jamais|sans|ni
        nunca|sin|tampoco|ningún|ninguna|jamás",
    ),
    (
        &[],
        Side::After,
        6,
        "freeze|frozen|paused|cancelled|canceled|shelved|postponed|halted|suspended|scrapped
        abandoned|rejected
        on hold|ice
        fell through
        not|isn't|aren't|never planned|happening|needed|required|likely|foreseen
        is|was|has been? over
        nicht|kein|keine|keinen|pas
        aplazada|cancelada|suspendida|detenida",
    ),
    // It was so once.
    (
        &[],
        Side::After,
        8,
        "years|year|decade|decades ago
        in|of the 1960s|1970s|1980s|1990s|2000s|seventies|eighties|nineties
        last|previous century|decade",
    ),
    (
        &[],
        Side::Before,
        6,
        "years|year|decades|decade ago|back
        vor # jahren
        il y a # ans
        hace # años
        formerly|previously|historically",
    ),
    (&[Hiring, Expansion, ExplicitNeed, TechnologyChange], Side::Before, 3, "was|were|used|had|once"),
    // It is said of others, or to the reader.
    (
        &[],
        Side::Before,
        7,
        "help|helps|helping|helped|assist|assists|assisting|enable|enables|enabling|empower|empowers
        advise|advises|advising|guide|guides|coach|coaches|teach|teaches
        if|whether|how|why|tips|when|unless
        you|your|you're|yourself|you've
        hilft|helfen|unterstützt|unterstützen|wenn|ob|ihnen
        aide|aident|aidons|accompagne|accompagnons|accompagnent|si|vous
        ayuda|ayudamos|ayudan|usted|ustedes",
    ),
    (
        &[],
        Side::Before,
        4,
        "companies|businesses|organizations|organisations|startups|brands|enterprises|client
        clients|customer|customers
        competitor|competitors|rival|rivals
        kunden|unternehmen die
        clients|entreprises qui
        clientes|empresas",
    ),
    (
        &[TechnologyChange, RequestForProposals, Hiring],
        Side::After,
        6,
        "for|of our|your|their|its|other? clients|customers|client|companies|you
        your
        pour nos|vos clients
        für unsere|unserer kunden
        para nuestros clientes",
    ),
    // It only looks alike.
    (
        &[Hiring],
        Side::After,
        2,
        "manager|managers|process|processes|platform|software|tool|tools|guide|practices|policy
        solution|solutions
        agency|tips|decision|decisions|advice|costs",
    ),
    (
        &[Funding],
        Side::After,
        8,
        "charity|charities|donation|donations|hospice|fundraiser|marathon|homeless|scholarship
        scholarships|clients",
    ),
    (
        &[Funding],
        Side::Before,
        6,
        "invest|invests|investing|investor|investors|lead|leads|portfolio|fundraiser|charity",
    ),
    (&[Funding], Side::After, 2, "opportunities|options|programme|program|guide|advice|gap|rules"),
    (&[Expansion], Side::Before, 3, "hours|heures|horaires|horario|times"),
    (&[Expansion], Side::After, 3, "hours|times|from|monday|daily|horizons|your"),
    (&[NewLeadership], Side::After, 4, "magazine|award|awards|cut|chef|visitors|film|mode|lice"),
    (&[NewLeadership], Side::Before, 6, "award|awards|assistant to"),
    (
        &[RequestForProposals],
        Side::Before,
        6,
        "respond|responds|responding|response|answer|answers|answering|win|wins|winning|won|reply
        submit|submitted
        write|writes|writing|software|template|templates
        répond|répondre|répondons|réponse|veille
        responder|respondemos|gewinnen|ganar",
    ),
    (
        &[RequestForProposals],
        Side::After,
        2,
        "software|responses|response|writing|templates|template|management|automation|consultants",
    ),
    (&[ExplicitNeed], Side::After, 6, "contact|call us|me\nlook no further\nkontaktieren sie\ncontactez"),
];

/// Where a guard's word takes nothing back.
pub const HARMLESS: &str = "not only|just|merely|simply
    no doubt|wonder|fewer|less|later
    nicht nur|zuletzt
    pas seulement
    no solo|solamente
    without doubt|delay|question
    help wanted";

/// Words that are not skipped in a gap: they deny, turn to the reader, or speak of opening hours.
pub const NOT_IN_GAPS: &str =
    "aucun aucune heures horaires horario hours kein keine keinen neither never nicht no non nor
    not pas sans sie sin usted vos votre vous without you you're your zero";

/// News dated before this year is history. To be moved on with the calendar: the score itself knows no clock.
pub const NEWS_SINCE: u32 = 2024;
/// How many words before a match a year dates it.
pub const YEAR_BEFORE: usize = 4;
/// How many words after a match a year dates it.
pub const YEAR_AFTER: usize = 9;
/// Words before a year that make it a date.
pub const DATE_WORDS: &str =
    "april august autumn back december during early en fall february im in jahr january july june
    late march may november october of q1 q2 q3 q4 september spring summer winter year";
/// Words before a year that say how long something has been so.
pub const SINCE_WORDS: &str =
    "by depuis desde est established fondee founded from fundada gegrundet seit since";

/// Words that open a clause without a comma.
pub const CLAUSE_WORDS: &str =
    "aber although but cependant however jedoch mais pero sino sondern though while yet";
/// Elided words before an apostrophe in French: the apostrophe ends them.
pub const ELISIONS: &str = "c d j l m n qu s t";
/// Words whose full stop does not end a sentence.
pub const ABBREVIATIONS: &str = "approx bzw ca co corp dr etc inc jr ltd mio mr mrd mrs ms nr sr st vs";
/// Numbers in words, without accents.
pub const NUMBERS: &str =
    "cinco cinq deux dix dos drei eight fifty five four funf nine seven six ten three tres trois
    twelve twenty two vier zehn zwei zwolf";
/// Words that make a number an amount of money, or scale it.
pub const MONEY_UNITS: &str =
    "aud b billion bn cad chf d de dollars dolares eur euro euros francs gbp k m mdd million
    millionen millones millions mio mm mn mrd pounds usd us$";
