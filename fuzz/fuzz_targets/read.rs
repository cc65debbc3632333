//! Whatever the bytes: they are read or refused with words; what is read can be written, and reads as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portolan::file::{read, write};

fuzz_target!(|bytes: &[u8]| {
    let opened = match read(bytes.to_vec()) {
        Ok(opened) => opened,
        Err(error) => {
            assert!(!error.what.is_empty() && !error.help.is_empty());
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    let text = write(&opened.portfolio, &opened.preamble).expect("what was read can be written");
    let again = read(text.clone().into_bytes()).expect("what was written can be read");
    assert!(again.portfolio == opened.portfolio, "what was written says the same");
    let rewritten = write(&again.portfolio, &again.preamble).expect("and again");
    assert!(rewritten == text, "the same portfolio, the same bytes");
});
