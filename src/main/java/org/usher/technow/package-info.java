/**
 * TechNow: a ServiceNow-style ITSM that stands in for the real one, with a REST API, service-desk pages and a server of its own.
 *
 * <h2>Parts</h2>
 * {@code table} the engine that a dictionary drives · {@code rest} the API · {@code order} catalogue, variables, cart · {@code fulfilment}
 * the business rules · {@code attachment} · {@code account} · {@code event} changes posted out · {@code seed} what it begins with · {@code
 * fault} faults on demand · {@code desk} the pages.
 *
 * <h2>How a client opens a request with several items</h2>
 * Everything is asked for by {@code correlation_id} before it is made, so that a lost answer can be met by beginning again.
 * <ol>
 * <li>{@code POST sc_request} {@code {correlation_id, correlation_display, requested_for, opened_by, short_description}} gives REQ.
 * <li>For each item {@code POST sc_req_item} {@code {request, cat_item, correlation_id, correlation_display, requested_for, opened_by,
 * short_description, description, approval: "requested"}} gives RITM, in stage {@code waiting_for_approval} and in nobody's queue. It may
 * bring {@code assignment_group} and {@code due_date}: its task will have them.
 * <li>Its variables, in one of two ways. As on any instance: for each question of the catalogue item ({@code item_option_new} with that
 * {@code cat_item}) a {@code sc_item_option} {@code {item_option_new, value, order}} and a {@code sc_item_option_mtom} {@code {request_item,
 * sc_item_option}}. Or, here only, all at once with the item: {@code "variables": {"name": "value"}} in POST, PUT or PATCH, which writes
 * the same records, and keeps an answer even to a question that the catalogue item does not have. Read them back as {@code
 * sysparm_fields=variables.<name>} of the item or its task, or through {@code sc_item_option_mtom}.
 * <li>{@code POST sysapproval_approver} {@code {sysapproval, document_id, source_table: "sc_req_item", approver, state: "requested",
 * due_date}} for each approver. Another approver instead: the first row is set to {@code cancelled}, a new one is made.
 * <li>A decision: {@code PATCH sysapproval_approver} {@code {state: "approved"}} or {@code {state: "rejected", comments: "why"}}, by the
 * approver, or by a system with the role {@code approval_admin} on their behalf. It counts once; a later one is refused with 403.
 * <li>All approved: in the same transaction the item becomes {@code approved}, stage {@code fulfillment}, and one {@code sc_task} is raised
 * with its text; its group is that of the item, or else of the catalogue item, and it is due when the item says, or else after the
 * delivery time of the catalogue item. One rejected: the item is closed (state 4, stage {@code request_rejected}); its {@code
 * close_notes} and a comment say who and why.
 * <li>The desk sends a task back: task state {@code -5} (pending), with the question in {@code comments}; the item stays open in stage
 * {@code returned} and has the same comment. It goes on when the task is set to 1 or 2 again.
 * <li>All tasks closed: the item is complete (3), or incomplete (4) if one is; its {@code close_notes} are those of the last task. What
 * the desk wrote back (the position that was given) is in the variables of the section {@code for_the_desk}.
 * <li>No longer wanted: {@code PATCH sc_req_item} {@code {state: "7", comments: "why"}}; open approvals are cancelled, open tasks skipped.
 * </ol>
 * Journal fields ({@code comments}, {@code work_notes}) are empty as values; their entries are in {@code sys_journal_field} ({@code name},
 * {@code element}, {@code element_id}, {@code value}), and as one text in {@code sysparm_display_value=true}.
 *
 * <p>An order through the Service Catalog API ({@code order_now}, cart) opens request, items and variables in one call; who approves is
 * then decided by the {@code workflow} of the catalogue item.
 *
 * <p>May import: nothing of Usher's; {@code mariadb} only to start alone.
 */
@Configuration
@Requires(env = "technow")
@NullMarked
package org.usher.technow;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
