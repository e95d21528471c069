package org.usher.conversation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.usher.validation.Finding;

/**
 * What comes of a turn: the dialogue as it stands now and what to say.
 *
 * @param dialogue the dialogue after the turn
 * @param messages what is said, in order, before the prompt
 * @param prompt   what is asked next; none when the dialogue has ended
 * @param refusal  why the input was not taken; nothing else has changed then
 * @param answers  the answers that count, in the order of asking
 * @param findings what the rules find in these answers (never of severity block, unless it is why a question is asked again)
 * @param events   what happened, for the record and for what must follow
 */
public record Reply(Dialogue dialogue, List<String> messages, Optional<Prompt> prompt, Optional<Refusal> refusal, List<Answered> answers,
        List<Finding> findings, List<Event> events) {

    public Reply {
        messages = List.copyOf(messages);
        answers = List.copyOf(answers);
        findings = List.copyOf(findings);
        events = List.copyOf(events);
    }

    /** Keys of the people, other than the requester, whose answers it waits for. */
    public List<String> waitingFor() {
        return prompt.map(Prompt::waitingFor).orElse(List.of());
    }

    /** The secrets that were given in this turn, by path, for whoever makes hashes of them at once. */
    public Map<String, String> secrets() {
        var secrets = new LinkedHashMap<String, String>();
        for (var event : events) {
            if (event instanceof Event.SecretGiven(var path, var secret)) {
                secrets.put(path, secret);
            }
        }
        return secrets;
    }

    /** This reply with hashes, by path, in place of the secrets. */
    public Reply keepingHashes(Map<String, String> hashes) {
        var kept = dialogue;
        for (var hash : hashes.entrySet()) {
            kept = kept.keepingHash(hash.getKey(), hash.getValue());
        }
        var told = events.stream().map(event -> event instanceof Event.SecretGiven(var path, _) ? new Event.SecretGiven(path, "") : event);
        return new Reply(kept, messages, prompt, refusal, answers, findings, told.toList());
    }

    /** Why an input was refused: the rule (empty where no rule of the form says so) and the words. */
    public record Refusal(String rule, String text) {}

    /**
     * An answer that counts.
     *
     * @param path     its path
     * @param label    the short name of its question
     * @param ask      the question as it was asked
     * @param answer   the answer
     * @param text     the answer as it is shown
     * @param section  the heading it stands under
     * @param fixed    whether it was not asked but follows from others
     * @param restricted whether it is for who asks, who decides and the group that does the work only
     */
    public record Answered(String path, String label, String ask, Answer answer, String text, String section, boolean fixed,
            boolean restricted) {}

    /** Something that happened in a turn. */
    public sealed interface Event {

        /** An answer was taken. */
        record AnswerTaken(String path, String text) implements Event {}

        /** An answer was refused. */
        record AnswerRefused(String path, String rule, String text) implements Event {}

        /** A rule found something that it had not found before. */
        record Found(Finding finding) implements Event {}

        /** The person agreed to a warning or note. */
        record Acknowledged(Finding finding) implements Event {}

        /** The person handed it in. */
        record Submitted() implements Event {}

        /** An off-ramp ended the dialogue. {@code to} is who can do it, {@code form} may be empty. */
        record Stopped(String rule, String text, String to, String form) implements Event {}

        /** It goes on in another conversation (or a page of Usher's own, {@code usher:…}) with these answers. */
        record GoesOn(String conversation, Map<String, Answer> carry) implements Event {
            public GoesOn {
                carry = Map.copyOf(carry);
            }
        }

        /** The person wants to hand the draft to somebody, by key. */
        record HandOver(String person) implements Event {}

        /** The person gave up. */
        record Cancelled() implements Event {}

        /** The person started again. */
        record Restarted() implements Event {}

        /** A rule emptied the form. */
        record Cleared(String rule, String text) implements Event {}

        /** A rule wants something done elsewhere first; the draft waits. */
        record Paused(String rule, String text) implements Event {}

        /** A secret was given: for whoever must make a hash of it at once. The secret is never recorded. */
        record SecretGiven(String path, String secret) implements Event {
            @Override
            public String toString() {
                return "SecretGiven[" + path + "]";
            }
        }
    }
}
