package org.usher.web;

import java.util.List;
import java.util.stream.Collectors;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers whatever could not be carried out: with problem details under {@code /api}, with a friendly page elsewhere. Everything that Micronaut
 * itself refuses (unknown addresses, broken JSON, wrong methods, too large bodies) comes through here as well, and so does every defect, of which
 * nothing but that it happened is told.
 */
@Singleton
@Primary
public final class Problems implements ErrorResponseProcessor<Object> {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int LONGEST_DETAIL = 500;

    private final Pages pages;

    Problems(Pages pages) {
        this.pages = pages;
    }

    /** The answer to a request that cannot be carried out. */
    public MutableHttpResponse<?> answer(HttpRequest<?> request, Problem.Kind kind, String detail) {
        return fill(request, HttpResponse.status(kind.status()), kind, detail, List.of());
    }

    /** The answer to a request that rules object to. */
    public MutableHttpResponse<?> answer(HttpRequest<?> request, Problem.Kind kind, String detail, List<String> rules) {
        return fill(request, HttpResponse.status(kind.status()), kind, detail, rules);
    }

    @Override
    public MutableHttpResponse<Object> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        var request = context.getRequest();
        int status = response.code();
        var kind = Problem.Kind.of(status);
        if (kind == Problem.Kind.DEFECT) {
            context.getRootCause().ifPresent(cause -> LOG.error("{} {} ended in a defect", request.getMethod(), request.getPath(), cause));
            return fill(request, response, kind, "It has been noted, and nothing was changed by this request.", List.of());
        }
        var detail = context.getErrors().stream().map(Problems::words).filter(text -> !text.isBlank()).distinct()
                .collect(Collectors.joining(" "));
        return fill(request, response, kind, detail.isEmpty() ? kind.title() + "." : detail, List.of());
    }

    /** What Micronaut says of an error, without the inner names that some of its messages carry. */
    private static String words(Error error) {
        var message = error.getPath().map(path -> path + ": ").orElse("") + error.getMessage();
        if (message.startsWith("Failed to convert argument") || message.contains("Error decoding") || message.contains("JSON")) {
            return "The body is not the JSON that belongs here.";
        }
        var safe = message.replaceAll("\\b(?:[a-z]+\\.){2,}[A-Z]\\w*", "value").replaceAll("\\p{Cntrl}", " ");
        return safe.length() > LONGEST_DETAIL ? safe.substring(0, LONGEST_DETAIL) + "…" : safe;
    }

    private MutableHttpResponse<Object> fill(HttpRequest<?> request, MutableHttpResponse<?> response, Problem.Kind kind, String detail,
            List<String> rules) {
        if (isForPrograms(request)) {
            return response.body((Object) Problem.of(kind, response.code(), detail, request.getPath(), rules))
                    .contentType(Problem.MEDIA_TYPE);
        }
        return response.body((Object) pages.problem(request, kind, response.code(), detail))
                .contentType(MediaType.TEXT_HTML_TYPE.getName() + ";charset=utf-8");
    }

    static boolean isForPrograms(HttpRequest<?> request) {
        var path = request.getPath();
        return path.startsWith("/api/") || path.equals("/api") || path.startsWith("/hooks/")
                || request.accept().stream().anyMatch(MediaType.APPLICATION_JSON_TYPE::equals);
    }
}
