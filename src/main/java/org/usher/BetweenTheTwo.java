package org.usher;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/** What Usher and TechNow must know of each other when they start side by side. The secrets are new at every start and written nowhere. */
record BetweenTheTwo(String password, String eventSecret) {

    private static final int BYTES = 24;

    static BetweenTheTwo fresh() {
        return new BetweenTheTwo(random(), random());
    }

    Map<String, Object> forTechNow(String seedFolder, String usherAddress) {
        return Map.of("technow.seed.integration-password", password, "technow.seed.folder", seedFolder, "technow.events.url",
                usherAddress + "/itsm/events",
                "technow.events.secret", eventSecret);
    }

    Map<String, Object> forUsher(String technowAddress) {
        return Map.of("servicenow.url", technowAddress, "servicenow.password", password, "servicenow.event-secret", eventSecret,
                "servicenow.organisation-field", "company.name");
    }

    private static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Without the secrets, so that no log shows them. */
    @Override
    public String toString() {
        return "BetweenTheTwo";
    }
}
