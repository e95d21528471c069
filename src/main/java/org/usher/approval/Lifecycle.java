package org.usher.approval;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import org.usher.audit.AuditEntry;
import org.usher.audit.AuditTrail;
import org.usher.facts.Judge;
import org.usher.facts.Phrases;
import org.usher.facts.RegisterService;
import org.usher.outbox.Follower;
import org.usher.outbox.Notice;
import org.usher.outbox.Notifier;
import org.usher.request.Approval;
import org.usher.request.Happening;
import org.usher.request.Person;
import org.usher.request.RequestItem;
import org.usher.request.Requests;

/** What goes with every step of an item: it is kept, recorded, told to those whom it concerns, and followed by what must follow. All of it within the open transaction. */
@Singleton
public final class Lifecycle {

    /** What notices about an item ask for, beside decisions. */
    private static final Set<Notice.Kind> TO_DO = Set.of(Notice.Kind.CHOOSE_APPROVER, Notice.Kind.EVIDENCE_MISSING, Notice.Kind.RETURNED,
            Notice.Kind.TASK);

    private final Requests requests;
    private final RegisterService registers;
    private final AuditTrail trail;
    private final Notifier notifier;
    private final BeanProvider<Follower> followers;
    private final Judge judge;
    private final Clock clock;

    Lifecycle(Requests requests, RegisterService registers, AuditTrail trail, Notifier notifier, BeanProvider<Follower> followers,
            Judge judge, Clock clock) {
        this.requests = requests;
        this.registers = registers;
        this.trail = trail;
        this.notifier = notifier;
        this.followers = followers; // asked for late: they may need what needs this
        this.judge = judge;
        this.clock = clock;
    }

    /** Keeps an item as it is now. */
    public RequestItem keep(RequestItem item) {
        requests.save(item);
        registers.itemsChanged(item.person().organisation());
        settled(item);
        return item;
    }

    /** Keeps an approval of an item as it is now. */
    void keep(RequestItem item, Approval approval) {
        requests.save(approval);
        settled(item.person().organisation(), Set.of(Notice.Kind.PLEASE_DECIDE), Long.toString(approval.number()));
        settled(item);
    }

    /** What somebody was asked to do about an item may have been done, or need not be done any more. */
    public void settled(RequestItem item) {
        settled(item.person().organisation(), TO_DO, item.reference());
    }

    /** What notices of these kinds ask for may have been done, or need not be done any more: see {@link Notifier#settled}. */
    public void settled(String organisation, Set<Notice.Kind> kinds, String matter) {
        notifier.settled(organisation, kinds, matter);
    }

    /** Keeps a new item. */
    public RequestItem add(RequestItem item) {
        var added = requests.add(item);
        registers.itemsChanged(item.person().organisation());
        return added;
    }

    /** Lets everybody who must see to what follows do so. */
    public void happened(Happening happening) {
        followers.stream().forEach(follower -> follower.follow(happening));
    }

    /** Records a step of an item. */
    public void record(RequestItem item, String actor, String action, Map<String, String> details) {
        trail.record(new AuditEntry(clock.instant(), item.person().organisation(), actor, action, item.reference(), details));
    }

    /** Tells somebody something, in their language: the phrases {@code <key>.subject} and {@code <key>.text}, or another text. */
    public void tell(Person whom, Notice.Kind kind, String key, String text, List<Notice.Button> buttons, String about, Object... values) {
        tellMore(whom, kind, key, text, buttons, about, "", values);
    }

    /** The same, with what a mail says further. */
    void tellMore(Person whom, Notice.Kind kind, String key, String text, List<Notice.Button> buttons, String about, String more,
            Object... values) {
        var language = judge.language(whom);
        notifier.tell(
                new Notice(whom, kind, Phrases.say(language, key + ".subject", values), Phrases.say(language, text, values), buttons, about,
                        clock.instant(), more));
    }

    /** Tells the requester of an item. */
    public void tellRequester(RequestItem item, Notice.Kind kind, String key, String text, List<Notice.Button> buttons, Object... values) {
        tell(item.person(), kind, key, text, buttons, item.reference(), values);
    }

    /** A button in somebody's language. */
    public Notice.Button button(Person whom, String action, String phrase, String target) {
        return new Notice.Button(action, Phrases.say(judge.language(whom), phrase), target);
    }

    /** A moment as somebody reads it. */
    public String shown(Person whom, Instant moment) {
        return judge.reader(whom).shown(moment);
    }

    public Instant now() {
        return clock.instant();
    }
}
