//! Exports for a CRM: the columns that its import knows, by the names that it documents, with values in the form that it wants.

use std::borrow::Cow;

use crate::models::leads::list::{Row, Text};
use crate::normalize::location::{self, Location};
use crate::normalize::size::SizeRange;
use crate::output::Column;

/// The CRMs whose imports are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Preset {
    /// Contacts for HubSpot, with their companies
    Hubspot,
    /// Leads for Salesforce
    Salesforce,
    /// Leads for Pipedrive, with their people and organizations
    Pipedrive,
}

/// The columns of HubSpot's properties that a lead has values for. The import matches them to a property of the same label, whatever the
/// case, and knows contacts by their email address and companies by their domain.
/// <https://knowledge.hubspot.com/crm-setup/set-up-your-import-file>,
/// <https://knowledge.hubspot.com/properties/hubspots-default-contact-properties>
const HUBSPOT: [Column; 13] = [
    Column::hidden("First Name"),
    Column::hidden("Last Name"),
    Column::hidden("Email"),
    Column::hidden("Phone Number"),
    Column::hidden("Job Title"),
    Column::hidden("Company Name"),
    Column::hidden("Company Domain Name"),
    Column::hidden("Website URL"),
    Column::hidden("Industry"),
    Column::hidden("City"),
    Column::hidden("State/Region"),
    Column::hidden("Country/Region"),
    Column::hidden("LinkedIn URL"),
];

/// The labels of the Data Import Wizard, "Field Mapping for Importing Leads". Last name and company are required.
/// <https://help.salesforce.com/s/articleView?id=xcloud.field_mapping_for_importing_leads.htm&type=5>
const SALESFORCE: [Column; 15] = [
    Column::hidden("First Name"),
    Column::hidden("Last Name"),
    Column::hidden("Title"),
    Column::hidden("Company"),
    Column::hidden("Email"),
    Column::hidden("Phone"),
    Column::hidden("Website"),
    Column::hidden("Industry"),
    Column::hidden("No. of Employees"),
    Column::hidden("City"),
    Column::hidden("State"),
    Column::hidden("Country"),
    Column::hidden("Lead Source"),
    Column::hidden("Rating"),
    Column::hidden("Description"),
];

/// Category and field, as the mapping names them. A lead needs a title, and a person or an organization.
/// <https://support.pipedrive.com/en/article/import-fields>, <https://support.pipedrive.com/en/article/importing-mandatory-fields>
const PIPEDRIVE: [Column; 7] = [
    Column::hidden("Lead - Title"),
    Column::hidden("Person - Name"),
    Column::hidden("Person - Email"),
    Column::hidden("Person - Phone"),
    Column::hidden("Organization - Name"),
    Column::hidden("Organization - Address"),
    Column::hidden("Note - Content"),
];

/// What stands where Salesforce requires a value and the lead has none, as its help advises for companies.
/// <https://help.salesforce.com/s/articleView?id=000392271&type=1>
const UNKNOWN: &str = "Unknown";

/// The value of a column.
pub(super) type Value<'r> = Option<Cow<'r, str>>;

impl Preset {
    pub(super) fn columns(self) -> &'static [Column] {
        match self {
            Preset::Hubspot => &HUBSPOT,
            Preset::Salesforce => &SALESFORCE,
            Preset::Pipedrive => &PIPEDRIVE,
        }
    }

    /// The values of a lead for those columns; `None` where the import would refuse it.
    pub(super) fn values(self, row: &Row) -> Option<Vec<Value<'_>>> {
        match self {
            Preset::Hubspot => hubspot(row),
            Preset::Salesforce => Some(salesforce(row)),
            Preset::Pipedrive => pipedrive(row),
        }
    }

    /// What the import asks of every lead, and the leads that are left out lack.
    pub(super) fn requires(self) -> &'static str {
        match self {
            Preset::Hubspot => "HubSpot wants a first name, a last name or an email address of a contact",
            Preset::Salesforce => "Salesforce wants a last name and a company",
            Preset::Pipedrive => "Pipedrive wants a person or an organization for a lead",
        }
    }
}

