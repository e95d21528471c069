package org.usher.technow.fault;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Hidden;
import org.usher.technow.account.Accounts;

/** The switches. */
@Hidden
@Controller("/technow/faults")
@Requires(property = "technow.faults.enabled", value = "true")
class FaultController {

    private static final int MOST_SECONDS = 300;

    private final Faults faults;
    private final Accounts accounts;

    FaultController(Faults faults, Accounts accounts) {
        this.faults = faults;
        this.accounts = accounts;
    }

    @Get
    HttpResponse<?> toCome(HttpRequest<?> request) {
        return isAdmin(request) ? HttpResponse.ok(shown()) : HttpResponse.status(HttpStatus.FORBIDDEN);
    }

    @Post
    HttpResponse<?> add(HttpRequest<?> request, @Body Map<String, Object> wanted) {
        if (!isAdmin(request)) {
            return HttpResponse.status(HttpStatus.FORBIDDEN);
        }
        var word = text(wanted, "kind");
        var kind = Stream.of(Fault.Kind.values()).filter(known -> known.word().equals(word)).findFirst();
        var times = number(wanted, "times", 1);
        var seconds = number(wanted, "seconds", 1);
        if (kind.isEmpty() || times < 1 || seconds < 0 || seconds > MOST_SECONDS) {
            return HttpResponse.unprocessableEntity()
                    .body(Map.of("error", "kind is one of " + List.of(Fault.Kind.values()).toString().toLowerCase(Locale.ROOT)
                            + ", times at least 1, seconds 0 to " + MOST_SECONDS));
        }
        faults.add(new Fault(kind.get(), text(wanted, "method"), text(wanted, "path"), Duration.ofSeconds(seconds), times));
        return HttpResponse.created(shown());
    }

    @Delete
    HttpResponse<?> clear(HttpRequest<?> request) {
        if (!isAdmin(request)) {
            return HttpResponse.status(HttpStatus.FORBIDDEN);
        }
        faults.clear();
        return HttpResponse.noContent();
    }

    private boolean isAdmin(HttpRequest<?> request) {
        return request.getHeaders().getAuthorization().flatMap(Accounts::credentials)
                .flatMap(given -> accounts.signIn(given.name(), given.password())).filter(actor -> actor.hasRole("admin")).isPresent();
    }

    private List<Map<String, Object>> shown() {
        return faults.toCome().stream().map(fault -> Map.<String, Object>of("kind", fault.kind().word(), "method", fault.method(), "path",
                fault.path(), "seconds", fault.pause().toSeconds(), "times", fault.times())).toList();
    }

    private static String text(Map<String, Object> wanted, String name) {
        return Optional.ofNullable(wanted.get(name)).map(String::valueOf).orElse("");
    }

    private static int number(Map<String, Object> wanted, String name, int otherwise) {
        return wanted.get(name) instanceof Number number ? number.intValue() : otherwise;
    }
}
