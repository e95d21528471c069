package org.usher.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.microsoft.playwright.Page;
import org.usher.browser.Browser;
import org.usher.story.Program;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A browser window in front of Usher: signs in, fills forms in as a person would, and looks at every page for barriers and script errors. */
final class Screen {

    /** With {@code -Dusher.screenshots=keep} the pictures in the documentation are made anew. */
    private static final Path PICTURES = Path
            .of("keep".equals(System.getProperty("usher.screenshots")) ? "src/docs/screenshots" : "target/screenshots");
    private static final String AXE = axe();
    private static final int MOST_QUESTIONS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Page page;
    private final String url;
    private final boolean script;
    private final List<String> complaints = new ArrayList<>();
    private final Set<String> pages = new HashSet<>();

    private Screen(Page page, String url, boolean script) {
        this.page = page;
        this.url = url;
        this.script = script;
        page.onConsoleMessage(message -> {
            // That a page itself is not there, or refused, is told on the page.
            if (message.type().equals("error") && !pages.contains(message.location().replaceFirst(":\\d+:\\d+$", ""))) {
                complaints.add(message.text());
            }
        });
        page.onResponse(response -> {
            if (response.request().isNavigationRequest()) {
                pages.add(response.url());
            }
        });
        page.onPageError(complaints::add);
    }

    static Screen of(Browser browser, String url) {
        return new Screen(browser.page(), url, true);
    }

    static Screen phone(Browser browser, String url) {
        return new Screen(browser.page(360, 740, true), url, true);
    }

    /** A narrow phone, for text that is longer in other languages. */
    static Screen narrow(Browser browser, String url) {
        return new Screen(browser.page(375, 740, true), url, true);
    }

    static Screen withoutScript(Browser browser, String url) {
        return new Screen(browser.page(1280, 900, false), url, false);
    }

    Page page() {
        return page;
    }

    Screen signIn(String name) {
        page.navigate(url + "/sign-in");
        page.locator("button.usher-card__whole", new Page.LocatorOptions().setHasText(name)).click();
        assertThat(page.locator(".usher-header__name")).hasText(name);
        return this;
    }

    Screen open(String path) {
        page.navigate(url + path);
        return this;
    }

    Screen press(String button) {
        page.locator("main button:visible, main a.govuk-button:visible", new Page.LocatorOptions().setHasText(button)).first().click();
        return this;
    }

    /** Begins a conversation from the first page. */
    Screen begin(String title) {
        page.locator("button.usher-card__whole", new Page.LocatorOptions().setHasText(title)).click();
        return this;
    }

    String heading() {
        return page.locator("h1").innerText().strip();
    }

    /** Answers question after question until the answers are to be checked. */
    Screen answer(Map<String, String> answers) {
        for (int i = 0; i < MOST_QUESTIONS && !heading().equals("Check your answers"); i++) {
            answerOne(answers);
        }
        assertThat(page.locator("h1")).hasText("Check your answers");
        return this;
    }

    /** Answers what is asked now: by a click where there is something to click. */
    void answerOne(Map<String, String> answers) {
        var prompt = page.locator("[data-usher-prompt]");
        var question = String.valueOf(prompt.getAttribute("data-usher-question"));
        var before = page.locator("input[name=turn]").first().inputValue();
        var wanted = answers.getOrDefault(question, "");
        var options = prompt.locator(".usher-choice");
        var labels = options.allInnerTexts();
        int exact = wanted.isEmpty()
                ? -1
                : java.util.stream.IntStream.range(0, labels.size())
                        .filter(at -> labels.get(at).strip().toLowerCase(java.util.Locale.ROOT)
                                .startsWith(wanted.toLowerCase(java.util.Locale.ROOT)))
                        .findFirst()
                        .orElse(-1);
        if (exact >= 0) {
            options.nth(exact).click();
        } else if (options.count() > 0) {
            var suggested = prompt.locator(".usher-choice--suggested");
            (suggested.count() > 0 ? suggested : options).first().click();
        } else {
            org.assertj.core.api.Assertions.assertThat(wanted).as("what to type for %s", question).isNotEmpty();
            type(wanted);
        }
        page.waitForFunction(
                "before => !document.querySelector('input[name=turn]') || document.querySelector('input[name=turn]').value !== before",
                before);
    }

    /** Types an answer and sends it. */
    void type(String text) {
        page.locator("#answer").fill(text);
        if (page.locator("#answer[data-usher-find]").count() > 0) {
            page.locator("#answer").press("Enter"); // what is found may lie over the button
        } else {
            page.locator("form:has(#answer) button[type=submit]").first().click();
        }
    }

    /** Opens a page again and again until something stands there that comes later. */
    Screen openUntil(String path, String text) {
        Program.waitUntil(path + " tells of " + text, PATIENCE, () -> open(path).page.locator("main").innerText().contains(text));
        return this;
    }

    /** No barrier that a machine can find (WCAG 2.2, levels A and AA), and no error of a script so far. */
    Screen isAccessible() {
        if (script) {
            page.evaluate(AXE);
            var violations = page.evaluate("""
                    async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}))
                        .violations.map(each => each.id + ': ' + each.help + ' ' + each.nodes.map(node => node.html).join(' | '))""");
            assertThat((List<?>) violations).as("barriers on %s", page.url()).isEmpty();
            assertThat(complaints).as("script errors by %s", page.url()).isEmpty();
        }
        return this;
    }

    /** Nothing sticks out to the right. */
    Screen fits() {
        var over = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) over).intValue()).as("pixels that stick out on %s", page.url()).isLessThanOrEqualTo(0);
        return this;
    }

    /** Keeps a picture of the page. */
    Screen picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
        return this;
    }

    private static String axe() {
        try (var stream = Browser.class.getResourceAsStream("axe.min.js")) {
            return new String(java.util.Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
