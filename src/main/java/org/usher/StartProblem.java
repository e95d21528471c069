package org.usher;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;

/** Turns what stopped the start into words for the person who started the program: what is wrong, and what to do about it. */
final class StartProblem {

    private static final Pattern PORT = Pattern.compile(":(\\d+)");
    private static final Pattern UNREADABLE = Pattern.compile("Error resolving property value \\[([^\\]]+)\\]\\. ([^\\n]+)");
    private static final Pattern VIOLATION = Pattern.compile("(?m)^\\s*(\\S+) - (.+)$");

    private StartProblem() {}

    /** A line or a few; a stack trace only for what nobody foresaw. */
    static String explain(Throwable problem) {
        var causes = causes(problem);
        for (var cause : causes) {
            if (cause instanceof BindException) {
                return sentence(takenPort(causes));
            }
            if (cause instanceof ConstraintViolationException violations) {
                return sentence("a setting is not valid: " + violations.getConstraintViolations().stream().map(StartProblem::violation)
                        .sorted().collect(Collectors.joining("; ")));
            }
            if (cause.getClass().getName().startsWith("org.usher.")) {
                return sentence(String.valueOf(cause.getMessage()));
            }
        }
        var innermost = causes.getLast();
        if (innermost instanceof SQLException || causes.stream().anyMatch(SQLException.class::isInstance)) {
            return sentence("the database does not answer as it should. " + innermost.getMessage()
                    + "\nLook at DATASOURCES_DEFAULT_URL, DATASOURCES_DEFAULT_USERNAME and DATASOURCES_DEFAULT_PASSWORD.");
        }
        for (var cause : causes) {
            var message = String.valueOf(cause.getMessage());
            if (message.contains("Validation failed for bean definition")) {
                return sentence("a setting is not valid: " + VIOLATION.matcher(message).results()
                        .map(found -> found.group(1) + " " + found.group(2)).collect(Collectors.joining("; ")));
            }
        }
        for (var cause : causes) {
            var unreadable = UNREADABLE.matcher(String.valueOf(cause.getMessage()));
            if (unreadable.find()) {
                return sentence("a setting is not valid: " + unreadable.group(1) + ". " + unreadable.group(2));
            }
        }
        if (innermost instanceof ConfigurationException) {
            return sentence("a setting is not valid. " + innermost.getMessage());
        }
        var trace = new StringWriter();
        problem.printStackTrace(new PrintWriter(trace));
        return sentence(innermost.getMessage() + "\nThis is a defect. What follows helps to find it.\n" + trace);
    }

    private static String sentence(String what) {
        return "Usher did not start: " + what;
    }

    private static String takenPort(List<Throwable> causes) {
        var port = causes.stream().map(cause -> PORT.matcher(String.valueOf(cause.getMessage()))).filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1)).findFirst();
        return port.map(number -> "port " + number + " is taken by another program").orElse("a port is taken by another program")
                + ". End that one, or choose other ports with USHER_PORT (8080 unless set) and TECHNOW_PORT (8081 unless set).";
    }

    private static String violation(ConstraintViolation<?> violation) {
        return violation.getPropertyPath() + " " + violation.getMessage();
    }

    private static List<Throwable> causes(Throwable problem) {
        var causes = new ArrayList<Throwable>();
        for (Throwable cause = problem; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
