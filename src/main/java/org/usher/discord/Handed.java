package org.usher.discord;

/**
 * A file that somebody sent with a message, while it still lies with Discord.
 *
 * @param name  what the person calls it
 * @param url   where it can be fetched
 * @param bytes how large it says it is
 */
record Handed(String name, String url, long bytes) {}
