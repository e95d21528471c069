package org.usher.conversation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.usher.register.Entry;
import org.usher.register.Likeness;
import org.usher.register.Lookup;
import org.usher.validation.Expression;

/** What can be answered to a question at a moment of a walk, and how questions and answers are shown. */
final class Offers {

    /** More options than this are searched by typing rather than listed. */
    static final int LISTED = 25;

    private final Walk walk;

    Offers(Walk walk) {
        this.walk = walk;
    }

    /** The question in the reader's language, its placeholders filled as at its place. */
    String ask(Walk.Place place) {
        return place.question().words().ask().in(walk.scopeAt(place), walk.reader);
    }

    /** The short name of a question. */
    String label(Walk.Place place) {
        return place.question().words().label().in(walk.scopeAt(place), walk.reader);
    }

    // ---- what is offered

    /** The options offered at this moment, in their order. */
    List<Prompt.Choice> choices(Walk.Place place) {
        return switch (place.question().kind()) {
            case Kind.Choice choice -> choice.options().stream().filter(this::offered).map(this::choice).toList();
            case Kind.Pick pick -> {
                var choices = new ArrayList<Prompt.Choice>();
                entries(pick).forEach(entry -> choices.add(choice(pick, entry)));
                pick.also().values().stream().filter(this::offered).map(this::choice).forEach(choices::add);
                yield choices;
            }
            case Kind.YesNo _ ->
                List.of(new Prompt.Choice("yes", walk.reader.word("yes"), ""), new Prompt.Choice("no", walk.reader.word("no"), ""));
            case Kind.Acknowledge _ -> List.of(new Prompt.Choice("yes", Phrases.of(walk.reader).say("understood"), ""));
            case Kind.Text _,Kind.Email _,Kind.Phone _,Kind.WholeNumber _,Kind.Day _,Kind.Moment _,Kind.Secret _,Kind.Attachment _,Kind.Fixed _ ->
                List.of();
        };
    }

    private Prompt.Choice choice(Kind.Pick pick, Entry entry) {
        var plain = choice(entry);
        return pick.heading()
                .map(heading -> walk.reader.shown(heading.value(walk.scope().with("it", entry)), walk.scope()))
                .map(heading -> new Prompt.Choice(plain.value(), plain.label(), plain.hint(), heading)).orElse(plain);
    }

    Prompt.Choice choice(Entry entry) {
        return new Prompt.Choice(entry.key(), walk.facts.registers().label(entry), walk.facts.registers().detail(entry));
    }

    private Prompt.Choice choice(Kind.Option option) {
        return new Prompt.Choice(option.value(), option.label().in(walk.scope(), walk.reader), option.hint().in(walk.scope(), walk.reader));
    }

    private boolean offered(Kind.Option option) {
        return Expression.holds(option.when(), walk.scope());
    }

    /** The entries offered for a look-up at this moment. */
    List<Entry> entries(Kind.Pick pick) {
        var wanted = wanted(pick.where());
        var offered = new ArrayList<Entry>();
        for (var entry : inOrder(pick.register(), wanted)) {
            if (matches(pick, wanted, entry)) {
                offered.add(entry);
            }
        }
        return offered;
    }

    /** What the order of entries depends on: the register, and the first of the values that are wanted of them; empty texts: none. */
    private record InOrder(String register, String field, String value) {}

    /** The entries of a register in the order in which they are listed, among them all that have the wanted values. */
    @SuppressWarnings("unchecked") // it was worked out here
    private List<Entry> inOrder(String register, Map<String, String> wanted) {
        var registers = walk.facts.registers();
        var first = wanted.isEmpty() ? Map.entry("", "") : wanted.entrySet().iterator().next();
        return (List<Entry>) registers.workedOut(new InOrder(register, first.getKey(), first.getValue()), () -> {
            var among = wanted.isEmpty() ? registers.entries(register) : registers.entriesWhere(register, first.getKey(), first.getValue());
            var order = registers.schema(register).order();
            return order.isEmpty() ? among : among.stream().sorted(Comparator.comparing(entry -> sortable(entry, order))).toList();
        });
    }

    private String sortable(Entry entry, String field) {
        var value = walk.facts.registers().field(entry, field);
        if (!(value instanceof Long number)) {
            return plain(value);
        }
        var digits = String.valueOf(number);
        return number < 0 ? digits : "0".repeat(20 - digits.length()) + digits;
    }

    private Map<String, String> wanted(Map<String, Expression> where) {
        var wanted = new java.util.LinkedHashMap<String, String>();
        where.forEach((field, expression) -> wanted.put(field, plain(expression.value(walk.scope()))));
        return wanted;
    }

