package org.usher.technow.fulfilment;

import org.usher.technow.table.Row;

/** Where a requested item is on its way, in the words of the column {@code stage}. */
public enum Stage {
    WAITING_FOR_APPROVAL("waiting_for_approval"), FULFILLMENT("fulfillment"), RETURNED("returned"), COMPLETED("completed"), INCOMPLETE(
            "incomplete"), REJECTED("request_rejected"), CANCELLED("request_cancelled");

    private final String code;

    Stage(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public boolean of(Row item) {
        return item.is("stage", code);
    }
}
