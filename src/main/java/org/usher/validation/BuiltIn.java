package org.usher.validation;

import java.util.ResourceBundle;

/**
 * The rules that are built into Usher, for every organisation: {@code rules.properties} has their ids. What they say is in the words of the package that
 * they belong to.
 */
public enum BuiltIn {
    /** Somebody's account is not active. */
    INACTIVE,
    /** Somebody else decides. */
    NOT_YOURS,
    /** It was decided before. */
    ALREADY_DECIDED,
    /** A no needs a reason. */
    REASON_NEEDED,
    /** The giver and the day of an evidence. */
    EVIDENCE;

    private static final ResourceBundle IDS = ResourceBundle.getBundle("org.usher.validation.rules");

    /** The id under which it is reported. */
    public String id() {
        return IDS.getString(name().toLowerCase(java.util.Locale.ROOT));
    }
}
