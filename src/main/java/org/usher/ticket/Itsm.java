package org.usher.ticket;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.usher.conversation.Form;
import org.usher.document.Documents;
import org.usher.file.Files;
import org.usher.request.Person;

/**
 * The ITSM as Usher uses it. Everything that creates something first asks whether it is there already, by the key that Usher gave it, so
 * that a call whose answer was lost can be made again. People are named by their staff number, groups and catalogue items by their name.
 */
public interface Itsm {

    /** The request (REQ) of a checkout; opened if it is not there yet. */
    Outcome<Ref> openRequest(RequestOrder order);

    /** What the catalogue item asks for, by the name of the variable. */
    Outcome<Map<String, Mandatory>> variablesOf(String catalogueItem);

    /** The item that carries a key of ours, if it was ever opened. */
    Outcome<Optional<Ref>> findItem(String key);

    /** The request item (RITM) with its variables, approval requested and in nobody's queue; what is missing of it is added. */
    Outcome<Ref> openItem(Ref request, ItemOrder order);

    /** Asks people to approve, in the ITSM too. Other open questions to approvers of the item are withdrawn. */
    Outcome<Ref> askApprovals(Ref item, List<Question> questions);

    /** Marks an item as approved although no approver was asked: somebody who may has approved it in the form itself. */
    Outcome<Ref> settle(Ref item);

    /** Takes back every open question to approvers of an item. */
    Outcome<Ref> withdrawApprovals(Ref item);

    /** Writes a decision that was made here on the approval of the item; the others who were asked need not decide. */
    Outcome<Ref> decide(Ref item, Question question, boolean approved, String comments);

    /** The catalog task (SCTASK) in the queue of the desk, as ordered; made if nothing there has made it yet, woken if it was held. */
    Outcome<Ref> ensureTask(Ref item, TaskOrder order);

    /** Holds the open tasks of an item, with the reason as a work note: the requester has something to mend first. */
    Outcome<Ref> hold(Ref item, String key, String why);

    /** Attaches a document to a ticket, once under its name. */
    Outcome<Ref> attach(Ref ticket, Document document);

    /** Attaches documents to a ticket, in order, up to the first that cannot be. */
    default Outcome<Ref> attachAll(Ref ticket, List<Document> documents) {
        Outcome<Ref> attached = new Outcome.Ok<>(ticket);
        for (var document : documents) {
            attached = attached.then(_ -> attach(ticket, document));
        }
        return attached;
    }

    /** Opens an item and its tasks again, which were closed although the work is not done; the reason stands on the tasks as a work note. */
    Outcome<Ref> reopen(Ref item, String why);

    /** Adds a work note to a ticket, once for its key. */
    Outcome<Ref> workNote(Ref ticket, String key, String text);

    /** Adds a comment that the requester may see, once for its key. */
    Outcome<Ref> comment(Ref ticket, String key, String text);

    /** Closes the tasks of an item, and with them the item: what was to be done is done, or will not be done. Variables are filled in first. */
    Outcome<Ref> close(Ref item, boolean done, Map<String, String> results, String note);

    /** Closes an item that is no longer wanted, with the reason as a comment. */
    Outcome<Ref> cancel(Ref item, String reason);

    /** An item as it stands, with its tasks and approvals, and the variables of these names that the desk has filled. */
    Outcome<Seen> look(Ref item, Collection<String> results);

    /**
     * What changed in items of ours since an earlier reading. Changes may be given again, never left out.
     *
     * @param reached what the earlier reading gave; for the first one, empty
     * @param start   from when the first reading is to begin
     */
    Outcome<Changes> changesSince(Map<String, Instant> reached, Instant start);

    /**
     * A record of the ITSM.
     *
     * @param id     its key there ({@code sys_id})
     * @param number what people call it, such as {@code RITM0010001}
     */
    record Ref(String kind, String id, String number) {}

    /**
     * That somebody is asked to approve.
     *
     * @param due until when; with the approver, it tells this question from earlier ones to the same person
     */
    record Question(Person approver, Instant due) {}

    /** Whether a variable must be filled, and what it is called. */
    record Mandatory(boolean mandatory, String label) {}

    /**
     * A request to be opened.
     *
     * @param key Usher's number of it
     */
    record RequestOrder(String key, Person requestedFor, Person openedBy, String summary) {}

    /**
     * An item to be opened.
     *
     * @param key           Usher's number of it
     * @param catalogueItem the name of the catalogue item
     */
    record ItemOrder(String key, String catalogueItem, Person requestedFor, Person openedBy, String summary, String description,
            Optional<Instant> neededBy,
            List<Form.Variable> variables) {
        public ItemOrder {
            variables = List.copyOf(variables);
        }
    }

    /** A task for a queue. */
    record TaskOrder(String key, String queue, String summary, String description, Instant due) {}

    /** A file. */
    record Document(String name, String contentType, byte[] content) {

        /** A form that was laid out as a file. */
        static Document of(Documents.File file) {
            return new Document(file.name(), file.contentType(), file.content());
        }

        /** A file that was handed in, under a name that tells its content: one that was replaced meanwhile has another name. */
        static Document of(Files.Content content) {
            var file = content.file();
            int dot = file.name().lastIndexOf('.');
            var name = file.name().substring(0, dot) + " (" + file.sha256().substring(0, 8) + ')' + file.name().substring(dot);
            return new Document(name, file.type(), content.bytes());
        }
    }

    /** Where the work on an item, or a task, stands. */
    enum Work {
        /** Nobody has begun. */
        OPEN,
        /** Somebody is at it. */
        IN_PROGRESS,
        /** The desk has a question, or wants something mended, before it goes on. */
        RETURNED,
        /** Done. */
        COMPLETE,
        /** Closed without being done. */
        INCOMPLETE,
        /** Closed because it was no longer wanted. */
        CANCELLED;

        /** Whether nobody works on it any more. */
        public boolean isEnd() {
            return this == COMPLETE || this == INCOMPLETE || this == CANCELLED;
        }
    }

    /** What somebody has been asked to approve, and what they said. */
    record ApprovalSeen(String id, String approver, Optional<Instant> due, Said said, String decidedBy, String comments) {
        /** What was said. */
        public enum Said {
            /** Nothing yet. */
            REQUESTED,
            /** Yes. */
            APPROVED,
            /** No. */
            REJECTED,
            /** It is no longer asked. */
            WITHDRAWN
        }
    }

    /** A task as it stands. */
    record TaskSeen(Ref task, Work work, String reason) {}

    /**
     * An item as it stands in the ITSM.
     *
     * @param version grows with every change
     * @param reason  what the desk said when it closed or returned it
     * @param results what the desk wrote back, by the name of the variable
     */
    record Seen(Ref item, Work work, String version, String reason, List<TaskSeen> tasks, List<ApprovalSeen> approvals,
            Map<String, String> results) {
        public Seen {
            tasks = List.copyOf(tasks);
            approvals = List.copyOf(approvals);
            results = Map.copyOf(results);
        }
    }

    /** Changes, and how far they reach in each table. */
    record Changes(List<Change> changes, Map<String, Instant> reached) {
        public Changes {
            changes = List.copyOf(changes);
            reached = Map.copyOf(reached);
        }
    }

    /**
     * That a record has changed.
     *
     * @param item    the key that Usher gave the item
     * @param record  the record that changed
     * @param version the version it has now; every change gives another
     */
    record Change(String item, String record, String version) {}
}
