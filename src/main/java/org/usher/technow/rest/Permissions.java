package org.usher.technow.rest;

import java.util.Set;

import org.usher.technow.table.Actor;
import org.usher.technow.table.Dictionary;
import org.usher.technow.table.Table;

/**
 * Who may do what over the API: reading and writing tickets needs one of the roles {@code itil} and {@code rest_service}; people, groups
 * and the catalogue are written by an {@code admin} only, and so is deleting anything but attachments and carts.
 */
final class Permissions {

    private static final String[] WORKERS = {"itil", "rest_service"};
    private static final Set<String> KEPT_BY_ADMIN = Set.of(Dictionary.USER, Dictionary.GROUP, Dictionary.MEMBER, Dictionary.CATALOG,
            Dictionary.CATEGORY, Dictionary.CATALOG_ITEM, Dictionary.QUESTION, Dictionary.QUESTION_CHOICE);

    private Permissions() {}

    static void requireRead(Table table, Actor actor) {
        require(actor.hasRole(WORKERS), "Read", table);
    }

    static void requireWrite(Table table, Actor actor) {
        require(actor.hasRole(KEPT_BY_ADMIN.contains(table.name()) ? new String[0] : WORKERS), "Write", table);
    }

    static void requireDelete(Table table, Actor actor) {
        require(actor.hasRole(table.name().equals(Dictionary.ATTACHMENT) ? WORKERS : new String[0]), "Delete", table);
    }

    private static void require(boolean allowed, String operation, Table table) {
        if (!allowed) {
            throw Problem.forbidden(operation + " operation against '" + table.name() + "' was denied by an ACL");
        }
    }
}
