package org.usher.secret;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import org.usher.approval.Lifecycle;
import org.usher.audit.AuditEntry;
import org.usher.audit.AuditTrail;
import org.usher.conversation.Form;
import org.usher.facts.Judge;
import org.usher.facts.Phrases;
import org.usher.facts.RegisterService;
import org.usher.outbox.Notice;
import org.usher.outbox.Transactions;
import org.usher.register.Change;
import org.usher.request.Person;
import org.usher.request.RequestItem;
import org.usher.request.Requests;

/**
 * User names and first passwords. A password is made at the very moment the person entitled to it asks to see it, and only its hash is kept: whoever did not
 * get to save it asks again and gets another one; once it is saved, none is shown any more.
 */
@Singleton
public class Credentials {

    private final CredentialStore store;
    private final Hashing hashing;
    private final FirstPasswords passwords;
    private final Requests requests;
    private final RegisterService registers;
    private final Judge judge;
    private final Lifecycle lifecycle;
    private final AuditTrail trail;
    private final Transactions transactions;
    private final Clock clock;

    Credentials(CredentialStore store, Hashing hashing, FirstPasswords passwords, Requests requests, RegisterService registers, Judge judge,
            Lifecycle lifecycle, AuditTrail trail, Transactions transactions, Clock clock) {
        this.store = store;
        this.hashing = hashing;
        this.passwords = passwords;
        this.requests = requests;
        this.registers = registers;
        this.judge = judge;
        this.lifecycle = lifecycle;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A user name whose password is for this person.
     *
     * @param item    the number of the item it was asked for with
     * @param summary what that item asks for
     * @param state   {@code waiting}, {@code shown} or {@code saved}
     */
    @Serdeable
    public record View(String id, String item, String summary, String username, String state) {

        public boolean over() {
            return state.equals("saved");
        }
    }

    /** What comes of asking to see a password. */
    public sealed interface Shown {

        /** Here it is, for this once. */
        record Now(View view, String password) implements Shown {

            /** Without the password, so that no log shows it. */
            @Override
            public String toString() {
                return "Now[" + view.id() + "]";
            }
        }

        /** It was saved, or there is no such account any more. */
        record Over(View view, String text) implements Shown {}

        /** There are no such credentials for this person. */
        record NotFound() implements Shown {}
    }

    /** What comes of saying that a password is saved. */
    public sealed interface Saved {

        /** It cannot be shown again from now on. */
        record Done(View view, String text) implements Saved {}

        /** It was not shown yet. */
        record NotShown(View view, String text) implements Saved {}

        /** There are no such credentials for this person. */
        record NotFound() implements Saved {}
    }

    /** Gives user names to those entitled to them, within the transaction that has made the accounts. */
    public void give(RequestItem item, List<Form.Credentials> given) {
        for (var each : given) {
            var to = new Person(item.person().organisation(), each.showTo());
            var id = UUID.randomUUID().toString();
            store.add(new Credential(id, to, item.number(), each.register(), each.key(), each.username(), each.field(),
                    Credential.State.WAITING, clock.instant()));
            lifecycle.record(item, AuditEntry.USHER, "item.credentials", Map.of("username", each.username(), "for", each.showTo()));
            lifecycle.tell(to, Notice.Kind.CREDENTIALS, "credentials", "credentials.text",
                    List.of(lifecycle.button(to, "credentials", "credentials.show", id)), item.reference(), each.username(),
                    item.summary());
        }
    }

    /** What was given to this person and is not saved yet, oldest first. */
    public List<View> of(Person who) {
        return transactions.in(() -> store.waitingFor(who).stream().map(this::view).toList());
    }

    /** One of them, also when it is saved. */
    public Optional<View> one(Person who, String id) {
        return transactions.in(() -> store.find(id).filter(found -> found.to().equals(who)).map(this::view));
    }

    /** Makes a password and hands it to the person, once. */
    public Shown show(Person who, String id, String channel) {
        if (store.find(id).filter(found -> found.to().equals(who)).isEmpty()) {
            return new Shown.NotFound();
        }
        var password = passwords.make();
        var hash = hashing.hash(password); // takes its time, so not while anything is locked
        return transactions.in(() -> {
            registers.lock(who.organisation());
            var found = store.findForUpdate(id).orElseThrow();
            var account = registers.current(who.organisation()).entry(found.register(), found.key());
            if (found.state() == Credential.State.SAVED || !account.exists() || !judge.isActive(who)) {
                return new Shown.Over(view(found), say(who, "credentials.over"));
            }
            var item = requests.item(found.item()).orElseThrow();
            registers.apply(who.organisation(), List.of(new Change.Set(found.register(), found.key(), Map.of(found.field(), hash))),
                    who.key(),
                    item.reference());
            var shown = found.is(Credential.State.SHOWN);
            store.save(shown);
            record(shown, item, "credentials.shown", channel);
            return new Shown.Now(view(shown), password);
        });
    }

    /** The person has saved the password: it is not shown, and no other one made, any more. */
    public Saved saved(Person who, String id, String channel) {
        return transactions.in(() -> {
            var found = store.findForUpdate(id).filter(each -> each.to().equals(who));
            if (found.isEmpty()) {
                return new Saved.NotFound();
            }
            return switch (found.get().state()) {
                case WAITING -> new Saved.NotShown(view(found.get()), say(who, "credentials.not_shown"));
                case SAVED -> new Saved.Done(view(found.get()), say(who, "credentials.saved"));
                case SHOWN -> {
                    var saved = found.get().is(Credential.State.SAVED);
                    store.save(saved);
                    lifecycle.settled(who.organisation(), Set.of(Notice.Kind.CREDENTIALS), id);
                    record(saved, requests.item(saved.item()).orElseThrow(), "credentials.saved", channel);
                    yield new Saved.Done(view(saved), say(who, "credentials.saved"));
                }
            };
        });
    }

    private void record(Credential credential, RequestItem item, String action, String channel) {
        trail.record(new AuditEntry(clock.instant(), credential.to().organisation(), credential.to().key(), action, item.reference(),
                Map.of("username", credential.username(), "channel", channel)));
    }

    private View view(Credential credential) {
        var item = requests.item(credential.item()).orElseThrow();
        return new View(credential.id(), item.shownNumber(), item.summary(), credential.username(), credential.state().word());
    }

    private String say(Person who, String phrase) {
        return Phrases.say(judge.language(who), phrase);
    }
}
