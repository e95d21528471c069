package org.usher.discord.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The rate limits: 50 calls a second over all, and windows per route and major parameter. Calls that are refused do not count. */
final class Quota {

    private static final int GLOBAL = 50;
    private static final long SECOND = 1_000_000_000L;

    private record Window(int limit, long nanos) {}

    private static final class Bucket {
        private long opened;
        private int used;
    }

    private final Deque<Long> global = new ArrayDeque<>();
    private final Map<String, Bucket> buckets = new HashMap<>();
    private long stormUntil;
    private int mostInASecond;

    /** The headers of the answer if the call may pass, or the answer that refuses it. */
    sealed interface Ruling {
        record Pass(Map<String, String> headers) implements Ruling {}

        record Refuse(Answer answer) implements Ruling {}
    }

    /** From now on, and so long, everything that counts is answered with a global 429. */
    void storm(long nanos, long now) {
        stormUntil = now + nanos;
    }

    /** All windows are open again, as if time had passed. */
    void forget() {
        buckets.clear();
    }

    int mostInASecond() {
        return mostInASecond;
    }

    Ruling rule(Route route, long now) {
        if (route.counts()) {
            while (!global.isEmpty() && now - global.peekFirst() >= SECOND) {
                global.removeFirst();
            }
            if (now < stormUntil) {
                return new Ruling.Refuse(refusal(stormUntil - now, true, Map.of()));
            }
            if (global.size() >= GLOBAL) {
                return new Ruling.Refuse(refusal(SECOND - (now - global.getFirst()), true, Map.of()));
            }
        }
        var window = window(route);
        if (window.limit == 0) {
            count(route, now);
            return new Ruling.Pass(Map.of());
        }
        var bucket = buckets.computeIfAbsent(route.bucket(), _ -> new Bucket());
        if (bucket.used == 0 || now - bucket.opened >= window.nanos) {
            bucket.opened = now;
            bucket.used = 0;
        }
        if (bucket.used >= window.limit) {
            return new Ruling.Refuse(refusal(window.nanos - (now - bucket.opened), false, headers(route, window, bucket, now)));
        }
        bucket.used++;
        count(route, now);
        return new Ruling.Pass(headers(route, window, bucket, now));
    }

    private void count(Route route, long now) {
        if (route.counts()) {
            global.addLast(now);
            mostInASecond = Math.max(mostInASecond, global.size());
        }
    }

    private static Window window(Route route) {
        return switch (route.name()) {
            case "POST /channels/{}/messages", "PATCH /channels/{}/messages/{}", "POST /webhooks/{}/{}",
                    "PATCH /webhooks/{}/{}/messages/{}" ->
                new Window(5, 5 * SECOND / (route.name().contains("webhooks") ? 2 : 1));
            case "POST /users/@me/channels" -> new Window(40, SECOND);
            case "PUT /applications/{}/commands" -> new Window(5, 20 * SECOND);
            default -> new Window(0, 0);
        };
    }

    private static Map<String, String> headers(Route route, Window window, Bucket bucket, long now) {
        double after = Math.max(0, window.nanos - (now - bucket.opened)) / (double) SECOND;
        return Map.of("X-RateLimit-Limit", String.valueOf(window.limit),
                "X-RateLimit-Remaining", String.valueOf(window.limit - bucket.used),
                "X-RateLimit-Reset", String.format(Locale.ROOT, "%.3f", System.currentTimeMillis() / 1000.0 + after),
                "X-RateLimit-Reset-After", String.format(Locale.ROOT, "%.3f", after),
                "X-RateLimit-Bucket", Integer.toHexString(route.name().hashCode()));
    }

    private static Answer refusal(long nanos, boolean global, Map<String, String> headers) {
        double seconds = Math.max(0.001, nanos / (double) SECOND);
        var all = new HashMap<>(headers);
        all.put("Retry-After", String.valueOf((long) Math.ceil(seconds)));
        all.put("X-RateLimit-Scope", global ? "global" : "user");
        if (global) {
            all.put("X-RateLimit-Global", "true");
        }
        var body = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode().put("message", "You are being rate limited.")
                .put("retry_after", seconds).put("global", global);
        return new Answer(429, body, all);
    }
}
