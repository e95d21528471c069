/**
 * The pages of the service desk and of approvers: rendered on the server, usable without JavaScript and by keyboard.
 *
 * <pre>
 * /sign-in, /sign-out     by user name and password; in a demonstration by choosing somebody
 * /                       queues with what is open, unassigned and overdue
 * /queue/{group}          a queue;  /my-work  what one has taken
 * /ticket/{number}        a ticket of any kind, and what may be done with it
 * /approvals              what one is asked to approve;  /approval/{id}  one of them
 * /requests               all requests there have been, newest first, with a search
 * </pre>
 *
 * Members of the desk ({@code itil}) see every ticket. Everybody else sees those that they asked for, that are about them, or that they
 * are asked to approve. Every form carries a token that belongs to the sign-in.
 *
 * <p>May import: {@code table}, {@code account}, {@code attachment}, {@code order}, {@code fulfilment}.
 */
@NullMarked
package org.usher.technow.desk;

import org.jspecify.annotations.NullMarked;
