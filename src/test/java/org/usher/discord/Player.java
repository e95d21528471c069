package org.usher.discord;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.micronaut.context.ApplicationContext;
import org.usher.chat.ChatResult;
import org.usher.chat.ChatService;
import org.usher.chat.DialogueView;
import org.usher.discord.local.LocalDiscord;
import org.usher.discord.local.Member;
import org.usher.discord.local.Message;
import org.usher.outbox.Mails;
import org.usher.outbox.Notice;
import org.usher.outbox.Transactions;
import org.usher.request.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody who fills forms in on Discord: with what a message offers, in turn clicked, chosen, written into a form and typed. The program is looked into only to know what it asks. */
final class Player {

    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");
    private static final int LONGEST = 150;

    final Member member;
    final Person person;
    /** How the answers of this person were given so far: clicked, chosen, form, typed, sent … */
    final Map<String, Integer> ways = new HashMap<>();
    private final Phrases phrases;
    private final LocalDiscord discord;
    private final java.util.function.Supplier<ApplicationContext> program;

    Player(LocalDiscord discord, java.util.function.Supplier<ApplicationContext> program, String name, Person person) {
        this(discord, program, name, person, Phrases.FIRST);
    }

    /** Somebody who reads a certain language. */
    Player(LocalDiscord discord, java.util.function.Supplier<ApplicationContext> program, String name, Person person, Phrases phrases) {
        this.phrases = phrases;
        this.discord = discord;
        this.program = program;
        this.member = discord.member(name);
        this.person = person;
    }

    private <T> T bean(Class<T> type) {
        return program.get().getBean(type);
    }

    /** Links the account with the code from the mail that the program has caught. */
    Player linked() {
        member.speaks(phrases.language());
        member.command("link", Map.of("staff-number", person.organisation() + '/' + person.key()));
        member.await("where the code is", message -> message.button(phrases.say("link.code")).isPresent());
        var mails = bean(Mails.class);
        var mail = bean(Transactions.class).in(() -> mails.latest(50)).stream()
                .filter(each -> each.to().equals(person) && each.kind() == Notice.Kind.LINK_CODE).findFirst()
                .orElseThrow();
        var code = CODE.matcher(mail.text().replace(person.key(), ""));
        assertThat(code.find()).isTrue();
        member.say(code.group(1));
        member.await("a welcome", message -> message.button(phrases.say("go.what")).isPresent());
        return this;
    }

    /** Begins a form, in the direct messages; its id. */
    String begin(String conversation) {
        long newest = newest();
        member.command("access", Map.of("conversation", conversation));
        return dialogueOf(member.await("the first question of " + conversation,
                message -> message.id() > newest && message.button(phrases.say("always.back")).isPresent()));
    }

    /** A phrase of the channel's own, in the language of this person. */
    String say(String key) {
        return phrases.say(key);
    }

    /** The newest message in the direct messages. */
    long newest() {
        return member.transcript().isEmpty() ? 0 : member.transcript().getLast().id();
    }

    DialogueView view(String dialogue) {
        if (bean(ChatService.class).view(person, dialogue) instanceof ChatResult.Done(var view)) {
            return view;
        }
        throw new AssertionError("There is no dialogue " + dialogue);
    }

    /** The dialogue that a message asks in. */
    String dialogueOf(Message message) {
        return Handle.read(message.button(phrases.say("always.back")).orElseThrow().customId()).orElseThrow().subject();
    }

    /** The message that asks what a dialogue asks now. */
    Message asked(DialogueView view) {
        return member.await("turn " + view.turn() + " of " + view.conversation(),
                each -> each.button(phrases.say("always.back")).filter(back -> back.customId().contains(turn(view))).isPresent());
    }

    private static String turn(DialogueView view) {
        return ":" + view.id() + ":" + Integer.toString(view.turn(), Character.MAX_RADIX) + ":";
    }

    /**
     * Answers whatever is asked, until one of some questions is, or nothing more: with the given answers (by value, label or words), otherwise with what is proposed;
     * otherwise no to what can be refused, yes to what must be agreed to, and nothing to what may be left empty.
     */
    DialogueView fill(String dialogue, Map<String, String> answers, String... until) {
        var asked = new ArrayList<String>();
        for (var last = ""; true; last = asked.getLast()) {
            var view = view(dialogue);
            var prompt = view.prompt();
            if (prompt == null || !view.status().equals("asking") || List.of(until).contains(prompt.question())) {
                return view;
            }
            var message = asked(view);
            assertThat(prompt.question()).as(() -> "refused: " + message).isNotEqualTo(last);
            asked.add(prompt.question());
            assertThat(asked).as("an end to the questions").hasSizeLessThan(LONGEST);
            ways.merge(answer(message, view, prompt, answers.get(prompt.question())), 1, Integer::sum);
            int before = view.turn();
            discord.awaitThat("the turn after " + prompt.question(), () -> view(dialogue).turn() > before);
        }
    }

