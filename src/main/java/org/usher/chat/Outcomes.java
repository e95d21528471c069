package org.usher.chat;

import java.time.Clock;
import java.util.Optional;

import jakarta.inject.Singleton;
import org.usher.approval.ApprovalService;
import org.usher.audit.AuditEntry;
import org.usher.audit.AuditTrail;
import org.usher.checkout.FollowUps;
import org.usher.conversation.Engine;
import org.usher.facts.Dialogues;
import org.usher.facts.Judge;
import org.usher.facts.Phrases;
import org.usher.outbox.Notice;
import org.usher.outbox.Transactions;
import org.usher.reminder.Questions;
import org.usher.reminder.Reminders;
import org.usher.request.Approval;
import org.usher.request.ItemState;
import org.usher.request.Person;
import org.usher.request.RequestItem;
import org.usher.request.Requests;
import org.usher.secret.Credentials;

/** What became of what notices ask for, wherever it was answered: for channels in which notices stay as they were told. */
@Singleton
public final class Outcomes {

    /** What the button does that answers a question; the answer follows. */
    private static final String REPLY = "reply";

    private final ApprovalService approvals;
    private final Reminders reminders;
    private final FollowUps followUps;
    private final Credentials credentials;
    private final Requests requests;
    private final Dialogues dialogues;
    private final Judge judge;
    private final AuditTrail trail;
    private final Transactions transactions;
    private final Clock clock;

