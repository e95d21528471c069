package org.usher.web;

import java.util.Map;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;

/** Turns what a page shows into HTML, by templates that were compiled with the program. */
@Singleton
public final class Pages {

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    private final SignIn signIn;

    Pages(SignIn signIn) {
        this.signIn = signIn;
    }

    /**
     * A page.
     *
     * @param template its template, in {@code src/main/jte/web}
     * @param frame    what surrounds it
     * @param page     what it shows
     */
    public MutableHttpResponse<String> show(String template, Frame frame, Object page) {
        return HttpResponse.ok(html(template, frame, page)).contentType(MediaType.of("text/html;charset=utf-8"));
    }

    String html(String template, Frame frame, Object page) {
        var output = new StringOutput(16_384);
        engine.render("web/" + template + ".jte", Map.of("frame", frame, "page", page), output);
        return output.toString();
    }

    /** A friendly page for what could not be carried out. It asks nobody for anything, so that it works whatever is broken. */
    String problem(HttpRequest<?> request, Problem.Kind kind, int status, String detail) {
        var frame = Frame.plain(kind.title(), signIn.formToken(request), signIn.byName());
        return html("problem", frame, new ProblemPage(kind, status, detail));
    }

    /** What the page about a problem shows. */
    public record ProblemPage(Problem.Kind kind, int status, String detail) {}
}
