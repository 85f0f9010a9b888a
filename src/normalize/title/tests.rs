use super::*;
use Seniority::*;

fn check(cases: &[(&str, Option<Seniority>)]) {
    let mut wrong = Vec::new();
    for (raw, expected) in cases {
        let title = normalize(raw);
        let found = title.as_ref().and_then(|title| title.seniority);
        if title.is_none() || found != *expected {
            wrong.push(format!("{raw:?}: {title:?}, not {expected:?}"));
        }
        if let Some(title) = title
            && normalize(&title.text).as_ref() != Some(&title)
        {
            wrong.push(format!("{raw:?} normalized again: {:?}", normalize(&title.text)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_step_reads_back_from_its_word() {
    for step in Seniority::ALL {
        assert_eq!(step.as_str().parse(), Ok(step));
        assert_eq!(step.as_str().to_uppercase().parse(), Ok(step));
    }
    assert_eq!("c-suite".parse(), Ok(CSuite));
    assert!("boss".parse::<Seniority>().is_err());
    assert!(Seniority::ALL.windows(2).all(|pair| pair[0].rank() > pair[1].rank()));
}

#[test]
fn abbreviations_are_spelled_out_and_noise_is_dropped() {
    for (raw, text) in [
        ("Head of Marketing", "Head of Marketing"),
        ("United States Senator", "United States Senator"),
        ("Sr. Mgr, Mktg", "Senior Manager, Marketing"),
        ("VP of Sales", "Vice President of Sales"),
        ("V.P. Sales", "Vice President Sales"),
        ("VP-Sales", "Vice President, Sales"),
        ("SVP Engineering", "Senior Vice President Engineering"),
        ("Dir of Ops", "Director of Operations"),
        ("Jr. Acct. Exec.", "Junior Account Executive"),
        ("Eng Mgr", "Engineering Manager"),
        ("Software Eng", "Software Engineer"),
        ("Business Dev Mgr", "Business Development Manager"),
        ("Int'l Sales Mgr", "International Sales Manager"),
        ("Engineer, Sr.", "Engineer, Senior"),
        ("C.E.O.", "CEO"),
        ("Ceo", "CEO"),
        ("CEO at Acme | We're hiring!", "CEO"),
        ("Marketing Manager - We're hiring!", "Marketing Manager"),
        ("Software Engineer @Google", "Software Engineer"),
        ("Attorney at Law", "Attorney at Law"),
        ("Helping founders scale | CEO", "CEO"),
        ("#hiring Senior Recruiter", "Senior Recruiter"),
        ("🚀 Growth Hacker", "Growth Hacker"),
        ("Softwareentwickler (m/w/d)", "Softwareentwickler"),
        ("Head of Sales (EMEA)", "Head of Sales (EMEA)"),
        ("vp of sales and marketing", "Vice President of Sales and Marketing"),
        ("CHIEF FINANCIAL OFFICER", "Chief Financial Officer"),
        ("IT MANAGER", "IT Manager"),
        ("R&D Manager", "R&D Manager"),
        ("Directrice commerciale", "Directrice commerciale"),
        ("Chef d'équipe", "Chef d'équipe"),
        ("Analista Sr", "Analista Senior"),
    ] {
        assert_eq!(normalize(raw).map(|title| title.text).as_deref(), Some(text), "{raw:?}");
    }
}

#[test]
fn placeholders_and_slogans_are_no_titles() {
    for raw in [
        "",
        " ",
        "-",
        "N/A",
        "n/a",
        "null",
        "unknown",
        "none",
        "Title",
        "test",
        "...",
        "Open to work",
        "We're hiring!",
        "12345",
    ] {
        assert_eq!(normalize(raw), None, "{raw:?}");
    }
}

#[test]
fn english_titles_are_placed() {
    check(&[
        ("Owner", Some(Owner)),
        ("Co-owner", Some(Owner)),
        ("Owner/CEO", Some(Owner)),
        ("Self-Employed", Some(Owner)),
        ("Founder & CEO", Some(Founder)),
        ("Cto & Co-Founder", Some(Founder)),
        ("founder and ceo", Some(Founder)),
        ("CEO", Some(CSuite)),
        ("Chief Revenue Officer", Some(CSuite)),
        ("President & CEO", Some(CSuite)),
        ("Chairman", Some(CSuite)),
        ("Managing Director", Some(CSuite)),
        ("Chief Product & Technology Officer", Some(CSuite)),
        ("Board Member", Some(CSuite)),
        ("Managing Partner", Some(Partner)),
        ("Partner", Some(Partner)),
        ("Associate Partner", Some(Partner)),
        ("VP", Some(Vp)),
        ("SVP Engineering", Some(Vp)),
        ("Executive Vice President", Some(Vp)),
        ("Head of Sales, EMEA", Some(Head)),
        ("Sales Head", Some(Head)),
        ("Director of Sales", Some(Director)),
        ("Executive Director", Some(Director)),
        ("Deputy Director", Some(Director)),
        ("General Manager", Some(Manager)),
        ("Team Lead", Some(Manager)),
        ("Shift Supervisor", Some(Manager)),
        ("Senior Software Engineer", Some(Senior)),
        ("Staff Engineer", Some(Senior)),
        ("Tech Lead", Some(Senior)),
        ("Software Engineer", Some(Entry)),
        ("Jr. Developer", Some(Entry)),
        ("Associate", Some(Entry)),
        ("Marketing Intern", Some(Intern)),
        ("PhD Student", Some(Intern)),
        ("Management Trainee", Some(Intern)),
        ("United States Senator", None),
        ("Growth Hacker", None),
    ]);
}

#[test]
fn titles_that_sound_like_more_or_less_than_they_are() {
    check(&[
        ("Assistant to the CEO", Some(Entry)),
        ("Executive Assistant to the CEO", Some(Entry)),
        ("CEO Assistant", Some(Entry)),
        ("Special Assistant to the President", Some(Entry)),
        ("Assistant Manager", Some(Manager)),
        ("Vice President, Investment Banking", Some(Manager)),
        ("VP, Commercial Banking", Some(Manager)),
        ("Vice President of the United States", Some(CSuite)),
        ("Vice Chairman", Some(CSuite)),
        ("Head Chef", Some(Manager)),
        ("Head Nurse", Some(Manager)),
        ("Head Office Receptionist", Some(Entry)),
        ("Lead Engineer", Some(Senior)),
        ("Lead Generation Specialist", Some(Entry)),
        ("Sales Executive", Some(Entry)),
        ("Account Executive", Some(Entry)),
        ("Executive", None),
        ("Chief of Staff", Some(Director)),
        ("Chief Engineer", Some(Head)),
        ("Chief Petty Officer", Some(Senior)),
        ("Product Owner", Some(Entry)),
        ("HR Business Partner", Some(Entry)),
        ("Senior Partner Manager", Some(Manager)),
        ("Founding Engineer", Some(Senior)),
        ("Principal Engineer", Some(Senior)),
        ("Principal", Some(Partner)),
        ("Internship Coordinator", Some(Entry)),
        ("Internal Auditor", Some(Entry)),
        ("Student Affairs Director", Some(Director)),
        ("Former CEO", None),
        ("Ex-CEO", None),
        ("Senior Living Advisor", Some(Entry)),
        ("Company Secretary", Some(Director)),
        ("Managing Director, Head of Sales", Some(CSuite)),
        ("EVP & COO", Some(CSuite)),
        ("Compliance Officer", Some(Entry)),
    ]);
}

#[test]
fn titles_of_other_languages_are_placed() {
    check(&[
        ("Geschäftsführer", Some(CSuite)),
        ("Geschäftsführender Gesellschafter", Some(Owner)),
        ("Inhaberin", Some(Owner)),
        ("Gründer & Geschäftsführer", Some(Founder)),
        ("Vertriebsleiter", Some(Head)),
        ("Leiter Marketing", Some(Head)),
        ("Teamleiter Vertrieb", Some(Manager)),
        ("Projektleiterin", Some(Manager)),
        ("Softwareentwickler (m/w/d)", Some(Entry)),
        ("Werkstudent (m/w/d)", Some(Intern)),
        ("Assistentin der Geschäftsführung", Some(Entry)),
        ("Vizepräsident", Some(Vp)),
        ("Président-directeur général", Some(CSuite)),
        ("PDG", Some(CSuite)),
        ("Gérant", Some(CSuite)),
        ("Associé", Some(Partner)),
        ("Directrice commerciale", Some(Director)),
        ("Responsable marketing", Some(Manager)),
        ("Chef de projet", Some(Manager)),
        ("Chef d'entreprise", Some(Owner)),
        ("Ingénieur d'études", Some(Entry)),
        ("Stagiaire", Some(Intern)),
        ("Assistante de direction", Some(Entry)),
        ("Vice-président", Some(Vp)),
        ("Director General", Some(CSuite)),
        ("Director de Ventas", Some(Director)),
        ("Gerente General", Some(CSuite)),
        ("Gerente de Ventas", Some(Manager)),
        ("Jefe de Ventas", Some(Manager)),
        ("Dueño", Some(Owner)),
        ("CEO y Fundador", Some(Founder)),
        ("Becario", Some(Intern)),
        ("Ingeniero de Software", Some(Entry)),
        ("Vicepresidente", Some(Vp)),
        ("Diretor Comercial", Some(Director)),
        ("Sócio-fundador", Some(Founder)),
        ("Sócio", Some(Partner)),
        ("Coordenador de TI", Some(Manager)),
        ("Estagiário", Some(Intern)),
        ("Dono", Some(Owner)),
        ("Analista Sênior", Some(Senior)),
        ("Amministratore Delegato", Some(CSuite)),
        ("Direttore Vendite", Some(Director)),
        ("Responsabile Marketing", Some(Manager)),
        ("Titolare", Some(Owner)),
        ("Impiegato", Some(Entry)),
        ("Tirocinante", Some(Intern)),
        ("Algemeen directeur", Some(CSuite)),
        ("Eigenaar", Some(Owner)),
        ("Hoofd Marketing", Some(Head)),
        ("Oprichter", Some(Founder)),
        ("Accountmanager", Some(Manager)),
        ("Medewerker klantenservice", Some(Entry)),
        ("Stagiair", Some(Intern)),
    ]);
}

#[test]
fn any_mixture_of_words_is_survived_and_stays_as_it_is_normalized() {
    const WORDS: &[&str] = &[
        "Sr.",
        "VP",
        "of",
        "SALES",
        "mgr",
        "CEO",
        "at",
        "Acme",
        "|",
        "-",
        "–",
        ",",
        "/",
        "&",
        "(m/w/d)",
        "(",
        ")",
        "(EMEA)",
        "[x]",
        "C.E.O.",
        "R&D",
        "we're hiring",
        "#hiring",
        "#",
        "@",
        "Dir",
        "eng",
        "acct",
        "Geschäftsführer",
        "de",
        "chef",
        "d'",
        "équipe",
        "co-",
        "founder",
        "to",
        "the",
        "assistant",
        "İ",
        "ß",
        "🚀",
        "\u{301}",
        "ﬁ",
        "12",
        "Vice",
        "president",
        "bank",
        "intern",
        "head",
        "v.p.",
        ".",
        "..",
        "Asst.Mgr",
        "former",
        "Open to work",
        "SWE",
        "e",
        "y",
        "und",
        "\n",
        "&amp;",
        "'",
        "\"",
        "!",
        "+",
        "C++",
        "C#",
        ".NET",
        "ceo&",
        "a.b",
        "Jr",
        "Ass.",
    ];
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = |bound: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % bound as u64).unwrap_or(0)
    };
    let mut wrong = Vec::new();
    for _ in 0..200_000 {
        let words: Vec<_> = (0..=next(6)).map(|_| WORDS[next(WORDS.len())]).collect();
        let text = words.join(if next(6) == 0 { "" } else { " " });
        let Some(title) = normalize(&text) else { continue };
        let again = normalize(&title.text);
        if again.as_ref() != Some(&title) && wrong.len() < 25 {
            wrong.push(format!("{text:?}: {title:?} -> {again:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_tables_that_are_searched_are_sorted() {
    assert!(spelling::tables_are_sorted() && employer::tables_are_sorted());
    assert!(seniority::tables_are_sorted() && noise::tables_are_sorted());
}

#[test]
fn what_is_not_the_job_is_dropped() {
    for (raw, text) in [
        ("CEO - Acme Corp", "CEO"),
        ("CEO, Acme Inc.", "CEO"),
        ("Founder & CEO, Acme", "Founder & CEO"),
        ("Founder of Bright Labs", "Founder"),
        ("CEO – Europe", "CEO – Europe"),
        ("CEO, Healthcare", "CEO, Healthcare"),
        ("Marketing Manager - EMEA", "Marketing Manager - EMEA"),
        ("Sales Manager - Beispiel Handels GmbH", "Sales Manager"),
        ("Geschäftsführer der Muster GmbH", "Geschäftsführer"),
        ("Inkoopmanager bij Van Dam", "Inkoopmanager"),
        ("VP, Blockchain Technologies", "Vice President, Blockchain Technologies"),
        ("Software Engineer, ex-Google", "Software Engineer"),
        ("ex-Google | Product Manager", "Product Manager"),
        ("Ex-CEO", "Ex-CEO"),
        ("Manager (2015-2020)", "Manager"),
        ("Sales Manager 2018 - Present", "Sales Manager"),
        ("Board Member since 2015", "Board Member"),
        ("2019–2021 Head of Sales", "Head of Sales"),
        ("Senior Engineer with 10+ years of experience", "Senior Engineer"),
        ("Manager*in Vertrieb", "Manager Vertrieb"),
        ("Projektleiter/in (m/w/d)", "Projektleiter"),
        ("Commercial H/F", "Commercial"),
        ("Chargé(e) de clientèle", "Chargé de clientèle"),
        ("Director/a de Ventas", "Director de Ventas"),
        ("Senior Vice President (SVP)", "Senior Vice President"),
        (".NET Developer", ".NET Developer"),
        ("S.V.P. Sales", "Senior Vice President Sales"),
        ("Chf Fin Ofcr", "Chief Financial Officer"),
        ("Dist. Mgr.", "District Manager"),
        ("Engineer jane@acme.com", "Engineer"),
    ] {
        assert_eq!(normalize(raw).map(|title| title.text).as_deref(), Some(text), "{raw:?}");
    }
}

#[test]
fn titles_of_still_more_languages_are_placed() {
    check(&[
        ("VD", Some(CSuite)),
        ("Daglig leder", Some(CSuite)),
        ("Administrerende direktør", Some(CSuite)),
        ("Grundare & ägare", Some(Owner)),
        ("Projektledare", Some(Manager)),
        ("Toimitusjohtaja", Some(CSuite)),
        ("Myyntipäällikkö", Some(Manager)),
        ("Prezes Zarządu", Some(CSuite)),
        ("Dyrektor Handlowy", Some(Director)),
        ("Kierownik Działu", Some(Manager)),
        ("jednatel", Some(CSuite)),
        ("obchodní ředitel", Some(Director)),
        ("ügyvezető", Some(CSuite)),
        ("igazgató", Some(Director)),
        ("Genel Müdür", Some(CSuite)),
        ("Genel Müdür Yardımcısı", Some(Vp)),
        ("SATIŞ MÜDÜRÜ", Some(Manager)),
        ("Генеральный директор", Some(CSuite)),
        ("Руководитель отдела продаж", Some(Head)),
        ("Менеджер по продажам", Some(Manager)),
        ("Власник", Some(Owner)),
        ("Διευθύνων Σύμβουλος", Some(CSuite)),
        ("代表取締役社長", Some(CSuite)),
        ("副社長", Some(Vp)),
        ("営業部長", Some(Director)),
        ("課長", Some(Manager)),
        ("社長秘書", Some(Entry)),
        ("元社長", None),
        ("总经理", Some(CSuite)),
        ("副总经理", Some(Vp)),
        ("市场总监", Some(Director)),
        ("销售经理", Some(Manager)),
        ("总经理助理", Some(Entry)),
        ("实习生", Some(Intern)),
        ("대표이사", Some(CSuite)),
        ("영업팀장", Some(Manager)),
        ("Giám đốc kinh doanh", Some(Director)),
        ("Tổng giám đốc", Some(CSuite)),
        ("Direktur Utama", Some(CSuite)),
        ("مدير مبيعات", Some(Manager)),
        ("المدير التنفيذي", Some(CSuite)),
        ("מנכ״ל", Some(CSuite)),
        ("กรรมการผู้จัดการ", Some(CSuite)),
    ]);
}

#[test]
fn more_titles_that_are_not_what_they_sound_like() {
    check(&[
        ("MD", Some(CSuite)),
        ("MD & CEO", Some(CSuite)),
        ("Emergency Physician, MD", Some(Entry)),
        ("Junior Project Manager", Some(Entry)),
        ("Assistant CFO", Some(Entry)),
        ("Director of Photography", Some(Senior)),
        ("Scientific Advisory Board Member", Some(Senior)),
        ("Chief Sales & Marketing Officer", Some(CSuite)),
        ("Member of the Management Board", Some(CSuite)),
        ("Leitung Ausbildung", Some(Head)),
        ("Ausbildung zum Kaufmann", Some(Intern)),
        ("Sekretärin der Geschäftsleitung", Some(Entry)),
        ("Vice Principal", Some(Director)),
        ("Project Leader", Some(Manager)),
        ("Thought Leader", None),
        ("Investor", None),
    ]);
}

proptest::proptest! {
    #[test]
    fn no_text_panics_and_what_comes_out_stays(
        text in "\\PC{0,40}|(CEO|Founder|Manager|VP|Chef|部長|Leiter|Director|Mgr\\.)([ ,|/&()-]{1,3}(of|at|ex-|2019|Present|Acme|Inc|GmbH|m/w/d|\\*in|/a|SVP|EMEA|years|5|von|we're hiring)){0,5}"
    ) {
        if let Some(title) = normalize(&text) {
            proptest::prop_assert_eq!(normalize(&title.text), Some(title));
        }
    }
}

#[test]
fn having_no_job_is_no_title() {
    for raw in [
        "Unemployed",
        "Retired",
        "On a career break",
        "k. A.",
        "n.v.t.",
        "À l'écoute du marché",
        "Demandeuse d'emploi",
        "Em busca de recolocação profissional",
        "Auf Jobsuche",
        "Dream big. Work hard. Stay humble.",
    ] {
        assert_eq!(normalize(raw), None, "{raw:?}");
    }
    for raw in ["Retired CEO", "Job Coach", "Writer. Speaker. Coach.", "Position Manager"] {
        assert!(normalize(raw).is_some(), "{raw:?}");
    }
}

#[test]
fn the_words_of_romance_and_other_languages_are_placed() {
    check(&[
        ("Mitbegründerin", Some(Founder)),
        ("Współzałożycielka", Some(Founder)),
        ("Copropietaria", Some(Owner)),
        ("Eigenaresse", Some(Owner)),
        ("Generální ředitelka", Some(CSuite)),
        ("Administrador-Delegado", Some(CSuite)),
        ("Développeur principal", Some(Senior)),
        ("Arquitecto de Software Principal", Some(Senior)),
        ("Principal", Some(Partner)),
        ("Assistant du directeur général", Some(Entry)),
        ("Assistente dell'Amministratore Delegato", Some(Entry)),
        ("Secretária do Diretor", Some(Entry)),
        ("Chefsekretärin", Some(Entry)),
        ("Generalsekretär", Some(CSuite)),
        ("Líder de equipo de soporte", Some(Manager)),
        ("Ejecutivo de Ventas", Some(Entry)),
        ("Director Ejecutivo de Ventas", Some(CSuite)),
        ("Profesor de Matemáticas", Some(Entry)),
        ("Profesora Titular", Some(Senior)),
        ("Infermiera", Some(Entry)),
        ("Addetta alle vendite", Some(Entry)),
        ("Vrachtwagenchauffeur", Some(Entry)),
        ("Pflichtpraktikum im Bereich Controlling", Some(Intern)),
        ("Estágio em Engenharia Civil", Some(Intern)),
    ]);
    for (raw, text) in [
        ("Directora de Marketing en Grupo Salmarina", "Directora de Marketing"),
        ("Diretora de Recursos Humanos na Solmar Têxtil", "Diretora de Recursos Humanos"),
        ("Sócia na Prado Advogados", "Sócia"),
        ("Directeur Marketing en Communicatie", "Directeur Marketing en Communicatie"),
        ("Ingeniero en Sistemas", "Ingeniero en Sistemas"),
        ("Diretor no Brasil", "Diretor no Brasil"),
        ("CEO - Robotics", "CEO - Robotics"),
        ("CEO - Acme Robotics", "CEO"),
    ] {
        assert_eq!(normalize(raw).map(|title| title.text).as_deref(), Some(text), "{raw:?}");
    }
}
