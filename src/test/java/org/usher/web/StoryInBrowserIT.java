package org.usher.web;

import java.time.Duration;
import java.time.Instant;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.usher.RunningSystem;
import org.usher.browser.Browser;
import org.usher.browser.NeedsBrowser;
import org.usher.facts.RegisterService;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The whole story in a real browser: asked, approved, done by the desk, entered in the directory, reminded of and answered. */
@NeedsBrowser
class StoryInBrowserIT {

    private static final String CONNOR = "10455230";

    @Test
    void aTeamLeaderAddsACaseworkerAndEverybodyDoesTheirPart() {
        var clock = new MovingClock(Instant.parse("2026-11-23T10:00:00Z"));
        try (var system = RunningSystem.start(clock); var browser = Browser.open()) {
            var gwen = Screen.of(browser, system.usherUrl());
            gwen.open("/sign-in").isAccessible().picture("sign-in");
            gwen.signIn("Gwen Tattersall").isAccessible().picture("home");
            gwen.begin("Set up or change a user").isAccessible();

            typeAheadByKeyboard(gwen);
            while (!gwen.heading().startsWith("New caseworker")) {
                gwen.isAccessible().answerOne(Forms.CONNOR);
            }
            gwen.picture("question");
            gwen.answer(Forms.CONNOR).isAccessible().picture("check-your-answers");
            gwen.press("Confirm").isAccessible();
            gwen.open("/cart").isAccessible().picture("cart");
            gwen.press("Send it now").isAccessible().picture("sent");
            assertThat(gwen.page().locator("main")).containsText("Marcus Oyelaran has been asked");
            gwen.page().locator("a", new Page.LocatorOptions().setHasText("Follow this request")).click();

            approve(system, browser);

            // Nobody reloads this page: what happened to the request arrives by itself.
            assertThat(gwen.page().locator(".usher-timeline")).containsText("approved by Marcus Oyelaran");
            assertThat(gwen.page().locator(".usher-timeline")).containsText("In the queue of the service desk");
            gwen.isAccessible().picture("request");

            closeAtTheDesk(system, browser);

            assertThat(gwen.page().locator("main .govuk-tag").first()).containsText("Done");
            assertThat(directory(system)).isEqualTo("active");
            gwen.open("/messages").isAccessible().picture("messages");
            gwen.open("/mails").isAccessible();
            gwen.page().locator("main a.govuk-link").first().click();
            gwen.isAccessible();

            clock.putForward(Duration.ofDays(9));
            gwen.openUntil("/reminders", "Remind me later");
            assertThat(gwen.page().locator("main")).containsText("1993/2003");
            gwen.isAccessible().picture("reminder");
            gwen.page().locator("main .usher-choice").first().click();
            assertThat(gwen.page().locator(".govuk-notification-banner")).containsText("noted");
            gwen.isAccessible();
        }
    }

    private static void typeAheadByKeyboard(Screen gwen) {
        gwen.page().locator("#answer").pressSequentially("conn");
        assertThat(gwen.page().locator("[role=option]")).hasCount(1); // more are found while less is typed
        assertThat(gwen.page().locator("[role=option]")).containsText("Connor Blythe");
        gwen.isAccessible().picture("type-ahead");
        gwen.page().keyboard().press("ArrowDown");
        assertThat(gwen.page().locator("#answer")).hasAttribute("aria-activedescendant", "answer-option-0");
        gwen.page().keyboard().press("Enter");
        assertThat(gwen.page().locator("h1")).containsText("I found Connor Blythe");
    }

    private static void approve(RunningSystem system, Browser browser) {
        var marcus = Screen.of(browser, system.usherUrl()).signIn("Marcus Oyelaran").isAccessible().picture("waiting");
        marcus.open("/approvals").isAccessible();
        marcus.page().locator("a", new Page.LocatorOptions().setHasText("Details or reject")).click();
        marcus.isAccessible().picture("approval");
        marcus.press("Reject").isAccessible();
        assertThat(marcus.page().locator(".govuk-error-summary")).isFocused();
        marcus.press("Approve");
        assertThat(marcus.page().locator(".govuk-notification-banner")).containsText("Approved");
        marcus.isAccessible();
    }

    private static void closeAtTheDesk(RunningSystem system, Browser browser) {
        var desk = Screen.of(browser, system.technowUrl());
        desk.open("/sign-in").isAccessible();
        desk.page().locator("button.person", new Page.LocatorOptions().setHasText("Imogen Farrow")).click();
        desk.isAccessible().picture("desk-queues");
        desk.page().locator("main a", new Page.LocatorOptions().setHasText("DWP IT")).first().click();
        desk.isAccessible().picture("desk-queue");
        desk.page().locator("tr", new Page.LocatorOptions().setHasText("Connor Blythe")).locator("th a").first().click();
        desk.isAccessible().picture("desk-ticket");
        desk.page().locator("button", new Page.LocatorOptions().setHasText("Take this ticket")).click();
        desk.isAccessible();
        desk.page().locator("button", new Page.LocatorOptions().setHasText("Close complete")).click();
        desk.isAccessible();
    }

    private static String directory(RunningSystem system) {
        var facts = system.usher().getBean(RegisterService.class).current("dwp");
        return facts.entry("people", CONNOR).text("access");
    }
}
