package org.usher.web.api;

import java.util.List;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.usher.pickup.PickUpView;
import org.usher.pickup.PickUps;
import org.usher.web.Visitors;

/** What waits in files that others pick up. */
@Controller("/api/pick-ups")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "Pick-ups")
class PickUpApi {

    private final PickUps pickUps;
    private final Visitors visitors;

    PickUpApi(PickUps pickUps, Visitors visitors) {
        this.pickUps = pickUps;
        this.visitors = visitors;
    }

    @Get
    @Operation(summary = "The files you may see, and the lines that wait in them to be picked up")
    List<PickUpView> waiting(HttpRequest<?> request) {
        return pickUps.of(visitors.of(request));
    }
}
