package org.usher.web.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.usher.conversation.Input;
import org.usher.web.Problem;
import org.usher.web.Typed;

/**
 * One input to a dialogue. Exactly one of {@code say}, {@code choose} and {@code command} is given.
 *
 * @param turn     the number of the view that this answers
 * @param say      typed words
 * @param choose   the values of clicked options
 * @param command  {@code back}, {@code change}, {@code help}, {@code restart}, {@code cancel}, {@code skip} or {@code submit}
 * @param question with {@code change}: the answer to change; with {@code help}: what is asked about; else: the question that this must be an answer to
 */
@Serdeable
public record TurnBody(
        @Schema(description = "The number of the view that this answers", example = "7") @Nullable Integer turn,
        @Schema(description = "Typed words") @Nullable String say,
        @Schema(description = "The values of clicked options", example = "[\"amend\"]") @Nullable List<@Nullable String> choose,
        @Schema(description = "What to do instead of answering", allowableValues = {
                "back", "change", "help", "restart", "cancel", "skip",
                "submit"}) @Nullable String command,
        @Schema(description = "With change: the answer to change. With help: what is asked about. With an answer: the question it belongs to", example = "new.team") @Nullable String question) {

    /** What a body amounts to. */
    sealed interface Read {

        /** An input. */
        record Understood(int turn, Input input) implements Read {}

        /** Not an input. */
        record Wrong(Problem.Kind kind, String text) implements Read {}
    }

    Read read() {
        if (turn == null) {
            return new Read.Wrong(Problem.Kind.BAD_REQUEST, "\"turn\" is missing: send the number that the last view had.");
        }
        int kinds = (say == null ? 0 : 1) + (choose == null ? 0 : 1) + (command == null ? 0 : 1);
        if (kinds != 1) {
            return new Read.Wrong(Problem.Kind.BAD_REQUEST, "Send exactly one of \"say\", \"choose\" and \"command\".");
        }
        var complaint = Typed.complaint(texts());
        if (complaint.isPresent()) {
            return new Read.Wrong(complaint.get().kind(), complaint.get().text());
        }
        if (choose != null && (choose.isEmpty() || choose.contains(null))) {
            return new Read.Wrong(Problem.Kind.BAD_REQUEST, "\"choose\" is a list of at least one option's value.");
        }
        return input().<Read>map(input -> new Read.Understood(turn, input)).orElseGet(() -> new Read.Wrong(Problem.Kind.BAD_REQUEST,
                "There is no command \"" + command + "\"; there are back, change, help, restart, cancel, skip and submit."));
    }

    private List<String> texts() {
        var texts = new ArrayList<String>();
        if (choose != null) {
            choose.stream().filter(Objects::nonNull).forEach(texts::add);
        }
        for (var text : new @Nullable String[]{say, command, question}) {
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    private Optional<Input> input() {
        if (say != null) {
            return Optional.of(addressed(new Input.Say(say)));
        }
        if (choose != null) {
            return Optional.of(addressed(new Input.Choose(choose.stream().filter(Objects::nonNull).toList())));
        }
        return command == null ? Optional.empty() : command(command, question == null ? "" : question);
    }

    private Input addressed(Input input) {
        return question == null || question.isEmpty() ? input : new Input.For(question, input);
    }

    /** The input that a command is. */
    public static Optional<Input> command(String command, String about) {
        return switch (command) {
            case "back" -> Optional.of(new Input.Back());
            case "change" -> Optional.of(new Input.Change(about.isEmpty() ? Optional.empty() : Optional.of(about)));
            case "help" -> Optional.of(new Input.Help(about));
            case "restart" -> Optional.of(new Input.Restart());
            case "cancel" -> Optional.of(new Input.Cancel());
            case "skip" -> Optional.of(new Input.Skip());
            case "submit" -> Optional.of(new Input.Submit());
            default -> Optional.empty();
        };
    }
}
