package org.usher.technow.rest;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.swagger.v3.oas.annotations.Hidden;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.usher.technow.table.OperationRefused;

/** Answers what goes wrong in the API in the vendor's shape. */
@Hidden
@Controller
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final ForPeople people;

    Problems(ForPeople people) {
        this.people = people;
    }

    @Error(global = true)
    HttpResponse<String> problem(HttpRequest<?> request, Problem problem) {
        return Answers.failure(problem.status(), problem.message(), problem.detail());
    }

    @Error(global = true)
    HttpResponse<String> refused(HttpRequest<?> request, OperationRefused refusal) {
        return Answers.failure(HttpStatus.FORBIDDEN, "Operation Failed", refusal.detail());
    }

    @Error(global = true, status = HttpStatus.NOT_FOUND)
    HttpResponse<String> unknownPath(HttpRequest<?> request) {
        return isForPeople(request)
                ? people.problem(HttpStatus.NOT_FOUND, "There is no such page", "Check the address, or begin at the first page.")
                : Answers.failure(HttpStatus.BAD_REQUEST, "Requested URI does not represent any resource", null);
    }

    @Error(global = true, status = HttpStatus.METHOD_NOT_ALLOWED)
    HttpResponse<String> wrongMethod(HttpRequest<?> request) {
        return answer(request, HttpStatus.METHOD_NOT_ALLOWED, "Method not supported", request.getMethodName() + " is not supported here");
    }

    @Error(global = true, status = HttpStatus.NOT_ACCEPTABLE)
    HttpResponse<String> wrongAccept(HttpRequest<?> request) {
        return Answers.failure(HttpStatus.NOT_ACCEPTABLE, "Requested response format not supported", "Ask for application/json");
    }

    @Error(global = true, status = HttpStatus.UNSUPPORTED_MEDIA_TYPE)
    HttpResponse<String> wrongContent(HttpRequest<?> request) {
        return answer(request, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type", "Send application/json");
    }

    @Error(global = true, status = HttpStatus.REQUEST_ENTITY_TOO_LARGE)
    HttpResponse<String> tooLarge(HttpRequest<?> request) {
        return answer(request, HttpStatus.REQUEST_ENTITY_TOO_LARGE, "Request entity is too large", "25 MB are the most");
    }

    @Error(global = true, status = HttpStatus.BAD_REQUEST)
    HttpResponse<String> unreadable(HttpRequest<?> request) {
        return answer(request, HttpStatus.BAD_REQUEST, "Exception while reading request", "The request is not valid");
    }

    @Error(global = true)
    HttpResponse<String> defect(HttpRequest<?> request, Throwable defect) {
        LOG.error("{} {} failed", request.getMethodName(), request.getPath(), defect);
        return answer(request, HttpStatus.INTERNAL_SERVER_ERROR, "Transaction failed", "The system could not process the request");
    }

    private HttpResponse<String> answer(HttpRequest<?> request, HttpStatus status, String message, String detail) {
        return isForPeople(request) ? people.problem(status, message, detail + ".") : Answers.failure(status, message, detail);
    }

    private static boolean isForPeople(HttpRequest<?> request) {
        return !request.getPath().startsWith("/api/") && !request.getPath().startsWith("/technow/") && !request.getPath().endsWith(".do");
    }
}
