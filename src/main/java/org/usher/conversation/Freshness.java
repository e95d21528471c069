package org.usher.conversation;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is proposed again when a form is filled in for another user, or a follow-up once more: every answer but those that belong to the one time. */
public final class Freshness {

    private Freshness() {}

    /** The answers of a dialogue that the next one proposes. */
    public static Map<String, Answer> proposals(Conversation conversation, Dialogue dialogue) {
        var fresh = new HashSet<String>();
        collect(conversation.steps(), "", fresh);
        var proposals = new LinkedHashMap<>(dialogue.answers());
        proposals.keySet().removeIf(path -> fresh.contains(path.replaceAll("\\[[0-9]+]", "")));
        proposals.values().removeIf(answer -> answer instanceof Answer.SecretGiven || answer instanceof Answer.Attachment);
        return proposals;
    }

    private static void collect(List<Step> steps, String within, Set<String> fresh) {
        for (var step : steps) {
            switch (step) {
                case Step.Question question when question.traits().contains(Step.Trait.FRESH) -> fresh.add(within + question.id());
                case Step.Group group -> collect(group.steps(), within + group.id() + '.', fresh);
                case Step.Repeat repeat -> collect(repeat.steps(), within + repeat.id() + '.', fresh);
                case Step.Evidence evidence -> collect(evidence.steps(), within + evidence.id() + '.', fresh);
                case Step.Question _,Step.Heading _,Step.Stop _,Step.Go _ -> {
                }
            }
        }
    }
}
