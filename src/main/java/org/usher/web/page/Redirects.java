package org.usher.web.page;

import java.net.URI;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.uri.UriBuilder;
import jakarta.inject.Singleton;
import org.usher.request.Person;

/** Sends a browser on after a form was posted, so that a reload posts nothing again. */
@Singleton
final class Redirects {

    private final Kept kept;

    Redirects(Kept kept) {
        this.kept = kept;
    }

    MutableHttpResponse<?> to(String path) {
        return HttpResponse.seeOther(URI.create(path));
    }

    /** With a word that the page says once. */
    MutableHttpResponse<?> to(String path, Person who, String said) {
        return HttpResponse.seeOther(UriBuilder.of(path).queryParam("said", kept.say(who, said)).build());
    }

    /** With something else that the page shows once. */
    MutableHttpResponse<?> showing(String path, Person who, Kept.Note what) {
        return HttpResponse.seeOther(UriBuilder.of(path).queryParam("shown", kept.keep(who, what)).build());
    }
}
