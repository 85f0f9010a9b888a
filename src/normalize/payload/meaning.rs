//! What a key means where it stands.

use serde_json::Value;

use super::Field;
use super::objects::OTHER_TYPES;
use super::walk::{Around, Scope};

/// Whether a number is no value of a field.
pub(super) fn wants_words(field: Field) -> bool {
    use Field::*;
    matches!(
        field,
        FullName
            | FirstName
            | LastName
            | JobTitle
            | Seniority
            | Company
            | LegalName
            | Name
            | Title
            | Nom
            | Nombre
            | Location
            | City
            | Region
            | Country
            | Industry
    )
}

/// What a key means where it stands, and how early it is tried.
pub(super) fn meaning(field: Option<(Field, u8)>, word: &str, scope: Scope) -> Option<(Field, u8)> {
    use Field::*;
    if let Some((lead, rank)) = scope.lead
        && let Some(more) = stands_for(lead, word)
    {
        return Some((lead, rank + more));
    }
    let (field, rank) = field?;
    let around = scope.around;
    Some(match (field, around) {
        (Name | Title, Around::Root) if scope.lead.is_none_or(|(lead, _)| lead == Name) => (field, rank),
        (Email, around) if word == "value" && !matches!(around, Around::Root | Around::Person) => {
            return None;
        }
        (Name | Nom | Nombre, Around::Person) => (FullName, 1),
        (Name | Nom | Nombre, Around::Company | Around::Job) => (Company, 1),
        (Name, _) => scope.lead.filter(|(lead, _)| !matches!(lead, EmailStatus | Linkedin))?,
        (Title, Around::Person) => (JobTitle, 1),
        (Title, Around::Job) => (JobTitle, 0),
        (Title, _) => scope.lead.filter(|(lead, _)| matches!(lead, Industry | JobTitle | Website))?,
        (Website, Around::Person | Around::Metadata | Around::Job | Around::Other) if word == "url" => {
            match around {
                // A person's or the record's own page says nothing of the company's website.
                Around::Person => (Linkedin, 3),
                Around::Metadata => (Source, 1),
                _ => return None,
            }
        }
        // What says where a phone number was found does not say it of the record.
        (Source, Around::Person | Around::Company | Around::Job | Around::Other) if word == "source" => {
            return None;
        }
        (Source, _) if scope.lead.is_some() => return None,
        (Source, Around::Metadata) => (Source, rank.min(1)),
        (PlaceType, around) if around != Around::Root => return None,
        (JobTitle, Around::Company) if !matches!(word, "jobtitle" | "contacttitle" | "contactjobtitle") => {
            return None;
        }
        (JobTitle | CompanySize | Industry | ScrapedAt | Confidence, Around::Other)
            if matches!(word, "role" | "size" | "category" | "timestamp" | "score" | "job") =>
        {
            return None;
        }
        (Confidence, Around::Company | Around::Job) => return None,
        (Linkedin, _)
            if matches!(word, "link" | "links") && around != Around::Person && scope.lead.is_none() =>
        {
            return None;
        }
        (Location | City | Region | Country, Around::Metadata) => return None,
        (CompanySize, Around::Person | Around::Other) if word == "size" => return None,
        _ => (field, rank),
    })
}

/// Whether a word in an object that stands for a field names its value, and how much later it is tried for it.
fn stands_for(lead: Field, word: &str) -> Option<u8> {
    use Field::*;
    Some(match (lead, word) {
        (EmailStatus, "status" | "result" | "state" | "value") => 0,
        (EmailStatus, _) => return None,
        (Email, "status" | "result") => return None,
        (_, "value" | "text" | "main" | "default" | "primary" | "raw" | "full") => 0,
        (
            Company | Industry | Location | JobTitle | FullName | Name,
            "display" | "formatted" | "longname" | "description" | "linkedintext",
        ) => 0,
        (Phone, "number" | "rawnumber" | "e164" | "sanitizednumber" | "phonenumber" | "mobile" | "cell") => 0,
        (Phone, "international" | "internationalformat" | "formatted" | "normalized") => 0,
        (Phone, "direct" | "directdial") => 0,
        (Phone | Email, "work" | "business" | "professional") => 0,
        (Phone, "national" | "office" | "landline") => 1,
        (Phone | Email, "home" | "personal" | "private") => 3,
        (Phone | Email, "other") => 4,
        (Email, "address" | "mail") => 0,
        (
            Website | Linkedin | OwnPage,
            "url" | "uri" | "href" | "link" | "handle" | "profileurl" | "pageurl" | "domain",
        ) => 0,
        (
            CompanySize,
            "start" | "min" | "minvalue" | "from" | "low" | "lower" | "gte" | "range" | "count" | "total"
            | "minimum",
        ) => 0,
        _ => return None,
    })
}

/// What schema.org says an object is.
pub(super) enum SchemaType {
    Person,
    Organization,
    Posting,
    Page,
    Part,
}

/// What kind of thing schema.org says an object is.
pub(super) fn schema_type(value: &Value) -> Option<SchemaType> {
    let one = |value: &Value| -> Option<SchemaType> {
        let name = value.as_str()?;
        let name = name.rsplit(['/', '#', ':']).next().unwrap_or(name);
        Some(match name {
            "Person" => SchemaType::Person,
            "JobPosting" => SchemaType::Posting,
            "PostalAddress"
            | "ContactPoint"
            | "GeoCoordinates"
            | "Place"
            | "Country"
            | "City"
            | "State"
            | "AdministrativeArea"
            | "QuantitativeValue"
            | "Occupation"
            | "Role"
            | "OrganizationRole"
            | "EmployeeRole"
            | "OpeningHoursSpecification"
            | "PropertyValue" => SchemaType::Part,
            name if OTHER_TYPES.binary_search(&name).is_ok() => SchemaType::Page,
            name if name.starts_with(|c: char| c.is_ascii_uppercase()) => SchemaType::Organization,
            _ => return None,
        })
    };
    match value {
        Value::Array(types) => types.iter().take(8).find_map(one),
        other => one(other),
    }
}
