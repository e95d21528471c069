package org.usher.file;

import java.time.Instant;

import org.usher.request.Person;

/**
 * A file that is kept.
 *
 * @param by     who handed it in
 * @param name   its cleaned name
 * @param type   its content type
 * @param bytes  its size
 * @param sha256 a fingerprint of its content, in hex
 */
public record KeptFile(String id, Person by, String name, String type, long bytes, String sha256, Instant at) {}
