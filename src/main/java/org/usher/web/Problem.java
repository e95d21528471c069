package org.usher.web;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpStatus;
import io.micronaut.serde.annotation.Serdeable;

/**
 * Why a request could not be carried out, as RFC 9457 has it. Nothing has changed when one of these is the answer.
 *
 * @param type     where this kind of problem is explained
 * @param title    the kind of problem in a few words
 * @param status   the HTTP status
 * @param detail   what was wrong this time
 * @param instance the path that was called
 * @param help     what to do about it
 * @param rules    the rules that object, by id
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Problem(String type, String title, int status, String detail, String instance, String help, List<String> rules) {

    public Problem {
        rules = List.copyOf(rules);
    }

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** What can be wrong with a request. */
    public enum Kind {
        /** Something is missing, or is not what it should be. */
        BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request cannot be understood", "Compare it with the description of the API at /api-docs."),
        /** There is no session and no token, or they are over. */
        NOT_SIGNED_IN(HttpStatus.UNAUTHORIZED, "You are not signed in",
                "Sign in: POST /api/session gives a token, or open /sign-in in a browser."),
        /** Sign-in with a number that nobody has. */
        UNKNOWN_PERSON(HttpStatus.UNPROCESSABLE_ENTITY, "Nobody has this staff number",
                "Check the number, or ask the service desk to add the person."),
        /** Sign-in with a number that is in use in several places. */
        AMBIGUOUS_PERSON(HttpStatus.UNPROCESSABLE_ENTITY, "Several organisations have this staff number",
                "Say which organisation you mean: send one of \"organisations\" as \"organisation\"."),
        /** What changes something came without the token of a page. */
        FORGED(HttpStatus.FORBIDDEN, "This did not come from a page of Usher's",
                "Load the page again and send it once more. A program should use a bearer token, or send the page's token in X-CSRF-Token."),
        /** Somebody else does this. */
        FORBIDDEN(HttpStatus.FORBIDDEN, "This is not yours to do", "Ask the person whose task it is."),
        /** Not there, or not to be seen; the two are not told apart. */
        NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such thing, or it is not yours", "Check the address. You only see what is yours."),
        /** The address is right, the method is not. */
        METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This address does not take this method", "See the Allow header, or /api-docs."),
        /** None of the forms asked for can be given. */
        NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "This cannot be given in the form you ask for", "Accept application/json."),
        /** Something else came first. */
        CONFLICT(HttpStatus.CONFLICT, "It has changed in the meantime", "Look at it again and decide anew."),
        /** It was there, and has ended. */
        GONE(HttpStatus.GONE, "This is over", "Begin a new one."),
        /** More than is taken at once. */
        TOO_LARGE(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "This is too much", "Send less at once."),
        /** The body is in another form than this address takes. */
        WRONG_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "This is in a form that is not understood",
                "Send the media type that /api-docs names, mostly application/json."),
        /** A rule stands in the way. */
        UNPROCESSABLE(HttpStatus.UNPROCESSABLE_ENTITY, "This was understood, but it cannot be done", "Put right what the detail says."),
        /** More than is taken in a while. */
        TOO_MANY(HttpStatus.TOO_MANY_REQUESTS, "Too many requests", "Wait a little."),
        /** A fault of the program itself. */
        DEFECT(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong in Usher",
                "Try again in a moment. Your answers up to here are kept. If it happens again, tell the service desk when it happened.");

        private final HttpStatus status;
        private final String title;
        private final String help;

        Kind(HttpStatus status, String title, String help) {
            this.status = status;
            this.title = title;
            this.help = help;
        }

        public HttpStatus status() {
            return status;
        }

        public String title() {
            return title;
        }

        public String help() {
            return help;
        }

        /** The word for it in addresses. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        /** The kind that fits an HTTP status best. */
        static Kind of(int status) {
            return switch (status) {
                case 400 -> BAD_REQUEST;
                case 401 -> NOT_SIGNED_IN;
                case 403 -> FORBIDDEN;
                case 404 -> NOT_FOUND;
                case 405 -> METHOD_NOT_ALLOWED;
                case 406 -> NOT_ACCEPTABLE;
                case 409 -> CONFLICT;
                case 410 -> GONE;
                case 413 -> TOO_LARGE;
                case 415 -> WRONG_MEDIA_TYPE;
                case 422 -> UNPROCESSABLE;
                case 429 -> TOO_MANY;
                default -> status < 500 ? BAD_REQUEST : DEFECT;
            };
        }
    }

    static Problem of(Kind kind, int status, String detail, String instance, List<String> rules) {
        return new Problem("/problems#" + kind.word(), kind.title(), status, detail, instance, kind.help(), rules);
    }
}
