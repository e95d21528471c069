package org.usher.web.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/** Begins what somebody else has to do about a request. */
@Produces(MediaType.TEXT_HTML)
@Controller("/tasks")
@Secured(SecurityRule.IS_AUTHENTICATED)
public class TaskPages {

    private final ChatPages chat;

    TaskPages(ChatPages chat) {
        this.chat = chat;
    }

    @Post("/{item}/{step}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> begin(HttpRequest<?> request, String item, String step) {
        return chat.start(request, item + '/' + step);
    }
}
