package org.tiltmeter.session;

import java.time.Instant;

/// One line of the action log.
///
/// @param id counts from 1 without gaps
/// @param at when, by this machine's clock
/// @param kind what was done: a word such as `result-saved`
/// @param subject to what
/// @param detail in what way; may be empty
/// @param programVersion by which version of the program
/// @param hash SHA-256 over the hash of the entry before and this entry's fields, in hexadecimal
public record LogEntry(
        long id, Instant at, String kind, String subject, String detail, String programVersion, String hash) {}
