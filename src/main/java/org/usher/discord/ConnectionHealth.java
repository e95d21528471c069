package org.usher.discord;

import java.util.LinkedHashMap;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import jakarta.inject.Singleton;

/** Says in the health report how the connection is, and how much waits to be delivered. Usher goes on without Discord: it is never down because of it. */
@Singleton
final class ConnectionHealth extends AbstractHealthIndicator<Object> {

    private static final HealthStatus DEGRADED = new HealthStatus("DEGRADED", "Discord does not work", true, 500);

    private final Connection connection;
    private final Post post;

    ConnectionHealth(Connection connection, Post post) {
        this.connection = connection;
        this.post = post;
    }

    @Override
    protected String getName() {
        return "discord";
    }

    @Override
    protected Object getHealthInformation() {
        var state = connection.state();
        var details = new LinkedHashMap<String, Object>();
        details.put("connection", state.words());
        if (state != Bot.State.OFF) {
            details.put("waiting", post.waiting());
        }
        healthStatus = state == Bot.State.DISCONNECTED || state == Bot.State.REFUSED ? DEGRADED : HealthStatus.UP;
        return details;
    }
}
