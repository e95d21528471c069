package org.usher.web;

import java.nio.charset.StandardCharsets;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.usher.RunningSystem;
import org.usher.browser.Browser;
import org.usher.browser.NeedsBrowser;
import org.usher.story.Member;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the browser can and whoever sits before it: no scripts, a small screen, only a keyboard. */
@NeedsBrowser
@Order(4)
class EveryBrowserIT {

    private static RunningSystem system;

    @BeforeAll
    static void start() {
        system = RunningSystem.start();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void withoutScriptsAFormIsFilledInSentAndWithdrawn() {
        try (var browser = Browser.open()) {
            var marcus = Screen.withoutScript(browser, system.usherUrl()).signIn("Marcus Oyelaran").begin("Set up or change a user");
            marcus.page().locator("#answer").fill("blythe");
            marcus.press("Search");
            assertThat(marcus.page().locator(".usher-choice")).containsText("Connor Blythe");
            marcus.press("Connor Blythe");
            assertThat(marcus.page().locator("h1")).containsText("I found Connor Blythe");
            marcus.answer(Forms.CONNOR).press("Confirm");
            marcus.open("/cart").press("Send it now");
            assertThat(marcus.page().locator("h1")).containsText("Sent");
            marcus.page().locator("a", new Page.LocatorOptions().setHasText("Follow this request")).click();
            marcus.page().locator("summary", new Page.LocatorOptions().setHasText("Withdraw")).click();
            marcus.press("Withdraw it");
            assertThat(marcus.page().locator(".govuk-notification-banner")).isVisible();
        }
    }

    @Test
    void aDocumentIsHandedInWithAndWithoutScripts() {
        try (var browser = Browser.open()) {
            handsADocumentIn(Screen.of(browser, system.usherUrl()), true);
            handsADocumentIn(Screen.withoutScript(browser, system.usherUrl()), false);
        }
    }

    private static void handsADocumentIn(Screen marcus, boolean picture) {
        var talk = Member.signIn(system.usherUrl(), "10311862").start("gb-provision-user");
        for (int i = 0; i < 60 && !talk.type().equals("file"); i++) {
            talk.fillOne(Forms.CONNOR_IN_THREE_PLACES);
        }
        marcus.signIn("Marcus Oyelaran").open("/dialogues/" + talk.id()).isAccessible();
        if (picture) {
            marcus.picture("file");
        }
        marcus.press("Hand it in");
        assertThat(marcus.page().locator(".govuk-error-summary")).containsText("Choose a file first");
        var letter = "%PDF-1.7 Yes.".getBytes(StandardCharsets.US_ASCII);
        marcus.page().locator("#answer").setInputFiles(new FilePayload("letter.exe", "application/pdf", letter));
        marcus.press("Hand it in");
        assertThat(marcus.page().locator(".govuk-error-summary")).containsText("Files of this type are not taken");
        marcus.page().locator("#answer").setInputFiles(new FilePayload("letter.pdf", "application/pdf", letter));
        marcus.press("Hand it in");
        assertThat(marcus.page().locator("h1")).containsText("telephony");
        assertThat(marcus.page().locator(".usher-talk a[href^='/files/']").last()).hasText("letter.pdf");
        var file = marcus.page().waitForDownload(() -> marcus.page().locator(".usher-talk a[href^='/files/']").last().click());
        assertThat(file.suggestedFilename()).isEqualTo("letter.pdf");
    }

    @Test
    void onAPhoneNothingSticksOut() {
        try (var browser = Browser.open()) {
            var owen = Screen.phone(browser, system.usherUrl());
            owen.open("/sign-in").fits().isAccessible();
            owen.signIn("Owen Fairclough").fits().isAccessible().picture("phone-home");
            owen.begin("Set up or change a user").fits().isAccessible();
            owen.page().locator("#answer").fill("10455230");
            owen.press("Continue");
            for (int i = 0; i < 6; i++) {
                owen.fits().isAccessible().answerOne(Forms.CONNOR);
            }
            owen.picture("phone-question");
            for (var path : new String[]{"/cart", "/requests", "/approvals", "/reminders", "/messages", "/mails", "/reports/off-ramps",
                    "/api-docs", "/problems",
                    "/nowhere"}) {
                owen.page().navigate(system.usherUrl() + path);
                owen.fits();
            }
        }
    }

    @Test
    void aRefusalIsReadOutFirstAndLeadsToTheField() {
        try (var browser = Browser.open()) {
            var owen = Screen.of(browser, system.usherUrl()).signIn("Owen Fairclough").begin("Set up or change a user");
            owen.page().locator("#answer").fill("99999999");
            owen.press("Continue");
            assertThat(owen.page().locator(".govuk-error-summary")).isFocused();
            assertThat(owen.page().title()).startsWith("Error: ");
            assertThat(owen.page().locator("#answer")).hasValue("99999999");
            owen.isAccessible().picture("refusal");
            owen.page().locator(".govuk-error-summary a").click();
            assertThat(owen.page().locator("#answer")).isFocused();
        }
    }

    @Test
    void byKeyboardAloneOneSignsInStartsAndAnswers() {
        try (var browser = Browser.open()) {
            var priya = Screen.of(browser, system.usherUrl());
            priya.open("/sign-in");
            tabTo(priya, "Priya Nandakumar");
            priya.page().keyboard().press("Enter");
            assertThat(priya.page().locator("h1")).containsText("Hello Priya");
            tabTo(priya, "Set up or change a user");
            priya.page().keyboard().press("Enter");
            assertThat(priya.page().locator("#answer")).isFocused();
            priya.page().keyboard().type("10455021");
            priya.page().keyboard().press("Enter");
            assertThat(priya.page().locator("h1")).containsText("I found Dafydd Prosser");
            tabTo(priya, "Yes");
            priya.page().keyboard().press("Enter");
            assertThat(priya.page().locator("h1")).not().containsText("I found");
        }
    }

    private static void tabTo(Screen screen, String text) {
        for (int i = 0; i < 400; i++) {
            screen.page().keyboard().press("Tab");
            if (String.valueOf(screen.page().evaluate("() => document.activeElement.innerText")).startsWith(text)) {
                return;
            }
        }
        throw new AssertionError("The Tab key does not lead to " + text);
    }

    @Test
    void theDescriptionOfTheApiAndThePagesForProblemsHaveNoBarriers() {
        try (var browser = Browser.open()) {
            var anybody = Screen.of(browser, system.usherUrl());
            anybody.open("/api-docs").isAccessible().picture("api");
            assertThat(anybody.page().locator("main")).containsText("/api/dialogues/{id}/turns");
            anybody.open("/problems").isAccessible();
        }
    }

    @Test
    void aCaseworkerIsToldWhoCanDoIt() {
        try (var browser = Browser.open()) {
            var dafydd = Screen.of(browser, system.usherUrl()).signIn("Dafydd Prosser");
            dafydd.isAccessible();
            assertThat(dafydd.page().locator("main")).containsText("What do you need?");
        }
    }
}
