package org.usher.servicenow;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.locks.ReentrantLock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.usher.ticket.Outcome;

/**
 * An instance of the ITSM: one call, its sign-in, and what became of it. Logs the method, the path and the status; never a header, a query
 * or a body.
 */
@Singleton
final class Instance {

    private static final Logger LOG = LoggerFactory.getLogger(Instance.class);
    private static final Duration BEFORE_EXPIRY = Duration.ofSeconds(30);
    private static final int LONGEST_DETAIL = 500;

    private final ServiceNowSettings settings;
    private final Clock clock;
    private final HttpClient client;
    private final ObjectMapper json = new ObjectMapper();
    private final ReentrantLock signingIn = new ReentrantLock();
    private volatile @Nullable Token token;

    Instance(ServiceNowSettings settings, Clock clock) throws java.net.MalformedURLException {
        this.settings = settings;
        this.clock = clock;
        var configuration = new DefaultHttpClientConfiguration();
        configuration.setConnectTimeout(settings.connectTimeout());
        configuration.setReadTimeout(settings.readTimeout());
        configuration.setExceptionOnErrorStatus(false);
        configuration.setFollowRedirects(false);
        client = HttpClient.create(settings.url().toURL(), configuration);
    }

    @PreDestroy
    void close() {
        client.close();
    }

    /** All records of a table that match an encoded query, read page by page. */
    Outcome<List<JsonNode>> list(String table, String query, String fields) {
        var all = new ArrayList<JsonNode>();
        while (true) {
            var page = page(table, query, fields, all.size());
            if (!(page instanceof Outcome.Ok<List<JsonNode>>(var rows))) {
                return page;
            }
            all.addAll(rows);
            if (rows.size() < settings.pageSize()) {
                return new Outcome.Ok<>(List.copyOf(all));
            }
        }
    }

    private Outcome<List<JsonNode>> page(String table, String query, String fields, int offset) {
        return rows(call(HttpRequest.GET("/api/now/table/" + table
                + parameters(
                        Map.of("sysparm_query", query, "sysparm_fields", fields, "sysparm_exclude_reference_link", "true", "sysparm_limit",
                                String.valueOf(settings.pageSize()), "sysparm_offset", String.valueOf(offset))))));
    }

    /** An empty list is "not found" in the first version of the API. */
    private static Outcome<List<JsonNode>> rows(Outcome<JsonNode> found) {
        return switch (found) {
            case Outcome.NotFound<JsonNode> _ -> new Outcome.Ok<>(List.of());
            case Outcome.Ok<JsonNode> _,Outcome.Rejected<JsonNode> _,Outcome.Unavailable<JsonNode> _ -> found.map(result -> {
                var all = new ArrayList<JsonNode>();
                result.forEach(all::add);
                return List.copyOf(all);
            });
        };
    }

    /**
     * Records that changed at or after a moment. Pages go on from the last time that was seen rather than by their number: a record that
     * changes meanwhile would otherwise push another one out of sight. A record can therefore come twice.
     */
    Outcome<List<JsonNode>> changedSince(String table, String since, String condition, String fields) {
        var all = new ArrayList<JsonNode>();
        var from = since;
        int offset = 0;
        while (true) {
            var query = "sys_updated_on>=" + from + '^' + condition + "^ORDERBYsys_updated_on";
            var page = page(table, query, fields, offset);
            if (!(page instanceof Outcome.Ok<List<JsonNode>>(var rows))) {
                return page;
            }
            all.addAll(rows);
            if (rows.size() < settings.pageSize()) {
                return new Outcome.Ok<>(List.copyOf(all));
            }
            var last = rows.getLast().path("sys_updated_on").asText();
            offset = last.equals(from) ? offset + settings.pageSize() : 0;
            from = last;
        }
    }

    /** The first record that matches; empty if none does. */
    Outcome<Optional<JsonNode>> first(String table, String query, String fields) {
        return rows(call(HttpRequest.GET("/api/now/table/" + table
                + parameters(Map.of("sysparm_query", query, "sysparm_fields", fields, "sysparm_exclude_reference_link", "true",
                        "sysparm_limit", "1")))))
                .map(found -> found.stream().findFirst());
    }

