package org.usher;

import java.net.URL;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.usher.conversation.Facts;
import org.usher.conversation.Organisation;
import org.usher.conversation.Samples;
import org.usher.facts.Definitions;
import org.usher.facts.RegisterService;
import org.usher.validation.Reader;
import org.usher.validation.Scope;

/** What the program says when it is ready: where to look, and, for each organisation, who to be and what to do first. */
final class Welcome {

    private Welcome() {}

    static String text(URL usher, Optional<URL> technow, boolean discord, Databases databases, List<String> firstSteps) {
        return """

                Usher is ready.

                  Chat      %s
                %s  TechNow   %s
                  Discord   %s
                  Data      %s
                  Stop      Ctrl-C; everything is kept for the next start
                """.formatted(usher, firstSteps.stream().map(step -> "            " + step + "\n").collect(Collectors.joining()),
                technow.map(address -> address + "\n            the service desk, where the tickets arrive")
                        .orElse("not started (TECHNOW_START=false)"),
                discord ? "on" : "to chat there too, set DISCORD_TOKEN to your bot's token and start again", databases.place());
    }

    /** For each organisation with samples, who to sign in as and what to do first. */
    static List<String> firstSteps(Definitions definitions, RegisterService registers) {
        return definitions.organisations().stream()
                .flatMap(organisation -> organisation.samples().first().map(first -> firstStep(organisation, first, registers)).stream())
                .toList();
    }

    private static String firstStep(Organisation organisation, Samples.Sample first, RegisterService registers) {
        var facts = new Facts(organisation, registers.current(organisation.id()), Instant.EPOCH, organisation.languages().getFirst(),
                List.of());
        var words = first.text().in(new Scope(_ -> null, facts.registers(), organisation.calendar()),
                new Reader(facts.language(), organisation.calendar().zone()));
        return organisation.name() + ": sign in as " + facts.registers().label(facts.person(first.person())) + " (" + first.person() + "). "
                + words;
    }
}
