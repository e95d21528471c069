package org.usher.technow.rest;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;

/** Shows people what went wrong, outside the API. */
public interface ForPeople {

    /** A page. */
    HttpResponse<String> problem(HttpStatus status, String title, String text);
}