    Outcome<JsonNode> read(String table, String id, String fields) {
        return call(HttpRequest
                .GET("/api/now/table/" + table + '/' + id
                        + parameters(Map.of("sysparm_fields", fields, "sysparm_exclude_reference_link", "true"))));
    }

    Outcome<JsonNode> create(String table, Map<String, String> fields) {
        return call(HttpRequest.POST("/api/now/table/" + table + "?sysparm_exclude_reference_link=true", written(fields))
                .contentType(MediaType.APPLICATION_JSON_TYPE));
    }

    Outcome<JsonNode> change(String table, String id, Map<String, String> fields) {
        return call(HttpRequest.PATCH("/api/now/table/" + table + '/' + id + "?sysparm_exclude_reference_link=true", written(fields))
                .contentType(MediaType.APPLICATION_JSON_TYPE));
    }

    Outcome<JsonNode> attach(String table, String id, String name, String contentType, byte[] content) {
        return call(HttpRequest
                .POST("/api/now/attachment/file" + parameters(Map.of("table_name", table, "table_sys_id", id, "file_name", name)), content)
                .contentType(MediaType.of(contentType)));
    }

    Outcome<List<JsonNode>> attachments(String query) {
        return rows(call(HttpRequest.GET("/api/now/attachment" + parameters(Map.of("sysparm_query", query)))));
    }

    private Outcome<JsonNode> call(MutableHttpRequest<?> request) {
        if (settings.signIn() == ServiceNowSettings.SignIn.BASIC) {
            return answer(request.basicAuth(settings.user(), settings.password()));
        }
        return token(null).then(token -> {
            request.bearerAuth(token.access());
            var exchanged = exchange(request);
            if (exchanged instanceof Outcome.Ok<HttpResponse<String>>(var response) && response.code() == 401) {
                return token(token).then(renewed -> {
                    request.getHeaders().remove(HttpHeaders.AUTHORIZATION);
                    return answer(request.bearerAuth(renewed.access()));
                });
            }
            return exchanged.then(this::understood);
        });
    }

    private Outcome<JsonNode> answer(MutableHttpRequest<?> request) {
        return exchange(request).then(this::understood);
    }

    /** Any answer at all is {@link Outcome.Ok} here. */
    private Outcome<HttpResponse<String>> exchange(MutableHttpRequest<?> request) {
        request.accept(MediaType.APPLICATION_JSON_TYPE);
        var path = request.getUri().getPath();
        try {
            HttpResponse<String> response = client.toBlocking().exchange(request, Argument.STRING, Argument.STRING);
            LOG.debug("{} {} -> {}", request.getMethodName(), path, response.code());
            return new Outcome.Ok<>(response);
        } catch (HttpClientResponseException e) {
            @SuppressWarnings("unchecked")
            var response = (HttpResponse<String>) e.getResponse();
            LOG.debug("{} {} -> {}", request.getMethodName(), path, response.code());
            return new Outcome.Ok<>(response);
        } catch (HttpClientException e) {
            LOG.debug("{} {} -> no answer: {}", request.getMethodName(), path, e.getMessage());
            return new Outcome.Unavailable<>(Optional.empty(), "no answer from the ITSM: " + shortened(String.valueOf(e.getMessage())));
        }
    }

    private Outcome<JsonNode> understood(HttpResponse<String> response) {
        int status = response.code();
        var body = response.getBody(String.class).orElse("");
        if (status == 429 || status == 408 || status >= 500) {
            return new Outcome.Unavailable<>(retryAfter(response), status + " " + detail(body));
        }
        if (status == 401) {
            return new Outcome.Unavailable<>(Optional.empty(), "the ITSM does not accept Usher's sign-in (401)");
        }
        if (status == 404) {
            return new Outcome.NotFound<>(detail(body));
        }
        if (status >= 400) {
            return new Outcome.Rejected<>(status, detail(body));
        }
        if (status >= 300) {
            return new Outcome.Unavailable<>(Optional.empty(), status + " sends elsewhere, as an instance does that is being maintained");
        }
        if (body.isBlank()) {
            return new Outcome.Ok<>(json.createObjectNode());
        }
        try {
            var result = json.readTree(body).path("result");
            return result.isMissingNode()
                    ? new Outcome.Unavailable<>(Optional.empty(), "an answer without a result")
                    : new Outcome.Ok<>(result);
        } catch (JsonProcessingException e) {
            // A sleeping or maintained instance answers 200 with a page for people.
            return new Outcome.Unavailable<>(Optional.empty(), "an answer that is not JSON");
        }
    }

