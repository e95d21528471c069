package org.usher.request;

/**
 * Somebody, within one organisation: all that is kept and done is kept and done within it.
 *
 * @param organisation the id of the organisation
 * @param key          the key of the person's entry: the staff number
 */
public record Person(String organisation, String key) {}
