//! What Portolan promises, without a window.
#![cfg(test)]

mod bad_files;
mod bad_values;
mod business_cases;
mod chance;
mod commands;
mod diff;
mod docs;
mod edits;
mod faulty_disk;
mod files;
mod flaws;
mod frameworks;
mod funding;
mod imports;
mod killed;
mod killed_editing;
mod methods;
mod money;
mod mutations;
mod portfolios;
mod power_cut;
mod promises;
mod recovery;
mod saving;
mod scores;
mod scratch;
mod settings;
