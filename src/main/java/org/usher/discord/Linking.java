package org.usher.discord;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.usher.audit.AuditEntry;
import org.usher.audit.AuditTrail;
import org.usher.outbox.Transactions;
import org.usher.request.Person;
import org.usher.secret.Sha256;

/**
 * Links an account to a staff number: a code goes to the person's e-mail address and comes back from the account. A code lives shortly, stands
 * few wrong tries, and is kept only as a digest. Whether a staff number exists is not told.
 */
final class Linking {

    /** Brings a code to a person by e-mail. Called in a transaction: it must not wait for a mail server. */
    interface Mail {
        void send(Floor.Known to, String code, Instant expires);
    }

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Accounts accounts;
    private final Floor floor;
    private final Mail mail;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final DiscordSettings settings;
    private final Clock clock;

    Linking(Accounts accounts, Floor floor, Mail mail, AuditTrail audit, Transactions transactions, DiscordSettings settings, Clock clock) {
        this.accounts = accounts;
        this.floor = floor;
        this.mail = mail;
        this.audit = audit;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** What came of entering a code. */
    sealed interface Entered {
        record Done(String name) implements Entered {}

        record Wrong(String text) implements Entered {}
    }

    /** Sends a code to whoever has this staff number. What is said is the same whether or not there is anybody. */
    String begin(Phrases phrases, long account, String number) {
        var wanted = number.strip();
        if (!wanted.matches("(?:[a-z][a-z0-9-]{0,60}/)?[A-Za-z0-9_.-]{1,40}")) {
            return phrases.say("link.no_number");
        }
        var several = floor.organisations();
        var said = phrases.say("link.code_sent", wanted, settings.codeValid().toMinutes())
                + (several.size() > 1 && wanted.indexOf('/') < 0
                        ? ' ' + phrases.say("link.which",
                                several.stream().map(organisation -> organisation + "/" + wanted).collect(Collectors.joining(", ")))
                        : "");
        var slash = wanted.indexOf('/');
        var people = floor.people(wanted.substring(slash + 1)).stream()
                .filter(person -> slash < 0 || person.person().organisation().equals(wanted.substring(0, slash))).toList();
        if (people.size() != 1 || !people.getFirst().active() || people.getFirst().email().isBlank()) {
            return said;
        }
        var person = people.getFirst();
        transactions.run(() -> {
            var now = clock.instant();
            if (accounts.asked(account, person.person(), now.minus(Duration.ofHours(1))) >= settings.codesPerHour()) {
                record(now, person.person(), "link.refused", account, Map.of("why", "too many codes"));
                return;
            }
            var code = String.format(Locale.ROOT, "%06d", RANDOM.nextInt(1_000_000));
            var expires = now.plus(settings.codeValid());
            accounts.keep(new Accounts.Code(account, person.person(), Sha256.of(account + ":" + code), expires, 0), now);
            record(now, person.person(), "link.code", account, Map.of());
            mail.send(person, code, expires);
        });
        return said;
    }

    /** Takes a code. */
    Entered enter(Phrases phrases, long account, String typed) {
        return transactions.in(() -> {
            var now = clock.instant();
            var kept = accounts.code(account);
            if (kept.isEmpty() || kept.get().expires().isBefore(now) || kept.get().attempts() >= settings.codeAttempts()) {
                return new Entered.Wrong(phrases.say("link.no_code"));
            }
            var code = kept.get();
            var given = Sha256.of(account + ":" + typed.replaceAll("\\s", ""));
            if (!MessageDigest.isEqual(given.getBytes(StandardCharsets.US_ASCII), code.digest().getBytes(StandardCharsets.US_ASCII))) {
                accounts.missed(account);
                record(now, code.person(), "link.wrong_code", account, Map.of());
                int left = settings.codeAttempts() - code.attempts() - 1;
                return new Entered.Wrong(left > 1
                        ? phrases.say("link.wrong.many", left)
                        : phrases.say(left == 1 ? "link.wrong.one" : "link.wrong.none"));
            }
            accounts.forgetCode(account);
            return switch (accounts.link(account, code.person(), now)) {
                case DONE -> {
                    record(now, code.person(), "link", account, Map.of());
                    yield new Entered.Done(floor.known(code.person()).map(Floor.Known::name).orElse(code.person().key()));
                }
                case ACCOUNT_TAKEN -> new Entered.Wrong(phrases.say("link.account_taken"));
                case PERSON_TAKEN -> new Entered.Wrong(phrases.say("link.person_taken"));
            };
        });
    }

    /** Whether a code waits to be entered. */
    boolean awaitsCode(long account) {
        return transactions.in(() -> accounts.code(account).filter(code -> code.expires().isAfter(clock.instant())).isPresent());
    }

    boolean unlink(Accounts.Account account) {
        return transactions.in(() -> {
            boolean gone = accounts.unlink(account.id());
            if (gone) {
                record(clock.instant(), account.person(), "unlink", account.id(), Map.of());
            }
            return gone;
        });
    }

    private void record(Instant at, Person person, String action, long account, Map<String, String> details) {
        audit.record(new AuditEntry(at, person.organisation(), person.key(), "discord." + action, "discord:" + account, details));
    }
}
