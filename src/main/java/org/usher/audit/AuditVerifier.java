package org.usher.audit;

import java.util.Arrays;

import jakarta.inject.Singleton;

/** Shows that the record is complete and unedited, or names the first row that is not as it was written. */
@Singleton
public final class AuditVerifier {

    private static final int ROWS_AT_ONCE = 1000;

    private final AuditLinks links;

    public AuditVerifier(AuditLinks links) {
        this.links = links;
    }

    /** What was found. */
    public sealed interface Verdict {

        /** Every row is there, in its place and as it was written. */
        record Intact(long rows) implements Verdict {}

        /** The first row that is not. */
        record Broken(long row, Fault fault) implements Verdict {}
    }

    /** What can be wrong with a row. */
    public enum Fault {
        /** It does not say what was written. */
        ALTERED,
        /** It is not there. */
        MISSING,
        /** It stands where another was written. */
        REORDERED,
        /** It is there although it was never written. */
        ADDED
    }

    /** Reads the whole record. Rows written meanwhile are not looked at. */
    public Verdict verify() {
        var head = links.head();
        if (head.number() < 0) {
            return new Verdict.Broken(0, Fault.MISSING);
        }
        long number = 0;
        byte[] hash = new byte[32];
        while (number < head.number()) {
            var rows = links.after(number, ROWS_AT_ONCE);
            if (rows.isEmpty()) {
                return new Verdict.Broken(number + 1, Fault.MISSING);
            }
            for (var row : rows) {
                if (row.number() > head.number()) {
                    break;
                }
                if (row.number() != number + 1) {
                    return new Verdict.Broken(number + 1, Fault.MISSING);
                }
                var wrong = fault(row, hash);
                if (wrong != null) {
                    return new Verdict.Broken(row.number(), wrong);
                }
                number = row.number();
                hash = row.hash();
            }
        }
        return Arrays.equals(hash, head.hash()) ? new Verdict.Intact(number) : new Verdict.Broken(number + 1, Fault.ADDED);
    }

    private static @org.jspecify.annotations.Nullable Fault fault(AuditLinks.Link row, byte[] before) {
        boolean follows = Arrays.equals(row.previousHash(), before);
        boolean says = Arrays.equals(row.hash(), AuditChain.hash(row.number(), row.previousHash(), row.entry(), row.details()));
        if (follows && says) {
            return null;
        }
        return !follows && !says ? Fault.REORDERED : Fault.ALTERED;
    }
}
