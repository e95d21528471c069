package org.usher.conversation;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.usher.register.Likeness;

/** Understands an input as an answer to the question that is being asked: takes it, asks back, or refuses it with words that help. */
final class Hearing {

    /** What was heard. */
    sealed interface Heard {

        /** An answer; {@code said} repeats back what needs repeating, such as the weekday of a date. */
        record Taken(Answer answer, List<String> said, Optional<String> secret) implements Heard {
            static Taken plainly(Answer answer) {
                return new Taken(answer, List.of(), Optional.empty());
            }
        }

        /** Something to be asked back first. */
        record AskBack(Dialogue.Pending pending) implements Heard {}

        /** Not acceptable: the rule (may be empty) and what to say. */
        record Refused(String rule, String text) implements Heard {}

        /** Not among what is offered, but a rule may say so better: judge this answer, and say this if no rule objects. */
        record NotOffered(Answer answer, Refused otherwise) implements Heard {}
    }

    private static final Pattern EMAIL = Pattern.compile(
            "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9](?:[ ()./-]*[0-9]){5,14}");

    private final Walk walk;
    private final Walk.Place place;
    private final Step.Question question;
    private final Phrases phrases;

    private Hearing(Walk walk, Walk.Place place) {
        this.walk = walk;
        this.place = place;
        this.question = place.question();
        this.phrases = Phrases.of(walk.reader);
    }

    static Heard hear(Walk walk, Walk.Place place, Input input) {
        var hearing = new Hearing(walk, place);
        return switch (input) {
            case Input.Say(var text) -> hearing.said(text);
            case Input.Choose(var values) -> hearing.chosen(values);
            case Input.HandIn(var file) when hearing.question.kind() instanceof Kind.Attachment -> Heard.Taken.plainly(file);
            case Input.HandIn _ -> new Heard.Refused("", hearing.phrases.say("wrong_form"));
            case Input.Skip _ -> hearing.skipped();
            case Input.For(_, var inner) -> hear(walk, place, inner);
            case Input.Back _,Input.Change _,Input.Help _,Input.Restart _,Input.Cancel _,Input.Submit _ ->
                new Heard.Refused("", hearing.phrases.say("empty"));
        };
    }

    private Heard skipped() {
        return optional() ? Heard.Taken.plainly(new Answer.Skipped()) : said("");
    }

    private Heard chosen(List<String> values) {
        var distinct = new LinkedHashSet<>(values);
        if (several()) {
            return severalOf(List.copyOf(distinct));
        }
        if (distinct.isEmpty()) {
            return skipped();
        }
        if (distinct.size() != 1) {
            return new Heard.Refused("", phrases.say("at_most", 1));
        }
        var value = distinct.iterator().next();
        return switch (question.kind()) {
            case Kind.Choice choice ->
                choice.options().stream().anyMatch(option -> option.value().equals(value)) ? known(choice, value) : said(value);
            case Kind.Pick pick -> walk.offers().offers(pick, value) ? Heard.Taken.plainly(new Answer.Words(value)) : picked(pick, value);
            case Kind.Text _,Kind.Email _,Kind.Phone _,Kind.WholeNumber _,Kind.YesNo _,Kind.Acknowledge _,Kind.Day _,Kind.Moment _,Kind.Secret _,Kind.Attachment _,Kind.Fixed _ ->
                said(value);
        };
    }

    private boolean optional() {
        return question.traits().contains(Step.Trait.OPTIONAL);
    }

    private boolean several() {
        return severalChoices(question.kind());
    }

    /** Whether a kind of question takes several options at once. */
    static boolean severalChoices(Kind kind) {
        return (kind instanceof Kind.Choice choice && choice.several()) || (kind instanceof Kind.Pick pick && pick.several());
    }