    private String answer(Message message, DialogueView view, DialogueView.Question prompt, String given) {
        if (prompt.type().equals("confirm")) {
            return pick(message, view, prompt, prompt.options().getFirst().value());
        }
        if (given != null) {
            return prompt.type().equals("file") ? send(given) : pick(message, view, prompt, given);
        }
        if (prompt.suggestion() != null) {
            return pick(message, view, prompt, prompt.suggestion().value());
        }
        if (prompt.optional()) {
            member.click(message, phrases.say("question.skip"));
            return "left empty";
        }
        return switch (prompt.type()) {
            case "yes_no" -> pick(message, view, prompt, "no");
            case "acknowledge" -> pick(message, view, prompt, "yes");
            default -> throw new AssertionError("Nobody said what to answer to " + prompt.question() + ": " + message);
        };
    }

    private String send(String name) {
        member.send(name, "%PDF-1.7 of a test".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return "sent";
    }

    private String pick(Message message, DialogueView view, DialogueView.Question prompt, String wanted) {
        var values = List.of(wanted.split("\\|"));
        var button = message.buttons().stream().filter(each -> each.customId().equals(new Handle(Handle.Verb.CHOOSE, view.id(), view.turn(),
                wanted).id()) || each.customId().startsWith("o:") && each.label().equals(wanted)).findFirst();
        if (button.isPresent()) {
            member.clickId(message, button.get().customId());
            return "clicked";
        }
        for (var select : message.selects()) {
            var labels = values.stream().flatMap(value -> select.options().stream()
                    .filter(option -> option.value().equals(value) || option.label().equals(value)).limit(1)).map(Message.Option::label)
                    .toArray(String[]::new);
            if (labels.length == values.size()) {
                member.choose(message, labels);
                return "chosen";
            }
        }
        if (message.button(phrases.say("question.in_form")).isPresent()) {
            var opener = member.click(message, phrases.say("question.in_form"));
            var chosen = new HashMap<String, String>();
            for (var field : discord.await("menus in a form", opener::modal).fields()) {
                chosen.put(field.label(), String.join("|", field.options().stream()
                        .filter(option -> values.contains(option.value()) || values.contains(option.label())).map(Message.Option::label)
                        .toList()));
            }
            member.fill(opener, chosen);
            return "menus in a form";
        }
        var form = message.button(phrases.say("question.search")).isPresent()
                ? phrases.say("question.search")
                : phrases.say("question.write");
        if (message.button(form).isPresent()
                && (prompt.type().equals("secret") || ways.getOrDefault("form", 0) < ways.getOrDefault("typed", 0))) {
            member.write(member.click(message, form), wanted);
            return "form";
        }
        member.say(wanted);
        return "typed";
    }

    /** Confirms the summary and, where there is a cart, checks it out; the message that shows the request. */
    Message send(String dialogue, boolean cart) {
        var view = view(dialogue);
        assertThat(view.status()).as(() -> view.toString()).isEqualTo("reviewing");
        var review = asked(view);
        member.clickId(review, new Handle(Handle.Verb.COMMAND, view.id(), view.turn(), "submit").id());
        discord.awaitThat("what was confirmed", () -> view(dialogue).status().equals("submitted"));
        member.await("the summary settled", message -> message.id() == review.id() && !message.live());
        if (cart) {
            long newest = newest();
            member.command("cart");
            member.click(
                    member.await("the cart", message -> message.id() > newest && message.button(phrases.say("cart.check_out")).isPresent()),
                    phrases.say("cart.check_out"));
            return member.await("the request",
                    message -> message.id() > newest && message.button(phrases.say("go.requests_back")).isPresent());
        }
        return review;
    }

    /** A message of the bot that comes, or has come, after another, with these words in it. */
    Message told(long after, String... words) {
        return member.await(String.join(" … ", words),
                message -> message.id() > after && List.of(words).stream().allMatch(message.text()::contains));
    }

    long count(String words) {
        return member.transcript().stream().filter(Message::fromBot).filter(message -> message.text().contains(words)).count();
    }
}
