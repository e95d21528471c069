package org.usher.checkout;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.micronaut.context.ApplicationContext;
import org.junit.jupiter.api.Test;
import org.usher.Crowd;
import org.usher.SettableClock;
import org.usher.chat.ChatResult;
import org.usher.chat.ChatService;
import org.usher.chat.DialogueView;
import org.usher.checkout.CartService.Checkout;
import org.usher.conversation.Input;
import org.usher.facts.RegisterService;
import org.usher.mariadb.TestDatabase;
import org.usher.outbox.Transactions;
import org.usher.register.Change;
import org.usher.request.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** What rules count over open items cannot be passed by several who check out at the same moment, on the real database. */
class CapsIT {

    private static final String ORGANISATION = "dwp";
    private static final String GWEN = "10311990";
    private static final String SEGMENT = "FS_GB_CMEXF_000_ENF NORTH";
    private static final List<Person> REQUESTERS = List.of(new Person(ORGANISATION, "10200417"), new Person(ORGANISATION, "10311862"),
            new Person(ORGANISATION, "10311777"));

    @Test
    void threeWhoAskForTheSamePersonAtOnceCannotPassTheCapTogether() {
        try (var database = TestDatabase.fresh("caps"); var context = start(database)) {
            var chat = context.getBean(ChatService.class);
            var carts = context.getBean(CartService.class);
            var held = new ArrayList<Change>();
            for (int i = 1; i <= 7; i++) {
                held.add(new Change.Put("positions", "held-" + i,
                        Map.of("id", "held-" + i, "person", GWEN, "kind", "ordinary", "start", LocalDate.parse("2026-01-01"))));
            }
            context.getBean(Transactions.class)
                    .run(() -> context.getBean(RegisterService.class).apply(ORGANISATION, held, "test", "before the test"));
            // Eight positions are held: each alone may ask for one more, two together as well, three not.
            inCart(chat, REQUESTERS.get(0), Map.of("positions[0].role", "team_leader", "positions[0].team", "TL012"));
            inCart(chat, REQUESTERS.get(1), Map.of("positions[0].role", "team_leader", "positions[0].team", "TL013"));
            inCart(chat, REQUESTERS.get(2), Map.of("positions[0].role", "segment_manager"));

            var first = Crowd.of(3, number -> carts.checkout(REQUESTERS.get(number), "test"));

            assertThat(first.stream().filter(Checkout.Sent.class::isInstance)).as("of three at once").hasSize(1);
            assertThat(first.stream().filter(Checkout.Refused.class::isInstance).map(Checkout.Refused.class::cast))
                    .as("the others learn of it").allSatisfy(refused -> assertThat(rules(refused)).contains("GB-R45"));
            // They agree to go on although there is an open request, and check out at once again.
            var left = REQUESTERS.stream().filter(person -> !carts.cart(person).items().isEmpty()).toList();
            assertThat(left).hasSize(2);
            left.forEach(person -> goOn(chat, carts, person));
            var second = Crowd.of(2, number -> carts.checkout(left.get(number), "test"));

            assertThat(second.stream().filter(Checkout.Sent.class::isInstance)).as("of the two that are left").hasSize(1);
            assertThat(second.stream().filter(Checkout.Refused.class::isInstance).map(Checkout.Refused.class::cast))
                    .singleElement().satisfies(refused -> assertThat(rules(refused)).contains("SA-R02"));
            var asked = context.getBean(RegisterService.class).current(ORGANISATION).entries("items").stream()
                    .filter(item -> GWEN.equals(item.fields().get("subject")) && Boolean.FALSE.equals(item.fields().get("in_cart")))
                    .mapToLong(item -> (Long) item.fields().get("amount")).sum();
            assertThat(8 + asked).isEqualTo(10);
        }
    }

    private static ApplicationContext start(TestDatabase database) {
        var properties = new HashMap<String, Object>(database.properties());
        properties.put("usher.conversations", Path.of("conversations").toString());
        properties.put("usher.scheduler.enabled", "false");
        properties.put("usher.checkout.wait-for-numbers", "PT0S");
        properties.put("datasources.default.maximum-pool-size", "8");
        return ApplicationContext.builder().environments("usher").deduceEnvironment(false).banner(false).properties(properties)
                .singletons(new SettableClock(Instant.parse("2026-11-23T10:00:00Z"))).start();
    }

    private static List<String> rules(Checkout.Refused refused) {
        return refused.troubles().values().stream().flatMap(List::stream).map(finding -> finding.rule()).toList();
    }

    /** A request for one position more, with the clearance that so many need. */
    private static void inCart(ChatService chat, Person who, Map<String, String> position) {
        var answers = new HashMap<>(Map.of("after_call", "none", "user", GWEN, "positions[0].segment", SEGMENT, "positions[0].more", "no",
                "discussion.have", "no", "clearance.have", "no", "standing_ok", "yes", "required_by", "1 December 2026 09:00", "remarks",
                "skip"));
        answers.putAll(position);
        var view = done(chat.start(who, "sa-absence-add", "test"));
        while (!view.status().equals("reviewing")) {
            var asked = view.prompt().question();
            assertThat(answers).as(view.toString()).containsKey(asked);
            view = done(chat.turn(who, view.id(), view.turn(), new Input.Say(answers.get(asked)), "test"));
        }
        done(chat.turn(who, view.id(), view.turn(), new Input.Submit(), "test"));
    }

    private static void goOn(ChatService chat, CartService carts, Person who) {
        var item = carts.cart(who).items().getFirst();
        var view = done(chat.view(who, item.dialogue()));
        while (!view.status().equals("reviewing")) {
            view = done(chat.turn(who, view.id(), view.turn(), new Input.Choose(List.of("go_on")), "test"));
        }
        done(chat.turn(who, view.id(), view.turn(), new Input.Submit(), "test"));
    }

    private static DialogueView done(ChatResult result) {
        assertThat(result).isInstanceOf(ChatResult.Done.class);
        return ((ChatResult.Done) result).view();
    }
}