    private Heard said(String typed) {
        var text = typed.strip();
        if (text.codePoints().anyMatch(
                c -> (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') || Character.getType(c) == Character.SURROGATE)) {
            return new Heard.Refused("", phrases.say("strange_characters"));
        }
        if (text.isEmpty() && !(question.kind() instanceof Kind.Text form && form.form().words().containsKey(""))) {
            return emptyAnswer();
        }
        var heard = answered(typed, text);
        boolean mayBeNothing = !(heard instanceof Heard.Taken) && !(question.kind() instanceof Kind.Secret)
                && optional();
        return mayBeNothing && phrases.means("word.none", text) ? skipped() : heard;
    }

    private Heard answered(String typed, String text) {
        return switch (question.kind()) {
            case Kind.Text kind -> text(kind, text);
            case Kind.Secret kind -> secret(kind, typed);
            case Kind.Email _ -> EMAIL.matcher(text).matches() && text.length() <= 254 ? words(text) : wrongForm("not_an_email", text);
            case Kind.Phone _ -> PHONE.matcher(text).matches() ? words(text) : wrongForm("not_a_phone", text);
            case Kind.WholeNumber kind -> number(kind, text);
            case Kind.YesNo(boolean noGoesBack) -> yesNo(text, noGoesBack);
            case Kind.Acknowledge _ -> phrases.means("word.yes", text) || phrases.means("word.understood", text)
                    ? Heard.Taken.plainly(new Answer.Truth(true))
                    : refusedBy(question.refusals().refuse(), phrases.say("only_yes"), text);
            case Kind.Day _ -> moment(text, false);
            case Kind.Moment _ -> moment(text, true);
            case Kind.Choice choice -> choice.several() ? severalOf(parts(text)) : option(choice, text);
            case Kind.Pick pick -> pick.several() ? severalOf(parts(text)) : picked(pick, text);
            case Kind.Attachment _ -> refused("file_wanted");
            case Kind.Fixed _ -> refusedBy(question.refuse(), phrases.say("does_not_apply"), text);
        };
    }

    /** An empty answer: the question's own refusal where it has one, since that says best what is wanted. */
    private Heard emptyAnswer() {
        if (optional()) {
            return Heard.Taken.plainly(new Answer.Skipped());
        }
        if (!question.refusals().empty().generic()) {
            return refusedBy(question.refusals().empty(), phrases.say("empty"), "");
        }
        if (question.kind() instanceof Kind.Text kind && !kind.form().refusal().generic()) {
            return refusedBy(kind.form().refusal(), phrases.say("empty"), "");
        }
        if (question.kind() instanceof Kind.Secret kind && !kind.form().refusal().generic()) {
            return refusedBy(kind.form().refusal(), phrases.say("empty"), "");
        }
        return refused("empty");
    }

    private Heard words(String text) {
        return Heard.Taken.plainly(new Answer.Words(text));
    }

    /** Not what such a question takes: the question's own words where it has some. */
    private Heard.Refused wrongForm(String phrase, String typed, Object... values) {
        return refusedBy(question.refuse(), phrases.say(phrase, values), typed);
    }

    private Heard.Refused refused(String phrase, Object... values) {
        return new Heard.Refused("", phrases.say(phrase, values));
    }

    private Heard.Refused refusedBy(Kind.Refusal refusal, String otherwise, String typed) {
        if (refusal.generic()) {
            return new Heard.Refused("", otherwise);
        }
        return new Heard.Refused(refusal.rule(),
                refusal.say().isEmpty() ? otherwise : refusal.say().in(walk.scope().with("typed", typed), walk.reader));
    }

    // ---- text

    private Heard text(Kind.Text kind, String text) {
        var form = kind.form();
        var word = form.words().entrySet().stream().filter(each -> Likeness.plain(each.getKey()).equals(Likeness.plain(text))).findFirst();
        if (word.isPresent()) {
            return words(word.get().getValue());
        }
        if (!kind.several() && text.indexOf('\n') >= 0) {
            return refused("one_line");
        }
        int length = text.codePointCount(0, text.length());
        if (length < form.atLeast()) {
            return refusedBy(form.refusal(), phrases.say("too_short", form.atLeast()), text);
        }
        if (length > form.atMost()) {
            return refused("too_long", form.atMost(), length);
        }
        var forbidden = forbidden(form, text);
        if (forbidden.isPresent()) {
            return forbidden.get();
        }
        if (!form.pattern().isEmpty() && !Pattern.matches(form.pattern(), text)) {
            return rewritten(form, text);
        }
        var taken = keptWords(text);
        return taken.isPresent() ? taken.get() : words(text);
    }

    /** What must not be in a text is named by its kind; a secret itself is never repeated. */
    private Optional<Heard> forbidden(Kind.TextForm form, String text) {
        var found = form.without().stream().filter(each -> Pattern.compile(each.pattern()).matcher(text).find())
                .map(each -> each.is().in(walk.scope(), walk.reader)).distinct().collect(Collectors.joining(", "));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var scope = walk.scope().with("typed", question.kind() instanceof Kind.Secret ? "" : text).with("found", found);
        var say = form.refusal().say();
        return Optional.of(new Heard.Refused(form.refusal().rule(),
                say.isEmpty() ? phrases.say("forbidden", found) : say.in(scope, walk.reader)));
    }

    private Heard rewritten(Kind.TextForm form, String text) {
        for (var rewrite : form.rewrites()) {
            var matcher = Pattern.compile(rewrite.match()).matcher(text);
            if (matcher.matches()) {
                var result = filled(rewrite.to(), matcher);
                if (Pattern.matches(form.pattern(), result)) {
                    return new Heard.AskBack(new Dialogue.Pending.Confirm(place.path(), new Answer.Words(result)));
                }
            }
        }
        return refusedBy(form.refusal(), phrases.say("wrong_form"), text);
    }

    private static String filled(String to, java.util.regex.Matcher groups) {
        return Pattern.compile("\\{(\\d)(?::([\\dAa]))?}").matcher(to).replaceAll(placeholder -> {
            var group = groups.group(Integer.parseInt(placeholder.group(1)));
            var value = group == null ? "" : group;
            return java.util.regex.Matcher.quoteReplacement(switch (placeholder.group(2) == null ? "0" : placeholder.group(2)) {
                case "A" -> value.toUpperCase(Locale.ROOT);
                case "a" -> value.toLowerCase(Locale.ROOT);
                case String width -> "0".repeat(Math.max(0, Integer.parseInt(width) - value.length())) + value;
            });
        });
    }

    /** Words that must stay: put in when they were not there before, refused when the person took them out. */
    private Optional<Heard> keptWords(String text) {
        var keeps = walk.keeps(question);
        if (keeps.isEmpty()) {
            return Optional.empty();
        }
        boolean answeredBefore = walk.dialogue.answers().containsKey(place.path());
        for (var keep : keeps) {
            var kept = keep.text().in(walk.scope(), walk.reader);
            if (answeredBefore && !text.contains(kept)) {
                return Optional.of(new Heard.Refused(keep.rule(), keep.say().in(walk.scope(), walk.reader)));
            }
        }
        var missing = keeps.stream().map(keep -> keep.text().in(walk.scope(), walk.reader)).filter(kept -> !text.contains(kept)).toList();
        return Optional.of(missing.isEmpty()
                ? words(text)
                : new Heard.Taken(new Answer.Words(text + '\n' + String.join("\n", missing)),
                        missing.stream().map(kept -> phrases.say("put_in", kept)).toList(),
                        Optional.empty()));
    }

    private Heard secret(Kind.Secret kind, String typed) {
        var form = kind.form();
        var forbidden = forbidden(form, typed);
        if (forbidden.isPresent()) {
            return forbidden.get();
        }
        boolean fits = form.pattern().isEmpty() || Pattern.matches(form.pattern(), typed);
        if (typed.length() < form.atLeast() || typed.length() > form.atMost() || !fits) {
            return refusedBy(form.refusal(), phrases.say("wrong_form"), "");
        }
        return new Heard.Taken(new Answer.SecretGiven(""), List.of(), Optional.of(typed));
    }

    private Heard number(Kind.WholeNumber kind, String text) {
        try {
            long number = Long.parseLong(text);
            if (number >= kind.least() && number <= kind.most()) {
                return Heard.Taken.plainly(new Answer.WholeNumber(number));
            }
        } catch (NumberFormatException notANumber) {
            return wrongForm("not_a_number", text, kind.least(), kind.most());
        }
        return wrongForm("not_a_number", text, kind.least(), kind.most());
    }

    private Heard yesNo(String text, boolean noGoesBack) {
        if (phrases.means("word.yes", text)) {
            return Heard.Taken.plainly(new Answer.Truth(true));
        }
        if (phrases.means("word.no", text)) {
            return Heard.Taken.plainly(new Answer.Truth(false));
        }
        return noGoesBack ? refused("yes_or_no") : wrongForm("yes_or_no", text); // where "no" goes back, the refusal is what is said then
    }

    private Heard moment(String text, boolean withTime) {
        var zone = walk.reader.zone();
        return switch (Moments.read(text, LocalDateTime.ofInstant(walk.facts.now(), zone))) {
            case Moments.Understood.Nothing _ -> wrongForm(withTime ? "not_a_moment" : "not_a_date", text);
            case Moments.Understood.NoSuchDay _ -> wrongForm("no_such_day", text);
            case Moments.Understood.Day(var day, var time) -> {
                if (!withTime) {
                    yield repeatedBack(new Answer.Day(day));
                }
                if (time.isEmpty()) {
                    yield refused("time_missing", walk.reader.shown(day.atStartOfDay(zone).toInstant()));
                }
                yield repeatedBack(new Answer.Moment(day.atTime(time.get()).atZone(zone).toInstant()));
            }
        };
    }

    private Heard repeatedBack(Answer answer) {
        return new Heard.Taken(answer, List.of(phrases.say("understood_moment", walk.offers().shown(question.kind(), answer))),
                Optional.empty());
    }

    // ---- options

    private Heard option(Kind.Choice choice, String text) {
        return switch (walk.offers().match(choice, text)) {
            case Offers.Match.One(var value) -> words(value);
            case Offers.Match.Perhaps(var values) -> askBack(values);
            case Offers.Match.None _ -> {
                var hidden = walk.offers().match(choice.options(), text);
                yield hidden instanceof Offers.Match.One(var value)
                        ? known(choice, value)
                        : refused("not_an_option", text,
                                walk.offers().choices(place).stream().map(Prompt.Choice::label).collect(Collectors.joining(", ")));
            }
        };
    }

    /** An option that the definition knows, whether it is offered at the moment or not. */
    private Heard known(Kind.Choice choice, String value) {
        var answer = new Answer.Words(value);
        if (walk.offers().stillOffered(place, answer)) {
            return Heard.Taken.plainly(answer);
        }
        return notOffered(choice.options().stream().filter(each -> each.value().equals(value)).findFirst().orElseThrow());
    }

    private Heard notOffered(Kind.Option option) {
        var generic = phrases.say("not_offered", option.label().in(walk.scope(), walk.reader));
        return option.refuse().generic()
                ? new Heard.NotOffered(new Answer.Words(option.value()), new Heard.Refused("", generic))
                : refusedBy(option.refuse(), generic, option.value());
    }

    private Heard askBack(List<String> values) {
        return new Heard.AskBack(values.size() == 1
                ? new Dialogue.Pending.Confirm(place.path(), new Answer.Words(values.getFirst()))
                : new Dialogue.Pending.Narrow(place.path(), values));
    }

    private Heard picked(Kind.Pick pick, String text) {
        return switch (walk.offers().match(pick, text)) {
            case Offers.Match.One(var value) -> words(value);
            case Offers.Match.Perhaps(var values) -> isOther(pick, text, values) ? notAmong(pick, text) : askBack(values);
            case Offers.Match.None _ -> notAmong(pick, text);
        };
    }

    /** Whether a text that looks like something offered is the very key of an entry that is not. */
    private boolean isOther(Kind.Pick pick, String text, List<String> offered) {
        var registers = walk.facts.registers();
        return org.usher.register.Lookup.in(registers, pick.register(), registers.entries(pick.register()), text,
                1) instanceof org.usher.register.Lookup.Found(var entry) && entry.key().equalsIgnoreCase(text.strip())
                && !offered.contains(entry.key());
    }

    private Heard notAmong(Kind.Pick pick, String text) {
        if (walk.offers().match(List.copyOf(pick.also().values()), text) instanceof Offers.Match.One(var hidden)) {
            return notOffered(java.util.Objects.requireNonNull(pick.also().get(hidden)));
        }
        if (walk.offers().lacksParent(pick) && !pick.refusals().missing().generic()) {
            return refusedBy(pick.refusals().missing(), phrases.say("not_offered", text), text);
        }
        if (org.usher.register.Lookup.in(walk.facts.registers(), pick.register(), walk.facts.registers().entries(pick.register()), text,
                1) instanceof org.usher.register.Lookup.Found(var shutOut)) {
            var generic = phrases.say("not_offered", walk.facts.registers().label(shutOut));
            var scope = walk.considering(place, shutOut).with("it", shutOut).with("typed", text);
            var refusal = pick.refusals().shutOut();
            return refusal.generic()
                    ? new Heard.NotOffered(new Answer.Words(shutOut.key()), new Heard.Refused("", generic))
                    : new Heard.Refused(refusal.rule(), refusal.say().isEmpty() ? generic : refusal.say().in(scope, walk.reader));
        }
        var choices = walk.offers().choices(place);
        var generic = choices.isEmpty()
                ? phrases.say("nothing_to_choose")
                : pick.person() || choices.size() > Offers.LISTED
                        ? phrases.say("not_found", text)
                        : phrases.say("not_an_option", text, choices.stream().map(Prompt.Choice::label).collect(Collectors.joining(", ")));
        return refusedBy(pick.refusals().unknown(), generic, text);
    }

    // ---- several

    private static List<String> parts(String text) {
        return List.of(text.split("\\s*[,;|]\\s*|\\s+and\\s+"));
    }

    private Heard severalOf(List<String> values) {
        var chosen = new ArrayList<String>();
        boolean nearly = false;
        for (var value : values) {
            var one = switch (question.kind()) {
                case Kind.Choice choice -> choice.options().stream().anyMatch(option -> option.value().equals(value))
                        ? known(choice, value)
                        : option(choice, value);
                case Kind.Pick pick -> walk.offers().offers(pick, value) ? words(value) : picked(pick, value);
                default -> said(value);
            };
            switch (one) {
                case Heard.Taken(Answer.Words(var each), _, _) -> chosen.add(each);
                case Heard.AskBack(Dialogue.Pending.Confirm(_, Answer.Words(var meant))) -> {
                    nearly = true;
                    chosen.add(meant);
                }
                case Heard.AskBack _ -> {
                    return refused("not_an_option", value,
                            walk.offers().choices(place).stream().map(Prompt.Choice::label).collect(Collectors.joining(", ")));
                }
                case Heard.NotOffered(Answer.Words(var known), var otherwise) -> {
                    return new Heard.NotOffered(new Answer.Several(List.of(known)), otherwise);
                }
                case Heard.NotOffered notOffered -> {
                    return notOffered.otherwise();
                }
                case Heard.Taken _,Heard.Refused _ -> {
                    return one;
                }
            }
        }
        var distinct = List.copyOf(new LinkedHashSet<>(chosen));
        int least = question.kind() instanceof Kind.Choice choice
                ? choice.atLeast()
                : optional() ? 0 : 1;
        int most = question.kind() instanceof Kind.Choice choice ? choice.atMost() : Integer.MAX_VALUE;
        if (distinct.isEmpty() && least > 0 && !question.refusals().empty().generic()) {
            return emptyAnswer();
        }
        if (distinct.size() < least) {
            return refused("at_least", least);
        }
        if (distinct.size() > most) {
            return refused("at_most", most);
        }
        var answer = new Answer.Several(distinct);
        return nearly ? new Heard.AskBack(new Dialogue.Pending.Confirm(place.path(), answer)) : Heard.Taken.plainly(answer);
    }
}
