package org.usher.file;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;
import org.usher.audit.AuditEntry;
import org.usher.audit.AuditTrail;
import org.usher.conversation.Answer;
import org.usher.conversation.Reply;
import org.usher.facts.Dialogues;
import org.usher.facts.KeptDialogue;
import org.usher.facts.Phrases;
import org.usher.outbox.Transactions;
import org.usher.request.Person;
import org.usher.request.Requests;
import org.usher.secret.Sha256;

/** Takes files in, keeps them, and hands them to those who may have them. */
@Singleton
public final class Files {

    private static final int AT_ONCE = 200;

    private final FileStore store;
    private final Dialogues dialogues;
    private final Requests requests;
    private final Transactions transactions;
    private final AuditTrail trail;
    private final FileSettings settings;
    private final Clock clock;

    Files(FileStore store, Dialogues dialogues, Requests requests, Transactions transactions, AuditTrail trail, FileSettings settings,
            Clock clock) {
        this.store = store;
        this.dialogues = dialogues;
        this.requests = requests;
        this.transactions = transactions;
        this.trail = trail;
        this.settings = settings;
        this.clock = clock;
    }

    /** Why a file is not taken, in words that say what would be. */
    public sealed interface Complaint {

        String text();

        /** It is too large. */
        record TooLarge(String text) implements Complaint {}

        /** Files of its type are not taken. */
        record WrongType(String text) implements Complaint {}

        /** It is empty, or not what its name says. */
        record Unusable(String text) implements Complaint {}
    }

    /** A file with its content. */
    public record Content(KeptFile file, byte[] bytes) {

        /** Without the content, so that no log shows it. */
        @Override
        public String toString() {
            return "Content[" + file + "]";
        }
    }

    /** The largest file that is taken, in bytes. */
    public long largest() {
        return settings.largest();
    }

    /** The ends of names that are taken, for a browser's file chooser and for people. */
    public List<String> types() {
        return settings.types();
    }

    /** What stands in the way of taking a file of this size, before it is fetched; said in a language. */
    public Optional<Complaint> complaint(String name, long bytes, String language) {
        if (bytes > settings.largest()) {
            return Optional.of(new Complaint.TooLarge(Phrases.say(language, "file.too_large", inWords(settings.largest()))));
        }
        if (!settings.types().contains(FileType.ending(name)) || FileType.named(name).isEmpty()) {
            return Optional.of(new Complaint.WrongType(Phrases.say(language, "file.wrong_type", String.join(", ", settings.types()))));
        }
        return bytes == 0 ? Optional.of(new Complaint.Unusable(Phrases.say(language, "file.empty"))) : Optional.empty();
    }

    /** What stands in the way of taking this file; said in a language. */
    public Optional<Complaint> complaint(Upload upload, String language) {
        var name = upload.cleanName();
        return complaint(name, upload.content().length, language).or(() -> FileType.named(name).orElseThrow().fits(upload.content())
                ? Optional.empty()
                : Optional.of(new Complaint.Unusable(Phrases.say(language, "file.not_what_it_says", FileType.ending(name)))));
    }

    private static String inWords(long bytes) {
        return bytes >= 1_048_576 ? bytes / 1_048_576 + " MB" : bytes / 1024 + " KB";
    }

    /** Keeps a file that nothing stands in the way of, within the open transaction. */
    public KeptFile keep(Person by, Upload upload) {
        var name = upload.cleanName();
        var file = new KeptFile(UUID.randomUUID().toString(), by, name, FileType.named(name).orElseThrow().contentType(),
                upload.content().length, Sha256.of(upload.content()), clock.instant());
        store.add(file, upload.content());
        return file;
    }

    /** Forgets a file that was not taken as an answer after all, within the open transaction. */
    public void forget(KeptFile file) {
        store.remove(file.id());
    }

    /** A file, for somebody who may have it: whoever asks, decides or is asked in a dialogue that has it, and the person the form is for. */
    public Optional<Content> fetch(Person who, String id) {
        return transactions.in(() -> store.find(id).filter(file -> file.by().organisation().equals(who.organisation()))
                .filter(file -> store.dialoguesOf(id).stream().flatMap(dialogue -> dialogues.find(dialogue).stream())
                        .anyMatch(dialogue -> mayRead(who, dialogue, id)))
                .map(file -> new Content(file, store.content(id))));
    }

    private boolean mayRead(Person who, KeptDialogue kept, String file) {
        boolean has = kept.dialogue().answers().values().stream()
                .anyMatch(answer -> answer instanceof Answer.Attachment(var id, _, _) && id.equals(file));
        if (!has || !kept.organisation().equals(who.organisation())) {
            return false;
        }
        var key = Optional.of(who.key());
        return kept.dialogue().requester().equals(who.key()) || kept.waitingFor().contains(who.key()) || kept.offeredTo().equals(key)
                || dialogues.mayRead(kept.id(), who.key())
                || kept.item().flatMap(requests::item).filter(item -> !item.inCart()).filter(item -> item.subject().equals(who.key())
                        || requests.wasAsked(item, who))
                        .isPresent();
    }

    /** The files among answers, for whoever works on the form. */
    public List<Content> of(List<Reply.Answered> answers) {
        return answers.stream().map(answered -> answered.answer()).filter(Answer.Attachment.class::isInstance)
                .map(answer -> ((Answer.Attachment) answer).id()).distinct()
                .flatMap(id -> store.find(id).map(file -> new Content(file, store.content(id))).stream()).toList();
    }

    /** Throws away what nothing refers to any more. */
    void tidy(Instant now) {
        transactions.run(() -> store.looseBefore(now.minus(settings.keepLoose()), AT_ONCE).forEach(file -> {
            store.remove(file.id());
            trail.record(new AuditEntry(now, file.by().organisation(), AuditEntry.USHER, "file.thrown_away", file.id(),
                    Map.of("name", file.name(), "sha256", file.sha256())));
        }));
    }
}
