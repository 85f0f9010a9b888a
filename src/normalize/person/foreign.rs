//! Departments, mailboxes, legal forms and "unknown" in the languages of the world, folded as names are.

/// Departments, services and mailboxes beside the English ones.
/// Written from general knowledge; to check against: the contact pages of companies in each language.
pub(super) const DEPARTMENTS: &str = "
abonnement adminisztracio administratie administrasjon administrativa aftersales aksjeselskap
algemeen algemene ansatte asiakaspalvelu asiakastuki ansprechpartner ansprechpartnerin ansprechperson auskunft
avdelning avdeling bestellung bestellungen beratung bewerbung biblioteca bibliothek boekhouding
bokforing buchung callcenter clienti clientele clientela comptabilite contabilidad contabilita
contabilitate contactpersoon departament departamento departamentul departement destek 
dienstleistungen direccion direktion direktionen dokumentation dukungan dystrybucja dzial einkaufsabteilung
ekonomiavdelningen ertekesites faktura faktureringen fakturaavdeling facturatie finansavdelning finanse
fornecedores gestion gestione geschaftsstelle hizmetleri infos informacion informacje
informationen informazioni inkoop innendienst kadry karriere keuangan klantendienst kontaktperson kontor
ksiegowosc kundcenter kundenberatung kundenbetreuung kundencenter kundenservice-team kundeservice kundesenter
kundtjanst kundsupport kundstod kundservice layanan leverancier logistik logistyka magazyn
marknad markedsforing marknadsforing markkinointi musteri muhasebe myynti myyntipalvelu
newsroom obchod obchodni obsluga oddelenie oddeleni onderhoud ordini orderavdelning
pazarlama pelanggan pemasaran pengaduan penjualan personalavdelning personeel personeelszaken podpora posta
predaj prenotazioni presse pressekontakt pressestelle prodej produccion produktion przedsiebiorstwo
ragioneria rechnung rechnungswesen reclamaciones reclami redaccion redactie redakcja redaksjon
redaktion redaktionen redazione reklamacje rendeles reservas reserveringen resepsjon rezeption rezerwacje
secretaria secretariado secretariaat secretariat secretaria-geral segreteria sekretariatet serwis servis
servisi servizi servizio siparis sprzedaz sprzedazy styrelsen supporto szerviz tanacsadas teknisk
telefonzentrale tilaukset tjeneste ufficio-vendite ugyfelszolgalat 
vanzari verkaufsleitung verkopen verkoopteam versand verwaltungsrat vertriebsteam vertriebsinnendienst
wydawnictwo wynajem zakaznicky zakaznicka zakaznickej zakup zakupy zamestnanci zamowienia
zarzad zaopatrzenie 
оао ооо пао зао
отдел отдела отделение департамент дирекция продаж продажам продажи служба поддержка поддержки бухгалтерия
приемная секретариат администрация компания магазин офис редакция менеджер маркетинг склад доставка
техподдержка справочная регистратура управление заказы закупки
відділ продажів підтримка підтримки служба бухгалтерія компанія приимальня адміністрація менеджер
εξυπηρετηση πελατων τμημα πωλησεων πωλησεισ γραμματεια λογιστηριο υποστηριξη εταιρεια διευθυνση επικοινωνια
πληροφοριεσ αε επε
خدمة العملاء قسم المبيعات الدعم الفني التسويق الموارد البشرية شركة مؤسسة الإدارة المحاسبة الاستقبال مكتب
شرکت پشتیبانی فروش
שירות לקוחות מכירות מחלקת תמיכה משרד חברת בעמ הנהלה מזכירות שיווק
ग्राहक बिक्री विभाग कंपनी लिमिटेड कार्यालय
ฝ่ายขาย ฝ่ายบุคคล ฝ่ายการตลาด ฝ่ายบัญชี ฝ่ายจัดซื้อ ฝ่ายบริการลูกค้า แผนก บริษัท สำนักงาน ลูกค้าสัมพันธ์
";

/// Such words that are names in another language, so that they count only beside one of their own kind: each is a
/// whole phrase, folded, its words joined by single spaces. Sorted. Source as above.
#[rustfmt::skip]
pub(super) const PHRASES: &[&str] = &[
    "bagian keuangan", "bagian pemasaran", "bagian penjualan", "ban giam doc", "bo phan ban hang",
    "brak danych", "cham soc khach hang", "dear all", "dear customer", "dear madam", "dear sir",
    "dear sir madam", "dear sir or madam", "erika mustermann", "fulano de tal", "goldman sachs",
    "imie i nazwisko", "imie nazwisko", "kein name", "keine angabe", "keine angaben", "khach hang",
    "maria musterfrau", "max mustermann", "morgan stanley", "multiple contacts", "multiple people",
    "multiple persons", "name vorname", "nao informado", "nazwisko imie", "nie podano", "no data",
    "no disponible", "no name", "nom et prenom", "nom prenom", "nombre apellido", "nombre y apellido",
    "nombre y apellidos", "nome cognome", "nome e cognome", "nome sobrenome", "non disponibile",
    "non disponible", "non renseigne", "not applicable", "phong hanh chinh", "phong ke toan",
    "phong kinh doanh", "phong marketing", "phong nhan su", "prenom nom", "reply all", "sem nome",
    "senza nome", "sin datos", "sin nombre", "skip to content", "skip to main content", "to be announced",
    "to be confirmed", "to be determined", "to whom it may concern", "various contacts", "vorname nachname",
    "whom it may concern", "имя фамилия", "нет данных", "фамилия имя",
];

/// "Unknown", "not given" and the labels of forms, where they stand alone.
pub(super) const PLACEHOLDERS: &str = "
anonimo anonyme anonimowy apellido apellidos belirsiz belirtilmemis bilinmiyor brak cognome desconocida
desconhecida fornavn fornamn ignoto imie inconnue ismeretlen mustermann nachname naam nazwisko nepoznato neznamy
nieznany niepodano nombre nome okand prenume sconosciuta sobrenome soyad soyadi tuntematon ukendt ukjent unbenannt
vorname неизвестно неизвестныи нет аноним имя фамилия невідомо αγνωστο αγνωστοσ مجهول لايوجد ไม่ระบุ
";

/// Whether the words are such a phrase.
pub(super) fn is_phrase<'a>(mut words: impl Iterator<Item = &'a str>) -> bool {
    let mut phrase = String::with_capacity(32);
    while phrase.len() < 40 {
        let Some(word) = words.next() else { return PHRASES.binary_search(&phrase.as_str()).is_ok() };
        if !phrase.is_empty() {
            phrase.push(' ');
        }
        phrase.push_str(word);
    }
    false
}

#[cfg(test)]
pub(super) fn tables_are_sorted() -> bool {
    PHRASES.is_sorted()
}
