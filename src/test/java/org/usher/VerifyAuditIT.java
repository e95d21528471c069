package org.usher;

import java.sql.Connection;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.usher.audit.AuditEntry;
import org.usher.audit.AuditTrail;
import org.usher.audit.AuditVerifier.Fault;
import org.usher.audit.AuditVerifier.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class VerifyAuditIT {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456789Z");

    @Test
    void theCommandFindsNothingWrongWithAnUntouchedRecordAndNamesTheFirstRowSomebodyHasBeenAt() throws Exception {
        try (var system = RunningSystem.start(); var connection = system.usherDatabase().connect()) {
            var trail = system.usher().getBean(AuditTrail.class);
            for (int row = 1; row <= 5; row++) {
                trail.record(new AuditEntry(NOON.plusSeconds(row), "gb", "10311862", "answer", "dialogue " + row,
                        Map.of("text", "Seat " + row)));
            }
            assertThat(VerifyAudit.verify(connection)).isInstanceOf(Verdict.Intact.class);
            long last = last(connection);
            try (var edit = connection.prepareStatement("UPDATE audit_entry SET actor = 'somebody else' WHERE number = ?")) {
                edit.setLong(1, last - 2);
                edit.executeUpdate();
            }
            assertThat(VerifyAudit.verify(connection)).isEqualTo(new Verdict.Broken(last - 2, Fault.ALTERED));
            assertThat(VerifyAudit.words(VerifyAudit.verify(connection))).contains("row " + (last - 2) + " is altered");
        }
    }

    private static long last(Connection connection) throws Exception {
        try (var query = connection.createStatement(); var rows = query.executeQuery("SELECT MAX(number) FROM audit_entry")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
