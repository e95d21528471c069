package org.usher.discord.local;

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A call that reached the REST API.
 *
 * @param path   below {@code /api/v10}
 * @param body   what was sent; a missing node if nothing
 * @param status what it was answered with
 */
public record Call(Instant at, String method, String path, JsonNode body, int status) {

    /** Whether it was answered with an error that Discord counts towards a ban of the address. */
    public boolean invalid() {
        return status == 401 || status == 403 || status == 429;
    }
}
