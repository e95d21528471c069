package org.usher.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.usher.register.Entry;
import org.usher.register.RegisterSchema;
import org.usher.register.Registers;
import org.usher.validation.Expression;
import org.usher.validation.Rule;
import org.usher.validation.Wording;
import org.usher.validation.WorkingCalendar;

/**
 * An organisation whose forms Usher serves: everything that its conversations share.
 *
 * @param id            the name of its folder
 * @param name          what it is called
 * @param calendar      its zone, working week and holidays
 * @param languages     language tags, the first the one its definitions are written in
 * @param people        where its people stand
 * @param settings      values that rules use: {@code String}, {@code Long} or {@code Boolean}
 * @param policy        how its dialogues behave
 * @param schemas       its registers
 * @param conversations its forms, by id
 * @param guidance      its how-to answers, by id
 * @param cartRules     rules over the whole cart, with {@code cart} and {@code requester}
 * @param cartReminders reminders about the cart
 * @param reviews       checks that come round again for entries of its registers
 * @param pickUps       files that others pick up, by name
 * @param reports       who may read reports: a condition on {@code requester}; without one, nobody may
 * @param samples       whom the demonstration offers to sign in as
 */
public record Organisation(String id, String name, WorkingCalendar calendar, List<String> languages, People people,
        Map<String, Object> settings,
        Policy policy, List<RegisterSchema> schemas, Map<String, Conversation> conversations, Map<String, Guidance> guidance,
        List<Rule> cartRules,
        List<Reminding> cartReminders, List<Reviewing> reviews, Map<String, PickUpFile> pickUps, Optional<Expression> reports,
        Samples samples) {

    public Organisation {
        languages = List.copyOf(languages);
        settings = Map.copyOf(settings);
        schemas = List.copyOf(schemas);
        conversations = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(conversations));
        guidance = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(guidance));
        cartRules = List.copyOf(cartRules);
        cartReminders = List.copyOf(cartReminders);
        reviews = List.copyOf(reviews);
        pickUps = Map.copyOf(pickUps);
    }

    /**
     * A file that others pick up.
     *
     * @param file      the name of the file
     * @param separator what parts its columns
     * @param columns   the columns, in order
     * @param seenBy    who sees what waits in it, a condition on the person {@code it}
     */
    public record PickUpFile(String file, char separator, List<String> columns, Expression seenBy) {
        public PickUpFile {
            columns = List.copyOf(columns);
        }
    }

    /** The same organisation with other settings. */
    public Organisation withSettings(Map<String, Object> others) {
        return new Organisation(id, name, calendar, languages, people, others, policy, schemas, conversations, guidance, cartRules,
                cartReminders, reviews, pickUps, reports, samples);
    }

    public Optional<Conversation> conversation(String conversation) {
        var form = Optional.ofNullable(conversations.get(Conversation.formOf(conversation)));
        var step = Conversation.stepOf(conversation);
        return step.isEmpty() ? form : form.flatMap(found -> found.conversationOf(step.get()));
    }

    /**
     * Where the people stand: the register, and which of its fields means what. A field that the register lacks is the empty text.
     *
     * @param register   the register of those who sign in; its key is the staff number
     * @param disabledBy the conversation in which an account is disabled; empty: none
     */
    public record People(String register, String name, String email, String active, String manager, String language, String zone,
            String disabledBy) {

        /** Whether the person's account is active. A register without such a field has only active people. */
        public boolean isActive(Registers registers, Entry person) {
            return person.exists() && (active.isEmpty() || Boolean.TRUE.equals(registers.field(person, active)));
        }

        public String email(Registers registers, Entry person) {
            return email.isEmpty() || !person.exists() ? "" : String.valueOf(registers.field(person, email));
        }
    }

    /**
     * How dialogues behave.
     *
     * @param expiresAfter         silence after which a dialogue expires
     * @param remindBeforeExpiry   how long before that the person is reminded
     * @param refusalsBeforeHuman  refused answers in a row after which a human is offered
     * @param human                who that is
     * @param askAgainAfter        working days after which somebody else who is asked a question is asked again; 0: never
     */
    public record Policy(Duration expiresAfter, Duration remindBeforeExpiry, int refusalsBeforeHuman, Wording human, int askAgainAfter) {}
}
