package org.usher.reminder;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;
import org.usher.conversation.Engine;
import org.usher.conversation.Prompt;
import org.usher.facts.Judge;
import org.usher.facts.Phrases;
import org.usher.outbox.Notice;
import org.usher.outbox.Notifier;
import org.usher.outbox.Outbox;
import org.usher.request.Person;

/** Asks people what they have to answer in a dialogue of somebody else: in a message, with the answers as buttons where there are few. */
@Singleton
public final class Questions {

    /** What the button of an answer does; the answer follows. */
    private static final String REPLY = "reply:";
    private static final int FEW = 4;

    private final Judge judge;
    private final Notifier notifier;
    private final Outbox outbox;
    private final Clock clock;

    Questions(Judge judge, Notifier notifier, Outbox outbox, Clock clock) {
        this.judge = judge;
        this.notifier = notifier;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Asks people for the first time, all at once; they are asked again as long as an answer is missing. */
    public void ask(Judge.Case judged, List<String> people) {
        var now = clock.instant();
        people.forEach(key -> tell(judged, new Person(judged.kept().organisation(), key), now));
        AskedJob.next(judged.organisation(), now).ifPresent(due -> outbox.replan(AskedJob.KIND, judged.kept().id(), due));
    }

    /** What tells one question of a dialogue from another on a button; short, whatever its name. */
    public static String mark(String question) {
        return Integer.toHexString(question.hashCode());
    }

    /** Asks one person; what was said. */
    String tell(Judge.Case judged, Person whom, Instant now) {
        var language = judge.language(whom);
        var id = judged.kept().id();
        var text = Phrases.say(language, "question_text", judge.name(whom.organisation(), judged.dialogue().requester()),
                Judge.title(judged));
        var buttons = new ArrayList<Notice.Button>();
        var prompt = judge.of(judged.kept(), language, now)
                .flatMap(read -> Engine.look(read.conversation(), read.dialogue(), read.facts(), whom.key()).prompt());
        if (prompt.isPresent()) {
            text += '\n' + prompt.get().text();
            if (fewAnswers(prompt.get())) {
                prompt.get().options().forEach(option -> buttons.add(
                        new Notice.Button(REPLY + option.value(), option.label(), id + ':' + mark(prompt.get().question()))));
            }
        }
        buttons.add(new Notice.Button("open", Phrases.say(language, "open_it"), id));
        notifier.tell(new Notice(whom, Notice.Kind.QUESTION, Phrases.say(language, "question.subject"), text, buttons, id, now));
        return text;
    }

    private static boolean fewAnswers(Prompt prompt) {
        return !prompt.options().isEmpty() && prompt.options().size() <= FEW && !prompt.multiple() && !prompt.search();
    }
}
