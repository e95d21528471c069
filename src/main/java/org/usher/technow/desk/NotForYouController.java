package org.usher.technow.desk;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.swagger.v3.oas.annotations.Hidden;

/** Shows people what cannot be shown or done. */
@Hidden
@Controller
class NotForYouController {

    private final Pages pages;

    NotForYouController(Pages pages) {
        this.pages = pages;
    }

    @Error(global = true)
    HttpResponse<String> show(HttpRequest<?> request, NotForYou problem) {
        return pages.problem(problem.status(), problem.title(), problem.text());
    }
}
