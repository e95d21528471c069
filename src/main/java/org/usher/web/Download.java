package org.usher.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import org.usher.file.Files;

/** A file on its way to somebody: to be saved, never to be shown within a page of ours. */
public final class Download {

    private Download() {}

    public static HttpResponse<?> of(Files.Content content) {
        var plain = content.file().name().replaceAll("[^A-Za-z0-9._ ()-]", "_");
        var exact = URLEncoder.encode(content.file().name(), StandardCharsets.UTF_8).replace("+", "%20");
        return HttpResponse.ok(content.bytes()).contentType(MediaType.of(content.file().type()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + exact)
                .header("X-Content-Type-Options", "nosniff");
    }
}
