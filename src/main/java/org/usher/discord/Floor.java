package org.usher.discord;

import java.util.List;
import java.util.Optional;

import org.usher.approval.ApprovalService;
import org.usher.approval.ApprovalView;
import org.usher.chat.ChatResult;
import org.usher.chat.ChatService;
import org.usher.checkout.CartService;
import org.usher.checkout.CartView;
import org.usher.checkout.RequestService;
import org.usher.checkout.RequestView;
import org.usher.checkout.TaskView;
import org.usher.conversation.Input;
import org.usher.file.Files;
import org.usher.file.Upload;
import org.usher.outbox.Notice;
import org.usher.request.Decision;
import org.usher.request.Person;
import org.usher.secret.Credentials;

/** What this channel uses of the application floor: the same doors that every channel uses. */
interface Floor {

    /** The word for this channel in records. */
    String CHANNEL = "discord";

    /** Somebody as the directory knows them. {@code team} is the code of the team, may be empty. */
    record Known(Person person, String name, String email, String team, boolean active) {}

    /** A reminder that waits for the person. */
    record Waiting(String id, String text, List<Reply> replies) {
        public Waiting {
            replies = List.copyOf(replies);
        }
    }

    /** A reply that a reminder offers. */
    record Reply(String value, String label) {}

    /** The ids of the organisations that are served. */
    List<String> organisations();

    /** People with this staff number, in whatever organisation. */
    List<Known> people(String number);

    Optional<Known> known(Person person);

    /** The language that somebody reads. */
    String language(Person who);

    /** The language of an organisation, for what is not said to one person. */
    String language(String organisation);

    List<ChatService.Offer> conversations(Person who);

    /** What waits to be done by somebody after others' requests: each can be started by its id. */
    List<TaskView> tasks(Person who);

    List<ChatService.Summary> dialogues(Person who);

    ChatResult start(Person who, String conversation);

    ChatResult view(Person who, String dialogue);

    ChatResult turn(Person who, String dialogue, int turn, Input input);

    /** Why a file of this name and size is not taken. */
    Optional<String> objectionTo(Person who, String file, long bytes);

    /** Why a file is not taken. */
    Optional<String> objectionTo(Person who, Upload upload);

    /** The largest file that is taken, in bytes. */
    long largestFile();

    ChatResult handIn(Person who, String dialogue, int turn, Upload upload);

    ChatResult resume(Person who, String dialogue);

    List<ChatService.Hit> search(Person who, String dialogue, String typed, int limit);

    /** People of somebody's organisation whose name or number is like what was typed. */
    List<Known> like(Person asker, String typed, int limit);

    /** Hands a draft to the person with this number, who must accept it. */
    ChatResult handOver(Person who, String dialogue, String to);

    ChatResult accept(Person who, String dialogue);

    ChatResult giveBack(Person who, String dialogue);

    /** Answers, with a button of a message, what is asked in the dialogue of somebody else. */
    ChatResult reply(Person who, String dialogue, String question, String value);

    CartView cart(Person who);

    CartService.Handled edit(Person who, String number);

    CartService.Handled remove(Person who, String number);

    CartService.Checkout checkout(Person who);

    List<RequestView> requests(Person who);

    Optional<RequestView> request(Person who, String number);

    RequestService.Handled copy(Person who, String number);

    RequestService.Handled withdraw(Person who, String number, String reason);

    RequestService.Handled mend(Person who, String number);

    List<ApprovalService.Candidate> candidates(Person who, String number);

    ApprovalService.Reassigned chooseAnother(Person who, String number, String approver);

    List<ApprovalView> approvals(Person who);

    Optional<ApprovalView> approval(Person who, String id);

    /** A file that belongs to a form, if the person may read it at this moment. */
    Optional<Files.Content> file(Person who, String id);

    ApprovalService.Decided decide(Person who, String id, Decision.Verdict verdict, String reason);

    /** Somebody says that a decision is not theirs: the requester is asked to choose another approver. What is said about it. */
    String notMine(Person who, String id);

    /** What became of what a notice asks for, in words for the person who was told; nothing as long as it waits, or if it asks for nothing. */
    Optional<String> outcome(Notice notice);

    Credentials.Shown showPassword(Person who, String id);

    Credentials.Saved passwordSaved(Person who, String id);

    List<Waiting> reminders(Person who);

    /** What came of an answer: what is said about it, or the dialogue in which it goes on. */
    sealed interface Answered {

        record Said(String text) implements Answered {}

        record GoesOn(ChatResult dialogue) implements Answered {}
    }

    /** Answers a reminder. */
    Answered answer(Person who, String reminder, String answer);
}
