package org.usher.technow.desk;

import java.util.Map;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import org.usher.technow.rest.ForPeople;

/** Turns what a page shows into HTML. */
@Singleton
final class Pages implements ForPeople {

    private static final MediaType HTML = MediaType.of("text/html;charset=utf-8");
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none';"
            + " base-uri 'none'";

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    MutableHttpResponse<String> show(String template, Frame frame, Object page) {
        var output = new StringOutput(16_384);
        engine.render("technow/" + template + ".jte", Map.of("frame", frame, "page", page), output);
        return HttpResponse.<String>status(frame.failed() ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK).body(output.toString())
                .contentType(HTML).header("Content-Security-Policy", POLICY).header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin").header("Cache-Control", "no-store");
    }

    /** A page for what cannot be shown or done. Controllers throw {@link NotForYou} instead: a returned 404 would be answered once more. */
    @Override
    public MutableHttpResponse<String> problem(HttpStatus status, String title, String text) {
        return show("problem", Frame.plain(title), text).status(status);
    }
}
