package org.usher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.micronaut.context.ApplicationContext;
import org.usher.approval.ApprovalService;
import org.usher.chat.ChatResult;
import org.usher.chat.ChatService;
import org.usher.chat.DialogueView;
import org.usher.checkout.CartService;
import org.usher.checkout.Fulfilment;
import org.usher.checkout.RequestService;
import org.usher.conversation.Input;
import org.usher.mariadb.TestDatabase;
import org.usher.outbox.Notice;
import org.usher.outbox.NoticeBoard;
import org.usher.request.Person;

/**
 * Usher's application without its web server, for a small office with a few people and a form for door badges, on a database of its own and with a clock that
 * tests set.
 */
public final class Office implements AutoCloseable {

    public static final Person BOSS = new Person("office", "100");
    public static final Person BEN = new Person("office", "200");
    public static final Person CLEO = new Person("office", "210");
    public static final Person CLERK = new Person("office", "300");
    public static final Person GONE = new Person("office", "330");

    /** The definitions of the office. */
    private static final Path DEFINITIONS = Path.of("src/test/resources/definitions");

    /** Monday morning. */
    public static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    public final TestDatabase database;
    public final SettableClock clock;
    public final ApplicationContext context;
    public final ChatService chat;
    public final CartService cart;
    public final RequestService requests;
    public final ApprovalService approvals;
    public final Fulfilment fulfilment;
    private final Map<String, Object> further;

    private Office(TestDatabase database, SettableClock clock, Path definitions, Map<String, Object> further) {
        this.database = database;
        this.clock = clock;
        this.further = further;
        var properties = new HashMap<String, Object>(database.properties());
        properties.put("usher.conversations", definitions.toString());
        properties.put("usher.checkout.wait-for-numbers", "PT0S");
        properties.put("usher.scheduler.enabled", "false");
        properties.put("datasources.default.maximum-pool-size", "16");
        properties.putAll(further);
        context = ApplicationContext.builder().environments("usher").deduceEnvironment(false).banner(false).properties(properties)
                .singletons(clock)
                .start();
        chat = context.getBean(ChatService.class);
        cart = context.getBean(CartService.class);
        requests = context.getBean(RequestService.class);
        approvals = context.getBean(ApprovalService.class);
        fulfilment = context.getBean(Fulfilment.class);
    }

    public static Office open() {
        return open(Map.of());
    }

    public static Office open(Map<String, Object> further) {
        return open(DEFINITIONS, further);
    }

    /** An office with other definitions. */
    public static Office open(Path definitions, Map<String, Object> further) {
        return new Office(TestDatabase.fresh("office"), new SettableClock(START), definitions, further);
    }

    /** The same database, in a program that was started anew. */
    public Office restarted() {
        return restarted(DEFINITIONS);
    }

    /** The same database, in a program that was started anew, perhaps with other definitions. */
    public Office restarted(Path definitions) {
        context.close();
        return new Office(database, clock, definitions, further);
    }

    /** Writes the same definitions into a folder, but the vault has become the roof. */
    public static Path newer(Path folder) throws IOException {
        try (var files = Files.walk(DEFINITIONS)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = folder.resolve(DEFINITIONS.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(copy,
                        Files.readString(file).replace("vault: Vault", "roof: Roof").replace("door == 'vault'", "door == 'roof'"));
            }
        }
        return folder;
    }

    /** The newest that somebody was told of a kind. */
    public Notice told(Person who, Notice.Kind kind) {
        return context.getBean(NoticeBoard.class).of(who, 50).stream().map(NoticeBoard.Posted::notice)
                .filter(notice -> notice.kind() == kind).findFirst().orElseThrow();
    }

    public void later(Duration duration) {
        clock.advance(duration);
    }

    public DialogueView start(Person who, String conversation) {
        return done(chat.start(who, conversation, "test"));
    }

    /** Answers a question, and expects that the answer is taken. */
    public DialogueView say(Person who, DialogueView view, String text) {
        return done(chat.turn(who, view.id(), view.turn(), new Input.Say(text), "test"));
    }

    public DialogueView choose(Person who, DialogueView view, String... values) {
        return done(chat.turn(who, view.id(), view.turn(), new Input.Choose(List.of(values)), "test"));
    }

    public DialogueView send(Person who, DialogueView view, Input input) {
        return done(chat.turn(who, view.id(), view.turn(), input, "test"));
    }

    /** A badge for a door, filled in up to the summary. */
    public DialogueView filled(Person who, String user, String door) {
        var view = start(who, "badge");
        view = say(who, view, user);
        view = choose(who, view, door);
        return say(who, view, "work");
    }

    /** A badge for a door, put into the cart. */
    public DialogueView inCart(Person who, String user, String door) {
        return send(who, filled(who, user, door), new Input.Submit());
    }

    /** A badge for a door, checked out; the number of the item. */
    public String sent(Person who, String user, String door) {
        inCart(who, user, door);
        var sent = (CartService.Checkout.Sent) cart.checkout(who, "test");
        return sent.request().items().getFirst().reference();
    }

    public static DialogueView done(ChatResult result) {
        if (result instanceof ChatResult.Done(var view)) {
            return view;
        }
        throw new AssertionError("Not done: " + result);
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }
}
