package org.usher;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import org.usher.mariadb.TestDatabase;
import org.usher.outbox.Notice;
import org.usher.outbox.NoticeBoard;
import org.usher.request.Person;
import org.usher.request.RequestItem;
import org.usher.request.Requests;
import org.usher.servicenow.TechNowServer;
import org.usher.story.Member;
import org.usher.story.Program;

/**
 * Usher with the definitions of the repository, and TechNow, on one clock that tests move. Each can be stopped and started again; changes
 * come back by posts, by asking, or both.
 */
public final class TwoSystems implements AutoCloseable {

    public static final String GWEN = "10311990";
    public static final String MARCUS = "10311862";
    public static final String CONNOR = "10455230";
    public static final String ORGANISATION = "dwp";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    public final ShiftedClock clock;
    public final TechNowServer technow;
    private final TestDatabase database = TestDatabase.fresh("usher");
    private final Map<String, Object> properties = new HashMap<>();
    private EmbeddedServer usher;

    private TwoSystems(Instant start, Map<String, Object> further) {
        clock = new ShiftedClock(start);
        technow = null;
        properties.putAll(database.properties());
        properties.putAll(
                Map.of("servicenow.url", "http://127.0.0.1:1", "ticket.poll-every", "PT0S", "usher.checkout.wait-for-numbers", "PT0S"));
        properties.putAll(further);
        startUsher();
    }

    private TwoSystems(Instant start, boolean posts, Duration pollEvery, Map<String, Object> further) {
        clock = new ShiftedClock(start);
        int port = Ports.free();
        var between = new BetweenTheTwo(TechNowServer.PASSWORD, "a secret of the tests");
        var forTechNow = new HashMap<>(between.forTechNow(SeedForTests.folder(), "http://127.0.0.1:" + port));
        if (!posts) {
            forTechNow.remove("technow.events.url");
        }
        technow = new TechNowServer(forTechNow, clock);
        properties.putAll(database.properties());
        properties.putAll(between.forUsher(technow.url().toString()));
        properties.putAll(Map.of("micronaut.server.port", port, "ticket.poll-every", pollEvery.toString(), "ticket.first-pause", "PT0.2S",
                "ticket.longest-pause", "PT2S", "usher.checkout.wait-for-numbers", "PT0S"));
        properties.putAll(further);
        startUsher();
    }

    /** Usher alone: its ITSM cannot be reached. */
    public static TwoSystems withoutTechNow(String start) {
        return withoutTechNow(start, Map.of());
    }

    public static TwoSystems withoutTechNow(String start, Map<String, Object> further) {
        return new TwoSystems(Instant.parse(start), further);
    }

    /** Both ways back open. */
    public static TwoSystems at(String start) {
        return at(start, true, Duration.ofSeconds(1), Map.of());
    }

    /**
     * Both servers, at a moment.
     *
     * @param posts     whether TechNow posts its changes
     * @param pollEvery how often Usher asks for them; zero: never
     */
    public static TwoSystems at(String start, boolean posts, Duration pollEvery, Map<String, Object> further) {
        return new TwoSystems(Instant.parse(start), posts, pollEvery, further);
    }

    public void startUsher() {
        usher = ApplicationContext.builder().environments("usher").deduceEnvironment(false).banner(false).properties(properties)
                .singletons(clock, SeedForTests.definitions()).start()
                .getBean(EmbeddedServer.class).start();
    }

    public void stopUsher() {
        usher.getApplicationContext().close();
    }

    public <T> T bean(Class<T> type) {
        return usher.getApplicationContext().getBean(type);
    }

    public <T> java.util.Collection<T> beans(Class<T> type) {
        return usher.getApplicationContext().getBeansOfType(type);
    }

    public Member member(String number) {
        return Member.signIn(usher.getURL().toString(), number);
    }

    public String usherUrl() {
        return usher.getURL().toString();
    }

    /** Gwen asks for access for Connor, whose line manager Marcus must approve it; the item. */
    public RequestItem connorAsked() {
        return connorAsked("2026-12-07 09:00");
    }

    /** The same, needed by another time. */
    public RequestItem connorAsked(String requiredBy) {
        var gwen = member(GWEN);
        gwen.start("gb-provision-user").fill(Map.ofEntries(Map.entry("user", CONNOR), Map.entry("required_by", requiredBy),
                Map.entry("directorate", "operations"), Map.entry("area_team", "enforcement_north"), Map.entry("odr", "ENF-CW"),
                Map.entry("access_action", "add"), Map.entry("new.role", "caseworker"), Map.entry("new.segment", "ENF NORTH"),
                Map.entry("new.team", "TL014"), Map.entry("new.cw_position", "CW004"))).submit();
        return checkOut(gwen);
    }

    /** Sends what is in a person's cart; its first item. */
    public RequestItem checkOut(Member member) {
        return item(member.checkOut().at("/items/0/reference").asText());
    }

    /** Marcus, a line manager, changes something about one of his caseworkers at the place that the caseworker has: approved without asking. */
    public RequestItem amended(String caseworker, String place, String requiredBy) {
        var marcus = member(MARCUS);
        marcus.start("gb-provision-user").fill(Map.ofEntries(Map.entry("user", caseworker), Map.entry("required_by", requiredBy),
                Map.entry("directorate", "operations"), Map.entry("area_team", "enforcement_north"), Map.entry("odr", "ENF-CW"),
                Map.entry("access_action", "amend"), Map.entry("current.role", "caseworker"), Map.entry("current.segment", "ENF NORTH"),
                Map.entry("current.team", "TL012"), Map.entry("current.cw_position", place), Map.entry("new.role", "caseworker"),
                Map.entry("new.segment", "ENF NORTH"), Map.entry("new.team", "TL012"), Map.entry("new.cw_position", place),
                Map.entry("telephony", "no_change"))).submit();
        return checkOut(marcus);
    }

    public RequestItem item(String number) {
        return transacted(() -> bean(Requests.class).item(ORGANISATION, number).orElseThrow());
    }

    public RequestItem now(RequestItem item) {
        return transacted(() -> bean(Requests.class).item(item.number()).orElseThrow());
    }

    public <T> T transacted(java.util.function.Supplier<T> work) {
        return bean(org.usher.outbox.Transactions.class).in(work);
    }

    /** Waits until an item is in a state. */
    public void until(RequestItem item, String state) {
        until(item.reference() + " is " + state, () -> {
            var is = now(item).state().word();
            return is.equals(state);
        });
    }

    public static void until(String what, java.util.function.BooleanSupplier condition) {
        Program.waitUntil(what, PATIENCE, condition);
    }

    /** What a person was told of one kind about an item. */
    public List<Notice> told(String person, Notice.Kind kind, RequestItem item) {
        return told(person, kind).stream().filter(notice -> notice.about().equals(item.reference())).toList();
    }

    /** What a person was told of one kind. */
    public List<Notice> told(String person, Notice.Kind kind) {
        return transacted(() -> bean(NoticeBoard.class).of(new Person(ORGANISATION, person), 200)).stream().map(NoticeBoard.Posted::notice)
                .filter(notice -> notice.kind() == kind).toList();
    }

    /** Marcus decides on an item on Usher's page. */
    public Member.Answer decides(RequestItem item, String decision, String reason) {
        var marcus = member(MARCUS);
        var approval = transacted(() -> bean(Requests.class).approvalOf(item.number()).orElseThrow());
        return marcus.decide(String.valueOf(approval.number()), decision, reason);
    }

    @Override
    public void close() {
        stopUsher();
        if (technow != null) {
            technow.close();
        }
        database.close();
    }
}
