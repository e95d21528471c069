package org.usher.browser;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@NeedsBrowser
class BrowserIT {

    @Test
    void theMachinesChromiumShowsAPageAndRunsItsScript() {
        try (var browser = Browser.open()) {
            var page = browser.page();
            page.setContent("<h1>Seat</h1><script>document.querySelector('h1').textContent += ' found'</script>");
            assertThat(page.locator("h1").textContent()).isEqualTo("Seat found");
        }
    }

    @Test
    void withoutScriptThePageIsShownAllTheSame() {
        try (var browser = Browser.open()) {
            var page = browser.page(390, 844, false);
            page.setContent("<h1>Seat</h1><script>document.querySelector('h1').textContent += ' found'</script>");
            assertThat(page.locator("h1").textContent()).isEqualTo("Seat");
        }
    }
}