fn text(row: &Row, column: Text) -> Value<'_> {
    row.text(column).filter(|text| !text.trim().is_empty()).map(Cow::Borrowed)
}

fn hubspot(row: &Row) -> Option<Vec<Value<'_>>> {
    let [first, last, email] = [Text::FirstName, Text::LastName, Text::Email].map(|column| text(row, column));
    if first.is_none() && last.is_none() && email.is_none() {
        return None;
    }
    let [city, region, country] = place(row);
    Some(vec![
        first,
        last,
        email,
        text(row, Text::Phone),
        text(row, Text::JobTitle),
        text(row, Text::CompanyName),
        text(row, Text::Domain),
        website(row),
        text(row, Text::Industry),
        city,
        region,
        country,
        text(row, Text::LinkedinUrl),
    ])
}

fn salesforce(row: &Row) -> Vec<Value<'_>> {
    let [city, region, country] = place(row);
    let name = row.full_name().map(Cow::Owned);
    let company = text(row, Text::CompanyName).or(text(row, Text::Domain)).or(name);
    let employees = row.text(Text::CompanySize).and_then(|size| size.parse::<SizeRange>().ok());
    // The standard values of the picklist.
    let rating = match row.text(Text::IntentLevel) {
        Some("high") => Some("Hot"),
        Some("medium") => Some("Warm"),
        Some("low") => Some("Cold"),
        _ => None,
    };
    vec![
        text(row, Text::FirstName),
        Some(text(row, Text::LastName).unwrap_or(Cow::Borrowed(UNKNOWN))),
        text(row, Text::JobTitle),
        Some(company.unwrap_or(Cow::Borrowed(UNKNOWN))),
        text(row, Text::Email),
        text(row, Text::Phone),
        website(row),
        text(row, Text::Industry),
        // A number: the least that the range says.
        employees.map(|size| Cow::Owned(size.lower_bound().to_string())),
        city,
        region,
        country,
        // A standard value of that picklist too.
        Some(Cow::Borrowed("Web")),
        rating.map(Cow::Borrowed),
        remarks(row, &[Text::AiSummary, Text::LinkedinUrl, Text::Source]),
    ]
}

fn pipedrive(row: &Row) -> Option<Vec<Value<'_>>> {
    let organization = text(row, Text::CompanyName).or(text(row, Text::Domain));
    let name = row.full_name().map(Cow::Owned);
    // Somebody without a name, and without a company that could stand for them, goes by what they can be reached at.
    let reach = || text(row, Text::Email).or(text(row, Text::Phone)).or(text(row, Text::LinkedinUrl));
    let has_address = row.text(Text::Email).is_some() || row.text(Text::Phone).is_some();
    let person = name.or_else(|| reach().filter(|_| organization.is_none() || has_address));
    let title = format!("{} lead", organization.as_ref().or(person.as_ref())?);
    Some(vec![
        Some(Cow::Owned(title)),
        person,
        text(row, Text::Email),
        text(row, Text::Phone),
        organization,
        text(row, Text::Location),
        remarks(row, &[Text::JobTitle, Text::AiSummary, Text::LinkedinUrl, Text::Source]),
    ])
}

/// City, region and country.
fn place(row: &Row) -> [Value<'_>; 3] {
    let Location { city, region, country } =
        row.text(Text::Location).and_then(location::normalize).unwrap_or_default();
    [city.map(Cow::Owned), region.map(Cow::Owned), country.map(|country| Cow::Borrowed(country.name))]
}

fn website(row: &Row) -> Value<'_> {
    text(row, Text::Domain).map(|domain| Cow::Owned(format!("https://{domain}")))
}

/// What has no column of its own, a line each.
fn remarks<'r>(row: &'r Row, columns: &[Text]) -> Value<'r> {
    let lines: Vec<Cow<str>> = columns.iter().filter_map(|column| text(row, *column)).collect();
    (!lines.is_empty()).then(|| Cow::Owned(lines.join("\n")))
}
