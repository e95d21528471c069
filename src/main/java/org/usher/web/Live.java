package org.usher.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import org.usher.request.Person;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Says at once, to the pages a person has open on this node, that something is new. What happens on another node is found by looking again every
 * few seconds.
 */
@Singleton
final class Live {

    private final Map<Person, Sinks.Many<Person>> open = new ConcurrentHashMap<>();

    /** Something is new for a person. */
    void changed(Person who) {
        var sink = open.get(who);
        if (sink != null) {
            sink.tryEmitNext(who);
        }
    }

    /** A signal whenever something is new for a person. */
    Publisher<Person> signals(Person who) {
        return Flux.defer(() -> open.computeIfAbsent(who, _ -> Sinks.many().multicast().directBestEffort()).asFlux())
                .doFinally(_ -> tidy(who));
    }

    private void tidy(Person who) {
        open.computeIfPresent(who, (_, sink) -> sink.currentSubscriberCount() == 0 ? null : sink);
    }
}
