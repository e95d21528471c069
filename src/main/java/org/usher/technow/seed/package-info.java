/**
 * Loads what an instance begins with: people, groups, catalogue items and their variables, from files. At every start; what is there
 * already is brought up to date, so that loading twice does nothing twice.
 *
 * <h2>The files</h2>
 * A seed folder has a file for a table, named after it: {@code sys_user.csv}, {@code sc_cat_item.json} and so on. The first line of a CSV
 * file names columns, as {@link org.usher.technow.table.Dictionary} has them; a JSON file is a list of objects. Tables are read in the
 * order of the list below; a record is known again by its key.
 *
 * <pre>
 * sys_user           key user_name (the staff number)   name, email, manager, active, title, roles, employee_number (else user_name), …
 * sys_user_group     key name                           description, email, manager
 * sys_user_grmember  key group, user
 * sc_catalog         key title                          description
 * sc_category        key title                          description, sc_catalog, parent
 * sc_cat_item        key name                           short_description, category, group (fulfilment), delivery_time, workflow, …
 * item_option_new    key cat_item, name                 question_text, type, mandatory, order, help_text, default_value, …
 * question_choice    key question, value                text, order
 * </pre>
 *
 * <ul>
 * <li>A reference is written as the key of what it points to: a user by user name, a group or an item by its name.
 * <li>{@code roles}: {@code itil} works at the desk, {@code admin} may do everything, {@code rest_service} and {@code approval_admin} are
 * for systems.
 * <li>{@code delivery_time} is written as {@code 3 00:00:00} (days, then hours) or as the vendor keeps it, {@code 1970-01-04 00:00:00}.
 * <li>{@code workflow}: {@code manager_approval}, {@code external_approval} (another system writes the approvals) or {@code no_approval};
 * it counts for orders through the catalogue.
 * <li>An object of {@code sc_cat_item.json} may hold its questions, {@code "variables": [{"name": …, "question_text": …, "choices":
 * [{"value": …, "text": …}]}]}; their {@code order} is then their place, unless they say otherwise. The last description of an item says which variables it has: others are asked no more.
 * <li>A variable of type 11 is a heading, with which a section of the ticket begins. The section whose heading is named
 * {@code for_the_desk} holds what the desk fills in when it closes the ticket, such as the position that was given.
 * <li>Lines of a CSV file that begin with {@code #} are remarks. What cannot be used is reported with file and row, and left out.
 * </ul>
 *
 * <h2>Where they are</h2>
 * The sample that comes with TechNow ({@code technow} on the class path, unless {@code technow.seed.sample} is false), then every folder
 * named {@code technow} in {@code technow.seed.folder}, at most two levels down (by default {@code conversations}: a form brings its
 * catalogue item with it, as {@code conversations/dwp/technow}).
 *
 * <p>May import: {@code table}.
 */
@NullMarked
package org.usher.technow.seed;

import org.jspecify.annotations.NullMarked;
