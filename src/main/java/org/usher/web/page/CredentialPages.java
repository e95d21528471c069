package org.usher.web.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import org.usher.secret.Credentials;
import org.usher.web.Frame;
import org.usher.web.Pages;
import org.usher.web.Problem;
import org.usher.web.Problems;
import org.usher.web.Visitors;

/** First passwords: a button that shows one once, and a button that says it is saved. */
@Produces(MediaType.TEXT_HTML)
@Controller("/credentials/{id}")
@Secured(SecurityRule.IS_AUTHENTICATED)
public class CredentialPages {

    private static final String CHANNEL = "web";

    private final Credentials credentials;
    private final Visitors visitors;
    private final Frames frames;
    private final Pages pages;
    private final Problems problems;
    private final Redirects redirects;

    CredentialPages(Credentials credentials, Visitors visitors, Frames frames, Pages pages, Problems problems, Redirects redirects) {
        this.credentials = credentials;
        this.visitors = visitors;
        this.frames = frames;
        this.pages = pages;
        this.problems = problems;
        this.redirects = redirects;
    }

    /** The page; {@code password}: shown this once, or empty; {@code error}: why not. */
    public record CredentialPage(Credentials.View view, String password, String error) {

        /** Without the password, so that no log shows it. */
        @Override
        public String toString() {
            return "CredentialPage[" + view.id() + "]";
        }
    }

    @Get
    HttpResponse<?> one(HttpRequest<?> request, String id) {
        return credentials.one(visitors.of(request), id).<HttpResponse<?>>map(view -> page(request, new CredentialPage(view, "", "")))
                .orElseGet(() -> notFound(request));
    }

    @Post("/show")
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.ALL})
    HttpResponse<?> show(HttpRequest<?> request, String id) {
        return switch (credentials.show(visitors.of(request), id, CHANNEL)) {
            case Credentials.Shown.Now(var view, var password) -> page(request, new CredentialPage(view, password, ""));
            case Credentials.Shown.Over(var view, var text) -> page(request, new CredentialPage(view, "", text));
            case Credentials.Shown.NotFound() -> notFound(request);
        };
    }

    @Post("/saved")
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.ALL})
    HttpResponse<?> saved(HttpRequest<?> request, String id) {
        var who = visitors.of(request);
        return switch (credentials.saved(who, id, CHANNEL)) {
            case Credentials.Saved.Done(_, var text) -> redirects.to("/messages", who, text);
            case Credentials.Saved.NotShown(var view, var text) -> page(request, new CredentialPage(view, "", text));
            case Credentials.Saved.NotFound() -> notFound(request);
        };
    }

    private HttpResponse<?> page(HttpRequest<?> request, CredentialPage page) {
        var who = visitors.of(request);
        var frame = frames.of(request, who, Frame.Area.MESSAGES, frames.words(who).say("credential.title"));
        return pages.show("credential", page.error().isEmpty() ? frame : frame.failing(), page);
    }

    private HttpResponse<?> notFound(HttpRequest<?> request) {
        return problems.answer(request, Problem.Kind.NOT_FOUND, "There is no password for you here.");
    }
}
