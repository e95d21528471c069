package org.usher.facts;

import java.util.List;

import org.usher.register.Change;
import org.usher.register.Registers;

/** Reads a CSV feed for a register as it stands: what it would change, or every line that cannot be taken. */
public interface FeedReader {

    Feed read(Registers registers, String register, String csv);

    /** What a feed says. If any line is refused there are no changes. */
    record Feed(List<Change> changes, List<String> added, List<String> changed, int unchanged, List<RegisterService.RefusedLine> refused) {
        public Feed {
            changes = List.copyOf(changes);
            added = List.copyOf(added);
            changed = List.copyOf(changed);
            refused = List.copyOf(refused);
        }
    }
}
