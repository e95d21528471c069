package org.usher.browser;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Says at the end of a run which tests were skipped and why, so that nobody takes a run without a browser for a whole one. */
public final class SkippedTests implements TestExecutionListener {

    private final List<String> skipped = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        skipped.add(name(test) + ": " + reason);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (skipped.isEmpty()) {
            return;
        }
        System.out.println("\n*** " + skipped.size() + " SKIPPED: what these would show has NOT been shown ***");
        skipped.forEach(line -> System.out.println("*** " + line));
    }

    private static String name(TestIdentifier test) {
        var id = test.getLegacyReportingName();
        return test.getParentIdObject().map(parent -> parent.getLastSegment().getValue() + " " + id).orElse(id);
    }
}
