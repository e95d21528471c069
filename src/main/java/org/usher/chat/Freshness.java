package org.usher.chat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.usher.conversation.Answer;
import org.usher.conversation.Step;
import org.usher.facts.Judge;

/** What is proposed again when a form is filled in for another user: every answer but those that belong to the one user. */
final class Freshness {

    private Freshness() {}

    static Map<String, Answer> proposals(Judge.Case judged) {
        var fresh = new HashSet<String>();
        collect(judged.conversation().steps(), "", fresh);
        var proposals = new LinkedHashMap<>(judged.dialogue().answers());
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
