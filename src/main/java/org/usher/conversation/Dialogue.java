package org.usher.conversation;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * One person's run through a conversation, as it is kept between two turns.
 *
 * <p>Answers are kept by path ({@code current.role}, {@code additional[0].team}). Those to questions that do not apply at the moment stay where
 * they are: walking the conversation from the top decides which ones count.
 *
 * @param conversation the id of the conversation
 * @param version      the version it is pinned to
 * @param requester    the key of the person who asks
 * @param answers      answer by path
 * @param proposals    answers that are proposed: of a form that was copied, or of the user before
 * @param acknowledged the {@linkplain org.usher.validation.Finding#key keys} of warnings and notes that the person has agreed to
 * @param pending      a small question of Usher's own that waits for its answer
 * @param changing     the path of an answer that is being changed
 * @param refusals     answers refused in a row
 * @param turn         how many turns there have been
 * @param status       where it stands
 */
public record Dialogue(String conversation, String version, String requester, Map<String, Answer> answers, Map<String, Answer> proposals,
        Set<String> acknowledged, Optional<Pending> pending, Optional<String> changing, int refusals, int turn, Status status) {

    /** Where a dialogue stands. */
    public enum Status {
        /** A question is waiting. */
        ASKING,
        /** All is answered; the person checks the answers. */
        REVIEWING,
        /** Handed in. */
        SUBMITTED,
        /** Ended by an off-ramp, or gone on in another conversation. */
        STOPPED,
        /** Given up by the person. */
        CANCELLED,
        /** Too long without a word. */
        EXPIRED;

        /** The word used in the API. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        public boolean open() {
            return this == ASKING || this == REVIEWING;
        }
    }

    /** A small question of Usher's own, between two questions of the form. */
    public sealed interface Pending {

        /** "Did you mean …?": an answer that waits for a yes. */
        record Confirm(String path, Answer answer) implements Pending {}

        /** "Which of these?": values that may have been meant. */
        record Narrow(String path, java.util.List<String> values) implements Pending {
            public Narrow {
                values = java.util.List.copyOf(values);
            }
        }

        /** "Shall I enter …?": what a rule offers. */
        record Offer(String path, String rule, Map<String, Answer> answers) implements Pending {
            public Offer {
                answers = Map.copyOf(answers);
            }
        }

        /** "Shall I hand it over to …?" */
        record HandOver(String person) implements Pending {}

        /** Something has to be done elsewhere first; the same question waits for the day when it is. */
        record Pause(String path, String rule) implements Pending {}

        /** "Really cancel?" */
        record Cancel() implements Pending {}

        /** "Really start again?" */
        record Restart() implements Pending {}
    }

    /** Answers in their order, which nobody can change: what one dialogue keeps, the next can keep too. */
    private static final class Kept extends AbstractMap<String, Answer> {

        private final Map<String, Answer> answers;

        private Kept(Map<String, Answer> answers) {
            this.answers = answers;
        }

        static Kept of(Map<String, Answer> answers) {
            return answers instanceof Kept kept ? kept : new Kept(new LinkedHashMap<>(answers));
        }

        static Kept of(Map<String, Answer> answers, Map<String, Answer> more) {
            var all = new LinkedHashMap<>(answers);
            all.putAll(more);
            return new Kept(all);
        }

        @Override
        public Set<Entry<String, Answer>> entrySet() {
            return Collections.unmodifiableMap(answers).entrySet();
        }

        @Override
        public @Nullable Answer get(Object path) {
            return answers.get(path);
        }

        @Override
        public boolean containsKey(Object path) {
            return answers.containsKey(path);
        }
    }

    public Dialogue {
        answers = Kept.of(answers);
        proposals = Kept.of(proposals);
        acknowledged = acknowledged.isEmpty() ? Set.of() : Collections.unmodifiableSet(new LinkedHashSet<>(acknowledged));
    }

    /** A dialogue that has not begun. */
    public static Dialogue begin(Conversation conversation, String requester) {
        return new Dialogue(conversation.id(), conversation.version(), requester, Map.of(), Map.of(), Set.of(), Optional.empty(),
                Optional.empty(), 0, 0,
                Status.ASKING);
    }

    /** With an answer taken; whatever was pending or being changed is done with. */
    public Dialogue answered(String path, Answer answer) {
        return answered(Map.of(path, answer));
    }

    public Dialogue answered(Map<String, Answer> more) {
        return new Dialogue(conversation, version, requester, Kept.of(answers, more), proposals, acknowledged, Optional.empty(),
                Optional.empty(), 0, turn, status);
    }

    public Dialogue without(String path) {
        var fewer = new LinkedHashMap<>(answers);
        fewer.remove(path);
        return new Dialogue(conversation, version, requester, fewer, proposals, acknowledged, pending, changing, refusals, turn, status);
    }

    public Dialogue proposing(Map<String, Answer> proposed) {
        return new Dialogue(conversation, version, requester, answers, proposed, acknowledged, pending, changing, refusals, turn, status);
    }

    public Dialogue acknowledging(String finding) {
        var all = new LinkedHashSet<>(acknowledged);
        all.add(finding);
        return new Dialogue(conversation, version, requester, answers, proposals, all, Optional.empty(), changing, 0, turn, status);
    }

    public Dialogue waitingFor(Pending question) {
        return new Dialogue(conversation, version, requester, answers, proposals, acknowledged, Optional.of(question), changing, refusals,
                turn, status);
    }

    public Dialogue withoutPending() {
        return new Dialogue(conversation, version, requester, answers, proposals, acknowledged, Optional.empty(), changing, refusals, turn,
                status);
    }

    public Dialogue changing(String path) {
        return new Dialogue(conversation, version, requester, answers, proposals, acknowledged, Optional.empty(), Optional.of(path), 0,
                turn, status);
    }

    public Dialogue notChanging() {
        return new Dialogue(conversation, version, requester, answers, proposals, acknowledged, pending, Optional.empty(), refusals, turn,
                status);
    }

    public Dialogue refused() {
        return new Dialogue(conversation, version, requester, answers, proposals, acknowledged, pending, changing, refusals + 1, turn,
                status);
    }

    /** Where it stands now. What was made of secrets is thrown away when it ends without being handed in. */
    public Dialogue is(Status now) {
        boolean over = !now.open() && now != Status.SUBMITTED;
        return new Dialogue(conversation, version, requester, over ? withoutHashes(answers) : answers, proposals, acknowledged, pending,
                changing, refusals, turn, now);
    }

    public Dialogue nextTurn() {
        return new Dialogue(conversation, version, requester, answers, proposals, acknowledged, pending, changing, refusals, turn + 1,
                status);
    }

    /** Empty again, as at the beginning, with the turns counted on. */
    public Dialogue emptied() {
        return new Dialogue(conversation, version, requester, Map.of(), proposals, Set.of(), Optional.empty(), Optional.empty(), 0, turn,
                Status.ASKING);
    }

    /** The same answers under another person: a draft that was handed over. What the first person agreed to, or said of themselves, the second has not. */
    public Dialogue handedTo(String person, Conversation definition) {
        var kept = new LinkedHashMap<>(withoutHashes(answers));
        kept.keySet().removeIf(path -> definition.outline().question(Outline.placeOf(path))
                .filter(question -> question.traits().contains(Step.Trait.PERSONAL)).isPresent());
        return new Dialogue(conversation, version, person, kept, proposals, Set.of(), Optional.empty(), Optional.empty(), 0, turn,
                status);
    }

    /** With the hash of a secret that was just given. */
    public Dialogue keepingHash(String path, String hash) {
        var all = new LinkedHashMap<>(answers);
        all.put(path, new Answer.SecretGiven(hash));
        return new Dialogue(conversation, version, requester, all, proposals, acknowledged, pending, changing, refusals, turn, status);
    }

    /** With nothing left of the secrets that were given but that they were. */
    public Dialogue forgettingSecrets() {
        return new Dialogue(conversation, version, requester, withoutHashes(answers), proposals, acknowledged, pending, changing, refusals,
                turn, status);
    }

    private static Map<String, Answer> withoutHashes(Map<String, Answer> answers) {
        var all = new LinkedHashMap<>(answers);
        all.replaceAll((_, answer) -> answer instanceof Answer.SecretGiven ? new Answer.SecretGiven("") : answer);
        return all;
    }

    /** The same answers under another version of the conversation. */
    public Dialogue carriedTo(Conversation newer) {
        return new Dialogue(newer.id(), newer.version(), requester, answers, proposals, acknowledged, Optional.empty(), Optional.empty(), 0,
                turn, status);
    }
}
