package org.usher.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;
import org.usher.conversation.Engine;
import org.usher.document.Documents;
import org.usher.facts.Dialogues;
import org.usher.facts.Judge;
import org.usher.file.Files;
import org.usher.outbox.Job;
import org.usher.outbox.Transactions;
import org.usher.request.FollowStep;
import org.usher.request.RequestItem;
import org.usher.request.Requests;

/**
 * Work notes that Usher leaves on tickets for the desk; with that of a follow-up go the files that were handed in there, and its documents.
 * Each is written once; if the ticket is not open yet, once it is.
 */
@Singleton
public final class TicketNotes implements Job, Errands.Goer {

    static final String KIND = "ticket.note";

    private final Errands errands;
    private final TicketStore store;
    private final Requests requests;
    private final Dialogues dialogues;
    private final Judge judge;
    private final Files files;
    private final Documents documents;
    private final Itsm itsm;
    private final Transactions transactions;

    TicketNotes(Errands errands, TicketStore store, Requests requests, Dialogues dialogues, Judge judge, Files files, Documents documents,
            Itsm itsm, Transactions transactions) {
        this.errands = errands;
        this.store = store;
        this.requests = requests;
        this.dialogues = dialogues;
        this.judge = judge;
        this.files = files;
        this.documents = documents;
        this.itsm = itsm;
        this.transactions = transactions;
    }

    /**
     * Leaves a note on the ticket of an item, in the open transaction.
     *
     * @param key tells it from other notes on the same item
     */
    public void leave(long item, String key, String text, Instant now) {
        if (store.addNote(item, key, text)) {
            errands.want(KIND, item, now);
        }
    }

    /** The key of the note that a follow-up was done. */
    static String keyOf(FollowStep step) {
        return "follow-up-" + step.name();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Result run(String key, Instant now) {
        return errands.go(KIND, key, this);
    }

    @Override
    public Outcome<Boolean> go(long number, Instant now) {
        var item = transactions.in(() -> requests.item(number));
        var steps = transactions.in(() -> store.steps(number));
        if (item.isEmpty()) {
            return new Outcome.Ok<>(true);
        }
        if (steps.ticket().isEmpty()) {
            return new Outcome.Ok<>(item.get().state().over());
        }
        var ticket = steps.ticket().get();
        var task = steps.task().orElse(ticket);
        Outcome<Boolean> written = new Outcome.Ok<>(true);
        for (var note : transactions.in(() -> store.notes(number))) {
            written = written.then(_ -> itsm.attachAll(ticket, transactions.in(() -> papers(item.get(), note.key(), now))))
                    .then(_ -> itsm.workNote(task, item.get().reference() + "-" + note.key(), note.text())).map(_ -> {
                        transactions.run(() -> store.noteWritten(number, note.key()));
                        return true;
                    });
        }
        return written;
    }

    /** What goes with a note. */
    private List<Itsm.Document> papers(RequestItem item, String note, Instant now) {
        var papers = new ArrayList<Itsm.Document>();
        requests.steps(item.number()).stream().filter(step -> keyOf(step).equals(note)).findFirst()
                .ifPresent(step -> step.done().flatMap(done -> dialogues.find(done.dialogue()))
                        .flatMap(kept -> judge.of(kept, judge.languageOfDesk(item), now)).ifPresent(judged -> {
                            var answers = Engine.look(judged.conversation(), judged.dialogue(), judged.facts()).answers();
                            files.of(answers).forEach(file -> papers.add(Itsm.Document.of(file)));
                            var attach = judged.conversation().step().orElseThrow().attach();
                            requests.approvalOf(item.number()).filter(_ -> !attach.isEmpty())
                                    .ifPresent(approval -> documents.of(judge.formForDesk(item, now), attach,
                                            new Documents.Became(item, approval, requests.results(item.number())),
                                            FollowStep.nameOf("", step.round()))
                                            .forEach(file -> papers.add(Itsm.Document.of(file))));
                        }));
        return List.copyOf(papers);
    }

    @Override
    public void failed(TicketStore.Errand errand, boolean alarm, String why) {
        // The note waits; nobody else does.
    }
}
