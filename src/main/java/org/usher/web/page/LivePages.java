package org.usher.web.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.sse.Event;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import org.reactivestreams.Publisher;
import org.usher.facts.Ids;
import org.usher.web.News;
import org.usher.web.Visitors;

/** News for the pages that a person has open, as server-sent events. */
@Controller("/live")
@Secured(SecurityRule.IS_AUTHENTICATED)
class LivePages {

    private final News news;
    private final Visitors visitors;

    LivePages(News news, Visitors visitors) {
        this.news = news;
        this.visitors = visitors;
    }

    @Get("{?since}")
    @Produces(MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<News.Flash>> live(HttpRequest<?> request, @QueryValue(defaultValue = "") String since) {
        return news.of(visitors.of(request), Ids.number(since).orElse(-1L));
    }
}
