package org.usher.technow.table;

import java.util.Set;

/**
 * Who is acting.
 *
 * @param sysId    the key of the user; empty for the system itself
 * @param userName the name they sign in with, kept as {@code sys_updated_by}
 * @param name     what people call them
 * @param roles    what they may do
 */
public record Actor(String sysId, String userName, String name, Set<String> roles) {

    /** The system, when nobody asked for what it does. */
    public static final Actor SYSTEM = new Actor("", "system", "System", Set.of("admin"));

    public Actor {
        roles = Set.copyOf(roles);
    }

    public boolean hasRole(String... anyOf) {
        return roles.contains("admin") || Set.of(anyOf).stream().anyMatch(roles::contains);
    }
}
