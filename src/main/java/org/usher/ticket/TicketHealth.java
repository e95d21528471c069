package org.usher.ticket;

import java.util.LinkedHashMap;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import jakarta.inject.Singleton;
import org.usher.outbox.Transactions;

/**
 * Says in the health report how much waits for the ITSM, and what somebody has to mend. Usher goes on without the ITSM: so it is never
 * down because of it.
 */
@Singleton
final class TicketHealth extends AbstractHealthIndicator<Object> {

    private static final HealthStatus DEGRADED = new HealthStatus("DEGRADED", "something waits for the ITSM", true, 500);

    private final TicketStore store;
    private final Transactions transactions;

    TicketHealth(TicketStore store, Transactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    @Override
    protected String getName() {
        return "itsm";
    }

    @Override
    protected Object getHealthInformation() {
        var open = transactions.in(store::open);
        var failing = open.stream().filter(errand -> errand.failures() > 0).toList();
        var details = new LinkedHashMap<String, Object>();
        details.put("waiting", failing.size());
        details.put("alarms", failing.stream().filter(TicketStore.Errand::alarm).count());
        healthStatus = failing.isEmpty() ? HealthStatus.UP : DEGRADED;
        return details;
    }
}
