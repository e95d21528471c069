package org.usher.technow.desk;

import io.micronaut.http.HttpStatus;

/** A page that cannot be shown, or something that cannot be done, with the words for it. Whatever was under way is rolled back. */
final class NotForYou extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final String title;

    private NotForYou(HttpStatus status, String title, String text) {
        super(text);
        this.status = status;
        this.title = title;
    }

    static NotForYou notFound(String title, String text) {
        return new NotForYou(HttpStatus.NOT_FOUND, title, text);
    }

    static NotForYou forbidden(String title, String text) {
        return new NotForYou(HttpStatus.FORBIDDEN, title, text);
    }

    HttpStatus status() {
        return status;
    }

    String title() {
        return title;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
