package org.usher.web;

import java.util.Map;

import org.usher.story.Talk;

/** Answers for the forms that the tests fill in: question to what is typed; whatever is not here is answered by what is suggested or the plainest choice. */
public final class Forms {

    /** Connor Blythe becomes a caseworker in TL012. */
    static final Map<String, String> CONNOR = Map.ofEntries(Map.entry("user", "10455230"), Map.entry("subject_ok", "yes"),
            Map.entry("approver_keep", "yes"),
            Map.entry("required_by", "1 December 2027 09:00"), Map.entry("directorate", "Operations"),
            Map.entry("area_team", "Enforcement North"),
            Map.entry("odr", "Enforcement Caseworker"), Map.entry("access_action", "Add"), Map.entry("new.role", "Caseworker"),
            Map.entry("new.segment", "Enforcement North"), Map.entry("new.team", "TL012"), Map.entry("new.cw_position", "Lowest Available"),
            Map.entry("additional_needed", "No"), Map.entry("telephony", "Standard"), Map.entry("extract_needed", "No"),
            Map.entry("legacy_ack", "Understood"),
            Map.entry("further_information", "New caseload from December"));

    /** Connor gets two places more, which needs a clearance; as over the API, up to its document. */
    public static final Map<String, String> CONNOR_IN_THREE_PLACES = Map.ofEntries(Map.entry("user", "10455230"),
            Map.entry("required_by", "1 December 2027 09:00"),
            Map.entry("directorate", "operations"), Map.entry("area_team", "enforcement_north"), Map.entry("odr", "ENF-CW"),
            Map.entry("access_action", "add"), Map.entry("new.role", "caseworker"), Map.entry("new.segment", "ENF NORTH"),
            Map.entry("new.team", "TL014"), Map.entry("new.cw_position", "CW004"), Map.entry("additional_needed", "yes"),
            Map.entry("additional[0].kind", "ordinary"), Map.entry("additional[0].role", "caseworker"),
            Map.entry("additional[0].segment", "ENF NORTH"), Map.entry("additional[0].team", "TL013"),
            Map.entry("additional[0].more", "yes"), Map.entry("additional[1].kind", "ordinary"),
            Map.entry("additional[1].role", "caseworker"), Map.entry("additional[1].segment", "ENF NORTH"),
            Map.entry("additional[1].team", "TL012"), Map.entry("additional[1].more", "no"), Map.entry("clearance.have", "yes"),
            Map.entry("clearance.given_by", "10200417"), Map.entry("clearance.given_on", "today"),
            Map.entry("clearance.manner", "document"), Map.entry("clearance.reference", "SC-1"));

    private Forms() {}

    /** Answers to the end and hands it in. */
    static void connorFor(Talk talk) {
        talk.fill(CONNOR).command("submit");
    }
}
