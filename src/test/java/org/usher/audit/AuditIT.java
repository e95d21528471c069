package org.usher.audit;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.usher.Crowd;
import org.usher.Office;
import org.usher.audit.AuditVerifier.Fault;
import org.usher.audit.AuditVerifier.Verdict;
import org.usher.outbox.Transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.usher.Office.BEN;
import static org.usher.Office.CLEO;

class AuditIT {

    private Office office;

    @BeforeEach
    void open() {
        office = Office.open();
        office.sent(BEN, "310", "front");
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void theRecordOfAStoryIsIntactAndHasItAll() {
        assertThat(verdict()).isInstanceOfSatisfying(Verdict.Intact.class, intact -> assertThat(intact.rows()).isGreaterThan(6));
        var trail = office.context.getBean(AuditTrail.class);
        var number = office.requests.mine(BEN).getFirst().items().getFirst();
        assertThat(trail.about("office", number.reference())).extracting(AuditEntry::action).containsExactly("item.added", "item.submitted",
                "approval.asked");
        assertThat(trail.about("office", number.dialogue())).extracting(AuditEntry::action).contains("dialogue.begun", "answer",
                "dialogue.submitted");
    }

    @Test
    void manyWritersMakeOneChain() {
        Crowd.of(20, person -> {
            var view = office.start(person % 2 == 0 ? BEN : CLEO, "badge");
            return office.say(person % 2 == 0 ? BEN : CLEO, view, "300");
        });
        assertThat(verdict()).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void aRowThatWasAlteredIsNamed() {
        sql("UPDATE audit_entry SET details = REPLACE(details, 'front', 'vault') WHERE number = 4");
        sql("UPDATE audit_entry SET actor = 'somebody' WHERE number = 4");
        assertThat(verdict()).isEqualTo(new Verdict.Broken(4, Fault.ALTERED));
    }

    @Test
    void aMomentThatWasAlteredIsNamed() {
        sql("UPDATE audit_entry SET at = at + INTERVAL 1 MICROSECOND WHERE number = 3");
        assertThat(verdict()).isEqualTo(new Verdict.Broken(3, Fault.ALTERED));
    }

    @Test
    void aRowThatIsGoneIsNamed() {
        sql("DELETE FROM audit_entry WHERE number = 3");
        assertThat(verdict()).isEqualTo(new Verdict.Broken(3, Fault.MISSING));
    }

    @Test
    void aLastRowThatIsGoneIsNamed() {
        var rows = ((Verdict.Intact) verdict()).rows();
        sql("DELETE FROM audit_entry WHERE number = " + rows);
        assertThat(verdict()).isEqualTo(new Verdict.Broken(rows, Fault.MISSING));
    }

    @Test
    void rowsThatChangedPlacesAreNamed() {
        sql("UPDATE audit_entry SET number = 1000000 WHERE number = 3");
        sql("UPDATE audit_entry SET number = 3 WHERE number = 4");
        sql("UPDATE audit_entry SET number = 4 WHERE number = 1000000");
        assertThat(verdict()).isEqualTo(new Verdict.Broken(3, Fault.REORDERED));
    }

    @Test
    void aHeadThatWasSetBackIsNoticed() {
        sql("UPDATE audit_head SET number = number - 1");
        assertThat(verdict()).isInstanceOf(Verdict.Broken.class);
    }

    @Test
    void whatIsRolledBackWasNeverRecorded() {
        var before = verdict();
        var trail = office.context.getBean(AuditTrail.class);
        assertThatThrownBy(() -> office.context.getBean(Transactions.class).run(() -> {
            trail.record(new AuditEntry(Instant.EPOCH, "office", "200", "answer", "nothing", Map.of()));
            throw new IllegalStateException("no");
        })).hasMessageContaining("no");
        assertThat(trail.about("office", "nothing")).isEmpty();
        trail.record(new AuditEntry(Instant.EPOCH, "office", "200", "answer", "something", Map.of()));
        assertThat(trail.about("office", "something")).hasSize(1);
        assertThat(((Verdict.Intact) verdict()).rows()).isEqualTo(((Verdict.Intact) before).rows() + 1);
    }

    private Verdict verdict() {
        return office.context.getBean(AuditVerifier.class).verify();
    }

    private void sql(String statement) {
        try (var connection = office.database.connect(); var prepared = connection.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException problem) {
            throw new AssertionError(problem);
        }
    }
}
