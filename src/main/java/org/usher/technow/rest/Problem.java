package org.usher.technow.rest;

import io.micronaut.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** A call that is answered with an error, in the vendor's words. */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final @Nullable String detail;

    private Problem(HttpStatus status, String message, @Nullable String detail) {
        super(message);
        this.status = status;
        this.detail = detail;
    }

    static Problem badRequest(String message, @Nullable String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, message, detail);
    }

    static Problem unknownTable(String table) {
        return badRequest("Invalid table " + table, null);
    }

    static Problem noRecord() {
        return new Problem(HttpStatus.NOT_FOUND, "No Record found", "Record doesn't exist or ACL restricts the record retrieval");
    }

    static Problem notFound(String message) {
        return new Problem(HttpStatus.NOT_FOUND, message, null);
    }

    static Problem forbidden(String detail) {
        return new Problem(HttpStatus.FORBIDDEN, "User Not Authorized", detail);
    }

    static Problem methodNotAllowed() {
        return new Problem(HttpStatus.METHOD_NOT_ALLOWED, "Method not supported", null);
    }

    HttpStatus status() {
        return status;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    @Nullable
    String detail() {
        return detail;
    }
}
