package org.usher.conversation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.usher.validation.Expression;

/** What a form changes in a register, when something has happened to it. */
public sealed interface Effect {

    /** When it is done. */
    Occasion occasion();

    /** The occasion of an effect that says nothing else: the work is done. */
    String FULFILLED = "fulfilled";

    /** The occasion of what is done with the approval. */
    String APPROVED = "approved";

    /**
     * When an effect is done.
     *
     * @param on   what must have happened: {@link #FULFILLED}, {@link #APPROVED}, or the id of a follow-up that was done
     * @param when only if this holds
     * @param each the lists it is done for, once for every combination; none: done once
     */
    record Occasion(String on, Optional<Expression> when, List<Each> each) {
        public Occasion {
            each = List.copyOf(each);
        }
    }

    /**
     * A list that an effect is done for.
     *
     * @param name what an element is called
     * @param list the list; it may use the names of those before it
     */
    record Each(String name, Expression list) {}

    /** Replaces fields of the entry that an expression gives. */
    record Set(Occasion occasion, String register, Expression entry, Map<String, Expression> to) implements Effect {
        public Set {
            to = Map.copyOf(to);
        }
    }

    /** Replaces fields of all entries whose fields have certain values; without {@code each}, the entry is {@code it} in what is put there. */
    record SetAll(Occasion occasion, String register, Map<String, Expression> where, Map<String, Expression> to) implements Effect {
        public SetAll {
            where = Map.copyOf(where);
            to = Map.copyOf(to);
        }
    }

    /** Adds an entry; without a key it gets a new one. */
    record Add(Occasion occasion, String register, Optional<Expression> key, Map<String, Expression> to) implements Effect {
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
    record Generate(Occasion occasion, String register, Optional<Expression> entry, String username,
            Optional<Expression> from, String password, Map<String, Expression> to, Optional<Expression> showTo) implements Effect {
        public Generate {
            to = Map.copyOf(to);
        }
    }

    /** Takes away the entries whose fields have these values. */
    record Remove(Occasion occasion, String register, Map<String, Expression> where) implements Effect {
        public Remove {
            where = Map.copyOf(where);
        }
    }
}
