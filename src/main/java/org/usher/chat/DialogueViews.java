package org.usher.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.usher.conversation.Answer;
import org.usher.conversation.Dialogue;
import org.usher.conversation.Prompt;
import org.usher.conversation.Reply;
import org.usher.facts.Judge;
import org.usher.facts.KeptDialogue;
import org.usher.facts.Phrases;
import org.usher.facts.TableView;
import org.usher.request.Person;
import org.usher.request.RequestItem;

/** Makes of a reply what a reader sees. */
final class DialogueViews {

    /** The question after a form was handed in: whether there is another user. */
    static final String ANOTHER = "another";

    private DialogueViews() {}

    static DialogueView view(Judge.Case judged, Reply reply, Person reader, List<String> before) {
        var kept = judged.kept();
        var dialogue = kept.dialogue();
        var facts = judged.facts();
        boolean requester = dialogue.requester().equals(reader.key());
        boolean offeredToReader = kept.offeredTo().equals(Optional.of(reader.key()));
        var others = reply.waitingFor();
        var waitingFor = (kept.offeredTo().isPresent() && dialogue.status().open() ? kept.offeredTo().stream() : others.stream())
                .filter(key -> !key.equals(reader.key())).toList();
        boolean asked = others.contains(reader.key());
        boolean mine = dialogue.status().open() && kept.offeredTo().isEmpty() && (requester && waitingFor.isEmpty() || asked);
        var messages = new ArrayList<>(before);
        messages.addAll(reply.messages());
        var prompt = reply.prompt().map(DialogueViews::question).or(() -> another(judged, requester)).orElse(null);
        return new DialogueView(kept.id(), dialogue.conversation(), dialogue.version(), Judge.title(judged), dialogue.turn(),
                reply.dialogue().status().word(), messages,
                prompt, reply.refusal().map(refusal -> new DialogueView.Refusal(refusal.rule(), refusal.text())).orElse(null),
                reply.answers().stream().map(DialogueViews::answered).toList(),
                reply.findings().stream()
                        .map(finding -> new DialogueView.Found(finding.rule(), finding.severity().word(), finding.text(), finding.source(),
                                finding.at()))
                        .toList(),
                dialogue.requester(), waitingFor.isEmpty()
                        ? null
                        : waitingFor.stream().map(key -> facts.registers().label(facts.person(key))).collect(Collectors.joining(", ")),
                mine, offeredToReader,
                kept.item().map(number -> RequestItem.reference(number)).orElse(null), kept.next().orElse(null));
    }

    /** After a form was handed in that is often filled in for several people: is there another one? */
    static Optional<DialogueView.Question> another(Judge.Case judged, boolean requester) {
        if (!requester || !asksForAnother(judged)) {
            return Optional.empty();
        }
        var language = judged.facts().language();
        var asked = judged.conversation().submission().flatMap(submission -> submission.another()).orElseThrow();
        var yesNo = List.of(new DialogueView.Option("yes", Phrases.say(language, "yes"), ""),
                new DialogueView.Option("no", Phrases.say(language, "no"), ""));
        return Optional.of(new DialogueView.Question(ANOTHER, Judge.text(asked, judged.facts(), judged.dialogue().requester()), "",
                "yes_no", yesNo, false, false,
                false, new DialogueView.Option("no", Phrases.say(language, "no"), ""), "", 1, 1,
                List.of()));
    }

    /** Whether the question for another user is open. */
    static boolean asksForAnother(Judge.Case judged) {
        KeptDialogue kept = judged.kept();
        return kept.dialogue().status() == Dialogue.Status.SUBMITTED && kept.next().isEmpty()
                && judged.conversation().submission().flatMap(submission -> submission.another()).isPresent();
    }

    private static DialogueView.Question question(Prompt prompt) {
        return new DialogueView.Question(prompt.question(), prompt.text(), prompt.help(), prompt.type(),
                prompt.options().stream().map(DialogueViews::option).toList(), prompt.search(), prompt.optional(), prompt.multiple(),
                suggestion(prompt),
                prompt.section(), prompt.number(), prompt.about(), TableView.of(prompt.tables()));
    }

    private static DialogueView.Option option(Prompt.Choice choice) {
        return new DialogueView.Option(choice.value(), choice.label(), choice.hint(), choice.heading());
    }

    private static DialogueView.@Nullable Option suggestion(Prompt prompt) {
        return prompt.suggestion().map(suggestion -> new DialogueView.Option(suggestion.value(), suggestion.text(), "")).orElse(null);
    }

    private static DialogueView.Answered answered(Reply.Answered answered) {
        return new DialogueView.Answered(answered.path(), answered.label(), value(answered.answer()), answered.text(), answered.ask(),
                answered.section(),
                answered.fixed());
    }

    /** An answer as the API shows it. */
    private static Object value(Answer answer) {
        return answer instanceof Answer.Attachment(var id, var name, var bytes)
                ? new DialogueView.HandedIn(id, name, bytes)
                : answer.plain();
    }
}
