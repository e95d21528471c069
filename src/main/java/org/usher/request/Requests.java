package org.usher.request;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where requests, items and approvals are kept. What is read {@code forUpdate} cannot be changed by anybody else until the transaction
 * ends. Numbers are accepted as Usher's own or as the ITSM's.
 */
public interface Requests {

    /** Locks a person's cart, so that one thing at a time happens to it. */
    void lockCart(Person person);

    /** The items in a person's cart, in the order they were added. */
    List<RequestItem> cart(Person person);

    /** Keeps a new item; the number it carries is ignored, the one it gets is in the result. */
    RequestItem add(RequestItem item);

    /** Keeps an item as it is now. */
    void save(RequestItem item);

    Optional<RequestItem> item(long number);

    Optional<RequestItem> itemForUpdate(long number);

    /** By Usher's reference or the ITSM's number, within an organisation. */
    Optional<RequestItem> item(String organisation, String number);

    Optional<RequestItem> itemByCorrelation(String correlation);

    Optional<RequestItem> itemOfDialogue(String dialogue);

    /** All open items of an organisation, and those in carts. */
    List<RequestItem> openItems(String organisation);

    /** How much each open item asks for, by number; items that ask for nothing that is counted are left out. */
    Map<Long, Long> openAmounts(String organisation);

    /** Keeps how much an item asks for, and for whom besides its subject. */
    void saveAmount(long item, long amount, Set<String> alsoFor);

    /** The people whom open items are for besides their subjects, by number; items that are for their subject alone are left out. */
    Map<Long, Set<String>> alsoFor(String organisation);

    /**
     * Lets nobody else check out anything for these people until the transaction ends, so that what rules count over open items cannot be
     * passed by two at once. Call it before anything else is read.
     */
    void lockSubjects(String organisation, Collection<String> subjects);

    /** Keeps a new request without its items; the result has its number. */
    Request add(Request request);

    /** Keeps what the ITSM calls the request. */
    void saveTicket(long request, RequestItem.Ticket ticket);

    Optional<Request> request(long number);

    /** By Usher's reference or the ITSM's number, within an organisation. */
    Optional<Request> request(String organisation, String number);

    /** A person's requests, newest first. */
    List<Request> requestsOf(Person person, int limit);

    /** Keeps a new approval; the result has its number. */
    Approval add(Approval approval);

    void save(Approval approval);

    Optional<Approval> approval(long number);

    /** The approval of an item that counts: the last that is not void. Of several that wait, the last. A refused authorisation is one, a given one is not. */
    Optional<Approval> approvalOf(long item);

    /** The approvals of an item that are not void: all that wait, or the one that was decided. A refused authorisation is one, others are not. */
    List<Approval> standing(long item);

    /** The authorisations that people were asked for about an item and that are not void. */
    List<Approval> authorisations(long item);

    List<Approval> approvalsOf(long item);

    /** The decision on an item that counts, if one was taken. */
    default Optional<Decision> decisionOn(long item) {
        return standing(item).stream().flatMap(approval -> approval.decision().stream()).findFirst();
    }

    /** Whether a person was ever asked to decide on an item, or has decided on it. */
    default boolean wasAsked(RequestItem item, Person person) {
        return item.person().organisation().equals(person.organisation())
                && approvalsOf(item.number()).stream().anyMatch(approval -> approval.approver().equals(person.key()));
    }

    /** What a person is asked to decide, oldest first. */
    List<Approval> inbox(Person approver, int limit);

    /** What a person has decided, newest first. */
    List<Approval> decidedBy(Person approver, int limit);

    /** Keeps what was written back about an item. */
    void saveResults(long item, Map<String, String> results);

    Map<String, String> results(long item);

    /** Keeps that the turn of a follow-up has come, and who was told. */
    void open(FollowStep step, String organisation);

    /** Notes that a follow-up was done; false if it had been, or its turn is over. */
    boolean done(long item, String step, FollowStep.Done done);

    /** Notes that follow-ups that were done are to be done again. */
    void again(long item, List<String> steps);

    /** Takes a follow-up back that was not done. */
    void withdraw(long item, String step);

    /** The follow-ups of an item whose turn has come, in that order; one that went back stands there once for each time. */
    List<FollowStep> steps(long item);

    /** The follow-ups that wait for a person, oldest first. */
    List<FollowStep> waitingFor(Person person, int limit);

    /** Notes that an effect of an item was applied; false if it had been before. */
    boolean firstTime(long item, String what);
}
