package org.usher.benchmark;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.usher.catalogue.Catalogue;

/** How long it takes to load all definitions of all organisations, as at the start of the program: in a JVM that has done nothing before, with every check. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class LoadBenchmark {

    /** Everything in {@code conversations/}. */
    @Benchmark
    public Catalogue.Outcome allDefinitions() {
        var outcome = Catalogue.load(Path.of("conversations"));
        if (!(outcome instanceof Catalogue.Outcome.Loaded)) {
            throw new IllegalStateException("The definitions have faults: " + outcome);
        }
        return outcome;
    }
}
