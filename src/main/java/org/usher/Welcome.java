package org.usher;

import java.net.URL;
import java.util.Optional;

/** What the program says when it is ready: where to look, who to be, and what to type first. */
final class Welcome {

    private Welcome() {}

    static String text(URL usher, Optional<URL> technow, boolean discord, Databases databases) {
        return """

                Usher is ready.

                  Chat      %s
                            sign in as Marcus Oyelaran (10311862), a team leader; open "What do you need?",
                            type: add a user, and when asked for whom: Connor Blythe
                  TechNow   %s
                  Discord   %s
                  Data      %s
                  Stop      Ctrl-C; everything is kept for the next start
                """.formatted(usher, technow.map(address -> address + "\n            the service desk, where the tickets arrive")
                .orElse("not started (TECHNOW_START=false)"),
                discord ? "on" : "to chat there too, set DISCORD_TOKEN to your bot's token and start again", databases.place());
    }
}
