package org.usher.technow.fault;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** Lets calls meet the faults that were asked for. */
@ServerFilter({"/api/**", "/oauth_token.do"})
@Order(10)
@Requires(property = "technow.faults.enabled", value = "true")
class FaultFilter {

    private static final String MET = "technow.fault";
    private static final String RULE = "technow.faults";

    private final Faults faults;
    private final Clock clock;

    FaultFilter(Faults faults, Clock clock) {
        this.faults = faults;
        this.clock = clock;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable
    HttpResponse<?> before(HttpRequest<?> request) throws InterruptedException {
        var met = faults.take(request.getMethodName(), request.getPath());
        if (met.isEmpty()) {
            return null;
        }
        var fault = met.get();
        return switch (fault.kind()) {
            case SLOW -> {
                Thread.sleep(fault.pause());
                yield null;
            }
            case TOO_MANY -> tooMany(fault.pause());
            case UNAVAILABLE -> unavailable();
            case UNAVAILABLE_AFTER, DROP -> {
                request.setAttribute(MET, fault);
                yield null;
            }
        };
    }

    @ResponseFilter
    void after(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(MET, Fault.class).ifPresent(fault -> {
            if (fault.kind() == Fault.Kind.UNAVAILABLE_AFTER) {
                response.status(HttpStatus.SERVICE_UNAVAILABLE).body(problem("Service unavailable"));
            } else if (request instanceof NettyHttpRequest<?> netty) {
                var _ = netty.getChannelHandlerContext().channel().close();
            }
        });
    }

    private MutableHttpResponse<?> tooMany(Duration pause) {
        return HttpResponse.status(HttpStatus.TOO_MANY_REQUESTS).header("Retry-After", String.valueOf(pause.toSeconds()))
                .header("X-RateLimit-Limit", "1").header("X-RateLimit-Rule", RULE)
                .header("X-RateLimit-Reset", String.valueOf(clock.instant().plus(pause).getEpochSecond()))
                .body(problem("Rate limit exceeded"));
    }

    private static MutableHttpResponse<?> unavailable() {
        return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE).body(problem("Service unavailable"));
    }

    private static Map<String, Object> problem(String message) {
        var body = new LinkedHashMap<String, Object>();
        body.put("error", Map.of("message", message, "detail", "Asked for at /technow/faults"));
        body.put("status", "failure");
        return body;
    }
}
