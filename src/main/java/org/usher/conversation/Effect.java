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

    /**
     * Gives somebody a user name and a first password: a new entry of a register, or another password for an entry that is there. The password is made only
     * when the person entitled to it looks at it.
     *
     * @param entry    the entry that gets another password; none: a new entry is added
     * @param username the field of the user name, which is empty where none is made
     * @param from     what the user name is made of
     * @param password the field that keeps the hash
     * @param to       further fields
     * @param showTo   the person who may see the password, once; none: the requester
     */
    record Generate(Optional<Expression> when, Optional<Expression> each, String register, Optional<Expression> entry, String username,
            Optional<Expression> from, String password, Map<String, Expression> to, Optional<Expression> showTo) implements Effect {
        public Generate {
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
