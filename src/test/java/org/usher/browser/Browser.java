package org.usher.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;

/**
 * A real headless Chromium, the machine's own. A test that needs one carries {@link NeedsBrowser}, and opens and closes it in one thread.
 */
public final class Browser implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<String> ARGUMENTS = List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--disable-background-networking", "--no-proxy-server");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    /** What a slow machine may need for one step, in milliseconds. */
    private static final double PATIENCE = 90_000;

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    private Browser(Path program) {
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(
                new BrowserType.LaunchOptions().setExecutablePath(program).setHeadless(true).setArgs(ARGUMENTS));
    }

    /** Starts the browser that {@link #program()} finds. */
    public static Browser open() {
        return new Browser(program().orElseThrow(() -> new IllegalStateException("No Chromium; the test should carry @NeedsBrowser")));
    }

    /** A new window of the usual size, with nothing stored by another one. */
    public Page page() {
        return page(1280, 900, true);
    }

    /** A new window of a size in pixels, with or without JavaScript. */
    public Page page(int width, int height, boolean script) {
        var context = browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(width, height)
                .setJavaScriptEnabled(script).setLocale("en-GB").setTimezoneId("Europe/London"));
        context.setDefaultTimeout(PATIENCE);
        return context.newPage();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /** Where the machine's Chromium is: CHROMIUM from the environment, otherwise one on the PATH. */
    static Optional<Path> program() {
        var named = Optional.ofNullable(System.getenv("CHROMIUM")).map(Path::of).filter(Files::isExecutable);
        return named.or(() -> folders().flatMap(folder -> NAMES.stream().map(folder::resolve)).filter(Files::isExecutable).findFirst());
    }

    private static Stream<Path> folders() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator)).filter(folder -> !folder.isBlank()).map(Path::of);
    }
}
