package org.usher.discord;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.usher.audit.AuditEntry;
import org.usher.audit.AuditTrail;
import org.usher.discord.local.LocalDiscord;
import org.usher.discord.local.Member;
import org.usher.outbox.Transactions;
import org.usher.request.Person;

/** The bot on a local Discord, over a floor that a test has made up. What JDA warns of, and what Discord's description does not allow, fails the test. */
final class Stage implements AutoCloseable {

    /** JDA has one log for all connections. Whoever expects warnings in it holds this lock alone, whoever expects none together with the others of that kind. */
    static final String LOG = "JDA's log";

    final LocalDiscord discord;
    final ScriptedFloor floor = new ScriptedFloor();
    final MemoryAccounts accounts = new MemoryAccounts();
    final MemoryPost post = new MemoryPost();
    final Map<String, String> mailed = new HashMap<>();
    final List<AuditEntry> audit = new ArrayList<>();
    private final Warnings warnings = new Warnings();
    private Duration patience = Duration.ofSeconds(15);
    private boolean warningsExpected;
    private Bot bot;

    Stage() {
        this(LocalDiscord.start());
    }

    Stage(LocalDiscord discord) {
        this.discord = discord;
        this.bot = bot(settings());
        connect();
    }

    private void connect() {
        int before = discord.identified();
        bot.start();
        discord.awaitThat("a session", () -> discord.identified() > before);
        discord.awaitThat("the commands", () -> discord.commandNames().contains("access"));
    }

    DiscordSettings settings() {
        return new DiscordSettings(discord.token(), discord.restUrl(), discord.gatewayUrl(), 1, 50, Duration.ofSeconds(2), patience,
                Duration.ofMinutes(15), 3, 5, "area", List.of("127.0.0.1"), Map.of("north", discord.generalChannel()));
    }

    Bot bot(DiscordSettings settings) {
        var transactions = new NoTransactions();
        var trail = new AuditTrail() {
            @Override
            public void record(AuditEntry entry) {
                synchronized (audit) {
                    audit.add(entry);
                }
            }

            @Override
            public List<AuditEntry> about(String organisation, String object) {
                return List.copyOf(audit);
            }
        };
        Linking.Mail mail = (to, code, _) -> mailed.put(to.person().key(), code);
        var linking = new Linking(accounts, floor, mail, trail, transactions, settings, Clock.systemUTC());
        return new Bot(settings, new Clicks(floor, accounts, post, linking, transactions, new Fetching(settings)), post, accounts, floor,
                Clock.systemUTC());
    }

    Bot bot() {
        return bot;
    }

    /** The program ends and is started again: all that it had in memory is gone. */
    void restart() {
        bot.close();
        discord.awaitThat("the end of the connection", () -> discord.connected() == 0);
        bot = bot(settings());
        connect();
    }

    /** Starts again with another patience. */
    void restart(Duration newPatience) {
        patience = newPatience;
        restart();
    }

    /** Somebody whose account is linked. */
    Member linked(String key, String name) {
        var member = discord.member(name);
        accounts.link(member.id(), floor.person(key, name), java.time.Instant.EPOCH);
        return member;
    }

    static Person person(String key) {
        return new Person(ScriptedFloor.ORGANISATION, key);
    }

    /** This test makes JDA warn: it takes the connection away, or lets Discord fail. */
    Stage warningsExpected() {
        warningsExpected = true;
        return this;
    }

    @Override
    public void close() {
        bot.close();
        warnings.close();
        var faults = discord.referee().map(referee -> referee.faults()).orElse(List.of());
        discord.close();
        if (!faults.isEmpty()) {
            throw new AssertionError("Not as Discord describes it:\n" + String.join("\n", faults.stream().distinct().limit(4).toList()));
        }
        var warned = warnings.all();
        if (!warningsExpected && !warned.isEmpty()) {
            throw new AssertionError("JDA warned: " + warned);
        }
    }

    /** Nothing to be committed. */
    static final class NoTransactions implements Transactions {
        @Override
        public <T> T in(Supplier<T> work) {
            return work.get();
        }

        @Override
        public void afterwards(Runnable work) {
            work.run();
        }
    }

    Optional<String> said(Member member, String word) {
        return member.transcript().stream().map(message -> message.toString()).filter(text -> text.contains(word)).findFirst();
    }
}
