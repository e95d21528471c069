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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a page shows into HTML, by templates that were compiled with the program. */
@Singleton
public final class Pages {

    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    private final SignIn signIn;
    private final Visitors visitors;

    Pages(SignIn signIn, Visitors visitors) {
        this.signIn = signIn;
        this.visitors = visitors;
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

    /** A friendly page for what could not be carried out. It works whatever is broken. */
    String problem(HttpRequest<?> request, Problem.Kind kind, int status, String detail) {
        var words = words(request);
        var title = words.say("problem." + kind.word());
        var frame = Frame.plain(title, signIn.formToken(request), words, signIn.byName());
        return html("problem", frame, new ProblemPage(title, words.say("problem." + kind.word() + ".help"), detail));
    }

    /** What Usher says on pages to whoever sent a request. */
    public Words words(HttpRequest<?> request) {
        try {
            return visitors.ifAny(request).map(who -> new Words(visitors.language(who))).orElseGet(() -> Words.asked(request));
        } catch (RuntimeException broken) {
            LOG.debug("The reader's language cannot be looked up", broken);
            return Words.asked(request);
        }
    }

    /** What the page about a problem shows. */
    public record ProblemPage(String title, String help, String detail) {}
}
