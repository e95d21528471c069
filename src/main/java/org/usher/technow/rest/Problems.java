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
        return request.getPath().startsWith("/api/")
                ? Answers.failure(HttpStatus.BAD_REQUEST, "Requested URI does not represent any resource", null)
                : Answers.failure(HttpStatus.NOT_FOUND, "Page not found", null);
    }

    @Error(global = true, status = HttpStatus.METHOD_NOT_ALLOWED)
    HttpResponse<String> wrongMethod(HttpRequest<?> request) {
        return Answers.failure(HttpStatus.METHOD_NOT_ALLOWED, "Method not supported", request.getMethodName() + " is not supported here");
    }

    @Error(global = true, status = HttpStatus.NOT_ACCEPTABLE)
    HttpResponse<String> wrongAccept(HttpRequest<?> request) {
        return Answers.failure(HttpStatus.NOT_ACCEPTABLE, "Requested response format not supported", "Only application/json is offered");
    }

    @Error(global = true, status = HttpStatus.UNSUPPORTED_MEDIA_TYPE)
    HttpResponse<String> wrongContent(HttpRequest<?> request) {
        return Answers.failure(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type", "Only application/json is read");
    }

    @Error(global = true, status = HttpStatus.REQUEST_ENTITY_TOO_LARGE)
    HttpResponse<String> tooLarge(HttpRequest<?> request) {
        return Answers.failure(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "Request entity is too large", null);
    }

    @Error(global = true, status = HttpStatus.BAD_REQUEST)
    HttpResponse<String> unreadable(HttpRequest<?> request) {
        return Answers.failure(HttpStatus.BAD_REQUEST, "Exception while reading request", "The request is not valid");
    }

    @Error(global = true)
    HttpResponse<String> defect(HttpRequest<?> request, Throwable defect) {
        LOG.error("{} {} failed", request.getMethodName(), request.getPath(), defect);
        return Answers.failure(HttpStatus.INTERNAL_SERVER_ERROR, "Transaction failed", "The system could not process the request");
    }
}
