package org.usher.conversation;

import java.util.Map;
import java.util.Optional;

import org.usher.validation.Expression;

/** What fulfilment changes in a register. Each applies only when its condition holds, once for each of a list when it has {@code each}. */
public sealed interface Effect {

    Optional<Expression> when();

    /** The list it is done for, each of which is called {@code it}; none: done once. */
    Optional<Expression> each();

    /** Replaces fields of the entry that an expression gives. */
    record Set(Optional<Expression> when, Optional<Expression> each, String register, Expression entry,
            Map<String, Expression> to) implements Effect {
        public Set {
            to = Map.copyOf(to);
        }
    }

    /** Adds an entry; without a key it gets a new one. */
    record Add(Optional<Expression> when, Optional<Expression> each, String register, Optional<Expression> key,
            Map<String, Expression> to) implements Effect {
        public Add {
            to = Map.copyOf(to);
        }
    }

    /** Takes away the entries whose fields have these values. */
    record Remove(Optional<Expression> when, Optional<Expression> each, String register, Map<String, Expression> where) implements Effect {
        public Remove {
            where = Map.copyOf(where);
        }
    }
}
