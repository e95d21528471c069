package org.usher.servicenow;

/** An encoded query, whose values can hold anything. */
final class Query {

    private final StringBuilder text = new StringBuilder();

    private Query() {}

    static Query where(String field, String value) {
        return new Query().and(field, value);
    }

    Query and(String field, String value) {
        return and(field, "=", value);
    }

    Query and(String field, String operator, String value) {
        if (!text.isEmpty()) {
            text.append('^');
        }
        // A caret would end the value; the ITSM reads two of them as one.
        text.append(field).append(operator).append(value.replace("^", "^^"));
        return this;
    }

    Query orderedBy(String field) {
        text.append("^ORDERBY").append(field);
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
