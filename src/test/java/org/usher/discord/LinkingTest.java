package org.usher.discord;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.usher.SettableClock;
import org.usher.audit.AuditEntry;
import org.usher.audit.AuditTrail;

import static org.assertj.core.api.Assertions.assertThat;

/** Codes that tie an account to a staff number, by the clock. */
class LinkingTest {

    private static final long ACCOUNT = 17;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T10:00:00Z"));
    private final MemoryAccounts accounts = new MemoryAccounts();
    private final ScriptedFloor floor = new ScriptedFloor();
    private final List<String> mailed = new ArrayList<>();
    private final List<AuditEntry> audit = new ArrayList<>();
    private final DiscordSettings settings = new DiscordSettings("", "https://127.0.0.1/", "", 1, 50, Duration.ofSeconds(2),
            Duration.ofSeconds(5), Duration.ofMinutes(15), 5, 5, "area", List.of(), Map.of());
    private final Linking linking = new Linking(accounts, floor, (_, code, _) -> mailed.add(code), new Trail(),
            new Stage.NoTransactions(), settings, clock);

    private final class Trail implements AuditTrail {
        @Override
        public void record(AuditEntry entry) {
            audit.add(entry);
        }

        @Override
        public List<AuditEntry> about(String organisation, String object) {
            return List.copyOf(audit);
        }
    }

    private String code() {
        floor.person("1", "Gwen");
        linking.begin(Phrases.FIRST, ACCOUNT, "1");
        return mailed.getLast();
    }

    @Test
    void aCodeIsGoodForAQuarterOfAnHourAndNoLonger() {
        var first = code();
        clock.advance(Duration.ofMinutes(15).plusSeconds(1));
        assertThat(linking.awaitsCode(ACCOUNT)).isFalse();
        assertThat(linking.enter(Phrases.FIRST, ACCOUNT, first)).isEqualTo(new Linking.Entered.Wrong(Phrases.FIRST.say("link.no_code")));
        assertThat(accounts.find(ACCOUNT)).isEmpty();

        var second = code();
        clock.advance(Duration.ofMinutes(14));
        assertThat(linking.enter(Phrases.FIRST, ACCOUNT, second.substring(0, 3) + ' ' + second.substring(3)))
                .isEqualTo(new Linking.Entered.Done("Gwen"));
    }

    @Test
    void aNewCodeTakesThePlaceOfTheOneBeforeAndNeitherStandsInTheRecord() {
        var first = code();
        var second = code();
        if (!first.equals(second)) {
            assertThat(linking.enter(Phrases.FIRST, ACCOUNT, first)).isInstanceOf(Linking.Entered.Wrong.class);
        }
        assertThat(linking.enter(Phrases.FIRST, ACCOUNT, second)).isInstanceOf(Linking.Entered.Done.class);
        assertThat(audit).extracting(AuditEntry::action).contains("discord.link.code", "discord.link");
        assertThat(audit.toString()).doesNotContain(first).doesNotContain(second);
    }

    @Test
    void anHourLaterNewCodesMayBeAskedFor() {
        for (int i = 0; i < 7; i++) {
            code();
        }
        assertThat(mailed).hasSize(5);
        clock.advance(Duration.ofMinutes(61));
        code();
        assertThat(mailed).hasSize(6);
    }
}
