package org.usher.web.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.micronaut.core.io.ResourceResolver;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import org.usher.web.Pages;
import org.usher.web.Problem;

/** What anybody may read: the description of the API and of its problems. */
@Produces(MediaType.TEXT_HTML)
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
public class OpenPages {

    private static final String DOCUMENT = "classpath:META-INF/swagger/usher.yml";

    private final Frames frames;
    private final Pages pages;
    private final String document;
    private final ApiReference reference;

    OpenPages(Frames frames, Pages pages, ResourceResolver resources) {
        this.frames = frames;
        this.pages = pages;
        this.document = read(resources);
        this.reference = ApiReference.of(document);
    }

    /** All kinds of problems. */
    public record ProblemsPage(List<Problem.Kind> kinds) {
        public ProblemsPage {
            kinds = List.copyOf(kinds);
        }
    }

    @Get("/openapi.yml")
    @Produces("application/yaml")
    String openApi() {
        return document;
    }

    @Get("/api-docs")
    HttpResponse<?> reference(HttpRequest<?> request) {
        return pages.show("api", frames.open(request, "The HTTP API"), reference);
    }

    @Get("/problems")
    HttpResponse<?> problems(HttpRequest<?> request) {
        return pages.show("problems", frames.open(request, "Problems"), new ProblemsPage(List.of(Problem.Kind.values())));
    }

    private static String read(ResourceResolver resources) {
        try (var stream = resources.getResourceAsStream(DOCUMENT)
                .orElseThrow(() -> new IllegalStateException(DOCUMENT + " is made by the compiler and must be there"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