    Outcomes(ApprovalService approvals, Reminders reminders, FollowUps followUps, Credentials credentials, Requests requests,
            Dialogues dialogues, Judge judge, AuditTrail trail, Transactions transactions, Clock clock) {
        this.approvals = approvals;
        this.reminders = reminders;
        this.followUps = followUps;
        this.credentials = credentials;
        this.requests = requests;
        this.dialogues = dialogues;
        this.judge = judge;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** In words for the person who was told: what was answered, and by whom if that was somebody else. Nothing as long as it waits, or if nothing was asked. */
    public Optional<String> of(Notice notice) {
        return transactions.in(() -> switch (notice.kind()) {
            case PLEASE_DECIDE -> decision(notice);
            case REMINDER -> reminders.outcome(notice.to(), notice.matter());
            case QUESTION -> answer(notice);
            case HAND_OVER -> acceptance(notice);
            case TASK -> target(notice, "start").flatMap(task -> followUps.outcome(notice.to(), task, notice.at()));
            case EVIDENCE_MISSING, RETURNED -> target(notice, "mend").flatMap(_ -> item(notice)).flatMap(item -> mended(item, notice.to()));
            case CREDENTIALS -> credentials.one(notice.to(), notice.matter()).filter(Credentials.View::over)
                    .map(_ -> say(notice.to(), "credentials.over"));
            case CHOOSE_APPROVER -> item(notice).flatMap(item -> choice(item, notice));
            case NO_DECISION_NEEDED, SUBMITTED, APPROVED, REJECTED, TICKET_NUMBER, TICKET_DELAYED, FULFILLED, NOT_FULFILLED, CANCELLED,
                    LETTER, EXPIRY, LINK_CODE ->
                Optional.empty();
        });
    }

    private static Optional<String> target(Notice notice, String verb) {
        return notice.buttons().stream().filter(button -> button.verb().equals(verb)).map(Notice.Button::target).findFirst();
    }

    private String say(Person who, String phrase, Object... values) {
        return Phrases.say(judge.language(who), phrase, values);
    }

    private Optional<RequestItem> item(Notice notice) {
        return requests.item(notice.to().organisation(), notice.about());
    }

    private Optional<String> decision(Notice notice) {
        var approval = approvals.one(notice.to(), notice.matter());
        if (approval.filter(asked -> asked.state().equals(Approval.State.REQUESTED.word())).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(approval.map(decided -> decided.outcome()).filter(outcome -> !outcome.isBlank())
                .orElseGet(() -> say(notice.to(), "void")));
    }

    /** The answer to a question in the dialogue of somebody else. */
    private Optional<String> answer(Notice notice) {
        var who = notice.to();
        var asking = dialogues.find(notice.about()).filter(kept -> kept.organisation().equals(who.organisation()))
                .flatMap(kept -> judge.of(kept, judge.language(who), clock.instant()))
                .filter(judged -> !judged.dialogue().requester().equals(who.key())); // who is told, and not asked
        var mark = target(notice, REPLY).map(target -> target.substring(target.lastIndexOf(':') + 1));
        if (asking.isEmpty() || waits(asking.get(), who, mark)) {
            return Optional.empty();
        }
        var given = given(asking.get(), notice, mark);
        var answered = given.flatMap(entry -> Engine.look(asking.get().conversation(), asking.get().dialogue(), asking.get().facts())
                .answers().stream().filter(answer -> answer.path().equals(question(entry))).findFirst());
        if (answered.isEmpty()) {
            return Optional.of(say(who, "question.over"));
        }
        var by = given.get().actor();
        if (by.equals(who.key())) {
            return Optional.of(answered.get().text().isBlank() ? say(who, "question.answered") : answered.get().text());
        }
        var name = judge.name(who.organisation(), by);
        return Optional.of(answered.get().restricted()
                ? say(who, "question.answered_by", name)
                : say(who, "question.answered_with", name, answered.get().text()));
    }

    private static boolean waits(Judge.Case judged, Person who, Optional<String> mark) {
        return judged.dialogue().status().open() && judged.kept().waitingFor().contains(who.key())
                && (mark.isEmpty() || Engine.look(judged.conversation(), judged.dialogue(), judged.facts(), who.key()).prompt()
                        .filter(prompt -> Questions.mark(prompt.question()).equals(mark.get())).isPresent());
    }

    /** The last answer since it was asked: the person's own, or to that very question that of somebody else who was asked too. */
    private Optional<AuditEntry> given(Judge.Case judged, Notice notice, Optional<String> mark) {
        var answers = trail.about(notice.to().organisation(), judged.kept().id()).stream()
                .filter(entry -> entry.action().equals("answer") && !entry.at().isBefore(notice.at()))
                .filter(entry -> mark.map(Questions.mark(question(entry))::equals)
                        .orElseGet(() -> entry.actor().equals(notice.to().key())))
                .filter(entry -> !entry.actor().equals(judged.dialogue().requester())).toList();
        return answers.stream().filter(entry -> entry.actor().equals(notice.to().key())).reduce((_, later) -> later)
                .or(() -> answers.stream().reduce((_, later) -> later));
    }

    private static String question(AuditEntry answer) {
        return answer.details().getOrDefault("question", "");
    }

    private Optional<String> acceptance(Notice notice) {
        var who = notice.to();
        return target(notice, "accept").flatMap(dialogues::find)
                .filter(kept -> kept.organisation().equals(who.organisation()) && !kept.offeredTo().equals(Optional.of(who.key())))
                .map(kept -> say(who, kept.dialogue().requester().equals(who.key()) ? "handed.accepted" : "handed.over"));
    }

    /** What was to be mended, or evidenced. */
    private Optional<String> mended(RequestItem item, Person who) {
        return item.state() == ItemState.AWAITING_EVIDENCE || item.state() == ItemState.RETURNED || item.state() == ItemState.DRAFT
                ? Optional.empty()
                : Optional.of(say(who, "nothing_left"));
    }

    /** Who was chosen to decide. */
    private Optional<String> choice(RequestItem item, Notice notice) {
        if (item.state() != ItemState.PENDING_APPROVAL) {
            return Optional.of(say(notice.to(), "nothing_left"));
        }
        var asked = requests.standing(item.number()).stream().filter(approval -> approval.kind() != Approval.Kind.ENTITLED).toList();
        return asked.isEmpty() || asked.stream().anyMatch(approval -> approval.asked().isBefore(notice.at()))
                ? Optional.empty()
                : Optional.of(say(notice.to(), "another_approver.asked",
                        judge.name(notice.to().organisation(), asked.getFirst().approver())));
    }
}
