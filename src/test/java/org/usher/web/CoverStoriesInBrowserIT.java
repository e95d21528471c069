package org.usher.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.usher.RunningSystem;
import org.usher.browser.Browser;
import org.usher.browser.NeedsBrowser;
import org.usher.facts.RegisterService;
import org.usher.outbox.Transactions;
import org.usher.register.Change;
import org.usher.story.Member;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Northern Ireland's form, secondary access and a review, each told to its end in a real browser; what is long in a form is filled in over the API. */
@NeedsBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CoverStoriesInBrowserIT {

    private static final String RUAIRI = "20200874";
    private static final String GWEN = "10311990";
    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-23T10:00:00Z"));
    private RunningSystem system;

    @BeforeAll
    void start() {
        system = RunningSystem.start(clock);
    }

    @AfterAll
    void stop() {
        system.close();
    }

    private static Map<String, String> answers(String... pairs) {
        var answers = new HashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            answers.put(pairs[i], pairs[i + 1]);
        }
        return answers;
    }

    /** Fills the form in that is open in a window over the API, up to a question or to its end, and comes back to it in the window. */
    private void filledIn(Screen screen, String person, String upTo, Map<String, String> answers) {
        var id = screen.page().url().replaceFirst(".*/dialogues/([^/?#]+).*", "$1");
        var talk = Member.signIn(system.usherUrl(), person).resume(id);
        while (talk.status().equals("asking") && !talk.asks().equals(upTo)) {
            talk.fillOne(answers);
        }
        screen.open("/dialogues/" + id);
    }

    /** From the front door of the Department to another form. */
    private static void throughTheFrontDoor(Screen screen, String need) {
        screen.begin("What do you need?");
        var wanted = answers("need", need, "scheme", "2012");
        for (int i = 0; i < 3; i++) {
            screen.answerOne(wanted);
        }
    }

    /** The desk closes the ticket that is about somebody. */
    private void doneByTheDesk(Browser browser, String agent, String queue, String about, String picture, String... expected) {
        var screen = Screen.of(browser, system.technowUrl());
        screen.open("/sign-in");
        screen.page().locator("button.person", new Page.LocatorOptions().setHasText(agent)).click();
        screen.page().locator("main a", new Page.LocatorOptions().setHasText(queue)).first().click();
        screen.page().locator("tr", new Page.LocatorOptions().setHasText(about)).locator("th a").first().click();
        for (var text : expected) {
            assertThat(screen.page().locator("main")).containsText(text);
        }
        screen.picture(picture);
        screen.press("Take this ticket").press("Close complete");
    }

    @Test
    void theFormOfNorthernIrelandGoesFromTheFrontDoorToTheDeskWithItsStatementAndItsWorkbook() {
        try (var browser = Browser.open()) {
            var ruairi = Screen.of(browser, system.usherUrl()).signIn("Ruairi Donnelly");
            throughTheFrontDoor(ruairi, "Set up or change");
            assertThat(ruairi.page().locator("h1")).containsText("user's staff number");
            ruairi.picture("ni-first-question");
            filledIn(ruairi, RUAIRI, "authoriser",
                    answers("user", "20300719", "grade", "AO", "odr", "Caseworker NI", "odr_fits", "yes", "effective_date",
                            "2026-12-07", "action_required", "Add", "priority", "Normal", "primary.role", "Caseworker", "primary.segment",
                            "MAINT BELFAST", "primary.team", "TL003", "primary.cw_position", "Lowest Available", "verint", "global",
                            "global_authorisation.have", "yes", "global_authorisation.given_by", "Deputy director J. Mor",
                            "global_authorisation.given_on", "2026-11-19", "global_authorisation.manner", "email", "telephony_level",
                            "Standard"));

            var section4 = answers("authoriser_grade", "SO", "authoriser_directorate", "Child Maintenance", "authoriser_area_team",
                    "Belfast",
                    "authoriser_odr", "Team Leader NI");
            while (!ruairi.heading().contains("Do you meet these criteria?")) {
                ruairi.answerOne(section4);
            }
            assertThat(ruairi.page().locator("h1")).containsText("nothing on this form is for myself");
            ruairi.isAccessible().picture("ni-statement");
            ruairi.answer(answers("declaration", "Yes", "authorisations_stated", "Understood"));
            assertThat(ruairi.page().locator("main")).containsText("I hold the authorisation for: global Verint");
            ruairi.picture("ni-check-your-answers");
            ruairi.press("Confirm");
            ruairi.open("/requests");
            ruairi.page().locator("main li", new Page.LocatorOptions().setHasText("Declan Rooney")).locator("a").first().click();
            assertThat(ruairi.page().locator("main")).containsText("With the service desk");
            ruairi.picture("ni-request");

            doneByTheDesk(browser, "Meera Sandhu", "CMG IT service desk", "Declan Rooney", "ni-desk-ticket",
                    "CSUAP30 20300719 Declan Rooney.xlsx",
                    "It may take longer than three days", "Declared by Ruairi Donnelly");
            assertThat(ruairi.page().locator("main .govuk-tag").first()).containsText("Done");
        }
    }

    @Test
    void secondaryAccessIsAskedForWithItsEvidenceAuthorisedWithAButtonAndDone() {
        try (var browser = Browser.open()) {
            var marcus = Screen.of(browser, system.usherUrl()).signIn("Marcus Oyelaran");
            throughTheFrontDoor(marcus, "Add or remove secondary access");
            marcus.answerOne(answers("operation", "Add"));
            marcus.answerOne(answers("kind", "Work of a segment higher up"));
            var form = answers("user", "10455021", "target_segment", "Judicial review", "target_team", "TL031", "target_role", "Caseworker",
                    "discussion.have", "Yes", "discussion.given_by", "10312044", "discussion.given_on", "2026-11-19", "discussion.manner",
                    "In a meeting", "discussion.reference", "Minutes of 19 November", "authorisation.have", "Ask Helen Strachan", "purpose",
                    "Enforcement work for judicial review",
                    "required_by", "2026-12-07 09:00");
            filledIn(marcus, "10311862", "authorisation.have", form);
            assertThat(marcus.page().locator("h1")).containsText("Helen Strachan of Judicial review");
            marcus.isAccessible().picture("secondary-authorisation");
            marcus.answerOne(form);
            filledIn(marcus, "10311862", "", form);
            marcus.picture("secondary-check-your-answers");
            marcus.press("Confirm").open("/cart").press("Send it now");
            assertThat(marcus.page().locator("main")).containsText("Helen Strachan has been asked");
            marcus.picture("secondary-sent");
            marcus.page().locator("a", new Page.LocatorOptions().setHasText("Follow this request")).click();

            var helen = Screen.of(browser, system.usherUrl()).signIn("Helen Strachan");
            helen.picture("secondary-asked");
            helen.open("/approvals");
            helen.page().locator("a", new Page.LocatorOptions().setHasText("Details or reject")).click();
            assertThat(helen.page().locator("main")).containsText("Marcus Oyelaran asks that Dafydd Prosser may work in Judicial review");
            helen.isAccessible().picture("secondary-authorise");
            helen.press("Approve");
            assertThat(helen.page().locator(".govuk-notification-banner")).containsText("Approved");

            assertThat(marcus.page().locator(".usher-timeline")).containsText("Authorised by Helen Strachan");
            assertThat(marcus.page().locator(".usher-timeline")).containsText("In the queue of the service desk");
            marcus.picture("secondary-request");
            doneByTheDesk(browser, "Imogen Farrow", "DWP IT", "Dafydd Prosser", "secondary-desk-ticket", "Helen Strachan");
            assertThat(marcus.page().locator("main .govuk-tag").first()).containsText("Done");
            bothConfirmInTheirMessages(browser);
        }
    }

    /** Before the access is removed again: whoever is asked answers in the message itself. */
    private void bothConfirmInTheirMessages(Browser browser) {
        var talk = Member.signIn(system.usherUrl(), "10200417").start("sa-hierarchical-remove").say("10455021");
        talk.choose(talk.view().at("/prompt/suggestion/value").asText()).say("2026-12-14 09:00");
        var ian = Screen.of(browser, system.usherUrl()).signIn("Ian Mbeki");
        ian.open("/messages").isAccessible().picture("secondary-confirm");
        ian.press("Yes");
        assertThat(ian.page().locator(".govuk-notification-banner")).containsText("Your answer is noted");
        var marcus = Screen.of(browser, system.usherUrl()).signIn("Marcus Oyelaran");
        marcus.open("/messages").press("No");
        assertThat(marcus.page().locator("main")).containsText("would be lost");
        marcus.open("/messages").press("Yes");
        assertThat(marcus.page().locator(".govuk-notification-banner")).containsText("Your answer is noted");
    }

    @Test
    void aReviewIsAnsweredWithItsButtonAndTheRemovalFollows() {
        var since = LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC).minusMonths(6).plusDays(2);
        system.usher().getBean(Transactions.class).run(() -> system.usher().getBean(RegisterService.class).apply("dwp",
                List.of(new Change.Put("positions", "cover", Map.of("id", "cover", "person", GWEN, "role", "team_leader", "segment",
                        "FS_GB_CMEXF_000_ENF NORTH", "team", "TL012", "kind", "absence", "start", since))),
                "test", "before the test"));
        try (var browser = Browser.open()) {
            var priya = Screen.of(browser, system.usherUrl()).signIn("Priya Nandakumar");
            priya.openUntil("/reminders", "No longer needed");
            assertThat(priya.page().locator("main .usher-prompt")).containsText("Gwen Tattersall still has absence access");
            priya.isAccessible().picture("review");
            priya.open("/reminders").press("No longer needed");
            assertThat(priya.page().locator("h1")).containsText("Somebody must have spoken with Marcus Oyelaran");
            priya.isAccessible().picture("review-removal");
            filledIn(priya, "10200417", "", answers("discussion.have", "Yes", "discussion.given_by", "10311862", "discussion.given_on",
                    "2026-11-20", "discussion.manner", "In a meeting", "required_by", "2026-12-07 09:00"));
            assertThat(priya.page().locator("main")).containsText("Gwen Tattersall");
            priya.press("Confirm").open("/cart").press("Send it now");
            priya.page().locator("a", new Page.LocatorOptions().setHasText("Follow this request")).click();
            assertThat(priya.page().locator(".usher-timeline")).containsText("In the queue of the service desk");
            doneByTheDesk(browser, "Imogen Farrow", "DWP IT", "Gwen Tattersall", "review-desk-ticket",
                    "secondary access – absence – remove");
            assertThat(priya.page().locator("main .govuk-tag").first()).containsText("Done");
            assertThat(system.usher().getBean(RegisterService.class).current("dwp").entry("positions", "cover").exists()).isFalse();

            var auditor = Screen.of(browser, system.usherUrl()).signIn("Alastair Quennell");
            auditor.openUntil("/reports/reviews", "Gwen Tattersall");
            auditor.isAccessible().picture("reviews-done");
        }
    }
}
