"""Another program on LeadEngine's tables, with SQLAlchemy: the classes are written against what the product says of its tables, and the
query for the best leads against the tables as they are found.

Usage: orm.py insert|report USER DATABASE SOCKET; orm.py schemas reads [{"schema", "document"}] from standard input.
Prints one JSON document.
"""

import datetime
import hashlib
import json
import sys
import uuid
import warnings
from typing import List, Optional

from sqlalchemy import FetchedValue, ForeignKey, MetaData, create_engine, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship


class Base(DeclarativeBase):
    """What every table has: an id that the database makes."""

    type_annotation_map = {dict: JSONB}

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, server_default=FetchedValue())


class User(Base):
    __tablename__ = "users"
    email: Mapped[str]
    role: Mapped[Optional[str]] = mapped_column(server_default=FetchedValue())
    is_active: Mapped[Optional[bool]] = mapped_column(server_default=FetchedValue())


class Subscription(Base):
    __tablename__ = "subscriptions"
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id"))
    plan_name: Mapped[str]
    monthly_scrape_limit: Mapped[Optional[int]] = mapped_column(server_default=FetchedValue())
    monthly_lead_limit: Mapped[Optional[int]] = mapped_column(server_default=FetchedValue())
    status: Mapped[str]
    user: Mapped[User] = relationship()


class ScrapeJob(Base):
    __tablename__ = "scrape_jobs"
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id"))
    status: Mapped[Optional[str]] = mapped_column(server_default=FetchedValue())
    source_type: Mapped[str]
    search_query: Mapped[Optional[str]]
    filters: Mapped[Optional[dict]]
    total_found: Mapped[Optional[int]]
    total_processed: Mapped[Optional[int]] = mapped_column(server_default=FetchedValue())
    user: Mapped[User] = relationship()
    raw_leads: Mapped[List["RawLead"]] = relationship(back_populates="job")


class RawLead(Base):
    __tablename__ = "raw_leads"
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id"))
    scrape_job_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("scrape_jobs.id"))
    raw_payload: Mapped[dict]
    source_url: Mapped[Optional[str]]
    data_hash: Mapped[str]
    scraped_at: Mapped[Optional[datetime.datetime]] = mapped_column(server_default=FetchedValue())
    user: Mapped[User] = relationship()
    job: Mapped[ScrapeJob] = relationship(back_populates="raw_leads")


class Lead(Base):
    __tablename__ = "leads"
    user_id: Mapped[Optional[uuid.UUID]] = mapped_column(ForeignKey("users.id"))
    company_name: Mapped[Optional[str]]
    email: Mapped[Optional[str]]
    enrichment: Mapped[Optional["LeadEnrichment"]] = relationship(back_populates="lead")


class LeadEnrichment(Base):
    __tablename__ = "lead_enrichment"
    lead_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("leads.id"))
    predicted_score: Mapped[Optional[float]]
    intent_level: Mapped[Optional[str]]
    lead: Mapped[Lead] = relationship(back_populates="enrichment")


def insert(session):
    """A user with a plan, and a job with what a scraper found for it."""
    user = User(email="orm@example.com")
    session.add(Subscription(user=user, plan_name="own", status="active"))
    job = ScrapeJob(user=user, source_type="directory", search_query="builders in Leeds", filters={"radius": 12})
    found = [
        {"company_name": "Bright Bricks Ltd", "website": "https://brightbricks.co.uk", "industry": "Construction",
         "company_size": "50-100", "location": "Leeds, United Kingdom", "about": "We are hiring five estimators and looking for a new supplier.",
         "contact": {"full_name": "Joan Miller", "job_title": "Chief Executive Officer", "email": "joan@brightbricks.co.uk",
                     "phone": "+44 7700 900123", "linkedin": "https://linkedin.com/in/joanmiller"}, "metadata": {"confidence": 0.9}},
        {"company_name": "Quiet Quarry"},
        {"name": "N/A"},
    ]
    for payload in found:
        text = json.dumps(payload, sort_keys=True)
        job.raw_leads.append(RawLead(user=user, raw_payload=payload, data_hash=hashlib.sha256(text.encode()).hexdigest()))
    session.add(job)
    session.commit()
    return {"user_id": str(user.id), "job_id": str(job.id), "status": job.status, "role": user.role,
            "scraped": all(raw.scraped_at for raw in job.raw_leads)}


def report(engine, session):
    """What the tables are found to be, and the leads of high intent: once through the tables, once through the classes."""
    found = MetaData()
    with warnings.catch_warnings():
        # Of indexes on expressions, it says that it does not describe them.
        warnings.simplefilter("ignore")
        found.reflect(engine)
    leads, enrichment = found.tables["leads"], found.tables["lead_enrichment"]
    # How they belong together is taken from the foreign key.
    joined = (select(leads.c.id, leads.c.company_name, enrichment.c.predicted_score).select_from(leads.join(enrichment))
              .where(enrichment.c.intent_level == "high").order_by(enrichment.c.predicted_score.desc()))
    mapped = select(Lead).join(Lead.enrichment).where(LeadEnrichment.intent_level == "high")
    missing = [f"{name}.{column.name}" for name, table in Base.metadata.tables.items() for column in table.columns
               if column.name not in found.tables[name].columns]
    return {
        "tables": sorted(found.tables),
        "missing": missing,
        "cascades": sorted({key.ondelete or "" for table in found.tables.values() for key in table.foreign_keys}),
        "high": [[str(row.id), row.company_name, row.predicted_score] for row in session.execute(joined)],
        "mapped": [[str(lead.id), lead.company_name, lead.enrichment.predicted_score] for lead in session.scalars(mapped)],
        "jobs": [[job.status, job.total_found, job.total_processed] for job in session.scalars(select(ScrapeJob))],
    }


def schemas():
    """What is wrong with schemas, or with documents by their schemas, to another reader of JSON Schema."""
    from jsonschema import Draft202012Validator

    wrong = []
    for pair in json.load(sys.stdin):
        Draft202012Validator.check_schema(pair["schema"])
        validator = Draft202012Validator(pair["schema"], format_checker=Draft202012Validator.FORMAT_CHECKER)
        wrong += [error.message for error in validator.iter_errors(pair["document"])]
    return {"wrong": wrong}


def main():
    if sys.argv[1] == "schemas":
        done = schemas()
    else:
        user, database, socket = sys.argv[2:]
        engine = create_engine(f"postgresql+pg8000://{user}@/{database}", connect_args={"unix_sock": socket})
        with Session(engine) as session:
            done = insert(session) if sys.argv[1] == "insert" else report(engine, session)
    print(json.dumps(done))


main()
