package org.usher.technow.desk;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.usher.technow.account.Secrets;
import org.usher.technow.desk.Sessions.Session;
import org.usher.technow.table.Database;

/** Lets those in who are signed in, and takes forms only from pages that they were shown. */
@Singleton
final class Gate {

    static final String TOKEN = "form_token";

    private final Sessions sessions;
    private final Database database;

    Gate(Sessions sessions, Database database) {
        this.sessions = sessions;
        this.database = database;
    }

    /** Shows a page to somebody who is signed in; sends anybody else to sign in first. */
    HttpResponse<?> page(HttpRequest<?> request, Function<Session, MutableHttpResponse<?>> page) {
        var session = sessions.of(request);
        if (session.isEmpty()) {
            var next = URLEncoder.encode(request.getUri().toString(), StandardCharsets.UTF_8);
            return HttpResponse.seeOther(URI.create("/sign-in?next=" + next));
        }
        return database.transaction(() -> page.apply(session.get()));
    }

    /** Takes a form from somebody who is signed in, in one transaction. */
    HttpResponse<?> form(HttpRequest<?> request, @Nullable String body,
            java.util.function.BiFunction<Session, Form, MutableHttpResponse<?>> work) {
        var form = Form.read(body);
        return page(request, session -> {
            if (!Secrets.same(form.get(TOKEN), session.formToken())) {
                throw NotForYou.forbidden("That form is too old",
                        "Nothing was changed. Go back, load the page again, and send it once more.");
            }
            return work.apply(session, form);
        });
    }

    /** The fields of a form. */
    record Form(Map<String, String> fields) {

        Form {
            fields = Map.copyOf(fields);
        }

        static Form read(@Nullable String body) {
            var fields = new LinkedHashMap<String, String>();
            for (var pair : (body == null ? "" : body).split("&")) {
                var equals = pair.indexOf('=');
                if (equals > 0) {
                    fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
            return new Form(fields);
        }

        String get(String name) {
            return fields.getOrDefault(name, "").strip();
        }

        private static String decoded(String text) {
            try {
                return URLDecoder.decode(text, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException halfAnEscape) {
                return text;
            }
        }
    }
}
