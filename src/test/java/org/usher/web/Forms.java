package org.usher.web;

import java.util.Map;

import org.usher.story.Talk;

/** Answers for the forms that the tests fill in: question to what is typed; whatever is not here is answered by what is suggested or the plainest choice. */
final class Forms {

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

    private Forms() {}

    /** Answers to the end and hands it in. */
    static void connorFor(Talk talk) {
        talk.fill(CONNOR).command("submit");
    }
}