    private boolean matches(Kind.Pick pick, Map<String, String> wanted, Entry entry) {
        for (var want : wanted.entrySet()) {
            if (!plain(walk.facts.registers().field(entry, want.getKey())).equals(want.getValue())) {
                return false;
            }
        }
        return Expression.holds(pick.only(), walk.scope().with("it", entry));
    }

    private static String plain(Object value) {
        return switch (value) {
            case Entry entry -> entry.key();
            case Optional<?> _ -> "";
            default -> String.valueOf(value);
        };
    }

    /** Whether what a look-up hangs on has not been answered: some field of its {@code where} has no value. */
    boolean lacksParent(Kind.Pick pick) {
        return wanted(pick.where()).containsValue("");
    }

    private static boolean all(List<String> values, Predicate<String> condition) {
        for (var value : values) {
            if (!condition.test(value)) {
                return false;
            }
        }
        return true;
    }

    private boolean offers(Kind.Choice choice, String value) {
        for (var option : choice.options()) {
            if (option.value().equals(value) && offered(option)) {
                return true;
            }
        }
        return false;
    }

    boolean offers(Kind.Pick pick, String key) {
        var also = pick.also().get(key);
        if (also != null) {
            return offered(also);
        }
        var entry = walk.facts.registers().entry(pick.register(), key);
        return entry.exists() && matches(pick, wanted(pick.where()), entry);
    }

    /** The entry that a value of a look-up stands for; an option beside the entries is an entry with nothing but its label. */
    Entry entry(Kind.Pick pick, String key) {
        var also = pick.also().get(key);
        return also == null
                ? walk.facts.registers().entry(pick.register(), key)
                : new Entry(pick.register(), key, Map.of("label", also.label().in(walk.scope(), walk.reader)));
    }

    /** Whether an answer given earlier is still among what is offered. */
    boolean stillOffered(Walk.Place place, Answer answer) {
        boolean ofItsKind = answer instanceof Answer.Skipped
                || answer instanceof Answer.SecretGiven == place.question().kind() instanceof Kind.Secret
                        && answer instanceof Answer.Attachment == place.question().kind() instanceof Kind.Attachment;
        return ofItsKind && switch (place.question().kind()) {
            case Kind.Choice choice -> all(values(answer), value -> offers(choice, value));
            case Kind.Pick pick -> all(values(answer), value -> offers(pick, value));
            case Kind.Text _,Kind.Email _,Kind.Phone _,Kind.WholeNumber _,Kind.YesNo _,Kind.Acknowledge _,Kind.Day _,Kind.Moment _,Kind.Secret _,Kind.Attachment _,Kind.Fixed _ ->
                true;
        };
    }

    static List<String> values(Answer answer) {
        return switch (answer) {
            case Answer.Words(var text) -> List.of(text);
            case Answer.Several(var values) -> values;
            case Answer.Truth _,Answer.WholeNumber _,Answer.Day _,Answer.Moment _,Answer.Attachment _,Answer.SecretGiven _,Answer.Skipped _ ->
                List.of();
        };
    }

    // ---- matching of typed words

    /** What typed words may mean among options. */
    sealed interface Match {
        record One(String value) implements Match {}

        /** Several, or one that is only nearly what was typed. */
        record Perhaps(List<String> values) implements Match {}

        record None() implements Match {}
    }

    /** Matches typed words: exactly, by alias, by an unambiguous beginning; a close spelling or a tie is for asking back. */
    Match match(Kind kind, String typed) {
        return switch (kind) {
            case Kind.Choice choice -> match(choice.options().stream().filter(this::offered).toList(), typed);
            case Kind.Pick pick -> match(pick, typed);
            case Kind.Text _,Kind.Email _,Kind.Phone _,Kind.WholeNumber _,Kind.YesNo _,Kind.Acknowledge _,Kind.Day _,Kind.Moment _,Kind.Secret _,Kind.Attachment _,Kind.Fixed _ ->
                new Match.None();
        };
    }

    Match match(List<Kind.Option> options, String typed) {
        var plain = Likeness.plain(typed);
        var best = Likeness.NONE;
        boolean aliasOnly = false;
        var found = new ArrayList<String>();
        for (var option : options) {
            var own = better(Likeness.of(plain, Likeness.plain(option.value())),
                    Likeness.of(plain, Likeness.plain(option.label().in(walk.scope(), walk.reader))));
            boolean byAlias = own != Likeness.EXACT && option.aliases().stream().anyMatch(alias -> Likeness.plain(alias).equals(plain));
            var likeness = byAlias ? Likeness.EXACT : own;
            if (likeness == Likeness.NONE || likeness.compareTo(best) > 0
                    || (likeness == best && byAlias && !aliasOnly && !found.isEmpty())) {
                continue;
            }
            if (likeness != best || (aliasOnly && !byAlias)) {
                found.clear();
            }
            best = likeness;
            aliasOnly = byAlias;
            found.add(option.value());
        }
        return outcome(best, found);
    }

