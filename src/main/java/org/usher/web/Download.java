package org.usher.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import org.usher.file.Files;

/** Files on their way to somebody: to be saved, never to be shown within a page of ours. */
@Singleton
public final class Download {

    private final Files files;
    private final Visitors visitors;
    private final Problems problems;

    Download(Files files, Visitors visitors, Problems problems) {
        this.files = files;
        this.visitors = visitors;
        this.problems = problems;
    }

    /** A file that was handed in, for those who may see the form. */
    public HttpResponse<?> of(HttpRequest<?> request, String id) {
        return files.fetch(visitors.of(request), id).<HttpResponse<?>>map(Download::saved)
                .orElseGet(() -> problems.answer(request, Problem.Kind.NOT_FOUND, "There is no such file for you."));
    }

    private static HttpResponse<?> saved(Files.Content content) {
        var plain = content.file().name().replaceAll("[^A-Za-z0-9._ ()-]", "_");
        var exact = URLEncoder.encode(content.file().name(), StandardCharsets.UTF_8).replace("+", "%20");
        return HttpResponse.ok(content.bytes()).contentType(MediaType.of(content.file().type()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + exact)
                .header("X-Content-Type-Options", "nosniff");
    }
}
