package org.usher.web;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import com.microsoft.playwright.Page;
import io.micronaut.context.ApplicationContext;
import io.micronaut.web.router.Router;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.usher.RunningSystem;
import org.usher.SeedForTests;
import org.usher.browser.Browser;
import org.usher.browser.NeedsBrowser;
import org.usher.outbox.Mails;
import org.usher.story.Program;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every page of Usher and of the service desk, in the states that it has, has no barrier that a machine can find (WCAG 2.2, A and AA) and fits on a phone.
 * A page that nobody looks at here fails the test.
 */
@NeedsBrowser
class EveryPageIT {

    private static final Path DEFINITIONS = Path.of("src/test/resources/organisations");
    private static final java.time.Duration PATIENCE = java.time.Duration.ofSeconds(90);

    /** They send the browser on, give a file, or need a second system: covered elsewhere, or nothing to look at. */
    private static final Set<String> NO_PAGES = Set.of("/go/{page}", "/open/{target}", "/live", "/openapi.yml", "/files/{id}",
            "/attachment/{sysId}");

    private static RunningSystem system;
    private final Set<String> seen = new TreeSet<>();

    @BeforeAll
    static void start() {
        system = RunningSystem.start(Map.of("usher.conversations", DEFINITIONS.toString()),
                Map.of("technow.seed.folder", SeedForTests.folder(DEFINITIONS)));
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void everyPageOfUsherAndOfTheDeskHasNoBarriers() {
        try (var browser = Browser.open()) {
            var ben = Screen.narrow(browser, system.usherUrl());
            look(ben.open("/sign-in"), "/sign-in");
            ben.page().locator("#number").fill("200");
            ben.press("Sign in");
            assertThat(ben.page().locator("#which")).containsText("several organisations");
            look(ben, "/sign-in");
            ben.page().locator("#number").fill("nobody");
            ben.press("Sign in");
            look(ben, "/sign-in");
            signIn(ben, "Ben Harbour");
            assertThat(ben.page().locator(".usher-header__organisation")).hasText("Harbour Trust");
            for (var path : List.of("/", "/cart", "/requests", "/approvals", "/reminders", "/messages", "/mails", "/pick-ups", "/api-docs",
                    "/problems")) {
                look(ben.open(path), path);
            }
            look(ben.open("/nowhere"), "a page that is not there");
            look(ben.open("/reports/off-ramps"), "a report that is not for one");
            var item = conversations(browser, ben);
            approvals(browser);
            look(ben.open("/requests"), "/requests");
            look(ben.open("/requests/" + item), "/requests/{number}");
            look(ben.open("/messages"), "/messages");
            look(ben.open("/credentials/" + password()), "/credentials/{id}");
            reports(browser);
            var mail = system.usher().getBean(Mails.class).latest("harbour", 1).getFirst();
            look(ben.open("/mails"), "/mails");
            look(ben.open("/mails/" + mail.id()), "/mails/{id}");
            Program.waitUntil("there is something to be reminded of", PATIENCE,
                    () -> ben.open("/reminders").page().locator("main .usher-prompt").count() > 0);
            look(ben, "/reminders");
            desk(browser);
        }
        var pages = pages(system.usher(), "org.usher.web.page.");
        pages.addAll(pages(system.technow(), "org.usher.technow.desk."));
        pages.removeAll(NO_PAGES);
        assertThat(seen).as("pages that were looked at").containsAll(pages);
    }

    /** Forms in all the states that they can be in; the number of an item that was sent. */
    private String conversations(Browser browser, Screen ben) {
        begin(ben);
        look(ben, "/dialogues/{id}");
        say(ben, "nobody known");
        look(ben, "a refusal");
        say(ben, "310");
        look(ben.open(path(ben) + "/hand-over?q=Cleo"), "/dialogues/{id}/hand-over");
        ben.press("Cleo Harbour");
        var cleo = Screen.narrow(browser, system.usherUrl());
        signIn(cleo, "Cleo Harbour");
        look(cleo, "/");
        cleo.page().locator("main a", new Page.LocatorOptions().setHasText("A harbour berth")).first().click();
        look(cleo, "a draft that was handed over");
        begin(ben);
        say(ben, "310");
        ben.press("South harbour");
        look(ben, "a form that waits for somebody else");
        cleo.open("/");
        cleo.page().locator("main a", new Page.LocatorOptions().setHasText("A harbour berth")).last().click();
        look(cleo, "a question for somebody else");
        begin(ben);
        say(ben, "310");
        ben.press("Closed harbour");
        look(ben, "an off-ramp");
        begin(ben);
        ben.page().locator("button[value=cancel]").click();
        look(ben, "whether to cancel");
        ben.press("Yes");
        look(ben, "a cancelled form");
        begin(ben);
        var left = path(ben);
        expire(left.substring(left.lastIndexOf('/') + 1));
        look(ben.open(left), "an expired form");
        begin(ben);
        say(ben, "310");
        ben.press("North harbour");
        say(ben, "needed");
        look(ben, "a date");
        say(ben, "1 December 2027");
        assertThat(ben.page().locator("h1")).hasText("Check your answers");
        look(ben, "the check of all answers");
        ben.press("Confirm");
        look(ben, "a form that lies in the cart");
        look(ben.open("/cart"), "/cart");
        ben.press("Send it now");
        look(ben, "/requests/{number}/sent");
        var dan = Screen.narrow(browser, system.usherUrl());
        dan.open("/sign-in");
        dan.page().evaluate("() => document.querySelector('button[name=person][value=\"harbour/200\"]').value = 'harbour/300'");
        dan.page().locator("button[value='harbour/300']").click();
        assertThat(dan.page().locator(".usher-header__name")).hasText("Dan Harbour");
        dan.page().evaluate(
                "() => { const form = document.createElement('form'); form.method = 'post'; form.action = '/conversations/harbour-berth';"
                        + " form.append(document.querySelector('input[name=csrf]').cloneNode()); document.body.append(form); form.submit(); }");
        assertThat(dan.page().locator("h1")).hasText("You cannot start this one");
        look(dan, "a form that one may not start");
        var path = ben.page().url().replaceAll("/sent$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void approvals(Browser browser) {
        var cleo = Screen.narrow(browser, system.usherUrl());
        signIn(cleo, "Cleo Harbour");
        look(cleo.open("/approvals"), "/approvals");
        cleo.page().locator("main a", new Page.LocatorOptions().setHasText("Harbour berth for Eve")).first().click();
        look(cleo, "/approvals/{id}");
        cleo.press("Reject");
        assertThat(cleo.page().locator(".govuk-error-summary")).isVisible();
        look(cleo, "a decision that needs a reason");
        cleo.press("Approve");
        look(cleo, "/approvals");
        cleo.page().locator("main a", new Page.LocatorOptions().setHasText("Harbour berth for Eve")).first().click();
        look(cleo, "a decision that was made");
    }

    private void reports(Browser browser) {
        var ada = Screen.narrow(browser, system.usherUrl());
        signIn(ada, "Ada Harbour");
        look(ada.open("/reports/off-ramps"), "/reports/off-ramps");
        assertThat(ada.page().locator("main")).containsText("The harbour master");
        look(ada.open("/reports/reviews"), "/reports/reviews");
    }

    private void desk(Browser browser) {
        var agent = Screen.narrow(browser, system.technowUrl());
        look(agent.open("/sign-in"), "/sign-in");
        agent.page().locator("button.person", new Page.LocatorOptions().setHasText("Agent of Harbour office")).click();
        look(agent, "/");
        agent.page().locator("main a", new Page.LocatorOptions().setHasText("Harbour office")).first().click();
        look(agent, "/queue/{group}");
        Program.waitUntil("the desk has the task", PATIENCE, () -> {
            agent.page().reload();
            return agent.page().locator("main a", new Page.LocatorOptions().setHasText("SCTASK")).count() > 0;
        });
        look(agent, "/queue/{group}");
        agent.page().locator("main a", new Page.LocatorOptions().setHasText("SCTASK")).first().click();
        look(agent, "/ticket/{number}");
        look(agent.open("/my-work"), "/my-work");
        look(agent.open("/ticket/SCTASK9999999"), "a ticket that is not there");
        var eve = Screen.narrow(browser, system.technowUrl());
        eve.open("/sign-in");
        eve.page().locator("button.person", new Page.LocatorOptions().setHasText("harbour.210")).click();
        look(eve.open("/approvals"), "/approvals");
        eve.page().locator("main a[href^='/approval/']").first().click();
        look(eve, "/approval/{sysId}");
        look(eve.open("/requests"), "/requests");
    }

    @Test
    void whoeverReadsDanishOrWelshReadsThatAlone() {
        try (var browser = Browser.open()) {
            var hello = Map.of("Dorte Harbour", "Hej Dorte", "Wyn Harbour", "Helo Wyn");
            var tongues = Map.of("Dorte Harbour", "da", "Wyn Harbour", "cy");
            for (var name : hello.keySet()) {
                var reader = Screen.narrow(browser, system.usherUrl());
                signIn(reader, name);
                assertThat(reader.page().locator("html")).hasAttribute("lang", tongues.getOrDefault(name, ""));
                assertThat(reader.page().locator("h1")).hasText(hello.getOrDefault(name, ""));
                for (var path : List.of("/", "/cart", "/requests", "/approvals", "/reminders", "/messages", "/nowhere")) {
                    reader.open(path).isAccessible().fits();
                    for (var english : List.of("Your cart", "My requests", "Approvals", "Reminders", "Messages", "Sign out", "Back to",
                            "There is no such")) {
                        org.assertj.core.api.Assertions.assertThat(reader.page().locator("body").innerText()).as("%s for %s", path, name)
                                .doesNotContain(english);
                    }
                }
                begin(reader);
                say(reader, "310");
                reader.isAccessible().fits();
            }
        }
    }

    private void look(Screen screen, String page) {
        screen.isAccessible().fits();
        seen.add(page);
    }

    private static void signIn(Screen screen, String name) {
        screen.signIn(name);
    }

    private static void begin(Screen screen) {
        screen.open("/").begin("A harbour berth");
        screen.page().waitForURL("**/dialogues/*");
    }

    private static void say(Screen screen, String text) {
        screen.type(text);
        screen.page().waitForLoadState();
    }

    private static String path(Screen screen) {
        return screen.page().url().replaceFirst("^https?://[^/]+", "").replaceFirst("\\?.*", "");
    }

    private static void expire(String dialogue) {
        change("UPDATE dialogue SET touched = touched - INTERVAL 30 DAY WHERE id = ?", dialogue);
    }

    /** A first password that waits for Ben. */
    private static String password() {
        var id = UUID.randomUUID().toString();
        change("INSERT INTO credential (id, organisation, person, item, register, entry_key, username, field, state, made) "
                + "SELECT ?, 'harbour', '200', MAX(number), 'people', '300', 'dan', 'berth', 'WAITING', NOW() FROM request_item "
                + "WHERE organisation = 'harbour'", id);
        return id;
    }

    private static void change(String statementText, String id) {
        try (var connection = system.usherDatabase().connect(); var statement = connection.prepareStatement(statementText)) {
            statement.setString(1, id);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        } catch (SQLException problem) {
            throw new AssertionError(problem);
        }
    }

    /** The addresses of pages that somebody can open. */
    private static Set<String> pages(ApplicationContext context, String packageName) {
        return context.getBean(Router.class).uriRoutes()
                .filter(route -> route.getTargetMethod().getDeclaringType().getName().startsWith(packageName))
                .filter(route -> route.getHttpMethodName().equals("GET")).map(route -> route.getUriMatchTemplate().toPathString())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
