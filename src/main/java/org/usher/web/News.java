package org.usher.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.sse.Event;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.usher.outbox.NoticeBoard;
import org.usher.request.Person;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** What is new for a person since a moment: looked up when something signals it, and every few seconds because another node may know more. */
@Singleton
public final class News {

    private static final Logger LOG = LoggerFactory.getLogger(News.class);
    private static final int MOST = 20;
    /** A sign of life this often, so that a browser that has gone is noticed. */
    private static final Duration BEAT = Duration.ofSeconds(20);
    private static final Counts NONE = new Counts(0, 0, 0, 0);

    private final Live live;
    private final NoticeBoard board;
    private final Counting counting;
    private final WebSettings settings;
    private final Sinks.Empty<Void> over = Sinks.empty();

    News(Live live, NoticeBoard board, Counting counting, WebSettings settings) {
        this.live = live;
        this.board = board;
        this.counting = counting;
        this.settings = settings;
    }

    /**
     * What a page is told.
     *
     * @param mark   up to where the person has been told
     * @param texts  what is new, oldest first
     * @param counts what waits now
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Flash(String mark, List<String> texts, Counts counts) {
        public Flash {
            texts = List.copyOf(texts);
        }
    }

    /** What waits, by the names that the menu has for it. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Counts(int approvals, int reminders, int cart, int messages) {}

    /** What is new after a message, as it comes; a negative number: after now. */
    public Publisher<Event<Flash>> of(Person who, long since) {
        var told = new AtomicLong(since);
        var looks = Flux.merge(live.signals(who), Flux.interval(Duration.ZERO, settings.liveEvery()).map(_ -> who)).onBackpressureLatest();
        var flashes = looks.concatMap(
                _ -> Mono.fromCallable(() -> lookAfresh(who, told)).subscribeOn(Schedulers.boundedElastic()).flatMap(Mono::justOrEmpty), 1);
        var beats = Flux.interval(BEAT).map(_ -> Event.of(new Flash(String.valueOf(told.get()), List.of(), NONE)).name("beat"));
        return Flux.merge(flashes, beats).takeUntilOther(over.asMono());
    }

    /** Ends what still listens when the program stops, so that nobody looks into a database that is closed. */
    @PreDestroy
    void close() {
        over.tryEmitEmpty();
    }

    /** Looks without the connection that the request had when it began, which has been given back long since. */
    private Optional<Event<Flash>> lookAfresh(Person who, AtomicLong told) {
        try {
            return PropagatedContext.empty().propagate(() -> look(who, told));
        } catch (RuntimeException problem) {
            LOG.warn("The news could not be looked up and will be looked up again: {}", problem.getMessage());
            LOG.debug("Why", problem);
            return Optional.empty();
        }
    }

    private Optional<Event<Flash>> look(Person who, AtomicLong told) {
        var latest = board.of(who, MOST);
        if (told.get() < 0) {
            told.set(latest.isEmpty() ? 0 : latest.getFirst().id());
            return Optional.empty();
        }
        var fresh = latest.stream().filter(posted -> posted.id() > told.get()).toList().reversed();
        if (fresh.isEmpty()) {
            return Optional.empty();
        }
        told.set(fresh.getLast().id());
        return Optional
                .of(Event
                        .of(new Flash(String.valueOf(told.get()), fresh.stream().map(posted -> posted.notice().subject()).toList(),
                                counts(who)))
                        .name("news"));
    }

    private Counts counts(Person who) {
        var counts = counting.of(who);
        return new Counts(counts.approvals(), counts.reminders(), counts.cart(), counts.messages());
    }
}
