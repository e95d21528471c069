package org.usher.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import org.usher.approval.Lifecycle;
import org.usher.facts.Definitions;
import org.usher.facts.Dialogues;
import org.usher.facts.Judge;
import org.usher.facts.KeptDialogue;
import org.usher.outbox.Job;
import org.usher.outbox.Notice;
import org.usher.outbox.Outbox;
import org.usher.outbox.Transactions;

/**
 * Looks through the dialogues of an organisation every minute: reminds people of those that are about to expire or have waited as long for others, and ends those
 * that have expired.
 */
@Singleton
@Requires(beans = Definitions.class)
final class ExpiryJob implements Job, ApplicationEventListener<StartupEvent> {

    static final String KIND = "dialogue.expire";
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int AT_ONCE = 100;

    private final Definitions definitions;
    private final Dialogues dialogues;
    private final Judge judge;
    private final ChatService chat;
    private final Lifecycle lifecycle;
    private final Transactions transactions;
    private final Outbox outbox;

    ExpiryJob(Definitions definitions, Dialogues dialogues, Judge judge, ChatService chat, Lifecycle lifecycle, Transactions transactions,
            Outbox outbox) {
        this.definitions = definitions;
        this.dialogues = dialogues;
        this.judge = judge;
        this.chat = chat;
        this.lifecycle = lifecycle;
        this.transactions = transactions;
        this.outbox = outbox;
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        definitions.organisations().forEach(organisation -> outbox.plan(KIND, organisation.id(), lifecycle.now()));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Result run(String key, Instant now) {
        if (definitions.organisations().stream().noneMatch(organisation -> organisation.id().equals(key))) {
            return new Result.Done();
        }
        var policy = definitions.organisation(key).policy();
        for (var kept : dialogues.silentSince(key, now.minus(policy.expiresAfter()), AT_ONCE)) {
            transactions.run(() -> judge.of(kept, judge.language(kept.requester()), now).ifPresent(chat::expire));
        }
        for (var kept : dialogues.toRemindSince(key, now.minus(policy.expiresAfter().minus(policy.remindBeforeExpiry())), AT_ONCE)) {
            transactions.run(() -> remind(kept, now, policy.expiresAfter()));
        }
        return new Result.Again(now.plus(EVERY));
    }

    /** Tells whoever asks that the form is about to expire, or, if it does not because it waits for others, for whom. */
    private void remind(KeptDialogue kept, Instant now, Duration silence) {
        if (kept.hasExpired(silence, now) || !dialogues.noteReminded(kept.id())) {
            return;
        }
        var who = kept.requester();
        var open = List.of(lifecycle.button(who, "open", "open_it", kept.id()));
        judge.of(kept, judge.language(who), now).ifPresent(judged -> kept.expires(silence).ifPresentOrElse(
                then -> lifecycle.tell(who, Notice.Kind.EXPIRY, "expires", "expires_text", open, kept.id(), Judge.title(judged),
                        lifecycle.shown(who, then)),
                () -> lifecycle.tell(who, Notice.Kind.EXPIRY, "still_waits", "still_waits_text", open, kept.id(), Judge.title(judged),
                        kept.others().stream().map(key -> judge.name(kept.organisation(), key)).collect(Collectors.joining(", ")))));
    }
}
