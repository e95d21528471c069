package org.usher;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.validation.constraints.Min;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StartProblemTest {

    @Test
    void aTakenPortIsOneLineWithTheWayOut() throws Exception {
        try (var somebody = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                var context = context(Map.of("micronaut.server.port", somebody.getLocalPort(), "micronaut.server.host", "127.0.0.1"))) {
            var server = context.getBean(EmbeddedServer.class);
            var problem = Assertions.catchThrowable(server::start);
            assertThat(StartProblem.explain(problem)).doesNotContain("\n").contains("port " + somebody.getLocalPort() + " is taken")
                    .contains("USHER_PORT");
        }
    }

    @Test
    void aSettingOutOfRangeIsOneLineThatNamesIt() {
        try (var context = context(Map.of("start-problem-test.tries", 0))) {
            var problem = Assertions.catchThrowable(() -> context.getBean(Tries.class));
            assertThat(StartProblem.explain(problem)).doesNotContain("\n").contains("a setting is not valid").contains("tries")
                    .contains("must be greater than or equal to 1");
        }
    }

    @Test
    void aSettingOfTheWrongTypeIsOneLineThatNamesIt() {
        try (var context = context(Map.of("start-problem-test.tries", "many"))) {
            var problem = Assertions.catchThrowable(() -> context.getBean(Tries.class));
            assertThat(StartProblem.explain(problem)).doesNotContain("\n\tat ").contains("tries").contains("many");
        }
    }

    @Test
    void aDefectKeepsItsTrace() {
        assertThat(StartProblem.explain(new IllegalStateException("unforeseen"))).contains("unforeseen").contains("This is a defect")
                .contains("\n\tat ");
    }

    /** A context with nothing of Usher's in it but the settings below. */
    private static ApplicationContext context(Map<String, Object> properties) {
        var all = new HashMap<String, Object>(properties);
        all.put("datasources.default.enabled", "false");
        var packages = Stream
                .of("approval", "audit", "catalogue", "chat", "discord", "mail", "reminder", "servicenow", "store", "ticket", "web")
                .map("org.usher."::concat).toArray(String[]::new);
        return ApplicationContext.builder().environments("start-problem-test").deduceEnvironment(false).banner(false).exclude(packages)
                .properties(all).start();
    }

    @ConfigurationProperties("start-problem-test")
    @Requires(env = "start-problem-test")
    record Tries(@Min(1) int tries) {}
}