    private Optional<Duration> retryAfter(HttpResponse<?> response) {
        var value = response.header(HttpHeaders.RETRY_AFTER);
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(value.strip()))));
        } catch (NumberFormatException e) {
            return retryAt(value.strip());
        }
    }

    private Optional<Duration> retryAt(String date) {
        try {
            var wait = Duration.between(clock.instant(), ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private String detail(String body) {
        try {
            var error = json.readTree(body).path("error");
            if (error.isTextual()) {
                return shortened(error.asText());
            }
            var message = error.path("message").asText("");
            var detail = error.path("detail").asText("");
            return shortened(detail.isEmpty() || detail.equals("null") ? message : message + ": " + detail);
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL);
    }

    /** A token to sign in with; another one than the refused, if one was refused. */
    private Outcome<Token> token(@Nullable Token refused) {
        signingIn.lock();
        try {
            var current = token;
            if (current != null && current != refused && clock.instant().isBefore(current.expires().minus(BEFORE_EXPIRY))) {
                return new Outcome.Ok<>(current);
            }
            if (current != null && !current.refresh().isEmpty()) {
                var refreshed = grant(Map.of("grant_type", "refresh_token", "refresh_token", current.refresh()));
                if (refreshed instanceof Outcome.Ok<Token>(var renewed)) {
                    token = renewed;
                    return refreshed;
                }
            }
            var granted = settings.signIn() == ServiceNowSettings.SignIn.PASSWORD
                    ? grant(Map.of("grant_type", "password", "username", settings.user(), "password", settings.password()))
                    : grant(Map.of("grant_type", "client_credentials"));
            token = granted instanceof Outcome.Ok<Token>(var fresh) ? fresh : null;
            return granted;
        } finally {
            signingIn.unlock();
        }
    }

    private Outcome<Token> grant(Map<String, String> form) {
        var all = new LinkedHashMap<>(form);
        all.put("client_id", settings.clientId());
        all.put("client_secret", settings.clientSecret());
        var request = HttpRequest.POST("/oauth_token.do", encoded(all)).contentType(MediaType.APPLICATION_FORM_URLENCODED_TYPE);
        return exchange(request).then(response -> {
            if (response.code() != 200) {
                return new Outcome.Unavailable<>(retryAfter(response), "the ITSM gives Usher no token (" + response.code() + ")");
            }
            try {
                var answer = json.readTree(response.getBody(String.class).orElse(""));
                var access = answer.path("access_token").asText("");
                return access.isEmpty()
                        ? new Outcome.Unavailable<>(Optional.empty(), "the ITSM gives Usher no token")
                        : new Outcome.Ok<>(new Token(access, answer.path("refresh_token").asText(""),
                                clock.instant().plusSeconds(answer.path("expires_in").asLong(0))));
            } catch (JsonProcessingException e) {
                return new Outcome.Unavailable<>(Optional.empty(), "the ITSM answers a request for a token with something else");
            }
        });
    }

    private String written(Map<String, String> fields) {
        try {
            return json.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts can always be written as JSON", e);
        }
    }

    private static String parameters(Map<String, String> parameters) {
        return '?' + encoded(parameters);
    }

    private static String encoded(Map<String, String> parameters) {
        var joined = new StringJoiner("&");
        parameters.forEach((name, value) -> joined.add(name + '=' + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20")));
        return joined.toString();
    }

    /** An OAuth token. Its text is never shown. */
    private record Token(String access, String refresh, Instant expires) {
        @Override
        public String toString() {
            return "Token[expires " + expires + "]";
        }
    }
}
