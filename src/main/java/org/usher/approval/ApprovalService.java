package org.usher.approval;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;
import org.usher.request.Decision;
import org.usher.request.Person;
import org.usher.validation.Finding;

/** Who decides, and the one decision that counts. */
@Singleton
public class ApprovalService {

    /** What comes of a decision. */
    public sealed interface Decided {

        /** It counts. */
        record Done(ApprovalView approval) implements Decided {}

        /** It was decided before: by whom and when (SH-R09). */
        record Already(String text, ApprovalView approval) implements Decided {}

        /** Somebody else decides (SH-R08). */
        record NotYours(String text) implements Decided {}

        /** A no needs a reason (SH-R10). */
        record ReasonNeeded(String text) implements Decided {}

        /** This person may not decide it (any more); what stands in the way. */
        record Objections(List<Finding> findings) implements Decided {
            public Objections {
                findings = List.copyOf(findings);
            }
        }

        /** A rule fails today: the item went back to the requester instead. */
        record SentBack(List<Finding> findings) implements Decided {
            public SentBack {
                findings = List.copyOf(findings);
            }
        }

        /** Nobody has to decide it any more. */
        record Void(String text) implements Decided {}

        /** There is no such approval. */
        record NotFound() implements Decided {}
    }

    /** What comes of choosing another approver. */
    public sealed interface Reassigned {

        /** The other one was asked. */
        record Done(ApprovalView approval) implements Reassigned {}

        /** It cannot be; why. */
        record Refused(String text) implements Reassigned {}

        /** There is no such item of this person's. */
        record NotFound() implements Reassigned {}
    }

    /** Somebody who can be chosen. */
    public record Candidate(String key, String name, String detail) {}

    /** What waits for the person's decision, oldest first. */
    public List<ApprovalView> inbox(Person who) {
        throw new UnsupportedOperationException();
    }

    /** What the person has decided, newest first. */
    public List<ApprovalView> decided(Person who) {
        throw new UnsupportedOperationException();
    }

    /** One approval, for who decides it. */
    public Optional<ApprovalView> one(Person who, String id) {
        throw new UnsupportedOperationException();
    }

    /** Decides. */
    public Decided decide(Person who, String id, Decision.Verdict verdict, String reason, String channel) {
        throw new UnsupportedOperationException();
    }

    /** A decision that was taken in the ITSM on an item: the same door. */
    public Decided decideItem(Person who, long item, Decision.Verdict verdict, String reason, String channel) {
        throw new UnsupportedOperationException();
    }

    /** Who else may decide on an item that waits; empty if it does not, or is not this person's. */
    public List<Candidate> candidates(Person requester, String itemNumber) {
        throw new UnsupportedOperationException();
    }

    /** Offers the requester another approver, after so many reminders without an answer (SH-R16). Called within a job. */
    public void offerAnother(long item) {
        throw new UnsupportedOperationException();
    }

    /** The requester chooses another approver; the former approval becomes void. */
    public Reassigned chooseAnother(Person requester, String itemNumber, String approver) {
        throw new UnsupportedOperationException();
    }
}
