//! From outcomes to a model. `outcomes` reads who was won and who was lost; `values` are what is known of a lead, by name; `features`
//! decides what each of them means to a model; `train` grows one, tries it on leads that it has not seen, and calibrates it; `model`
//! is what is kept in a file. Nothing here knows the database, or what a lead is.

pub mod features;
pub mod forest;
pub mod metrics;
pub mod model;
pub mod outcomes;
pub mod train;
pub mod values;

pub use model::Model;
pub use values::{Scalar, Values};
