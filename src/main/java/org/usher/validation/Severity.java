package org.usher.validation;

/** What a rule does when it fires. */
public enum Severity {
    /** The answer, or the submission, is refused. */
    BLOCK,
    /** The conversation goes on, but the item waits until an authorisation is evidenced. */
    AUTHORISE,
    /** The person must say "go on anyway"; the approver and the ticket see it. */
    WARN,
    /** The person is told; the ticket says so. */
    NOTE,
    /** The bot cannot do this; the conversation ends, or goes on in another form, and says where to turn. */
    OFF_RAMP;

    /** The word used in definitions, the API and the documentation. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
