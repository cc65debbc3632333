//! What Portolan promises, without a window.
#![cfg(test)]

mod bad_files;
mod bad_values;
mod commands;
mod diff;
mod docs;
mod edits;
mod faulty_disk;
mod files;
mod flaws;
<<<<<<< HEAD
mod frameworks;
=======
mod funding;
>>>>>>> aeac223 (Funding: the problem of a portfolio in plain data, the best plan checked anew, rank and cut, and the command fund)
mod imports;
mod killed;
mod killed_editing;
mod methods;
mod money;
mod mutations;
mod portfolios;
mod power_cut;
mod recovery;
mod saving;
mod scores;
mod scratch;
mod settings;
