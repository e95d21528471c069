package org.usher.approval;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;
import org.usher.audit.AuditEntry;
import org.usher.conversation.Answer;
import org.usher.conversation.Dialogue;
import org.usher.conversation.Form;
import org.usher.conversation.Step;
import org.usher.facts.Definitions;
import org.usher.facts.Dialogues;
import org.usher.facts.Judge;
import org.usher.facts.KeptDialogue;
import org.usher.request.Approval;
import org.usher.request.Person;
import org.usher.request.RequestItem;
import org.usher.request.Requests;

/**
 * The authorisations of a form that Usher asks for itself. Whoever may give one answers with a yes or a no; the press is the evidence, and it counts
 * for the very words in which it was asked, in the first language of the organisation.
 */
@Singleton
final class Authorisations {

    private final Requests requests;
    private final Dialogues dialogues;
    private final Definitions definitions;
    private final Judge judge;
    private final Lifecycle lifecycle;
    private final Asking asking;

    Authorisations(Requests requests, Dialogues dialogues, Definitions definitions, Judge judge, Lifecycle lifecycle, Asking asking) {
        this.requests = requests;
        this.dialogues = dialogues;
        this.definitions = definitions;
        this.judge = judge;
        this.lifecycle = lifecycle;
        this.asking = asking;
    }

    /** The form of an item, handed in just now, with nothing in it that was pressed for other words or not at all: that has to be asked for anew. */
    Judge.Case checked(RequestItem item, Judge.Case judged) {
        var now = now(item);
        var known = requests.authorisations(item.number());
        var unfounded = now.stream().filter(each -> each.given() && known.stream()
                .noneMatch(asked -> asked.state() == Approval.State.APPROVED && isAbout(asked, each))).toList();
        asking.makeVoid(item, known.stream().filter(asked -> now.stream().noneMatch(each -> isAbout(asked, each))).toList(), "");
        if (unfounded.isEmpty()) {
            return judged;
        }
        var dialogue = judged.dialogue();
        for (var each : unfounded) {
            var inside = each.path() + '.';
            for (var path : List.copyOf(dialogue.answers().keySet())) {
                dialogue = path.startsWith(inside) ? dialogue.without(path) : dialogue;
            }
            dialogue = dialogue.answered(inside + "have", new Answer.Words(Step.Evidence.ASK));
        }
        return judged.after(keep(judged.kept(), dialogue, judged.kept().touched()));
    }

    /** Asks whoever is to be asked and has not been; all that wait now. */
    List<Approval> ask(RequestItem item) {
        var known = requests.authorisations(item.number());
        for (var wanted : now(item)) {
            var giver = wanted.giver().key();
            boolean may = judge.isActive(new Person(item.person().organisation(), giver))
                    && !giver.equals(item.subject()) && !giver.equals(item.person().key());
            if (may && !wanted.given() && known.stream().noneMatch(asked -> isAbout(asked, wanted))) {
                var asked = requests.add(Approval.authorisation(item.number(), giver,
                        new Approval.Question(wanted.path(), wanted.words()), lifecycle.now()));
                lifecycle.record(item, AuditEntry.USHER, "authorisation.asked", Map.of("approver", giver, "text", wanted.words()));
                asking.tell(item, asked);
            }
        }
        return requests.authorisations(item.number()).stream().filter(asked -> asked.state() == Approval.State.REQUESTED).toList();
    }

    /** Whether an authorisation is still wanted of the one who was asked, in those words. */
    boolean wants(RequestItem item, Approval asked) {
        return now(item).stream().anyMatch(each -> !each.given() && isAbout(asked, each));
    }

    /** Puts an authorisation that was given by pressing a button into the form; whether the form can go on, or is open to be mended. */
    boolean given(RequestItem item, Approval given) {
        var decision = given.decision().orElseThrow();
        var judged = judge.of(item, decision.at()).orElseThrow();
        keep(judged.kept(), judged.dialogue().answered(Step.Evidence.pressed(given.question().orElseThrow().evidence(), decision.by(),
                LocalDate.ofInstant(decision.at(), judged.organisation().calendar().zone()),
                lifecycle.shown(item.person(), decision.at()))), decision.at());
        return !judged.dialogue().status().open();
    }

    /** Nothing is asked about an item any more; a draft that was opened to be mended is closed. */
    void end(RequestItem item, String knows) {
        withdraw(item, knows);
        judge.of(item, lifecycle.now()).filter(judged -> judged.dialogue().status().open()).ifPresent(
                judged -> keep(judged.kept(), judged.dialogue().is(Dialogue.Status.SUBMITTED).withoutPending().notChanging(),
                        judged.kept().touched()));
    }

    /** What is asked about an item need not be answered any more. */
    void withdraw(RequestItem item, String knows) {
        asking.makeVoid(item, requests.authorisations(item.number()).stream()
                .filter(asked -> asked.state() == Approval.State.REQUESTED).toList(), knows);
    }

    /** In which words somebody reads what they are asked; as it was asked, if the form asks for something else by now. */
    static Optional<String> words(Approval approval, Form form) {
        return approval.question().map(question -> form.authorisations().stream()
                .filter(each -> each.path().equals(question.evidence()) && each.giver().key().equals(approval.approver()))
                .map(Form.Authorisation::words).findFirst().orElse(question.words()));
    }

    private List<Form.Authorisation> now(RequestItem item) {
        var language = definitions.organisation(item.person().organisation()).languages().getFirst();
        return judge.form(item, lifecycle.now(), language).authorisations();
    }

    private static boolean isAbout(Approval asked, Form.Authorisation authorisation) {
        return asked.approver().equals(authorisation.giver().key())
                && asked.question().equals(Optional.of(new Approval.Question(authorisation.path(), authorisation.words())));
    }

    private KeptDialogue keep(KeptDialogue kept, Dialogue dialogue, Instant touched) {
        var later = kept.after(dialogue.nextTurn(), kept.waitingFor(), touched);
        if (!dialogues.save(later, kept.dialogue().turn())) {
            throw new IllegalStateException("The form was changed meanwhile"); // the transaction is done over
        }
        return later;
    }
}
