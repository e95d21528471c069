package org.usher.walks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import org.usher.catalogue.Catalogue;
import org.usher.conversation.Answer;
import org.usher.conversation.Conversation;
import org.usher.conversation.Dialogue;
import org.usher.conversation.Engine;
import org.usher.conversation.Facts;
import org.usher.conversation.Input;
import org.usher.conversation.Prompt;
import org.usher.conversation.Reply;
import org.usher.register.Entry;
import org.usher.register.FieldType;

/** Somebody who answers a conversation at random: mostly sensibly, sometimes not, and who turns back, changes, asks for help and starts again. */
final class Wanderer {

    private static final List<String> NONSENSE = List.of("", " ", "\u0000", "yes", "no", "12", "2026", "TL012", "tl 14", "Team 13",
            "TL1234", "none", "not needed", "lowest",
            "tomorrow 9:00", "yesterday 9:00", "2026-12-07 09:00", "31 February 2027", "<script>alert(1)</script>",
            "'; DROP TABLE people; --", "${jndi:ldap://x}", "{user.name}",
            "🙂".repeat(40), "x".repeat(5000), "a\nb", "10311862", "99999999", "Marcus", "oyelaran", "Prosser, Dafydd", "1993 system",
            "SAS", "help", "?", "change", "back",
            "cancel", "start again", "go on", "understood", "0", "-1", "1e9", "ＴＬ０１２", "\u202etext", "needs CMS2012", "Helen Strachan",
            "e-mail", "deputy director");

    private final Conversation conversation;
    private final Facts facts;
    private final SplittableRandom random;
    private final List<String> story;
    private final List<String> people;
    /** Whom the walk is about, as far as it types what a register says of somebody. */
    private final Entry somebody;
    private Reply reply;

    Wanderer(Catalogue.Holding holding, Conversation conversation, long seed, Instant now) {
        this.conversation = conversation;
        this.random = new SplittableRandom(seed);
        this.story = new ArrayList<>();
        var organisation = holding.organisation();
        this.facts = new Facts(organisation, holding.registers(), now, organisation.languages().getFirst(), List.of());
        this.people = holding.registers().entries(organisation.people().register()).stream().map(Entry::key).toList();
        this.somebody = holding.registers().entry(organisation.people().register(), oneOf(people));
        var allowed = people.stream().filter(person -> Engine.entrance(conversation, person, facts).isEmpty()).toList();
        begin(oneOf(allowed.isEmpty() ? people : allowed));
    }

    /** Somebody else who does a follow-up of the form that was handed in. */
    private Wanderer(Wanderer before, Conversation followUp, String doer, Facts facts) {
        this.conversation = followUp;
        this.random = before.random;
        this.story = before.story;
        this.facts = facts;
        this.people = before.people;
        this.somebody = before.somebody;
        begin(doer);
    }

    private void begin(String person) {
        reply = Engine.look(conversation, Dialogue.begin(conversation, person), facts);
        story.add(conversation.id() + " as " + person);
    }

    Wanderer goesOnWith(Conversation followUp, String doer, Facts known) {
        return new Wanderer(this, followUp, doer, known);
    }

    Conversation conversation() {
        return conversation;
    }

    Reply reply() {
        return reply;
    }

    Facts facts() {
        return facts;
    }

    /** Everything that was put in, for the message of a failure. */
    String story() {
        return String.join("\n  ", story);
    }

    boolean done() {
        return !reply.dialogue().status().open();
    }

    /** One more input. Gives the reply before and after it. */
    Reply step() {
        var input = input();
        var actor = reply.prompt().flatMap(prompt -> prompt.waitingFor().stream().findFirst()).orElse(reply.dialogue().requester());
        var asked = reply.prompt().map(Prompt::question).orElse("-");
        var answered = Engine.turn(conversation, reply.dialogue(), actor, input, facts);
        var hashes = new java.util.HashMap<String, String>();
        answered.secrets().forEach((path, secret) -> hashes.put(path, "hash of " + secret));
        reply = answered.keepingHashes(hashes);
        story.add(asked + " <- " + input + reply.refusal().map(refusal -> "  refused " + refusal.rule()).orElse(""));
        return reply;
    }

    private Input input() {
        var prompt = reply.prompt().orElseThrow();
        int dice = random.nextInt(100);
        if (dice < 3) {
            return new Input.Back();
        }
        if (dice < 6 && !reply.answers().isEmpty()) {
            return new Input.Change(Optional.of(oneOf(reply.answers()).path()));
        }
        if (dice < 8) {
            return new Input.Help(random.nextBoolean() ? "" : oneOf(NONSENSE));
        }
        if (dice < 14) {
            return new Input.Say(oneOf(NONSENSE));
        }
        if (dice < 15) {
            return oneOf(List.<Input>of(new Input.Change(Optional.empty()), new Input.Skip(), new Input.Submit(),
                    new Input.Choose(List.of()), new Input.Choose(List.of("x", "y")),
                    new Input.HandIn(new Answer.Attachment("1", "a.txt", 3)), new Input.For(oneOf(NONSENSE), new Input.Say("x")),
                    new Input.Restart()));
        }
        return sensible(prompt);
    }

    private Input sensible(Prompt prompt) {
        if (prompt.type().equals("review")) {
            return new Input.Submit();
        }
        if (prompt.suggestion().isPresent() && random.nextInt(3) > 0) {
            var value = prompt.suggestion().get().value();
            return prompt.options().isEmpty() || random.nextBoolean() ? new Input.Say(value) : new Input.Choose(List.of(value));
        }
        if (!prompt.options().isEmpty()) {
            var option = oneOf(prompt.options());
            return random.nextInt(4) == 0 ? new Input.Say(option.label()) : new Input.Choose(List.of(option.value()));
        }
        if (prompt.search()) {
            var hits = Engine.search(conversation, reply.dialogue(), "", 100, facts);
            return hits.isEmpty() ? new Input.Say(oneOf(people)) : new Input.Choose(List.of(oneOf(hits).value()));
        }
        var known = onFile(prompt.question());
        if (!known.isEmpty() && random.nextInt(5) > 0) {
            return new Input.Say(known);
        }
        return new Input.Say(switch (prompt.type()) {
            case "date" -> oneOf(List.of("2026-11-20", "today", "1 Dec 2026", "2026-12-24"));
            case "datetime" -> oneOf(List.of("2026-12-07 09:00", "tomorrow 9:00", "1 Dec 2026 09:00"));
            case "integer" -> oneOf(List.of("1", "2", "14"));
            case "email" -> "someone@example.org";
            case "phone" -> "+44 20 7946 0000";
            default -> oneOf(List.of("TL012", "TL014", "TL021", "TL031", "TL999", "not needed", "Monthly arrears reconciliation",
                    "Back from secondment, takes calls again", "SEC-118", "217-555-0147", "62701", "+4530405060"));
        });
    }

    /** What is on file of the person whom the walk is about under the name of a question; empty if nothing is. */
    private String onFile(String path) {
        var field = path.substring(path.lastIndexOf('.') + 1);
        var schema = facts.registers().schema(somebody.register());
        if (schema.field(field).filter(FieldType::stored).isEmpty()) {
            return "";
        }
        return facts.registers().field(somebody, field) instanceof Optional<?>
                ? ""
                : String.valueOf(facts.registers().field(somebody, field));
    }

    <T> T oneOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
