package org.usher.approval;

import java.time.Instant;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;
import org.usher.facts.FormView;

/**
 * What an approver sees.
 *
 * @param id            the id under which it is decided
 * @param number        number of the item people know
 * @param request       number of its request
 * @param state         requested, approved, rejected or void
 * @param requester     key of who asks
 * @param requesterName name of who asks
 * @param subjectName   whom it is for
 * @param summary       short description
 * @param title         title of the form
 * @param asked         since when it waits
 * @param neededBy      when the requester needs it
 * @param form          all answers, with warnings and notes, and whether the requester agreed
 * @param outcome       what was decided, by whom, when and why; empty while it waits
 * @param maySendBack   whether it may be sent back to be mended, besides yes and no
 * @param question      what is asked, if it is an authorisation that the form needs and not the decision on it; else empty
 */
@Serdeable
public record ApprovalView(String id, String number, String request, String state, String requester, String requesterName,
        String subjectName, String summary,
        String title, Instant asked, @Nullable Instant neededBy, FormView form, String outcome, boolean maySendBack,
        String question) {}
