//! What a database role has to be allowed to run every command but `create-tables` and `demo`, and nothing beyond it.

use crate::error::{Failure, Kind};

/// The tables, and what is done to the rows of each. What goes with a row by `ON DELETE CASCADE` takes no right, and raw leads are
/// never changed.
pub const RIGHTS: [(&str, &str); 8] = [
    ("users", "SELECT, INSERT, UPDATE, DELETE"),
    ("subscriptions", "SELECT, INSERT, UPDATE"),
    ("scrape_jobs", "SELECT, INSERT, UPDATE, DELETE"),
    ("raw_leads", "SELECT, INSERT, DELETE"),
    ("leads", "SELECT, INSERT, UPDATE, DELETE"),
    ("lead_enrichment", "SELECT, INSERT, UPDATE"),
    ("usage_tracking", "SELECT, INSERT, UPDATE"),
    ("__diesel_schema_migrations", "SELECT"),
];

/// The longest name that PostgreSQL keeps whole, in bytes: a longer one would be cut, and name another role.
const LONGEST_NAME: usize = 63;

/// The SQL that gives a role these rights on the tables, and takes all others on them. Which schema they are in is for the session that
/// runs it to say, by its `search_path`, as it was when `create-tables` made them.
///
/// # Errors
/// [`Kind::Usage`] for a name that is no role's.
pub fn grants(role: &str) -> Result<String, Failure> {
    let unusable = |why: &str| {
        Failure::new(Kind::Usage, "invalid_role", format!("{role:?} is no name for a role: {why}"))
            .hint("name the role as createuser did")
    };
    // PostgreSQL takes these two for everybody and for nobody, even between quotes.
    if matches!(role, "public" | "none") {
        return Err(unusable("PostgreSQL keeps it for itself"));
    }
    if role.is_empty() || role.len() > LONGEST_NAME || role.chars().any(char::is_control) {
        return Err(unusable("it takes 1 to 63 bytes, without control characters"));
    }
    let name = format!("\"{}\"", role.replace('"', "\"\""));
    let literal = |text: &str| format!("'{}'", text.replace('\'', "''"));
    let role = literal(role);
    let tables: Vec<&str> = RIGHTS.iter().map(|(table, _)| *table).collect();
    let tables = tables.join(", ");
    // A string in quotes rather than dollars: no name can end it.
    let around = literal(&format!(
        "
DECLARE
    place text := (SELECT relnamespace::regnamespace::text FROM pg_class WHERE oid = 'users'::regclass);
BEGIN
    IF EXISTS (SELECT FROM pg_class WHERE oid = 'users'::regclass AND pg_get_userbyid(relowner) = {role}) THEN
        RAISE EXCEPTION 'the tables are the role''s own: name another';
    END IF;
    IF NOT has_database_privilege({role}, current_database(), 'CONNECT') THEN
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), {role});
    END IF;
    IF NOT has_schema_privilege({role}, place::regnamespace, 'USAGE') THEN
        EXECUTE format('GRANT USAGE ON SCHEMA %s TO %I', place, {role});
    END IF;
END
"
    ));
    let mut sql = format!(
        "-- What LeadEngine's commands need, all but create-tables and demo. To be run as the owner of the tables,\n\
         -- and again after an update of LeadEngine.\n\
         BEGIN;\n\
         DO {around};\n\
         REVOKE ALL ON {tables} FROM {name};\n"
    );
    for (table, rights) in RIGHTS {
        sql += &format!("GRANT {rights} ON {table} TO {name};\n");
    }
    sql += &format!(
        "COMMIT;\n\
         -- A superuser may also let it see the sessions of other roles, on the whole server. Doctor then tells whose\n\
         -- transactions are open for long, and enrich knows at once which leads it need not look at again:\n\
         -- GRANT pg_read_all_stats TO {name};\n"
    );
    Ok(sql)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_and_those_that_name_no_role_refused() {
        let sql = grants("it's \"x\"; DROP TABLE users").unwrap();
        assert!(
            sql.contains(
                "GRANT SELECT ON __diesel_schema_migrations TO \"it's \"\"x\"\"; DROP TABLE users\";"
            )
        );
        assert!(sql.contains("= ''it''''s \"x\"; DROP TABLE users''"), "{sql}");
        for name in ["", "public", "none", "a\nb", &"x".repeat(64)] {
            assert_eq!(grants(name).unwrap_err().code, "invalid_role", "{name}");
        }
    }
}
