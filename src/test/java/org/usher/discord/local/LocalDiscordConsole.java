package org.usher.discord.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Starts a local Discord by hand, to be used from the terminal: what is typed goes to the bot, what the bot says is printed. */
public final class LocalDiscordConsole {

    private static final int PORT = 8090;

    private final LocalDiscord discord;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private Member who;
    private final Map<Long, String> shown = new LinkedHashMap<>();

    private LocalDiscordConsole(LocalDiscord discord) {
        this.discord = discord;
        this.who = member("me");
    }

    /** The only argument is the port, 8090 if there is none. */
    public static void main(String[] args) throws IOException {
        try (var discord = LocalDiscord.start(args.length == 0 ? PORT : Integer.parseInt(args[0]))) {
            System.out.printf("""
                    A local Discord. Start Usher with:
                      DISCORD_TOKEN=%s DISCORD_API_URL=%s DISCORD_GATEWAY_URL=%s
                    Then type here:
                      words            say them to the bot          /access, /link staff-number=10311862
                      [Label]          click the newest button      {Label}         choose from the newest menu
                      =text            fill in the form that opened @name           be somebody else
                      !drop !invalid !storm !close !open            misbehave       quit
                    """, discord.token(), discord.restUrl(), discord.gatewayUrl());
            new LocalDiscordConsole(discord).run();
        }
    }

    private Member member(String name) {
        return members.computeIfAbsent(name, discord::member);
    }

    private void run() throws IOException {
        Thread.ofPlatform().daemon().start(this::print);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Optional<Interaction> last = Optional.empty();
        for (var line = in.readLine(); line != null && !line.equals("quit"); line = in.readLine()) {
            try {
                last = act(line.strip(), last);
            } catch (AssertionError problem) {
                System.out.println("? " + problem.getMessage());
            }
        }
    }

    private Optional<Interaction> act(String line, Optional<Interaction> last) {
        if (line.startsWith("/")) {
            var words = line.substring(1).split("\\s+");
            var options = new LinkedHashMap<String, String>();
            for (int i = 1; i < words.length; i++) {
                var parts = words[i].split("=", 2);
                options.put(parts[0], parts.length == 1 ? "" : parts[1]);
            }
            return Optional.of(who.command(words[0], options));
        }
        if (line.startsWith("[") && line.endsWith("]")) {
            var label = line.substring(1, line.length() - 1);
            return Optional.of(who.click(newest(message -> message.button(label).isPresent()), label));
        }
        if (line.startsWith("{") && line.endsWith("}")) {
            var label = line.substring(1, line.length() - 1);
            return Optional.of(who.choose(newest(message -> message.selects().stream().filter(select -> !select.disabled())
                    .anyMatch(select -> select.options().stream().anyMatch(option -> option.label().equals(label)))), label));
        }
        if (line.startsWith("=") && last.isPresent()) {
            return Optional.of(who.write(last.get(), line.substring(1)));
        }
        if (line.startsWith("@")) {
            who = member(line.substring(1));
            return Optional.empty();
        }
        switch (line) {
            case "!drop" -> discord.dropGateway(0);
            case "!invalid" -> discord.invalidateSession(false);
            case "!storm" -> discord.storm(java.time.Duration.ofSeconds(5));
            case "!close" -> who.closeDms(true);
            case "!open" -> who.closeDms(false);
            case "" -> {
            }
            default -> who.say(line);
        }
        return Optional.empty();
    }

    private Message newest(java.util.function.Predicate<Message> wanted) {
        return who.transcript().reversed().stream().filter(wanted).findFirst()
                .orElseThrow(() -> new AssertionError("There is nothing like that"));
    }

    /** Prints whatever is new or has changed in the direct messages of anybody. */
    private void print() {
        while (true) {
            synchronized (discord) {
                for (var member : members.values()) {
                    for (var id : new TreeSet<>(member.lines().keySet())) {
                        var text = member.lines().getOrDefault(id, "");
                        if (!text.equals(shown.put(id, text))) {
                            System.out.println(text);
                        }
                    }
                }
                try {
                    discord.wait();
                } catch (InterruptedException _) {
                    return;
                }
            }
        }
    }
}
