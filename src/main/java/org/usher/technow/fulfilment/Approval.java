package org.usher.technow.fulfilment;

import org.usher.technow.table.Row;

/** How far an approval is, of a ticket ({@code approval}) or of one approver ({@code state}). */
public enum Approval {
    NOT_REQUESTED("not requested"), REQUESTED("requested"), APPROVED("approved"), REJECTED("rejected"), CANCELLED(
            "cancelled"), NOT_REQUIRED(
                    "not_required");

    private final String code;

    Approval(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** Whether a ticket is that far. */
    public boolean of(Row ticket) {
        return ticket.is("approval", code);
    }

    /** Whether an approver is that far. */
    public boolean by(Row approver) {
        return approver.is("state", code);
    }
}