    private Match match(Kind.Pick pick, String typed) {
        var plain = Likeness.plain(typed);
        var beside = pick.also().values().stream().filter(this::offered).toList();
        for (var also : beside) {
            if (likeness(also, plain) == Likeness.EXACT) {
                return new Match.One(also.value());
            }
        }
        return switch (Lookup.in(walk.facts.registers(), pick.register(), entries(pick), typed, LISTED)) {
            case Lookup.Found(var entry) -> new Match.One(entry.key());
            case Lookup.Perhaps(var entries) -> new Match.Perhaps(entries.stream().map(Entry::key).toList());
            case Lookup.Nothing _ -> match(beside, typed);
        };
    }

    private Likeness likeness(Kind.Option option, String plain) {
        boolean alias = option.aliases().stream().anyMatch(each -> Likeness.plain(each).equals(plain));
        return alias
                ? Likeness.EXACT
                : better(Likeness.of(plain, Likeness.plain(option.value())),
                        Likeness.of(plain, Likeness.plain(option.label().in(walk.scope(), walk.reader))));
    }

    private static Match outcome(Likeness likeness, List<String> found) {
        if (found.isEmpty()) {
            return new Match.None();
        }
        return found.size() == 1 && likeness != Likeness.CLOSE ? new Match.One(found.getFirst()) : new Match.Perhaps(found);
    }

    private static Likeness better(Likeness a, Likeness b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    // ---- how answers are shown

    String shown(Kind kind, Answer answer) {
        return switch (answer) {
            case Answer.Words(var text) -> shownValue(kind, text);
            case Answer.Several(var values) -> values.stream().map(value -> shownValue(kind, value)).collect(Collectors.joining(", "));
            case Answer.Truth(var yes) -> walk.reader.word(yes ? "yes" : "no");
            case Answer.WholeNumber(var number) -> String.valueOf(number);
            case Answer.Day _,Answer.Moment _ -> walk.reader.shown(walk.valueOf(kind, answer), walk.scope());
            case Answer.Attachment file -> file.name();
            case Answer.SecretGiven _ -> Phrases.of(walk.reader).say("secret_given");
            case Answer.Skipped _ -> "";
        };
    }

    private String shownValue(Kind kind, String value) {
        return switch (kind) {
            case Kind.Choice choice -> choice.options().stream().filter(option -> option.value().equals(value)).findFirst()
                    .map(option -> option.label().in(walk.scope(), walk.reader)).orElse(value);
            case Kind.Pick pick -> {
                var entry = entry(pick, value);
                var label = walk.facts.registers().label(entry);
                yield label.isEmpty() ? value : pick.person() ? label + " (" + value + ')' : label;
            }
            case Kind.Fixed fixed when !fixed.show().isEmpty() -> fixed.show().in(walk.scope(), walk.reader);
            default -> value;
        };
    }

    /** What is proposed as the answer: of a form that was copied, else what the definition suggests, else what must stay in it. */
    Optional<Answer> proposal(Walk.Place place) {
        var question = place.question();
        var given = walk.dialogue.answers().get(place.path());
        if (given != null && stillOffered(place, given) && !(given instanceof Answer.Skipped)) {
            return Optional.of(given);
        }
        var proposed = walk.dialogue.proposals().get(place.path());
        if (proposed != null && stillOffered(place, proposed)) {
            return Optional.of(proposed);
        }
        var suggested = question.suggest().flatMap(expression -> Walk.answerOf(expression.value(walk.scope())))
                .map(answer -> java.util.Objects.requireNonNull(walk.fitting(question.kind(), answer)))
                .filter(answer -> stillOffered(place, answer));
        if (suggested.isPresent()) {
            return suggested;
        }
        var keeps = walk.keeps(question);
        return keeps.isEmpty()
                ? Optional.empty()
                : Optional.of(new Answer.Words(
                        keeps.stream().map(keep -> keep.text().in(walk.scope(), walk.reader)).collect(Collectors.joining("\n"))));
    }

    Optional<Prompt.Suggestion> suggestion(Walk.Place place) {
        return proposal(place).flatMap(answer -> {
            var shown = shown(place.question().kind(), answer);
            var value = switch (answer) {
                case Answer.Words(var text) -> text;
                case Answer.Truth(var yes) -> yes ? "yes" : "no";
                case Answer.Several(var values) -> String.join("|", values);
                case Answer.WholeNumber(var number) -> String.valueOf(number);
                case Answer.Day(var day) -> day.toString();
                case Answer.Moment(var moment) -> moment.atZone(walk.reader.zone()).toLocalDateTime().toString();
                case Answer.Attachment _,Answer.SecretGiven _,Answer.Skipped _ -> "";
            };
            return value.isEmpty() ? Optional.empty() : Optional.of(new Prompt.Suggestion(value, shown));
        });
    }
}
