package org.usher.web.api;

import java.util.List;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.usher.checkout.FollowUps;
import org.usher.checkout.TaskView;
import org.usher.web.Visitors;

/** What others have to do about requests. */
@Controller("/api/tasks")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "Tasks")
class TaskApi {

    private final FollowUps followUps;
    private final Visitors visitors;

    TaskApi(FollowUps followUps, Visitors visitors) {
        this.followUps = followUps;
        this.visitors = visitors;
    }

    @Get
    @Operation(summary = "What waits to be done by you, longest first", description = "A task is done in a dialogue: POST /api/dialogues with its id as the conversation.")
    List<TaskView> tasks(HttpRequest<?> request) {
        return followUps.of(visitors.of(request));
    }
}
